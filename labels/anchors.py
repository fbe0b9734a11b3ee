"""Anchors: finding a passage again that a person decided about, also where masking or splitting changed.

An anchor has the passage itself with what stands before and after it, and only then its offsets; they are
the text-quote and text-position selectors of the Web Annotation Data Model (W3C 2017, sections 4.2.4-4.2.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import polars as pl

SURROUNDINGS: Final = 32
"""Characters kept of what stands before and after a passage."""
MOST: Final = 0.5
"""A unit is of a passage where at least this share of it lies inside."""
ALIKE: Final = 0.6
"""A passage whose words changed is the same still where this share of its characters is there, in order."""
LONG_ENOUGH: Final = 25
"""A passage of so many characters is recognised in another contribution without its surroundings."""
NEAREST: Final = 5
"""So many contributions with most of a passage's words are looked at where nothing is equal."""
PIECE: Final = 4
"""Fewer characters in a row that agree say nothing."""

GONE: Final = "its text is in no contribution of this corpus"
ERASED: Final = "it was erased at the request of the participant"
AMBIGUOUS: Final = "its text stands in {} different contributions, and its surroundings do not say which"
IN_A_LONGER_ONE: Final = "it is now less than half of a longer passage"


@dataclass(frozen=True)
class Anchor:
    """A passage of a run: the ``id`` of the unit or quote, its words, surroundings and offsets there."""

    id: str
    contribution_id: str
    start: int
    end: int
    text: str
    before: str = ""
    after: str = ""
    source_id: str = ""
    native_id: str = ""

    @classmethod
    def of(cls, name: str, contribution: dict[str, Any], start: int, end: int) -> Anchor:
        """Anchor a half-open span of a row of table ``contributions``."""
        text = contribution["text"]
        return cls(
            name,
            contribution["contribution_id"],
            start,
            end,
            text[start:end],
            text[max(0, start - SURROUNDINGS) : start],
            text[end : end + SURROUNDINGS],
            contribution["source_id"],
            contribution["native_id"] or "",
        )

    def as_dict(self) -> dict[str, Any]:
        """Give it as plain values."""
        return asdict(self)

    @property
    def erased(self) -> bool:
        """Whether what it pointed at was erased, with all that says where it was."""
        return not self.text and not self.contribution_id


@dataclass(frozen=True)
class Found:
    """Where a passage is now: a span of a contribution and the units it is made of, or why it is nowhere."""

    contribution_id: str = ""
    start: int = 0
    end: int = 0
    units: tuple[str, ...] = ()
    lost: str | None = None


