"""The words that passages share, and those that hardly any other passage has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from pipelines.terms import tokens

RARE: Final = 2
"""A word that at most so many texts have is rare."""
ENOUGH: Final = 300
"""In fewer texts most words are rare, and that says nothing."""
LONG: Final = 5
"""Shorter words are not looked at: most are grammar."""


def word_rows(texts: Sequence[str]) -> tuple[sp.csr_matrix, npt.NDArray[np.float64]]:
    """Give the different words of every text, and how rare they are.

    The first is 1 where a text has a word, lower case, shape ``(n, n_words)``; the second the share of the
    long words of a text that are rare, shape ``(n,)``, 0 where there are fewer than :data:`ENOUGH` texts.
    """
    number: dict[str, int] = {}
    columns: list[int] = []
    ends = [0]
    for text in texts:
        columns.extend({number.setdefault(word, len(number)) for word in map(str.lower, tokens(text))})
        ends.append(len(columns))
    ones = np.ones(len(columns), dtype=np.float32)
    words = sp.csr_matrix((ones, columns, ends), shape=(len(texts), len(number)))
    long = np.array([len(word) >= LONG for word in number], dtype=np.float64)
    rare = long * (np.bincount(columns, minlength=len(number)) <= RARE) * (len(texts) >= ENOUGH)
    return words, np.asarray((words @ rare) / np.maximum(words @ long, 1))


def alikeness(words: sp.csr_matrix, index: int) -> npt.NDArray[np.float64]:
    """Give the Jaccard index of the words of one text and those of every text, shape ``(n,)``.

    >>> alikeness(word_rows(["De bus rijdt niet.", "De bus rijdt weer!", "Geen bankjes."])[0], 0).round(2)
    array([1. , 0.6, 0. ])
    """
    one = words[index]
    shared = np.asarray((words @ one.T).todense(), dtype=np.float64).ravel()
    together = np.diff(words.indptr) + one.nnz - shared
    return np.asarray(shared / np.maximum(together, 1))
