"""Names that begin with something else than a name: initials, and infixes such as ``van der``."""

from __future__ import annotations

from typing import Final, NamedTuple

from corpora.masking.name_chain import extended, past_infixes
from corpora.masking.name_words import is_body, is_word
from corpora.masking.surroundings import FAIR, SLOT, STRONG, after, before
from corpora.masking.triggers import BODIES, OF_NAMES, ROLES, SPEAKING, SURE_INFIXES, TITLES, is_of_a_place
from corpora.masking.words import Reading

_MAY_BE_SURNAME_OF_DE: Final = frozenset(
    "vries jong boer groot wit bruijn bruin graaf haan leeuw ruiter lange vos winter wolf wolff jager "
    "jonge rooij rooy bakker "
    "kok wilde zeeuw kruijf goede gier geus keijzer".split()
)
_LISTING: Final = frozenset(
    "bijlage artikel art groep klas vitamine hepatitis optie punt categorie type lijn blok vak deel".split()
)


class Name(NamedTuple):
    """Which words of a reading are a name (half-open), and by which rule."""

    first: int
    end: int
    rule: str


def with_initials(reading: Reading, place: int) -> Name | None:
    """``J. de Vries``, ``A.B. Jansen``; without dots only before an infix or a listed surname."""
    end, dotted = place, False
    while end < len(reading.words) and end - place < 8 and reading.words[end].initial:
        following = reading.words[end + 1].gap if end + 1 < len(reading.words) else ""
        if following not in (".", ". ", " ", ".-", "\u00a0", ".\u00a0"):
            return None
        dotted = dotted or following.startswith(".")
        end += 1
    last = past_infixes(reading, end)
    if last is None or reading.key(place - 1) in _LISTING or _abbreviates(reading, place):
        return None
    if not dotted and (reading.key(place - 1) in BODIES or not reading.words[place].text.isascii()):
        return None
    judged, infix = reading.sense(last), last > end
    if not reading.capitals_tell and (
        reading.words[last].place_word or not (judged.surname or judged.unknown)
    ):
        return None
    if not judged.surname and not infix and is_word(reading.words[last].bare, "en"):
        return None
    if (
        judged.surname
        or (judged.unknown and (dotted or infix))
        or (dotted and infix and not judged.protected)
    ):
        return Name(place, extended(reading, last + 1, False), "initials")
    if dotted and judged.compound and not is_body(reading.words[last].key) and end - place > 1:
        return Name(place, extended(reading, last + 1, False), "initials")
    return None


def _abbreviates(reading: Reading, place: int) -> bool:
    """Tell whether the capital goes on with an abbreviation: ``z.B.``, ``m.E.``."""
    former, gap = reading.key(place - 1), reading.words[place].gap
    return (
        0 < len(former) < 3
        and former not in TITLES
        and reading.words[place - 1].text.islower()
        and (gap == "." or (not reading.capitals_tell and gap in (". ", ".\u00a0")))
    )


def with_infix(reading: Reading, place: int) -> Name | None:
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
    if not reading.capitals_tell and before(reading, place) < STRONG:
        return None
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
    return Name(place, extended(reading, last + 1, False), "infix and surname") if named else None
