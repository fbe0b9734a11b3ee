"""What may be shown of votes: results of :mod:`insights.comparing.votes`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from insights.intervals import Interval
from insights.small_numbers import Shown
from insights.splits import Name

Counted = Literal["people", "totals"]
"""Whether the vote of every person is known, or only how many agree and disagree."""


@dataclass(frozen=True)
class Tally:
    """Who voted on a statement, all or those of one group, and how many of them agree."""

    group: Name
    voters: Shown
    agree: Shown

    @property
    def share(self) -> float | None:
        """The share of those who voted that agrees, where it may be shown."""
        if not self.voters.exact or not self.agree.exact or not self.voters.number:
            return None
        return (self.agree.number or 0) / self.voters.number


@dataclass(frozen=True)
class Divide:
    """How far two groups lie apart on a statement: the share that agrees in the first less the second."""

    first: str
    second: str
    difference: float
    interval: Interval

    @property
    def at_least(self) -> float:
        """How far apart they lie at the bound nearest to no difference; 0 where the interval holds that."""
        low, high = self.interval.low, self.interval.high
        return max(low, -high, 0.0)


@dataclass(frozen=True)
class Statement:
    """A contribution that was voted on.

    ``interval`` is Wilson's, of the share of all who voted that agrees. ``consensus`` is None where the votes
    of a group may not be shown, ``divide`` where those of all groups but one may not.
    """

    contribution_id: str
    text: str
    language: str
    theme_ids: tuple[str, ...]
    all: Tally
    interval: Interval | None
    groups: tuple[Tally, ...]
    consensus: float | None
    divide: Divide | None


@dataclass(frozen=True)
class ThemeVotes:
    """Agreement with the statements of a theme: the mean over those who voted on any, each counting once.

    ``agreement`` is by group, None for all, where it may be shown.
    """

    theme_id: str
    label: str
    statements: int
    voters: Shown
    agreement: Mapping[Name, float]


@dataclass(frozen=True)
class Votes:
    """The votes of a run.

    ``groups`` are those compared, ``too_small`` those in which too few voted. Who is in none of those
    compared is left out, also of what is said of all, and counted in ``in_no_group``.
    """

    counted: Counted
    by: str | None
    k: int
    voters: Shown | None
    in_no_group: Shown
    groups: tuple[str, ...]
    too_small: tuple[str, ...]
    statements: tuple[Statement, ...]
    themes: tuple[ThemeVotes, ...]

    @property
    def uniting(self) -> tuple[Statement, ...]:
        """The statements most agree on, across groups where there are any, most first."""
        if self.groups:
            known = [one for one in self.statements if one.consensus is not None]
            return tuple(
                sorted(known, key=lambda one: (-(one.consensus or 0), one.text, one.contribution_id))
            )
        shown = [one for one in self.statements if one.interval is not None]
        return tuple(
            sorted(
                shown,
                key=lambda one: (-(one.interval.low if one.interval else 0), one.text, one.contribution_id),
            )
        )

    @property
    def dividing(self) -> tuple[Statement, ...]:
        """The statements on which groups surely lie apart, furthest first."""
        apart = [one for one in self.statements if one.divide is not None and one.divide.at_least > 0]
        return tuple(
            sorted(
                apart,
                key=lambda one: (-(one.divide.at_least if one.divide else 0), one.text, one.contribution_id),
            )
        )
