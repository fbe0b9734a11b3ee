"""The labels before turns (``Naam:`` and its kin), and which of them are speakers."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from corpora.readers.speaker_words import ASKS, NOBODY, NOISES, PARTICLES, SENTENCE
from corpora.readers.speakers import is_known_word, plain
from corpora.readers.timestamps import take_leading

LONGEST: Final = 63
"""Characters of a speaker's name, as in the rule for focus groups of MAXQDA."""
_WORDS: Final = 6
_NAME_WORDS: Final = 4
_OFTEN: Final = 3
_STEADY: Final = 5
_SLIP: Final = 6
_COLON: Final = re.compile(
    r"^(?P<mark>[#@]?)(?P<name>[^:\n]{1,90}):(?!//)(?:\s+|(?=[^\W\d])|$)(?P<rest>.*)$", re.DOTALL
)
_BRACKETS: Final = re.compile(r"^(?:\[([^\[\]{}:]{1,63})\]|\{([^\[\]{}:]{1,63})\})\s*:?\s*(.*)$", re.DOTALL)
_BOLD: Final = re.compile(r"^(\*\*|__)(?P<name>[^*_\n]{1,90}?):?\1:?(?P<rest>.*)$", re.DOTALL)
_STAMPED: Final = re.compile(r"^(?P<name>\S[^:\n]{0,62}?)(?:\s{2,}|\t\s*)(?P<time>\d{1,3}:\d{2}(?::\d{2})?)$")
_AFTER: Final = re.compile(
    r"^(?P<name>[^:\[\]()\n]{1,63}?)\s*[\[(]\s*(?P<time>\d{1,3}[:.]\d{2}(?:[:.]\d{2})?)\s*[\])]\s*:?\s*(?P<rest>.*)$",
    re.DOTALL,
)
_ROLE: Final = re.compile(r"\s*\(([^()\d]{2,40})\)$")
_GOES_ON: Final = frozenset({"vervolg", "vervolgt", "continued", "cont.", "cont", "fortsetzung", "verv."})
_NO_NAME: Final = re.compile(r"[?!;\"“”„«»=<>|/\\_*]|\.(?=\s\S{5})|,")


@dataclass(frozen=True)
class Label:
    """A label before a turn: the name, what follows it, and what stands with the name."""

    name: str
    rest: str
    time: str | None = None
    role: str | None = None
    goes_on: bool = False

    @cached_property
    def key(self) -> str:
        """The name as labels are compared."""
        return " ".join(self.name.casefold().split())


def label_of(line: str) -> Label | None:
    """Give the label that a line begins with, if what stands there could be one.

    >>> label_of("@Fatima (bewoner): Ja, dat klopt.")
    Label(name='Fatima', rest='Ja, dat klopt.', time=None, role='bewoner', goes_on=False)
    >>> label_of("https://voorbeeld.nl"), label_of("NB: niet citeren"), label_of("[lacht] Ja.")
    (None, None, None)
    """
    line = line.strip()
    stamped = _STAMPED.match(line)
    if stamped:
        return _checked(Label(stamped["name"].strip(), "", take_leading(stamped["time"])[0]))
    bold = _BOLD.match(line)
    if bold and (line.count(":", 0, bold.start("rest"))):
        return _named(bold["name"].rstrip(":"), bold["rest"].strip())
    timed = _AFTER.match(line)
    if timed:
        return _named(timed["name"], timed["rest"].strip(), take_leading(f"[{timed['time']}]")[0])
    found = _COLON.match(line)
    if found:
        return _named(found["name"], found["rest"].strip())
    bracketed = _BRACKETS.match(line)
    if bracketed is None:
        return None
    name = (bracketed[1] or bracketed[2]).strip()
    if name.casefold() in NOISES or not name[:1].isupper():
        return None
    return _checked(Label(name, bracketed[3].strip()))


def speakers_among(labels: Sequence[Label], known: Iterable[str] = ()) -> set[str]:
    """Give the keys of the labels that are speakers: known words, those that recur, and names beside these.

    A label that stands there once is a speaker only where it looks like a name and another recurs.
    """
    told = {name.casefold() for name in known}
    counts = Counter(label.key for label in labels)
    words = {plain(key) for key in counts}
    sure: set[str] = set()
    names: set[str] = set()
    for label in {label.key: label for label in labels}.values():
        if plain(label.key) in NOBODY and label.key not in told:
            if not _asked_and_answered(label.key, words):
                continue
            sure.add(label.key)
        elif label.key in told or is_known_word(label.key) or _recurs(label, counts[label.key]):
            sure.add(label.key)
        elif _looks_like_name(label.name):
            names.add(label.key)
    recurring = any(counts[key] > 1 for key in sure)
    return sure | names if recurring else sure


def corrected(labels: Sequence[Label | None]) -> tuple[list[Label | None], tuple[str, ...]]:
    """Give a label that stands there once and is one that recurs but for a slip of the pen its right name."""
    counts = Counter(label.key for label in labels if label)
    names = {label.key: label.name for label in labels if label and counts[label.key] >= _STEADY}
    right: dict[str, str] = {}
    for key in (key for key, count in counts.items() if count == 1 and len(key) >= _SLIP and key.isalpha()):
        close = difflib.get_close_matches(key, names, n=1, cutoff=0.9)
        if close:
            right[key] = names[close[0]]
    if not right:
        return list(labels), ()
    notes = tuple(f"'{key}' is read as {name}" for key, name in right.items())
    return [replace(each, name=right.get(each.key, each.name)) if each else None for each in labels], notes


def _asked_and_answered(key: str, words: set[str]) -> bool:
    partner = ASKS.get(plain(key))
    asks = next((asking for asking, answering in ASKS.items() if answering == plain(key)), None)
    return bool(partner and partner in words) or bool(asks and asks in words)


def _recurs(label: Label, count: int) -> bool:
    upper = label.name[:1].isupper() or label.name[:1].isdigit()
    often = _OFTEN if not upper or label.key in SENTENCE else 2
    return count >= often and (upper or " " not in label.name)


def _looks_like_name(name: str) -> bool:
    words = name.split()
    if not 0 < len(words) <= _NAME_WORDS or not words[0][:1].isupper() or name.casefold() in SENTENCE:
        return False
    return all(word[:1].isupper() or word.casefold() in PARTICLES for word in words)


def _named(name: str, rest: str, time: str | None = None) -> Label | None:
    name = name.strip().lstrip("#@").strip(" *_")
    role: str | None = None
    goes_on = False
    aside = _ROLE.search(name)
    if aside and name[: aside.start()].strip():
        goes_on = aside[1].strip().casefold() in _GOES_ON
        role = None if goes_on else aside[1].strip()
        name = name[: aside.start()].strip()
    if len(name) > 2 and name[0] in "[{(" and name[-1] in "]})":
        name = name[1:-1].strip()
    return _checked(Label(name, rest, time, role, goes_on))


def _checked(label: Label) -> Label | None:
    """Give a label whose name could be that of a speaker, else None."""
    words = label.name.split()
    if not 0 < len(label.name) <= LONGEST or not 0 < len(words) <= _WORDS:
        return None
    if not any(letter.isalpha() for letter in label.name) or _NO_NAME.search(label.name.replace("_", " ")):
        return None
    key = label.key.rstrip(".")
    if key in NOBODY and key not in ASKS and key not in ASKS.values():
        return None
    if words[0].casefold() in SENTENCE and len(words) > 1:
        return None
    return label
