"""What every reader gives: rows of strings, numbered as in the file, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

import polars as pl

from corpora.mapping import Mapping
from corpora.repairs import APOSTROPHES, SURROGATES, replace_surrogates

REJECTED = pl.Schema({"row": pl.Int64(), "reason": pl.String()})
"""Columns of the rows that a reader could not take apart."""

REPAIRED = pl.Schema({"row": pl.Int64(), "column": pl.String(), "reason": pl.String()})
"""Columns of the cells that a reader had to repair before a frame could hold them."""


_BATCH: Final = 50_000
_SHIELDED: Final = r"^'[=+\-@\t\r]"

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

    def reject(self, reasons: pl.Expr) -> Rows:
        """Move the records for which an expression over ``frame`` gives a reason to the rejected ones."""
        reason = self.frame.with_columns(reasons.cast(pl.String).alias("reason"))["reason"]
        refused = pl.DataFrame({"row": self.row, "reason": reason}).drop_nulls("reason")
        kept = reason.is_null()
        return replace(
            self,
            frame=self.frame.filter(kept),
            row=self.row.filter(kept),
            locator=None if self.locator is None else self.locator.filter(kept),
            rejected=pl.concat([self.rejected, refused]).sort("row"),
        )

    def with_columns(self, *columns: pl.Series, repaired: pl.DataFrame | None = None) -> Rows:
        """Give the same records with columns added or replaced, and what was repaired in them."""
        return replace(
            self,
            frame=self.frame.with_columns(*columns),
            repaired=self.repaired if repaired is None else pl.concat([self.repaired, repaired]),
        )

    def restored(self) -> Rows:
        """Take the apostrophe away that a spreadsheet export puts before ``=``, ``+``, ``-`` and ``@``."""
        led = self.frame.select(pl.all().str.starts_with("'").any())
        changed = [self._escaped(column) for column in self.frame if led[column.name].item()]
        repaired = pl.concat([self.repaired, *changed]) if changed else self.repaired
        if len(repaired) == len(self.repaired):
            return self
        shielded = pl.col(pl.String).str.contains(_SHIELDED)
        plain = pl.when(shielded).then(pl.col(pl.String).str.slice(1)).otherwise(pl.col(pl.String))
        return replace(self, frame=self.frame.with_columns(plain), repaired=repaired)

    def _escaped(self, column: pl.Series) -> pl.DataFrame:
        led = column.str.starts_with("'")
        shielded = column.filter(led).str.contains(_SHIELDED)
        return repairs_in(column.name, self.row.filter(led).filter(shielded), APOSTROPHES)


def repairs_in(column: str, rows: pl.Series, reason: str) -> pl.DataFrame:
    """Give the table of repairs (``REPAIRED``) that all have one column and one reason."""
    return pl.DataFrame({"row": rows}, schema={"row": pl.Int64}).with_columns(
        column=pl.lit(column), reason=pl.lit(reason)
    )


def unused(name: str, taken: Sequence[str]) -> str:
    """Give a column name that is not taken: the wanted one, else with a number.

    >>> unused("text", ["id", "text"])
    'text_2'
    """
    return name_columns([*taken, name])[0][-1] if name in taken else name


def from_records(
    header: Sequence[str | None],
    records: Iterable[tuple[int, Sequence[str | None]]],
    rejected: Sequence[tuple[int, str]],
    *,
    format: str,
    encoding: str | None = None,
    notes: tuple[str, ...] = (),
) -> Rows:
    """Make ``Rows`` of numbered records, wide as the header; lone surrogates become U+FFFD, and are told.

    ``records`` may come one by one: no more are held as Python objects than a batch has. ``rejected`` is
    looked at when they are through.
    """
    names, renamed = name_columns(header)
    numbers: list[int] = []
    repaired: list[tuple[int, str, str]] = []
    frames = [pl.DataFrame(schema=dict.fromkeys(names, pl.String))]
    remaining = iter(records)
    while batch := list(islice(remaining, _BATCH)):
        own = [number for number, _ in batch]
        columns: list[pl.Series] = []
        for position, name in enumerate(names):
            cells = [record[position] for _, record in batch]
            columns.append(pl.Series(name, storable(cells, own, name, repaired), dtype=pl.String))
        frames.append(pl.DataFrame(columns))
        numbers += own
    return Rows(
        frame=pl.concat(frames),
        row=pl.Series("row", numbers, dtype=pl.Int64),
        format=format,
        encoding=encoding,
        rejected=pl.DataFrame(sorted(rejected), schema=REJECTED, orient="row"),
        repaired=pl.DataFrame(repaired, schema=REPAIRED, orient="row"),
        notes=notes + renamed,
    )


def from_frame(
    header: Sequence[str | None], frame: pl.DataFrame, *, format: str, encoding: str | None = None
) -> Rows:
    """Make ``Rows`` of a frame of strings, none of which a frame cannot hold, under the names of a header."""
    names, renamed = name_columns(header)
    return Rows(
        frame=frame.rename(dict(zip(frame.columns, names, strict=True))),
        row=pl.int_range(1, len(frame) + 1, eager=True).alias("row"),
        format=format,
        encoding=encoding,
        notes=renamed,
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


def storable(
    cells: list[str | None], numbers: Sequence[int], column: str, repaired: list[tuple[int, str, str]]
) -> list[str | None]:
    """Replace lone surrogates in the cells of a column by U+FFFD, and add to ``repaired`` where they were."""
    for position, cell in enumerate(cells):
        if cell is None:
            continue
        text, changed = replace_surrogates(cell)
        if changed:
            cells[position] = text
            repaired.append((numbers[position], column, SURROGATES))
    return cells
