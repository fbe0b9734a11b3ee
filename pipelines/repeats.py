"""Copies on the way to themes: what stands for each of their units, and what the ledger says of them."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from corpora.repeats import folded
from corpora.repeats_shingles import WIDTH

STEP = "repeats"


def stand_ins(units: pl.DataFrame, repeats: pl.DataFrame) -> pl.DataFrame:
    """Give the units of copies with the unit that stands for each: columns ``unit_id`` and ``stands``.

    Takes table ``units`` with column ``text``, and table ``repeats``. A unit of a copy is represented by the
    unit of the representative that has the same place in it, where both were split into as many, else by the
    one whose words are most like its own. Where that one is set apart, the most alike of the others stands
    in, and a unit for which there is none stands for itself and is not in the outcome.
    """
    copies = repeats.filter(pl.col("contribution_id") != pl.col("representative"))
    ids = pl.concat([copies["contribution_id"], copies["representative"]]).unique().implode()
    placed = (
        units.filter(pl.col("contribution_id").is_in(ids))
        .select("unit_id", "contribution_id", "start", "text", pl.col("placement").is_null().alias("open"))
        .sort("contribution_id", "start")
        .with_columns(
            pl.int_range(pl.len()).over("contribution_id").alias("place"),
            pl.len().over("contribution_id").alias("of"),
        )
    )
    theirs = placed.filter("open").join(
        copies.select("contribution_id", "representative"), on="contribution_id"
    )
    first = placed.filter("open").select(
        pl.col("contribution_id").alias("representative"), "place", "of", pl.col("unit_id").alias("stands")
    )
    joined = theirs.join(first, on=["representative", "place", "of"], how="left")
    there = {
        key: part
        for (key,), part in placed.filter("open").partition_by("contribution_id", as_dict=True).items()
    }
    rest = joined.filter(pl.col("stands").is_null() & pl.col("representative").is_in(list(there)))
    found = [
        (unit, there[of]["unit_id"][_most_alike(text, there[of]["text"].to_list())])
        for unit, text, of in rest.select("unit_id", "text", "representative").iter_rows()
    ]
    schema = {"unit_id": pl.String, "stands": pl.String}
    direct = joined.select("unit_id", "stands").drop_nulls()
    return pl.concat([direct, pl.DataFrame(found, schema=schema, orient="row")])


def repeated_events(repeats: pl.DataFrame, contributions: pl.DataFrame) -> pl.DataFrame:
    """Give a ledger event for every copy: what it is a copy of, and how like that it is.

    Columns ``source_id, row, contribution_id, step, outcome, reason``. Who stands for a group has none.
    """
    near = pl.format(
        "near copy of {}, {}", "representative", ((pl.col("similarity") * 100).floor() / 100).round(2)
    )
    return (
        contributions.select("source_id", "row", "contribution_id")
        .join(repeats, on="contribution_id", maintain_order="left")
        .filter(pl.col("contribution_id") != pl.col("representative"))
        .select(
            "source_id",
            "row",
            "contribution_id",
            pl.lit(STEP).alias("step"),
            pl.lit("repeated").alias("outcome"),
            pl.when("exact").then(pl.format("copy of {}", "representative")).otherwise(near).alias("reason"),
        )
    )


def _most_alike(text: str, others: Sequence[str]) -> int:
    """Give the number of the text that shares most of its shingles with one, the first among equals."""
    own, *theirs = (_shingles(one) for one in folded(pl.Series([text, *others])))
    likeness = [len(own & one) / len(own | one) for one in theirs]
    return likeness.index(max(likeness))


def _shingles(text: str) -> set[str]:
    return {text[place : place + WIDTH] for place in range(max(len(text) - WIDTH, 0) + 1)}
