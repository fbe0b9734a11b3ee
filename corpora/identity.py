"""Ids made from content, so that they are the same in the next run."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import polars as pl
from polars_hash import CryptographicHashingNameSpace

from corpora.distinct import count_distinct
from corpora.errors import SourceError

_SEPARATOR: Final = "\x1f"


def hashed(text: str, length: int = 64) -> str:
    """Give the first hex digits of SHA-256 over a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:length]


def hash_each(texts: pl.Expr, length: int = 64) -> pl.Expr:
    """Give :func:`hashed` of every text (String or Binary) of an expression; null stays null."""
    digests = CryptographicHashingNameSpace(texts).sha2_256()
    return digests if length == 64 else digests.str.head(length)


def name_sources(paths: Sequence[Path]) -> list[str]:
    """Give every file the name its source id is made of: with its folder where it was seen before.

    Raises ``SourceError`` when two files still have the same name.

    >>> name_sources([Path("wijk1/comments.csv"), Path("wijk2/comments.csv")])
    ['comments.csv', 'wijk2/comments.csv']
    """
    names: list[str] = []
    for path in paths:
        name = path.name if path.name not in names else f"{path.absolute().parent.name}/{path.name}"
        if name in names:
            raise SourceError(f"two sources are called {name}. Give one of them another name.")
        names.append(name)
    return names


_NAMELESS: Final = frozenset({"data", "comments", "export", "input", "responses", "reacties", "dataset"})


def title_of(path: Path) -> str:
    """Give a source a title: the name of its file, or of its folder where the file's name says nothing.

    >>> title_of(Path("wijkdialoog/export.csv")), title_of(Path("ronde1.csv"))
    ('wijkdialoog', 'ronde1')
    """
    folder = path.absolute().parent.name
    return folder if path.stem.lower() in _NAMELESS and folder else path.stem


def contribution_id(source: str, native: str, text: str, occurrence: int) -> str:
    """Name a contribution: 16 hex digits over source, native id, text and how often these came before."""
    return hashed(_SEPARATOR.join((source, native, text, str(occurrence))), 16)


def identify(source: str, native: pl.Series, text: pl.Series) -> pl.DataFrame:
    """Identify the contributions of one source, in file order.

    Takes the source id, the native ids (strings or null) and the texts. Gives ``contribution_id`` (first 16
    hex of SHA-256 over source, native id, text and how often the same three occurred before) and
    ``native_id`` (with ``#2``, ``#3``, … where the id was seen before).
    """
    frame = pl.DataFrame({"native": native, "text": text, "known": native.fill_null("")})
    if count_distinct(native) == len(native):
        return frame.select(contribution_id=_identified(source, pl.lit("0")), native_id="native")
    again = frame.with_row_index("place").filter(pl.col("known").is_duplicated())
    frame = frame.with_columns(
        occurrence=_before(again, ["known", "text"], len(frame)),
        seen=_before(again, ["native"], len(frame)) + 1,
    )
    numbered = pl.concat_str("native", pl.lit("#"), pl.col("seen"))
    return frame.select(
        contribution_id=_identified(source, pl.col("occurrence")),
        native_id=pl.when(pl.col("seen") > 1).then(numbered).otherwise("native"),
    )


def _identified(source: str, occurrence: pl.Expr) -> pl.Expr:
    return hash_each(pl.concat_str(pl.lit(source), "known", "text", occurrence, separator=_SEPARATOR), 16)


def _before(records: pl.DataFrame, columns: list[str], length: int) -> pl.Series:
    """Count for each of so many places how often its record came before; none that is not in ``records``."""
    counted = records.filter(pl.struct(columns).is_duplicated()).select(
        "place", before=pl.int_range(pl.len()).over(columns)
    )
    return pl.zeros(length, pl.Int64, eager=True).scatter(counted["place"], counted["before"])


def parents(replies: pl.Series, native: pl.Series, ids: pl.Series) -> pl.Series:
    """Give for each reply the id of the first contribution with that native id; null for none or itself."""
    if replies.null_count() == len(replies):
        return replies.cast(pl.String).alias("parent_id")
    known = (
        pl.DataFrame({"reply": native, "parent": ids})
        .drop_nulls()
        .unique("reply", keep="first", maintain_order=True)
    )
    frame = pl.DataFrame({"reply": replies, "own": ids}).join(
        known, on="reply", how="left", maintain_order="left"
    )
    return frame.select(
        pl.when(pl.col("parent") != pl.col("own")).then("parent").alias("parent_id")
    ).to_series()
