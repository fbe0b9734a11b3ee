"""CSV and TSV: delimiter detected, records kept apart, broken ones handed back with a reason."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

from corpora.errors import SourceError
from corpora.readers.rows import Rows, from_records

_DELIMITERS: Final = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
_SINGLE: Final = "single column"
_UNUSED: Final = "\x1f\x1e\ue000\uf8ff"
_SAMPLE: Final = 200
_ALIKE: Final = 0.8
_QUOTES: Final = "quotation marks that do not pair up; inside a quoted field they must be doubled"


@dataclass
class _Records:
    """Numbered records of a text, in order; a line with broken quotation marks is rejected on its own."""

    lines: list[str]
    delimiter: str
    first: int = 0
    rejected: list[tuple[int, str]] = field(default_factory=list)

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        position, number = self.first, 0
        while position < len(self.lines):
            start = position
            reader = csv.reader(self._from(start), delimiter=self.delimiter, strict=True)
            try:
                for record in reader:
                    number += 1
                    position = start + reader.line_num
                    yield number, record
            except csv.Error:
                number += 1
                position += 1
                self.rejected.append((number, _QUOTES))

    def _from(self, start: int) -> Iterator[str]:
        return (self.lines[position] for position in range(start, len(self.lines)))


def read_delimited(text: str, path: Path, encoding: str) -> Rows:
    """Read a delimited text with a header; a short record is padded, one that is too long is rejected.

    Blank lines between records are records; in a file of several columns those at the end are not. Raises
    ``SourceError`` when there is no header or no record.
    """
    lines = list(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    announced, first = _announced(lines)
    while first < len(lines) and not lines[first].strip():
        first += 1
    if first == len(lines):
        raise SourceError(f"{path.name} is empty. Give a file with a header and at least one row.")
    delimiter = announced or detect_delimiter(lines[first:])
    limit = csv.field_size_limit(sys.maxsize)
    try:
        return _read(lines, first, delimiter, path, encoding)
    finally:
        csv.field_size_limit(limit)


def looks_delimited(opening: str) -> bool:
    r"""Say whether the first lines of a text are records as wide as their header, of two fields or more.

    >>> looks_delimited("nr;tekst\n1;Te veel loketten\n"), looks_delimited("Beste raad,\nwij wachten.\n")
    (True, False)
    """
    lines = opening.splitlines(keepends=True)[:_SAMPLE]
    if len(opening) > 1000 and len(lines) > 1:
        lines.pop()  # it may break off
    lines = lines[_announced(lines)[1] :]
    alike, width = max(_score(lines, delimiter) for delimiter in _DELIMITERS) if lines else (0.0, 1)
    return len(lines) > 1 and width > 1 and alike >= _ALIKE


def detect_delimiter(lines: list[str]) -> str:
    """Give the delimiter with which most records are as wide as the header, the widest header on a tie.

    Gives a character that the text does not have where the header is a single column.
    """
    scores = {delimiter: _score(lines, delimiter) for delimiter in _DELIMITERS}
    best = max(scores, key=lambda delimiter: scores[delimiter])
    if scores[best][1] > 1:
        return best
    text = "".join(lines)
    return next((letter for letter in _UNUSED if letter not in text), _UNUSED[0])


def _score(lines: list[str], delimiter: str) -> tuple[float, int]:
    limit = csv.field_size_limit(sys.maxsize)
    try:
        records = [record for record in islice(csv.reader(lines, delimiter=delimiter), _SAMPLE) if record]
    finally:
        csv.field_size_limit(limit)
    width = len(records[0]) if records else 1
    if width < 2:
        return (-1.0, 1)
    alike = sum(len(record) == width for record in records[1:])
    return (alike / max(len(records) - 1, 1), width)


def _read(lines: list[str], first: int, delimiter: str, path: Path, encoding: str) -> Rows:
    records = _Records(lines, delimiter, first)
    numbered = iter(records)
    number, header = next(numbered, (0, []))
    if number != 1 or not header:
        raise SourceError(f"{path.name} has a header that cannot be read: {_QUOTES}.")
    while len(header) > 1 and not header[-1].strip():
        header.pop()
    width = len(header)
    good: list[tuple[int, list[str]]] = []
    too_wide: list[tuple[int, str]] = []
    for position, record in numbered:
        if any(cell.strip() for cell in record[width:]):
            too_wide.append((position - 1, f"{len(record)} fields where the header has {width}"))
        else:
            good.append((position - 1, [*record[:width], *[""] * (width - len(record))]))
    rejected = [(position - 1, reason) for position, reason in records.rejected]
    last = max((position for position, _ in (*rejected, *too_wide)), default=0)
    while width > 1 and good and good[-1][0] > last and not any(good[-1][1]) and _is_blank(lines):
        good.pop()
        lines.pop()
    if not good and not rejected and not too_wide:
        raise SourceError(
            f"{path.name} has a header ({', '.join(header)}) and no rows. Give a file with at least one row."
        )
    return from_records(
        header,
        good,
        sorted(rejected + too_wide),
        format=f"delimited text ({_DELIMITERS.get(delimiter, _SINGLE)})",
        encoding=encoding,
    )


def _is_blank(lines: list[str]) -> bool:
    return not lines[-1].strip("\r\n")


def _announced(lines: list[str]) -> tuple[str | None, int]:
    """Read Excel's own first line ``sep=;``, where there is one."""
    start = lines[0].strip("\r\n") if lines else ""
    return (start[4:], 1) if len(start) == 5 and start.lower().startswith("sep=") else (None, 0)
