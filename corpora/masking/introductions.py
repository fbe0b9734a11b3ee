"""Names of those who introduce themselves, and speakers at the start of a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from corpora.masking.name_words import DICTIONARIES, NOUNS_WITH_CAPITALS, UPPER, is_word, sense
from corpora.masking.spans import Span
from corpora.masking.triggers import INFIXES, LABELS

_INTRODUCED: Final = re.compile(
    r"\b(?:ik heet|mijn naam is|m'n naam is|ik ben genaamd|my name is|ich heiße|"
    r"mein name ist)\s+([^\W\d_][\w'’-]+)"
    r"((?:\s+(?:van|de|den|der|het|ter|ten|te|'t|el|al|la))*\s+[^\W\d_][\w'’-]+)?",
    re.I,
)
_INTRODUCING: Final = ("heet", "naam is", "name is", "heiße", "genaamd")
_SHAPE: Final = re.compile(rf"[{UPPER}][^\W\d_]+(?:-[{UPPER}][^\W\d_]+|['’][^\W\d_]+)*")
_LABEL: Final = re.compile(
    rf"^((?:[{UPPER}][a-zà-ÿ\w'’-]+)(?: (?:van|de|den|der|ten|ter|'t|"
    rf"el))*(?: [{UPPER}][a-zà-ÿ\w'’-]+){{0,2}})(?: ?\([^)\n]{{0,30}}\))?:(?=\s)",
    re.M,
)


def find_introductions(text: str, language: str) -> Iterator[Span]:
    """Find a name behind ``ik heet`` and ``mijn naam is``, in lower case too."""
    lowered = text.lower()
    if not any(sign in lowered for sign in _INTRODUCING):
        return
    for found in _INTRODUCED.finditer(text):
        first = sense(found[1].capitalize(), language)
        if not (first.first or not is_word(found[1], language)) or first.protected or first.compound:
            continue
        end = found.end(1)
        if found[2]:
            last = sense(found[2].split()[-1].capitalize(), language)
            if last.surname or (last.unknown and not last.first):
                end = found.end(2)
        yield Span(found.start(1), end, "NAAM", "introduction")


def find_labels(text: str, language: str) -> Iterator[Span]:
    """Find the speaker at the start of a line, before a colon.

    >>> text = "Wiepkje: ja"
    >>> [text[one.start : one.end] for one in find_labels(text, "nl")]
    ['Wiepkje']
    """
    shape_tells = language in DICTIONARIES and language not in NOUNS_WITH_CAPITALS
    for found in _LABEL.finditer(text):
        parts = [part for part in found[1].split() if part.casefold() not in INFIXES]
        judged = [sense(part, language) for part in parts]
        if found[1].casefold() in LABELS or any(part.isupper() and len(part) > 1 for part in parts):
            continue
        if not all(_SHAPE.fullmatch(part) for part in parts):
            continue
        if judged[0].first or (
            all(one.surname or (one.unknown and shape_tells) for one in judged)
            and not is_word(parts[0], "en")
        ):
            yield Span(found.start(1), found.end(1), "NAAM", "speaker label")
