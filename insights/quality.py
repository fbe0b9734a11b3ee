"""How good the themes of a run are without labels of people: words, delimitation, coverage and sizes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import mean, median

import polars as pl

from corpora.tables import GRADES
from insights.coherence import TOP, theme_coherence, topic_diversity
from insights.counting import count_outcomes, count_themes, small_number
from insights.runs import Run
from insights.small_numbers import Shown


@dataclass(frozen=True)
class ThemeQuality:
    """One theme: C_NPMI of its words, how sharply it is drawn, and who mentioned it, as may be shown."""

    theme_id: str
    label: str
    level: int
    coherence: float | None
    grade: str | None
    stability: float | None
    people: Shown
    messages: Shown
    passages: int


@dataclass(frozen=True)
class LevelQuality:
    """One level. ``coherence`` is the mean over its themes, ``diversity`` the share of different words.

    ``sharp``, ``fair`` and ``vague`` count themes, ``unmeasured`` those without a grade; ``stability`` is the
    mean where measured. ``core_share`` is the share of placed units that are core. ``smallest``, ``median``
    and ``largest`` are units a theme, the smallest as far as the small-numbers rule lets it be shown.
    """

    level: int
    themes: int
    coherence: float | None
    diversity: float | None
    sharp: int
    fair: int
    vague: int
    unmeasured: int
    stability: float | None
    core_share: float | None
    smallest: Shown
    median: float
    largest: int


@dataclass(frozen=True)
class Coverage:
    """Where the units went, as numbers and as shares of all units, and what became of the input rows."""

    units: int
    placed: int
    set_apart: int
    unplaced: int
    rows: dict[str, int]

    def share(self, number: int) -> float:
        """Give a number of units as a share of all."""
        return number / self.units if self.units else 0.0


@dataclass(frozen=True)
class Quality:
    """The quality of a run; ``k`` is the small number below which no count is shown."""

    coverage: Coverage
    levels: tuple[LevelQuality, ...]
    themes: tuple[ThemeQuality, ...]
    k: int

    @property
    def finest(self) -> LevelQuality | None:
        """The finest level, None where no themes were claimed."""
        return self.levels[-1] if self.levels else None


def assess(run: Run) -> Quality:
    """Assess a run, level by level; themes stand in the order in which they are mentioned most."""
    k = small_number(run)
    coherence = theme_coherence(run)
    themes = tuple(one for level in range(1, run.levels + 1) for one in _themes(run, level, k, coherence))
    levels = tuple(
        _level(run, level, [one for one in themes if one.level == level], k)
        for level in range(1, run.levels + 1)
    )
    return Quality(_coverage(run), levels, themes, k)


def _themes(run: Run, level: int, k: int, coherence: dict[str, float | None]) -> list[ThemeQuality]:
    rows = {row["theme_id"]: row for row in run.themes.filter(pl.col("level") == level).iter_rows(named=True)}
    return [
        ThemeQuality(
            theme_id=count.theme_id,
            label=rows[count.theme_id]["label"],
            level=level,
            coherence=coherence[count.theme_id],
            grade=rows[count.theme_id]["grade"],
            stability=rows[count.theme_id]["stability"],
            people=count.people,
            messages=count.messages,
            passages=count.passages,
        )
        for count in count_themes(run, level, k)
    ]


def _level(run: Run, level: int, themes: list[ThemeQuality], k: int) -> LevelQuality:
    ids = [one.theme_id for one in themes]
    words = run.words.filter((pl.col("rank") <= TOP) & pl.col("theme_id").is_in(ids)).sort("theme_id", "rank")
    grades = Counter(str(one.grade) for one in themes if one.grade)
    primary = run.assignments.filter(pl.col("primary") & (pl.col("level") == level))
    sizes = _sizes(run, primary)
    known = [one.coherence for one in themes if one.coherence is not None]
    held = [one.stability for one in themes if one.stability is not None]
    return LevelQuality(
        level=level,
        themes=len(themes),
        coherence=mean(known) if known else None,
        diversity=topic_diversity(words.group_by("theme_id").agg("word")["word"].to_list()),
        **{grade: grades[grade] for grade in GRADES},
        unmeasured=len(themes) - grades.total(),
        stability=mean(held) if held else None,
        core_share=float(primary["core"].mean()) if primary.height else None,  # type: ignore[arg-type]
        smallest=_smallest(sizes, k),
        median=float(median(sizes["units"])) if sizes.height else 0.0,
        largest=int(sizes["units"].max() or 0) if sizes.height else 0,  # type: ignore[arg-type]
    )


def _sizes(run: Run, primary: pl.DataFrame) -> pl.DataFrame:
    """Give the units of every theme and the most people that can be behind them."""
    who = run.contributions.join(
        run.sources.select("source_id", "public"), on="source_id", how="left"
    ).select("contribution_id", pl.coalesce("participant_id", "contribution_id").alias("who"), "public")
    return (
        primary.join(run.units.select("unit_id", "contribution_id"), on="unit_id")
        .join(who, on="contribution_id", how="left")
        .group_by("theme_id")
        .agg(
            pl.len().alias("units"),
            pl.col("who").filter(~pl.col("public")).n_unique().alias("people"),
            pl.col("public").all().alias("public"),
        )
        .sort("units", "people")
    )


def _smallest(sizes: pl.DataFrame, k: int) -> Shown:
    if sizes.is_empty():
        return Shown("exact", 0)
    row = sizes.row(0, named=True)
    return Shown("exact", row["units"]) if row["public"] or row["people"] >= k else Shown("few people")


def _coverage(run: Run) -> Coverage:
    found = Counter(str(placement) for placement in run.units["placement"])
    return Coverage(
        run.units.height, found["placed"], found["set apart"], found["unplaced"], count_outcomes(run)
    )
