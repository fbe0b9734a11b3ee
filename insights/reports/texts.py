"""The sentences of a report, in Dutch and English; those that the explorer has too are in its wording."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from insights.reports import group_texts, sheet_texts
from insights.reports.group_texts import GroupTexts
from insights.reports.sheet_texts import SheetTexts


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
    rounds: str
    round: str
    rounds_caption: str
    rounds_caption_messages: str
    rounds_alt: str
    rounds_note: str
    by_person: str
    counter: str
    counter_help: str
    released: str
    not_released: str
    theme_id: str
    method: str
    limits_title: str
    limits: tuple[str, ...]
    appendix: str
    appendix_help: str
    topics: Mapping[str, str]
    groups: GroupTexts
    sheets: SheetTexts


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
    rounds="Over de rondes",
    round="Ronde {name}",
    rounds_caption="Welk deel van de deelnemers van een ronde een thema noemt",
    rounds_caption_messages="Welk deel van de bijdragen van een ronde over een thema gaat",
    rounds_alt="Per thema een lijn met het deel in elke ronde, met een streep voor het interval van 95%.",
    rounds_note=(
        "Een ronde stelt vaak andere vragen; een thema kan dan stijgen of dalen zonder dat mensen er anders "
        "over denken."
    ),
    by_person="Omschrijving door een mens",
    counter="Tegengeluid",
    counter_help=(
        "Deze uitspraken spreken andere tegen. Dat blijkt uit stemmen of uit een reactie, niet uit een "
        "berekening."
    ),
    released="vrijgegeven",
    not_released="niet vrijgegeven",
    theme_id="Nummer van dit thema",
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
    groups=group_texts.NL,
    sheets=sheet_texts.NL,
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
    rounds="Over the rounds",
    round="Round {name}",
    rounds_caption="What part of the participants of a round mentions a theme",
    rounds_caption_messages="What part of the contributions of a round is about a theme",
    rounds_alt="For every theme a line of its share in each round, with a line for the 95% interval.",
    rounds_note=(
        "A round often asks other questions; a theme can then rise or fall without people thinking otherwise."
    ),
    by_person="Description by a person",
    counter="Counter-voices",
    counter_help=(
        "These statements contradict others. That follows from votes or from a reply, not from a calculation."
    ),
    released="released",
    not_released="not released",
    theme_id="Id of this theme",
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
    groups=group_texts.EN,
    sheets=sheet_texts.EN,
)


def report_texts(language: str) -> ReportTexts:
    """Give the sentences of a language; Dutch for a language there are none for."""
    return EN if language == "en" else NL
