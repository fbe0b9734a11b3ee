"""The plain ways to find themes: k-means on vectors, and LDA on words. Both are told how many to find."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import numpy as np

from benchmarks.bertopic_defaults import Vectors
from benchmarks.coherence import OUTLIER, Tokens

STARTS = 10
"""Starts of k-means, of which the tightest is kept."""
SWEEPS = 1000
"""Sweeps of the Gibbs sampler of LDA through all words."""


def k_means(vectors: Vectors, clusters: int, seed: int) -> list[int]:
    """Divide L2-normalised vectors of shape ``(n, width)`` into clusters; gives a number a text."""
    from sklearn.cluster import KMeans

    model = KMeans(n_clusters=clusters, n_init=STARTS, random_state=seed)
    return [int(number) for number in model.fit_predict(vectors)]


def lda(tokens: Tokens, topics: int, seed: int) -> list[int]:
    """Find topics in words with tomotopy's LDA (Blei, Ng & Jordan 2003), priors as it comes.

    Gives every text its likeliest topic, and a text without words :data:`OUTLIER`. It samples on one thread:
    with more, one seed would not give one outcome.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a type in its compiled part that names no module
        from tomotopy import LDAModel  # type: ignore[import-untyped]

    model = LDAModel(k=topics, seed=seed)
    with_words = [row for row, words in enumerate(tokens) if words]
    for row in with_words:
        model.add_doc(tokens[row])
    model.train(SWEEPS, workers=1)
    found: Sequence[int] = [int(np.argmax(text.get_topic_dist())) for text in model.docs]
    of_row = dict(zip(with_words, found, strict=True))
    return [of_row.get(row, OUTLIER) for row in range(len(tokens))]
