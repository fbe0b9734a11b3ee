"""The map: how much of what is alike lies together on it, beside the first two principal components.

``python benchmarks/layout.py --help`` tells how to run it.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import click
import numpy as np
import numpy.typing as npt
import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also where Oogst is not installed

from corpora.units import with_text
from insights.runs import Run, open_run
from pipelines.layout import lay_out
from pipelines.settings import CHARACTERS, Settings
from pipelines.themes import Texts, different_texts
from pipelines.views import View, model_views

NEAREST = 15
"""Neighbours of a text that are looked for on the map."""
BLOCK = 1024
"""Texts whose neighbours are sought at a time."""

Rows = npt.NDArray[Any]


def texts_of(run: Run) -> tuple[Texts, list[View]]:
    """Give the texts of a run and the views of its models, as the run had them when it was made."""
    apart = pl.col("placement").cast(pl.String) == "set apart"
    people = run.contributions.select("contribution_id", "participant_id", "language")
    units = (
        with_text(run.units, run.contributions)
        .join(people, on="contribution_id", how="left", maintain_order="left")
        .with_columns(pl.when(apart).then(pl.lit("set apart")).otherwise(None).alias("placement"))
    )
    known = run.manifest["settings"]
    settings = Settings().replace(str(run.path), preset=known["preset"], context=known["context"])
    texts = different_texts(units, run.table("repeats"), each=known["repeats"] == "each")
    vectors = {
        name: texts.frame.select("unit_id")
        .join(run.table(f"vectors_{name}"), on="unit_id", how="left", maintain_order="left")["vector"]
        .to_numpy()
        for name in settings.views
        if name != CHARACTERS
    }
    return texts, model_views(texts.owner, vectors, settings)


def kept(rows: Rows, places: Rows) -> float:
    """Give the share of the nearest by cosine similarity that are among the nearest in the plane."""
    found = 0
    length = (places**2).sum(axis=1)
    for start in range(0, len(rows), BLOCK):
        end = min(start + BLOCK, len(rows))
        alike = rows[start:end] @ rows.T
        near = 2 * places[start:end] @ places.T - length
        own = np.arange(start, end)
        alike[own - start, own] = near[own - start, own] = -np.inf
        pairs = zip(
            *(np.argpartition(-one, NEAREST, axis=1)[:, :NEAREST] for one in (alike, near)), strict=True
        )
        found += sum(len(set(one.tolist()) & set(other.tolist())) for one, other in pairs)
    return found / (NEAREST * len(rows))


def plain(rows: Rows) -> Rows:
    """Give the first two principal components."""
    centred = rows.astype(np.float64) - rows.mean(axis=0, dtype=np.float64)
    return np.asarray(centred @ np.linalg.eigh(centred.T @ centred)[1][:, -2:])


@click.command()
@click.argument("runs", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def main(runs: tuple[Path, ...]) -> None:
    """Lay out the units of RUNS again and print how much of their neighbourhoods is kept.

    The first 15 neighbours of a text by the model's vectors count. Example: `oogst demo --no-explorer --out
    runs/voorbeeld`, then `python benchmarks/layout.py runs/voorbeeld`.
    """
    click.echo("| run | texts | seconds | kept on the map | kept by two principal components |")
    click.echo("|---|---:|---:|---:|---:|")
    for folder in runs:
        run = open_run(folder)
        texts, views = texts_of(run)
        start = time.perf_counter()
        layout = lay_out(texts, views, run.assignments)
        seconds = time.perf_counter() - start
        rows = np.hstack([view.weight * view.rows for view in views])
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        places = texts.frame.select("unit_id").join(layout, on="unit_id", how="left", maintain_order="left")
        shares = [kept(rows, places.select("x", "y").to_numpy()), kept(rows, plain(rows))]
        click.echo(f"| {run.name} | {len(rows):,} | {seconds:.2f} | {shares[0]:.3f} | {shares[1]:.3f} |")


if __name__ == "__main__":
    main()
