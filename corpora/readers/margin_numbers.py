"""Numbers of paragraphs or lines in the margin, as coding software prints them before the words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

_NUMBER: Final = re.compile(r"^\s*(\d{1,5})(?:[.)]?\s+(?=\D)|\s*$)")
_FEWEST: Final = 5
_SHARE: Final = 0.5
_STEP: Final = 50


def margin_numbers(lines: Sequence[str], begins: Callable[[str], bool]) -> dict[int, str]:
    """Find the lines that begin with a number of the margin: position → the line without it.

    ``begins`` says whether a text begins a turn. Where numbers that go up stand before at least half of the
    turns, they are the margin's, and so are those between them and those that stand alone; else they are
    words.

    >>> numbered = [f"{n} {name}: Ja." for n, name in enumerate("ABABAB", start=1)]
    >>> margin_numbers(numbered, lambda text: ":" in text)[5]
    'B: Ja.'
    """
    found = {position: match for position, line in enumerate(lines) if (match := _NUMBER.match(line))}
    rests = {position: lines[position][match.end() :] for position, match in found.items()}
    anchors: list[tuple[int, int]] = []
    last = 0
    for position, match in found.items():
        number = int(match[1])
        if rests[position] and last < number <= last + _STEP and begins(rests[position]):
            anchors.append((position, number))
            last = number
    bare = sum(begins(line) for position, line in enumerate(lines) if position not in rests)
    if len(anchors) < _FEWEST or len(anchors) < _SHARE * (len(anchors) + bare):
        return {}
    kept = dict(anchors)
    margin: dict[int, str] = {}
    below = 0
    above = _following(anchors, len(lines))
    for position, match in found.items():
        if position in kept or not rests[position] or below < int(match[1]) < above[position]:
            margin[position] = rests[position]
            below = int(match[1]) if rests[position] else below
    return margin


def _following(anchors: Sequence[tuple[int, int]], count: int) -> list[int]:
    """Give for each position the number of the first anchor after it."""
    above: list[int] = []
    upcoming = iter([*anchors, (count, 10**6)])
    at, number = next(upcoming)
    for position in range(count):
        while at <= position and at < count:
            at, number = next(upcoming)
        above.append(number)
    return above
