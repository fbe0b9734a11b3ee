"""What became of the wishes for a run, as table ``steering`` tells it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import polars as pl

from corpora.tables import Steering, conform
from pipelines.steering import CONTRADICTS, NOT_ONE, Link, outcome, steering_table
from pipelines.themes import Found

CODED = "some of it has a code of the codebook, and a code follows from what is said"


def wishes_met(
    links: Sequence[Link],
    told: Sequence[tuple[str, str, str, str | None]],
    found: Found,
    quotes: pl.DataFrame,
    units: pl.DataFrame,
    codes: Collection[str] = (),
) -> pl.DataFrame:
    """Hold every wish against the themes and quotes of the run; gives table ``steering``.

    ``told`` is what :func:`~pipelines.steering.pins` found of pinned quotes, ``codes`` are the themes that
    stand for a code.
    """
    primary = found.assignments.filter("primary")
    finest = primary.filter(pl.col("level") == pl.col("level").max())
    inside = primary.group_by("theme_id").agg("unit_id").iter_rows()
    members = {theme: set(those) for theme, those in inside}
    met = outcome(links, dict(finest.select("unit_id", "theme_id").iter_rows()), members)
    coded = set(primary.filter(pl.col("theme_id").is_in(list(codes)))["unit_id"])
    met = [
        (wish, subject, honoured, CODED if reason in (CONTRADICTS, NOT_ONE) and _any(link, coded) else reason)
        for (wish, subject, honoured, reason), link in zip(met, links, strict=True)
    ]
    return conform(steering_table(met, told, quotes, units), Steering)


def _any(link: Link, coded: Collection[str]) -> bool:
    return any(unit in coded for group in link.units for unit in group)
