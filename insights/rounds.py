"""Themes over time: how many of the people who spoke in a round, or in a month, mention each theme.

People count through core units, as everywhere (:mod:`insights.mentions`); the share is of those who spoke in
that period, and a person who spoke in two counts in both. Where nobody is known, messages are counted
instead. Published texts are counted by source elsewhere and are left out here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Final, Literal

import polars as pl

from corpora.errors import RunError
from insights.counting import small_number
from insights.intervals import Interval, wilson
from insights.mentions import PERSON, Spoken, distinct_people, mentions
from insights.runs import Run
from insights.small_numbers import UNKNOWN, Count, Shown, protect

By = Literal["round", "date"]
Every = Literal["month", "week", "quarter"]
Counted = Literal["people", "messages"]

WHEN: Final[dict[Every, pl.Expr]] = {
    "month": pl.col("created_at").dt.strftime("%Y-%m"),
    "week": pl.col("created_at").dt.strftime("%G-W%V"),
    "quarter": pl.format("{}-Q{}", pl.col("created_at").dt.year(), pl.col("created_at").dt.quarter()),
}
"""The name of the period that a moment lies in; weeks are those of ISO 8601, moments are in UTC."""


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


Key = tuple[str, str | None]
"""A theme and a period."""
Pair = tuple[Shown, Shown]
"""People and messages."""
WITHHELD: Final = Shown("withheld")


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
    spoken = _Periods(run, by, every, k or small_number(run))
    counted: Counted = "people" if spoken.people else "messages"
    periods = spoken.periods()
    cells = spoken.protected(level)
    themes = run.themes.filter(pl.col("level") == level)
    over_time = [
        ThemeOverTime(
            theme,
            label,
            tuple(_cell(period, *cells[theme, period.name], counted) for period in periods),
        )
        for theme, label in themes.select("theme_id", "label").iter_rows()
    ]
    unknown = spoken.private.filter(pl.col(PERSON).is_null()).height
    return Rounds(
        by=by,
        every=every if by == "date" else None,
        level=level,
        counted=counted,
        k=spoken.k,
        unknown_people=Count(unknown, unknown, spoken.people, of_people=False).show(spoken.k)
        if unknown
        else Shown("exact", 0),
        passages=spoken.passages,
        periods=periods,
        themes=tuple(sorted(over_time, key=lambda one: (_order(one, counted), one.label, one.theme_id))),
    )


class _Periods:
    """The private contributions of a run with their period, and the counts that may be shown of them."""

    def __init__(self, run: Run, by: By, every: Every, k: int) -> None:
        spoken = Spoken(run)
        period = pl.col("round") if by == "round" else WHEN[every]
        when = run.contributions.select("contribution_id", period.alias("period"))
        self.private = spoken.private.join(when, on="contribution_id", how="left")
        if not self.private["period"].drop_nulls().len():
            lacks, way_out = {
                "round": ("rounds", "Map their column with --round, or use --by date."),
                "date": ("dates", "Map their column with --created, or use --by round."),
            }[by]
            raise RunError(f"the contributions of {run.name} have no {lacks}. {way_out}")
        self.run, self.k = run, k
        self.people, self.passages = spoken.people, spoken.public.height
        self.names = sorted(self.private["period"].unique(), key=_by_number)
        self.spoke = {name: self._of(self.private, name) for name in self.names}
        known = self.private.filter(pl.col(PERSON).is_not_null())
        self.shared = bool((known.group_by(PERSON).agg(pl.col("period").n_unique())["period"] > 1).any())
        """Whether anybody spoke in more than one period, so that counts of people do not add up."""

    def periods(self) -> tuple[Period, ...]:
        """Count who spoke in every period."""
        people, messages = self._split(self.private, list(self.spoke.values()))
        return tuple(map(Period, self.names, people, messages))

    def protected(self, level: int) -> dict[Key, Pair]:
        """Give people and messages of every theme of a level in every period, as they may be shown.

        A theme is protected beside its total over the periods, and a subtheme beside its theme in the period.
        """
        found = mentions(self.run, level).join(self.private, on="contribution_id")
        themes = self.run.themes.filter(pl.col("level") == level)
        frames: dict[Key, pl.DataFrame] = {}
        cells: dict[Key, Pair] = {}
        for theme in themes["theme_id"]:
            whole = found.filter(pl.col("theme_id") == theme)
            keys = [(theme, name) for name in self.names]
            frames |= {(theme, name): self._of(whole, name) for name in self.names}
            shown = self._split(whole, [frames[key] for key in keys], list(self.spoke.values()))
            cells |= dict(zip(keys, zip(*shown, strict=True), strict=True))
        if level > 1:
            self._beside_parents(cells, frames, themes, self.protected(level - 1))
        return cells

    def _beside_parents(
        self,
        cells: dict[Key, Pair],
        frames: dict[Key, pl.DataFrame],
        themes: pl.DataFrame,
        parents: dict[Key, Pair],
    ) -> None:
        """Withhold what would follow from the count of the theme above."""
        for (parent,), children in themes.partition_by("parent_id", as_dict=True).items():
            for name in self.names:
                total = parents.get((str(parent), name))
                if total is None:
                    continue
                keys = [(theme, name) for theme in children["theme_id"]]
                people, messages = zip(
                    *(self._counts(frames[key], self.spoke[name]) for key in keys), strict=True
                )
                beside = (
                    protect(total[0], people, self.k, overlapping=True) if self.people else people,
                    protect(total[1], messages, self.k, overlapping=True),
                )
                for key, *shown in zip(keys, *beside, strict=True):
                    persons, said = (
                        WITHHELD if new == WITHHELD and old.exact else old
                        for old, new in zip(cells[key], shown, strict=True)
                    )
                    cells[key] = persons, said

    def _split(
        self, whole: pl.DataFrame, parts: Sequence[pl.DataFrame], spoke: Sequence[pl.DataFrame] | None = None
    ) -> tuple[tuple[Shown, ...], tuple[Shown, ...]]:
        """Show the people and the messages of every period, beside those of all periods together.

        ``spoke`` is everything said in each period: then the people that a part leaves out are protected too.
        """
        total = self._counts(whole, self.private if spoke else None)
        counts = [
            self._counts(part, of) for part, of in zip(parts, spoke or repeat(None), strict=bool(spoke))
        ]
        people = protect(
            total[0].show(self.k), [count[0] for count in counts], self.k, overlapping=self.shared
        )
        messages = protect(total[1].show(self.k), [count[1] for count in counts], self.k)
        return people if self.people else tuple(UNKNOWN for _ in parts), messages

    @staticmethod
    def _counts(part: pl.DataFrame, of: pl.DataFrame | None) -> tuple[Count, Count]:
        """Count people and messages of a part, with those of the whole that it leaves out."""
        people, behind = distinct_people(part), Spoken.behind(part)
        if of is None:
            return Count(people, people), Count(part.height, behind, of_people=False)
        others = of.join(part.select("contribution_id"), on="contribution_id", how="anti")
        return (
            Count(people, people, distinct_people(of) - people),
            Count(part.height, behind, Spoken.behind(others), of_people=False),
        )

    @staticmethod
    def _of(frame: pl.DataFrame, name: str | None) -> pl.DataFrame:
        return frame.filter(pl.col("period").eq_missing(pl.lit(name, pl.String)))


def _cell(period: Period, people: Shown, messages: Shown, counted: Counted) -> Cell:
    part, whole = (people, period.people) if counted == "people" else (messages, period.messages)
    if not part.exact or not whole.exact or not whole.number:
        return Cell(period.name, people, messages, None, None)
    number = part.number or 0
    return Cell(period.name, people, messages, number / whole.number, wilson(number, whole.number))


def _order(theme: ThemeOverTime, counted: Counted) -> int:
    """Sort by what is shown: the theme that is mentioned most, over all periods, first."""
    shown = (cell.people if counted == "people" else cell.messages for cell in theme.cells)
    return -sum(one.at_least for one in shown)


def _by_number(name: str | None) -> tuple[bool, list[tuple[int, str]]]:
    """Sort names by the numbers in them, what has no name last.

    >>> sorted(["ronde 10", None, "ronde 2"], key=_by_number)
    ['ronde 2', 'ronde 10', None]
    """
    parts = re.findall(r"\d+|\D+", name or "")
    return name is None, [(int(part), "") if part.isdigit() else (-1, part.casefold()) for part in parts]
