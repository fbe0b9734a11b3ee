"""A run, from source files to a folder of tables.

The steps in their order, as a method section would tell them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from corpora.contributions import Corpus, read_sources
from corpora.files import folder_in_the_making, write_atomically, write_table
from corpora.ledger import append, count_outcomes
from corpora.mapping import Mapping
from corpora.progress import Progress, SilentProgress
from corpora.tables import (
    Assignments,
    Contributions,
    Ledger,
    Participants,
    Quotes,
    Sources,
    Themes,
    Units,
    Words,
    conform,
)
from corpora.units import split, with_text
from pipelines.communities import Levels, find_levels
from pipelines.embedders import Embedder, load
from pipelines.graph import fuzzy_graph, nearest_neighbours
from pipelines.manifest import Clock, machine, run_id, versions
from pipelines.naming import labels, theme_words
from pipelines.network import network_record
from pipelines.opinions import set_apart
from pipelines.quotes import choose_quotes
from pipelines.settings import CHARACTERS, Settings
from pipelines.terms import find_terms
from pipelines.themes import Found, Texts, different_texts, no_themes, place, too_few
from pipelines.vectors import cache_path, embed
from pipelines.views import View, character_view, vector_view


@dataclass(frozen=True)
class Finished:
    """A run that is written: its folder, what was read, and how many themes there are.

    Or why there are none.
    """

    path: Path
    corpus: Corpus
    themes: int
    why: str


@dataclass(frozen=True)
class Tables:
    """All tables of a run, by name, as they are written."""

    frames: dict[str, pl.DataFrame]
    embedders: list[dict[str, Any]] = field(default_factory=list)


def steps_of(settings: Settings) -> int:
    """Count the steps of a run, one for each model: reading, splitting, …, writing."""
    models = sum(name != CHARACTERS for name in settings.views)
    return 7 + models + settings.topic_model


def run(
    sources: Sequence[Path],
    out: Path,
    *,
    mapping: Mapping | None = None,
    settings: Settings | None = None,
    progress: Progress | None = None,
    cache: Path | None = None,
    replace: bool = False,
) -> Finished:
    """Read sources, find themes, choose quotes and write the run folder ``out``.

    ``cache`` is the file that keeps vectors between runs, the user's own when None. Raises an
    :class:`~corpora.errors.OogstError` for a source, setting or model that does not fit, or when ``out``
    exists and is not to be replaced.
    """
    mapping, settings, progress = mapping or Mapping(), settings or Settings(), progress or SilentProgress()
    clock = Clock()
    with network_record() as asked, folder_in_the_making(out, replace=replace) as folder:
        with clock.time("reading"), progress.step("reading"):
            corpus = read_sources(sources, mapping)
        tables = find(corpus, settings, progress=progress, clock=clock, cache=cache or cache_path())
        with clock.time("writing"), progress.step("writing"):
            hashes = {
                name: write_table(frame, folder / f"{name}.parquet") for name, frame in tables.frames.items()
            }
            manifest = _manifest(corpus, mapping, settings, tables, hashes)
        if settings.topic_model:
            from pipelines.topic_model import save_topic_model

            with clock.time("topic model"), progress.step("topic model"):
                save_topic_model(folder, manifest)
        manifest |= {
            "network": list(asked),
            "machine": machine(clock) | {"sources": _from_here(sources, out)},
        }
        write_atomically(folder / "manifest.json", json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")
    unplaced = tables.frames["units"].filter(pl.col("placement").cast(pl.String) == "unplaced")
    why = str(unplaced["reason"][0]) if unplaced.height else "nothing was left to find themes in"
    return Finished(out, corpus, tables.frames["themes"].height, why)


def find(
    corpus: Corpus, settings: Settings, *, progress: Progress, clock: Clock, cache: Path | None = None
) -> Tables:
    """Find the themes of a corpus.

    Split, set apart, embed, join into a graph, cut into communities, name and quote.
    """
    with clock.time("splitting"):
        spans, splits = split(corpus.contributions, progress)
        background = corpus.contributions.select("contribution_id", "participant_id", "language")
        units = set_apart(with_text(spans, corpus.contributions))
        units = units.join(background, on="contribution_id", how="left", maintain_order="left")
    texts = different_texts(units)
    if texts.contributions < settings.minimum_contributions:
        return _tables(corpus, no_themes(units, too_few(settings.minimum_contributions)), splits)

    with clock.time("embedding"):
        vectors, embedders = _embed(texts, settings, progress, cache)
    views = make_views(texts, vectors, settings)
    with clock.time("finding themes"):
        found, graph_views = find_themes(units, texts, views, vectors, settings, progress), views
    with clock.time("finding words"), progress.step("finding words"):
        terms = find_terms(texts.frame["text"].to_list(), texts.frame["language"].to_list())
        words = theme_words(found.themes, found.members, terms)
        named = labels(found.themes, words, found.members, terms, _main_language(texts))
    with clock.time("choosing quotes"), progress.step("choosing quotes"):
        position = dict(texts.member.select("unit_id", "position").iter_rows())
        placed = units.with_columns(found.units["repeat_of"])
        quotes = choose_quotes(placed, found.assignments, position, graph_views, settings.quotes)
    stored = {f"vectors_{name}": _unit_vectors(texts, matrix) for name, matrix in vectors.items()}
    return _tables(corpus, found, splits, words, named, quotes, stored, embedders)


def make_views(texts: Texts, vectors: dict[str, Any], settings: Settings) -> list[View]:
    """Make the views of the settings from the vectors by embedder and from the characters of the texts."""
    views = [
        vector_view(name, weight, vectors[name], texts.owner, settings.context)
        for name, weight in settings.views.items()
        if name != CHARACTERS
    ]
    weight = settings.views[CHARACTERS]
    return [
        *views,
        character_view(CHARACTERS, weight, texts.frame["text"].to_list(), texts.owner, settings.context),
    ]


def find_themes(
    units: pl.DataFrame,
    texts: Texts,
    views: Sequence[View],
    vectors: dict[str, Any],
    settings: Settings,
    progress: Progress,
) -> Found:
    """Join the views into one neighbour graph and cut it into themes at two levels."""
    graph = fuzzy_graph(nearest_neighbours(views, settings.neighbours, progress))
    with progress.step("finding themes"):
        levels = _levels(graph, texts, vectors, settings)
        if levels.fine.max() < 0:
            return no_themes(units, too_few(settings.minimum_theme))
        return place(units, texts, graph, levels)


def _levels(graph: Any, texts: Texts, vectors: dict[str, Any], settings: Settings) -> Levels:
    if settings.engine == "bertopic":
        from pipelines.topic_model import classic_levels

        return classic_levels(texts.frame["text"].to_list(), next(iter(vectors.values())), graph, settings)
    return find_levels(
        graph,
        resolution=settings.resolution,
        seed=settings.seed,
        restarts=settings.restarts,
        minimum=settings.minimum_theme,
    )


def _embed(
    texts: Texts, settings: Settings, progress: Progress, cache: Path | None
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Embed the different texts with every model of the settings.

    Gives matrices by view and what the models are.
    """
    vectors, used = {}, []
    for view in (name for name in settings.views if name != CHARACTERS):
        embedder: Embedder = load(settings.model_name if view == "model" else view)
        vectors[view] = embed(texts.frame["text"].to_list(), embedder, cache=cache, progress=progress)
        used.append(
            {
                "view": view,
                "name": embedder.name,
                "revision": embedder.revision,
                "width": embedder.width,
                "prompt": getattr(embedder, "prompt", ""),
            }
        )
    return vectors, used


