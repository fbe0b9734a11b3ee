"""A document as a list of blocks, which every format that is read on paper or screen writes in its own way.

Texts are plain: no block holds markup of any format, and each writer escapes what its format would interpret.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile
from typing import Final, Literal

from insights.reports.pictures import Drawing

Tone = Literal["plain", "lead", "note", "muted"]
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the title of the document, which is not among its blocks."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of plain text."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True)
class Points:
    """A list of short points."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table with a caption and a row of headers; the first column names its row.

    Columns from ``right`` on hold numbers.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: int = 1


@dataclass(frozen=True)
class Passage:
    """A quote: its text as cut from the source, where it stands, and what is to be said of it."""

    anchor: str
    quote_id: str
    text: str
    language: str
    origin: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """Where it stands, in a line that ends with its id."""
        return ", ".join((*self.origin, self.quote_id))

    @property
    def noted(self) -> str:
        """What is to be said of it, in a line."""
        return " ".join(self.notes)


@dataclass(frozen=True)
class Picture:
    """A picture with a caption, and with an alternative text that gives its point."""

    drawing: Drawing
    caption: str
    alt: str


Block = Heading | Paragraph | Points | Table | Passage | Picture


@dataclass(frozen=True)
class Document:
    """A report to be read. ``mark`` goes on every page where it is not empty.

    ``names`` are texts of the run that stand by themselves in it, such as the names of themes; they are in
    the language ``tongue``.
    """

    title: str
    subtitle: str
    language: str
    mark: str
    contents: str
    blocks: tuple[Block, ...]
    names: frozenset[str] = frozenset()
    tongue: str = ""

    def language_of(self, text: str) -> str:
        """Give the language of a text that is a name, where that is not the document's; else nothing."""
        return self.tongue if text in self.names and self.tongue != self.language else ""

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings of the document in order."""
        return tuple(block for block in self.blocks if isinstance(block, Heading))

    @property
    def notices(self) -> tuple[Block, ...]:
        """What stands before the first heading."""
        return tuple(takewhile(lambda block: not isinstance(block, Heading), self.blocks))

    @property
    def sections(self) -> tuple[Block, ...]:
        """What stands from the first heading on."""
        return self.blocks[len(self.notices) :]


def in_xml(text: str) -> str:
    r"""Put the sign for an unknown character where XML can hold none.

    >>> in_xml("een\x00twee")
    'een\ufffdtwee'
    """
    return _NOT_XML.sub("\ufffd", text)


def flat(parts: Iterable[Iterable[Block]]) -> tuple[Block, ...]:
    """Put sections after one another."""
    return tuple(block for part in parts for block in part)
