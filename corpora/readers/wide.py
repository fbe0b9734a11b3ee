"""Surveys in wide form, one row a person and one column a question: every answer is a contribution."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import polars as pl

from corpora.columns import called, identifies, is_prose
from corpora.errors import MappingError, nearest
from corpora.identity import hashed
from corpora.mapping import Mapping
from corpora.readers.content import Content
from corpora.readers.formats import Platform
from corpora.readers.rows import Rows, unused

NO_ANSWER: Final = "no answer"
_WORDS: Final = 4
_LISTED: Final = 60
_ASKS: Final = re.compile(
    r"(?i)^(wat|waar|waarom|wie|welke|hoe|wanneer|what|why|who|which|how|where|when|was|warum|wer|wie)\b"
)


@dataclass(frozen=True)
class _Names:
    """The columns that an unfolded survey gets beside those it had."""

    question: str
    answer: str
    person: str
    id: str | None


def asks(header: str) -> bool:
    """Say whether the name of a column is a question, or an opening to be finished.

    >>> asks("Wat gaat goed in uw wijk?"), asks("Ik voel mij thuis als ..."), asks("Wijk")
    (True, True, False)
    """
    long = len(header.split()) >= _WORDS
    return header.rstrip().endswith("?") or (
        long and (header.rstrip(" .…") != header or _ASKS.match(header) is not None)
    )


def recognises(columns: Sequence[str]) -> bool:
    """Say whether several columns are questions, and none is called text or the like."""
    return sum(asks(name) for name in columns) > 1 and not called("text", list(columns))


def adapt(rows: Rows, content: Content, mapping: Mapping) -> Rows:
    """Unfold the questions that were answered in prose, where there are two or more of them."""
    free = [name for name in rows.frame.columns if name not in {*mapping.columns.values(), *mapping.keep}]
    questions = [name for name in free if asks(name) and is_prose(rows.frame[name])]
    if mapping.text is not None or len(questions) < 2:
        return rows
    others = [name for name in free if asks(name) and name not in questions]
    note = f"other questions ({_listed(others)}) are not read; --questions names those to read"
    unfolded = unfold(rows, content, mapping, questions)
    return replace(unfolded, notes=(*unfolded.notes, note)) if others else unfolded


def unfold(rows: Rows, content: Content, mapping: Mapping, questions: Sequence[str]) -> Rows:
    """Make every answer a record: numbered on, with the row and the column it stands in as its place.

    The question is the header. The participant is the column that tells of one, else the id, else the row
    itself, one person each. An empty answer is rejected, with that reason. Raises ``MappingError`` for a
    question that is not there, and where a text is named too.
    """
    _check(rows, content, mapping, questions)
    rows, names = _with_people(rows, content, mapping, questions)
    start = _starts(rows, len(questions))
    index = pl.DataFrame({"row": rows.row, "where": rows.where}).join(
        start, on="row", how="left", maintain_order="left"
    )
    rest = [name for name in rows.frame.columns if name not in questions]
    first, where = unused("first", rows.frame.columns), unused("where", rows.frame.columns)
    long = (
        rows.frame.with_columns(index["start"].alias(first), index["where"].alias(where))
        .unpivot(
            list(questions),
            index=[*rest, first, where],
            variable_name=names.question,
            value_name=names.answer,
        )
        .with_columns(
            pl.col(first)
            + pl.col(names.question).replace_strict(
                {name: position for position, name in enumerate(questions, start=1)}, return_dtype=pl.Int64
            )
        )
        .sort(first)
    )
    if names.id is not None:
        long = long.with_columns(pl.format("{}/{}", names.id, names.question).alias(names.id))
    said = pl.col(names.answer).str.strip_chars().fill_null("")
    answers = replace(
        rows,
        frame=long.drop(first, where),
        row=long[first].alias("row"),
        locator=long.select(
            pl.format("{};column={}", where, pl.col(names.question).str.replace_all(";", ",", literal=True))
        ).to_series(),
        rejected=rows.rejected.join(start, on="row")
        .select(pl.col("start") + 1, "reason")
        .rename({"start": "row"}),
        repaired=_moved(rows, start, questions, names.answer),
        notes=(
            *rows.notes,
            f"{len(rows.frame)} rows with {len(questions)} questions: every answer is a contribution",
        ),
        preset=Mapping(
            text=names.answer, question=names.question, participant=names.person, id=names.id
        ).over(replace(rows.preset, text=None, id=None, participant=None, question=None)),
    )
    return answers.reject(pl.when(said == "").then(pl.lit(NO_ANSWER)))


def _check(rows: Rows, content: Content, mapping: Mapping, questions: Sequence[str]) -> None:
    columns = rows.frame.columns
    for name in questions:
        if name not in columns:
            raise MappingError(
                f"{content.name} has no column '{name}'; it has {_listed(columns)}"
                f"{nearest(name, columns) or '.'} "
                "Map it in source.toml under [columns], questions, or with --questions."
            )
    if mapping.text is not None:
        raise MappingError(
            f"{content.name}: '{mapping.text}' is named as the text, and {_listed(questions)} as questions "
            "of a survey. Name the text, or the questions."
        )


def _with_people(
    rows: Rows, content: Content, mapping: Mapping, questions: Sequence[str]
) -> tuple[Rows, _Names]:
    """Say who answers in each row: in a column of its own where it is the id or the row itself."""
    columns = rows.frame.columns
    free = [name for name in columns if name not in {*questions, *mapping.columns.values(), *mapping.keep}]
    own = mapping.participant or rows.preset.participant or next(iter(called("participant", free)), None)
    id_ = mapping.id or next(
        (name for name in called("id", free) if name != own and identifies(rows.frame[name])), None
    )
    question, answer = unused(mapping.question or "question", columns), unused("answer", columns)
    if own is not None:
        return rows, _Names(question, answer, own, id_)
    person = unused("respondent", columns)
    if id_ is not None:
        known = rows.frame[id_].alias(person)
    else:
        known = _row_as_person(rows.frame, content.name).alias(person)
    return rows.with_columns(known), _Names(question, answer, person, id_)


def _row_as_person(frame: pl.DataFrame, file: str) -> pl.Series:
    """Name who filled in a row after the file and what is in it, so that a file that grows changes nobody."""
    cells = frame.select(said=pl.concat_str(pl.all().fill_null(""), separator="\x1f")).with_columns(
        time=pl.int_range(pl.len()).over("said")
    )
    return pl.Series(
        [hashed(f"{file}\x1f{said}\x1f{time}", 16) for said, time in cells.iter_rows()], dtype=pl.String
    )


def _starts(rows: Rows, questions: int) -> pl.DataFrame:
    """Count the records before each row (``row, start``): a rejected row is one, any other one a question."""
    width = [questions] * len(rows.row) + [1] * len(rows.rejected)
    every = pl.DataFrame(
        {"row": pl.concat([rows.row.alias("row"), rows.rejected["row"]]), "width": width},
        schema_overrides={"width": pl.Int64},
    ).sort("row")
    return every.select("row", start=pl.col("width").cum_sum() - pl.col("width"))


def _moved(rows: Rows, start: pl.DataFrame, questions: Sequence[str], answer: str) -> pl.DataFrame:
    """Give the repairs of answers under the numbers that these have now."""
    places = pl.DataFrame(
        {"column": list(questions), "place": range(1, len(questions) + 1)},
        schema={"column": pl.String, "place": pl.Int64},
    )
    return (
        rows.repaired.join(places, on="column")
        .join(start, on="row")
        .select(pl.col("start") + pl.col("place"), pl.lit(answer).alias("column"), "reason")
        .rename({"start": "row"})
    )


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f"'{name[:_LISTED]}'" for name in names[:10])
    return f"{shown} and {len(names) - 10} more" if len(names) > 10 else shown


WIDE: Final = Platform("survey", "a survey with a column for every question", recognises, adapt)
