"""A paragraph of an article taken apart: quotations, each with its speaker, and what is between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from corpora.readers.attribution import Context, People, Person, lead_of, sentences_of, tag_of
from corpora.readers.quotations import Span, spans

SAYS_WHO: Final = "it says who is speaking"
_WORD: Final = re.compile(r"\w")
_SENTENCE: Final = re.compile(r"[.?!…](?=\s|$)|:(?=\s*$)")
_FEW: Final = 3
_SOME: Final = 6


@dataclass(frozen=True)
class Piece:
    """A quotation, or a stretch of the narrator; ``reason`` where it is neither."""

    text: str
    speaker: Person | None = None
    attribution: str | None = None
    reason: str | None = None


@dataclass
class SpeechReader:
    """Reads paragraph after paragraph, so that a quotation may go on in the next."""

    people: People
    single: bool
    last: Person | None = None
    unclosed: bool = False

    def pieces(self, paragraph: str) -> list[Piece]:
        """Take a paragraph apart."""
        said = [span for span in spans(paragraph, single=self.single) if _is_speech(paragraph, span)]
        context = Context(self.people, self.last)
        pieces: list[Piece] = []
        at = 0
        previous: Person | None = None
        tagged = False
        for number, span in enumerate(said):
            before = paragraph[at : span.outer_start]
            until = said[number + 1].outer_start if number + 1 < len(said) else len(paragraph)
            told_by = _tag(before) if number else ""
            rest = before[len(told_by) :]
            pieces += _told(told_by, rest)
            context.hear(rest)
            speaker, sure = self._speaker(paragraph[span.outer_end : until], rest, context, span)
            if speaker is None and number and tagged and not _WORD.search(rest):
                speaker, sure = previous, previous is not None
            if speaker is None and not rest.strip() and number == 0 and self.unclosed:
                speaker, sure = self.last, self.last is not None
            if speaker is None:
                speaker, sure = self._by_context(paragraph[: span.outer_start], context)
            pieces.append(Piece(paragraph[span.start : span.end], speaker, "sure" if sure else "unsure"))
            context.spoke(speaker)
            previous, tagged = speaker, speaker is not None
            at = span.outer_end
        after = paragraph[at:]
        told_by = _tag(after) if said else ""
        pieces += _told(told_by, after[len(told_by) :])
        context.hear(after[len(told_by) :])
        self.unclosed = bool(said) and not said[-1].closed
        self.last = previous or self.last
        return pieces

    def _speaker(self, after: str, rest: str, context: Context, span: Span) -> tuple[Person | None, bool]:
        """Give who is named right after a quotation, else right before it."""
        subject = tag_of(_sentence(after))
        if subject is not None:
            return context.resolve(subject)
        lead = sentences_of(rest)
        if not lead or not lead[-1].endswith(":"):
            return None, False
        named = lead_of(lead[-1])
        if named is not None:
            person = self.people.called(named["name"])
            if named["title"] and person.role is None:
                person.role = named["title"].lower()
            return person, True
        return context.subject or context.by_pronoun("hij of zij"), True

    def _by_context(self, before: str, context: Context) -> tuple[Person | None, bool]:
        if context.subject is not None:
            return context.subject, True
        among = self.people.among(before)
        if among:
            return among[-1][1], False
        return context.by_place(before), False


def _is_speech(paragraph: str, span: Span) -> bool:
    """Say whether what stands between marks was said, and is not a word with marks around it."""
    inner = paragraph[span.start : span.end]
    before, after = paragraph[: span.outer_start].rstrip(), paragraph[span.outer_end :]
    if tag_of(_sentence(after)) is not None or before.endswith(":"):
        return True
    words = len(inner.split())
    ended = inner.rstrip()[-1:] in ".?!…"
    begins = not before or before[-1] in '.?!…:”’"»,'
    if words <= _FEW and not ended:
        return False
    if words > _SOME or begins:
        return begins or (ended and not inner[:1].islower())
    return False


def _sentence(text: str) -> str:
    """Give a text up to the end of its first sentence."""
    ended = _SENTENCE.search(text)
    return text[: ended.end()] if ended else text


def _tag(text: str) -> str:
    """Give the first sentence of a text where that says who spoke, else nothing."""
    first = _sentence(text)
    return first if tag_of(first) is not None and not first.rstrip().endswith(":") else ""


def _told(tag: str, rest: str) -> list[Piece]:
    pieces = [Piece(tag.strip(), reason=SAYS_WHO)] if tag.strip() else []
    stripped = rest.strip().lstrip(",;. ") if rest.strip()[:1] in ",;." else rest.strip()
    if not _WORD.search(stripped):
        return pieces
    sentences = sentences_of(stripped)
    if len(sentences) == 1 and lead_of(sentences[0]):
        return [*pieces, Piece(stripped, reason=SAYS_WHO)]
    if lead_of(sentences[-1]):
        kept = stripped[: stripped.rindex(sentences[-1])].strip()
        return [*pieces, Piece(kept), Piece(sentences[-1], reason=SAYS_WHO)]
    return [*pieces, Piece(stripped)]