def _unit_vectors(texts: Texts, matrix: Any) -> pl.DataFrame:
    """Give table ``vectors``: one row a unit that took part, units with the same text alike."""
    rows = matrix[texts.member["position"].to_numpy()]
    return pl.DataFrame(
        {
            "unit_id": texts.member["unit_id"],
            "vector": pl.Series(rows, dtype=pl.Array(pl.Float32, matrix.shape[1])),
        }
    ).sort("unit_id")


def _tables(
    corpus: Corpus,
    found: Found,
    splits: pl.DataFrame,
    words: pl.DataFrame | None = None,
    named: dict[str, str] | None = None,
    quotes: pl.DataFrame | None = None,
    vectors: dict[str, pl.DataFrame] | None = None,
    embedders: list[dict[str, Any]] | None = None,
) -> Tables:
    """Put everything under its contract, in an order that follows from the content."""
    words = words if words is not None else Words.create_empty()
    keywords = words.sort("theme_id", "rank").group_by("theme_id").agg(pl.col("word").alias("keywords"))
    themes = found.themes.join(keywords, on="theme_id", how="left").with_columns(
        pl.col("theme_id").replace_strict(named or {}, default=None, return_dtype=pl.String).alias("label"),
        pl.lit("keywords").alias("label_origin"),
        pl.col("keywords").fill_null(pl.lit([], dtype=pl.List(pl.String))),
        pl.lit(None, pl.String).alias("description"),
        pl.lit(None, pl.Float64).alias("stability"),
    )
    frames: dict[str, pl.DataFrame] = {
        "sources": conform(corpus.sources, Sources),
        "participants": conform(corpus.participants, Participants).sort("participant_id"),
        "contributions": conform(corpus.contributions, Contributions).sort("source_id", "row"),
        "units": conform(found.units, Units).sort("contribution_id", "start"),
        "themes": conform(themes, Themes).sort("level", "theme_id"),
        "assignments": conform(found.assignments, Assignments).sort("level", "theme_id", "unit_id"),
        "quotes": conform(quotes if quotes is not None else Quotes.create_empty(), Quotes).sort(
            "theme_id", "rank"
        ),
        "words": conform(words, Words).sort("theme_id", "rank"),
    }
    ledger = append(append(corpus.ledger, splits), _placements(found.units, corpus.contributions))
    frames["ledger"] = conform(ledger, Ledger).sort("source_id", "row", "event")
    return Tables(frames | (vectors or {}), embedders or [])


