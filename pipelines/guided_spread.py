"""How far the labels of a codebook's texts spread over the texts of a corpus (Zhou et al. 2004).

They spread over the neighbour graph, each tie weighing as much as resamples agree on it: a tie that crosses
from one subject to another seldom holds in them. Resamples are searched at several resolutions, so that broad
codes and narrow ones spread alike.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from pipelines.graph import fuzzy_graph, nearest_neighbours
from pipelines.guided_evidence import Scores
from pipelines.resamples import Resamples, drawn
from pipelines.views import View, count_rows

RESOLUTIONS, RESAMPLES = (1.0, 2.0, 4.0, 8.0), 10
"""Resolutions of the communities sought, and the resamples in which each is sought."""
MANY = 2_500
"""Past so many texts half the resamples do."""
FEWEST = 30
"""Below so many texts, those of the codebook with them, nothing can be drawn: ties stay as they are."""
CANDIDATES = 1.5
"""So many times as many neighbours are kept, so that a resample still has enough."""
SPREAD, STEPS = 0.9, 60
"""Share of a label that comes from the neighbours (alpha of Zhou et al. 2004), and steps until it lies still.
"""


def agreed_ties(
    views: Sequence[View], owner: npt.NDArray[np.int64], neighbours: int, seed: int
) -> sp.csr_matrix:
    """Give the ties between texts, symmetric and scaled so that labels can spread; shape ``(n, n)``.

    ``owner`` numbers the contribution of every text: its texts stay or go together in a resample.
    """
    n = count_rows(views[0])
    near = nearest_neighbours(views, min(n - 1, math.ceil(CANDIDATES * neighbours)))
    ties = fuzzy_graph(near)
    if n < FEWEST:
        return _scaled(ties)
    nobody = np.full(n, -1, dtype=np.int64)
    partitions = []
    for number in range(RESAMPLES if n <= MANY else RESAMPLES // 2):
        sample = drawn(near, owner, nobody, number, k=min(neighbours, n - 1), seed=seed)
        partitions += [sample.communities(resolution) for resolution in RESOLUTIONS]
    return _scaled(ties.multiply(Resamples(np.stack(partitions)).agreement(ties)))


def spread(ties: sp.csr_matrix, labels: Scores) -> Scores:
    """Let labels spread over the ties, part of them staying: F = a S F + (1 - a) Y."""
    found = labels
    for _ in range(STEPS):
        found = SPREAD * (ties @ found) + (1 - SPREAD) * labels
    return found


def reach(ties: sp.csr_matrix, own: npt.NDArray[np.bool_]) -> Scores:
    """Say how much more of a code's label comes to a text than of one that starts everywhere, as a log.

    ``own`` tells which texts are of which code. A text that no code reaches fits none, however they compare.
    """
    seeds = own / np.maximum(own.sum(axis=0), 1)
    everywhere = np.full((len(own), 1), 1 / len(own))
    both = spread(ties, np.hstack([seeds, everywhere]))
    return np.asarray(np.log(both[:, :-1] / both[:, -1:] + 1e-3), dtype=np.float64)


def share(labels: Scores) -> Scores:
    """Give the log of each code's share, a code with many labels counting for no more than one with few."""
    even = labels / np.maximum(labels.sum(axis=0), 1e-300)
    total = even.sum(axis=1, keepdims=True)
    shares = np.where(total > 0, even / np.maximum(total, 1e-300), 1 / even.shape[1])
    return np.asarray(np.log(shares + 1e-2), dtype=np.float64)


def _scaled(graph: sp.csr_matrix) -> sp.csr_matrix:
    root = sp.diags_array(1 / np.sqrt(np.maximum(np.asarray(graph.sum(axis=1)).ravel(), 1e-12)))
    return sp.csr_matrix(root @ graph @ root)
