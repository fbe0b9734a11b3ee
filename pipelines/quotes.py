"""Quotes: a handful of passages per theme that together say what the theme says, each from another person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from corpora.units import span_id
from pipelines.graph import fused_similarity
from pipelines.views import View

CENTRAL = 2
"""The first so many quotes are those nearest to everything else in the theme."""
POOL = 600
"""Quotes of a large theme are chosen among the so many units that belong to it most."""
READABLE = (70, 350)
"""A passage of so many characters reads well on its own."""


def choose_quotes(
    units: pl.DataFrame,
    assignments: pl.DataFrame,
    position: dict[str, int],
    views: Sequence[View],
    number: int,
) -> pl.DataFrame:
    """Choose up to ``number`` quotes for every theme; gives table ``quotes``.

    Takes units with columns ``text`` and ``participant_id``, table ``assignments`` and the place of each unit
    in the views. Core members are quoted where enough people have one. First the passages nearest to all
    others (kind *central*), then greedily those that add most to how well the chosen ones cover the theme
    (kind *varied*; facility location: Lin & Bilmes 2011). A participant has one quote until everybody who
    could be quoted has one, then a second, and no third.
    """
    members = (
        assignments.filter(pl.col("primary"))
        .join(units.filter(pl.col("repeat_of").is_null()), on="unit_id")
        .sort(pl.col("membership"), "unit_id", descending=[True, False])
    )
    rows: list[tuple[str, str, str, int, int, int, str]] = []
    for (theme,), group in members.group_by("theme_id", maintain_order=True):
        core = group.filter("core")
        pool = (core if _voices(core) >= number else group).head(POOL)
        here = np.array([position[unit] for unit in pool["unit_id"]], dtype=np.int64)
        chosen = _choose(
            np.maximum(fused_similarity(views, here), 0.0),
            np.array([_readability(len(text)) for text in pool["text"]]),
            pool["participant_id"].to_list(),
            number,
        )
        for rank, index in enumerate(chosen, start=1):
            contribution, start, end = pool.select("contribution_id", "start", "end").row(index)
            kind = "central" if rank <= CENTRAL else "varied"
            rows.append((span_id(contribution, start, end), str(theme), contribution, start, end, rank, kind))
    names = ["quote_id", "theme_id", "contribution_id", "start", "end", "rank", "kind"]
    schema = {name: pl.Int64 if name in ("start", "end", "rank") else pl.String for name in names}
    return pl.DataFrame(rows, schema=schema, orient="row").with_columns(
        pl.col("kind").alias("reason"), pl.lit(None, pl.String).alias("grade")
    )


def _choose(
    similarity: npt.NDArray[np.float32],
    readability: npt.NDArray[np.float64],
    people: Sequence[str | None],
    number: int,
) -> list[int]:
    """Choose members of one theme by their similarities, shape ``(m, m)``."""
    covered = np.zeros(len(similarity))
    nearness = similarity.mean(axis=0) * readability
    chosen: list[int] = []
    quoted: Counter[str] = Counter()
    for per_person in (1, 2):
        while len(chosen) < number:
            free = [
                index
                for index, person in enumerate(people)
                if index not in chosen and (person is None or quoted[person] < per_person)
            ]
            if not free:
                break
            if len(chosen) < CENTRAL:
                best = max(free, key=lambda index: (nearness[index], -index))
            else:
                gain = np.maximum(similarity[:, free] - covered[:, None], 0).sum(axis=0) * readability[free]
                best = free[int(gain.argmax())]
            chosen.append(best)
            covered = np.maximum(covered, similarity[:, best])
            person = people[best]
            if person is not None:
                quoted[person] += 1
    return chosen


def _voices(units: pl.DataFrame) -> int:
    """Count the people who can be quoted; of those who are unknown each unit may be another."""
    people = units["participant_id"]
    return people.drop_nulls().n_unique() + people.null_count()


def _readability(length: int) -> float:
    """Weigh a passage by its length.

    1 where it reads well on its own, less for scraps and for walls of text.
    """
    shortest, longest = READABLE
    if length < shortest:
        return 0.25 + 0.75 * length / shortest
    return 1.0 if length <= longest else max(0.4, longest / length)
