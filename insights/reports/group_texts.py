"""The sentences of the sections that set groups side by side, in Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class GroupTexts:
    """The texts of one language; fields in braces are filled in with ``str.format``."""

    title: str
    caption: str
    alt: str
    note: str
    answered: str
    interval: str
    comparison: str
    comparison_sheet: str
    comparison_caption: str
    comparison_help: str
    attention_of: str
    difference: str
    outcome: str
    more_with: str
    no_difference: str
    untested: Mapping[str, str]
    cautions: Mapping[str, str]


NL: Final = GroupTexts(
    title="Groepen naast elkaar",
    caption="Welk deel van elke groep een thema noemt",
    alt=(
        "Per thema en per groep een punt voor het deel van de groep dat het thema noemt, met een streep voor "
        "het interval van 95%."
    ),
    note=(
        "Het gaat om deelnemers, niet om de bevolking. Wie meer schrijft, noemt ook meer thema’s; een "
        "verschil "
        "tussen groepen is hier niet getoetst. De streep is het interval van 95% (Wilson)."
    ),
    answered="Deelnemers in de groep",
    interval="Interval van 95%",
    comparison="Aandacht van {first} en {second}",
    comparison_sheet="Vergelijking",
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
    cautions={
        "unknown people": "Bijdragen van onbekende mensen tellen hier niet mee.",
        "questions left out": "Vragen die maar één van beide groepen beantwoordde, tellen hier niet mee.",
        "questions differ": (
            "De groepen beantwoordden niet alle vragen even vaak; een verschil kan van de vragen komen."
        ),
        "writes more": "De ene groep schreef per persoon veel meer dan de andere.",
        "in both groups": "Sommige mensen zitten in beide groepen.",
    },
)

EN: Final = GroupTexts(
    title="Groups side by side",
    caption="What part of each group mentions a theme",
    alt=(
        "For every theme and group a point for the share of the group that mentions the theme, with a line "
        "for the 95% interval."
    ),
    note=(
        "This is about participants, not about the population. Who writes more mentions more themes; a "
        "difference between groups was not tested here. The line is the 95% interval (Wilson)."
    ),
    answered="Participants in the group",
    interval="95% interval",
    comparison="Attention of {first} and {second}",
    comparison_sheet="Comparison",
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
    cautions={
        "unknown people": "Contributions by unknown people do not count here.",
        "questions left out": "Questions that only one of both groups answered do not count here.",
        "questions differ": (
            "The groups did not answer all questions equally often; a difference may come from the questions."
        ),
        "writes more": "One group wrote much more a person than the other.",
        "in both groups": "Some people are in both groups.",
    },
)
