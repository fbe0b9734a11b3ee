"""Codings as XML: a selection for every passage of every coder, its codings, and the notes with them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from typing import Final

import polars as pl

from labels.codings import MODEL
from labels.refi.characters import excerpt, legal, one_line
from labels.refi.guids import guid

MACHINE: Final = guid("user", MODEL)
"""The user under which the machine's codings stand."""
SUGGESTED: Final = "status=voorgesteld"
"""What the description of a selection of the machine says first."""


def coded_selections(given: pl.DataFrame, moment: str) -> list[ET.Element]:
    """Give a selection for every passage of every coder, with a coding for each code."""
    found = []
    apart = given.with_columns(pl.when(pl.col("coder") == MODEL).then("note").alias("apart"))
    for whole, codings in apart.group_by(["document", "from", "to", "coder", "apart"], maintain_order=True):
        key, rows = whole[:4], codings.to_dicts()
        coder, said = str(whole[3]), whole[4]
        user = user_of(coder)
        first = time_of(rows[0]["created_at"]) or moment
        place = selection(guid("selection", *whole), rows[0]["quote"], key[1], key[2], user, first)
        if coder == MODEL:
            ET.SubElement(place, "Description").text = legal(f"{SUGGESTED}; {said}" if said else SUGGESTED)
        for row in rows:
            identity = guid("coding", *key, row["target"])
            coding = ET.SubElement(
                place,
                "Coding",
                guid=identity,
                creatingUser=user,
                creationDateTime=time_of(row["created_at"]) or moment,
            )
            ET.SubElement(coding, "CodeRef", targetGUID=row["target"])
            if row["note"] and coder != MODEL:
                ET.SubElement(coding, "NoteRef", targetGUID=guid("note", identity))
        found.append(place)
    return found


def selection(identity: str, text: str, start: object, end: object, user: str, moment: str) -> ET.Element:
    """Give a selection without codings; its name is the beginning of the text."""
    return ET.Element(
        "PlainTextSelection",
        guid=identity,
        name=excerpt(text),
        startPosition=str(start),
        endPosition=str(end),
        creatingUser=user,
        creationDateTime=moment,
    )


def coding_notes(given: pl.DataFrame, moment: str) -> list[ET.Element]:
    """Give the notes that people wrote with their codings."""
    noted = given.filter(pl.col("note").is_not_null() & (pl.col("note") != "") & (pl.col("coder") != MODEL))
    found = []
    for row in noted.iter_rows(named=True):
        key = row["document"], row["from"], row["to"], row["coder"], row["target"]
        identity = guid("note", guid("coding", *key))
        name, at = f"Notitie {row['coder']}", time_of(row["created_at"]) or moment
        found.append(note(identity, name, row["note"], user_of(row["coder"]), at))
    return found


def note(identity: str, name: str, text: str, user: str, moment: str) -> ET.Element:
    """Give a note with its text inside the project."""
    written = ET.Element(
        "Note", guid=identity, name=one_line(name), creatingUser=user, creationDateTime=moment
    )
    ET.SubElement(written, "PlainTextContent").text = legal(text)
    return written


def user_of(coder: str) -> str:
    """Give the GUID of the user that a coder is."""
    return MACHINE if coder == MODEL else guid("user", coder)


def time_of(moment: datetime | None) -> str:
    """Write a moment as XML does, to the second."""
    return "" if moment is None else moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
