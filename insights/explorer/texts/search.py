"""Texts of the page that searches, and of the collection that a reader makes there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from insights.wording import Language


@dataclass(frozen=True)
class SearchTexts:
    """The texts of one language; fields in braces are filled in with ``str.format``."""

    intro: str
    what: str
    how: str
    by_words: str
    by_meaning: str
    narrow: str
    theme: str
    every_theme: str
    subthemes: str
    role: str
    every_role: str
    no_roles: str
    question: str
    every_question: str
    round: str
    every_round: str
    source: str
    every_source: str
    submit: str
    tips: str
    tip_lines: tuple[tuple[str, str], ...]
    problems: Mapping[str, str]
    look_at: str
    left_out: str
    dropped: str
    role_small: str
    none: str
    none_how: str
    none_narrowed: str
    none_near: str
    hardly: str
    found: str
    found_by: str
    found_public: str
    meaning_lead: str
    meaning_help: str
    meaning_absent: str
    nearness: Mapping[str, str]
    not_quoted: str
    results: str
    keep: str
    keep_of: str
    keep_more: str
    keep_look: str
    kept_here: str
    kept_one: str
    kept: str
    to_collection: str
    let_go: str
    collection: str
    collection_intro: str
    collection_empty: str
    collection_empty_how: str
    collection_lost: str
    collection_full: str
    copy: str
    copied: str
    print: str
    csv: str
    csv_file: str
    tools: str
    take_out: str
    search_on: str
    in_theme: str
    no_theme: str
    columns: tuple[str, ...]
    collection_role: str


NL: Final = SearchTexts(
    intro="Zoek in alles wat er gezegd is. Elk resultaat is een letterlijk citaat, met een link naar "
    "de bron.",
    what="Waar zoekt u naar?",
    how="Zoek op",
    by_words="woorden",
    by_meaning="betekenis van een zin",
    narrow="Beperk tot een thema, rol of bron",
    theme="Thema",
    every_theme="Alle thema’s",
    subthemes="Subthema’s van {theme}",
    role="Rol",
    every_role="Alle rollen",
    no_roles="Rollen zijn er niet om uit te kiezen: ze zijn niet bekend, of te weinig mensen hebben "
    "dezelfde rol.",
    question="Vraag",
    every_question="Alle vragen",
    round="Ronde",
    every_round="Alle rondes",
    source="Bron",
    every_source="Alle bronnen",
    submit="Zoek",
    tips="Zo zoekt u preciezer",
    tip_lines=(
        ("huisarts", "vindt ook huisartsen en huisartsenpost"),
        ("bus station", "vindt wat beide woorden heeft"),
        ("bus OF tram", "vindt wat een van de twee heeft; OF met hoofdletters"),
        ("bus NIET tram", "vindt wat wel over de bus gaat en tram niet noemt"),
        ("“te lang wachten”", "tussen aanhalingstekens: precies deze woorden, in deze volgorde"),
        ("vertrouw*", "vindt elk woord dat zo begint"),
        ("(bus OF tram) avond", "haakjes zeggen wat bij elkaar hoort"),
    ),
    problems={
        "too long": "Uw zoekvraag is te lang. Gebruik hoogstens 300 tekens.",
        "empty": "In uw zoekvraag staat geen woord. Typ een of meer woorden.",
        "open quote": "Een aanhalingsteken is wel geopend en niet gesloten. Zet er een aan het eind bij.",
        "empty phrase": "Tussen de aanhalingstekens staat geen woord.",
        "open bracket": "Een haakje is wel geopend en niet gesloten. Zet er een ) bij.",
        "stray bracket": "Er staat een ) te veel. Haal het haakje weg, of zet ervoor een ( bij.",
        "nothing beside": "Naast EN, OF of NIET hoort aan elke kant een woord te staan.",
        "only not": "U zegt alleen wat u niet zoekt. Noem ook een woord dat er wel in moet staan.",
        "star": "Een sterretje kan alleen aan het eind van een woord, na ten minste twee letters.",
    },
    look_at="Kijk bij: {near}",
    left_out="Niet meegezocht, omdat bijna alles het heeft: {words}. Zet een woord tussen "
    "aanhalingstekens om het toch te "
    "zoeken.",
    dropped="Een filter uit de link past niet bij deze run, of bij dit thema, en telt niet mee.",
    role_small="Uitspraken uit thema’s waarin minder dan {k} mensen deze rol hebben, staan er niet bij.",
    none="Niets gevonden voor “{query}”.",
    none_how="Probeer een ander woord, het begin van een woord met een sterretje, of zoek op betekenis.",
    none_narrowed="Zoek in alles",
    none_near="Binnen deze keuze is er niets om mee te vergelijken.",
    hardly="Niets lijkt hier echt op. Dit ligt er nog het dichtst bij. Zeg het met andere woorden, "
    "of zoek op woorden.",
    found="Gevonden in {messages}.",
    found_by="Gevonden in {messages} van {people}.",
    found_public="Gevonden in {published}.",
    meaning_lead="Dit ligt het dichtst bij uw zin, het dichtste eerst.",
    meaning_help="Een taalmodel op deze computer vergelijkt de betekenis. Het kan zich vergissen, en "
    "het weet niet wie het "
    "met elkaar eens is: lees het citaat zelf.",
    meaning_absent="Zoeken op betekenis kan hier niet: het taalmodel waarmee deze run gemaakt is, "
    "staat niet op deze "
    "computer. Hieronder staat wat er op woorden gevonden is.",
    nearness={
        "strong": "lijkt er sterk op",
        "fair": "lijkt erop",
        "weak": "lijkt er een beetje op",
        "hardly": "lijkt er nauwelijks op",
    },
    not_quoted="Er is meer gevonden dat hier niet staat: een redacteur besloot dat het niet geciteerd wordt.",
    results="Resultaten",
    keep="Bewaar",
    keep_of="Bewaar uitspraak {number}",
    keep_more="Bewaar en zoek verder",
    keep_look="Bekijk verzameling",
    kept_here="Uw verzameling staat alleen in de link van deze pagina.",
    kept_one="1 uitspraak gekozen.",
    kept="{number} uitspraken gekozen.",
    to_collection="Bekijk de verzameling",
    let_go="Maak de verzameling leeg",
    collection="Uw verzameling",
    collection_intro="Deze uitspraken koos u zelf. De keuze staat in de link van deze pagina en "
    "nergens anders: bewaar de "
    "link, of stuur hem door aan wie deze run ook mag zien.",
    collection_empty="Uw verzameling is nog leeg.",
    collection_empty_how="Zoek iets, kruis de uitspraken aan die u wilt bewaren, en kies “Bekijk "
    "verzameling”.",
    collection_lost="Van de uitspraken die u koos zijn er hier niet te tonen: {number}. Die staan niet "
    "in deze run, of worden niet geciteerd.",
    collection_full="{most} uitspraken gekozen. Meer passen er niet in een link.",
    copy="Kopieer de citaten",
    copied="Gekopieerd",
    print="Druk af",
    csv="Download als CSV",
    csv_file="verzameling.csv",
    tools="Wat u ermee kunt",
    take_out="Haal weg",
    search_on="Zoek verder",
    in_theme="thema",
    no_theme="in geen thema",
    columns=("citaat", "thema", "rol", "bron", "plaats", "taal", "nummer"),
    collection_role="Een rol staat er alleen bij waar ten minste {k} mensen die hebben.",
)

EN: Final = SearchTexts(
    intro="Search everything that was said. Every result is a verbatim quote, with a link to its source.",
    what="What are you looking for?",
    how="Search by",
    by_words="words",
    by_meaning="the meaning of a sentence",
    narrow="Narrow to a theme, role or source",
    theme="Theme",
    every_theme="All themes",
    subthemes="Subthemes of {theme}",
    role="Role",
    every_role="All roles",
    no_roles="There are no roles to choose from: they are not known, or too few people have the same one.",
    question="Question",
    every_question="All questions",
    round="Round",
    every_round="All rounds",
    source="Source",
    every_source="All sources",
    submit="Search",
    tips="How to search more precisely",
    tip_lines=(
        ("huisarts", "also finds huisartsen and huisartsenpost"),
        ("bus station", "finds what has both words"),
        ("bus OR tram", "finds what has one of the two; OR in capitals"),
        ("bus NOT tram", "finds what is about the bus and does not mention the tram"),
        ("“te lang wachten”", "between quotation marks: exactly these words, in this order"),
        ("vertrouw*", "finds every word that begins so"),
        ("(bus OR tram) avond", "brackets say what belongs together"),
    ),
    problems={
        "too long": "Your query is too long. Use at most 300 characters.",
        "empty": "There is no word in your query. Type one or more words.",
        "open quote": "A quotation mark was opened and not closed. Add one at the end.",
        "empty phrase": "There is no word between the quotation marks.",
        "open bracket": "A bracket was opened and not closed. Add a ).",
        "stray bracket": "There is one ) too many. Take it away, or put a ( before it.",
        "nothing beside": "AND, OR and NOT need a word on either side.",
        "only not": "You only say what you do not want. Name a word that has to be there too.",
        "star": "A star can only stand at the end of a word, after two letters or more.",
    },
    look_at="Look at: {near}",
    left_out="Not searched for, as nearly everything has it: {words}. Put a word between quotation "
    "marks to search for it "
    "all the same.",
    dropped="A filter in the link does not fit this run, or this theme, and is left out.",
    role_small="What was said in themes in which fewer than {k} people have this role is not among these.",
    none="Nothing was found for “{query}”.",
    none_how="Try another word, the beginning of a word with a star, or search by meaning.",
    none_narrowed="Search everything",
    none_near="Within this choice there is nothing to compare with.",
    hardly="Nothing is really like it. This is what comes nearest. Put it in other words, or search "
    "by words.",
    found="Found in {messages}.",
    found_by="Found in {messages} by {people}.",
    found_public="Found in {published}.",
    meaning_lead="This lies nearest to your sentence, the nearest first.",
    meaning_help="A language model on this computer compares meanings. It can be wrong, and it does "
    "not know who agrees with "
    "whom: read the quote yourself.",
    meaning_absent="Searching by meaning is not possible here: the language model that this run was "
    "made with is not on "
    "this computer. Below is what was found by words.",
    nearness={
        "strong": "very much like it",
        "fair": "like it",
        "weak": "a little like it",
        "hardly": "hardly like it",
    },
    not_quoted="More was found that is not shown here: an editor decided that it is not to be quoted.",
    results="Results",
    keep="Keep",
    keep_of="Keep quote {number}",
    keep_more="Keep and search on",
    keep_look="View collection",
    kept_here="Your collection is in the link of this page only.",
    kept_one="1 quote chosen.",
    kept="{number} quotes chosen.",
    to_collection="View the collection",
    let_go="Empty the collection",
    collection="Your collection",
    collection_intro="You chose these quotes. The choice is in the link of this page and nowhere "
    "else: keep the link, or pass "
    "it on to others who may see this run.",
    collection_empty="Your collection is still empty.",
    collection_empty_how="Search for something, tick the quotes that you want to keep, and choose "
    "“View collection”.",
    collection_lost="{number} of the chosen quotes cannot be shown here: they are not in this run, "
    "or are not to be quoted.",
    collection_full="{most} quotes chosen. A link has no room for more.",
    copy="Copy the quotes",
    copied="Copied",
    print="Print",
    csv="Download as CSV",
    csv_file="collection.csv",
    tools="What you can do with it",
    take_out="Take out",
    search_on="Search on",
    in_theme="theme",
    no_theme="in no theme",
    columns=("quote", "theme", "role", "source", "place", "language", "number"),
    collection_role="A role is shown only where at least {k} people have it.",
)


def search_texts(language: Language) -> SearchTexts:
    """Give the texts of a language."""
    return EN if language == "en" else NL
