"""The tables of a run, put under their contracts in an order that follows from their content."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import polars as pl

from corpora.contributions import Corpus
from corpora.ledger import append
from corpora.tables import (
    Assignments,
    Contributions,
    Ledger,
    Participants,
    Quotes,
    Sources,
    Themes,
    Units,
    Votes,
    Words,
    conform,
)
from pipelines.mirrors import mirrors
from pipelines.naming import Label
from pipelines.themes import Found, Texts


@dataclass(frozen=True)
class Tables:
    """All tables of a run, by name, as they are written."""

    frames: dict[str, pl.DataFrame]
    embedders: list[dict[str, Any]] = field(default_factory=list)
    links: list[list[Any]] = field(default_factory=list)


def unit_vectors(texts: Texts, matrix: Any) -> pl.DataFrame:
    """Give table ``vectors``: one row a unit that took part, units with the same text alike."""
    rows = matrix[texts.member["position"].to_numpy()]
    return pl.DataFrame(
        {
            "unit_id": texts.member["unit_id"],
            "vector": pl.Series(rows, dtype=pl.Array(pl.Float32, matrix.shape[1])),
        }
    ).sort("unit_id")


def run_tables(
    corpus: Corpus,
    found: Found,
    splits: pl.DataFrame,
    words: pl.DataFrame | None = None,
    named: dict[str, Label] | None = None,
    quotes: pl.DataFrame | None = None,
    vectors: dict[str, pl.DataFrame] | None = None,
    embedders: list[dict[str, Any]] | None = None,
) -> Tables:
    """Put everything under its contract, in an order that follows from the content."""
    words = words if words is not None else Words.create_empty()
    keywords = words.sort("theme_id", "rank").group_by("theme_id").agg(pl.col("word").alias("keywords"))
    themes = found.themes.join(keywords, on="theme_id", how="left").with_columns(
        _of_labels(named, "text").alias("label"),
        _of_labels(named, "origin").alias("label_origin"),
        pl.col("keywords").fill_null(pl.lit([], dtype=pl.List(pl.String))),
        _of_labels(named, "description").alias("description"),
        pl.col("theme_id")
        .replace_strict(
            mirrors(found.assignments, found.units, corpus.contributions),
            default=[],
            return_dtype=pl.List(pl.String),
        )
        .alias("warnings"),
    )
    frames: dict[str, pl.DataFrame] = {
        "sources": conform(corpus.sources, Sources),
        "participants": conform(corpus.participants, Participants).sort("participant_id"),
        "contributions": conform(corpus.contributions, Contributions).sort("source_id", "row"),
        "units": conform(found.units, Units).sort("contribution_id", "start"),
        "themes": conform(themes, Themes).sort("level", "theme_id"),
        "assignments": conform(found.assignments, Assignments).sort("level", "theme_id", "unit_id"),
        "quotes": conform(quotes if quotes is not None else Quotes.create_empty(), Quotes).sort(
            "theme_id", "rank"
        ),
        "words": conform(words, Words).sort("theme_id", "rank"),
    }
    ledger = append(append(corpus.ledger, splits), _placements(found.units, corpus.contributions))
    frames["ledger"] = conform(ledger, Ledger).sort("source_id", "row", "event")
    if corpus.votes.height:
        frames["votes"] = conform(corpus.votes, Votes).sort("contribution_id", "participant_id")
    return Tables(frames | (vectors or {}), embedders or [])


def _of_labels(named: dict[str, Label] | None, what: str) -> pl.Expr:
    values = {theme: getattr(label, what) for theme, label in (named or {}).items()}
    return pl.col("theme_id").replace_strict(values, default=None, return_dtype=pl.String)


def _placements(units: pl.DataFrame, contributions: pl.DataFrame) -> pl.DataFrame:
    """Give the last ledger event of every contribution: placed when any of its units is, else why not."""
    order = (
        pl.when(pl.col("placement") == "placed")
        .then(0)
        .when(pl.col("placement") == "unplaced")
        .then(1)
        .otherwise(2)
    )
    outcome = (
        units.sort("contribution_id", order, "start").group_by("contribution_id", maintain_order=True).first()
    )
    return (
        contributions.select("source_id", "row", "contribution_id")
        .join(
            outcome.select("contribution_id", "placement", "reason"),
            on="contribution_id",
            maintain_order="left",
        )
        .select(
            "source_id",
            "row",
            "contribution_id",
            pl.lit("themes").alias("step"),
            pl.col("placement").cast(pl.String).alias("outcome"),
            "reason",
        )
    )
