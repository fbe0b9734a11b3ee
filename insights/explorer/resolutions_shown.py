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
    previous: bool = False


def tried(run: Run) -> list[Tried]:
    """Give the resolutions that were tried, from few themes to many; nothing where none were."""
    if "resolutions" not in run.manifest.get("tables", {}):
        return []
    table = run.table("resolutions")
    if "previous" not in table.columns:
        table = table.with_columns(previous=False)
    return [Tried(*row) for row in table.select(field.name for field in fields(Tried)).iter_rows()]
