"""``oogst evaluate``: holding themes against labels that people gave."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from insights.commands.options import as_json, example, print_outcome, run_argument

if TYPE_CHECKING:
    from insights.coding.code_scores import CodeScores
    from insights.evaluation import Evaluation, Intervals
    from insights.intervals import Interval


@click.command(
    epilog=example(
        "oogst evaluate runs/sib --gold labels.csv --label topic --id id\n"
        'oogst evaluate runs/wijk --gold goud.csv --label codes --codes "|" --id nummer\n'
        "oogst evaluate runs/wijk --gold codes.xlsx --label code1 --codes code2,code3 --level 1 --json"
    )
)
@run_argument
@click.option(
    "--gold", required=True, type=click.Path(path_type=Path), help="File with the labels people gave."
)
@click.option("--label", required=True, metavar="COL", help="Column with the label.")
@click.option(
    "--codes",
    metavar="COL,...|SIGN",
    help="Where a row has several labels: further columns, or the sign between them in one cell.",
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
    codes: str | None,
    native_id: str | None,
    level: int | None,
    json_: bool,
) -> None:
    """Compare the themes of RUN with labels that people gave, with 95 % intervals.

    One theme a contribution against one label. Where the themes are the codes of a codebook, precision,
    recall and F1 of each code follow, over all themes and all labels of a contribution.
    """
    from insights.coding.code_scores import score_codes
    from insights.evaluation import evaluate as compare
    from insights.evaluation import evaluate_intervals
    from insights.runs import open_run
    from labels.gold import read_gold

    opened, given = open_run(run), read_gold(gold, label, native_id, codes)
    found, intervals = compare(opened, given, level), evaluate_intervals(opened, given, level)
    scores = score_codes(opened, given, level)
    outcome: dict[str, Any] = dataclasses.asdict(found) | {"intervals": dataclasses.asdict(intervals)}
    if scores is not None:
        outcome["codes"] = dataclasses.asdict(scores)
    print_outcome(outcome, json_, "\n".join([*_lines(found, intervals), *_code_lines(scores)]))


def _lines(found: Evaluation, intervals: Intervals) -> list[str]:
    lines = []
    for name, value in dataclasses.asdict(found).items():
        figure = f"{value:.3f}" if isinstance(value, float) else str(value)
        lines.append(f"{name:12} {figure:>6}  {_bounds(getattr(intervals, name, None))}".rstrip())
    return [
        *lines,
        f"95 % intervals from {intervals.draws} half-samples of {intervals.groups} {intervals.drawn}",
    ]


def _code_lines(scores: CodeScores | None) -> list[str]:
    if scores is None:
        return []
    width = max(len(code.code) for code in scores.codes)
    lines = ["", f"{'code':{width}} {'labelled':>8} {'found':>6}  {'precision':19}  {'recall':19}  f1"]
    for code in scores.codes:
        figures = (
            (code.precision, code.precision_interval),
            (code.recall, code.recall_interval),
            (code.f1, code.f1_interval),
        )
        told = "  ".join(
            f"{'–' if value is None else f'{value:.3f}':5} {_bounds(interval):13}"
            for value, interval in figures
        )
        lines.append(f"{code.code:{width}} {code.labelled:8} {code.found:6}  {told}".rstrip())
    lines.append(f"macro-F1 {scores.macro_f1:.3f}  {_bounds(scores.macro_f1_interval)}".rstrip())
    if scores.without_theme:
        lines.append(
            f"labels without a theme, counted with F1 0: {', '.join(map(repr, scores.without_theme))}"
        )
    if scores.without_label:
        lines.append(
            f"codes that no row has as a label, not counted: {', '.join(map(repr, scores.without_label))}"
        )
    return lines


def _bounds(interval: Interval | None) -> str:
    return "" if interval is None else str(interval)
