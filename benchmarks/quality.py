"""Theme quality: how well themes agree with labels that people gave, beside BERTopic's defaults.

``python benchmarks/quality.py --help`` tells how to run it.
"""

from __future__ import annotations

import dataclasses
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also where Oogst is not installed

from benchmarks.shared_sets import DUTCH, SharedDataAbsent, data_file, labelled
from corpora.mapping import Mapping
from insights.evaluation import evaluate
from insights.runs import open_run
from labels.gold import read_gold
from pipelines.run import run
from pipelines.settings import CHARACTERS, PRESETS, Settings

OOGST, BERTOPIC = "Oogst", "BERTopic"
MEAN = "mean"
OUTLIER = -1
"""BERTopic's number for texts without a topic; it is one cluster like any other in the scores."""


@dataclass(frozen=True)
class Score:
    """One tool on one set with one seed; the rows it left unplaced or set apart are one cluster more."""

    set: str
    tool: str
    seed: int
    rows: int
    themes: int
    unplaced: int
    set_apart: int
    ami: float
    ari: float
    seconds: float


def score(name: str, seed: int, truth: Sequence[str], topics: Sequence[int], seconds: float) -> Score:
    """Score BERTopic's topics against labels, row by row; outliers count as one cluster."""
    from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

    return Score(
        set=name,
        tool=BERTOPIC,
        seed=seed,
        rows=len(truth),
        themes=len(set(topics) - {OUTLIER}),
        unplaced=sum(topic == OUTLIER for topic in topics),
        set_apart=0,
        ami=float(adjusted_mutual_info_score(list(truth), list(topics))),
        ari=float(adjusted_rand_score(list(truth), list(topics))),
        seconds=seconds,
    )


def score_oogst(name: str, settings: Settings, folder: Path) -> Score:
    """Run Oogst on a set and score its finest level; vectors are kept in ``folder`` for the next seed."""
    path = data_file(name)
    start = time.perf_counter()
    out = folder / f"{name}-{settings.seed}"
    run([path], out, mapping=Mapping(text="text"), settings=settings, cache=folder / "vectors.sqlite")
    seconds = time.perf_counter() - start
    found = evaluate(open_run(out), read_gold(path, "label"))
    return Score(
        set=name,
        tool=OOGST,
        seed=settings.seed,
        rows=found.rows,
        themes=found.themes,
        unplaced=found.unplaced + found.excluded,
        set_apart=found.set_apart,
        ami=found.ami,
        ari=found.ari,
        seconds=seconds,
    )


def score_bertopic(name: str, embedder: str, seeds: Sequence[int], folder: Path) -> list[Score]:
    """Run BERTopic's defaults on a set, once a seed, on the vectors of its whole texts."""
    from benchmarks.bertopic_defaults import find_topics
    from pipelines.embedders import load
    from pipelines.vectors import embed

    rows = labelled(name)
    texts, truth = rows["text"].to_list(), rows["label"].to_list()
    vectors = embed(texts, load(embedder), cache=folder / "vectors.sqlite")
    scores = []
    for seed in seeds:
        start = time.perf_counter()
        topics = find_topics(texts, vectors, seed).of_texts
        scores.append(score(name, seed, truth, topics, time.perf_counter() - start))
        _say(scores[-1])
    return scores


def embedder_of(settings: Settings) -> str:
    """Name the embedder that weighs most in a preset: the one whose vectors BERTopic gets."""
    models = {name: weight for name, weight in settings.views.items() if name != CHARACTERS}
    heaviest = max(models, key=lambda name: models[name])
    return settings.model_name if heaviest == "model" else heaviest


def summary(scores: Sequence[Score]) -> pl.DataFrame:
    """Average the scores over the seeds of every set and tool, then over the sets, each set counting once.

    Columns: set, tool, rows, ami, ami_min, ami_max, ari, unplaced and set_apart (shares of the rows), themes,
    seconds.
    """
    frame = pl.DataFrame([dataclasses.asdict(one) for one in scores])
    share = [(pl.col(name) / pl.col("rows")).mean().alias(name) for name in ("unplaced", "set_apart")]
    by_set = frame.group_by("set", "tool", maintain_order=True).agg(
        pl.col("rows").first().cast(pl.Float64),
        pl.col("ami").mean(),
        pl.col("ami").min().alias("ami_min"),
        pl.col("ami").max().alias("ami_max"),
        pl.col("ari").mean(),
        *share,
        pl.col("themes").mean(),
        pl.col("seconds").mean(),
    )
    means = pl.exclude("set", "tool").mean()
    overall = by_set.group_by("tool", maintain_order=True).agg(pl.lit(MEAN).alias("set"), means)
    return pl.concat([by_set, overall.select(by_set.columns)])


