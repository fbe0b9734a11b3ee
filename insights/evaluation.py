"""How well the themes of a run agree with labels that people gave.

One theme a contribution, against one label.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import polars as pl

from corpora.errors import SourceError
from corpora.ledger import outcomes
from insights.intervals import DRAWS, Interval, Rows, Values, bootstrap
from insights.runs import Run

NO_THEME = "without a theme"
"""Unplaced, set-apart and excluded rows count together as one cluster more."""
MEASURES: Final = ("ami", "ari", "v_measure", "homogeneity", "completeness")

Drawn = Literal["participants", "rows"]
"""What a bootstrap drew."""


@dataclass(frozen=True)
class Evaluation:
    """Agreement between themes and labels over ``rows`` labelled input rows.

    ``ami`` is the adjusted mutual information (Vinh, Epps & Bailey 2010), ``ari`` the adjusted Rand index
    (Hubert & Arabie 1985), ``v_measure`` the harmonic mean of homogeneity and completeness (Rosenberg &
    Hirschberg 2007), which are not adjusted for chance and rise with the number of themes.
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
    homogeneity: float
    completeness: float


@dataclass(frozen=True)
class Intervals:
    """The 95 % intervals of an evaluation: what was drawn, of how many, how many times.

    An interval is None where there are too few to draw from. V-measure, homogeneity and completeness have
    none: they are not corrected for chance and rise in any smaller sample.
    """

    drawn: Drawn
    groups: int
    draws: int
    ami: Interval | None
    ari: Interval | None


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
    joined = _joined(run, gold, level)
    counted = dict(joined.group_by("outcome").len().iter_rows())
    found = _agreement(joined)(np.arange(joined.height, dtype=np.int64))
    return Evaluation(
        rows=joined.height,
        classes=joined["label"].n_unique(),
        themes=joined["theme_id"].drop_nulls().n_unique(),
        unplaced=counted.get("unplaced", 0),
        set_apart=counted.get("set apart", 0),
        excluded=counted.get("excluded", 0),
        **dict(zip(MEASURES, map(float, found), strict=True)),
    )


def evaluate_intervals(
    run: Run, gold: pl.DataFrame, level: int | None = None, draws: int = DRAWS
) -> Intervals:
    """Give the intervals of what :func:`evaluate` gives; it takes as many evaluations as there are draws.

    Raises :class:`SourceError` when no row of the gold file is in the run.
    """
    joined = _joined(run, gold, level)
    drawn, groups = groups_of(run, joined, ("label", "theme_id"))
    ami, ari, *_ = bootstrap(_agreement(joined), groups, draws, (-1.0, 1.0))
    return Intervals(drawn, int(groups.max()) + 1, draws, ami, ari)


def groups_of(run: Run, rows: pl.DataFrame, content: tuple[str, ...]) -> tuple[Drawn, Rows]:
    """Give a number to what a bootstrap draws: the participant of each row, else the row itself.

    ``rows`` has columns ``source_id`` and ``row``, and those of ``content``, which are all that the figures
    depend on. Numbers follow that content, never a pseudonym or the order of the rows; who said the same may
    change places, as that changes no figure.
    """
    people = run.contributions.select("source_id", "row", "participant_id")
    alone = pl.concat_str(pl.lit("row"), "source_id", pl.col("row").cast(pl.String), separator=" ")
    said = [
        (pl.col(name).list.sort().list.join("\x1f") if isinstance(kind, pl.List) else pl.col(name))
        .fill_null("\x1e")
        .alias(name)
        for name, kind in rows.select(content).schema.items()
    ]
    named = (
        rows.select("source_id", "row", *said)
        .join(people, on=["source_id", "row"], how="left", maintain_order="left")
        .select(
            pl.coalesce("participant_id", alone).alias("group"),
            pl.concat_str(content, separator="\x1d").alias("said"),
            pl.col("participant_id").is_not_null().alias("known"),
        )
    )
    numbered = (
        named.group_by("group")
        .agg(pl.col("said").sort().str.join("\x1c"))
        .sort("said", "group")
        .with_row_index("number")
        .select("group", pl.col("number").cast(pl.Int64))
    )
    numbers = named.join(numbered, on="group", how="left", maintain_order="left")["number"].to_numpy()
    return "participants" if named["known"].any() else "rows", numbers


def join_gold(run: Run, gold: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Join gold codes to input rows, by id where those are given, in the order of the sources.

    Raises :class:`SourceError` when nothing matches.
    """
    key = "native_id" if gold["native_id"].is_not_null().any() else "row"
    other = "row" if key == "native_id" else "native_id"
    joined = gold.drop(other).join(rows.filter(pl.col(key).is_not_null()), on=key, how="inner")
    if joined.is_empty():
        raise SourceError(
            f"no labelled row matches an input row of {run.name} by {key}. "
            "Rows are matched by number unless --id names the column that holds the run's own ids."
        )
    return joined.sort("source_id", "row", "label", maintain_order=True)


def _joined(run: Run, gold: pl.DataFrame, level: int | None) -> pl.DataFrame:
    labelled = gold.filter(pl.col("label").is_not_null() & (pl.col("label") != ""))
    return join_gold(run, labelled, row_themes(run, level))


def _agreement(joined: pl.DataFrame) -> Callable[[Rows], Values]:
    """Give the function that computes the :data:`MEASURES` over some rows."""
    from sklearn.metrics import (
        adjusted_mutual_info_score,
        adjusted_rand_score,
        homogeneity_completeness_v_measure,
    )

    truth = _numbers(joined["label"])
    found = _numbers(joined["theme_id"].fill_null(NO_THEME))

    def figures(rows: Rows) -> Values:
        pair = truth[rows], found[rows]
        homogeneity, completeness, v_measure = homogeneity_completeness_v_measure(*pair)
        adjusted = adjusted_mutual_info_score(*pair), adjusted_rand_score(*pair)
        return np.array([*adjusted, v_measure, homogeneity, completeness], dtype=np.float64)

    return figures


def _numbers(values: pl.Series) -> Rows:
    return (values.rank("dense") - 1).cast(pl.Int64).to_numpy()
