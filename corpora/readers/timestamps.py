"""Moments in a recording: how transcripts mark them, and how a locator writes them."""

from __future__ import annotations

import math
import re
from typing import Final

_CLOCK: Final = r"\d{1,3}[:.]\d{2}[:.]\d{2}(?:[.,-]\d{1,3})?|\d{1,3}:\d{2}(?:[.,]\d{1,3})?"
_MARK: Final = re.compile(rf"\[\s*({_CLOCK})\s*\]|#({_CLOCK})#")
_LEADING: Final = re.compile(
    rf"^(?:\[\s*({_CLOCK})\s*\]|#({_CLOCK})#|\(({_CLOCK})\)|(\d{{1,3}}:\d{{2}}:\d{{2}}(?:[.,]\d{{1,3}})?)(?=\s|$))"
    r"\s*[-–—:]?\s*"
)
_ALONE: Final = re.compile(
    rf"^[\[(#{{]?\s*({_CLOCK})\s*[\])#}}]?(?:\s*(?:-->|-|–|tot)\s*[\[(#]?\s*(?:{_CLOCK})\s*[\])#]?)?$"
)
_PARTS: Final = re.compile(r"[:.]")
_FRACTION: Final = re.compile(r"[,-]\d+$|(?<=:\d\d)\.\d{1,3}$")
_DAY: Final = 100 * 3600


def clock(seconds: float | None) -> str | None:
    """Write seconds as ``00:34:12``; what cannot be a moment of a recording is None.

    >>> clock(2052.9), clock(float("nan"))
    ('00:34:12', None)
    """
    if seconds is None or not math.isfinite(seconds) or not 0 <= seconds < _DAY:
        return None
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def seconds_of(written: str) -> float | None:
    """Read a moment as a transcript writes it, in seconds; None where it is none.

    >>> seconds_of("01.23.45"), seconds_of("45:33"), seconds_of("00:12:34.567")
    (5025.0, 2733.0, 754.567)
    """
    fraction = _FRACTION.search(written)
    whole = written[: fraction.start()] if fraction else written
    parts = _PARTS.split(whole)
    if not 2 <= len(parts) <= 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    total: float = sum(int(part) * 60.0**power for power, part in enumerate(reversed(parts)))
    return total + (float("0." + fraction.group()[1:]) if fraction else 0.0)


def take_leading(line: str) -> tuple[str | None, str]:
    """Give the moment that a line begins with, as a locator writes it, and the rest of the line.

    >>> take_leading("[45:33] Jan: Ja.")
    ('00:45:33', 'Jan: Ja.')
    """
    found = _ALONE.match(line) or _LEADING.match(line)
    if found is None:
        return None, line
    moment = clock(seconds_of(next(group for group in found.groups() if group)))
    return moment, line[found.end() :]


def drop_marks(text: str) -> tuple[str, int]:
    """Give a text without the marks of time that stand in it, and how many there were.

    >>> drop_marks("Dat was [00:12:01] in mei. #00:12:09-5#")
    ('Dat was in mei.', 2)
    """
    if "[" not in text and "#" not in text:
        return text, 0
    pieces = _MARK.split(text)
    kept = pieces[:: _MARK.groups + 1]
    if len(kept) == 1:
        return text, 0
    joined = kept[0]
    for piece in kept[1:]:
        joined = joined.rstrip(" ") + (" " if piece.strip(" ") and joined.strip() else "") + piece.lstrip(" ")
    return joined.strip(), len(kept) - 1
