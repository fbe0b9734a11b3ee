"""What every reader gives: rows of strings, numbered as in the file, and what could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from corpora.mapping import Mapping
from corpora.repairs import SURROGATES, replace_surrogates

REJECTED = pl.Schema({"row": pl.Int64(), "reason": pl.String()})
"""Columns of the rows that a reader could not take apart."""

REPAIRED = pl.Schema({"row": pl.Int64(), "column": pl.String(), "reason": pl.String()})
"""Columns of the cells that a reader had to repair before a frame could hold them."""


VOTES = pl.Schema({"id": pl.String(), "participant": pl.String(), "vote": pl.Int64()})
"""Columns of votes: the native id of what was voted on, the raw id of who voted, and 1, 0 or -1."""


@dataclass(frozen=True)
class Rows:
    """The records of one file; each has a number, from 1, either in ``row`` or in ``rejected``.

    ``locator`` says where each record of ``frame`` is, as ``key=value`` pairs joined by ``;`` (None:
    ``row=<row>``). ``preset`` is what the format itself says of its columns; a mapping of the user goes over
    it. ``people`` has a column ``participant`` (raw ids) and background columns of those people.
    """

    frame: pl.DataFrame
    row: pl.Series
    format: str
    encoding: str | None = None
    rejected: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=REJECTED))
    repaired: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=REPAIRED))
    notes: tuple[str, ...] = ()
    locator: pl.Series | None = None
    preset: Mapping = field(default_factory=Mapping)
    votes: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=VOTES))
    people: pl.DataFrame | None = None

    @property
    def where(self) -> pl.Series:
        """Where each record of ``frame`` is, String."""
        if self.locator is not None:
            return self.locator.alias("locator")
        return pl.select(pl.format("row={}", self.row).alias("locator")).to_series()

    @property
    def count(self) -> int:
        """Number of records in the file, rejected ones with them."""
        return len(self.row) + len(self.rejected)


def from_records(
    header: Sequence[str | None],
    records: Sequence[tuple[int, Sequence[str | None]]],
    rejected: Sequence[tuple[int, str]],
    *,
    format: str,
    encoding: str | None = None,
    notes: tuple[str, ...] = (),
) -> Rows:
    """Make ``Rows`` of numbered records, wide as the header; lone surrogates become U+FFFD, and are told."""
    names, renamed = name_columns(header)
    numbers = [number for number, _ in records]
    repaired: list[tuple[int, str, str]] = []
    columns: dict[str, pl.Series] = {}
    for position, name in enumerate(names):
        cells = [record[position] for _, record in records]
        columns[name] = pl.Series(name, _storable(cells, numbers, name, repaired), dtype=pl.String)
    return Rows(
        frame=pl.DataFrame(columns),
        row=pl.Series("row", numbers, dtype=pl.Int64),
        format=format,
        encoding=encoding,
        rejected=pl.DataFrame(list(rejected), schema=REJECTED, orient="row"),
        repaired=pl.DataFrame(repaired, schema=REPAIRED, orient="row"),
        notes=notes + renamed,
    )


def name_columns(header: Sequence[str | None]) -> tuple[list[str], tuple[str, ...]]:
    """Give every column a name of its own: an empty one gets its position, a second one a number; say which.

    >>> name_columns(["id", "", "id"])
    (['id', 'column_2', 'id_2'], ("the column 'id' occurs more than once; the next one is called 'id_2'",))
    """
    names: list[str] = []
    notes: list[str] = []
    for position, raw in enumerate(header, start=1):
        plain = replace_surrogates(" ".join((raw or "").replace("\ufeff", "").split()))[0]
        wanted = plain or f"column_{position}"
        name, count = wanted, 1
        while name in names:
            count += 1
            name = f"{wanted}_{count}"
        if name != wanted:
            notes.append(f"the column '{wanted}' occurs more than once; the next one is called '{name}'")
        names.append(name)
    return names, tuple(notes)


def _storable(
    cells: list[str | None], numbers: list[int], column: str, repaired: list[tuple[int, str, str]]
) -> list[str | None]:
    for position, cell in enumerate(cells):
        if cell is None:
            continue
        text, changed = replace_surrogates(cell)
        if changed:
            cells[position] = text
            repaired.append((numbers[position], column, SURROGATES))
    return cells
