"""Themes over time: how many of the people who spoke in a round, or in a month, mention each theme.

People count through core units, as everywhere (:mod:`insights.mentions`); the share is of those who spoke in
that period, and a person who spoke in two counts in both. Where nobody is known, messages are counted
instead. Published texts are counted by source elsewhere and are left out here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import polars as pl

from corpora.errors import RunError
from insights.comparing.groups import grouped, names
from insights.counting import small_number
from insights.intervals import Interval, wilson
from insights.mentions import PERSON
from insights.runs import Run
from insights.small_numbers import Count, Shown
from insights.splits import GROUP, Pair, Split

By = Literal["round", "date"]
Every = Literal["month", "week", "quarter"]
Counted = Literal["people", "messages"]

LACKS: Final = {
    "round": ("rounds", "Map their column with --round, or use --by date."),
    "date": ("dates", "Map their column with --created, or use --by round."),
}


@dataclass(frozen=True)
class Period:
    """Who spoke in a round or a stretch of time; ``name`` is None for what has no round or date."""

    name: str | None
    people: Shown
    messages: Shown


@dataclass(frozen=True)
class Cell:
    """A theme in a period: people and messages, and the share with Wilson's interval where it may be shown.

    The share is of the people who spoke in the period, or of its messages where people are unknown.
    """

    period: str | None
    people: Shown
    messages: Shown
    share: float | None
    interval: Interval | None


@dataclass(frozen=True)
class ThemeOverTime:
    """One theme, with a cell for every period."""

    theme_id: str
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Rounds:
    """Theme shares by period. ``counted`` says what shares are of; ``k`` is the small number.

    ``unknown_people`` counts messages of unknown people, which are in no share of people, ``passages`` those
    of published texts, which are left out.
    """

    by: By
    every: Every | None
    level: int
    counted: Counted
    k: int
    unknown_people: Shown
    passages: int
    periods: tuple[Period, ...]
    themes: tuple[ThemeOverTime, ...]


def over_rounds(
    run: Run, level: int = 1, by: By | None = None, every: Every = "month", k: int | None = None
) -> Rounds:
    """Count the themes of a level by round, or by date (by round where there are any when ``by`` is None).

    Raises :class:`RunError` when the run has no such level, no rounds, or no dates.
    """
    if not 1 <= level <= run.levels:
        found = f"it has {run.levels}" if run.levels else "no themes are claimed in it"
        raise RunError(f"{run.name} has no level {level} of themes; {found}. Name another with --level.")
    by = by or ("round" if run.contributions["round"].drop_nulls().len() else "date")
    frame = grouped(run, "round" if by == "round" else every)
    if not frame[GROUP].drop_nulls().len():
        lacks, way_out = LACKS[by]
        raise RunError(f"the contributions of {run.name} have no {lacks}. {way_out}")
    k = k or small_number(run)
    split = Split(run, frame, names(frame), k)
    counted: Counted = "people" if split.people else "messages"
    periods = tuple(Period(name, pair.people, pair.messages) for name, pair in split.groups().items())
    cells = split.themes(level)
    themes = run.themes.filter(pl.col("level") == level)
    over_time = [
        ThemeOverTime(
            theme,
            label,
            tuple(_cell(period, cells[theme, period.name], counted) for period in periods),
        )
        for theme, label in themes.select("theme_id", "label").iter_rows()
    ]
    unknown = frame[PERSON].null_count()
    return Rounds(
        by=by,
        every=every if by == "date" else None,
        level=level,
        counted=counted,
        k=k,
        unknown_people=Count(unknown, unknown, split.people, of_people=False).show(k)
        if unknown
        else Shown("exact", 0),
        passages=run.contributions.height - frame.height,
        periods=periods,
        themes=tuple(sorted(over_time, key=lambda one: (_order(one, counted), one.label, one.theme_id))),
    )


def _cell(period: Period, pair: Pair, counted: Counted) -> Cell:
    people, messages = pair.people, pair.messages
    part, whole = (people, period.people) if counted == "people" else (messages, period.messages)
    if not part.exact or not whole.exact or not whole.number:
        return Cell(period.name, people, messages, None, None)
    number = part.number or 0
    return Cell(period.name, people, messages, number / whole.number, wilson(number, whole.number))


def _order(theme: ThemeOverTime, counted: Counted) -> int:
    """Sort by what is shown: the theme that is mentioned most, over all periods, first."""
    shown = (cell.people if counted == "people" else cell.messages for cell in theme.cells)
    return -sum(one.at_least for one in shown)
