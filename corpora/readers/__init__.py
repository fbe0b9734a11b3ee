"""Reading a file into rows of strings: the format is found in the content, the name is only a hint."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final

from corpora.errors import SourceError
from corpora.mapping import Mapping
from corpora.readers.delimited import read_delimited
from corpora.readers.encodings import decode
from corpora.readers.excel import read_excel
from corpora.readers.jsonlines import looks_like_json, read_json
from corpora.readers.parquet import read_parquet
from corpora.readers.rows import Rows

__all__ = ["Rows", "read_rows"]

_SUFFIXES: Final = {
    ".csv": "delimited",
    ".tsv": "delimited",
    ".tab": "delimited",
    ".txt": "delimited",
    ".xlsx": "XLSX",
    ".xlsm": "XLSX",
    ".json": "JSON",
    ".jsonl": "JSON",
    ".ndjson": "JSON",
    ".parquet": "Parquet",
    ".pq": "Parquet",
}
_NOT_TABLES: Final = (
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"7z\xbc\xaf", "a compressed file (7-Zip)"),
    (b"Rar!", "a compressed file (RAR)"),
    (b"SQLite format 3", "a database (SQLite)"),
)
_MARKUP: Final = (b"<html", b"<!doctype", b"<?xml", b"<table")
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_FORMATS: Final = "Give CSV, TSV, XLSX, JSONL or Parquet."


def read_rows(path: Path | str, mapping: Mapping | None = None) -> Rows:
    """Read every record of a file as strings; a note says so where its name tells of another format.

    Raises ``SourceError`` for a file that is missing, empty or no table, ``MappingError`` for a sheet that is
    not there.
    """
    path = Path(path)
    sheet = mapping.sheet if mapping else None
    content = _content(path)
    if content.startswith(b"PAR1"):
        rows, found = read_parquet(path), "Parquet"
    elif content.startswith(b"PK\x03\x04"):
        _check_workbook(path)
        rows, found = read_excel(path, sheet), "XLSX"
    else:
        _check_table(content, path)
        text, encoding = decode(content, path)
        named = _SUFFIXES.get(path.suffix.lower())
        if looks_like_json(text) or (named == "JSON" and "\n{" in text):
            rows, found = read_json(text, path, encoding), "JSON"
        else:
            rows, found = read_delimited(text, path, encoding), "delimited"
    return _with_note(rows, path, found)


def _content(path: Path) -> bytes:
    if path.is_dir():
        raise SourceError(f"{path} is a folder, not a file. Name the files in it.")
    try:
        content = path.read_bytes()
    except FileNotFoundError as fault:
        raise SourceError(f"{path} is not there. Check the name and the folder.") from fault
    except OSError as fault:
        raise SourceError(f"{path} cannot be read ({fault.strerror}).") from fault
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise SourceError(f"{path.name} is empty. Give a file with a header and at least one row.")
    return content


def _check_workbook(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile as fault:
        raise SourceError(
            f"{path.name} is a ZIP file or workbook that is damaged ({fault}). Save it again."
        ) from fault
    if "xl/workbook.xml" in names:
        return
    kinds = {
        "xl/workbook.bin": "a binary workbook (XLSB); save it as XLSX",
        "word/document.xml": "a Word document, not a table",
        "ppt/presentation.xml": "a presentation, not a table",
        "content.xml": "an OpenDocument file; save it as XLSX",
    }
    kind = next((words for name, words in kinds.items() if name in names), "a ZIP file; unpack it first")
    raise SourceError(f"{path.name} is {kind}. {_FORMATS}")


def _check_table(content: bytes, path: Path) -> None:
    if content.startswith(_OLD_OFFICE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise SourceError(f"{path.name} is protected with a password. Save it without one and try again.")
        raise SourceError(
            f"{path.name} is a file of an old Office version (XLS). Open it and save it as XLSX."
        )
    for start, kind in _NOT_TABLES:
        if content.startswith(start):
            raise SourceError(f"{path.name} is {kind}, not a table. {_FORMATS}")
    if content[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        raise SourceError(
            f"{path.name} is a web page or XML, not a table. Open it in a spreadsheet and save it as XLSX."
        )


def _with_note(rows: Rows, path: Path, found: str) -> Rows:
    named = _SUFFIXES.get(path.suffix.lower())
    if named in (None, found):
        return rows
    from dataclasses import replace

    note = f"the name says {path.suffix}, the content is {rows.format}; the content was followed"
    return replace(rows, notes=(note, *rows.notes))
