"""Where somebody is quoted in a paragraph: between double or single marks, also where one of them is lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_OPENING: Final = "“„«‟"
_CLOSING: Final = "”»"
_SENTENCE_END: Final = re.compile(r"[.?!…](?=\s)")
_ELISION: Final = re.compile(r"['’][stnmkr]\b", re.IGNORECASE)


@dataclass(frozen=True)
class Span:
    """A quotation: where it stands between its marks (``start``, ``end``), and with them.

    ``opened`` and ``closed`` say whether its marks are there.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    opened: bool = True
    closed: bool = True


def uses_single_marks(paragraphs: Sequence[str]) -> bool:
    """Say whether an article quotes between single marks: it has hardly a double one."""
    double = sum(paragraph.count(mark) for paragraph in paragraphs for mark in '“”„"«»')
    single = sum(paragraph.count(mark) for paragraph in paragraphs for mark in "‘‚")
    straight = sum(len(re.findall(r"(?:^|\s)'(?=\w)", paragraph)) for paragraph in paragraphs)
    return double < max(single, straight)


def spans(paragraph: str, *, single: bool = False) -> list[Span]:
    """Find the quotations of a paragraph.

    A closing mark without an opening one ends what began at the start of the paragraph, or after the sentence
    that follows the quotation before; an opening mark without a closing one begins what goes on to the end.

    >>> text = "e willen iedereen helpen”, zegt Ton."
    >>> [text[span.start : span.end] for span in spans(text)]
    ['e willen iedereen helpen']
    """
    found: list[Span] = []
    opened: int | None = None
    for position, opens in _marks(paragraph, single):
        if opens and opened is not None:
            found.append(_unclosed(paragraph, opened, position))
            opened = position
        elif opens:
            opened = position
        elif opened is not None:
            found.append(Span(opened + 1, position, opened, position + 1))
            opened = None
        else:
            start = _lost_opening(paragraph, found, position)
            if start < position:
                found.append(Span(start, position, start, position + 1, opened=False))
    if opened is not None:
        found.append(Span(opened + 1, len(paragraph), opened, len(paragraph), closed=False))
    return [_trimmed(paragraph, span) for span in found if paragraph[span.start : span.end].strip()]


def _trimmed(paragraph: str, span: Span) -> Span:
    text = paragraph[span.start : span.end]
    start = span.start + len(text) - len(text.lstrip())
    end = span.end - (len(text) - len(text.rstrip(" \t\n,")))
    return Span(start, max(end, start + 1), span.outer_start, span.outer_end, span.opened, span.closed)


def _unclosed(paragraph: str, opened: int, before: int) -> Span:
    ends = [match.end() for match in _SENTENCE_END.finditer(paragraph, opened + 1, before)]
    end = ends[0] if ends else before
    return Span(opened + 1, end, opened, end, closed=False)


def _lost_opening(paragraph: str, found: Sequence[Span], position: int) -> int:
    if not found:
        return 0
    after = found[-1].outer_end
    ended = _SENTENCE_END.search(paragraph, after, position)
    return ended.end() if ended else position


def _marks(paragraph: str, single: bool) -> list[tuple[int, bool]]:
    """Give the marks in order, each with whether it opens."""
    marks: list[tuple[int, bool]] = []
    depth = 0
    german = False
    for position, letter in enumerate(paragraph):
        opens = _opens_single(paragraph, position, depth) if single else _opens(letter, depth, german)
        if opens is None:
            continue
        german = letter in "„‚" if opens else False
        marks.append((position, opens))
        depth = 1 if opens else 0
    return marks


def _opens(letter: str, depth: int, german: bool) -> bool | None:
    if letter == '"':
        return depth == 0
    if letter == "“" and german and depth:
        return False
    if letter in _OPENING:
        return True
    return False if letter in _CLOSING else None


def _opens_single(paragraph: str, position: int, depth: int) -> bool | None:
    letter = paragraph[position]
    if letter not in "‘’'‚":
        return None
    before = paragraph[position - 1] if position else " "
    after = paragraph[position + 1] if position + 1 < len(paragraph) else " "
    if letter in "‘‚" or (letter == "'" and depth == 0):
        begins = not before.isalnum() and not after.isspace()
        elided = letter == "'" and _ELISION.match(paragraph, position)
        return True if begins and not elided else None
    if before.isspace() or after.isalnum() or not depth:
        return (
            False
            if letter == "’" and not before.isspace() and not after.isalnum() and not _is_apostrophe(before)
            else None
        )
    return False


def _is_apostrophe(before: str) -> bool:
    """Say whether a mark that nothing opened stands after a letter: then it is no quotation's."""
    return before.isalnum()
