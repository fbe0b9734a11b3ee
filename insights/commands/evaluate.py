"""``oogst evaluate``: holding themes against labels that people gave."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from insights.commands.options import as_json, example, print_outcome, run_argument

if TYPE_CHECKING:
    from insights.code_scores import CodeScores
    from insights.evaluation import Evaluation, Intervals


@click.command(
    epilog=example(
        "oogst evaluate runs/sib --gold labels.csv --label topic --id id\n"
        "oogst evaluate runs/wijk --gold goud.csv --label code --labels code2,code3 --id nummer --level 1"
    )
)
@run_argument
@click.option(
    "--gold", required=True, type=click.Path(path_type=Path), help="File with the labels people gave."
)
@click.option("--label", required=True, metavar="COL", help="Column with the label.")
@click.option(
    "--labels",
    metavar="COL,...",
    help="Columns with further labels, for the codes of a codebook; a cell may hold several, as a|b.",
)
@click.option(
    "--id", "native_id", metavar="COL", help="Column with the run's ids; without it, joined by row."
)
@click.option("--level", type=click.IntRange(min=1), help="Level of themes (default: the finest).")
@as_json
def evaluate(
    run: Path,
    gold: Path,
    label: str,
    labels: str | None,
    native_id: str | None,
    level: int | None,
    json_: bool,
) -> None:
    """Compare the themes of RUN with labels that people gave, with 95 % intervals.

    Where the themes are the codes of a codebook, precision, recall and F1 of each code follow.
    """
    from insights.code_scores import score_codes
    from insights.evaluation import evaluate as compare
    from insights.evaluation import evaluate_intervals
    from insights.runs import open_run
    from labels.gold import read_gold

    further = [name.strip() for name in (labels or "").split(",") if name.strip()]
    opened, given = open_run(run), read_gold(gold, label, native_id, further)
    found, intervals = compare(opened, given, level), evaluate_intervals(opened, given, level)
    codes = score_codes(opened, given, level)
    outcome: dict[str, Any] = dataclasses.asdict(found) | {"intervals": dataclasses.asdict(intervals)}
    if codes is not None:
        outcome["codes"] = dataclasses.asdict(codes)
    print_outcome(outcome, json_, "\n".join([*_lines(found, intervals), *_code_lines(codes)]))


def _lines(found: Evaluation, intervals: Intervals) -> list[str]:
    lines = []
    for name, value in dataclasses.asdict(found).items():
        figure = f"{value:.3f}" if isinstance(value, float) else str(value)
        lines.append(f"{name:10} {figure}  {getattr(intervals, name, '')}".rstrip())
    return [
        *lines,
        f"95 % intervals: {intervals.draws} half-samples of {intervals.groups} {intervals.drawn} (bootstrap)",
    ]


def _code_lines(codes: CodeScores | None) -> list[str]:
    if codes is None:
        return []
    width = max(len(code.code) for code in codes.codes)
    head = f"{'code':{width}} {'labelled':>8} {'found':>6}  {'precision':20} {'recall':20} F1"
    lines = [
        f"{code.code:{width}} {code.labelled:8} {code.found:6}  "
        f"{code.precision:.3f} {code.precision_interval!s:14} {code.recall:.3f} {code.recall_interval!s:14} "
        f"{code.f1:.3f} {code.f1_interval}"
        for code in codes.codes
    ]
    return ["", head, *lines, f"macro-F1 {codes.macro_f1:.3f}  {codes.macro_f1_interval}"]
