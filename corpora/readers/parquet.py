"""Parquet: every column as text."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
from polars.exceptions import PanicException, PolarsError

from corpora.errors import SourceError, listed
from corpora.readers.rows import REPAIRED, Rows, name_columns, storable


def read_parquet(path: Path) -> Rows:
    """Read a Parquet file; whole numbers have no ``.0``, nested values become JSON, odd bytes U+FFFD.

    Raises ``SourceError`` for a file that is damaged or has no rows.
    """
    try:
        with _without_panic_reports():
            frame = pl.read_parquet(path)
    except (PolarsError, PanicException, OSError) as fault:
        raise SourceError(
            f"{path.name} is a damaged Parquet file ({str(fault).splitlines()[0]}). Export it again."
        ) from fault
    if frame.is_empty():
        raise SourceError(
            f"{path.name} has columns ({listed(frame.columns)}) and no rows. Give at least one row."
        )
    names, notes = name_columns(frame.columns)
    row = pl.int_range(1, len(frame) + 1, dtype=pl.Int64, eager=True).alias("row")
    repaired: list[tuple[int, str, str]] = []
    text = pl.DataFrame(
        [_as_text(column.alias(name), repaired) for column, name in zip(frame, names, strict=True)]
    )
    return Rows(
        frame=text,
        row=row,
        format="Parquet",
        repaired=pl.DataFrame(repaired, schema=REPAIRED, orient="row"),
        notes=notes,
    )


@contextmanager
def _without_panic_reports() -> Iterator[None]:
    """Keep off the terminal what Rust writes of a panic by itself: it is raised too, and told in words."""
    try:
        terminal = os.dup(2)
    except OSError:  # a program without a terminal
        yield
        return
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(terminal, 2)
        os.close(terminal)


def _as_text(column: pl.Series, repaired: list[tuple[int, str, str]]) -> pl.Series:
    if column.dtype == pl.Binary:
        cells = [
            None if value is None else value.decode("utf-8", "surrogateescape") for value in column.to_list()
        ]
        return pl.Series(
            column.name, storable(cells, range(1, len(cells) + 1), column.name, repaired), dtype=pl.String
        )
    if column.dtype.is_nested() or column.dtype == pl.Object:
        return pl.Series(
            column.name,
            [None if value is None else _json(value) for value in column.to_list()],
            dtype=pl.String,
        )
    if column.dtype.is_float() and bool(
        (column.drop_nulls().is_finite() & (column.drop_nulls().round() == column.drop_nulls())).all()
    ):
        return column.cast(pl.Int64, strict=False).cast(pl.String)
    return column.cast(pl.String, strict=False)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
