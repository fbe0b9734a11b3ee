"""Agreement with the statements of a theme, over people and by group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from insights.comparing.voted import ThemeVotes
from insights.mentions import PERSON
from insights.runs import Run
from insights.small_numbers import Count
from insights.splits import GROUP, Name


def themes_of(run: Run) -> dict[str, tuple[str, ...]]:
    """Give the themes of all levels that a contribution is in."""
    stand_in = pl.coalesce("repeat_of", "unit_id").alias("unit_id")
    placed = (
        run.units.select("contribution_id", stand_in)
        .join(run.assignments.filter(pl.col("primary")), on="unit_id")
        .select("contribution_id", "level", "theme_id")
        .unique()
        .sort("contribution_id", "level", "theme_id")
    )
    found = placed.group_by("contribution_id", maintain_order=True).agg("theme_id")
    return {contribution: tuple(themes) for contribution, themes in found.iter_rows()}


def count_by_theme(
    run: Run,
    themes: Mapping[str, tuple[str, ...]],
    frame: pl.DataFrame,
    level: int,
    compared: Sequence[str],
    k: int,
) -> tuple[ThemeVotes, ...]:
    """Give agreement by theme of a level, over people, most voted on first.

    ``themes`` are those that a contribution is in; ``frame`` the votes, with ``group`` and ``agrees``.
    """
    of_level = run.themes.filter(pl.col("level") == level)
    of = pl.DataFrame(
        [(contribution, theme) for contribution, ids in themes.items() for theme in ids],
        schema={"contribution_id": pl.String, "theme_id": pl.String},
        orient="row",
    )
    cast = frame.join(of.join(of_level.select("theme_id"), on="theme_id", how="semi"), on="contribution_id")
    people = cast.group_by("theme_id", PERSON, GROUP).agg(
        pl.col("agrees").mean().alias("share"), pl.col("agrees").any(), (~pl.col("agrees")).any().alias("not")
    )
    # In the order of the shares, so that no sum depends on what people are called.
    parts = (
        people.sort("theme_id", GROUP, "share")
        .group_by("theme_id", GROUP, maintain_order=True)
        .agg(pl.len(), pl.col("share").sum().round(9), pl.col("agrees").sum(), pl.col("not").sum())
    )
    statements = dict(cast.group_by("theme_id").agg(pl.col("contribution_id").n_unique()).iter_rows())
    found = []
    for theme, label in of_level.select("theme_id", "label").iter_rows():
        own = {row[1]: row[2:] for row in parts.filter(pl.col("theme_id") == theme).iter_rows()}
        if not own:
            continue
        total = tuple(sum(column) for column in zip(*own.values(), strict=True))
        voters = int(total[0])
        found.append(
            ThemeVotes(
                theme,
                label,
                statements[theme],
                Count(voters, voters).show(k),
                _agreement(own, total, compared, k),
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.voters.at_least, one.label, one.theme_id)))


def _agreement(
    parts: Mapping[Name, tuple[float, ...]],
    total: tuple[float, ...],
    compared: Sequence[str],
    k: int,
) -> dict[Name, float]:
    """Give the mean agreement of all, and of the groups that may be shown.

    It may be where at least k people agreed with a statement and at least k did not with one. A single hidden
    group would follow from the others and from all, so then the smallest of those is hidden too.
    """
    if min(total[2], total[3]) < k:
        return {}
    there = [name for name in compared if name in parts]
    shown = [name for name in there if min(parts[name][2], parts[name][3]) >= k]
    if shown and len(there) - len(shown) == 1:
        shown.remove(min(shown, key=lambda name: (parts[name][0], name)))
    return {None: total[1] / total[0], **{name: parts[name][1] / parts[name][0] for name in shown}}
