"""CSV and TSV: delimiter detected, records kept apart, broken ones handed back with a reason."""

from __future__ import annotations

import csv
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Final

import polars as pl
from polars.exceptions import PolarsError

from corpora.errors import SourceError, listed
from corpora.readers.encodings import Encoding, encoding_of, lines_of, pieces_of
from corpora.readers.regular import signs_of
from corpora.readers.rows import Rows, from_frame, from_records

_DELIMITERS: Final = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
_SINGLE: Final = "single column"
_UNUSED: Final = "\x1f\x1e\ue000\uf8ff"
_SAMPLE: Final = 200
_OPENING: Final = 2_000
_ALIKE: Final = 0.8
_QUOTES: Final = "quotation marks that do not pair up; inside a quoted field they must be doubled"


@dataclass(frozen=True)
class Shape:
    """What a delimited file looks like: how many lines come before its header, and its delimiter."""

    path: Path
    encoding: Encoding
    first: int
    delimiter: str

    @property
    def title(self) -> str:
        """What to call the format."""
        return f"delimited text ({_DELIMITERS.get(self.delimiter, _SINGLE)})"

    def lines(self) -> Iterator[str]:
        """Give the lines from the header on."""
        return islice(lines_of(self.path, self.encoding), self.first, None)


def read_delimited(path: Path) -> Rows:
    """Read a delimited text with a header; a short record is padded, one that is too long is rejected.

    Blank lines between records are records; in a file of several columns those at the end are not. An
    apostrophe that an export put before a formula sign is taken away. A regular file is read in one sweep,
    any other record by record; both give the same. Raises ``SourceError`` when there is no header or no
    record, and for what is not text.
    """
    with _fields_of_any_length():
        shape = shape_of(path)
        rows = read_regular(shape) or read_carefully(shape)
    return rows.restored()


def looks_delimited(opening: str) -> bool:
    r"""Say whether the first lines of a text are records as wide as their header, of two fields or more.

    >>> looks_delimited("nr;tekst\n1;Te veel loketten\n"), looks_delimited("Beste raad,\nwij wachten.\n")
    (True, False)
    """
    lines = opening.splitlines(keepends=True)[:_SAMPLE]
    if len(opening) > 1000 and len(lines) > 1:
        lines.pop()  # it may break off
    lines = lines[_announced(lines)[1] :]
    with _fields_of_any_length():
        alike, width = max(_score(lines, delimiter) for delimiter in _DELIMITERS) if lines else (0.0, 1)
    return len(lines) > 1 and width > 1 and alike >= _ALIKE


def shape_of(path: Path) -> Shape:
    """Find encoding, header and delimiter of a file; raises ``SourceError`` for one without any line."""
    encoding = encoding_of(path)
    lines = lines_of(path, encoding)
    opening = list(islice(lines, _OPENING))
    announced, first = _announced(opening)
    while first < len(opening) and not opening[first].strip():
        first += 1
        if first == len(opening):
            opening += islice(lines, 1)
    if first == len(opening):
        raise SourceError(f"{path.name} is empty. Give a file with a header and at least one row.")
    shape = Shape(path, encoding, first, announced or _detected(opening[first:]) or _UNUSED[0])
    if shape.delimiter in _UNUSED:
        free = (each for each in _UNUSED if not any(each in line for line in shape.lines()))
        return Shape(path, encoding, first, next(free, _UNUSED[0]))
    return shape


def _detected(lines: Sequence[str]) -> str | None:
    """Give the delimiter with which most records are as wide as the header, the widest header on a tie.

    None where the header is a single column.
    """
    scores = {delimiter: _score(lines, delimiter) for delimiter in _DELIMITERS}
    best = max(scores, key=lambda delimiter: scores[delimiter])
    return best if scores[best][1] > 1 else None


def _score(lines: Sequence[str], delimiter: str) -> tuple[float, int]:
    records = [record for record in islice(csv.reader(lines, delimiter=delimiter), _SAMPLE) if record]
    width = len(records[0]) if records else 1
    if width < 2:
        return (-1.0, 1)
    alike = sum(len(record) == width for record in records[1:])
    return (alike / max(len(records) - 1, 1), width)


