"""Label words: which words of a theme may stand together in its label, and which look worse for one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

FINITE = 0.5
"""A verb that nobody used as an infinitive counts so much for a label."""
NAME = 0.5
"""A name counts so much for a label: that of a street is often there by chance."""
NOUN = 0.15
"""A word that looks like a noun in less than this share of its uses may be a verb."""
STEM, SHARED = 4, 0.6
"""Words that begin or end with the same letters, so many and this share of the shorter one, are alike."""


@dataclass(frozen=True)
class LabelWord:
    """A word that a label may be made of: how it is shown, the lemma of each part, and what it counts for."""

    shown: str
    lemmas: tuple[str, ...]
    score: float


def looks(word: str, lemmas: tuple[str, ...], noun: float, language: str) -> float:
    """Give the factor by which the looks of a word count for a label, from 0 to 1.

    ``noun`` is the share of its uses that look like a noun. Verb forms and names count less.
    """
    factor = 1.0
    if len(lemmas) == 1 and lemmas[0].endswith("n") and not word.endswith("n") and noun < NOUN:
        factor *= FINITE
    # Every noun has a capital in German; a name of two words is seldom there by chance.
    if language != "de" and len(lemmas) == 1 and word[0].isupper() and word[1:].islower():
        factor *= NAME
    return factor


def unlike(words: Iterable[LabelWord]) -> list[LabelWord]:
    """Leave out the words that say again what one before them says: *wantrouwen* after *vertrouwen*."""
    chosen: list[LabelWord] = []
    stems: list[str] = []
    for word in words:
        lemmas = [lemma.lower() for lemma in word.lemmas]
        if not any(alike(lemma, stem) for lemma in lemmas for stem in stems):
            chosen.append(word)
            stems.extend(lemmas)
    return chosen


def alike(first: str, second: str) -> bool:
    """Whether one lemma holds the other, or both begin or end alike.

    >>> alike("reiziger", "reizen"), alike("rad", "fahrrad"), alike("huisarts", "huur")
    (True, True, False)
    """
    short, long = sorted((first, second), key=len)
    if len(short) < STEM:
        return short == long or (len(short) == STEM - 1 and long.endswith(short))
    shared = max(_begin_alike(short, long), _begin_alike(short[::-1], long[::-1]))
    return short in long or shared >= max(STEM, SHARED * len(short))


def _begin_alike(first: str, second: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))
