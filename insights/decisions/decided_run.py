"""A run as people decided it is: the same properties as a run, with their decisions applied on the fly.

The run folder is never changed. Names, descriptions, mergers, splits, moves, excluded and pinned quotes and
rejected themes are in the tables, so that whatever counts from those follows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from insights.runs import TABLES, Run, open_run
from labels.decided import State
from labels.workspace import Workspace

if TYPE_CHECKING:
    from insights.decisions.applied import Applied, Outcome


@dataclass(frozen=True)
class DecidedRun(Run):
    """A run with the decisions of people; everything but the tables is that of ``base``."""

    base: Run
    state: State
    with_rejected: bool = field(default=False)

    @cached_property
    def applied(self) -> Applied:
        """The tables with all decisions applied, once and when first asked for."""
        from insights.decisions.applied import apply  # loads the pipelines, which few runs need to be shown

        return apply(self.base, self.state, with_rejected=self.with_rejected)

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What became of every decision that holds, in the order they were made."""
        return self.applied.outcomes

    @property
    def released(self) -> frozenset[str]:
        """The ids of the passages that people let be published."""
        return self.applied.released

    @property
    def standing(self) -> Mapping[str, str]:
        """Which themes people accepted or rejected."""
        return self.state.standing

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """The manifest of the run as it was made."""
        return self.base.manifest

    def table(self, name: str) -> pl.DataFrame:
        """Read one table by name, as decided."""
        if name in self.applied.frames:
            return self.applied.frames[name]
        return getattr(self.base, name) if name in TABLES else self.base.table(name)


def with_decisions(run: Run, state: State, *, with_rejected: bool = False) -> DecidedRun:
    """Give a run with decisions applied; ``with_rejected`` keeps the themes that people rejected."""
    return DecidedRun(run.path, run, state, with_rejected)


def open_decided(path: str | Path) -> Run:
    """Open a run with the decisions of its workspace, or as it is where there are none.

    Raises :class:`~corpora.errors.RunError` when the folder holds no finished run.
    """
    run = open_run(path)
    state = Workspace.around(run.path).log.state()
    return with_decisions(run, state) if state.log else run


def as_made(run: Run) -> Run:
    """Give a run as it was made, without what people decided."""
    return run.base if isinstance(run, DecidedRun) else run


def version_of(run: Run) -> int:
    """Give the number of the last decision that a run is shown with, 0 for a run as it is."""
    return run.state.version if isinstance(run, DecidedRun) else 0
