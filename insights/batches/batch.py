"""Batches: many runs, several at a time, each known by its content, so that a finished one is not run again.

A folder of a batch has ``runs/`` with a run folder for each cell, ``scores/`` with what was measured of it,
and the table of results. A run is known by a hash of its sources' content, mapping, settings and the version
of Oogst: on the machine that began it, a plan that is extended, reordered or renamed runs only what is new.
An interrupted run left no manifest, and is run again. One batch at a time writes a folder.
"""

from __future__ import annotations

import dataclasses
import hashlib
import hmac
import json
import os
import queue
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from corpora.errors import OogstError, SourceError
from corpora.files import sha256_of
from corpora.identity import name_sources
from corpora.pseudonyms import load_secret
from insights.batches.cell import Scores, Task
from insights.batches.plan import Cell, Gold, Plan, PlannedCorpus
from insights.runs import MANIFEST
from pipelines.manifest import versions

Status = Literal["done", "kept", "failed"]
"""Run now, found finished, or failed."""
ROOT: Final = Path(__file__).resolve().parents[1]
THREADS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


@dataclass(frozen=True)
class Outcome:
    """What came of a cell: its run folder and scores, or the error."""

    cell: Cell
    status: Status
    run: Path | None
    scores: Scores | None
    error: str | None = None


@dataclass(frozen=True)
class Told:
    """How far a batch is: cells that are done, of how many, and about how many seconds are left."""

    outcome: Outcome
    done: int
    of: int
    seconds_left: float | None


@dataclass
class _Pool:
    """The processors that each of several processes may use, and the processes that are under way."""

    free: queue.SimpleQueue[list[int]] = field(default_factory=queue.SimpleQueue)
    running: dict[int, subprocess.Popen[str]] = field(default_factory=dict)
    stopped: bool = False


def run_batch(
    plan: Plan, out: Path, jobs: int | None = None, tell: Callable[[Told], None] = lambda told: None
) -> tuple[Outcome, ...]:
    """Run every cell of a plan that has no finished run in ``out``; gives outcomes in the order of the plan.

    ``jobs`` processes at a time (half of the processors when None) share the processors among them. A cell
    that fails, or whose process dies, is an outcome like any other.
    """
    jobs = max(1, jobs or len(_processors()) // 2)
    cells, started, pool = plan.cells, time.monotonic(), _pool(jobs)
    hashes = {corpus.name: _corpus_hash(corpus) for corpus in plan.corpora}
    outcomes: dict[int, Outcome] = {}
    waiting: dict[str, list[int]] = {}
    for number, cell in enumerate(cells):
        known = hashes[cell.corpus.name]
        if isinstance(known, OogstError):
            outcomes[number] = Outcome(cell, "failed", None, None, str(known))
            tell(Told(outcomes[number], len(outcomes), len(cells), None))
        else:
            waiting.setdefault(_key(cell, known), []).append(number)
    ends: list[float] = []
    with ThreadPoolExecutor(jobs) as threads:
        futures = {
            threads.submit(_do_all, [cells[number] for number in numbers], out, key, pool): numbers
            for key, numbers in waiting.items()
        }
        try:
            for future in as_completed(futures):
                found = future.result()
                if any(one.status != "kept" for one in found):
                    ends.append(time.monotonic() - started)
                for number, outcome in zip(futures[future], found, strict=True):
                    outcomes[number] = outcome
                    left = _seconds_left(ends, len(cells) - len(outcomes))
                    tell(Told(outcome, len(outcomes), len(cells), left))
        except BaseException:
            pool.stopped = True
            threads.shutdown(wait=False, cancel_futures=True)
            for process in list(pool.running.values()):
                process.terminate()
            raise
    return tuple(outcomes[number] for number in range(len(cells)))


def _do_all(cells: Sequence[Cell], out: Path, key: str, pool: _Pool) -> list[Outcome]:
    """Do the cells of one content, whatever they are called: the first makes the run, the others keep it."""
    return [_do(cell, out, key, pool) for cell in cells]


def _do(cell: Cell, out: Path, key: str, pool: _Pool) -> Outcome:
    """Do one cell, in a process, unless its run and scores are there."""
    run = _run_folder(cell, out / "runs", key)
    scores = out / "scores" / f"{key}-{_gold_hash(cell.corpus.gold)}.json"
    finished = (run / MANIFEST).is_file()
    if not finished:
        _clear(run)
    if not (finished and scores.is_file()):
        error = _in_a_process(cell, run, scores, pool)
        if error is not None:
            return Outcome(cell, "failed", run if (run / MANIFEST).is_file() else None, None, error)
    measured = Scores(**json.loads(scores.read_text(encoding="utf-8")))
    return Outcome(cell, "kept" if finished else "done", run, measured)


def _in_a_process(cell: Cell, run: Path, scores: Path, pool: _Pool) -> str | None:
    """Run a cell's process to its end; gives what went wrong, in one line, or None."""
    processors = pool.free.get()
    gold = cell.corpus.gold
    task = Task(
        sources=[str(source.absolute()) for source in cell.corpus.sources],
        mapping=cell.corpus.mapping.as_dict(),
        settings=dataclasses.asdict(cell.settings),
        gold=None if gold is None else [str(gold.path.absolute()), gold.label, gold.native_id, gold.codes],
        run=str(run.absolute()),
        scores=str(scores.absolute()),
        processors=processors,
    )
    known = os.environ.get("PYTHONPATH")
    environment = os.environ | dict.fromkeys(THREADS, str(len(processors)))
    environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), *([known] if known else [])])
    try:
        if pool.stopped:
            return "the batch was stopped"
        # -P: a folder of the user's called labels or insights must not take the place of a package.
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "insights.batches.cell"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment,
            text=True,
            encoding="utf-8",
        )
        pool.running[process.pid] = process
        _, said = process.communicate(json.dumps(dataclasses.asdict(task)))
        del pool.running[process.pid]
    finally:
        pool.free.put(processors)
    if process.returncode == 0:
        return None
    if process.returncode < 0:
        return f"the process was killed by signal {-process.returncode}; there may be too little memory"
    return (said.strip().splitlines() or [f"exit code {process.returncode}"])[-1]


