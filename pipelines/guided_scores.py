"""Scoring texts by a codebook: how probably each text has each code.

A code is known by what describes it (name, definition, keywords) and by its examples. Those texts are rows of
the same views as the corpus, so every score is made the same way whatever the model. Likeness to the
description, a classifier on the examples and labels that spread over the graph point at texts of each code;
those texts then tell what the codes are like. A text has a code where that code both compares well and
reaches it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from threadpoolctl import threadpool_limits

from labels.codebook import Codebook
from pipelines.guided_evidence import (
    Scores,
    by_description,
    by_examples,
    by_texts,
    likeness,
    sizes,
    softmax,
    spoken_of,
    standard,
)
from pipelines.guided_spread import agreed_ties, reach, share, spread
from pipelines.two_groups import probabilities
from pipelines.views import View, count_rows

DESCRIBED = 1.5
"""Weight of the description beside that of the examples."""
ROUNDS = 2
"""Rounds in which the texts that codes were found in tell what the codes are like."""
FIRST = 0.5
"""Weight, in a round, of what the codebook's own texts said."""
ALONE = 0.5
"""Weight of what a text itself says, beside how codes compare, in whether a code fits."""
RARE = 2.0
"""Weight of how seldom a code is spoken of in whether it fits."""
PROBABLE = 0.5
"""A text has a code where it has so large a probability."""
MOST = 3
"""A text has at most so many codes."""


@dataclass(frozen=True)
class CodeTexts:
    """The texts of a codebook: ``codes`` (ids), and per text its code and whether it describes it.

    Code -1 is none: such a text only helps to tell what is usual.
    """

    codes: tuple[str, ...]
    texts: tuple[str, ...]
    code: npt.NDArray[np.int64]
    describes: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class GuidedScores:
    """The probability of each code for each text, and the ``score`` by which codes compare; ``(n, codes)``.

    Codes are given by number; ``codes`` holds their ids. A score counts standard deviations above the texts
    that are not the code's own, and more for a code that many texts have.
    """

    codes: tuple[str, ...]
    probability: Scores
    score: Scores

    @property
    def best(self) -> npt.NDArray[np.int64]:
        """The best code of every text, whether or not it fits."""
        return np.asarray(self.score.argmax(axis=1), dtype=np.int64)

    @property
    def primary(self) -> npt.NDArray[np.int64]:
        """The first code of every text, -1 where none fits."""
        return np.array([codes[0] if codes else -1 for codes in self.several(1)], dtype=np.int64)

    @property
    def left_over(self) -> npt.NDArray[np.float64]:
        """How probable it is that no code fits a text: one minus the largest probability."""
        return np.asarray(1 - self.probability.max(axis=1), dtype=np.float64)

    def several(self, most: int = MOST) -> list[tuple[int, ...]]:
        """Give the codes of every text, best first: those of probability 0.5 or more, at most ``most``."""
        order = np.argsort(-self.score, axis=1, kind="stable")
        return [
            tuple(int(code) for code in codes if self.probability[row, code] >= PROBABLE)[:most]
            for row, codes in enumerate(order)
        ]


def code_texts(codebook: Codebook, usual: Sequence[str] = ()) -> CodeTexts:
    """Collect the texts of the codes in use; what was merged into a code describes it too.

    ``usual`` are texts of no code, to stand beside them.
    """
    found: list[tuple[str, int, bool]] = []
    for number, code in enumerate(codebook.used):
        for source in codebook.sources(code.id):
            about = (source.label(codebook.language), source.definition, ", ".join(source.keywords))
            found += [(text, number, True) for text in about if text]
            found += [(text, number, False) for text in source.typical]
    found += [(text, -1, False) for text in usual]
    return CodeTexts(
        tuple(code.id for code in codebook.used),
        tuple(text for text, _, _ in found),
        np.array([number for _, number, _ in found], dtype=np.int64),
        np.array([describes for _, _, describes in found], dtype=np.bool_),
    )


def score_codes(
    views: Sequence[View],
    known: CodeTexts,
    owner: npt.NDArray[np.int64] | None = None,
    neighbours: int = 45,
    seed: int = 42,
) -> GuidedScores:
    """Score every text by every code.

    The rows of ``views`` are those of the corpus, in an order that follows from their content, then one for
    each text of the codebook. ``owner`` numbers the contribution of every row, each its own when None;
    ``neighbours`` is the largest number of neighbours in the graph.
    """
    extra = len(known.code)
    owner = np.arange(count_rows(views[0])) if owner is None else owner
    n = count_rows(views[0]) - extra
    dense = [view for view in views if not sp.issparse(view.rows)]
    own = np.zeros((n + extra, len(known.codes)), dtype=np.bool_)
    of_code = np.flatnonzero(known.code >= 0)
    own[n + of_code, known.code[of_code]] = True
    with threadpool_limits(limits=1):
        like = likeness(dense, n)
        local = standard(by_examples(like, own[n:], known.describes), own)
        local += DESCRIBED * standard(by_description(like, own[n:], known.describes), own)
        ties = agreed_ties(views, owner, neighbours, seed)
        # Where there is one code nothing competes, and labels that are shared out tell nothing.
        alone = len(known.codes) == 1
        score = standard(local, own) if alone else _in_rounds(dense, ties, own, local, n)
        # Scores compare codes, so that even a text that fits no code has a best one: these tell it apart.
        own_words = ALONE * standard(local, own)
        fit = standard(score + own_words + standard(reach(ties, own), own), own)
        rare = RARE * spoken_of(like[:n], own[n:])
    # Which code is best depends on how large codes are; whether it fits does not, or a text of a subject that
    # the codebook lacks would get the code of a large one.
    return GuidedScores(known.codes, probabilities(fit, rare)[:n], score[:n] + sizes(score[:n]))


def _in_rounds(
    dense: Sequence[View], ties: sp.csr_matrix, own: npt.NDArray[np.bool_], local: Scores, n: int
) -> Scores:
    """Let the texts that codes were found in tell what the codes are like, time and again.

    The first ``n`` texts, those of the corpus, tell how large the codes are.
    """
    seeds = own / np.maximum(own.sum(axis=0), 1)
    score = first = local + standard(share(spread(ties, seeds)), own)
    for _ in range(ROUNDS):
        found = softmax(score + sizes(score[:n]))
        labels = np.where(own.any(axis=1, keepdims=True), own, found)
        alike = standard(by_texts(dense, labels), own)
        smooth = standard(share(spread(ties, softmax(alike + sizes(alike[:n])))), own)
        score = alike + smooth + FIRST * first
    return standard(score, own)
