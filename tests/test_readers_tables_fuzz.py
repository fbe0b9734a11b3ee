"""Exports that were damaged on the way: a clear message or rows that add up, and never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpora.readers import read_rows
from tests.fuzzing import account_for, fuzz, made
from tests.fuzzing_files import SOUND, TABLES


@pytest.mark.parametrize("reader", TABLES)
def test_a_damaged_export_is_read_or_refused_with_every_row_accounted_for(
    tmp_path: Path, reader: str
) -> None:
    assert account_for(TABLES[reader].write(tmp_path), whole=True)
    outcome = fuzz(reader, range(200), tmp_path)
    assert outcome.faults == []
    assert min(outcome.read, outcome.refused) > 0


@pytest.mark.parametrize("name", ["votes.csv", "participants-votes.csv", "summary.csv"])
def test_a_damaged_file_beside_the_comments_costs_no_comment(tmp_path: Path, name: str) -> None:
    path = SOUND["polis"].write(tmp_path)
    beside = path.with_name(name)
    whole = beside.read_bytes()
    for number in range(50):
        beside.write_bytes(made(SOUND["csv"], whole, f"{name} {number}"))
        assert read_rows(path).row.to_list() == [1, 2, 3], beside.read_bytes()
