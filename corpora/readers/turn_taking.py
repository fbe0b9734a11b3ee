"""Taking the lines of a transcript one by one: what begins a turn, what goes on with it, what is none."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from corpora.errors import many
from corpora.readers.hyphens import Vocabulary
from corpora.readers.line_ends import append
from corpora.readers.speaker_labels import Label
from corpora.readers.speakers import is_known_word
from corpora.readers.timestamps import drop_marks
from corpora.readers.turns import Aside, Turn

HEADER: Final = "before the first turn: header, not something said"
PAGE_NUMBER: Final = "page number"
AGAIN: Final = "the last line of the page before, printed again"
END: Final = "end of the recording, not something said"
_PAGE: Final = re.compile(
    r"^(?:(?:pagina|page|seite|blz\.?|p\.)\s*\d{1,4}(?:\s*(?:/|van|of|von)\s*\d{1,4})?|(?:\d{1,5}\s+)?\d{1,4}\s*/\s*\d{1,4}|[-–]\s*\d{1,4}\s*[-–])$",
    re.IGNORECASE,
)
_END: Final = re.compile(
    r"^[\[(*]*\s*(?:einde|eind|end|ende)\b[^.?!:]{0,40}?\b(?:opname|interview|gesprek|transcript\w*|recording|aufnahme)\b"
    r"[^:]{0,20}$",
    re.IGNORECASE,
)
_CLOSED: Final = re.compile(r"[.?!…:)\]\"”’'»]\s*$")
_PROSE: Final = re.compile(r"[.?!…\"”’'»)\]]\s*$")
_SHOWN: Final = 160
_CUT: Final = 20
_SHORT: Final = 60
_ENDING: Final = 20
"""Characters in which the end of a sentence shows."""


@dataclass(frozen=True)
class Line:
    """A line as it stands on a page; ``whole`` where it is all of a paragraph, ``gap`` after a blank line."""

    text: str
    page: int | None = None
    whole: bool = False
    gap: bool = False


class Turns:
    """The turns so far, while lines are taken one by one."""

    def __init__(self, start: int, accepted: set[str], vocabulary: Vocabulary, *, by_moments: bool) -> None:
        self.records: list[Turn | Aside] = []
        self._vocabulary = vocabulary
        self._start, self._accepted, self._by_moments = start, accepted, by_moments
        self._moment: str | None = None
        self._line: Line | None = None
        self._marks = 0
        self._header: list[str] = []
        self._names: dict[str, str] = {}

    def take(self, position: int, line: Line, time: str | None, text: str, label: Label | None) -> None:
        """Take the next line: a label begins a turn, other words go on with it."""
        self._marks += time is not None
        line = replace(line, gap=True) if time else line
        if not text.strip():
            self._moment = time or self._moment
            return
        if self._is_cut_in_two(line, text):
            self.records.append(Aside(text, AGAIN))
            return
        if _PAGE.match(text.strip()):
            self.records.append(Aside(text, PAGE_NUMBER))
            return
        speaks = label is not None and label.key in self._accepted and self._may_speak(line, label)
        if position >= self._start and label is not None and speaks:
            self._begin(line, label, time or label.time or self._moment)
        elif position < self._start and not (
            self._by_moments and (time or self._moment or self._last() is not None)
        ):
            self._header.append(text.strip())
            self.records.append(Aside(text, HEADER))
        elif self._by_moments and (time or self._moment):
            self._begin(line, Label("", text), time or self._moment)
        elif _END.match(text.strip()):
            self.records.append(Aside(text, END))
        else:
            self._go_on(line, text)

    def _is_cut_in_two(self, line: Line, text: str) -> bool:
        """Say whether a line stands on two pages: a page break went through the middle of it."""
        last = self._line
        turned = last is not None and None not in (last.page, line.page) and last.page != line.page
        return turned and last is not None and len(text) > _CUT and last.text.strip().endswith(text.strip())

    def notes(self) -> list[str]:
        """Say what was found that is no turn."""
        notes: list[str] = []
        if self._header:
            shown = " / ".join(self._header)
            shown = shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
            notes.append(f"header of {many(len(self._header), 'lines')}: {shown}")
        if self._marks:
            notes.append(
                f"{self._marks} marks of time taken out of the text; those at the start of a turn are kept"
            )
        if self._by_moments and self._last() is not None:
            notes.append("no line names a speaker: each moment begins a turn, and who spoke is unknown")
        return notes

    def _joined(self, turn: Turn, after: str, last: Line, line: Line) -> Turn:
        """Join a line to a turn: as a paragraph where it is one, else as the same sentence or word."""
        if not turn.text or not after:
            return replace(turn, text=turn.text or after)
        ended = _PROSE.search(turn.text[-_ENDING:]) is not None
        apart = line.gap and line.page == last.page
        if line.whole or last.whole or (ended and (apart or (line.page is None and len(last.text) < _SHORT))):
            return replace(turn, text=f"{turn.text}\n{after}")
        text, made = append(turn.text, after, self._vocabulary)
        return replace(turn, text=text, joined=turn.joined + made)

    def _may_speak(self, line: Line, label: Label) -> bool:
        """Say whether a label that stands there once and is no known word is not just a line cut in two."""
        if line.whole or line.gap or self._line is None or is_known_word(label.name):
            return True
        return self._seen(label) or _CLOSED.search(self._line.text[-_ENDING:]) is not None

    def _seen(self, label: Label) -> bool:
        return any(
            isinstance(record, Turn) and record.speaker and record.speaker.casefold() == label.key
            for record in self.records
        )

    def _last(self) -> int | None:
        return next(
            (at for at in range(len(self.records) - 1, -1, -1) if isinstance(self.records[at], Turn)), None
        )

    def _begin(self, line: Line, label: Label, time: str | None) -> None:
        self._moment, self._line = None, line
        text, marks = drop_marks(label.rest)
        self._marks += marks
        last = self._last()
        if label.goes_on and last is not None:
            turn = self.records[last]
            if isinstance(turn, Turn) and turn.speaker is not None and turn.speaker.casefold() == label.key:
                self.records[last] = self._joined(turn, text, line, line)
                return
        name = self._names.setdefault(label.key, label.name) or None
        self.records.append(Turn(name, text, time, line.page, label.role))

    def _go_on(self, line: Line, text: str) -> None:
        last = self._last()
        words, marks = drop_marks(text)
        self._marks += marks
        if last is None:
            self._header.append(text.strip())
            self.records.append(Aside(text, HEADER))
            return
        turn = self.records[last]
        if isinstance(turn, Turn):
            self.records[last] = self._joined(turn, words, self._line or line, line)
        self._line = line
