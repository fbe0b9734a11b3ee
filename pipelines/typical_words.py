"""Typical words: which words of a theme lie near all of it, as the run's own language model sees them.

A word can set a theme apart by chance, as the name of a street does; one that also means what the theme means
is the better name for it.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from pipelines.embedders.base import Embedder, Matrix


def typical(
    words: pl.DataFrame, members: dict[str, npt.NDArray[np.int64]], vectors: Matrix, embedder: Embedder
) -> dict[tuple[str, str], float]:
    """Give how typical every word is of its theme, in standard deviations over the words of that theme.

    Takes columns ``theme_id`` and ``word``, the texts of every theme, and the vectors of all texts, shape
    ``(n, width)``, made by ``embedder``. Similarity is the cosine between word and theme, both centred. None
    is known where the embedder only has vectors that were stored.
    """
    distinct = words["word"].unique().sort().to_list()
    if len(distinct) < 2 or not getattr(embedder, "takes_new_texts", True):
        return {}
    spoken = embedder.encode(distinct)
    spoken = _centred(spoken, spoken.mean(axis=0))
    place = {word: number for number, word in enumerate(distinct)}
    middle = vectors.mean(axis=0)
    found: dict[tuple[str, str], float] = {}
    for (theme,), group in words.sort("theme_id", "word").group_by("theme_id", maintain_order=True):
        centre = _centred(vectors[members[str(theme)]].mean(axis=0, keepdims=True), middle)[0]
        mine = group["word"].to_list()
        similarity = (spoken[[place[word] for word in mine]] @ centre).astype(np.float64)
        spread = float(similarity.std())
        scores = (similarity - similarity.mean()) / spread if spread > 0 else np.zeros(len(mine))
        found |= {(str(theme), word): float(score) for word, score in zip(mine, scores, strict=True)}
    return found


def _centred(vectors: Matrix, middle: Matrix) -> Matrix:
    moved = vectors - middle
    length = np.linalg.norm(moved, axis=1, keepdims=True)
    return np.asarray(moved / np.where(length > 0, length, 1), dtype=np.float32)
