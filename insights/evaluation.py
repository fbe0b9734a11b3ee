"""How well the themes of a run agree with labels that people gave.

One theme a contribution, against one label.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from corpora.errors import SourceError
from corpora.ledger import outcomes
from insights.runs import Run

NO_THEME = "without a theme"
"""Unplaced, set-apart and excluded rows count together as one cluster more."""


@dataclass(frozen=True)
class Evaluation:
    """Agreement between themes and labels over ``rows`` labelled input rows.

    ``ami`` is the adjusted mutual information (Vinh, Epps & Bailey 2010), ``ari`` the adjusted Rand index
    (Hubert & Arabie 1985), ``v_measure`` the harmonic mean of homogeneity and completeness (Rosenberg &
    Hirschberg 2007).
    """

    rows: int
    classes: int
    themes: int
    unplaced: int
    set_apart: int
    excluded: int
    ami: float
    ari: float
    v_measure: float


def contribution_themes(run: Run, level: int | None = None) -> pl.DataFrame:
    """Give one theme a contribution at a level (the finest when None).

    Columns ``contribution_id``, ``theme_id``.

    A contribution of several units has the theme that most of its characters are in, the lower id among
    equals.
    """
    level = level or run.levels
    primary = run.assignments.filter(pl.col("primary") & (pl.col("level") == level)).select(
        "unit_id", "theme_id"
    )
    return (
        run.units.join(primary, on="unit_id")
        .group_by("contribution_id", "theme_id")
        .agg((pl.col("end") - pl.col("start")).sum().alias("characters"))
        .sort("contribution_id", "characters", "theme_id", descending=[False, True, False])
        .unique("contribution_id", keep="first", maintain_order=True)
        .select("contribution_id", "theme_id")
    )


def row_themes(run: Run, level: int | None = None) -> pl.DataFrame:
    """Give every input row its outcome and theme.

    ``source_id, row, native_id, outcome, theme_id`` (null without one).
    """
    last = outcomes(run.ledger)
    ids = run.contributions.select("contribution_id", "native_id")
    return (
        last.select("source_id", "row", "contribution_id", pl.col("outcome").cast(pl.String))
        .join(ids, on="contribution_id", how="left", maintain_order="left")
        .join(contribution_themes(run, level), on="contribution_id", how="left", maintain_order="left")
        .select("source_id", "row", "native_id", "outcome", "theme_id")
    )


def evaluate(run: Run, gold: pl.DataFrame, level: int | None = None) -> Evaluation:
    """Compare a run with gold codes, columns ``row``, ``native_id`` and ``label``.

    Joined by id where those are given.

    Every labelled row counts, also one that the run left without a theme. Raises :class:`SourceError` when no
    row of the gold file is in the run.
    """
    from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score, v_measure_score

    key = "native_id" if gold["native_id"].is_not_null().any() else "row"
    labelled = gold.filter(pl.col("label").is_not_null() & (pl.col("label") != ""))
    rows = row_themes(run, level)
    joined = labelled.select(key, "label").join(rows.filter(pl.col(key).is_not_null()), on=key, how="inner")
    if joined.is_empty():
        raise SourceError(
            f"no labelled row matches an input row of {run.name} by {key}. "
            "Rows are matched by number unless --id names the column that holds the run's own ids."
        )
    clusters = joined["theme_id"].fill_null(NO_THEME).to_list()
    truth = joined["label"].to_list()
    outcome = joined.group_by("outcome").len()
    counted = dict(outcome.iter_rows())
    return Evaluation(
        rows=joined.height,
        classes=joined["label"].n_unique(),
        themes=joined["theme_id"].drop_nulls().n_unique(),
        unplaced=counted.get("unplaced", 0),
        set_apart=counted.get("set apart", 0),
        excluded=counted.get("excluded", 0),
        ami=float(adjusted_mutual_info_score(truth, clusters)),
        ari=float(adjusted_rand_score(truth, clusters)),
        v_measure=float(v_measure_score(truth, clusters)),
    )
