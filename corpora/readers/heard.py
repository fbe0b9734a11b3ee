"""Transcripts that were read to ask a person who asks the questions: not read again for the corpus."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

import polars as pl

from corpora.files import sha256_of
from corpora.mapping import Mapping
from corpora.readers.rows import Rows
from corpora.readers.speakers import GUESSED, INTERVIEWS, NOBODY_ASKS

_heard: Final[dict[tuple[str, str], tuple[Mapping, Rows]]] = {}


def remember(path: Path, mapping: Mapping, rows: Rows) -> None:
    """Keep what a transcript was read as through a mapping, until it is read for the corpus."""
    _heard[path.name, sha256_of(path)] = (mapping, rows)


def recall(path: Path, mapping: Mapping) -> Rows | None:
    """Give what reading a transcript would give, where it was read before; once, then it is forgotten.

    The mapping may have roles of more speakers than then, such as who asks. None for any other file, and
    where the mapping differs otherwise.
    """
    before, rows = (_heard.pop((path.name, sha256_of(path)), None) if _heard else None) or (None, None)
    if before is None or rows is None or replace(mapping, speakers=before.speakers) != before:
        return None
    if any(mapping.speakers.get(name) != role for name, role in before.speakers.items()):
        return None
    added = {
        name.strip().casefold(): role
        for name, role in mapping.speakers.items()
        if name not in before.speakers
    }
    speaking = {
        name: added[name.casefold()]
        for name in rows.frame["speaker"].unique()
        if name and name.casefold() in added
    }
    if not speaking:
        return rows
    return None if any(note.endswith(GUESSED) for note in rows.notes) else _with_roles(rows, speaking)


def _with_roles(rows: Rows, roles: dict[str, str]) -> Rows:
    """Give speakers their roles, and every answer the question that it follows."""
    role = pl.coalesce(pl.col("speaker").replace_strict(roles, default=None, return_dtype=pl.String), "role")
    asks = pl.col("role").eq_missing(INTERVIEWS)
    frame = rows.frame.with_columns(role=role).with_columns(
        reply_to=pl.when(~asks).then(pl.when(asks).then("turn").forward_fill())
    )
    known = bool((frame["role"] == INTERVIEWS).any())
    notes = tuple(note for note in rows.notes if not (known and note.startswith(NOBODY_ASKS)))
    return replace(rows, frame=frame, notes=notes)
