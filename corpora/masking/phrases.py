"""Finding many phrases in a text at once: names that are known, and words that stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

_RUN: Final = re.compile(r"\w+")


@dataclass(frozen=True)
class Phrases:
    """Phrases that are looked for as whole words, with any white space between theirs.

    A genitive may follow: ``s``, ``'s`` or ``’s``. Time does not grow with their number: only those are tried
    that begin with a word of the text.

    >>> text = "Annies brief aan Jan  Jansen, en aan Jan Jansens zus"
    >>> [text[start:end] for start, end in Phrases(("Annie", "Jan Jansen", "Jan Jansen Bakker")).find(text)]
    ['Annie', 'Jan  Jansen', 'Jan Jansen']
    """

    phrases: tuple[str, ...]
    any_case: bool = False

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Give where a phrase stands, from left to right, the longest of several; none overlaps another."""
        if not self._by_first_word:
            return
        done = 0
        for word in _RUN.finditer(text):
            for lead, first in self._keys(word[0]):
                if lead > word.start():
                    continue
                found = self._pattern(lead, first).match(text, word.start() - lead)
                if found and found.start() >= done:
                    done = found.end(1)
                    yield found.span(1)
                    break

    def _keys(self, word: str) -> Iterator[tuple[int, str]]:
        """Give the keys of the phrases that a word may begin, those with more before it first."""
        key = word.lower() if self.any_case else word
        for first in (key, key[:-1]) if key[-1] in "sS" else (key,):
            if first in self._by_first_word:
                yield from ((lead, first) for lead in self._by_first_word[first])

    @cached_property
    def _by_first_word(self) -> dict[str, dict[int, list[str]]]:
        """The phrases by their first word, and by how many signs stand before that, as in ``'t Hart``."""
        grouped: dict[str, dict[int, list[str]]] = {}
        phrases = {" ".join(each.split()) for each in self.phrases}
        for phrase in sorted(phrases, key=lambda one: (-len(one), one)):
            if word := _RUN.search(phrase):
                first = word[0].lower() if self.any_case else word[0]
                grouped.setdefault(first, {}).setdefault(word.start(), []).append(phrase)
        return {first: dict(sorted(leads.items(), reverse=True)) for first, leads in grouped.items()}

    @cached_property
    def _patterns(self) -> dict[tuple[int, str], re.Pattern[str]]:
        return {}

    def _pattern(self, lead: int, first: str) -> re.Pattern[str]:
        known = self._patterns.get((lead, first))
        if known is None:
            spelled = "|".join(
                r"\s+".join(re.escape(word) for word in phrase.split())
                for phrase in self._by_first_word[first][lead]
            )
            flags = re.IGNORECASE if self.any_case else re.NOFLAG
            known = re.compile(rf"(?<!\w)({spelled})(?=s?(?!\w)|['’]s)", flags)
            self._patterns[lead, first] = known
        return known
