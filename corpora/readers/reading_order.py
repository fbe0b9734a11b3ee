"""The order in which a person reads the pieces of a page: columns from left to right, each from the top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

_FEW: Final = 3
"""A column has at least so many pieces."""
_MANY: Final = 5_000
"""A page of more pieces is no page of columns but a drawing."""
_CROSSED: Final = 0.25
"""Share of the pieces that may cross a gutter: titles, wide tables, notes."""
_DEEP: Final = 4


@dataclass(frozen=True)
class Line:
    """A line of a page, or a piece of one: its text and its place, in points from the top left corner.

    ``column`` numbers the columns of a page, ``cells`` are the pieces of a line with wide gaps, ``mark`` is
    the raised number that it begins with, as a footnote does.
    """

    text: str
    page: int
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    size: float = 0.0
    bold: bool = False
    column: int = 0
    cells: tuple[str, ...] = ()
    mark: str = ""
    marks: int = 0

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return (self.top + self.bottom) / 2


def in_reading_order(pieces: Sequence[Line]) -> list[Line]:
    """Order the pieces of one page; those that stand on one line of one column become one line."""
    lines: list[Line] = []
    for number, column in enumerate(_columns(list(pieces), _DEEP)):
        lines += [replace(line, column=number) for line in _lines(column)]
    return lines


def _columns(pieces: list[Line], deep: int) -> list[list[Line]]:
    """Part pieces into columns, in reading order; what crosses the gutter parts what is above and below."""
    gutter = _gutter(pieces) if deep and 2 * _FEW <= len(pieces) <= _MANY else None
    if gutter is None:
        return [pieces] if pieces else []
    crossing = sorted((each for each in pieces if each.left < gutter < each.right), key=lambda each: each.top)
    rest = [each for each in pieces if not each.left < gutter < each.right]
    parts: list[list[Line]] = []
    above = float("-inf")
    for each in [*crossing, None]:
        until = float("inf") if each is None else each.middle
        band = [piece for piece in rest if above <= piece.middle < until]
        left = [piece for piece in band if piece.right <= gutter]
        right = [piece for piece in band if piece.left >= gutter]
        if left and right:
            parts += [*_columns(left, deep - 1), *_columns(right, deep - 1)]
        elif band:
            parts.append(band)
        if each is not None:
            parts.append([each])
            above = until
    return _joined(parts, crossing)


def _joined(parts: list[list[Line]], crossing: list[Line]) -> list[list[Line]]:
    """Put wide lines that follow each other into one part."""
    wide = {id(each) for each in crossing}
    joined: list[list[Line]] = []
    for part in parts:
        if joined and all(id(each) in wide for each in (*part, *joined[-1])):
            joined[-1] = [*joined[-1], *part]
        else:
            joined.append(part)
    return joined


def _gutter(pieces: list[Line]) -> float | None:
    """Give the place of the gutter between the first two columns, or None where there is one column.

    A gutter is crossed by few pieces, several begin right of it at the same place, and several lie left of
    it that are as wide as text is, not as a cell of a table is.
    """
    starts = sorted({round(each.left) for each in pieces})
    widest = max(each.right for each in pieces) - min(each.left for each in pieces)
    for start in starts:
        right = [each for each in pieces if each.left >= start - 2]
        left = [each for each in pieces if each.right < start - 2]
        aligned = [each for each in right if abs(each.left - start) <= 2]
        crossed = len(pieces) - len(left) - len(right)
        if min(len(left), len(aligned)) < _FEW or crossed > _CROSSED * len(pieces):
            continue
        inside = [each.right for each in left]
        if start - max(inside) < 5 or not _is_text(left, widest) or not _is_text(right, widest):
            continue
        low, high = max(each.top for each in left), min(each.top for each in left)
        if any(high - 1 <= each.middle <= low + each.size for each in right):
            return (max(inside) + start) / 2
    return None


def _is_text(pieces: list[Line], widest: float) -> bool:
    """Say whether pieces fill the width of their column, as lines of text do and most cells do not."""
    width = max(each.right for each in pieces) - min(each.left for each in pieces)
    wide = sorted(each.right - each.left for each in pieces)[len(pieces) // 2]
    letters = sum(letter.isalpha() for each in pieces for letter in each.text)
    characters = sum(len(each.text) for each in pieces)
    return width > 0.15 * widest and wide > 0.55 * width and letters > 0.6 * characters


def _lines(pieces: list[Line]) -> list[Line]:
    """Put the pieces of one column that stand beside each other on one line, from the top down."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda each: (each.middle, each.left)):
        last = rows[-1] if rows else None
        if last and abs(piece.middle - last[0].middle) < 0.4 * max(piece.size, last[0].size):
            last.append(piece)
        else:
            rows.append([piece])
    return [_line(sorted(row, key=lambda each: each.left)) for row in rows]


def _line(row: list[Line]) -> Line:
    if len(row) == 1:
        return row[0]
    return replace(
        max(row, key=lambda each: len(each.text)),
        text=" ".join(each.text for each in row),
        left=row[0].left,
        right=max(each.right for each in row),
        bold=all(each.bold for each in row),
        cells=tuple(each.text for each in row),
        mark=row[0].mark,
        marks=sum(each.marks for each in row),
    )