def table(scores: Sequence[Score], settings: Settings) -> str:
    """Write the summary as Markdown, with a line on what was run."""
    seeds = len({one.seed for one in scores})
    lines = [
        f"Preset `{settings.preset}`, finest level, {seeds} seeds; BERTopic's defaults on vectors of "
        f"`{embedder_of(settings)}`. Rows without a theme count as one cluster more. "
        "AMI: mean (lowest – highest seed).",
        "",
        "| set | rows | tool | AMI | ARI | unplaced | set apart | themes |",
        "|---|---:|---|---|---:|---:|---:|---:|",
    ]
    lines.extend(
        f"| {row['set']} | {row['rows']:,.0f} | {row['tool']} | {row['ami']:.3f} ({row['ami_min']:.3f} – "
        f"{row['ami_max']:.3f}) | {row['ari']:.3f} | {row['unplaced']:.1%} | {row['set_apart']:.1%} "
        f"| {row['themes']:.1f} |"
        for row in summary(scores).iter_rows(named=True)
    )
    return "\n".join(lines) + "\n"


def measure(names: Sequence[str], seeds: Sequence[int], settings: Settings) -> list[Score]:
    """Score Oogst on every set, and then BERTopic, so that its imports and threads touch no run of Oogst."""
    with tempfile.TemporaryDirectory(prefix="oogst-quality-") as folder:
        scores = []
        for name in names:
            for seed in seeds:
                scores.append(score_oogst(name, dataclasses.replace(settings, seed=seed), Path(folder)))
                _say(scores[-1])
        for name in names:
            scores.extend(score_bertopic(name, embedder_of(settings), seeds, Path(folder)))
    return sorted(scores, key=lambda one: (names.index(one.set), one.tool != OOGST, one.seed))


def _say(one: Score) -> None:
    told = f"{one.set}, {one.tool}, seed {one.seed}: AMI {one.ami:.3f}, {one.themes} themes"
    click.echo(f"{told}, {one.seconds:.1f} s", err=True)


@click.command(epilog="Example: python benchmarks/quality.py --sets sib200_nld,xsid_nl --seeds 2")
@click.option("--preset", type=click.Choice(list(PRESETS)), default="fast", show_default=True)
@click.option("--model", metavar="NAME-OR-FOLDER", help="Sentence-transformer of preset best.")
@click.option(
    "--seeds", type=click.IntRange(min=1), default=5, show_default=True, help="Seeds, counted from 42."
)
@click.option(
    "--sets", default=",".join(DUTCH), show_default=True, metavar="NAME,...", help="Which sets to run."
)
@click.option(
    "--set", "changed", multiple=True, metavar="NAME=NUMBER", help="Another setting; may be repeated."
)
@click.option("--json", "json_", is_flag=True, help="Write every score as JSON instead of the table.")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", help="Also write the table to this file."
)
def main(
    preset: str,
    model: str | None,
    seeds: int,
    sets: str,
    changed: tuple[str, ...],
    json_: bool,
    out: Path | None,
) -> None:
    """Measure AMI, ARI and rows without a theme on labelled sets, beside BERTopic's defaults."""
    names = [name.strip() for name in sets.split(",") if name.strip()]
    other = {name: json.loads(value) for name, _, value in (one.partition("=") for one in changed)}
    settings = Settings(preset=preset, model=model).replace("--set", **other)
    try:
        for name in names:
            data_file(name)
    except SharedDataAbsent as absent:
        click.echo(f"skipped: {absent}", err=True)
        return
    scores = measure(names, range(42, 42 + seeds), settings)
    text = table(scores, settings)
    click.echo(json.dumps([dataclasses.asdict(one) for one in scores], indent=2) if json_ else text, nl=json_)
    if out is not None:
        out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
