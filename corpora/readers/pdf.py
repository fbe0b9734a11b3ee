"""PDF: what its text layer says, in reading order."""

from __future__ import annotations

from pathlib import Path

from corpora.readers.pdf_pages import Page, read_pages
from corpora.readers.reading_order import Line, in_reading_order
from corpora.readers.running_heads import running

__all__ = ["Line", "pdf_lines"]


def pdf_lines(path: Path) -> list[Line]:
    """Give the lines of a PDF in reading order, without running heads, running feet and page numbers.

    Raises ``SourceError`` for a PDF that is damaged or protected, or that has no text layer.
    """
    pages = read_pages(path)
    left_out = running_of(pages)
    return [
        line
        for page in pages
        for line in in_reading_order([piece for piece in page.pieces if id(piece) not in left_out])
    ]


def running_of(pages: list[Page]) -> dict[int, str]:
    """Give the pieces that are running heads, feet or page numbers, by identity, with the reason."""
    ordered = [sorted(page.pieces, key=lambda piece: (round(piece.middle), piece.left)) for page in pages]
    return running(ordered)
