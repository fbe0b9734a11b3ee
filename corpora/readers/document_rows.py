"""From the blocks of a document to rows: a contribution for each paragraph, item and point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import polars as pl

from corpora.errors import SourceError
from corpora.mapping import Mapping
from corpora.readers.blocks import Block, Kind
from corpora.readers.characters import without_setting
from corpora.readers.enumerations import Point, points_among, points_in, without_number
from corpora.readers.headings import HeadingPath
from corpora.readers.rows import REJECTED, REPAIRED, Rows, from_records
from corpora.repairs import SURROGATES, replace_surrogates

HEADING: Final = "a heading; it is in the locator of what stands under it"
TITLE: Final = "the title of the document"
INTRODUCTION: Final = "it introduces the points after it; it is in their locator"
_TITLES: Final = 200
_SHORT: Final = 60
_INTRODUCES: Final = 300


@dataclass
class _Collected:
    """Rows as they are being collected; every one gets the next number."""

    good: list[tuple[int, list[str | None]]] = field(default_factory=list)
    where: list[str] = field(default_factory=list)
    rejected: list[tuple[int, str]] = field(default_factory=list)
    repaired: list[tuple[int, str, str]] = field(default_factory=list)
    count: int = 0

    def keep(self, text: str, block: Block, heading: str, place: str) -> None:
        self.count += 1
        page = None if block.page is None else str(block.page)
        self.good.append((self.count, [text, heading or None, page]))
        self.where.append(
            ";".join(
                part
                for part in (f"page={page}" if page else "", f"heading={heading}" if heading else "", place)
                if part
            )
        )
        if block.repairs:
            self.repaired.append((self.count, "text", ", ".join(block.repairs)))

    def reject(self, reason: str) -> None:
        self.count += 1
        self.rejected.append((self.count, reason))


def rows_of(
    blocks: Sequence[Block],
    *,
    name: str,
    format: str,
    notes: tuple[str, ...] = (),
    encoding: str | None = None,
) -> Rows:
    """Make ``Rows`` of a document: columns ``text``, ``heading`` and ``page``.

    A locator says the page, the headings above, the number of the paragraph or list under them, and of the
    item or point in it. The sentence that introduces a list is in the locator of its items and not a
    question: a question was put to people and has answers to count, the sentence is a place. Whatever is no
    text of the document is rejected with a reason. Raises ``SourceError`` where there is no text.
    """
    blocks = [_storable(block) for block in blocks]
    collected = _Collected()
    path = HeadingPath()
    title: str | None = None
    section: list[Block] = []
    for block in blocks:
        match block.kind:
            case Kind.TITLE | Kind.HEADING:
                _collect(section, str(path), collected)
                if section and any(each.kind is not Kind.LEFT_OUT for each in section):
                    path.text_follows()
                section = []
                if block.kind is Kind.HEADING:
                    path.enter(block.text, block.level)
                elif title is None and len(block.text) <= _TITLES:
                    title = " ".join(block.text.split())
                collected.reject(HEADING if block.kind is Kind.HEADING else TITLE)
            case _:
                section.append(block)
    _collect(section, str(path), collected)
    if not collected.good:
        raise SourceError(f"{name} has no paragraph of text to read.")
    rows = from_records(
        ["text", "heading", "page"],
        collected.good,
        collected.rejected,
        format=format,
        encoding=encoding,
        notes=notes,
    )
    return Rows(
        frame=rows.frame,
        row=rows.row,
        format=format,
        encoding=encoding,
        rejected=pl.DataFrame(collected.rejected, schema=REJECTED, orient="row"),
        repaired=pl.DataFrame(collected.repaired, schema=REPAIRED, orient="row"),
        notes=rows.notes,
        locator=pl.Series("locator", collected.where, dtype=pl.String),
        preset=Mapping(text="text", kind="report", title=title),
    )


def _storable(block: Block) -> Block:
    """Replace what no table can hold, ligatures and soft hyphens, and tell it."""
    text, repairs = without_setting(block.text)
    text, changed = replace_surrogates(text)
    repairs += (SURROGATES,) if changed else ()
    return replace(block, text=text, repairs=(*block.repairs, *repairs)) if repairs else block


def _collect(section: Sequence[Block], heading: str, collected: _Collected) -> None:
    """Collect what stands under one heading."""
    numbers = _points(section)
    paragraph = item = 0
    before: Block | None = None
    introduction = ""
    for place, block in enumerate(section):
        if block.kind is Kind.LEFT_OUT:
            collected.reject(block.reason or "")
            continue
        if block.kind is Kind.ITEM and before is not None and before.kind is Kind.ITEM:
            item += 1
        else:
            paragraph += 1
            item = int(block.kind is Kind.ITEM)
            introduction = _introduction(before) if item else ""
        parts = [f"paragraph={paragraph}"]
        if item:
            parts += [f"list={introduction}"] if introduction else []
            parts.append(f"item={item}")
        if numbers[place]:
            parts.append(f"point={numbers[place]}")
        points = () if block.kind is Kind.ROW or numbers[place] else points_in(block.text)
        if points:
            _collect_points(block, points, heading, ";".join(parts), collected)
        else:
            collected.keep(block.text, block, heading, ";".join(parts))
        before = block


def _points(section: Sequence[Block]) -> list[int | None]:
    """Give numbers to the paragraphs that are points of an enumeration, each by itself."""
    places = [place for place, block in enumerate(section) if block.kind is Kind.PARAGRAPH]
    found = dict(zip(places, points_among([section[place].text for place in places]), strict=True))
    return [found.get(place) for place in range(len(section))]


def _collect_points(
    block: Block, points: Sequence[Point], heading: str, place: str, collected: _Collected
) -> None:
    """Collect the points inside one text; a few words before them are no contribution."""
    told = block
    introduction = ""
    for point in points:
        text = without_number(block.text[point.start : point.end])
        if point.number == 0:
            introduction = _last_sentence(text)
            if len(text) <= _SHORT and not text.endswith((".", "?", "!")):
                collected.reject(INTRODUCTION)
            else:
                collected.keep(text, told, heading, place)
                told = Block("", page=block.page)
        else:
            listed = f";list={introduction}" if introduction else ""
            collected.keep(text, told, heading, f"{place}{listed};point={point.number}")


def _introduction(before: Block | None) -> str:
    """Give the sentence that introduces a list, where there is one."""
    return _last_sentence(before.text) if before is not None and before.text.rstrip().endswith(":") else ""


def _last_sentence(text: str) -> str:
    sentence = text.strip()
    for mark in (". ", "? ", "! ", "\n"):
        sentence = sentence.rpartition(mark)[2]
    return " ".join(sentence.split()).rstrip(" :.").replace(";", ",")[:_INTRODUCES]
