"""A quote in its context: the contribution it was cut from, what it replied to, what came before and after.

Texts are cut from ``contributions.text`` by code points and are never changed here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from corpora.errors import RunError
from insights.runs import Run


@dataclass(frozen=True)
class Passage:
    """A half-open span of a contribution, with what stands before and after it in the same contribution."""

    contribution_id: str
    start: int
    end: int
    before: str
    quote: str
    after: str


@dataclass(frozen=True)
class Said:
    """A contribution near the quote."""

    contribution_id: str
    text: str
    role: str | None
    language: str
    locator: str


@dataclass(frozen=True)
class Context:
    """Everything around a quote. ``role`` is None where unknown or where the group is too small to name."""

    passage: Passage
    source_title: str
    file: str
    kind: str
    public: bool
    row: int
    locator: str
    language: str
    role: str | None
    question: str | None
    round: str | None
    created: date | None
    theme_ids: tuple[str, ...]
    in_reply_to: Said | None
    replies: tuple[Said, ...]
    previous: Said | None
    next: Said | None


def quote_in_context(run: Run, quote_id: str, roles: frozenset[str] | None) -> Context:
    """Find a chosen quote; ``roles`` are those that may be shown, None for all.

    Raises :class:`RunError` when the run has no such quote.
    """
    found = run.quotes.filter(pl.col("quote_id") == quote_id)
    if not found.height:
        raise RunError(f"{run.name} has no quote {quote_id!r}. Choose one from its table quotes.")
    row = found.row(0, named=True)
    return contribution_in_context(run, row["contribution_id"], roles, (row["start"], row["end"]))


def unit_in_context(run: Run, unit_id: str, roles: frozenset[str] | None) -> Context:
    """Find any unit. Raises :class:`RunError` when the run has no such unit."""
    found = run.units.filter(pl.col("unit_id") == unit_id)
    if not found.height:
        raise RunError(f"{run.name} has no unit {unit_id!r}. Choose one from its table units.")
    row = found.row(0, named=True)
    return contribution_in_context(run, row["contribution_id"], roles, (row["start"], row["end"]))


def contribution_in_context(
    run: Run, contribution_id: str, roles: frozenset[str] | None, span: tuple[int, int] | None = None
) -> Context:
    """Find a contribution, with the whole text as the quote where no span is given.

    Raises :class:`RunError` when the run has no such contribution.
    """
    found = run.contributions.filter(pl.col("contribution_id") == contribution_id)
    if not found.height:
        raise RunError(f"{run.name} has no contribution {contribution_id!r}.")
    own = found.row(0, named=True)
    source = run.sources.filter(pl.col("source_id") == own["source_id"]).row(0, named=True)
    if source["public"]:
        roles = None
    near = run.contributions.filter(pl.col("source_id") == own["source_id"])
    before = near.filter(pl.col("row") < own["row"]).top_k(1, by="row")
    after = near.filter(pl.col("row") > own["row"]).bottom_k(1, by="row")
    parent = run.contributions.filter(pl.col("contribution_id") == pl.lit(own["parent_id"], pl.String))
    replies = run.contributions.filter(pl.col("parent_id") == contribution_id).sort("source_id", "row")
    return Context(
        passage=_cut(own, span or (0, len(own["text"]))),
        source_title=source["title"],
        file=source["file"],
        kind=str(source["kind"]),
        public=source["public"],
        row=own["row"],
        locator=own["locator"],
        language=own["language"],
        role=_allowed(own["role"], roles),
        question=own["question"],
        round=own["round"],
        created=own["created_at"].date() if own["created_at"] else None,
        theme_ids=_theme_ids(run, contribution_id, span),
        in_reply_to=_first(parent, roles),
        replies=_said(replies, roles),
        previous=_first(before, roles),
        next=_first(after, roles),
    )


def _cut(own: dict[str, Any], span: tuple[int, int]) -> Passage:
    text, (start, end) = own["text"], span
    return Passage(own["contribution_id"], start, end, text[:start], text[start:end], text[end:])


def _theme_ids(run: Run, contribution_id: str, span: tuple[int, int] | None) -> tuple[str, ...]:
    """Give the themes of the units that the span touches, top level first."""
    units = run.units.filter(pl.col("contribution_id") == contribution_id)
    if span is not None:
        units = units.filter((pl.col("start") < span[1]) & (pl.col("end") > span[0]))
    stand_in = units.select(pl.concat([pl.col("unit_id"), pl.col("repeat_of").drop_nulls()]).alias("unit_id"))
    placed = run.assignments.filter(pl.col("primary")).join(stand_in, on="unit_id", how="semi")
    return tuple(placed.sort("level", "theme_id")["theme_id"].unique(maintain_order=True))


def _said(frame: pl.DataFrame, roles: frozenset[str] | None) -> tuple[Said, ...]:
    columns = frame.select("contribution_id", "text", "role", "language", "locator")
    return tuple(
        Said(i, text, _allowed(role, roles), lang, at) for i, text, role, lang, at in columns.iter_rows()
    )


def _first(frame: pl.DataFrame, roles: frozenset[str] | None) -> Said | None:
    said = _said(frame.head(1), roles)
    return said[0] if said else None


def _allowed(role: str | None, roles: frozenset[str] | None) -> str | None:
    return role if roles is None or role in roles else None
