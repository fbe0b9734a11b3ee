"""Turns of a conversation, and the rows that they become."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import polars as pl

from corpora.errors import SourceError
from corpora.mapping import Mapping
from corpora.readers.content import Content
from corpora.readers.hyphens import told as told_of
from corpora.readers.rows import REPAIRED, Rows, from_records
from corpora.readers.speakers import INTERVIEWS, cast, person
from corpora.repairs import replace_surrogates

_COLUMNS: Final = ("turn", "speaker", "role", "reply_to", "text")
INTERVIEW: Final = Mapping(
    text="text", id="turn", participant="speaker", role="role", reply_to="reply_to", kind="interview"
)
"""What the columns of a transcript mean."""
WORDLESS: Final = "a turn without words"


@dataclass(frozen=True)
class Turn:
    """What somebody said until another spoke; ``role`` where the transcript says it beside the name.

    ``joined`` counts the words of it that a line end had broken.
    """

    speaker: str | None
    text: str
    time: str | None = None
    page: int | None = None
    role: str | None = None
    joined: int = 0


@dataclass(frozen=True)
class Aside:
    """Something in a transcript that nobody said, and what it is."""

    text: str
    reason: str


@dataclass(frozen=True)
class Conversation:
    """A transcript taken apart, in order; ``told`` is what it says of its speakers itself."""

    records: tuple[Turn | Aside, ...]
    told: Dictionary[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def turns(self) -> list[Turn]:
        """The turns alone."""
        return [record for record in self.records if isinstance(record, Turn)]


def to_rows(
    conversation: Conversation,
    content: Content,
    mapping: Mapping,
    *,
    format: str,
    encoding: str | None = None,
) -> Rows:
    """Give a conversation as rows: a turn a row, an answer replying to the question before it.

    Columns ``turn`` (from 1), ``speaker``, ``role``, ``reply_to`` and ``text``; a locator such as
    ``page=2;turn=12;time=00:34:12``. What is no turn, or has no words, is rejected with a reason. Raises
    ``SourceError`` where there is no turn with words at all.
    """
    stem = content.path.stem
    turns = conversation.turns
    labels = list(dict.fromkeys(turn.speaker for turn in turns if turn.speaker))
    told = dict(conversation.told) | {turn.speaker: turn.role for turn in turns if turn.speaker and turn.role}
    spoken = [(turn.speaker, turn.text.rstrip()) for turn in turns if turn.speaker and turn.text.strip()]
    asking = Counter(speaker for speaker, text in spoken if text.endswith("?"))
    speakers = cast(labels, told, mapping, stem, Counter(speaker for speaker, _ in spoken), asking)
    records: list[tuple[int, tuple[str | None, ...]]] = []
    rejected: list[tuple[int, str]] = []
    where: list[str] = []
    repaired: list[tuple[int, str, str]] = []
    number, question = 0, None
    for row, record in enumerate(conversation.records, start=1):
        if isinstance(record, Aside):
            rejected.append((row, record.reason))
            continue
        number += 1
        if not record.text.strip():
            rejected.append((row, WORDLESS))
            continue
        role = speakers.roles.get(record.speaker or "")
        speaker = person(record.speaker, stem) if record.speaker else None
        asked = None if role == INTERVIEWS else question
        records.append((row, (str(number), speaker, role, asked, record.text)))
        where.append(_locator(record, number))
        repaired += [(row, "text", reason) for reason in told_of(record.joined)]
        if role == INTERVIEWS:
            question = str(number)
    if not records:
        raise SourceError(
            f"{content.name} has no turns with words in it. A transcript has a name and a colon before what "
            "each person says, or times between which it was said."
        )
    notes = (_counted(records), *conversation.notes, *speakers.notes, *_renamed(labels, stem))
    rows = from_records(
        _COLUMNS,
        records,
        rejected,
        format=format,
        encoding=encoding,
        notes=tuple(replace_surrogates(note)[0] for note in notes),
    )
    return replace(
        rows,
        locator=pl.Series("locator", where, dtype=pl.String),
        repaired=pl.concat([rows.repaired, pl.DataFrame(repaired, schema=REPAIRED, orient="row")]),
        preset=INTERVIEW,
    )


def _locator(turn: Turn, number: int) -> str:
    page = f"page={turn.page};" if turn.page is not None else ""
    return f"{page}turn={number}" + (f";time={turn.time}" if turn.time else "")


def _counted(records: Sequence[tuple[int, Sequence[str | None]]]) -> str:
    of = Counter(record[1] or "unknown" for _, record in records)
    return "turns: " + ", ".join(f"{speaker} {count}" for speaker, count in of.items())


def _renamed(labels: Sequence[str], stem: str) -> tuple[str, ...]:
    changed = [label for label in labels if person(label, stem) != label]
    if not changed:
        return ()
    listed = ", ".join(changed)
    return (f"may be another person in another file, so named after this one: {listed}",)
