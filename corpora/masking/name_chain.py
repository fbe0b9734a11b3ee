"""How far a name goes: the infixes before a surname, and the surnames that follow a first name."""

from __future__ import annotations

from typing import Final

from corpora.masking.name_words import is_body
from corpora.masking.triggers import INFIXES, OF_NAMES, PREPOSITIONS, ROLES
from corpora.masking.words import Reading

_ALSO_SURNAMES: Final = ("wijk", "land", "stad", "bank", "plein", "wet", "school")


def past_infixes(reading: Reading, place: int) -> int | None:
    """Give the place of the capitalised word behind any infixes, where it has the shape of a name."""
    words = reading.words
    last = place
    while (
        last < len(words)
        and words[last].key in INFIXES
        and last - place < 3
        and _joined(reading, last, place)
    ):
        last += 1
    if reading.key(place) in PREPOSITIONS and (reading.key(place), reading.key(place + 1)) not in OF_NAMES:
        return None
    if last > place and words[last - 1].key in PREPOSITIONS:
        return None
    if last < len(words) and words[last].nameable and (last == place or _joined(reading, last, place)):
        return last
    return None


def _joined(reading: Reading, place: int, first: int) -> bool:
    gap = reading.words[place].gap
    return (
        place == first
        or gap in (" ", "\u00a0", "  ")
        or (gap in (".", ". ", "/") and reading.key(place - 1) in ("v", "d"))
    )


def extended(reading: Reading, end: int, shouted: bool) -> int:
    """Give the end of a name: the surnames that follow, with their infixes."""
    words = reading.words
    taken = 0
    while end < len(words) and taken < 4:
        joined = reading.close(end) or (words[end].gap == "-" and words[end].capital)
        double = words[end].gap in (".", ". ") and words[end - 1].initial and end >= 2
        if not (joined or double):
            break
        if words[end].initial and end + 1 < len(words) and words[end + 1].gap in (". ", "."):
            follower = past_infixes(reading, end + 1)
            if follower is not None and (reading.sense(follower).surname or reading.sense(follower).unknown):
                end, taken = follower + 1, taken + 1
                continue
        last = past_infixes(reading, end)
        if last is None or not _continues(reading, last, infix=last > end, shouted=shouted):
            break
        end, taken = last + 1, taken + 1
    return end


def _continues(reading: Reading, place: int, *, infix: bool, shouted: bool) -> bool:
    word, judged = reading.words[place], reading.sense(place)
    if place in reading.shielded or word.key in ROLES or (word.shouted and not shouted):
        return False
    if judged.listed or shouted:
        return judged.listed or judged.unknown
    if infix:
        if lives_at(reading, place):
            return False
        sure = tuple(reading.key(one) for one in (place - 2, place - 1)) in OF_NAMES
        return not is_body(word.key) and (
            not judged.protected
            or sure
            or (judged.protected and reading.key(place - 1) == "van" and _led_by_a_first_name(reading, place))
        )
    return (
        not judged.protected
        and not word.place_word
        and not (judged.compound and is_body(word.key) and not word.key.endswith(_ALSO_SURNAMES))
    )


def lives_at(reading: Reading, place: int) -> bool:
    """Tell whether a word is the place where somebody belongs: ``Jolijn van het Kadekwartier``."""
    return reading.words[place].place_word and reading.key(place - 1) == "het"


def _led_by_a_first_name(reading: Reading, place: int) -> bool:
    """Tell whether a first name of the lists stands before ``van`` and a place: ``Karin van Delft``."""
    judged = reading.sense(place - 2) if place > 1 else None
    return judged is not None and judged.first and not judged.ambiguous
