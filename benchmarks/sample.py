"""The sample scored by its own gold codes: a sign of life and never a bar, as its texts are our own.

``python benchmarks/sample.py --help`` tells how to run it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import mean

import click
import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also where Oogst is not installed

from corpora.mapping import Mapping
from corpora.samples import sample_dialogue
from insights.evaluation import NO_THEME, evaluate, row_themes
from insights.runs import Run, open_run
from labels.gold import read_gold
from pipelines.run import run
from pipelines.settings import PRESETS, Settings


def macro_f1(coded: Run, gold: pl.DataFrame) -> float:
    """Score the themes as codes: each theme stands for the code that most of its rows have.

    Gives the mean over the codes of F1; a code that no theme stands for has 0.
    """
    from sklearn.metrics import f1_score

    rows = gold.filter(pl.col("label") != "").join(row_themes(coded), on="native_id")
    themes = rows.with_columns(pl.col("theme_id").fill_null(NO_THEME))
    stands_for = themes.group_by("theme_id").agg(pl.col("label").mode().sort().first().alias("code"))
    both = themes.join(stands_for, on="theme_id")
    codes = sorted(both["label"].unique())
    return float(f1_score(both["label"], both["code"], labels=codes, average="macro", zero_division=0))


@click.command(epilog="Example: python benchmarks/sample.py --preset standard --seeds 2")
@click.option("--preset", type=click.Choice(list(PRESETS)), default="fast", show_default=True)
@click.option("--seeds", type=click.IntRange(min=1), default=5, show_default=True)
def main(preset: str, seeds: int) -> None:
    """Report AMI and macro-F1 of the sample's themes on its first gold codes, averaged over seeds."""
    sample = sample_dialogue()
    gold = read_gold(sample.gold, "code", "bijdrage_id")
    found: list[tuple[float, float, int]] = []
    with tempfile.TemporaryDirectory(prefix="oogst-sample-") as folder:
        for seed in range(42, 42 + seeds):
            settings = Settings(preset=preset, seed=seed)
            mapping, out = Mapping.from_toml(sample.mapping), Path(folder) / str(seed)
            coded = open_run(run([sample.dialogue], out, mapping=mapping, settings=settings).path)
            agreement = evaluate(coded, gold)
            found.append((agreement.ami, macro_f1(coded, gold), agreement.themes))
            click.echo(f"seed {seed}: AMI {found[-1][0]:.3f}, macro-F1 {found[-1][1]:.3f}", err=True)
    ami, f1, themes = (mean(column) for column in zip(*found, strict=True))
    click.echo(
        f"sample, preset {preset}, {seeds} seeds: AMI {ami:.3f}, macro-F1 {f1:.3f}, "
        f"{themes:.1f} themes, {gold['label'].n_unique() - 1} codes"
    )


if __name__ == "__main__":
    main()
