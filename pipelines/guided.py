"""Finding themes by a codebook: texts get the codes that fit them; what fits none is sought through anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from corpora.progress import Progress
from labels.codebook import SHIPPED, Codebook, read_codebook
from pipelines.embedders.base import Matrix
from pipelines.guided_placing import place_by_codebook
from pipelines.guided_scores import CodeTexts, code_texts, score_codes
from pipelines.settings import Settings
from pipelines.themes import Found, Texts
from pipelines.views import make_views

FEW = 30
"""So many texts tell by themselves what is usual."""
Vectors: TypeAlias = Mapping[str, Matrix]
"""By view the vectors of texts, shape ``(n, width)``."""
Seek: TypeAlias = Callable[[pl.DataFrame, Texts, dict[str, Any]], Found]
"""Seeks themes in units, given their different texts and the vectors of those."""


def find_guided(
    units: pl.DataFrame,
    texts: Texts,
    vectors: Vectors,
    codebook: Codebook,
    known: CodeTexts,
    known_vectors: Vectors,
    settings: Settings,
    progress: Progress,
    seek: Seek,
) -> Found:
    """Give every text the codes that fit it, and ``seek`` new themes among those that none fits.

    ``known`` is what :func:`texts_beside` gave, and ``known_vectors`` holds, by view, the vectors of its
    texts. One contribution is enough to be coded; new themes are sought from
    ``settings.minimum_contributions`` on.
    """
    with progress.step("coding by the codebook"):
        words = [*texts.words, *known.texts]
        both = {name: np.vstack([rows, known_vectors[name]]) for name, rows in vectors.items()}
        owner = _owners(texts, known)
        views = make_views(words, owner, both, settings)
        scores = score_codes(views, known, owner, settings.neighbours, settings.seed)
    left = np.flatnonzero(scores.primary < 0)
    rest = None
    if len(left) and texts.frame[left]["whole"].n_unique() >= settings.minimum_contributions:
        open_texts = texts.part(left)
        open_units = units.filter(pl.col("unit_id").is_in(open_texts.member["unit_id"].to_list()))
        rest = seek(open_units, open_texts, {name: rows[left] for name, rows in vectors.items()})
    return place_by_codebook(units, texts, scores, codebook, rest, settings.minimum_contributions)


def texts_beside(codebook: Codebook, texts: Texts) -> CodeTexts:
    """Give the texts that are scored beside those of the corpus: those of the codebook.

    A corpus of few texts cannot tell what is usual. In Dutch those of the codebook that comes with Oogst then
    stand beside them.
    """
    shipped = read_codebook(SHIPPED) if texts.frame.height < FEW and codebook.language == "nl" else None
    if shipped is None:
        return code_texts(codebook)
    own = set(code_texts(codebook).texts)
    every = (text for code in shipped.used for text in (code.definition, *code.typical))
    return code_texts(codebook, [text for text in dict.fromkeys(every) if text not in own])


def _owners(texts: Texts, known: CodeTexts) -> npt.NDArray[np.int64]:
    """Give every row the number of its contribution, each text of the codebook being one of its own."""
    first = int(texts.owner.max(initial=-1)) + 1
    return np.concatenate([texts.owner, np.arange(first, first + len(known.texts))])
