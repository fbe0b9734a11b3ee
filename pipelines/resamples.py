"""Resamples: the themes sought again and again in part of the contributions, to see which of them hold.

Each draw keeps four fifths of the contributions, or of the participants where they are known, in turn. The
texts of one contribution or person stay or go together.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from pipelines.communities import Network, leiden
from pipelines.graph import Neighbours, fuzzy_graph_of_part
from pipelines.partitions import Labels

KEPT = 0.8
"""Share of the contributions or participants in a resample."""
KNOWN = 0.5
"""People are drawn in turn with contributions where this share of the texts has a known participant."""
ITERATIONS = 2
"""Leiden passes over the graph so many times; more changes little, and the resamples differ by more than
that.
"""


@dataclass(frozen=True)
class Resamples:
    """Partitions of resamples: ``partitions``, shape ``(resamples, n)``, -1 where a text was not drawn."""

    partitions: npt.NDArray[np.int64]

    @cached_property
    def _numbers(self) -> npt.NDArray[np.int64]:
        """Every text's community in every resample, numbered on; 0 where it was not drawn."""
        offsets = np.cumsum([0, *(int(each.max()) + 1 for each in self.partitions[:-1])])
        return np.where(self.partitions >= 0, self.partitions + offsets[:, None] + 1, 0)

    def agreement(self, graph: sp.csr_matrix) -> sp.csr_matrix:
        """Give for every edge of a graph the share of resamples with both texts that put them together.

        The co-association of evidence accumulation (Fred & Jain 2005), of the edges only: no memory is needed
        for pairs that are nowhere near. An edge whose texts were never drawn together keeps a share of 0.
        """
        edges = sp.triu(graph, 1).tocoo()
        together = np.zeros(edges.nnz)
        drawn = np.zeros(edges.nnz)
        for numbers in self._numbers:
            first, second = numbers[edges.row], numbers[edges.col]
            both = (first > 0) & (second > 0)
            drawn += both
            together += both & (first == second)
        share = together / np.maximum(drawn, 1.0)
        upper = sp.csr_matrix((share, (edges.row, edges.col)), shape=graph.shape)
        upper.eliminate_zeros()
        return sp.csr_matrix(upper + upper.T)


def draw(
    owner: npt.NDArray[np.int64], person: npt.NDArray[np.int64], number: int, seed: int
) -> npt.NDArray[np.int64]:
    """Draw a resample: the positions of its texts, in rising order.

    ``owner`` numbers the contribution of every text and ``person`` its participant, -1 where unknown; both
    follow from content, never from an id. Odd numbers draw people where most are known.
    """
    known = person >= 0
    of_people = number % 2 == 1 and known.mean() >= KNOWN
    # A text of nobody known stands for a person of its own.
    groups = np.where(known, person, int(person.max(initial=-1)) + 1 + owner) if of_people else owner
    names = np.unique(groups)
    kept = np.random.default_rng((seed, number)).choice(
        names, max(1, round(KEPT * len(names))), replace=False
    )
    return np.flatnonzero(np.isin(groups, kept))


@dataclass(frozen=True)
class Drawn:
    """A resample that can be searched: the positions of its texts, and their network.

    ``sought`` keeps what was found at each resolution, which is asked for again once one is chosen.
    """

    kept: npt.NDArray[np.int64]
    network: Network
    seed: int
    n: int
    sought: dict[float, Labels] = field(default_factory=dict)

    def communities(self, resolution: float) -> Labels:
        """Seek communities; shape ``(n,)``, -1 for a text that was not drawn."""
        if resolution not in self.sought:
            labels = np.full(self.n, -1, dtype=np.int64)
            labels[self.kept] = leiden(
                self.network, resolution=resolution, seed=self.seed, iterations=ITERATIONS
            )
            self.sought[resolution] = labels
        return self.sought[resolution]


def drawn(
    neighbours: Neighbours,
    owner: npt.NDArray[np.int64],
    person: npt.NDArray[np.int64],
    number: int,
    *,
    k: int,
    seed: int,
) -> Drawn:
    """Draw a resample, in which a text is tied to its ``k`` nearest that were drawn too."""
    kept = draw(owner, person, number, seed)
    network = Network.of(fuzzy_graph_of_part(neighbours, kept, k))
    return Drawn(kept, network, seed + number, len(owner))
