"""What went into a run, its themes beside one another, and how to read their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class OverviewWording:
    """The texts of one language."""

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
    themes_intro_unknown: str
    subthemes: str
    subthemes_show: str
    how_to_read: str
    how_people: str
    how_strength: str
    how_small: str
    how_stance: str
    how_delimitation: str


NL: Final = OverviewWording(
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
        "thema’s te zoeken: dat kan vanaf {least}. U kunt ze hieronder wel allemaal lezen."
    ),
    no_themes="In deze run zijn geen thema’s gevonden. U kunt hieronder alle bijdragen lezen.",
    themes="Thema’s",
    themes_intro="Waar het over ging. Bovenaan staat het thema dat de meeste deelnemers noemden.",
    themes_intro_unknown="Waar het over ging. Bovenaan staat het thema met de meeste bijdragen.",
    subthemes="Subthema’s",
    subthemes_show="Bekijk {number} subthema’s",
    how_to_read="Zo leest u dit",
    how_people=(
        "Een deelnemer telt mee bij een thema als ten minste één bijdrage er duidelijk over gaat. Eén "
        "deelnemer kan bij meer thema’s meetellen. De percentages zijn van iedereen die antwoord gaf en "
        "tellen dus niet op tot 100%."
    ),
    how_strength=(
        "Genoemd is niet hetzelfde als eens. Een meerderheid is meer dan 55% van de deelnemers, ongeveer de "
        "helft is 45 tot en met 55%, een minderheid 10 tot 45%, een klein deel minder dan 10%."
    ),
    how_small=(
        "Een aantal dat op minder dan {k} deelnemers slaat, staat er als ‘minder dan {k}’. Soms staat er "
        "‘niet getoond’: dan zou u zo’n klein aantal kunnen uitrekenen. De uitspraken zelf blijven altijd "
        "leesbaar."
    ),
    how_stance=(
        "Voor- en tegenstanders van hetzelfde plan staan vaak in hetzelfde thema: ze praten over hetzelfde."
    ),
    how_delimitation=(
        "De afbakening van een thema is scherp, redelijk of vaag. Dat zegt hoe duidelijk de grens van het "
        "thema is: komen dezelfde bijdragen weer bij elkaar als er steeds een deel van alle bijdragen "
        "wegblijft? Het zegt niet hoe waar of hoe belangrijk een thema is."
    ),
)
EN: Final = OverviewWording(
    overview_in="{messages} contributions by {people} participants, from {sources}",
    overview_in_unknown="{messages} contributions from {sources}; who said what is unknown",
    overview_published="{passages} passages from {sources} (published)",
    one_source="one source",
    many_sources="{number} sources",
    overview_to="{rows} rows came in: {parts}.",
    to_ledger="See where every row went",
    to_contributions="Read all contributions",
    too_few=(
        "There are {messages} contributions, with {different} different texts. That is too few to look for "
        "themes, which takes {least}. You can read them all below."
    ),
    no_themes="No themes were found in this run. You can read all contributions below.",
    themes="Themes",
    themes_intro="What it was about. The theme that most participants mentioned comes first.",
    themes_intro_unknown="What it was about. The theme with most contributions comes first.",
    subthemes="Subthemes",
    subthemes_show="See {number} subthemes",
    how_to_read="How to read this",
    how_people=(
        "A participant counts for a theme when at least one contribution is clearly about it. One "
        "participant can count for several themes. Percentages are of everyone who answered, so they do not "
        "add up to 100%."
    ),
    how_strength=(
        "Mentioning is not agreeing. A majority is more than 55% of the participants, about half is 45 to "
        "55%, a minority 10 to 45%, a small part less than 10%."
    ),
    how_small=(
        "A number that stands on fewer than {k} participants is shown as ‘fewer than {k}’. Sometimes you see "
        "‘not shown’: otherwise you could work out such a small number. The statements themselves can always "
        "be read."
    ),
    how_stance=(
        "Supporters and opponents of one plan are often in the same theme: they talk about the same thing."
    ),
    how_delimitation=(
        "The delimitation of a theme is sharp, fair or vague. It says how clear the border of the theme is: "
        "do the same contributions come together again when each time a part of all contributions is left "
        "out? It does not say how true or how important a theme is."
    ),
)
