"""The formats of documents: text in paragraphs, under headings."""

from __future__ import annotations

from typing import Final

from corpora.readers.formats import Format

DOCUMENTS: Final[tuple[Format, ...]] = ()
"""All of them, the surest first."""
