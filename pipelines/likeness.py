"""How likely two themes of two runs are the same, judged by their vectors alone.

The cosine of two centroids says nothing by itself: models differ in how alike they find any two Dutch texts.
It is held against two things that each run shows of itself: how alike the halves of one theme are, and how
alike two different themes are.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt
import polars as pl
from threadpoolctl import threadpool_limits

HALVES = 4
"""A theme of at least so many texts is halved to see how alike two parts of one theme are."""

Figures = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Centroids:
    """The centroids of the themes of one level of one run.

    ``rows`` has shape ``(themes, width)``, unit length, zeros for a theme without vectors; ``halves`` gives
    how alike the two halves of each theme are, where it is large enough.
    """

    rows: Figures
    halves: Figures

    @classmethod
    def of(cls, themes: list[str], members: pl.DataFrame, vectors: pl.DataFrame) -> Centroids:
        """Make them from members (``unit_id``, ``theme_id``) and table ``vectors``, centred on all members.

        A run has its own centre, so that what all of a wave's texts share does not make its themes alike.
        """
        known = members.join(vectors, on="unit_id").sort("unit_id")
        if known.is_empty():
            return cls(np.zeros((len(themes), 1)), np.zeros(0))
        rows = known["vector"].to_numpy().astype(np.float64)
        rows = _unit_length(rows - rows.mean(axis=0))
        number = known["theme_id"].replace_strict(
            themes, range(len(themes)), default=-1, return_dtype=pl.Int64
        )
        inside = [np.flatnonzero(number.to_numpy() == one) for one in range(len(themes))]
        centres = np.stack([rows[one].sum(axis=0) for one in inside])
        # Unit ids are hashes, so that every other unit in their order is a random half.
        large = [one for one in inside if len(one) >= HALVES]
        halves = [_cosine(rows[one[::2]].sum(axis=0), rows[one[1::2]].sum(axis=0)) for one in large]
        return cls(_unit_length(centres), np.array(halves))

    @property
    def between(self) -> Figures:
        """How alike every two different themes are."""
        pairs = combinations(range(len(self.rows)), 2)
        return np.array([float(self.rows[one] @ self.rows[other]) for one, other in pairs])


def likeness(previous: Centroids, found: Centroids) -> Figures:
    """Give how likely each two themes are the same, from 0 to 1, shape ``(previous themes, found themes)``.

    Of a similarity c it is a / (a + r b): a is the share of themes whose own halves are at most so alike, b
    the share of pairs of different themes that are at least so alike, and r the number of other themes that
    it could have been, as among more themes one is sooner as alike by chance. Shares have half a case added,
    as no sample is complete.
    """
    shape = (len(previous.rows), len(found.rows))
    same = np.sort(np.concatenate([previous.halves, found.halves]))
    different = np.sort(np.concatenate([previous.between, found.between]))
    if not len(same) or not len(different) or previous.rows.shape[1] != found.rows.shape[1]:
        return np.zeros(shape)
    with threadpool_limits(limits=1):
        alike = (previous.rows @ found.rows.T).round(9)
    below = (np.searchsorted(same, alike, side="right") + 0.5) / (len(same) + 1)
    above = (len(different) - np.searchsorted(different, alike, side="left") + 0.5) / (len(different) + 1)
    rivals = max(max(shape) - 1, 1)
    return np.asarray(below / (below + rivals * above), dtype=np.float64)


def _unit_length(rows: Figures) -> Figures:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(length > 0, length, 1))


def _cosine(first: Figures, second: Figures) -> float:
    length = float(np.linalg.norm(first) * np.linalg.norm(second))
    return float(first @ second) / length if length else 0.0
