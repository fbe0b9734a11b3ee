"""Names of persons in running text: by list, by title, by what stands around them, and by their shape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from corpora.masking.introductions import find_introductions
from corpora.masking.name_chain import extended, lives_at, past_infixes
from corpora.masking.name_evidence import rule_of
from corpora.masking.name_openings import Name, with_infix, with_initials
from corpora.masking.name_words import UPPER, sense
from corpora.masking.spans import Span
from corpora.masking.triggers import (
    INFIXES,
)
from corpora.masking.words import Reading

_CAPITALISED: Final = re.compile(rf"(?<!\w)[{UPPER}][\w'’-]*")
_ABBREVIATED: Final = re.compile(r"(?<!\w)\w{1,4}\.\s?$")


def find_names(text: str, language: str) -> Iterator[Span]:
    """Find the names of persons in a text; further mentions of a name that was found count too.

    >>> text = "Volgens mevrouw Van der Zwiep belde Jan de Vries."
    >>> [text[one.start : one.end] for one in find_names(text, "nl")]
    ['Van der Zwiep', 'Jan de Vries']
    """
    yield from find_introductions(text, language)
    if _names_nobody(text, language):
        return
    reading = Reading(text, language)
    found: list[Name] = []
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


def _name_at(reading: Reading, place: int, former: Name | None) -> Name | None:
    """Find the name that begins at a word, if one does."""
    word = reading.words[place]
    if place in reading.shielded:
        return None
    if word.initial and (name := with_initials(reading, place)):
        return name
    if word.key in INFIXES and (name := with_infix(reading, place)):
        return name
    if not word.nameable or (word.key in INFIXES and not reading.sense(place).first):
        return None
    rule = rule_of(reading, place, former)
    if rule is None:
        return None
    end = extended(reading, place + 1, reading.words[place].shouted)
    if _called_after(reading, place, end):
        return None
    return Name(place, end, rule)


def _called_after(reading: Reading, place: int, end: int) -> bool:
    """Tell whether the name is that of a street, school or prize: ``Jan van Galenstraat``."""
    following = past_infixes(reading, end) if reading.close(end) else None
    if following is not None and lives_at(reading, following):
        return False
    for last in (end - 1 if end - place > 1 else None, following):
        if last is not None and reading.words[last].place_word and not reading.sense(last).listed:
            return True
    return False


def _again(reading: Reading, found: list[Name], taken: set[int]) -> Iterator[Name]:
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
            yield Name(place, place + 1, "named before")
