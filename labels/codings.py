"""Codings: which passage has which code, who gave it, and when."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import dataframely as dy
import polars as pl

from corpora.errors import OogstError
from corpora.spreadsheets import as_written
from corpora.tables import conform

MODEL: Final = "model"
"""The coder of what the machine gave."""
ORIGINS: Final = ("person", MODEL)


class CodingError(OogstError):
    """Codings, or a file of them, that do not fit what they are about."""


class Codings(dy.Schema):
    """One row a code that somebody gave a passage: a half-open span of code points in a contribution."""

    contribution_id = dy.String(primary_key=True)
    start = dy.Int64(primary_key=True, min=0)
    end = dy.Int64(primary_key=True, min=0)
    code = dy.String(primary_key=True, description="id of a code of the codebook")
    coder = dy.String(primary_key=True, description="initials of a person, or 'model'")
    origin = dy.Enum(ORIGINS)
    created_at = dy.Datetime(time_unit="ms", time_zone="UTC", nullable=True)
    note = dy.String(nullable=True)


KEY: Final = ("contribution_id", "start", "end", "code", "coder")


def codings(frame: pl.DataFrame) -> dy.DataFrame[Codings]:
    """Put codings under their contract, each once, in the order of their key."""
    return conform(frame.unique(KEY, keep="first", maintain_order=True).sort(KEY), Codings)


def together(parts: list[pl.DataFrame]) -> dy.DataFrame[Codings]:
    """Put several tables of codings together."""
    return codings(pl.concat(parts)) if parts else Codings.create_empty()


def read_codings(path: Path) -> dy.DataFrame[Codings]:
    """Read codings from Parquet, or from CSV as it was written.

    Raises :class:`CodingError` when the file cannot be read or lacks a column.
    """
    try:
        if path.suffix == ".parquet":
            frame = pl.read_parquet(path)
        else:
            frame = as_written(pl.read_csv(path, schema_overrides={"contribution_id": pl.String}))
        missing = [name for name in Codings.column_names() if name not in frame.columns]
        if missing:
            raise CodingError(
                f"{path} has no column {', '.join(map(repr, missing))}; codings have "
                f"{', '.join(Codings.column_names())}. Give a file that `oogst import` wrote."
            )
        if frame["created_at"].dtype == pl.String:
            frame = frame.with_columns(pl.col("created_at").str.to_datetime(time_unit="ms", time_zone="UTC"))
        return codings(frame)
    except (OSError, pl.exceptions.PolarsError, dy.exc.ValidationError) as fault:
        what = str(fault).splitlines()[0]
        raise CodingError(
            f"{path} holds no codings ({what}). Give a file that `oogst import` wrote."
        ) from fault


def with_text(given: pl.DataFrame, contributions: pl.DataFrame) -> pl.DataFrame:
    """Join the contribution of every coding and cut its ``quote`` from the stored text.

    Raises :class:`CodingError` when a contribution is not there or a span ends outside its text.
    """
    joined = given.join(
        contributions.select("contribution_id", "text", "participant_id", "source_id", "row"),
        on="contribution_id",
        how="left",
        maintain_order="left",
    )
    faulty = joined.filter(
        pl.col("text").is_null()
        | (pl.col("end") > pl.col("text").str.len_chars())
        | (pl.col("end") <= pl.col("start"))
    )
    if faulty.height:
        one = faulty.row(0, named=True)
        raise CodingError(
            f"{faulty.height} codings are about no passage of this run, the first "
            f"{one['start']}-{one['end']} of contribution '{one['contribution_id']}'. "
            "Import them again beside this run: `oogst import FILE --run RUN --out DIR`."
        )
    return joined.with_columns(
        pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start")).alias("quote")
    ).drop("text")
