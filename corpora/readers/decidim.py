"""Decidim: proposals and comments, with a column for every language of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import polars as pl

from corpora.mapping import Mapping
from corpora.readers.cells import joined, without_markup
from corpora.readers.content import Content
from corpora.readers.formats import Platform
from corpora.readers.rows import VOTES, Rows
from corpora.values import integers

WITHDRAWN: Final = "withdrawn on the platform"
_LOCALE: Final = re.compile(r"^(title|body)/([a-z]{2,3}(?:-[A-Za-z]+)?)$")
_COMMENT: Final = "commentable_id"
_TRUE: Final = ("true", "1", "t")
_ALIGNMENT: Final = {1: "in favour", -1: "against", 0: "neutral"}


def recognises(columns: Sequence[str]) -> bool:
    """Say whether these are the columns of proposals or comments, older or newer."""
    names = set(columns)
    bodies = {name for name in names if name == "body" or _LOCALE.match(name)}
    of_proposals = "component/id" in names or "participatory_space/id" in names
    return bool(bodies) and (of_proposals or {_COMMENT, "alignment"} <= names)


def adapt(rows: Rows, content: Content, mapping: Mapping) -> Rows:
    """Give proposals (title and body as one text), or comments with what they reply to."""
    rows, parts, notes = _in_one_language(rows, mapping)
    rows = without_markup(rows, parts)
    comments = _COMMENT in rows.frame.columns
    named = {*mapping.columns.values(), *mapping.keep}
    text: str | None = None
    if mapping.text is None:
        rows, text = joined(rows, parts, keep=tuple(named))
    if comments:
        rows, more = _answered(rows)
        notes += more
    columns = rows.frame.columns
    rows = rows.reject(_withdrawn(columns))
    return replace(
        rows,
        format=f"Decidim, {rows.format}",
        notes=(*rows.notes, *notes),
        preset=Mapping(
            text=text,
            id=_first(columns, "id"),
            participant=_first(columns, "author/id", "authors/id", "author/name"),
            agree=None if comments else _first(columns, "votes", "supports", "proposal_votes"),
            created=_first(columns, "published_at", "created_at"),
            reply_to="reply to" if comments else None,
        ),
    )


def _first(columns: Sequence[str], *names: str) -> str | None:
    return next((name for name in names if name in columns), None)


def _in_one_language(rows: Rows, mapping: Mapping) -> tuple[Rows, list[str], list[str]]:
    """Choose a locale: the mapping's language, else the one with most text; what lacks it keeps its own."""
    frame = rows.frame
    found = [match for name in frame.columns if (match := _LOCALE.match(name))]
    length = {
        locale: sum(_length(frame[match[0]]) for match in found if match[2] == locale)
        for locale in dict.fromkeys(match[2] for match in found)
    }
    order = sorted(length, key=lambda each: (each[:2] != (mapping.language or ""), -length[each], each))
    notes: list[str] = []
    parts: list[str] = []
    for part in ("title", "body"):
        if part in frame.columns:
            parts.append(part)
            continue
        names = [f"{part}/{locale}" for locale in order if f"{part}/{locale}" in frame.columns]
        if not names:
            continue
        filled = [pl.when(pl.col(name).str.strip_chars() != "").then(name) for name in names]
        whole = frame.select(pl.coalesce(filled).alias(part)).to_series()
        elsewhere = int((frame[names[0]].str.strip_chars().fill_null("") == "").sum()) - whole.null_count()
        if elsewhere:
            notes.append(f"{elsewhere} rows have no {names[0]}: their {part} was taken in another language")
        repaired = rows.repaired.with_columns(
            column=pl.when(pl.col("column").is_in(names)).then(pl.lit(part)).otherwise("column")
        ).unique(maintain_order=True)
        kept = {*mapping.columns.values(), *mapping.keep}
        frame = frame.with_columns(whole).drop([name for name in names if name not in kept])
        rows = replace(rows, frame=frame, repaired=repaired)
        parts.append(part)
    if len(order) > 1:
        notes.append(f"languages of the export: {', '.join(order)}; '{order[0]}' was read")
    return rows, parts, notes


def _length(column: pl.Series) -> int:
    return int(column.str.strip_chars().str.len_chars().sum() or 0)


def _withdrawn(columns: Sequence[str]) -> pl.Expr:
    """Give the reason for what its author took back."""
    taken_back = pl.lit(False)
    if "withdrawn" in columns:
        taken_back |= pl.col("withdrawn").str.strip_chars().str.to_lowercase().is_in(_TRUE).fill_null(False)
    if "state" in columns:
        taken_back |= (pl.col("state").str.strip_chars() == "withdrawn").fill_null(False)
    return pl.when(taken_back).then(pl.lit(WITHDRAWN))


def _answered(rows: Rows) -> tuple[Rows, list[str]]:
    """Find which comment a comment replies to, and which way its author leans on it.

    The alignment of a comment on a proposal is about a text in another file: it is counted in a note, and a
    vote only where what is commented on is here.
    """
    frame = rows.frame
    kind = pl.col("commentable_type") if "commentable_type" in frame.columns else pl.lit("")
    reply = pl.when(kind.str.ends_with("Comment")).then(pl.col(_COMMENT).str.strip_chars())
    rows = rows.with_columns(frame.select(reply.alias("reply to")).to_series())
    person = _first(frame.columns, "author/id", "author/name")
    if "alignment" not in frame.columns or person is None:
        return rows, []
    leaning = rows.frame.select(
        id="reply to", participant=pl.col(person).str.strip_chars(), vote=integers(frame["alignment"])
    )
    counts = dict(leaning["vote"].drop_nulls().value_counts().iter_rows())
    said = ", ".join(f"{counts[each]} {word}" for each, word in _ALIGNMENT.items() if each in counts)
    votes = leaning.drop_nulls().filter(pl.col("vote").is_in([-1, 0, 1]))
    note = f"alignment of the comments: {said}; --keep alignment keeps it" if said else ""
    return replace(rows, votes=votes.cast(dict(VOTES))), [note] if note else []  # type: ignore[arg-type]


DECIDIM: Final = Platform("decidim", "a Decidim export (proposals or comments)", recognises, adapt)
