"""Quotes: passages that together say what a theme says, and beside them its edge and its single voices."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import numpy as np
import polars as pl

from corpora.units import span_id
from pipelines.counter_voices import contradicts, side
from pipelines.graph import fused_similarity
from pipelines.main_quotes import choose_main
from pipelines.quiet_voices import choose_edge, choose_minority, nearness
from pipelines.selection import VAGUE, Mask, Numbers, Selection
from pipelines.shared_words import word_rows
from pipelines.views import View

POOL: Final = 600
"""Main quotes of a large theme are chosen among the so many units that belong to it most."""
BESIDE: Final = 50
"""And of what speaks for a side, so many that belong to it most."""
LARGE_ENOUGH: Final = 12
"""Different texts from which a theme has an edge and single voices worth showing."""
NOTHING_PINNED: Final[Mapping[str, Sequence[str]]] = MappingProxyType({})

Grade = Callable[[float | None], str | None]


def choose_quotes(
    units: pl.DataFrame,
    assignments: pl.DataFrame,
    position: dict[str, int],
    views: Sequence[View],
    number: int,
    *,
    contributions: pl.DataFrame | None = None,
    pinned: Mapping[str, Sequence[str]] = NOTHING_PINNED,
    grade: Grade | None = None,
    repeats: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Choose up to ``number`` quotes for every theme, and some of its edge and its single voices.

    Takes units with columns ``text``, ``participant_id`` and ``language``, table ``assignments`` and the
    place of each unit in the views; gives table ``quotes``, ranked over all kinds.

    First come the units that a person ``pinned`` to the theme, where they are members of it, then the
    passages nearest to all others (both kind *central*), then greedily those that add most to how well the
    chosen ones cover the theme (kind *varied*; facility location: Lin & Bilmes 2011), both sides among them
    where the votes or replies of table ``contributions`` differ. A theme of enough texts also has quotes of
    its border with other themes (*edge*) and rare, concrete ones (*minority*). No participant is quoted more
    than twice in a theme, and twice only when everybody who could be quoted was; where people are unknown, a
    contribution stands for a person. ``grade`` turns a stability into how surely a passage belongs.
    """
    members = _members(units, assignments, contributions, pinned, repeats)
    grades = [grade(stability) if grade else None for stability in members["stability"]]
    members = members.with_columns(pl.Series("grade", grades, dtype=pl.String))
    texts = members.unique("number").sort("number")["text"].to_list()
    words, rarity = word_rows(texts)
    found = []
    for (theme,), group in members.group_by("theme_id", maintain_order=True):
        here = group["number"].to_numpy()
        places = np.array([position[unit] for unit in group["unit_id"]], dtype=np.int64)
        selection = Selection(group["voice"].to_list(), words[here])
        pool, ordinary = _pool(group, number)
        similarity = np.maximum(fused_similarity(views, places[pool]), 0.0)
        choose_main(selection, group, pool, ordinary, similarity, number)
        if group.filter("eligible")["text"].n_unique() >= LARGE_ENOUGH:
            choose_edge(selection, group)
            choose_minority(selection, group, nearness(views, places), rarity[here])
        found.append(_table(str(theme), group, selection))
    return pl.concat(found) if found else pl.DataFrame(schema=_SCHEMA)


def _members(
    units: pl.DataFrame,
    assignments: pl.DataFrame,
    contributions: pl.DataFrame | None,
    pinned: Mapping[str, Sequence[str]],
    repeats: pl.DataFrame | None,
) -> pl.DataFrame:
    """Give one row a member of a theme that can be quoted there, the surest first, equals by their words.

    ``eligible`` are primary members whose text stands for itself and no copy of which goes first; the others
    are there because they are ``pinned`` (their place among the pins). ``second`` is the largest membership
    elsewhere, ``side`` that of the votes, ``contradicted`` the contribution that a reply differs from,
    ``number`` that of the unit.
    """
    pins = pl.DataFrame(
        [(theme, unit, place) for theme, those in pinned.items() for place, unit in enumerate(those)],
        schema={"theme_id": pl.String, "unit_id": pl.String, "pin": pl.Int64},
        orient="row",
    ).unique(["theme_id", "unit_id"], keep="first", maintain_order=True)
    second = (
        assignments.filter(~pl.col("primary"))
        .group_by("unit_id", "level")
        .agg(pl.col("membership").max().alias("second"))
    )
    members = (
        assignments.join(second, on=["unit_id", "level"], how="left")
        .join(pins, on=["theme_id", "unit_id"], how="left")
        .join(_said(units, contributions), on="unit_id")
        .with_columns(
            pl.coalesce("participant_id", "contribution_id").alias("voice"),
            (pl.col("primary") & pl.col("repeat_of").is_null()).alias("eligible"),
        )
        .pipe(_one_copy, repeats)
        .filter(pl.col("eligible") | pl.col("pin").is_not_null())
        .sort("membership", "text", "unit_id", descending=[True, False, False])
    )
    return members.with_columns((pl.col("unit_id").rank("dense").cast(pl.Int64) - 1).alias("number"))


