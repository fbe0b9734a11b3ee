"""Dates of birth and ages over 89."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from corpora.masking.spans import Span

_MONTH: Final = (
    r"jan(?:uari|uary|uar)?|feb(?:ruari|ruary|ruar)?|m(?:aa)?rt|march|märz|apr(?:il)?|mei|may|mai|"
    r"jun[ie]?|jul[iy]?|"
    r"aug(?:ustus|ust)?|sep(?:t|tember)?|o[kc]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?"
)
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR: Final = r"(?:(?:18|19|20)\d\d|['’`]?\d\d)"
DATE: Final = (
    rf"(?:{_DAY}[-/. ](?:0?[1-9]|1[0-2])[-/. ]{_YEAR}|(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.]{_DAY}"
    rf"|{_DAY}(?:e|ste|de|\.|st|nd|rd|th)?[ -]+(?:of )?(?:{_MONTH})\.?(?:[ ,-]+{_YEAR})?|"
    rf"(?:{_MONTH})\.? {_DAY},? {_YEAR})(?![\w])"
)
_BIRTH: Final = re.compile(
    r"(?:\bgeboren\b|\bgeb\b\.?|\bgeboortedat(?:um|a)\b|\bgeboortedag\b|\bgeboorte\b|"
    r"\bgebdat\b\.?|\bdate of birth\b|\bborn\b"
    r"|\bdob\b|\bgeburtsdatum\b|\b(?:ben|is|jarig|verjaar\w*)\s(?=op\s)|[°†*]\s?(?=\d))"
    rf"(?:\s+(?:is|was|op|in|te|datum|on|am|the|hier|daar|(?:in|"
    rf"te)\s\w[\w-]+)){{0,4}}[\s:,=(-]{{0,3}}({DATE})",
    re.I,
)
_DATE_THEN_BIRTH: Final = re.compile(rf"(?<![\w/-])({DATE})\s+(?:geboren|born|geboren\.)\b", re.I)
AFTER_A_NAME: Final = re.compile(rf"\s?\(\s?(?:geb\.?\s)?({DATE})\s?\)", re.I)
"""A date in brackets behind a name: also a date of birth."""

_OLD: Final = r"(?:9\d|1[0-2]\d)"
_UNIT_WORDS: Final = "(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen)"
_OLD_WORD: Final = (
    rf"(?:(?:{_UNIT_WORDS}(?:en|ën))?negentig|honderd(?:(?:en)?(?:{_UNIT_WORDS}|tien|elf|twaalf))?)"
)
_PERSON: Final = (
    r"(?:moeder|vader|oma|opa|mevrouw|meneer|buurvrouw|buurman|buurvrouwtje|vrouw|man|tante|oom|"
    r"zij|ze|hij|ik|dame|heer|"
    r"schoonmoeder|schoonvader|grootmoeder|grootvader|bewoonster|bewoner|cliënt|cliënte|patiënt|"
    r"patiënte|zus|broer|"
    r"mantelzorger|weduwe|weduwnaar|oudje|mother|father|grandmother|grandfather|she|he|omaatje|"
    r"overgrootmoeder|"
    r"overgrootvader|vriendin|vriend|partner|mens|huurder|huurster|iemand)"
)
_AGES: Final = (
    re.compile(
        rf"(?<![\w.,-])({_OLD}|{_OLD_WORD})(?=[ -]?jarige?\b(?!\s+(?:bestaan|jubileum|lustrum|"
        rf"viering|oorlog|wet|"
        r"geschiedenis|traditie|contract|erfpacht|gebouw|pand|boom|huis|kerk|brug|instelling|"
        r"organisatie|vereniging)))",
        re.I,
    ),
    re.compile(
        rf"(?<![\w.,-])({_OLD}|{_OLD_WORD})(?= (?:jaar|jaren) (?:oud|jong)\b|-year-old\b|"
        rf" years old\b| jahre alt\b)",
        re.I,
    ),
    re.compile(
        rf"\b{_PERSON}\b(?:,| is| was| van| wordt| werd| ben| bent| word| bijna| nu| al| inmiddels|"
        rf" geworden| net| of| mijn)"
        rf"{{1,4}} ({_OLD}|{_OLD_WORD})(?= jaar(?! (?:geleden|lang|getrouwd|cel))| geworden|"
        rf"\s*[,.;:)!?]|\s+(?:en|is|was|woont|die|of|maar)\b|\s*$)",
        re.I,
    ),
    re.compile(rf"\b{_PERSON}\b \(({_OLD})(?: jaar)?\)", re.I),
    re.compile(rf"\b(?:leeftijd|age|alter)\b(?::| is| van)? ?({_OLD}|{_OLD_WORD})(?![\w.,%-]\w|\w)", re.I),
    re.compile(
        rf"\b(?:mijn|haar|zijn|my) ({_OLD})(?=(?:e|ste|th)\b(?: verjaardag| levensjaar| birthday|[ ,.]))",
        re.I,
    ),
)


def find_dates(text: str) -> Iterator[Span]:
    """Find dates of birth, told by a word of birth beside them.

    >>> [one.kind for one in find_dates("geboren op 28-10-1985, gemeld op 3-4-2024")]
    ['DATUM']
    """
    for pattern in (_BIRTH, _DATE_THEN_BIRTH):
        for found in pattern.finditer(text):
            yield Span(found.start(1), found.end(1), "DATUM", "date of birth")


def find_ages(text: str) -> Iterator[Span]:
    """Find ages over 89 of persons, in digits and in words.

    >>> text = "Mijn moeder is 93 jaar, de kerk staat er 100 jaar."
    >>> [text[one.start : one.end] for one in find_ages(text)]
    ['93']
    """
    for pattern in _AGES:
        for found in pattern.finditer(text):
            yield Span(found.start(1), found.end(1), "LEEFTIJD", "age over 89")
