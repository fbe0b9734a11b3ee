"""Damaged transcripts and articles: rows or a message with the way out, never a traceback, never a wait."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tests.fuzzing import SLOWEST, account_for, fuzz
from tests.fuzzing_files import TALKS


@pytest.mark.parametrize("reader", TALKS)
def test_a_damaged_transcript_is_read_or_refused_with_every_turn_accounted_for(
    tmp_path: Path, reader: str
) -> None:
    assert account_for(TALKS[reader].write(tmp_path), whole=True)
    outcome = fuzz(reader, range(200), tmp_path)
    assert outcome.faults == []
    assert outcome.read > 0


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
    path = tmp_path / "opname.txt"
    path.write_bytes(data)
    start = time.process_time()
    account_for(path, format)
    account_for(path)
    assert time.process_time() - start < 2 * SLOWEST
