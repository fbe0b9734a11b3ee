"""Characters that belong to the setting of a text and not to its words: ligatures and soft hyphens."""

from __future__ import annotations

import re
from typing import Final

LIGATURES: Final = "ligatures written as letters"
SOFT_HYPHENS: Final = "soft hyphens removed"

_LIGATURES: Final = str.maketrans(
    dict(zip("ﬀﬁﬂﬃﬄﬅﬆĳĲ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st", "ij", "IJ"), strict=True))
)
_INSIDE: Final = re.compile("\u00ad(?=.)")


def without_setting(text: str) -> tuple[str, tuple[str, ...]]:
    """Give a text without ligatures and soft hyphens, and the names of the repairs.

    >>> without_setting("oﬃcieel")
    ('officieel', ('ligatures written as letters',))
    """
    repairs: list[str] = []
    plain = text.translate(_LIGATURES)
    if plain != text:
        repairs.append(LIGATURES)
    if "\u00ad" in plain:
        plain = plain.replace("\u00ad", "")
        repairs.append(SOFT_HYPHENS)
    return plain, tuple(repairs)


def set_line(text: str) -> str:
    """Give a line of a page without ligatures and soft hyphens; one at its end becomes a hyphen.

    >>> set_line("de huur\u00adders en de ver\u00ad")
    'de huurders en de ver-'
    """
    return _INSIDE.sub("", text.translate(_LIGATURES)).replace("\u00ad", "-")
