"""The words and the names of the themes of a run."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import polars as pl

from corpora.tables import Words
from labels.codebook import Codebook
from pipelines.embedders import Embedder
from pipelines.guided import Vectors
from pipelines.guided_themes import code_labels, reserved
from pipelines.lineage import Lineage
from pipelines.naming import CANDIDATES, Label, labels, theme_words, with_labels
from pipelines.terms import find_terms
from pipelines.themes import Found, Texts
from pipelines.typical_words import typical


def name_themes(
    found: Found,
    units: pl.DataFrame,
    texts: Texts,
    vectors: Vectors,
    embedders: Mapping[str, Embedder],
    lineage: Lineage | None = None,
    codebook: Codebook | None = None,
) -> tuple[pl.DataFrame, dict[str, Label]]:
    """Give table ``words``, and the label of every theme.

    A theme of a code is called what the ``codebook`` calls it, one that ``lineage`` says is the same still
    what people called it, and the others after their words; no new theme is called what a code is called.
    """
    if found.themes.is_empty():
        return Words.create_empty(), {}
    terms = find_terms(texts.frame["text"].to_list(), texts.frame["language"].to_list())
    words = theme_words(found.themes, found.members, terms)
    answered = texts.frame.select("unit_id").join(
        units.select("unit_id", "question"), on="unit_id", how="left", maintain_order="left"
    )
    view = next(iter(embedders))
    candidates = words.filter(pl.col("rank") <= CANDIDATES)
    near = typical(candidates, found.members, vectors[view], embedders[view])
    of_codes = reserved(codebook) if codebook else {}
    kept = _of_people(lineage, {label.text for label in of_codes.values()}) | of_codes
    if codebook is not None:
        kept |= code_labels(codebook, found.themes)
    named = labels(
        found.themes,
        words,
        found.members,
        terms,
        _main_language(texts),
        answered["question"].to_list(),
        near,
        kept,
    )
    named = {theme: named[theme] for theme in found.themes["theme_id"]}
    return with_labels(words, named), named


def _of_people(lineage: Lineage | None, taken: Collection[str]) -> dict[str, Label]:
    """Give the labels that people gave to themes that are the same still, with a number where ``taken``."""
    found = {}
    for theme, name in (lineage.names if lineage else {}).items():
        text = f"{name.label} (2)" if name.label in taken else name.label
        found[theme] = Label(text, (), "person", name.description)
    return found


def _main_language(texts: Texts) -> str:
    counts = texts.frame.group_by("language").len().sort(["len", "language"], descending=[True, False])
    return str(counts["language"][0])
