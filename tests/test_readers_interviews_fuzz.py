"""Damaged transcripts and articles: rows or a message with the way out, never a traceback, never a wait.

``OOGST_FUZZ=10000`` makes as many mutations of each file as it says.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from corpora.errors import OogstError
from corpora.mapping import Mapping
from corpora.readers.content import Content
from corpora.readers.transcripts import TRANSCRIPTS

MUTATIONS = int(os.environ.get("OOGST_FUZZ", "200"))
SLOW = 5.0
BRONNEN = Path(__file__).resolve().parents[1] / "corpora" / "samples" / "wijkdialoog" / "bronnen"
FORMATS = {each.name: each for each in TRANSCRIPTS}

_SEGMENTS = [{"start": at * 3.5, "end": at * 3.5 + 2, "text": f" Zin nummer {at}."} for at in range(6)]
_WORDS = [{"start": 1.0, "end": 1.5, "text": "Ja,"}, {"start": 1.6, "end": 2.0, "text": "goed."}]
SEEDS: dict[str, bytes] = {
    "transcript": (BRONNEN / "interview-jongerenwerker.txt").read_bytes()[:3_000],
    "vtt": (BRONNEN / "interview-wijkverpleegkundige.vtt").read_bytes()[:2_000],
    "srt": b"1\n00:00:01,000 --> 00:00:03,000\nMarit: Hoe is het?\n\n2\n"
    b"00:00:04,000 --> 00:00:06,000\nPiet: Goed.\n\n"
    b"3\n00:00:07,000 --> 00:00:08,000\nMarit: Fijn.\n",
    "whisper": json.dumps({"text": "Zin.", "segments": _SEGMENTS, "language": "nl"}).encode(),
    "amberscript": json.dumps(
        {"speakers": [{"spkid": "s1", "name": "Piet"}], "segments": [{"speaker": "s1", "words": _WORDS}] * 3}
    ).encode(),
    "otranscribe": json.dumps(
        {
            "text": '<p><span class="timestamp" data-timestamp="3">0:03</span>A: Ja.</p>' * 4,
            "media": "a",
            "media-time": 1,
        }
    ).encode(),
    "article": (BRONNEN / "dubbelinterview.md").read_bytes()[:3_000],
}
TSV = b"start\tend\ttext\n0\t2000\tHoe gaat het hier?\n4000\t6000\tGoed.\n"
_PIECES = (
    b'"',
    b"\n",
    b"\n\n",
    b":",
    b"[",
    b"]",
    b"{",
    b"}",
    b"<v ",
    b"-->",
    b"\xff",
    b"\x00",
    b"\xe2\x80\x9c",
    b"\xe2\x80\x9d",
    b"#",
    b"9" * 40,
)


def mutated(seed: bytes, chance: random.Random) -> bytes:
    """Cut, flip, repeat or insert, one to four times."""
    data = bytearray(seed)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(6):
            case 0:
                del data[at:]
            case 1 if at < len(data):
                data[at] ^= 1 << chance.randrange(8)
            case 2:
                data[at:at] = chance.choice(_PIECES) * chance.choice((1, 1, 3, 50))
            case 3:
                end = min(len(data), at + chance.randrange(200))
                data[at:at] = data[at:end]
            case 4:
                del data[at : at + chance.randrange(60)]
            case _:
                end = min(len(data), at + chance.randrange(80))
                data[at:end] = bytes(chance.randrange(256) for _ in range(end - at))
        if not data:
            data = bytearray(b"\n")
    return bytes(data)


def reads(format: str, data: bytes, path: Path, judges: Sequence[str] = tuple(FORMATS)) -> None:
    """Read a damaged file as its format, after others have judged it."""
    path.write_bytes(data)
    began = time.perf_counter()
    content = Content(path)
    try:
        _ = content.start
        for name in judges:
            FORMATS[name].recognises(content)
        rows = FORMATS[format].read(content, Mapping())
    except OogstError as error:
        assert path.name in str(error), f"{data!r}: the message names no file: {error}"
    else:
        assert sorted([*rows.row, *rows.rejected["row"]]) == list(range(1, rows.count + 1)), data
        assert len(rows.where) == len(rows.frame) > 0
        assert rows.rejected["reason"].null_count() == 0
    assert time.perf_counter() - began < SLOW, f"slow on {data!r}"


@pytest.mark.parametrize("format", [*SEEDS, "whisper-tsv"])
def test_a_damaged_file_gives_rows_or_a_message(format: str, tmp_path: Path) -> None:
    name, seed = format.removesuffix("-tsv"), SEEDS.get(format, TSV)
    chance = random.Random(f"{format} 2026")
    for number in range(MUTATIONS):
        judges = tuple(FORMATS) if number % 5 == 0 else (name,)
        reads(name, mutated(seed, chance), tmp_path / f"opname-{number % 10}.txt", judges)


@pytest.mark.parametrize("file", ["interview-bewoner-rietakkers.docx", "werksessie-prioriteiten.xlsx"])
def test_a_damaged_document_gives_rows_or_a_message(file: str, tmp_path: Path) -> None:
    seed = (BRONNEN / file).read_bytes()
    chance = random.Random(f"{file} 2026")
    for number in range(MUTATIONS // 4):
        path, data = tmp_path / f"opname-{number % 10}.docx", mutated(seed, chance)
        reads("transcript", data, path)
        reads("work-session-tables", data, path)


@pytest.mark.parametrize(
    ("format", "data"),
    [
        ("transcript", b"Marit: " + b"ja " * 300_000),
        ("transcript", b"Marit: ja.\nPiet: nee.\n" * 4_000),
        ("transcript", b"a:" * 100_000),
        ("transcript", b"[" * 100_000),
        ("transcript", b"Marit: ver-\nder-\n" * 4_000),
        ("transcript", b"1 Marit: ja\n2\n3\n" * 4_000),
        ("vtt", b"WEBVTT\n\n" + b"00:01.000 --> 00:02.000\n<v A>ja\n\n" * 4_000),
        ("vtt", b"WEBVTT\n\n" + b"<" * 100_000),
        ("vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<v " * 50_000),
        ("srt", b"1\n" * 50_000),
        ("whisper", b'{"segments": ' + b"[" * 100_000),
        ("otranscribe", json.dumps({"text": "<" * 100_000, "media": ""}).encode()),
        ("article", "“Ja”, zegt Jan. ".encode() * 5_000),
        ("article", "“".encode() * 20_000),
        ("article", "‘".encode() * 20_000),
        ("article", b"Jan Jan " * 20_000),
        ("article", b"Jan van de " * 20_000),
        ("article", b"Jan Vos, wethouder " * 10_000),
    ],
)
def test_a_file_of_one_thing_over_and_over_takes_no_time(format: str, data: bytes, tmp_path: Path) -> None:
    reads(format, data, tmp_path / "opname.txt")
