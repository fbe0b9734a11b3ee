"""Lines that were broken to fit a page or a column, one after another to a whole again."""

from __future__ import annotations

import re
from typing import Final

from corpora.readers.hyphens import Vocabulary, join_lines

_TAIL: Final = 120
"""Characters in which the last word of a text is: no word is longer, and long texts stay quick."""
_PREFIX: Final = re.compile(r"(?<!\w)[bg]e[-\u2010]$", re.IGNORECASE)
_DIAERESIS: Final = str.maketrans("eiou", "ëïöü")


def append(text: str, line: str, vocabulary: Vocabulary) -> tuple[str, int]:
    """Put a line after a text, as the same sentence or word; gives 1 where a broken word was made whole.

    A prefix is never a word by itself: *ge-* and *investeerd* are *geïnvesteerd*.

    >>> append("Wij hebben ge-", "investeerd.", Vocabulary(()))
    ('Wij hebben geïnvesteerd.', 1)
    """
    line = line.strip()
    if not text or not line:
        return text or line, 0
    if text[-1] not in "-\u2010":
        return f"{text} {line}", 0
    if _PREFIX.search(text[-5:]) and line[0] in "eiou":
        return text[:-1] + line[0].translate(_DIAERESIS) + line[1:], 1
    last = text[-_TAIL:]
    space = last[: len(last) - len(last.lstrip())]
    joined, made = join_lines((last, line), vocabulary)
    return text[:-_TAIL] + space + joined, made
