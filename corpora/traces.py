"""Traces of a person in other files: decoding a file far enough to find their words, and rewriting it."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import polars as pl

from corpora.files import write_atomically, write_table
from corpora.passages import Passages

_MARKUP: Final = re.compile(r"<[^<>]{0,2000}>")
_ESCAPED: Final = (".json", ".jsonl", ".ndjson", ".ipynb")
_SQLITE: Final = b"SQLite format 3\x00"
_AROUND: Final = 8
"""So many characters around a masked passage tell whose text it was in."""


def holds(path: Path, passages: Passages) -> bool:
    """Whether a file holds words of theirs: in a text, a table, a database, or a member of an archive.

    Only what is compressed in another way, such as the pages of a PDF, is not seen.
    """
    return any(passages.within(text) for text in _texts(path.name, path.read_bytes(), path))


def carry_over(folder: Path, making: Path, known: Collection[str], passages: Passages) -> tuple[str, ...]:
    """Copy what else lies in a folder to the one that takes its place, without words of theirs.

    ``known`` are the files and folders that were made anew. Texts and tables are rewritten; gives the names
    of files of other kinds that hold such words, which are not copied.
    """
    left_out = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if name.parts[0] in known or name.as_posix() in known or (path.is_dir() and not path.is_symlink()):
            continue
        target = making / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink() or not holds(path, passages):
            shutil.copy2(path, target, follow_symlinks=False)
        elif not _rewritten(path, target, passages):
            left_out.append(name.as_posix())
    return tuple(left_out)


def review_without(
    content: str, rows: Collection[tuple[str, str]], own: Iterable[str], others: Iterable[str]
) -> tuple[str, int]:
    """Give a review file of masking without lines about these rows (file, number), and how many went.

    A decision names no row: it goes where what stands around it stands so in a text of theirs and in no
    other's.
    """
    head = content.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    lines = list(csv.reader(io.StringIO(content), delimiter=delimiter))
    if not lines:
        return content, 0
    column = {name.strip().lstrip("\ufeff").casefold(): number for number, name in enumerate(lines[0])}
    mine, theirs = list(own), list(others)

    def cell(line: list[str], name: str) -> str:
        place = column.get(name, len(line))
        return line[place] if place < len(line) else ""

    def is_of_them(line: list[str]) -> bool:
        if (cell(line, "file").removeprefix("'"), cell(line, "row")) in rows:
            return True
        sides = [side for name in ("before", "after") if (side := cell(line, name).removeprefix("'").strip())]
        if cell(line, "file") or len("".join(sides)) < _AROUND:
            return False
        return any(all(side in text for side in sides) for text in mine) and not any(
            all(side in text for side in sides) for text in theirs
        )

    kept = [lines[0], *(line for line in lines[1:] if not is_of_them(line))]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(kept)
    return out.getvalue(), len(lines) - len(kept)


def _rewritten(path: Path, target: Path, passages: Passages) -> bool:
    """Write a text or a table without their words; False where it cannot be."""
    if path.suffix == ".parquet":
        frame = pl.read_parquet(path)
        if not all(dtype != pl.List and dtype != pl.Struct for dtype in frame.dtypes):
            return False
        strings = [name for name, dtype in frame.schema.items() if dtype == pl.String]
        bare = [pl.Series(name, passages.erased_in(frame[name].to_list()), pl.String) for name in strings]
        write_table(frame.with_columns(bare), target)
        return True
    if zipfile.is_zipfile(path) or path.read_bytes().startswith(_SQLITE):
        return False
    try:
        content = path.read_text(encoding="utf-8")
        if path.suffix == ".json":
            content = json.dumps(passages.erased_in(json.loads(content)), indent=2, ensure_ascii=False) + "\n"
        elif path.suffix in _ESCAPED:
            rows = (json.loads(line) for line in content.splitlines() if line.strip())
            content = "".join(json.dumps(passages.erased_in(row), ensure_ascii=False) + "\n" for row in rows)
        else:
            content = passages.erased(content)
    except ValueError:  # no text, or not the JSON that its name says
        return False
    write_atomically(target, content)
    if holds(target, passages):
        target.unlink()
        return False
    return True


def _texts(name: str, data: bytes, path: Path | None = None) -> Iterator[str]:
    """Give all that can be read in a file, decoded in every way that words may stand in it."""
    if data.startswith(b"PAR1"):
        yield from _table_texts(data)
        return
    if data.startswith(_SQLITE) and path is not None:
        yield from _database_texts(path)
    if data.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                yield from _texts(member, archive.read(member))
        return
    text = data.decode("utf-8", "replace")
    yield text
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield data.decode("utf-16", "replace")
    elif "\ufffd" in text:
        yield data.decode("cp1252", "replace")
    if name.endswith(_ESCAPED):
        for part in [text] if name.endswith(".json") else text.splitlines():
            yield from _json_texts(part)
    if "<" in text:
        yield html.unescape(_MARKUP.sub("", text))


def _table_texts(data: bytes) -> Iterator[str]:
    frame = pl.read_parquet(io.BytesIO(data))
    for name, dtype in frame.schema.items():
        if dtype == pl.String:
            yield from frame[name].drop_nulls().unique()
        elif dtype == pl.List(pl.String):
            yield from frame[name].explode().drop_nulls().unique()


def _database_texts(path: Path) -> Iterator[str]:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            names = [
                row[0] for row in database.execute("select name from sqlite_master where type = 'table'")
            ]
            for name in names:
                for row in database.execute(f'select * from "{name}"'):
                    for value in row:
                        if isinstance(value, str):
                            yield value
                            yield from _json_texts(value)
    except sqlite3.Error:
        return  # its bytes are looked at all the same


def _json_texts(text: str) -> Iterator[str]:
    try:
        values = [json.loads(text)]
    except ValueError:
        return
    while values:
        value = values.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            values += [*value, *value.values()]
        elif isinstance(value, list):
            values += value
