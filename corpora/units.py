"""Splitting contributions into units: one idea each, a half-open span of code points in the stored text.

A short contribution stays whole. A long one is cut into sentences by a spaCy pipeline, and sentences are
grouped while they belong together: a sentence that points back to the one before it, or that is too short to
carry an idea, joins it.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import dataframely as dy
import polars as pl

from corpora.progress import Progress, SilentProgress
from corpora.tables import Units, conform

if TYPE_CHECKING:
    from spacy.language import Language

WHOLE = 240
"""A contribution of at most this many characters stays whole."""
SHORT = 100
"""A sentence shorter than this joins its neighbour."""
LONG = 420
"""A group does not grow past this many characters by joining."""
SPLIT_LANGUAGES = ("nl", "en", "de")
"""Languages with a tokeniser and abbreviations of their own.

Any other is split by the language-neutral pipeline.
"""

_POINTS_BACK = {
    "nl": "maar want dus dat dit die deze daar daarom daardoor daarmee daarbij daarna dan zo ook en of toch "
    "hierdoor "
    "hiermee hierbij terwijl echter bovendien tevens bijvoorbeeld zij ze hij het",
    "en": "but because so that this those these therefore thus then also and or yet however moreover still "
    "they he she it",
    "de": "aber denn also das dies diese dieser dieses daher deshalb dadurch damit dabei dann so auch und "
    "oder doch "
    "jedoch außerdem sie er es",
}
_POINTS_BACK_WORDS = {language: frozenset(words.split()) for language, words in _POINTS_BACK.items()}
_FIRST_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Number of code points."""
        return self.end - self.start


def span_id(contribution_id: str, start: int, end: int, length: int = 12) -> str:
    """Name a passage: the first hex digits of sha256 over ``"{contribution_id}:{start}:{end}"``.

    >>> span_id("c1", 0, 4)
    '0cc35226488a'
    """
    return hashlib.sha256(f"{contribution_id}:{start}:{end}".encode()).hexdigest()[:length]


def unit_id(contribution_id: str, start: int, end: int) -> str:
    """Name a unit: 16 hex digits of its passage."""
    return span_id(contribution_id, start, end, 16)


def split(
    contributions: pl.DataFrame, progress: Progress | None = None
) -> tuple[dy.DataFrame[Units], pl.DataFrame]:
    """Split contributions into units.

    Takes table ``contributions``; gives table ``units`` (placement and reason still null) and ledger events
    with columns ``source_id, row, contribution_id, step, outcome, reason`` for the contributions that became
    several units.
    """
    columns = ["contribution_id", "text", "language", "source_id", "row"]
    ids: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    events: list[tuple[str, int, str, str, str, str]] = []
    with (progress or SilentProgress()).step("splitting", contributions.height, "contributions") as bar:
        for contribution_id, text, language, source_id, row in contributions.select(columns).iter_rows():
            spans = split_text(text, language)
            ids.extend([contribution_id] * len(spans))
            starts.extend(span.start for span in spans)
            ends.extend(span.end for span in spans)
            if len(spans) > 1:
                reason = f"{len(spans)} units"
                events.append((source_id, row, contribution_id, "split", "split", reason))
            bar.advance()
    frame = pl.DataFrame(
        {
            "unit_id": [unit_id(*key) for key in zip(ids, starts, ends, strict=True)],
            "contribution_id": ids,
            "start": starts,
            "end": ends,
        },
        schema_overrides={
            "unit_id": pl.String,
            "contribution_id": pl.String,
            "start": pl.Int64,
            "end": pl.Int64,
        },
    ).with_columns(
        pl.lit(None, pl.String).alias("repeat_of"),
        pl.lit(None, pl.String).alias("placement"),
        pl.lit(None, pl.String).alias("reason"),
    )
    names = ["source_id", "row", "contribution_id", "step", "outcome", "reason"]
    schema = {name: pl.Int64 if name == "row" else pl.String for name in names}
    return conform(frame, Units), pl.DataFrame(events, schema=schema, orient="row")


def split_text(text: str, language: str) -> tuple[Span, ...]:
    """Split one text into the spans of its units.

    Together they hold every character but white space between units.

    >>> split_text("Wij wachten al een jaar op antwoord.", "nl")
    (Span(start=0, end=36),)
    """
    if len(text) <= WHOLE:
        return (Span(0, len(text)),)
    points_back = _POINTS_BACK_WORDS.get(language, frozenset())
    groups: list[Span] = []
    for sentence in _sentences(text, language):
        if groups and _belongs(groups[-1], sentence, text, points_back):
            groups[-1] = Span(groups[-1].start, sentence.end)
        else:
            groups.append(sentence)
    return tuple(groups) or (Span(0, len(text)),)


def _belongs(group: Span, sentence: Span, text: str, points_back: frozenset[str]) -> bool:
    if sentence.end - group.start > LONG:
        return False
    if group.length < SHORT or sentence.length < SHORT:
        return True
    first = _FIRST_WORD.match(text, sentence.start)
    return first is not None and first.group().lower() in points_back


def _sentences(text: str, language: str) -> Iterator[Span]:
    """Give the sentences of a text, trimmed; a line break ends a sentence too."""
    pipeline = _pipeline(language if language in SPLIT_LANGUAGES else "xx")
    offset = 0
    for line in text.split("\n"):
        if line.strip():
            for sentence in pipeline(line).sents:
                start, end = sentence.start_char, sentence.end_char
                piece = line[start:end]
                start += len(piece) - len(piece.lstrip())
                end -= len(piece) - len(piece.rstrip())
                if end > start:
                    yield Span(offset + start, offset + end)
        offset += len(line) + 1


@contextmanager
def _without_torch() -> Iterator[None]:
    """Hide torch from spaCy while it is imported.

    spaCy loads torch when it is installed, for its trained pipelines; the rules that split sentences need
    none of it, and it costs seconds and 200 MB.
    """
    hidden = "torch" not in sys.modules
    if hidden:
        sys.modules["torch"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if hidden:
            del sys.modules["torch"]


@lru_cache(maxsize=8)
def _pipeline(language: str) -> Language:
    """Load spaCy's rule-based sentence splitter for a language; no trained model is needed."""
    with _without_torch():
        import spacy

    pipeline = spacy.blank(language)
    pipeline.add_pipe("sentencizer")
    pipeline.max_length = 10_000_000
    return pipeline


def with_text(units: pl.DataFrame, contributions: pl.DataFrame) -> pl.DataFrame:
    """Give the units with two more columns.

    ``text``, cut from the contribution, and ``whole``, the contribution.
    """
    texts = contributions.select("contribution_id", pl.col("text").alias("whole"))
    return units.join(texts, on="contribution_id", how="left", maintain_order="left").with_columns(
        pl.col("whole").str.slice(pl.col("start"), pl.col("end") - pl.col("start")).alias("text")
    )
