"""One tool on one labelled set, in a process of its own: agreement, steadiness, words, seconds and memory."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import multiprocessing
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from pathlib import Path
from statistics import mean
from typing import ParamSpec, TypeVar

import numpy as np
import polars as pl

from benchmarks.coherence import OUTLIER, content_words, diversity, npmi, theme_words
from benchmarks.shared_sets import data_file, labelled, language
from corpora.files import write_atomically
from pipelines.settings import Settings

Given = ParamSpec("Given")
Result = TypeVar("Result")

OOGST, BERTOPIC, TUNED, K_MEANS, LDA = "Oogst", "BERTopic", "BERTopic tuned", "k-means", "LDA"
TOOLS = {"oogst": OOGST, "bertopic": BERTOPIC, "bertopic-tuned": TUNED, "k-means": K_MEANS, "lda": LDA}
"""The tools by the name they have on the command line."""
ORDERS = 3
"""Shuffles of the rows, besides the order of the file."""
SHARE = 0.8
"""Share of the rows in a resample."""


@dataclass(frozen=True)
class Graded:
    """One theme: its grade, how many rows are in it, and how many of those have the label that most have."""

    grade: str
    rows: int
    majority: int


@dataclass(frozen=True)
class Found:
    """The themes of some rows, and how well they agree with the labels.

    ``themes`` has one number a row; rows that are unplaced, set apart or excluded have :data:`OUTLIER` and
    count as one cluster more. ``graded`` is of the themes that have a grade, as only Oogst's do.
    """

    themes: tuple[int, ...]
    unplaced: int
    set_apart: int
    ami: float
    ari: float
    graded: tuple[Graded, ...] = ()

    @property
    def number(self) -> int:
        """How many themes there are."""
        return len(set(self.themes) - {OUTLIER})


Finder = Callable[[Sequence[int], int], Found]
"""Finds the themes of rows, given by their place in the set and in that order, with a seed."""


@dataclass(frozen=True)
class Score:
    """One tool on one set with one seed, all rows in the order of the file."""

    seed: int
    themes: int
    unplaced: int
    set_apart: int
    ami: float
    ari: float
    coherence: float
    diversity: float
    seconds: float
    graded: tuple[Graded, ...] = ()


@dataclass(frozen=True)
class Cell:
    """One tool on one set.

    The three ``over_…`` are mean pairwise ARI, None where there was nothing to compare; ``peak_megabytes`` is
    None where the system keeps no count of it.
    """

    set: str
    tool: str
    rows: int
    classes: int
    scores: tuple[Score, ...]
    over_seeds: float | None
    over_orders: float | None
    over_resamples: float | None
    peak_megabytes: float | None
    note: str = ""

    def mean(self, what: str) -> float:
        """Give the mean of a score over the seeds."""
        return float(mean(getattr(score, what) for score in self.scores))

    @property
    def error(self) -> float:
        """How far the number of themes is from that of the classes, as a share of it; mean over the seeds."""
        return mean(abs(score.themes - self.classes) for score in self.scores) / self.classes


@dataclass(frozen=True)
class Job:
    """What a process is to do. ``vectors`` is a .npy of the whole texts of the set, in file order."""

    set: str
    tool: str
    settings: Settings
    seeds: tuple[int, ...]
    resamples: int
    vectors: Path
    folder: Path

    @property
    def name(self) -> str:
        """A file name for what comes of it: the set, the tool, and a hash of everything that was chosen."""
        chosen = json.dumps([self.settings.as_dict(), self.seeds, self.resamples], sort_keys=True)
        known = hashlib.sha256(chosen.encode()).hexdigest()[:12]
        return f"{self.set}-{self.tool.replace(' ', '-')}-{known}.json"


def against(truth: Sequence[str], themes: Sequence[int]) -> Found:
    """Score themes against labels, row by row; outliers count as one cluster."""
    from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

    return Found(
        themes=tuple(themes),
        unplaced=sum(theme == OUTLIER for theme in themes),
        set_apart=0,
        ami=float(adjusted_mutual_info_score(list(truth), list(themes))),
        ari=float(adjusted_rand_score(list(truth), list(themes))),
    )


def agreement(partitions: Sequence[dict[int, int]]) -> float | None:
    """Give the mean ARI of all pairs of partitions, each on the rows that both have; None for fewer than two.

    A partition maps the place of a row in the set to its theme.
    """
    from sklearn.metrics import adjusted_rand_score

    values = []
    for first, second in combinations(partitions, 2):
        both = sorted(first.keys() & second.keys())
        values.append(adjusted_rand_score([first[row] for row in both], [second[row] for row in both]))
    return float(mean(values)) if values else None


def by_oogst(job: Job, rows: Sequence[int], seed: int) -> Found:
    """Run Oogst on rows of a set, from file to run folder, and score its finest level."""
    from corpora import mapping
    from insights.evaluation import evaluate, row_themes
    from insights.runs import open_run
    from labels.gold import read_gold
    from pipelines.run import run

    folder = job.folder / f"{job.set}-{len(list(job.folder.iterdir()))}"
    folder.mkdir()
    source = folder / data_file(job.set).name  # the name stays, as ids follow from it
    labelled(job.set)[list(rows)].write_parquet(source)
    settings = dataclasses.replace(job.settings, seed=seed)
    done = open_run(
        run([source], folder / "run", mapping=mapping.Mapping(text="text"), settings=settings).path
    )
    found = evaluate(done, read_gold(source, "label"))
    of_rows = row_themes(done).sort("row")["theme_id"].to_list()
    number = {theme: index for index, theme in enumerate(sorted(set(of_rows) - {None}))}
    themes = tuple(OUTLIER if theme is None else number[theme] for theme in of_rows)
    grades = dict(done.themes.select("theme_id", pl.col("grade").cast(pl.String)).iter_rows())
    truth = labelled(job.set)[list(rows)]["label"].to_list()
    graded = graded_themes(truth, of_rows, grades)
    return Found(themes, found.unplaced + found.excluded, found.set_apart, found.ami, found.ari, graded)


def graded_themes(
    truth: Sequence[str], themes: Sequence[str | None], grades: Mapping[str, str | None]
) -> tuple[Graded, ...]:
    """Count, of every theme that has a grade, its rows and those with the label that most of them have."""
    labels: dict[str, Counter[str]] = {}
    for label, theme in zip(truth, themes, strict=True):
        if theme is not None and grades.get(theme):
            labels.setdefault(theme, Counter())[label] += 1
    return tuple(
        Graded(str(grades[theme]), counts.total(), max(counts.values()))
        for theme, counts in sorted(labels.items())
    )


def finder(job: Job) -> tuple[Finder, str]:
    """Make ready a tool on a set, with a note on what it chose; a tuned BERTopic is tuned here, once."""
    if job.tool == OOGST:
        return partial(by_oogst, job), ""
    rows = labelled(job.set)
    texts, truth = rows["text"].to_list(), rows["label"].to_list()
    classes = len(set(truth))
    if job.tool == LDA:
        from benchmarks.rivals import lda

        tokens = content_words(texts, language(job.set))
        return lambda of, seed: _scored(truth, of, lda([tokens[row] for row in of], classes, seed)), ""
    vectors = np.load(job.vectors)
    if job.tool == K_MEANS:
        from benchmarks.rivals import k_means

        return lambda of, seed: _scored(truth, of, k_means(vectors[list(of)], classes, seed)), ""
    from benchmarks.bertopic_defaults import DEFAULTS, find_topics
    from benchmarks.bertopic_tuned import tune

    chosen = tune(vectors, job.seeds[0]).shape if job.tool == TUNED else DEFAULTS

    def topics(of: Sequence[int], seed: int) -> Found:
        found = find_topics([texts[row] for row in of], vectors[list(of)], seed, chosen)
        return _scored(truth, of, found.of_texts)

    note = f"{chosen.neighbours} neighbours, {chosen.components} components, topics of {chosen.smallest}"
    return topics, note if job.tool == TUNED else ""


def _scored(truth: Sequence[str], rows: Sequence[int], themes: Sequence[int]) -> Found:
    return against([truth[row] for row in rows], themes)


def measure(job: Job) -> Cell:
    """Run a tool on a set: in other orders, with every seed, on resamples.

    The orders go first, so that what is imported, compiled, embedded and tuned once is not in the seconds.
    Peak memory is that of this whole process.
    """
    find, note = finder(job)
    texts = labelled(job.set)["text"].to_list()
    tokens, every = content_words(texts, language(job.set)), range(len(texts))

    def partition(rows: Sequence[int]) -> dict[int, int]:
        return dict(zip(rows, find(rows, job.seeds[0]).themes, strict=True))

    orders = [
        partition(np.random.default_rng(number).permutation(every).tolist()) for number in range(ORDERS)
    ]
    scores, by_seed = [], []
    for seed in job.seeds:
        start = time.perf_counter()
        found = find(every, seed)
        seconds = time.perf_counter() - start
        words = theme_words(tokens, found.themes)
        by_seed.append(dict(zip(every, found.themes, strict=True)))
        figures = (found.ami, found.ari, npmi(words, tokens), diversity(words), seconds)
        scores.append(Score(seed, found.number, found.unplaced, found.set_apart, *figures, found.graded))
    resampled = []
    for number in range(job.resamples):
        drawn = np.random.default_rng(number).permutation(every)[: round(SHARE * len(texts))]
        resampled.append(partition(sorted(drawn.tolist())))
    return Cell(
        set=job.set,
        tool=job.tool,
        rows=len(texts),
        classes=labelled(job.set)["label"].n_unique(),
        scores=tuple(scores),
        over_seeds=agreement(by_seed),
        over_orders=agreement([by_seed[0], *orders]),
        over_resamples=agreement(resampled),
        peak_megabytes=peak_megabytes(),
        note=note,
    )


def kept(job: Job, folder: Path | None, work: Callable[[Job], Cell]) -> Cell:
    """Take the cell of a job from a folder where an earlier call left it, or do the work and leave it."""
    path = folder / job.name if folder else None
    if path is not None and path.is_file():
        return read_cell(path.read_text(encoding="utf-8"))
    cell = work(job)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, json.dumps(dataclasses.asdict(cell), indent=2) + "\n")
    return cell


def read_cell(text: str) -> Cell:
    """Read a cell that was written as JSON."""
    facts = json.loads(text)
    facts["scores"] = tuple(
        Score(**(score | {"graded": tuple(Graded(**one) for one in score["graded"])}))
        for score in facts["scores"]
    )
    return Cell(**facts)


def peak_megabytes() -> float | None:
    """Give the most memory that this process has had, in megabytes; None on Windows."""
    status = Path("/proc/self/status")
    if status.is_file():  # Linux, where getrusage starts from the peak of the process that started this one
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) / 1024
    if sys.platform == "win32":
        return None
    import resource

    units = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / units


def save_vectors(name: str, embedder: str, path: Path) -> None:
    """Embed the whole texts of a set, or take them from the user's own cache, and write them as .npy."""
    from pipelines.embedders import load
    from pipelines.vectors import cache_path, embed

    np.save(path, embed(labelled(name)["text"].to_list(), load(embedder), cache=cache_path()))


def alone(task: Callable[Given, Result], *given: Given.args, **named: Given.kwargs) -> Result:
    """Call a function in a fresh process, so that nothing it loads stays and its peak memory is its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(task, *given, **named).result()
