"""PDF: what its text layer says, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from corpora.readers.blocks import Block, left_out
from corpora.readers.pdf_blocks import blocks_of
from corpora.readers.pdf_pages import Page, read_pages
from corpora.readers.reading_order import Line, in_reading_order
from corpora.readers.running_heads import running

__all__ = ["Line", "pdf_lines", "read_pdf"]

ASKEW: Final = "text that stands askew"


def pdf_lines(path: Path) -> list[Line]:
    """Give the lines of a PDF in reading order, without running heads, running feet and page numbers.

    Raises ``SourceError`` for a PDF that is damaged or protected, or that has no text layer.
    """
    pages = read_pages(path)
    return _lines(pages, _running(pages))


def read_pdf(path: Path) -> tuple[list[Block], tuple[str, ...]]:
    """Give the blocks of a PDF, and what is to be told of it; raises ``SourceError`` as :func:`pdf_lines`."""
    pages = read_pages(path)
    out = _running(pages)
    blocks = blocks_of(_lines(pages, out))
    notes = []
    for page in pages:
        apart = [
            left_out(piece.text, out[id(piece)], page.number) for piece in page.pieces if id(piece) in out
        ]
        if page.turned:
            apart.append(left_out("", ASKEW, page.number))
        if page.fault is not None:
            reason = f"page {page.number} {page.fault}"
            notes.append(reason)
            apart.append(left_out("", reason, page.number))
        place = next(
            (place for place, each in enumerate(blocks) if (each.page or 0) > page.number), len(blocks)
        )
        blocks[place:place] = apart
    return blocks, tuple(notes)


def _lines(pages: list[Page], out: dict[int, str]) -> list[Line]:
    return [
        line
        for page in pages
        for line in in_reading_order([piece for piece in page.pieces if id(piece) not in out])
    ]


@dataclass(frozen=True)
class _Row:
    """What stands on one height of a page, over all columns."""

    text: str
    pieces: tuple[Line, ...]


def _running(pages: list[Page]) -> dict[int, str]:
    """Give the pieces that are running heads, feet or page numbers, by identity, with the reason."""
    rows = [_rows(page.pieces) for page in pages]
    found = running(rows, lambda row: row.pieces[0].middle)
    return {
        id(piece): found[id(row)] for page in rows for row in page if id(row) in found for piece in row.pieces
    }


def _rows(pieces: Sequence[Line]) -> list[_Row]:
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda each: (each.middle, each.left)):
        if rows and piece.middle - rows[-1][0].middle < 0.4 * piece.size:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    rows = [sorted(row, key=lambda piece: piece.left) for row in rows]
    return [_Row(" ".join(piece.text for piece in row), tuple(row)) for row in rows]
