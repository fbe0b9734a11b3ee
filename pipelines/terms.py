"""Terms: the words and fixed combinations in which themes are described, as people wrote them.

Tokens keep inner hyphens, apostrophes and diacritics. Words are counted by lemma and shown in the form people
used most. Fixed combinations of two words are found by statistics, since a blank Dutch pipeline knows no noun
phrases.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from corpora.masking.spans import TAG
from pipelines.compounds import LINKS, parts_of
from pipelines.wordlists import DETERMINERS, PROTECTED, stop_words

TOKEN = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
"""A word: letters, with hyphens and apostrophes inside it."""
NO_WORDS = re.compile(rf"{TAG.pattern}|https?://\S+|www\.\S+")
"""What masking put in the place of personal data, and web addresses."""
LEMMA_LANGUAGES = ("nl", "en", "de", "fr", "es", "pl", "tr")
STRAY = 0.02
"""A language that a smaller share of the texts is in has no lemmas."""
COLLOCATION = 0.35
"""Normalised pointwise mutual information from which two words count as one term (Bouma 2009)."""
ABSORBED = 0.6
"""A word that stands in a fixed combination in at least this share of its texts is not a term by itself."""
ATTESTED = 2
"""Texts in which a word must stand by itself to count as a part of a compound."""
COLLOCATION_COUNT = 4
"""Texts in which a combination must occur."""


@dataclass(frozen=True)
class Terms:
    """The terms of a set of texts.

    ``counts`` is 1 where a text holds a term, by itself or in a compound, and ``alone`` where it stands by
    itself, both of shape ``(n_texts, n_terms)``; ``forms`` is how each term is shown; ``lemmas`` the lemma of
    each of its words; ``nouns`` the share of its uses that look like a noun, from what stands before it.
    """

    counts: sp.csr_matrix
    alone: sp.csr_matrix
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

    # It marks the parts of some verbs and compounds, as in in_stellen.
    return str(simplemma.lemmatize(word, lang=language)).lower().replace("_", "")


def find_terms(texts: Sequence[str], languages: Sequence[str]) -> Terms:
    """Find the terms that occur in at least two texts (in one, when there are fewer than 50).

    Words of a language that fewer than :data:`STRAY` of the texts are in keep their form: its dictionary
    would take longer to load than its few words are worth. Tags of masking and web addresses are no words.
    """
    texts = [NO_WORDS.sub(" . ", text) for text in texts]
    share = {language: count / len(languages) for language, count in Counter(languages).items()}
    lemmatised = frozenset(language for language in share if share[language] >= STRAY)
    forms: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    inside: Counter[str] = Counter()
    led: Counter[tuple[str, ...]] = Counter()
    found: list[set[tuple[str, ...]]] = []
    spoken = _languages_of_words(texts, languages) if len(share) > 1 else {}
    for text, language in zip(texts, languages, strict=True):
        here: set[tuple[str, ...]] = set()
        for use in _uses(text, language, spoken, lemmatised):
            here.add(use.term)
            forms[use.term][use.form] += 1
            inside[use.form] += not use.opens
            led[use.term] += use.noun
        found.append(here)
    by_themselves = [frozenset(here) for here in found]
    for language in sorted(lemmatised & LINKS.keys()):
        _count_parts(found, [each == language for each in languages], language)
    kept = _kept(found, minimum=2 if len(texts) >= 50 else 1)
    index = {term: number for number, term in enumerate(kept)}
    nouns = np.array([led[term] / forms[term].total() for term in kept], dtype=np.float64)
    return Terms(
        _matrix(found, index),
        _matrix(by_themselves, index),
        tuple(_shown_as(term, forms[term], inside) for term in kept),
        tuple(kept),
        nouns,
    )


def _matrix(found: Iterable[Collection[tuple[str, ...]]], index: dict[tuple[str, ...], int]) -> sp.csr_matrix:
    """Give a matrix with 1 where a text has a term, shape ``(n_texts, n_terms)``."""
    texts = [sorted(index[term] for term in here if term in index) for here in found]
    ends = np.cumsum([0, *(len(columns) for columns in texts)])
    columns = np.array([column for here in texts for column in here], dtype=np.int64)
    return sp.csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(texts), len(index)))


def _count_parts(found: list[set[tuple[str, ...]]], here: Sequence[bool], language: str) -> None:
    """Let a text that has a compound also have its parts, where the corpus uses those by themselves."""
    own = [terms for terms, mine in zip(found, here, strict=True) if mine]
    frequency = Counter(term[0] for terms in own for term in terms if len(term) == 1)
    cut = parts_of(frequency, language)
    for terms in own:
        for (word,) in [term for term in terms if len(term) == 1 and term[0] in cut]:
            terms.update((part,) for part in cut[word] if frequency[part] >= ATTESTED)


@dataclass(frozen=True)
class _Use:
    """One use of a term in a text: as it is shown, whether it looks like a noun there, and opens a phrase."""

    term: tuple[str, ...]
    form: str
    noun: bool
    opens: bool


@dataclass(frozen=True)
class _Word:
    """A word in its place: its lemma (empty for a stop word), and whether it opens a sentence or phrase."""

    shown: str
    lemma: str
    opens: bool
    determiner: bool


_NOTHING = _Word("", "", True, False)


def _uses(text: str, language: str, spoken: Mapping[str, str], lemmatised: frozenset[str]) -> Iterator[_Use]:
    words = [_NOTHING, _NOTHING, *_words(text, language, spoken, lemmatised), _NOTHING]
    for back, before, word, after in zip(words, words[1:], words[2:], words[3:], strict=False):
        if not word.lemma:
            continue
        last = after.opens or not after.lemma
        led = before.determiner or (bool(before.lemma) and not word.opens and back.determiner)
        noun = word.shown[0].isupper() if language == "de" else last and led and not word.opens
        yield _Use((word.lemma,), word.shown, noun, word.opens)
        if before.lemma and not word.opens:
            yield _Use((before.lemma, word.lemma), f"{before.shown} {word.shown}", noun, before.opens)


def _words(
    text: str, language: str, spoken: Mapping[str, str], lemmatised: frozenset[str]
) -> Iterator[_Word]:
    determiners, stops = DETERMINERS.get(language, frozenset()), stop_words(language)
    reached = 0
    for match in TOKEN.finditer(text):
        token = match.group().replace("’", "'")
        word = token.lower()
        opens = bool(text[reached : match.start()].strip()) or reached == 0
        reached = match.end()
        of = spoken.get(word, language)
        # German tells nouns from verbs by their capital.
        stem = lemma(token if of == "de" and not opens else word, of) if of in lemmatised else word
        name = (
            ""
            if len(word) < 3 or {word, stem} & (stops if of == language else stops | stop_words(of))
            else stem
        )
        yield _Word(_shown(token, opens, language), name, opens, word in determiners)


def _languages_of_words(texts: Sequence[str], languages: Sequence[str]) -> dict[str, str]:
    """Say of every word in which language it is used most: that of a short text is often mistaken."""
    uses: dict[str, Counter[str]] = defaultdict(Counter)
    for language in sorted(set(languages)):
        mine = (text for text, own in zip(texts, languages, strict=True) if own == language)
        for word, count in Counter(word for text in mine for word in tokens(text.lower())).items():
            uses[word][language] += count
    return {word: max(counted, key=lambda each: (counted[each], each)) for word, counted in uses.items()}


def _kept(found: Iterable[set[tuple[str, ...]]], minimum: int) -> list[tuple[str, ...]]:
    """Choose the terms to count.

    Words by number of texts, pairs that come together more than chance would have it.
    """
    texts = list(found)
    frequency = Counter(term for here in texts for term in here)
    total = max(len(texts), 1)
    kept = []
    absorbed: set[tuple[str, ...]] = set()
    for term, count in frequency.items():
        if len(term) == 1:
            keep = count >= minimum
        else:
            first, second = frequency[term[:1]], frequency[term[1:]]
            together = np.log(count * total / (first * second)) / max(-np.log(count / total), 1e-9)
            keep = count >= COLLOCATION_COUNT and together >= COLLOCATION
        if keep:
            kept.append(term)
        if keep and len(term) == 2:
            absorbed |= {part for part in (term[:1], term[1:]) if count >= ABSORBED * frequency[part]}
    return sorted(set(kept) - absorbed)


def _shown(token: str, opens: bool, language: str) -> str:
    """Keep capitals where they mean something: in German, in abbreviations, in names inside a sentence."""
    named = token[1:].islower() and not opens
    return token if language == "de" or named or token.isupper() or not token[1:].islower() else token.lower()


def _shown_as(term: tuple[str, ...], forms: Counter[str], inside: Counter[str]) -> str:
    """Show a term in the form people used most; a verb as its infinitive, where anybody used that.

    Capitals are those it has most ``inside`` sentences, as the first word of one has one anyhow.
    """
    most = min(forms, key=lambda form: (-forms[form], form))
    infinitive = term[-1] if term[-1].endswith("n") and not most.endswith("n") else ""
    if len(term) == 1 and infinitive in forms:
        return infinitive
    spelled = [form for form in forms if form.casefold() == most.casefold()]
    return min(spelled, key=lambda form: (-inside[form], -forms[form], form))
