"""Attention: how much of what a person says is on a theme, compared between two groups of people.

The attention of a person for a theme is the share of their own core units that is on it; that of a group is
the mean over its people, each counting once, however much they wrote. The difference between two groups has
an interval and a probability by Welch's t test on people (Welch 1947, *The generalization of "Student's"
problem when several different population variances are involved*, Biometrika 34). Where some people are in
both groups, as with two rounds, their shares go together and the test for partially overlapping samples is
taken (Derrick, Russ, Toher & White 2017, *Test statistics for the comparison of means for two samples that
include both paired and independent observations*, Journal of Modern Applied Statistical Methods 16(1),
statistic T_new2): Welch's where nobody is in both, the paired t test where everybody is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]

LEVEL: Final = 0.95
"""Of all intervals."""


@dataclass(frozen=True)
class Contrast:
    """The attention of two groups for every theme, and the interval of the difference, ``(themes,)`` each."""

    first: Values
    second: Values
    low: Values
    high: Values
    p: Values

    @property
    def difference(self) -> Values:
        """The attention of the first group less that of the second."""
        return self.first - self.second


def contrast(first: Values, second: Values, both: Rows | None = None) -> Contrast:
    """Compare the attention of two groups.

    Parameters
    ----------
    first, second
        Shares of people, of shape ``(people, themes)``.
    both
        People who are in both: their row in the first and in the second, of shape ``(shared, 2)``.

    Examples
    --------
    >>> one = np.array([[0.5], [0.4], [0.6], [0.5]])
    >>> found = contrast(one, one - 0.4)
    >>> f"{found.difference[0]:.2f} ({found.low[0]:.2f} to {found.high[0]:.2f})"
    '0.40 (0.26 to 0.54)'
    """
    from scipy.special import stdtr, stdtrit  # scipy takes a while to import

    sizes = len(first), len(second)
    means = first.mean(axis=0), second.mean(axis=0)
    spread = [part.var(axis=0, ddof=1) / size for part, size in zip((first, second), sizes, strict=True)]
    shared = 0 if both is None else len(both)
    together = np.zeros(first.shape[1])
    if both is not None and shared > 1:
        paired = first[both[:, 0]], second[both[:, 1]]
        about = [part - part.mean(axis=0) for part in paired]
        together = (about[0] * about[1]).sum(axis=0) / (shared - 1) * shared / (sizes[0] * sizes[1])
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt(np.maximum(spread[0] + spread[1] - 2 * together, 0.0))
        welch = (spread[0] + spread[1]) ** 2 / (
            spread[0] ** 2 / (sizes[0] - 1) + spread[1] ** 2 / (sizes[1] - 1)
        )
        alone = sizes[0] + sizes[1] - 2 * shared
        freedom = shared - 1 + (welch - shared + 1) * alone / (alone + 2 * shared) if shared else welch
        difference = means[0] - means[1]
        p = 2 * stdtr(freedom, -np.abs(difference / error))
        half = stdtrit(freedom, 0.5 + LEVEL / 2) * error
    # Where nobody differs from the others of their group there is nothing to doubt.
    known = error > 0
    half, p = np.where(known, half, 0.0), np.where(known, p, difference == 0)
    low, high = (np.clip(difference + side * half, -1, 1) for side in (-1, 1))
    return Contrast(*means, low, high, p)


def false_discovery(p: Values) -> Values:
    """Correct probabilities for how many were tested: the q-values of Benjamini and Hochberg.

    Benjamini & Hochberg 1995, *Controlling the false discovery rate*, JRSS B 57(1). What is not a number was
    not tested, and stays so. Shape ``(themes,)``.

    >>> false_discovery(np.array([0.01, 0.02, np.nan, 0.5])).round(3)
    array([0.03, 0.03,  nan, 0.5 ])
    """
    tested = np.flatnonzero(~np.isnan(p))
    found = np.full(p.shape, np.nan)
    if tested.size:
        order = tested[np.argsort(-p[tested], kind="stable")]
        ranks = np.arange(tested.size, 0, -1)
        found[order] = np.minimum(1.0, np.minimum.accumulate(p[order] * tested.size / ranks))
    return found
