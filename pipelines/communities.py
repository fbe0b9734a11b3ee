"""Communities of a weighted graph, at nested levels: Leiden, and the joining of what it found.

Leiden maximises modularity with a resolution (Traag, Waltman & van Eck 2019; Reichardt & Bornholdt 2006).
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

import igraph
import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from pipelines.partitions import Labels

TOP_THEMES = (6, 20)
"""At the top level at least so many themes, where so many were found, and at most so many."""
MIDDLE = 40
"""Above so many themes at the finest level a level is put between it and the top."""


@dataclass(frozen=True)
class Levels:
    """Community numbers per text, from the top to the finest, each of shape ``(n,)``.

    Every one is a true coarsening of the next.
    """

    partitions: tuple[Labels, ...]

    @property
    def finest(self) -> Labels:
        """The communities of the finest level."""
        return self.partitions[-1]

    @property
    def sizes(self) -> tuple[int, ...]:
        """Number of communities of each level."""
        return tuple(int(labels.max(initial=-1)) + 1 for labels in self.partitions)


def finest_communities(
    graph: sp.csr_matrix, *, resolution: float, seed: int, restarts: int, minimum: int
) -> Labels:
    """Find communities of at least ``minimum`` texts, numbered from the largest.

    A text in a community that is too small goes to the community its edges weigh most to; where it has no
    such edge its number is -1.
    """
    found = leiden(Network.of(graph), resolution=resolution, seed=seed, restarts=restarts)
    return by_size(absorb_small(graph, found, minimum))


def nested(graph: sp.csr_matrix, finest: Labels, top: int | None = None) -> Levels:
    """Join the finest communities into one or two levels above them, with ``top`` themes at the top."""
    sizes = level_sizes(int(finest.max(initial=-1)) + 1, top)
    partitions = [finest]
    for size in reversed(sizes[:-1]):
        partitions.append(coarsen(graph, partitions[-1], size))
    return Levels(tuple(reversed(partitions)))


def level_sizes(finest: int, top: int | None = None) -> tuple[int, ...]:
    """Say how many themes each level gets, from the top, where it is half of the finest within bounds.

    >>> level_sizes(18), level_sizes(90), level_sizes(18, top=5)
    ((9, 18), (20, 42, 90), (5, 18))
    """
    fewest, most = TOP_THEMES
    upper = min(finest, top or min(most, max(fewest, math.ceil(finest / 2))))
    if finest <= MIDDLE:
        return (upper, finest)
    return (upper, round(math.sqrt(upper * finest)), finest)


@dataclass(frozen=True)
class Network:
    """A weighted graph as igraph wants it, made once and searched at several resolutions."""

    graph: igraph.Graph
    weights: list[float]

    @classmethod
    def of(cls, graph: sp.csr_matrix) -> Network:
        """Make it from a symmetric matrix of weights, shape ``(n, n)``."""
        upper = sp.triu(graph, 1).tocoo()
        # Pairs one by one, as an array or a list of lists takes igraph several times as long.
        edges = zip(upper.row.tolist(), upper.col.tolist(), strict=True)
        return cls(igraph.Graph(n=graph.shape[0], edges=edges), upper.data.tolist())


def leiden(
    network: Network, *, resolution: float, seed: int, restarts: int = 1, iterations: int = -1
) -> Labels:
    """Partition a network; of ``restarts`` starts the one with the highest modularity.

    ``iterations`` is how often Leiden passes over the graph, -1 until nothing changes.
    """
    graph, weights = network.graph, network.weights
    best: tuple[float, list[int]] | None = None
    for restart in range(restarts):
        igraph.set_random_number_generator(random.Random(f"{seed}/{restart}"))
        found = graph.community_leiden(
            "modularity", weights=weights, resolution=resolution, n_iterations=iterations
        )
        if best is None or found.quality > best[0] + 1e-12:
            best = (found.quality, found.membership)
    igraph.set_random_number_generator(random)
    assert best is not None
    return np.asarray(best[1], dtype=np.int64)


def absorb_small(graph: sp.csr_matrix, labels: Labels, minimum: int) -> Labels:
    """Move the texts of small communities to the large one they are tied to most; -1 where there is none."""
    sizes = np.bincount(labels)
    large = sizes >= minimum
    if not large.any():
        return np.full_like(labels, -1)
    stray = ~large[labels]
    if not stray.any():
        return labels
    ties = tie_weights(graph, labels)[:, large]
    nearest = np.flatnonzero(large)[ties.argmax(axis=1)]
    return np.where(stray, np.where(ties.max(axis=1) > 0, nearest, -1), labels)


def coarsen(graph: sp.csr_matrix, fine: Labels, target: int) -> Labels:
    """Join communities until ``target`` are left.

    Time and again the two communities are joined that are tied most in proportion to what chance would give
    them: the weight between them over the product of their total weights.
    """
    placed = fine >= 0
    count = int(fine.max(initial=-1)) + 1
    if count <= target:
        return fine.copy()
    members = sp.csr_matrix(
        (np.ones(placed.sum()), (np.flatnonzero(placed), fine[placed])), shape=(len(fine), count)
    )
    between = np.asarray((members.T @ graph @ members).todense())
    joined = join_most_tied(between, count - target)
    coarse = np.full_like(fine, -1)
    coarse[placed] = joined[fine[placed]]
    return by_size(coarse)


def join_most_tied(between: npt.NDArray[np.float64], joins: int) -> Labels:
    """Give for every community the one it was joined into, after so many joins.

    Takes the weights between and within communities, shape ``(communities, communities)``.
    """
    between = between.copy()
    count = len(between)
    joined = np.arange(count)
    alive = np.ones(count, dtype=bool)
    for _ in range(joins):
        total = between.sum(axis=1)
        tied = between / np.maximum(np.outer(total, total), 1e-300)
        tied[~alive, :] = tied[:, ~alive] = -1
        np.fill_diagonal(tied, -1)
        first, second = sorted(divmod(int(tied.argmax()), count))
        between[first] += between[second]
        between[:, first] += between[:, second]
        alive[second] = False
        joined[joined == second] = first
    return joined


def tie_weights(graph: sp.csr_matrix, labels: Labels) -> npt.NDArray[np.float64]:
    """Sum each text's edge weights per community, shape ``(n, communities)``.

    Texts numbered -1 give nothing.
    """
    placed = np.flatnonzero(labels >= 0)
    count = int(labels.max()) + 1 if len(placed) else 0
    members = sp.csr_matrix((np.ones(len(placed)), (placed, labels[placed])), shape=(len(labels), count))
    return np.asarray((graph @ members).todense())


def by_size(labels: Labels) -> Labels:
    """Renumber communities from the largest; among equals the one with the earlier first text; -1 stays."""
    numbers, first, sizes = np.unique(labels[labels >= 0], return_index=True, return_counts=True)
    order = np.lexsort((first, -sizes))
    renumbered = np.full(int(labels.max()) + 2, -1, dtype=np.int64)
    renumbered[numbers[order]] = np.arange(len(numbers))
    return renumbered[labels]