def read_regular(shape: Shape) -> Rows | None:
    """Read a regular file in one sweep; None where it is not one (see :mod:`corpora.readers.regular`)."""
    if shape.first or (shape.encoding.codec, shape.encoding.errors) != ("utf-8", "strict"):
        return None
    header = next(csv.reader(shape.lines(), delimiter=shape.delimiter), [])
    if not header or (len(header) > 1 and not header[-1].strip()):
        return None
    pieces = pieces_of(shape.path)
    start = next(pieces, b"")[shape.encoding.mark :]
    signs = signs_of(chain((start,), pieces), shape.delimiter)
    if signs is None:
        return None
    try:
        table = pl.read_csv(
            shape.path,
            has_header=False,
            separator=shape.delimiter,
            infer_schema=False,
            empty_string_is_null=False,
            missing_columns="raise",
            extra_columns="raise",
            glob=False,
        )
    except PolarsError:
        return None
    if len(table) < 2 or table.width != len(header) or not signs.separate(table):
        return None
    return from_frame(header, table.slice(1), format=shape.title, encoding=shape.encoding.name)


def read_carefully(shape: Shape) -> Rows:
    """Read a file record by record; raises ``SourceError`` when there is no header or no record."""
    name = shape.path.name
    records = _Records(shape.lines(), shape.delimiter)
    numbered = iter(records)
    number, header = next(numbered, (0, []))
    if number != 1 or not header:
        raise SourceError(f"{name} has a header that cannot be read: {_QUOTES}.")
    while len(header) > 1 and not header[-1].strip():
        header.pop()
    rows = from_records(
        header,
        _fitted(numbered, len(header), records.rejected),
        records.rejected,
        format=shape.title,
        encoding=shape.encoding.name,
    )
    if not rows.count:
        raise SourceError(
            f"{name} has a header ({listed(header)}) and no rows. Give a file with at least one row."
        )
    return rows


@dataclass
class _Records:
    """Numbered records of lines, in order, the header as 1; a line with broken quotation marks is rejected.

    No more lines are held than one record has. ``rejected`` is numbered without the header.
    """

    lines: Iterator[str]
    delimiter: str
    rejected: list[tuple[int, str]] = field(default_factory=list)
    _taken: deque[str] = field(default_factory=deque)
    _again: deque[str] = field(default_factory=deque)

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        number, going = 0, True
        while going:
            reader = csv.reader(self._next_lines(), delimiter=self.delimiter, strict=True)
            try:
                for record in reader:
                    number += 1
                    self._taken.clear()
                    yield number, record
                going = False
            except csv.Error:
                number += 1
                self._taken.popleft()
                self._again.extendleft(reversed(self._taken))
                self._taken.clear()
                self.rejected.append((number - 1, _QUOTES))

    def _next_lines(self) -> Iterator[str]:
        while True:
            line = self._again.popleft() if self._again else next(self.lines, None)
            if line is None:
                return
            self._taken.append(line)
            yield line


def _fitted(
    numbered: Iterator[tuple[int, list[str]]], width: int, rejected: list[tuple[int, str]]
) -> Iterator[tuple[int, list[str]]]:
    """Give the records as wide as the header, numbered without it; blank lines at the end are left out."""
    blank: list[int] = []
    for number, record in numbered:
        if not record and width > 1:
            blank.append(number - 1)
            continue
        yield from ((each, [""] * width) for each in blank)
        blank.clear()
        if any(cell.strip() for cell in record[width:]):
            rejected.append((number - 1, f"{len(record)} fields where the header has {width}"))
        else:
            yield number - 1, [*record[:width], *[""] * (width - len(record))]
    last = max((number for number, _ in rejected), default=0)
    yield from ((each, [""] * width) for each in blank if each < last)


@contextmanager
def _fields_of_any_length() -> Iterator[None]:
    limit = csv.field_size_limit(sys.maxsize)
    try:
        yield
    finally:
        csv.field_size_limit(limit)


def _announced(lines: Sequence[str]) -> tuple[str | None, int]:
    """Read Excel's own first line ``sep=;``, where there is one."""
    start = lines[0].strip("\r\n") if lines else ""
    return (start[4:], 1) if len(start) == 5 and start.lower().startswith("sep=") else (None, 0)
