"""Delimitation: how sharply a theme is drawn, from what resamples find, over what random data would give.

It says how sharply a theme is drawn, and nothing of how true or how widely held it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from pipelines.communities import Levels, coarsen
from pipelines.partitions import Labels, counterparts
from pipelines.resamples import Resamples

SHARP, FAIR = 0.6, 0.3
"""A theme is sharp from the one corrected agreement, fair from the other, and vague below it."""
SURE, LIKELY = 0.8, 0.5
"""A passage belongs sharply to a theme when this share of the resamples puts it there; fairly from the other.
"""


@dataclass(frozen=True)
class Delimitation:
    """How sharply the themes of one level are drawn.

    ``themes``: per theme the mean Jaccard index with its counterpart in each resample (Hennig 2007),
    corrected for what random data give, from 0 to 1. ``texts``: per text the share of the resamples with that
    text that put it in its theme's counterpart; NaN for a text that has no theme or was never drawn.
    """

    themes: npt.NDArray[np.float64]
    texts: npt.NDArray[np.float64]


def delimit(
    levels: Levels, resamples: Resamples, graph: sp.csr_matrix, nulls: Sequence[float]
) -> list[Delimitation]:
    """Judge every level; the communities of each resample are joined to as many themes as the level has.

    ``nulls`` is, by level, what :func:`agreement_of` gives on random data.
    """
    found = []
    for labels, size, null in zip(levels.partitions, levels.sizes, nulls, strict=True):
        raw, texts = _against(labels, size, resamples, graph)
        found.append(Delimitation(np.clip((raw - null) / max(1 - null, 1e-9), 0.0, 1.0), texts))
    return found


def agreement_of(labels: Labels, resamples: Resamples, graph: sp.csr_matrix) -> float:
    """Give the mean over themes of the mean Jaccard index with their counterparts, not corrected."""
    size = int(labels.max(initial=-1)) + 1
    return float(_against(labels, size, resamples, graph)[0].mean()) if size else 0.0


def grade_of_theme(stability: float | None) -> str | None:
    """Name the grade of a theme.

    >>> grade_of_theme(0.7), grade_of_theme(0.2), grade_of_theme(None)
    ('sharp', 'vague', None)
    """
    return _grade(stability, SHARP, FAIR)


def grade_of(stability: float | None) -> str | None:
    """Name the grade of a passage in its theme, by the share of resamples that put it there.

    >>> grade_of(0.9), grade_of(0.5)
    ('sharp', 'fair')
    """
    return _grade(stability, SURE, LIKELY)


def _against(
    labels: Labels, size: int, resamples: Resamples, graph: sp.csr_matrix
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    alike = np.zeros(size)
    seen = np.zeros(size)
    inside = np.zeros(len(labels))
    drawn = np.zeros(len(labels))
    for partition in resamples.partitions:
        joined = coarsen(graph, partition, size)
        number, jaccard = counterparts(labels, joined)
        alike += jaccard
        seen += number >= 0
        here = (labels >= 0) & (joined >= 0)
        drawn += here
        inside[here] += number[labels[here]] == joined[here]
    texts = np.divide(inside, drawn, out=np.full(len(labels), np.nan), where=drawn > 0)
    return alike / np.maximum(seen, 1.0), texts


def _grade(value: float | None, high: float, low: float) -> str | None:
    if value is None or np.isnan(value):
        return None
    return "sharp" if value >= high else "fair" if value >= low else "vague"
