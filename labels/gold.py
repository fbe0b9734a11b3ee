"""Gold codes: labels that people gave, read from a file beside the run and joined to its contributions."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from corpora.errors import MappingError, nearest
from corpora.mapping import Mapping
from corpora.readers import read_rows


def read_gold(path: Path, label: str, native_id: str | None = None) -> pl.DataFrame:
    """Read gold codes: columns ``row`` (from 1), ``native_id`` (null without one) and ``label``.

    Raises :class:`MappingError` when the file lacks a column that was named.
    """
    rows = read_rows(path, Mapping())
    for column in (label, *([native_id] if native_id else [])):
        if column not in rows.frame.columns:
            raise MappingError(
                f"{path.name} has no column '{column}'{nearest(column, rows.frame.columns)}; "
                f"it has {', '.join(rows.frame.columns)}. Name another with --label or --id."
            )
    given = pl.col(native_id) if native_id else pl.lit(None, pl.String)
    return rows.frame.select(
        pl.Series("row", rows.row, dtype=pl.Int64), given.alias("native_id"), pl.col(label).alias("label")
    )
