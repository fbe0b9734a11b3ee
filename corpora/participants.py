"""Participants: one row a person, with what their contributions say of them."""

from __future__ import annotations

import polars as pl

from corpora.distinct import of_each
from corpora.pseudonyms import pseudonyms
from corpora.tables import SEGMENT, Participants, conform


def pseudonymise(raw: pl.Series, secret: bytes) -> pl.Series:
    """Turn participant ids into keyed pseudonyms; null stays null: unknown people are not one person."""
    return of_each(raw, lambda ids: pseudonyms(ids, secret)).alias("participant_id")


def participants_of(
    contributions: pl.DataFrame, others: pl.DataFrame | None = None, names: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Gather the table ``participants``: role and segments are what a person has most, by name on a tie.

    Takes a table ``contributions``; rows without a participant count for nobody. ``others`` are rows more,
    with ``participant_id`` and any of these columns, of people who may have written nothing. ``names`` has
    ``participant_id`` and ``name`` of those who speak in published sources.
    """
    heard = contributions if others is None else pl.concat([contributions, others], how="diagonal_relaxed")
    columns = ["role", *sorted(name for name in heard.columns if name.startswith(SEGMENT))]
    known = heard.filter(pl.col("participant_id").is_not_null())
    people = known.select(pl.col("participant_id").unique()).sort("participant_id")
    for name in columns:
        people = people.join(
            _most_frequent(known, name), on="participant_id", how="left", maintain_order="left"
        )
    if names is None:
        return conform(people.with_columns(pl.lit(None, pl.String).alias("name")), Participants)
    named = names.drop_nulls().sort("participant_id", "name").unique("participant_id", keep="first")
    return conform(people.join(named, on="participant_id", how="left", maintain_order="left"), Participants)


def _most_frequent(known: pl.DataFrame, name: str) -> pl.DataFrame:
    return (
        known.filter(pl.col(name).is_not_null())
        .group_by("participant_id", name)
        .len()
        .sort(["participant_id", "len", name], descending=[False, True, False])
        .unique("participant_id", keep="first", maintain_order=True)
        .select("participant_id", name)
    )
