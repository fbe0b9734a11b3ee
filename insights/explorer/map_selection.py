"""What the map shows, selected from the run as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

from insights.counting import ThemeCount, small_number
from insights.explorer import store
from insights.explorer.paged import PAGE_ROWS, Paged
from insights.explorer.themes_shown import Placed
from insights.explorer.views import View
from insights.runs import Run

DRAWN: Final = 3000
"""Points that can be told apart on one map; of more units a sample is drawn."""
SAID: Final = 160
"""Characters of a quote that a point shows; the rest is at its source."""
MARGIN: Final = 1.25
"""How much wider than a theme the map is that opens on it."""


@dataclass(frozen=True)
class Area:
    """A theme on the map: its number there, where its middle is (from -1 to 1), and how wide it is."""

    number: int
    theme: Placed
    x: float
    y: float
    width: float
    counts: ThemeCount


@dataclass(frozen=True)
class Point:
    """A unit on the map; ``area`` is the number of its theme, 0 for one without a theme."""

    unit_id: str
    x: float
    y: float
    area: int
    theme_id: str
    said: str
    language: str


@dataclass(frozen=True)
class Said:
    """A unit in the list beside the map."""

    unit_id: str
    text: str
    language: str
    source: str
    locator: str
    area: Area | None


@dataclass(frozen=True)
class Shown:
    """A map: its areas, the points that are drawn, how many there are in all, the list, and what is focused.

    ``start`` is where the map opens: how much it is enlarged, and the middle of what it shows.
    """

    areas: tuple[Area, ...]
    points: tuple[Point, ...]
    units: int
    listed: Paged[Said]
    focus: Area | None
    start: tuple[float, float, float]


def has_map(run: Run) -> bool:
    """Whether a run has a map."""
    return run.layout is not None and run.layout.height > 0 and run.levels > 0


def show_map(run: Run, view: View) -> Shown:
    """Give the map of a run, or of the top theme that the view asks for."""
    table = store.map_table(run)
    areas = _areas(run, table)
    focus = next((area for area in areas if area.theme.theme_id == view.theme), None)
    inside = table.filter(pl.col("area") == focus.number) if focus else table
    start = (1.0, 0.0, 0.0)
    if focus:
        start = (max(1.0, min(6.0, 1 / max(0.05, focus.width * MARGIN))), focus.x, focus.y)
    return Shown(
        areas=areas,
        points=_points(run, _drawn(table, inside, focus)),
        units=inside.height,
        listed=_listed(run, inside, areas, view.page),
        focus=focus,
        start=start,
    )


def _areas(run: Run, table: pl.DataFrame) -> tuple[Area, ...]:
    labels = dict(run.themes.select("theme_id", "label").iter_rows())
    counts = {one.theme_id: one for one in store.theme_counts(run, 1, small_number(run))}
    x, y = pl.col("x"), pl.col("y")
    middles = (
        table.filter(pl.col("area") > 0)
        .group_by("area", "theme_id")
        .agg(
            ((x.max() + x.min()) / 2).alias("x"),
            ((y.max() + y.min()) / 2).alias("y"),
            (pl.max_horizontal(x.max() - x.min(), y.max() - y.min()) / 2).alias("width"),
        )
        .sort("area")
    )
    return tuple(
        Area(number, Placed(theme, labels[theme]), middle_x, middle_y, width, counts[theme])
        for number, theme, middle_x, middle_y, width in middles.iter_rows()
    )


def _drawn(table: pl.DataFrame, inside: pl.DataFrame, focus: Area | None) -> pl.DataFrame:
    """Choose what is drawn; ids of units are hashes, so that the first of them are a fair sample."""
    own = inside.sort("unit_id").head(DRAWN)
    if focus is None:
        return own
    around = table.filter(pl.col("area") != focus.number).sort("unit_id").head(DRAWN // 3)
    return pl.concat([around, own])


def _points(run: Run, drawn: pl.DataFrame) -> tuple[Point, ...]:
    said = run.contributions.select("contribution_id", "text", "language")
    text = pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    long = text.str.len_chars() > SAID
    short = text.str.slice(0, SAID - 1).str.replace(r"\s+\S*$", "") + "…"
    frame = drawn.join(said, on="contribution_id", how="left", maintain_order="left").select(
        "unit_id",
        "x",
        "y",
        "area",
        pl.col("theme_id").fill_null(""),
        pl.when(long).then(short).otherwise(text).alias("said"),
        "language",
    )
    return tuple(Point(*row) for row in frame.iter_rows())


def _listed(run: Run, inside: pl.DataFrame, areas: tuple[Area, ...], page: int) -> Paged[Said]:
    pages = max(1, -(-inside.height // PAGE_ROWS))
    page = min(page, pages)
    part = inside.slice((page - 1) * PAGE_ROWS, PAGE_ROWS)
    said = run.contributions.select("contribution_id", "source_id", "text", "language", "locator")
    titles = run.sources.select("source_id", "title")
    frame = (
        part.join(said, on="contribution_id", how="left", maintain_order="left")
        .join(titles, on="source_id", how="left", maintain_order="left")
        .with_columns(pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start")))
        .select("unit_id", "text", "language", "title", "locator", "area")
    )
    numbered = {area.number: area for area in areas}
    rows = tuple(
        Said(unit, text, language, title, locator, numbered.get(area))
        for unit, text, language, title, locator, area in frame.iter_rows()
    )
    return Paged(rows, page, pages, inside.height)
