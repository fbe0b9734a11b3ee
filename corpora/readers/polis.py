"""Polis: the comments of a conversation, with the votes, groups and topic from the files beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import polars as pl

from corpora.errors import SourceError
from corpora.mapping import Mapping
from corpora.readers.content import Content
from corpora.readers.delimited import read_delimited
from corpora.readers.formats import Platform
from corpora.readers.polis_votes import Cast, check_sign, from_list, from_matrix
from corpora.readers.rows import VOTES, Rows

COMMENTS: Final = "comments.csv"
BESIDE: Final = (
    "votes.csv",
    "participants-votes.csv",
    "participant-votes.csv",
    "summary.csv",
    "stats-history.csv",
    "comment-groups.csv",
    "participant-importance.csv",
    "comment-clusters.csv",
)
"""Files of the same export: what they say is read with the comments."""
_MATRICES: Final = ("participants-votes.csv", "participant-votes.csv")
_KNOWN: Final = frozenset(("comment-id", "author-id", "agrees", "disagrees", "comment-body"))
_GROUP: Final = "opinion group"
_QUESTION: Final = "conversation"
_MODERATED: Final = "moderated out on the platform"
_TRUE: Final = ("true", "t", "1")


def recognises(columns: Sequence[str]) -> bool:
    """Say whether these are the columns of ``comments.csv``, of either generation."""
    return set(columns) >= _KNOWN


def adapt(rows: Rows, content: Content, mapping: Mapping) -> Rows:
    """Give the comments with votes, opinion groups and topic of the files that lie beside them."""
    notes: list[str] = []
    beside = _beside(content.path, notes)
    matrix = next((beside[name] for name in _MATRICES if name in beside), None)
    summary = _summary(content.path)
    cast = _votes(rows.frame, beside, notes)
    rows = _with_scope(rows, summary.get("url", ""), notes)
    people = None if matrix is None else _people(matrix.frame)
    votes, people = _scoped(cast, people, summary.get("url", ""))
    rows = _with_groups(rows, people)
    notes += _told(rows.frame)
    if description := summary.get("conversation-description") or summary.get("topic"):
        rows = rows.with_columns(pl.Series(_QUESTION, [description] * len(rows.frame), dtype=pl.String))
    if "moderated" in rows.frame.columns:
        rows = rows.reject(pl.when(pl.col("moderated").str.strip_chars() == "-1").then(pl.lit(_MODERATED)))
        if refused := int((rows.rejected["reason"] == _MODERATED).sum()):
            notes.append(
                f"{refused} comments were moderated out on the platform: kept apart; --as csv reads them too"
            )
    columns = rows.frame.columns
    return replace(
        rows,
        format=f"Polis, {rows.format}",
        notes=(*rows.notes, *notes),
        votes=votes,
        people=people,
        preset=Mapping(
            text="comment-body",
            id="comment-id",
            participant="author-id",
            agree="agrees",
            disagree="disagrees",
            created=next((name for name in ("timestamp", "datetime") if name in columns), None),
            question=_QUESTION if _QUESTION in columns else None,
            title=summary.get("topic") or None,
            keep=(_GROUP,) if _GROUP in columns else (),
        ),
    )


def _beside(comments: Path, notes: list[str]) -> dict[str, Rows]:
    """Read the tables beside the comments; one that cannot be read is told and left out."""
    found: dict[str, Rows] = {}
    for name in ("votes.csv", *_MATRICES):
        path = comments.with_name(name)
        if path.is_file():
            try:
                found[name] = read_delimited(path)
            except SourceError as fault:
                notes.append(f"{name} was not read: {fault}")
    return found


def _summary(comments: Path) -> dict[str, str]:
    """Read ``summary.csv``: a key and a value a line."""
    path = comments.with_name("summary.csv")
    if not path.is_file():
        return {}
    try:
        rows = read_delimited(path)
    except SourceError:
        return {}
    if len(rows.frame.columns) < 2:
        return {}
    pairs = [tuple(rows.frame.columns[:2]), *rows.frame.select(pl.nth(0), pl.nth(1)).iter_rows()]
    return {str(key).strip(): str(value or "").strip() for key, value in pairs}


def _votes(comments: pl.DataFrame, beside: dict[str, Rows], notes: list[str]) -> pl.DataFrame:
    """Give the votes of the list, else of the matrix, with 1 for agree, as far as that can be known."""
    cast: Cast | None = None
    if "votes.csv" in beside:
        cast = from_list(beside["votes.csv"].frame)
    for name in _MATRICES:
        if cast is None and name in beside:
            cast = from_matrix(beside[name].frame, name)
    if cast is None:
        return pl.DataFrame(schema=VOTES)
    if cast.unread:
        notes.append(f"{cast.unread} votes of {cast.file} are not -1, 0 or 1, and do not count")
    checked, said = check_sign(cast, comments)
    notes.append(said)
    return checked


def _people(matrix: pl.DataFrame) -> pl.DataFrame | None:
    if "participant" not in matrix.columns:
        return None
    group = pl.col("group-id").str.strip_chars() if "group-id" in matrix.columns else pl.lit(None, pl.String)
    return matrix.select(
        participant=pl.col("participant").str.strip_chars(),
        segment_opinion_group=pl.when(group != "").then(group),
    ).filter(pl.col("participant") != "")


def _with_scope(rows: Rows, conversation: str, notes: list[str]) -> Rows:
    """Name people after their conversation: Polis numbers them from 0 in each."""
    if not conversation:
        return rows
    notes.append("people are numbered in each conversation: a number elsewhere is taken for somebody else")
    author = rows.frame["author-id"].str.strip_chars()
    named = pl.select(
        pl.when(author != "").then(pl.format("{} {}", pl.lit(conversation), author)).alias("author-id")
    )
    return rows.with_columns(named.to_series())


def _scoped(
    votes: pl.DataFrame, people: pl.DataFrame | None, conversation: str
) -> tuple[pl.DataFrame, pl.DataFrame | None]:
    if not conversation:
        return votes, people
    named = pl.format("{} {}", pl.lit(conversation), "participant").alias("participant")
    return votes.with_columns(named), None if people is None else people.with_columns(named)


def _with_groups(rows: Rows, people: pl.DataFrame | None) -> Rows:
    """Add the opinion group of who wrote a comment."""
    if people is None or not people["segment_opinion_group"].count():
        return rows
    known = people.unique("participant", keep="first", maintain_order=True)
    groups = rows.frame.select(pl.col("author-id").str.strip_chars()).join(
        known, left_on="author-id", right_on="participant", how="left", maintain_order="left"
    )
    return rows.with_columns(groups["segment_opinion_group"].alias(_GROUP))


def _told(comments: pl.DataFrame) -> list[str]:
    """Count the comments of the organisers, and those about the conversation itself."""
    kinds = {"is-seed": "were put in by the organisers", "is-meta": "are about the conversation itself"}
    notes: list[str] = []
    for column, what in kinds.items():
        if column in comments.columns:
            count = int(comments[column].str.strip_chars().str.to_lowercase().is_in(_TRUE).sum())
            if count:
                notes.append(f"{count} comments {what} ({column}); --keep {column} tells them apart")
    return notes


POLIS: Final = Platform("polis", "a Polis export (comments.csv)", recognises, adapt)
