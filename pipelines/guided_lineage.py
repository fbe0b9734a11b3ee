"""Lineage beside a codebook: the theme of a code is that of the code, whatever lies in it."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection

import polars as pl

from pipelines.generation import Generation
from pipelines.guided_themes import PREFIX
from pipelines.lineage import Lineage, Relation, trace


def trace_beside_codes(previous: Generation, found: Generation, codes: Collection[str]) -> Lineage:
    """Tell what became of every theme; ``codes`` are the ids of the themes that stand for a code.

    A code that both runs have is the same theme. The others are compared by their members, as in
    :func:`~pipelines.lineage.trace`; a theme that is the same as one of a code keeps an id of its own, and no
    theme of a code takes that of another theme.
    """
    both = set(previous.themes["theme_id"]) & set(found.themes["theme_id"]) & set(codes)
    rest = trace(_without(previous, both), _without(found, both))
    ids = {
        theme: theme if theme in codes or new.startswith(PREFIX) else new for theme, new in rest.ids.items()
    }
    same = {one.previous_id: one.found_id for one in rest.relations if one.relation == "same"}
    names = {
        ids[theme]: name
        for before, name in rest.names.items()
        if (theme := same[before]) is not None and theme not in codes
    }
    levels = dict(found.themes.select("theme_id", "level").iter_rows())
    kept = [Relation(one, one, levels[one], "same", _overlap(previous, found, one)) for one in sorted(both)]
    return Lineage(
        (*kept, *rest.relations),
        ids | {theme: theme for theme in both},
        names,
        dict(previous.themes.select("theme_id", "label").iter_rows()),
    )


def _without(generation: Generation, themes: Collection[str]) -> Generation:
    others = ~pl.col("theme_id").is_in(list(themes))
    return dataclasses.replace(
        generation, themes=generation.themes.filter(others), members=generation.members.filter(others)
    )


def _overlap(previous: Generation, found: Generation, theme: str) -> float:
    """Give the Jaccard index of a theme's members in both runs, of the units that both have."""
    shared = set(previous.units["unit_id"]) & set(found.units["unit_id"])
    before, now = (
        shared.intersection(one.members.filter(pl.col("theme_id") == theme)["unit_id"])
        for one in (previous, found)
    )
    return round(len(before & now) / max(len(before | now), 1), 6)
