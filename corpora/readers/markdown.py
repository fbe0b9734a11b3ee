"""Markdown: rendered as HTML by its own rules, then read as a web page is."""

from __future__ import annotations

import re
from typing import Final

from corpora.errors import SourceError
from corpora.readers.blocks import Block
from corpora.readers.html import html_blocks

_FRONT_MATTER: Final = re.compile(r"---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)


def markdown_blocks(text: str, name: str) -> tuple[list[Block], tuple[str, ...]]:
    """Give the blocks of a Markdown text; a block of settings at its start is left out, and told.

    Raises ``SourceError`` where it cannot be taken apart.
    """
    from markdown_it import MarkdownIt

    text = text.replace("\r\n", "\n").replace("\r", "\n")
    settings = _FRONT_MATTER.match(text)
    notes = ("the block of settings at the start is no part of the text",) if settings else ()
    try:
        html = MarkdownIt("commonmark").enable("table").render(text[settings.end() :] if settings else text)
    except (RecursionError, ValueError) as fault:
        raise SourceError(f"{name} is Markdown that cannot be taken apart ({fault}).") from fault
    blocks, told = html_blocks(f"<body>{html}</body>", name)
    return blocks, (*notes, *told)
