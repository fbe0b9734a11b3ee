"""Who speaks in a transcript, and in which role: by name, legend or mapping, or still to be asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass
from typing import Final

import polars as pl

from corpora.mapping import Mapping
from corpora.readers.rows import Rows
from corpora.readers.speaker_words import ANONYMOUS, ASKS, INTERVIEWER, RESPONDENT, ROLES

INTERVIEWS: Final = "interviewer"
"""The role of who asks: the engine sets those turns apart as questions."""
GUESSED: Final = "is taken as the interviewer: the only speaker beside a respondent"
"""How the note ends that tells of a guess."""
NOBODY_ASKS: Final = "nobody is known to be the interviewer"
"""How the note begins that tells that nobody is known to ask."""
_NUMBERED: Final = re.compile(r"[\s._-]*(?:\d+|(?<=[\s_])[a-z])$")
_KNOWN: Final = INTERVIEWER | RESPONDENT | ROLES | ANONYMOUS
_SHARED: Final = RESPONDENT | ANONYMOUS | ROLES
_SAMPLE: Final = 120
_TELLING: Final = 25


@dataclass(frozen=True)
class Cast:
    """The speakers of one transcript: their roles, and what a person should know of how these were found."""

    roles: Dictionary[str, str]
    notes: tuple[str, ...] = ()


def plain(label: str) -> str:
    """Give a label without case, number and full stop, as labels are compared with words.

    >>> plain("Interviewer 2"), plain("SPEAKER_00"), plain("Int."), plain("R1")
    ('interviewer', 'speaker', 'int', 'r')
    """
    return _NUMBERED.sub("", label.strip().casefold().rstrip(".")).strip(" ._-")


def may_be_another(label: str) -> bool:
    """Say whether the same label in another file may well be another person.

    >>> may_be_another("Respondent"), may_be_another("Annie")
    (True, False)
    """
    return plain(label) in _SHARED or not plain(label)


def person(label: str, stem: str) -> str:
    """Give what a speaker is known by over all files: the label, with the file where it may be anybody's.

    >>> person("Respondent 2", "gesprek-3"), person("Annie", "gesprek-3")
    ('Respondent 2 (gesprek-3)', 'Annie')
    """
    return f"{label} ({stem})" if may_be_another(label) else label


def cast(
    labels: Sequence[str],
    told: Dictionary[str, str],
    mapping: Mapping,
    stem: str,
    turns: Dictionary[str, int],
    asking: Dictionary[str, int],
) -> Cast:
    """Find the role of each label: as the mapping says, as the transcript tells, by the label itself.

    ``labels`` stand in the order in which they first speak, ``told`` is what a legend or a header table says
    of them, ``turns`` how many turns each has, and ``asking`` how many of those end as a question. Who asks
    is guessed only where the one other speaker is called Respondent or the like.
    """
    given = {name.strip().casefold(): role for name, role in mapping.speakers.items()}
    legend = {name.casefold(): role for name, role in told.items()}
    roles: dict[str, str] = {}
    for label in labels:
        found = (
            given.get(label.casefold())
            or given.get(person(label, stem).casefold())
            or _role(legend.get(label.casefold()))
            or _by_label(label, labels)
        )
        if found:
            roles[label] = found
    notes: list[str] = []
    if INTERVIEWS not in roles.values():
        other = _beside_respondent(labels)
        if other is not None and other not in roles:
            roles[other] = INTERVIEWS
            notes.append(f"{other} {GUESSED}")
        elif len(labels) > 1:
            notes.append(_nobody_asks(labels, turns, asking))
    return Cast(roles, tuple(notes))


def speakers_without_role(rows: Rows) -> dict[str, str]:
    """Give the speakers of an interview whose role is not known, each with something that they said.

    Names stand in the order in which they first speak; they are the keys for ``[speakers]`` of a mapping.
    Empty for what is no interview.
    """
    frame = rows.frame
    if rows.preset.kind != "interview" or "speaker" not in frame.columns:
        return {}
    silent = frame.filter(pl.col("speaker").is_not_null() & pl.col("role").is_null())
    telling = silent.with_columns(short=pl.col("text").str.len_chars() < _TELLING).with_row_index("at")
    first = (
        telling.with_columns(first=pl.col("at").min().over("speaker"))
        .sort("short", "at")
        .unique("speaker", keep="first", maintain_order=True)
        .sort("first")
    )
    return {speaker: _shortened(text) for speaker, text in first.select("speaker", "text").iter_rows()}


def nobody_asks(rows: Rows) -> bool:
    """Say whether an interview of more than one speaker has none who is known to ask the questions."""
    if rows.preset.kind != "interview" or "speaker" not in rows.frame.columns:
        return False
    return rows.frame["speaker"].n_unique() > 1 and not (rows.frame["role"] == INTERVIEWS).any()


def is_known_word(label: str) -> bool:
    """Say whether a label is a word by which transcripts call a speaker.

    >>> is_known_word("Bewoner 2"), is_known_word("Conclusie")
    (True, False)
    """
    return plain(label) in _KNOWN


def _role(told: str | None) -> str | None:
    if told is None:
        return None
    return INTERVIEWS if plain(told) in INTERVIEWER else told


def _by_label(label: str, labels: Iterable[str]) -> str | None:
    word = plain(label)
    if word in INTERVIEWER:
        return INTERVIEWS
    if word in ASKS and any(
        plain(each) == ASKS[word] or (not ASKS[word] and plain(each) != word) for each in labels
    ):
        return INTERVIEWS
    return word if word in ROLES else None


def _beside_respondent(labels: Sequence[str]) -> str | None:
    if len(labels) != 2:
        return None
    others = [label for label in labels if plain(label) not in RESPONDENT]
    return others[0] if len(others) == 1 and plain(others[0]) not in ROLES else None


def _nobody_asks(labels: Sequence[str], turns: Dictionary[str, int], asking: Dictionary[str, int]) -> str:
    """Say that nobody is known to ask, and who may: by place and number of turns, as names are masked."""
    most = max(labels, key=lambda label: (asking.get(label, 0), label))
    hint = (
        f" ({asking[most]} of the {turns[most]} turns of the {_ordinal(labels.index(most) + 1)} of "
        f"{len(labels)} speakers end in a question mark)"
        if asking.get(most)
        else ""
    )
    return (
        f"{NOBODY_ASKS}, so questions count as contributions{hint}: put what stands "
        'before the words of who asks in source.toml under [speakers], as in "…" = "interviewer"'
    )


def _ordinal(number: int) -> str:
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SAMPLE else line[:_SAMPLE].rsplit(" ", 1)[0] + " …"
