"""What people decided can be read where nothing can be written, and reading leaves nothing behind."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from pages_for_tests import page, text_of
from runs_for_tests import dialogue_with_roles, write_run

from insights.decisions.deciding import Deciding, Maker
from labels import databases
from labels.databases import make, opened, transaction
from labels.decision_log import LogError
from labels.workspace import Workspace

SCRIPT = "CREATE TABLE said (words TEXT NOT NULL);"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "code boek?" / "gezegd.sqlite"
    make(path, SCRIPT, 3)
    with opened(path) as (database, _), transaction(database):
        database.execute("INSERT INTO said VALUES ('loket')")
    return path


@pytest.fixture
def read_only(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no folder be written, as far as the process asks: the tests may run as somebody who always can."""
    monkeypatch.setattr(databases.os, "access", lambda path, mode: mode != os.W_OK)


def words(path: Path) -> list[str]:
    with opened(path) as (database, version):
        assert version == 3
        return [row[0] for row in database.execute("SELECT words FROM said ORDER BY words")]


def beside(path: Path) -> list[str]:
    return sorted(one.name for one in path.parent.iterdir())


def test_reading_leaves_no_file_behind(file: Path) -> None:
    assert words(file) == ["loket"]
    assert beside(file) == [file.name]


@pytest.mark.usefixtures("read_only")
def test_where_nothing_can_be_written_nothing_is_made_even_while_it_is_read(file: Path) -> None:
    bytes_before = file.read_bytes()
    with opened(file) as (database, _):
        assert database.execute("SELECT words FROM said").fetchall() == [("loket",)]
        assert beside(file) == [file.name]
        with pytest.raises(sqlite3.OperationalError, match="readonly"), transaction(database):
            database.execute("INSERT INTO said VALUES ('brief')")
    assert file.read_bytes() == bytes_before


def test_what_somebody_is_writing_elsewhere_is_read_too(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(file) as (other, _):
        other.execute("INSERT INTO said VALUES ('brief')")
        assert f"{file.name}-wal" in beside(file)
        monkeypatch.setattr(databases.os, "access", lambda path, mode: False)
        assert words(file) == ["brief", "loket"]
    assert beside(file) == [file.name]


@pytest.mark.usefixtures("read_only")
def test_what_changed_while_it_was_read_without_a_lock_is_not_believed(file: Path) -> None:
    def written_meanwhile() -> list[str]:
        with opened(file) as (database, _):
            found = [row[0] for row in database.execute("SELECT words FROM said")]
            with sqlite3.connect(file) as other:
                other.execute("INSERT INTO said VALUES ('brief')")
            other.close()
            return found

    with pytest.raises(sqlite3.OperationalError, match="look again"):
        written_meanwhile()
    assert words(file) == ["brief", "loket"]


def test_the_explorer_shows_what_was_decided_on_a_folder_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = write_run(tmp_path / "werkmap" / "rollen", dialogue_with_roles())
    Deciding.about(run, Maker("MK")).rename("t1", "Wachten aan het loket")
    log = Workspace.around(run).log
    monkeypatch.setattr(databases.os, "access", lambda path, mode: mode != os.W_OK)
    monkeypatch.setenv("OOGST_RUN", str(run))
    monkeypatch.delenv("OOGST_RUNS", raising=False)
    before = sorted((tmp_path / "werkmap").rglob("*"))
    assert "Wachten aan het loket" in text_of(page("overzicht"))
    assert sorted((tmp_path / "werkmap").rglob("*")) == before
    with pytest.raises(LogError, match="readonly"):
        Deciding.about(run, Maker("MK")).rename("t1", "Balie")
    assert log.version == 1
