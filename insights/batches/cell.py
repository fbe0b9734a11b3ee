"""One cell of a batch, in a process of its own: the run, if it is not there yet, and its scores.

``python -m insights.batches.cell`` takes a :class:`Task` as JSON on stdin and writes the scores to a file. A
process of its own keeps the peak memory that of one run, and a run that crashes the process crashes no other.
"""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from corpora.errors import OogstError
from corpora.files import write_atomically
from corpora.mapping import Mapping
from insights.coding.code_scores import score_codes
from insights.evaluation import evaluate
from insights.quality import assess
from insights.runs import MANIFEST, Run, open_run
from labels.gold import read_gold
from pipelines.run import run
from pipelines.settings import Settings


@dataclass(frozen=True)
class Task:
    """What the process is told, as plain values: paths, mapping, settings, gold, and its processors."""

    sources: list[str]
    mapping: dict[str, Any]
    settings: dict[str, Any]
    gold: list[str | None] | None
    run: str
    scores: str
    processors: list[int]


@dataclass(frozen=True)
class Scores:
    """What the table of results says of one run.

    Counts of input rows by outcome; themes at the top and at the finest level, the quality of the finest;
    seconds and peak memory of the run; agreement with gold codes at the finest level, where there are any.
    """

    rows: int
    placed: int
    set_apart: int
    unplaced: int
    excluded: int
    contributions: int
    levels: int
    top_themes: int
    themes: int
    coherence: float | None
    diversity: float | None
    sharp: int | None
    fair: int | None
    vague: int | None
    stability: float | None
    core_share: float | None
    seconds: float
    peak_megabytes: float | None
    gold_rows: int | None = None
    ami: float | None = None
    ari: float | None = None
    v_measure: float | None = None
    macro_f1: float | None = None


def score(finished: Run, gold: pl.DataFrame | None) -> Scores:
    """Give the scores of a finished run; ``gold`` as ``read_gold`` gives it."""
    found = assess(finished)
    finest, rows, machine = found.finest, found.coverage.rows, finished.manifest["machine"]
    peaks = [step["peak_megabytes"] for step in machine["steps"] if step["peak_megabytes"] is not None]
    agreement = evaluate(finished, gold) if gold is not None else None
    codes = score_codes(finished, gold, draws=0) if gold is not None else None
    return Scores(
        rows=sum(rows.values()),
        placed=rows.get("placed", 0),
        set_apart=rows.get("set apart", 0),
        unplaced=rows.get("unplaced", 0),
        excluded=rows.get("excluded", 0),
        contributions=finished.contributions.height,
        levels=finished.levels,
        top_themes=found.levels[0].themes if found.levels else 0,
        themes=finest.themes if finest else 0,
        coherence=finest.coherence if finest else None,
        diversity=finest.diversity if finest else None,
        sharp=finest.sharp if finest else None,
        fair=finest.fair if finest else None,
        vague=finest.vague if finest else None,
        stability=finest.stability if finest else None,
        core_share=finest.core_share if finest else None,
        seconds=machine["seconds"],
        peak_megabytes=max(peaks, default=None),
        gold_rows=agreement.rows if agreement else None,
        ami=agreement.ami if agreement else None,
        ari=agreement.ari if agreement else None,
        v_measure=agreement.v_measure if agreement else None,
        macro_f1=codes.macro_f1 if codes else None,
    )


def do(task: Task) -> None:
    """Make the run of a task where it is not there, and write its scores.

    Raises an :class:`OogstError` for what does not fit.
    """
    folder = Path(task.run)
    if not (folder / MANIFEST).is_file():
        run(
            [Path(source) for source in task.sources],
            folder,
            mapping=Mapping.from_dict(task.mapping),
            settings=Settings().replace("plan", **task.settings),
        )
    gold = None
    if task.gold is not None:
        path, label, native_id, codes = task.gold
        gold = read_gold(Path(str(path)), str(label), native_id, codes)
    scores = dataclasses.asdict(score(open_run(folder), gold))
    write_atomically(Path(task.scores), json.dumps(scores, indent=2) + "\n")


def main() -> int:
    """Do the task that stdin gives; an error is one line on stderr, and exit code 1."""
    task = Task(**json.load(sys.stdin))
    if task.processors and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, task.processors)
    try:
        do(task)
    except OogstError as error:
        print(" ".join(str(error).split()), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
