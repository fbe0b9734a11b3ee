"""The passages chosen for one theme, one after the other: no voice too often, no near copies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from pipelines.shared_words import alikeness

Mask: TypeAlias = npt.NDArray[np.bool_]
Numbers: TypeAlias = npt.NDArray[np.int64]
READABLE = (70, 350)
"""A passage of so many characters reads well on its own."""
LEGIBLE = 0.7
"""Readability from which a passage may be chosen for what it stands for, and not for what it covers."""
VAGUE = "vague"
"""The grade of what belongs to a theme least surely."""
PER_VOICE = 2
"""A person is quoted at most so often in one theme."""
ALIKE = 0.7
"""Passages that share at least this much of their words are near copies (Jaccard index)."""
SAME = 1.0 - 1e-9


@dataclass(frozen=True)
class Chosen:
    """A chosen member of the theme by its number, with its kind and the reason it was chosen."""

    index: int
    kind: str
    reason: str


class Selection:
    """What was chosen so far among the members of one theme."""

    def __init__(self, voices: Sequence[str], words: sp.csr_matrix) -> None:
        self.chosen: list[Chosen] = []
        self._voices = np.unique(np.asarray(voices, dtype=object), return_inverse=True)[1]
        self._words = words
        self._times = np.zeros(len(voices), dtype=np.int64)
        self._alike = np.zeros(len(voices))
        self._taken = np.zeros(len(voices), dtype=np.bool_)

    def take(self, index: int, kind: str, reason: str) -> None:
        """Choose a member."""
        self.chosen.append(Chosen(index, kind, reason))
        self._taken[index] = True
        self._times += self._voices == self._voices[index]
        self._alike = np.maximum(self._alike, alikeness(self._words, index))

    def adds(self, index: int) -> bool:
        """Tell whether a member is no near copy of what was chosen."""
        return bool(self._alike[index] < ALIKE)

    def open(self, per_voice: int = PER_VOICE, alike: float = ALIKE) -> Mask:
        """Tell which members may still be chosen.

        Those whose voice was quoted fewer than ``per_voice`` times and that share less than ``alike`` of
        their words with what was chosen; shape ``(m,)``.
        """
        return np.asarray(~self._taken & (self._times < per_voice) & (self._alike < alike))

    def tiers(self) -> Iterator[Mask]:
        """Give who may be chosen, the best first.

        One quote a voice, near copies of others only where nothing else is left; then two a voice. The same
        words never come twice.
        """
        for per_voice in range(1, PER_VOICE + 1):
            for alike in (ALIKE, SAME):
                yield self.open(per_voice, alike)


def best(scores: npt.NDArray[np.floating], allowed: Mask) -> int | None:
    """Give the allowed member with the highest score, the first among equals; None where none is allowed."""
    if not allowed.any():
        return None
    return int(np.where(allowed, scores, -np.inf).argmax())


def readability(length: int) -> float:
    """Weigh a passage by its length.

    1 where it reads well on its own, less for scraps and for walls of text.
    """
    shortest, longest = READABLE
    if length < shortest:
        return 0.25 + 0.75 * length / shortest
    return 1.0 if length <= longest else max(0.4, longest / length)
