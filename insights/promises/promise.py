"""What became of proving a promise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FIRST = 5
"""Faults of one kind that are spelled out; the rest are counted."""


@dataclass(frozen=True)
class Promise:
    """One promise, what was looked at, and where it does not hold."""

    name: str
    looked_at: str
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether no fault was found."""
        return not self.faults


def first(faults: Sequence[str], what: str) -> list[str]:
    """Spell out the first faults of a kind and count the rest."""
    more = len(faults) - FIRST
    return [*faults[:FIRST], *([f"… and {more} more {what} like this"] if more > 0 else [])]
