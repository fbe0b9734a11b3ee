"""Theme quality: agreement with labels that people gave, steadiness and words, beside what a user would pick.

``python benchmarks/quality.py --help`` tells how to run it.
"""

from __future__ import annotations

import dataclasses
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

import click
import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also where Oogst is not installed

from benchmarks.cells import (
    LDA,
    OOGST,
    ORDERS,
    SHARE,
    TOOLS,
    TUNED,
    Cell,
    Job,
    alone,
    kept,
    measure,
    save_vectors,
)
from benchmarks.shared_sets import DUTCH, OTHERS, SharedDataAbsent, data_file
from corpora.errors import OogstError
from pipelines.settings import CHARACTERS, PRESETS, Settings

MEAN = "mean"
AGREEMENT = (
    "| set | rows | classes | tool | AMI | ARI | unplaced | set apart | themes | error in themes |",
    "|---|---:|---:|---|---|---:|---:|---:|---:|---:|",
)
STEADINESS = (
    "| set | tool | over seeds | over orders | over resamples | coherence | diversity | seconds | peak MB |",
    "|---|---|---:|---:|---:|---:|---:|---:|---:|",
)


def embedder_of(settings: Settings) -> str:
    """Name the embedder that weighs most in a preset: the one whose vectors the other tools get."""
    models = {name: weight for name, weight in settings.views.items() if name != CHARACTERS}
    heaviest = max(models, key=lambda name: models[name])
    return settings.model_name if heaviest == "model" else heaviest


def summary(cells: Sequence[Cell]) -> pl.DataFrame:
    """Average the scores over the seeds of every set and tool, then over the sets, each set counting once.

    Columns: set, tool, rows, classes, ami, ami_min, ami_max, ari, unplaced and set_apart (shares of the
    rows), themes, error, over_seeds, over_orders, over_resamples (null where there was nothing to compare),
    coherence, diversity, seconds, peak_megabytes (null on Windows).
    """
    by_set = pl.DataFrame([_averaged(cell) for cell in cells], infer_schema_length=None)
    numbers = [name for name in by_set.columns if name not in ("set", "tool")]
    by_set = by_set.with_columns(pl.col(numbers).cast(pl.Float64))
    means = by_set.group_by("tool", maintain_order=True).agg(
        pl.lit(MEAN).alias("set"), pl.col(numbers).mean()
    )
    return pl.concat([by_set, means.select(by_set.columns)])


def _averaged(cell: Cell) -> dict[str, Any]:
    amis = [score.ami for score in cell.scores]
    over = {name: getattr(cell, name) for name in ("over_seeds", "over_orders", "over_resamples")}
    return {
        "set": cell.set,
        "tool": cell.tool,
        "rows": cell.rows,
        "classes": cell.classes,
        "ami": mean(amis),
        "ami_min": min(amis),
        "ami_max": max(amis),
        "ari": cell.mean("ari"),
        "unplaced": cell.mean("unplaced") / cell.rows,
        "set_apart": cell.mean("set_apart") / cell.rows,
        "themes": cell.mean("themes"),
        "error": cell.error,
        **over,
        "coherence": cell.mean("coherence"),
        "diversity": cell.mean("diversity"),
        "seconds": cell.mean("seconds"),
        "peak_megabytes": cell.peak_megabytes,
    }


def table(cells: Sequence[Cell]) -> str:
    """Write the summary of some sets as two Markdown tables: agreement, and what else there is to know."""
    rows = list(summary(cells).iter_rows(named=True))
    first = (
        f"| {row['set']} | {row['rows']:,.0f} | {row['classes']:.0f} | {row['tool']} | {row['ami']:.3f} "
        f"({row['ami_min']:.3f} – {row['ami_max']:.3f}) | {row['ari']:.3f} | {row['unplaced']:.1%} "
        f"| {row['set_apart']:.1%} | {row['themes']:.1f} | {row['error']:.0%} |"
        for row in rows
    )
    second = (
        f"| {row['set']} | {row['tool']} | {_or_dash(row['over_seeds'])} | {_or_dash(row['over_orders'])} "
        f"| {_or_dash(row['over_resamples'])} | {row['coherence']:.3f} | {row['diversity']:.2f} "
        f"| {row['seconds']:.1f} | {_or_dash(row['peak_megabytes'], ',.0f')} |"
        for row in rows
    )
    return "\n".join([*AGREEMENT, *first, "", *STEADINESS, *second]) + "\n"


