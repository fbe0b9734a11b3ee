"""Chance: what the same search finds in random data, to hold against what it found in real texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from pipelines.graph import fuzzy_graph, nearest_neighbours
from pipelines.ngrams import normalised
from pipelines.resamples import Drawn, drawn
from pipelines.views import View, count_rows

SAMPLE = 1000
"""Random data are made for at most so many texts, spread evenly over the corpus."""


@dataclass(frozen=True)
class Chance:
    """Random data with the look of a corpus: the graph of its texts, and resamples of them."""

    graph: sp.csr_matrix
    draws: tuple[Drawn, ...]


def random_data(views: Sequence[View], *, k: int, candidates: int, resamples: int, seed: int) -> Chance:
    """Shuffle every column of every view: each keeps its values, and what ties texts together is gone.

    That is the reference data of column-wise permutation, as in parallel analysis (Buja & Eyuboglu 1992).
    """
    generator = np.random.default_rng((seed, 0))
    n = count_rows(views[0])
    chosen = np.unique(np.linspace(0, n - 1, min(n, SAMPLE)).astype(np.int64))
    shuffled = [_shuffled(view, chosen, generator) for view in views]
    near = nearest_neighbours(shuffled, candidates)
    alone, nobody = np.arange(len(chosen)), np.full(len(chosen), -1, dtype=np.int64)
    draws = (drawn(near, alone, nobody, number, k=k, seed=seed) for number in range(resamples))
    return Chance(fuzzy_graph(near), tuple(draws))


def _shuffled(view: View, chosen: npt.NDArray[np.int64], generator: np.random.Generator) -> View:
    rows = view.rows[chosen]
    if not sp.issparse(rows):
        mixed = generator.permuted(rows, axis=0)
        length = np.linalg.norm(mixed, axis=1, keepdims=True)
        return replace(view, rows=np.asarray(mixed / np.where(length > 0, length, 1), dtype=np.float32))
    columns = sp.csc_matrix(rows)
    places = [generator.choice(len(chosen), size, replace=False) for size in np.diff(columns.indptr)]
    moved = (columns.data, np.concatenate(places), columns.indptr)
    return replace(view, rows=normalised(sp.csr_matrix(sp.csc_matrix(moved, shape=columns.shape))))
