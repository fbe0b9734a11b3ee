"""OpenStad: the proposals, comments, votes and survey answers of one workbook, as one source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

import polars as pl

from corpora.mapping import FIELDS, Mapping
from corpora.readers.cells import joined, without_markup
from corpora.readers.content import Content
from corpora.readers.excel import read_sheets
from corpora.readers.formats import Platform
from corpora.readers.rows import REJECTED, REPAIRED, VOTES, Rows
from corpora.readers.wide import unfold

_PROPOSAL: Final = "Inzending ID"
_COMMENT: Final = "Reactie ID"
_VOTE: Final = "Stem ID"
_ANSWERS: Final = ("ID", "Aangemaakt op", "Project ID", "Widget")
_PARTS: Final = ("Titel", "Samenvatting", "Beschrijving")
_REPLY: Final = r"^\s*└\s*"
_FOR: Final = ("ja", "yes", "voor", "like", "eens", "1")
_AGAINST: Final = ("nee", "no", "tegen", "dislike", "oneens", "-1")
_ABOUT: Final = ("Waarschijnlijk spam", *_ANSWERS)
_PERSON: Final = ("Gebruiker ", "Gebruikers ")
_KEPT: Final = ("ID", "rol")
_ADDRESS: Final = ("IP Adres",)


def recognises(columns: Sequence[str]) -> bool:
    """Say whether these are the columns of one of its four sheets."""
    return _kind(columns) is not None


def adapt(rows: Rows, content: Content, mapping: Mapping) -> Rows:
    """Give what people wrote in every sheet, numbered on from sheet to sheet, and the votes on proposals.

    A sheet that the mapping names is read alone. A comment replies to another comment, else to the proposal
    it stands under. Names, addresses and the like are left out where the mapping does not keep them.
    """
    sheets = {"": rows}
    if mapping.sheet is None and "xl/workbook.xml" in content.members:
        sheets = read_sheets(content.path)
    known = {name: each for name, each in sheets.items() if recognises(each.frame.columns)}
    notes = [f"sheet '{name}' is not one of OpenStad: not read" for name in sheets if name not in known]
    votes = [pl.DataFrame(schema=VOTES)]
    said: list[Rows] = []
    for name, sheet in known.items():
        kind = _kind(sheet.frame.columns)
        if kind == "votes":
            cast, note = _votes(sheet.frame)
            votes.append(cast)
            notes.append(note)
        else:
            placed = sheet if not name else replace(sheet, locator=_place(name, sheet.row))
            said.append(_READERS[str(kind)](placed, content, mapping))
        notes += _dropped(name, sheet.frame.columns, mapping)
    whole = _together(said, rows)
    columns = whole.frame.columns
    free = {*columns} - {*mapping.columns.values(), *mapping.keep}
    return replace(
        whole,
        format=f"OpenStad, {rows.format}",
        encoding=rows.encoding,
        notes=(*_own(rows.notes, known), *whole.notes, *notes),
        votes=pl.concat(votes),
        preset=Mapping().with_flags(**{name: name for name in FIELDS if name in free}),
    )


def _kind(columns: Sequence[str]) -> str | None:
    names = set(columns)
    if _VOTE in names and "Stem" in names:
        return "votes"
    if _COMMENT in names and "Reactie" in names:
        return "comments"
    if _PROPOSAL in names and names & {*_PARTS}:
        return "proposals"
    return "answers" if names >= {*_ANSWERS} else None


def _own(notes: tuple[str, ...], known: dict[str, Rows]) -> tuple[str, ...]:
    """Leave out that one sheet was chosen, where all were read."""
    return tuple(note for note in notes if len(known) < 2 or not note.startswith("sheet '"))


def _place(sheet: str, row: pl.Series) -> pl.Series:
    name = sheet.replace(";", ",")
    return pl.select(pl.format("sheet={};row={}", pl.lit(name), row).alias("locator")).to_series()


def _named(rows: Rows, mapping: Mapping, meanings: dict[str, pl.Expr | str | None]) -> Rows:
    """Add a column for each meaning, made of a column that is there or of an expression."""
    columns = rows.frame.columns
    made = {
        meaning: pl.col(each) if isinstance(each, str) else each
        for meaning, each in meanings.items()
        if each is not None and (not isinstance(each, str) or each in columns)
    }
    frame = rows.frame.with_columns(**made)
    used = {each for each in meanings.values() if isinstance(each, str)} - {*meanings}
    named = {*mapping.columns.values(), *mapping.keep}
    return replace(rows, frame=frame.drop([name for name in used & {*columns} if name not in named]))


def _first(columns: Sequence[str], *names: str) -> str | None:
    return next((name for name in names if name in columns), None)


def _proposals(rows: Rows, content: Content, mapping: Mapping) -> Rows:
    parts = [name for name in _PARTS if name in rows.frame.columns]
    rows, text = joined(without_markup(rows, parts), parts, keep=(*mapping.columns.values(), *mapping.keep))
    rows = _renamed_repairs(rows, text)
    columns = rows.frame.columns
    return _named(
        rows,
        mapping,
        {
            "text": text,
            "id": _numbered("inzending", _PROPOSAL),
            "participant": "Gebruiker ID",
            "role": "Gebruiker rol",
            "created": _first(columns, "Datum aangemaakt (leesbaar)", "Datum aangemaakt"),
            "agree": "Aantal likes",
            "disagree": "Aantal dislikes",
        },
    )


def _comments(rows: Rows, content: Content, mapping: Mapping) -> Rows:
    rows = without_markup(rows, ["Reactie"])
    columns = rows.frame.columns
    under = _numbered("inzending", _PROPOSAL) if _PROPOSAL in columns else pl.lit(None, pl.String)
    reply = "Reactie op ID"
    to = pl.coalesce(_numbered("reactie", reply), under) if reply in columns else under
    rows = rows.with_columns(rows.frame.select(pl.col("Reactie").str.replace(_REPLY, "")).to_series())
    return _named(
        _renamed_repairs(rows, "Reactie"),
        mapping,
        {
            "text": "Reactie",
            "id": _numbered("reactie", _COMMENT),
            "reply_to": to,
            "participant": "Gebruiker ID",
            "role": "Gebruiker rol",
            "created": _first(columns, "Datum (leesbaar)", "Datum"),
            "agree": "Reactie likes",
            "disagree": "Reactie dislikes",
        },
    )


def _answers(rows: Rows, content: Content, mapping: Mapping) -> Rows:
    columns = rows.frame.columns
    given = {*mapping.columns.values(), *mapping.keep}
    questions = [
        name
        for name in columns
        if name not in _ABOUT and not name.startswith(_PERSON) and name not in given and name not in _ADDRESS
    ]
    rows = _with_person(rows, _first(columns, "Gebruikers ID", "Gebruiker ID"))
    own = replace(rows, preset=Mapping(participant="participant"))
    asked = unfold(own, content, Mapping(id="ID"), questions)
    names = asked.preset
    return _named(
        _renamed_repairs(asked, names.text or "answer"),
        mapping,
        {
            "text": names.text,
            "id": pl.format("antwoord {}", "ID"),
            "question": names.question,
            "participant": names.participant,
            "role": _first(columns, "Gebruikers rol", "Gebruiker rol"),
            "created": "Aangemaakt op",
        },
    )


def _with_person(rows: Rows, user: str | None) -> Rows:
    """Say who filled in a form: the user, and somebody unknown for each form without one."""
    somebody = pl.format("enquête {}", "ID")
    if user is None:
        return rows.with_columns(rows.frame.select(somebody.alias("participant")).to_series())
    known = pl.col(user).str.strip_chars()
    person = pl.when(known != "").then(known).otherwise(somebody).alias("participant")
    return rows.with_columns(rows.frame.select(person).to_series())


_READERS: Final[dict[str, Callable[[Rows, Content, Mapping], Rows]]] = {
    "proposals": _proposals,
    "comments": _comments,
    "answers": _answers,
}


def _numbered(kind: str, column: str) -> pl.Expr:
    """Give ids under the kind of what they number: a proposal and a comment may both be number 12."""
    number = pl.col(column).str.strip_chars()
    return pl.when(number != "").then(pl.format("{} {}", pl.lit(kind), number))


def _renamed_repairs(rows: Rows, text: str) -> Rows:
    renamed = pl.when(pl.col("column") == text).then(pl.lit("text")).otherwise("column")
    return replace(rows, repaired=rows.repaired.with_columns(column=renamed))


def _together(said: Sequence[Rows], given: Rows) -> Rows:
    """Put the records of the sheets under each other, numbered on."""
    if not said:
        reason = pl.DataFrame({"row": given.row}).with_columns(reason=pl.lit("a vote, not something said"))
        empty = pl.DataFrame(schema={"text": pl.String})
        return replace(given, frame=empty, row=given.row.clear(), locator=None, rejected=reason, notes=())
    before = 0
    rows: list[pl.Series] = []
    moved: list[tuple[pl.DataFrame, pl.DataFrame]] = []
    for each in said:
        rows.append(each.row + before)
        shift = pl.col("row") + before
        moved.append((each.rejected.with_columns(shift), each.repaired.with_columns(shift)))
        before += each.count
    return Rows(
        frame=pl.concat([each.frame for each in said], how="diagonal"),
        row=pl.concat(rows),
        format=said[0].format,
        locator=pl.concat([each.where for each in said]),
        rejected=pl.concat([rejected for rejected, _ in moved]).cast(dict(REJECTED)),  # type: ignore[arg-type]
        repaired=pl.concat([repaired for _, repaired in moved]).cast(dict(REPAIRED)),  # type: ignore[arg-type]
        notes=tuple(note for each in said for note in each.notes),
    )


def _votes(frame: pl.DataFrame) -> tuple[pl.DataFrame, str]:
    said = pl.col("Stem").str.strip_chars().str.to_lowercase()
    cast = frame.select(
        id=_numbered("inzending", _PROPOSAL) if _PROPOSAL in frame.columns else pl.lit(None, pl.String),
        participant=pl.col(
            _first(frame.columns, "Gebruiker ID", "Gebruikers ID") or "Stem ID"
        ).str.strip_chars(),
        vote=pl.when(said.is_in(_FOR)).then(1).when(said.is_in(_AGAINST)).then(-1).cast(pl.Int64),
    )
    sound = cast.drop_nulls()
    unread = len(cast) - len(sound)
    rest = f"; {unread} are neither for nor against, or on nothing, and do not count" if unread else ""
    last = sound.unique(["id", "participant"], keep="last", maintain_order=True)
    return last, f"{len(sound)} votes on proposals of {sound['participant'].n_unique()} people{rest}"


def _dropped(sheet: str, columns: Sequence[str], mapping: Mapping) -> list[str]:
    """Count the columns about persons that are left out."""
    kept = {*mapping.columns.values(), *mapping.keep}
    gone = [
        name
        for name in columns
        if (name.startswith(_PERSON) and name.split(" ", 1)[1] not in _KEPT) or name in _ADDRESS
        if name not in kept
    ]
    where = f"sheet '{sheet}': " if sheet else ""
    return [f"{where}{len(gone)} columns about persons left out: {', '.join(gone)}"] if gone else []


OPENSTAD: Final = Platform("openstad", "an OpenStad export (workbook)", recognises, adapt)
