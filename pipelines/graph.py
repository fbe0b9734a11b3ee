"""One neighbour graph from several views: fused similarity, nearest neighbours, fuzzy weights.

The fused similarity of two texts is the weighted sum of the views' cosine similarities, each standardised
(z-score) with constants estimated from a sample of pairs. Similarities are made block by block and never
kept, so memory grows with the number of texts and not with its square.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from threadpoolctl import threadpool_limits

from corpora.progress import Progress, SilentProgress
from pipelines.embedders.base import workers
from pipelines.views import View, count_rows

BLOCK = 256
"""Rows of the similarity matrix made at a time; fixed, because rounding depends on the shape of a product."""
SAMPLE = 1024
"""Rows from which the standardising constants are estimated; all rows when there are fewer."""
HALVINGS = 32
"""Rounds in which the width of a text is sought: nine digits of it."""


@dataclass(frozen=True)
class Neighbours:
    """The nearest neighbours of every text, nearest first.

    ``indices`` int64 and ``similarity`` float32, ``(n, k)``.
    """

    indices: npt.NDArray[np.int64]
    similarity: npt.NDArray[np.float32]


def nearest_neighbours(views: Sequence[View], k: int, progress: Progress | None = None) -> Neighbours:
    """Find the ``k`` nearest neighbours of every text by fused similarity, or all where there are fewer."""
    n = count_rows(views[0])
    k = min(k, n - 1)
    scales = [_standardising(view) for view in views]
    starts = range(0, n, BLOCK)

    def block(start: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
        end = min(start + BLOCK, n)
        fused = np.zeros((end - start, n), dtype=np.float32)
        for view, scale in zip(views, scales, strict=True):
            fused += scale * view.similarities(start, end)
        fused[np.arange(end - start), np.arange(start, end)] = -np.inf
        return _top(fused, k)

    # One BLAS thread a block and several blocks at a time: the number of processors then changes no digit.
    with (
        threadpool_limits(limits=1),
        ThreadPoolExecutor(workers()) as pool,
        (progress or SilentProgress()).step("finding neighbours", n, "units") as bar,
    ):
        found = []
        for part in pool.map(block, starts):
            found.append(part)
            bar.advance(len(part[0]))
    return Neighbours(
        np.concatenate([part[0] for part in found]), np.concatenate([part[1] for part in found])
    )


def fuzzy_graph(neighbours: Neighbours) -> sp.csr_matrix:
    """Weigh the edges as UMAP does, and make them mutual; symmetric, shape ``(n, n)``, float64.

    Distances are counted from the nearest neighbour and divided by a width per text, chosen so that the
    weights ``exp(-d / width)`` of its ``k`` neighbours sum to log2(k); two one-way weights a and b become ``a
    + b - ab`` (McInnes, Healy & Melville 2018, section 3.1).
    """
    n, k = neighbours.indices.shape
    return _fuzzy(neighbours.indices, neighbours.similarity, np.ones((n, k), dtype=bool))


def fuzzy_graph_of_part(neighbours: Neighbours, kept: npt.NDArray[np.int64], k: int) -> sp.csr_matrix:
    """Make the graph of some texts only, each tied to its ``k`` nearest among them; shape ``(kept, kept)``.

    ``kept`` holds their positions in rising order. A text with fewer of them among its neighbours has fewer
    ties.
    """
    place = np.full(len(neighbours.indices), -1, dtype=np.int64)
    place[kept] = np.arange(len(kept))
    indices = place[neighbours.indices[kept]]
    here = indices >= 0
    here &= np.cumsum(here, axis=1) <= k
    order = np.argsort(~here, axis=1, kind="stable")[:, :k]
    similarity = np.take_along_axis(neighbours.similarity[kept], order, axis=1)
    here = np.take_along_axis(here, order, axis=1)
    return _fuzzy(np.where(here, np.take_along_axis(indices, order, axis=1), 0), similarity, here)


def _fuzzy(
    indices: npt.NDArray[np.int64], similarity: npt.NDArray[np.float32], here: npt.NDArray[np.bool_]
) -> sp.csr_matrix:
    n, k = indices.shape
    distance = np.where(here, (similarity[:, :1] - similarity).astype(np.float64), np.inf)
    weights = np.exp(-distance / _widths(distance, k)[:, None])
    rows = np.repeat(np.arange(n), k)
    one_way = sp.csr_matrix((weights.ravel(), (rows, indices.ravel())), shape=(n, n))
    one_way.setdiag(0)
    one_way.eliminate_zeros()
    return sp.csr_matrix(one_way + one_way.T - one_way.multiply(one_way.T))


def _standardising(view: View) -> np.float32:
    """Give weight over standard deviation; the mean is left out, as it changes no ranking and no distance."""
    n = count_rows(view)
    sample = np.unique(np.linspace(0, n - 1, min(n, SAMPLE)).astype(np.int64))
    with threadpool_limits(limits=1):
        pairs = view.among(sample)
    spread = pairs[~np.eye(len(sample), dtype=bool)].std(dtype=np.float64)
    return np.float32(view.weight / spread) if spread > 0 else np.float32(0.0)


def _top(fused: npt.NDArray[np.float32], k: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """Give the ``k`` largest of every row, largest first, the lower index first among equals."""
    chosen = np.sort(np.argpartition(fused, -k, axis=1)[:, -k:], axis=1)
    values = np.take_along_axis(fused, chosen, axis=1)
    order = np.argsort(-values, axis=1, kind="stable")
    return np.take_along_axis(chosen, order, axis=1), np.take_along_axis(values, order, axis=1)


def _widths(distance: npt.NDArray[np.float64], k: int) -> npt.NDArray[np.float64]:
    """Find per row the width at which ``sum(exp(-d / width))`` is log2(k), by bisection."""
    target = np.log2(max(k, 2))
    low = np.zeros(len(distance))
    high = np.full(len(distance), np.inf)
    width = np.ones(len(distance))
    for _ in range(HALVINGS):
        above = np.exp(-distance / width[:, None]).sum(axis=1) > target
        high = np.where(above, width, high)
        low = np.where(above, low, width)
        width = np.where(np.isinf(high), width * 2, (low + high) / 2)
    # Equal distances admit no width: keep it away from zero, as UMAP does.
    finite = distance[np.isfinite(distance)]
    return np.maximum(width, 1e-3 * max(float(finite.mean()) if len(finite) else 0.0, 1e-12))


def fused_similarity(views: Sequence[View], rows: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
    """Give the weighted mean cosine similarity among some texts, shape ``(m, m)``."""
    total = sum(view.weight for view in views)
    fused = np.zeros((len(rows), len(rows)), dtype=np.float32)
    with threadpool_limits(limits=1):
        for view in views:
            fused += np.float32(view.weight / total) * view.among(rows)
    return fused
