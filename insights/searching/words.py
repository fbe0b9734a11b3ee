"""The words of a corpus as they are searched: by form, by lemma, and by the compounds they are part of."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from pipelines.compounds import LINKS
from pipelines.terms import LEMMA_LANGUAGES, lemma
from pipelines.wordlists import stop_words

SHORTEST_PART: Final = 3
"""Letters of a word that is sought in compounds."""
SHORTEST_REST: Final = 4
"""Letters of what else a compound is made of."""
SAME, FORM, COMPOUND = 1.0, 0.9, 0.7
"""How much it counts that a text has the very word, another form of it, or a compound with it."""

Ids = npt.NDArray[np.int64]


@lru_cache(maxsize=400_000)
def folded(word: str) -> str:
    """Give a word in lower case and without accents.

    >>> folded("Coördinatie"), folded("CAFÉ")
    ('coordinatie', 'cafe')
    """
    plain = word.casefold()
    if plain.isascii():
        return plain
    return "".join(one for one in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(one))


class SearchWords:
    """The different words of a corpus, each in lower case and with the language it is used in most."""

    def __init__(self, words: Sequence[str], languages: Sequence[str]) -> None:
        self._languages = languages
        self.folded = [folded(word) for word in words]
        self.languages = tuple(sorted(set(languages) & set(LEMMA_LANGUAGES)))
        self._lemmas: list[str] = []
        self._by_form: dict[str, list[int]] = defaultdict(list)
        self._by_lemma: dict[str, list[int]] = defaultdict(list)
        for number, (word, language) in enumerate(zip(words, languages, strict=True)):
            self._by_form[self.folded[number]].append(number)
            self._lemmas.append(folded(lemma(word, language)))
            self._by_lemma[self._lemmas[number]].append(number)

    def exactly(self, word: str) -> Ids:
        """Give the words with this form, whatever their case and accents."""
        return np.array(self._by_form.get(folded(word), []), dtype=np.int64)

    def beginning(self, start: str) -> Ids:
        """Give the words that begin so."""
        bare = folded(start)
        return np.array([n for n, one in enumerate(self.folded) if one.startswith(bare)], dtype=np.int64)

    def of(self, word: str) -> dict[int, float]:
        """Give the words that are a form of this one, or a compound with it; each with how much it counts.

        >>> words = SearchWords(["huisartsen", "huisartsenpost", "artsen"], ["nl"] * 3)
        >>> words.of("Huisarts")
        {0: 0.9, 1: 0.7}
        """
        form = folded(word)
        same = self._by_form.get(form, [])
        lemmas = {folded(lemma(word.lower(), language)) for language in self.languages}
        lemmas |= {self._lemmas[one] for one in same} | {form}
        found = {one: FORM for base in sorted(lemmas) for one in self._by_lemma.get(base, [])}
        found |= {one: FORM for base in sorted(lemmas) for one in self._by_form.get(base, [])}
        found |= dict.fromkeys(same, SAME)
        stems = _shortest(lemmas | {self.folded[one] for one in found})
        for stem in stems:
            for number in [n for n, other in enumerate(self.folded) if stem in other and n not in found]:
                language, shapes = self._languages[number], (self.folded[number], self._lemmas[number])
                if any(self._is_compound(shape, stem, language) for shape in shapes):
                    found[number] = COMPOUND
        return found

    def _is_compound(self, word: str, stem: str, language: str) -> bool:
        """Whether a word is made of a stem and other words, with what may link them."""
        at = word.find(stem)
        while at >= 0:
            before, after = word[:at], word[at + len(stem) :]
            if (before or after) and self._before(before, language) and self._after(after, language):
                return True
            at = word.find(stem, at + 1)
        return False

    def _before(self, rest: str, language: str) -> bool:
        links = LINKS.get(language, ("",))
        return not rest or any(
            rest.endswith(link) and self._is_word(rest[: len(rest) - len(link)], language) for link in links
        )

    def _after(self, rest: str, language: str) -> bool:
        links = LINKS.get(language, ("",))
        return not rest or any(
            rest.startswith(link) and self._is_word(rest[len(link) :], language) for link in links
        )

    def _is_word(self, part: str, language: str) -> bool:
        """Whether the rest of a compound is a word, of the corpus or of the language, and not a small one."""
        if len(part) < SHORTEST_REST or part in stop_words(language) - _ALSO_PARTS:
            return False
        return part in self._by_form or _in_dictionary(part, language)


_ALSO_PARTS: Final = frozenset("mensen dag week maand jaar tijd deel groep eigen groot klein".split())
"""Stop words that compounds are made of all the same."""


@lru_cache(maxsize=100_000)
def _in_dictionary(word: str, language: str) -> bool:
    if language not in LEMMA_LANGUAGES:
        return False
    import simplemma

    return bool(simplemma.is_known(word, lang=language))


def _shortest(stems: set[str]) -> list[str]:
    """Give the stems that are long enough and have no other in them."""
    able = sorted(stem for stem in stems if len(stem) >= SHORTEST_PART)
    return [stem for stem in able if not any(other != stem and other in stem for other in able)]
