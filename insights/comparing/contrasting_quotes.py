"""Quotes of two groups that show on what they differ: what each says on a theme, in its own words.

Those chosen for the theme come first, then the passages that belong to it most; one a person. A group of
which the number of people on the theme may not be shown has no quotes here, as a quote beside the name of its
group tells who said it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

from insights.comparing.compared import Comparison, Row
from insights.comparing.groups import grouped
from insights.context import Context, contribution_in_context
from insights.decisions.never_quoted import never_quoted_with
from insights.mentions import PERSON, core_units
from insights.runs import Run
from insights.splits import GROUP, QUESTION

QUOTES: Final = 2
"""Quotes a group and theme."""


@dataclass(frozen=True)
class Example:
    """A passage of a group on a theme; ``unit_id`` leads to it."""

    unit_id: str
    context: Context


def quotes_of(
    run: Run, found: Comparison, row: Row, most: int = QUOTES
) -> tuple[list[Example], list[Example]]:
    """Give quotes of the first and the second group on a theme, at most ``most`` each."""
    theme, never = _said(run, found, row.theme_id), never_quoted_with(run, row.theme_id)
    sides = ((found.first.name, row.first), (found.second.name, row.second))
    first, second = (
        _examples(run, theme.filter(pl.col(GROUP) == name), never, most)
        if side.people.kind in ("exact", "more")
        else []
        for name, side in sides
    )
    return first, second


def _said(run: Run, found: Comparison, theme_id: str) -> pl.DataFrame:
    """Give the core units of a theme that were compared, those chosen as quotes first, then by membership."""
    inside = grouped(run, found.by)
    if found.by != QUESTION:
        asked = pl.Series(found.questions, dtype=pl.String)
        inside = inside.filter(pl.col(QUESTION).is_in(asked.implode(), nulls_equal=True))
    span = ["contribution_id", "start", "end"]
    quotes = run.quotes.filter(pl.col("theme_id") == theme_id).select(*span, "rank").unique(span)
    membership = run.assignments.filter((pl.col("theme_id") == theme_id) & pl.col("primary"))
    return (
        core_units(run, found.level)
        .filter(pl.col("theme_id") == theme_id)
        .join(inside, on="contribution_id")
        .join(run.units.select("unit_id", "start", "end"), on="unit_id")
        .join(quotes, on=span, how="left")
        .join(membership.select("unit_id", "membership"), on="unit_id", how="left")
        .sort("rank", "membership", "unit_id", descending=[False, True, False], nulls_last=True)
    )


def _examples(run: Run, said: pl.DataFrame, never: frozenset[str], most: int) -> list[Example]:
    examples: list[Example] = []
    people: set[str | None] = set()
    columns = (PERSON, "unit_id", "contribution_id", "start", "end")
    for person, unit, contribution, start, end in said.select(columns).iter_rows():
        if len(examples) == most:
            break
        if person not in people and unit not in never:
            people.add(person)
            context = contribution_in_context(run, contribution, frozenset(), (start, end))
            examples.append(Example(unit, context))
    return examples
