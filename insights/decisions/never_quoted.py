"""What people decided is not to be quoted, with a theme or at all, as units of a run."""

from __future__ import annotations

import polars as pl

from insights.decisions.decided_run import DecidedRun
from insights.runs import Run
from labels.anchors import Anchorage
from labels.decided import EVERYWHERE
from labels.decisions import EXCLUDE


def never_quoted(run: Run) -> frozenset[str]:
    """Give the units that share a character with a passage that is not to be quoted.

    That is with a theme that the unit is in, or with any. A passage that is not in this run counts nowhere.
    """
    if not isinstance(run, DecidedRun) or not run.state.excluded:
        return frozenset()
    anchorage, found = Anchorage(run.contributions, run.units), set()
    for one in run.state.effective:
        if one.kind != EXCLUDE:
            continue
        for passage in one.passages:
            place = anchorage.find(passage)
            if (one.theme, passage.id) not in run.state.excluded or not place.contribution_id:
                continue
            shared = run.units.filter(
                (pl.col("contribution_id") == place.contribution_id)
                & (pl.col("start") < place.end)
                & (pl.col("end") > place.start)
            )
            if one.theme != EVERYWHERE:
                theme = run.state.theme(one.theme)
                members = run.assignments.filter(pl.col("primary") & (pl.col("theme_id") == theme))
                shared = shared.join(members, on="unit_id", how="semi")
            found |= set(shared["unit_id"])
    return frozenset(found)
