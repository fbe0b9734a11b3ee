"""Lines that were broken to fit a page or a column, one after another to a whole again."""

from __future__ import annotations

from typing import Final

from corpora.readers.hyphens import Vocabulary, join_two

_TAIL: Final = 120
"""Characters in which the last word of a text is: no word is longer, and long texts stay quick."""


def append(text: str, line: str, vocabulary: Vocabulary) -> tuple[str, int]:
    """Put a line after a text, as the same sentence or word; gives 1 where a broken word was made whole.

    >>> append("Een laag-", "drempelige plek.", Vocabulary(()))
    ('Een laagdrempelige plek.', 1)
    """
    line = line.strip()
    if not text or not line:
        return text or line, 0
    if text[-1] not in "-\u2010":
        return f"{text} {line}", 0
    tail, made = join_two(text[-_TAIL:], line, vocabulary)
    return text[:-_TAIL] + tail, made
