"""The main quotes of a theme: those that together say what it says, from both sides where people differ."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from pipelines.counter_voices import AGAINST, FOR
from pipelines.selection import LEGIBLE, Mask, Numbers, Selection, best, readability

CENTRAL: Final = 2
"""The first so many quotes are those nearest to everything else in the theme."""

PINNED: Final = "pinned by a person"
NEAREST: Final = "nearest to the whole theme"
ADDS: Final = "adds what the others leave out"
MORE_AGAINST: Final = "more against than for"
MORE_FOR: Final = "more for than against"
DIFFERS: Final = "reply that differs"
REPEATS: Final = "nearly the same words from somebody else"


def choose_main(
    selection: Selection,
    group: pl.DataFrame,
    pool: Numbers,
    ordinary: Mask,
    similarity: npt.NDArray[np.float32],
    number: int,
) -> None:
    """Choose until there are ``number`` quotes.

    What is pinned, the nearest to all, then by what each adds. Takes the members of a theme, the row numbers
    of the ``pool`` to choose from, which of those are ``ordinary``, and their similarities, ``(p, p)``.
    """
    for index, _ in sorted(_pins(group), key=lambda pin: pin[1]):
        selection.take(index, "central", PINNED)
    greedy = _Greedy(selection, group, pool, ordinary, similarity)
    for _ in range(min(CENTRAL, number - len(selection.chosen))):
        greedy.take_nearest()
    while len(selection.chosen) < number and greedy.take_next(number - len(selection.chosen)):
        pass


def _pins(group: pl.DataFrame) -> list[tuple[int, int]]:
    return [(row, pin) for row, pin in enumerate(group["pin"].to_list()) if pin is not None]


class _Greedy:
    """Facility location over the pool, with places kept for the two sides."""

    def __init__(
        self,
        selection: Selection,
        group: pl.DataFrame,
        pool: Numbers,
        ordinary: Mask,
        similarity: npt.NDArray[np.float32],
    ) -> None:
        said = group[pool]
        self.selection, self.pool, self.ordinary, self.similarity = selection, pool, ordinary, similarity
        self.readability = np.array([readability(length) for length in said["text"].str.len_chars()])
        self.contribution = said["contribution_id"].to_numpy()
        self.contradicted = said["contradicted"]
        self.eligible = said["eligible"].to_numpy()
        legible = self.eligible & (self.readability >= LEGIBLE)
        sides = {one: legible & (said["side"] == one).fill_null(False).to_numpy() for one in (FOR, AGAINST)}
        both = all(mask.any() for mask in sides.values())
        self.sides = {one: mask & both for one, mask in sides.items()}
        self.replies = legible & self._answers_a_member(group, said)
        # A column belongs to the theme by all ordinary members; what is beside them weighs nothing.
        self.covered = np.where(ordinary, 0.0, np.inf)
        for one in selection.chosen:
            self._cover(int(np.searchsorted(pool, one.index)))

    def take_nearest(self) -> None:
        """Choose what is nearest to all."""
        self._take(self.similarity[self.ordinary].mean(axis=0) * self.readability, self.eligible, NEAREST)

    def take_next(self, left: int) -> bool:
        """Choose what adds most, or a side that was not heard; False when nobody can be quoted any more."""
        gain = np.maximum(self.similarity - self.covered[:, None], 0).sum(axis=0) * self.readability
        reasons = {one.reason for one in self.selection.chosen}
        if not self._heard(AGAINST) and self._take(gain, self.sides[AGAINST], MORE_AGAINST):
            return True
        keep_for = self.sides[FOR].any() and not self._heard(FOR)
        if left == 1 and keep_for and self._take(gain, self.sides[FOR], MORE_FOR):
            return True
        if left > keep_for and DIFFERS not in reasons:
            quoted = {self.contribution[index] for index in self._chosen()}
            to_quoted = self.contradicted.is_in(list(quoted)).fill_null(False).to_numpy()
            for mask in (self.replies & to_quoted, self.replies):
                if self._take(gain, mask, DIFFERS):
                    return True
        return self._take(gain, self.eligible, ADDS)

    def _answers_a_member(self, group: pl.DataFrame, said: pl.DataFrame) -> Mask:
        """Tell who contradicts somebody else in the theme."""
        voices = dict(group.select("contribution_id", "voice").iter_rows())
        return np.array(
            [
                parent in voices and voices[parent] != voice
                for parent, voice in said.select("contradicted", "voice").iter_rows()
            ],
            dtype=np.bool_,
        )

    def _chosen(self) -> list[int]:
        return [int(np.searchsorted(self.pool, one.index)) for one in self.selection.chosen]

    def _heard(self, side: str) -> bool:
        varied = [one.kind == "varied" for one in self.selection.chosen]
        return any(self.sides[side][index] for index, is_ in zip(self._chosen(), varied, strict=True) if is_)

    def _take(self, scores: npt.NDArray[np.floating], wanted: Mask, reason: str) -> bool:
        """Choose the best of those wanted; an ordinary member if there is one that repeats nothing."""
        tiers = [tier[self.pool] & wanted for tier in self.selection.tiers()]
        for allowed in (tiers[0] & self.ordinary, *tiers):
            index = best(scores, allowed)
            if index is not None:
                kind = "central" if reason == NEAREST else "varied"
                repeats = reason in (NEAREST, ADDS) and not self.selection.adds(int(self.pool[index]))
                self.selection.take(int(self.pool[index]), kind, REPEATS if repeats else reason)
                self._cover(index)
                return True
        return False

    def _cover(self, index: int) -> None:
        self.covered = np.maximum(self.covered, self.similarity[:, index])
