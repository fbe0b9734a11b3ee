"""How other software counted the places in a text, found from what it said stands there.

The standard counts Unicode code points of the plain text. Programs differ: some count the byte order mark,
some count a line end of two characters (CRLF) once, some count UTF-16 units, so that an emoji counts twice.
Where a file leaves room for several ways, the one is taken under which most places hold what the selection's
name begins with; among equals, the one under which most places begin and end at the edge of a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

_SPACE = re.compile(r"\s+")
_BOM = "\ufeff"


@dataclass(frozen=True)
class Marked:
    """A place as a file gives it: start, end, and the name of the selection, often its beginning."""

    start: int
    end: int
    name: str


@dataclass(frozen=True)
class Counting:
    """One way of counting."""

    mark: bool
    line_ends_once: bool
    units: bool

    @property
    def said(self) -> str:
        """How it differs from the standard, in words; empty for the standard."""
        ways = (
            (self.mark, "the byte order mark counted"),
            (self.line_ends_once, "line ends counted once"),
            (self.units, "UTF-16 units counted"),
        )
        return ", ".join(words for counted, words in ways if counted)


@dataclass(frozen=True)
class Read:
    """A text with LF and without a byte order mark, and the places in it; how they had been counted."""

    text: str
    places: tuple[tuple[int, int], ...]
    counting: Counting


def read_places(raw: str, marked: Sequence[Marked], *, once_first: bool = False) -> Read:
    r"""Give the text of a file as it is kept, and every place in it; one beyond the text stays beyond.

    ``raw`` is the file as it is, with its line ends and byte order mark. ``once_first`` prefers line ends
    counted once, among ways that fit as well.

    >>> read_places("\ufeffNu\r\nstraks", [Marked(4, 10, "straks")]).places
    ((3, 9),)
    """
    text = raw.removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n")
    signs = np.array([ord(sign) for sign in raw], dtype=np.int64)
    inside = np.zeros(len(signs), dtype=np.bool_)
    if len(signs) > 1:
        inside[:-1] = (signs[:-1] == 13) & (signs[1:] == 10)
    bom = raw.startswith(_BOM)
    kept = _ends(_widths(signs, inside, Counting(mark=False, line_ends_once=True, units=False), bom))
    found = []
    for way in _ways(bom, bool(inside.any()), bool((signs > 0xFFFF).any()), once_first):
        ends = _ends(_widths(signs, inside, way, bom))
        places = [(_place(one.start, ends, kept), _place(one.end, ends, kept)) for one in marked]
        found.append((_fit(text, places, marked), Read(text, tuple(places), way)))
    return max(found, key=lambda one: one[0])[1]


def _ways(bom: bool, crlf: bool, astral: bool, once_first: bool) -> list[Counting]:
    lines = [True, False] if once_first else [False, True]
    return [
        Counting(mark, once, units)
        for mark, once, units in product(
            [False, True] if bom else [False],
            lines if crlf else [False],
            [False, True] if astral else [False],
        )
    ]


def _widths(
    signs: npt.NDArray[np.int64], inside: npt.NDArray[np.bool_], way: Counting, bom: bool
) -> npt.NDArray[np.int64]:
    widths = np.ones(len(signs), dtype=np.int64)
    if way.units:
        widths[signs > 0xFFFF] = 2
    if way.line_ends_once:
        widths[inside] = 0
    if bom and not way.mark:
        widths[0] = 0
    return widths


def _ends(widths: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(widths)]).astype(np.int64)


def _place(position: int, ends: npt.NDArray[np.int64], kept: npt.NDArray[np.int64]) -> int:
    """Turn a position under one way of counting into one in the text that is kept."""
    if position < 0 or position > ends[-1]:
        return position if position < 0 else int(kept[-1] + position - ends[-1])
    return int(kept[np.searchsorted(ends, position, side="right") - 1])


def _fit(text: str, places: Sequence[tuple[int, int]], marked: Sequence[Marked]) -> tuple[int, int, int]:
    outside = sum(not 0 <= start <= end <= len(text) for start, end in places)
    named = sum(
        _begins(text[start:end], one.name)
        for (start, end), one in zip(places, marked, strict=True)
        if 0 <= start < end
    )
    edges = sum(_edge(text, at) for place in places for at in place)
    return -outside, named, edges


def _begins(passage: str, name: str) -> bool:
    stub = _SPACE.sub(" ", name).strip().rstrip("….").rstrip()
    return bool(stub) and _SPACE.sub(" ", passage).strip().startswith(stub)


def _edge(text: str, at: int) -> bool:
    return not 0 < at < len(text) or not (text[at - 1].isalnum() and text[at].isalnum())
