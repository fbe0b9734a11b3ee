"""Headings: which lines are one, and under which headings a text stands."""

from __future__ import annotations

import re
from typing import Final

SEPARATOR: Final = " › "
MOST: Final = 120
"""Characters that a heading may have."""
_NUMBER: Final = re.compile(
    r"(?:(?:hoofdstuk|paragraaf|chapter|section|kapitel|bijlage)\s+)?(\d{1,2}(?:\.\d{1,2}){0,5})[.:]?"
    r"\s+(?=[^\W\d_]|[“\"‘'(])",
    re.IGNORECASE,
)
_ENDS: Final = (".", ";", ":", ",", "…", "-", "–")


def number_of(text: str) -> tuple[int, ...] | None:
    """Give the number that a heading begins with.

    >>> number_of("6.5.3 Korte samenvatting"), number_of("3 Hoe het verder gaat"), number_of("2021 was druk")
    ((6, 5, 3), (3,), None)
    """
    found = _NUMBER.match(text)
    return tuple(int(part) for part in found[1].split(".")) if found else None


def looks_like_heading(text: str) -> bool:
    """Say whether a line by itself can be a heading: short, without a full stop, not beginning midway.

    >>> looks_like_heading("Burger centraal. Wat is dat eigenlijk?"), looks_like_heading("en dat is jammer")
    (True, False)
    """
    text = text.strip()
    first = next((letter for letter in text if letter.isalnum()), "")
    return (
        0 < len(text) <= MOST
        and not text.endswith(_ENDS)
        and not first.islower()
        and any(letter.isalpha() for letter in text)
    )


class HeadingPath:
    """The headings above the place where a reader is; it changes as headings are met."""

    def __init__(self) -> None:
        self._above: list[tuple[int, str]] = []
        self._numbered = 0
        self._chained = False

    def __str__(self) -> str:
        """Give the path as a locator tells it."""
        return SEPARATOR.join(text for _, text in self._above)

    def text_follows(self) -> None:
        """Note that there is text under the last heading: the next one is not below it."""
        self._chained = False

    def enter(self, text: str, level: int | None) -> None:
        """Go under a heading; ``level`` None: it follows from its number, else from what stands before it.

        A heading with a number stands under the one with the number above it, of which only the number may be
        known. One without a number right below another heading stands under that one.
        """
        text = " ".join(text.split()).replace(";", ",")
        number = number_of(text)
        if level is None and number is not None:
            level = len(number)
            self._leave(level)
            parent = ".".join(map(str, number[:-1]))
            if parent and not any(self._is(parent, above) for _, above in self._above):
                self._above.append((level - 1, parent))
            self._numbered = level
        elif level is None:
            if self._chained and self._above and self._is_same(text):
                return
            level = self._above[-1][0] + 1 if self._chained and self._above else self._numbered + 1
            self._leave(level)
        else:
            self._leave(level)
        self._above.append((level, text))
        self._chained = True

    def _leave(self, level: int) -> None:
        while self._above and self._above[-1][0] >= level:
            self._above.pop()

    def _is(self, number: str, heading: str) -> bool:
        found = number_of(heading)
        return heading == number or (found is not None and ".".join(map(str, found)) == number)

    def _is_same(self, text: str) -> bool:
        last = self._above[-1][1]
        return _NUMBER.sub("", last).casefold() == text.casefold()
