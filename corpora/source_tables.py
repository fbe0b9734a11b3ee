"""The tables that the records of one source become: contributions, votes, and who spoke."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from typing import Final

import polars as pl

from corpora.identity import hash_each, identify, parents
from corpora.mapping import Mapping
from corpora.participants import pseudonymise
from corpora.readers import Rows
from corpora.tables import SEGMENT, Contributions, Votes, conform, empty
from corpora.values import decimals, integers, moments

NAMES: Final = {"participant_id": pl.String, "name": pl.String}
"""Columns of those who speak in a published source."""


def contributions_of(kept: pl.DataFrame, mapping: Mapping, source_id: str, secret: bytes) -> pl.DataFrame:
    """Give the table ``contributions`` of one source, in file order, from the records that are kept."""
    ids = identify(source_id, kept["id"], kept["text"])
    frame = kept.select(
        "row", "text", "language", "question", "round", "locator", "attribution", pl.col(f"^{SEGMENT}.*$")
    ).with_columns(
        ids["contribution_id"],
        ids["native_id"],
        parents(kept["reply_to"], kept["id"], ids["contribution_id"]),
        pseudonymise(kept["participant"], secret),
        _roles(kept, mapping),
        hash_each(pl.col("text")).alias("text_sha256"),
        moments(kept["created"]).alias("created_at"),
        integers(kept["agree"]),
        integers(kept["disagree"]),
        decimals(kept["priority"]),
        source_id=pl.lit(source_id),
    )
    return conform(frame, Contributions)


def _roles(kept: pl.DataFrame, mapping: Mapping) -> pl.Series:
    """Give every record its role: as the source says, else as the mapping says of its speaker."""
    said = _named(kept["role"], mapping.roles)
    of_speaker = {name.strip().casefold(): role for name, role in mapping.speakers.items()}
    if not of_speaker:
        return said
    speaker = kept["participant"].str.strip_chars().str.to_lowercase()
    known = {name: of_speaker.get(name.casefold()) for name in speaker.drop_nulls().unique()}
    by_speaker = speaker.replace_strict(known, default=None, return_dtype=pl.String)
    return pl.select(pl.coalesce(by_speaker, said).alias("role")).to_series()


def _named(roles: pl.Series, names: Dictionary[str, str]) -> pl.Series:
    """Give roles the names of the mapping, whatever their case; a role that it does not know stays."""
    wanted = {found.strip().casefold(): role for found, role in names.items()}
    known = {role: wanted.get(role.casefold(), role) for role in roles.drop_nulls().unique()}
    return roles.replace(known) if known else roles


def people_of(rows: Rows, secret: bytes) -> pl.DataFrame | None:
    """Give the people of a source that a table of its own describes, under their pseudonyms."""
    if rows.people is None:
        return None
    pseudonyms = pseudonymise(rows.people["participant"], secret)
    return (
        rows.people.drop("participant")
        .with_columns(pseudonyms)
        .filter(pl.col("participant_id").is_not_null())
    )


def names_of(contributions: pl.DataFrame, kept: pl.DataFrame) -> pl.DataFrame:
    """Give the names of those who speak in a published source."""
    return pl.DataFrame(
        {"participant_id": contributions["participant_id"], "name": kept["participant"]}, schema=NAMES
    ).unique(maintain_order=True)


def votes_of(rows: Rows, kept: pl.DataFrame, contributions: pl.DataFrame, secret: bytes) -> pl.DataFrame:
    """Give the table ``votes``: those on contributions that were kept, the first of a person on each."""
    if rows.votes.is_empty():
        return empty(Votes)
    ids = (
        pl.DataFrame({"id": kept["id"], "contribution_id": contributions["contribution_id"]})
        .drop_nulls()
        .unique("id", keep="first", maintain_order=True)
    )
    cast = rows.votes.join(ids, on="id", maintain_order="left")
    named = cast.with_columns(pseudonymise(cast["participant"], secret)).drop_nulls("participant_id")
    once = named.unique(["contribution_id", "participant_id"], keep="first", maintain_order=True)
    return conform(once.sort("contribution_id", "participant_id"), Votes)
