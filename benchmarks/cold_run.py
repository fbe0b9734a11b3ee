"""Speed: a cold process from a file of 2,831 texts to a finished run, beside BERTopic's defaults, in turn.

``python benchmarks/cold_run.py --help`` tells how to run it. Needs a system with ``wait4`` (Linux, macOS).
"""

from __future__ import annotations

import csv
import dataclasses
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also where Oogst is not installed

from benchmarks.shared_sets import ROOT, SPEED_TEXTS, SharedDataAbsent, speed_texts

OOGST, BERTOPIC = "Oogst", "BERTopic"
WITH, WITHOUT = "with embedding", "without embedding"
NOT_WANTED = ("bertopic", "umap", "hdbscan", "numba")
"""What a run must not import."""
_WATCHED = """
import atexit, json, runpy, sys
watched, report, *sys.argv = sys.argv[1:]
names = watched.split(",")
atexit.register(lambda: open(report, "w").write(json.dumps([name for name in names if name in sys.modules])))
runpy.run_module("insights.cli", run_name="__main__", alter_sys=True)
"""
"""Runs the command line and writes, when it ends, which of some modules it has imported."""


@dataclass(frozen=True)
class Cost:
    """What one process cost: seconds by the clock, seconds of processor time, peak memory in megabytes."""

    condition: str
    tool: str
    round: int
    seconds: float
    cpu_seconds: float
    peak_megabytes: float


@dataclass(frozen=True)
class Comparison:
    """All processes of one condition, with what follows from them."""

    condition: str
    costs: tuple[Cost, ...]

    def median(self, tool: str, what: str) -> float:
        """Give the median of a cost of a tool over the rounds."""
        return float(statistics.median(getattr(cost, what) for cost in self.costs if cost.tool == tool))

    @property
    def ratios(self) -> list[float]:
        """How many times as long BERTopic took as Oogst, round by round."""
        seconds = {(cost.tool, cost.round): cost.seconds for cost in self.costs}
        rounds = sorted({cost.round for cost in self.costs})
        return [seconds[BERTOPIC, number] / seconds[OOGST, number] for number in rounds]


@dataclass(frozen=True)
class Bench:
    """The folder in which the processes run, and how BERTopic's compiled code is kept in it."""

    folder: Path
    numba: str

    @property
    def texts(self) -> Path:
        """The CSV file that both read."""
        return self.folder / "texts.csv"

    @property
    def vectors(self) -> Path:
        """BERTopic's vectors, for the condition without embedding."""
        return self.folder / "vectors.npy"

    @property
    def warm_cache(self) -> Path:
        """Oogst's vector cache, for the condition without embedding."""
        return self.folder / "warm-cache"

    def write_texts(self, texts: Sequence[str]) -> None:
        """Write the texts as a CSV file with one column, ``text``."""
        with self.texts.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, quoting=csv.QUOTE_ALL)
            writer.writerow(["text"])
            writer.writerows([text] for text in texts)

    def fresh(self, name: str) -> Path:
        """Make a new, empty folder."""
        return Path(tempfile.mkdtemp(prefix=f"{name}-", dir=self.folder))

    def oogst(
        self, cache: Path, *, entry: Sequence[str] = ("-m", "insights.cli")
    ) -> tuple[list[str], dict[str, str]]:
        """Give the command of a run and its environment."""
        out = self.fresh("run") / "run"
        command = [sys.executable, *entry, "run", str(self.texts), "--text", "text", "--preset", "fast"]
        folders = {"OOGST_CACHE_DIR": str(cache), "OOGST_CONFIG_DIR": str(self.fresh("config"))}
        return [*command, "--out", str(out)], folders

    def bertopic(self, *options: str) -> tuple[list[str], dict[str, str]]:
        """Give the command of BERTopic's defaults and its environment."""
        script = Path(__file__).with_name("bertopic_defaults.py")
        kept = self.folder / "numba"
        compiled = kept if self.numba == "kept" else self.fresh("numba")
        out = self.fresh("topics") / "topics.json"
        return [sys.executable, str(script), str(self.texts), str(out), *options], {
            "NUMBA_CACHE_DIR": str(compiled)
        }

    def commands(self, condition: str) -> dict[str, tuple[list[str], dict[str, str]]]:
        """Give what to run for a condition, by tool: fresh folders every time, but for warm vectors."""
        if condition == WITH:
            return {OOGST: self.oogst(self.fresh("cache")), BERTOPIC: self.bertopic()}
        return {OOGST: self.oogst(self.warm_cache), BERTOPIC: self.bertopic("--vectors", str(self.vectors))}

    def prepare(self, conditions: Sequence[str]) -> None:
        """Do, untimed, what the conditions need: warm vectors, and compiled code where it is kept."""
        if WITHOUT in conditions:
            cost("", "", 0, *self.oogst(self.warm_cache))
            cost("", "", 0, *self.bertopic("--save-vectors", str(self.vectors)))
        if self.numba == "kept":
            cost("", "", 0, *self.bertopic())

    def imported(self) -> list[str]:
        """Name the modules of :data:`NOT_WANTED` that a run imports, seen in a run of its own, untimed."""
        report = self.fresh("imports") / "imports.json"
        watcher = ("-c", _WATCHED, ",".join(NOT_WANTED), str(report), "oogst")
        cost("", "", 0, *self.oogst(self.fresh("cache"), entry=watcher))
        return [str(name) for name in json.loads(report.read_text())]


