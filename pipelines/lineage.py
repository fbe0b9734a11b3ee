"""Lineage: which themes of a run are those of a previous one, so that they keep their ids and their names.

A theme is the same when more than half of the previous theme's members are in the new one and more than half
of the new one's came from it (:mod:`pipelines.transitions`). Members that only one of the runs has, in a
corpus that grew or in a second wave, count by how alike the vectors of both themes are.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from corpora import tables
from corpora.errors import RunError
from pipelines.generation import Generation
from pipelines.likeness import Centroids, Figures, likeness
from pipelines.themes import Found
from pipelines.transitions import Flow

FEWEST = 5
"""Without vectors so many members must be in both runs before anything is said of a theme."""


@dataclass(frozen=True)
class Relation:
    """What became of one theme: a pair, or one side alone.

    ``overlap`` is the Jaccard index of the members that both runs have.
    """

    previous_id: str | None
    found_id: str | None
    level: int
    relation: str
    overlap: float


@dataclass(frozen=True)
class Name:
    """What a person wrote of a theme."""

    label: str
    description: str | None


@dataclass(frozen=True)
class Lineage:
    """What became of every theme.

    ``ids`` gives the id of every found theme from here on; ``names``, by that id, what a person called it
    before.
    """

    relations: tuple[Relation, ...]
    ids: Mapping[str, str]
    names: Mapping[str, Name]
    previous_labels: Mapping[str, str]

    def table(self, labels: Mapping[str, str]) -> pl.DataFrame:
        """Give table ``lineage``; ``labels`` are those of this run, by the ids from here on."""
        rows = [
            (
                one.previous_id,
                self.ids[one.found_id] if one.found_id else None,
                one.level,
                one.relation,
                one.overlap,
                self.previous_labels.get(one.previous_id or ""),
                labels.get(self.ids[one.found_id]) if one.found_id else None,
            )
            for one in self.relations
        ]
        frame = pl.DataFrame(rows, schema=list(tables.Lineage.column_names()), orient="row")
        order = ["level", "previous_id", "theme_id"]
        return tables.conform(frame, tables.Lineage).sort(order, nulls_last=True)

    def renamed(self, found: Found) -> Found:
        """Give what was found with the ids that its themes have from here on, those of parents too."""
        new = pl.col("theme_id").replace_strict(self.ids, default=None, return_dtype=pl.String)
        parent = pl.col("parent_id").replace_strict(self.ids, default=None, return_dtype=pl.String)
        return dataclasses.replace(
            found,
            themes=found.themes.with_columns(new, parent),
            assignments=found.assignments.with_columns(new),
            members={self.ids[theme]: inside for theme, inside in found.members.items()},
        )


def trace(previous: Generation, found: Generation) -> Lineage:
    """Tell which found themes are those of a previous run, and what became of the others.

    The top is held against the top, the finest level against the finest, and the level between where both
    runs have one. Where the runs were made with other embedders only members count. Raises :class:`RunError`
    when they share neither an embedder nor a unit.
    """
    view = next((one for one, model in found.models.items() if previous.models.get(one) == model), None)
    shared = previous.units.join(found.units, on="unit_id", how="semi")
    if view is None and shared.is_empty() and previous.themes.height and found.themes.height:
        raise RunError(
            "the previous run was made with other embedders and shares no contribution with this one, so "
            "their themes cannot be compared. Use the same preset and model in both, or another previous run."
        )
    relations: list[Relation] = []
    pairs = _levels(previous.levels, found.levels)
    for before, now in pairs:
        relations += _trace_level(previous, found, before, now, shared, view)
    for level in set(range(1, previous.levels + 1)) - {before for before, _ in pairs}:
        relations += [Relation(theme, None, level, "gone", 0.0) for theme in previous.at(level)["theme_id"]]
    for level in set(range(1, found.levels + 1)) - {now for _, now in pairs}:
        relations += [Relation(None, theme, level, "new", 0.0) for theme in found.at(level)["theme_id"]]
    return _lineage(previous, found, relations)


def _levels(before: int, now: int) -> list[tuple[int, int]]:
    """Pair the levels of two runs.

    >>> _levels(2, 2), _levels(2, 3), _levels(0, 2)
    ([(1, 1), (2, 2)], [(1, 1), (2, 3)], [])
    """
    if before == now or min(before, now) < 2:
        return [(level, level) for level in range(1, min(before, now) + 1)]
    return [(1, 1), (before, now)]


def _trace_level(
    previous: Generation, found: Generation, before: int, now: int, shared: pl.DataFrame, view: str | None
) -> list[Relation]:
    old, new = previous.at(before)["theme_id"].to_list(), found.at(now)["theme_id"].to_list()
    was = previous.members.filter(pl.col("level") == before)
    is_ = found.members.filter(pl.col("level") == now)
    common = np.zeros((len(old), len(new)))
    counted = was.join(is_, on="unit_id", suffix="_now").group_by("theme_id", "theme_id_now").len()
    for one, other, number in counted.iter_rows():
        common[old.index(one), new.index(other)] = number
    of_old, both_old = _sizes(was, old, shared)
    of_new, both_new = _sizes(is_, new, shared)
    if view is None:
        kept = np.where(both_old >= FEWEST, both_old, np.inf), np.where(both_new >= FEWEST, both_new, np.inf)
        flow = Flow(common / kept[0][:, None], common / kept[1][None, :])
    else:
        alike = likeness(
            Centroids.of(old, was, previous.vectors[view]), Centroids.of(new, is_, found.vectors[view])
        )
        flow = Flow(
            (common + (of_old - both_old)[:, None] * alike) / np.maximum(of_old, 1)[:, None],
            (common + (of_new - both_new)[None, :] * alike) / np.maximum(of_new, 1)[None, :],
        )
    jaccard = common / np.maximum(both_old[:, None] + both_new[None, :] - common, 1)
    return [
        Relation(
            None if one is None else old[one],
            None if other is None else new[other],
            before if other is None else now,
            relation,
            0.0 if one is None or other is None else round(float(jaccard[one, other]), 6),
        )
        for one, other, relation in flow.transitions()
    ]


def _sizes(members: pl.DataFrame, themes: list[str], shared: pl.DataFrame) -> tuple[Figures, Figures]:
    """Count the members of every theme, and those that both runs have."""
    both = members.join(shared, on="unit_id", how="semi")
    counts = (dict(frame.group_by("theme_id").len().iter_rows()) for frame in (members, both))
    first, second = (np.array([float(count.get(theme, 0)) for theme in themes]) for count in counts)
    return first, second


def _lineage(previous: Generation, found: Generation, relations: list[Relation]) -> Lineage:
    same = {
        one.found_id: one.previous_id
        for one in relations
        if one.relation == "same" and one.found_id and one.previous_id
    }
    taken = set(previous.themes["theme_id"])
    ids = dict(same)
    for theme in sorted(set(found.themes["theme_id"]) - set(same)):
        ids[theme] = _free(theme, taken)
        taken.add(ids[theme])
    spoken = previous.themes.filter(pl.col("label_origin").cast(pl.String) == "person")
    written = {
        theme: Name(label, description)
        for theme, label, description in spoken.select("theme_id", "label", "description").iter_rows()
    }
    kept = set(same.values())
    labels = dict(previous.themes.select("theme_id", "label").iter_rows())
    names = {theme: name for theme, name in written.items() if theme in kept}
    return Lineage(tuple(relations), ids, names, labels)


def _free(theme: str, taken: set[str]) -> str:
    """Give a new theme its own id, or another one where a previous theme that is not the same has it."""
    while theme in taken:
        theme = "t" + hashlib.sha256(theme.encode()).hexdigest()[:10]
    return theme
