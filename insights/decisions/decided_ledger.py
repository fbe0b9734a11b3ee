"""The ledger of a run as people decided it is."""

from __future__ import annotations

import polars as pl

from corpora import ledger
from insights.runs import Run


def decided_ledger(run: Run, units: pl.DataFrame) -> pl.DataFrame:
    """Give the ledger with an event for every contribution of which decided ``units`` change the outcome."""
    before, after = (_outcomes(frame) for frame in (run.units, units))
    changed = (
        after.join(before, on="contribution_id", suffix="_before")
        .filter(pl.col("placement") != pl.col("placement_before"))
        .join(run.contributions.select("contribution_id", "source_id", "row"), on="contribution_id")
        .sort("source_id", "row")
        .select(
            "source_id",
            "row",
            "contribution_id",
            pl.lit("decisions").alias("step"),
            pl.col("placement").alias("outcome"),
            "reason",
        )
    )
    return ledger.append(run.ledger, changed) if changed.height else run.ledger


def _outcomes(units: pl.DataFrame) -> pl.DataFrame:
    """Give the outcome of every contribution: placed when any of its units is, else why not."""
    order = pl.col("placement").cast(pl.String).replace_strict({"placed": 0, "unplaced": 1, "set apart": 2})
    first = units.sort("contribution_id", order, "start").unique(
        "contribution_id", keep="first", maintain_order=True
    )
    return first.select("contribution_id", pl.col("placement").cast(pl.String), "reason")
