"""HTML: the text of a page, without what only surrounds it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from corpora.errors import SourceError
from corpora.readers.blocks import Block, Kind, left_out
from corpora.readers.prose import CAPTION, table_blocks

if TYPE_CHECKING:
    from bs4 import Tag

SURROUNDINGS: Final = "the surroundings of a web page"
_NO_TEXT: Final = frozenset("head iframe math noscript object script style svg template".split())
_APART: Final = frozenset("aside button dialog footer form header nav select".split())
_ROLES: Final = ("navigation", "banner", "contentinfo", "complementary", "search")
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_BLOCKS: Final = tuple(
    "address article aside blockquote body caption dd details div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th "
    "thead tr ul".split()
)
_DEEP: Final = 120
"""What is nested deeper is one text."""
_TITLED: Final = 1
MOST_TAGS: Final = 500_000


def html_blocks(text: str, name: str) -> tuple[list[Block], tuple[str, ...]]:
    """Give the blocks of a page; scripts, styles, menus, heads, feet and asides are left out.

    Nothing that the page links to is loaded. Raises ``SourceError`` where it cannot be taken apart.
    """
    from bs4 import BeautifulSoup
    from bs4.exceptions import ParserRejectedMarkup

    if text.count("<") > MOST_TAGS:
        raise SourceError(f"{name} has more than {MOST_TAGS} tags. Split it and try again.")
    try:
        soup = BeautifulSoup(text, "lxml")
    except (ParserRejectedMarkup, AssertionError, ValueError, RecursionError) as fault:
        raise SourceError(f"{name} is a web page that cannot be taken apart ({fault}).") from fault
    root = soup.body or soup
    main = root.find("main") or root
    blocks = list(_blocks(main, 0))
    if main is not root:
        around = [each for each in root.find_all(list(_APART)) if main not in each.parents]
        blocks += [left_out("", SURROUNDINGS) for each in around if each.get_text(strip=True)]
    return _titled(blocks), ()


def _blocks(element: Tag, depth: int) -> Iterator[Block]:
    """Give the blocks below an element; text between two blocks is a paragraph."""
    from bs4.element import NavigableString, PreformattedString, Tag

    loose: list[str] = []
    kind = Kind.ITEM if element.name in ("li", "dd") else Kind.PARAGRAPH
    for child in element.children:
        if isinstance(child, PreformattedString):
            continue  # a comment, a declaration
        if isinstance(child, NavigableString):
            loose.append(str(child))
        elif isinstance(child, Tag):
            if _is_apart(child):
                if child.name not in _NO_TEXT and child.get_text(strip=True):
                    yield from _loose(loose, kind)
                    yield left_out(child.get_text(" ", strip=True), SURROUNDINGS)
            elif child.name == "br":
                loose.append("\n")
            elif child.name in _BLOCKS or (depth < _DEEP and child.find(_BLOCKS) is not None):
                yield from _loose(loose, kind)
                yield from _block(child, depth + 1)
            else:
                loose.append(child.get_text())
    yield from _loose(loose, kind)


def _loose(parts: list[str], kind: Kind) -> Iterator[Block]:
    text = "".join(parts)
    parts.clear()
    for paragraph in text.split("\n\n") if "\n\n" in text and kind is Kind.PARAGRAPH else [text]:
        plain = " ".join(paragraph.split())
        if plain:
            yield Block(plain, kind)


def _block(element: Tag, depth: int) -> Iterator[Block]:
    if element.name in _HEADINGS:
        if text := _text(element):
            yield Block(text, Kind.HEADING, _HEADINGS[element.name])
    elif element.name in ("caption", "figcaption"):
        if text := _text(element):
            yield left_out(text, CAPTION)
    elif element.name == "table" and depth < _DEEP:
        yield from _table(element, depth)
    elif depth < _DEEP:
        yield from _blocks(element, depth)
    elif text := _text(element):
        yield Block(text)


def _text(element: Tag) -> str:
    return " ".join(element.get_text().split())


def _table(table: Tag, depth: int) -> Iterator[Block]:
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    cells = [[cell for cell in row.find_all(["td", "th"]) if cell.find_parent("tr") is row] for row in rows]
    if table.find("table") is not None or all(len(row) <= 1 for row in cells):  # it only places its text
        for cell in (cell for row in cells for cell in row):
            yield from _blocks(cell, depth + 1)
    else:
        yield from table_blocks([[" ".join(cell.get_text(" ").split()) for cell in row] for row in cells])


def _is_apart(element: Tag) -> bool:
    hidden = element.has_attr("hidden") or element.get("aria-hidden") == "true"
    return element.name in _NO_TEXT | _APART or element.get("role") in _ROLES or hidden


def _titled(blocks: list[Block]) -> list[Block]:
    """Take the heading of level 1 for the title of the page where there is just one."""
    tops = [block for block in blocks if block.kind is Kind.HEADING and block.level == _TITLED]
    if len(tops) != 1:
        return blocks
    return [Block(block.text, Kind.TITLE) if block is tops[0] else block for block in blocks]
