"""Subtitles: VTT with ``<v Naam>`` (Teams) or ``Naam: tekst`` (Zoom), and SRT."""

from __future__ import annotations

import html
import re
from typing import Final

from corpora.mapping import Mapping
from corpora.readers.content import Content
from corpora.readers.cues import Cue, conversation_of, with_labels
from corpora.readers.formats import CERTAIN, LIKELY, NO
from corpora.readers.rows import Rows
from corpora.readers.timestamps import seconds_of
from corpora.readers.turns import Aside, to_rows

_MOMENT: Final = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMING: Final = re.compile(rf"^\s*({_MOMENT})\s*-->\s*({_MOMENT})(?:\s.*)?$")
_SRT: Final = re.compile(rf"^\s*(?:\d+\s*\n)?\s*{_MOMENT}[ \t]*-->[ \t]*{_MOMENT}")
_VOICE: Final = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>\n]{1,200})>")
_TAG: Final = re.compile(r"</?(?:[a-zA-Z][^<>\n]{0,200}|\d[\d:.]{0,20})?>")
_FONT: Final = re.compile(r"\{\\[^{}\n]{1,40}\}")
_BLOCKS: Final = re.compile(r"\n[ \t]*\n")


def is_vtt(content: Content) -> int:
    """Say how surely a content is WebVTT."""
    return CERTAIN if content.opening.startswith("WEBVTT") else NO


def is_srt(content: Content) -> int:
    """Say how surely a content is SubRip."""
    opening = content.opening
    if _SRT.match(_lines(opening[:2_000]).lstrip("\n")):
        return CERTAIN
    return LIKELY if content.suffix in (".srt", ".vtt") and "-->" in opening else NO


def read_vtt(content: Content, mapping: Mapping) -> Rows:
    """Read WebVTT; raises ``SourceError`` where it has no cue with words."""
    return _read(content, mapping, "VTT")


def read_srt(content: Content, mapping: Mapping) -> Rows:
    """Read SubRip; raises ``SourceError`` where it has no cue with words."""
    return _read(content, mapping, "SRT")


def _read(content: Content, mapping: Mapping, format: str) -> Rows:
    cues, notes = _cues(_lines(content.text))
    if not any(cue.speaker for cue in cues if isinstance(cue, Cue)):
        cues, more = with_labels(cues, mapping.speakers)
        notes += more
    conversation = conversation_of(cues, notes)
    return to_rows(conversation, content, mapping, format=format, encoding=content.encoding)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _cues(text: str) -> tuple[list[Cue | Aside], tuple[str, ...]]:
    cues: list[Cue | Aside] = []
    notes: list[str] = []
    line = 1
    timeless = 0
    for block in _BLOCKS.split(text):
        at, line = line, line + block.count("\n") + 2
        lines = block.strip("\n").split("\n")
        if not block.strip():
            continue
        timed = [position for position, each in enumerate(lines) if "-->" in each]
        if not timed:
            aside = _aside(lines, at)
            cues.append(aside)
            if aside.text:
                notes.append(f"header: {aside.text}")
            continue
        for position, following in zip(timed, [*timed[1:], None], strict=True):
            body = lines[position + 1 : following]
            if following is not None and body and body[-1].strip().isdigit():
                body.pop()  # the number of the next cue: a blank line is missing
            timing = _TIMING.match(lines[position])
            timeless += timing is None
            start = seconds_of(timing[1]) if timing else None
            end = seconds_of(timing[2]) if timing else None
            cues += _voices("\n".join(body), start, end)
    if timeless:
        notes.append(f"{timeless} cues have a time that cannot be read; their words are kept without it")
    return cues, tuple(notes)


def _aside(lines: list[str], at: int) -> Aside:
    first = lines[0].strip()
    if first.startswith("WEBVTT"):
        return Aside("", "header, not something said")
    if first.startswith("NOTE"):
        return Aside(
            " ".join([first[4:].strip(), *lines[1:]]).strip(), "a note in the file, not something said"
        )
    if first.startswith(("STYLE", "REGION")):
        return Aside("", "layout, not something said")
    return Aside("", f"no time above it, at line {at}: it cannot be told from a remark or a damaged cue")


def _voices(body: str, start: float | None, end: float | None) -> list[Cue | Aside]:
    """Give a cue for each voice of the body of one."""
    parts = _VOICE.split(body)
    said = [(None, parts[0]), *zip(parts[1::2], parts[2::2], strict=True)]
    cues: list[Cue | Aside] = [
        Cue(words, start, end, html.unescape(name).strip() if name else None)
        for name, text in said
        if (words := _words(text))
    ]
    return cues or [Cue("", start, end)]


def _words(text: str) -> str:
    return html.unescape(_FONT.sub("", _TAG.sub("", text))).replace("\u00a0", " ").strip()
