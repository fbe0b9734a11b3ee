"""Reports: what all formats together cost on 2,831 texts, beside the run that they are of.

``python benchmarks/reports.py`` runs each in a cold process. Needs a system with ``wait4`` (Linux, macOS).
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also where Oogst is not installed

from benchmarks.cold_run import Bench, Cost, cost
from benchmarks.shared_sets import SPEED_TEXTS, SharedDataAbsent, speed_texts

RUN, REPORTS = "run, preset fast", "all formats"


def measure(folder: Path, texts: Sequence[str], rounds: int) -> tuple[int, list[Cost]]:
    """Run the texts, then write all formats; gives how many files came out, and every cost."""
    bench = Bench(folder, "kept")
    bench.write_texts(texts)
    costs, files = [], 0
    for number in range(1, rounds + 1):
        command, environment = bench.oogst(bench.fresh("cache"))
        costs.append(cost(RUN, "Oogst", number, command, environment))
        out = bench.fresh("report")
        report = [sys.executable, "-m", "insights.cli", "report", command[-1], "--format", "all"]
        costs.append(cost(REPORTS, "Oogst", number, [*report, "--out", str(out)], environment))
        files = len(list(out.iterdir()))
    return files, costs


def table(costs: Sequence[Cost]) -> str:
    """Write every cost as Markdown, with what reports cost as a share of the run of that round."""
    runs = {one.round: one.seconds for one in costs if one.condition == RUN}
    lines = [
        "| round | what | seconds | processor seconds | peak MB | share of the run |",
        "|---:|---|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {one.round} | {one.condition} | {one.seconds:.1f} | {one.cpu_seconds:.1f} | "
        f"{one.peak_megabytes:,.0f} | {one.seconds / runs[one.round]:.0%} |"
        for one in costs
    ]
    return "\n".join(lines)


@click.command()
@click.option("--texts", "number", default=SPEED_TEXTS, show_default=True, help="How many texts.")
@click.option("--rounds", default=1, show_default=True, help="How many times each is run.")
def main(number: int, rounds: int) -> None:
    """Measure seconds and peak memory of all formats of a report together, beside the run."""
    try:
        texts = speed_texts(number)
    except SharedDataAbsent as error:
        raise click.ClickException(str(error)) from error
    with tempfile.TemporaryDirectory() as folder:
        files, costs = measure(Path(folder), texts, rounds)
    click.echo(f"{len(texts):,} texts, {files} files.\n\n{table(costs)}")


if __name__ == "__main__":
    main()
