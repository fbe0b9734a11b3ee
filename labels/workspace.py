"""A workspace: the folder with the sources, the runs, and the codebook with what people decided."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

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

    def runs(self) -> Iterator[Path]:
        """Give the folders of its finished runs."""
        for folder in (self.path, self.path / "runs"):
            if folder.is_dir():
                yield from sorted(one for one in folder.iterdir() if (one / MANIFEST).is_file())

    def latest_run(self, decided: Sequence[str]) -> Path | None:
        """Give the last run that was made of those with these ids and those that replayed the log.

        None where there is no such run any more.
        """
        found = []
        for folder in self.runs():
            try:
                told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
                replayed = "replayed" in told.get("tables", {})
                made = str(told["machine"]["created_at"])
                if told["run_id"] in decided or replayed:
                    found.append((made, folder.stat().st_mtime_ns, folder))
            except (OSError, ValueError, KeyError, TypeError, AttributeError):
                continue  # a folder that is no run of ours cannot have been decided about
        return max(found)[2] if found else None
