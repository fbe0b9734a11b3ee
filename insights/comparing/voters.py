"""Who voted: in which groups voters are, and which groupings can be shown beside one another."""

from __future__ import annotations

import polars as pl

from corpora.errors import RunError
from corpora.tables import SEGMENT
from insights.comparing.groups import OF_WHAT_WAS_SAID, by_number, grouped
from insights.mentions import PERSON, ROLE
from insights.runs import Run
from insights.splits import GROUP


def properties(run: Run) -> list[str]:
    """Name what voters can be grouped by."""
    columns = [*run.participants.columns, *run.contributions.columns]
    segments = dict.fromkeys(name.removeprefix(SEGMENT) for name in columns if name.startswith(SEGMENT))
    return [ROLE, *segments]


def voter_groups(run: Run, by: str) -> pl.DataFrame:
    """Give the group of everybody who wrote or voted: columns ``participant_id`` and ``group``.

    Raises :class:`RunError` where people cannot be grouped by that.
    """
    column = ROLE if by == ROLE else SEGMENT + by.removeprefix(SEGMENT)
    known = run.participants.columns
    if by in OF_WHAT_WAS_SAID or column not in {*known, *run.contributions.columns}:
        there = ", ".join(properties(run)) or "nothing"
        raise RunError(f"the voters of {run.name} cannot be grouped by {by!r}; they can by {there}.")
    people = run.participants.select(
        PERSON, (pl.col(column) if column in known else pl.lit(None, pl.String)).alias("registered")
    )
    if column in run.contributions.columns:
        said = grouped(run, by).drop_nulls(PERSON).group_by(PERSON).agg(pl.col(GROUP).min())
    else:
        said = people.select(PERSON, pl.lit(None, pl.String).alias(GROUP))
    return (
        people.join(said, on=PERSON, how="full", coalesce=True)
        .select(PERSON, pl.coalesce("registered", GROUP).alias(GROUP))
        .sort(PERSON)
    )


def in_groups(run: Run, by: str, cast: pl.DataFrame) -> pl.DataFrame:
    """Give the votes that were cast, table ``votes``, with the group of every voter."""
    return cast.join(voter_groups(run, by), on=PERSON, how="left", maintain_order="left")


def compared_groups(frame: pl.DataFrame, k: int) -> tuple[str, ...]:
    """Give the groups of at least k voters, where there are two or more."""
    sizes = frame.drop_nulls(GROUP).group_by(GROUP).agg(pl.col(PERSON).n_unique().alias("people"))
    large = sorted(sizes.filter(pl.col("people") >= k)[GROUP], key=by_number)
    return tuple(large) if len(large) > 1 else ()


def given_away(frame: pl.DataFrame, other: pl.DataFrame, k: int) -> frozenset[str]:
    """Give the statements on which this grouping counts nearly the same voters as another.

    Subtracting the one from the other would give the votes of fewer than k people. Both have the columns of
    table ``votes`` with ``group`` and ``agrees``.
    """
    key = ["contribution_id", PERSON]
    other = other.filter(pl.col(GROUP).is_in(list(compared_groups(other, k))))
    apart = pl.concat([frame.join(other, on=key, how="anti"), other.join(frame, on=key, how="anti")])
    counts = apart.group_by("contribution_id").agg(pl.len().alias("people"), pl.col("agrees").sum())
    few = counts.filter((pl.col("agrees") < k) | (pl.col("people") - pl.col("agrees") < k))
    return frozenset(few["contribution_id"])
