"""A run: from source files to a folder of tables and a manifest."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from corpora.contributions import Corpus, read_sources
from corpora.errors import RunError, SourceError
from corpora.files import folder_in_the_making, write_atomically, write_table
from corpora.folder import StoredCorpus, is_corpus, open_corpus, relative_paths
from corpora.mapping import Mapping
from corpora.masked_records import decisions_of
from corpora.progress import Progress, SilentProgress
from corpora.stored_names import stored_paths
from corpora.tables import Replayed, conform
from labels.codebook import Codebook
from labels.wishes import Wishes
from pipelines.finding import find, load_embedders
from pipelines.generation import Generation, read_previous
from pipelines.manifest import Clock, describe, machine
from pipelines.network import network_record
from pipelines.settings import CHARACTERS, Settings
from pipelines.stored_codebook import store_codebook
from pipelines.vectors import cache_path

Replaying = Callable[[dict[str, pl.DataFrame], Settings], pl.DataFrame]
"""Gives table ``replayed``, what became of people's decisions, from the tables of a run."""


@dataclass(frozen=True)
class Finished:
    """A run that is written: its folder, what was read, how many themes, and ``why`` where there are none."""

    path: Path
    corpus: Corpus
    themes: int
    why: str


def steps_of(settings: Settings, *, coding: bool = False) -> int:
    """Count the steps of a run, one for each model: reading, splitting, …, resampling, …, writing.

    ``coding`` by a codebook is one more.
    """
    models = sum(name != CHARACTERS for name in settings.views)
    resampling = settings.engine == "graph" and settings.resamples > 0
    return 8 + models + coding + resampling + settings.topic_model


def run(
    sources: Sequence[Path],
    out: Path,
    *,
    mapping: Mapping | None = None,
    settings: Settings | None = None,
    progress: Progress | None = None,
    cache: Path | None = None,
    replace: bool = False,
    previous: Path | Generation | None = None,
    wishes: Wishes | None = None,
    codebook: Codebook | None = None,
    review: Path | None = None,
    replaying: Replaying | None = None,
) -> Finished:
    """Read sources, find themes, choose quotes and write the run folder ``out``.

    ``previous`` is the folder of an earlier run, whose themes keep their ids and the names that people gave
    them where they are still the same, or those themes as people left them; ``replaying`` tells of decisions
    that were made before. A ``codebook`` gives contributions its codes; only what fits none is sought through
    for new themes. The decisions of a ``review`` file of masking are followed where it is there. ``cache`` is
    the file that keeps vectors between runs, the user's own when None. Raises an
    :class:`~corpora.errors.OogstError` for a source, setting, codebook or model that does not fit, or when
    ``out`` exists and is not to be replaced; only a run is ever replaced.
    """
    mapping, settings, progress = mapping or Mapping(), settings or Settings(), progress or SilentProgress()
    clock = Clock()
    if codebook is not None:
        codebook.refuse_unused()
    if replace and out.exists() and not (out / "manifest.json").is_file():
        raise RunError(
            f"{out} is there and is not a run, so it is not replaced. Name another folder with --out."
        )
    with network_record() as asked, folder_in_the_making(out, replace=replace) as folder:
        embedders = load_embedders(settings)
        earlier = read_previous(previous) if isinstance(previous, Path) else previous
        with clock.time("reading"), progress.step("reading"):
            read = _read(sources, mapping, review)
        tables = find(
            read.corpus,
            settings,
            embedders,
            progress=progress,
            clock=clock,
            cache=cache or cache_path(),
            previous=earlier,
            wishes=wishes,
            codebook=codebook,
        )
        if replaying is not None:
            tables.frames["replayed"] = conform(replaying(tables.frames, settings), Replayed)
        with clock.time("writing"), progress.step("writing"):
            hashes = {
                name: write_table(frame, folder / f"{name}.parquet") for name, frame in tables.frames.items()
            }
            before = earlier.run_id if earlier else None
            told = store_codebook(codebook, folder) if codebook else None
            manifest = describe(read.corpus, read.mapping, settings, tables, hashes, before, told)
        if settings.topic_model:
            from pipelines.topic_model import save_topic_model

            with clock.time("topic model"), progress.step("topic model"):
                save_topic_model(folder, manifest)
        manifest |= {
            "network": list(asked),
            "machine": machine(clock) | _places(read, out),
        }
        write_atomically(folder / "manifest.json", json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")
    unplaced = tables.frames["units"].filter(pl.col("placement").cast(pl.String) == "unplaced")
    why = str(unplaced["reason"][0]) if unplaced.height else "nothing was left to find themes in"
    return Finished(out, read.corpus, tables.frames["themes"].height, why)


def _places(read: StoredCorpus, out: Path) -> dict[str, Any]:
    """Say where the sources and the review file lay, as seen from the run; persons in names are sealed."""
    review = relative_paths([read.review], out)[0] if read.review else None
    sources = stored_paths(relative_paths(read.sources, out), read.mapping, read.corpus)
    return {"sources": sources, "review": review}


def _read(sources: Sequence[Path], mapping: Mapping, review: Path | None) -> StoredCorpus:
    """Read sources, or open the corpus that was made of them; gives it with its mapping and its sources."""
    if not any(is_corpus(source) for source in sources):
        corpus = read_sources(sources, mapping, decisions=decisions_of(review))
        return StoredCorpus(corpus, mapping, tuple(sources), review)
    if len(sources) > 1 or mapping != Mapping() or review:
        raise SourceError(
            f"{sources[0]} is a corpus that was read already: it is run alone, without a mapping or a "
            "review. Read all sources together with `oogst read`, and run what that makes."
        )
    return open_corpus(sources[0])
