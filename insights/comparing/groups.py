"""Groups of a run that can be compared: roles, kinds of organisation, rounds, questions, sources, months.

What a grouping is of decides who is in it: a role or a background column is of the person, so that everybody
known is in one group; a round, a question, a source or a month is of what was said, and one person can be in
two. Published texts are in no group; they are counted by source.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from corpora.errors import RunError
from corpora.tables import SEGMENT
from insights.counting import small_number
from insights.mentions import PERSON, ROLE, Spoken
from insights.runs import Run
from insights.small_numbers import Shown
from insights.splits import GROUP, QUESTION, Name, Split

WHEN: Final[dict[str, pl.Expr]] = {
    "month": pl.col("created_at").dt.strftime("%Y-%m"),
    "week": pl.col("created_at").dt.strftime("%G-W%V"),
    "quarter": pl.format("{}-Q{}", pl.col("created_at").dt.year(), pl.col("created_at").dt.quarter()),
}
"""The name of the period that a moment lies in; weeks are those of ISO 8601, moments are in UTC."""
OF_WHAT_WAS_SAID: Final = ("round", QUESTION, "source", *WHEN)
"""Groupings of contributions; all others are of people."""


@dataclass(frozen=True)
class Group:
    """Who is in a group; ``name`` is None for those who are in none."""

    name: Name
    people: Shown
    messages: Shown


@dataclass(frozen=True)
class Grouping:
    """The groups by one property, in order; ``of_people`` where everybody known is in one group only."""

    by: str
    of_people: bool
    k: int
    groups: tuple[Group, ...]


def groupings(run: Run) -> tuple[str, ...]:
    """Name what the contributions of a run can be grouped by: that of which they have two values or more."""
    segments = (name.removeprefix(SEGMENT) for name in run.contributions.columns if name.startswith(SEGMENT))
    known = dict.fromkeys([ROLE, *segments, *OF_WHAT_WAS_SAID])
    return tuple(by for by in known if grouped(run, by)[GROUP].drop_nulls().n_unique() > 1)


def list_groups(run: Run, k: int | None = None) -> tuple[Grouping, ...]:
    """Give everything that can be compared, with the sizes of the groups as they may be shown."""
    return tuple(grouping(run, by, k) for by in groupings(run))


def grouping(run: Run, by: str, k: int | None = None) -> Grouping:
    """Give the groups by one property. Raises :class:`RunError` where a run has no such property."""
    frame = grouped(run, by)
    if not frame[GROUP].drop_nulls().len():
        raise RunError(_no_grouping(run, by))
    k = k or small_number(run)
    shown = Split(run, frame, names(frame), k).groups()
    groups = tuple(Group(name, pair.people, pair.messages) for name, pair in shown.items())
    return Grouping(by, by not in OF_WHAT_WAS_SAID, k, groups)


def grouped(run: Run, by: str) -> pl.DataFrame:
    """Give the private contributions of a run with their group.

    Parameters
    ----------
    run
        The run.
    by
        ``role``, ``round``, ``question``, ``source``, ``month``, ``week``, ``quarter``, or the name of a
        background column, with or without ``segment_``.

    Returns
    -------
    pl.DataFrame
        Columns ``contribution_id``, ``participant_id``, ``question`` and ``group`` (null for what is in
        none). Raises :class:`RunError` when the run has no such column.
    """
    private = Spoken(run).private
    columns = ["contribution_id", PERSON, QUESTION, GROUP]
    if by == ROLE:
        return private.with_columns(pl.col(ROLE).alias(GROUP)).select(columns)
    if by == "source":
        titles = run.sources.select("source_id", _title().alias(GROUP))
        return private.join(titles, on="source_id", how="left", maintain_order="left").select(columns)
    if by in OF_WHAT_WAS_SAID:
        said = run.contributions.select("contribution_id", WHEN.get(by, pl.col(by)).alias(GROUP))
        return private.join(said, on="contribution_id", how="left", maintain_order="left").select(columns)
    column = SEGMENT + by.removeprefix(SEGMENT)
    if column not in run.contributions.columns:
        raise RunError(_no_grouping(run, by))
    said = run.contributions.select("contribution_id", pl.col(column).alias(GROUP))
    frame = private.join(said, on="contribution_id", how="left", maintain_order="left")
    registered = pl.lit(None, pl.String)
    if column in run.participants.columns:
        of = run.participants.select(PERSON, pl.col(column).alias("registered"))
        frame = frame.join(of, on=PERSON, how="left", maintain_order="left")
        registered = pl.col("registered")
    of_person = pl.coalesce(registered, pl.col(GROUP).drop_nulls().min().over(PERSON))
    return frame.with_columns(
        pl.when(pl.col(PERSON).is_null()).then(GROUP).otherwise(of_person).alias(GROUP)
    ).select(columns)


def names(frame: pl.DataFrame) -> list[Name]:
    """Give the groups in order, what is in no group last."""
    return sorted(frame[GROUP].unique(), key=by_number)


def found_group(run: Run, by: str, known: Sequence[Name], name: str) -> str:
    """Find a group by its name, in capitals or not. Raises :class:`RunError` where there is none."""
    there = [one for one in known if one is not None]
    for one in there:
        if name in (one, one.casefold()) or name.casefold() == one.casefold():
            return one
    near = difflib.get_close_matches(name, there, 1)
    meant = f" Did you mean {near[0]!r}?" if near else ""
    raise RunError(
        f"{run.name} has no group {name!r} by {by}; it has {', '.join(map(repr, there)) or 'none'}.{meant}"
    )


def by_number(name: Name) -> tuple[bool, list[tuple[int, str]]]:
    """Sort names by the numbers in them, what has no name last.

    >>> sorted(["ronde 10", None, "ronde 2"], key=by_number)
    ['ronde 2', 'ronde 10', None]
    """
    parts = re.findall(r"\d+|\D+", name or "")
    return name is None, [(int(part), "") if part.isdigit() else (-1, part.casefold()) for part in parts]


def _title() -> pl.Expr:
    """Name a source by its title, and by its file too where another has the same title."""
    twice = pl.len().over("title") > 1
    return pl.when(twice).then(pl.format("{} ({})", "title", "file")).otherwise("title")


def _no_grouping(run: Run, by: str) -> str:
    there = ", ".join(groupings(run)) or "nothing: no roles, rounds or background columns were read"
    return (
        f"the contributions of {run.name} cannot be grouped by {by!r}; they can by {there}. "
        "Columns are mapped when a source is read, with --role, --round, --question and --keep."
    )
