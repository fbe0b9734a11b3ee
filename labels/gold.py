"""Gold codes: labels that people gave, read from a file beside the run and joined to its contributions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from corpora.errors import MappingError, nearest
from corpora.mapping import Mapping
from corpora.readers import read_rows

BETWEEN = "|"
"""What stands between labels that share a cell of a column of further labels."""


def read_gold(
    path: Path, label: str, native_id: str | None = None, further: Sequence[str] = ()
) -> pl.DataFrame:
    """Read gold codes: columns ``row`` (from 1), ``native_id`` (null without one), ``label`` and ``labels``.

    ``labels`` lists all labels of a row, that of ``label`` and those of the columns ``further``, where a cell
    may hold several with :data:`BETWEEN` between them. Raises :class:`MappingError` when the file lacks a
    column that was named.
    """
    rows = read_rows(path, Mapping())
    for column in (label, *([native_id] if native_id else []), *further):
        if column not in rows.frame.columns:
            raise MappingError(
                f"{path.name} has no column '{column}'{nearest(column, rows.frame.columns)}; "
                f"it has {', '.join(rows.frame.columns)}. Name another with --label, --labels or --id."
            )
    given = pl.col(native_id) if native_id else pl.lit(None, pl.String)
    every = pl.concat_list(
        pl.concat_list(label), *(pl.col(column).fill_null("").str.split(BETWEEN) for column in further)
    )
    trimmed = every.list.eval(pl.element().str.strip_chars())
    return rows.frame.select(
        pl.Series("row", rows.row, dtype=pl.Int64),
        given.alias("native_id"),
        pl.col(label).alias("label"),
        trimmed.list.eval(pl.element().filter(pl.element().fill_null("") != ""))
        .list.unique(maintain_order=True)
        .alias("labels"),
    )
