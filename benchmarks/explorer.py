"""The explorer: how soon its first page shows beside an empty app, and what each of its pages takes.

``python benchmarks/explorer.py`` makes a run of the 2,831 texts of the speed benchmark and one of 100,000
made units. Each page is opened many times, each time with other choices in its address. What is timed is
the script as Streamlit runs it, from the entry to the last block, without what Streamlit does around it; an
empty app is timed in the same way. Every page of the explorer is in it, by the one list.
"""

from __future__ import annotations

import json
import math
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import click
from streamlit.runtime.scriptrunner import script_runner

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also where Oogst is not installed

from benchmarks.cold_run import Bench
from benchmarks.made_run import make_run
from benchmarks.serving import APP, EMPTY, ROOT, chromium, first_page
from benchmarks.shared_sets import SPEED_TEXTS, SharedDataAbsent, speed_texts
from insights.explorer import EDITOR
from insights.explorer.site import SITE
from insights.runs import Run, open_run

Choice = Mapping[str, str | list[str]]
LARGE: Final = 100_000
RUNS_A_SCRIPT: Final = "exec_func_with_error_handling"
"""What Streamlit runs a script by, in its ``script_runner``."""
WARM_LIMITS: Final = {"small": 0.3, "large": 0.7}
"""Seconds within which 95 of 100 openings of a page should be done."""


@dataclass(frozen=True)
class Opened:
    """What the script of a page took: the first time, and later by the clock and of the processor."""

    page: str
    first: float
    later: tuple[float, ...]
    processor: tuple[float, ...]


def late(seconds: Sequence[float]) -> float:
    """Give the time within which 95 of 100 were done."""
    ordered = sorted(seconds)
    return ordered[math.ceil(0.95 * len(ordered)) - 1]


@dataclass(frozen=True)
class Timed:
    """All pages on a run, with the most memory that the process took for it in megabytes."""

    name: str
    opened: tuple[Opened, ...]
    peak: float


# ------------------------------------------------------------------ choices in addresses


def _no_choice(run: Run, chance: random.Random) -> Choice:
    return {}


def _theme(run: Run, chance: random.Random) -> Choice:
    theme = chance.choice(run.themes["theme_id"].to_list())
    everything = {"show": "alles", "page": str(chance.randint(1, 5))}
    return {"theme": theme} | (everything if chance.random() < 0.3 else {})


def _quote(run: Run, chance: random.Random) -> Choice:
    quote, theme = run.quotes.select("quote_id", "theme_id").row(chance.randrange(run.quotes.height))
    return {"quote": quote, "theme": theme}


def _listed(run: Run, chance: random.Random) -> Choice:
    return {"show": chance.choice(["", "unplaced"]), "page": str(chance.randint(1, 50))}


def _compared(run: Run, chance: random.Random) -> Choice:
    return {"level": str(chance.randint(1, max(run.levels, 1)))}


def _searched(run: Run, chance: random.Random) -> Choice:
    """Ask for one or two words as they were said."""
    text = run.contributions["text"][chance.randrange(run.contributions.height)]
    words = [word.strip(".,?!") for word in text.split() if len(word) > 4]
    return {"q": " ".join(chance.sample(words, min(len(words), chance.randint(1, 2))))}


def _report(run: Run, chance: random.Random) -> Choice:
    themes = run.themes.filter(run.themes["level"] == 1)["theme_id"].to_list()
    return {"themes": chance.sample(themes, chance.randint(0, min(3, len(themes))))}


CHOICES: Final[dict[str, Callable[[Run, random.Random], Choice]]] = {
    "theme": _theme,
    "source": _quote,
    "contributions": _listed,
    "compare": _compared,
    "report": _report,
    "search": _searched,
    "map": _theme,
    "review": _theme,
    "ledger": _listed,
}
"""What a page is opened with; a page that is not here is opened as it is."""


# ------------------------------------------------------------------ timing


def time_pages(path: Path, times: int) -> Timed:
    """Open every page on a run, in this process: first in a fresh one, then with other choices each time."""
    from streamlit.testing.v1 import AppTest

    os.environ |= {"OOGST_RUN": str(path), EDITOR: "MK"}  # pages of editors show all they have
    run, chance, found = open_run(path), random.Random(7), []
    empty = path.parent / "empty.py"
    empty.write_text(EMPTY, encoding="utf-8")
    with _script_times() as taken:
        for _ in range(times + 1):
            AppTest.from_file(str(empty)).run()
        found.append(_opened("an empty app", taken))
        for place in SITE:
            choose = CHOICES.get(place.page, _no_choice)
            for _ in range(times + 1):
                app = AppTest.from_file(str(APP), default_timeout=120)
                for name, value in choose(run, chance).items():
                    app.query_params[name] = value
                app.switch_page(os.path.relpath(place.path, ROOT)).run()
                if app.exception:
                    raise RuntimeError(f"{place.file}: {app.exception}")
            found.append(_opened(place.file, taken))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Timed(path.name, tuple(found), peak)


def _opened(page: str, taken: list[tuple[float, float]]) -> Opened:
    """Take the times that were gathered for a page."""
    (first, _), *later = taken
    taken.clear()
    return Opened(page, first, *zip(*later, strict=True))


