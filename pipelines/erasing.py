"""Erasing people from a run: it is found again from what is left, by its own settings and wishes.

Themes must follow from what a run stores, so nothing can be cut out of its tables and left at that. The run
as it was stands in for the previous run, so that themes keep their ids and the names that people gave them.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl

from corpora.contributions import Corpus
from corpora.erasing import Theirs, erasure, mapping_without, theirs, without
from corpora.errors import RunError
from corpora.files import folder_in_the_making, write_atomically, write_table
from corpora.gathering import Failure
from corpora.identity import hashed
from corpora.ledger import count_outcomes
from corpora.passages import Passages
from corpora.progress import Progress, SilentProgress
from corpora.reports import ImportReport
from corpora.tables import Lineage, Replayed, Votes, conform
from corpora.traces import carry_over
from corpora.units import span_id, with_text
from labels.anchors import Anchor
from labels.erasing import Erasing
from labels.wishes import Wishes
from pipelines.erased_wishes import kept_whole, links_without, pins_without
from pipelines.finding import find
from pipelines.generation import Generation, read_previous
from pipelines.manifest import Clock, versions
from pipelines.network import network_record
from pipelines.repeats import STEP as REPEATS
from pipelines.run import Replaying
from pipelines.run_tables import Tables
from pipelines.settings import Settings
from pipelines.stored_codebook import FILE, codebook_of, store_codebook
from pipelines.stored_vectors import StoredVectors, stored_embedder

MANIFEST: Final = "manifest.json"
TOPIC_MODEL: Final = "topic_model"
_LATER: Final = ("split", REPEATS, "themes")
"""Steps whose events in the ledger are made again."""


@dataclass(frozen=True)
class StoredRun:
    """A run folder, with what it has of the people that are to be erased."""

    path: Path
    manifest: dict[str, Any]
    corpus: Corpus
    gone: Theirs
    units: pl.DataFrame
    quotes: int
    vectors: int

    @classmethod
    def read(cls, folder: Path, people: Iterable[str]) -> StoredRun:
        """Read a run folder. Raises :class:`~corpora.errors.RunError` when it is none, or is not whole."""
        try:
            manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            corpus = corpus_of_run(folder, manifest)
            gone = theirs(corpus, people)
            units, quotes = (pl.read_parquet(folder / f"{name}.parquet") for name in ("units", "quotes"))
            of_them = units.join(gone.contributions, on="contribution_id", how="semi")
            tables = [name for name in manifest["tables"] if name.startswith("vectors_")]
            stored = (pl.read_parquet(folder / f"{name}.parquet", columns=["unit_id"]) for name in tables)
            vectors = sum(table.join(of_them, on="unit_id", how="semi").height for table in stored)
        except (OSError, ValueError, KeyError, TypeError, pl.exceptions.PolarsError) as fault:
            raise RunError(
                f"{folder} cannot be read as a run: {fault}. `oogst check {folder}` says what is wrong."
            ) from fault
        quoted = quotes.join(gone.contributions, on="contribution_id", how="semi").height
        texts = with_text(of_them, gone.contributions)
        return cls(folder, manifest, corpus, gone, texts, quoted, vectors)

    @property
    def ids(self) -> frozenset[str]:
        """All ids that name something of theirs: of contributions, units and quotes."""
        spans = self.units.select("contribution_id", "start", "end").iter_rows()
        return self.gone.ids | set(self.units["unit_id"]) | {span_id(*span) for span in spans}


def corpus_of_run(folder: Path, manifest: Mapping[str, Any]) -> Corpus:
    """Give the corpus that a run stores; its ledger is without what finding themes added."""
    names = ("sources", "participants", "contributions", "ledger")
    frames = {name: pl.read_parquet(folder / f"{name}.parquet") for name in names}
    votes = folder / "votes.parquet"
    return Corpus(
        sources=frames["sources"],
        participants=frames["participants"],
        contributions=frames["contributions"],
        ledger=frames["ledger"].filter(~pl.col("step").is_in(_LATER)),
        votes=pl.read_parquet(votes) if votes.is_file() else Votes.create_empty(),
        reports=tuple(ImportReport.from_dict(values) for values in manifest["reading"]),
        failures=tuple(Failure(**values) for values in manifest["not_read"]),
    )


@dataclass(frozen=True)
class Made:
    """A run that was made again: its id then, whether its model was there, and which files were left out."""

    run_id: str
    with_model: bool
    left_out: tuple[str, ...]


@contextmanager
def run_without(
    run: StoredRun,
    erasing: Erasing,
    *,
    anchors: Mapping[str, Anchor] | None = None,
    decided: Collection[str] = (),
    replaying: Replaying | None = None,
    progress: Progress | None = None,
) -> Iterator[Made]:
    """Make a run folder anew without people; it takes the place of the old one when the block ends.

    ``anchors`` find pinned quotes by their words; ``decided`` are themes that people decided about, which are
    to stay themes, as are those that they named; ``replaying`` gives table ``replayed`` where there was one.
    Vectors are those that the run stored; only what has none there asks for the model. Raises
    :class:`~corpora.errors.ModelError` where that is not here. Until the block ends the old run is whole.
    """
    folder, manifest, passages = run.path, run.manifest, erasing.passages
    left = without(run.corpus, run.gone, passages)
    settings = _settings(folder, manifest)
    embedders = _embedders(folder, manifest, settings)
    codebook = codebook_of(folder, manifest)
    codebook = erasing.codebook(codebook) if codebook else None
    before = _previous(folder, manifest, passages)
    links = links_without(manifest.get("links", []), run.ids)
    units = pl.read_parquet(folder / "units.parquet")
    units = units.join(left.contributions, on="contribution_id", how="semi")
    links += kept_whole(decided, links, units, left.contributions, before)
    themes = pl.read_parquet(folder / "themes.parquet")
    wishes = pins_without(_table(folder, manifest, "steering"), themes, run.ids, anchors or {})
    clock = Clock()
    with network_record() as asked, folder_in_the_making(folder, replace=True) as making:
        tables = find(
            left,
            settings,
            dict(embedders),
            progress=progress or SilentProgress(),
            clock=clock,
            previous=before,
            wishes=Wishes() if links and wishes is None else wishes,
            codebook=codebook,
            links=links,
        )
        if "lineage" in tables.frames:
            tables.frames["lineage"] = _lineage(_table(folder, manifest, "lineage"), tables, passages)
        if "replayed" in manifest["tables"]:
            was = _table(folder, manifest, "replayed")
            told = replaying(tables.frames, settings) if replaying else was
            tables.frames["replayed"] = conform(_said(told, passages), Replayed)
        hashes = {
            name: write_table(frame, making / f"{name}.parquet") for name, frame in tables.frames.items()
        }
        with_model = all(embedder.takes_new_texts for embedder in embedders.values())
        told_of = erasure(run.gone) | {"version": versions().get("oogst"), "named_with_model": with_model}
        made = manifest | {
            "run_id": hashed(f"{manifest['run_id']}\x1f{hashes['contributions']}", 12),
            "reading": [report.as_dict() for report in left.reports],
            "not_read": passages.erased_in(manifest["not_read"]),
            "mapping": mapping_without(manifest["mapping"], run.gone.people, passages),
            "links": tables.links,
            "codebook": store_codebook(codebook, making) if codebook else None,
            "embedders": tables.embedders,
            "ledger": count_outcomes(tables.frames["ledger"]).to_dicts(),
            "tables": hashes,
            "network": [*manifest.get("network", []), *asked],
        }
        machine = manifest.get("machine", {})
        made["machine"] = machine | {"erasures": [*machine.get("erasures", []), told_of]}
        known = [MANIFEST, FILE, TOPIC_MODEL, *(f"{name}.parquet" for name in manifest["tables"])]
        if (folder / TOPIC_MODEL).is_dir():
            from pipelines.topic_model import save_topic_model

            save_topic_model(making, made)
        left_out = carry_over(folder, making, known, passages)
        write_atomically(making / MANIFEST, json.dumps(made, indent=2, ensure_ascii=False) + "\n")
        yield Made(made["run_id"], with_model, left_out)


def _settings(folder: Path, manifest: Mapping[str, Any]) -> Settings:
    names = {field.name for field in dataclasses.fields(Settings)}
    values = {name: value for name, value in manifest["settings"].items() if name in names}
    return Settings().replace(str(folder), **values)


def _embedders(folder: Path, manifest: Mapping[str, Any], settings: Settings) -> dict[str, StoredVectors]:
    """Give the embedders of a run by view; a run that claimed no themes has none, and needs none."""
    return {
        told["view"]: stored_embedder(
            folder, told, settings.model_name if told["view"] == "model" else str(told["view"])
        )
        for told in manifest["embedders"]
    }


def _table(folder: Path, manifest: Mapping[str, Any], name: str) -> pl.DataFrame | None:
    return pl.read_parquet(folder / f"{name}.parquet") if name in manifest["tables"] else None


def _previous(folder: Path, manifest: Mapping[str, Any], passages: Passages) -> Generation | None:
    """Give the themes of the run as it was, their names and descriptions without words of those who go."""
    before = read_previous(folder)
    if before.themes.is_empty():
        return None
    return dataclasses.replace(before, themes=_bare(before.themes, ("label", "description"), passages))


def _lineage(before: pl.DataFrame | None, tables: Tables, passages: Passages) -> pl.DataFrame:
    """Tell what became of themes: of those of the previous run as the run told it, and of its own.

    A theme that is gone with those who spoke of it has no name any more.
    """
    now = tables.frames["lineage"].with_columns(
        pl.when(pl.col("relation").cast(pl.String) == "gone")
        .then(None)
        .otherwise("previous_label")
        .alias("previous_label")
    )
    if before is None:
        return now
    labels = dict(tables.frames["themes"].select("theme_id", "label").iter_rows())
    lost = pl.col("theme_id").is_not_null() & ~pl.col("theme_id").is_in(list(labels))
    kept = before.with_columns(
        pl.when(lost).then(pl.lit("gone")).otherwise(pl.col("relation").cast(pl.String)).alias("relation"),
        pl.when(lost).then(0.0).otherwise("overlap").alias("overlap"),
        pl.when(lost).then(None).otherwise("theme_id").alias("theme_id"),
    ).filter(pl.col("previous_id").is_not_null() | pl.col("theme_id").is_not_null())
    kept = _bare(kept, ("previous_label",), passages).with_columns(
        pl.col("theme_id").replace_strict(labels, default=None, return_dtype=pl.String).alias("label")
    )
    fresh = now.with_columns(pl.col("relation").cast(pl.String)).filter(pl.col("relation") != "same")
    order = ["level", "previous_id", "theme_id"]
    return conform(pl.concat([kept, fresh]).unique(order, keep="first"), Lineage).sort(order, nulls_last=True)


def _said(told: pl.DataFrame | None, passages: Passages) -> pl.DataFrame:
    return _bare(told if told is not None else Replayed.create_empty(), ("said", "reason"), passages)


def _bare(frame: pl.DataFrame, columns: Sequence[str], passages: Passages) -> pl.DataFrame:
    values = {name: passages.erased_in(frame[name].to_list()) for name in columns}
    return frame.with_columns(pl.Series(name, those, pl.String) for name, those in values.items())
