"""BERTopic as a careful user tunes it: the setting of a small grid that HDBSCAN calls the most valid."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.bertopic_defaults import Shape, Vectors
from benchmarks.coherence import OUTLIER

REDUCTIONS = ((15, 5), (15, 10), (30, 5))
"""UMAP's neighbours and components that are tried; the first is BERTopic's own."""
SMALLEST = (5, 10, 20)
"""HDBSCAN's smallest topics that are tried on each; BERTopic's own is 10."""
TOO_LARGE = 0.5
"""A user sees at once that one topic holds more than this share of the texts, and tries another setting."""


@dataclass(frozen=True)
class Trial:
    """A setting, the validity of its topics, and the share of the texts in the largest of them.

    ``validity`` is HDBSCAN's own estimate of density-based cluster validity (DBCV: Moulavi et al. 2014), from
    -1 to 1; texts without a topic lower it.
    """

    shape: Shape
    validity: float
    largest: float


def best(trials: Sequence[Trial]) -> Trial:
    """Choose the most valid setting without one huge topic; the most valid of all where each has one."""
    return max(trials, key=lambda trial: (trial.largest <= TOO_LARGE, trial.validity))


def tune(vectors: Vectors, seed: int) -> Trial:
    """Try UMAP and HDBSCAN in nine settings on vectors of shape ``(n, width)``; no label is seen."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of old syntax, and that a seed costs UMAP its threads
        from hdbscan import HDBSCAN  # type: ignore[import-untyped]
        from umap import UMAP

        trials = []
        for neighbours, components in REDUCTIONS:
            reduction = UMAP(
                n_neighbors=neighbours,
                n_components=components,
                min_dist=0.0,
                metric="cosine",
                low_memory=False,
                random_state=seed,
            )
            reduced = reduction.fit_transform(vectors.copy())
            for smallest in SMALLEST:
                found = HDBSCAN(min_cluster_size=smallest, gen_min_span_tree=True).fit(reduced)
                sizes = Counter(int(number) for number in found.labels_)
                largest = max((size for number, size in sizes.items() if number != OUTLIER), default=0)
                shape = Shape(neighbours, components, smallest)
                validity = float(found.relative_validity_) if largest else -1.0
                trials.append(Trial(shape, validity, largest / len(vectors)))
    return best(trials)
