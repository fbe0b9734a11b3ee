"""Character n-grams, weighted by TF-IDF: what texts share in inflections, compounds and misspellings.

The weights are those of scikit-learn's ``TfidfVectorizer(analyzer="char", ngram_range=(4, 4), min_df=2,
sublinear_tf=True)``, counted over whole arrays of code points: that is several times as fast, and a run need
not load scikit-learn.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

LENGTH = 4
"""Code points in an n-gram."""
LEAST = 2
"""Texts that an n-gram must occur in."""
_BITS = 64 // LENGTH
_SPACES = re.compile(r"\s\s+")


def character_ngrams(texts: Sequence[str]) -> sp.csr_matrix:
    """Give the weights of the n-grams of each text, L2-normalised; shape ``(n, n_grams)``, float32.

    A weight is (1 + ln tf) (1 + ln((1 + n) / (1 + df))) (Manning, Raghavan & Schütze 2008, section 6.4, with
    smoothed document frequencies). A text without an n-gram that another text has gives a row of zeros.

    >>> character_ngrams(["wijkteam", "het wijkteam"]).shape
    (2, 5)
    """
    row, gram = _occurrences([_SPACES.sub(" ", text.lower()) for text in texts])
    counts = sp.csr_matrix(
        (np.ones(len(row), dtype=np.float32), (row, gram)), shape=(len(texts), gram.max(initial=0) + 1)
    )
    counts.sum_duplicates()
    frequency = np.bincount(counts.indices, minlength=counts.shape[1])
    kept = np.flatnonzero(frequency >= LEAST)
    weights = counts[:, kept]
    weights.data = 1 + np.log(weights.data)
    rarity = 1 + np.log((1 + len(texts)) / (1 + frequency[kept]))
    weights.data *= rarity[weights.indices].astype(np.float32)
    return normalised(weights)


def normalised(rows: sp.csr_matrix) -> sp.csr_matrix:
    """Scale the rows of a sparse matrix to length 1; a row of zeros stays."""
    length = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1), dtype=np.float64)).ravel()
    scale = np.divide(1.0, length, out=np.zeros_like(length), where=length > 0)
    scaled = rows.copy()
    scaled.data = (scaled.data * np.repeat(scale, np.diff(rows.indptr))).astype(np.float32)
    return scaled


def _occurrences(texts: Sequence[str]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Give every n-gram of every text as the number of its text and the number of the n-gram."""
    points = np.frombuffer("".join(texts).encode("utf-32-le"), dtype=np.uint32)
    text = np.repeat(np.arange(len(texts)), [len(each) for each in texts])
    if len(points) < LENGTH:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    letters = np.unique(points, return_inverse=True)[1].astype(np.uint64) % np.uint64(1 << _BITS)
    grams = np.zeros(len(points) - LENGTH + 1, dtype=np.uint64)
    for place in range(LENGTH):
        grams = (grams << np.uint64(_BITS)) | letters[place : len(letters) - LENGTH + 1 + place]
    inside = text[: len(grams)] == text[LENGTH - 1 :]
    return text[: len(grams)][inside], np.unique(grams[inside], return_inverse=True)[1].astype(np.int64)
