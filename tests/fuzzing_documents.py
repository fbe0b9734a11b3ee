"""Damaging documents on purpose: bytes changed, ends cut off, pieces doubled, the same at every run."""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpora.errors import SourceError
from corpora.readers import read_rows

SLOWEST = 5.0
"""Seconds of the processor that a damaged file may take."""


@dataclass(frozen=True)
class Outcome:
    """How many damaged files were read, how many were refused with a message, and the slowest of all."""

    read: int
    refused: int
    slowest: float


def damaged(content: bytes, seed: int) -> bytes:
    """Give a content with a fault in it; of a ZIP archive mostly a member is damaged, not the archive."""
    chance = random.Random(seed)
    if content.startswith(b"PK\x03\x04") and chance.random() < 0.6:
        return _damaged_member(content, chance)
    return _damaged(content, chance)


def _damaged(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    match chance.randrange(4):
        case 0:
            del changed[chance.randrange(1, max(len(changed), 2)) :]
        case 1:
            start = chance.randrange(len(changed))
            piece = changed[start : start + chance.randrange(1, 400)]
            changed[start:start] = piece * chance.randrange(1, 5)
        case _:
            for _ in range(chance.choice((1, 3, 20, 200))):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _damaged_member(content: bytes, chance: random.Random) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(written, "w") as copy:
        members = archive.namelist()
        parts = [name for name in members if name.endswith(("document.xml", "content.xml", "notes.xml"))]
        hit = chance.choice(parts)
        for name in members:
            part = archive.read(name)
            copy.writestr(name, _damaged(part, chance) if name == hit else part)
    return written.getvalue()


def account_for(files: Iterator[tuple[str, bytes]], folder: Path) -> Outcome:
    """Read damaged files; each is read or refused with a message in time, anything else is an error."""
    read = refused = 0
    slowest = 0.0
    for name, content in files:
        path = folder / name
        path.write_bytes(content)
        start = time.process_time()
        try:
            rows = read_rows(path)
        except SourceError as fault:
            assert name in str(fault)
            assert len(str(fault)) < 1_000, str(fault)[:1_000]
            refused += 1
        else:
            numbers = sorted([*rows.row, *rows.rejected["row"]])
            assert numbers == list(range(1, rows.count + 1))
            read += 1
        slowest = max(slowest, time.process_time() - start)
        assert slowest < SLOWEST, f"{name} took {slowest:.1f} seconds"
    return Outcome(read, refused, slowest)


def damaged_files(path: Path, count: int, first: int = 0) -> Iterator[tuple[str, bytes]]:
    """Give damaged copies of a file, each by its name and content."""
    content = path.read_bytes()
    return ((f"schade{path.suffix}", damaged(content, seed)) for seed in range(first, first + count))
