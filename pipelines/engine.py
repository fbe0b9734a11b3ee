"""The engine: from views to nested communities, with what resamples and random data say of them.

Views are joined into one neighbour graph; communities are sought in resamples of it; what the resamples agree
on, edge by edge, is the graph in which the themes are found. A theme that only one cut of the graph shows
does not come through, and the same resamples tell how sharply each theme is drawn.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl
import scipy.sparse as sp

from corpora.progress import Progress
from pipelines.chance import Chance, random_data
from pipelines.communities import Levels, coarsen, finest_communities, nested
from pipelines.delimitation import Delimitation, agreement_of, delimit
from pipelines.graph import Neighbours, fuzzy_graph, nearest_neighbours
from pipelines.partitions import Labels
from pipelines.resamples import Drawn, Resamples, drawn
from pipelines.settings import GRANULARITY, Settings
from pipelines.trade_off import FACTORS, chosen_resolution, trade_off
from pipelines.views import View, count_rows

SHARE, FEWEST = 12, 10
"""A text has one in so many of all texts for neighbours, and at least so many."""
CANDIDATES = 1.5
"""So many times as many neighbours are kept, so that a resample still has enough."""
MANY, LARGE = 2_500, 20_000
"""Past so many texts two thirds, and past the other a third, of the resamples do; there half the neighbours
too.
"""
TRIED, NULL = 10, 8
"""Resamples on which every resolution is tried (half past :data:`MANY`), and resamples of random data."""
MORE_DETAIL = 1.3
"""Where more themes are asked for than were found the resolution is raised by this factor, time and again."""


@dataclass(frozen=True)
class Communities:
    """What the engine found: the graph of ties, the levels, and per level how sharply its themes are drawn.

    ``resolutions`` is the table of the trade-off; it and ``delimitation`` are empty where no resamples were
    asked.
    """

    graph: sp.csr_matrix
    levels: Levels
    delimitation: tuple[Delimitation, ...] = ()
    resolutions: pl.DataFrame | None = None


def neighbourhood(n: int, settings: Settings) -> int:
    """Say how many neighbours a text has in the graph of ``n`` texts."""
    most = settings.neighbours if n <= LARGE else max(FEWEST, settings.neighbours // 2)
    return max(1, min(n - 1, most, max(FEWEST, n // SHARE)))


def find_communities(
    views: Sequence[View],
    owner: npt.NDArray[np.int64],
    person: npt.NDArray[np.int64],
    settings: Settings,
    progress: Progress,
    steer: Callable[[sp.csr_matrix], sp.csr_matrix] = lambda graph: graph,
    enforce: Callable[[sp.csr_matrix, Labels], Labels] = lambda graph, labels: labels,
    keep: Callable[[sp.csr_matrix, Levels], Levels] = lambda graph, levels: levels,
    before: float | None = None,
) -> Communities:
    """Find communities at nested levels.

    ``owner`` numbers the contribution of every text and ``person`` its participant (-1: unknown), each of
    shape ``(n,)``. ``steer`` may change the graph before communities are sought, and ``enforce`` the finest
    communities after that, ``keep`` the levels: the wishes of people. ``before`` is the resolution of a
    previous run.
    """
    n = count_rows(views[0])
    k = neighbourhood(n, settings)
    near = nearest_neighbours(views, min(n - 1, math.ceil(CANDIDATES * k)), progress)
    plain = fuzzy_graph(_nearest(near, k))
    number = _resamples(n, settings)
    if not number:
        with progress.step("finding themes"):
            finest, _ = _finest(steer(plain), settings.finest_resolution, settings, enforce)
            return Communities(plain, keep(plain, nested(plain, finest, settings.themes)))
    resampling = _Resampling(near, owner, person, k, number, settings)
    with progress.step("resampling", number + len(FACTORS), "resamples") as bar:
        chance = random_data(
            views, k=k, candidates=math.ceil(CANDIDATES * k), resamples=min(NULL, number), seed=settings.seed
        )
        tried = resampling.drawn(range(min(TRIED if n <= MANY else TRIED // 2, number)))
        table = trade_off(
            views,
            plain,
            tried,
            chance,
            resolution=settings.resolution,
            seed=settings.seed,
            minimum=settings.minimum_theme,
            before=before,
        )
        bar.advance(len(FACTORS))
        resolution = chosen_resolution(table) * GRANULARITY[settings.granularity]
        resampled = resampling.search(tried, resolution, bar.advance)
    with progress.step("finding themes"):
        agreed = resampled.agreement(fuzzy_graph(near))
        finest, resolution = _finest(steer(agreed), resolution, settings, enforce)
        levels = keep(agreed, nested(plain, finest, settings.themes))
        if not levels.sizes[-1]:
            return Communities(agreed, levels)
        nulls = _by_chance(chance, levels, resolution, settings)
        return Communities(agreed, levels, tuple(delimit(levels, resampled, plain, nulls)), table)


@dataclass(frozen=True)
class _Resampling:
    """How resamples of a corpus are drawn: each when it is asked for, as all at once would fill memory."""

    near: Neighbours
    owner: npt.NDArray[np.int64]
    person: npt.NDArray[np.int64]
    k: int
    number: int
    settings: Settings

    def drawn(self, numbers: Iterable[int]) -> tuple[Drawn, ...]:
        seed = self.settings.seed
        return tuple(drawn(self.near, self.owner, self.person, one, k=self.k, seed=seed) for one in numbers)

    def search(self, ready: tuple[Drawn, ...], resolution: float, advance: Callable[[], None]) -> Resamples:
        """Seek communities in all resamples, of which the first are ``ready``."""
        partitions = []
        for one in range(self.number):
            sample = ready[one] if one < len(ready) else self.drawn([one])[0]
            partitions.append(sample.communities(resolution))
            advance()
        return Resamples(np.stack(partitions))


def _finest(
    graph: sp.csr_matrix,
    resolution: float,
    settings: Settings,
    enforce: Callable[[sp.csr_matrix, Labels], Labels],
) -> tuple[Labels, float]:
    """Find the finest communities, with more detail where a person asks for more themes than there are."""
    for _ in range(20):
        labels = finest_communities(
            graph,
            resolution=resolution,
            seed=settings.seed,
            restarts=settings.restarts,
            minimum=settings.minimum_theme,
        )
        if int(labels.max(initial=-1)) + 1 >= (settings.themes or 0):
            break
        resolution *= MORE_DETAIL
    return enforce(graph, labels), resolution


def _resamples(n: int, settings: Settings) -> int:
    thirds = 3 if n <= MANY else 2 if n <= LARGE else 1
    return math.ceil(settings.resamples * thirds / 3)


def _nearest(neighbours: Neighbours, k: int) -> Neighbours:
    return Neighbours(neighbours.indices[:, :k], neighbours.similarity[:, :k])


def _by_chance(chance: Chance, levels: Levels, resolution: float, settings: Settings) -> list[float]:
    """Search random data for as many themes; gives, per level, how well they come back in resamples."""
    for _ in range(20):
        resampled = Resamples(np.stack([one.communities(resolution) for one in chance.draws]))
        agreed = resampled.agreement(chance.graph)
        finest = finest_communities(
            agreed, resolution=resolution, seed=settings.seed, restarts=1, minimum=settings.minimum_theme
        )
        if int(finest.max(initial=-1)) + 1 >= levels.sizes[-1]:
            break
        resolution *= MORE_DETAIL
    joined = (coarsen(chance.graph, finest, size) for size in levels.sizes)
    return [agreement_of(labels, resampled, chance.graph) for labels in joined]
