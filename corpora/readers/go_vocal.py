"""Go Vocal (formerly CitizenLab): ideas with their votes, and the answers to a survey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from corpora.columns import is_prose
from corpora.mapping import Mapping
from corpora.readers.cells import joined, without_markup
from corpora.readers.content import Content
from corpora.readers.formats import Platform
from corpora.readers.rows import Rows
from corpora.readers.wide import asks, unfold

_IDEAS: Final = frozenset(("ID", "Title", "Description", "Submitted at", "Project"))
_KEYS: Final = frozenset(("input_id", "author_id", "submitted_at"))
_SURVEY_END: Final = ["Submitted at", "Project"]
_AUTHOR: Final = ("Author name", "Author email", "Author ID")
_AMERICAN: Final = r"^(\d{1,2})/(\d{1,2})/(\d{4})\b"
_TITLES: Final = ("Title", "title", "title_multiloc")
_BODIES: Final = ("Description", "description", "body", "body_multiloc")


def recognises(columns: Sequence[str]) -> bool:
    """Say whether these are ideas (by their English headers or stable keys), or a survey."""
    return set(columns) >= _IDEAS or set(columns) >= _KEYS or _is_survey(columns)


def adapt(rows: Rows, content: Content, mapping: Mapping) -> Rows:
    """Give ideas, title and description as one text, or the answers to every open question of a survey."""
    rows = _with_dates(rows)
    columns = rows.frame.columns
    rows = replace(
        rows,
        format=f"Go Vocal, {rows.format}",
        preset=Mapping(
            participant=_first(columns, "Author ID", "author_id"),
            created=_first(columns, "Submitted at", "submitted_at", "Published at", "published_at"),
        ),
    )
    if _is_survey(columns) and mapping.text is None:
        return _survey(rows, content, mapping)
    parts = [name for names in (_TITLES, _BODIES) if (name := _first(columns, *names)) is not None]
    rows = without_markup(rows, parts)
    text: str | None = None
    if mapping.text is None and parts:
        rows, text = joined(rows, parts, keep=(*mapping.columns.values(), *mapping.keep))
    return replace(
        rows,
        preset=replace(
            rows.preset,
            text=text,
            id=_first(columns, "ID", "input_id"),
            agree=_first(columns, "Likes", "likes_count"),
            disagree=_first(columns, "Dislikes", "dislikes_count"),
        ),
    )


def _is_survey(columns: Sequence[str]) -> bool:
    inner = [name for name in columns if name not in _AUTHOR]
    return len(inner) > 3 and inner[0] == "ID" and inner[-2:] == _SURVEY_END and "Description" not in inner


def _survey(rows: Rows, content: Content, mapping: Mapping) -> Rows:
    """Unfold the questions that are answered in words of one's own; choices and numbers stay beside them."""
    given = {*_AUTHOR, *_SURVEY_END, "ID", *mapping.columns.values(), *mapping.keep}
    asked = [name for name in rows.frame.columns if name not in given]
    questions = [name for name in asked if is_prose(rows.frame[name])]
    if not questions:
        questions = [name for name in asked if asks(name)]
    return unfold(without_markup(rows, questions), content, mapping, questions) if questions else rows


def _with_dates(rows: Rows) -> Rows:
    """Write the moments of the export, month first, as ISO 8601, so that 03/04 is the fourth of March."""
    for name in ("Submitted at", "Published at", "submitted_at", "published_at"):
        if name in rows.frame.columns:
            column = rows.frame[name].str.strip_chars()
            iso = column.str.replace(_AMERICAN, "$3-$1-$2")
            rows = rows.with_columns(iso.alias(name))
    return rows


def _first(columns: Sequence[str], *names: str) -> str | None:
    return next((name for name in names if name in columns), None)


GO_VOCAL: Final = Platform("go-vocal", "a Go Vocal export (ideas or a survey)", recognises, adapt)
