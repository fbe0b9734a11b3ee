"""Finding the themes of a corpus, step by step, as a method section would tell it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from corpora.contributions import Corpus
from corpora.progress import Progress
from corpora.repeats import find_repeats
from corpora.tables import Resolutions, Steering, conform
from corpora.units import split, with_text
from labels.wishes import Wishes
from pipelines.delimitation import grade_of
from pipelines.embedders import Embedder, load
from pipelines.engine import Communities, find_communities, neighbourhood
from pipelines.graph import fuzzy_graph, nearest_neighbours
from pipelines.lineage import Generation, Lineage, trace
from pipelines.manifest import Clock
from pipelines.naming import CANDIDATES, Label, labels, theme_words, with_labels
from pipelines.opinions import set_apart
from pipelines.quotes import choose_quotes
from pipelines.repeats import repeated_events
from pipelines.run_tables import Tables, run_tables, unit_vectors
from pipelines.settings import CHARACTERS, WHITENING, Settings
from pipelines.steering import Link, enforce, outcome, pins, resolve, steer_graph, steering_table
from pipelines.terms import find_terms
from pipelines.themes import STANDS_APART, Found, Texts, different_texts, no_themes, place, too_few
from pipelines.typical_words import typical
from pipelines.vectors import embed
from pipelines.views import View, character_view, vector_view
from pipelines.whole_themes import keep_whole


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
) -> Tables:
    """Find the themes of a corpus.

    Split, set apart, embed, join into a graph, cut into communities, name and quote. Themes that a
    ``previous`` run has too keep their ids, and the names that people gave them. ``wishes`` are honoured
    where they can be, and table ``steering`` tells.
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
    if texts.contributions < settings.minimum_contributions:
        nothing = no_themes(units, too_few(settings.minimum_contributions))
        return run_tables(corpus, nothing, splits, vectors={"repeats": repeats})

    with clock.time("embedding"):
        vectors, used = _embed(texts, embedders, progress, cache)
    with clock.time("finding themes"):
        views = make_views(texts, vectors, settings)
        links = resolve(wishes, units, corpus.contributions, previous) if wishes else ()
        found = find_themes(units, texts, views, vectors, settings, progress, links)
        stored = {f"vectors_{name}": unit_vectors(texts, matrix) for name, matrix in vectors.items()}
        stored["repeats"] = repeats
        lineage = _lineage(previous, found, stored, used)
        found = lineage.renamed(found) if lineage else found
    with clock.time("finding words"), progress.step("finding words"):
        terms = find_terms(texts.frame["text"].to_list(), texts.frame["language"].to_list())
        words = theme_words(found.themes, found.members, terms)
        answered = texts.frame.select("unit_id").join(
            units.select("unit_id", "question"), on="unit_id", how="left", maintain_order="left"
        )
        asked = answered["question"].to_list()
        view = next(iter(embedders))
        candidates = words.filter(pl.col("rank") <= CANDIDATES)
        near = typical(candidates, found.members, vectors[view], embedders[view])
        named = labels(
            found.themes,
            words,
            found.members,
            terms,
            _main_language(texts),
            asked,
            near,
            _kept_labels(lineage),
        )
        words = with_labels(words, named)
    with clock.time("choosing quotes"), progress.step("choosing quotes"):
        position = dict(texts.member.select("unit_id", "position").iter_rows())
        placed = units.with_columns(found.units["repeat_of"])
        models = [view for view in views if view.name != CHARACTERS]
        names = {theme: label.text for theme, label in named.items()}
        pinned, told = pins(wishes or Wishes(), units, corpus.contributions, names)
        quotes = choose_quotes(
            placed,
            found.assignments,
            position,
            models,
            settings.quotes,
            contributions=corpus.contributions,
            pinned=pinned,
            grade=grade_of,
            repeats=repeats,
        )
    if wishes is not None:
        primary = found.assignments.filter("primary")
        finest = primary.filter(pl.col("level") == pl.col("level").max())
        inside = primary.group_by("theme_id").agg("unit_id").iter_rows()
        members = {theme: set(those) for theme, those in inside}
        met = outcome(links, dict(finest.select("unit_id", "theme_id").iter_rows()), members)
        stored["steering"] = conform(steering_table(met, told, quotes, units), Steering)
    if lineage is not None:
        stored["lineage"] = lineage.table({theme: label.text for theme, label in named.items()})
    if found.resolutions is not None:
        stored["resolutions"] = conform(found.resolutions, Resolutions)
    tables = run_tables(corpus, found, splits, words, named, quotes, stored, used)
    return dataclasses.replace(tables, links=[link.as_list() for link in links])


def _lineage(
    previous: Generation | None, found: Found, stored: dict[str, pl.DataFrame], used: list[dict[str, Any]]
) -> Lineage | None:
    if previous is None:
        return None
    vectors = {model["view"]: stored[f"vectors_{model['view']}"] for model in used}
    return trace(previous, Generation.of(found.themes, found.assignments, found.units, vectors, used))


def _kept_labels(lineage: Lineage | None) -> dict[str, Label]:
    """Give the labels that people gave to themes that are the same still."""
    names = lineage.names if lineage else {}
    return {theme: Label(name.label, (), "person", name.description) for theme, name in names.items()}


def make_views(texts: Texts, vectors: dict[str, Any], settings: Settings) -> list[View]:
    """Make the views of the settings from the vectors by embedder and from the characters of the texts."""
    views = [
        vector_view(name, weight, vectors[name], texts.owner, settings.context, WHITENING.get(name, 0.0))
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
    links: Sequence[Link] = (),
) -> Found:
    """Join the views into one neighbour graph, cut it into nested themes, and place every unit.

    ``links`` say which units must be together or apart.
    """
    position = dict(texts.member.select("unit_id", "position").iter_rows())
    if settings.engine == "bertopic":
        found = _classic(texts, views, vectors, settings, progress)
    else:
        found = find_communities(
            views,
            texts.owner,
            texts.person,
            settings,
            progress,
            steer=lambda graph: steer_graph(graph, links, position) if links else graph,
            enforce=lambda graph, labels: enforce(graph, labels, links, position),
            keep=lambda graph, levels: keep_whole(graph, levels, links, position),
        )
    if not found.levels.sizes[-1]:
        return no_themes(units, STANDS_APART)
    placed = place(units, texts, found.graph, found.levels, found.delimitation)
    return dataclasses.replace(placed, resolutions=found.resolutions)


def _classic(
    texts: Texts, views: Sequence[View], vectors: dict[str, Any], settings: Settings, progress: Progress
) -> Communities:
    """Find themes as BERTopic does by default; ties and the levels above come from the neighbour graph."""
    from pipelines.topic_model import classic_levels

    graph = fuzzy_graph(nearest_neighbours(views, neighbourhood(len(texts.owner), settings), progress))
    with progress.step("finding themes"):
        dense = next(iter(vectors.values()))
        return Communities(graph, classic_levels(texts.frame["text"].to_list(), dense, graph, settings))


def _embed(
    texts: Texts, embedders: dict[str, Embedder], progress: Progress, cache: Path | None
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Embed the different texts with every model; gives matrices by view and what the models are."""
    vectors, used = {}, []
    for view, embedder in embedders.items():
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


def _main_language(texts: Texts) -> str:
    counts = texts.frame.group_by("language").len().sort(["len", "language"], descending=[True, False])
    return str(counts["language"][0])
