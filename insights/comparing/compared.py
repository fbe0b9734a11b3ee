"""What may be shown of a comparison of two groups: results of :mod:`insights.comparing.comparison`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from insights.comparing.common_ground import Caution
from insights.intervals import Interval
from insights.small_numbers import Shown

Untested = Literal["people unknown", "group too small", "theme too rare"]
Finding = Literal["first", "second", "no difference"]


@dataclass(frozen=True)
class Side:
    """One of two groups, within the questions compared."""

    name: str
    people: Shown
    messages: Shown
    messages_of_unknown: Shown


@dataclass(frozen=True)
class Mentions:
    """How much a group mentions a theme: people, messages, the share of people, and its attention."""

    people: Shown
    messages: Shown
    share: float | None
    attention: float | None


@dataclass(frozen=True)
class Row:
    """A theme in two groups.

    ``interval`` is of the difference in attention, the first group less the second; ``q`` is its probability
    by chance, corrected for all themes that were tested. ``finding`` says which group has more attention,
    None where that was not tested, for the reason in ``untested``. ``mention_difference`` and its interval
    are of the shares of people, and not tested.
    """

    theme_id: str
    label: str
    first: Mentions
    second: Mentions
    difference: float | None
    interval: Interval | None
    q: float | None
    finding: Finding | None
    untested: Untested | None
    mention_difference: float | None
    mention_interval: Interval | None

    @property
    def tested(self) -> bool:
        """Whether the difference in attention was tested."""
        return self.untested is None


@dataclass(frozen=True)
class Comparison:
    """Two groups by the themes of a level, those that differ most first."""

    by: str
    first: Side
    second: Side
    level: int
    k: int
    questions: tuple[str | None, ...]
    questions_left_out: int
    cautions: tuple[Caution, ...]
    rows: tuple[Row, ...]

    @property
    def differing(self) -> tuple[Row, ...]:
        """The themes that one of the groups has more attention for."""
        return tuple(row for row in self.rows if row.finding in ("first", "second"))
