"""The texts of a project: one a round of a dialogue or an interview, every contribution with its place in it.

A text holds the contributions of a source, of each round apart, in their order, each on a line that begins
with who speaks: ``P012: ``. Line ends are LF; places are half-open and count Unicode code points.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from labels.refi.characters import as_long, one_line
from labels.refi.guids import guid

BETWEEN: Final = ": "
"""What stands between the name of a speaker and what they said."""


def place_contributions(contributions: pl.DataFrame, sources: pl.DataFrame) -> pl.DataFrame:
    """Lay the contributions out in texts.

    Gives a row a contribution, in the order of the texts: ``document`` (GUID), ``title``, ``source_id``,
    ``contribution_id``, ``participant_id``, ``said`` (the text, as long as the contribution's), ``line``
    (with its speaker), and ``first`` and ``last``: where ``said`` begins and ends in the text.
    """
    rounds = contributions.group_by("source_id").agg(pl.col("round").n_unique().alias("rounds"))
    laid = (
        contributions.select("contribution_id", "source_id", "row", "participant_id", "round", "text")
        .join(sources.select("source_id", "title"), on="source_id", how="left")
        .join(rounds, on="source_id")
        .sort("source_id", "round", "row", "contribution_id", nulls_last=True)
        .with_columns(
            pl.col("text").map_elements(as_long, return_dtype=pl.String).alias("said"),
            pl.coalesce(
                pl.col("participant_id").map_elements(one_line, return_dtype=pl.String) + BETWEEN, pl.lit("")
            ).alias("speaker"),
            pl.when(pl.col("rounds") > 1)
            .then(pl.col("title") + pl.lit(" – ronde ") + pl.col("round").fill_null("?"))
            .otherwise("title")
            .alias("title"),
            pl.struct("source_id", "round")
            .map_elements(
                lambda of: guid("source", of["source_id"], of["round"] or ""), return_dtype=pl.String
            )
            .alias("document"),
        )
        .with_columns((pl.col("speaker") + pl.col("said")).alias("line"))
    )
    ends = (pl.col("line").str.len_chars().cast(pl.Int64) + 1).cum_sum().over("document") - 1
    return laid.with_columns(ends.alias("last")).select(
        "document",
        "title",
        "source_id",
        "contribution_id",
        "participant_id",
        "said",
        "line",
        (pl.col("last") - pl.col("said").str.len_chars()).alias("first"),
        "last",
    )


def document_texts(placed: pl.DataFrame) -> pl.DataFrame:
    """Give the texts themselves: ``document``, ``title``, ``text``, in their order."""
    return placed.group_by("document", maintain_order=True).agg(
        pl.col("title").first(), pl.col("line").str.join("\n").alias("text")
    )
