"""Concreteness: the facts that a passage names, such as numbers, places and things with a name."""

from __future__ import annotations

import re
from typing import Final

from pipelines.terms import TOKEN
from pipelines.wordlists import stop_words

PROSE: Final = 0.15
"""A text with a smaller share of stop words is no sentence, where its language has a list of them."""

_FIGURE: Final = re.compile(r"\d+(?:[.,:/]\d+)*%?")
_ITEM: Final = re.compile(r"(?:^|(?<=[.:;!?\n]))\s*\d{1,2}[.)](?=\s)")
"""The number of an item of a list."""
_PERSONAL: Final = re.compile(
    r"\[[A-Z]{2,}\]|@|\b\d{4} ?[A-Z]{2}\b|\b\d(?:[ -]?\d){7,}\b"
    r"|\bgeboren\b.{0,20}\d|\bborn\b.{0,20}\d|\bgeb\.|\bBSN\b|\bburgerservicenummer\b",
)
"""A mask such as [NAAM], an address, a number of eight digits or more, a date of birth."""
_ENDS: Final = re.compile(r"[.!?:;…\"“”„‘«»()\[\]\n•*–-]")
_NUMERALS: Final = {
    "nl": frozenset(
        "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
        "zeventien achttien negentien twintig dertig veertig vijftig zestig zeventig tachtig negentig "
        "honderd tweehonderd vijfhonderd duizend miljoen".split()
    ),
    "en": frozenset(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand "
        "million".split()
    ),
    "de": frozenset(
        "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn zwanzig "
        "dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert tausend million millionen".split()
    ),
}


def facts(text: str, language: str) -> frozenset[str]:
    """Give the numbers and names in a text; names are words with a capital inside a sentence.

    German writes every noun with a capital, so there only numbers count. Numbers of list items do not.

    >>> sorted(facts("Sinds 2019 rijdt lijn 12 niet meer naar Den Haag, drie jaar al.", "nl"))
    ['12', '2019', 'Den Haag', 'drie']
    """
    said = _ITEM.sub(" ", text)
    found = {match.group() for match in _FIGURE.finditer(said)}
    numerals, stops = _NUMERALS.get(language, frozenset()), stop_words(language)
    name: list[str] = []
    reached = 0
    for match in TOKEN.finditer(said):
        word, between = match.group(), said[reached : match.start()]
        opens = reached == 0 or _ENDS.search(between) is not None
        reached = match.end()
        named = language != "de" and not opens and word[0].isupper() and len(word) > 1
        if name and not (named and between == " "):
            found.add(" ".join(name))
            name = []
        if named and word.lower() not in stops:
            name.append(word)
        elif word.lower() in numerals:
            found.add(word.lower())
    return frozenset(found | ({" ".join(name)} if name else set()))


def is_personal(text: str) -> bool:
    """Tell whether a text holds, or held before it was masked, what points at one person.

    >>> is_personal("Bel mij: 06-12345678."), is_personal("[NAAM] belt."), is_personal("Al 31 weken.")
    (True, True, False)
    """
    return _PERSONAL.search(text) is not None


def is_prose(text: str, language: str) -> bool:
    """Tell whether a text is made of sentences: loose words and noise have hardly any stop words.

    >>> is_prose("Wij wachten al 3 jaar op een lift.", "nl"), is_prose("xq 12 Zzt foo 99 bar", "nl")
    (True, False)
    """
    stops = stop_words(language)
    words = [match.group().replace("’", "'").lower() for match in TOKEN.finditer(text)]
    return bool(words) and (not stops or sum(word in stops for word in words) / len(words) >= PROSE)
