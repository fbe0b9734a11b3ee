"""Running heads, running feet and page numbers: lines at the edge of a page that are not its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, Protocol, TypeVar

RUNNING: Final = "a running head or foot"
PAGE_NUMBER: Final = "a page number"

_NUMBER: Final = re.compile(
    r"[-–—|\s]*(?:(?:pagina|bladzijde|blz\.?|page|p\.|seite)\s*)?(\d{1,4}|[ivxl]{1,6})"
    r"(?:\s*(?:/|van|of|von)\s*\d{1,4})?[-–—|\s]*",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"\d+")
_EDGE: Final = 3
"""So many lines at the top and at the bottom of a page can be its head or foot."""
_LONG: Final = 120


class HasText(Protocol):
    """Anything with a text."""

    @property
    def text(self) -> str:
        """Its characters."""
        ...


T = TypeVar("T", bound=HasText)


def page_number(text: str) -> int | None:
    """Give the number where a line is a page number and nothing else.

    >>> page_number("- 178 -"), page_number("Pagina 3 van 12"), page_number("178 bewoners")
    (178, 3, None)
    """
    found = _NUMBER.fullmatch(text)
    return int(found[1]) if found and found[1].isdigit() else None


def running(pages: Sequence[Sequence[T]]) -> dict[int, str]:
    """Give the lines that are no text, by identity (``id``), with the reason.

    ``pages`` holds the lines of each page from the top down. A head or foot comes back on another page, its
    digits aside; on a document of one page only a page number is known. A line that begins in the middle
    of a sentence is never one.
    """
    edges = [[*page[:_EDGE], *page[max(len(page) - _EDGE, _EDGE) :]] for page in pages]
    shapes = Counter(shape for edge in edges for shape in {_shape(line.text) for line in edge})
    filled = sum(bool(edge) for edge in edges)
    enough = max(2, filled // 4)
    found: dict[int, str] = {}
    for page, edge in zip(pages, edges, strict=True):
        for line in edge:
            if shapes[_shape(line.text)] >= enough and len(line.text) <= _LONG and _shape(line.text) != "#":
                found[id(line)] = RUNNING
        for line in _outermost(page, found):
            if _NUMBER.fullmatch(line.text):
                found[id(line)] = PAGE_NUMBER
    return found


def _outermost(page: Sequence[T], found: dict[int, str]) -> list[T]:
    """Give the first and the last line of a page that are not running heads or feet."""
    rest = [line for line in page if id(line) not in found]
    return [rest[0], rest[-1]] if rest else []


def _shape(text: str) -> str:
    return _DIGITS.sub("#", " ".join(text.split()).casefold())
