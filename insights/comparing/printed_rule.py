"""The printed rule: for which themes a difference in attention is tested, and when it is called one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from insights.comparing.attention import Rows, contrast, expected, false_discovery
from insights.comparing.compared import Finding, Untested
from insights.comparing.measured import Measured
from insights.intervals import Interval
from insights.splits import Pair

LEAST_PEOPLE: Final = 10
"""People below which a group is too small to test."""
LEAST_EXPECTED: Final = 5
"""People of the smaller group who would mention the theme, below which it is too rare to test."""
INTERVAL_PEOPLE: Final = 20
"""People below which a group is too small for an interval."""
INTERVAL_EXPECTED: Final = 8
"""People of the smaller group who would mention the theme, below which there is no interval."""
WANTED: Final = 0.05
"""The false-discovery rate: a difference is called one where its q-value is no more."""


@dataclass(frozen=True)
class Judged:
    """The attention of two groups for a theme, before the rule of small numbers; untested without ``q``."""

    first: float
    second: float
    interval: Interval | None
    q: float | None

    @property
    def finding(self) -> Finding | None:
        """Which group has more attention, None where that was not tested."""
        if self.q is None:
            return None
        if self.q > WANTED:
            return "no difference"
        return "first" if self.first > self.second else "second"

    @property
    def untested(self) -> Untested | None:
        """Why it was not tested."""
        return "theme too rare" if self.q is None else None


def judge(
    first: Measured, second: Measured, both: Rows, spoke: list[Pair], mentioned: list[list[Pair]]
) -> list[Judged | Untested]:
    """Test every theme, in order; a number that is hidden counts as the least it can be."""
    people = spoke[0].people.at_least, spoke[1].people.at_least
    if min(people) < LEAST_PEOPLE:
        return ["group too small"] * len(mentioned)
    first_mentions, second_mentions = (
        [pairs[side].people.at_least for pairs in mentioned] for side in (0, 1)
    )
    would = expected((first_mentions, second_mentions), people)
    groups = first.attention, second.attention
    found = contrast(*groups, both)
    tested = would >= LEAST_EXPECTED
    q = false_discovery(np.where(tested, found.p, np.nan))
    bounded = tested & (min(people) >= INTERVAL_PEOPLE) & (would >= INTERVAL_EXPECTED)
    return [
        Judged(
            float(groups[0].mean[place]),
            float(groups[1].mean[place]),
            Interval(float(found.low[place]), float(found.high[place])) if bounded[place] else None,
            float(q[place]) if tested[place] else None,
        )
        for place in range(len(mentioned))
    ]
