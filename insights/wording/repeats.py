"""What was sent in more than once: how often, and by how many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class RepeatWording:
    """The texts of one language."""

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


NL: Final = RepeatWording(
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
)
EN: Final = RepeatWording(
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
)
