"""Transitions: what became of themes, judged by where their members went and where they came from.

They are those of MONIC (Spiliopoulou, Ntoutsi, Theodoridis & Schult 2006, section 3), with its overlap taken
both ways.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipelines.likeness import Figures

MOST = 0.5
"""More than this share of a theme is most of it."""
PART = 0.25
"""At least this share of a theme is a part of it worth telling, where no part is most of it."""


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
