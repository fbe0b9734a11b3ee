"""The resolutions that were tried: how much detail a run could have had, and what held."""

from __future__ import annotations

from dataclasses import dataclass, fields

from insights.runs import Run


@dataclass(frozen=True)
class Tried:
    """A resolution that was tried, from the trade-off of the run."""

    themes: int
    stability: float
    null: float
    coherence: float
    smallest: int
    largest: int
    chosen: bool


def tried(run: Run) -> list[Tried]:
    """Give the resolutions that were tried, from few themes to many; nothing where none were."""
    if "resolutions" not in run.manifest.get("tables", {}):
        return []
    columns = [field.name for field in fields(Tried)]
    return [Tried(*row) for row in run.table("resolutions").select(columns).iter_rows()]
