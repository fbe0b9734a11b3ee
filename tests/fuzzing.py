"""Damaging and generating files on purpose, and what must hold of each: the same at every run.

A seed names one input of one reader, so that a failure can be made again:
``python benchmarks/fuzz_readers.py --readers csv --first 17 --many 1``.
"""

from __future__ import annotations

import io
import random
import re
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path

import polars as pl

from corpora.columns import resolve
from corpora.contributions import read_source
from corpora.errors import OogstError
from corpora.ledger import outcomes
from corpora.mapping import Mapping
from corpora.readers import read_rows
from tests.fuzzing_files import ODD, SOUND, Sound

SLOWEST = 5.0
"""Seconds of the processor that a file may take."""
LONGEST = 2_000
"""Characters that a message may have."""
SECRET = b"g" * 32
EVERY = 20
"""One in so many is read into tables too; of the others the rows are looked at."""
_PIECES = (b'"', b"\n", b"\n\n", b"\r", b":", b"[", b"]", b"{", b"}", b"<v ", b"-->", b"\xff", b"\x00", b"#",
           b"\xef\xbb\xbf", b"'=", "├".encode(), "“".encode(), "”".encode(), b"9" * 40)  # fmt: skip
_BETWEEN_TAGS = re.compile(r"(?<=>)[^<]+")
_WORD = re.compile(r"[^\W_]+")
_MEMBERS = ("document.xml", "content.xml", "notes.xml", "styles.xml", "sheet1.xml", "sheet2.xml",
            "sharedStrings.xml", "workbook.xml")  # fmt: skip


def made(sound: Sound, content: bytes, seed: str) -> bytes:
    """Give a file like a sound one: bytes damaged, lines and words changed, or another of its kind."""
    chance = random.Random(seed)
    if sound.generate is not None and chance.random() < 0.3:
        return sound.generate(chance)
    change = _reworded if chance.random() < 0.3 else _damaged
    if content.startswith(b"PK\x03\x04") and chance.random() < 0.7:
        return _with_member(content, chance, change)
    return change(content, chance) or b"\n"


def _damaged(content: bytes, chance: random.Random) -> bytes:
    """Cut, flip, repeat, take out or put in, one to four times."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(6):
            case 0:
                del data[at:]
            case 1:
                for _ in range(chance.choice((1, 3, 20, 200)) if data else 0):
                    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            case 2:
                data[at:at] = chance.choice(_PIECES) * chance.choice((1, 1, 3, 50))
            case 3:
                data[at:at] = data[at : at + chance.randrange(400)] * chance.randint(1, 4)
            case 4:
                del data[at : at + chance.randrange(60)]
            case _:
                end = min(len(data), at + chance.randrange(80))
                data[at:end] = bytes(chance.randrange(256) for _ in range(end - at))
    return bytes(data)


def _reworded(content: bytes, chance: random.Random) -> bytes:
    """Put odd words in the place of some, move lines, and write it in another way; a text stays a text."""
    text = content.decode("utf-8", "surrogateescape")
    share = chance.choice((0.01, 0.05, 0.3))

    def other(found: re.Match[str]) -> str:
        return (
            found[0]
            if chance.random() >= share
            else escape(chance.choice(ODD))
            if markup
            else chance.choice(ODD)
        )

    markup = text.startswith("<")
    if markup:
        text = _BETWEEN_TAGS.sub(lambda found: _WORD.sub(other, found[0]), text)
        if chance.random() < 0.8:
            return text.encode("utf-8", "surrogateescape")
    else:
        text = _WORD.sub(other, text)
    lines = text.split("\n")
    match chance.randrange(5):
        case 0:
            chance.shuffle(lines)
        case 1:
            lines = lines * chance.randint(2, 30)
        case 2:
            first, rest = lines[0], lines[1:]
            parts = re.split(r"([,;\t])", first)
            names = parts[::2]
            chance.shuffle(names)
            parts[::2] = names
            lines = ["".join(parts), *rest]
        case _:
            pass
    text = chance.choice(("\n", "\n", "\r\n", "\r")).join(lines)
    codec = chance.choice(("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252"))
    errors = "surrogateescape" if codec.startswith("utf-8") else "ignore"
    return text.encode(codec, errors)


def _with_member(
    content: bytes, chance: random.Random, change: Callable[[bytes, random.Random], bytes]
) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(written, "w") as copy:
        members = archive.namelist()
        hit = chance.choice([name for name in members if name.endswith(_MEMBERS)])
        for name in members:
            part = archive.read(name)
            copy.writestr(name, change(part, chance) if name == hit else part)
    return written.getvalue()


# ------------------------------------------------------------------ what must hold


@dataclass
class Outcome:
    """Of one reader: inputs that were read, that were refused with a message, the slowest, and the faults."""

    read: int = 0
    refused: int = 0
    slowest: float = 0.0
    faults: list[str] = field(default_factory=list)


def fuzz(reader: str, seeds: range, folder: Path, outcome: Outcome | None = None) -> Outcome:
    """Read the inputs of a reader that seeds name; each is read or refused with a message, in time.

    Anything else is a fault of ``outcome``, by the seed and what was raised.
    """
    outcome = outcome or Outcome()
    path, content = _sound(reader, folder)
    for number in seeds:
        path.write_bytes(made(SOUND[reader], content, f"{reader} {number}"))
        start = time.process_time()
        try:
            read = account_for(
                path, reader.partition(" ")[0] if number % 3 == 0 else None, number % EVERY == 0
            )
        except Exception as fault:
            outcome.faults.append(f"{reader} {number}: {type(fault).__name__}: {str(fault)[:300]}")
        else:
            outcome.read += read
            outcome.refused += not read
        seconds = time.process_time() - start
        outcome.slowest = max(outcome.slowest, seconds)
        if seconds > SLOWEST:
            outcome.faults.append(f"{reader} {number}: took {seconds:.1f} seconds")
    return outcome


@cache
def _sound(reader: str, folder: Path) -> tuple[Path, bytes]:
    own = folder / reader.replace(" ", "-")
    own.mkdir()
    path = SOUND[reader].write(own)
    return path, path.read_bytes()


def account_for(path: Path, format: str | None = None, whole: bool = False) -> bool:
    """Read a file, as rows or into tables; true where it was read, false where it was refused.

    Every row has an outcome, or a message names the file and is not long.
    """
    mapping = Mapping(format=format)
    try:
        if whole:
            reading = read_source(path, mapping, secret=SECRET)
            count = int(reading.source["rows"][0])
            numbers = outcomes(reading.ledger)["row"]
            assert reading.report.rows == count == reading.report.kept + sum(reading.report.excluded.values())
        else:
            rows = read_rows(path, mapping)
            count, numbers = rows.count, pl.concat([rows.row.alias("row"), rows.rejected["row"]])
            assert len(rows.where) == len(rows.row) == len(rows.frame)
            assert rows.rejected["reason"].null_count() == 0
            resolve(mapping.over(rows.preset), rows.frame, path.name)
    except OogstError as fault:
        assert path.name in str(fault), f"the message names no file: {fault}"
        assert len(str(fault)) < LONGEST, f"a message of {len(str(fault))} characters: {str(fault)[:100]}"
        return False
    assert numbers.sort().to_list() == list(range(1, count + 1)), "the rows do not add up"
    return True
