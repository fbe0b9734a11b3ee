"""How a document is set: the size of its text, the distance of its lines, the styles of its headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from corpora.readers.reading_order import Line

_ALIKE: Final = 1.06
"""Sizes that differ by less are one size."""
_LARGER: Final = 1.08
_SMALLER: Final = 0.93


@dataclass(frozen=True)
class Typesetting:
    """What most of a document looks like.

    ``size`` is that of its text, ``leading`` the usual distance of two lines of one paragraph, ``margins``
    the left and right edge of each column, by page and column.
    """

    size: float
    leading: float
    margins: dict[tuple[int, int], tuple[float, float]]

    def is_display(self, line: Line) -> bool:
        """Say whether a line is set as headings are: larger or bolder than the text."""
        return line.size > _LARGER * self.size or (line.bold and line.size > _SMALLER * self.size)

    def is_small(self, line: Line) -> bool:
        """Say whether a line is smaller than the text, as notes are."""
        return line.size < _SMALLER * self.size

    def is_apart(self, before: Line, line: Line) -> bool:
        """Say whether there is more room between two lines of one column than in a paragraph."""
        return line.top - before.top > 1.22 * self.leading * max(before.size / self.size, 1)

    def indent(self, line: Line) -> float:
        """Give how far a line begins from the left edge of its column."""
        return line.left - self.margins.get((line.page, line.column), (line.left, line.right))[0]

    def has_room(self, line: Line, after: Line) -> bool:
        """Say whether the first word of the next line would have fitted at the end of a line."""
        right = self.margins.get((line.page, line.column), (line.left, line.right))[1]
        first = after.text.split(maxsplit=1)[0] if after.text else ""
        return line.right + (0.45 * len(first) + 0.3) * line.size < right


def typesetting_of(lines: Sequence[Line]) -> Typesetting:
    """Find how the lines of a document are set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        if not line.bold:
            sizes[line.size] += len(line.text)
    if not sizes:
        sizes.update(line.size for line in lines)
    size = max(sizes, key=lambda each: (sum(count for s, count in sizes.items() if _same(s, each)), each))
    body = [line for line in lines if _same(line.size, size)]
    gaps = [
        round(after.top - before.top, 1)
        for before, after in pairwise(body)
        if (before.page, before.column) == (after.page, after.column)
        and 0.8 * size < after.top - before.top < 3 * size
    ]
    return Typesetting(size, _usual(gaps) if gaps else 1.3 * size, _margins(lines))


def _usual(gaps: list[float]) -> float:
    """Give the most common distance, counted with its neighbours; the least of them on a tie."""
    counts = Counter(round(gap * 2) / 2 for gap in gaps)
    best = max(counts, key=lambda gap: (counts[gap] + counts[gap + 0.5] + counts[gap - 0.5], -gap))
    return median(gap for gap in gaps if abs(gap - best) <= 0.75)


def _margins(lines: Sequence[Line]) -> dict[tuple[int, int], tuple[float, float]]:
    """Give the edges of the columns of every page.

    A column of few lines has the edges of others that begin at the same place.
    """
    columns: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        columns.setdefault((line.page, line.column), []).append(line)
    edges = {
        place: (min(each.left for each in found), max(each.right for each in found))
        for place, found in columns.items()
    }
    widest: dict[int, float] = {}
    for left, right in edges.values():
        widest[round(left / 4)] = max(right, widest.get(round(left / 4), 0.0))
    return {
        place: (left, widest[round(left / 4)] if len(columns[place]) < 4 else right)
        for place, (left, right) in edges.items()
    }


def levels_of(lines: Sequence[Line]) -> dict[tuple[float, bool], int]:
    """Rank the styles of some lines, from 1: the largest first, bold before plain."""
    styles = sorted({(line.size, line.bold) for line in lines}, reverse=True)
    levels: dict[tuple[float, bool], int] = {}
    level, first = 0, (0.0, False)
    for size, bold in styles:
        if level == 0 or not _same(size, first[0]) or bold != first[1]:
            level, first = level + 1, (size, bold)
        levels[size, bold] = level
    return levels


def _same(one: float, other: float) -> bool:
    return max(one, other) <= _ALIKE * min(one, other)
