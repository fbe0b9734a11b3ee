"""Which units the map of a run shows, where, and in which theme."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import polars as pl

from insights.runs import Run


def mapped_units(run: Run, themes: Sequence[str], hidden: Collection[str]) -> pl.DataFrame:
    """Give every unit that may be shown on the map: its place, its top theme and the number of that.

    ``themes`` are the top themes, numbered from 1 in that order; ``hidden`` are units that are not to be
    quoted. Columns ``unit_id``, ``contribution_id``, ``start``, ``end``, ``x``, ``y``, ``theme_id``, ``area``
    (0 without a theme), ``membership``; ordered by area and then by membership. Raises ``ValueError`` for a
    run without a map.
    """
    if run.layout is None:
        raise ValueError("this run has no table layout")
    numbered = pl.DataFrame(
        {"theme_id": themes, "area": range(1, len(themes) + 1)},
        schema={"theme_id": pl.String, "area": pl.Int64},
    )
    top = run.assignments.filter(pl.col("primary") & (pl.col("level") == 1))
    return (
        run.layout.lazy()
        .filter(~pl.col("unit_id").is_in(list(hidden)))
        .join(run.units.lazy().select("unit_id", "contribution_id", "start", "end"), on="unit_id")
        .join(top.lazy().select("unit_id", "theme_id", "membership"), on="unit_id", how="left")
        .join(numbered.lazy(), on="theme_id", how="left")
        .with_columns(pl.col("area").fill_null(0))
        .sort(pl.col("area") == 0, "area", "membership", "unit_id", descending=[False, False, True, False])
        .collect()
    )
