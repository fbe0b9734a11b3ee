"""What may be shown of who answered and of how much a theme was mentioned: what is counted, as results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from insights.small_numbers import UNKNOWN, Shown

Strength = Literal["majority", "half", "minority", "few", "fewer than", "more than"]

STRENGTHS: Final[tuple[tuple[Strength, float], ...]] = (
    ("majority", 0.55),
    ("half", 0.45),
    ("minority", 0.10),
)
"""The printed rule: over 55 % of who answered is a majority, 45 to 55 % about half, 10 to 45 % a minority."""


@dataclass(frozen=True)
class RoleCount:
    """People and messages of one role; ``role`` is None for those whose role is unknown."""

    role: str | None
    people: Shown
    messages: Shown
    answered: Shown = UNKNOWN

    @property
    def share(self) -> float | None:
        """Share of the people of this role who answered, between 0 and 1, where both numbers are shown."""
        return _share(self.people, self.answered)


@dataclass(frozen=True)
class Answered:
    """What went in, the denominators; ``published`` counts published sources, ``passages`` what they hold."""

    people: Shown
    messages: Shown
    roles: tuple[RoleCount, ...]
    published: int
    passages: int


@dataclass(frozen=True)
class ThemeCount:
    """What may be shown of how much a theme was mentioned, and by whom."""

    theme_id: str
    people: Shown
    answered: Shown
    messages: Shown
    messages_of_unknown: Shown
    largest_share: float | None
    roles: tuple[RoleCount, ...]
    published: int
    passages: int

    @property
    def share(self) -> float | None:
        """Share of the people who answered, between 0 and 1, where both numbers are shown."""
        return _share(self.people, self.answered)

    @property
    def strength(self) -> Strength | None:
        """How many mentioned the theme, as a word of the printed rule; None where people are unknown."""
        if self.people.kind == "fewer":
            return "fewer than"
        if self.people.kind == "more":
            return "more than"
        if self.share is None:
            return None
        return next((word for word, above in STRENGTHS if _reaches(self.share, word, above)), "few")

    @property
    def order(self) -> tuple[int, int, int]:
        """A sort key, most first, that follows what is shown only."""
        return -self.people.at_least, -self.messages.at_least, -self.passages

    @property
    def roles_shown(self) -> frozenset[str]:
        """The roles that may stand beside a quote of this theme: those of enough people in it."""
        return large_enough(self.roles)


def large_enough(rows: Sequence[RoleCount]) -> frozenset[str]:
    """Give the roles of at least k people; none where a whole split is withheld: nothing may tell which."""
    known = any(row.people.kind != "unknown" for row in rows)
    cells = [row.people if known else row.messages for row in rows]
    telling = (
        {"exact", "more"} if all(cell.kind == "withheld" for cell in cells) else {"exact", "more", "withheld"}
    )
    return frozenset(
        row.role for row, cell in zip(rows, cells, strict=True) if row.role and cell.kind in telling
    )


def _share(part: Shown, whole: Shown) -> float | None:
    if not part.exact or not whole.exact or not whole.number:
        return None
    return (part.number or 0) / whole.number


def _reaches(share: float, word: Strength, above: float) -> bool:
    return share > above if word == "majority" else share >= above
