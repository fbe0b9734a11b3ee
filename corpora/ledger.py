"""The ledger: what became of every input row, event by event."""

from __future__ import annotations

import polars as pl

_ROW = ("source_id", "row")
_ORDER = ("source_id", "row", "event")


def append(ledger: pl.DataFrame, events: pl.DataFrame) -> pl.DataFrame:
    """Add events to the ledger, each after the events its row already has; gives a table ``ledger``.

    ``events`` has ``source_id, row, step, outcome`` and may have ``contribution_id`` and ``reason``; its own
    order of rows is the order of the events, and a column ``event`` is ignored. The ledger is sorted by
    source, row and event.

    >>> from corpora.tables import Ledger, empty
    >>> event = {"source_id": "a1", "row": 1, "step": "read", "outcome": "read"}
    >>> append(append(empty(Ledger), pl.DataFrame([event])), pl.DataFrame([event]))["event"].to_list()
    [0, 1]
    """
    from corpora.tables import Ledger, conform  # contracts load slowly, and who only reads needs none

    optional = {"contribution_id": pl.String, "reason": pl.String}
    missing = [
        pl.lit(None, dtype).alias(name) for name, dtype in optional.items() if name not in events.columns
    ]
    fresh = events.with_columns(*missing, pl.col("row").cast(pl.Int64), pl.col("outcome").cast(pl.String))
    numbered = _numbered(fresh).select(Ledger.column_names())
    if ledger.is_empty():
        return conform(numbered, Ledger)
    had = ledger.group_by(_ROW).agg((pl.col("event").max() + 1).alias("had"))
    numbered = (
        numbered.join(had, on=_ROW, how="left", maintain_order="left")
        .with_columns(event=pl.col("had").fill_null(0) + pl.col("event"))
        .drop("had")
    )
    together = pl.concat(
        [ledger.with_columns(pl.col("outcome").cast(pl.String)), numbered], how="vertical_relaxed"
    )
    return conform(together.sort(_ORDER), Ledger)


def _numbered(events: pl.DataFrame) -> pl.DataFrame:
    """Sort events by source and row, each in its order, and number those of a row from 0."""
    several = events["source_id"].n_unique() > 1
    ordered = events.sort(_ROW if several else "row", maintain_order=True)
    place = pl.int_range(pl.len())
    begins = pl.struct(_ROW).rle_id().diff().fill_null(1) != 0
    return ordered.with_columns(event=place - pl.when(begins).then(place).forward_fill())


def outcomes(ledger: pl.DataFrame) -> pl.DataFrame:
    """Give the last event of every input row: a table ``ledger``, sorted by source and row."""
    return ledger.sort(_ORDER).unique(_ROW, keep="last", maintain_order=True)


def count_outcomes(ledger: pl.DataFrame) -> pl.DataFrame:
    """Count input rows by ``outcome`` and ``reason`` in ``rows``, most first; it adds up to the input."""
    return (
        outcomes(ledger)
        .with_columns(pl.col("outcome").cast(pl.String))
        .group_by("outcome", "reason")
        .agg(pl.len().cast(pl.Int64).alias("rows"))
        .sort(["rows", "outcome", "reason"], descending=[True, False, False], nulls_last=True)
    )
