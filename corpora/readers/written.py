"""A transcript that somebody wrote out: from its lines to the turns of its speakers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Dictionary
from dataclasses import replace
from typing import Final

from corpora.readers.hyphens import vocabulary_of
from corpora.readers.margin_numbers import margin_numbers
from corpora.readers.speaker_labels import LONGEST, Label, corrected, label_of, speakers_among
from corpora.readers.speakers import is_known_word
from corpora.readers.timestamps import take_leading
from corpora.readers.turn_taking import Line, Turns
from corpora.readers.turns import Aside, Conversation

_LEGEND: Final = re.compile(r"^\s*([^=:–—]{1,40}?)\s*(?:=|:|\t|\s[–—-]\s)\s*(\S.{0,60})$")


def lines_of(text: str, *, gap: bool = False) -> list[Line]:
    """Take a text apart into lines; a form feed begins a page, and ``gap`` tells of the first line."""
    lines: list[Line] = []
    pages = text.split("\f")
    for number, page in enumerate(pages, start=1):
        for raw in page.splitlines():
            if raw.strip():
                lines.append(Line(raw, number if len(pages) > 1 else None, gap=gap))
            gap = not raw.strip()
    return lines


def converse(
    lines: Sequence[Line], known: Iterable[str] = (), table: Dictionary[str, str] | None = None
) -> Conversation:
    """Give the conversation in the lines of a transcript.

    A turn begins where a line begins with the label of a speaker, and goes on over pages until the next.
    ``known`` are names that are speakers for certain, ``table`` what a header table says of them. Where no
    line has a label, moments begin turns, of a speaker unknown; where there are none either, there are no
    turns.
    """
    lines, numbered = _without_numbers(lines)
    marked = [(line, *take_leading(line.text.strip())) for line in lines]
    found = [label_of(text) for _, _, text in marked]
    found, misspelt = corrected(found)
    accepted = speakers_among([label for label in found if label], known)
    start = _first_turn(found, accepted)
    told = dict(table or {}) | _legend([text for _, _, text in marked[:start]], accepted)
    vocabulary = vocabulary_of([line.text for line in lines])
    turns = Turns(start, accepted, vocabulary, by_moments=start == len(marked))
    for position, ((line, time, text), label) in enumerate(zip(marked, found, strict=True)):
        turns.take(position, line, time, text, label)
    return Conversation(tuple(turns.records), told, (*numbered, *misspelt, *turns.notes()))


def looks_spoken(lines: Sequence[Line], known: Iterable[str] = ()) -> bool:
    """Say whether lines are a transcript: a few speakers, each with several turns, from near the top on."""
    said = converse(lines, known)
    turns = [turn for turn in said.turns if turn.speaker]
    speakers = {turn.speaker for turn in turns}
    if len(turns) < 4 or not 2 <= len(speakers) <= max(2, len(turns) // 2):
        return False
    letters = sum(len(line.text) for line in lines)
    header = sum(len(each.text) for each in said.records if isinstance(each, Aside))
    quoted = sum(turn.text[:1] in "\"“”„‘'«" for turn in turns if turn.text)
    words = sum(len(turn.text.split()) for turn in turns)
    return (
        header <= 0.5 * letters
        and len(turns) >= 0.1 * len(lines)
        and quoted < 0.5 * len(turns)
        and words >= 3 * len(turns)
    )


def _without_numbers(lines: Sequence[Line]) -> tuple[list[Line], tuple[str, ...]]:
    found = margin_numbers([line.text for line in lines], lambda text: label_of(text) is not None)
    note = f"{len(found)} numbers in the margin are no part of the text"
    kept = [replace(line, text=found.get(position, line.text)) for position, line in enumerate(lines)]
    return [line for line in kept if line.text.strip()], (note,) if found else ()


def _first_turn(found: Sequence[Label | None], accepted: set[str]) -> int:
    """Give the position of the first turn: lines that only tell who is who stand before it."""
    keys = {label.key for label in found if label and label.key in accepted}
    for position, label in enumerate(found):
        if label is None or label.key not in accepted:
            continue
        rest = label.rest.casefold()
        later = any(other and other.key == label.key for other in found[position + 1 :])
        if not later and any(
            rest == key or rest.startswith((key + " ", key + ",")) for key in keys - {label.key}
        ):
            continue
        if later and _is_legend(rest) and _again(found, position, label):
            continue
        return position
    return len(found)


def _is_legend(rest: str) -> bool:
    return 0 < len(rest) <= LONGEST and is_known_word(rest.rstrip("."))


def _again(found: Sequence[Label | None], position: int, label: Label) -> bool:
    """Say whether another label, or the same, begins the next line: a legend stands together."""
    following = found[position + 1] if position + 1 < len(found) else None
    return following is not None


def _legend(header: Sequence[str], accepted: set[str]) -> dict[str, str]:
    """Read who is who from the lines before the first turn: ``P1 = bewoner``, ``Interviewer: Marit``."""
    told: dict[str, str] = {}
    for text in header:
        found = _LEGEND.match(text)
        if found is None:
            continue
        left, right = found[1].strip(), found[2].strip().rstrip(".")
        first = next(
            (key for key in accepted if right.casefold() == key or right.casefold().startswith(key + " ")),
            None,
        )
        if left.casefold() in accepted and not (first and is_known_word(left)):
            told[left] = right
        elif first is not None:
            told[first] = left
    return told
