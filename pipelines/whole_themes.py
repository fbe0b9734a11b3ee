"""Whole themes: keeping a theme of a level above the finest one theme, with the subthemes it is made of."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from pipelines.communities import Levels, by_size, tie_weights
from pipelines.links import Link
from pipelines.partitions import Labels
from pipelines.steering import positions


def keep_whole(
    graph: sp.csr_matrix, levels: Levels, links: Sequence[Link], position: dict[str, int]
) -> Levels:
    """Gather the texts of every protected theme above the finest level in one theme of its level.

    A finest community is of the theme when so many of its texts are that most of those the previous run had
    must be; texts of the theme that are elsewhere go to the one of those that they are tied to most, unless
    another wish is about them. Every level stays a true coarsening of the next.
    """
    above = sorted((link.level, link.subject, link) for link in links if link.level and not link.unmet)
    if not above or len(levels.partitions) < 2 or not levels.sizes[-1]:
        return levels
    partitions = [labels.copy() for labels in levels.partitions]
    others = [group for link in links if not link.level and not link.unmet for group in link.units]
    held = set(np.concatenate([positions(group, position) for group in others]).tolist()) if others else set()
    for level, _, link in above:
        texts = positions(link.units[0], position)
        _gather(partitions, graph, texts, min(level or 1, len(partitions) - 1) - 1, link.known, held)
    return Levels(tuple(by_size(labels) for labels in partitions))


def _gather(
    partitions: list[Labels],
    graph: sp.csr_matrix,
    texts: npt.NDArray[np.int64],
    level: int,
    known: float,
    held: set[int],
) -> None:
    fine = partitions[-1]
    count = int(fine.max()) + 1
    own = np.bincount(fine[texts][fine[texts] >= 0], minlength=count)
    of_theme = 2 * own > known * np.bincount(fine[fine >= 0], minlength=count)
    loose = np.array([text for text in texts.tolist() if text not in held], dtype=np.int64)
    if not own.any() or not (of_theme.any() or len(loose)):
        return
    if of_theme.any():
        strays = loose[(fine[loose] < 0) | ~of_theme[fine[loose]]]
        ties = np.where(of_theme, tie_weights(graph, fine)[strays] + 1e-9 * own, -1.0).round(12)
        homes = np.array([np.flatnonzero(fine == one)[0] for one in ties.argmax(axis=1)], dtype=np.int64)
        for labels in partitions:
            labels[strays] = labels[homes]
    else:
        near = int(np.flatnonzero(fine == own.argmax())[0])
        for labels in partitions[:-1]:
            labels[loose] = labels[near]
        fine[loose] = count
        of_theme = np.append(of_theme, True)
    mine = (fine >= 0) & of_theme[fine]
    for number, labels in enumerate(partitions[:-1]):
        if number < level:
            labels[mine] = np.bincount(labels[mine]).argmax()
        else:
            labels[mine] = int(labels.max()) + 1 + (labels[mine] if number > level else 0)
