"""Cells as platforms write them: HTML around a text, and a text in several columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser
from typing import Final

import polars as pl

from corpora.readers.rows import Rows, repairs_in
from corpora.repairs import MARKUP

_TAG: Final = r"(?i)</?(p|br|div|span|ul|ol|li|b|i|u|em|strong|a|h[1-6]|img|blockquote|table|tr|td)\b[^<>]*>"
_BLOCKS: Final = frozenset("p br div ul ol li h1 h2 h3 h4 h5 h6 blockquote table tr".split())
_SILENT: Final = frozenset(("script", "style"))
_BETWEEN: Final = "\n\n"


class _Text(HTMLParser):
    """The text of a piece of HTML; a block begins on a line of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line at a block."""
        self.silent += tag in _SILENT
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a line at a block."""
        self.silent -= tag in _SILENT and self.silent > 0
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep what is text."""
        if not self.silent:
            self.pieces.append(data)


def text_of(markup: str) -> str:
    r"""Give the text of a piece of HTML, a line for every block.

    >>> text_of("<p>Te veel <b>loketten</b>.</p><p>Echt &amp; waar.</p>")
    'Te veel loketten.\nEcht & waar.'
    """
    parser = _Text()
    parser.feed(markup)
    parser.close()
    lines = (re.sub(r"[ \t\xa0]+", " ", line).strip() for line in "".join(parser.pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def without_markup(rows: Rows, columns: Sequence[str]) -> Rows:
    """Give the rows with the text of HTML in some columns, told as a repair; a cell without tags stays."""
    for name in columns:
        column = rows.frame[name]
        marked = column.str.contains(_TAG).fill_null(False)
        if marked.any():
            plain = {markup: text_of(markup) for markup in column.filter(marked).unique()}
            rows = rows.with_columns(
                column.replace(plain), repaired=repairs_in(name, rows.row.filter(marked), MARKUP)
            )
    return rows


def joined(rows: Rows, parts: Sequence[str], keep: Sequence[str] = ()) -> tuple[Rows, str]:
    """Join a title and what follows it into one text, a blank line between; gives the name of the column.

    On a platform the title often is the demand and the body the reasons: a quote may be cut from either, and
    the blank line keeps a sentence from running across both. A part that the next one begins with is not said
    twice. The parts go, but for those to ``keep``.
    """
    if len(parts) == 1:
        return rows, parts[0]
    cells = [pl.col(part).str.strip_chars() for part in parts]
    cells = [pl.when(cell != "").then(cell) for cell in cells]
    said = [
        pl.when(~following.str.starts_with(cell).fill_null(False)).then(cell)
        for cell, following in zip(cells, [*cells[1:], pl.lit(None, pl.String)], strict=True)
    ]
    name = " + ".join(parts)
    text = rows.frame.select(
        pl.concat_str(said, separator=_BETWEEN, ignore_nulls=True).alias(name)
    ).to_series()
    repaired = rows.repaired.with_columns(
        column=pl.when(pl.col("column").is_in(list(parts))).then(pl.lit(name)).otherwise("column")
    ).unique(maintain_order=True)
    gone = [part for part in parts if part not in keep]
    frame = rows.frame.with_columns(text).drop(gone)
    return replace(rows, frame=frame, repaired=repaired), name
