"""The formats of tables: a header and rows, or an object a row."""

from __future__ import annotations

from typing import Final

from corpora.errors import SourceError
from corpora.mapping import Mapping
from corpora.readers.content import Content
from corpora.readers.delimited import looks_delimited, read_delimited
from corpora.readers.excel import read_excel
from corpora.readers.formats import CERTAIN, LIKELY, MAYBE, NO, Format
from corpora.readers.jsonlines import looks_like_json, read_json
from corpora.readers.parquet import read_parquet
from corpora.readers.rows import Rows

_JSON: Final = (".json", ".jsonl", ".ndjson")
_DELIMITED: Final = (".csv", ".tsv", ".tab")


def _parquet(content: Content) -> int:
    return CERTAIN if content.start.startswith(b"PAR1") else NO


def _workbook(content: Content) -> int:
    return CERTAIN if "xl/workbook.xml" in content.members else NO


def _json(content: Content) -> int:
    named = content.suffix in _JSON and "\n{" in content.opening
    return LIKELY if named or looks_like_json(content.opening) else NO


def _delimited(content: Content) -> int:
    if not content.opening:
        return NO
    return LIKELY if content.suffix in _DELIMITED or looks_delimited(content.opening) else MAYBE


def _read_workbook(content: Content, mapping: Mapping) -> Rows:
    return read_excel(content.path, mapping.sheet)


def _read_parquet(content: Content, mapping: Mapping) -> Rows:
    return read_parquet(content.path)


def _read_json(content: Content, mapping: Mapping) -> Rows:
    return read_json(content.text, content.path, content.encoding)


def _read_delimited(content: Content, mapping: Mapping) -> Rows:
    if not content.opening:
        raise SourceError(f"{content.name} is not text, so it cannot be read as a table of text.")
    return read_delimited(content.path)


TABLES: Final = (
    Format("parquet", "Parquet", _parquet, _read_parquet),
    Format("xlsx", "a workbook (XLSX)", _workbook, _read_workbook),
    Format("json", "JSON or JSONL", _json, _read_json),
    Format("csv", "delimited text (CSV, TSV)", _delimited, _read_delimited),
)
"""All of them, the surest first."""
