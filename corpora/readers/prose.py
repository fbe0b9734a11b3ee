"""Telling prose from figures and labels, in the rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from corpora.readers.blocks import Block, Kind, left_out

CAPTION: Final = "a caption"
NO_PROSE: Final = "a row of a table without prose"
HEADER: Final = "the header of a table"
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_FEW: Final = 5
"""From so many words a cell says something."""


def is_prose(text: str) -> bool:
    """Say whether a cell holds words enough to say something.

    >>> is_prose("Er is te weinig tijd om te luisteren"), is_prose("Sterrenveld 1.120")
    (True, False)
    """
    return len(_WORD.findall(text)) >= _FEW


def table_blocks(rows: Sequence[Sequence[str]], page: int | None = None) -> Iterator[Block]:
    """Give a block for each row of a table; one with prose reads ``header: cell``, line by line.

    The first row is the header where none of its cells is as long as prose in another row is.
    """
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    header: Sequence[str] = ()
    if len(rows) > 1 and not any(is_prose(cell) for cell in rows[0]):
        header, rows = rows[0], rows[1:]
        yield left_out(" ".join(header), HEADER, page)
    for row in rows:
        named = [
            f"{title.strip()}: {cell.strip()}" if title.strip() else cell.strip()
            for title, cell in zip([*header, *[""] * len(row)], row, strict=False)
            if cell.strip()
        ]
        if any(is_prose(cell) for cell in row):
            yield Block("\n".join(named), Kind.ROW, page=page)
        else:
            yield left_out(" ".join(row), NO_PROSE, page)


_CAPTION: Final = re.compile(
    r"(?:tabel|figuur|fig\.|grafiek|afbeelding|foto|kaart|bron|table|figure|tabelle|abbildung)\s*(?:\d+|:)",
    re.IGNORECASE,
)
_LONG: Final = 200


def is_caption(text: str) -> bool:
    """Say whether a line names a table or picture.

    >>> is_caption("Tabel 1. Spreekuren per wijk"), is_caption("Tabel 1 laat zien hoe het gaat.")
    (True, False)
    """
    found = _CAPTION.match(text)
    if found is None or len(text) > _LONG:
        return False
    return text[found.end() :].lstrip()[:1] in (".", ":", "–", "-", "|") or not text.endswith(".")
