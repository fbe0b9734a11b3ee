"""Dutch licence plates in the fourteen layouts (sidecodes) that the RDW issues."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from corpora.masking.spans import Span

_LAYOUTS: Final = (
    "XX-99-99",
    "99-99-XX",
    "99-XX-99",
    "XX-99-XX",
    "XX-XX-99",
    "99-XX-XX",
    "99-XXX-9",
    "9-XXX-99",
    "XX-999-X",
    "X-999-XX",
    "XXX-99-X",
    "X-99-XXX",
    "9-XX-999",
    "999-XX-9",
)
_NEWER: Final = _LAYOUTS[3:]


def _spelled(layouts: tuple[str, ...], letters: str, dash: str) -> str:
    signs = {"X": letters, "9": r"\d", "-": dash}
    return "|".join("".join(signs[sign] for sign in layout) for layout in layouts)


_WORD: Final = (
    r"kenteken\w*|nummerplaat|nummerplaten|nummerbord\w*|auto|auto's|autootje|wagen|bestelbus\w*|busje|motor|scooter|"
    "taxi|caravan"
)
_CONSONANT: Final = "[B-DF-HJ-NP-TV-XZ]"
_DASHED: Final = re.compile(rf"(?<![\w/+-])(?:{_spelled(_LAYOUTS, '[A-Z]', '-')})(?![\w/-])")
_SOLID: Final = re.compile(rf"(?<![\w/+.-])(?:{_spelled(_NEWER, _CONSONANT, '')})(?![\w/.-]\w|\w)")
_AFTER_ITS_WORD: Final = re.compile(
    rf"\b(?:{_WORD})\b[^\d\n.!?]{{0,30}}?(?<![A-Za-z0-9-])"
    rf"({_spelled(_LAYOUTS, '[A-Za-z]', '[ -]?')})(?![\w-])",
    re.I,
)
_LETTER_BY_DIGIT: Final = re.compile(r"\d(?:[ -]?[A-Za-z]|(?<=[A-Za-z]\d)|(?<=[A-Za-z][ -]\d))")
"""What every plate has, told at a fraction of the time."""


def find_plates(text: str) -> Iterator[Span]:
    """Find licence plates: in capitals with dashes, newer ones without, and in any spelling after their word.

    >>> [text[one.start : one.end] for text in ("Die Z-696-SD stond er.",) for one in find_plates(text)]
    ['Z-696-SD']
    """
    if not _LETTER_BY_DIGIT.search(text):
        return
    for pattern in (_DASHED, _SOLID):
        for found in pattern.finditer(text):
            yield Span(found.start(), found.end(), "KENTEKEN", "licence plate")
    for found in _AFTER_ITS_WORD.finditer(text):
        if len(found[1]) not in (6, 8):  # "in 2030" is divided in one place only
            continue
        yield Span(found.start(1), found.end(1), "KENTEKEN", "licence plate after its word")