def cost(condition: str, tool: str, number: int, command: list[str], environment: dict[str, str]) -> Cost:
    """Run a command in a fresh process and measure it.

    Raises ``RuntimeError`` with the end of what it said when it fails.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{' '.join(command[:4])} … failed:\n{said.read()[-3000:]}")
    megabytes = used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    return Cost(condition, tool, number, seconds, used.ru_utime + used.ru_stime, megabytes)


def measure(bench: Bench, conditions: Sequence[str], rounds: int) -> list[Comparison]:
    """Run both tools in turn, Oogst first in odd rounds and BERTopic first in even ones."""
    bench.prepare(conditions)
    comparisons = []
    for condition in conditions:
        costs = []
        for number in range(1, rounds + 1):
            commands = bench.commands(condition)
            for tool in (OOGST, BERTOPIC) if number % 2 else (BERTOPIC, OOGST):
                costs.append(cost(condition, tool, number, *commands[tool]))
                _say(costs[-1])
        comparisons.append(Comparison(condition, tuple(costs)))
    return comparisons


def table(comparisons: Sequence[Comparison]) -> str:
    """Write the medians and the ratios as Markdown."""
    lines = [
        "| | tool | seconds | processor seconds | peak MB | BERTopic / Oogst, by round |",
        "|---|---|---:|---:|---:|---|",
    ]
    for one in comparisons:
        for tool in (OOGST, BERTOPIC):
            ratios = ", ".join(f"{ratio:.1f}" for ratio in one.ratios) if tool == OOGST else ""
            figures = " | ".join(f"{one.median(tool, what):.1f}" for what in ("seconds", "cpu_seconds"))
            peak = f"{one.median(tool, 'peak_megabytes'):,.0f}"
            lines.append(f"| {one.condition} | {tool} | {figures} | {peak} | {ratios} |")
    return "\n".join(lines) + "\n"


def _say(one: Cost) -> None:
    told = f"round {one.round}, {one.condition}, {one.tool}: {one.seconds:.1f} s"
    click.echo(f"{told}, {one.peak_megabytes:,.0f} MB at its peak", err=True)


@click.command(epilog="Example: python benchmarks/cold_run.py --rounds 1")
@click.option(
    "--rounds", type=click.IntRange(min=1), default=3, show_default=True, help="How often each tool runs."
)
@click.option(
    "--only", type=click.Choice(["with", "without"]), help="Only with, or only without the embedding."
)
@click.option(
    "--texts",
    "number",
    type=click.IntRange(min=30),
    default=SPEED_TEXTS,
    show_default=True,
    help="Number of texts.",
)
@click.option(
    "--numba",
    type=click.Choice(["fresh", "kept"]),
    default="fresh",
    show_default=True,
    help="BERTopic's compiled code: an empty cache each time, as at a first use, or one from an earlier run.",
)
@click.option("--json", "json_", is_flag=True, help="Write every measurement as JSON instead of the table.")
def main(rounds: int, only: str | None, number: int, numba: str, json_: bool) -> None:
    """Time a cold run of Oogst and BERTopic's defaults in turn, with and without the embedding.

    Both are fresh processes on the same texts. With the embedding Oogst's vector cache is empty and BERTopic
    makes its vectors with the same embedder; without it Oogst's cache is warm and BERTopic reads its vectors
    from a file.
    """
    conditions = {"with": [WITH], "without": [WITHOUT], None: [WITH, WITHOUT]}[only]
    try:
        texts = speed_texts(number)
    except SharedDataAbsent as absent:
        click.echo(f"skipped: {absent}", err=True)
        return
    mean = statistics.mean(len(text) for text in texts)
    click.echo(f"{len(texts):,} texts of {mean:.1f} characters on average", err=True)
    with tempfile.TemporaryDirectory(prefix="oogst-cold-") as folder:
        bench = Bench(Path(folder), numba)
        bench.write_texts(texts)
        comparisons = measure(bench, conditions, rounds)
        imported = bench.imported()
    if json_:
        costs = [dataclasses.asdict(cost) for one in comparisons for cost in one.costs]
        facts = {
            "texts": len(texts),
            "mean_characters": mean,
            "numba": numba,
            "imported": imported,
            "costs": costs,
        }
        click.echo(json.dumps(facts, indent=2))
        return
    said = f"{len(texts):,} texts, {mean:.1f} characters on average; medians of {rounds}"
    click.echo(f"{said}; numba's cache: {numba}.\n")
    click.echo(table(comparisons))
    click.echo(f"Oogst's run imported of {', '.join(NOT_WANTED)}: {', '.join(imported) or 'none'}.")


if __name__ == "__main__":
    main()
