"""What people decided is not to be quoted, with a theme or at all, as units of a run."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from insights.decisions.decided_run import DecidedRun
from insights.runs import Run
from labels.decided import EVERYWHERE


def never_quoted(run: Run) -> frozenset[str]:
    """Give the units that share a character with a passage that is not to be quoted.

    That is with a theme that the unit is in, or with any. A passage that is not in this run counts nowhere.
    """
    found: set[str] = set()
    for theme, units in _excluded(run):
        if theme != EVERYWHERE:
            members = run.assignments.filter(pl.col("primary") & (pl.col("theme_id") == theme))
            units = units.join(members, on="unit_id", how="semi")
        found |= set(units["unit_id"])
    return frozenset(found)


def never_quoted_with(run: Run, theme_id: str) -> frozenset[str]:
    """Give the units that share a character with a passage that is not to be quoted with a theme."""
    shared = (units["unit_id"] for theme, units in _excluded(run) if theme in (EVERYWHERE, theme_id))
    return frozenset(unit for units in shared for unit in units)


def _excluded(run: Run) -> Iterator[tuple[str, pl.DataFrame]]:
    """Give the theme with which each passage is not to be quoted, and the units that share a character."""
    if not isinstance(run, DecidedRun) or not run.state.excluded:
        return
    from insights.decisions.decided_tables import sharing  # loads the pipelines, as the replay itself does

    for theme, place in run.applied.excluded:
        yield theme, run.units.filter(sharing(place))
