"""Partitions: how far two ways to divide the same texts agree, and where a theme of one is in the other.

A partition is an array of community numbers by text; -1 stands for a text that is in none.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

Labels = npt.NDArray[np.int64]


def cross_table(first: Labels, second: Labels) -> npt.NDArray[np.int64]:
    """Count the texts of every community of the one in every community of the other.

    Texts that are in no community of either are left out. Shape ``(communities, communities)``.
    """
    both = (first >= 0) & (second >= 0)
    shape = (int(first.max(initial=-1)) + 1, int(second.max(initial=-1)) + 1)
    ones = np.ones(int(both.sum()), dtype=np.int64)
    return np.asarray(sp.coo_matrix((ones, (first[both], second[both])), shape=shape).toarray())


def adjusted_rand_index(first: Labels, second: Labels) -> float:
    """Give the adjusted Rand index of two partitions over the texts that both place (Hubert & Arabie 1985).

    1 is equal, 0 what chance gives.

    >>> adjusted_rand_index(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0]))
    1.0
    """
    table = cross_table(first, second)
    pairs = _pairs(table).sum()
    rows, columns = _pairs(table.sum(axis=1)).sum(), _pairs(table.sum(axis=0)).sum()
    total = float(_pairs(table.sum()))
    expected = rows * columns / total if total else 0.0
    most = (rows + columns) / 2
    return 1.0 if most == expected else float((pairs - expected) / (most - expected))


def counterparts(themes: Labels, partition: Labels) -> tuple[Labels, npt.NDArray[np.float64]]:
    """Find every theme's counterpart in another partition, and how alike the two are.

    The counterpart is the community with the highest Jaccard index, counted over the texts that both place
    (Hennig 2007, section 2.1). Gives its number and that index, each of shape ``(themes,)``; -1 and 0 for a
    theme of which the partition places no text.
    """
    table = cross_table(themes, partition).astype(np.float64)
    if table.size == 0:
        return np.full(len(table), -1, dtype=np.int64), np.zeros(len(table))
    union = table.sum(axis=1, keepdims=True) + table.sum(axis=0, keepdims=True) - table
    jaccard = table / np.maximum(union, 1.0)
    best = jaccard.argmax(axis=1)
    alike = jaccard[np.arange(len(table)), best]
    return np.where(alike > 0, best, -1).astype(np.int64), alike


def _pairs(counts: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    return np.asarray(counts, dtype=np.float64) * (np.asarray(counts, dtype=np.float64) - 1) / 2
