"""``oogst batch``: many corpora, settings and seeds from a plan, into one table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from insights.commands.options import as_json, example, print_outcome

if TYPE_CHECKING:
    from insights.batches.batch import Told
    from insights.batches.plan import Plan

out_option = click.option(
    "--out", required=True, type=click.Path(path_type=Path), metavar="DIR", help="Folder of the batch."
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Runs at a time (default: half of the processors).",
)


@click.command(
    epilog=example("oogst batch plan.toml --out batch\noogst batch plan.toml --out batch --jobs 4 --json")
)
@click.argument("plan", type=click.Path(path_type=Path))
@out_option
@jobs_option
@as_json
def batch(plan: Path, out: Path, jobs: int | None, json_: bool) -> None:
    """Run every corpus of PLAN with every setting and seed, and write one table of results.

    PLAN is TOML: [[corpora]] with name, sources, and if wanted mapping, gold, label, id and codes;
    [[settings]] with a name and settings; seeds = [42, 43]. A run that is finished is not run again; one that
    fails stops no other.
    """
    from insights.batches.plan import read_plan

    carry_out(read_plan(plan), out, jobs, json_)


def carry_out(plan: Plan, out: Path, jobs: int | None, json_: bool) -> None:
    """Run a plan, write and print its results; exit code 1 where a run failed."""
    from insights.batches.batch import run_batch
    from insights.batches.table import write_results
    from insights.plainly import aligned, figure

    outcomes = run_batch(plan, out, jobs, _tell)
    means = write_results(outcomes, out, plan.varied)
    bare = means.drop([name for name in means.columns if means[name].null_count() == len(means)])
    rows = [
        tuple(figure(cell) if isinstance(cell, float) or cell is None else str(cell) for cell in row)
        for row in bare.iter_rows()
    ]
    text = [*aligned([tuple(bare.columns), *rows], left=2), "", str(out / "results.html")]
    failed = [one for one in outcomes if one.status == "failed"]
    data: dict[str, Any] = {
        "results": str(out / "results.parquet"),
        "summary": means.to_dicts(),
        "failed": [{"run": str(one.cell), "error": one.error} for one in failed],
    }
    print_outcome(data, json_, "\n".join(text))
    for one in failed:
        click.echo(f"failed: {one.cell}: {one.error}", err=True)
    if failed:
        raise SystemExit(1)


def _tell(told: Told) -> None:
    outcome = told.outcome
    if outcome.scores is None:
        what = f"FAILED: {outcome.error}"
    elif outcome.status == "kept":
        what = "was there"
    else:
        what = f"{outcome.scores.themes} themes in {outcome.scores.seconds:.1f} s"
    known = told.seconds_left is not None and told.done < told.of
    left = f"; about {_time(told.seconds_left or 0)} left" if known else ""
    click.echo(f"[{told.done}/{told.of}] {outcome.cell}: {what}{left}", err=True)


def _time(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"
