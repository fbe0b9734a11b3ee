"""The small-numbers rule: what may be shown of a count, so that none below k can be read off or worked out.

A count that stands on fewer than k distinct people is shown as "fewer than k"; one that leaves fewer than k
people out as "more than N - k". In a split whose total is shown, a hidden cell must not follow by
subtraction: the next smallest cells are withheld until every value that the rule hides is possible again
(complementary cell suppression; Hundepool and others, *Statistical Disclosure Control*, 2012, section 4.4).
Where that does not help, no cell is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

K_EXPLORER: Final = 5
K_EXPORT: Final = 10

Kind = Literal["exact", "fewer", "more", "few people", "withheld", "unknown"]
_NO_END: Final = 10**12


@dataclass(frozen=True)
class Shown:
    """A count as it may be shown.

    ``number`` is the count itself (exact), the bound (fewer than, more than), and absent otherwise: a count
    of messages on or about fewer than k people (few people), a cell withheld to protect another, or people
    unknown.
    """

    kind: Kind
    number: int | None = None

    @property
    def exact(self) -> bool:
        """Whether the count itself is shown."""
        return self.kind == "exact"

    @property
    def at_least(self) -> int:
        """The least the count can be for somebody who sees only this; sorting by it gives nothing away."""
        return self.possible[0]

    @property
    def possible(self) -> tuple[int, int]:
        """The least and the most the count can be for somebody who sees only this."""
        number = self.number or 0
        if self.kind == "exact":
            return number, number
        if self.kind == "fewer":
            return 0, number - 1
        if self.kind == "more":
            return number + 1, _NO_END
        return 0, _NO_END


@dataclass(frozen=True)
class Count:
    """A count before the rule: how much, on how many people it stands, how many people it leaves out.

    ``others`` is None where there is no denominator. ``of_people`` says that the people themselves are
    counted.
    """

    number: int
    people: int
    others: int | None = None
    of_people: bool = True

    def show(self, k: int) -> Shown:
        """Apply the rule to this count alone.

        >>> Count(3, people=3, others=150).show(5)
        Shown(kind='fewer', number=5)
        >>> Count(151, people=151, others=2).show(5)
        Shown(kind='more', number=148)
        >>> Count(60, people=48, others=105).show(5)
        Shown(kind='exact', number=60)
        """
        few, few_others = self.people < k, self.others is not None and self.others < k
        if not few and not few_others:
            return Shown("exact", self.number)
        if not self.of_people:
            return Shown("few people")
        if few:
            return Shown("fewer", k)
        return Shown("more", self.people + (self.others or 0) - k)


UNKNOWN: Final = Shown("unknown")


def protect(total: Shown, cells: Sequence[Count], k: int, *, overlapping: bool = False) -> tuple[Shown, ...]:
    """Apply the rule to the cells of a split that stands beside its total.

    ``overlapping`` is for cells that share people (subthemes): together they are about the total or more.
    There a hidden cell must keep more than one possible value; in a split that adds up, every value that the
    rule hides.
    """
    shown = [cell.show(k) for cell in cells]
    if total.kind == "unknown":
        return tuple(shown)
    if not total.exact:
        adds_up = not overlapping and all(cell.exact for cell in shown)
        return tuple(Shown("withheld") for _ in cells) if adds_up else tuple(shown)
    while not _covered(total.number or 0, shown, cells, k, overlapping):
        still = [index for index, cell in enumerate(shown) if cell.exact]
        if not still:
            return tuple(Shown("withheld") for _ in cells)
        smallest = min(still, key=lambda index: (cells[index].number, index))
        shown[smallest] = Shown("withheld")
    return tuple(shown)


def _covered(total: int, shown: Sequence[Shown], cells: Sequence[Count], k: int, overlapping: bool) -> bool:
    """Tell whether all that the rule hides stays possible for somebody who knows the rule and the total."""
    ranges = [_range(*pair, k, total) for pair in zip(shown, cells, strict=True)]
    least, most = sum(low for low, _ in ranges), sum(high for _, high in ranges)
    for (low, high), cell in zip(ranges, shown, strict=True):
        if cell.kind in ("exact", "withheld"):
            continue
        first = max(low, total - (most - high))
        last = min(high, total if overlapping else total - (least - low))
        if overlapping and first == last:
            return False
        if not overlapping and last - first < (k - 1 if cell.kind == "few people" else high - low):
            return False
    return True


def _range(shown: Shown, cell: Count, k: int, total: int) -> tuple[int, int]:
    """Give what a cell can be, to who knows that a withheld cell is one that would be shown by itself."""
    if shown.kind == "withheld":
        size = total if cell.others is None else cell.people + cell.others - k
        return min(k, total), min(total, size)
    if shown.kind == "more":
        return (shown.number or 0) + 1, cell.people + (cell.others or 0)
    low, high = shown.possible
    return low, min(high, total) if shown.kind == "few people" else high
