"""Every text on screen, in Dutch (B1, "u") and English, with numbers and dates as each language writes them.

A text is a field of :class:`Wording`, so one that lacks a translation is an error of type, and of the tests.
Fields in braces are filled in with ``str.format``; quotes and other words of participants never pass through
here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from insights.small_numbers import Shown

Language = Literal["nl", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("nl", "en")


@dataclass(frozen=True)
class Wording:
    """The texts of one language."""

    language: Language
    months: tuple[str, ...]
    thousands: str
    decimal: str
    product: str
    synthetic: str
    way_back: str
    navigation: str
    other_language: str
    other_run: str
    pager: str
    previous_page: str
    next_page: str
    page_of: str
    # report
    report: str
    # runs
    runs_title: str
    review: str
    coding: str
    runs_intro: str
    runs_none: str
    runs_none_how: str
    run_unknown: str
    run_broken: str
    run_sample: str
    run_made: str
    sample_title: str
    sample_intro: str
    sample_make: str
    sample_busy: str
    sample_failed: str
    # overview
    overview: str
    overview_in: str
    overview_in_unknown: str
    overview_published: str
    one_source: str
    many_sources: str
    overview_to: str
    to_ledger: str
    to_contributions: str
    too_few: str
    no_themes: str
    themes: str
    themes_intro: str
    subthemes: str
    subthemes_show: str
    theme_column: str
    people_column: str
    share_column: str
    messages_column: str
    how_to_read: str
    how_people: str
    how_strength: str
    how_small: str
    how_stance: str
    how_delimitation: str
    # delimitation and cautions of a theme
    delimitation: str
    delimitation_help: str
    grades: Mapping[str, str]
    cautions: Mapping[str, str]
    caution_small_role: str
    # theme
    theme: str
    theme_unknown: str
    back_to_overview: str
    people: str
    messages: str
    published: str
    of_published: str
    largest: str
    unknown_people: str
    who: str
    who_caption: str
    role: str
    roles: Mapping[str, str]
    role_unknown: str
    quotes: str
    quotes_none: str
    to_source: str
    to_source_of: str
    more_quotes: str
    quote_chosen: str
    quote_reasons: Mapping[str, str]
    quote_grades: Mapping[str, str]
    repeat_kinds: Mapping[str, str]
    repeat_times: str
    repeat_times_hidden: str
    repeat_person: str
    repeat_people: str
    repeat_unknown: str
    repeat_published: str
    repeat_show: str
    repeat_exact: str
    repeat_near: str
    repeat_rest: str
    quote_border: str
    edge_quotes_help: str
    minority_quotes: str
    minority_quotes_help: str
    words: str
    words_caption: str
    words_help: str
    word: str
    weight: str
    members: str
    to_members: str
    members_help: str
    fringe: str
    to_unplaced: str
    # source
    source: str
    source_unknown: str
    source_intro: str
    quote_in: str
    contribution: str
    in_reply_to: str
    replies: str
    where: str
    file: str
    place: str
    title_column: str
    kind: str
    kinds: Mapping[str, str]
    question: str
    round: str
    date: str
    themes_of_quote: str
    locators: Mapping[str, str]
    # contributions
    to_contribution: str
    contributions: str
    contributions_all: str
    contributions_set_apart: str
    contributions_unplaced: str
    contributions_none: str
    contributions_range: str
    reason: str
    # how the themes were found
    method: str
    method_intro: tuple[str, ...]
    trade_off: str
    trade_off_help: tuple[str, ...]
    trade_off_caption: str
    trade_off_themes: str
    trade_off_stability: str
    trade_off_null: str
    trade_off_coherence: str
    trade_off_chosen: str
    granularities: Mapping[str, str]
    # comparing groups
    compare: str
    search: str
    map: str
    compare_title: str
    compare_intro: str
    compare_caption: str
    compare_none: str
    compare_none_how: str
    compare_not_possible: str
    compare_by: str
    compare_first: str
    compare_second: str
    compare_level: str
    compare_levels: tuple[str, ...]
    compare_question: str
    compare_all_questions: str
    compare_size: str
    compare_differ_one: str
    compare_differ: str
    compare_differ_none: str
    compare_attention: str
    compare_attention_of: str
    compare_attention_caption: str
    compare_attention_help: str
    compare_difference: str
    compare_points: str
    compare_interval: str
    compare_finding: str
    compare_findings: Mapping[str, str]
    compare_untested: Mapping[str, str]
    compare_rule: str
    compare_mentions: str
    compare_mentions_of: str
    compare_mentions_caption: str
    compare_mentions_help: str
    compare_cautions: Mapping[str, str]
    compare_quotes: str
    compare_quotes_help: str
    compare_quotes_none: str
    properties: Mapping[str, str]
    no_group: str
    # votes
    votes_voters: str
    votes_groups: str
    votes_no_group: str
    votes_themes: str
    votes_themes_help: str
    votes_statements: str
    votes_voted: str
    votes_agree: str
    votes_uniting: str
    votes_agreed: str
    votes_dividing: str
    votes_dividing_help: str
    votes_none: str
    votes_all: str
    votes_strength: str
    votes_apart: str
    votes_small: str
    # ledger
    ledger: str
    ledger_intro: str
    ledger_caption: str
    ledger_rows: str
    ledger_none: str
    rows_with: str
    rows: str
    outcome: str
    all_outcomes: str
    outcomes: Mapping[str, str]
    outcomes_short: Mapping[str, str]
    # numbers and strength
    reasons: Mapping[str, str]
    fewer: str
    more: str
    hidden: str
    unknown: str
    strengths: Mapping[str, str]
    published_strength: str
    messages_strength: str
    about: str
    about_words: str
    mostly: str

    def role_word(self, role: str | None) -> str:
        """Write a usual role in the language of the page, another as the source has it.

        >>> NL.role_word("resident"), NL.role_word("wijkverpleegkundige"), NL.role_word(None)
        ('bewoner', 'wijkverpleegkundige', 'rol onbekend')
        """
        return self.roles.get(role, role) if role else self.role_unknown

    def group_word(self, by: str, name: str | None) -> str:
        """Write the name of a group, a usual role in the language of the page.

        >>> NL.group_word("role", "resident"), NL.group_word("wijk", "De Hoven"), EN.group_word("wijk", None)
        ('bewoner', 'De Hoven', 'unknown')
        """
        if name is None:
            return self.no_group
        return self.role_word(name) if by == "role" else name


NL: Final = Wording(
    language="nl",
    months=(
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ),
    thousands=".",
    decimal=",",
    product="Oogst",
    synthetic="Voorbeeld: deze bijdragen zijn verzonnen. Niemand heeft dit gezegd.",
    way_back="Terug",
    navigation="Pagina’s",
    other_language="English",
    other_run="Kies een andere run",
    pager="Bladeren",
    previous_page="Vorige",
    next_page="Volgende",
    page_of="Pagina {page} van {pages}",
    report="Rapport",
    runs_title="Kies een run",
    review="Beoordelen",
    coding="Coderen",
    runs_intro="Een run is één keer thema’s zoeken in één of meer bronnen.",
    runs_none="Er is nog geen run gevonden.",
    runs_none_how="Maak er een met oogst run BESTAND, of bekijk het voorbeeld met oogst demo.",
    run_unknown="De run uit de link is hier niet gevonden. Kies een run uit de lijst.",
    run_broken="Deze run is niet te openen: de map mist bestanden of is veranderd. Maak de run opnieuw.",
    run_sample="voorbeeld, verzonnen",
    run_made="gemaakt op {date}",
    sample_title="Bekijk een voorbeeld",
    sample_intro=(
        "Oogst heeft een verzonnen dialoog over twee steden bij zich. Daarin thema’s zoeken duurt ongeveer "
        "een halve minuut."
    ),
    sample_make="Maak het voorbeeld",
    sample_busy="Bezig met thema’s zoeken in het voorbeeld …",
    sample_failed="Het voorbeeld kon niet gemaakt worden. In de opdrachtregel geeft ‘oogst demo’ de reden.",
    overview="Overzicht",
    overview_in="{messages} bijdragen van {people} deelnemers, uit {sources}",
    overview_in_unknown="{messages} bijdragen uit {sources}; wie wat zei is onbekend",
    overview_published="{passages} passages uit {sources} (gepubliceerd)",
    one_source="één bron",
    many_sources="{number} bronnen",
    overview_to="Er kwamen {rows} rijen binnen: {parts}.",
    to_ledger="Bekijk waar elke rij bleef",
    to_contributions="Lees alle bijdragen",
    too_few=(
        "Er zijn {messages} bijdragen, met {different} verschillende teksten. Dat zijn er te weinig om "
        "thema’s te zoeken: "
        "dat kan vanaf {least}. "
        "U kunt ze hieronder wel allemaal lezen."
    ),
    no_themes="In deze run zijn geen thema’s gevonden. U kunt hieronder alle bijdragen lezen.",
    themes="Thema’s",
    themes_intro="Waar het over ging. Bovenaan staat het thema dat de meeste deelnemers noemden.",
    subthemes="Subthema’s",
    subthemes_show="Bekijk {number} subthema’s",
    theme_column="Thema",
    people_column="Deelnemers",
    share_column="Deel van de deelnemers",
    messages_column="Bijdragen",
    how_to_read="Zo leest u dit",
    how_people=(
        "Een deelnemer telt mee bij een thema als ten minste één bijdrage er duidelijk over gaat. Eén "
        "deelnemer "
        "kan bij meer thema’s meetellen. De percentages zijn van iedereen die antwoord gaf en tellen dus "
        "niet op tot 100%."
    ),
    how_strength=(
        "Genoemd is niet hetzelfde als eens. Een meerderheid is meer dan 55% van de deelnemers, ongeveer "
        "de helft is "
        "45 tot en met 55%, een minderheid 10 tot 45%, een klein deel minder dan 10%."
    ),
    how_small=(
        "Een aantal dat op minder dan {k} deelnemers slaat, staat er als ‘minder dan {k}’. Soms staat er "
        "‘niet getoond’: "
        "dan zou u zo’n klein aantal kunnen uitrekenen. De uitspraken zelf blijven altijd leesbaar."
    ),
    how_stance=(
        "Voor- en tegenstanders van hetzelfde plan staan vaak in hetzelfde thema: ze praten over hetzelfde."
    ),
    how_delimitation=(
        "De afbakening van een thema is scherp, redelijk of vaag. Dat zegt hoe duidelijk de grens van het "
        "thema is: komen dezelfde bijdragen weer bij elkaar als er steeds een deel van alle bijdragen "
        "wegblijft? Het zegt niet hoe waar of hoe belangrijk een thema is."
    ),
    delimitation="Afbakening: {grade}",
    delimitation_help="Dit zegt hoe duidelijk de grens van het thema is, niet hoe waar het is.",
    grades={"sharp": "scherp", "fair": "redelijk", "vague": "vaag"},
    cautions={
        "question": (
            "Let op: de meeste van deze bijdragen zijn antwoorden op de vraag ‘{value}’. Misschien ziet u "
            "hier vooral de vraag terug."
        ),
        "role": "Let op: dit thema komt vooral van deelnemers met de rol {value}.",
        "source": "Let op: dit thema komt vooral uit één bron: {value}.",
        "participant": "Let op: dit thema komt vooral van één deelnemer.",
    },
    caution_small_role="Let op: dit thema komt vooral van deelnemers met één rol.",
    theme="Thema",
    theme_unknown="Dit thema staat niet in deze run. Kies een thema in het overzicht.",
    back_to_overview="Alle thema’s",
    people="deelnemers",
    messages="bijdragen",
    published="gepubliceerde bronnen",
    of_published="van de {of}",
    largest="van de bijdragen is van één deelnemer",
    unknown_people="waarvan {messages} van onbekende deelnemers",
    who="Wie noemen dit?",
    who_caption="Deelnemers en bijdragen per rol. Tussen haakjes: het deel van alle deelnemers met die rol.",
    role="Rol",
    roles={
        "resident": "bewoner",
        "professional": "professional",
        "official": "ambtenaar",
        "other": "overig",
    },
    role_unknown="rol onbekend",
    quotes="Uitspraken",
    quotes_none="Voor dit thema zijn geen uitspraken gekozen.",
    to_source="Bekijk citaat in bron",
    to_source_of="uitspraak {number}",
    more_quotes="Meer uitspraken ({number})",
    quote_chosen="Gekozen: {reason}",
    quote_reasons={
        "pinned by a person": "met de hand uitgezocht",
        "nearest to the whole theme": "ligt het dichtst bij het hele thema",
        "adds what the others leave out": "voegt toe wat de andere niet zeggen",
        "more against than for": "kreeg meer stemmen tegen dan voor",
        "more for than against": "kreeg meer stemmen voor dan tegen",
        "reply that differs": "reactie met een ander geluid",
        "nearly the same words from somebody else": "bijna dezelfde woorden, in een andere bijdrage",
        "on the border with another theme": "op de grens met een ander thema",
        "rare and concrete": "zeldzaam en concreet",
    },
    quote_grades={
        "sharp": "hoort duidelijk bij dit thema",
        "fair": "hoort redelijk bij dit thema",
        "vague": "hoort maar vaag bij dit thema",
    },
    repeat_kinds={
        "repeat": "Deze tekst komt vaker voor",
        "campaign": "Deze tekst is vaak ingestuurd, misschien als actie",
    },
    repeat_times="{times} keer",
    repeat_times_hidden="hoe vaak wordt niet getoond",
    repeat_person="persoon",
    repeat_people="personen",
    repeat_unknown="{times} keer van onbekenden",
    repeat_published="{times} keer gepubliceerd",
    repeat_show="Bekijk alle keren ({number})",
    repeat_exact="dezelfde woorden",
    repeat_near="bijna dezelfde woorden ({share} gelijk)",
    repeat_rest="En nog {number} keer. Die staan in de lijst met alles in dit thema.",
    quote_border="Ligt ook dicht bij",
    edge_quotes_help="Deze uitspraken horen het minst zeker bij dit thema: ze passen ook bij een ander.",
    minority_quotes="Stemmen die u anders mist",
    minority_quotes_help=(
        "Deze uitspraken staan ver van wat de meeste deelnemers hier zeggen, maar horen er wel bij en "
        "noemen feiten."
    ),
    words="Woorden",
    words_caption="Woorden die in dit thema vaker vallen dan daarbuiten",
    words_help="Hoe hoger het gewicht, hoe meer het woord bij dit thema hoort.",
    word="Woord",
    weight="Gewicht",
    members="Alles in dit thema",
    to_members="Lees alles in dit thema",
    members_help="Van het hart van het thema naar de rand.",
    fringe="rand: telt niet mee in de aantallen",
    to_unplaced="Lees wat in geen thema past",
    source="Bron",
    source_unknown="Dit citaat staat niet in deze run. Kies een uitspraak bij een thema.",
    source_intro=(
        "Kies een uitspraak bij een thema, of een bijdrage uit de lijst. Dan ziet u hier de hele tekst."
    ),
    quote_in="De uitspraak in haar geheel",
    contribution="Bijdrage",
    in_reply_to="Reactie op",
    replies="Reacties hierop",
    where="Vindplaats",
    file="Bestand",
    place="Plaats",
    title_column="Titel",
    kind="Soort",
    kinds={
        "dialogue": "dialoog",
        "interview": "interview",
        "workshop": "werksessie",
        "report": "rapport",
        "article": "artikel",
    },
    question="Vraag",
    round="Ronde",
    date="Datum",
    themes_of_quote="Staat bij",
    locators={
        "row": "rij",
        "page": "pagina",
        "paragraph": "alinea",
        "turn": "beurt",
        "sheet": "blad",
        "line": "regel",
        "slide": "dia",
        "heading": "kop",
        "time": "tijd",
    },
    to_contribution="Bekijk bijdrage in bron",
    contributions="Bijdragen",
    contributions_all="Alle bijdragen",
    contributions_set_apart="Geen mening",
    contributions_unplaced="In geen thema",
    contributions_none="Hier staan geen bijdragen.",
    contributions_range="{first} tot en met {last} van {total}",
    reason="Reden",
    method="Verantwoording",
    method_intro=(
        "De thema’s zijn door een computer gevonden. Ze zijn een voorstel; mensen beoordelen het.",
        "Bijdragen die over hetzelfde gaan, staan dicht bij elkaar. Groepen bijdragen die steeds weer "
        "bij elkaar "
        "komen, ook als een vijfde deel van de bijdragen of deelnemers wordt weggelaten, heten hier "
        "een thema.",
        "Alles is op één computer gedaan. Geen zin op deze pagina’s is door een taalmodel geschreven.",
    ),
    trade_off="Hoeveel thema’s?",
    trade_off_help=(
        "Meer thema’s geven meer detail, maar een verdeling in veel thema’s kan toeval zijn. Daarom "
        "is geteld hoe "
        "goed dezelfde thema’s terugkomen als een deel van de bijdragen ontbreekt (1 is helemaal, 0 "
        "is toeval).",
        "Ernaast staat hetzelfde voor gegevens zonder enig verband. Gekozen is waar het verschil het "
        "grootst is.",
    ),
    trade_off_caption="Aantal thema’s en hoe goed ze terugkomen",
    trade_off_themes="Thema’s",
    trade_off_stability="Komt terug",
    trade_off_null="Zonder verband",
    trade_off_coherence="Samenhang",
    trade_off_chosen="gekozen",
    granularities={"coarse": "grof", "normal": "gewoon", "fine": "fijn"},
    compare="Vergelijk",
    search="Zoek",
    map="Kaart",
    compare_title="{first} en {second}",
    compare_intro="Waar gaat het bij de ene groep meer over dan bij de andere?",
    compare_caption="Dit gaat over de deelnemers, niet over de bevolking.",
    compare_none="In deze run zijn geen groepen om te vergelijken.",
    compare_none_how="Groepen zijn er als bij het inlezen een kolom voor rol, ronde, vraag of "
    "achtergrond is gekozen.",
    compare_not_possible="Deze groepen zijn niet te vergelijken: ze hebben geen vraag gemeen die genoeg "
    "mensen van "
    "beide beantwoordden. Een verschil zou dan een verschil tussen vragen zijn. Kies andere groepen.",
    compare_by="Vergelijk op",
    compare_first="Eerste groep",
    compare_second="Tweede groep",
    compare_level="Niveau",
    compare_levels=("thema’s", "subthema’s", "fijnste thema’s"),
    compare_question="Vraag",
    compare_all_questions="alle vragen die beide groepen kregen",
    compare_size="{group}: {people}, {messages}",
    compare_differ_one="Bij één thema is er een verschil in aandacht.",
    compare_differ="Bij {number} thema’s is er een verschil in aandacht.",
    compare_differ_none="Er is geen verschil in aandacht aangetoond. Dat betekent niet dat er geen "
    "verschil is.",
    compare_attention="Aandacht",
    compare_attention_of="Aandacht van {group}",
    compare_attention_caption="Aandacht voor elk thema, van {first} en {second}",
    compare_attention_help="Aandacht is welk deel van wat iemand zegt over het thema gaat. Dat is "
    "gemiddeld over de "
    "mensen van de groep: iedereen telt één keer mee, hoeveel hij of zij ook schreef.",
    compare_difference="Verschil",
    compare_points="{figure} punten",
    compare_interval="{low} tot {high}",
    compare_finding="Uitkomst",
    compare_findings={
        "first": "meer bij {first}",
        "second": "meer bij {second}",
        "no difference": "geen verschil aangetoond",
    },
    compare_untested={
        "people unknown": "niet getoetst: deelnemers onbekend",
        "group too small": "niet getoetst: een groep is te klein",
        "theme too rare": "niet getoetst: te weinig mensen noemen het",
    },
    compare_rule="Getoetst is bij minstens {people} mensen per groep, als naar verwachting minstens "
    "{expected} van de "
    "kleinste groep het thema noemen. Een interval staat er bij minstens {interval_people} mensen per "
    "groep, als "
    "dat er {interval_expected} zijn. Van wat een verschil heet, is gemiddeld hoogstens {rate} toeval. "
    "Een interval is van één thema; de uitkomst "
    "houdt rekening met alle thema’s samen.",
    compare_mentions="Hoeveel mensen noemen het thema?",
    compare_mentions_of="Genoemd door {group}",
    compare_mentions_caption="Mensen die elk thema noemen, van {first} en {second}",
    compare_mentions_help="Wie meer schrijft, noemt meer. Daarom is dit niet getoetst.",
    compare_cautions={
        "unknown people": "Van een deel van de bijdragen is niet bekend wie ze schreef. Die tellen bij "
        "aandacht en bij "
        "mensen niet mee.",
        "questions left out": "Vragen die niet aan beide groepen zijn gesteld, of die te weinig mensen "
        "beantwoordden, "
        "tellen hier niet mee.",
        "questions differ": "De groepen gaven niet op dezelfde vragen even veel antwoord. Een verschil "
        "kan ook "
        "daarvan komen. Kies één vraag om dat te zien.",
        "writes more": "De ene groep schrijft per persoon meer dan de andere. Op aandacht heeft dat "
        "geen invloed, op "
        "hoeveel mensen een thema noemen wel.",
        "in both groups": "Een deel van de mensen zit in beide groepen. Daarmee is bij aandacht "
        "rekening gehouden.",
    },
    compare_quotes="Wat de groepen zeggen",
    compare_quotes_help="Van de thema’s met een verschil, van elke groep enkele citaten.",
    compare_quotes_none="Van deze groep zijn hier geen citaten: het zijn te weinig mensen.",
    properties={
        "role": "rol",
        "round": "ronde",
        "question": "vraag",
        "source": "bron",
        "month": "maand",
        "week": "week",
        "quarter": "kwartaal",
    },
    no_group="onbekend",
    votes_voters="{people} mensen stemden.",
    votes_groups="Vergeleken: {groups}.",
    votes_no_group="{people} mensen zitten in geen van die groepen en zijn weggelaten.",
    votes_themes="Eens met de stellingen van een thema",
    votes_themes_help="In een thema kunnen stellingen voor en tegen hetzelfde staan: dit zegt niet waar "
    "mensen voor zijn.",
    votes_statements="stellingen",
    votes_voted="stemden",
    votes_agree="eens",
    votes_uniting="Waarover de groepen het samen eens zijn",
    votes_agreed="Waarmee de meesten van wie stemde het eens zijn",
    votes_dividing="Wat de groepen verdeelt",
    votes_dividing_help="De grootste verschillen van veel stellingen zijn voor een deel toeval.",
    votes_none="Geen, of er stemden te weinig mensen om het te tonen.",
    votes_all="allen",
    votes_strength="{group}: {share} eens van de {voters} die stemden",
    votes_apart="{} en {} liggen {} punten uit elkaar ({} tot {})",
    votes_small="Aantallen van minder dan {k} mensen staan er niet.",
    ledger="Waar elke rij bleef",
    ledger_intro="Elke rij uit de bronnen staat hier één keer, met wat er uiteindelijk mee gebeurde.",
    ledger_caption="Rijen naar uitkomst",
    ledger_rows="De rijen",
    ledger_none="Geen rijen met deze uitkomst.",
    rows_with="Rijen: {outcome}",
    rows="Rijen",
    outcome="Uitkomst",
    all_outcomes="Alle rijen",
    outcomes={
        "read": "gelezen",
        "excluded": "weggelaten, met reden",
        "repaired": "gelezen en hersteld",
        "masked": "gelezen, met namen en nummers onleesbaar gemaakt",
        "repeated": "zelfde of bijna zelfde tekst als een andere rij",
        "split": "gesplitst in ideeën",
        "placed": "in een thema geplaatst",
        "set apart": "apart gezet: geen mening",
        "unplaced": "in geen thema geplaatst",
        "erased": "gewist op verzoek",
    },
    outcomes_short={
        "read": "{rows} gelezen",
        "excluded": "{rows} weggelaten",
        "repaired": "{rows} hersteld",
        "masked": "{rows} onleesbaar gemaakt",
        "repeated": "{rows} herhaald",
        "split": "{rows} gesplitst",
        "placed": "{rows} in een thema",
        "set apart": "{rows} apart gezet (geen mening)",
        "unplaced": "{rows} in geen thema",
        "erased": "{rows} gewist",
    },
    reasons={
        "no words": "er staan geen woorden in",
        "says there is no answer": "zegt dat er geen antwoord is",
        "refers to another contribution only": "verwijst alleen naar een andere bijdrage",
        "greeting or thanks only": "alleen een groet of een dankwoord",
        "link or removed text only": "alleen een link of weggelaten tekst",
        "agrees or disagrees only": "zegt alleen eens of oneens te zijn",
        "puts the answer off": "stelt het antwoord uit",
        "a reaction without a subject of its own": "een reactie zonder eigen onderwerp",
        "leads the conversation on": "leidt alleen het gesprek",
        "turn of a facilitator": "woorden van de gespreksleider",
        "repeats the question only": "herhaalt alleen de vraag",
        "stands apart: no theme is near": "staat op zichzelf: geen thema ligt dichtbij",
        "empty": "leeg",
        "fewer than {} different contributions: no themes are claimed": (
            "minder dan {} verschillende bijdragen: er zijn geen thema’s gezocht"
        ),
        "longer than {} characters: a document, not a contribution": (
            "langer dan {} tekens: een document, geen bijdrage"
        ),
        "{} units": "{} ideeën",
    },
    fewer="minder dan {number}",
    more="meer dan {number}",
    hidden="niet getoond",
    unknown="onbekend",
    strengths={
        "majority": "Genoemd door een meerderheid van de {answered} deelnemers",
        "half": "Genoemd door ongeveer de helft van de {answered} deelnemers",
        "minority": "Genoemd door een minderheid van de {answered} deelnemers",
        "few": "Genoemd door een klein deel van de {answered} deelnemers",
        "fewer than": "Genoemd door {people} van de {answered} deelnemers",
        "more than": "Genoemd door {people} van de {answered} deelnemers",
    },
    published_strength="Gepubliceerde bronnen die dit noemen: {published} van de {of}",
    messages_strength="Genoemd in {messages} bijdragen; hoeveel mensen dat zijn is onbekend",
    about="Subthema’s: {subthemes}.",
    about_words="Woorden die hier vaker vallen dan elders: {words}.",
    mostly="Meer dan de helft van hen heeft de rol {role}.",
)

EN: Final = Wording(
    language="en",
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    thousands=",",
    decimal=".",
    product="Oogst",
    synthetic="Example: these contributions are made up. Nobody said this.",
    way_back="Back",
    navigation="Pages",
    other_language="Nederlands",
    other_run="Choose another run",
    pager="Pages of the list",
    previous_page="Previous",
    next_page="Next",
    page_of="Page {page} of {pages}",
    report="Report",
    runs_title="Choose a run",
    review="Review",
    coding="Code",
    runs_intro="A run is one search for themes in one or more sources.",
    runs_none="No run was found yet.",
    runs_none_how="Make one with oogst run FILE, or look at the example with oogst demo.",
    run_unknown="The run in the link was not found here. Choose a run from the list.",
    run_broken="This run cannot be opened: its folder lacks files or was changed. Make the run again.",
    run_sample="example, made up",
    run_made="made on {date}",
    sample_title="See a sample",
    sample_intro=(
        "Oogst carries an invented dialogue about two towns. Finding its themes takes about half a minute."
    ),
    sample_make="Make the sample",
    sample_busy="Looking for themes in the sample …",
    sample_failed="The sample could not be made. ‘oogst demo’ on the command line gives the reason.",
    overview="Overview",
    overview_in="{messages} contributions by {people} participants, from {sources}",
    overview_in_unknown="{messages} contributions from {sources}; who said what is unknown",
    overview_published="{passages} passages from {sources} (published)",
    one_source="one source",
    many_sources="{number} sources",
    overview_to="{rows} rows came in: {parts}.",
    to_ledger="See where every row went",
    to_contributions="Read all contributions",
    too_few=(
        "There are {messages} contributions, with {different} different texts. That is too few to look "
        "for themes, "
        "which takes {least}. "
        "You can read them all below."
    ),
    no_themes="No themes were found in this run. You can read all contributions below.",
    themes="Themes",
    themes_intro="What it was about. The theme that most participants mentioned comes first.",
    subthemes="Subthemes",
    subthemes_show="See {number} subthemes",
    theme_column="Theme",
    people_column="Participants",
    share_column="Share of the participants",
    messages_column="Contributions",
    how_to_read="How to read this",
    how_people=(
        "A participant counts for a theme when at least one contribution is clearly about it. One "
        "participant can "
        "count for several themes. Percentages are of everyone who answered, so they do not add up to 100%."
    ),
    how_strength=(
        "Mentioning is not agreeing. A majority is more than 55% of the participants, about half is 45 to"
        " 55%, "
        "a minority 10 to 45%, a small part less than 10%."
    ),
    how_small=(
        "A number that stands on fewer than {k} participants is shown as ‘fewer than {k}’. Sometimes you "
        "see ‘not shown’: "
        "otherwise you could work out such a small number. The statements themselves can always be read."
    ),
    how_stance=(
        "Supporters and opponents of one plan are often in the same theme: they talk about the same thing."
    ),
    how_delimitation=(
        "The delimitation of a theme is sharp, fair or vague. It says how clear the border of the theme is: "
        "do the same contributions come together again when each time a part of all contributions is left "
        "out? It does not say how true or how important a theme is."
    ),
    delimitation="Delimitation: {grade}",
    delimitation_help="This says how clear the border of the theme is, not how true it is.",
    grades={"sharp": "sharp", "fair": "fair", "vague": "vague"},
    cautions={
        "question": (
            "Caution: most of these contributions are answers to the question ‘{value}’. You may be looking "
            "at the question."
        ),
        "role": "Caution: this theme comes mostly from participants with the role {value}.",
        "source": "Caution: this theme comes mostly from one source: {value}.",
        "participant": "Caution: this theme comes mostly from one participant.",
    },
    caution_small_role="Caution: this theme comes mostly from participants with one role.",
    theme="Theme",
    theme_unknown="This theme is not in this run. Choose a theme in the overview.",
    back_to_overview="All themes",
    people="participants",
    messages="contributions",
    published="published sources",
    of_published="of {of}",
    largest="of the contributions by one participant",
    unknown_people="of which {messages} by unknown participants",
    who="Who mention this?",
    who_caption=(
        "Participants and contributions by role. In brackets: the share of all participants with that role."
    ),
    role="Role",
    roles={
        "resident": "resident",
        "professional": "professional",
        "official": "civil servant",
        "other": "other",
    },
    role_unknown="role unknown",
    quotes="Statements",
    quotes_none="No statements were chosen for this theme.",
    to_source="See the quote in its source",
    to_source_of="statement {number}",
    more_quotes="More statements ({number})",
    quote_chosen="Chosen: {reason}",
    quote_reasons={
        "pinned by a person": "picked by hand",
        "nearest to the whole theme": "nearest to the whole theme",
        "adds what the others leave out": "adds what the others leave out",
        "more against than for": "got more votes against than for",
        "more for than against": "got more votes for than against",
        "reply that differs": "a reply that says otherwise",
        "nearly the same words from somebody else": "nearly the same words, in another contribution",
        "on the border with another theme": "on the border with another theme",
        "rare and concrete": "rare and concrete",
    },
    quote_grades={
        "sharp": "clearly belongs to this theme",
        "fair": "fairly belongs to this theme",
        "vague": "only vaguely belongs to this theme",
    },
    repeat_kinds={
        "repeat": "This text comes more than once",
        "campaign": "This text was sent in many times, perhaps as a campaign",
    },
    repeat_times="{times} times",
    repeat_times_hidden="how often is not shown",
    repeat_person="person",
    repeat_people="people",
    repeat_unknown="{times} times by people unknown",
    repeat_published="{times} times in published sources",
    repeat_show="See every time ({number})",
    repeat_exact="the same words",
    repeat_near="nearly the same words ({share} alike)",
    repeat_rest="And {number} more. They are in the list of everything in this theme.",
    quote_border="Also near",
    edge_quotes_help="These statements belong to this theme least surely: they also fit another one.",
    minority_quotes="Voices you would otherwise miss",
    minority_quotes_help=(
        "These statements are far from what most participants say here, yet they belong to it and give facts."
    ),
    words="Words",
    words_caption="Words used more often in this theme than outside it",
    words_help="The higher the weight, the more the word belongs to this theme.",
    word="Word",
    weight="Weight",
    members="Everything in this theme",
    to_members="Read everything in this theme",
    members_help="From the heart of the theme to its edge.",
    fringe="edge: left out of the numbers",
    to_unplaced="Read what fits no theme",
    source="Source",
    source_unknown="This quote is not in this run. Choose a statement at a theme.",
    source_intro=(
        "Choose a statement at a theme, or a contribution from the list. The whole text then shows here."
    ),
    quote_in="The statement in full",
    contribution="Contribution",
    in_reply_to="In reply to",
    replies="Replies to this",
    where="Where it is",
    file="File",
    place="Place",
    title_column="Title",
    kind="Kind",
    kinds={
        "dialogue": "dialogue",
        "interview": "interview",
        "workshop": "workshop",
        "report": "report",
        "article": "article",
    },
    question="Question",
    round="Round",
    date="Date",
    themes_of_quote="Belongs to",
    locators={
        "row": "row",
        "page": "page",
        "paragraph": "paragraph",
        "turn": "turn",
        "sheet": "sheet",
        "line": "line",
        "slide": "slide",
        "heading": "heading",
        "time": "time",
    },
    to_contribution="See the contribution in its source",
    contributions="Contributions",
    contributions_all="All contributions",
    contributions_set_apart="Not an opinion",
    contributions_unplaced="In no theme",
    contributions_none="There are no contributions here.",
    contributions_range="{first} to {last} of {total}",
    reason="Reason",
    method="How it was done",
    method_intro=(
        "The themes were found by a computer. They are a suggestion; people judge them.",
        "Contributions on the same subject lie close together. Groups of contributions that come back "
        "time and "
        "again, also when a fifth of the contributions or participants is left out, are called a "
        "theme here.",
        "Everything was done on one computer. No sentence on these pages was written by a language model.",
    ),
    trade_off="How many themes?",
    trade_off_help=(
        "More themes give more detail, but a division into many themes may be chance. So it was "
        "counted how well "
        "the same themes come back when part of the contributions is missing (1 is fully, 0 is "
        "chance).",
        "Beside it stands the same for data that hang together in no way. Chosen is where the "
        "difference is largest.",
    ),
    trade_off_caption="Number of themes, and how well they come back",
    trade_off_themes="Themes",
    trade_off_stability="Come back",
    trade_off_null="No connection",
    trade_off_coherence="Coherence",
    trade_off_chosen="chosen",
    granularities={"coarse": "coarse", "normal": "normal", "fine": "fine"},
    compare="Compare",
    search="Search",
    map="Map",
    compare_title="{first} and {second}",
    compare_intro="What is one group more about than the other?",
    compare_caption="This is about the participants, not about the population.",
    compare_none="This run has no groups to compare.",
    compare_none_how="There are groups when a column for role, round, question or background was chosen "
    "while reading.",
    compare_not_possible="These groups cannot be compared: they have no question in common that enough "
    "people of "
    "both answered. A difference would be one between questions. Choose other groups.",
    compare_by="Compare by",
    compare_first="First group",
    compare_second="Second group",
    compare_level="Level",
    compare_levels=("themes", "subthemes", "finest themes"),
    compare_question="Question",
    compare_all_questions="all questions both groups were asked",
    compare_size="{group}: {people}, {messages}",
    compare_differ_one="For one theme there is a difference in attention.",
    compare_differ="For {number} themes there is a difference in attention.",
    compare_differ_none="No difference in attention was shown. That does not mean that there is none.",
    compare_attention="Attention",
    compare_attention_of="Attention of {group}",
    compare_attention_caption="Attention for every theme, of {first} and {second}",
    compare_attention_help="Attention is which part of what somebody says is about the theme. It is the "
    "mean over the "
    "people of the group: everybody counts once, however much they wrote.",
    compare_difference="Difference",
    compare_points="{figure} points",
    compare_interval="{low} to {high}",
    compare_finding="Outcome",
    compare_findings={
        "first": "more with {first}",
        "second": "more with {second}",
        "no difference": "no difference shown",
    },
    compare_untested={
        "people unknown": "not tested: people unknown",
        "group too small": "not tested: a group is too small",
        "theme too rare": "not tested: too few people mention it",
    },
    compare_rule="Tested where each group has at least {people} people, and at least {expected} of the "
    "smaller one are "
    "expected to mention the theme. There is an interval where each has at least {interval_people} "
    "people and "
    "those are {interval_expected}. Of what is called a difference, at most {rate} is chance on "
    "average. An interval is of one theme; the outcome "
    "takes all themes together into account.",
    compare_mentions="How many people mention the theme?",
    compare_mentions_of="Mentioned by {group}",
    compare_mentions_caption="People who mention every theme, of {first} and {second}",
    compare_mentions_help="Those who write more mention more. So this is not tested.",
    compare_cautions={
        "unknown people": "For some of the contributions it is unknown who wrote them. They do not "
        "count in attention, "
        "nor in people.",
        "questions left out": "Questions that were not put to both groups, or that too few people "
        "answered, do not "
        "count here.",
        "questions differ": "The groups did not answer the same questions equally much. A difference "
        "can also come "
        "from that. Choose one question to see.",
        "writes more": "One group writes more a person than the other. That does not affect attention; "
        "it does affect "
        "how many people mention a theme.",
        "in both groups": "Some of the people are in both groups. Attention takes account of that.",
    },
    compare_quotes="What the groups say",
    compare_quotes_help="Of the themes with a difference, some quotes of each group.",
    compare_quotes_none="There are no quotes of this group here: the people are too few.",
    properties={
        "role": "role",
        "round": "round",
        "question": "question",
        "source": "source",
        "month": "month",
        "week": "week",
        "quarter": "quarter",
    },
    no_group="unknown",
    votes_voters="{people} people voted.",
    votes_groups="Compared: {groups}.",
    votes_no_group="{people} people are in none of those groups and are left out.",
    votes_themes="Agreement with the statements of a theme",
    votes_themes_help="A theme can hold statements for and against one thing: this does not say what "
    "people are for.",
    votes_statements="statements",
    votes_voted="voted",
    votes_agree="agree",
    votes_uniting="What the groups agree on together",
    votes_agreed="What most of those who voted agree with",
    votes_dividing="What divides the groups",
    votes_dividing_help="The largest differences of many statements are partly chance.",
    votes_none="None, or too few people voted to show it.",
    votes_all="all",
    votes_strength="{group}: {share} agree of the {voters} who voted",
    votes_apart="{} and {} lie {} points apart ({} to {})",
    votes_small="Counts on fewer than {k} people are not shown.",
    ledger="Where every row went",
    ledger_intro="Every row of the sources is here once, with what became of it in the end.",
    ledger_caption="Rows by outcome",
    ledger_rows="The rows",
    ledger_none="No rows with this outcome.",
    rows_with="Rows: {outcome}",
    rows="Rows",
    outcome="Outcome",
    all_outcomes="All rows",
    outcomes={
        "read": "read",
        "excluded": "left out, with a reason",
        "repaired": "read and repaired",
        "masked": "read, with names and numbers masked",
        "repeated": "same or nearly the same text as another row",
        "split": "split into ideas",
        "placed": "placed in a theme",
        "set apart": "set apart: not an opinion",
        "unplaced": "placed in no theme",
        "erased": "erased on request",
    },
    outcomes_short={
        "read": "{rows} read",
        "excluded": "{rows} left out",
        "repaired": "{rows} repaired",
        "masked": "{rows} masked",
        "repeated": "{rows} repeated",
        "split": "{rows} split",
        "placed": "{rows} in a theme",
        "set apart": "{rows} set apart (not an opinion)",
        "unplaced": "{rows} in no theme",
        "erased": "{rows} erased",
    },
    reasons={},
    fewer="fewer than {number}",
    more="more than {number}",
    hidden="not shown",
    unknown="unknown",
    strengths={
        "majority": "Mentioned by a majority of the {answered} participants",
        "half": "Mentioned by about half of the {answered} participants",
        "minority": "Mentioned by a minority of the {answered} participants",
        "few": "Mentioned by a small part of the {answered} participants",
        "fewer than": "Mentioned by {people} of the {answered} participants",
        "more than": "Mentioned by {people} of the {answered} participants",
    },
    published_strength="Published sources that mention this: {published} of {of}",
    messages_strength="Mentioned in {messages} contributions; how many people that is, is unknown",
    about="Subthemes: {subthemes}.",
    about_words="Words used more often here than elsewhere: {words}.",
    mostly="More than half of them have the role {role}.",
)


def wording(language: str) -> Wording:
    """Give the texts of a language; Dutch for a language there are no texts for."""
    return EN if language == "en" else NL


def number(value: float, say: Wording, decimals: int = 0) -> str:
    """Write a number as the language does.

    >>> number(2831, NL), number(0.83, NL, 2), number(2831, EN)
    ('2.831', '0,83', '2,831')
    """
    plain = f"{value:,.{decimals}f}"
    return plain.translate(str.maketrans(",.", say.thousands + say.decimal))


def percent(share: float, say: Wording) -> str:
    """Write a share between 0 and 1 as a whole percentage.

    >>> percent(0.123, NL)
    '12%'
    """
    return f"{number(share * 100, say)}%"


def day(value: date, say: Wording) -> str:
    """Write a date in full.

    >>> day(date(2026, 3, 18), NL)
    '18 maart 2026'
    """
    return f"{value.day} {say.months[value.month - 1]} {value.year}"


def shown(count: Shown, say: Wording) -> str:
    """Write a count as far as it may be shown.

    >>> shown(Shown("fewer", 5), NL), shown(Shown("exact", 2831), NL), shown(Shown("withheld"), NL)
    ('minder dan 5', '2.831', 'niet getoond')
    """
    if count.kind == "unknown":
        return say.unknown
    if count.number is None:
        return say.hidden
    figure = number(count.number, say)
    return {"fewer": say.fewer, "more": say.more}.get(count.kind, "{number}").format(number=figure)


def counted(count: Shown, unit: str, say: Wording) -> str:
    """Write a count with what it counts, in the order that reads well.

    >>> counted(Shown("exact", 12), "bijdragen", NL), counted(Shown("withheld"), "bijdragen", NL)
    ('12 bijdragen', 'bijdragen niet getoond')
    """
    figure = shown(count, say)
    return f"{unit} {figure}" if count.number is None else f"{figure} {unit}"


def place(locator: str, say: Wording) -> str:
    """Write a locator in words.

    >>> place("page=3;paragraph=2", NL)
    'pagina 3, alinea 2'
    """
    pairs = [part.partition("=") for part in locator.split(";") if part]
    return ", ".join(f"{say.locators.get(key, key)} {value}".strip() for key, _, value in pairs)


def listed(parts: list[str], say: Wording) -> str:
    """Join words with commas and a last "en" or "and".

    >>> listed(["loket", "formulier", "wachttijd"], NL)
    'loket, formulier en wachttijd'
    """
    last = " en " if say.language == "nl" else " and "
    return last.join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def reason(text: str, say: Wording) -> str:
    """Write a reason of the ledger in the language of the page; one without a translation stays as it is.

    >>> reason("fewer than 30 different contributions: no themes are claimed", NL)
    'minder dan 30 verschillende bijdragen: er zijn geen thema’s gezocht'
    """
    figures = re.findall(r"\d+", text)
    known = say.reasons.get(text) or say.reasons.get(re.sub(r"\d+", "{}", text))
    return known.format(*(number(int(figure), say) for figure in figures)) if known else text
