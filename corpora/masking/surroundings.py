"""How strongly the words around a place ask for a person's name there."""

from __future__ import annotations

from typing import Final

from corpora.masking.triggers import (
    ABBREVIATED,
    DONE,
    GREETINGS,
    MET,
    NEXT_DOOR,
    OFFICES,
    SPEAKING,
    TALKING,
    TITLES,
)
from corpora.masking.words import Reading

NONE: Final = 0
COMMON: Final = 1
"""A word before which names stand, among others."""
SLOT: Final = 2
"""A place in the sentence where persons stand, and organisations too."""
FAIR: Final = 3
"""An office, kinship or greeting: a word of the language that is no name does not count."""
STRONG: Final = 4
"""A title or an introduction: whatever has a capital counts."""

_SPACES: Final = frozenset((" ", "  ", "\u00a0"))
_STOPS: Final = frozenset((". ", ".", ".\u00a0"))
_PERSONS: Final = frozenset(
    "ik zij ze hij die dochter zoon vrouw man moeder vader buurvrouw buurman vriendin vriend collega "
    "kind kindje meisje jongen zus "
    "broer hond opa oma baby wie".split()
)
_OWN: Final = frozenset("mijn onze zijn haar hun m'n z'n my mein meine".split())
_WITH: Final = frozenset("met with mit".split())
_TO: Final = frozenset("aan van door met voor bij om naar".split())


def before(reading: Reading, place: int) -> int:
    """Say how strongly what stands before a word asks for a name.

    >>> before(Reading("Volgens mevrouw Bloem", "nl"), 2) == STRONG
    True
    """
    if place == 0:
        return COMMON if _spoken_of(reading, place) else NONE
    key, gap = reading.key(place - 1), reading.words[place].gap
    if key in TITLES and (gap in _SPACES or (key in ABBREVIATED and gap in _STOPS)):
        return STRONG
    if "\n" in gap and gap.strip() in ("", ",", "!", "."):
        return FAIR if key in GREETINGS or _greets(reading, place - 1) else NONE
    told = gap.strip()
    if told in ("", ":", ",") and (strength := _introduced(reading, place - 1, told)):
        return strength
    if told == "" and key in OFFICES:
        return FAIR
    if told in ("", ",") and (key in GREETINGS or _greets(reading, place - 1)):
        return FAIR
    if told == "," and key in OFFICES and _own(reading, place - 1) and _set_apart(reading, place):
        return FAIR
    return _slot(reading, place) if told == "" else NONE


def after(reading: Reading, place: int) -> str:
    """Give the word behind a name where only a space stands between, else nothing."""
    return reading.key(place) if reading.close(place) else ""


def lives_next_door(reading: Reading, place: int) -> bool:
    """Tell whether ``van hiernaast`` or the like stands behind a name that ends before a place."""
    return after(reading, place) == "van" and reading.key(place + 1) in NEXT_DOOR


def _introduced(reading: Reading, place: int, told: str) -> int:
    key, former = reading.key(place), reading.key(place - 1)
    if told == "," and key not in ("naam", "is"):
        return NONE
    if key in ("heet", "heette", "heten", "heeten"):
        return STRONG if former in _PERSONS else FAIR
    if key in ("is", "was") and former in ("naam", "name", "roepnaam", "voornaam", "achternaam"):
        return STRONG
    if key == "genaamd" or (key == "naam" and told == "" and place > 1 and former not in _PERSONS | _OWN):
        return COMMON
    if key in (
        "naam",
        "roepnaam",
        "voornaam",
        "achternaam",
        "contactpersoon",
        "ondergetekende",
        "spreker",
        "inspreker",
    ):
        return STRONG if told == ":" else FAIR
    if (key, former) in (
        ("ben", "ik"),
        ("am", "i"),
        ("bin", "ich"),
        ("ist", "name"),
        ("naar", "vraag"),
        ("naar", "vragen"),
        ("ik", "ben"),
    ):
        return FAIR
    if key in ("heiße", "heisse", "i'm"):
        return FAIR
    return NONE


def _greets(reading: Reading, place: int) -> bool:
    return reading.key(place) in ("groet", "groeten", "groetjes") or (
        reading.key(place) in ("aan", "to")
        and reading.key(place - 1) in ("dank", "thanks", "complimenten", "hulde")
    )


def _own(reading: Reading, place: int) -> bool:
    return any(reading.key(place - back) in _OWN for back in (1, 2))


def _set_apart(reading: Reading, place: int) -> bool:
    """Tell whether a comma stands behind the name too, at most three words on."""
    return any(
        reading.words[one].gap.startswith((",", ")", "."))
        for one in range(place + 1, min(place + 4, len(reading.words)))
    )


def _slot(reading: Reading, place: int) -> int:
    key = reading.key(place - 1)
    behind = {reading.key(place + step) for step in (1, 2, 3)}
    if key in _WITH and (
        behind & (DONE | TALKING) or any(reading.key(place - back) in TALKING for back in range(2, 8))
    ):
        return SLOT
    if key in _TO and (behind & DONE):
        return SLOT
    if key in SPEAKING and key != "woont":
        return SLOT
    if key in MET and reading.key(place - 2) in ("ik", "wij", "we"):
        return SLOT
    if key in ("wel", "u") and "dank" in (reading.key(place - 2), reading.key(place - 3)):
        return SLOT
    return COMMON if key in ("met", "door", "aan", "zoals", "ook", "vindt", "denkt") else NONE


def _spoken_of(reading: Reading, place: int) -> bool:
    return reading.key(place + 1) in ("en",) and reading.key(place + 2) == "ik"
