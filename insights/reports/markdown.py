"""The report in Markdown, to paste anywhere: no text of a participant is read as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from insights.reports.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Passage,
    Picture,
    Points,
    Table,
)


def render(document: Document) -> str:
    """Write a document in Markdown, without pictures: their numbers stand in the tables beside them."""
    lines = [f"# {plain(document.title)}", ""]
    if document.mark:
        lines += [f"**{document.mark}**", ""]
    lines += [plain(document.subtitle), ""]
    for block in document.blocks:
        lines += _block(block)
    if document.mark:
        lines += [f"**{document.mark}**"]
    return "\n".join(lines).rstrip() + "\n"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield from (f"{'#' * block.level} {_cell(block.text)}", "")
    elif isinstance(block, Paragraph):
        strong = "**" if block.tone == "note" else ""
        yield from (f"{strong}{_cell(block.text)}{strong}", "")
    elif isinstance(block, Points):
        yield from (*(f"- {_cell(item)}" for item in block.items), "")
    elif isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Passage):
        yield from _passage(block)
    else:
        assert isinstance(block, Picture)


def _table(table: Table) -> Iterator[str]:
    yield from (_cell(table.caption), "")
    yield _row(table.head)
    yield _row("---:" if index >= table.right else "---" for index in range(len(table.head)))
    yield from (_row(map(_cell, row)) for row in table.rows)
    yield ""


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _passage(passage: Passage) -> Iterator[str]:
    for line in passage.text.split("\n"):
        yield f"> {plain(line)}".rstrip()
    origin = ", ".join((*(_cell(part) for part in passage.origin), f"`{passage.quote_id}`"))
    yield from (">", f"> — {origin}", "")
    if passage.notes:
        yield from (_cell(" ".join(passage.notes)), "")


def plain(text: str) -> str:
    r"""Escape what Markdown or HTML would interpret: what people wrote is shown as they wrote it.

    >>> print(plain("1. *Snel* beslissen <b>nu</b>"))
    1\. \*Snel\* beslissen \<b\>nu\</b\>
    """
    escaped = re.sub(r"([\\`*_\[\]<>|$~]|&(?=#?\w+;))", r"\\\1", text)
    return re.sub(r"^(\s*)([-+=#])|^(\s*\d+)([.)])", _marker_escaped, escaped)


def _marker_escaped(found: re.Match[str]) -> str:
    before, marker = found.group(1, 2) if found.group(2) else found.group(3, 4)
    return f"{before}\\{marker}"


def _cell(text: str) -> str:
    return plain(" ".join(text.splitlines()))