def _corpus_hash(corpus: PlannedCorpus) -> str | OogstError:
    """Hash what a corpus is made of: names and bytes of sources, and the mapping; or say what is missing.

    Names of persons may stand in names of files and in the mapping. Where those are masked the hash is keyed,
    so that nobody can try names until one fits the name of a run.
    """
    try:
        named = list(zip(name_sources(corpus.sources), map(sha256_of, corpus.sources), strict=True))
    except OogstError as error:
        return error
    except OSError as error:
        return SourceError(f"{error.filename} cannot be read: {error.strerror}. Mend the plan's sources.")
    made = _hash({"sources": named, "mapping": corpus.mapping.as_dict()})
    return hmac.digest(load_secret(), made.encode(), "sha256").hex() if corpus.mapping.hides_names else made


def _key(cell: Cell, corpus: str) -> str:
    """Name a cell after all that decides its run."""
    decisive = {"corpus": corpus, "settings": cell.settings.as_dict(), "version": versions().get("oogst")}
    return _hash(decisive)[:12]


def _run_folder(cell: Cell, runs: Path, key: str) -> Path:
    """Give the folder of a finished run of the same content, whatever it is called, or of a new one."""
    finished = [path.parent for path in sorted(runs.glob(f"*-{key}/{MANIFEST}"))]
    name = "-".join(re.sub(r"[^\w.=]+", "_", part)[:40] for part in (cell.corpus.name, cell.name))
    return finished[0] if finished else runs / f"{name}-{cell.settings.seed}-{key}"


def _gold_hash(gold: Gold | None) -> str:
    if gold is None:
        return "no_gold"
    content = sha256_of(gold.path) if gold.path.is_file() else None
    return _hash({"gold": content, "columns": [gold.label, gold.native_id, gold.codes]})[:12]


def _hash(content: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _clear(run: Path) -> None:
    """Remove what an interrupted run left beside its place."""
    for part in run.parent.glob(f".{run.name}.part-*"):
        shutil.rmtree(part, ignore_errors=True)


def _processors() -> list[int]:
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return list(range(os.cpu_count() or 1))


def _pool(jobs: int) -> _Pool:
    """Divide the processors over the processes; where there are more processes, they share."""
    processors, pool = _processors(), _Pool()
    for number in range(jobs):
        pool.free.put(processors[number::jobs] or [processors[number % len(processors)]])
    return pool


def _seconds_left(ends: Sequence[float], cells: int) -> float | None:
    """Estimate from the moments at which runs ended: what is left goes on at the same pace."""
    return ends[-1] / len(ends) * cells if ends else None
