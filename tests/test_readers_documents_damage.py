"""Damaged and hostile documents: each is read or refused with a message, in time."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.fuzzing import SLOWEST, account_for, fuzz
from tests.fuzzing_files import DOCUMENTS

LARGE = ("pdf packed", "docx of Word")
"""Documents of several pages beside small ones of the same reader, of which 200 are tried."""


@pytest.mark.parametrize("reader", DOCUMENTS)
def test_damaged_documents_are_read_or_refused_in_time(tmp_path: Path, reader: str) -> None:
    assert account_for(DOCUMENTS[reader].write(tmp_path), whole=True)
    outcome = fuzz(reader, range(40 if reader in LARGE else 200), tmp_path)
    assert outcome.faults == []
    assert outcome.read > 0


def test_endless_lines_marks_and_nested_tags_take_no_time(tmp_path: Path) -> None:
    for name, content in {
        "a.txt": "a" * 400_000 + "-\n" + "." * 400_000,
        "b.txt": "woord-\n" * 20_000,
        "c.html": "<div><b>" * 20_000 + "tekst",
        "d.md": "> " * 5_000 + "tekst\n" + "[" * 20_000,
        "e.html": "<!--a--> " * 4_000 + "x",
    }.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
        start = time.process_time()
        account_for(tmp_path / name)
        assert time.process_time() - start < SLOWEST


def test_no_library_of_documents_is_loaded_before_a_document_is_read() -> None:
    wanted = "{'lxml', 'bs4', 'pypdfium2', 'markdown_it'}"
    code = f"import sys, corpora.readers; print(sorted({wanted} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
