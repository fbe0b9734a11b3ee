"""From the places of a project to contributions: of a corpus where the texts match, else of its own.

A contribution is found by the selection that stands for it where Oogst wrote the project, else by its text at
the beginning of a line or after the name of a speaker. A coding that reaches over several contributions
becomes one for each; what lies between them (names, line ends) is cut off.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import dataframely as dy
import polars as pl

from labels.codings import Codings, codings
from labels.refi.characters import as_long
from labels.refi.guids import guid
from labels.refi.neutral import Coded, Document, Project, Selection

SHORTEST: Final = 12
"""Characters of a passage from which it is sought in a corpus by its own words alone."""
SPEAKER: Final = re.compile(r"[^:\n]{1,63}:[ \t]?")
"""What may stand before what somebody says."""
_NOWHERE: Final = "its text is in no contribution"
_TWICE: Final = "its text is in several contributions, and nothing tells in which"


@dataclass(frozen=True)
class Span:
    """Where a contribution stands in a document."""

    start: int
    end: int
    contribution_id: str


@dataclass(frozen=True)
class Anchored:
    """Codings that were tied to contributions, and those that were not, each with its reason."""

    codings: dy.DataFrame[Codings]
    left: tuple[tuple[Coded, str], ...]
    cut: int
    """Codings that reached beyond one contribution and were cut."""


def anchor(project: Project, contributions: pl.DataFrame) -> Anchored:
    """Tie the codings of a project to the contributions of a corpus; texts are compared as they were written.

    Takes a table ``contributions``.
    """
    corpus = _Corpus(contributions)
    spans = {document.guid: corpus.find(document, project.selections) for document in project.documents}
    return tie(project, spans, corpus)


def tie(project: Project, spans: Mapping[str, Sequence[Span]], corpus: _Corpus | None = None) -> Anchored:
    """Cut the codings of a project to spans of contributions, in order and none over another."""
    texts = {document.guid: document.text for document in project.documents}
    rows: list[dict[str, Any]] = []
    left: list[tuple[Coded, str]] = []
    cut = 0
    for one in project.codings:
        quote = texts[one.document][one.start : one.end]
        pieces = list(_pieces(one, spans[one.document], texts[one.document]))
        if not pieces and corpus is not None:
            found = corpus.hold(quote)
            pieces = found if len(found) == 1 else []
            if not pieces:
                left.append((one, _TWICE if found else _NOWHERE))
        elif not pieces:
            left.append((one, _NOWHERE))
        if pieces:
            cut += pieces[0].end - pieces[0].start != one.end - one.start
        rows += [
            {
                "contribution_id": piece.contribution_id,
                "start": piece.start,
                "end": piece.end,
                "code": one.code,
                "coder": one.coder,
                "origin": one.origin,
                "created_at": one.created_at,
                "note": one.note,
            }
            for piece in pieces
        ]
    frame = pl.DataFrame(rows, schema_overrides={"note": pl.String, "created_at": pl.Datetime("ms", "UTC")})
    return Anchored(codings(frame) if rows else Codings.create_empty(), tuple(left), cut)


def _pieces(one: Coded, spans: Sequence[Span], text: str) -> Iterator[Span]:
    """Give the parts of a coding that lie in contributions, as places in these; white space alone is none."""
    place = max(0, bisect_right(spans, one.start, key=lambda span: span.start) - 1)
    for span in spans[place:]:
        if span.start >= one.end:
            break
        start, end = max(one.start, span.start), min(one.end, span.end)
        if start < end and (text[start:end].strip() or (start, end) == (one.start, one.end)):
            yield Span(start - span.start, end - span.start, span.contribution_id)


class _Corpus:
    """The contributions of a corpus, found by what they say."""

    def __init__(self, contributions: pl.DataFrame) -> None:
        columns = ["contribution_id", "source_id", "round", "row", "participant_id", "text"]
        ordered = contributions.select(columns).sort(
            "source_id", "round", "row", "contribution_id", nulls_last=True
        )
        self.rows = [
            {
                **row,
                "text": as_long(row["text"]),
                "document": guid("source", row["source_id"], row["round"] or ""),
            }
            for row in ordered.iter_rows(named=True)
        ]
        self.by_guid = {guid("contribution", row["contribution_id"]): row for row in self.rows}
        self.by_line: dict[str, list[dict[str, Any]]] = {}
        for row in self.rows:
            self.by_line.setdefault(row["text"].split("\n", 1)[0], []).append(row)
        self.used: set[str] = set()

    def find(self, document: Document, selections: Sequence[Selection]) -> list[Span]:
        """Find contributions in a document, in order, none over another."""
        own = [one for one in selections if one.document == document.guid]
        found = []
        for one in own:
            row = self.by_guid.get(one.guid)
            if row is not None and document.text[one.start : one.end] == row["text"]:
                found.append(Span(one.start, one.end, row["contribution_id"]))
                self.used.add(row["contribution_id"])
        if not found:
            found = list(self._by_text(document, {one.start for one in own}))
        return without_overlap(found)

    def _by_text(self, document: Document, starts: set[int]) -> Iterator[Span]:
        """Find contributions by their text, at the beginning of a line, a selection or a turn."""
        text, end = document.text, 0
        for line in re.finditer(r"[^\n]*", text):
            speaker = SPEAKER.match(line.group())
            after = [line.start() + speaker.end()] if speaker else []
            inside = [at for at in starts if line.start() < at < line.end()] if starts else []
            for at in sorted({line.start(), *after, *inside}):
                if at < end:
                    continue
                name = text[line.start() : at].rstrip().removesuffix(":")
                row = self._best(document, at, name)
                if row is not None:
                    end = at + len(row["text"])
                    self.used.add(row["contribution_id"])
                    yield Span(at, end, row["contribution_id"])

    def _best(self, document: Document, at: int, speaker: str) -> dict[str, Any] | None:
        """Give the contribution that stands at a place: the longest, of its speaker, not found before."""
        stop = document.text.find("\n", at)
        first = document.text[at:] if stop < 0 else document.text[at:stop]
        fitting = [row for row in self.by_line.get(first, ()) if document.text.startswith(row["text"], at)]
        return min(
            fitting,
            key=lambda row: (
                row["contribution_id"] in self.used,
                -len(row["text"]),
                row["document"] != document.guid,
                row["participant_id"] != speaker,
            ),
            default=None,
        )

    def hold(self, quote: str) -> list[Span]:
        """Find a passage anywhere in the corpus by its own words."""
        if len(quote.strip()) < SHORTEST:
            return []
        return [
            Span(place.start(), place.start() + len(quote), row["contribution_id"])
            for row in self.rows
            if quote in row["text"]
            for place in re.finditer(re.escape(quote), row["text"])
        ]


def without_overlap(spans: Sequence[Span]) -> list[Span]:
    """Order spans and leave out those that begin before the one before them ends."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if span.start < span.end and (not kept or span.start >= kept[-1].end):
            kept.append(span)
    return kept
