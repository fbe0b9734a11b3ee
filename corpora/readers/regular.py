"""Whether a delimited file is so regular that every reader takes it the same: looked at byte by byte.

Regular is: quotation marks only around whole fields and doubled inside, every record as wide as the header,
no blank line, line ends LF or CRLF, no zero byte. Such a file can be read in one sweep, in parallel, where it
is UTF-8 throughout.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

_NUL, _LF, _CR, _QUOTE = b'\x00\n\r"'
_BEFORE: Final = 2
"""Bytes before the ones that are looked at, so that what stands around them is known; after them is one."""


@dataclass(frozen=True)
class Signs:
    """How often a line ends in a file, and how often its delimiter stands there, inside quotes or not."""

    lines: int
    delimiters: int
    delimiter: str

    def separate(self, table: pl.DataFrame) -> bool:
        """Say whether those outside quotes are what separates the records and fields of a table, no more.

        The table has the header as its first record, and a record that was too short padded with blanks.
        """
        height, width = table.shape
        if self.lines != height and self.lines - _inside(table, "\n") != height:
            return False
        blank_at_the_end = (table[:, -1] == "").any()
        if width == 1 or not blank_at_the_end:
            return not blank_at_the_end
        return self.delimiters - _inside(table, self.delimiter) == height * (width - 1)


def _inside(table: pl.DataFrame, sign: str) -> int:
    counted = table.select(pl.all().str.count_matches(sign, literal=True).sum())
    return int(counted.sum_horizontal().item())


def signs_of(content: Iterable[bytes], delimiter: str) -> Signs | None:
    r"""Count the line ends and delimiters in the bytes of a file whose quotes and line ends are regular.

    None for any other. ``content`` has no byte order mark; a last line without an end counts as one with it.

    >>> signs_of([b'id;tekst\n1;"Ja; ', b'""echt"", hoor"\n'], ";")
    Signs(lines=2, delimiters=3, delimiter=';')
    >>> signs_of([b'id;tekst\n1;Ja "echt"\n'], ";") is None
    True
    """
    if len(delimiter.encode()) != 1:
        return None
    sweep = _Sweep(ord(delimiter))
    if not all(sweep.goes_on(window) for window in _windows(content)) or sweep.quoted:
        return None
    return Signs(sweep.lines, sweep.delimiters, delimiter)


def _windows(content: Iterable[bytes]) -> Iterator[bytes]:
    """Give the pieces with the bytes around them; the last ends with a line end, and one more after it."""
    carried = b" \n"
    for piece in chain(content, (None,)):
        new = piece if piece is not None else (b"\n" if carried.endswith(b"\n") else b"\n\n")
        joined = carried + new
        yield joined
        carried = joined[-_BEFORE - 1 :]


@dataclass
class _Sweep:
    """What is known of a file up to some byte: whether it is inside quotes, and what was counted."""

    delimiter: int
    quoted: bool = False
    lines: int = 0
    delimiters: int = 0

    def goes_on(self, content: bytes) -> bool:
        """Go on with a window; False where it is not regular."""
        if _NUL in content:
            return False
        returns = content.count(b"\r", _BEFORE, -1) if _CR in content else 0
        if returns and returns != content.count(b"\r\n", _BEFORE):
            return False
        window = np.frombuffer(content, dtype=np.uint8)
        looked_at = window[_BEFORE:-1]
        self.lines += int(np.count_nonzero(looked_at == _LF))
        self.delimiters += int(np.count_nonzero(looked_at == self.delimiter))
        if _QUOTE not in content:
            return True
        quotes = _BEFORE + np.flatnonzero(looked_at == _QUOTE)
        well = self._well_quoted(window, quotes)
        self.quoted ^= bool(len(quotes) % 2)
        return well

    def _well_quoted(self, window: npt.NDArray[np.uint8], quotes: npt.NDArray[np.int64]) -> bool:
        opening, closing = quotes[int(self.quoted) :: 2], quotes[1 - int(self.quoted) :: 2]
        before, after = window[opening - 1], window[closing + 1]
        return bool(
            ((before == self.delimiter) | (before == _LF) | (before == _QUOTE)).all()
            and ((after == self.delimiter) | (after == _LF) | (after == _CR) | (after == _QUOTE)).all()
        )