class Anchorage:
    """Finds anchors in tables ``contributions`` and ``units``."""

    def __init__(self, contributions: pl.DataFrame, units: pl.DataFrame) -> None:
        self._contributions = contributions
        self._units = units

    def find(self, anchor: Anchor) -> Found:
        """Find a passage: in its own contribution, in the one with its id in the source, then in any."""
        place = self._place(anchor)
        if isinstance(place, str):
            return Found(lost=place)
        contribution, start, end = place
        inside = []
        for unit, first, last in self._spans.get(contribution, []):
            shared = min(end, last) - max(start, first)
            if shared > 0 and shared >= MOST * (last - first):
                inside.append(unit)
        lost = None if inside else IN_A_LONGER_ONE
        return Found(contribution, start, end, tuple(inside), lost)

    def text(self, place: Found) -> str:
        """Give the words that stand at a place that was found."""
        return self._texts[place.contribution_id][place.start : place.end]

    def _place(self, anchor: Anchor) -> tuple[str, int, int] | str:
        if anchor.erased:
            return ERASED
        own = [one for one in (anchor.contribution_id, self._by_native.get(_native(anchor))) if one]
        known = [one for one in own if one in self._texts]
        for contribution in known:
            text = self._texts[contribution]
            if (best := _best(anchor, text)) is not None:
                return contribution, best[1], best[1] + len(anchor.text)
        for contribution in known:
            if (span := _nearly(anchor, self._texts[contribution])) is not None:
                return contribution, *span
        return self._elsewhere(anchor) if anchor.text else GONE

    def _elsewhere(self, anchor: Anchor) -> tuple[str, int, int] | str:
        found = [
            (*best, contribution)
            for contribution, text in sorted(self._texts.items())
            if (best := _best(anchor, text)) is not None
        ]
        around = len(anchor.before) + len(anchor.after)
        if len(anchor.text) < LONG_ENOUGH:
            found = [one for one in found if one[0] == around and around]
        if found:
            most = max(score for score, _, _ in found)
            equal = [(start, contribution) for score, start, contribution in found if score == most]
            different = {self._texts[contribution] for _, contribution in equal}
            if len(different) > 1:
                return AMBIGUOUS.format(len(different))
            start, contribution = equal[0]
            return contribution, start, start + len(anchor.text)
        near = self._with_its_words(anchor) if len(anchor.text) >= LONG_ENOUGH else ()
        for contribution in near:
            if (span := _nearly(anchor, self._texts[contribution])) is not None:
                return contribution, *span
        return GONE

    def _with_its_words(self, anchor: Anchor) -> Iterator[str]:
        """Give the contributions that hold most of a passage's words, those with most of them first."""
        wanted = _words(anchor.text)
        shares = ((len(wanted & words), contribution) for contribution, words in self._words.items())
        most = sorted((-share, one) for share, one in shares if share > ALIKE * len(wanted))
        return (contribution for _, contribution in most[:NEAREST])

    @cached_property
    def _texts(self) -> dict[str, str]:
        return dict(self._contributions.select("contribution_id", "text").iter_rows())

    @cached_property
    def _words(self) -> dict[str, frozenset[str]]:
        return {contribution: _words(text) for contribution, text in self._texts.items()}

    @cached_property
    def _by_native(self) -> dict[tuple[str, str], str]:
        columns = self._contributions.select("source_id", "native_id", "contribution_id").iter_rows()
        return {(source, native): one for source, native, one in columns if native}

    @cached_property
    def _spans(self) -> dict[str, list[tuple[str, int, int]]]:
        found: dict[str, list[tuple[str, int, int]]] = {}
        table = self._units.select("contribution_id", "unit_id", "start", "end")
        for contribution, *span in table.sort("contribution_id", "start").iter_rows():
            found.setdefault(contribution, []).append((span[0], span[1], span[2]))
        return found


def _native(anchor: Anchor) -> tuple[str, str]:
    return anchor.source_id, anchor.native_id


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.lower()))


def _best(anchor: Anchor, text: str) -> tuple[int, int] | None:
    """Give how many characters of its surroundings agree where a passage stands, and where that starts.

    >>> anchor = Anchor("u1", "c1", 9, 12, "bus", "Ik wil de ", " terug")
    >>> _best(anchor, "De bus was er. Ik wil de bus terug.")
    (16, 25)
    """
    if not anchor.text:
        return None
    starts = [found.start() for found in re.finditer(f"(?={re.escape(anchor.text)})", text)]
    scored = [(_agreeing(anchor, text, start), start) for start in starts]
    return max(scored, key=lambda one: (one[0], -abs(one[1] - anchor.start), -one[1]), default=None)


def _agreeing(anchor: Anchor, text: str, start: int) -> int:
    def common(one: str, other: str) -> int:
        pairs = zip(one, other, strict=False)
        return next((number for number, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))

    before = common(anchor.before[::-1], text[:start][::-1])
    return before + common(anchor.after, text[start + len(anchor.text) :])


def _nearly(anchor: Anchor, text: str) -> tuple[int, int] | None:
    """Find the span of a passage in which some words were masked, or are no longer."""
    if not anchor.text:
        return None
    blocks = SequenceMatcher(None, anchor.text, text, autojunk=False).get_matching_blocks()
    blocks = [block for block in blocks if block.size >= PIECE]
    if not blocks or sum(block.size for block in blocks) < ALIKE * len(anchor.text):
        return None
    first, last = blocks[0], blocks[-1]
    start = max(0, first.b - first.a)
    end = min(len(text), last.b + len(anchor.text) - last.a)
    return (start, end) if end - start <= len(anchor.text) / ALIKE else None