def _placements(units: pl.DataFrame, contributions: pl.DataFrame) -> pl.DataFrame:
    """Give the last ledger event of every contribution: placed when any of its units is, else why not."""
    order = (
        pl.when(pl.col("placement") == "placed")
        .then(0)
        .when(pl.col("placement") == "unplaced")
        .then(1)
        .otherwise(2)
    )
    outcome = (
        units.sort("contribution_id", order, "start").group_by("contribution_id", maintain_order=True).first()
    )
    return (
        contributions.select("source_id", "row", "contribution_id")
        .join(
            outcome.select("contribution_id", "placement", "reason"),
            on="contribution_id",
            maintain_order="left",
        )
        .select(
            "source_id",
            "row",
            "contribution_id",
            pl.lit("themes").alias("step"),
            pl.col("placement").cast(pl.String).alias("outcome"),
            "reason",
        )
    )


def _manifest(
    corpus: Corpus, mapping: Mapping, settings: Settings, tables: Tables, hashes: dict[str, str]
) -> dict[str, Any]:
    inputs = corpus.sources.select("source_id", "file", "sha256", "bytes", "rows").to_dicts()
    chosen = settings.as_dict()
    return {
        "run_id": run_id(inputs, chosen, tables.embedders),
        "version": versions().get("oogst"),
        "synthetic": mapping.synthetic,
        "inputs": inputs,
        "reading": [report.as_dict() for report in corpus.reports],
        "mapping": mapping.as_dict(),
        "settings": chosen,
        "embedders": tables.embedders,
        "packages": versions(),
        "ledger": count_outcomes(tables.frames["ledger"]).to_dicts(),
        "tables": hashes,
    }


def _from_here(sources: Sequence[Path], out: Path) -> list[str]:
    """Give the paths of the sources as seen from the run folder, so that both can move together."""
    try:
        return [Path(os.path.relpath(source, out)).as_posix() for source in sources]
    except ValueError:  # another drive
        return [str(source.absolute()) for source in sources]


def _main_language(texts: Texts) -> str:
    counts = texts.frame.group_by("language").len().sort(["len", "language"], descending=[True, False])
    return str(counts["language"][0])
