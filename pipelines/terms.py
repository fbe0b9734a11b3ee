"""Terms: the words and fixed combinations in which themes are described, as people wrote them.

Tokens keep inner hyphens, apostrophes and diacritics. Words are counted by lemma and shown in the form people
used most. Fixed combinations of two words are found by statistics, since a blank Dutch pipeline knows no noun
phrases.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from pipelines.wordlists import DETERMINERS, PROTECTED, stop_words

TOKEN = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
"""A word: letters, with hyphens and apostrophes inside it."""
LEMMA_LANGUAGES = ("nl", "en", "de", "fr", "es", "pl", "tr")
COLLOCATION = 0.35
"""Normalised pointwise mutual information from which two words count as one term (Bouma 2009)."""
COLLOCATION_COUNT = 4
"""Texts in which a combination must occur."""


@dataclass(frozen=True)
class Terms:
    """The terms of a set of texts.

    ``counts`` is 1 where a text holds a term, shape ``(n_texts, n_terms)``; ``forms`` is how each term is
    shown; ``lemmas`` the lemma of each of its words; ``nouns`` the share of its uses that look like a noun,
    from what stands before it.
    """

    counts: sp.csr_matrix
    forms: tuple[str, ...]
    lemmas: tuple[tuple[str, ...], ...]
    nouns: npt.NDArray[np.float64]


def tokens(text: str) -> list[str]:
    """Give the words of a text.

    >>> tokens("De wmo-consulent zei: 'foto's van de buurt'.")
    ['De', 'wmo-consulent', 'zei', "foto's", 'van', 'de', 'buurt']
    """
    return [token.replace("’", "'") for token in TOKEN.findall(text)]


@lru_cache(maxsize=200_000)
def lemma(word: str, language: str) -> str:
    """Give the lemma of a lower-case word.

    Protected policy words and words of other languages keep their form.
    """
    if word in PROTECTED.get(language, frozenset()) or language not in LEMMA_LANGUAGES:
        return word
    import simplemma

    return str(simplemma.lemmatize(word, lang=language)).lower()


def find_terms(texts: Sequence[str], languages: Sequence[str]) -> Terms:
    """Find the terms that occur in at least two texts (in one, when there are fewer than 50)."""
    forms: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    led: Counter[tuple[str, ...]] = Counter()
    uses: Counter[tuple[str, ...]] = Counter()
    found: list[set[tuple[str, ...]]] = []
    for text, language in zip(texts, languages, strict=True):
        here: set[tuple[str, ...]] = set()
        determiners, stops = DETERMINERS.get(language, frozenset()), stop_words(language)
        before, before_term = "", ""
        for token in tokens(text):
            word = token.lower()
            name = "" if word in stops or len(word) < 3 else lemma(word, language)
            if name in stops:
                name = ""
            if name:
                term = (name,)
                here.add(term)
                forms[term][_shown(token, language)] += 1
                uses[term] += 1
                led[term] += _noun_like(token, before, determiners, language)
                if before_term:
                    pair = (before_term, name)
                    here.add(pair)
                    forms[pair][f"{before.lower()} {word}"] += 1
            before, before_term = token, name
        found.append(here)
    kept = _kept(found, minimum=2 if len(texts) >= 50 else 1)
    index = {term: number for number, term in enumerate(kept)}
    rows = [row for row, here in enumerate(found) for term in here if term in index]
    columns = [index[term] for here in found for term in here if term in index]
    counts = sp.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(texts), len(kept)))
    counts.sort_indices()
    nouns = np.array([1.0 if len(term) > 1 else led[term] / uses[term] for term in kept], dtype=np.float64)
    return Terms(counts, tuple(_most_used(forms[term]) for term in kept), tuple(kept), nouns)


def _kept(found: Iterable[set[tuple[str, ...]]], minimum: int) -> list[tuple[str, ...]]:
    """Choose the terms to count.

    Words by number of texts, pairs that come together more than chance would have it.
    """
    texts = list(found)
    frequency = Counter(term for here in texts for term in here)
    total = max(len(texts), 1)
    kept = []
    for term, count in frequency.items():
        if len(term) == 1:
            keep = count >= minimum
        else:
            first, second = frequency[term[:1]], frequency[term[1:]]
            together = np.log(count * total / (first * second)) / max(-np.log(count / total), 1e-9)
            keep = count >= COLLOCATION_COUNT and together >= COLLOCATION
        if keep:
            kept.append(term)
    return sorted(kept)


def _noun_like(token: str, before: str, determiners: frozenset[str], language: str) -> bool:
    """Tell whether a use looks like a noun: after a determiner, or with a capital in German."""
    if language == "de":
        return token[0].isupper()
    return before.lower() in determiners


def _shown(token: str, language: str) -> str:
    """Keep capitals where they mean something: in German, and in abbreviations and names such as WMO."""
    return token if language == "de" or token.isupper() or not token[1:].islower() else token.lower()


def _most_used(forms: Counter[str]) -> str:
    return min(forms, key=lambda form: (-forms[form], form))
