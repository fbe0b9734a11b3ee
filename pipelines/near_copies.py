"""Near copies: texts that are nearly the same words, of which one stands for the others.

The copies of a campaign are each other's nearest neighbours, so that what one of them is taken for all of
them are, and make one another sure of it. Where one stands for them it is judged by what it says.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pipelines.views import View

ALIKE = 0.8
"""Texts are near copies from this cosine similarity of their character n-grams on.

In the sample 0.5 to 0.8 find the same ones.
"""
BLOCK = 512
"""Rows that are compared at a time."""


def stands_for(view: View, n: int) -> npt.NDArray[np.int64]:
    """Give the text that stands for each of the first ``n`` texts of a character view, shape ``(n,)``.

    That is itself, or the first text that it is a near copy of. No chain is followed: everything is a near
    copy of what stands for it.
    """
    first = np.arange(n, dtype=np.int64)
    for start in range(0, n, BLOCK):
        near = view.similarities(start, min(start + BLOCK, n))[:, :n] >= ALIKE
        for row in np.flatnonzero(near.sum(axis=1) > 1):
            number = start + int(row)
            if first[number] == number:
                later = np.flatnonzero(near[row, number + 1 :]) + number + 1
                first[later[first[later] == later]] = number
    return first
