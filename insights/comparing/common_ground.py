"""What two groups have in common: the questions that both answered, and what a reader must know first."""

from __future__ import annotations

from typing import Final, Literal

import polars as pl

from corpora.errors import RunError
from insights.mentions import PERSON
from insights.splits import GROUP, QUESTION

CROWDED: Final = 0.2
"""How far the shares of a question in what two groups said may lie apart before a caution is due."""

MUCH_MORE: Final = 1.5
"""How many times as much one group writes a person before a caution is due."""

Caution = Literal["unknown people", "questions left out", "questions differ", "writes more", "in both groups"]


def common_questions(
    frame: pl.DataFrame,
    by: str,
    pair: tuple[str, str],
    question: str | None,
    k: int,
) -> tuple[list[str | None], int]:
    """Give the questions that at least k people of both groups answered, and how many others there are.

    Somebody unknown counts once a message, as everywhere. Where questions are compared there is no other.
    """
    if by == QUESTION:
        if question is not None:
            raise RunError("questions are compared: no question can be named besides. Leave out --question.")
        return list(pair), 0
    behind = pl.col(PERSON).drop_nulls().n_unique() + pl.col(PERSON).null_count()
    answered = frame.group_by(QUESTION, GROUP).agg(behind.alias("people"))
    enough = answered.filter(pl.col("people") >= k)
    asked = [set(enough.filter(pl.col(GROUP) == name)[QUESTION].to_list()) for name in pair]
    common = sorted(asked[0] & asked[1], key=lambda one: (one is None, one))
    every = frame.filter(pl.col(GROUP).is_in(pair))[QUESTION].n_unique()
    if question is not None:
        if question not in common:
            there = "; ".join(repr(one) for one in common if one is not None) or "none"
            raise RunError(
                f"{question!r} is no question that at least {k} people of both {pair[0]!r} and {pair[1]!r} "
                f"answered. Those are: {there}."
            )
        return [question], every - 1
    if not common:
        raise RunError(
            f"{pair[0]!r} and {pair[1]!r} have no question in common that at least {k} people of both "
            "answered, so a difference would be one between questions. Compare other groups."
        )
    return common, every - len(common)


def cautions(
    scope: pl.DataFrame, pair: tuple[str, str], shared: int, left_out: int, k: int
) -> tuple[Caution, ...]:
    """Say what a reader must know before reading the figures."""
    inside = scope.filter(pl.col(GROUP).is_in(pair))
    known = inside.filter(pl.col(PERSON).is_not_null())
    each = known.group_by(GROUP).agg(pl.len() / pl.col(PERSON).n_unique()).sort(GROUP)
    amounts = each.to_series(1).to_list()
    found: list[Caution] = []
    if inside.height > known.height:
        found.append("unknown people")
    if left_out:
        found.append("questions left out")
    if _mix(known) > CROWDED:
        found.append("questions differ")
    if len(amounts) == 2 and max(amounts) > MUCH_MORE * min(amounts):
        found.append("writes more")
    if shared >= k:
        found.append("in both groups")
    return tuple(found)


def _mix(known: pl.DataFrame) -> float:
    """Give how far the shares of a question in what the two groups said lie apart, at most."""
    shares = (
        known.group_by(GROUP, QUESTION)
        .len()
        .with_columns(pl.col("len") / pl.col("len").sum().over(GROUP))
        .group_by(QUESTION)
        .agg(
            pl.when(pl.len() > 1)
            .then(pl.col("len").max() - pl.col("len").min())
            .otherwise(pl.col("len").max())
        )
    )
    return float(shares["len"].max() or 0.0)  # type: ignore[arg-type]
