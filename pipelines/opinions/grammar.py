"""A small notation for phrases: one line a phrase, read into a pattern over the words of a text.

``heb? geen flauw|enkel? idee HOOR*`` reads: perhaps *heb*, *geen*, perhaps *flauw* or *enkel*, *idee*, any
number of what ``HOOR`` stands for. ``_`` joins the words of one alternative. Words are in lower case;
``WORD`` is any word, ``NUMBER`` one of digits, ``NAME`` one that begins with a capital and is in no phrase.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

NAME = "Xx"
"""What :func:`tokens` writes for a word that looks like a name."""
NUMBER = "0"
"""What :func:`tokens` writes for a number."""
ANY = "*"
"""Among the words a phrase may begin with: any word."""

_WILD = {"NAME": f"{NAME} ", "WORD": r"\w+ ", "NUMBER": f"{NUMBER} "}
_TOKEN = re.compile(r"[^\W_]+")
_LONG = re.compile(r"([^\W\d_])\1{2,}")
_CAPITAL = re.compile(r"[A-ZÀ-Þ][^\W\d_A-ZÀ-Þ]+")

Slots = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Phrase:
    """A line of the notation, with the words it may begin with."""

    source: str
    starts: frozenset[str]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern to be matched against :func:`tokens`, made when it is first asked for."""
        return re.compile(self.source)


@dataclass(frozen=True)
class Grammar:
    """The lines of one language by heading, and what each slot stands for."""

    lines: Mapping[str, Sequence[str]]
    slots: Slots

    def phrases(self, heading: str) -> list[Phrase]:
        """Give the phrases under a heading."""
        lines = self.lines[heading]
        return [Phrase(_sequence(line, self.slots), _starts(line, self.slots)[0]) for line in lines]

    @property
    def vocabulary(self) -> frozenset[str]:
        """All words that the phrases have, in lower case."""
        lines = [line for part in (self.lines, self.slots) for lines in part.values() for line in lines]
        words = re.split(r"[\s|?*_]+", " ".join(lines))
        return frozenset(word for word in words if word == word.lower())


def read_grammar(text: str) -> Grammar:
    """Read a grammar: headings in brackets, those in capitals naming slots; an indented line goes on.

    >>> lines = ["[HOOR]", "hoor|echt", "[no answer]", "geen flauw|enkel? idee HOOR*"]
    >>> grammar = read_grammar(chr(10).join(lines))
    >>> said = tokens("Geen flauw idee hoor!", grammar.vocabulary)
    >>> said, bool(grammar.phrases("no answer")[0].pattern.fullmatch(said))
    ('geen flauw idee hoor ', True)
    """
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("["):
            lines = sections.setdefault(line.strip("[]"), [])
        elif line.startswith(" "):
            lines[-1] += line.strip() if lines[-1].endswith("|") else f" {line.strip()}"
        elif line and not line.startswith("#"):
            lines.append(line)
    slots = {heading: lines for heading, lines in sections.items() if heading.isupper()}
    return Grammar({heading: lines for heading, lines in sections.items() if heading not in slots}, slots)


def tokens(text: str, known: frozenset[str]) -> str:
    """Write the words of a text in lower case, a space behind each; names and numbers are veiled.

    Three or more of one letter become one ("hallooo"). A word or number of ``known`` stays what it is.
    """
    return "".join(f"{_token(word, known)} " for word in _TOKEN.findall(text))


def _token(word: str, known: frozenset[str]) -> str:
    low = word.lower()
    if low in known:
        return low
    if word.isdecimal():
        return NUMBER
    low = _LONG.sub(r"\1", low)
    return NAME if low not in known and _CAPITAL.fullmatch(word) else low


def _sequence(line: str, slots: Slots) -> str:
    return "".join(_part(part, slots) for part in line.split())


def _part(part: str, slots: Slots) -> str:
    repeat = part[-1] if part[-1] in "?*" else ""
    choices = "|".join(_choice(choice, slots) for choice in part.rstrip("?*").split("|"))
    return f"(?:{choices}){repeat}"


def _choice(choice: str, slots: Slots) -> str:
    if choice in slots:
        return "|".join(_sequence(line, slots) for line in slots[choice])
    return _WILD.get(choice) or choice.replace("_", " ") + " "


def _starts(line: str, slots: Slots) -> tuple[frozenset[str], bool]:
    """Give the words that a line may begin with, and whether it may be empty."""
    found: set[str] = set()
    for part in line.split():
        empty = part[-1] in "?*"
        for choice in part.rstrip("?*").split("|"):
            if choice in slots:
                for words, may_be_empty in (_starts(each, slots) for each in slots[choice]):
                    found |= words
                    empty |= may_be_empty
            else:
                found.add({"NAME": NAME, "NUMBER": NUMBER, "WORD": ANY}.get(choice) or choice.split("_")[0])
        if not empty:
            return frozenset(found), False
    return frozenset(found), True
