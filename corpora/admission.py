"""Which records are contributions, and the first events of all of them in the ledger."""

from __future__ import annotations

from typing import Final

import polars as pl

from corpora.columns import ResolvedMapping
from corpora.mapping import FIELDS
from corpora.readers import Rows
from corpora.repairs import repair_all

_EMPTY: Final = "empty"
_VISIBLE: Final = r"[^\s\p{Cc}\p{Cf}]"
_EVENTS: Final = {
    "source_id": pl.String,
    "row": pl.Int64,
    "contribution_id": pl.String,
    "step": pl.String,
    "outcome": pl.String,
    "reason": pl.String,
}


def judge(rows: Rows, columns: ResolvedMapping, max_characters: int) -> pl.DataFrame:
    """Repair the texts and say of every row why it is no contribution.

    Gives ``row``, ``locator``, a string column for every meaning (null where the source has none or a cell is
    blank), the segment columns, ``repairs`` (what was repaired in the text) and ``reason`` (null for a
    contribution).
    """
    text = columns.columns["text"]
    repaired = repair_all(rows.frame[text])
    named = {meaning: columns.columns.get(meaning) for meaning in FIELDS if meaning != "text"}
    cells = {
        **{meaning: _cells(rows.frame, column).alias(meaning) for meaning, column in named.items()},
        **{
            segment: _cells(rows.frame, column).alias(segment) for column, segment in columns.segments.items()
        },
    }
    judged = pl.DataFrame(
        {
            "row": rows.row,
            "locator": rows.where,
            "text": repaired["text"],
            **cells,
            "repairs": repaired["repairs"],
        }
    )
    return _with_earlier(judged, rows, text).with_columns(reason=_reason(pl.col("text"), max_characters))


def _with_earlier(judged: pl.DataFrame, rows: Rows, column: str) -> pl.DataFrame:
    """Put what the reader repaired in a column before what was repaired here."""
    earlier = (
        rows.repaired.filter(pl.col("column") == column)
        .group_by("row")
        .agg(early=pl.col("reason").unique().sort().str.join(", "))
    )
    if earlier.is_empty():
        return judged
    together = pl.concat_str("early", "repairs", separator=", ", ignore_nulls=True).replace("", None)
    joined = judged.join(earlier, on="row", how="left", maintain_order="left")
    return joined.with_columns(repairs=together).drop("early")


def first_events(
    judged: pl.DataFrame,
    rejected: pl.DataFrame,
    contributions: pl.DataFrame,
    source_id: str,
    masked: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Give the events of every record of a source: read or excluded, then repaired and masked where it was.

    Takes what :func:`judge` gives, the reader's rejected rows (``row, reason``), ``contributions``, and what
    was ``masked`` (events of the ledger).
    """
    ids = contributions.select("row", "contribution_id")
    known = judged.select("row", "repairs", "reason").join(ids, on="row", how="left", maintain_order="left")
    excluded = pl.col("reason").is_not_null()
    read = known.with_columns(
        step=pl.lit("read"), outcome=pl.when(excluded).then(pl.lit("excluded")).otherwise(pl.lit("read"))
    )
    refused = rejected.with_columns(step=pl.lit("read"), outcome=pl.lit("excluded"))
    repaired = known.filter(~excluded & pl.col("repairs").is_not_null()).with_columns(
        step=pl.lit("repair"), outcome=pl.lit("repaired"), reason=pl.col("repairs")
    )
    parts = [read, refused, repaired] if masked is None else [read, refused, repaired, masked]
    events = pl.concat(parts, how="diagonal_relaxed")
    return events.with_columns(source_id=pl.lit(source_id)).select(
        pl.col(name).cast(dtype) for name, dtype in _EVENTS.items()
    )


def _reason(text: pl.Expr, max_characters: int) -> pl.Expr:
    too_long = f"longer than {max_characters} characters: a document, not a contribution"
    return (
        pl.when(text.is_null() | ~text.str.contains(_VISIBLE))
        .then(pl.lit(_EMPTY))
        .when(text.str.len_chars() > max_characters)
        .then(pl.lit(too_long))
    )


def _cells(frame: pl.DataFrame, column: str | None) -> pl.Series:
    """Give a column without control characters and outer white space, blank as null; no column: all null."""
    if column is None:
        return pl.repeat(None, len(frame), dtype=pl.String, eager=True)
    text = repair_all(frame[column])["text"]
    return pl.select(pl.when(text != "").then(text)).to_series()
