"""A text as words with what stands between them: what the rules for names read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from corpora.masking.name_words import NOUNS_WITH_CAPITALS, Sense, protected_phrases, sense
from corpora.masking.triggers import ABBREVIATED, INFIXES

_WORD: Final = re.compile(r"['’][tsTS](?!\w)|\w+(?:['’-]\w+)*")
_OPENING: Final = frozenset('.!?…:;\n"“”„«»•*|–—([/‘')
_SPACES: Final = frozenset((" ", "\u00a0", "  "))
_GENITIVE: Final = ("'s", "’s", "'", "’")
_TERM: Final = re.compile(r"-(?!(?:van|de|der|den|ten|ter|el|al|te)\b)[a-z]")
_CAMEL: Final = re.compile(r"[a-z][A-Z]")
_STREETS: Final = re.compile(
    r"(?:straat|straatje|laan|plein|gracht|singel|steeg|dreef|plantsoen|kade|weg|park|brug|school|"
    r"college|kerk|ziekenhuis|tunnel|boulevard|"
    r"buurt|kwartier|polder|gemaal|museum|stichting|fonds|prijs|lezing|"
    r"straße|strasse|str|platz|allee|gasse|ufer|brücke|schule|gymnasium|hospital|kirche|preis|stiftung|"
    r"(?:^|(?<=-))(?:ring|damm|steg|haus|halle|street|avenue|ave|road|rd|blvd|drive))(?:e?s)?$"
)


class Word(NamedTuple):
    """A word, where it stands, and what is between it and the word before."""

    start: int
    end: int
    text: str
    key: str
    gap: str
    opens: bool
    """Whether a sentence, a quotation or a line begins with it."""

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()

    @property
    def shouted(self) -> bool:
        """Whether it is all capitals: a shout, or an abbreviation."""
        return len(self.text) > 1 and self.text.isupper()

    @property
    def initial(self) -> bool:
        """Whether it may be an initial: ``J``, ``Th``, ``Chr``."""
        return (len(self.text) == 1 and self.text.isupper()) or self.text in ("Th", "Ph", "Chr", "IJ", "Tj")

    @property
    def bare(self) -> str:
        """The word without a genitive ``'s``."""
        for ending in _GENITIVE:
            if self.text.endswith(ending) and len(self.text) > len(ending) + 1:
                return self.text[: -len(ending)]
        return self.text

    @property
    def close(self) -> bool:
        """Whether nothing but a space stands before it."""
        return self.gap in _SPACES

    @property
    def nameable(self) -> bool:
        """Whether it has the shape of a name: a capital, letters, no policy term such as ``X-doctrine``."""
        text = self.text
        if (
            not text[0].isupper()
            or len(text) < 2
            or not text.replace("-", "").replace("'", "").replace("’", "").isalpha()
        ):
            return False
        return not (
            _TERM.search(text) or (_CAMEL.search(text) and text[:2] not in ("Mc", "Ma", "Di", "De", "Le"))
        )

    @property
    def place_word(self) -> bool:
        """Whether it ends as streets, schools and prizes do that are called after a person."""
        return bool(_STREETS.search(self.key))

    @property
    def called_after(self) -> bool:
        """Whether it names a place after somebody, all in one: ``Anne-Frankplein``, ``Max-Brauer-Allee``."""
        return "-" in self.text and self.place_word


@dataclass(frozen=True)
class Reading:
    """A text in words."""

    text: str
    language: str

    @property
    def capitals_tell(self) -> bool:
        """Whether a capital inside a sentence tells a name; in German every noun has one."""
        return self.language not in NOUNS_WITH_CAPITALS

    @cached_property
    def words(self) -> list[Word]:
        """The words from left to right."""
        found: list[Word] = []
        done = 0
        former: Word | None = None
        for one in _WORD.finditer(self.text):
            start, end = one.span()
            gap, word = self.text[done:start], one[0]
            opens = former is None or (gap != " " and _opens(former, gap))
            former = Word(start, end, word, word.casefold(), gap, opens)
            found.append(former)
            done = end
        return found

    @cached_property
    def candidates(self) -> list[int]:
        """Where a name may begin: at a capital, and at the infixes before one."""
        found: set[int] = set()
        for place, word in enumerate(self.words):
            if word.capital:
                found.add(place)
                lead = place - 1
                while lead >= 0 and place - lead <= 3 and self.words[lead].key in INFIXES:
                    found.add(lead)
                    lead -= 1
        return sorted(found)

    @cached_property
    def shielded(self) -> frozenset[int]:
        """Which words belong to a shipped protected phrase of several words."""
        phrases = protected_phrases()
        found: set[int] = set()
        for place, word in enumerate(self.words):
            if word.key not in phrases:
                continue
            following = self.key(place + 1)
            for phrase in phrases[word.key]:
                if phrase[1] != following:
                    continue
                part = self.words[place : place + len(phrase)]
                if tuple(one.key for one in part) == phrase and all(
                    one.capital or one.key in INFIXES for one in part[:1]
                ):
                    found.update(range(place, place + len(phrase)))
                    break
        return frozenset(found)

    def sense(self, place: int) -> Sense:
        """Say what the word at a place may be."""
        return sense(self.words[place].bare, self.language)

    def key(self, place: int) -> str:
        """Give the word at a place in lower case, or nothing where there is none."""
        return self.words[place].key if 0 <= place < len(self.words) else ""

    def close(self, place: int) -> bool:
        """Tell whether there is a word at a place with only a space before it."""
        return 0 < place < len(self.words) and self.words[place].close


def _opens(before: Word, gap: str) -> bool:
    if not any(sign in _OPENING for sign in gap):
        return False
    return not (gap.strip() == "." and (before.initial or before.key in ABBREVIATED))
