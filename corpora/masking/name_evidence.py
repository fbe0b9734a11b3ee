"""By which rule a capitalised word begins a name: its list, its shape, and what stands around it."""

from __future__ import annotations

import re
from typing import Final

from corpora.masking.name_chain import past_infixes
from corpora.masking.name_openings import Name
from corpora.masking.name_words import has_surname_shape, is_body, is_word
from corpora.masking.surroundings import FAIR, SLOT, STRONG, after, before, lives_next_door
from corpora.masking.triggers import ABBREVIATED, BODIES, OFFICES, PLACES, ROLES, SPEAKING, TITLES
from corpora.masking.words import Reading

_ASKED: Final = frozenset("vraag vroeg zeg zei vertel vertelde geef gaf stuur stuurde mail leg laat".split())

_GOES_ON: Final = re.compile(r"-(?:[,/]| (?:en|of|and|or|und|oder)\b)")
"""Behind the first of two words that share their end: ``Klaus- und Eulenstraße``."""


def rule_of(reading: Reading, place: int, former: Name | None) -> str | None:
    """Say by which rule a capitalised word begins a name."""
    word, judged = reading.words[place], reading.sense(place)
    evidence = before(reading, place)
    if word.shouted:
        return _shouted(reading, place)
    if _is_role(reading, place):
        return None
    if (
        evidence >= STRONG
        and not (judged.protected and not judged.listed)
        and not (judged.word and word.opens and not judged.listed)
    ):
        return "title or introduction"
    if _is_part_of_a_body(reading, place):
        return None
    for rule, holds in (
        ("first name", judged.first and not judged.ambiguous and not judged.protected),
        ("surname", judged.surname and not judged.ambiguous and not judged.protected and not judged.word),
    ):
        if holds:
            return rule
    if not reading.capitals_tell:
        return None
    if judged.listed:
        return _with_evidence(reading, place, evidence, former)
    if judged.protected or judged.word:
        return (
            "two words with capitals"
            if judged.word and not judged.protected and _is_pair(reading, place)
            else None
        )
    return _unlisted(reading, place, evidence, former)


def _is_role(reading: Reading, place: int) -> bool:
    """Tell whether the word is a role, or a title with a full stop: the second of ``Frau Dr. Berger``."""
    key, end = reading.key(place), reading.words[place].end
    return key in ROLES or (key in ABBREVIATED and reading.text[end : end + 1] == ".")


def _is_part_of_a_body(reading: Reading, place: int) -> bool:
    """Tell whether a body stands before the word, or the word is that of a place, or one half of it."""
    word, former = reading.words[place], reading.key(place - 1)
    if former in BODIES and len(former) > 4 and reading.close(place):
        return True
    return word.called_after or _GOES_ON.match(reading.text, word.end) is not None


def _shouted(reading: Reading, place: int) -> str | None:
    judged = reading.sense(place)
    following = (
        place + 1 < len(reading.words) and reading.close(place + 1) and reading.words[place + 1].shouted
    )
    last = past_infixes(reading, place + 1)
    if (
        judged.first
        and not judged.ambiguous
        and len(reading.words[place].text) > 2
        and following
        and last is not None
    ):
        return "first name"
    titled = (
        before(reading, place) >= STRONG
        and reading.words[place - 1].shouted
        and len(reading.words[place].text) > 3
    )
    return "title or introduction" if titled and (judged.listed or judged.unknown) else None


def _with_evidence(reading: Reading, place: int, evidence: int, former: Name | None) -> str | None:
    """Say what beside a name that is also a word makes it count: a surname, a title, a verb of people."""
    judged = reading.sense(place)
    if evidence >= SLOT:
        return "evidence before"
    if (after(reading, place + 1) in SPEAKING or lives_next_door(reading, place + 1)) and not (
        judged.protected and not judged.first
    ):
        return "evidence behind"
    article = reading.close(place) and reading.key(place - 1) in BODIES
    if (
        judged.first
        and not article
        and (last := past_infixes(reading, place + 1)) is not None
        and reading.close(place + 1)
    ):
        follower = reading.sense(last)
        if (follower.surname or follower.unknown) and not follower.protected and last not in reading.shielded:
            return "first name and surname"
    if judged.surname and not judged.protected and has_surname_shape(reading.words[place].bare, surely=True):
        return "surname"
    return "beside a name" if _coordinated(reading, place, former) else None


def _unlisted(reading: Reading, place: int, evidence: int, former: Name | None) -> str | None:
    """Say what makes a capitalised word that no dictionary has a name: its place or its shape."""
    word, judged = reading.words[place], reading.sense(place)
    compound = judged.compound
    if (compound and (word.opens or is_body(word.key))) or word.place_word:
        return None
    if evidence >= FAIR:
        return "evidence before"
    if is_word(word.bare, "en"):
        return None
    if evidence >= SLOT:
        return "evidence before"
    if not compound and (after(reading, place + 1) in SPEAKING or lives_next_door(reading, place + 1)):
        return "evidence behind"
    if has_surname_shape(word.bare, surely=True) and not is_body(word.key):
        return "shape of a surname"
    if not compound and _is_pair(reading, place):
        return "two unknown words with capitals"
    return "beside a name" if not compound and _coordinated(reading, place, former) else None


def _coordinated(reading: Reading, place: int, former: Name | None) -> bool:
    """Tell whether ``en`` or ``of`` joins the word to a name just found."""
    return (
        former is not None
        and former.end == place - 1
        and reading.key(place - 1) in ("en", "of", "and", "und")
        and reading.close(place)
        and reading.close(place - 1)
    )


def _is_pair(reading: Reading, place: int) -> bool:
    """Tell whether two capitalised words stand together that no dictionary has, with no body before them."""
    if reading.language != "nl" or len(reading.words[place].bare) < 3:
        return False
    last = past_infixes(reading, place + 1)
    if last is None or last == place or not reading.close(place + 1) or last in reading.shielded:
        return False
    former, judged, word = reading.key(place - 1), reading.sense(last), reading.words[last]
    begins = reading.sense(place)
    if not begins.unknown and (
        reading.words[place].opens or not judged.unknown or begins.compound or reading.key(place) in BODIES
    ):
        return False
    asked = former == "het" and reading.key(place - 2) in _ASKED
    if (
        reading.close(place)
        and not asked
        and (former in PLACES or former in BODIES or reading.words[place - 1].shouted)
    ):
        return False
    if (
        place > 0
        and reading.close(place)
        and reading.words[place - 1].capital
        and not reading.words[place - 1].opens
    ):
        return False
    if not begins.unknown and (
        last > place + 1 or reading.key(place) in TITLES or reading.key(place) in OFFICES
    ):
        return False
    if len(word.bare) < 3 or word.shouted or word.place_word or is_body(word.key) or judged.protected:
        return False
    if is_word(word.bare, "en") and not judged.surname:
        return False
    return judged.surname or judged.unknown or judged.compound
