"""Words that a line end broke in two: which hyphen was the printer's, and which is the writer's.

A printer's hyphen goes, a writer's stays: *knel-/punten* is *knelpunten*, but *huur-/en energieschulden* is
*huur- en energieschulden* and *GGZ-/instelling* is *GGZ-instelling*. The document's own words decide first,
then a list of Dutch words, then the rules of Dutch spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

_BROKEN: Final = re.compile(r"(?P<left>[\w’'./-]*\w)[-\u2010]$")
_LONGEST: Final = 80
"""Characters that the half of a word may have."""
_STARTS: Final = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_WORD: Final = re.compile(r"[^\W_]+(?:[-\u2010’'][^\W_]+)*")
_LAST_PART: Final = re.compile(r"[^\W\d_]+$")
_SOFT: Final = "\u00ad"
_AND: Final = frozenset("en of tot dan noch maar and or und oder bzw respectievelijk c.q et ou".split())
"""After these a hyphen stands for the half of a word that is named later."""
_APART: Final = frozenset("ex oud niet non anti pro semi vice adjunct interim quasi pseudo mini maxi".split())
"""Before these halves a hyphen is the writer's, unless the whole is a known word."""
_CLASH: Final = frozenset("aa ae ai au ee ei eu ie ii oe oi oo ou ui uu".split())
"""Two vowels that Dutch keeps apart: by a hyphen in a compound, by a diaeresis in other words."""
_DIAERESIS: Final = dict(zip("aeiou", "äëïöü", strict=True))


@dataclass(frozen=True)
class Vocabulary:
    """The words of a document that no line end broke."""

    lines: tuple[str, ...]

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words, in lower case, hyphens inside them kept."""
        found: set[str] = set()
        broken = False
        for line in self.lines:
            words = [word.casefold().replace("\u2010", "-") for word in _WORD.findall(line)]
            breaks = _broken(line) is not None
            found.update(words[broken : len(words) - 1 if breaks else None])
            broken = breaks
        return frozenset(found)

    def knows(self, word: str) -> bool:
        """Say whether the document, or a list of Dutch words, has a word."""
        return word.casefold() in self.words or _is_dutch(word)


@lru_cache(maxsize=65_536)
def _is_dutch(word: str) -> bool:
    import simplemma

    return bool(simplemma.is_known(word, "nl") or simplemma.is_known(word.lower(), "nl"))


def _broken(line: str) -> re.Match[str] | None:
    """Find the half word at the end of a line."""
    return _BROKEN.search(line, max(len(line) - _LONGEST, 0))


def ends_broken(line: str) -> bool:
    """Say whether a line ends in the middle of a word, as far as its hyphen tells.

    >>> ends_broken("waarmee dat knel-"), ends_broken("alles – of niets -")
    (True, False)
    """
    return _broken(line.rstrip()) is not None


def join_lines(lines: Iterable[str], vocabulary: Vocabulary) -> tuple[str, int]:
    """Join the lines of a paragraph; gives the text and how many words were made whole.

    >>> join_lines(["in de praktijk vooral knel-", "punten en huur-", "en energieschulden"], Vocabulary(()))
    ('in de praktijk vooral knelpunten en huur- en energieschulden', 1)
    """
    parts: list[str] = []
    joined = 0
    for line in lines:
        line = line.strip()
        if parts and parts[-1].endswith(_SOFT):
            parts += [line]
            continue
        broken = _broken(parts[-1]) if parts else None
        start = _STARTS.match(line)
        whole = _whole(broken["left"], start.group(), vocabulary) if broken and start else None
        if broken is not None and start is not None and whole is not None:
            joined += whole != f"{broken['left']}-{start.group()}"
            parts[-1] = parts[-1][: broken.start()]
            parts.append(whole + line[start.end() :])
        elif line:
            parts += [" ", line] if parts else [line]
    return "".join(parts), joined


def _whole(left: str, right: str, vocabulary: Vocabulary) -> str | None:
    """Give the word of two halves; None where the first half stands by itself, before *en* or *of*."""
    joined, hyphened = left + right, f"{left}-{right}"
    if joined.casefold() in vocabulary.words and hyphened.casefold() not in vocabulary.words:
        return joined
    if right in _AND:
        return None
    if hyphened.casefold() in vocabulary.words:
        return hyphened
    part = _LAST_PART.search(left)
    if part is None or right[0].isupper() or right[0].isdigit() or _is_abbreviation(part.group()):
        return hyphened
    if len(part.group()) == 1:
        return hyphened
    clash = part.group()[-1].lower() + right[0] in _CLASH
    if clash:  # a diaeresis goes where a line ends before it: financi-/ele is financiële
        ending = _DIAERESIS[right[0]] + right[1:]
        if vocabulary.knows(part.group() + ending):
            return left + ending
    if _is_dutch(part.group() + right):
        return joined
    return hyphened if clash or part.group().lower() in _APART else joined


def _is_abbreviation(part: str) -> bool:
    return len(part) > 1 and part.isupper()


def told(joined: int) -> tuple[str, ...]:
    """Name the repair, in the words in which the ledger tells it.

    >>> told(2), told(0)
    (('2 words joined that a line end had broken',), ())
    """
    if not joined:
        return ()
    return (f"{joined} word{'' if joined == 1 else 's'} joined that a line end had broken",)


def vocabulary_of(lines: Sequence[str]) -> Vocabulary:
    """Give the vocabulary of the lines of a document."""
    return Vocabulary(tuple(line.rstrip() for line in lines))
