"""Notes of a work session: tables of ideas by group, with the weight that people gave to each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import polars as pl

from corpora.column_names import plain
from corpora.mapping import Mapping
from corpora.readers.content import Content
from corpora.readers.formats import Platform
from corpora.readers.priorities import priorities, take_mark, weight_of
from corpora.readers.rows import Rows, from_records

_DOTS: Final = frozenset(
    "stippen aantalstippen stickers aantalstickers plakkers dots stippenstickers klebepunkte".split()
)
_RANKS: Final = frozenset("rang rangorde ranking rank volgorde plek plaats topvijf".split())
_OPEN: Final = frozenset(
    "prioriteit prio priority punten points score gewicht stemmen votes punkte priorität".split()
)
_GROUPS: Final = frozenset(
    "tafel tafelnummer tafelnr groep groepje groepnummer werkgroep subgroep table group tisch gruppe".split()
)
_ROUNDS: Final = frozenset("ronde round runde sessie".split())
_IDEAS: Final = (
    "uitspraak",
    "idee",
    "voorstel",
    "inbreng",
    "bijdrage",
    "statement",
    "idea",
    "stelling",
    "wens",
    "tekst",
    "text",
    "punt",
)
_REMARKS: Final = (
    "opmerking",
    "toelichting",
    "notitie",
    "remark",
    "note",
    "comment",
    "anmerkung",
    "wie",
    "actie",
)
_WIDE: Final = re.compile(
    r"^(?:tafel|groep|table|group|tisch|gruppe|team)\s*(?:\d{1,3}|[A-Za-z])(?:\s*[:–-].*)?$", re.IGNORECASE
)
_EMPTY: Final = "an empty cell"


def is_work_session(columns: Sequence[str]) -> bool:
    """Say whether columns are those of a work session: dots for ideas, or a weight by table or group.

    >>> is_work_session(["Tafel", "Idee", "Prioriteit"]), is_work_session(["Tafel 1", "Tafel 2"])
    (True, True)
    >>> is_work_session(["id", "reactie", "stemmen"])
    False
    """
    names = {plain(name) for name in columns}
    if sum(_WIDE.match(name.strip()) is not None for name in columns) >= max(2, len(columns) - 1):
        return True
    grouped = bool(names & _GROUPS)
    return len(columns) > 1 and (bool(names & _DOTS) or (grouped and bool(names & (_RANKS | _OPEN))))


def names_group(column: str) -> bool:
    """Say whether a column is for the table or group, or is one itself.

    >>> names_group("Tafel"), names_group("Tafel 1"), names_group("Idee")
    (True, True, False)
    """
    return plain(column) in _GROUPS or _WIDE.match(column.strip()) is not None


def adapt(rows: Rows, content: Content, mapping: Mapping) -> Rows:
    """Give the rows of a work session as contributions, with their weight in ``priority``.

    A row is an idea; where every column is a table or group, a cell is. Ranks are turned round, so that more
    is more important, and a note says so.
    """
    wide = [name for name in rows.frame.columns if _WIDE.match(name.strip())]
    if len(wide) >= max(2, len(rows.frame.columns) - 1):
        return _cells(rows, wide)
    return _ideas(rows, mapping)


def _ideas(rows: Rows, mapping: Mapping) -> Rows:
    frame = rows.frame
    weighed = next((name for name in frame.columns if plain(name) in _DOTS | _RANKS | _OPEN), None)
    group = next((name for name in frame.columns if plain(name) in _GROUPS), None)
    session = next((name for name in frame.columns if plain(name) in _ROUNDS), None)
    text = mapping.text or _text_column(frame, {weighed, group, session})
    groups = frame[group].to_list() if group else [None] * len(frame)
    cells = frame[weighed].to_list() if weighed else [None] * len(frame)
    weights = [weight_of(cell) for cell in cells]
    name = plain(weighed or "")
    values, turned = priorities(
        weights, groups, ranked=True if name in _RANKS else False if name in _DOTS else None
    )
    unread = sorted(
        {
            cell
            for cell, weight in zip(cells, weights, strict=True)
            if weight is None and cell and cell.strip()
        }
    )
    notes = list(rows.notes)
    if weighed:
        notes.append(_told(weighed, values, turned=turned))
    if unread:
        notes.append(f"no weight in '{weighed}': {', '.join(repr(cell) for cell in unread[:5])}")
    named = _free("priority", frame.columns)
    preset = Mapping(
        text=text,
        priority=named,
        round=session,
        keep=(group,) if group and group not in (mapping.round, text) else (),
        kind="workshop",
    )
    return replace(rows, frame=frame.with_columns(_strings(named, values)), notes=tuple(notes), preset=preset)


def _cells(rows: Rows, wide: Sequence[str]) -> Rows:
    records: list[tuple[int, tuple[str | None, ...]]] = []
    rejected: list[tuple[int, str]] = []
    where: list[str] = []
    weights = []
    number = 0
    for line, at in zip(rows.frame.select(wide).iter_rows(), rows.row, strict=True):
        for group, cell in zip(wide, line, strict=True):
            number += 1
            if not (cell or "").strip():
                rejected.append((number, _EMPTY))
                continue
            text, weight = take_mark(cell)
            records.append((number, (text, group.strip(), None)))
            weights.append(weight)
            where.append(f"row={at};column={group.strip().replace(';', ',')}")
    for reason in rows.rejected["reason"]:
        number += 1
        rejected.append((number, reason))
    values, turned = priorities(weights, [record[1] for _, record in records], ranked=None)
    made = from_records(
        ("text", "group", "priority"),
        [
            (row, (text, group, None if value is None else f"{value:g}"))
            for (row, (text, group, _)), value in zip(records, values, strict=True)
        ],
        rejected,
        format=rows.format,
        encoding=rows.encoding,
        notes=(
            *rows.notes,
            "every cell is an idea of the group above it",
            _told("the cells", values, turned=turned),
        ),
    )
    preset = Mapping(text="text", priority="priority", keep=("group",), kind="workshop")
    return replace(made, locator=pl.Series("locator", where, dtype=pl.String), preset=preset)


def _told(column: str, values: Sequence[float | None], *, turned: bool) -> str:
    known = sum(value is not None for value in values)
    said = f"priority ← {column}: {known} of {len(values)} have one"
    return f"{said}; it is a ranking and was turned round, so that more is more important" if turned else said


def _text_column(frame: pl.DataFrame, taken: set[str | None]) -> str | None:
    free = [name for name in frame.columns if name not in taken]
    for word in _IDEAS:
        for name in free:
            if word in plain(name) and not any(plain(name).startswith(remark) for remark in _REMARKS):
                return name
    ideas = [name for name in free if not any(plain(name).startswith(remark) for remark in _REMARKS)] or free
    lengths = {name: sum(map(len, frame[name].drop_nulls())) for name in ideas}
    return max(lengths, key=lambda name: lengths[name]) if lengths else None


def _strings(name: str, values: Sequence[float | None]) -> pl.Series:
    return pl.Series(name, [None if value is None else f"{value:g}" for value in values], dtype=pl.String)


def _free(wanted: str, names: Sequence[str]) -> str:
    name, count = wanted, 1
    while name in names:
        count += 1
        name = f"{wanted}_{count}"
    return name


WORK_SESSION: Final = Platform("work-session", "notes of a work session", is_work_session, adapt)
"""For ``PLATFORMS``: a table of ideas by group, with dots, a tally or ranks."""
