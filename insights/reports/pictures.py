"""Pictures of a report as small SVG drawings: the same bytes for the same numbers, and readable in grey.

Colours are the tokens of the explorer; a group has its own shape as well, and every figure stands beside its
mark in words, so that no colour carries meaning alone.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from markupsafe import Markup, escape

from insights.explorer.tokens import TOKENS

WIDTH: Final = 720.0
COLUMNS: Final = 3
"""Small pictures beside one another."""
SANS: Final = "Source Sans, Segoe UI, Arial, sans-serif"


@dataclass(frozen=True)
class Drawing:
    """A drawing in SVG, without its frame; measures are in CSS pixels."""

    width: float
    height: float
    content: Markup

    def svg(self, font: str = SANS, label: str = "") -> str:
        """Write the SVG; with a ``label`` it is named for screen readers."""
        named = (
            Markup(' role="img" aria-label="{}"').format(label) if label else Markup(' aria-hidden="true"')
        )
        frame = Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}"{named} '
            'font-family="{font}" font-size="14">{content}</svg>'
        )
        return str(
            frame.format(w=_at(self.width), h=_at(self.height), named=named, font=font, content=self.content)
        )


@dataclass(frozen=True)
class Bar:
    """A bar: its name, its share of the longest (None where that may not be shown), and its figure."""

    name: str
    length: float | None
    figure: str


@dataclass(frozen=True)
class Mark:
    """A share with its interval, None where they may not be shown, and the figure in words."""

    name: str
    share: float | None
    low: float | None
    high: float | None
    figure: str


@dataclass(frozen=True)
class Row:
    """A named row of marks: a theme with its groups, or with its rounds."""

    name: str
    marks: tuple[Mark, ...]


def bars(rows: Sequence[Bar]) -> Drawing:
    """Draw one bar a row, its name and figure above it; a hidden length is a dashed stub of one size."""
    step, parts = 46.0, []
    for index, row in enumerate(rows):
        top = index * step
        parts += [_text(0, top + 16, row.name), _text(WIDTH, top + 16, row.figure, anchor="end")]
        parts.append(_rect(0, top + 23, WIDTH, 12, TOKENS["wash"], TOKENS["line"]))
        if row.length is None:
            parts.append(_rect(0, top + 23, 24, 12, "none", TOKENS["edge"], dashed=True))
        else:
            parts.append(_rect(0, top + 23, max(row.length * WIDTH, 1), 12, TOKENS["accent"]))
    return Drawing(WIDTH, step * len(rows), Markup("").join(parts))


def intervals(rows: Sequence[Row]) -> Drawing:
    """Draw shares with their intervals: rows of a name and its marks, on one axis from 0."""
    most = _ceiling(rows)
    left, right = 190.0, WIDTH - 130
    top, parts = 0.0, []
    for row in rows:
        parts.append(_text(0, top + 16, row.name, weight=600))
        top += 26
        for index, mark in enumerate(row.marks):
            middle = top + 9
            parts += [_text(12, middle + 5, mark.name, fill=TOKENS["muted"])]
            parts.append(_line(left, middle, right, middle, TOKENS["line"]))
            if mark.share is not None:
                x = left + (right - left) * mark.share / most
                if mark.low is not None and mark.high is not None:
                    low, high = (left + (right - left) * end / most for end in (mark.low, mark.high))
                    parts.append(_line(low, middle, high, middle, TOKENS["ink"], 2))
                parts.append(_shape(index, x, middle))
            parts.append(_text(WIDTH, middle + 5, mark.figure, anchor="end"))
            top += 22
        top += 12
    for tick in range(5):
        x = left + (right - left) * tick / 4
        parts.append(
            _text(x, top + 12, f"{most * tick * 25:.0f}%", anchor="middle", fill=TOKENS["muted"], size=12)
        )
    return Drawing(WIDTH, top + 20, Markup("").join(parts))


def small_lines(rows: Sequence[Row]) -> Drawing:
    """Draw a small line chart a row, all on one scale, with every figure at its point."""
    most = _ceiling(rows)
    wide, tall, gap = (WIDTH - 2 * 24) / COLUMNS, 158.0, 24.0
    parts = []
    for index, row in enumerate(rows):
        left, top = (index % COLUMNS) * (wide + gap), (index // COLUMNS) * (tall + gap)
        parts.append(_small_line(row, left, top, wide, tall, most))
    lines = ceil(len(rows) / COLUMNS)
    return Drawing(WIDTH, lines * (tall + gap) - gap if lines else 0, Markup("").join(parts))


def _small_line(row: Row, left: float, top: float, wide: float, tall: float, most: float) -> Markup:
    parts = [
        _text(left, top + 14 + 16 * line, text, weight=600, size=13)
        for line, text in enumerate(textwrap.wrap(row.name, 32, max_lines=2, placeholder=" …"))
    ]
    above, below = top + 56, top + tall - 22
    parts.append(_line(left, below, left + wide, below, TOKENS["edge"]))
    step = wide / max(len(row.marks), 1)
    before: tuple[float, float] | None = None
    for index, mark in enumerate(row.marks):
        x = left + step * (index + 0.5)
        parts.append(_text(x, below + 16, mark.name, anchor="middle", fill=TOKENS["muted"], size=12))
        if mark.share is None:
            parts.append(_text(x, below - 6, "–", anchor="middle", size=12))
            before = None
            continue
        y = below - (below - above) * mark.share / most
        if before is not None:
            parts.append(_line(*before, x, y, TOKENS["accent"], 2))
        if mark.low is not None and mark.high is not None:
            low, high = (below - (below - above) * end / most for end in (mark.low, mark.high))
            parts.append(_line(x, low, x, high, TOKENS["edge"]))
        after = row.marks[index + 1].share if index + 1 < len(row.marks) else None
        rising = after is not None and after > mark.share
        parts += [_shape(0, x, y), _text(x + 8, y + (14 if rising else -5), mark.figure, size=12)]
        before = (x, y)
    return Markup("").join(parts)


def _ceiling(rows: Sequence[Row]) -> float:
    """Give the end of the axis: the next fifth above all intervals, at most 1."""
    ends = [mark.high or mark.share or 0.0 for row in rows for mark in row.marks if mark.share is not None]
    return min(1.0, ceil(max(ends, default=0.2) * 5 - 1e-9) / 5) or 0.2


def _shape(index: int, x: float, y: float) -> Markup:
    """Draw the mark of a group: a full circle, an open square, a full triangle, an open diamond."""
    ink, paper = TOKENS["ink"], TOKENS["paper"]
    kind = index % 4
    if kind == 0:
        return Markup('<circle cx="{}" cy="{}" r="5.5" fill="{}"/>').format(_at(x), _at(y), TOKENS["accent"])
    if kind == 1:
        return _rect(x - 5, y - 5, 10, 10, paper, ink, width=2)
    points = [(x, y - 6), (x + 6, y + 5), (x - 6, y + 5)]
    if kind == 3:
        points = [(x, y - 7), (x + 6, y), (x, y + 7), (x - 6, y)]
    told = " ".join(f"{_at(a)},{_at(b)}" for a, b in points)
    fill = TOKENS["muted"] if kind == 2 else paper
    return Markup('<polygon points="{}" fill="{}" stroke="{}" stroke-width="1.5"/>').format(told, fill, ink)


def _rect(
    x: float,
    y: float,
    wide: float,
    tall: float,
    fill: str,
    stroke: str = "none",
    *,
    dashed: bool = False,
    width: float = 1,
) -> Markup:
    return Markup(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="{}" stroke-width="{}"{}/>'
    ).format(
        *map(_at, (x, y, wide, tall)),
        fill,
        stroke,
        _at(width),
        Markup(' stroke-dasharray="3 2"') if dashed else "",
    )


def _line(x: float, y: float, to_x: float, to_y: float, stroke: str, width: float = 1) -> Markup:
    return Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="{}"/>').format(
        *map(_at, (x, y, to_x, to_y)), stroke, _at(width)
    )


def _text(
    x: float,
    y: float,
    text: str,
    *,
    anchor: str = "start",
    fill: str = TOKENS["ink"],
    size: int = 14,
    weight: int = 400,
) -> Markup:
    return Markup(
        '<text x="{}" y="{}" text-anchor="{}" fill="{}" font-size="{}" font-weight="{}">{}</text>'
    ).format(_at(x), _at(y), anchor, fill, size, weight, escape(text))


def _at(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
