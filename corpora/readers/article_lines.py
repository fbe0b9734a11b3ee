"""The lines of an article as a page shows them: headings, text over columns, captions and by-lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from corpora.readers.attribution import NAME
from corpora.readers.hyphens import Vocabulary, vocabulary_of
from corpora.readers.line_ends import append
from corpora.readers.speech_words import ROLE_NOUNS
from corpora.readers.turn_taking import Line

_CAPTION: Final = re.compile(
    rf"^{NAME}(?:\s+(?:en|and|und|\([^)]*\))\s+{NAME})?\s*[,(]\s*(?:\w+\s+){{0,3}}\w*(?:{'|'.join(sorted(ROLE_NOUNS))})\b[^.:?!“”]*\.?$"
)
_CREDIT: Final = re.compile(
    r"^(?:foto(?:'s|’s|grafie)?|beeld|illustratie|photo(?:s|graphy)?|image)\b\s*[:©]?", re.IGNORECASE
)
_BY: Final = re.compile(
    rf"^(?:(?:(?:tekst|text|door|by|von|auteur|author|interview)\s*:?\s+)+{NAME}.{{0,60}}"
    r"|(?:de )?redactie\b.{0,40})$",
    re.IGNORECASE,
)
_NAME_ALONE: Final = re.compile(rf"^{NAME}$")
_PAGE: Final = re.compile(
    r"^(?:pagina|page|seite|p\.)?\s*\d{1,4}(?:\s*(?:/|van|of|von)\s*\d{1,4})?$", re.IGNORECASE
)
_CLOSED: Final = re.compile(r"[.?!…:][”’\"'»)\]*]*$|[.,][”’\"»]$|[”»]$")
_NO_HEADING: Final = re.compile(r"[.,;:…]$|[-\u2010]$|^[“„‘\"(]")
_HEADING: Final = 70
_ENDING: Final = 20
_HEADING_WORDS: Final = 10
_PULLED: Final = re.compile(r"^>\s?")


class Kind(Enum):
    """What a block of an article is; the value of one that is no text says why it is left out."""

    TEXT = "text"
    HEADING = "a heading; it is in the locator of what stands under it"
    KICKER = "a line above the title"
    BY_LINE = "a by-line"
    CAPTION = "a caption"
    NOTICE = "a notice about the text"
    PULLED = "a pull quote"
    PAGE = "a page number"


@dataclass(frozen=True)
class Block:
    """A paragraph or something beside the text; ``joined`` is where words were made whole."""

    text: str
    kind: Kind = Kind.TEXT
    page: int | None = None
    joined: tuple[int, ...] = ()


def blocks_of(lines: Sequence[Line]) -> list[Block]:
    """Give the blocks of an article in order; text goes on over captions and columns."""
    vocabulary = vocabulary_of([line.text for line in lines])
    blocks: list[Block] = []
    text_begun = False
    at: int | None = None  # the paragraph that may go on: only captions and page numbers came after it
    for position, line in enumerate(lines):
        following = lines[position + 1] if position + 1 < len(lines) else None
        current = None if at is None else blocks[at]
        kind, text = _judge(line, following, current, before_text=not text_begun, first=position == 0)
        if kind is Kind.TEXT and at is not None and current is not None and _goes_on(line, blocks, current):
            blocks[at] = _extended(current, text, vocabulary)
            continue
        text_begun = text_begun or (kind is Kind.TEXT and len(text) > _HEADING)
        blocks.append(Block(text, kind, line.page))
        if kind is Kind.TEXT:
            at = len(blocks) - 1
        elif kind not in (Kind.CAPTION, Kind.PAGE):
            at = None
    return blocks


def _goes_on(line: Line, blocks: Sequence[Block], current: Block) -> bool:
    if line.whole:
        return False
    apart = line.gap or blocks[-1].kind is not Kind.TEXT
    return not apart or _CLOSED.search(current.text[-_ENDING:].rstrip()) is None


def _extended(block: Block, text: str, vocabulary: Vocabulary) -> Block:
    joined, made = append(block.text, text, vocabulary)
    return replace(block, text=joined, joined=block.joined + ((len(block.text) - 2,) if made else ()))


def _judge(
    line: Line, following: Line | None, current: Block | None, *, before_text: bool, first: bool
) -> tuple[Kind, str]:
    kind, text = _marked(line.text.strip())
    if kind is not Kind.TEXT:
        return kind, text
    alone = line.whole or (line.gap and (following is None or following.gap))
    set_apart = line.gap or line.whole or line.text[:1].isspace()
    if len(text) <= _HEADING and set_apart:
        ends = following is None or following.gap or line.whole or first
        if ends and (_CAPTION.match(text) or _CREDIT.match(text)):
            return Kind.CAPTION, text
        if _BY.match(text) or (current is not None and _is_name_alone(text, line)):
            return Kind.BY_LINE, text
    if alone and text.isupper() and len(text) <= _HEADING:
        return (Kind.KICKER if before_text else Kind.HEADING), text
    return (Kind.HEADING if alone and _is_heading(text, following, current) else Kind.TEXT), text


def _marked(text: str) -> tuple[Kind, str]:
    """Give what a line is by marks of its own, those of Markdown or of a page, and its words without them."""
    if text.startswith("#"):
        return Kind.HEADING, text.lstrip("# ").strip(" *_")
    if _PULLED.match(text):
        return Kind.PULLED, _PULLED.sub("", text)
    if _PAGE.match(text):
        return Kind.PAGE, text
    if len(text) > 2 and text[0] == text[-1] == "*" and text[1] != "*" and text.count("*") == 2:
        inner = text[1:-1].strip()
        return (Kind.BY_LINE if len(inner) < _HEADING else Kind.NOTICE), inner
    if text.startswith("**") and text.endswith("**") and text.count("**") == 2:
        text = text[2:-2].strip()
    return Kind.TEXT, text


def _is_name_alone(text: str, line: Line) -> bool:
    """Say whether a line is a name of two words or more and nothing else, apart from what stands above it."""
    return line.gap and len(text.split()) > 1 and _NAME_ALONE.match(text) is not None


def _is_heading(text: str, following: Line | None, current: Block | None) -> bool:
    if (
        following is None
        or len(text) > _HEADING
        or len(text.split()) > _HEADING_WORDS
        or _NO_HEADING.search(text)
    ):
        return False
    begins = following.text.strip().lstrip("“„‘\"'’(* ")[:1]
    return not begins.islower() and (
        current is None or _CLOSED.search(current.text[-_ENDING:].rstrip()) is not None
    )
