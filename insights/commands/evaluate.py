"""``oogst evaluate``: holding themes against labels that people gave."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from insights.commands.options import as_json, example, print_outcome, run_argument


@click.command(epilog=example("oogst evaluate runs/sib --gold labels.csv --label topic --id id"))
@run_argument
@click.option(
    "--gold", required=True, type=click.Path(path_type=Path), help="File with the labels people gave."
)
@click.option("--label", required=True, metavar="COL", help="Column with the label.")
@click.option(
    "--id", "native_id", metavar="COL", help="Column with the run's ids; without it, joined by row."
)
@click.option("--level", type=int, help="Level of themes (default: the finest).")
@as_json
def evaluate(
    run: Path, gold: Path, label: str, native_id: str | None, level: int | None, json_: bool
) -> None:
    """Compare the themes of RUN with labels that people gave."""
    from insights.evaluation import evaluate as compare
    from insights.runs import open_run
    from labels.gold import read_gold

    outcome = dataclasses.asdict(compare(open_run(run), read_gold(gold, label, native_id), level))
    lines = (
        f"{name:10} {value:.3f}" if isinstance(value, float) else f"{name:10} {value}"
        for name, value in outcome.items()
    )
    print_outcome(outcome, json_, "\n".join(lines))
