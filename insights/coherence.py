"""Coherence: whether the words that name a theme are words that people use together.

C_NPMI is the mean normalised pointwise mutual information (Bouma 2009) over all pairs of a theme's first ten
words (Lau, Newman & Baldwin 2014, *Machine reading tea leaves*, EACL). It is measured on the corpus itself, a
document being a different contribution: no sliding window, no other corpus. So it is not the C_V of Röder,
Both & Hinneburg (2015), nor comparable with figures from another corpus.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl
import scipy.sparse as sp

from corpora.units import with_text
from insights.runs import Run
from pipelines.terms import find_terms

TOP: Final = 10
"""Words of a theme that are looked at."""

Presence = npt.NDArray[np.bool_]


def theme_coherence(run: Run) -> dict[str, float | None]:
    """Give C_NPMI of every theme; None for a theme with fewer than two words.

    Words are counted as the run counted them: by lemma, in the units that took part, fixed pairs as one.
    """
    top = run.words.filter(pl.col("rank") <= TOP).sort("theme_id", "rank")
    words = dict(top.group_by("theme_id", maintain_order=True).agg("word").iter_rows())
    place, presence = _presence(run, sorted(set(top["word"])))
    return {
        theme: npmi(presence[:, [place[word] for word in words.get(theme, []) if word in place]])
        for theme in run.themes["theme_id"]
    }


def topic_diversity(words: Sequence[Sequence[str]]) -> float | None:
    """Give the share of different words among the first ten of all themes; None without words.

    Dieng, Ruiz & Blei (2020, *Topic modeling in embedding spaces*, TACL 8) take the first 25.

    >>> topic_diversity([["huur", "woning"], ["huur", "bus"]])
    0.75
    """
    every = [word for one in words for word in one[:TOP]]
    return len(set(every)) / len(every) if every else None


def npmi(presence: Presence) -> float | None:
    """Give the mean NPMI over the pairs of columns, of shape ``(documents, words)``; None below two words.

    A pair that never comes together has -1, one that is in every document 1, the limits of the formula.

    >>> npmi(np.array([[True, False], [False, True]])), npmi(np.array([[True], [False]]))
    (-1.0, None)
    """
    documents, words = presence.shape
    if words < 2 or not documents:
        return None
    counts = presence.astype(np.float64)
    together = counts.T @ counts / documents
    alone = np.diag(together)
    first, second = np.triu_indices(words, 1)
    joint, expected = together[first, second], alone[first] * alone[second]
    values = np.full(len(joint), -1.0)
    values[joint >= 1] = 1.0
    some = (joint > 0) & (joint < 1)
    values[some] = np.log(joint[some] / expected[some]) / -np.log(joint[some])
    return float(values.mean())


def _presence(run: Run, words: Sequence[str]) -> tuple[dict[str, int], Presence]:
    """Tell which different contribution has which word: the column of each word, and a table of them."""
    apart = pl.col("placement").cast(pl.String) == "set apart"
    units = with_text(run.units.filter(~apart), run.contributions)
    languages = run.contributions.select("contribution_id", "language")
    texts = (
        units.join(languages, on="contribution_id", how="left")
        .group_by("text", "whole")
        .agg(pl.col("language").min())
        .sort("whole", "text")
    )
    if texts.is_empty():
        return {}, np.zeros((0, 0), dtype=np.bool_)
    terms = find_terms(texts["text"].to_list(), texts["language"].to_list())
    form = {shown: number for number, shown in reversed(list(enumerate(terms.forms)))}
    known = [word for word in words if word in form]
    owner = texts["whole"].rank("dense").to_numpy().astype(np.int64) - 1
    by_contribution = sp.csr_matrix((np.ones(len(owner)), (owner, np.arange(len(owner)))))
    counts = by_contribution @ terms.counts[:, [form[word] for word in known]]
    return {word: column for column, word in enumerate(known)}, np.asarray(counts.todense()) > 0
