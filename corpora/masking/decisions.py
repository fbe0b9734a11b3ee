"""What a person decided about passages: mask this, do not mask that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from corpora.masking.spans import TAG, Span

DECIDED: Final = "decision"
"""The rule of a passage that a person decided to mask."""
_SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True, order=True)
class Decision:
    """One decision, anchored on the text as found and what stands around it.

    Offsets move when a source grows; words stay. Without ``before`` and ``after`` it holds everywhere.
    """

    text: str
    masked: bool
    kind: str = "NAAM"
    before: str = ""
    after: str = ""

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Find the passages of a text that the decision is about.

        >>> list(Decision("Linde", masked=True).places("Linde woont in De Linde."))
        [(0, 5), (18, 23)]
        >>> list(Decision("Linde", masked=True, before="woont in De ").places("Linde woont in De Linde."))
        [(18, 23)]
        """
        start = text.find(self.text)
        while start >= 0:
            end = start + len(self.text)
            whole = not (_inside_a_word(text, start) or _inside_a_word(text, end))
            if (
                whole
                and _agrees(text[:start], self.before)
                and _agrees(text[end:][::-1], self.after[::-1], -1)
            ):
                yield start, end
            start = text.find(self.text, start + 1)


@dataclass(frozen=True)
class Decisions:
    """All decisions of a review."""

    all: tuple[Decision, ...] = ()

    def about(self, text: str) -> tuple[list[Span], list[tuple[int, int]]]:
        """Give the passages of a text to mask, and those to leave as they are.

        A decision with surroundings wins over one that holds everywhere.
        """
        spans: list[Span] = []
        kept: list[tuple[int, int]] = []
        for one in sorted(self.all, key=lambda each: (not (each.before or each.after), each)):
            if one.text not in text:
                continue
            for start, end in one.places(text):
                settled = [*kept, *((span.start, span.end) for span in spans)]
                if any(start < last and first < end for first, last in settled):
                    continue
                if one.masked:
                    spans.append(Span(start, end, one.kind, DECIDED))
                else:
                    kept.append((start, end))
        return spans, kept


def _inside_a_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def _agrees(context: str, wanted: str, step: int = 1) -> bool:
    """Tell whether a text ends with what is wanted; a tag stands for anything, white space for white space.

    A masked text has tags where the text that was reviewed had words, and the decision must hold in both.
    With ``step`` −1 both are written backwards.
    """
    wanted = _SPACE.sub(" ", wanted)
    if not wanted.strip():
        return True
    known = [_SPACE.sub(" ", part) for part in TAG.split(context[-4 * len(wanted) :][::step])][::step]
    known = [part[::step] for part in known]
    last = known.pop()
    if not known:
        return last.endswith(wanted)
    if len(last) >= len(wanted):
        return last.endswith(wanted)
    if not wanted.endswith(last):
        return False
    rest = wanted[: len(wanted) - len(last)]
    for part in reversed(known):
        place = rest.rfind(part)
        if place < 0:
            return any(part.endswith(rest[:cut]) for cut in range(len(rest) + 1))
        rest = rest[:place]
    return True
