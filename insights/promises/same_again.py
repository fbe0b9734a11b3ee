"""The same in, the same out: the themes follow from what the run stored, whatever the order of the rows."""

from __future__ import annotations

import numpy as np
import polars as pl

from corpora.errors import OogstError
from insights.promises.promise import Promise, first
from insights.runs import Run

NAME = "The same in, the same out"


def prove_same_again(run: Run) -> Promise:
    """Find the themes again from what is stored, the units turned about, and compare every placement."""
    from pipelines.again import find_again

    settings = run.manifest["settings"]
    if not run.levels:
        return Promise(NAME, "no themes were claimed, so there is nothing to find again")
    if settings["engine"] != "graph":
        untold = "UMAP and HDBSCAN promise no equal outcome elsewhere, so their themes were not found again"
        return Promise(NAME, f"themes of engine '{settings['engine']}'", notes=(untold,))
    before = run.assignments
    looked_at = (
        f"{before.height} assignments, found again from the stored vectors with the units in another order"
    )
    try:
        again = find_again(run.path, settings, run.manifest.get("links", []))
    except OogstError as error:
        return Promise(NAME, looked_at, (f"the themes cannot be found again: {error}",))
    after = again.assignments
    if "lineage" in run.manifest["tables"]:
        after = _with_ids_of(before, after)
    key = ["unit_id", "theme_id", "level", "primary", "core"]
    before, after = (table.select([*key, "membership"]).sort(key) for table in (before, after))
    gone, new = before.join(after, on=key, how="anti"), after.join(before, on=key, how="anti")
    pairs = ["unit_id", "theme_id"]
    lost = [f"unit {u} is in theme {t}, and not when found again" for u, t in gone.select(pairs).iter_rows()]
    found = [f"unit {u} is in theme {t} when found again only" for u, t in new.select(pairs).iter_rows()]
    faults = [*first(lost, "units"), *first(found, "units")]
    if not faults and not np.allclose(before["membership"], after["membership"], atol=1e-6):
        faults.append("memberships differ when found again")
    if not faults and run.layout is not None and not _same_places(run.layout, again.layout):
        faults.append("the places on the map differ when they are found again")
    return Promise(NAME, looked_at, tuple(faults))


def _same_places(before: pl.DataFrame, after: pl.DataFrame) -> bool:
    before, after = before.sort("unit_id"), after.sort("unit_id")
    if not before["unit_id"].equals(after["unit_id"]):
        return False
    return all(np.allclose(before[axis], after[axis], atol=1e-4) for axis in ("x", "y"))


def _with_ids_of(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Give themes that were found again the ids that the run took over, by their members."""

    def members(table: pl.DataFrame) -> pl.DataFrame:
        primary = table.filter("primary").sort("unit_id")
        return primary.group_by("level", "theme_id").agg(pl.col("unit_id").str.join(" ").alias("members"))

    same = members(after).join(members(before), on=["level", "members"], suffix="_before")
    ids = dict(same.select("theme_id", "theme_id_before").iter_rows())
    return after.with_columns(pl.col("theme_id").replace(ids))
