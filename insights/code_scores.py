"""How well the codes of a codebook were given: precision, recall and F1 of each code against gold labels.

A contribution may have several codes and several labels; each counts.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from corpora.ledger import outcomes
from insights.evaluation import Drawn, groups_of, join_gold
from insights.intervals import DRAWS, Interval, Rows, Values, bootstrap
from insights.runs import Run

PREFIX: Final = "c-"
"""What the id of a theme starts with that stands for a code."""
_AGAIN: Final = re.compile(r"-\d+$")


@dataclass(frozen=True)
class CodeScore:
    """One code: rows that have it as a label, rows that were given it, and how far the two agree."""

    code: str
    labelled: int
    found: int
    precision: float
    recall: float
    f1: float
    precision_interval: Interval
    recall_interval: Interval
    f1_interval: Interval


@dataclass(frozen=True)
class CodeScores:
    """All codes of the codebook or the labels, and the plain mean of their F1."""

    codes: tuple[CodeScore, ...]
    rows: int
    macro_f1: float
    macro_f1_interval: Interval
    drawn: Drawn


def code_of(theme_id: str, known: Collection[str]) -> str:
    """Give the code that a theme stands for; a number at the end tells themes of one code apart.

    >>> code_of("c-wonen-2", {"wonen"}), code_of("c-wmo-2015", {"wmo-2015"})
    ('wonen', 'wmo-2015')
    """
    code = theme_id.removeprefix(PREFIX)
    return code if code in known else _AGAIN.sub("", code)


def score_codes(
    run: Run, gold: pl.DataFrame, level: int | None = None, draws: int = DRAWS
) -> CodeScores | None:
    """Compare the codes that contributions were given with their gold labels, columns as ``read_gold`` has.

    ``level`` is that of the themes, all when None. A theme counts for every contribution that it has a unit
    of, as first or second theme. Gives None for a run without a codebook. Raises
    :class:`~corpora.errors.SourceError` when no row of the gold file is in the run.
    """
    themes = run.themes.filter(pl.col("label_origin").cast(pl.String) == "codebook")
    themes = themes if level is None else themes.filter(pl.col("level") == level)
    if themes.is_empty():
        return None
    labelled = gold.filter(pl.col("labels").list.len() > 0)
    ids = run.contributions.select("contribution_id", "native_id")
    rows = outcomes(run.ledger).select("source_id", "row", "contribution_id")
    joined = join_gold(run, labelled, rows.join(ids, on="contribution_id", how="left"))
    known = set(joined["labels"].explode())
    code = {theme: code_of(theme, known) for theme in themes["theme_id"]}
    names = sorted(known | set(code.values()))
    truth = _table(joined["labels"], names)
    found = _table(_given(run, joined["contribution_id"], code), names)
    drawn, groups = groups_of(run, joined)

    def figures(rows: Rows) -> Values:
        return _figures(truth[rows], found[rows])

    every = figures(np.arange(joined.height, dtype=np.int64))
    intervals = bootstrap(figures, groups, draws)
    size = len(names)
    scores = tuple(
        CodeScore(
            name,
            int(truth[:, place].sum()),
            int(found[:, place].sum()),
            float(every[place]),
            float(every[place + size]),
            float(every[place + 2 * size]),
            intervals[place],
            intervals[place + size],
            intervals[place + 2 * size],
        )
        for place, name in enumerate(names)
    )
    return CodeScores(scores, joined.height, float(every[-1]), intervals[-1], drawn)


def _given(run: Run, contributions: pl.Series, code: dict[str, str]) -> pl.Series:
    """List the codes of each contribution; a repeated text has those of the text that stands for it."""
    given = run.assignments.filter(pl.col("theme_id").is_in(list(code))).select(
        "unit_id", pl.col("theme_id").replace_strict(code, return_dtype=pl.String).alias("code")
    )
    units = run.units.select("contribution_id", pl.concat_list("unit_id", "repeat_of").alias("unit_id"))
    of_contribution = (
        units.explode("unit_id")
        .join(given, on="unit_id")
        .group_by("contribution_id")
        .agg(pl.col("code").unique().sort())
    )
    wanted = contributions.alias("contribution_id").to_frame()
    return wanted.join(of_contribution, on="contribution_id", how="left", maintain_order="left")[
        "code"
    ].fill_null(pl.Series([[]], dtype=pl.List(pl.String)))


def _table(lists: pl.Series, names: list[str]) -> Rows:
    """Tell which row has which name, as 0 and 1, of shape ``(rows, names)``."""
    place = {name: number for number, name in enumerate(names)}
    table = np.zeros((len(lists), len(names)), dtype=np.int64)
    for row, found in enumerate(lists.to_list()):
        table[row, [place[name] for name in found]] = 1
    return table


def _figures(truth: Rows, found: Rows) -> Values:
    """Give precision of every code, recall of every code, F1 of every code, and the mean F1.

    A code without anything to divide by has 0.
    """
    right, given, wanted = (truth * found).sum(axis=0), found.sum(axis=0), truth.sum(axis=0)
    f1 = 2 * right / np.maximum(given + wanted, 1)
    return np.concatenate([right / np.maximum(given, 1), right / np.maximum(wanted, 1), f1, [f1.mean()]])
