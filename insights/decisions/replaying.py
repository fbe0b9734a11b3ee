"""Replaying decisions on a new run: what people decided holds, or is listed with the reason why not."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from corpora.tables import Replayed
from insights.decisions.applied import Outcome
from insights.decisions.decided_run import with_decisions
from insights.runs import Run, open_run
from labels.decided import State
from labels.decision_log import DecisionLog
from labels.decisions import MERGE
from labels.wishes import Wishes
from labels.workspace import Workspace
from pipelines.generation import Generation, read_previous
from pipelines.settings import Settings
from pipelines.transitions import MOST

SCATTERED = "most of what was merged is in other themes now"


@dataclass(frozen=True)
class Replay:
    """The decisions of a workspace for a run to come; ``previous`` is the run whose themes they are about."""

    log: DecisionLog
    state: State
    previous: Run | None
    generation: Generation | None

    @classmethod
    def into(cls, out: Path, previous: Path | None = None) -> Replay | None:
        """Find what is to be replayed on the run that will be ``out``; None without decisions.

        Without ``previous`` it is the last run of the workspace that was decided about, or in which most of
        the log held. Raises :class:`~corpora.errors.RunError` for a previous run that is none, and
        :class:`~labels.decision_log.LogError` for a log that cannot be read.
        """
        place = Workspace.around(out)
        state = place.log.state()
        if not state.effective:
            return None
        folder = previous or place.latest_run(state.runs)
        if folder is None:
            return cls(place.log, state, None, None)
        run = open_run(folder)
        return cls(place.log, state, run, _generation(run, state))

    @property
    def wishes(self) -> Wishes:
        """What the decisions ask of the run; without a previous run no theme can be kept whole."""
        found = self.state.wishes()
        if self.generation is None:
            return dataclasses.replace(found, protected_themes=())
        known = set(self.generation.themes["theme_id"])
        kept = tuple(theme for theme in found.protected_themes if theme in known)
        return dataclasses.replace(found, protected_themes=kept)

    def table(self, frames: dict[str, pl.DataFrame], settings: Settings) -> pl.DataFrame:
        """Give table ``replayed`` of a run, from its tables before they are written."""
        shown = with_decisions(_Made(Path(), frames, settings), self.state)
        rows = [
            (
                one.decision.number,
                one.decision.kind,
                one.decision.by,
                one.decision.sentence,
                one.applied,
                one.reason,
            )
            for one in (self._merged_still(outcome, shown) for outcome in shown.outcomes)
        ]
        return pl.DataFrame(rows, schema=list(Replayed.column_names()), orient="row")

    def _merged_still(self, outcome: Outcome, shown: Run) -> Outcome:
        """Hold a merger against where its members are: a theme that is not here may be scattered."""
        one = outcome.decision
        if one.kind != MERGE or not outcome.applied or self.generation is None:
            return outcome
        into = self.state.theme(one.theme)
        here = self.generation.members.filter(pl.col("theme_id") == into).join(
            shown.units, on="unit_id", how="semi"
        )
        now = shown.assignments.filter(pl.col("primary") & (pl.col("theme_id") == into))
        stayed = here.join(now, on="unit_id", how="semi").height
        if here.height and stayed <= MOST * here.height:
            return Outcome(one, False, SCATTERED)
        return outcome


@dataclass(frozen=True)
class _Made(Run):
    """A run whose tables are made and not written yet."""

    frames: Mapping[str, pl.DataFrame]
    settings: Settings

    def table(self, name: str) -> pl.DataFrame:
        return self.frames[name]

    @property
    def manifest(self) -> dict[str, Any]:
        return {"settings": self.settings.as_dict(), "tables": dict.fromkeys(self.frames, "")}


def _generation(run: Run, state: State) -> Generation:
    """Give the themes of a run as people left them, so that names and members go on from there.

    Rejected themes are among them: what is found again must be known to be rejected again.
    """
    before = read_previous(run.path)
    decided = with_decisions(run, state, with_rejected=True)
    return Generation.of(
        decided.themes,
        decided.assignments,
        decided.units,
        before.vectors,
        run.manifest["embedders"],
        before.run_id,
    )
