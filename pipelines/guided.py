"""Scoring texts by a codebook: how probably each text has each code.

A code is known by what describes it (name, definition, keywords) and by its examples. Those texts are rows of
the same views as the corpus, so every score is made the same way whatever the model, and is told in standard
deviations from the other texts. Four scores are added: likeness to the description, a ridge classifier on the
examples, the labels that spread over the neighbour graph from both (Zhou et al. 2004), and likeness to the
texts that the first three point at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from threadpoolctl import threadpool_limits

from labels.codebook import Codebook
from pipelines.graph import fuzzy_graph, nearest_neighbours
from pipelines.two_groups import probabilities
from pipelines.views import View, count_rows

Scores = npt.NDArray[np.float64]
"""One row a text and one column a code."""
DESCRIBED = 1.5
"""Weight of the description beside that of the examples."""
RIDGE = 0.5
"""Strength of the ridge penalty, where a text is 1 like itself."""
SPREAD, STEPS = 0.9, 60
"""Share of a label that comes from the neighbours (alpha of Zhou et al. 2004), and steps until it lies still.
"""
ROUNDS = 2
"""Rounds in which the texts that codes were found in tell what the codes are like."""
FIRST = 0.5
"""Weight, in a round, of what the codebook's own texts said."""
PROBABLE = 0.5
"""A text has a code where it has so large a probability."""


@dataclass(frozen=True)
class CodeTexts:
    """The texts of a codebook: ``codes`` (ids), and per text its code and whether it describes it."""

    codes: tuple[str, ...]
    texts: tuple[str, ...]
    code: npt.NDArray[np.int64]
    describes: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Coded:
    """The probability of each code for each text, and the ``score`` it came from; shape ``(n, codes)``.

    A score counts standard deviations above the texts that do not have the code; where two codes are equally
    probable it tells which is the better.
    """

    codes: tuple[str, ...]
    probability: Scores
    score: Scores

    @property
    def best(self) -> npt.NDArray[np.int64]:
        """The number of the best code of every text, whether or not it is probable."""
        return np.asarray(self.score.argmax(axis=1), dtype=np.int64)

    @property
    def left_over(self) -> npt.NDArray[np.float64]:
        """How probable it is that no code fits a text: one minus the largest probability."""
        return np.asarray(1 - self.probability.max(axis=1), dtype=np.float64)

    def several(self, most: int = 3) -> list[tuple[int, ...]]:
        """Give the codes of every text, best first: those of probability 0.5 or more, at most ``most``."""
        order = np.argsort(-self.score, axis=1, kind="stable")
        return [
            tuple(int(code) for code in codes if self.probability[row, code] >= PROBABLE)[:most]
            for row, codes in enumerate(order)
        ]


def code_texts(codebook: Codebook) -> CodeTexts:
    """Collect the texts of the codes in use; what was merged into a code describes it too."""
    found: list[tuple[str, int, bool]] = []
    for number, code in enumerate(codebook.used):
        for source in codebook.sources(code.id):
            about = (source.label(codebook.language), source.definition, ", ".join(source.keywords))
            found += [(text, number, True) for text in about if text]
            found += [(text, number, False) for text in source.typical]
    return CodeTexts(
        tuple(code.id for code in codebook.used),
        tuple(text for text, _, _ in found),
        np.array([number for _, number, _ in found], dtype=np.int64),
        np.array([describes for _, _, describes in found], dtype=np.bool_),
    )


def score_codes(views: Sequence[View], known: CodeTexts, neighbours: int = 40) -> Coded:
    """Score every text by every code.

    The rows of ``views`` are those of the corpus, then one for each text of the codebook. ``neighbours`` is
    the largest number of neighbours in the graph.
    """
    extra = len(known.code)
    n = count_rows(views[0]) - extra
    dense = [view for view in views if not sp.issparse(view.rows)] or list(views)
    own = np.zeros((n + extra, len(known.codes)), dtype=np.bool_)
    own[np.arange(n, n + extra), known.code] = True
    with threadpool_limits(limits=1):
        like = _likeness(dense, n)
        local = _standard(_by_examples(like, own[n:], known.describes, n), own)
        local += DESCRIBED * _standard(_by_description(like, own[n:], known.describes), own)
        if len(known.codes) == 1:  # nothing competes, so labels that are shared out tell nothing
            local = _standard(local, own)
            return Coded(known.codes, probabilities(local)[:n], local[:n])
        graph = fuzzy_graph(nearest_neighbours(views, min(neighbours, n + extra - 1)))
        seeds = own / np.maximum(own.sum(axis=0), 1)
        spread = _standard(_share(_spread(graph, seeds)), own)
        first = local + spread
        score = first
        for _ in range(ROUNDS):
            labels = np.where(own.any(axis=1, keepdims=True), own, _shares(score))
            alike = _standard(_by_centre(dense, labels), own)
            smooth = _standard(_share(_spread(graph, _shares(2 * alike))), own)
            score = alike + smooth + FIRST * first
        # Codes compete for a label that is spread: by that alone a text of two codes would have neither, and
        # one that fits no code would have the least bad.
        fit = _standard(_standard(local, own) + alike + _standard(score, own), own)
    return Coded(known.codes, probabilities(fit)[:n], _standard(score, own)[:n])