def _or_dash(value: float | None, digits: str = ".3f") -> str:
    return "–" if value is None else format(value, digits)


def claims(cells: Sequence[Cell]) -> Iterator[str]:
    """Say in a line each what the table of some sets comes to, where Oogst is in it."""
    ami: dict[str, dict[str, float]] = {}
    for cell in cells:
        ami.setdefault(cell.tool, {})[cell.set] = cell.mean("ami")
    if OOGST not in ami:
        return
    ours = ami.pop(OOGST)
    yield f"Mean AMI of Oogst over {', '.join(ours)}: {mean(ours.values()):.3f}."
    for tool, theirs in ami.items():
        yield _difference(tool, {name: ours[name] - value for name, value in theirs.items() if name in ours})
    orders = [cell.over_orders for cell in cells if cell.tool == OOGST and cell.over_orders is not None]
    yield f"Oogst over row orders, least of the sets: ARI {min(orders):.3f}."


def _difference(tool: str, by_set: Mapping[str, float]) -> str:
    worst = min(by_set, key=lambda name: by_set[name])
    average = f"Oogst less {tool}, mean AMI of the seeds: {mean(by_set.values()):+.3f} on average"
    return f"{average}, at worst {by_set[worst]:+.3f} ({worst})."


def grades(cells: Sequence[Cell]) -> list[str]:
    """Write, as a Markdown table, how pure the themes of every grade are: the rows of one label in them.

    Over all seeds and sets: a theme of each seed counts with its rows. Purity is the share of the rows that
    have the label that most rows of their theme have.
    """
    themes: Counter[str] = Counter()
    rows: Counter[str] = Counter()
    majority: Counter[str] = Counter()
    for one in (one for cell in cells for score in cell.scores for one in score.graded):
        themes[one.grade] += 1
        rows[one.grade] += one.rows
        majority[one.grade] += one.majority
    if not themes:
        return []
    lines = [
        f"| {grade} | {themes[grade]} | {rows[grade]:,} | {majority[grade] / rows[grade]:.3f} |"
        for grade in ("sharp", "fair", "vague")
        if themes[grade]
    ]
    head = [
        "Themes of every grade, of all sets and seeds, and the share of their rows with their main label:",
        "",
    ]
    return [*head, "| grade | themes | rows | purity |", "|---|---:|---:|---:|", *lines, ""]


def report(cells: Sequence[Cell], settings: Settings, embedder: str, resamples: int) -> str:
    """Write what was run, the tables of the Dutch sets and of the others, and what the Dutch ones come to."""
    seeds = len(cells[0].scores)
    lines = [
        f"Preset `{settings.preset}`, finest level, {seeds} seeds. BERTopic and k-means get vectors of "
        f"`{embedder}`, k-means and LDA the true number of classes. Rows without a theme count as one "
        "cluster more. AMI: mean (lowest – highest seed). Over seeds, over "
        f"{ORDERS} other orders of the rows and over {resamples} resamples of {SHARE:.0%}: mean pairwise "
        "ARI. Coherence: C_NPMI of the ten words with the highest c-TF-IDF, found alike for every tool. "
        "Seconds: one run with its vectors at hand; of Oogst everything from file to run folder, of a tuned "
        "BERTopic without the tuning. Peak memory: of the whole process; only Oogst's holds the embedder.",
        "",
    ]
    for dutch in (True, False):
        block = [cell for cell in cells if (cell.set not in OTHERS) == dutch]
        if block:
            lines += ["Dutch sets:" if dutch else "Other languages:", "", table(block)]
            lines += [f"- {claim}" for claim in claims(block)] + [""]
    lines += grades(cells)
    chosen = [f"- {cell.set}: {cell.note}" for cell in cells if cell.tool == TUNED]
    if chosen:
        lines += ["BERTopic was tuned without labels, by HDBSCAN's relative validity, to:", "", *chosen, ""]
    return "\n".join(lines).rstrip() + "\n"


