"""What a theme's main quotes pass over: its border with other themes, and its rare, concrete voices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from pipelines.concreteness import facts, is_personal, is_prose
from pipelines.selection import LEGIBLE, VAGUE, Mask, Numbers, Selection, best, readability
from pipelines.views import View

EDGE: Final = 2
"""Quotes of the border of a theme."""
MINORITY: Final = 2
"""Quotes of single voices."""
BELONGS: Final = 0.3
"""A single voice belongs to the theme with at least this share of its neighbourhood, and not just vaguely."""
FAR: Final = 0.25
"""And is among this share of members that are furthest from the centre."""
FACTS: Final = 4
"""More numbers and names than so many make a passage no more concrete."""
TELLING: Final = 0.5
"""Share of rare words from which a passage is concrete without numbers and names."""

BORDER: Final = "on the border with another theme"
CONCRETE: Final = "rare and concrete"


def nearness(views: Sequence[View], places: Numbers) -> npt.NDArray[np.float64]:
    """Give the mean similarity of each member to all members of its theme, shape ``(m,)``."""
    total = sum(view.weight for view in views)
    found = np.zeros(len(places))
    for view in views:
        rows = view.rows[places]
        centre = np.asarray(rows.mean(axis=0), dtype=np.float64).ravel()
        found += view.weight / total * np.asarray(rows @ centre).ravel()
    return found


def choose_edge(selection: Selection, group: pl.DataFrame) -> None:
    """Choose the members that belong to the theme least surely, first those that are also in another theme.

    How sure is the share of resamples that keep the member here, where that was measured, else by how much
    its membership is larger than that of the other theme.
    """
    beyond = group["second"].is_not_null().to_numpy()
    sure = group.select(
        pl.coalesce("stability", pl.col("membership") - pl.col("second").fill_null(0))
    ).to_series()
    candidates = _legible(group) & (beyond | ~group["core"].to_numpy())
    for _ in range(EDGE):
        index = best(beyond * 2.0 - sure.to_numpy(), selection.open() & candidates)
        if index is None:
            return
        selection.take(index, "edge", BORDER)


def choose_minority(
    selection: Selection,
    group: pl.DataFrame,
    near: npt.NDArray[np.float64],
    rarity: npt.NDArray[np.float64],
) -> None:
    """Choose members far from the centre that nevertheless belong to the theme, the most concrete first.

    Takes how ``near`` each member is to the centre, and what share of its words is rare; both of shape
    ``(m,)``. Concrete is what names numbers, places or things, in words that hardly anybody else uses.
    """
    member = pl.col("core") | (pl.col("membership") >= BELONGS)
    belongs = group.select(member & pl.col("grade").ne_missing(VAGUE)).to_series().to_numpy()
    far = near <= np.quantile(near[group["eligible"].to_numpy()], FAR)
    candidates = _legible(group) & belongs & far & selection.open()
    concrete = np.zeros(len(group))
    for index in np.flatnonzero(candidates):
        text, language = group.select("text", "language").row(int(index))
        concrete[index] = _concreteness(text, language, float(rarity[index]))
    for _ in range(MINORITY):
        one = best(concrete - near, candidates & selection.open() & (concrete > 0))
        if one is None:
            return
        selection.take(one, "minority", CONCRETE)


def _legible(group: pl.DataFrame) -> Mask:
    weights = np.array([readability(length) for length in group["text"].str.len_chars()])
    return np.asarray((weights >= LEGIBLE) & group["eligible"].to_numpy())


def _concreteness(text: str, language: str, rarity: float) -> float:
    """Score how concrete a passage is; 0 where it is no prose, or points at a person.

    What is rare is read by many here, so a detail that gives somebody away must not be what it is chosen for.
    """
    if is_personal(text) or not is_prose(text, language):
        return 0.0
    named = len(facts(text, language))
    return min(named, FACTS) + rarity if named or rarity >= TELLING else 0.0
