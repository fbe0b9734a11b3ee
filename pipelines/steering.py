"""Steering: the wishes of people honoured while themes are found.

A wish is about units. Those that must be together are tied strongly before communities are sought and put
together after; those that must be apart lose their tie, and one of them moves to the next theme it is tied
to. Wishes hold for the finest themes; a theme of a level above them that is protected keeps its subthemes
(see :mod:`pipelines.whole_themes`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from pipelines.communities import by_size, tie_weights
from pipelines.links import Link, Units
from pipelines.partitions import Labels


def steer_graph(graph: sp.csr_matrix, links: Sequence[Link], position: dict[str, int]) -> sp.csr_matrix:
    """Tie what must be together and cut what must be apart; ``position`` is the text of every unit."""
    steered = sp.lil_matrix(graph)
    strong = float(graph.sum(axis=1).max()) if graph.nnz else 1.0
    for link in links:
        groups = [positions(group, position) for group in link.units]
        if link.unmet or link.level:
            continue
        if link.wish == "cannot_link":
            steered[np.ix_(groups[0], groups[1])] = 0
            steered[np.ix_(groups[1], groups[0])] = 0
        else:
            together = np.unique(np.concatenate(groups))
            for other in together[1:]:
                steered[together[0], other] = steered[other, together[0]] = strong
    cut = sp.csr_matrix(steered)
    cut.eliminate_zeros()
    return cut


def enforce(graph: sp.csr_matrix, labels: Labels, links: Sequence[Link], position: dict[str, int]) -> Labels:
    """Put what must be together into one community and what must be apart into two, as far as that can be."""
    wanted = [link for link in links if not link.unmet and not link.level]
    labels = labels.copy()
    if not wanted or labels.max(initial=-1) < 0:
        return labels
    block = _blocks(len(labels), [link for link in wanted if link.wish != "cannot_link"], position)
    ties = tie_weights(graph, labels)
    joint = sp.csr_matrix((np.ones(len(block)), (block, np.arange(len(block))))) @ ties
    sizes = np.bincount(block, minlength=joint.shape[0])
    for several in np.flatnonzero(sizes > 1):
        labels[block == several] = int(joint[several].argmax())
    clashes = _clashes([link for link in wanted if link.wish == "cannot_link"], block, position)
    where = {one: int(labels[np.flatnonzero(block == one)[0]]) for one in clashes}
    # Who is tied most to a community stays in it; the others look for another.
    for one in sorted(clashes, key=lambda number: (-float(joint[number].max()), number)):
        settled = {where[other] for other in clashes[one] if _before(other, one, joint)}
        if where[one] in settled:
            order = np.lexsort((np.arange(joint.shape[1]), -joint[one]))
            free = [int(number) for number in order if int(number) not in settled]
            if free:
                where[one] = free[0]
    for one, number in where.items():
        labels[block == one] = number
    return by_size(labels)


def _clashes(apart: Sequence[Link], block: Labels, position: dict[str, int]) -> dict[int, set[int]]:
    """Give, for every block of texts that must be apart from another, those others."""
    found: dict[int, set[int]] = {}
    for link in apart:
        first, second = ({int(block[one]) for one in positions(group, position)} for group in link.units)
        for one in first - second:
            for other in second - first:
                found.setdefault(one, set()).add(other)
                found.setdefault(other, set()).add(one)
    return found


def positions(group: Units, position: dict[str, int]) -> npt.NDArray[np.int64]:
    """Give the texts of units, in rising order."""
    return np.array(sorted({position[unit] for unit in group if unit in position}), dtype=np.int64)


def _blocks(n: int, together: Sequence[Link], position: dict[str, int]) -> Labels:
    """Give texts that must be together, also by way of others, one number."""
    pairs = [
        (group[0], other)
        for link in together
        for group in [np.concatenate([positions(units, position) for units in link.units])]
        if len(group)
        for other in group
    ]
    edges = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    graph = sp.csr_matrix((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), shape=(n, n))
    from scipy.sparse.csgraph import connected_components

    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int64)


def _before(other: int, one: int, joint: npt.NDArray[np.float64]) -> bool:
    return (-float(joint[other].max()), other) < (-float(joint[one].max()), one)
