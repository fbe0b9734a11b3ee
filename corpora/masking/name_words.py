"""What a word may be: a first name, a surname, a word of the language, or something protected."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Final

UPPER: Final = "".join(sign for sign in map(chr, range(0x250)) if sign.isupper())
"""Every Latin capital, for character classes."""
DICTIONARIES: Final = ("nl", "en", "de")
"""Languages whose words are known here."""
NOUNS_WITH_CAPITALS: Final = frozenset(("de", "lb"))
"""Languages in which every noun has a capital."""
_ENDINGS: Final = (
    "'s",
    "’s",
    "se",
    "s",
    "ers",
    "er",
    "enaar",
    "enaren",
    "naar",
    "naren",
    "aren",
    "aar",
    "ezen",
    "ees",
)
"""What makes an adjective or inhabitants of a place name."""
_NOUN_ENDINGS: Final = (
    "ing",
    "ingen",
    "heid",
    "heden",
    "teit",
    "tie",
    "ties",
    "schap",
    "schappen",
    "isme",
    "ment",
    "nis",
    "eren",
    "elijk",
    "elijke",
    "baar",
    "bare",
    "loos",
    "loze",
    "achtig",
    "achtige",
    "ische",
    "iteit",
    "atie",
)
"""Words derived from others, which a dictionary has only in part."""
_DIRECTIONS: Final = (
    "noord-",
    "zuid-",
    "oost-",
    "west-",
    "midden-",
    "noordoost-",
    "noordwest-",
    "zuidoost-",
    "zuidwest-",
)
_SURNAME_ENDINGS: Final = (
    "stra",
    "sma",
    "inga",
    "enga",
    "ema",
    "oğlu",
    "oglu",
    "owski",
    "ewski",
    "owska",
    "ewska",
    "owicz",
    "ewicz",
    "czyk",
    "ović",
    "dijk",
    "huis",
    "mans",
    "sen",
)
_SURE_ENDINGS: Final = (
    "stra",
    "inga",
    "oğlu",
    "oglu",
    "owski",
    "ewski",
    "owska",
    "ewska",
    "owicz",
    "ewicz",
    "czyk",
    "ović",
)
_BODIES: Final = (
    "team",
    "teams",
    "raad",
    "centrum",
    "buurthuis",
    "beheer",
    "dienst",
    "corporatie",
    "corporaties",
    "vereniging",
    "agent",
    "zorg",
    "bedrijf",
    "bank",
    "fonds",
    "school",
    "partij",
    "wet",
    "wijk",
    "buurt",
    "plein",
    "straat",
    "krant",
    "commissie",
    "bureau",
    "instituut",
    "loket",
    "gemeente",
    "stad",
    "provincie",
    "ambtenaar",
    "bewoners",
    "land",
    "club",
    "plan",
    "programma",
    "akkoord",
    "debat",
    "beleid",
    "stichting",
    "groep",
    "partners",
    "regeling",
    "toeslag",
)


_ADVERB: Final = re.compile(
    "(?:daar|hier|waar|er)(?:aan|achter|bij|binnen|boven|buiten|door|heen|in|langs|mee|mede|na|"
    "naar|naast|om|omheen|onder|op|over|tegen|"
    "toe|tussen|uit|van|vandaan|voor)"
)
"""``daarvan``, ``hiermee``: too many for a dictionary."""


@dataclass(frozen=True)
class Sense:
    """What a word may be, whatever stands around it."""

    first: bool
    surname: bool
    ambiguous: bool
    word: bool
    compound: bool
    protected: bool

    @property
    def unknown(self) -> bool:
        """Neither a word, nor made of words, nor protected: maybe a name nobody listed."""
        return not (self.word or self.compound or self.protected)

    @property
    def listed(self) -> bool:
        """A first name or a surname of the lists."""
        return self.first or self.surname


@lru_cache(maxsize=100_000)
def sense(word: str, language: str = "nl") -> Sense:
    """Say what a word may be; a hyphenated name is judged by its first part.

    >>> sense("Fatima").first, sense("Wijkteams").unknown, sense("Bloem").ambiguous
    (True, False, True)
    """
    key = word.casefold()
    head = key.split("-")[0] if "-" in key else key
    first, surname = head in first_names() or key in first_names(), key in surnames() or head in surnames()
    known, protected, either = is_word(key, language), _is_protected(key), head in ambiguous_names()
    return Sense(
        first=first or (either and not protected),
        surname=surname or (either and not protected),
        ambiguous=either or (surname and not first and known),
        word=known,
        compound=not known and (key.endswith(_NOUN_ENDINGS) or (language == "nl" and _is_compound(key))),
        protected=protected,
    )


def is_word(word: str, language: str = "nl") -> bool:
    """Tell whether a dictionary has a word; Dutch where the language has none here."""
    from simplemma import is_known

    key = word.casefold()
    if language not in DICTIONARIES:
        language = "nl"
    # Of a language that few texts are in, as they are of Dutch corpora, a dictionary that is read where it is
    # asked loads in two thirds of the time.
    return is_known(key, lang=language, low_memory=language != "nl") or (
        language == "nl" and (key in _more_words() or bool(_ADVERB.fullmatch(key)))
    )


def has_surname_shape(word: str, *, surely: bool = False) -> bool:
    """Tell whether a word ends as surnames do, such as Frisian, Turkish and Polish ones."""
    return len(word) >= 6 and word.casefold().endswith(_SURE_ENDINGS if surely else _SURNAME_ENDINGS)


def is_body(word: str) -> bool:
    """Tell whether a word ends as organisations and institutions do: wijkteam, buurthuis, gemeenteraad."""
    return word.casefold().endswith(_BODIES)


@lru_cache(maxsize=100_000)
def _is_compound(word: str) -> bool:
    if "-" in word:
        return all(is_word(part) or _is_compound(part) for part in word.split("-") if part)
    for cut in range(3, min(len(word) - 3, 40)):
        head, tail = word[:cut], word[cut:]
        if is_word(tail) and (is_word(head) or (head.endswith("s") and len(head) > 4 and is_word(head[:-1]))):
            return True
    return False


@lru_cache(maxsize=100_000)
def _is_protected(word: str) -> bool:
    single = protected_words()
    if word in single or word.startswith(_DIRECTIONS):
        return True
    return any(
        word.endswith(end) and word[: -len(end)] in single for end in _ENDINGS if len(word) > len(end) + 3
    )


@cache
def _more_words() -> frozenset[str]:
    return frozenset(_words("words"))


@cache
def first_names() -> frozenset[str]:
    """Give the shipped first names, in lower case."""
    return frozenset(_words("first_names"))


@cache
def surnames() -> frozenset[str]:
    """Give the shipped surnames without their infix, in lower case."""
    return frozenset(_words("surnames"))


@cache
def ambiguous_names() -> frozenset[str]:
    """Give the names that are also a word or a place, in lower case."""
    return frozenset(_words("ambiguous_names"))


@cache
def names_that_are_words() -> frozenset[str]:
    """Give the first names that are also a word, but for months, places and themes, in lower case."""
    return frozenset(_words("names_that_are_words"))


@cache
def protected_phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Give the shipped protected phrases of several words, by their first word, the longest first."""
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for line in _lines("protected"):
        words = tuple(line.casefold().split())
        if len(words) > 1:
            phrases.setdefault(words[0], []).append(words)
    return {head: tuple(sorted(each, key=len, reverse=True)) for head, each in phrases.items()}


@cache
def protected_words() -> frozenset[str]:
    """Give the shipped protected phrases of one word, in lower case."""
    return frozenset(line.casefold() for line in _lines("protected") if " " not in line)


def _lines(name: str) -> list[str]:
    text = resources.files("corpora.masking").joinpath("lists", f"{name}.txt").read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _words(name: str) -> list[str]:
    return [word.casefold() for line in _lines(name) for word in line.split()]
