"""Parquet: every column as text."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
from polars.exceptions import PanicException, PolarsError

from corpora.errors import SourceError
from corpora.readers.rows import Rows, name_columns


def read_parquet(path: Path) -> Rows:
    """Read a Parquet file; whole numbers have no ``.0``, nested values become JSON, odd bytes null.

    Raises ``SourceError`` for a file that is damaged or has no rows.
    """
    try:
        frame = pl.read_parquet(path)
    except (PolarsError, PanicException, OSError) as fault:
        raise SourceError(
            f"{path.name} is a damaged Parquet file ({str(fault).splitlines()[0]}). Export it again."
        ) from fault
    if frame.is_empty():
        raise SourceError(
            f"{path.name} has columns ({', '.join(frame.columns)}) and no rows. Give at least one row."
        )
    names, notes = name_columns(frame.columns)
    text = pl.DataFrame([_as_text(column).alias(name) for column, name in zip(frame, names, strict=True)])
    return Rows(
        frame=text,
        row=pl.Series("row", range(1, len(text) + 1), dtype=pl.Int64),
        format="Parquet",
        notes=notes,
    )


def _as_text(column: pl.Series) -> pl.Series:
    if column.dtype.is_nested() or column.dtype == pl.Object:
        return pl.Series(
            [None if value is None else _json(value) for value in column.to_list()], dtype=pl.String
        )
    if column.dtype.is_float() and bool(
        (column.drop_nulls().is_finite() & (column.drop_nulls().round() == column.drop_nulls())).all()
    ):
        return column.cast(pl.Int64, strict=False).cast(pl.String)
    return column.cast(pl.String, strict=False)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
