"""What is held of the fuzzing of readers: all are covered, and what it finds is told, the same each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpora.readers import format_names
from tests import fuzzing
from tests.fuzzing import fuzz, made
from tests.fuzzing_files import SOUND


def test_every_reader_is_fuzzed() -> None:
    assert {name.partition(" ")[0] for name in SOUND} == set(format_names())


@pytest.mark.parametrize("reader", SOUND)
def test_a_sound_file_is_read_as_what_it_is(tmp_path: Path, reader: str) -> None:
    path = SOUND[reader].write(tmp_path)
    assert fuzzing.account_for(path, reader.partition(" ")[0])
    assert fuzzing.account_for(path)


@pytest.mark.parametrize("reader", ["csv", "docx", "pdf packed"])
def test_a_seed_gives_the_same_input_each_time(tmp_path: Path, reader: str) -> None:
    content = SOUND[reader].write(tmp_path).read_bytes()
    twice = [[made(SOUND[reader], content, f"{reader} {seed}") for seed in range(20)] for _ in range(2)]
    assert twice[0] == twice[1]
    assert len(set(twice[0])) > 15


def test_what_a_reader_raises_is_told_with_its_seed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError("op de helft")

    monkeypatch.setattr(fuzzing, "read_rows", fails)
    outcome = fuzz("csv", range(1, 3), tmp_path)
    assert outcome.faults == [f"csv {seed}: ZeroDivisionError: op de helft" for seed in (1, 2)]
