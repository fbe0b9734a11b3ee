"""Running heads, running feet and page numbers: lines at the edge of a page that are not its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
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
_ALIKE: Final = 12.0
"""Heights on a page, in points, that differ by half of this are the same."""


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


def running(pages: Sequence[Sequence[T]], height: Callable[[T], float] | None = None) -> dict[int, str]:
    """Give the lines that are no text, by identity (``id``), with the reason.

    ``pages`` holds the lines of each page from the top down, ``height`` gives where on its page a line is. A
    head or foot comes back on other pages, at the same height, its digits aside; on a document of one page
    only a page number is known.
    """
    edges = [[*page[:_EDGE], *page[max(len(page) - _EDGE, _EDGE) :]] for page in pages]
    enough = max(2, sum(bool(edge) for edge in edges) // 4)
    counts = Counter(key for edge in edges for key in {key for line in edge for key in _keys(line, height)})
    found: dict[int, str] = {}
    for page, edge in zip(pages, edges, strict=True):
        for line in edge:
            often = max(counts[key] for key in _keys(line, height)) >= enough
            if often and len(line.text) <= _LONG and _shape(line.text) != "#":
                found[id(line)] = RUNNING
        for line in _outermost(page, found):
            if _NUMBER.fullmatch(line.text):
                found[id(line)] = PAGE_NUMBER
    return found


def _keys(line: T, height: Callable[[T], float] | None) -> tuple[tuple[str, float], ...]:
    """Give the shape of a line with its height, rounded down in two ways: two that are alike share one."""
    where = height(line) / _ALIKE if height is not None else 0.0
    return (_shape(line.text), where // 1), (_shape(line.text), (where + 0.5) // 1 + 0.5)


def _outermost(page: Sequence[T], found: dict[int, str]) -> list[T]:
    """Give the first and the last line of a page that are not running heads or feet."""
    rest = [line for line in page if id(line) not in found]
    return [rest[0], rest[-1]] if rest else []


def _shape(text: str) -> str:
    return _DIGITS.sub("#", " ".join(text.split()).casefold())
