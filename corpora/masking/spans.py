"""A passage to mask, and how passages that overlap are settled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

KINDS: Final = (
    "EMAIL", "URL", "IBAN", "ID", "TELEFOON", "BSN", "KENTEKEN", "POSTCODE", "ADRES", "DATUM", "LEEFTIJD",
    "NAAM",
)  # fmt: skip
"""The kinds, in the order in which they win where two overlap; ``[KIND]`` is what stands in the text."""
_RANK: Final = {kind: place for place, kind in enumerate(KINDS)}
TAG: Final = re.compile(rf"\[(?:{'|'.join(KINDS)})\]")

Interval = tuple[int, int]


class Span(NamedTuple):
    """A half-open passage in code points, its kind and the rule that found it."""

    start: int
    end: int
    kind: str
    rule: str


def settle(spans: Iterable[Span], blocked: Sequence[Interval]) -> list[Span]:
    """Give the spans that stand, from left to right: none overlaps another or a blocked interval.

    The kind that is earlier in :data:`KINDS` wins, then the longer one, then the first.

    >>> settle([Span(0, 9, "NAAM", "title"), Span(4, 20, "EMAIL", "email")], [])
    [Span(start=4, end=20, kind='EMAIL', rule='email')]
    """
    standing: list[Span] = []
    taken = list(blocked)
    for span in sorted(set(spans), key=lambda one: (_RANK[one.kind], one.start - one.end, one)):
        if not overlaps(span.start, span.end, taken):
            standing.append(span)
            taken.append((span.start, span.end))
    return sorted(standing)


def overlaps(start: int, end: int, intervals: Iterable[Interval]) -> bool:
    """Tell whether a passage has a code point in common with one of the intervals."""
    return any(start < last and first < end for first, last in intervals)


def replaced(text: str, spans: Sequence[Span]) -> str:
    """Put the tag of each span in its place; the spans are in order and do not overlap.

    >>> replaced("Bel 0612345678.", [Span(4, 14, "TELEFOON", "phone")])
    'Bel [TELEFOON].'
    """
    pieces: list[str] = []
    done = 0
    for span in spans:
        pieces += (text[done : span.start], f"[{span.kind}]")
        done = span.end
    return "".join(pieces) + text[done:]


def in_the_original(span: Span, former: Sequence[Span]) -> Span:
    """Move a span of the masked text to where it was before ``former`` were replaced.

    A span never overlaps a tag, so only the tags to its left count.

    >>> in_the_original(Span(15, 18, "NAAM", "again"), [Span(4, 14, "TELEFOON", "phone")])
    Span(start=15, end=18, kind='NAAM', rule='again')
    """
    shift = 0
    for one in former:
        if one.start + shift >= span.start:
            break
        shift += len(one.kind) + 2 - (one.end - one.start)
    return span._replace(start=span.start - shift, end=span.end - shift)