def _one_copy(members: pl.DataFrame, repeats: pl.DataFrame | None) -> pl.DataFrame:
    """Leave one contribution of every repeat eligible in a theme, the one most like the representative."""
    if repeats is None:
        return members
    group = repeats.select("contribution_id", "repeat_id", "similarity")
    copies = members.join(group, on="contribution_id", how="left")
    shown = (
        copies.drop_nulls("repeat_id")
        .sort(
            "pin",
            "eligible",
            "similarity",
            "membership",
            "text",
            "unit_id",
            descending=[False, True, True, True, False, False],
            nulls_last=True,
        )
        .unique(["theme_id", "repeat_id"], keep="first", maintain_order=True)
        .select("theme_id", "repeat_id", pl.col("contribution_id").alias("shown"))
    )
    one = pl.col("shown").is_null() | (pl.col("shown") == pl.col("contribution_id"))
    return (
        copies.join(shown, on=["theme_id", "repeat_id"], how="left")
        .with_columns((pl.col("eligible") & one).alias("eligible"))
        .drop("repeat_id", "similarity", "shown")
    )


def _said(units: pl.DataFrame, contributions: pl.DataFrame | None) -> pl.DataFrame:
    """Add to the units what is known of votes and replies: columns ``side`` and ``contradicted``."""
    columns = [
        "unit_id",
        "contribution_id",
        "start",
        "end",
        "text",
        "language",
        "participant_id",
        "repeat_of",
    ]
    said = units.select(columns)
    if contributions is None:
        return said.with_columns(pl.lit(None, pl.String).alias(name) for name in ("side", "contradicted"))
    known = contributions.select("contribution_id", "parent_id", side().alias("side"))
    replies = said.filter(pl.col("start") == 0).join(
        known.filter(pl.col("parent_id").is_not_null()), on="contribution_id"
    )
    differing = [
        (unit, parent)
        for unit, parent, text, language in replies.select(
            "unit_id", "parent_id", "text", "language"
        ).iter_rows()
        if contradicts(text, language)
    ]
    schema = {"unit_id": pl.String, "contradicted": pl.String}
    return said.join(known.drop("parent_id"), on="contribution_id", how="left").join(
        pl.DataFrame(differing, schema=schema, orient="row"), on="unit_id", how="left"
    )


def _pool(group: pl.DataFrame, number: int) -> tuple[Numbers, Mask]:
    """Give the members of a theme that main quotes are chosen from, as row numbers, and which are ordinary.

    Ordinary are the core members that belong not just vaguely, where enough voices have one, else all. Beside
    those who belong to the theme most are those that are pinned, and some that speak for a side in votes or
    replies.
    """
    rows = group.with_row_index("row")
    most = rows.filter("eligible").head(POOL)
    core = most.filter("core", pl.col("grade").ne_missing(VAGUE))
    ordinary = core if core["voice"].n_unique() >= number else most
    speaks = rows.filter("eligible", pl.col("side").is_not_null() | pl.col("contradicted").is_not_null())
    sides = speaks.partition_by("side", maintain_order=True)
    beside = [rows.filter(pl.col("pin").is_not_null()), *(part.head(BESIDE) for part in sides)]
    pool = pl.concat([most, *beside])["row"].unique().sort()
    return pool.cast(pl.Int64).to_numpy(), pool.is_in(ordinary["row"].implode()).to_numpy()


_SCHEMA: Final = {
    "quote_id": pl.String,
    "theme_id": pl.String,
    "contribution_id": pl.String,
    "start": pl.Int64,
    "end": pl.Int64,
    "rank": pl.Int64,
    "kind": pl.String,
    "reason": pl.String,
    "grade": pl.String,
}


def _table(theme: str, group: pl.DataFrame, selection: Selection) -> pl.DataFrame:
    """Give the chosen members as rows of table ``quotes``."""
    rows = []
    spans = group.select("contribution_id", "start", "end", "grade")
    for rank, one in enumerate(selection.chosen, start=1):
        contribution, start, end, surely = spans.row(one.index)
        name = span_id(contribution, start, end)
        rows.append((name, theme, contribution, start, end, rank, one.kind, one.reason, surely))
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")
