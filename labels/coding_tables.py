"""Codings and codes as tables for any other program: a matrix, a list of quotes, a list of tags."""

from __future__ import annotations

from typing import Final

import polars as pl

from labels.codebook import Codebook
from labels.codings import MODEL, with_text

STEP: Final = " > "
"""What stands between the levels of a code's path."""
LEVELS: Final = "::"
"""What stands between levels in the name of a tag, as programs without a tree of codes have it."""


def path_of(codebook: Codebook, code: str, between: str = STEP) -> str:
    """Give the names from the top down to a code; its id where the codebook does not have it."""
    counted = codebook.counts_for(code) if code in codebook.by_id else None
    if counted is None:
        return code
    names = [codebook.by_id[counted].label(codebook.language)]
    above = codebook.parent(counted)
    while above is not None:
        names.append(codebook.by_id[above].label(codebook.language))
        above = codebook.parent(above)
    return between.join(reversed(names))


def code_matrix(codings: pl.DataFrame, codebook: Codebook, contributions: pl.DataFrame) -> pl.DataFrame:
    """Give one row a contribution and coder, one column a code in use: 1 where that coder gave it, else 0.

    The machine has a row for every contribution; a person for those they gave a code, as nobody knows here
    what they judged besides. Columns ``contribution_id``, ``native_id``, ``participant_id``, ``coder``, then
    the ids of the codes.
    """
    codes = [code.id for code in codebook.used]
    counted = {code: codebook.counts_for(code) for code in codebook.by_id}
    given = (
        codings.select(
            "contribution_id",
            "coder",
            pl.col("code").replace_strict(counted, default=None, return_dtype=pl.String).alias("code"),
        )
        .drop_nulls()
        .unique()
    )
    machine = given.filter(pl.col("coder") == MODEL).is_empty()
    everyone = contributions.select("contribution_id", pl.lit(MODEL).alias("coder"))
    rows = pl.concat(
        [given.select("contribution_id", "coder"), everyone.clear() if machine else everyone]
    ).unique()
    cells = given.group_by("contribution_id", "coder").agg(pl.col("code"))
    order = contributions.select("contribution_id", "native_id", "participant_id", "source_id", "row")
    return (
        rows.join(cells, on=["contribution_id", "coder"], how="left")
        .join(order, on="contribution_id")
        .sort("source_id", "row", "contribution_id", "coder")
        .select(
            "contribution_id",
            "native_id",
            "participant_id",
            "coder",
            *(
                pl.col("code").list.contains(code).fill_null(value=False).cast(pl.Int64).alias(code)
                for code in codes
            ),
        )
    )


def quote_list(codings: pl.DataFrame, codebook: Codebook, contributions: pl.DataFrame) -> pl.DataFrame:
    """Give one row a coding: the path of its code, the quote cut from the text, who said and who coded it."""
    paths = {code: path_of(codebook, code) for code in codings["code"].unique()}
    return (
        with_text(codings, contributions)
        .with_columns(pl.col("code").replace_strict(paths, return_dtype=pl.String).alias("path"))
        .sort("path", "source_id", "row", "start", "end", "coder")
        .select("path", "code", "quote", "participant_id", "contribution_id", "start", "end", "coder", "note")
    )


def tags(codebook: Codebook) -> pl.DataFrame:
    """Give the codes in use as ``tag`` and ``description``; levels of a tag stand between ``::``."""
    used = codebook.used
    return pl.DataFrame(
        {
            "tag": [path_of(codebook, code.id, LEVELS) for code in used],
            "description": [code.definition for code in used],
        },
        schema={"tag": pl.String, "description": pl.String},
    )
