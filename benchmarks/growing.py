"""Whether themes stay themselves when contributions come in: the sample, grown by two hundred, in draws.

``python benchmarks/growing.py [--draws 6]`` makes a run of 722 rows of the sample, drawn by chance, and one
of all 922 with the first as the previous run: once as Oogst does it, keeping the detail of the run before
where that does nearly as well, and once with the detail chosen anew. Prints the share of finest themes that
stay the same.
"""

from __future__ import annotations

import argparse
import csv
import random
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory
from typing import Final

import polars as pl

from corpora.mapping import Mapping
from corpora.samples import sample_dialogue
from insights.runs import open_run
from pipelines import trade_off
from pipelines.run import run

FEWER: Final = 722
NEVER: Final = -1.0
"""Short of the best by less than this: no resolution of a run before is."""


def main() -> None:
    """Print a line a draw, and the means."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draws", type=int, default=6)
    draws = parser.parse_args().draws
    kept, anew = trade_off.NEARLY, NEVER
    found: dict[float, list[float]] = {kept: [], anew: []}
    print("| draw | detail kept where nearly as good | chosen anew |\n|---|---:|---:|")
    for seed in range(1, draws + 1):
        with TemporaryDirectory() as folder:
            shares = grown(Path(folder), seed, (kept, anew))
        for nearly, share in shares.items():
            found[nearly].append(share)
        print(f"| {seed} | {shares[kept]:.2f} | {shares[anew]:.2f} |", flush=True)
    print(f"| mean | {mean(found[kept]):.2f} | {mean(found[anew]):.2f} |")


def grown(folder: Path, seed: int, rules: tuple[float, ...]) -> dict[float, float]:
    """Give the share of finest themes that stay the same, by how near is near enough."""
    sample = sample_dialogue()
    mapping = Mapping.from_toml(sample.mapping)
    with sample.dialogue.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    random.Random(seed).shuffle(rows)

    def write(name: str, number: int) -> Path:
        path = folder / name / "dialoog.csv"
        path.parent.mkdir()
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows[:number]])
        return path

    first = run([write("small", FEWER)], folder / "first", mapping=mapping).path
    everything = write("large", len(rows))
    themes = open_run(first).themes
    finest = themes.filter(pl.col("level") == pl.col("level").max()).height
    shares = {}
    for number, nearly in enumerate(rules):
        trade_off.NEARLY = nearly
        after = open_run(run([everything], folder / f"{number}", mapping=mapping, previous=first).path)
        lineage = after.table("lineage").filter(pl.col("level") == after.levels)
        shares[nearly] = lineage.filter(pl.col("relation").cast(pl.String) == "same").height / finest
    trade_off.NEARLY = rules[0]
    return shares


if __name__ == "__main__":
    main()
