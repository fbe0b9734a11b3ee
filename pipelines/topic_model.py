"""BERTopic, through its own extension points: the one module that imports it.

A run becomes a working ``BERTopic`` so that a researcher keeps the tools they know; and BERTopic's own UMAP
and HDBSCAN can find the themes of a run in place of the neighbour graph.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
import scipy.sparse as sp
from bertopic import BERTopic
from bertopic.backend import BaseEmbedder
from bertopic.dimensionality import BaseDimensionalityReduction
from bertopic.vectorizers import ClassTfidfTransformer
from sklearn.feature_extraction.text import CountVectorizer

from corpora.errors import RunError
from corpora.units import with_text
from pipelines.communities import Levels, by_size, nested
from pipelines.embedders import load
from pipelines.embedders.base import Matrix
from pipelines.settings import Settings
from pipelines.terms import TOKEN
from pipelines.wordlists import stop_words

FOLDER = "topic_model"
"""Where a run keeps its BERTopic, as safetensors."""
THEME_IDS = "theme_ids.json"
"""The theme id of each topic number, beside it."""


class GivenThemes:
    """A clusterer that already knows the answer, for BERTopic's ``hdbscan_model``.

    ``labels`` has shape ``(n,)``, -1 for texts without a theme. A new vector goes to the nearest centre by
    cosine.
    """

    def __init__(self, labels: npt.NDArray[np.int64]) -> None:
        """Take the labels; nothing is computed until ``fit``."""
        self.labels = labels

    def fit(self, vectors: Matrix, y: Any = None) -> GivenThemes:
        """Learn the centres of the given themes from vectors of shape ``(n, width)``."""
        self.labels_ = self.labels
        self.classes_ = np.unique(self.labels[self.labels >= 0])
        self.centres_ = np.stack([vectors[self.labels == number].mean(axis=0) for number in self.classes_])
        return self

    def predict(self, vectors: Matrix) -> npt.NDArray[np.int64]:
        """Give the number of the nearest theme for vectors of shape ``(n, width)``."""
        centres = self.centres_ / np.maximum(np.linalg.norm(self.centres_, axis=1, keepdims=True), 1e-12)
        return np.asarray(self.classes_[(vectors @ centres.T).argmax(axis=1)], dtype=np.int64)


class _RunEmbedder(BaseEmbedder):  # type: ignore[misc]  # BERTopic ships no types
    """The run's own embedder behind BERTopic's interface; loaded when a text has to be embedded."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self._embedder: Any = None

    def embed(self, documents: Sequence[str], verbose: bool = False) -> Matrix:
        """Embed texts; shape ``(n, width)``."""
        self._embedder = self._embedder or load(self.name)
        return np.asarray(self._embedder.encode([str(document) for document in documents]), dtype=np.float32)


def build_topic_model(folder: Path, manifest: dict[str, Any] | None = None) -> BERTopic:
    """Build a BERTopic from the tables of a run folder, on its finest level of themes.

    Its topics are the themes, its documents the units that took part, in the order of table ``vectors``; they
    stand in ``documents_``, and ``theme_ids_`` maps its topic numbers to theme ids. Raises :class:`RunError`
    for a run without themes.
    """
    manifest = manifest or json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    named = dict(pl.read_parquet(folder / "themes.parquet").select("theme_id", "label").iter_rows())
    if not named:
        raise RunError(f"{folder.name} has no themes, so no topic model can be built from it.")
    embedder = manifest["embedders"][0]
    documents = _documents(folder, embedder["view"])
    themes = documents["theme_id"].drop_nulls().unique().sort().to_list()
    number = {theme: index for index, theme in enumerate(themes)}
    labels = np.array([number.get(theme, -1) for theme in documents["theme_id"]], dtype=np.int64)
    texts = documents["text"].to_list()
    model = BERTopic(
        embedding_model=_RunEmbedder(embedder["name"]),
        umap_model=BaseDimensionalityReduction(),
        hdbscan_model=GivenThemes(labels),
        vectorizer_model=_vectorizer(documents["language"].mode().sort()[0]),
        ctfidf_model=ClassTfidfTransformer(reduce_frequent_words=True),
        calculate_probabilities=False,
    )
    # A copy: BERTopic's guided mode writes into the caller's array.
    topics, _ = model.fit_transform(texts, embeddings=documents["vector"].to_numpy().copy())
    model.theme_ids_ = {
        int(topic): themes[label] for topic, label in zip(topics, labels, strict=True) if label >= 0
    }
    model.documents_ = texts
    model.set_topic_labels({topic: named[theme] for topic, theme in model.theme_ids_.items()})
    return model