def _likeness(views: Sequence[View], n: int) -> Scores:
    """Give the likeness of all texts to those of the codebook, in standard deviations of each view."""
    total = np.zeros((count_rows(views[0]), count_rows(views[0]) - n))
    for view in views:
        product = view.rows @ view.rows[n:].T
        cosine = np.asarray(product.toarray() if sp.issparse(product) else product, dtype=np.float64)
        total += view.weight * cosine / max(float(cosine.std()), 1e-12)
    return total


def _by_description(like: Scores, own: npt.NDArray[np.bool_], describes: npt.NDArray[np.bool_]) -> Scores:
    """Give the mean likeness to the texts that describe a code."""
    weights = (own & describes[:, None]).astype(np.float64)
    return np.asarray(like @ (weights / np.maximum(weights.sum(axis=0), 1)), dtype=np.float64)


def _by_examples(
    like: Scores, own: npt.NDArray[np.bool_], describes: npt.NDArray[np.bool_], n: int
) -> Scores:
    """Classify by kernel ridge regression on the examples (Saunders, Gammerman & Vovk 1998)."""
    chosen = np.flatnonzero(~describes)
    if not len(chosen):
        return np.zeros((len(like), own.shape[1]))
    kernel = like[n + chosen][:, chosen]
    scale = max(float(np.diag(kernel).mean()), 1e-12)
    wanted = own[chosen] - own[chosen].mean(axis=0)
    solved = np.linalg.solve(kernel / scale + RIDGE * np.eye(len(chosen)), wanted)
    return np.asarray(like[:, chosen] / scale @ solved, dtype=np.float64)


def _by_centre(views: Sequence[View], labels: Scores) -> Scores:
    """Give the likeness to the mean of the texts of each code, each text counting by its ``labels``."""
    shares = labels / np.maximum(labels.sum(axis=0), 1e-12)
    total = np.zeros(labels.shape)
    for view in views:
        centre = (view.rows.T @ shares) - np.asarray(view.rows.mean(axis=0)).reshape(-1, 1)
        product = view.rows @ (centre / np.maximum(np.linalg.norm(centre, axis=0), 1e-12))
        total += view.weight * product / max(float(product.std()), 1e-12)
    return total


def _spread(graph: sp.csr_matrix, labels: Scores) -> Scores:
    """Let labels spread over the graph, part of them staying: F = a S F + (1 - a) Y."""
    root = sp.diags_array(1 / np.sqrt(np.maximum(np.asarray(graph.sum(axis=1)).ravel(), 1e-12)))
    normal = sp.csr_matrix(root @ graph @ root)
    spread = labels
    for _ in range(STEPS):
        spread = SPREAD * (normal @ spread) + (1 - SPREAD) * labels
    return spread


def _share(spread: Scores) -> Scores:
    """Give the log of each code's share, a code with many labels counting for no more than one with few."""
    even = spread / np.maximum(spread.sum(axis=0), 1e-12)
    total = even.sum(axis=1, keepdims=True)
    share = np.where(total > 0, even / np.maximum(total, 1e-300), 1 / even.shape[1])
    return np.asarray(np.log(share + 1e-2), dtype=np.float64)


def _shares(score: Scores) -> Scores:
    """Turn scores into shares that sum to 1 (softmax)."""
    raised = np.exp(score - score.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float64)


def _standard(score: Scores, own: npt.NDArray[np.bool_]) -> Scores:
    """Tell scores in standard deviations of the texts that are not the code's own."""
    others = np.where(own, np.nan, score)
    mean, spread = np.nanmean(others, axis=0), np.nanstd(others, axis=0)
    return np.asarray((score - mean) / np.where(spread > 1e-12, spread, 1.0), dtype=np.float64)