@contextmanager
def _script_times() -> Iterator[list[tuple[float, float]]]:
    """Gather what every script takes that Streamlit runs meanwhile: by the clock, and of the processor."""
    runs = getattr(script_runner, RUNS_A_SCRIPT)
    taken: list[tuple[float, float]] = []

    def timed(*given: Any, **named: Any) -> Any:
        start, work = time.perf_counter(), time.process_time()
        result = runs(*given, **named)
        taken.append((time.perf_counter() - start, time.process_time() - work))
        return result

    with patch.object(script_runner, RUNS_A_SCRIPT, timed):
        yield taken


def in_a_process(path: Path, times: int) -> Timed:
    """Time the pages in a process of their own, so that its memory is that of the explorer on this run."""
    command = [sys.executable, str(Path(__file__).resolve()), "--inside", str(path), "--times", str(times)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    told = json.loads(done.stdout.splitlines()[-1])
    opened = tuple(
        Opened(one["page"], one["first"], tuple(one["later"]), tuple(one["processor"]))
        for one in told["opened"]
    )
    return Timed(told["name"], opened, told["peak"])


@dataclass(frozen=True)
class First:
    """The first page of a server that just started: seconds until it shows, and of the server's processor."""

    seconds: float
    processor: float


def first_pages(path: Path, heading: str, rounds: int, folder: Path) -> list[tuple[First, First]]:
    """Time the first page of an empty app and of the explorer in turn."""
    empty = folder / "empty.py"
    empty.write_text(EMPTY, encoding="utf-8")
    with chromium() as browser:

        def first(app: Path, name: str, **environment: str) -> First:
            before = _of_children()
            seconds = first_page(browser, app, name, **environment)
            return First(seconds, _of_children() - before)

        return [(first(empty, "leeg"), first(APP, heading, OOGST_RUN=str(path))) for _ in range(rounds)]


def _of_children() -> float:
    """Seconds of the processor that processes started here, and ended, have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


# ------------------------------------------------------------------ tables


def table(runs: Sequence[tuple[Timed, str, float]]) -> str:
    """Write what each page took, with the limit that 95 of 100 openings should keep."""
    lines = [
        "| run | page | first time, s | median, s | 95th percentile, s | of the processor, s | limit, s |",
        "|---|---|---:|---:|---:|---:|---:|",
    ]
    for timed, name, limit in runs:
        lines += [
            f"| {name} | {one.page} | {one.first:.2f} | {statistics.median(one.later):.3f} | "
            f"{late(one.later):.3f} | {late(one.processor):.3f} | {limit:.1f} |"
            for one in timed.opened
        ]
        lines.append(f"| {name} | all, at their peak | | | {timed.peak:,.0f} MB | | |")
    return "\n".join(lines)


def first_table(pairs: Sequence[tuple[First, First]]) -> str:
    """Write how soon the first page shows beside an empty app."""
    lines = [
        "| round | empty app, s | explorer, s | more, s | more of the server's processor, s |",
        "|---:|---:|---:|---:|---:|",
    ]
    more = [(one.seconds - empty.seconds, one.processor - empty.processor) for empty, one in pairs]
    lines += [
        f"| {at} | {empty.seconds:.2f} | {one.seconds:.2f} | {longer:.2f} | {work:.2f} |"
        for at, ((empty, one), (longer, work)) in enumerate(zip(pairs, more, strict=True), 1)
    ]
    seconds, processor = (statistics.median(column) for column in zip(*more, strict=True))
    return "\n".join([*lines, f"| median | | | {seconds:.2f} | {processor:.2f} |"])


@click.command()
@click.option("--times", default=40, show_default=True, help="How often each page is opened after the first.")
@click.option("--rounds", default=3, show_default=True, help="How often the first page is timed; 0 for not.")
@click.option("--units", default=LARGE, show_default=True, help="Units of the made run.")
@click.option("--inside", hidden=True, type=click.Path(path_type=Path))
def main(times: int, rounds: int, units: int, inside: Path | None) -> None:
    """Time the first page in a browser, and the script of every page on a small and a large run."""
    if inside is not None:
        click.echo(json.dumps(asdict(time_pages(inside, times))))
        return
    with tempfile.TemporaryDirectory(prefix="oogst-explorer-") as name:
        folder = Path(name)
        try:
            small, heading = _benchmark_run(folder), "texts"
        except SharedDataAbsent as absent:
            click.echo(f"made in its place: {absent}", err=True)
            small, heading = make_run(folder / "klein", SPEED_TEXTS), "Gemaakte dialoog"
        if rounds:
            click.echo(f"First page, {SPEED_TEXTS:,} texts:\n")
            click.echo(first_table(first_pages(small, heading, rounds, folder)) + "\n")
        large = make_run(folder / "groot", units)
        timed = [
            (in_a_process(path, times), told, WARM_LIMITS[size])
            for path, told, size in (
                (small, f"{SPEED_TEXTS:,} texts", "small"),
                (large, f"{units:,} units", "large"),
            )
        ]
    click.echo(f"The script of each page, opened {times} times after the first:\n\n{table(timed)}")


def _benchmark_run(folder: Path) -> Path:
    bench = Bench(folder, "kept")
    bench.write_texts(speed_texts())
    command, environment = bench.oogst(bench.fresh("cache"))
    subprocess.run(command, check=True, capture_output=True, env=os.environ | environment)
    return Path(command[-1])


if __name__ == "__main__":
    main()
