"""The trade-off between detail and what holds: resolutions tried on resamples and on random data.

The finest level is made at the resolution whose communities come back in resamples most in excess of what
random data give: a corpus of many small subjects gets more themes than one of a few broad ones, and no label
is needed for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt
import polars as pl
import scipy.sparse as sp

from pipelines.chance import Chance
from pipelines.communities import Network, absorb_small, by_size, leiden
from pipelines.graph import fused_similarity
from pipelines.partitions import Labels, adjusted_rand_index
from pipelines.resamples import ITERATIONS, Drawn
from pipelines.views import View, count_rows

FACTORS = (0.63, 1.0, 1.6, 2.5, 4.0)
"""The resolutions that are tried, as factors of the one in the settings."""
LEAST = 1.0
"""The finest level takes none below this factor: random data then fall into one community or two."""
NEARLY: float = 0.05
"""The resolution of a previous run stays where it comes less than this short of the best: seeds differ so."""
SAMPLE = 1000
"""Coherence is measured among at most so many texts, spread evenly over the corpus."""


def trade_off(
    views: Sequence[View],
    graph: sp.csr_matrix,
    draws: Sequence[Drawn],
    chance: Chance,
    *,
    resolution: float,
    seed: int,
    minimum: int,
    before: float | None = None,
) -> pl.DataFrame:
    """Try the resolutions; gives table ``resolutions``, lowest first, the best one chosen.

    ``draws`` are resamples of the corpus. Stability is the mean adjusted Rand index between the partitions of
    every two resamples, once of the corpus and once of random data; coherence the mean similarity inside
    themes less that between them, in standard deviations. Of two that do equally well the finer one is
    chosen; that of the run ``before`` stays where it does nearly as well as the best, so that more
    contributions do not split or join all themes for next to nothing.
    """
    whole = Network.of(graph)
    sample = np.unique(np.linspace(0, count_rows(views[0]) - 1, SAMPLE).astype(np.int64))
    similarity = fused_similarity(views, sample)
    rows = []
    for factor in FACTORS:
        value = factor * resolution
        found = by_size(
            absorb_small(graph, leiden(whole, resolution=value, seed=seed, iterations=ITERATIONS), minimum)
        )
        sizes = np.bincount(found[found >= 0]) if found.max(initial=-1) >= 0 else np.zeros(1, dtype=np.int64)
        rows.append(
            {
                "resolution": round(value, 6),
                "themes": int(found.max(initial=-1)) + 1,
                "stability": _stability(draws, value),
                "null": _stability(chance.draws, value),
                "coherence": _coherence(similarity, found[sample]),
                "smallest": int(sizes.min()),
                "largest": int(sizes.max()),
            }
        )
    return choose(pl.DataFrame(rows), least=LEAST * resolution, before=before)


def choose(table: pl.DataFrame, *, least: float, before: float | None = None) -> pl.DataFrame:
    """Mark the resolution to take, of those from ``least`` up, and that of the run ``before``.

    >>> tried = pl.DataFrame({"resolution": [1.0, 1.6], "stability": [0.55, 0.6], "null": [0.1, 0.12]})
    >>> choose(tried, least=1.0)["chosen"].to_list(), choose(tried, least=1.0, before=1.0)["chosen"].to_list()
    ([False, True], [True, False])
    """
    excess = pl.when(pl.col("resolution") >= round(least, 6)).then(pl.col("stability") - pl.col("null"))
    known = pl.lit(False) if before is None else pl.col("resolution") == round(before, 6)
    table = table.with_columns(known.alias("previous"), excess.alias("excess"))
    kept = table.filter(pl.col("previous") & (pl.col("excess") > pl.col("excess").max() - NEARLY))
    best = kept if kept.height else table.filter(pl.col("excess") == pl.col("excess").max())
    chosen = pl.col("resolution") == best["resolution"].max()
    return table.with_columns(chosen.fill_null(False).alias("chosen")).select(
        pl.exclude("excess", "chosen", "previous"), "chosen", "previous"
    )


def chosen_resolution(table: pl.DataFrame) -> float:
    """Give the resolution that the trade-off chose."""
    return float(table.filter("chosen")["resolution"][0])


def _stability(draws: Sequence[Drawn], resolution: float) -> float:
    partitions = [drawn.communities(resolution) for drawn in draws]
    pairs = [adjusted_rand_index(one, two) for one, two in combinations(partitions, 2)]
    return round(float(np.mean(pairs)), 6) if pairs else 0.0


def _coherence(similarity: npt.NDArray[np.float32], labels: Labels) -> float:
    others = ~np.eye(len(labels), dtype=bool)
    same = (labels[:, None] == labels[None, :]) & (labels[:, None] >= 0) & others
    apart = ~same & others
    spread = float(similarity[others].std(dtype=np.float64))
    if not same.any() or not apart.any() or spread == 0:
        return 0.0
    inside, between = (float(similarity[part].mean(dtype=np.float64)) for part in (same, apart))
    return round((inside - between) / spread, 6)
