"""The votes of a Polis conversation, and which sign means that somebody agrees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

from corpora.readers.rows import VOTES
from corpora.values import integers

_CLEARER: Final = 0.5
"""The sign is known where the votes differ from the counts at most so much as with the other sign."""


@dataclass(frozen=True)
class Cast:
    """Votes as a file has them: ``votes`` (columns as ``VOTES``), how many could not be read, which file."""

    votes: pl.DataFrame
    unread: int
    file: str


def from_list(frame: pl.DataFrame) -> Cast | None:
    """Take the votes of ``votes.csv``; of one person on one comment the last counts."""
    if not {"comment-id", "voter-id", "vote"} <= set(frame.columns):
        return None
    moment = integers(frame["timestamp"]) if "timestamp" in frame.columns else pl.lit(0)
    votes = frame.select(
        pl.col("comment-id").str.strip_chars().alias("id"),
        pl.col("voter-id").str.strip_chars().alias("participant"),
        integers(frame["vote"]).alias("vote"),
        moment.alias("moment"),
    )
    return _cast(votes.sort("moment", "vote", nulls_last=False, maintain_order=True), len(frame), "votes.csv")


def from_matrix(frame: pl.DataFrame, file: str) -> Cast | None:
    """Take the votes of ``participants-votes.csv``: a person a row, a column for the number of a comment."""
    if "participant" not in frame.columns:
        return None
    numbers = [name for name in frame.columns if name.isdecimal()]
    long = (
        frame.select(pl.col("participant").str.strip_chars(), *numbers)
        .unpivot(numbers, index="participant", variable_name="id", value_name="vote")
        .filter(pl.col("vote").str.strip_chars() != "")
    )
    return _cast(long.with_columns(integers(long["vote"])), len(long), file)


def _cast(votes: pl.DataFrame, given: int, file: str) -> Cast:
    sound = votes.filter(pl.col("vote").is_in([-1, 0, 1]) & (pl.col("participant") != ""))
    last = sound.unique(["id", "participant"], keep="last", maintain_order=True)
    return Cast(last.select(VOTES.names()).cast(dict(VOTES)), given - len(sound), file)  # type: ignore[arg-type]


def check_sign(cast: Cast, comments: pl.DataFrame) -> tuple[pl.DataFrame, str]:
    """Hold the votes against the counts of ``comments.csv``; gives them with 1 for agree, and what to tell.

    The raw database of Polis writes an agreement as -1, its export as 1, and nothing in the file says which.
    Where neither adds up, stance is not known: then there are no votes.
    """
    counted = cast.votes.group_by("id").agg(
        plus=(pl.col("vote") == 1).sum(), minus=(pl.col("vote") == -1).sum()
    )
    table = (
        comments.select(
            pl.col("comment-id").str.strip_chars().alias("id"),
            agrees=integers(comments["agrees"]),
            disagrees=integers(comments["disagrees"]),
        )
        .drop_nulls()
        .join(counted, on="id", how="left")
        .with_columns(pl.col("plus", "minus").fill_null(0).cast(pl.Int64))
    )
    as_written = _difference(table, "plus", "minus")
    turned = _difference(table, "minus", "plus")
    flip = turned < as_written
    least, most = sorted((as_written, turned))
    said = f"{len(cast.votes)} votes of {cast.votes['participant'].n_unique()} people from {cast.file}"
    if not len(table) or least > _CLEARER * most or not most:
        return cast.votes.clear(), (
            f"{said} do not count: they differ from the agrees and disagrees of comments.csv by {as_written} "
            f"when 1 means agree, and by {turned} when -1 does, so who agrees is not known. "
            "Export comments and votes again at one moment."
        )
    sign = ("minus", "plus") if flip else ("plus", "minus")
    exact = int(((table["agrees"] == table[sign[0]]) & (table["disagrees"] == table[sign[1]])).sum())
    rest = "" if least == 0 else f"; {least} votes differ in all"
    said += f": {exact} of {len(table)} comments have exactly the agrees and disagrees of comments.csv{rest}"
    if not flip:
        return cast.votes, said
    return cast.votes.with_columns(-pl.col("vote")), f"{said}; in this file -1 means agree, turned to 1"


def _difference(table: pl.DataFrame, agree: str, disagree: str) -> int:
    apart = (pl.col("agrees") - pl.col(agree)).abs() + (pl.col("disagrees") - pl.col(disagree)).abs()
    return int(table.select(apart.sum()).item())
