"""Reading a short text as a row of phrases that say nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipelines.opinions import reasons
from pipelines.opinions.grammar import Grammar, Phrase, read_grammar, tokens

LONGEST_PHRASE = 18
"""Words of a phrase; it also bounds what matching can cost."""
UNKNOWN = 5
"""Words of a text that may be in no phrase: names, a number, a doubled letter."""

_STRONGEST = (
    reasons.PROCEDURE,
    reasons.NO_ANSWER,
    reasons.LATER,
    reasons.ELSEWHERE,
    reasons.STANCE,
    reasons.GREETING,
    reasons.SMALL_TALK,
)
"""Which reason is given for a text of several phrases, and for a phrase of several reasons."""

_WORD = re.compile(r"[^\W_]+")
_SENTENCES = re.compile(r"[.!?;:…]+(?:\s+|$)|\n+|(?<=\w)\.{2,}(?=\w)")
_PARTS = re.compile(r"\s*,\s*|\s+[-–—/]+\s+|\s*[()]\s*")

Index = Mapping[str, Sequence[tuple[str, Phrase]]]
"""Phrases with their reason, the strongest first, by the word that they may begin with."""


def empty_phrases(text: str, *, leads: bool = False) -> str | None:
    """Give the strongest reason of the phrases that a text is made of; None where any part is no phrase.

    The whole text is one phrase, or each of its sentences is, or each part of them between commas. Who
    ``leads`` a conversation has phrases that would be an opinion from somebody else.

    >>> empty_phrases("Hoi! Geen idee, eerlijk gezegd.")
    'says there is no answer'
    """
    known = _known()
    if sum(word not in known.words for word in _WORD.findall(text.lower())) > UNKNOWN:
        return None
    found = _reasons(text, known, leads)
    return min(found, key=_STRONGEST.index) if found else None


def _reasons(text: str, known: _Known, leads: bool) -> set[str]:
    whole = _reason(text, known, leads)
    if whole:
        return {whole}
    for separator in (_SENTENCES, _PARTS):
        parts = [part for part in separator.split(text) if _WORD.search(part)]
        if len(parts) > 1:
            found: set[str] = set()
            for part in parts:
                said = _reasons(part, known, leads)
                if not said:
                    return set()
                found |= said
            return found
    return set()


def _reason(text: str, known: _Known, leads: bool) -> str | None:
    said = tokens(text, known.words)
    words = said.split()
    if words and len(words) <= LONGEST_PHRASE:
        for reason, phrase in known.starting(words[0], leads):
            if phrase.pattern.fullmatch(said):
                return reason
    return None


@dataclass(frozen=True)
class _Known:
    """The grammars of all languages together: their words and their phrases."""

    words: frozenset[str]
    anybody: Index
    leaders: Index

    def starting(self, first: str, leads: bool) -> Iterator[tuple[str, Phrase]]:
        yield from self.anybody.get(first, ())
        if leads:
            yield from self.leaders.get(first, ())


@lru_cache(maxsize=1)
def _known() -> _Known:
    files = sorted(Path(__file__).parent.glob("*.txt"))
    grammars = [read_grammar(file.read_text(encoding="utf-8")) for file in files]
    words = frozenset().union(*(grammar.vocabulary for grammar in grammars))
    anybody = [(reason, phrase) for reason in _STRONGEST for phrase in _under(reason, grammars)]
    leaders = [(reasons.PROCEDURE, phrase) for phrase in _under(reasons.FACILITATOR, grammars)]
    return _Known(words, _by_start(anybody), _by_start(leaders))


def _under(heading: str, grammars: Iterable[Grammar]) -> Iterator[Phrase]:
    for grammar in grammars:
        yield from grammar.phrases(heading)


def _by_start(phrases: Iterable[tuple[str, Phrase]]) -> Index:
    index: dict[str, list[tuple[str, Phrase]]] = defaultdict(list)
    for reason, phrase in phrases:
        for word in phrase.starts:
            index[word].append((reason, phrase))
    return dict(index)
