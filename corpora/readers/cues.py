"""Timed pieces of speech, as subtitles and speech recognition give them, and the turns that they make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from corpora.readers.speaker_labels import label_of, speakers_among
from corpora.readers.timestamps import clock
from corpora.readers.turns import Aside, Conversation, Turn

PAUSE: Final = 1.5
"""Seconds of silence that end a turn where no speaker is named."""
_LONG: Final = 300
_ENDS: Final = (".", "?", "!", "…", ".”", '."')
UNNAMED: Final = (
    "no speaker is named: a pause, or a sentence that ends a long stretch, ends a turn, "
    "and who spoke is unknown"
)


@dataclass(frozen=True)
class Cue:
    """Words between two moments, in seconds; None where a moment or a speaker is not known."""

    text: str
    start: float | None = None
    end: float | None = None
    speaker: str | None = None


def with_labels(
    cues: Sequence[Cue | Aside], known: Iterable[str] = ()
) -> tuple[list[Cue | Aside], tuple[str, ...]]:
    """Take ``Naam: tekst`` apart in cues without a speaker; one without goes on with who spoke last."""
    labels = {position: label_of(cue.text) for position, cue in enumerate(cues) if isinstance(cue, Cue)}
    accepted = speakers_among([label for label in labels.values() if label], known)
    if not accepted:
        return list(cues), ()
    named: list[Cue | Aside] = []
    names: dict[str, str] = {}
    speaker: str | None = None
    unlabelled = 0
    for position, cue in enumerate(cues):
        label = labels.get(position)
        if isinstance(cue, Aside):
            named.append(cue)
            continue
        if label is not None and label.key in accepted:
            speaker = names.setdefault(label.key, label.name)
            cue = replace(cue, text=label.rest)
        elif speaker is not None:
            unlabelled += 1
        named.append(replace(cue, speaker=speaker))
    note = f"{unlabelled} cues without a name are taken with the speaker before them"
    return named, (note,) if unlabelled else ()


def conversation_of(cues: Sequence[Cue | Aside], notes: Sequence[str] = ()) -> Conversation:
    """Join the cues of one speaker in a row into a turn; without any speaker, those between two pauses.

    >>> cues = [Cue("Zes pakken vla.", 1.0, 2.0, "Josien"), Cue("Dan weet ik genoeg.", 2.1, 3.0, "Josien")]
    >>> conversation_of(cues).turns[0].text
    'Zes pakken vla. Dan weet ik genoeg.'
    """
    named = any(cue.speaker for cue in cues if isinstance(cue, Cue))
    records: list[Turn | Aside] = []
    pieces: list[Cue] = []
    for cue in cues:
        if isinstance(cue, Aside):
            records.append(cue)
            continue
        if not cue.text.strip():
            records.append(Aside("", "a cue without words"))
            continue
        if pieces and not (_same_speaker(pieces[-1], cue) if named else _goes_on(pieces, cue)):
            records.append(_turn(pieces))
            pieces = []
        pieces.append(cue)
    if pieces:
        records.append(_turn(pieces))
    return Conversation(tuple(records), notes=(*notes, *(() if named else (UNNAMED,))))


def _same_speaker(last: Cue, cue: Cue) -> bool:
    return last.speaker is not None and last.speaker == cue.speaker


def _goes_on(pieces: Sequence[Cue], cue: Cue) -> bool:
    last = pieces[-1]
    if last.end is not None and cue.start is not None and cue.start - last.end >= PAUSE:
        return False
    return sum(len(piece.text) for piece in pieces) < _LONG or not last.text.rstrip().endswith(_ENDS)


def _turn(pieces: Sequence[Cue]) -> Turn:
    text = " ".join(word for piece in pieces for word in piece.text.split())
    return Turn(pieces[0].speaker, text, clock(pieces[0].start))
