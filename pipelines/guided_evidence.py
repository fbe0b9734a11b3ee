"""What in a text itself speaks for a code: likeness to its description, to its examples, and to its texts.

Every piece of evidence is told in standard deviations from the other texts, so that it means the same
whatever the model. All functions take rows of texts, those of the codebook last.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from pipelines.views import View, count_rows

RIDGE = 0.5
"""Strength of the ridge penalty on examples, where a text is 1 like itself."""
STRONG = 5.0
"""Strength of the penalty on all texts, in mean variances of a direction: their labels are guesses."""
SELDOM = 4.0
"""A code that so many times less than the mean code is spoken of is a rare one."""
UNSEEN = 5
"""Texts that each code counts for beyond those it has."""
STEPS = 30
"""Steps in which the sizes of codes are found."""
BLOCK = 4096
"""Rows that are multiplied at a time."""

Scores: TypeAlias = npt.NDArray[np.float64]
"""One row a text and one column a code."""


def likeness(views: Sequence[View], n: int) -> Scores:
    """Give the likeness of all texts to those after the first ``n``, in standard deviations of each view.

    ``views`` are dense.
    """
    total = np.zeros((count_rows(views[0]), count_rows(views[0]) - n))
    for view in views:
        cosine = np.asarray(view.rows @ view.rows[n:].T, dtype=np.float64)
        total += view.weight * cosine / max(float(cosine.std()), 1e-12)
    return total


def by_description(like: Scores, own: npt.NDArray[np.bool_], describes: npt.NDArray[np.bool_]) -> Scores:
    """Give the mean likeness to the texts that describe a code.

    ``own``, shape ``(extra, codes)``, tells the code of each text of the codebook.
    """
    weights = (own & describes[:, None]).astype(np.float64)
    return np.asarray(like @ (weights / np.maximum(weights.sum(axis=0), 1)), dtype=np.float64)


def by_examples(like: Scores, own: npt.NDArray[np.bool_], describes: npt.NDArray[np.bool_]) -> Scores:
    """Classify by kernel ridge regression on the examples (Saunders, Gammerman & Vovk 1998)."""
    chosen = np.flatnonzero(~describes & own.any(axis=1))
    if not len(chosen):
        return np.zeros((len(like), own.shape[1]))
    kernel = like[len(like) - len(describes) + chosen][:, chosen]
    scale = max(float(np.diag(kernel).mean()), 1e-12)
    wanted = own[chosen] - own[chosen].mean(axis=0)
    solved = np.linalg.solve(kernel / scale + RIDGE * np.eye(len(chosen)), wanted)
    return np.asarray(like[:, chosen] / scale @ solved, dtype=np.float64)


def by_texts(views: Sequence[View], labels: Scores) -> Scores:
    """Classify by ridge regression on all texts, each counting for what its ``labels`` are worth.

    ``views`` are dense; each counts by its weight, whatever its width.
    """
    centre = np.concatenate([view.rows.mean(axis=0, dtype=np.float64) for view in views])
    factor = np.concatenate([np.full(view.rows.shape[1], _factor(view)) for view in views])

    def rows(block: slice) -> Scores:
        part = np.hstack([view.rows[block] for view in views]).astype(np.float64)
        return np.asarray((part - centre) * factor, dtype=np.float64)

    blocks = [slice(start, start + BLOCK) for start in range(0, len(labels), BLOCK)]
    wanted = labels - labels.mean(axis=0)
    variance, towards = np.zeros((len(centre), len(centre))), np.zeros((len(centre), labels.shape[1]))
    for block in blocks:
        part = rows(block)
        variance += part.T @ part / len(labels)
        towards += part.T @ wanted[block] / len(labels)
    penalty = STRONG * max(float(np.trace(variance)), 1e-12) / len(variance)
    solved = np.linalg.solve(variance + penalty * np.eye(len(variance)), towards)
    return np.concatenate([rows(block) @ solved for block in blocks])


def standard(score: Scores, own: npt.NDArray[np.bool_]) -> Scores:
    """Tell scores in standard deviations of the texts that are not the code's own."""
    others = np.where(own, np.nan, score)
    mean, spread = np.nanmean(others, axis=0), np.nanstd(others, axis=0)
    return np.asarray((score - mean) / np.where(spread > 1e-12, spread, 1.0), dtype=np.float64)


def spoken_of(like: Scores, own: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    """Say by how much each code is spoken of less than others, as a log of 0 or less; shape ``(codes,)``.

    A code is spoken of where, of all texts of the codebook, one of its own is the likest. Standard scores
    cannot tell: in a corpus without a subject there always are texts that are the likest to it.
    """
    nearest = own[like.argmax(axis=1)]
    times = nearest.sum(axis=0)
    return np.asarray(np.minimum(0.0, np.log(SELDOM * (times + 1) / (times.mean() + 1))), dtype=np.float64)


def sizes(score: Scores) -> npt.NDArray[np.float64]:
    """Say by how much each code is larger than the mean code, as a log; shape ``(codes,)``.

    Standard scores hold all codes for equally large. Scores are taken for log-likelihoods, and the shares of
    the codes found by expectation-maximisation (Saerens, Latinne & Decaestecker 2002, "Adjusting the outputs
    of a classifier to new a priori probabilities", equation 9). Each code counts :data:`UNSEEN`
    texts more than it has, so that few texts tell little.
    """
    n, codes = score.shape
    share = np.full(codes, 1 / codes)
    for _ in range(STEPS):
        share = (softmax(score + np.log(share)).sum(axis=0) + UNSEEN) / (n + UNSEEN * codes)
    return np.asarray(np.log(share * codes), dtype=np.float64)


def softmax(score: Scores) -> Scores:
    """Turn scores into shares that sum to 1."""
    raised = np.exp(score - score.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float64)


def _factor(view: View) -> float:
    return float(np.sqrt(view.weight / view.rows.shape[1]) / max(float(view.rows.std()), 1e-12))
