"""Gold codes: labels that people gave, read from a file beside the run and joined to its contributions."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from corpora.errors import MappingError, nearest
from corpora.mapping import Mapping
from corpora.readers import read_rows


def read_gold(path: Path, label: str, native_id: str | None = None, codes: str | None = None) -> pl.DataFrame:
    """Read gold codes: columns ``row`` (from 1), ``native_id`` (null without one), ``label`` and ``labels``.

    ``labels`` lists all labels of a row, each once. ``codes`` says where the others stand: in further
    columns, ``"code2,code3"``, or in the column of ``label`` itself, with a sign between them, such as
    ``"|"``; then ``label`` is the first of them. Raises :class:`MappingError` when the file lacks a column
    that was named.
    """
    rows = read_rows(path, Mapping())
    separator = codes if codes and not any(sign.isalnum() for sign in codes) else None
    further = [] if separator else [name.strip() for name in (codes or "").split(",") if name.strip()]
    for column in (label, *([native_id] if native_id else []), *further):
        if column not in rows.frame.columns:
            raise MappingError(
                f"{path.name} has no column '{column}'{nearest(column, rows.frame.columns)}; "
                f"it has {', '.join(rows.frame.columns)}. Name another with --label, --codes or --id."
            )
    cell = pl.col(label).fill_null("")
    parts = cell.str.split(separator) if separator else pl.concat_list(cell)
    every = pl.concat_list(parts, *(pl.col(column).fill_null("") for column in further))
    trimmed = every.list.eval(pl.element().str.strip_chars().filter(pl.element().str.strip_chars() != ""))
    return rows.frame.select(
        pl.Series("row", rows.row, dtype=pl.Int64),
        (pl.col(native_id) if native_id else pl.lit(None, pl.String)).alias("native_id"),
        (trimmed.list.first() if separator else pl.col(label)).alias("label"),
        trimmed.list.unique(maintain_order=True).alias("labels"),
    )
