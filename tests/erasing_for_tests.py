"""Looking for what somebody said in every file there is, decoded: the proof that an erasure left nothing."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

WINDOW = 20


def windows(texts: Iterable[str]) -> set[str]:
    return {text[at : at + WINDOW] for text in texts for at in range(len(text) - WINDOW + 1)}


def passages_of(contributions: pl.DataFrame, people: Iterable[str]) -> set[str]:
    """All passages of 20 characters that these people wrote and nobody else did, whatever its case."""
    theirs = pl.col("participant_id").is_in(list(people)).fill_null(False)
    of_others = windows(text.lower() for text in contributions.filter(~theirs)["text"])
    return {one for one in windows(contributions.filter(theirs)["text"]) if one.lower() not in of_others}


def files_with(passages: set[str], *folders: Path) -> list[str]:
    """Name the files below folders, database journals too, in which one of the passages stands."""
    return [
        f"{path}: {sorted(found)[0]!r}"
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for found in [passages & windows(decoded(path.name, path.read_bytes(), path))]
        if found
    ]


def decoded(name: str, data: bytes, path: Path | None = None) -> Iterator[str]:
    yield data.decode("utf-8", "replace")
    if data.startswith(b"PAR1"):
        yield from strings(pl.read_parquet(io.BytesIO(data)).to_dicts())
    elif data.startswith(b"SQLite format 3") and path is not None:
        database = sqlite3.connect(path)
        for (table,) in database.execute("select name from sqlite_master where type = 'table'").fetchall():
            for row in database.execute(f"select * from {table}"):
                yield from strings([one for one in row if isinstance(one, str)])
        database.close()
    elif data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                yield from decoded(member, archive.read(member))
    elif name.endswith((".json", ".jsonl")):
        yield from strings(
            data.decode("utf-8").splitlines() if name.endswith("l") else [data.decode("utf-8")]
        )


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        try:
            inner = json.loads(value)
        except ValueError:
            return
        if not isinstance(inner, str):
            yield from strings(inner)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from strings([key, inner])
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner)