def measure_all(
    names: Sequence[str],
    tools: Sequence[str],
    seeds: Sequence[int],
    settings: Settings,
    embedder: str,
    resamples: int,
    keep: Path | None = None,
) -> list[Cell]:
    """Measure every tool on every set, each in a fresh process; vectors are made once a set.

    What was measured is left in the folder ``keep``, and what is there already is not measured again.
    """
    cells = []
    with tempfile.TemporaryDirectory(prefix="oogst-quality-") as given:
        for name in names:
            vectors, runs = Path(given) / f"{name}.npy", Path(given) / name
            runs.mkdir()
            if {*tools} - {OOGST, LDA}:
                alone(save_vectors, name, embedder, vectors)
            for tool in tools:
                job = Job(name, tool, settings, tuple(seeds), resamples, vectors, runs)
                cells.append(kept(job, keep, lambda one: alone(measure, one)))
                _say(cells[-1])
    return cells


def _say(cell: Cell) -> None:
    told = f"{cell.set}, {cell.tool}: AMI {cell.mean('ami'):.3f}, {cell.mean('themes'):.1f} themes"
    click.echo(f"{told}, {cell.mean('seconds'):.1f} s", err=True)


def _listed(given: str) -> list[str]:
    return list(dict.fromkeys(name.strip() for name in given.split(",") if name.strip()))


def _tools(context: click.Context, option: click.Parameter, given: str) -> list[str]:
    unknown = [name for name in _listed(given) if name not in TOOLS]
    if unknown or not _listed(given):
        raise click.BadParameter(f"{', '.join(unknown) or 'nothing'} is no tool; give of {', '.join(TOOLS)}.")
    return [TOOLS[name] for name in _listed(given)]


def _changed(context: click.Context, option: click.Parameter, given: Sequence[str]) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    for name, is_, value in (one.partition("=") for one in given):
        if not is_:
            raise click.BadParameter(f"'{name}' has no value; give NAME=VALUE.")
        try:
            changed[name] = json.loads(value)
        except json.JSONDecodeError:  # a word
            changed[name] = value
    return changed


@click.command(
    epilog="Example: python benchmarks/quality.py --sets sib200_nld,xsid_nl --seeds 2 --tools oogst"
)
@click.option("--preset", type=click.Choice(list(PRESETS)), default="fast", show_default=True)
@click.option("--model", metavar="NAME-OR-FOLDER", help="Sentence-transformer of preset best.")
@click.option(
    "--vectors",
    metavar="EMBEDDER",
    help="Embedder whose vectors BERTopic and k-means get; else the one that weighs most in the preset.",
)
@click.option(
    "--tools", default=",".join(TOOLS), show_default=True, metavar="NAME,...", callback=_tools, help="Tools."
)
@click.option(
    "--sets",
    default=",".join((*DUTCH, *OTHERS)),
    show_default=True,
    metavar="NAME,...",
    help="Which sets to run.",
)
@click.option(
    "--seeds", type=click.IntRange(min=1), default=5, show_default=True, help="Seeds, counted from 42."
)
@click.option(
    "--resamples",
    type=click.IntRange(min=0),
    default=5,
    show_default=True,
    help="Parts of 80 % of the rows in which themes are sought again.",
)
@click.option(
    "--set",
    "changed",
    multiple=True,
    metavar="NAME=VALUE",
    callback=_changed,
    help="Another setting of Oogst; may be repeated.",
)
@click.option("--json", "json_", is_flag=True, help="Write every score as JSON instead of the tables.")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", help="Also write the tables to this file."
)
@click.option(
    "--keep",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Leave what was measured here, and do not measure again what is here already.",
)
def main(
    preset: str,
    model: str | None,
    vectors: str | None,
    tools: list[str],
    sets: str,
    seeds: int,
    resamples: int,
    changed: dict[str, Any],
    json_: bool,
    out: Path | None,
    keep: Path | None,
) -> None:
    """Measure Oogst on labelled sets beside BERTopic, as it comes and tuned, k-means and LDA."""
    names = _listed(sets)
    try:
        settings = Settings(preset=preset, model=model).replace("--set", **changed)
        for name in names:
            data_file(name)
    except OogstError as error:
        raise click.ClickException(str(error)) from error
    except SharedDataAbsent as absent:
        click.echo(f"skipped: {absent}", err=True)
        return
    embedder = vectors or embedder_of(settings)
    cells = measure_all(names, tools, range(42, 42 + seeds), settings, embedder, resamples, keep)
    text = report(cells, settings, embedder, resamples)
    click.echo(
        json.dumps([dataclasses.asdict(cell) for cell in cells], indent=2) if json_ else text, nl=json_
    )
    if out is not None:
        out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
