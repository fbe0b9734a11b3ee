"""Groups of near copies: who stands for each, and that everybody in it is like that one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from corpora.repeats_shingles import Numbers, Shingles, connected, shingles_of

LIKE: Final = 0.7
"""Everybody in a group shares at least this part of its shingles with the one who stands for it."""
COMPARED: Final = 256
"""In a larger group the one that is most like the others is found by so many of them, the most sent first."""


@dataclass(frozen=True)
class Groups:
    """For every text the number of the text that stands for its group, and their Jaccard index.

    Both of shape ``(n,)``; a text that is alone stands for itself.
    """

    leader: Numbers
    similarity: npt.NDArray[np.float64]


def near_groups(texts: Sequence[str], messages: Numbers) -> Groups:
    """Group texts that are near copies; ``messages`` tells how many sent each, shape ``(n,)``.

    Texts are different from one another, and come in an order that follows from their words: it decides
    where two are as like the others. Those that are not like the one who stands for their group leave it, and
    are grouped among themselves.

    >>> letter = "Houd het loket aan de Dijkstraat open, want {} kan niet met de bus naar het stadskantoor."
    >>> texts = [letter.format("mijn moeder"), letter.format("mijn vader"), "Meer bankjes bij de bushalte."]
    >>> near_groups(texts, np.array([1, 3, 1])).leader
    array([1, 1, 2])
    """
    shingles = shingles_of(texts)
    leader = np.arange(len(texts), dtype=np.int64)
    similarity = np.ones(len(texts))
    open_ = _parts(connected(shingles))
    while open_:
        rows = open_.pop()
        first = _most_alike(shingles, rows, messages[rows])
        alike = shingles.likeness(rows, np.array([first]))[:, 0]
        stays = alike >= LIKE
        leader[rows[stays]], similarity[rows[stays]] = first, alike[stays]
        left = rows[~stays]
        if len(left) > 1:
            open_ += [left[part] for part in _parts(connected(shingles.of(left)))]
    return Groups(leader, similarity)


def _parts(labels: Numbers) -> list[Numbers]:
    """Give the rows of every number that two rows or more have."""
    order = np.argsort(labels, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(labels[order])) + 1)
    return [part for part in parts if len(part) > 1]


def _most_alike(shingles: Shingles, rows: Numbers, messages: Numbers) -> int:
    """Find the text that is most like the others of its group, copies counted each time."""
    if len(rows) == 2:
        return int(rows[messages.argmax()])
    beside = np.sort(np.argsort(-messages, kind="stable")[:COMPARED])
    total = (shingles.likeness(rows, rows[beside]) * messages[beside]).sum(axis=1)
    others = np.full(len(rows), messages[beside].sum(), dtype=np.float64)
    others[beside] -= 1
    total[beside] -= 1
    return int(rows[(total / np.maximum(others, 1)).round(9).argmax()])
