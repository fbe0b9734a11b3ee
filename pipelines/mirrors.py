"""What a theme mirrors besides its subject: one question, one role, one source, or one participant.

A theme that nearly all comes from one of these may be about how people were asked, or who was asked, more
than about what they said. It is not taken away for that; whoever reads it is told.
"""

from __future__ import annotations

from collections import defaultdict

import polars as pl

KEYS = ("question", "role", "source")
NEARLY_ALL = 0.8
"""A theme mirrors a question, role or source that at least this share of its messages have …"""
LIFT = 1.5
"""… when that is at least so many times the share of all messages that have it."""
HALF = 0.5
"""A theme mirrors a participant who said at least this share of its messages."""
FEWEST = 4
"""In a theme of fewer messages nothing of this kind can be told."""


def mirrors(
    assignments: pl.DataFrame, units: pl.DataFrame, contributions: pl.DataFrame
) -> dict[str, list[str]]:
    """Give the warnings of every theme that has any, as ``key: value``; a participant is never named.

    Takes tables ``assignments``, ``units`` and ``contributions``; core members count, each contribution once.
    """
    spoken = contributions.select(
        "contribution_id", "participant_id", "question", "role", pl.col("source_id").alias("source")
    )
    core = (
        assignments.filter(pl.col("primary") & pl.col("core"))
        .join(units.select("unit_id", "contribution_id"), on="unit_id")
        .unique(["theme_id", "contribution_id"])
        .select("theme_id", "contribution_id")
        .join(spoken, on="contribution_id")
    )
    sizes = core.group_by("theme_id").agg(pl.len().alias("messages")).filter(pl.col("messages") >= FEWEST)
    found: dict[str, list[str]] = defaultdict(list)
    for key in KEYS:
        everywhere = spoken.group_by(key).agg((pl.len() / spoken.height).alias("overall"))
        told = _largest(core, sizes, key).join(everywhere, on=key)
        told = told.filter((pl.col("share") >= NEARLY_ALL) & (pl.col("share") >= LIFT * pl.col("overall")))
        for theme, value in told.sort("theme_id").select("theme_id", key).iter_rows():
            found[theme].append(f"{key}: {value}")
    loud = _largest(core, sizes, "participant_id").filter(pl.col("share") >= HALF)
    for theme in loud["theme_id"].sort():
        found[theme].append("participant: one")
    return dict(found)


def _largest(core: pl.DataFrame, sizes: pl.DataFrame, key: str) -> pl.DataFrame:
    """Give, per theme, the value that most of its messages have, and the share that has it."""
    return (
        core.drop_nulls(key)
        .group_by("theme_id", key)
        .len()
        .join(sizes, on="theme_id")
        .with_columns((pl.col("len") / pl.col("messages")).alias("share"))
        .sort("theme_id", "share", key, descending=[False, True, False])
        .unique("theme_id", keep="first", maintain_order=True)
    )
