"""Asking who asks: once, with something each speaker said, and never where nobody can answer."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import click
import pytest

from corpora import unpacking
from corpora.contributions import read_source
from corpora.folder import open_corpus
from corpora.mapping import Mapping
from insights.commands import asking
from insights.commands.read import read

TALK = """Marit: Hoe is het om hier te wonen?
Jelle: De straat is rustig, maar de bus rijdt nog maar twee keer per dag en dat is lastig.
Marit: Wat zou er anders moeten?
Jelle: Een buurtbus met vrijwilligers, dat hebben ze in het dorp hiernaast ook geregeld.
"""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def interview(tmp_path: Path) -> Path:
    path = tmp_path / "gesprek.txt"
    path.write_text(TALK, encoding="utf-8")
    return path


def answering(monkeypatch: pytest.MonkeyPatch, answer: int) -> list[str]:
    told: list[str] = []
    monkeypatch.setattr(asking.sys, "stdin", Terminal())
    monkeypatch.setattr(asking.sys, "stderr", Terminal())
    monkeypatch.setattr(click, "echo", lambda text, err=False: told.append(text))
    monkeypatch.setattr(click, "prompt", lambda *_, **__: answer)
    return told


def test_who_asks_is_asked_with_what_each_speaker_said(
    interview: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = answering(monkeypatch, 1)
    mapping = asking.with_interviewers([interview], Mapping())
    assert dict(mapping.speakers) == {"Marit": "interviewer"}
    assert told[0] == "Who asks the questions in gesprek.txt?"
    assert told[1].startswith("  1. Marit: Hoe is het")
    read = read_source(interview, mapping, secret=b"g" * 32).contributions
    assert read["role"].to_list() == ["interviewer", None, "interviewer", None]
    assert asking.with_interviewers([interview], mapping) == mapping  # asked once


def test_a_person_may_say_that_nobody_asks(interview: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, 0)
    assert asking.with_interviewers([interview], Mapping()) == Mapping()


def test_nothing_is_asked_where_nobody_can_answer(interview: Path) -> None:
    assert asking.with_interviewers([interview], Mapping()) == Mapping()


def test_an_archive_is_unpacked_once_to_ask_and_to_read(
    interview: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "gesprekken.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.write(interview, "gesprek.txt")
    folders: list[Path] = []
    unpack = unpacking.unpack

    def counted(archive: Path, folder: Path) -> list[unpacking.LeftOut]:
        folders.append(folder)
        return unpack(archive, folder)

    monkeypatch.setattr(unpacking, "unpack", counted)
    told = answering(monkeypatch, 1)
    read.main([str(archive), "--out", str(tmp_path / "corpus")], standalone_mode=False)
    assert told[0] == "Who asks the questions in gesprekken.zip/gesprek.txt?"
    contributions = open_corpus(tmp_path / "corpus").corpus.contributions
    assert contributions["role"].to_list() == ["interviewer", None, "interviewer", None]
    assert len(folders) == 1
    assert not folders[0].exists()
