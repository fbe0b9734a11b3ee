"""Carrying out an erasure: everything is made ready beside its place first, and only then put there."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import polars as pl

from corpora.erasing import corpus_without
from corpora.files import write_atomically
from corpora.progress import Progress
from corpora.traces import holds, review_without
from insights.decisions.replaying import SCATTERED, Replay
from insights.erasing.places import is_run, mend, walk
from insights.erasing.plan import Plan
from labels.codebook import CodebookError
from labels.codebook_file import CodebookFile
from labels.decided import State
from labels.decisions import RELEASE, RESTORE
from labels.erasing import Erasing
from labels.wishes import Wishes
from labels.workspace import CONFIGURATION, Workspace
from pipelines.erasing import Made, StoredRun, run_without
from pipelines.run import Replaying
from pipelines.settings import Settings
from pipelines.vectors import cache_path, forget

LARGEST: Final = 512 * 1024 * 1024
"""Bytes of a file beside runs that is still looked into."""


@dataclass(frozen=True)
class Erased:
    """What was erased, by kind, and what an erasure cannot reach.

    ``without_model`` are runs whose themes were named without the model that made their vectors, ``left_out``
    files that went with a folder as they could not be rewritten, ``traces`` files and folders that still hold
    words of theirs, and ``unread`` files that could not be looked into.
    """

    counts: dict[str, int]
    places: tuple[Path, ...]
    without_model: tuple[Path, ...]
    left_out: tuple[Path, ...]
    traces: tuple[Path, ...]
    unread: tuple[Path, ...]


def counted(plan: Plan) -> dict[str, int]:
    """Count what runs and corpora have of the people of a plan."""
    return {
        "contributions": sum(one.contributions.height for one in plan.all),
        "units": sum(run.units.height for run in plan.runs),
        "quotes": sum(run.quotes for run in plan.runs),
        "vectors": sum(run.vectors for run in plan.runs),
        "votes": sum(one.votes for one in plan.all),
    }


def erase(plan: Plan, *, cache: Path | None = None, progress: Progress | None = None) -> Erased:
    """Erase the people of a plan from its runs and corpora, and from what stands beside those.

    That is the cache of vectors, the decisions and the codebook of the workspace, review files of masking,
    and scores of a batch. All runs and corpora are made again first; when that fails nothing has changed.
    They are put in place last, so that an erasure that was broken off can be done again.
    """
    erasing = Erasing(plan.passages, plan.contributions, plan.natives)
    made: dict[Path, Made] = {}
    left_out: list[Path] = []
    with ExitStack() as ready:
        for run in plan.runs:
            wishes, replaying = _decided(run, erasing)
            making = run_without(
                run,
                erasing,
                anchors=wishes.anchors,
                decided=wishes.protected_themes,
                replaying=replaying,
                progress=progress,
            )
            made[run.path] = ready.enter_context(making)
            left_out += [run.path / name for name in made[run.path].left_out]
        for corpus in plan.corpora:
            names = ready.enter_context(corpus_without(corpus.path, corpus.gone, plan.passages))
            left_out += [corpus.path / name for name in names]
        runs = {run.manifest["run_id"]: made[run.path].run_id for run in plan.runs}
        beside = {
            "cached vectors": forget(plan.embedded, cache or cache_path()),
            "decisions": sum(
                place.log.redact(replace(erasing, runs=runs).decision) for place in plan.workspaces
            ),
            "codings": sum(place.coding_rounds.erase(plan.contributions, runs) for place in plan.workspaces),
            "codes": sum(_codebook(place, erasing) for place in plan.workspaces),
            "masked passages": sum(_review(path, plan) for path in plan.reviews),
            "scores": sum(_scores(run.path) for run in plan.runs),
        }
    for path in plan.places:
        mend(path)
    traces, unread = _traces(plan)
    without_model = tuple(path for path, one in made.items() if not one.with_model)
    return Erased(counted(plan) | beside, plan.places, without_model, tuple(left_out), traces, unread)


def _decided(run: StoredRun, erasing: Erasing) -> tuple[Wishes, Replaying | None]:
    """Give what decisions ask of a run, and what replays the decisions that a run replayed."""
    log = Workspace.around(run.path).log
    decisions = tuple(map(erasing.decision, log.decisions()))
    wishes = State.of(decisions).wishes()
    if "replayed" not in run.manifest["tables"]:
        return wishes, None
    told = pl.read_parquet(run.path / "replayed.parquet")
    known = {(one.number, one.kind) for one in decisions}
    known |= {(number, RELEASE) for number, kind in known if kind == RESTORE}  # what it was once called
    if not told.height or not known.issuperset(told.select("number", "kind").iter_rows()):
        return wishes, None
    last = max(told["number"])
    state = State.of(one for one in decisions if one.number <= last)
    scattered = pl.col("number").is_in(told.filter(pl.col("reason") == SCATTERED)["number"].to_list())

    def again(frames: dict[str, pl.DataFrame], settings: Settings) -> pl.DataFrame:
        table = Replay(log, state, None, None).table(frames, settings)
        return table.with_columns(
            (pl.col("replayed") & ~scattered).alias("replayed"),
            pl.when(scattered).then(pl.lit(SCATTERED)).otherwise("reason").alias("reason"),
        )

    return wishes, again


def _codebook(place: Workspace, erasing: Erasing) -> int:
    """Erase from the codebook of a workspace, and give from how many codes."""
    if not place.codebook.is_file():
        return 0
    try:
        file = CodebookFile(place.codebook)
        changed = erasing.codebook_file(file)
        if changed:
            file.write()
    except CodebookError:
        return 0  # it is not a codebook as it stands: what it holds is among the traces
    return changed


def _review(path: Path, plan: Plan) -> int:
    """Erase from a review file of masking, and give how many lines went."""
    if not path.is_file():
        return 0
    rows = {(file, str(row)) for file, those in plan.rows.items() for row in those}
    own = [text for one in plan.all for text in one.own]
    others = [text for one in plan.all for text in one.elsewhere]
    content, gone = review_without(path.read_text(encoding="utf-8"), rows, own, others)
    if gone:
        former = os.umask(0o077)
        try:
            write_atomically(path, content)
        finally:
            os.umask(former)
    return gone


def _scores(run: Path) -> int:
    """Remove what a batch measured of a run, so that the next batch measures it as it is now."""
    scores = run.parent.parent / "scores"
    if run.parent.name != "runs" or not scores.is_dir():
        return 0
    old = list(scores.glob(f"{run.name.rpartition('-')[2]}-*.json"))
    for path in old:
        path.unlink()
    return len(old)


def _traces(plan: Plan) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Find what still holds words of theirs beside runs and corpora; a run is named as a whole."""
    found: dict[Path, None] = {}
    unread = []
    sources = set(plan.sources)
    for path in sorted(set(_beside(plan))):
        if path.resolve() in sources or sources.intersection(path.resolve().parents):
            continue
        try:
            if path.stat().st_size > LARGEST:
                unread.append(path)
            elif holds(path, plan.passages):
                found[next((one for one in path.parents if is_run(one)), path)] = None
        except Exception:  # whatever a decoder makes of somebody else's file, it must be told and no more
            unread.append(path)
    return tuple(found), tuple(unread)


def _beside(plan: Plan) -> Iterable[Path]:
    """Give the files to look into: all of a workspace, or below the folder that was named.

    A folder that holds a run and is no workspace may hold anything: only what lies in it itself is looked
    into, its codebook, and the runs beside.
    """
    if plan.below:
        yield from walk(plan.below.resolve())
    for place in plan.workspaces:
        if (place.path / CONFIGURATION).is_file():
            yield from walk(place.path)
            continue
        yield from (path for path in place.path.iterdir() if path.is_file() and not path.is_symlink())
        for folder in (place.path / "codebook", *place.runs()):
            yield from walk(folder)
    for path in plan.places:
        yield from walk(path)
