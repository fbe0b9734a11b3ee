"""Communities of the neighbour graph, at two nested levels: Leiden, and the joining of what it found.

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

Labels = npt.NDArray[np.int64]
TOP_THEMES = 20
"""At most so many themes at the top level."""


@dataclass(frozen=True)
class Levels:
    """Community numbers per text, shape ``(n,)``.

    Of the fine level and of the coarse level that contains it.
    """

    fine: Labels
    coarse: Labels


def find_levels(graph: sp.csr_matrix, *, resolution: float, seed: int, restarts: int, minimum: int) -> Levels:
    """Find communities of at least ``minimum`` texts and a true coarsening of them.

    A text in a community that is too small goes to the community its edges weigh most to; where it has no
    such edge its number is -1.
    """
    fine = leiden(graph, resolution=resolution, seed=seed, restarts=restarts)
    fine = by_size(absorb_small(graph, fine, minimum))
    return Levels(fine, coarsen(graph, fine))


def leiden(graph: sp.csr_matrix, *, resolution: float, seed: int, restarts: int) -> Labels:
    """Partition a symmetric weighted graph; of ``restarts`` starts the one with the highest modularity."""
    upper = sp.triu(graph).tocoo()
    network = igraph.Graph(n=graph.shape[0], edges=np.column_stack([upper.row, upper.col]))
    weights = upper.data.tolist()
    best: tuple[float, Labels] | None = None
    for restart in range(restarts):
        igraph.set_random_number_generator(random.Random(f"{seed}/{restart}"))
        found = network.community_leiden(
            "modularity", weights=weights, resolution=resolution, n_iterations=-1
        )
        labels = np.asarray(found.membership, dtype=np.int64)
        quality = network.modularity(found.membership, weights=weights, resolution=resolution)
        if best is None or quality > best[0] + 1e-12:
            best = (quality, labels)
    igraph.set_random_number_generator(random)
    assert best is not None
    return best[1]


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


def coarsen(graph: sp.csr_matrix, fine: Labels) -> Labels:
    """Join fine communities into coarse ones, half as many and at most :data:`TOP_THEMES`.

    Time and again the two communities are joined that are tied most in proportion to what chance would give
    them: the weight between them over the product of their total weights.
    """
    placed = fine >= 0
    count = int(fine.max(initial=-1)) + 1
    if count <= 3:
        return fine.copy()
    members = sp.csr_matrix(
        (np.ones(placed.sum()), (np.flatnonzero(placed), fine[placed])), shape=(len(fine), count)
    )
    between = np.asarray((members.T @ graph @ members).todense())
    joined = np.arange(count)
    alive = np.ones(count, dtype=bool)
    for _ in range(count - min(TOP_THEMES, max(3, math.ceil(count / 2)))):
        total = between.sum(axis=1)
        tied = between / np.maximum(np.outer(total, total), 1e-300)
        tied[~alive, :] = tied[:, ~alive] = -1
        np.fill_diagonal(tied, -1)
        first, second = sorted(divmod(int(tied.argmax()), count))
        between[first] += between[second]
        between[:, first] += between[:, second]
        alive[second] = False
        joined[joined == second] = first
    coarse = np.full_like(fine, -1)
    coarse[placed] = joined[fine[placed]]
    return by_size(coarse)


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
