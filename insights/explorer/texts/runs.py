"""Texts of two runs side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from insights.wording import Language


@dataclass(frozen=True)
class RunTexts:
    """The texts of one language; ``relations`` and ``explained`` are by what became of a theme."""

    compare: str
    compare_intro: str
    choose: str
    first: str
    second: str
    submit: str
    named: str
    title: str
    intro: str
    turned: str
    to_list: str
    same_run: str
    unknown: str
    broken: str
    nothing_shared: str
    nothing_found: str
    no_shared: str
    summary: Mapping[str, str]
    summary_of: str
    none_at_level: str
    relations: Mapping[str, str]
    explained: Mapping[str, str]
    theme_of: str
    overlap: str
    overlap_help: str
    level: str
    levels: tuple[str, ...]
    gone_now: str


NL: Final = RunTexts(
    compare="Vergelijk twee runs",
    compare_intro="Wat bleef, splitste, ging samen, kwam erbij of verdween?",
    choose="Kies twee runs",
    first="Eerste run",
    second="Tweede run",
    submit="Vergelijk",
    named="{name}: {title}, {date}",
    title="Twee runs vergeleken",
    intro="Wat werd er van de thema’s van {first} in {second}?",
    turned="Draai de runs om",
    to_list="Alle runs",
    same_run="Kies twee verschillende runs.",
    unknown="Een van deze runs is hier niet gevonden. Kies er twee uit de lijst.",
    broken="Een van deze runs is niet te openen: de map mist bestanden of is veranderd.",
    nothing_shared=(
        "Deze runs zijn niet te vergelijken: ze hebben geen bijdrage gemeen en zijn niet met hetzelfde "
        "taalmodel "
        "gemaakt."
    ),
    nothing_found="In een van deze runs zijn geen thema’s gezocht. Er is dus niets te vergelijken.",
    no_shared=(
        "Deze runs hebben geen bijdrage gemeen. Vergeleken is alleen hoe veel de thema’s op elkaar lijken."
    ),
    summary={
        "same": "{number} gebleven",
        "split": "{number} gesplitst",
        "merged": "{number} ontstaan door samengaan",
        "new": "{number} nieuw",
        "gone": "{number} verdwenen",
    },
    summary_of="{level}: {parts}.",
    none_at_level="Op dit niveau zijn er geen thema’s in beide runs.",
    relations={
        "same": "Gebleven",
        "split": "Gesplitst",
        "merged": "Samengegaan",
        "new": "Nieuw",
        "gone": "Verdwenen",
    },
    explained={
        "same": "Meer dan de helft van het ene thema zit in het andere, en andersom.",
        "split": "Eén thema van de eerste run staat in de tweede als meer thema’s.",
        "merged": "Meer thema’s van de eerste run staan in de tweede als één thema.",
        "new": "Deze thema’s lijken op geen enkel thema van de eerste run.",
        "gone": "Deze thema’s lijken op geen enkel thema van de tweede run.",
    },
    theme_of="Thema in {run}",
    overlap="Overlap",
    overlap_help=(
        "Overlap is welk deel van de teksten van twee thema’s samen in allebei zit, geteld over teksten "
        "die in "
        "beide runs staan. Ook een thema dat gebleven is, kan dus een andere naam hebben."
    ),
    level="Niveau",
    levels=("thema’s", "subthema’s", "fijnste thema’s"),
    gone_now="door een besluit niet meer te zien",
)

EN: Final = RunTexts(
    compare="Compare two runs",
    compare_intro="What stayed, split, merged, appeared or vanished?",
    choose="Choose two runs",
    first="First run",
    second="Second run",
    submit="Compare",
    named="{name}: {title}, {date}",
    title="Two runs compared",
    intro="What became of the themes of {first} in {second}?",
    turned="Turn the runs round",
    to_list="All runs",
    same_run="Choose two different runs.",
    unknown="One of these runs was not found here. Choose two from the list.",
    broken="One of these runs cannot be opened: its folder lacks files or was changed.",
    nothing_shared=(
        "These runs cannot be compared: they share no contribution, and were not made with the same language "
        "model."
    ),
    nothing_found="In one of these runs no themes were sought. So there is nothing to compare.",
    no_shared=("These runs share no contribution. All that was compared is how much the themes are alike."),
    summary={
        "same": "{number} stayed",
        "split": "{number} split",
        "merged": "{number} made by merging",
        "new": "{number} new",
        "gone": "{number} vanished",
    },
    summary_of="{level}: {parts}.",
    none_at_level="At this level there are no themes in both runs.",
    relations={"same": "Stayed", "split": "Split", "merged": "Merged", "new": "New", "gone": "Vanished"},
    explained={
        "same": "More than half of the one theme is in the other, and the other way round.",
        "split": "One theme of the first run is several themes in the second.",
        "merged": "Several themes of the first run are one theme in the second.",
        "new": "These themes are like no theme of the first run.",
        "gone": "These themes are like no theme of the second run.",
    },
    theme_of="Theme in {run}",
    overlap="Overlap",
    overlap_help=(
        "Overlap is the share of the texts of two themes together that is in both, over texts that are "
        "in both "
        "runs. So a theme that stayed can have another name."
    ),
    level="Level",
    levels=("themes", "subthemes", "finest themes"),
    gone_now="no longer to be seen, by a decision",
)


def run_texts(language: Language) -> RunTexts:
    """Give the texts of a language."""
    return EN if language == "en" else NL
