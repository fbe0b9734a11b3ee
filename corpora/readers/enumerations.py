"""Enumerations in running text: *Ten eerste …*, *Ten slotte …*, *1) … 2) …*, each point by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_ORDINALS: Final = (
    ("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende"),
    ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    ("erst", "zweit", "dritt", "viert", "fünft", "sechst", "siebt", "acht", "neunt", "zehnt"),
)
_NUMBERS: Final = {word: number for words in _ORDINALS for number, word in enumerate(words, start=1)}
_DUTCH, _ENGLISH, _GERMAN = ("|".join(words) for words in _ORDINALS)
_LAST: Final = "ten slotte|tenslotte|tot slot|als laatste|finally|lastly|schließlich|zuletzt"
_STRONG: Final = (
    rf"ten (?P<nl>{_DUTCH})\b|(?:in|op) de (?P<plaats>{_DUTCH}) plaats\b|(?P<begin>allereerst)\b"
    rf"|(?P<en>{_ENGLISH})(?:ly\b|,)|(?P<de>{_GERMAN})ens\b|(?P<last>{_LAST})\b"
)
_MARKER: Final = re.compile(rf"(?:en )?(?:{_STRONG})", re.IGNORECASE)
_WEAK: Final = re.compile(rf"(?:een|het|de|a|the) (?P<nl>{_DUTCH}|{_ENGLISH})(?= )", re.IGNORECASE)
_INSIDE: Final = re.compile(rf"(?:^|(?<=[.!?:;] )|(?<=[.!?][”’\"')] ))(?:{_STRONG})", re.IGNORECASE)
_COUNTED: Final = re.compile(r"(?:^|(?<=\s))\(?(\d{1,2})\)\s+(?=\S)")
_SUPPOSED: Final = 9
"""No more points than this are taken to lie between two that say their number."""


@dataclass(frozen=True)
class Point:
    """A point of an enumeration inside a text: where it is, and its number; 0 for what comes before."""

    start: int
    end: int
    number: int


def _number(found: re.Match[str]) -> int | None:
    """Give the number that a marker says; None for the last one."""
    groups = found.groupdict()
    if groups.get("last"):
        return None
    if groups.get("begin"):
        return 1
    return next(_NUMBERS[word.lower()] for word in groups.values() if word)


def points_in(text: str) -> tuple[Point, ...]:
    """Find the points of an enumeration inside one text; none where there are fewer than two.

    >>> [text[each.start:each.end] for text in ["Kansen: 1) Wonen 2) Zorg"] for each in points_in(text)]
    ['Kansen: ', '1) Wonen ', '2) Zorg']
    """
    starts = _counted(text) or _spelled(text)
    if len(starts) < 2:
        return ()
    ends = [*(start for start, _ in starts[1:]), len(text)]
    points = [Point(start, end, number) for (start, number), end in zip(starts, ends, strict=True)]
    before = Point(0, starts[0][0], 0)
    return (before, *points) if text[: before.end].strip() else tuple(points)


def without_number(text: str) -> str:
    """Give the text of a counted point without its number.

    >>> without_number("2) Zorg ")
    'Zorg'
    """
    return _COUNTED.sub("", text, count=1).strip() if _COUNTED.match(text) else text.strip()


def _counted(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for each in _COUNTED.finditer(text):
        if int(each[1]) == len(found) + 1:
            found.append((each.start(), len(found) + 1))
    return found


def _spelled(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for each in _INSIDE.finditer(text):
        number = _number(each)
        if (not found and number == 1) or (found and (number is None or number > found[-1][1])):
            found.append((each.start(), found[-1][1] + 1 if number is None else number))
            if number is None:
                break
    return found


def points_among(texts: Sequence[str]) -> list[int | None]:
    """Give numbers to those of some paragraphs that are points of one enumeration, None to the others.

    Between two paragraphs that say their number, as many that do not are points too as there are numbers
    missing.

    >>> points_among(["Twee zorgen.", "Ten eerste de huur.", "Ook het loket is ver.", "Ten derde de bus."])
    [None, 1, 2, 3]
    """
    numbers: list[int | None] = [None] * len(texts)
    said = _said(texts)
    position = 0
    while position < len(said):
        run = _run(said[position:])
        if len(run) > 1:
            for place, number in run:
                numbers[place] = number
            for (place, number), (following, next_number) in pairwise(run):
                if following - place == next_number - number:
                    for step in range(1, following - place):
                        numbers[place + step] = number + step
        position += max(len(run), 1)
    return numbers


def _said(texts: Sequence[str]) -> list[tuple[int, int | None]]:
    """Give place and number of the paragraphs that begin with a marker."""
    said: list[tuple[int, int | None]] = []
    for place, text in enumerate(texts):
        found = _MARKER.match(text) or _WEAK.match(text)
        if found:
            said.append((place, _number(found)))
    return said


def _run(said: Sequence[tuple[int, int | None]]) -> list[tuple[int, int]]:
    """Give the markers that count up from the first, which must be 1."""
    if not said or said[0][1] != 1:
        return []
    run: list[tuple[int, int]] = [(said[0][0], 1)]
    for place, number in said[1:]:
        last_place, last = run[-1]
        if number is None:
            run.append((place, last + min(place - last_place, _SUPPOSED)))
            break
        if not last < number <= last + _SUPPOSED:
            break
        run.append((place, number))
    return run
