"""The sentences of a report, in Dutch and English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class ReportTexts:
    """The sentences of one language; fields in braces are filled in with ``str.format``."""

    taking_part: str
    went_in: str
    how_to_read: str
    theme_id: str
    method: str
    method_text: str
    no_model: str
    limits: tuple[str, ...]


NL: Final = ReportTexts(
    taking_part="Wie deden mee",
    went_in="Er zijn {messages} bijdragen gelezen van {people} deelnemers.",
    how_to_read=(
        "Een deelnemer telt bij elk thema dat hij of zij noemt; de percentages tellen dus niet op tot 100%. "
        "Genoemd is niet hetzelfde als eens."
    ),
    theme_id="Nummer van dit thema",
    method="Hoe de thema’s zijn gevonden",
    method_text=(
        "De thema’s zijn gevonden met Oogst {version}, op de eigen computer. Bijdragen zijn gesplitst in "
        "ideeën, vergeleken op betekenis ({models}) en op lettergroepen, en verbonden met hun "
        "{neighbours} dichtste buren. In dat netwerk zoekt het Leiden-algoritme groepen (resolutie "
        "{resolution}, startgetal {seed}). Namen van thema’s zijn woorden die er vaker vallen dan elders. "
        "Elk citaat is letterlijk uit de bron geknipt. Aantallen die op minder dan {k} deelnemers slaan, "
        "staan er niet in. Nummer van deze run: `{run_id}`."
    ),
    no_model="geen model",
    limits=(
        "Een thema is een voorstel van een rekenmethode, geen oordeel van een onderzoeker.",
        "Deelnemers zijn niet de bevolking: wie meedeed, koos daar zelf voor.",
        "Voor- en tegenstanders van hetzelfde plan staan vaak in hetzelfde thema.",
    ),
)

EN: Final = ReportTexts(
    taking_part="Who took part",
    went_in="{messages} contributions of {people} participants were read.",
    how_to_read=(
        "A participant counts for every theme they mention, so percentages do not add up to 100%. "
        "Mentioned does not mean agreed."
    ),
    theme_id="Id of this theme",
    method="How the themes were found",
    method_text=(
        "The themes were found with Oogst {version}, on one computer. Contributions were split into "
        "ideas, compared by meaning ({models}) and by groups of letters, and joined to their {neighbours} "
        "nearest neighbours. In that network the Leiden algorithm finds groups (resolution {resolution}, "
        "seed {seed}). Names of themes are words that come more often there than elsewhere. Every quote "
        "is cut verbatim from its source. Counts that stand on fewer than {k} participants are left out. "
        "Id of this run: `{run_id}`."
    ),
    no_model="no model",
    limits=(
        "A theme is a suggestion of a method, not a researcher's judgement.",
        "Participants are not the population: they chose to take part.",
        "Supporters and opponents of one plan are often in the same theme.",
    ),
)


def report_texts(language: str) -> ReportTexts:
    """Give the sentences of a language; Dutch for a language there are none for."""
    return EN if language == "en" else NL
