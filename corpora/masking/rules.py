"""The rules a masking follows: names that are known, words that stay, and a person's decisions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from corpora.masking.decisions import Decisions
from corpora.masking.name_words import is_word, sense
from corpora.masking.phrases import Phrases
from corpora.masking.spans import Span
from corpora.masking.triggers import INFIXES, OFFICES, TITLES, is_of_a_place

_PART: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@dataclass(frozen=True)
class Rules:
    """What to mask beside what is found by itself, and what never.

    Parameters
    ----------
    protect
        Places, roles and organisations that are never masked, whatever rule finds them.
    names
        Persons who are known, such as the speakers of an interview; a first name or surname alone counts too.
    decisions
        What a person decided in the review file; it wins over everything else.
    """

    protect: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    decisions: Decisions = field(default_factory=Decisions)

    @cached_property
    def _protected(self) -> Phrases:
        return Phrases(self.protect, any_case=True)

    @cached_property
    def _full_names(self) -> Phrases:
        return Phrases(tuple(name for name in self.names if _is_a_name(name)), any_case=True)

    @cached_property
    def _parts(self) -> Phrases:
        return Phrases(tuple({part for name in self.names for part in _parts(name)}))

    def kept(self, text: str) -> list[tuple[int, int]]:
        """Give the passages of a text that are protected.

        >>> Rules(protect=("De Schakel",)).kept("Kom naar de Schakel!")
        [(9, 19)]
        """
        return list(self._protected.find(text))

    def known(self, text: str) -> Iterator[Span]:
        """Find the known names in a text, in full or in part, with or without a genitive ``s``.

        >>> text = "Volgens Wiepkje klopt dat."
        >>> list(Rules(names=("Wiepkje Zoutkamp",)).known(text))
        [Span(start=8, end=15, kind='NAAM', rule='known name')]
        """
        for phrases in (self._full_names, self._parts):
            for start, end in phrases.find(text):
                yield Span(start, end, "NAAM", "known name")


def _is_a_name(name: str) -> bool:
    return not _is_a_role(name) and any(_may_be_a_name(part) for part in _PART.findall(name))


def _is_a_role(name: str) -> bool:
    """Tell whether a speaker is called after what they are, such as ``Bewoner van het Kadekwartier``."""
    words = name.split()
    if len(words) < 4 or not is_of_a_place(words[0].casefold(), words[1], words[2]):
        return False
    return not sense(words[3]).surname


def _may_be_a_name(part: str) -> bool:
    key = part.casefold()
    if len(part) < 3 or not part[0].isupper() or key in TITLES or key in OFFICES or key in INFIXES:
        return False
    return sense(part).listed or not is_word(part)


def _parts(name: str) -> Iterator[str]:
    """Give the parts of a known name that are looked for alone: with a capital, and no common word."""
    for part in () if _is_a_role(name) else _PART.findall(name):
        judged = sense(part)
        if _may_be_a_name(part) and not judged.protected and (not judged.ambiguous or len(name.split()) > 1):
            yield part
