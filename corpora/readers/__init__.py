"""Reading a file into rows of strings: the format is found in the content, the name is only a hint."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from dataclasses import replace
from pathlib import Path
from typing import Final

from corpora.errors import MappingError, SourceError, listed, nearest
from corpora.mapping import Mapping
from corpora.readers.content import Content
from corpora.readers.documents import DOCUMENTS
from corpora.readers.formats import NO, Format, Platform
from corpora.readers.heard import recall, remember
from corpora.readers.platforms import PLATFORMS
from corpora.readers.rows import Rows
from corpora.readers.tables import TABLES
from corpora.readers.transcripts import TRANSCRIPTS
from corpora.readers.wide import unfold

__all__ = [
    "FORMATS",
    "PLATFORMS",
    "Content",
    "Format",
    "Platform",
    "Rows",
    "format_names",
    "read_rows",
    "read_transcript",
]

FORMATS: Final = (*TRANSCRIPTS, *DOCUMENTS, *TABLES)
"""All formats; of those that are as sure, the first reads a file."""
_PLATFORMS: Final = {each.name: each for each in PLATFORMS}
_SUFFIXES: Final = {
    "delimited text (CSV, TSV)": (".csv", ".tsv", ".tab"),
    "a workbook (XLSX)": (".xlsx", ".xlsm"),
    "JSON or JSONL": (".json", ".jsonl", ".ndjson"),
    "Parquet": (".parquet", ".pq"),
    "a PDF": (".pdf",),
    "a Word document (DOCX)": (".docx", ".docm"),
    "an OpenDocument text (ODT)": (".odt",),
    "a web page (HTML)": (".html", ".htm"),
}
_BEGINNINGS: Final = {
    "JSON or JSONL": (b"{", b"["),
    "a PDF": (b"%PDF",),
    "a Word document (DOCX)": (b"PK",),
    "an OpenDocument text (ODT)": (b"PK",),
    "a web page (HTML)": (b"<",),
}
"""How a file begins that is what its name says, whatever it tells: a transcript, an article, a survey."""
_UNREADABLE: Final = (
    (b"{\\rtf", "a text document (RTF); save it as DOCX"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"\x1f\x8b", "a compressed file (gzip); unpack it first"),
    (b"7z\xbc\xaf", "a compressed file (7-Zip); unpack it first"),
    (b"Rar!", "a compressed file (RAR); unpack it first"),
    (b"SQLite format 3", "a database (SQLite)"),
)
_ARCHIVES: Final = (
    ("xl/workbook.bin", "a binary workbook (XLSB); save it as XLSX"),
    ("ppt/presentation.xml", "a presentation; save its text as DOCX"),
)
_OPEN_DOCUMENTS: Final = (
    (b"spreadsheet", "an OpenDocument workbook (ODS); save it as XLSX"),
    (b"presentation", "an OpenDocument presentation (ODP); save its text as ODT or DOCX"),
    (b"graphics", "an OpenDocument drawing (ODG)"),
)
_XML: Final = re.compile(
    r"\s*<(?:\?xml|!doctype)(?!.{0,1000}<(?:!doctype\s+)?html\b|\s+html\b)", re.IGNORECASE | re.DOTALL
)
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"


def read_rows(path: Path | str, mapping: Mapping | None = None) -> Rows:
    """Read every record of a file as strings; a note says so where its name tells of another format.

    ``mapping.format`` names the format, or the platform, where it is not to be recognised. Raises
    ``SourceError`` for a file that is missing, empty or of no known format, ``MappingError`` for a format or
    a sheet that is not there.
    """
    content, mapping = Content(Path(path)), mapping or Mapping()
    if content.path.is_file() and (heard := recall(content.path, mapping)) is not None:
        return heard
    found = _format(content, mapping.format)
    rows = found.read(content, mapping)
    if found in TABLES:
        rows = _adapted(rows, content, mapping)
    return _with_note(rows, content, found)


def read_transcript(path: Path, mapping: Mapping) -> Rows | None:
    """Read a file whose format is that of an interview; None for any other, or one that cannot be read.

    Read through the same mapping, or one that knows more speakers, it is not taken apart a second time.
    """
    content = Content(path)
    try:
        found = _format(content, mapping.format)
        if found not in TRANSCRIPTS:
            return None
        rows = _with_note(found.read(content, mapping), content, found)
    except SourceError:
        return None
    if rows.preset.kind == "interview":
        remember(path, mapping, rows)
    return rows


def format_names() -> dict[str, str]:
    """Give what ``--as`` takes, with what it is called."""
    platforms = {each.name: each.title for each in PLATFORMS}
    return platforms | {each.name: each.title for each in FORMATS}


def _format(content: Content, named: str | None) -> Format:
    """Give the format that was named, else the one that is recognised most surely."""
    _check(content)
    if named is not None and named not in _PLATFORMS:
        return _known(named)
    sure = [(each.recognises(content), each) for each in (FORMATS if named is None else TABLES)]
    best = max(sureness for sureness, _ in sure)
    if best == NO:
        _ = content.text  # says so where it is not text at all
        raise SourceError(
            f"{content.name} is of no known format. Known: {', '.join(_titles())}. Say which with --as."
        )
    return next(each for sureness, each in sure if sureness == best)


def _known(named: str) -> Format:
    formats = {each.name: each for each in FORMATS}
    if named not in formats:
        names = format_names()
        raise MappingError(
            f"there is no format '{named}'{nearest(named, names) or '.'} Known: {', '.join(names)}."
        )
    return formats[named]


def _titles() -> list[str]:
    return [each.title for each in FORMATS]


def _adapted(rows: Rows, content: Content, mapping: Mapping) -> Rows:
    """Let the platform that was named, or whose columns these are, say what they mean."""
    if mapping.questions:
        return unfold(rows, content, mapping, mapping.questions)
    platform: Platform | None = None
    if mapping.format in _PLATFORMS:
        platform = _PLATFORMS[mapping.format]
        if not platform.recognises(rows.frame.columns):
            raise MappingError(
                f"{content.name} is not {platform.title}: it has the columns {listed(rows.frame.columns)}. "
                "Leave --as out, or name the columns."
            )
    elif mapping.format is None:
        known = (each for each in PLATFORMS if each.recognises(rows.frame.columns))
        platform = next(known, None)
    return rows if platform is None else platform.adapt(rows, content, mapping)


def _check(content: Content) -> None:
    """Say what a file is that nobody can read here; raises ``SourceError``."""
    for start, kind in _UNREADABLE:
        if content.start.startswith(start):
            raise SourceError(f"{content.name} is {kind}. Known formats: {', '.join(_titles())}.")
    if _XML.match(content.opening):
        raise SourceError(
            f"{content.name} is XML, and neither a web page nor a table. "
            "Open it in a spreadsheet and save it as XLSX."
        )
    if content.start.startswith(_OLD_OFFICE):
        if "EncryptedPackage".encode("utf-16-le") in content.data:
            raise SourceError(
                f"{content.name} is protected with a password. Save it without one and try again."
            )
        raise SourceError(
            f"{content.name} is a file of an old Office version (XLS, DOC). "
            "Open it and save it as XLSX or DOCX."
        )
    if content.is_zip:
        _check_archive(content)


def _check_archive(content: Content) -> None:
    if content.damage is not None:
        raise SourceError(
            f"{content.name} is a ZIP file, document or workbook that is damaged ({content.damage}). "
            "Save it again."
        )
    for member, kind in _ARCHIVES:
        if member in content.members:
            raise SourceError(f"{content.name} is {kind}.")
    for word, kind in _OPEN_DOCUMENTS:
        if b"application/vnd.oasis.opendocument." + word in content.start[:200]:
            raise SourceError(f"{content.name} is {kind}.")


def _with_note(rows: Rows, content: Content, found: Format) -> Rows:
    named = next((title for title, suffixes in _SUFFIXES.items() if content.suffix in suffixes), None)
    if named in (None, found.title):
        return rows
    begins = content.start.removeprefix(BOM_UTF8).lstrip()
    if found.title not in _SUFFIXES and begins.startswith(_BEGINNINGS.get(str(named), ())):
        return rows
    note = f"the name says {content.suffix}, the content is {rows.format}; the content was followed"
    return replace(rows, notes=(note, *rows.notes))
