"""Nobody disappears: every input row has an outcome, and the tables say the same of it as the ledger."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from corpora.errors import many
from corpora.ledger import count_outcomes, outcomes
from insights.promises.promise import Promise, first
from insights.runs import Run


def prove_nobody_disappears(run: Run) -> Promise:
    """Add up the ledger, and hold its last word on every row against units and themes."""
    faults = (*_rows_told(run), *_outcomes_true(run), *_placements_true(run))
    return Promise(
        "Nobody disappears",
        f"{many(int(run.sources['rows'].sum()), 'input rows')} of {many(run.sources.height, 'sources')}",
        faults,
    )


def _rows_told(run: Run) -> Iterator[str]:
    """Find input rows that are not in the ledger with all their events, and counts that do not add up."""
    for source, file, rows in run.sources.select("source_id", "file", "rows").iter_rows():
        known = run.ledger.filter(pl.col("source_id") == source).sort("row", "event")
        missing = sorted(set(range(1, rows + 1)) - set(known["row"].to_list()))
        yield from first([f"{file}, row {row}: no outcome in the ledger" for row in missing], "rows")
        extra = known.filter(~pl.col("row").is_between(1, rows))["row"].unique().sort().to_list()
        yield from first([f"{file}, row {row}: in the ledger, but not in the input" for row in extra], "rows")
        gaps = (
            known.group_by("row")
            .agg(pl.len().alias("n"), pl.col("event").max())
            .filter(pl.col("n") != pl.col("event") + 1)
        )
        yield from first(
            [f"{file}, row {row}: an event of it is gone from the ledger" for row in gaps["row"].sort()],
            "rows",
        )
    if run.manifest.get("ledger") != count_outcomes(run.ledger).to_dicts():
        yield "the outcomes in the ledger are not those that the manifest counted"


def _outcomes_true(run: Run) -> Iterator[str]:
    """Hold the last word of the ledger on a row against what the tables say of it."""
    last = outcomes(run.ledger).with_columns(pl.col("outcome").cast(pl.String))
    kept = last.filter(~pl.col("outcome").is_in(["excluded", "erased"]))
    ids = set(run.contributions["contribution_id"].to_list())
    claimed = set(kept["contribution_id"].drop_nulls().to_list())
    yield from first(
        [f"contribution {one}: the ledger knows no row for it" for one in sorted(ids - claimed)],
        "contributions",
    )
    yield from first(
        [f"contribution {one}: in the ledger, but not in the run" for one in sorted(claimed - ids)],
        "contributions",
    )
    rank = {"placed": 0, "unplaced": 1, "set apart": 2}
    placement = (
        run.units.select(
            "contribution_id", pl.col("placement").cast(pl.String).replace_strict(rank).alias("rank")
        )
        .group_by("contribution_id")
        .agg(pl.col("rank").min())
    )
    said = kept.select(
        "contribution_id", pl.col("outcome").replace_strict(rank, default=None, return_dtype=pl.Int64)
    )
    wrong = said.join(placement, on="contribution_id", how="left").filter(
        pl.col("outcome").is_null() | pl.col("rank").is_null() | (pl.col("outcome") != pl.col("rank"))
    )
    yield from first(
        [
            f"contribution {one}: its units do not have the outcome the ledger gives"
            for one in wrong["contribution_id"]
        ],
        "contributions",
    )


def _placements_true(run: Run) -> Iterator[str]:
    """Placed units must have one primary theme at each level, all nested; others none, and a reason."""
    units = run.units.with_columns(pl.col("placement").cast(pl.String))
    without = units.filter((pl.col("placement") != "placed") & pl.col("reason").is_null())[
        "unit_id"
    ].to_list()
    yield from first([f"unit {one} has no theme and no reason" for one in without], "units")
    placed = units.filter(pl.col("placement") == "placed").select("unit_id")
    primary = run.assignments.filter("primary").select("unit_id", "theme_id", "level")
    for level in range(1, run.levels + 1):
        at = primary.filter(pl.col("level") == level)
        once = at.group_by("unit_id").len()
        bad = (
            placed.join(once, on="unit_id", how="left")
            .filter(pl.col("len").fill_null(0) != 1)["unit_id"]
            .to_list()
        )
        yield from first([f"unit {one} has not one primary theme at level {level}" for one in bad], "units")
        stray = at.join(placed, on="unit_id", how="anti")["unit_id"].to_list()
        yield from first([f"unit {one} has a theme but is not placed" for one in stray], "units")
    if placed.height and not run.levels:
        yield f"{placed.height} units are placed, but there are no themes"
    parents = run.themes.filter(pl.col("level") > 1).select("theme_id", "parent_id", "level")
    nested = primary.join(parents, on=["theme_id", "level"]).with_columns(pl.col("level") - 1)
    above = nested.join(primary.rename({"theme_id": "above"}), on=["unit_id", "level"], how="left")
    torn = above.filter(pl.col("above").is_null() | (pl.col("above") != pl.col("parent_id")))[
        "unit_id"
    ].to_list()
    yield from first([f"unit {one}: its subtheme does not lie in its theme" for one in torn], "units")
    unknown = (
        run.assignments.join(run.themes, on="theme_id", how="anti")["theme_id"].unique().sort().to_list()
    )
    yield from first([f"theme {one} has members but is not there" for one in unknown], "themes")
