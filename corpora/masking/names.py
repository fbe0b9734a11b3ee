"""Names of persons in running text: by list, by title, by what stands around them, and by their shape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from corpora.masking.introductions import find_introductions
from corpora.masking.name_chain import extended, lives_at, past_infixes
from corpora.masking.name_words import UPPER, has_surname_shape, is_body, is_word, sense
from corpora.masking.spans import Span
from corpora.masking.surroundings import FAIR, SLOT, STRONG, after, before, lives_next_door
from corpora.masking.triggers import (
    BODIES,
    INFIXES,
    OF_NAMES,
    OFFICES,
    PLACES,
    ROLES,
    SPEAKING,
    SURE_INFIXES,
    TITLES,
    is_of_a_place,
)
from corpora.masking.words import Reading

_MAY_BE_SURNAME_OF_DE: Final = frozenset(
    "vries jong boer groot wit bruijn bruin graaf haan leeuw ruiter lange vos winter wolf wolff jager "
    "jonge rooij rooy bakker "
    "kok wilde zeeuw kruijf goede gier geus keijzer".split()
)
_ASKED: Final = frozenset("vraag vroeg zeg zei vertel vertelde geef gaf stuur stuurde mail leg laat".split())
_LISTING: Final = frozenset(
    "bijlage artikel art groep klas vitamine hepatitis optie punt categorie type lijn blok vak deel".split()
)
_CAPITALISED: Final = re.compile(rf"(?<!\w)[{UPPER}][\w'’-]*")
_ABBREVIATED: Final = re.compile(r"(?<!\w)\w{1,4}\.\s?$")


class _Name(NamedTuple):
    first: int
    end: int
    rule: str


def find_names(text: str, language: str) -> Iterator[Span]:
    """Find the names of persons in a text; further mentions of a name that was found count too.

    >>> text = "Volgens mevrouw Van der Zwiep belde Jan de Vries."
    >>> [text[one.start : one.end] for one in find_names(text, "nl")]
    ['Van der Zwiep', 'Jan de Vries']
    """
    yield from find_introductions(text)
    if _names_nobody(text, language):
        return
    reading = Reading(text, language)
    found: list[_Name] = []
    done = 0
    for place in reading.candidates:
        if place >= done and (name := _name_at(reading, place, found[-1] if found else None)):
            found.append(name)
            done = name.end
    if not found:
        return
    taken = {place for name in found for place in range(name.first, name.end)}
    for name in [*found, *_again(reading, found, taken)]:
        yield Span(
            reading.words[name.first].start,
            reading.words[name.end - 1].start + len(reading.words[name.end - 1].bare),
            "NAAM",
            name.rule,
        )


def _names_nobody(text: str, language: str) -> bool:
    """Tell at a glance whether every capital is that of a first word, abbreviation or protected word."""
    return all(_harmless(text, found, language) for found in _CAPITALISED.finditer(text))


def _harmless(text: str, found: re.Match[str], language: str) -> bool:
    harmless = _harmless_anywhere(found[0], language)
    if harmless is not None:
        return harmless
    start = found.start()
    inside = start > 1 and text[start - 1] == " " and (text[start - 2].isalnum() or text[start - 2] == ",")
    return not inside and not _ABBREVIATED.search(text, max(0, start - 7), start)


@lru_cache(maxsize=100_000)
def _harmless_anywhere(word: str, language: str) -> bool | None:
    """Tell whether a word with a capital names nobody; None where it does so as a first word only."""
    if word.casefold() in INFIXES or (1 < len(word) <= 3 and word.isupper()):
        return True
    judged = sense(word, language)
    if judged.listed or judged.protected:
        return not judged.listed
    return None if judged.word else False


def _name_at(reading: Reading, place: int, former: _Name | None) -> _Name | None:
    """Find the name that begins at a word, if one does."""
    word = reading.words[place]
    if place in reading.shielded:
        return None
    if word.initial and (name := _with_initials(reading, place)):
        return name
    if word.key in INFIXES and (name := _with_infix(reading, place)):
        return name
    if not word.nameable or (word.key in INFIXES and not reading.sense(place).first):
        return None
    rule = _rule(reading, place, former)
    if rule is None:
        return None
    end = extended(reading, place + 1, reading.words[place].shouted)
    if _called_after(reading, place, end):
        return None
    return _Name(place, end, rule)


def _called_after(reading: Reading, place: int, end: int) -> bool:
    """Tell whether the name is that of a street, school or prize: ``Jan van Galenstraat``."""
    following = past_infixes(reading, end) if reading.close(end) else None
    if following is not None and lives_at(reading, following):
        return False
    for last in (end - 1 if end - place > 1 else None, following):
        if last is not None and reading.words[last].place_word and not reading.sense(last).listed:
            return True
    return False


def _with_initials(reading: Reading, place: int) -> _Name | None:
    """``J. de Vries``, ``A.B. Jansen``; without dots only before an infix or a listed surname."""
    end, dotted = place, False
    while end < len(reading.words) and end - place < 8 and reading.words[end].initial:
        following = reading.words[end + 1].gap if end + 1 < len(reading.words) else ""
        if following not in (".", ". ", " ", ".-", "\u00a0", ".\u00a0"):
            return None
        dotted = dotted or following.startswith(".")
        end += 1
    last = past_infixes(reading, end)
    if last is None or reading.key(place - 1) in _LISTING:
        return None
    if not dotted and (reading.key(place - 1) in BODIES or not reading.words[place].text.isascii()):
        return None
    judged, infix = reading.sense(last), last > end
    if not judged.surname and not infix and is_word(reading.words[last].bare, "en"):
        return None
    if (
        judged.surname
        or (judged.unknown and (dotted or infix))
        or (dotted and infix and not judged.protected)
    ):
        return _Name(place, extended(reading, last + 1, False), "initials")
    if dotted and judged.compound and not is_body(reading.words[last].key) and end - place > 1:
        return _Name(place, extended(reading, last + 1, False), "initials")
    return None


def _with_infix(reading: Reading, place: int) -> _Name | None:
    """``van der Zwiep``; ``De Vries`` where it cannot be the article."""
    last = past_infixes(reading, place)
    if (
        last is None
        or last == place
        or reading.words[last].shouted
        or reading.shielded & set(range(place, last + 1))
    ):
        return None
    word, judged = reading.words[place], reading.sense(last)
    pair = (word.key, reading.key(place + 1)) if last - place > 1 else None
    evidence = before(reading, place)
    fitting = judged.surname or judged.unknown or (judged.compound and not is_body(reading.words[last].key))
    loosely = fitting or (judged.word and not is_body(reading.words[last].key))
    capital_inside = word.capital and not word.opens
    if reading.words[last].place_word and not judged.surname:
        return None
    if is_of_a_place(reading.key(place - 1), word.text, reading.key(place + 1)) and not judged.surname:
        return None
    named = (
        (
            evidence >= STRONG
            and (loosely or (judged.protected and word.key == "van"))
            and reading.key(last) not in ROLES
        )
        or (
            evidence >= FAIR
            and fitting
            and not judged.protected
            and (word.key != "van" or word.capital or pair or (judged.surname and not judged.first))
        )
        or (evidence >= FAIR and capital_inside and loosely and not judged.protected)
        or (evidence >= SLOT and fitting and not judged.protected and (word.capital or pair in SURE_INFIXES))
        or (pair in SURE_INFIXES and (judged.surname or (loosely and not judged.protected)))
        or (pair in OF_NAMES and capital_inside and fitting)
        or (
            pair is None
            and capital_inside
            and judged.surname
            and not judged.protected
            and word.key in ("van", "de", "ter", "ten", "el")
        )
        or (
            word.key == "de"
            and reading.key(last) in _MAY_BE_SURNAME_OF_DE
            and not (word.opens and judged.word)
        )
        or (word.capital and judged.surname and not judged.protected and after(reading, last + 1) in SPEAKING)
    )
    return _Name(place, extended(reading, last + 1, False), "infix and surname") if named else None


def _rule(reading: Reading, place: int, former: _Name | None) -> str | None:
    """Say by which rule a capitalised word begins a name."""
    word, judged = reading.words[place], reading.sense(place)
    evidence = before(reading, place)
    if word.shouted:
        return _shouted(reading, place)
    if reading.key(place) in ROLES:
        return None
    if (
        evidence >= STRONG
        and not (judged.protected and not judged.listed)
        and not (judged.word and word.opens and not judged.listed)
    ):
        return "title or introduction"
    if reading.key(place - 1) in BODIES and len(reading.key(place - 1)) > 4 and reading.close(place):
        return None
    for rule, holds in (
        ("first name", judged.first and not judged.ambiguous and not judged.protected),
        ("surname", judged.surname and not judged.ambiguous and not judged.protected and not judged.word),
    ):
        if holds:
            return rule
    if judged.listed:
        return _with_evidence(reading, place, evidence, former)
    if judged.protected or judged.word:
        return (
            "two words with capitals"
            if judged.word and not judged.protected and _is_pair(reading, place)
            else None
        )
    return _unlisted(reading, place, evidence, former)


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


def _with_evidence(reading: Reading, place: int, evidence: int, former: _Name | None) -> str | None:
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


def _unlisted(reading: Reading, place: int, evidence: int, former: _Name | None) -> str | None:
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


def _coordinated(reading: Reading, place: int, former: _Name | None) -> bool:
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


def _again(reading: Reading, found: list[_Name], taken: set[int]) -> Iterator[_Name]:
    """Find a part of a name again that stood elsewhere in the text in full."""
    parts = {
        reading.words[place].bare
        for name in found
        for place in range(name.first, name.end)
        if reading.words[place].nameable
        and len(reading.words[place].bare) > 2
        and reading.words[place].key not in INFIXES
        and not reading.sense(place).protected
        and (reading.sense(place).listed or not reading.sense(place).word)
    }
    for place, word in enumerate(reading.words):
        if place in taken or place in reading.shielded or not word.capital:
            continue
        base = (
            word.bare
            if word.bare in parts
            else word.bare[:-1]
            if word.text[-1] == "s" and word.bare[:-1] in parts
            else None
        )
        if base is not None and not (
            word.opens and reading.sense(place).word and not reading.sense(place).first
        ):
            yield _Name(place, place + 1, "named before")
