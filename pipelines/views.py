"""Views: the same texts seen by a model or by their characters, each comparable by cosine similarity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from threadpoolctl import threadpool_limits

from pipelines.embedders.base import Matrix
from pipelines.ngrams import character_ngrams, normalised
from pipelines.settings import CHARACTERS, WHITENING, Settings

Rows: TypeAlias = Any
"""A dense float32 array or a sparse (CSR) float32 matrix with one L2-normalised row a text."""


@dataclass(frozen=True)
class View:
    """One way to see the texts: ``rows``, shape ``(n, width)``, and a ``weight`` in the fused similarity."""

    name: str
    weight: float
    rows: Rows

    def similarities(self, start: int, end: int) -> npt.NDArray[np.float32]:
        """Give the cosine similarities of rows ``start`` to ``end`` (excluded) with all rows."""
        return _dense(self.rows[start:end] @ self._columns)

    @cached_property
    def _columns(self) -> Rows:
        """The rows turned over, once: a sparse product wants both sides stored by row."""
        return self.rows.T.tocsr() if sp.issparse(self.rows) else self.rows.T

    def among(self, chosen: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        """Give the cosine similarities of some rows with each other, shape ``(m, m)``."""
        rows = self.rows[chosen]
        return _dense(rows @ rows.T)


def count_rows(view: View) -> int:
    """Give the number of texts in a view."""
    return int(view.rows.shape[0])


def make_views(
    texts: Sequence[str], owner: npt.NDArray[np.int64], vectors: Mapping[str, Matrix], settings: Settings
) -> list[View]:
    """Make the views of the settings: of texts' vectors by model, then of their characters.

    ``owner`` numbers the contribution of every text, shape ``(n,)``.
    """
    weight = settings.views[CHARACTERS]
    return [
        *model_views(owner, vectors, settings),
        character_view(CHARACTERS, weight, texts, owner, settings.context),
    ]


def model_views(
    owner: npt.NDArray[np.int64], vectors: Mapping[str, Matrix], settings: Settings
) -> list[View]:
    """Make the views of the settings but that of characters."""
    return [
        vector_view(name, weight, vectors[name], owner, settings.context, WHITENING.get(name, 0.0))
        for name, weight in settings.views.items()
        if name != CHARACTERS
    ]


def vector_view(
    name: str,
    weight: float,
    vectors: Matrix,
    owner: npt.NDArray[np.int64],
    context: float,
    whitening: float = 0.0,
) -> View:
    """Make a view of vectors, shape ``(n, width)``: centred, so that what all texts share does not count.

    ``whitening``, from 0 (none) to 1 (full), takes that part of what the strongest directions have over the
    others away: models of the e5 kind put all texts in a narrow cone, in which a few directions drown the
    rest.
    """
    centred = vectors - vectors.mean(axis=0, dtype=np.float64).astype(np.float32)
    rows = _unit_length(_whitened(centred, whitening) if whitening else centred)
    return View(name, weight, _in_context(rows, owner, context))


def character_view(
    name: str, weight: float, texts: Sequence[str], owner: npt.NDArray[np.int64], context: float
) -> View:
    """Make a view of character n-grams, weighted by TF-IDF."""
    return View(name, weight, _in_context(character_ngrams(texts), owner, context))


def _in_context(rows: Rows, owner: npt.NDArray[np.int64], context: float) -> Rows:
    """Let each unit lean on its contribution, as a short unit often leaves its subject to the one before it.

    ``context`` times the mean row of the units of the same owner is added; ``owner``, shape ``(n,)``, numbers
    the contributions.
    """
    if context == 0 or len(np.unique(owner)) == len(owner):
        return rows
    size = np.bincount(owner).astype(np.float32)
    members = sp.csr_matrix((np.ones(len(owner), dtype=np.float32), (np.arange(len(owner)), owner)))
    mean = members @ (sp.diags_array((context / size).astype(np.float32)) @ (members.T @ rows))
    return _unit_length(rows + mean)


def _whitened(centred: Matrix, strength: float) -> Matrix:
    """Turn vectors onto their principal axes and divide each by its variance to half the ``strength``."""
    exact = centred.astype(np.float64)
    with threadpool_limits(limits=1):
        variance, axes = np.linalg.eigh(exact.T @ exact / len(exact))
        scale = np.maximum(variance, 1e-12 * max(float(variance[-1]), 1e-300)) ** (-strength / 2)
        return np.asarray(exact @ (axes * scale), dtype=np.float32)


def _unit_length(rows: Rows) -> Rows:
    if sp.issparse(rows):
        return normalised(sp.csr_matrix(rows))
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(length > 0, length, 1), dtype=np.float32)


def _dense(product: Rows) -> npt.NDArray[np.float32]:
    return np.asarray(product.toarray() if sp.issparse(product) else product, dtype=np.float32)
