"""Work sessions in Word documents: their tables are found, and read as any table of a session."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from corpora.errors import SourceError
from corpora.mapping import Mapping
from corpora.readers.content import Content
from corpora.readers.formats import CERTAIN, NO, Format
from corpora.readers.rows import Rows, from_records
from corpora.readers.work_session import adapt, is_work_session, names_group

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OUTSIDE: Final = "outside the tables of the session"
_BLANK: Final = re.compile(r"\s+")


def _has_tables(content: Content) -> int:
    """Say how surely a content is a Word document with the tables of a work session."""
    if "word/document.xml" not in content.members:
        return NO
    try:
        return CERTAIN if any(is_work_session(_header(table)) for _, table in _tables(content)[0]) else NO
    except SourceError:
        return NO


def _read_tables(content: Content, mapping: Mapping) -> Rows:
    """Read the tables of a work session from a Word document; the words outside them are rejected.

    Where a table has no column for its group, the line above it names it. Raises ``SourceError`` where no
    table is one of a work session.
    """
    tables, outside = _tables(content)
    session = [(above, table) for above, table in tables if is_work_session(_header(table))]
    others = [row for _, table in tables if not is_work_session(_header(table)) for row in table]
    if not session:
        raise SourceError(
            f"{content.name} has no table of a work session: one with a column for the idea and one for its "
            "dots or its priority, such as Idee and Stippen."
        )
    names = list(dict.fromkeys(name for _, table in session for name in _header(table)))
    grouped = any(names_group(name) for name in names)
    header = names if grouped else ["Groep", *names]
    records: list[tuple[int, list[str | None]]] = []
    for above, table in session:
        for row in table[1:]:
            cells = dict(zip(_header(table), row, strict=False))
            values = [cells.get(name) for name in names]
            records.append((len(records) + 1, values if grouped else [above, *values]))
    rejected = [(len(records) + at, _OUTSIDE) for at in range(1, len(outside) + len(others) + 1)]
    if not records:
        raise SourceError(f"{content.name} has a table of a work session without rows.")
    return adapt(
        from_records(header, records, rejected, format="tables of a work session (DOCX)"), content, mapping
    )


def _header(table: Sequence[Sequence[str]]) -> list[str]:
    return list(table[0]) if table else []


def _tables(content: Content) -> tuple[list[tuple[str | None, list[list[str]]]], list[str]]:
    """Give the tables of a Word document, each with the line above it, and the lines outside them."""
    from corpora.readers.office import OfficeFile

    tables: list[tuple[str | None, list[list[str]]]] = []
    outside: list[str] = []
    with OfficeFile(content.path) as file:
        root = file.xml("word/document.xml")
        body = None if root is None else root.find(f"{_W}body")
        for element in () if body is None else body:
            if element.tag == f"{_W}p" and (text := _text(element)):
                outside.append(text)
            elif element.tag == f"{_W}tbl":
                rows = [
                    [_text(cell) for cell in row.findall(f"{_W}tc")] for row in element.findall(f"{_W}tr")
                ]
                tables.append((outside[-1] if outside else None, [row for row in rows if any(row)]))
    return tables, outside


def _text(element: Any) -> str:
    paragraphs = element.iter(f"{_W}p") if element.tag != f"{_W}p" else [element]
    texts = ("".join(run.text or "" for run in each.iter(f"{_W}t")) for each in paragraphs)
    return _BLANK.sub(" ", " ".join(texts)).strip()


SESSION_TABLES: Final = Format(
    "work-session-tables", "notes of a work session (DOCX)", _has_tables, _read_tables
)
"""The same in the tables of a Word document."""
