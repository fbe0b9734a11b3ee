"""The table of a batch: one row a run, as Parquet, CSV and HTML, and a summary over the seeds."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from statistics import mean
from typing import Any, Final

import polars as pl

from corpora.files import write_atomically, write_table
from corpora.masking.file_names import mask_file_name
from corpora.spreadsheets import spreadsheet_safe
from corpora.stored_names import rules_of
from insights.batches.batch import Outcome
from insights.batches.cell import Scores
from insights.batches.page import page
from insights.evaluation import NO_THEME, contribution_themes
from insights.runs import Run, open_run

SUMMED: Final = (
    "top_themes", "themes", "coherence", "diversity", "stability", "core_share", "ami", "ari", "v_measure",
    "macro_f1", "seconds", "peak_megabytes",
)  # fmt: skip
"""What the summary averages over the seeds."""


def results(outcomes: Sequence[Outcome], out: Path, varied: Sequence[str] = ()) -> pl.DataFrame:
    """Give the table of results, in the order of the plan.

    Columns ``corpus``, ``settings``, ``seed``, one ``setting_…`` for each that was varied, ``status``
    (done, kept or failed), ``error``, the fields of :class:`Scores`, and ``run``, the folder as seen from
    ``out``.
    """
    rows = [
        {
            "corpus": one.cell.corpus.name,
            "settings": one.cell.name,
            "seed": one.cell.settings.seed,
            **{f"setting_{name}": getattr(one.cell.settings, name) for name in varied},
            "status": one.status,
            "error": _told(one),
            **(dataclasses.asdict(one.scores) if one.scores else {}),
            "run": None if one.run is None else Path(os.path.relpath(one.run, out)).as_posix(),
        }
        for one in outcomes
    ]
    kinds = {"int": pl.Int64, "float": pl.Float64}
    measured = {
        each.name: kinds[str(each.type).removesuffix(" | None")] for each in dataclasses.fields(Scores)
    }
    settings = {f"setting_{name}": _kind(rows, f"setting_{name}") for name in varied}
    named = {"corpus": pl.String, "settings": pl.String, "seed": pl.Int64}
    said = {"status": pl.String, "error": pl.String}
    return pl.DataFrame(rows, schema={**named, **settings, **said, **measured, "run": pl.String})


def summary(table: pl.DataFrame, outcomes: Sequence[Outcome]) -> pl.DataFrame:
    """Average the results of every corpus and settings over the seeds.

    ``runs`` counts the runs that did not fail. ``seed_agreement`` says how stable the finest themes are over
    the seeds: the mean of the adjusted Rand index (Hubert & Arabie 1985) of each pair of runs, contributions
    without a theme being one cluster; null below two runs.
    """
    keys = ["corpus", "settings"]
    finished = table.filter(pl.col("status") != "failed")
    averages = finished.group_by(keys, maintain_order=True).agg(
        pl.len().cast(pl.Int64).alias("runs"), *(pl.col(name).mean() for name in SUMMED)
    )
    agreement = pl.DataFrame(
        [(*key, seed_agreement(runs)) for key, runs in _by_settings(outcomes).items()],
        schema={"corpus": pl.String, "settings": pl.String, "seed_agreement": pl.Float64},
        orient="row",
    )
    order = table.select(keys).unique(maintain_order=True)
    return (
        order.join(averages, on=keys, how="left", maintain_order="left")
        .join(agreement, on=keys, how="left", maintain_order="left")
        .with_columns(pl.col("runs").fill_null(0))
        .select(*keys, "runs", "seed_agreement", *SUMMED)
    )


def seed_agreement(runs: Sequence[Run]) -> float | None:
    """Give the mean adjusted Rand index between the finest themes of runs of the same corpus."""
    from sklearn.metrics import adjusted_rand_score

    if len(runs) < 2:
        return None
    themes = [
        one.contributions.select("contribution_id")
        .join(contribution_themes(one), on="contribution_id", how="left", maintain_order="left")
        .sort("contribution_id")["theme_id"]
        .fill_null(NO_THEME)
        .to_list()
        for one in runs
    ]
    return mean(float(adjusted_rand_score(first, second)) for first, second in combinations(themes, 2))


def write_results(outcomes: Sequence[Outcome], out: Path, varied: Sequence[str] = ()) -> pl.DataFrame:
    """Write ``results.parquet``, ``results.csv`` and ``results.html`` for a batch; gives the summary."""
    table = results(outcomes, out, varied)
    means = summary(table, outcomes)
    out.mkdir(parents=True, exist_ok=True)
    write_table(table, out / "results.parquet")
    write_atomically(out / "results.csv", spreadsheet_safe(table).write_csv())
    write_atomically(out / "results.html", page(spreadsheet_safe(table), spreadsheet_safe(means)))
    return means


def _told(one: Outcome) -> str | None:
    """Give what went wrong as a table keeps it: where names of files are masked, without persons in them."""
    error, mapping = one.error, one.cell.corpus.mapping
    if error is None or not mapping.hides_names:
        return error
    for source in one.cell.corpus.sources:
        error = error.replace(source.name, mask_file_name(source.name, rules_of(mapping)))
    return error


def _kind(rows: Sequence[dict[str, Any]], name: str) -> Any:
    """Give the type of a column of settings."""
    found = {type(row[name]) for row in rows} - {type(None)}
    kinds = {bool: pl.Boolean, int: pl.Int64, float: pl.Float64, str: pl.String}
    return kinds[found.pop()] if len(found) == 1 else pl.String


def _by_settings(outcomes: Sequence[Outcome]) -> dict[tuple[str, str], list[Run]]:
    found: dict[tuple[str, str], list[Run]] = {}
    for one in outcomes:
        if one.status != "failed" and one.run is not None:
            found.setdefault((one.cell.corpus.name, one.cell.name), []).append(open_run(one.run))
    return found
