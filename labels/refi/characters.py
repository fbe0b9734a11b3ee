r"""Characters that XML 1.0 forbids (section 2.2 of the recommendation), such as the ``\x0b`` of Word."""

from __future__ import annotations

import re
from typing import Final

_ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
EXCERPT: Final = 100
"""Characters of a passage that the name of a selection shows."""


def legal(text: str) -> str:
    r"""Leave out what XML forbids, and write line ends as LF.

    >>> legal("een\x0btwee\r\ndrie")
    'eentwee\ndrie'
    """
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def as_long(text: str) -> str:
    r"""Replace what XML forbids, and carriage returns, by one character each, so that places stay the same.

    >>> as_long("een\x0btwee\r\ndrie")
    'een twee \ndrie'
    """
    return _ILLEGAL.sub(" ", text.replace("\r\n", " \n").replace("\r", "\n"))


def one_line(text: str) -> str:
    r"""Put a text on one line, as a name in an attribute must be.

    >>> one_line("een\n twee")
    'een twee'
    """
    return " ".join(legal(text).split())


def excerpt(text: str) -> str:
    """Give the beginning of a passage on one line, with ``…`` where it goes on."""
    line = one_line(text)
    return line if len(line) <= EXCERPT else line[: EXCERPT - 1].rstrip() + "…"
