"""Damaged and hostile documents: each is read or refused with a message, in time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.document_files import sample_files
from tests.fuzzing_documents import account_for, damaged_files


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {path.suffix: path for path in sample_files(tmp_path_factory.mktemp("documenten"))}


@pytest.mark.parametrize("kind", [".pdf", ".docx", ".odt", ".html", ".md", ".txt"])
def test_damaged_documents_are_read_or_refused_in_time(
    tmp_path: Path, documents: dict[str, Path], kind: str
) -> None:
    outcome = account_for(damaged_files(documents[kind], 200), tmp_path)
    assert outcome.read + outcome.refused == 200
    assert outcome.read > 0


def test_endless_lines_marks_and_nested_tags_take_no_time(tmp_path: Path) -> None:
    for name, content in {
        "a.txt": "a" * 400_000 + "-\n" + "." * 400_000,
        "b.txt": "woord-\n" * 20_000,
        "c.html": "<div><b>" * 20_000 + "tekst",
        "d.md": "> " * 5_000 + "tekst\n" + "[" * 20_000,
        "e.html": "<!--a--> " * 4_000 + "x",
    }.items():
        account_for(iter([(name, content.encode())]), tmp_path)


def test_no_library_of_documents_is_loaded_before_a_document_is_read() -> None:
    wanted = "{'lxml', 'bs4', 'pypdfium2', 'markdown_it'}"
    code = f"import sys, corpora.readers; print(sorted({wanted} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
