"""Text files: paragraphs, headings and lists, as far as the lines tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from corpora.readers.blocks import Block, Kind, left_out
from corpora.readers.headings import looks_like_heading, number_of
from corpora.readers.hyphens import Vocabulary, ends_broken, join_lines, told, vocabulary_of
from corpora.readers.paragraphs import (
    begins_midway,
    ends_paragraph,
    ends_sentence,
    item_of,
    width_of,
)
from corpora.readers.running_heads import RUNNING, page_number, running

LINK: Final = "a link without text of its own"
WRAPPED: Final = "line ends inside paragraphs are written as spaces"
_LINK: Final = re.compile(
    r"(?:lees|bekijk|bezoek|download|klik|ga naar|meer lezen|read|view|visit|terug naar)\b.{0,60}",
    re.IGNORECASE,
)
_FEW_PAGES: Final = 3
_SHORT: Final = 60
_CHAIN: Final = 3
"""So many headings may follow each other; more short lines are a list."""


@dataclass(frozen=True)
class TextLine:
    """A line of a text file; ``page`` where its pages are numbered."""

    text: str
    page: int | None = None


def text_blocks(text: str) -> tuple[list[Block], tuple[str, ...]]:
    """Give the blocks of a text, and what is to be told of it.

    A text whose lines are broken has paragraphs between blank lines and after short last lines; in any other
    text each line is a paragraph.
    """
    lines, apart = _without_running(_pages(text))
    vocabulary = vocabulary_of([line.text for line in lines])
    width = width_of([line.text for line in lines])
    paragraphs = _wrapped(lines, width) if width else [[line] for line in lines if line.text.strip()]
    if width is None:
        paragraphs = _mended(paragraphs)
    blocks = _with_headings([_block(each, vocabulary) for each in paragraphs])
    notes = (WRAPPED,) if any(len(each) > 1 for each in paragraphs) else ()
    return apart[0] + blocks + apart[1], notes


def _pages(text: str) -> list[list[TextLine]]:
    """Part a text into pages: at form feeds, else at lines that count up as page numbers do."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\f" in text.strip("\f\n "):
        return [
            [TextLine(line, number) for line in page.split("\n")]
            for number, page in enumerate(text.strip("\f\n ").split("\f"), start=1)
        ]
    lines = text.split("\n")
    filled = [place for place, line in enumerate(lines) if line.strip()]
    if not filled:
        return []
    numbers = [(place, number) for place in filled if (number := page_number(lines[place])) is not None]
    feet = _counting(numbers)
    if len(feet) < _FEW_PAGES:
        feet = [pair for pair in numbers if pair[0] == filled[-1] and len(filled) > 1]
    if not feet:
        return [[TextLine(line) for line in lines]]
    pages: list[list[TextLine]] = []
    start = 0
    heads = feet[0][0] == filled[0]
    bounds = [place for place, _ in feet]
    ends = [*bounds[1:], len(lines)] if heads else [place + 1 for place in bounds]
    for (_, number), end in zip(feet, ends, strict=True):
        pages.append([TextLine(line, number) for line in lines[start:end]])
        start = end
    rest = lines[start:]
    if any(line.strip() for line in rest):
        pages.append([TextLine(line, feet[-1][1] + 1) for line in rest])
    return pages


