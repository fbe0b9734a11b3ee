"""Narrowing a search: the units of one theme, role, question, round or source, and how many said them.

Roles are offered, and used, only where enough people have them, in the whole and in the theme of the unit:
who filters by a role learns it of everything that is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from corpora.units import with_text
from insights.counting import ThemeCount
from insights.mentions import ROLE, Spoken, distinct_people
from insights.runs import Run
from insights.small_numbers import UNKNOWN, Count, Shown

Mask = npt.NDArray[np.bool_]
WITHHELD: Final = Shown("withheld")


@dataclass(frozen=True)
class Filters:
    """What a search is narrowed to; an empty value narrows nothing. ``source`` is a source_id."""

    theme: str = ""
    role: str = ""
    question: str = ""
    round: str = ""
    source: str = ""

    @property
    def without_one(self) -> tuple[Filters, ...]:
        """The same with each of its filters left out in turn."""
        used = [field.name for field in fields(self) if getattr(self, field.name)]
        return tuple(replace(self, **{name: ""}) for name in used)


@dataclass(frozen=True)
class Found:
    """How many people said what was found, in how many contributions, as far as that may be shown.

    ``published`` counts sources whose speakers are public.
    """

    people: Shown
    messages: Shown
    published: int


def units_by_text(run: Run) -> pl.DataFrame:
    """Give the units with text and language, in the order of their text: the numbering of all searches."""
    said = run.contributions.select("contribution_id", "language")
    return (
        with_text(run.units, run.contributions)
        .join(said, on="contribution_id", how="left", maintain_order="left")
        .sort("text", "unit_id")
        .select("unit_id", "contribution_id", "start", "end", "text", "language")
    )


class Narrowing:
    """What is known of every unit of a run, in the order of its index, and which filters there are.

    ``themes`` are the counts of all levels.
    """

    def __init__(self, run: Run, roles: Iterable[str], themes: Iterable[ThemeCount]) -> None:
        self._run = run
        self._small = {count.theme_id: count.roles_shown for count in themes}
        self.roles = tuple(sorted(roles))

    @cached_property
    def spoken(self) -> Spoken:
        """Who said what."""
        return Spoken(self._run)

    @cached_property
    def _units(self) -> pl.DataFrame:
        return units_by_text(self._run).select("unit_id", "contribution_id")

    @cached_property
    def themes_of(self) -> pl.DataFrame:
        """The primary themes of every unit: a column a level, named by its number."""
        table = self._units.select("unit_id")
        for level in range(1, self._run.levels + 1):
            at = self._run.assignments.filter(pl.col("primary") & (pl.col("level") == level))
            own = at.select("unit_id", pl.col("theme_id").alias(str(level)))
            table = table.join(own, on="unit_id", how="left", maintain_order="left")
        return table

    @cached_property
    def said(self) -> pl.DataFrame:
        """Where and by whom each unit was said: contribution_id, source_id, question, round, role, public."""
        both = pl.concat(
            [
                self.spoken.private.with_columns(pl.lit(False).alias("public")),
                self.spoken.public.with_columns(pl.lit(True).alias("public")),
            ]
        ).select("contribution_id", "source_id", ROLE, "public")
        more = self._run.contributions.select("contribution_id", "question", "round")
        return (
            self._units.select("contribution_id")
            .join(both, on="contribution_id", how="left", maintain_order="left")
            .join(more, on="contribution_id", how="left", maintain_order="left")
        )

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """The questions that were answered, in the order of the sources; none where there is but one."""
        return _several(self._run, "question")

    @cached_property
    def rounds(self) -> tuple[str, ...]:
        """The rounds there were; none where there is but one."""
        return _several(self._run, "round")

    def usable(self, asked: Filters) -> Filters:
        """Give the filters that this run has; others, and a role that is too small, are left out."""
        known = set(self._run.themes["theme_id"])
        theme = asked.theme if asked.theme in known else ""
        roles = set(self.roles) & (
            self._small.get(theme, frozenset(self.roles)) if theme else set(self.roles)
        )
        return Filters(
            theme=theme,
            role=asked.role if asked.role in roles else "",
            question=asked.question if asked.question in self.questions else "",
            round=asked.round if asked.round in self.rounds else "",
            source=asked.source if asked.source in set(self._run.sources["source_id"]) else "",
        )

    def mask(self, filters: Filters) -> Mask:
        """Say of every unit whether the filters leave it; shape ``(n_units,)``."""
        left = np.ones(self._units.height, dtype=np.bool_)
        if filters.theme:
            level = int(self._run.themes.filter(pl.col("theme_id") == filters.theme)["level"][0])
            left &= self._equal(self.themes_of[str(level)], filters.theme)
        if filters.role:
            left &= self._equal(self.said[ROLE], filters.role) & self.may_show(filters.role)
        for name in ("question", "round", "source"):
            if value := getattr(filters, name):
                left &= self._equal(self.said["source_id" if name == "source" else name], value)
        return left

    def may_show(self, role: str) -> Mask:
        """Say of every unit whether a role may stand beside it: enough people have it, in its themes too."""
        able = np.full(self._units.height, role in self.roles)
        for level in range(1, self._run.levels + 1):
            column = self.themes_of[str(level)]
            small = [theme for theme, roles in self._small.items() if role not in roles]
            able &= ~column.is_in(small).fill_null(value=False).to_numpy()
        return np.asarray(able | self.said["public"].fill_null(value=False).to_numpy())

    def role_of(self, row: int) -> str | None:
        """Give the role that may be shown beside a unit."""
        role, public = self.said[ROLE][row], self.said["public"][row]
        if role is None or public:
            return None if role is None else str(role)
        themes = [theme for theme in self.themes_of.row(row)[1:] if theme is not None]
        able = role in self.roles and all(role in self._small.get(theme, self.roles) for theme in themes)
        return str(role) if able else None

    @staticmethod
    def _equal(column: pl.Series, value: str) -> Mask:
        return np.asarray((column == value).fill_null(value=False).to_numpy())

    def count(self, rows: Mask, wider: Sequence[Mask], k: int) -> Found:
        """Count who said some units, so that nobody follows from it or from what a ``wider`` view shows.

        A wider view is the same without one of the filters, or without the words.
        """
        here = self._private(rows)
        public = self.spoken.public.join(self._contributions(rows), on="contribution_id", how="semi")
        beyond = self.spoken.private.join(here, on="contribution_id", how="anti")
        messages = Count(
            here.height, Spoken.behind(here), Spoken.behind(beyond) or None, of_people=False
        ).show(k)
        people = UNKNOWN
        if self.spoken.people:
            number = distinct_people(here)
            people = Count(number, number, (self.spoken.people - number) or None).show(k)
        for view in wider:
            more = self._private(view)
            rest = more.join(here, on="contribution_id", how="anti")
            if 0 < Spoken.behind(rest) < k and messages.exact:
                messages = WITHHELD
            if 0 < distinct_people(more) - distinct_people(here) < k and people.exact:
                people = WITHHELD
        return Found(people, messages, public["source_id"].n_unique())

    def _contributions(self, rows: Mask) -> pl.DataFrame:
        return self._units.filter(pl.Series(rows)).select("contribution_id").unique()

    def _private(self, rows: Mask) -> pl.DataFrame:
        return self.spoken.private.join(self._contributions(rows), on="contribution_id", how="semi")


def _several(run: Run, column: str) -> tuple[str, ...]:
    found = run.contributions.sort("source_id", "row")[column].drop_nulls().unique(maintain_order=True)
    return tuple(found) if len(found) > 1 else ()
