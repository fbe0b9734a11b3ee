"""What every reader of documents gives: a document as blocks in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a block is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    LEFT_OUT = "left out"


@dataclass(frozen=True)
class Block:
    """A piece of a document.

    ``level`` is that of a heading, from 1 (None: it follows from its number and its place). ``repairs`` names
    what was changed in the text, ``reason`` says why a block is left out.
    """

    text: str
    kind: Kind = Kind.PARAGRAPH
    level: int | None = None
    page: int | None = None
    repairs: tuple[str, ...] = ()
    reason: str | None = None


def left_out(text: str, reason: str, page: int | None = None) -> Block:
    """Make a block that is no text of the document."""
    return Block(text, Kind.LEFT_OUT, page=page, reason=reason)
