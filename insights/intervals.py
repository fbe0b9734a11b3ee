"""Intervals: how far a figure may lie from what another draw of the same people would have given.

All are of 95 %. A share has Wilson's interval (1927). Any other figure has the percentiles of a bootstrap of
half-samples: half of the groups, drawn without replacement, which spreads as wide as the whole sample would
(Shao & Wu 1989, the delete-d jackknife with d a half). Drawing with replacement would repeat rows, and a
repeated row agrees with itself: it lifts every measure of agreement. Groups are drawn whole, so that somebody
who spoke ten times is drawn ten times or not at all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt
from typing import Final

import numpy as np
import numpy.typing as npt

Z: Final = 1.959963984540054
"""The deviation that leaves 2.5 % on either side of a normal distribution."""
DRAWS: Final = 500
"""Resamples of a bootstrap."""
SEED: Final = 42

Rows = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Interval:
    """The bounds of a figure."""

    low: float
    high: float

    def __str__(self) -> str:
        """Give both bounds in three decimals."""
        return f"{self.low:.3f}–{self.high:.3f}"


def wilson(part: int, whole: int) -> Interval:
    """Give Wilson's interval of a share; from 0 to 1 where there is nothing to take a share of.

    >>> wilson(8, 10)
    Interval(low=0.490..., high=0.943...)
    """
    if whole <= 0:
        return Interval(0.0, 1.0)
    share, square = part / whole, Z * Z / whole
    middle = (share + square / 2) / (1 + square)
    half = Z * sqrt(share * (1 - share) / whole + square / (4 * whole)) / (1 + square)
    return Interval(
        0.0 if part == 0 else max(0.0, middle - half), 1.0 if part == whole else min(1.0, middle + half)
    )


def bootstrap(
    figures: Callable[[Rows], Values], groups: Rows, draws: int = DRAWS, seed: int = SEED
) -> tuple[Interval, ...]:
    """Give an interval for every figure of rows, from half-samples of their groups.

    ``groups`` has the number of each row's group, from 0, shape ``(rows,)``; ``figures`` takes the numbers of
    the rows that were drawn and gives figures of shape ``(figures,)``, of which those that are not a number
    are left out.
    """
    order = np.argsort(groups, kind="stable").astype(np.int64)
    count = int(groups.max(initial=-1)) + 1
    if count == 0:
        return ()
    members = np.split(order, np.searchsorted(groups[order], np.arange(1, count)))
    half = (count + 1) // 2
    generator = np.random.default_rng(seed)
    drawn = np.array(
        [
            figures(
                np.concatenate(
                    [members[group] for group in generator.choice(count, size=half, replace=False)]
                )
            )
            for _ in range(draws)
        ]
    )
    return tuple(_percentiles(drawn[:, column]) for column in range(drawn.shape[1]))


def _percentiles(values: Values) -> Interval:
    known = values[~np.isnan(values)]
    if not known.size:
        return Interval(float("nan"), float("nan"))
    low, high = np.percentile(known, (2.5, 97.5))
    return Interval(float(low), float(high))
