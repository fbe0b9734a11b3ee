"""Seeking themes: from the vectors of texts to placed units, freely or beside the codes of a codebook."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import polars as pl

from corpora.progress import Progress
from labels.codebook import Codebook
from pipelines.engine import Communities, find_communities, neighbourhood
from pipelines.graph import fuzzy_graph, nearest_neighbours
from pipelines.guided import Vectors, find_guided
from pipelines.guided_scores import CodeTexts
from pipelines.guided_themes import CodeThemes
from pipelines.links import Link
from pipelines.settings import Settings
from pipelines.steering import enforce, steer_graph
from pipelines.themes import STANDS_APART, Found, Texts, no_themes, place
from pipelines.views import View, make_views
from pipelines.whole_themes import keep_whole


def find_themes(
    units: pl.DataFrame,
    texts: Texts,
    views: Sequence[View],
    vectors: Vectors,
    settings: Settings,
    progress: Progress,
    links: Sequence[Link] = (),
    before: float | None = None,
) -> Found:
    """Join the views into one neighbour graph, cut it into nested themes, and place every unit.

    ``links`` say which units must be together or apart; ``before`` is the resolution of a previous run.
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
            before=before,
        )
    if not found.levels.sizes[-1]:
        return no_themes(units, STANDS_APART)
    placed = place(units, texts, found.graph, found.levels, found.delimitation)
    return dataclasses.replace(placed, resolutions=found.resolutions)


def find_beside_codes(
    units: pl.DataFrame,
    texts: Texts,
    vectors: Vectors,
    codebook: Codebook,
    known: CodeTexts,
    known_vectors: Vectors,
    settings: Settings,
    progress: Progress,
    links: Sequence[Link] = (),
    before: float | None = None,
) -> Found:
    """Give units the codes that fit them, and seek new themes among the others.

    ``known`` are the codebook's texts and ``known_vectors`` theirs, by view. ``links`` steer the new themes
    only: a code follows from what a text says.
    """
    codes = CodeThemes(codebook).ids

    def seek(open_units: pl.DataFrame, open_texts: Texts, those: dict[str, Any]) -> Found:
        here = set(open_units["unit_id"])
        wanted = [
            link
            for link in links
            if link.subject not in codes and all(here.intersection(group) for group in link.units)
        ]
        views = make_views(open_texts.words, open_texts.owner, those, settings)
        return find_themes(open_units, open_texts, views, those, settings, progress, wanted, before)

    return find_guided(units, texts, vectors, codebook, known, known_vectors, settings, progress, seek)


def _classic(
    texts: Texts, views: Sequence[View], vectors: Vectors, settings: Settings, progress: Progress
) -> Communities:
    """Find themes as BERTopic does by default; ties and the levels above come from the neighbour graph."""
    from pipelines.topic_model import classic_levels

    graph = fuzzy_graph(nearest_neighbours(views, neighbourhood(len(texts.owner), settings), progress))
    with progress.step("finding themes"):
        dense = next(iter(vectors.values()))
        return Communities(graph, classic_levels(texts.frame["text"].to_list(), dense, graph, settings))
