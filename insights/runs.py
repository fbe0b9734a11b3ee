"""Opening a run: the folder of tables and the manifest, read as they are, once and only when asked for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from corpora.errors import RunError

if TYPE_CHECKING:
    from bertopic import BERTopic

MANIFEST = "manifest.json"
TABLES = (
    "sources",
    "participants",
    "contributions",
    "units",
    "ledger",
    "themes",
    "assignments",
    "quotes",
    "words",
)
"""The tables that every run has."""


@dataclass(frozen=True)
class Run:
    """A finished run. Tables are Polars frames under the contracts of :mod:`corpora.tables`."""

    path: Path

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """The manifest as written: inputs, settings, counts, table hashes, times."""
        return dict(json.loads((self.path / MANIFEST).read_text(encoding="utf-8")))

    def table(self, name: str) -> pl.DataFrame:
        """Read one table by name, such as ``themes``."""
        return pl.read_parquet(self.path / f"{name}.parquet")

    @cached_property
    def sources(self) -> pl.DataFrame:
        """Table ``sources``."""
        return self.table("sources")

    @cached_property
    def participants(self) -> pl.DataFrame:
        """Table ``participants``."""
        return self.table("participants")

    @cached_property
    def contributions(self) -> pl.DataFrame:
        """Table ``contributions``."""
        return self.table("contributions")

    @cached_property
    def units(self) -> pl.DataFrame:
        """Table ``units``."""
        return self.table("units")

    @cached_property
    def ledger(self) -> pl.DataFrame:
        """Table ``ledger``."""
        return self.table("ledger")

    @cached_property
    def themes(self) -> pl.DataFrame:
        """Table ``themes``."""
        return self.table("themes")

    @cached_property
    def assignments(self) -> pl.DataFrame:
        """Table ``assignments``."""
        return self.table("assignments")

    @cached_property
    def quotes(self) -> pl.DataFrame:
        """Table ``quotes``."""
        return self.table("quotes")

    @cached_property
    def words(self) -> pl.DataFrame:
        """Table ``words``."""
        return self.table("words")

    @cached_property
    def layout(self) -> pl.DataFrame | None:
        """Table ``layout``; None in a run without themes, and in one that was made before there was a map."""
        return self.table("layout") if "layout" in self.manifest.get("tables", {}) else None

    @property
    def name(self) -> str:
        """The name of the run's folder."""
        return self.path.name

    @property
    def title(self) -> str:
        """The titles of the sources, joined."""
        return ", ".join(self.sources["title"].to_list())

    @property
    def levels(self) -> int:
        """How many levels of themes the run has; 0 when no themes were claimed."""
        return int(self.themes["level"].max() or 0) if self.themes.height else 0  # type: ignore[arg-type]

    def topic_model(self) -> BERTopic:
        """Build a working BERTopic from the run; its topic numbers map to theme ids by ``theme_ids_``."""
        from pipelines.topic_model import build_topic_model

        return build_topic_model(self.path)


def open_run(path: str | Path) -> Run:
    """Open a run folder.

    Raises :class:`RunError` when the folder holds no finished run.
    """
    folder = Path(path)
    if not (folder / MANIFEST).is_file():
        raise RunError(
            f"{folder} is not a finished run: it has no {MANIFEST}. "
            "Make one with `oogst run SOURCE --out DIR`, or point to the folder that a run printed."
        )
    return Run(folder)
