"""Attention: how much of what a person says is on a theme, compared between two groups of people.

The attention of a person for a theme is the share of their own core units that is on it; that of a group is
the mean over its people, each counting once, however much they wrote.

The *interval* of the difference is Welch's, over people (Welch 1947, *The generalization of "Student's"
problem when several different population variances are involved*, Biometrika 34). Where some people are in
both groups, as with two rounds, their shares go together and are taken so (Derrick, Russ, Toher & White 2017,
*Test statistics for the comparison of means for two samples that include both paired and independent
observations*, Journal of Modern Applied Statistical Methods 16(1), statistic T_new2): Welch's where nobody is
in both, the paired interval where everybody is.

The *test* takes the larger of two standard errors: that of the interval, and the one to expect if both groups
had the same attention. A small group in which by chance nobody mentions a rare theme has no spread, so that
Welch's test takes it for certain; the second error follows from the attention of all people together, from
how far people differ, and from how much each wrote (a share of n units has variance
p(1 - p)(r + (1 - r)/n), with r by moments: Kleinman 1973, *Proportions with extraneous variance: single and
independent samples*, JASA 68). Chosen by simulation: see ``docs/comparing.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]

COVERED: Final = 0.95
"""How often an interval is meant to cover the true difference."""


@dataclass(frozen=True)
class Attention:
    """What the people of a group say.

    ``shares`` of their units on every theme, of shape ``(…, people, themes)``; ``units`` is how many units
    each has, of shape ``(…, people)``. Axes before those are other groups of the same size, as in a
    simulation.
    """

    shares: Values
    units: Values

    @classmethod
    def of(cls, counts: Values) -> Attention:
        """Take units by person and theme, ``(…, people, themes)``; everybody has one or more."""
        units = counts.sum(axis=-1)
        return cls(counts / units[..., None], units)

    @property
    def people(self) -> int:
        """How many people there are."""
        return int(self.shares.shape[-2])

    @property
    def mean(self) -> Values:
        """The attention of the group, ``(…, themes)``."""
        return np.asarray(self.shares.mean(axis=-2))


@dataclass(frozen=True)
class Contrast:
    """The difference in attention, its interval, and its probability by chance, ``(…, themes)`` each."""

    difference: Values
    low: Values
    high: Values
    p: Values


def contrast(first: Attention, second: Attention, both: Rows | None = None) -> Contrast:
    """Compare the attention of two groups, the first less the second.

    Parameters
    ----------
    first, second
        The groups. Nothing can be told of a group of one: no interval narrower than all there is, and p = 1.
    both
        People who are in both: their row in the first and in the second, of shape ``(shared, 2)``.

    Examples
    --------
    >>> one = Attention.of(np.array([[5.0, 5.0], [2.0, 3.0], [3.0, 2.0], [1.0, 1.0]]))
    >>> other = Attention.of(np.array([[1.0, 9.0], [0.0, 3.0], [1.0, 4.0], [0.0, 2.0]]))
    >>> found = contrast(one, other)
    >>> f"{found.difference[0]:.3f} ({found.low[0]:.3f} to {found.high[0]:.3f})"
    '0.425 (0.270 to 0.580)'
    """
    if min(first.people, second.people) < 2:
        difference = (
            first.mean - second.mean if first.people and second.people else np.zeros(first.shares.shape[-1])
        )
        return Contrast(
            difference, np.full_like(difference, -1), np.ones_like(difference), np.ones_like(difference)
        )
    from scipy.special import stdtr, stdtrit  # scipy takes a while to import

    sizes = first.people, second.people
    spread = [part.shares.var(axis=-2, ddof=1) / part.people for part in (first, second)]
    shared = 0 if both is None else len(both)
    together = np.zeros(spread[0].shape)
    if both is not None and shared > 1:
        pairs = first.shares[..., both[:, 0], :], second.shares[..., both[:, 1], :]
        about = [part - part.mean(axis=-2, keepdims=True) for part in pairs]
        together = (about[0] * about[1]).sum(axis=-2) / (shared - 1) * shared / (sizes[0] * sizes[1])
    difference = first.mean - second.mean
    variance = np.maximum(spread[0] + spread[1] - 2 * together, 0.0)
    alike = np.maximum(sum(_variances_if_alike(first, second)) - 2 * together, variance)
    with np.errstate(divide="ignore", invalid="ignore"):
        welch = (spread[0] + spread[1]) ** 2 / (
            spread[0] ** 2 / (sizes[0] - 1) + spread[1] ** 2 / (sizes[1] - 1)
        )
        alone = sizes[0] + sizes[1] - 2 * shared
        freedom = shared - 1 + (welch - shared + 1) * alone / (alone + 2 * shared) if shared else welch
        p = 2 * stdtr(freedom, -np.abs(difference) / np.sqrt(alike))
        half = stdtrit(freedom, 0.5 + COVERED / 2) * np.sqrt(variance)
    # Where nobody differs from the others of their group there is nothing to doubt.
    known = variance > 0
    half, p = np.where(known, half, 0.0), np.where(known, p, difference == 0)
    return Contrast(difference, np.clip(difference - half, -1, 1), np.clip(difference + half, -1, 1), p)


def expected(
    mentions: tuple[npt.ArrayLike, npt.ArrayLike], people: tuple[int, int]
) -> npt.NDArray[np.float64]:
    """Give how many of the smaller group would mention a theme if both groups mentioned it alike.

    Parameters
    ----------
    mentions
        How many people of each group mention it, of any shape.
    people
        How many people each group has.

    >>> expected(([6, 1], [30, 2]), (20, 60))
    array([9.  , 0.75])
    """
    both = np.asarray(mentions[0], dtype=np.float64) + np.asarray(mentions[1], dtype=np.float64)
    return both / sum(people) * min(people)


def false_discovery(p: Values) -> Values:
    """Correct probabilities for how many were tested: the q-values of Benjamini and Hochberg.

    Benjamini & Hochberg 1995, *Controlling the false discovery rate*, JRSS B 57(1). What is not a number was
    not tested, and stays so. Shape ``(…, themes)``.

    >>> false_discovery(np.array([0.01, 0.02, np.nan, 0.5])).round(3)
    array([0.03, 0.03,  nan, 0.5 ])
    """
    order = np.argsort(-p, axis=-1, kind="stable")  # what is not a number comes last
    tested = np.sum(~np.isnan(p), axis=-1, keepdims=True)
    rank = tested - np.arange(p.shape[-1])
    stepped = np.take_along_axis(p, order, axis=-1) * tested / np.maximum(rank, 1)
    lowest = np.minimum.accumulate(np.where(rank > 0, stepped, np.inf), axis=-1)
    found = np.empty(p.shape)
    np.put_along_axis(found, order, np.where(rank > 0, np.minimum(lowest, 1.0), np.nan), axis=-1)
    return found


def _variances_if_alike(first: Attention, second: Attention) -> tuple[Values, Values]:
    """Give the variance of the mean of both groups if they had the same attention."""
    groups = first, second
    people = first.people + second.people
    mean = sum(group.shares.sum(axis=-2) for group in groups) / people
    by_chance = [(1 / group.units).sum(axis=-1)[..., None] for group in groups]
    squares = sum(((group.shares - mean[..., None, :]) ** 2).sum(axis=-2) for group in groups)
    most, alone = mean * (1 - mean), sum(by_chance)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = (squares * people / (people - 1) / most - alone) / (people - alone)
    likeness = np.clip(np.nan_to_num(spread, nan=0.0, posinf=0.0, neginf=0.0), 0.0, 1.0)
    one, other = (
        most * (likeness + (1 - likeness) * chance / group.people) / group.people
        for group, chance in zip(groups, by_chance, strict=True)
    )
    return one, other
