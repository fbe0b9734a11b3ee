"""Finding the themes of a corpus, step by step, as a method section would tell it."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from corpora.contributions import Corpus
from corpora.progress import Progress
from corpora.repeats import find_repeats
from corpora.tables import Resolutions, conform
from corpora.units import split, with_text
from labels.codebook import Codebook
from labels.wishes import Wishes
from pipelines.delimitation import grade_of
from pipelines.embedders import Embedder, load
from pipelines.embedders.base import Matrix
from pipelines.generation import Generation
from pipelines.guided import texts_beside
from pipelines.guided_lineage import trace_beside_codes
from pipelines.guided_themes import CodeThemes
from pipelines.layout import NAME as LAYOUT
from pipelines.layout import lay_out
from pipelines.lineage import Lineage
from pipelines.links import Link, pins, resolve
from pipelines.manifest import Clock
from pipelines.named_themes import name_themes
from pipelines.opinions import set_apart
from pipelines.quotes import choose_quotes
from pipelines.repeats import repeated_events
from pipelines.run_tables import Tables, run_tables, unit_vectors
from pipelines.seeking import find_beside_codes, find_themes
from pipelines.settings import CHARACTERS, Settings
from pipelines.stored_codebook import stored_vectors, vectors_table
from pipelines.themes import Found, different_texts, no_themes, too_few
from pipelines.vectors import embed
from pipelines.views import make_views, model_views
from pipelines.wishes_met import wishes_met


def load_embedders(settings: Settings) -> dict[str, Embedder]:
    """Load the embedders of the settings, by view; their weights are read when a text has to be embedded.

    Raises :class:`~corpora.errors.ModelError` for a model that is not here.
    """
    views = (view for view in settings.views if view != CHARACTERS)
    return {view: load(settings.model_name if view == "model" else view) for view in views}


def find(
    corpus: Corpus,
    settings: Settings,
    embedders: dict[str, Embedder],
    *,
    progress: Progress,
    clock: Clock,
    cache: Path | None = None,
    previous: Generation | None = None,
    wishes: Wishes | None = None,
    codebook: Codebook | None = None,
    links: Sequence[Link] | None = None,
) -> Tables:
    """Find the themes of a corpus.

    Split, set apart, embed, join into a graph, cut into communities, name and quote. With a ``codebook``
    texts get the codes that fit them, and only the others are sought through; one contribution is then
    enough. Themes that a ``previous`` run has too keep their ids, and the names that people gave them.
    ``wishes`` are honoured where they can be, and table ``steering`` tells; ``links`` stand in for those
    about units where they were resolved before.
    """
    with clock.time("splitting"):
        spans, splits = split(corpus.contributions, progress)
        columns = ("contribution_id", "participant_id", "language", "role", "question")
        background = corpus.contributions.select(columns)
        spoken = with_text(spans, corpus.contributions)
        units = set_apart(spoken.join(background, on="contribution_id", how="left", maintain_order="left"))
    with clock.time("finding repeats"), progress.step("finding repeats"):
        repeats = find_repeats(corpus.contributions)
        splits = pl.concat([splits, repeated_events(repeats, corpus.contributions)])
    texts = different_texts(units, repeats, each=settings.repeats == "each")
    if texts.contributions < (1 if codebook else settings.minimum_contributions):
        nothing = no_themes(units, too_few(settings.minimum_contributions))
        return run_tables(corpus, nothing, splits, vectors={"repeats": repeats})

    known = texts_beside(codebook, texts) if codebook else None
    with clock.time("embedding"):
        said, of_codes = texts.words, known.texts if known else ()
        both = _embed([*said, *of_codes], embedders, progress, cache)
        vectors = {name: matrix[: len(said)] for name, matrix in both.items()}
        known_vectors = {name: matrix[len(said) :] for name, matrix in both.items()}
        used = [_told(view, embedder) for view, embedder in embedders.items()]
    before = previous.resolution if previous else None
    with clock.time("finding themes"):
        if links is None:
            links = resolve(wishes, units, corpus.contributions, previous) if wishes else ()
        if codebook and known:
            models = model_views(texts.owner, vectors, settings)
            found = find_beside_codes(
                units, texts, vectors, codebook, known, known_vectors, settings, progress, links, before
            )
        else:
            views = make_views(texts.words, texts.owner, vectors, settings)
            models = [view for view in views if view.name != CHARACTERS]
            found = find_themes(units, texts, views, vectors, settings, progress, links, before)
        codes = CodeThemes(codebook).ids if codebook else {}
        stored = {f"vectors_{name}": unit_vectors(texts, matrix) for name, matrix in vectors.items()}
        stored["repeats"] = repeats
        lineage = _lineage(previous, found, stored, used, codes)
        found = lineage.renamed(found) if lineage else found
    if found.themes.height:
        with clock.time("laying out the map"):
            stored[LAYOUT] = lay_out(texts, models, found.assignments)
    with clock.time("finding words"), progress.step("finding words"):
        words, named = name_themes(found, units, texts, vectors, embedders, lineage, codebook)
        names = {theme: label.text for theme, label in named.items()}
    with clock.time("choosing quotes"), progress.step("choosing quotes"):
        pinned, told = pins(wishes or Wishes(), units, corpus.contributions, names)
        quotes = choose_quotes(
            units.with_columns(found.units["repeat_of"]),
            found.assignments,
            dict(texts.member.select("unit_id", "position").iter_rows()),
            models,
            settings.quotes,
            contributions=corpus.contributions,
            pinned=pinned,
            grade=grade_of,
            repeats=repeats,
        )
    if known is not None:
        stored |= {vectors_table(name): stored_vectors(known, rows) for name, rows in known_vectors.items()}
    if wishes is not None:
        stored["steering"] = wishes_met(links, told, found, quotes, units, codes)
    if lineage is not None:
        stored["lineage"] = lineage.table(names)
    if found.resolutions is not None:
        stored["resolutions"] = conform(found.resolutions, Resolutions)
    tables = run_tables(corpus, found, splits, words, named, quotes, stored, used)
    return dataclasses.replace(tables, links=[link.as_list() for link in links])


def _lineage(
    previous: Generation | None,
    found: Found,
    stored: dict[str, pl.DataFrame],
    used: list[dict[str, Any]],
    codes: Collection[str],
) -> Lineage | None:
    if previous is None:
        return None
    vectors = {model["view"]: stored[f"vectors_{model['view']}"] for model in used}
    now = Generation.of(found.themes, found.assignments, found.units, vectors, used)
    return trace_beside_codes(previous, now, codes)


def _embed(
    texts: Sequence[str], embedders: dict[str, Embedder], progress: Progress, cache: Path | None
) -> dict[str, Matrix]:
    """Embed texts with every model; gives matrices by view."""
    return {
        view: embed(texts, embedder, cache=cache, progress=progress) for view, embedder in embedders.items()
    }


def _told(view: str, embedder: Embedder) -> dict[str, Any]:
    """Say what the model of a view is, for the manifest."""
    return {
        "view": view,
        "name": embedder.name,
        "revision": embedder.revision,
        "width": embedder.width,
        "prompt": getattr(embedder, "prompt", ""),
    }
