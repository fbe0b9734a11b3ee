"""Themes as the pages show them: in a list, on a page of their own, and by name only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import polars as pl

from insights.counting import ThemeCount
from insights.explorer import store
from insights.runs import Run

KEYWORDS: Final = 6
WORDS: Final = 10
NEAR: Final = 5


@dataclass(frozen=True)
class ThemeLine:
    """A theme in a list."""

    theme_id: str
    label: str
    keywords: tuple[str, ...]
    counts: ThemeCount
    subthemes: tuple[ThemeLine, ...] = ()
    grade: str | None = None


@dataclass(frozen=True)
class Placed:
    """A theme by name."""

    theme_id: str
    label: str


@dataclass(frozen=True)
class Theme:
    """A theme on its own page.

    ``description`` is None until a person wrote one, ``grade`` and ``stability`` where it was not measured
    how sharply it is drawn. ``cautions`` are what the theme mirrors besides its subject: a key of the wording
    with a value. ``origin`` tells where its label comes from.
    """

    theme_id: str
    label: str
    level: int
    parent: Placed | None
    keywords: tuple[str, ...]
    description: str | None
    counts: ThemeCount
    subthemes: tuple[ThemeLine, ...]
    grade: str | None = None
    cautions: tuple[tuple[str, str], ...] = ()
    origin: str = "keywords"
    stability: float | None = None


@dataclass(frozen=True)
class WordLine:
    """A word of a theme with its weight."""

    word: str
    weight: float


def theme_lines(run: Run, k: int, question: str | None = None) -> tuple[ThemeLine, ...]:
    """Give the themes of the top level by people, each with its subthemes by people.

    Within one question themes are counted, and subthemes are left out.
    """
    return _lines(run, 1, None, k, question)


def theme_page(run: Run, theme_id: str, k: int) -> Theme | None:
    """Give a theme with its counts and subthemes; None when the run has no such theme."""
    found = run.themes.filter(pl.col("theme_id") == theme_id)
    if not found.height:
        return None
    row = found.row(0, named=True)
    counts = next(c for c in store.theme_counts(run, row["level"], k) if c.theme_id == theme_id)
    parents = placed(run, (row["parent_id"],)) if row["parent_id"] else ()
    return Theme(
        theme_id=theme_id,
        label=row["label"],
        level=row["level"],
        parent=parents[0] if parents else None,
        keywords=tuple(row["keywords"] or ())[:KEYWORDS],
        description=row["description"],
        counts=counts,
        subthemes=_lines(run, row["level"] + 1, theme_id, k),
        grade=row["grade"],
        cautions=_cautions(run, row["warnings"] or ()),
        origin=str(row["label_origin"]),
        stability=row["stability"],
    )


def near_themes(run: Run, theme: Theme) -> tuple[Placed, ...]:
    """Give the other themes of its level that texts of a theme, or that have texts, on the border with it.

    The nearest first: by the membership that texts of the one have in the other, as a share of the texts of
    the one, both ways together. That two themes are near says nothing of who agrees.
    """
    level = run.assignments.filter(pl.col("level") == theme.level).select(
        "unit_id", "theme_id", "primary", "membership"
    )
    own = level.filter("primary").select("unit_id", pl.col("theme_id").alias("home"))
    size = own.group_by("home").len()
    pairs = level.filter(~pl.col("primary")).join(own, on="unit_id")
    there, back = pl.col("home") == theme.theme_id, pl.col("theme_id") == theme.theme_id
    found = (
        pairs.filter(there | back)
        .with_columns(pl.when(there).then("theme_id").otherwise("home").alias("other"))
        .join(size, on="home")
        .group_by("other")
        .agg((pl.col("membership") / pl.col("len")).sum().round(9).alias("near"))
        .sort("near", "other", descending=[True, False])
        .head(NEAR)
    )
    return placed(run, tuple(found["other"]))


def placed(run: Run, theme_ids: tuple[str, ...]) -> tuple[Placed, ...]:
    """Themes by name, in the order of their ids."""
    labels = dict(run.themes.select("theme_id", "label").iter_rows())
    return tuple(Placed(theme_id, labels[theme_id]) for theme_id in theme_ids if theme_id in labels)


def words(run: Run, theme_id: str) -> tuple[WordLine, ...]:
    """Give the words of a theme with the highest weights."""
    found = run.words.filter(pl.col("theme_id") == theme_id).sort("rank").head(WORDS)
    return tuple(WordLine(word, weight) for word, weight in found.select("word", "weight").iter_rows())


def _lines(
    run: Run, level: int, parent: str | None, k: int, question: str | None = None
) -> tuple[ThemeLine, ...]:
    themes = run.themes.filter(pl.col("level") == level)
    if parent is not None:
        themes = themes.filter(pl.col("parent_id") == parent)
    if not themes.height:
        return ()
    known = {row["theme_id"]: row for row in themes.iter_rows(named=True)}
    return tuple(
        ThemeLine(
            theme_id=counts.theme_id,
            label=known[counts.theme_id]["label"],
            keywords=tuple(known[counts.theme_id]["keywords"] or ())[:KEYWORDS],
            counts=counts,
            subthemes=_lines(run, level + 1, counts.theme_id, k) if level == 1 and question is None else (),
            grade=known[counts.theme_id]["grade"],
        )
        for counts in store.theme_counts(run, level, k, question)
        if counts.theme_id in known
    )


def _cautions(run: Run, warnings: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Give what a theme mirrors as pairs, sources by their title and participants by no name at all."""
    titles = dict(run.sources.select("source_id", "title").iter_rows())
    found = []
    for warning in warnings:
        key, _, value = warning.partition(": ")
        found.append((key, "" if key == "participant" else titles.get(value, value)))
    return tuple(found)
