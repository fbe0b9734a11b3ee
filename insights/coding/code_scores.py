"""How well the codes of a codebook were given: precision, recall and F1 of each code against gold labels.

A contribution may have several codes and several labels; each counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
import polars as pl

from corpora.ledger import outcomes
from insights.evaluation import Drawn, groups_of, join_gold
from insights.intervals import DRAWS, Interval, Rows, Values, bootstrap
from insights.runs import Run
from pipelines.guided_themes import PREFIX, CodeThemes
from pipelines.stored_codebook import codebook_of

REPEATED: Final = re.compile(r"(-\d+)+$")
"""What the id of a theme has behind the id of its code where the theme is repeated at a level below it."""


@dataclass(frozen=True)
class CodeScore:
    """One code: rows that have it as a label, rows that were given it, and how far the two agree.

    ``precision`` is None where no row was given the code.
    """

    code: str
    labelled: int
    found: int
    precision: float | None
    recall: float
    f1: float
    precision_interval: Interval | None
    recall_interval: Interval | None
    f1_interval: Interval | None


@dataclass(frozen=True)
class CodeScores:
    """All codes that occur among the labels, and the plain mean of their F1 (macro-F1).

    ``without_theme`` names labels that no theme of the codebook stands for, which count with F1 0;
    ``without_label`` the themes of codes that nobody gave as a label, which count for nothing.
    """

    rows: int
    drawn: Drawn
    codes: tuple[CodeScore, ...]
    macro_f1: float
    macro_f1_interval: Interval | None
    without_theme: tuple[str, ...]
    without_label: tuple[str, ...]


def code_of(
    theme_id: str, label: str, known: Iterable[str], codes: Mapping[str, str] = MappingProxyType({})
) -> str | None:
    """Give the gold label that a theme stands for: the id of its code, else what it is called; None for none.

    ``codes`` tells the code of every theme, where the run has its codebook; without it a number behind an id
    is taken for that of a level. Upper and lower case are the same.

    >>> code_of("c-wonen", "Wonen en huur", ["wonen"]), code_of("c-7", "Wonen", ["wonen"])
    ('wonen', 'wonen')
    >>> code_of("c-wonen-2", "Wonen en huur (algemeen)", ["wonen"])
    'wonen'
    """
    by_name = {name.strip().casefold(): name for name in sorted(known, reverse=True)}
    own = theme_id.removeprefix(PREFIX) if theme_id.startswith(PREFIX) else ""
    ids = [codes[theme_id]] if theme_id in codes else [own, REPEATED.sub("", own)]
    found = [by_name[name] for name in (*map(str.casefold, ids), label.strip().casefold()) if name in by_name]
    return found[0] if found else None


def score_codes(
    run: Run, gold: pl.DataFrame, level: int | None = None, draws: int = DRAWS
) -> CodeScores | None:
    """Compare the codes that contributions were given with their gold labels, columns as ``read_gold`` has.

    A contribution has the code of every theme that one of its units is in, as first or second theme: themes
    of one level, or those that are not divided further when ``level`` is None. Gives None for a run without a
    codebook. Raises :class:`~corpora.errors.SourceError` when no row of the gold file is in the run, and
    :class:`~corpora.errors.RunError` when the run's codebook was changed.
    """
    themes = run.themes.filter(pl.col("label_origin").cast(pl.String) == "codebook")
    divided = run.themes["parent_id"].drop_nulls().to_list()
    here = ~pl.col("theme_id").is_in(divided) if level is None else pl.col("level") == level
    themes = themes.filter(here)
    if themes.is_empty():
        return None
    ids = run.contributions.select("contribution_id", "native_id")
    rows = outcomes(run.ledger).select("source_id", "row", "contribution_id")
    labelled = gold.filter(pl.col("labels").list.len() > 0)
    joined = join_gold(run, labelled, rows.join(ids, on="contribution_id", how="left"))
    names = sorted(set(joined["labels"].explode()))
    codebook = codebook_of(run.path, run.manifest)
    codes = CodeThemes(codebook).ids if codebook else {}
    stands_for = {
        theme: code_of(theme, label, names, codes)
        for theme, label in themes.select("theme_id", "label").sort("theme_id").iter_rows()
    }
    code = {theme: name for theme, name in stands_for.items() if name is not None}
    joined = joined.with_columns(_given(run, joined["contribution_id"], code).alias("given"))
    drawn, groups = groups_of(run, joined, ("labels", "given"))
    missing = [theme for theme, name in stands_for.items() if name is None]
    return CodeScores(
        joined.height,
        drawn,
        *_scores(joined, names, groups, draws),
        without_theme=tuple(name for name in names if name not in code.values()),
        without_label=tuple(sorted(themes.filter(pl.col("theme_id").is_in(missing))["label"])),
    )


def _scores(
    joined: pl.DataFrame, names: Sequence[str], groups: Rows, draws: int
) -> tuple[tuple[CodeScore, ...], float, Interval | None]:
    """Score every code, and give the mean of F1 with its interval."""
    truth, found = _table(joined["labels"], names), _table(joined["given"], names)

    def figures(rows: Rows) -> Values:
        return _figures(truth[rows], found[rows])

    every = figures(np.arange(joined.height, dtype=np.int64))
    intervals = bootstrap(figures, groups, draws, (0.0, 1.0))
    size = len(names)
    scores = tuple(
        CodeScore(
            name,
            int(truth[:, place].sum()),
            int(found[:, place].sum()),
            None if np.isnan(every[place]) else float(every[place]),
            float(every[place + size]),
            float(every[place + 2 * size]),
            *(intervals[place + size * part] for part in range(3)),
        )
        for place, name in enumerate(names)
    )
    return scores, float(every[-1]), intervals[-1]


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


def _table(lists: pl.Series, names: Sequence[str]) -> Rows:
    """Tell which row has which name, as 0 and 1, of shape ``(rows, names)``."""
    return np.column_stack([lists.list.contains(name).to_numpy() for name in names]).astype(np.int64)


def _figures(truth: Rows, found: Rows) -> Values:
    """Give precision of every code, recall of every code, F1 of every code, and the mean F1.

    Not a number where there is nothing to divide by: no row was given the code, or none has it as a label.
    """
    right, given, wanted = (truth * found).sum(axis=0), found.sum(axis=0), truth.sum(axis=0)
    occurs = wanted > 0
    precision = np.where(given > 0, right / np.maximum(given, 1), np.nan)
    recall = np.where(occurs, right / np.maximum(wanted, 1), np.nan)
    f1 = np.where(occurs, 2 * right / np.maximum(given + wanted, 1), np.nan)
    mean = f1[occurs].mean() if occurs.any() else np.nan
    return np.concatenate([precision, recall, f1, [mean]])
