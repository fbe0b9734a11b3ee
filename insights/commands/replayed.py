"""Telling which decisions of people hold in a new run, and which do not and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from insights.decisions.replaying import Replay


def tell_replayed(folder: Path, replay: Replay) -> None:
    """Say on stderr what became of the decisions: a line in all, and one for each that does not hold."""
    import polars as pl

    told = pl.read_parquet(folder / "replayed.parquet")
    before = f"as they were in {replay.previous.path}" if replay.previous else "no earlier run is there"
    held = f"{told['replayed'].sum()} of {told.height} decisions"
    click.echo(f"{held} in {replay.log.path} hold in this run (themes: {before}).", err=True)
    lost = told.filter(~pl.col("replayed"))
    for said, reason in lost.select("said", "reason").iter_rows():
        click.echo(f"  not replayed: {said}\n    because {reason}", err=True)
