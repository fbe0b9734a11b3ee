"""The formats of interviews and of articles with speakers in them."""

from __future__ import annotations

from typing import Final

from corpora.readers.formats import Format

TRANSCRIPTS: Final[tuple[Format, ...]] = ()
"""All of them, the surest first."""
