"""Lineage: which themes of a run are those of a previous one, so that they keep their ids and their names.

A theme is the same when more than half of the previous theme's members are in the new one and more than half
of the new one's came from it. Members that only one of the runs has, in a corpus that grew or in a second
wave, count by how alike the vectors of both themes are. The transitions are those of MONIC (Spiliopoulou,
Ntoutsi, Theodoridis & Schult 2006, section 3), with its overlap taken both ways.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
import polars as pl

from corpora import tables
from corpora.errors import RunError
from pipelines.likeness import Centroids, Figures, likeness
from pipelines.themes import Found

MOST = 0.5
"""More than this share of a theme is most of it."""
PART = 0.25
"""At least this share of a theme is a part of it worth telling, where no part is most of it."""
FEWEST = 5
"""Without vectors so many members must be in both runs before anything is said of a theme."""


@dataclass(frozen=True)
class Generation:
    """The themes of one run, as lineage sees them.

    ``themes`` (theme_id, parent_id, level and, once named, label, label_origin, description); ``members``
    (unit_id, theme_id, level) of the units that stand for their text; ``units`` (unit_id), all that stand for
    a text; ``vectors`` table ``vectors`` by view, and ``models`` what made them; ``resolution`` is the one
    that the finest level was made at, where it was chosen among several.
    """

    themes: pl.DataFrame
    members: pl.DataFrame
    units: pl.DataFrame
    vectors: Mapping[str, pl.DataFrame]
    models: Mapping[str, tuple[str, str, int]]
    run_id: str = ""
    resolution: float | None = None

    @classmethod
    def of(
        cls,
        themes: pl.DataFrame,
        assignments: pl.DataFrame,
        units: pl.DataFrame,
        vectors: Mapping[str, pl.DataFrame],
        embedders: Sequence[Mapping[str, Any]],
        run_id: str = "",
    ) -> Self:
        """Take tables of a run and the embedders of its manifest."""
        own = units.filter(pl.col("repeat_of").is_null()).select("unit_id")
        members = assignments.filter("primary").select("unit_id", "theme_id", "level")
        models = {one["view"]: (one["name"], one["revision"], one["width"]) for one in embedders}
        return cls(themes, members.join(own, on="unit_id", how="semi"), own, vectors, models, run_id)

    @property
    def levels(self) -> int:
        """How many levels of themes there are."""
        return int(self.themes["level"].max() or 0) if self.themes.height else 0  # type: ignore[arg-type]

    def at(self, level: int) -> pl.DataFrame:
        """Give the themes of a level, in the order of their ids."""
        return self.themes.filter(pl.col("level") == level).sort("theme_id")


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


def read_previous(folder: Path) -> Generation:
    """Read the themes of a finished run.

    Raises :class:`RunError` when the folder holds no finished run, or one whose tables are not there.
    """
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        raise RunError(
            f"{folder} is not a finished run: it has no manifest.json. "
            "Name the folder that `oogst run` printed, or leave --previous out."
        )
    try:
        told = json.loads(manifest.read_text(encoding="utf-8"))
        embedders = told["embedders"]
        themes, assignments, units = (
            pl.read_parquet(folder / f"{name}.parquet") for name in ("themes", "assignments", "units")
        )
        vectors = {
            view: pl.read_parquet(folder / f"vectors_{view}.parquet")
            for view in (one["view"] for one in embedders)
        }
        found = Generation.of(themes, assignments, units, vectors, embedders, str(told["run_id"]))
        if "resolutions" not in told.get("tables", {}):
            return found
        tried = pl.read_parquet(folder / "resolutions.parquet")
        return dataclasses.replace(found, resolution=float(tried.filter("chosen")["resolution"][0]))
    except (OSError, ValueError, KeyError, TypeError, pl.exceptions.PolarsError) as fault:
        raise RunError(
            f"{folder} cannot be read as a run: {fault}. Make it again with `oogst run`, or name another run."
        ) from fault


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


@dataclass(frozen=True)
class Flow:
    """Where members went and where they came from, each of shape ``(previous themes, found themes)``.

    ``went``: the share of the previous theme that is in the found one; ``came``: the share of the found theme
    that was in the previous one.
    """

    went: Figures
    came: Figures

    def same(self) -> dict[int, int]:
        """Pair the themes that are the same, one to one, so that together the pairs overlap most."""
        from scipy.optimize import linear_sum_assignment

        eligible = (self.went > MOST) & (self.came > MOST)
        inverse = 1 / np.where(eligible, self.went, 1) + 1 / np.where(eligible, self.came, 1) - 1
        weight = np.where(eligible, 1 / inverse, 0.0).round(9)
        rows, columns = linear_sum_assignment(weight, maximize=True)
        return {int(one): int(other) for one, other in zip(rows, columns, strict=True) if weight[one, other]}

    def transitions(self) -> list[tuple[int | None, int | None, str]]:
        """Tell what became of every theme: previous, found, relation."""
        same = self.same()
        told = {(one, other): "same" for one, other in same.items()}
        for one in set(range(len(self.went))) - set(same):
            told |= {(one, other): name for other, name in _parts(self.went[one], "merged", "split")}
        for other in set(range(self.came.shape[1])) - set(same.values()):
            for one, name in _parts(self.came[:, other], "split", "merged"):
                told.setdefault((one, other), name)
        gone = set(range(len(self.went))) - {one for one, _ in told}
        new = set(range(self.came.shape[1])) - {other for _, other in told}
        pairs: list[tuple[int | None, int | None, str]] = [
            (*pair, name) for pair, name in sorted(told.items())
        ]
        return [
            *pairs,
            *((one, None, "gone") for one in sorted(gone)),
            *((None, one, "new") for one in sorted(new)),
        ]


def _parts(shares: Figures, whole: str, several: str) -> list[tuple[int, str]]:
    """Find the one theme that most is in, or the several that most is in together."""
    if len(shares) and shares.max() > MOST:
        return [(int(shares.argmax()), whole)]
    parts = np.flatnonzero(shares >= PART)
    return [(int(one), several) for one in parts] if len(parts) > 1 and shares[parts].sum() > MOST else []


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
