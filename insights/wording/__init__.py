"""Every text on screen, in Dutch (B1, "u") and English, with numbers and dates as each language writes them.

A text is a field of the part that it belongs to, so one that lacks a translation is an error of type, and of
the tests; :class:`Wording` has all of a language. Fields in braces are filled in with ``str.format``; quotes
and other words of participants never pass through here.
"""

from __future__ import annotations

from insights.wording.languages import EN, NL, Wording, wording
from insights.wording.numbers import LANGUAGES, Language
from insights.wording.written import counted, day, listed, number, percent, place, reason, shown

__all__ = [
    "EN",
    "LANGUAGES",
    "NL",
    "Language",
    "Wording",
    "counted",
    "day",
    "listed",
    "number",
    "percent",
    "place",
    "reason",
    "shown",
    "wording",
]
