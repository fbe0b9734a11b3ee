"""Where a paragraph ends, as far as the lines of a text tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from corpora.readers.hyphens import ends_broken

BULLET: Final = re.compile(r"\s*(?:[•●○◦▪■□►▶➢➤✓✔‣⁃·*–—\uf000-\uf0ff-]|o(?=\s+[A-Z“‘]))\s+(?=\S)")
COUNTED: Final = re.compile(r"\s*\(?(?:\d{1,2}|[a-z])\)\s+(?=\S)")
NUMBERED: Final = re.compile(r"\s*(\d{1,2})\.\s+(?=\S)")
_ENDS: Final = re.compile(r"[.?!…][\"”’'»)\]]*\d{0,2}$|[:;][\"”’'»)\]]*$")
_LOOK: Final = 12
"""So many characters at the end of a line tell whether a sentence ends."""
_FITS: Final = 0.88
_LONGEST: Final = 160
_MIDWAY: Final = 0.25


def ends_sentence(text: str) -> bool:
    """Say whether a line ends as a sentence, or what introduces a list, does.

    >>> ends_sentence("dat is zo.”"), ends_sentence("van de wijk en")
    (True, False)
    """
    return _ENDS.search(text.rstrip()[-_LOOK:]) is not None


def begins_midway(text: str) -> bool:
    """Say whether a line begins in the middle of a sentence.

    >>> begins_midway("tergrond. In een team"), begins_midway("Ten vierde")
    (True, False)
    """
    first = text.lstrip(" \t(“‘\"'")[:1]
    return first.islower()


def item_of(line: str) -> str | None:
    """Give the text of a line that begins with the mark of a list, without the mark; None for any other.

    >>> item_of(" • De kansen"), item_of("2) Zorg"), item_of("- niets"), item_of("-5 graden")
    ('De kansen', 'Zorg', 'niets', None)
    """
    found = BULLET.match(line) or COUNTED.match(line)
    return line[found.end() :].strip() if found else None


def goes_on(before: str, after: str) -> bool:
    """Say whether a paragraph goes on over a break of a column or page: it breaks off, or begins, midway.

    >>> goes_on("maar dat de", "mensen wachten."), goes_on("Dat was het.", "Wij gaan verder")
    (True, False)
    """
    if item_of(after) is not None:
        return False
    return ends_broken(before) or begins_midway(after) or not ends_sentence(before)


def width_of(lines: Sequence[str]) -> int | None:
    """Give the width at which the lines of a text were broken; None where each line is a paragraph.

    Lines are broken where many begin in the middle of a sentence that the line before leaves unfinished.
    """
    filled = [line.strip() for line in lines if line.strip()]
    pairs = list(pairwise(filled))
    if len(pairs) < 3:
        return None
    midway = sum(begins_midway(after) and not ends_sentence(before) for before, after in pairs)
    lengths = sorted(len(line) for line in filled)
    width = lengths[int(0.95 * (len(lengths) - 1))]
    return width if midway >= _MIDWAY * len(pairs) and 20 <= width <= _LONGEST else None


def ends_paragraph(line: str, after: str, width: int) -> bool:
    """Say whether a paragraph ends with a line: a sentence does, and there was room for another word.

    >>> ends_paragraph("werk van.", "Tegelijkertijd hebben", 88), ends_paragraph("te huur", "staan", 88)
    (True, False)
    """
    if begins_midway(after) or not ends_sentence(line):
        return False
    first = after.split(maxsplit=1)[0]
    return len(line.strip()) + 1 + len(first) <= _FITS * width
