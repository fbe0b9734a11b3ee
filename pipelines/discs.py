"""Discs: circles of given sizes laid beside one another, those that belong together close by.

A circle keeps its place as far as the others let it: all are drawn to the middle, and pushed apart where they
overlap. Every step moves all circles at once, so no order plays a part.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]

STEPS: Final = 160
"""Steps in which circles are drawn to the middle and pushed apart; in as many more at most only pushed."""
PULL: Final = 0.06
"""The part of its way to the middle that a circle goes in one step, less and less."""
SPREAD: Final = 1.5
"""How far apart the circles begin, as a factor of the circle that has the area of all."""
EVENLY: Final = 0.8
"""How far points are moved round their disc until they lie evenly; at 1 nothing is left of their clusters."""


def beside_one_another(places: Points, radii: npt.NDArray[np.float64], gap: float) -> Points:
    """Give centres for circles near their ``places``, shape ``(n, 2)``, with ``gap`` between any two.

    The middle of all, each by its area, is the origin.

    >>> beside_one_another(np.array([[0.0, 0.0], [1.0, 0.0]]), np.array([1.0, 1.0]), 0.0).round(3).tolist()
    [[-1.0, 0.0], [1.0, 0.0]]
    """
    area = radii**2
    centres = places - area @ places / area.sum()
    if len(centres) < 2:
        return np.zeros_like(centres)
    reach = float(np.sqrt(area @ (centres**2).sum(axis=1) / area.sum()))
    centres = centres * (SPREAD * float(np.sqrt(area.sum())) / reach if reach > 0 else 1.0)
    least = radii[:, None] + radii[None, :] + gap
    np.fill_diagonal(least, 0.0)
    yields = area[None, :] / (area[:, None] + area[None, :])
    for step in range(2 * STEPS):
        if step < STEPS:
            centres = centres * (1 - PULL * (1 - step / STEPS))
        apart = centres[:, None, :] - centres[None, :, :]
        distance = np.sqrt((apart**2).sum(axis=2))
        overlap = np.maximum(least - distance, 0.0)
        if step >= STEPS and float(overlap.max()) < 1e-6 * float(radii.max()):
            break
        way = np.where(
            distance[..., None] > 1e-9, apart / np.maximum(distance, 1e-9)[..., None], _ways(len(centres))
        )
        centres = centres + ((overlap * yields)[..., None] * way).sum(axis=1)
    return np.asarray(centres - area @ centres / area.sum())


def filled(scores: Points) -> Points:
    """Spread points over the unit disc: where each goes follows from the ranks of its direction and distance.

    ``scores``, shape ``(n, 2)``, are first made as wide one way as the other.
    """
    n = len(scores)
    centred = scores - scores.mean(axis=0)
    spread, axes = np.linalg.eigh(centred.T @ centred / n)
    even = centred @ (axes / np.sqrt(np.maximum(spread, 1e-12))) @ axes.T
    distance = np.sqrt((_ranks(np.hypot(even[:, 0], even[:, 1])) + 0.5) / n)
    angle = np.arctan2(even[:, 1], even[:, 0])
    evenly = 2 * np.pi * _ranks(angle) / n - np.pi
    turned = angle + EVENLY * (evenly - angle)
    return np.stack([distance * np.cos(turned), distance * np.sin(turned)], axis=1)


def _ranks(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Give the rank of every value, from 0; equal ones keep their order."""
    ranks = np.empty(len(values))
    ranks[np.argsort(values.round(9), kind="stable")] = np.arange(len(values))
    return ranks


GOLDEN: Final = float(np.pi * (3 - np.sqrt(5)))
"""The golden angle: points turned by it one after another never fall in line."""


def _ways(n: int) -> Points:
    """Give a way to go, for each of two circles with the same centre, against that of the other."""
    number = np.arange(n)
    angle = (number[:, None] + number[None, :]) * GOLDEN
    sign = np.sign(number[:, None] - number[None, :])
    return np.asarray(np.stack([np.cos(angle), np.sin(angle)], axis=2) * sign[..., None])
