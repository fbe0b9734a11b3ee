"""What speech recognition wrote down, as JSON or TSV: Whisper and its kin, Amberscript."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from corpora.errors import SourceError
from corpora.mapping import Mapping
from corpora.readers.content import Content
from corpora.readers.cues import Cue, conversation_of
from corpora.readers.formats import CERTAIN, NO
from corpora.readers.rows import Rows
from corpora.readers.timestamps import seconds_of
from corpora.readers.turns import Aside, to_rows

_OBJECT: Final = re.compile(r'\s*\{\s*"')
_SEGMENTS: Final = re.compile(r'"segments"\s*:\s*\[')
_SPOKEN: Final = re.compile(r'"(?:speakers|spkid|words)"\s*:')
_TIMED: Final = re.compile(r'"(?:start|end|seek|avg_logprob|no_speech_prob)"\s*:')
_CPP: Final = re.compile(r'"transcription"\s*:\s*\[')
_TSV: Final = re.compile(r"start\tend\t(?:speaker\t)?text\r?\n")
_NO_WORDS: Final = "a segment without words"


def is_amberscript(content: Content) -> int:
    """Say how surely a content is JSON of Amberscript: segments of words, each of a speaker."""
    if not _OBJECT.match(content.opening) or not _SEGMENTS.search(content.opening):
        return NO
    return (
        CERTAIN
        if '"spkid"' in content.opening
        or ('"speakers"' in content.opening and _SPOKEN.search(content.opening))
        else NO
    )


def is_whisper(content: Content) -> int:
    """Say how surely a content is JSON or TSV of Whisper: segments between two moments."""
    opening = content.opening
    if _TSV.match(opening):
        return CERTAIN
    if not _OBJECT.match(opening):
        return NO
    try:
        text = opening if len(opening) < 60_000 or _SEGMENTS.search(opening) else content.text
    except SourceError:
        return NO
    found = _SEGMENTS.search(text) or _CPP.search(text)
    if found is None:
        return NO
    return CERTAIN if _TIMED.search(text, found.start()) or '"timestamps"' in text else NO


def read_amberscript(content: Content, mapping: Mapping) -> Rows:
    """Read JSON of Amberscript; raises ``SourceError`` where it breaks off or has no segments."""
    value = _load(content, "Amberscript")
    names = {
        str(each.get("spkid")): str(each.get("name") or each.get("spkid"))
        for each in _list(value.get("speakers"))
        if isinstance(each, dict)
    }
    cues: list[Cue | Aside] = []
    for segment in _list(value.get("segments")):
        if not isinstance(segment, dict):
            cues.append(Aside("", f"not a segment but {type(segment).__name__}"))
            continue
        words = [word for word in _list(segment.get("words")) if isinstance(word, dict)]
        text = " ".join(said for word in words if (said := _text(word.get("text"))))
        speaker = segment.get("speaker")
        name = None if speaker is None else names.get(str(speaker), str(speaker))
        start = next((_number(word.get("start")) for word in words), _number(segment.get("start")))
        end = next((_number(word.get("end")) for word in reversed(words)), _number(segment.get("end")))
        cues.append(Cue(text, start, end, name) if text else Aside("", _NO_WORDS))
    return _rows(cues, content, mapping, "Amberscript JSON")


def read_whisper(content: Content, mapping: Mapping) -> Rows:
    """Read what Whisper wrote; raises ``SourceError`` where it breaks off or has no segments."""
    if _TSV.match(content.opening):
        return _rows(_tab_separated(content.text), content, mapping, "Whisper TSV")
    value = _load(content, "Whisper")
    segments = _list(value.get("segments")) or _list(value.get("transcription"))
    return _rows([_segment(each) for each in segments], content, mapping, "Whisper JSON")


def _segment(segment: object) -> Cue | Aside:
    if not isinstance(segment, dict):
        return Aside("", f"not a segment but {type(segment).__name__}")
    text = _text(segment.get("text"))
    if not text:
        return Aside("", _NO_WORDS)
    stamps = segment.get("timestamps")
    start, end = (
        (_moment(stamps.get("from")), _moment(stamps.get("to")))
        if isinstance(stamps, dict)
        else (_number(segment.get("start")), _number(segment.get("end")))
    )
    speaker = segment.get("speaker")
    return Cue(text, start, end, speaker.strip() or None if isinstance(speaker, str) else None)


def _tab_separated(text: str) -> list[Cue | Aside]:
    header, *lines = text.splitlines()
    names = header.split("\t")
    cues: list[Cue | Aside] = []
    for number, line in enumerate(lines, start=2):
        if not line.strip():
            continue
        cells = line.split("\t", len(names) - 1)
        times = [
            int(cell) / 1000 if cell.isascii() and cell.isdigit() and len(cell) < 12 else None
            for cell in cells[:2]
        ]
        if len(cells) != len(names):
            cues.append(Aside("", f"line {number} has {len(cells)} cells, the header has {len(names)}"))
        else:
            speaker = cells[2].strip() or None if len(names) == 4 else None
            cues.append(Cue(cells[-1].strip(), times[0], times[1], speaker))
    return cues


def _rows(cues: list[Cue | Aside], content: Content, mapping: Mapping, format: str) -> Rows:
    return to_rows(conversation_of(cues), content, mapping, format=format, encoding=content.encoding)


def _load(content: Content, kind: str) -> dict[str, Any]:
    try:
        value = json.loads(content.text)
    except (ValueError, RecursionError) as fault:
        place = fault if isinstance(fault, ValueError) else "nested too deep"
        raise SourceError(
            f"{content.name} is JSON of {kind} that breaks off or is damaged: {place}. Export it again."
        ) from fault
    if not isinstance(value, dict):
        raise SourceError(
            f"{content.name} is no JSON of {kind}: it holds {type(value).__name__}, not an object."
        )
    if not isinstance(value.get("segments") or value.get("transcription"), list):
        raise SourceError(
            f'{content.name} has no list "segments", which JSON of {kind} has. Export it again.'
        )
    return value


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < 1e9 else None


def _moment(value: object) -> float | None:
    return seconds_of(value) if isinstance(value, str) else None
