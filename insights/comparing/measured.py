"""The people of a group with their attention, from the core units of a run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from insights.comparing.attention import Attention, Rows
from insights.mentions import PERSON, core_units
from insights.runs import Run
from insights.splits import GROUP


@dataclass(frozen=True)
class Measured:
    """The people of a group with a core unit, and their attention.

    They are ordered by what they said, so that no sum depends on what they are called.
    """

    people: tuple[str, ...]
    attention: Attention

    @classmethod
    def of(cls, run: Run, level: int, scope: pl.DataFrame, name: str, theme_ids: list[str]) -> Measured:
        """Measure the people of a group, with the themes in the order given."""
        inside = scope.filter((pl.col(GROUP) == name) & pl.col(PERSON).is_not_null())
        units = core_units(run, level).join(inside, on="contribution_id")
        counted = units.group_by(PERSON, "theme_id").len().sort(PERSON)
        people = counted[PERSON].unique(maintain_order=True).to_list()
        counts = np.zeros((len(people), len(theme_ids)))
        if people:
            rows = counted[PERSON].replace_strict(people, range(len(people)), return_dtype=pl.Int64)
            columns = counted["theme_id"].replace_strict(
                theme_ids, range(len(theme_ids)), return_dtype=pl.Int64
            )
            counts[rows.to_numpy(), columns.to_numpy()] = counted["len"].to_numpy()
        order = np.lexsort(counts.T[::-1])
        return cls(tuple(people[place] for place in order), Attention.of(counts[order]))


def in_both(first: Measured, second: Measured) -> Rows:
    """Give the people who are in both groups: their row in each, of shape ``(shared, 2)``."""
    place = {person: row for row, person in enumerate(second.people)}
    pairs = [(row, place[person]) for row, person in enumerate(first.people) if person in place]
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)
