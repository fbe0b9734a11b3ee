"""A run in a notebook: one object that gives its tables, vectors, counts, report and BERTopic model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from corpora.errors import RunError, nearest
from insights.comparing.compared import Comparison
from insights.comparing.comparison import compare_groups
from insights.comparing.rounds import Rounds, over_rounds
from insights.counting import Answered, ThemeCount, count_answered, count_themes, small_number
from insights.decisions.decided_run import open_decided
from insights.runs import Run

if TYPE_CHECKING:
    from bertopic import BERTopic

    from insights.reports.model import Report

VECTORS = "vectors_"


@dataclass(frozen=True)
class OpenRun:
    """A run with what people decided about it. Its tables are Polars frames, as ``open_run(…).themes``."""

    run: Run

    def table(self, name: str) -> pl.DataFrame:
        """Give a table by name, such as ``assignments``.

        Raises :class:`RunError` when the run has no such table.
        """
        known = [path.stem for path in sorted(self.run.path.glob("*.parquet"))]
        if name not in known:
            raise RunError(
                f"{self.run.name} has no table '{name}'{nearest(name, known)}. It has {', '.join(known)}."
            )
        return self.run.table(name)

    @property
    def themes(self) -> pl.DataFrame:
        """Table ``themes``."""
        return self.run.themes

    @property
    def contributions(self) -> pl.DataFrame:
        """Table ``contributions``."""
        return self.run.contributions

    @property
    def quotes(self) -> pl.DataFrame:
        """Table ``quotes``, with the text of each, cut from its contribution."""
        texts = self.run.contributions.select("contribution_id", "text")
        length = pl.col("end") - pl.col("start")
        cut = pl.col("text").str.slice(pl.col("start"), length).alias("text")
        return self.run.quotes.join(texts, on="contribution_id").with_columns(cut)

    @property
    def views(self) -> tuple[str, ...]:
        """The views that the run has vectors of."""
        found = (path.stem for path in self.run.path.glob(f"{VECTORS}*.parquet"))
        return tuple(sorted(name.removeprefix(VECTORS) for name in found))

    def vectors(self, view: str | None = None) -> pl.DataFrame:
        """Give the vector of every unit in a view, the first where none is named: unit_id, vector."""
        chosen = view or next(iter(self.views), None)
        if chosen is None:
            raise RunError(f"{self.run.name} keeps no vectors.")
        return self.table(f"{VECTORS}{chosen}")

    def answered(self, question: str | None = None) -> Answered:
        """Count who answered, over the whole run or one question."""
        return count_answered(self.run, small_number(self.run), question)

    def counts(self, level: int = 1, question: str | None = None) -> tuple[ThemeCount, ...]:
        """Count people and messages of every theme of a level, as may be shown."""
        return count_themes(self.run, level, small_number(self.run), question)

    def over_rounds(self, level: int = 1) -> Rounds:
        """Count the themes of a level by round or by month."""
        return over_rounds(self.run, level)

    def compare(self, by: str, first: str, second: str, level: int = 1) -> Comparison:
        """Compare two groups by the themes of a level, such as two roles."""
        return compare_groups(self.run, by, first, second, level=level)

    def report(self, themes: Sequence[str] | None = None) -> Report:
        """Build the report model, whose counts obey the rule for exports."""
        from insights.reports.building import build

        return build(self.run, themes)

    def topic_model(self) -> BERTopic:
        """Build a working BERTopic; its topic numbers map to theme ids by ``theme_ids_``."""
        return self.run.topic_model()


def open_run(path: str | Path) -> OpenRun:
    """Open a run folder, with what people decided about it.

    Raises :class:`RunError` when the folder holds no finished run.
    """
    return OpenRun(open_decided(path))
