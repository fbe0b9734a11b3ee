"""The texts of a project as a corpus of its own, where no run holds them.

What a case says somebody said is a contribution of theirs; where cases say nothing of a text, every line that
begins with the name of a case; where none does, the text as a whole. What is left of a text, line by line,
are contributions of nobody known, so that every word of it can be found again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import dataframely as dy
import polars as pl

from corpora.identity import contribution_id, hashed
from corpora.language import detect
from corpora.pseudonyms import pseudonym
from corpora.tables import Contributions, Participants, Sources, conform, empty
from labels.refi.anchoring import Anchored, Span, tie, without_overlap
from labels.refi.neutral import Document, Project, Selection

_OURS: Final = re.compile(r"p[0-9a-f]{12}")
"""What a pseudonym of Oogst looks like; it stays as it is."""


@dataclass(frozen=True)
class OwnTexts:
    """The tables of the texts of a project, and its codings tied to them."""

    sources: dy.DataFrame[Sources]
    participants: dy.DataFrame[Participants]
    contributions: dy.DataFrame[Contributions]
    anchored: Anchored


def own_texts(project: Project, secret: bytes) -> OwnTexts:
    """Make a corpus of the texts of a project; the names of cases become pseudonyms under the secret."""
    names = {
        name: name if _OURS.fullmatch(name) else pseudonym(name, secret) for name in project.participants
    }
    spans: dict[str, list[Span]] = {}
    rows = []
    for document in project.documents:
        source = hashed(document.guid, 12)
        seen: dict[str, int] = {}
        spans[document.guid] = []
        for number, (start, end, speaker) in enumerate(_turns(document, project.selections, names), 1):
            text = document.text[start:end]
            identity = contribution_id(source, "", text, seen.get(text, 0))
            seen[text] = seen.get(text, 0) + 1
            spans[document.guid].append(Span(start, end, identity))
            person = None if speaker is None else names[speaker]
            rows.append((identity, source, number, person, text, hashed(text), f"from={start};to={end}"))
    columns = ["contribution_id", "source_id", "row", "participant_id", "text", "text_sha256", "locator"]
    frame = pl.DataFrame(rows, schema=columns, orient="row", schema_overrides={"participant_id": pl.String})
    return OwnTexts(
        conform(_sources(project, spans), Sources),
        conform(
            pl.DataFrame(
                {"participant_id": sorted(set(names.values())), "role": None, "name": None},
                schema=empty(Participants).schema,
            ),
            Participants,
        ),
        conform(_whole(frame), Contributions),
        tie(project, spans),
    )


def _turns(
    document: Document, selections: Sequence[Selection], names: Mapping[str, str]
) -> Iterator[tuple[int, int, str | None]]:
    """Give what was said in a text, in order, with who said it."""
    own = [one for one in selections if one.document == document.guid and one.participant]
    said = {(one.start, one.end): one.participant for one in own}
    turns = without_overlap([Span(start, end, "") for start, end in said])
    if not turns and document.alone is None:
        lines = _lines(document.text, names)
        turns, said = [span for span, _ in lines], {(span.start, span.end): name for span, name in lines}
    before = 0
    for turn in (*turns, Span(len(document.text), len(document.text), "")):
        gap = document.text[before : turn.start]
        whole = not turns and gap.strip()
        for part in [re.match(r"(?s).*", gap)] if whole else re.finditer(r"[^\n]+", gap):
            if part and part.group().strip() and part.group().strip().removesuffix(":") not in names:
                yield before + part.start(), before + part.end(), document.alone
        if turn.start < turn.end:
            yield turn.start, turn.end, said[turn.start, turn.end]
        before = turn.end


def _lines(text: str, names: Mapping[str, str]) -> list[tuple[Span, str]]:
    """Find the lines that begin with the name of a case."""
    found = []
    for line in re.finditer(r"(?m)^([^:\n]{1,63}):[ \t]*(\S[^\n]*)$", text):
        if line.group(1).strip() in names:
            found.append((Span(line.start(2), line.end(2), ""), line.group(1).strip()))
    return found


def _sources(project: Project, spans: Mapping[str, Sequence[Span]]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {
                "source_id": hashed(one.guid, 12),
                "title": one.name,
                "file": one.name,
                "kind": "interview" if one.alone else "dialogue",
                "public": False,
                "language": None,
                "sha256": hashed(one.text),
                "bytes": len(one.text.encode("utf-8")),
                "rows": len(spans[one.guid]),
            }
            for one in project.documents
        ],
        schema=empty(Sources).schema,
    )


def _whole(frame: pl.DataFrame) -> pl.DataFrame:
    """Add the columns of the contract that a project says nothing of."""
    frame = frame.with_columns(detect(frame["text"]).alias("language"))
    missing = [name for name in Contributions.column_names() if name not in frame.columns]
    kinds = empty(Contributions).schema
    return frame.with_columns(pl.lit(None, kinds[name]).alias(name) for name in missing)
