"""Masking the texts of a corpus."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import polars as pl

from corpora.masking.addresses import find_postcodes, find_streets
from corpora.masking.dates import AFTER_A_NAME, find_ages, find_dates
from corpora.masking.introductions import find_labels
from corpora.masking.links import find_links
from corpora.masking.names import find_names
from corpora.masking.numbers import find_numbers
from corpora.masking.plates import find_plates
from corpora.masking.recogniser import find_persons
from corpora.masking.rules import Rules
from corpora.masking.spans import TAG, Span, in_the_original, overlaps, replaced, settle
from corpora.progress import Progress, SilentProgress

_DIGIT: Final = re.compile(r"\d")
_LINK: Final = re.compile(r"@|://|www\.|\.(?:nl|com|org|net|eu|de)\b|[\[(]\s?(?:at|apenstaartje)")
_AGE: Final = re.compile(r"(?:9(?<!\d9)\d|1(?<!\d1)[0-2]\d)(?!\d)")
_AGE_WORDS: Final = ("negentig", "honderd")
_BIRTH: Final = (
    "geb",
    "born",
    "birth",
    "dob",
    "jarig",
    "verjaar",
    "burtsdatum",
    "°",
    "†",
    "*",
    "ben op",
    "is op",
)


@dataclass(frozen=True)
class Masked:
    """Texts with tags in place of personal data, and what was masked.

    Attributes
    ----------
    texts
        String, as long as what was given; null stays null.
    kinds
        One row a text and kind: ``position`` (row of ``texts``, from 0), ``kind`` (``NAAM``), ``count``.
    spans
        One row a masked passage: ``position``, ``start`` and ``end`` (half-open, code points of the text as
        it was), ``kind``, ``rule``. For the review file only: it says where personal data stood and is never
        stored in a run.
    """

    texts: pl.Series
    kinds: pl.DataFrame
    spans: pl.DataFrame


def mask(
    texts: pl.Series, languages: pl.Series, rules: Rules | None = None, progress: Progress | None = None
) -> Masked:
    """Mask personal data in texts.

    Parameters
    ----------
    texts
        String; null stays null.
    languages
        ISO 639-1, as long as ``texts``; null counts as Dutch. Rules for names are fullest in Dutch, fewer
        hold in English and German, and identifiers are found in every language.
    rules
        Known names, protected phrases and decisions.

    Masking a masked text changes nothing. Equal texts are masked once, and each text without regard to
    the others.

    Raises
    ------
    ValueError
        When the two series are not equally long.

    >>> mask(pl.Series(["Mijn BSN is 123456782.", None]), pl.Series(["nl", "nl"])).texts.to_list()
    ['Mijn BSN is [BSN].', None]
    """
    if len(texts) != len(languages):
        raise ValueError(f"{len(texts)} texts but {len(languages)} languages")
    rules = rules or Rules()
    pairs = list(zip(texts, languages, strict=True))
    done: dict[tuple[str, str], tuple[str, list[Span]]] = {}
    distinct = list(dict.fromkeys((text, language or "nl") for text, language in pairs if text is not None))
    with (progress or SilentProgress()).step("masking", total=len(distinct), unit="texts") as step:
        for pair in distinct:
            done[pair] = mask_text(*pair, rules)
            step.advance()
    results = [None if text is None else done[text, language or "nl"] for text, language in pairs]
    return Masked(
        pl.Series(texts.name, [one and one[0] for one in results], dtype=pl.String),
        _kinds(results),
        _spans(results),
    )


def mask_text(text: str, language: str, rules: Rules) -> tuple[str, list[Span]]:
    """Mask one text; gives it with tags, and the spans of the text as it was.

    It is read again until nothing more is found, so that masking what is masked changes nothing.
    """
    standing: list[Span] = []
    masked = text
    while more := _find(masked, language, rules):
        standing = sorted([*standing, *(in_the_original(span, standing) for span in more)])
        masked = replaced(text, standing)
    return masked, standing


def _find(text: str, language: str, rules: Rules) -> list[Span]:
    tags = [found.span() for found in TAG.finditer(text)]
    decided, kept = rules.decisions.about(text)
    decided = [span for span in decided if not overlaps(span.start, span.end, tags)]
    settled = [(span.start, span.end) for span in decided]
    bare = TAG.sub(lambda found: "\0" * len(found[0]), text) if tags else text
    blocked = [*tags, *settled, *kept, *rules.kept(text)]
    spans = settle([*_candidates(bare, language), *rules.known(bare)], blocked)
    return sorted([*spans, *decided, *_dates_after(bare, spans, blocked)])


def _candidates(text: str, language: str) -> Iterator[Span]:
    """Run the rules whose sign is in the text."""
    lowered = text.lower()
    digits = _DIGIT.search(text) is not None
    if _LINK.search(text):
        yield from find_links(text)
    if digits:
        yield from find_numbers(text)
        yield from find_plates(text)
        yield from find_postcodes(text)
        yield from find_streets(text)
        if any(sign in lowered for sign in _BIRTH):
            yield from find_dates(text)
    if (digits and _AGE.search(text)) or any(word in lowered for word in _AGE_WORDS):
        yield from find_ages(text)
    yield from find_names(text, language)
    if ":" in text:
        yield from find_labels(text, language)
    yield from find_persons(text, language)


def _dates_after(text: str, spans: list[Span], blocked: list[tuple[int, int]]) -> Iterator[Span]:
    taken = [*blocked, *((span.start, span.end) for span in spans)]
    for span in spans:
        found = AFTER_A_NAME.match(text, span.end) if span.kind == "NAAM" else None
        if found and not overlaps(found.start(1), found.end(1), taken):
            yield Span(found.start(1), found.end(1), "DATUM", "date behind a name")


def _kinds(results: list[tuple[str, list[Span]] | None]) -> pl.DataFrame:
    rows = [
        (position, kind, count)
        for position, one in enumerate(results)
        if one
        for kind, count in sorted(Counter(span.kind for span in one[1]).items())
    ]
    return pl.DataFrame(
        rows, schema={"position": pl.Int64, "kind": pl.String, "count": pl.Int64}, orient="row"
    )


def _spans(results: list[tuple[str, list[Span]] | None]) -> pl.DataFrame:
    rows = [(position, *span) for position, one in enumerate(results) if one for span in one[1]]
    schema = {"position": pl.Int64, "start": pl.Int64, "end": pl.Int64, "kind": pl.String, "rule": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")