def _counting(numbers: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the longest run of lines that count up one by one."""
    best: list[tuple[int, int]] = []
    run: list[tuple[int, int]] = []
    for pair in numbers:
        run = [*run, pair] if run and pair[1] == run[-1][1] + 1 else [pair]
        best = run if len(run) > len(best) else best
    return best


def _without_running(pages: list[list[TextLine]]) -> tuple[list[TextLine], tuple[list[Block], list[Block]]]:
    """Give the lines that are text, with a blank line between pages where none goes on, and the others."""
    filled = [[line for line in page if line.text.strip()] for page in pages]
    reasons = running(filled)
    if filled and filled[0]:
        first, rest = filled[0][0], filled[0][1:]
        if rest and _is_stray(first.text, rest[0].text):
            reasons.setdefault(id(first), RUNNING)
    lines = [line for page in pages for line in page if id(line) not in reasons]
    apart = [
        left_out(line.text.strip(), reasons[id(line)], line.page)
        for page in filled
        for line in page
        if id(line) in reasons
    ]
    heads = [block for block in apart[:1] if block.reason == RUNNING]
    return lines, (heads, apart[len(heads) :])


def _is_stray(first: str, second: str) -> bool:
    """Say whether the first line of a text is the head of a page: it neither begins nor ends a sentence."""
    return (
        len(first.strip()) <= _SHORT
        and begins_midway(first)
        and not ends_sentence(first)
        and not ends_broken(first)
        and not begins_midway(second)
    )


def _wrapped(lines: Sequence[TextLine], width: int) -> list[list[TextLine]]:
    """Put broken lines together; a blank line ends a paragraph unless the sentence goes on after it."""
    paragraphs: list[list[TextLine]] = []
    blank = True
    for line in lines:
        if not line.text.strip():
            blank = True
            continue
        last = paragraphs[-1][-1].text if paragraphs else ""
        if paragraphs and _belongs(last, line.text, blank, width):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
        blank = False
    return paragraphs


def _belongs(last: str, line: str, blank: bool, width: int) -> bool:
    """Say whether a line goes on with the paragraph of the line before it."""
    if item_of(line) is not None:
        return False
    if ends_broken(last):
        return True
    if blank:
        return begins_midway(line) and not ends_sentence(last)
    if begins_midway(line):
        return True
    if _stands_alone(line, last, width) or _stands_alone(last, line, width):
        return False
    return not ends_paragraph(last, line, width)


def _stands_alone(line: str, other: str, width: int) -> bool:
    """Say whether a line is a heading in the midst of a text: numbered, or much shorter than it could be."""
    text = line.strip()
    if not looks_like_heading(text):
        return False
    return (number_of(text) is not None and len(text) < 0.9 * width) or (
        len(text) < 0.5 * width and len(text) + 1 + len(other.split(maxsplit=1)[0]) <= 0.7 * width
    )


def _mended(paragraphs: list[list[TextLine]]) -> list[list[TextLine]]:
    """Put together paragraphs that a page broke in two."""
    mended: list[list[TextLine]] = []
    for each in paragraphs:
        last = mended[-1][-1] if mended else None
        if last is not None and last.page != each[0].page and len(last.text) > _SHORT:
            if begins_midway(each[0].text) and not ends_sentence(last.text):
                mended[-1] += each
                continue
        mended.append(each)
    return mended


def _block(lines: Sequence[TextLine], vocabulary: Vocabulary) -> Block:
    first = item_of(lines[0].text)
    texts = [line.text for line in lines]
    kind = Kind.PARAGRAPH
    if first is not None:
        texts[0], kind = first, Kind.ITEM
    text, joined = join_lines(texts, vocabulary)
    if kind is Kind.PARAGRAPH and _LINK.fullmatch(text) and not ends_sentence(text):
        return left_out(text, LINK, lines[0].page)
    return Block(text, kind, page=lines[0].page, repairs=told(joined))


def _with_headings(blocks: list[Block]) -> list[Block]:
    """Take short paragraphs for headings where text follows, and the first of several for the title."""
    counts = Counter(block.text for block in blocks)
    kinds = [
        block.kind is Kind.PARAGRAPH and looks_like_heading(block.text) and counts[block.text] <= 2
        for block in blocks
    ]
    result: list[Block] = []
    place = 0
    while place < len(blocks):
        end = place
        while end < len(blocks) and kinds[end]:
            end += 1
        chain = blocks[place:end]
        numbered = any(number_of(block.text) for block in chain)
        followed = end < len(blocks) and _is_text(blocks[end], chain)
        if chain and followed and (numbered or len(chain) <= _CHAIN):
            titled = place == 0 and len(chain) > 1 and number_of(chain[0].text) is None
            for number, block in enumerate(chain):
                kind = Kind.TITLE if titled and number == 0 else Kind.HEADING
                result.append(Block(block.text, kind, page=block.page, repairs=block.repairs))
        else:
            result += chain
        result += blocks[end : end + 1]
        place = end + 1
    return result


def _is_text(block: Block, chain: Sequence[Block]) -> bool:
    """Say whether a block is the text under a heading."""
    if block.kind is Kind.ITEM:
        return True
    if block.kind is Kind.LEFT_OUT or not chain:
        return False
    return ends_sentence(block.text) or len(block.text) > 2 * len(chain[-1].text)
