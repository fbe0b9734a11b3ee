"""Comparing two runs: which themes stayed, split, merged, appeared and vanished."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from insights.counting import ThemeCount, count_themes, small_number
from insights.evaluation import contribution_themes
from insights.runs import Run
from insights.small_numbers import Shown
from pipelines.generation import read_previous
from pipelines.lineage import trace

RELATIONS = ("same", "split", "merged", "new", "gone")


@dataclass(frozen=True)
class Side:
    """A theme on one side of a comparison, with what may be shown of how much it was mentioned."""

    theme_id: str
    label: str
    people: Shown
    messages: Shown


@dataclass(frozen=True)
class Pair:
    """What became of a theme; ``overlap`` is the Jaccard index of the members that both runs have."""

    level: int
    relation: str
    before: Side | None
    after: Side | None
    overlap: float


@dataclass(frozen=True)
class Comparison:
    """Two runs side by side.

    ``shared`` is the number of contributions that both have a theme for, ``ari`` and ``ami`` how well their
    finest themes agree on those (None without any, or where that was not asked).
    """

    pairs: tuple[Pair, ...]
    shared: int
    ari: float | None
    ami: float | None

    def count(self, level: int) -> dict[str, int]:
        """Count the relations at a level."""
        return {
            name: sum(one.relation == name and one.level == level for one in self.pairs) for name in RELATIONS
        }


def compare_runs(before: Run, after: Run, *, agreement: bool = True) -> Comparison:
    """Compare two finished runs, the earlier one first.

    Without ``agreement`` there is no ``ari`` and no ``ami``, and scikit-learn is not loaded for them. Raises
    :class:`~corpora.errors.RunError` when they share neither an embedder nor a contribution.
    """
    lineage = trace(read_previous(before.path), read_previous(after.path))
    old, new = _sides(before), _sides(after)
    pairs = tuple(
        Pair(
            one.level,
            one.relation,
            old[one.previous_id] if one.previous_id else None,
            new[one.found_id] if one.found_id else None,
            one.overlap,
        )
        for one in sorted(
            lineage.relations,
            key=lambda one: (
                one.level,
                RELATIONS.index(one.relation),
                old[one.previous_id].label if one.previous_id else "",
                new[one.found_id].label if one.found_id else "",
            ),
        )
    )
    both = contribution_themes(before).join(contribution_themes(after), on="contribution_id", suffix="_after")
    return Comparison(pairs, both.height, *(_agreement(both) if agreement else (None, None)))


def _agreement(both: pl.DataFrame) -> tuple[float | None, float | None]:
    if both.is_empty():
        return None, None
    from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

    one, two = both["theme_id"].to_list(), both["theme_id_after"].to_list()
    return float(adjusted_rand_score(one, two)), float(adjusted_mutual_info_score(one, two))


def _sides(run: Run) -> dict[str, Side]:
    k = small_number(run)
    counts: dict[str, ThemeCount] = {}
    for level in range(1, run.levels + 1):
        counts |= {one.theme_id: one for one in count_themes(run, level, k)}
    labels = run.themes.select("theme_id", "label").iter_rows()
    return {
        theme: Side(theme, label, counts[theme].people, counts[theme].messages) for theme, label in labels
    }
