"""The sentences of a report, in Dutch and English; those that the explorer has too are in its wording."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class ReportTexts:
    """The sentences of one language; fields in braces are filled in with ``str.format``."""

    report: str
    made_with: str
    contents: str
    figure: str
    table: str
    search: str
    search_found: str
    search_none: str
    to_quote: str
    internal: str
    internal_note: str
    release_note: str
    unset: str
    brief: str
    brief_themes: str
    brief_most: str
    taking_part: str
    went_in: str
    went_in_unknown: str
    went_in_published: str
    period: str
    period_month: str
    roles_caption: str
    questions: str
    sources: str
    sources_caption: str
    where: str
    where_caption: str
    at_a_glance: str
    sizes_caption: str
    sizes_alt: str
    sizes_alt_none: str
    in_table: str
    how_to_read: str
    strength: str
    groups: str
    groups_caption: str
    groups_alt: str
    groups_note: str
    group_answered: str
    interval: str
    comparison: str
    comparison_title: str
    comparison_caption: str
    comparison_help: str
    attention_of: str
    difference: str
    outcome: str
    more_with: str
    no_difference: str
    untested: Mapping[str, str]
    comparison_cautions: Mapping[str, str]
    rounds: str
    round: str
    rounds_caption: str
    rounds_caption_messages: str
    rounds_alt: str
    rounds_note: str
    keywords: str
    by_person: str
    counter: str
    counter_help: str
    quote_id: str
    released: str
    not_released: str
    theme_id: str
    level: str
    method: str
    limits_title: str
    limits: tuple[str, ...]
    appendix: str
    appendix_help: str
    codebook: str
    code: str
    definition: str
    parts: Mapping[str, str]
    item: str
    value: str
    delimitation: str
    language: str
    start: str
    end: str
    times: str
    people_of_repeat: str
    contribution: str
    source: str
    hash: str
    parent: str
    origin: str
    origins: Mapping[str, str]
    kind_of_quote: str
    release: str
    share: str
    theme_id_of_run: str
    topics: Mapping[str, str]


NL: Final = ReportTexts(
    report="Rapport",
    made_with="Gemaakt met Oogst {version} uit run {run_id} van {date}",
    contents="Inhoud",
    figure="Figuur {n}. {caption}",
    table="Tabel {n}. {caption}",
    search="Zoek in dit rapport",
    search_found="{number} uitspraken gevonden",
    search_none="Geen uitspraken gevonden",
    to_quote="Link naar citaat {quote}",
    internal="INTERN",
    internal_note=(
        "Dit rapport is voor intern gebruik. Er staan ook citaten in die niet zijn vrijgegeven; dat staat er "
        "dan bij."
    ),
    release_note=(
        "Hier staan alleen citaten die een mens heeft vrijgegeven. Andere gekozen citaten wachten nog op "
        "vrijgave."
    ),
    unset=(
        "{box} staat voor een teken dat hier niet gezet kan worden. Andere vormen van dit rapport hebben "
        "het wel."
    ),
    brief="In het kort",
    brief_themes="Aantal thema’s: {themes}. Aantal subthema’s: {subthemes}.",
    brief_most="Het meest genoemd: {themes}.",
    taking_part="Wie deden mee",
    went_in="Er zijn {messages} bijdragen gelezen van {people} deelnemers.",
    went_in_unknown="Er zijn {messages} bijdragen gelezen. Hoeveel mensen dat zijn is onbekend.",
    went_in_published="Er zijn {passages} passages gelezen uit {published} gepubliceerde bronnen.",
    period="De bijdragen zijn gedaan van {first} tot en met {last}.",
    period_month="De bijdragen zijn gedaan in {first}.",
    roles_caption="Deelnemers en bijdragen per rol",
    questions="De vragen",
    sources="Bronnen",
    sources_caption="Wat er is ingelezen",
    where="Waar de bijdragen bleven",
    where_caption="Alle rijen uit de bronnen, naar uitkomst",
    at_a_glance="De thema’s in één oogopslag",
    sizes_caption="Hoeveel deelnemers elk thema noemen",
    sizes_alt=(
        "Staafdiagram van het aantal deelnemers dat elk thema noemt. Het meest genoemd is {label}, met "
        "{people} deelnemers."
    ),
    sizes_alt_none="Staafdiagram van hoe vaak elk thema genoemd is.",
    in_table="De getallen staan in de tabel bij deze figuur.",
    how_to_read=(
        "Een deelnemer telt bij elk thema dat hij of zij noemt; de percentages tellen dus niet op tot 100%. "
        "Genoemd is niet hetzelfde als eens."
    ),
    strength="Hoe sterk",
    groups="Groepen naast elkaar",
    groups_caption="Welk deel van elke groep een thema noemt",
    groups_alt=(
        "Per thema en per groep een punt voor het deel van de groep dat het thema noemt, met een streep voor "
        "het interval van 95%."
    ),
    groups_note=(
        "Het gaat om deelnemers, niet om de bevolking. Wie meer schrijft, noemt ook meer thema’s; een "
        "verschil "
        "tussen groepen is hier niet getoetst. De streep is het interval van 95% (Wilson)."
    ),
    group_answered="Deelnemers in de groep",
    interval="Interval van 95%",
    comparison="Aandacht van {first} en {second}",
    comparison_title="Vergelijking",
    comparison_caption="Hoeveel van hun aandacht elke groep aan een thema geeft",
    comparison_help=(
        "Aandacht is het deel van de eigen bijdragen dat over het thema gaat, gemiddeld over de deelnemers "
        "van een "
        "groep; iedereen telt één keer, hoeveel hij of zij ook schrijft. Vergeleken is binnen vragen die "
        "beide "
        "groepen beantwoordden. Een verschil heet aangetoond als het na correctie voor het aantal thema’s "
        "onwaarschijnlijk toeval is (q ten hoogste 0,05). Het gaat om deelnemers, niet om de bevolking."
    ),
    attention_of="Aandacht: {group}",
    difference="Verschil in procentpunten (95%)",
    outcome="Uitkomst",
    more_with="meer bij {group}",
    no_difference="geen verschil aangetoond",
    untested={
        "people unknown": "niet getoetst: mensen onbekend",
        "group too small": "niet getoetst: groep te klein",
        "theme too rare": "niet getoetst: te weinig genoemd",
    },
    comparison_cautions={
        "unknown people": "Bijdragen van onbekende mensen tellen hier niet mee.",
        "questions left out": "Vragen die maar één van beide groepen beantwoordde, tellen hier niet mee.",
        "questions differ": (
            "De groepen beantwoordden niet alle vragen even vaak; een verschil kan van de vragen komen."
        ),
        "writes more": "De ene groep schreef per persoon veel meer dan de andere.",
        "in both groups": "Sommige mensen zitten in beide groepen.",
    },
    rounds="Over de rondes",
    round="Ronde {name}",
    rounds_caption="Welk deel van de deelnemers van een ronde een thema noemt",
    rounds_caption_messages="Welk deel van de bijdragen van een ronde over een thema gaat",
    rounds_alt="Per thema een lijn met het deel in elke ronde, met een streep voor het interval van 95%.",
    rounds_note=(
        "Een ronde stelt vaak andere vragen; een thema kan dan stijgen of dalen zonder dat mensen er anders "
        "over denken."
    ),
    keywords="Woorden",
    by_person="Omschrijving door een mens",
    counter="Tegengeluid",
    counter_help=(
        "Deze uitspraken spreken andere tegen. Dat blijkt uit stemmen of uit een reactie, niet uit een "
        "berekening."
    ),
    quote_id="Citaat",
    released="vrijgegeven",
    not_released="niet vrijgegeven",
    theme_id="Nummer van dit thema",
    level="Niveau",
    method="Hoe de thema’s zijn gevonden",
    limits_title="Wat u hier niet uit kunt opmaken",
    limits=(
        "Een thema is een voorstel van een rekenmethode, geen oordeel van een onderzoeker.",
        "Genoemd is niet hetzelfde als gesteund: de aantallen zeggen wie iets noemt, niet wie het eens is.",
        "Deelnemers zijn niet de bevolking: wie meedeed, koos daar zelf voor.",
        "Voor- en tegenstanders van hetzelfde plan staan vaak in hetzelfde thema. Dat teksten op elkaar "
        "lijken, betekent niet dat de schrijvers het eens zijn.",
    ),
    appendix="Bijlage: alle gekozen citaten",
    appendix_help=(
        "Alle uitspraken die bij een thema zijn gekozen, met waarom. Wat bij een thema staat, staat bij een "
        "subthema daarvan niet nog een keer."
    ),
    codebook="Codeboek",
    code="Code",
    definition="Omschrijving",
    parts={
        "main": "uitspraak",
        "counter": "tegengeluid",
        "minority": "stem die u anders mist",
        "edge": "op de grens van het thema",
    },
    item="Wat",
    value="Waarde",
    delimitation="Afbakening",
    language="Taal",
    start="Begin",
    end="Einde",
    times="Keer ingestuurd",
    people_of_repeat="Door zoveel personen",
    contribution="Bijdrage",
    source="Bron",
    hash="SHA-256 van het bestand",
    parent="Valt onder",
    origin="Naam komt van",
    origins={"keywords": "woorden", "codebook": "codeboek", "person": "een mens", "model": "een model"},
    kind_of_quote="Soort",
    release="Vrijgave",
    share="Deel",
    theme_id_of_run="Nummer van de run",
    topics={
        "sources": "Bronnen",
        "masking": "Persoonsgegevens",
        "finding": "Werkwijze",
        "models": "Modellen",
        "settings": "Instellingen",
        "network": "Netwerk",
        "delimitation": "Afbakening",
        "decisions": "Besluiten van mensen",
        "agreement": "Overeenstemming",
        "numbers": "Aantallen en citaten",
    },
)

EN: Final = ReportTexts(
    report="Report",
    made_with="Made with Oogst {version} from run {run_id} of {date}",
    contents="Contents",
    figure="Figure {n}. {caption}",
    table="Table {n}. {caption}",
    search="Search this report",
    search_found="{number} statements found",
    search_none="No statements found",
    to_quote="Link to quote {quote}",
    internal="INTERNAL",
    internal_note=(
        "This report is for internal use. It also holds quotes that were not released; that is said beside "
        "them."
    ),
    release_note=(
        "Only quotes that a person released stand here. Other quotes that were chosen wait for their release."
    ),
    unset="{box} stands for a sign that cannot be set here. Other formats of this report do have it.",
    brief="In brief",
    brief_themes="Number of themes: {themes}. Number of subthemes: {subthemes}.",
    brief_most="Mentioned most: {themes}.",
    taking_part="Who took part",
    went_in="{messages} contributions of {people} participants were read.",
    went_in_unknown="{messages} contributions were read. How many people that is, is unknown.",
    went_in_published="{passages} passages from {published} published sources were read.",
    period="The contributions were made from {first} to {last}.",
    period_month="The contributions were made in {first}.",
    roles_caption="Participants and contributions by role",
    questions="The questions",
    sources="Sources",
    sources_caption="What was read",
    where="Where the contributions went",
    where_caption="All rows of the sources, by outcome",
    at_a_glance="The themes at a glance",
    sizes_caption="How many participants mention each theme",
    sizes_alt=(
        "Bar chart of the number of participants who mention each theme. Mentioned most is {label}, by "
        "{people} participants."
    ),
    sizes_alt_none="Bar chart of how often each theme was mentioned.",
    in_table="The numbers are in the table beside this figure.",
    how_to_read=(
        "A participant counts for every theme they mention, so percentages do not add up to 100%. "
        "Mentioned does not mean agreed."
    ),
    strength="How strong",
    groups="Groups side by side",
    groups_caption="What part of each group mentions a theme",
    groups_alt=(
        "For every theme and group a point for the share of the group that mentions the theme, with a line "
        "for the 95% interval."
    ),
    groups_note=(
        "This is about participants, not about the population. Who writes more mentions more themes; a "
        "difference between groups was not tested here. The line is the 95% interval (Wilson)."
    ),
    group_answered="Participants in the group",
    interval="95% interval",
    comparison="Attention of {first} and {second}",
    comparison_title="Comparison",
    comparison_caption="How much of its attention each group gives a theme",
    comparison_help=(
        "Attention is the share of somebody's own contributions that is about the theme, as a mean over the "
        "people "
        "of a group; everybody counts once, however much they write. It is compared within questions that "
        "both "
        "groups answered. A difference is called shown where it is unlikely to be chance, corrected for the "
        "number "
        "of themes (q at most 0.05). This is about participants, not about the population."
    ),
    attention_of="Attention: {group}",
    difference="Difference in percentage points (95%)",
    outcome="Outcome",
    more_with="more with {group}",
    no_difference="no difference shown",
    untested={
        "people unknown": "not tested: people unknown",
        "group too small": "not tested: group too small",
        "theme too rare": "not tested: too rarely mentioned",
    },
    comparison_cautions={
        "unknown people": "Contributions by unknown people do not count here.",
        "questions left out": "Questions that only one of both groups answered do not count here.",
        "questions differ": (
            "The groups did not answer all questions equally often; a difference may come from the questions."
        ),
        "writes more": "One group wrote much more a person than the other.",
        "in both groups": "Some people are in both groups.",
    },
    rounds="Over the rounds",
    round="Round {name}",
    rounds_caption="What part of the participants of a round mentions a theme",
    rounds_caption_messages="What part of the contributions of a round is about a theme",
    rounds_alt="For every theme a line of its share in each round, with a line for the 95% interval.",
    rounds_note=(
        "A round often asks other questions; a theme can then rise or fall without people thinking otherwise."
    ),
    keywords="Words",
    by_person="Description by a person",
    counter="Counter-voices",
    counter_help=(
        "These statements contradict others. That follows from votes or from a reply, not from a calculation."
    ),
    quote_id="Quote",
    released="released",
    not_released="not released",
    theme_id="Id of this theme",
    level="Level",
    method="How the themes were found",
    limits_title="What this does not tell",
    limits=(
        "A theme is a suggestion of a method, not a researcher's judgement.",
        "Mentioned does not mean supported: the numbers say who mentions something, not who agrees.",
        "Participants are not the population: they chose to take part.",
        "Supporters and opponents of one plan are often in the same theme. That texts are alike does not "
        "mean that their writers agree.",
    ),
    appendix="Appendix: all chosen quotes",
    appendix_help=(
        "All statements that were chosen for a theme, with the reason. What stands at a theme is not "
        "repeated "
        "at a subtheme of it."
    ),
    codebook="Codebook",
    code="Code",
    definition="Definition",
    parts={
        "main": "statement",
        "counter": "counter-voice",
        "minority": "a voice you would otherwise miss",
        "edge": "on the border of the theme",
    },
    item="What",
    value="Value",
    delimitation="Delimitation",
    language="Language",
    start="Start",
    end="End",
    times="Times sent in",
    people_of_repeat="By so many people",
    contribution="Contribution",
    source="Source",
    hash="SHA-256 of the file",
    parent="Belongs to",
    origin="Name comes from",
    origins={"keywords": "words", "codebook": "codebook", "person": "a person", "model": "a model"},
    kind_of_quote="Kind",
    release="Release",
    share="Share",
    theme_id_of_run="Id of the run",
    topics={
        "sources": "Sources",
        "masking": "Personal data",
        "finding": "Procedure",
        "models": "Models",
        "settings": "Settings",
        "network": "Network",
        "delimitation": "Delimitation",
        "decisions": "Decisions of people",
        "agreement": "Agreement",
        "numbers": "Numbers and quotes",
    },
)


def report_texts(language: str) -> ReportTexts:
    """Give the sentences of a language; Dutch for a language there are none for."""
    return EN if language == "en" else NL
