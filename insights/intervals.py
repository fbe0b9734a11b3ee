"""Intervals: how far a figure may lie from what another draw of the same people would have given.

All are of 95 %. A share has Wilson's interval (Wilson 1927, *Probable inference, the law of succession, and
statistical inference*, JASA 22). Any other figure has the percentiles of a bootstrap by half-samples: half of
the groups, drawn without replacement, which spread as wide as the whole sample would (Shao & Wu 1989, *A
general theory for jackknife variance estimation*, Annals of Statistics 17: the delete-d jackknife with d a
half). Drawing with replacement would repeat rows, and a repeated row agrees with itself: it lifts every
measure of agreement. Groups are drawn whole, so that somebody who spoke ten times is drawn ten times or not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
FEWEST: Final = 4
"""Groups below which a bootstrap says nothing, so that there is no interval."""

Rows = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Interval:
    """The bounds of a figure."""

    low: float
    high: float

    def __str__(self) -> str:
        """Give both bounds in three decimals.

        >>> str(Interval(0.25, 0.5))
        '0.250–0.500'
        """
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


def newcombe(first: tuple[int, int], second: tuple[int, int]) -> Interval:
    """Give Newcombe's interval of the difference between two shares, each a part and a whole.

    It is the hybrid score interval of two independent groups (Newcombe 1998, *Interval estimation for the
    difference between independent proportions*, Statistics in Medicine 17, method 10).

    >>> newcombe((56, 70), (48, 80))
    Interval(low=0.052..., high=0.333...)
    """
    shares = [part / whole if whole else 0.5 for part, whole in (first, second)]
    one, other = wilson(*first), wilson(*second)
    difference = shares[0] - shares[1]
    below = sqrt((shares[0] - one.low) ** 2 + (other.high - shares[1]) ** 2)
    above = sqrt((one.high - shares[0]) ** 2 + (shares[1] - other.low) ** 2)
    return Interval(max(-1.0, difference - below), min(1.0, difference + above))


def bootstrap(
    figures: Callable[[Rows], Values],
    groups: Rows,
    draws: int = DRAWS,
    bounds: tuple[float, float] = (-np.inf, np.inf),
) -> tuple[Interval | None, ...]:
    """Give an interval for every figure of rows, from half-samples of their groups.

    ``groups`` has the number of each row's group, from 0, shape ``(rows,)``; ``figures`` takes the numbers of
    the rows that were drawn, shape ``(drawn,)``, and gives figures, shape ``(figures,)``; those that are not
    a number are left out. The percentiles are moved so that the mean of the draws lies on the figure of all
    rows, as a measure without a correction for chance is higher in fewer rows; they stay between ``bounds``.
    A figure has no interval where there are fewer than :data:`FEWEST` groups, or where most draws lack it.
    """
    order = np.argsort(groups, kind="stable").astype(np.int64)
    count, whole = int(groups.max(initial=-1)) + 1, figures(order)
    if count < FEWEST or not draws:
        return tuple(None for _ in whole)
    members = np.split(order, np.searchsorted(groups[order], np.arange(1, count)))
    generator = np.random.default_rng(SEED)
    drawn = np.array([figures(_half(members, generator)) for _ in range(draws)])
    return tuple(_percentiles(drawn[:, column], whole[column], bounds) for column in range(len(whole)))


def _half(members: Sequence[Rows], generator: np.random.Generator) -> Rows:
    """Draw half of the groups and give their rows."""
    chosen = generator.choice(len(members), size=(len(members) + 1) // 2, replace=False)
    return np.concatenate([members[group] for group in chosen])


def _percentiles(values: Values, whole: float, bounds: tuple[float, float]) -> Interval | None:
    known = values[~np.isnan(values)]
    if np.isnan(whole) or 2 * known.size < values.size:
        return None
    low, high = np.clip(np.percentile(known, (2.5, 97.5)) - known.mean() + whole, *bounds)
    return Interval(float(low), float(high))
