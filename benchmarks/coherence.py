"""The words of themes, found alike for every tool: whether they come together, and how many are repeated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from math import log

import numpy as np

OUTLIER = -1
"""The number of texts without a theme, in every partition of the benchmarks."""
TOP = 10
"""Words a theme is judged by."""
FEWEST = 5
"""Texts a word must be in: two words that share their only text would seem to belong together for certain."""

Tokens = Sequence[Sequence[str]]
Words = Sequence[Sequence[str]]


def content_words(texts: Sequence[str], language: str) -> list[list[str]]:
    """Give the lower-case words of each text, without the stop words of its language."""
    from pipelines.terms import tokens
    from pipelines.wordlists import stop_words

    stops = stop_words(language)
    return [
        [word for word in map(str.lower, tokens(text)) if len(word) > 2 and word not in stops]
        for text in texts
    ]


def theme_words(tokens: Tokens, themes: Sequence[int]) -> list[list[str]]:
    """Give the ten words of each theme with the highest class-based TF-IDF (Grootendorst 2022, equation 2).

    Equal weights follow the alphabet. Texts of :data:`OUTLIER` are no theme.
    """
    texts_with = Counter(word for words in tokens for word in set(words))
    counts: dict[int, Counter[str]] = {theme: Counter() for theme in sorted(set(themes) - {OUTLIER})}
    for words, theme in zip(tokens, themes, strict=True):
        if theme != OUTLIER:
            counts[theme].update(word for word in words if texts_with[word] >= FEWEST)
    every = sum(counts.values(), Counter())
    average = every.total() / max(len(counts), 1)
    weights = (
        {word: count * log(1 + average / every[word]) for word, count in of_theme.items()}
        for of_theme in counts.values()
    )
    return [sorted(found, key=lambda word: (-found[word], word))[:TOP] for found in weights]


def npmi(words: Words, tokens: Tokens) -> float:
    """Give the mean over themes of the normalised pointwise mutual information of their pairs of words.

    Two words are together when one text has both, so the corpus judges itself (C_NPMI: Bouma 2009; Aletras &
    Stevenson 2013). A pair that never meets has -1, one that always does 1. A theme with fewer than two words
    has 0, and so have no themes at all.
    """
    wanted = sorted({word for of_theme in words for word in of_theme})
    index = {word: number for number, word in enumerate(wanted)}
    has = np.zeros((len(tokens), len(wanted)))
    for row, of_text in enumerate(tokens):
        has[row, [index[word] for word in set(of_text) if word in index]] = 1
    share = has.T @ has / max(len(tokens), 1)

    def of_pair(first: int, second: int) -> float:
        together = share[first, second]
        if together in (0, 1):
            return 2 * float(together) - 1
        return float(np.log(together / (share[first, first] * share[second, second])) / -np.log(together))

    def of_theme(found: Sequence[str]) -> float:
        pairs = [of_pair(index[first], index[second]) for first, second in combinations(found, 2)]
        return sum(pairs) / len(pairs) if pairs else 0.0

    return sum(map(of_theme, words)) / len(words) if words else 0.0


def diversity(words: Words) -> float:
    """Give the share of the themes' words that differ (Dieng, Ruiz & Blei 2020); 0 without words."""
    every = [word for of_theme in words for word in of_theme]
    return len(set(every)) / len(every) if every else 0.0