def save_topic_model(folder: Path, manifest: dict[str, Any]) -> None:
    """Store the BERTopic of a run in its folder, as safetensors, with the theme id of each topic number.

    A run without themes gets none. :func:`load_topic_model` takes it back.
    """
    if pl.read_parquet(folder / "themes.parquet").is_empty():
        return  # a run may claim no themes, and is then whole without a topic model
    model = build_topic_model(folder, manifest)
    model.save(
        str(folder / FOLDER), serialization="safetensors", save_ctfidf=True, save_embedding_model=False
    )
    numbers = {str(topic): theme for topic, theme in sorted(model.theme_ids_.items())}
    (folder / FOLDER / THEME_IDS).write_text(json.dumps(numbers, indent=2) + "\n", encoding="utf-8")


def load_topic_model(folder: Path) -> BERTopic:
    """Load the BERTopic that a run folder stores, with the run's embedder, ``theme_ids_`` and ``documents_``.

    Raises :class:`RunError` when the run was made without one.
    """
    stored = folder / FOLDER
    if not (stored / THEME_IDS).is_file():
        raise RunError(f"{folder.name} stores no topic model. Make the run with --topic-model, or build one.")
    embedder = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["embedders"][0]
    model = BERTopic.load(str(stored), embedding_model=_RunEmbedder(embedder["name"]))
    numbers = json.loads((stored / THEME_IDS).read_text(encoding="utf-8"))
    model.theme_ids_ = {int(topic): theme for topic, theme in numbers.items()}
    model.documents_ = _documents(folder, embedder["view"])["text"].to_list()
    return model


def classic_levels(texts: Sequence[str], vectors: Matrix, graph: sp.csr_matrix, settings: Settings) -> Levels:
    """Find themes as BERTopic does by default: UMAP to five dimensions, then HDBSCAN.

    The levels above join those themes over the neighbour graph. Texts that HDBSCAN calls outliers are
    numbered -1.
    """
    from umap import UMAP

    reduction = UMAP(
        n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=settings.seed, n_jobs=1
    )
    # BERTopic counts words after it has found its topics; they are of no use here, and need only be there.
    anything = CountVectorizer(token_pattern=r"\S+")
    topics, _ = BERTopic(umap_model=reduction, vectorizer_model=anything).fit_transform(
        list(texts), embeddings=vectors.copy()
    )
    labels = np.asarray(topics, dtype=np.int64)
    return (
        nested(graph, by_size(labels), settings.themes) if labels.max(initial=-1) >= 0 else Levels((labels,))
    )


def _documents(folder: Path, view: str) -> pl.DataFrame:
    """Give the units that took part: ``unit_id, vector, text, language, theme_id`` (null when unplaced)."""
    contributions, units, assignments = (
        pl.read_parquet(folder / f"{name}.parquet") for name in ("contributions", "units", "assignments")
    )
    finest = assignments.filter(pl.col("primary") & (pl.col("level") == pl.col("level").max()))
    languages = contributions.select("contribution_id", "language")
    return (
        pl.read_parquet(folder / f"vectors_{view}.parquet")
        .join(with_text(units, contributions), on="unit_id", maintain_order="left")
        .join(languages, on="contribution_id", maintain_order="left")
        .join(finest.select("unit_id", "theme_id"), on="unit_id", how="left", maintain_order="left")
    )


def _vectorizer(language: str) -> CountVectorizer:
    """Count words with their hyphens, apostrophes and diacritics, which BERTopic's default drops."""
    return CountVectorizer(token_pattern=TOKEN.pattern, stop_words=sorted(stop_words(language)) or None)
