"""A generation: the themes of one run with their members and vectors, to be held against those of another."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import polars as pl

from corpora.errors import RunError


@dataclass(frozen=True)
class Generation:
    """The themes of one run, as lineage sees them.

    ``themes`` (theme_id, parent_id, level and, once named, label, label_origin, description); ``members``
    (unit_id, theme_id, level) of the units that stand for their text; ``units`` (unit_id), all that stand for
    a text; ``vectors`` table ``vectors`` by view, and ``models`` what made them; ``resolution`` is the one
    that the finest level was made at, where it was chosen among several.
    """

    themes: pl.DataFrame
    members: pl.DataFrame
    units: pl.DataFrame
    vectors: Mapping[str, pl.DataFrame]
    models: Mapping[str, tuple[str, str, int]]
    run_id: str = ""
    resolution: float | None = None

    @classmethod
    def of(
        cls,
        themes: pl.DataFrame,
        assignments: pl.DataFrame,
        units: pl.DataFrame,
        vectors: Mapping[str, pl.DataFrame],
        embedders: Sequence[Mapping[str, Any]],
        run_id: str = "",
    ) -> Self:
        """Take tables of a run and the embedders of its manifest."""
        own = units.filter(pl.col("repeat_of").is_null()).select("unit_id")
        members = assignments.filter("primary").select("unit_id", "theme_id", "level")
        models = {one["view"]: (one["name"], one["revision"], one["width"]) for one in embedders}
        return cls(themes, members.join(own, on="unit_id", how="semi"), own, vectors, models, run_id)

    @property
    def levels(self) -> int:
        """How many levels of themes there are."""
        return int(self.themes["level"].max() or 0) if self.themes.height else 0  # type: ignore[arg-type]

    def at(self, level: int) -> pl.DataFrame:
        """Give the themes of a level, in the order of their ids."""
        return self.themes.filter(pl.col("level") == level).sort("theme_id")


def read_previous(folder: Path) -> Generation:
    """Read the themes of a finished run.

    Raises :class:`RunError` when the folder holds no finished run, or one whose tables are not there.
    """
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        raise RunError(
            f"{folder} is not a finished run: it has no manifest.json. "
            "Name the folder that `oogst run` printed, or leave --previous out."
        )
    try:
        told = json.loads(manifest.read_text(encoding="utf-8"))
        embedders = told["embedders"]
        themes, assignments, units = (
            pl.read_parquet(folder / f"{name}.parquet") for name in ("themes", "assignments", "units")
        )
        vectors = {
            view: pl.read_parquet(folder / f"vectors_{view}.parquet")
            for view in (one["view"] for one in embedders)
        }
        found = Generation.of(themes, assignments, units, vectors, embedders, str(told["run_id"]))
        if "resolutions" not in told.get("tables", {}):
            return found
        tried = pl.read_parquet(folder / "resolutions.parquet")
        return dataclasses.replace(found, resolution=float(tried.filter("chosen")["resolution"][0]))
    except (OSError, ValueError, KeyError, TypeError, pl.exceptions.PolarsError) as fault:
        raise RunError(
            f"{folder} cannot be read as a run: {fault}. Make it again with `oogst run`, or name another run."
        ) from fault
