"""What was said where it was said: a passage in its contribution, and input rows with what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

from corpora.errors import RunError
from insights.comparing.voted import Statement
from insights.context import Context, contribution_in_context, quote_in_context, unit_in_context
from insights.counting import roles_shown
from insights.explorer import store
from insights.explorer.paged import Paged, Window
from insights.explorer.themes_shown import Placed, theme_page
from insights.explorer.views import View
from insights.runs import Run

LEDGER_ROWS: Final = 50


@dataclass(frozen=True)
class LedgerLine:
    """An input row with what became of it; without a contribution where it was excluded."""

    source: str
    row: int
    outcome: str
    reason: str
    contribution_id: str


@dataclass(frozen=True)
class Event:
    """One step in the life of an input row."""

    step: str
    outcome: str
    reason: str


@dataclass(frozen=True)
class Choice:
    """That words were chosen as a quote of a theme; ``reason`` is a key of the wording."""

    theme: Placed
    reason: str


def ledger(run: Run, outcome: str, page: int) -> Paged[LedgerLine]:
    """One page of the input rows with their outcome, all or those with one outcome."""
    rows = store.ledger_rows(run)
    if outcome:
        rows = rows.filter(pl.col("outcome").cast(pl.String) == outcome)
    window = Window(rows.height, page, LEDGER_ROWS)
    part = window.of(rows)
    titles = run.sources.select("source_id", "title")
    shown = part.join(titles, on="source_id", how="left", maintain_order="left")
    columns = shown.select("title", "row", pl.col("outcome").cast(pl.String), "reason", "contribution_id")
    lines = tuple(
        LedgerLine(title, row, said, reason or "", contribution or "")
        for title, row, said, reason, contribution in columns.iter_rows()
    )
    return window.paged(lines)


def roles_beside(run: Run, theme_id: str, k: int) -> frozenset[str]:
    """Give the roles that may stand beside a quote: large groups, also in the theme it was reached by."""
    allowed = roles_shown(store.answered(run, k))
    theme = theme_page(run, theme_id, k) if theme_id else None
    return allowed & theme.counts.roles_shown if theme else allowed


def in_context(run: Run, view: View, roles: frozenset[str]) -> Context | None:
    """Give what the URL asks for, in its contribution; None when the run does not have it."""
    try:
        if view.quote:
            return quote_in_context(run, view.quote, roles)
        if view.unit:
            return unit_in_context(run, view.unit, roles)
        return contribution_in_context(run, view.contribution, roles)
    except RunError:
        return None


def events(run: Run, contribution_id: str) -> tuple[Event, ...]:
    """Give what became of the row of a contribution, step by step; the last event is its outcome.

    What was masked is told by kind and number: the words that stood there are nowhere in a run.
    """
    found = run.ledger.filter(pl.col("contribution_id") == contribution_id).sort("event")
    columns = found.select("step", pl.col("outcome").cast(pl.String), "reason")
    return tuple(Event(step, outcome, reason or "") for step, outcome, reason in columns.iter_rows())


def choices(run: Run, context: Context) -> tuple[Choice, ...]:
    """Give the themes for which words of the passage were chosen as a quote, with the reason."""
    passage = context.passage
    found = run.quotes.filter(
        (pl.col("contribution_id") == passage.contribution_id)
        & (pl.col("start") < passage.end)
        & (pl.col("end") > passage.start)
    ).join(run.themes.select("theme_id", "label", "level"), on="theme_id")
    columns = found.sort("level", "label").select("theme_id", "label", "reason")
    return tuple(Choice(Placed(theme, label), reason) for theme, label, reason in columns.iter_rows())


def voted_on(run: Run, contribution_id: str, k: int) -> tuple[Statement | None, str | None]:
    """Give the votes on a contribution, as they may be shown, and by what voters are grouped.

    The votes are None where nobody voted on it.
    """
    votes = store.votes(run, 1, k)
    if votes is None:
        return None, None
    return next((one for one in votes.statements if one.contribution_id == contribution_id), None), votes.by
