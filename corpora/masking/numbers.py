"""Numbers that name a person: BSN, IBAN, telephone, registration; check digits tell them from others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from corpora.masking.spans import Span

OTHER_NUMBER: Final = re.compile(
    r"(?:zaak|dossier|factuur|order|bestel|klant|polis|kenmerk|referentie|artikel|serie|ticket|"
    r"melding|meldings|"
    r"document|kamerstuk|bon|rekening|ref|case|invoice|vestigings|volg|registratie)"
    r"(?:nummer|nr|no|number)?\.?(?:\s+(?:is|was|met|nummer|nr\.?))?\s*[:#=]?\s*$",
    re.I,
)
_BSN_WORD: Final = re.compile(r"\b(?:bsn|burger\s?service|sofi|citizen service)", re.I)
_MONEY_BEFORE: Final = re.compile(r"(?:€|\beuro|\beur|\$|£)\s*$", re.I)
_MONEY_AFTER: Final = re.compile(r"\s*(?:€|euro\b|eur\b|miljoen|miljard|,-|,\d\d\b)", re.I)
_NUMBER_BEFORE: Final = re.compile(r"(?:\d\S*|\d\S* \w{1,3}\)?)\s+$")
_NUMBER_AFTER: Final = re.compile(r"\s+\d")
_BSN: Final = re.compile(
    r"(?<![\w./-])(?<!\d,)(?:\d{8,9}|\d{3}([ .-])\d{3}\1\d{3}|\d{4}([ .-])\d{2}\2\d{3})(?![\w])(?![.,/-]\d)"
)
_IBAN: Final = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?=[ .-]?[A-Za-z0-9]{2})")
IBAN_LENGTHS: Final = {
    "AD": 24,
    "AE": 23,
    "AL": 28,
    "AT": 20,
    "AZ": 28,
    "BA": 20,
    "BE": 16,
    "BG": 22,
    "BH": 22,
    "BR": 29,
    "BY": 28,
    "CH": 21,
    "CR": 22,
    "CY": 28,
    "CZ": 24,
    "DE": 22,
    "DK": 18,
    "DO": 28,
    "EE": 20,
    "EG": 29,
    "ES": 24,
    "FI": 18,
    "FO": 18,
    "FR": 27,
    "GB": 22,
    "GE": 22,
    "GI": 23,
    "GL": 18,
    "GR": 27,
    "GT": 28,
    "HR": 21,
    "HU": 28,
    "IE": 22,
    "IL": 23,
    "IQ": 23,
    "IS": 26,
    "IT": 27,
    "JO": 30,
    "KW": 30,
    "KZ": 20,
    "LB": 28,
    "LC": 32,
    "LI": 21,
    "LT": 20,
    "LU": 20,
    "LV": 21,
    "LY": 25,
    "MC": 27,
    "MD": 24,
    "ME": 22,
    "MK": 19,
    "MR": 27,
    "MT": 31,
    "MU": 30,
    "NL": 18,
    "NO": 15,
    "PK": 24,
    "PL": 28,
    "PS": 29,
    "PT": 25,
    "QA": 29,
    "RO": 24,
    "RS": 22,
    "SA": 24,
    "SC": 31,
    "SD": 18,
    "SE": 24,
    "SI": 19,
    "SK": 24,
    "SM": 27,
    "ST": 25,
    "SV": 28,
    "TL": 23,
    "TN": 24,
    "TR": 26,
    "UA": 29,
    "VA": 22,
    "VG": 24,
    "XK": 20,
}
"""Characters of an IBAN by country (ISO 13616 registry)."""

_AREA: Final = frozenset(
    "010 013 015 020 023 024 026 030 033 035 036 038 040 043 045 046 050 053 055 058 070 071 072 073 "
    "074 075 076 077 078 079 084 085 087 088 091 0111 0113 0114 0115 0117 0118 0161 0162 0164 0165 "
    "0166 0167 0168 0172 0174 0180 0181 0182 0183 0184 0186 0187 0222 0223 0224 0226 0227 0228 0229 "
    "0251 0252 0255 0294 0297 0299 0313 0314 0315 0316 0317 0318 0320 0321 0341 0342 0343 0344 0345 "
    "0346 0347 0348 0411 0412 0413 0416 0418 0475 0478 0481 0485 0486 0487 0488 0492 0493 0495 0497 "
    "0499 0511 0512 0513 0514 0515 0516 0517 0518 0519 0521 0522 0523 0524 0525 0527 0528 0529 0541 "
    "0543 0544 0545 0546 0547 0548 0561 0562 0566 0570 0571 0572 0573 "
    "0575 0577 0578 0591 0592 0593 0594 0595 0596 0597 0598 0599".split()
)
"""Dutch area codes; numbers that begin with 06 are mobile."""
_NATIONAL: Final = re.compile(
    r"(?<![\w+/.])(?<!\d[ ,-])(?:(\+ ?31|00 ?31)(?:[ -]?\(0\)|[ -]?0(?=[1-9]))?|"
    r"\(?0)((?:[ )/.\u00a0-]{0,3}\d){9})"
    r"(?!\w)(?![ .,-]?\d{2})"
)
_ABROAD: Final = re.compile(
    r"(?<![\w+])(?:\+ ?|00)(?!31)([1-9]\d{0,2}(?:[ ()/.\u00a0-]{0,2}\d){7,12})(?!\w)(?![.,]\d)"
)
_CALLING: Final = re.compile(
    r"(?:1|7|20|27|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|2[1-689]\d|3[578]\d|42\d|50\d|"
    r"59\d|6[789]\d|8[058]\d|"
    r"9[679]\d)"
)
_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_PHONE_WORD: Final = re.compile(
    r"(?:\btel\b\.?|telefoon\w*|\bmobiel\w*|\bbel\b|\bbellen\b|bereikbaar|\bphone|\bcall\b|"
    r"\bmobile|\bfon\b|telefon\w*|"
    r"\bhandy\b|\banrufen|\bwhatsapp\w*|\bapp(?:en)?\b|\b06\b)[^\d\n]{0,25}$",
    re.I,
)
_LOOSE: Final = re.compile(
    r"(?<![\w+/.,-])(?:\(?0\d{1,5}\)?[ /-]{0,3}\d{2,4}(?:[ -]?\d{2,5}){1,3}|"
    r"\d{3}[ -]?\d{2}[ -]?\d{2}|\d{3}[ -]\d{4}|"
    r"\(?[2-9]\d{2}\)?[ .-]\d{3}[.-]\d{4})(?!\w)(?![.,-]\d)"
)
_NORTH_AMERICA: Final = re.compile(r"\(?[2-9]\d{2}\)?[ .-]\d{3}[.-]\d{4}")
_REGISTRATION: Final = (
    re.compile(
        r"(?:\bk\.?v\.?k\b|kamer van koophandel)(?:[ -]?(?:nummer|nr|inschrijving\w*|"
        r"registratie\w*))?[^\w\n]{0,3}"
        r"(?:\s?(?:is|nummer|nr|onder|met|het|number)\b[^\w\n]{0,3}){0,3}(\d{8}|\d{2} \d{3} \d{3}|"
        r"\d{4} \d{4})(?!\w)",
        re.I,
    ),
    re.compile(r"(?<!\w)(NL\d{9}B\d{2})(?!\w)", re.I),
)
_DOCUMENT_WORDS: Final = ("paspoort", "identiteitskaart", "id-kaart", "rijbewijs", "v-")
_DOCUMENT: Final = re.compile(
    rf"(?:{'|'.join(_DOCUMENT_WORDS)})(?:nummer|nr)?"
    r"\.?[^\w\n]{0,3}(?:is\s|nummer\s|nr\.?\s){0,2}((?=[A-Z]*\d)[A-Z0-9]{8,10})(?!\w)",
    re.I,
)
_SIX_DIGITS: Final = re.compile(r"\d(?:\W{0,4}\d){5}")
"""What every telephone, BSN and registration number has, told at a fraction of the time."""


def find_numbers(text: str) -> Iterator[Span]:
    """Find BSN, IBAN, telephone and registration numbers in a text that has digits."""
    yield from _ibans(text)
    lowered = text.lower()
    if any(word in lowered for word in _DOCUMENT_WORDS):
        yield from _registrations(text, _DOCUMENT)
    if _SIX_DIGITS.search(text):
        yield from _registrations(text, *_REGISTRATION)
        yield from _bsns(text)
        yield from _phones(text)


def _registrations(text: str, *patterns: re.Pattern[str]) -> Iterator[Span]:
    for pattern in patterns:
        for found in pattern.finditer(text):
            yield Span(found.start(1), found.end(1), "ID", "registration number")


def passes_eleven_test(digits: str) -> bool:
    """Tell whether eight or nine digits pass the check of a citizen service number (BSN).

    The weighted sum 9a + 8b + … + 2h − i is divisible by eleven; eight digits have a zero before them.

    >>> passes_eleven_test("123456782"), passes_eleven_test("123456783")
    (True, False)
    """
    padded = digits.zfill(9)
    total = sum(
        int(digit) * weight for digit, weight in zip(padded, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True)
    )
    return total % 11 == 0 and len(set(padded)) > 1


def passes_mod_97(iban: str) -> bool:
    """Tell whether an IBAN without spaces has the length of its country and the right check digits.

    >>> passes_mod_97("NL91ABNA0417164300"), passes_mod_97("NL92ABNA0417164300")
    (True, False)
    """
    iban = iban.upper()
    if IBAN_LENGTHS.get(iban[:2]) != len(iban) or not iban.isascii() or not iban.isalnum():
        return False
    return int("".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])) % 97 == 1


def _ibans(text: str) -> Iterator[Span]:
    for found in _IBAN.finditer(text):
        wanted = IBAN_LENGTHS.get(found[0][:2].upper())
        if wanted is None:
            continue
        signs: list[str] = []
        place = found.start()
        while place < len(text) and len(signs) < wanted:
            if text[place].isalnum():
                signs.append(text[place])
            elif text[place] not in " .-\u00a0" or not text[place - 1].isalnum():
                break
            place += 1
        whole = place == len(text) or not text[place].isalnum()
        if whole and passes_mod_97("".join(signs)):
            yield Span(found.start(), place, "IBAN", "IBAN")


def _bsns(text: str) -> Iterator[Span]:
    for found in _BSN.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        if not passes_eleven_test(digits):
            continue
        before, after = text[max(0, found.start() - 40) : found.start()], text[found.end() : found.end() + 12]
        named = _BSN_WORD.search(before) or _BSN_WORD.search(after)
        if not named:
            if found[1] == "." or OTHER_NUMBER.search(before):
                continue
            if len(found[0]) > 9 and (_NUMBER_BEFORE.search(before) or _NUMBER_AFTER.match(after)):
                continue
            if _MONEY_BEFORE.search(before) or _MONEY_AFTER.match(after):
                continue
            if len(digits) == 8 and _reads_as_a_date(digits):
                continue
        yield Span(found.start(), found.end(), "BSN", "BSN")


def _reads_as_a_date(digits: str) -> bool:
    year_first = digits[:2] in ("19", "20") and "01" <= digits[4:6] <= "12" and "01" <= digits[6:] <= "31"
    year_last = digits[4:6] in ("19", "20") and "01" <= digits[2:4] <= "12" and "01" <= digits[:2] <= "31"
    return year_first or year_last


def _phones(text: str) -> Iterator[Span]:
    for found in _NATIONAL.finditer(text):
        digits = "0" + re.sub(r"\D", "", found[2])
        before = text[max(0, found.start() - 45) : found.start()]
        abroad, spelled = bool(found[1]), found[0]
        known = digits[1] == "6" or digits[:3] in _AREA or digits[:4] in _AREA
        if digits[1] == "0" or spelled.startswith("0."):
            continue
        if known and not abroad and spelled.isdigit() and OTHER_NUMBER.search(before):
            continue
        if abroad or known or _PHONE_WORD.search(before):
            yield Span(found.start(), found.end(), "TELEFOON", "phone")
    for found in _ABROAD.finditer(text):
        digits = re.sub(r"\D", "", found[1])
        long_enough = 8 <= len(digits) <= 15 and (found[0].startswith("+") or len(digits) >= 9)
        if long_enough and _CALLING.match(digits) and not _THOUSANDS.fullmatch(found[1]):
            yield Span(found.start(), found.end(), "TELEFOON", "phone abroad")
    for found in _LOOSE.finditer(text):
        if found[0].startswith(("0800", "0900", "0906", "0909")):
            continue
        if _NORTH_AMERICA.fullmatch(found[0]) or _PHONE_WORD.search(
            text[max(0, found.start() - 45) : found.start()]
        ):
            yield Span(found.start(), found.end(), "TELEFOON", "phone after its word")
