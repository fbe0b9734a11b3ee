"""Passages as the pages show them, cut from their contributions: quotes, members of a theme, plain lists."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from insights.explorer.paged import Paged, Window
from insights.explorer.themes_shown import Placed
from insights.runs import Run


@dataclass(frozen=True)
class QuoteLine:
    """A passage of a theme; ``choice`` is the parameter that leads to it, ``note`` what is special.

    A chosen quote has the ``reason`` it was chosen, a ``grade`` where it was measured how surely it belongs,
    and the theme it borders on where it is also near that one.
    """

    text: str
    role: str | None
    source: str
    locator: str
    language: str
    kind: str
    choice: dict[str, str]
    note: str = ""
    reason: str = ""
    grade: str | None = None
    border: Placed | None = None


@dataclass(frozen=True)
class Listed:
    """A contribution or unit in a plain list, with the reason it is in no theme."""

    text: str
    role: str | None
    source: str
    locator: str
    language: str
    reason: str
    choice: dict[str, str] = field(default_factory=dict)


def quotes(run: Run, theme_id: str, roles: frozenset[str]) -> tuple[QuoteLine, ...]:
    """Give the quotes chosen for a theme, cut from their contributions, by rank."""
    found = run.quotes.filter(pl.col("theme_id") == theme_id).sort("rank")
    beyond = _borders(run, found)
    return tuple(
        QuoteLine(
            text,
            role_of(role, public, roles),
            title,
            locator,
            language,
            str(kind),
            {"quote": quote_id},
            reason=reason,
            grade=grade,
            border=beyond.get(quote_id),
        )
        for quote_id, kind, reason, grade, text, role, public, title, locator, language in cut(
            run, found, ["quote_id", "kind", "reason", "grade"]
        ).iter_rows()
    )


def members(
    run: Run, theme_id: str, level: int, roles: frozenset[str], fringe: str, page: int
) -> Paged[QuoteLine]:
    """Everything placed in a theme, from its heart to its fringe, one page of it."""
    found = (
        run.assignments.filter(
            (pl.col("theme_id") == theme_id) & (pl.col("level") == level) & pl.col("primary")
        )
        .join(run.units.select("unit_id", "contribution_id", "start", "end"), on="unit_id")
        .sort("core", "membership", "unit_id", descending=[True, True, False])
    )
    window = Window(found.height, page)
    rows = tuple(
        QuoteLine(
            text,
            role_of(role, public, roles),
            title,
            locator,
            language,
            "",
            {"unit": unit},
            "" if core else fringe,
        )
        for unit, core, text, role, public, title, locator, language in cut(
            run, window.of(found), ["unit_id", "core"]
        ).iter_rows()
    )
    return window.paged(rows)


def contributions(run: Run, roles: frozenset[str], page: int) -> Paged[Listed]:
    """All contributions in the order of their sources, one page of them."""
    found = run.contributions.sort("source_id", "row")
    window = Window(found.height, page)
    part = window.of(found).with_columns(
        start=pl.lit(0, pl.Int64), end=pl.col("text").str.len_chars().cast(pl.Int64)
    )
    frame = cut(run, part.select("contribution_id", "start", "end"), ["contribution_id"])
    rows = tuple(
        Listed(
            text, role_of(role, public, roles), title, locator, language, "", {"contribution": contribution}
        )
        for contribution, text, role, public, title, locator, language in frame.iter_rows()
    )
    return window.paged(rows)


def left_out(run: Run, placement: str, roles: frozenset[str], page: int) -> Paged[Listed]:
    """Give the units that are set apart or unplaced, with the reason, one page of them."""
    found = run.units.filter(pl.col("placement").cast(pl.String) == placement).sort(
        "reason", "contribution_id", "start"
    )
    window = Window(found.height, page)
    frame = cut(run, window.of(found), ["unit_id", "reason"])
    rows = tuple(
        Listed(text, role_of(role, public, roles), title, locator, language, reason or "", {"unit": unit})
        for unit, reason, text, role, public, title, locator, language in frame.iter_rows()
    )
    return window.paged(rows)


def _borders(run: Run, quotes: pl.DataFrame) -> dict[str, Placed]:
    """Give the other theme of their level that quotes of kind *edge* belong to most, by quote."""
    span = ["contribution_id", "start", "end"]
    level = run.themes.select("theme_id", "level")
    edge = quotes.filter(pl.col("kind").cast(pl.String) == "edge").join(level, on="theme_id")
    second = run.assignments.filter(~pl.col("primary")).select("unit_id", "level", "membership", "theme_id")
    found = (
        edge.join(run.units.select("unit_id", *span), on=span)
        .join(second.rename({"theme_id": "beyond"}), on=["unit_id", "level"])
        .sort("membership", "beyond", descending=[True, False])
        .unique("quote_id", keep="first", maintain_order=True)
    )
    labels = dict(run.themes.select("theme_id", "label").iter_rows())
    pairs = found.select("quote_id", "beyond").iter_rows()
    return {quote: Placed(beyond, labels[beyond]) for quote, beyond in pairs}


def cut(run: Run, spans: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Cut passages by code points; gives the keys, then text, role, public, title, locator and language."""
    said = run.contributions.select("contribution_id", "source_id", "text", "role", "locator", "language")
    titles = run.sources.select("source_id", "title", "public")
    return (
        spans.lazy()
        .join(said.lazy(), on="contribution_id", how="left", maintain_order="left")
        .join(titles.lazy(), on="source_id", how="left", maintain_order="left")
        .with_columns(pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start")))
        .select(*keys, "text", "role", "public", "title", "locator", "language")
        .collect()
    )


def role_of(role: str | None, public: bool | None, roles: frozenset[str]) -> str | None:
    """Give a role where it may be shown: of a published text, or of a group of enough people."""
    return role if public or role in roles else None
