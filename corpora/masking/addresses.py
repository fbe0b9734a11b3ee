"""Postcodes, and streets with a house number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from corpora.masking.name_words import UPPER, is_word
from corpora.masking.spans import Span

_NUMBER: Final = (
    r"(?:nr\.? ?|nummer |no\. ?)?(?:[1-9]\d{0,3})(?:(?: ?[a-zA-Z])(?![\w'’])|[ -]?(?:bis|hs|huis|"
    r"[IV]{1,4}|zw|rd)\b|"
    r"[-/]\d{1,3}[a-zA-Z]?)?(?![\w%€])(?![.,:-]\d)"
)
_COUNTED_NOUN: Final = (
    r" (?:[a-z]+ )?(?:woningen|huizen|mensen|bewoners|huishoudens|auto['’]s|bomen|lantaarnpalen|"
    r"jaar|euro|keer|maal|meter|"
    r"km|kilometer|uur|procent|winkels|appartementen|flats|parkeerplaatsen|kinderen|dagen|weken|"
    r"maanden|minuten|stuks|"
    r"personen|gezinnen|banken|bankjes|plekken|plaatsen|zaken|projecten|miljoen|miljard|miljarden|"
    r"ton|leden|punten|graden|"
    r"januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b"
)
_HOUSE: Final = (
    r"(?:[ ,-]{1,2}(?:huisnummer |huisnr\.? |nr\.? |nummer )?[1-9]\d{0,3}(?: ?[a-zA-Z]\b)?"
    rf"(?![\w%€])(?![.,:]\d)(?!{_COUNTED_NOUN}))?"
)
_POSTCODE: Final = re.compile(
    rf"(?<![\w€-])(?<!\d[.,])([1-9]\d{{3}})([ \u00a0]?)([A-Za-z]{{2}})(?![\w'’]){_HOUSE}"
)
_FOUR_AND_LETTER: Final = re.compile(r"\d{4}[ \u00a0]?[A-Za-z]")
_HOUSE_NUMBER: Final = re.compile(rf"\d(?:(?<=[ .r]\d)| [{UPPER}])")
"""What every postcode and every address has, told at a fraction of the time."""
_UNITS: Final = frozenset(
    "kg mg km cm mm ml cl dl kw mw gb mb kb tb cc hz pk ha nm gr ms th st nd rd".split()
)
_TWO: Final = frozenset(
    "en is in of de te op af je ze we me he er al do ga zo nu om na eu km pk ze ja at an it to we ad "
    "uur wo vr za ma di "
    "am pm la ik un".split()
)
_POSTCODE_WORD: Final = re.compile(r"(?:postcode|adres|woon\w*)\b[^\n]{0,20}$", re.I)

_STRONG: Final = (
    r"(?:straat|straatje|str\.|laan|laantje|plein|pleintje|gracht|kade|dijk|singel|steeg|dreef|"
    r"plantsoen|boulevard|weg|"
    r"strjitte|leane|dyk|straatweg|allee|lei|wal|pad|hof|park|markt|dwarsstraat|wijk|hout|kamp|"
    r"veld|oord|erf|ring|"
    r"baan|gaarde|weide|akker|meent|donk|heuvel|horst|tuin|haven|sluis|vaart|brink|berg|burg|hoeve|passage|"
    r"drf|gr|hf|ln|mrkt|pd|pln|plnts|prk|sngl|stg|st|str|wg|bolwerk|dam|zoom|rade|rak|esch|es|stede|"
    r"slag|duin|kamp|bos|beek|poort|zijde|loop|spoor|kwartier|kolk|trans|spui)"
)
_SURE: Final = re.compile(
    r"(?:straat|straatje|str\.|laan|laantje|plein|gracht|kade|dijk|singel|steeg|dreef|plantsoen|"
    r"weg|strjitte|leane|straatweg|"
    r"boulevard|allee|dyk)$"
)
_LEAD: Final = (
    r"(?:(?:(?:[Pp]rof|[Dd]r|[Mm]r|[Dd]s|[Ii]r|[Bb]urg|[Pp]r|[Ss]t|[Gg]en|[Mm]gr|[Pp]ast)\.?|"
    r"Professor|Doctor|Dokter|Burgemeester|"
    r"Wethouder|Pastoor|Minister|Koning|Koningin|Prins|Prinses|Generaal|Admiraal|Meester|"
    r"President|Sint|Oude|Oud|Nieuwe|Lange|"
    r"Korte|Grote|Groot|Kleine|Hoge|Lage|Eerste|Tweede|Derde|Vierde|Noorder|Zuider|Noord|Zuid|"
    r"Oost|West|Laatste|Achter|"
    rf"[1-4]e|(?:[{UPPER}][a-z]?\.){{1,6}}|[{UPPER}]{{2,3}}(?=\s[{UPPER}][a-z])|[Vv]an|[Vv]on|"
    rf"[Dd]er|[Dd]en|[Dd]e|[Tt]en|[Tt]er|['’]t|"
    rf"[{UPPER}]\w+(?=[ ](?:van|de|den|der|ten|ter)\b))[ ])"
)
_STREET: Final = re.compile(rf"(?<![\w-])((?:{_LEAD}){{0,5}})([{UPPER}][\w'’-]*?{_STRONG})[ ]({_NUMBER})")
_GENERIC: Final = frozenset(
    "onderweg omweg snelweg rijksweg autoweg uitweg zijweg terugweg heenweg landweg fietsstraat "
    "winkelstraat zijstraat "
    "dorpsplein schoolplein stadsplein speelplein woonstraat spoordijk waterweg vaarweg halverweg".split()
)
_SQUARE: Final = re.compile(
    r"(?<![\w-])((?:(?:Grote|Oude|Nieuwe|Nieuw|Lange|Korte|Kleine|Groot|Hoge|Lage|Voor|Achter) ){0,2}"
    r"(?:Markt|Brink|Dam|Plein (?:19|18)\d\d|Plein|Singel|Laan|Kade|Dijk|Haven|Wal|Spui|Plantage|"
    r"Rokin|Damrak|Vismarkt|Voorhout|Vijverberg|"
    r"Kerkpad|Vest|Haag|Heuvel|Steiger|Werf|Havendijk|Rijn|Turfmarkt|Rapenburg|Coolsingel|Neude|"
    r"Domplein|Ring|Berg))"
    rf" ({_NUMBER})"
)
_LONG: Final = re.compile(
    r"(?<![\w-])((?:Laan|Plein|Hof|Weg|Park|Kade|Dreef|Straat|Avenue|Promenade) (?:van|naar|der|de|tot)"
    rf"(?: (?:de|den|der|het|['’]t|[{UPPER}][\w'’-]+|[IVX]+)){{1,4}}) ({_NUMBER})"
)
_YEAR: Final = re.compile(r"(?:18|19|20)\d\d")
_LOWER: Final = re.compile(
    r"(?:\b(?:op|in|aan|adres|adres is|adres:|woon|woont|wonen|wonende)(?: de| het)? )"
    rf"([a-z][\w'’-]*(?:straat|laan|plein|gracht|singel|steeg|plantsoen|dreef|kade)) ({_NUMBER})"
)
_SQUARES: Final = "square and number"
_BOX: Final = re.compile(r"\b[Pp]ostbus [1-9]\d{0,4}(?!\d)")
_ABROAD: Final = re.compile(
    rf"(?<![\w-])((?:(?:Am|An der|Auf der|In der) )?[{UPPER}][\wß-]*(?:straße|strasse|str\.|allee|"
    rf"platz|gasse|weg|ring|ufer)|"
    rf"[{UPPER}][\wß-]+ (?:Straße|Strasse|Str\.|Allee|Platz)) (\d{{1,4}} ?[a-z]?)(?!\w)"
    rf"|(?<![\w-])(\d{{1,5}} (?:[{UPPER}][\w'’-]+ ){{1,3}}(?:Street|St\.|Road|Rd\.|Avenue|Ave\.|"
    rf"Lane|Drive|Court|Close|Square|"
    r"Boulevard|Way|Terrace|Crescent))\b"
)
_AT_HOME: Final = re.compile(
    r"\b(?:woon|woont|woonde|wonen|wonend|wonende|adres|woonadres|huisadres|verhuisd|verhuisde|"
    r"ingeschreven)\b(?: \w+){0,2}?"
    rf"(?: op| aan| in| is| was| naar|:)(?: de| het|"
    rf" den)? ([{UPPER}][\w'’-]+(?: [{UPPER}][\w'’-]+)? {_NUMBER})"
)
_COUNTED: Final = re.compile(_COUNTED_NOUN)


def find_postcodes(text: str) -> Iterator[Span]:
    """Find Dutch postcodes, with the house number that follows one.

    ``2024 EN`` is a year and a word: a year, or a number among words in capitals, is no postcode where
    the two letters are a word or a unit.

    >>> text = "5211 AB Den Bosch, in 2024 EN daarna"
    >>> [text[one.start : one.end] for one in find_postcodes(text)]
    ['5211 AB']
    """
    if not _FOUR_AND_LETTER.search(text):
        return
    for found in _POSTCODE.finditer(text):
        digits, gap, letters = found[1], found[2], found[3]
        lower = letters.casefold()
        year = "1900" <= digits <= "2099"
        named = bool(_POSTCODE_WORD.search(text[max(0, found.start() - 40) : found.start()]))
        if letters in ("SA", "SD", "SS") or (lower in _UNITS and not (letters.isupper() and not year)):
            continue
        if (
            lower in _TWO
            and not named
            and (gap or not letters.isupper())
            and (year or not letters.isupper() or _goes_on(text, found.start(3) + 2))
        ):
            continue
        capital_follows = (
            text[found.end() : found.end() + 1] == " " and text[found.end() + 1 : found.end() + 2].isupper()
        )
        if gap and not letters.isupper() and not named and not (capital_follows and not year):
            continue
        if letters[0].islower() != letters[1].islower() and not named:
            continue
        yield Span(found.start(), found.end(), "POSTCODE", "postcode")


def _goes_on(text: str, place: int) -> bool:
    """Tell whether a number, a word in small letters or one in capitals follows, as behind a shouted word."""
    after = re.match(r"\s+(\w+)", text[place : place + 40])
    return bool(
        after
        and (after[1][0].isdigit() or after[1][0].islower() or (len(after[1]) > 1 and after[1].isupper()))
    )


def find_streets(text: str) -> Iterator[Span]:
    """Find a street with a house number, and a post-office box.

    >>> text = "Markt 3 en de Laan van Meerdervoort 5a, zie artikel 12"
    >>> [text[one.start : one.end] for one in find_streets(text)]
    ['Markt 3', 'Laan van Meerdervoort 5a']
    """
    if not _HOUSE_NUMBER.search(text):
        return
    for start, end, number, rule in (*_named(text), *_shaped(text)):
        if not (_COUNTED.match(text, end) or (rule == _SQUARES and _YEAR.fullmatch(number))):
            yield Span(start, end, "ADRES", rule)


def _named(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Give streets by the end of their name: start, end, house number and rule."""
    for found in _STREET.finditer(text):
        street = found[2].casefold()
        if street in _GENERIC or (not _SURE.search(street) and is_word(street)):
            continue
        lead = _article(found[1], opens=_starts_a_sentence(text, found.start()))
        yield found.start() + lead, found.end(), found[3], "street and number"
    for found in _LOWER.finditer(text):
        if not is_word(found[1]):
            yield found.start(1), found.end(), found[2], "street and number"


def _shaped(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Give the other addresses: squares, streets of several words or abroad, and where somebody lives."""
    for pattern in (_SQUARE, _LONG):
        for found in pattern.finditer(text):
            yield found.start(), found.end(), found[2], _SQUARES
    for pattern, group, rule in (
        (_ABROAD, 0, "street and number abroad"),
        (_AT_HOME, 1, "where somebody lives"),
        (_BOX, 0, "post-office box"),
    ):
        for found in pattern.finditer(text):
            yield found.start(group), found.end(group), "", rule


def _article(lead: str, *, opens: bool) -> int:
    """Give the length of what is no part of the street's name: an article or preposition before it."""
    loose = re.match(r"(?:(?:van|de|den|der|ten|ter) )+", lead, re.I if opens else re.NOFLAG)
    return loose.end() if loose else 0


def _starts_a_sentence(text: str, place: int) -> bool:
    before = text[:place].rstrip()
    return not before or before[-1] in ".!?:\n"
