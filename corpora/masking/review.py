"""The review file: every masked passage in its surroundings, for a person to confirm, undo or add to.

It holds what masking takes out of a corpus, so it is a file of its own, readable by its owner only, and no
part of a run.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import polars as pl

from corpora.errors import SettingsError, nearest
from corpora.files import write_atomically
from corpora.masking.decisions import DECIDED, Decision, Decisions
from corpora.masking.masked import Masked
from corpora.masking.spans import KINDS
from corpora.spreadsheets import guarded, unguarded

COLUMNS: Final = ("kind", "text", "before", "after", "file", "row", "decision")
VERDICTS: Final = {"mask": True, "do not mask": False, "maskeren": True, "niet maskeren": False}
"""What may stand under ``decision``; empty leaves it to the rules."""
AROUND: Final = 30


def write_review(
    path: Path,
    texts: pl.Series,
    masked: Masked,
    files: Sequence[str],
    rows: Sequence[int],
    decisions: Decisions | None = None,
) -> int:
    """Write the review file of a masking; gives the number of passages in it.

    Parameters
    ----------
    texts
        The texts as they were before masking, as given to :func:`~corpora.masking.masked.mask`.
    files, rows
        The file and the record number of each text, from 1.
    decisions
        What a person decided before: it stands at the end, and the passages it masks are not listed again.

    A CSV in UTF-8 with a byte order mark and commas, with mode 600. A cell that a spreadsheet would take for
    a formula begins with an apostrophe, which :func:`read_review` takes off again.
    """
    given = texts.to_list()
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    open_spans = masked.spans.filter(pl.col("rule") != DECIDED).sort("position", "start")
    for position, start, end, kind, _ in open_spans.iter_rows():
        text = given[position]
        cells = (
            kind,
            text[start:end],
            text[max(0, start - AROUND) : start],
            text[end : end + AROUND],
            files[position],
        )
        writer.writerow([*map(guarded, cells), rows[position], ""])
    for one in (decisions or Decisions()).all:
        cells = (one.kind, one.text, one.before, one.after, "")
        writer.writerow([*map(guarded, cells), "", "mask" if one.masked else "do not mask"])
    _write_private(path, "\ufeff" + out.getvalue())
    return open_spans.height


def read_review(path: Path) -> Decisions:
    """Read the decisions of a review file; a line without one is left to the rules.

    A line that a person adds needs ``text`` and ``decision``; without ``before`` and ``after`` it holds
    everywhere, and without ``kind`` it is a name. Commas, semicolons and tabs are read.

    Raises
    ------
    SettingsError
        When the file is not there or no such table, or a line cannot be followed: with its number and the way
        out.
    """
    try:
        content = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise SettingsError(f"{path} is not here. Give the path of a review file, or leave it out.") from None
    except (OSError, UnicodeDecodeError) as problem:
        raise SettingsError(
            f"{path} cannot be read as text in UTF-8 ({problem}). Save it as CSV UTF-8."
        ) from None
    head = content.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(content), delimiter=delimiter)
    header = [name.strip().casefold() for name in next(reader, [])]
    missing = [name for name in ("text", "decision") if name not in header]
    if missing:
        raise SettingsError(
            f"{path} has no column {missing[0]!r}; its columns are {', '.join(header) or 'none'}. "
            f"A review file has the columns {', '.join(COLUMNS)}."
        )
    decisions: list[Decision] = []
    line = reader.line_num + 1
    for cells in reader:
        if decision := _decision(
            path, line, dict(zip(header, cells, strict=False)), len(cells) - len(header)
        ):
            decisions.append(decision)
        line = reader.line_num + 1
    _refuse_contradictions(path, decisions)
    return Decisions(tuple(dict.fromkeys(decisions)))


def _decision(path: Path, line: int, row: dict[str, str], surplus: int) -> Decision | None:
    verdict = row.get("decision", "").strip().casefold()
    if surplus > 0:
        raise SettingsError(
            f"{path}, line {line}, has {surplus} cells too many. Put a cell with a comma in quotes."
        )
    if not verdict:
        return None
    if verdict not in VERDICTS:
        raise SettingsError(
            f"{path}, line {line}: decision {verdict!r} is none of {', '.join(map(repr, VERDICTS))}"
            f"{nearest(verdict, VERDICTS)}. Correct it, or leave it empty."
        )
    text = unguarded(row["text"])
    if not text.strip():
        raise SettingsError(
            f"{path}, line {line}: a decision about no text. Fill in the column text, or remove the line."
        )
    kind = row.get("kind", "").strip().strip("[]").upper() or "NAAM"
    if kind not in KINDS:
        raise SettingsError(
            f"{path}, line {line}: kind {kind!r} is none of {', '.join(KINDS)}{nearest(kind, KINDS)}."
        )
    return Decision(
        text, VERDICTS[verdict], kind, unguarded(row.get("before", "")), unguarded(row.get("after", ""))
    )


def _refuse_contradictions(path: Path, decisions: Sequence[Decision]) -> None:
    verdicts: dict[tuple[str, str, str], bool] = {}
    for one in decisions:
        if verdicts.setdefault((one.text, one.before, one.after), one.masked) != one.masked:
            raise SettingsError(
                f"{path} decides both 'mask' and 'do not mask' about {one.text!r} in the same surroundings. "
                "Keep one of the two."
            )


def _write_private(path: Path, content: str) -> None:
    """Write a file that nobody else could read at any moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    former = os.umask(0o077)
    try:
        write_atomically(path, content)
    finally:
        os.umask(former)
    path.chmod(0o600)
