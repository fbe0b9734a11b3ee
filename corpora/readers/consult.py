"""Consult, with the layout of ThemeFinder: answers to one question, respondents in a file of their own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import polars as pl

from corpora.errors import SourceError
from corpora.mapping import Mapping
from corpora.readers.content import Content
from corpora.readers.encodings import decode
from corpora.readers.formats import Platform
from corpora.readers.jsonlines import read_json
from corpora.readers.rows import Rows, unused

RESPONSES: Final = "responses.jsonl"
BESIDE: Final = ("question.json", "respondents.jsonl", "../respondents.jsonl")
"""Files of the same export: what they say is read with the answers."""
_OUTPUTS: Final = (
    ({"topic_id", "topic_label"}, "themes"),
    ({"response_id", "labels"}, "themes of answers"),
    ({"response_id", "position"}, "positions of answers"),
    ({"response_id", "evidence_rich"}, "judgements of answers"),
)
_DEMOGRAPHICS: Final = "demographic_data"


def recognises(columns: Sequence[str]) -> bool:
    """Say whether these are answers, respondents, or what ThemeFinder made of answers."""
    return {"response_id", "response"} <= set(columns) or _output(columns) is not None


def adapt(rows: Rows, content: Content, mapping: Mapping) -> Rows:
    """Give the answers, with the question and the background of who answered from the files beside them.

    Raises ``SourceError`` for a file that holds no answers.
    """
    if "response" not in rows.frame.columns:
        raise SourceError(
            f"{content.name} holds {_output(rows.frame.columns)}, not what people wrote. Read {RESPONSES}."
        )
    respondent = unused("respondent", rows.frame.columns)
    rows = rows.with_columns(rows.frame["response_id"].alias(respondent))
    notes: list[str] = []
    asked = _question(content.path, notes)
    question = unused("question", rows.frame.columns) if asked else None
    if question is not None:
        rows = rows.with_columns(pl.Series(question, [asked] * len(rows.frame), dtype=pl.String))
    rows = _with_background(rows, content.path, notes)
    return replace(
        rows,
        format=f"Consult, {rows.format}",
        notes=(*rows.notes, *notes),
        preset=Mapping(text="response", id="response_id", participant=respondent, question=question),
    )


def _output(columns: Sequence[str]) -> str | None:
    names = set(columns)
    if names == {"response_id", _DEMOGRAPHICS}:
        return "respondents"
    return next((what for known, what in _OUTPUTS if known <= names and "response" not in names), None)


def _question(responses: Path, notes: list[str]) -> str | None:
    path = responses.with_name("question.json")
    if not path.is_file():
        return None
    try:
        found = json.loads(decode(path.read_bytes(), path)[0].removeprefix("\ufeff"))
    except (SourceError, ValueError, RecursionError) as fault:
        notes.append(f"question.json was not read: {fault}")
        return None
    asked = found.get("question_text") if isinstance(found, dict) else None
    return asked.strip() or None if isinstance(asked, str) else None


def _with_background(rows: Rows, responses: Path, notes: list[str]) -> Rows:
    """Add a column for everything that is known of respondents; only those that are kept are read on."""
    known = _respondents(responses, notes)
    if not known:
        return rows
    asked = list(dict.fromkeys(name for each in known.values() for name in each))
    names = {name: unused(" ".join(name.split()) or "background", rows.frame.columns) for name in asked}
    ids = rows.frame["response_id"]
    columns = [
        pl.Series(names[name], [known.get(each or "", {}).get(name) for each in ids], dtype=pl.String)
        for name in asked
    ]
    notes.append(
        f"background of {len(known)} respondents; --keep names what to keep: {', '.join(names.values())}"
    )
    return rows.with_columns(*columns)


def _respondents(responses: Path, notes: list[str]) -> dict[str, dict[str, str]]:
    """Give what is known of each respondent: from the folder of the answers, else from the one above it."""
    places = (responses.with_name("respondents.jsonl"), responses.parent.parent / "respondents.jsonl")
    path = next((place for place in places if place.is_file()), None)
    if path is None:
        return {}
    try:
        frame = read_json(*_read(path)).frame
    except SourceError as fault:
        notes.append(f"{path.name} was not read: {fault}")
        return {}
    if not {"response_id", _DEMOGRAPHICS} <= set(frame.columns):
        return {}
    pairs = frame.select("response_id", _DEMOGRAPHICS).drop_nulls().iter_rows()
    return {id_: _background(said) for id_, said in pairs}


def _read(path: Path) -> tuple[str, Path, str]:
    text, encoding = decode(path.read_bytes(), path)
    return text, path, encoding


def _background(said: str) -> dict[str, str]:
    try:
        values: Any = json.loads(said)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(values, dict):
        return {}
    return {
        name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for name, value in values.items()
        if value is not None
    }


CONSULT: Final = Platform("consult", "Consult or ThemeFinder answers (JSONL)", recognises, adapt)
