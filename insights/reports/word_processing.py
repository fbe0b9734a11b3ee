"""What files for word processors, DOCX and ODT, do alike: their measures and the order of what is written."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Final

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

COUNTRIES: Final = {"nl": "NL", "en": "GB"}
"""The country whose spelling a language follows."""
WIDE: Final = 16.0
"""Width of pictures and tables in centimetres."""
TOGETHER: Final = 8
"""Rows up to which a table stays on one page."""


def widths(table: Table) -> list[float]:
    """Give every column its width in centimetres: the first is as wide as one and a half others, or more."""
    others = len(table.head) - 1
    first = WIDE if not others else max(WIDE * 1.5 / (others + 1.5), WIDE - 3.2 * others)
    return [first, *((WIDE - first) / others for _ in range(others))]


class Body(ABC):
    """What is written into a file, block by block; each format has its own way with every kind."""

    def write(self, document: Document) -> None:
        """Write a document; what must be known before reading on stands before its contents."""
        self.title(document)
        for block in document.notices:
            self._add(block, under_heading=False)
        self.contents(document)
        under_heading = False
        for block in document.sections:
            self._add(block, under_heading=under_heading)
            under_heading = isinstance(block, Heading)

    def _add(self, block: Block, *, under_heading: bool) -> None:
        match block:
            case Heading():
                self.heading(block)
            case Paragraph():
                self.paragraph(block, under_heading=under_heading)
            case Points():
                self.points(block)
            case Table():
                self.table(block)
            case Picture():
                self.picture(block)
            case Passage():
                self.passage(block)

    @abstractmethod
    def title(self, document: Document) -> None:
        """Write the title of a document and the line below it."""

    @abstractmethod
    def contents(self, document: Document) -> None:
        """Write links to every section."""

    @abstractmethod
    def heading(self, block: Heading) -> None:
        """Write a heading that can be linked to."""

    @abstractmethod
    def paragraph(self, block: Paragraph, *, under_heading: bool) -> None:
        """Write a paragraph; what explains a heading stays on the page of what follows."""

    @abstractmethod
    def points(self, block: Points) -> None:
        """Write a list of points."""

    @abstractmethod
    def table(self, block: Table) -> None:
        """Write a table whose header comes again on every page."""

    @abstractmethod
    def picture(self, block: Picture) -> None:
        """Write a picture with its caption and its alternative text."""

    @abstractmethod
    def passage(self, block: Passage) -> None:
        """Write a quote, and where it stands."""
