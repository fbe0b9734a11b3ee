"""Views: the same texts seen by a model or by their characters, each comparable by cosine similarity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

from pipelines.embedders.base import Matrix

Rows: TypeAlias = Any
"""A dense float32 array or a sparse (CSR) float32 matrix with one L2-normalised row a text."""

NGRAMS = (3, 5)
"""Lengths of the character n-grams.

They catch inflections, compounds and spelling mistakes that words miss.
"""


@dataclass(frozen=True)
class View:
    """One way to see the texts: ``rows`` has shape ``(n, width)``.

    ``weight`` is its share in the fused similarity.
    """

    name: str
    weight: float
    rows: Rows

    def similarities(self, start: int, end: int) -> npt.NDArray[np.float32]:
        """Give the cosine similarities of rows ``start`` to ``end`` with all rows, shape ``(end - start.

        N)``.
        """
        return _dense(self.rows[start:end] @ self.rows.T)

    def among(self, chosen: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        """Give the cosine similarities of some rows with each other, shape ``(m, m)``."""
        rows = self.rows[chosen]
        return _dense(rows @ rows.T)


def count_rows(view: View) -> int:
    """Give the number of texts in a view."""
    return int(view.rows.shape[0])


def _dense(product: Rows) -> npt.NDArray[np.float32]:
    return np.asarray(product.toarray() if sp.issparse(product) else product, dtype=np.float32)


def vector_view(
    name: str, weight: float, vectors: Matrix, owner: npt.NDArray[np.int64], context: float
) -> View:
    """Make a view of vectors, shape ``(n, width)``: centred, so that what all texts share does not count."""
    centred = vectors - vectors.mean(axis=0, dtype=np.float64).astype(np.float32)
    return View(name, weight, _in_context(normalize(centred), owner, context))


def character_view(
    name: str, weight: float, texts: Sequence[str], owner: npt.NDArray[np.int64], context: float
) -> View:
    """Make a view of TF-IDF weighted character n-grams that occur in at least two texts."""
    vectorizer = TfidfVectorizer(
        analyzer="char", ngram_range=NGRAMS, min_df=2, sublinear_tf=True, dtype=np.float32
    )
    try:
        rows = vectorizer.fit_transform(texts)
    except ValueError:  # no n-gram occurs twice: this view sees nothing in common
        rows = sp.csr_matrix((len(texts), 1), dtype=np.float32)
    return View(name, weight, _in_context(rows, owner, context))


def _in_context(rows: Rows, owner: npt.NDArray[np.int64], context: float) -> Rows:
    """Let each unit lean on its contribution.

    Add ``context`` times the mean row of the units that share its owner.

    A unit is short and often leaves its subject to the sentence before it. ``owner`` has shape ``(n,)`` and
    numbers the contributions.
    """
    if context == 0 or len(np.unique(owner)) == len(owner):
        return rows
    size = np.bincount(owner).astype(np.float32)
    members = sp.csr_matrix((np.ones(len(owner), dtype=np.float32), (np.arange(len(owner)), owner)))
    mean = members @ (sp.diags_array((context / size).astype(np.float32)) @ (members.T @ rows))
    leaning = rows + mean
    return normalize(
        sp.csr_matrix(leaning) if sp.issparse(leaning) else np.asarray(leaning, dtype=np.float32)
    )
