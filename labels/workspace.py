"""A workspace: the folder with the sources, the runs, and the codebook with what people decided."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from labels.coding_rounds import CodingRounds
from labels.decision_log import DecisionLog

CONFIGURATION = "oogst.toml"
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Workspace:
    """A workspace, by its folder."""

    path: Path

    @classmethod
    def around(cls, run: Path) -> Workspace:
        """Give the workspace of a run folder, there already or still to be made.

        It is the nearest folder above the run that has an ``oogst.toml``, else the folder that holds the run.
        """
        above = run.resolve().parents
        configured = (folder for folder in above if (folder / CONFIGURATION).is_file())
        return cls(next(configured, above[0]))

    @property
    def codebook(self) -> Path:
        """The file of the codebook."""
        return self.path / "codebook" / "codebook.yml"

    @property
    def log(self) -> DecisionLog:
        """The log of decisions."""
        return DecisionLog(self.path / "codebook" / "decisions.sqlite")

    @property
    def coding_rounds(self) -> CodingRounds:
        """The rounds of coding."""
        return CodingRounds(self.path / "codebook" / "codings.sqlite")

    def runs(self) -> Iterator[Path]:
        """Give the folders of its finished runs."""
        for folder in (self.path, self.path / "runs"):
            if folder.is_dir():
                yield from sorted(one for one in folder.iterdir() if (one / MANIFEST).is_file())

    def latest_run(self, decided: Sequence[str]) -> Path | None:
        """Give the last run that was made of those with these ids and those in which most of the log holds.

        None where there is no such run any more. A run on other sources, in which little or nothing of the
        log holds, is passed over: its themes are not those that people decided about.
        """
        found = []
        for folder in self.runs():
            try:
                told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
                made = str(told["machine"]["created_at"])
                replayed = "replayed" in told.get("tables", {})
                if told["run_id"] in decided or (replayed and _most_holds(folder)):
                    found.append((made, folder.stat().st_mtime_ns, folder))
            except (OSError, ValueError, KeyError, TypeError, AttributeError):
                continue  # a folder that is no run of ours cannot have been decided about
        return max(found)[2] if found else None


def _most_holds(run: Path) -> bool:
    """Whether more than half of the decisions that a run replayed hold for it."""
    import polars as pl

    try:
        held = pl.read_parquet(run / "replayed.parquet")["replayed"]
    except (OSError, pl.exceptions.PolarsError):
        return False
    return 2 * int(held.sum()) > held.len()
