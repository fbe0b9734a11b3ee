"""From the lines of a PDF to its blocks: headings, paragraphs, items, rows of tables, footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from corpora.readers.blocks import Block, Kind, left_out
from corpora.readers.headings import looks_like_heading, number_of
from corpora.readers.hyphens import Vocabulary, ends_broken, join_lines, told, vocabulary_of
from corpora.readers.paragraphs import begins_midway, ends_sentence, item_of
from corpora.readers.prose import CAPTION, is_caption, table_blocks
from corpora.readers.reading_order import Line
from corpora.readers.typesetting import Typesetting, levels_of, typesetting_of

FOOTNOTE: Final = "a footnote"
CONTENTS: Final = "a table of contents"
SUBTITLE: Final = "a subtitle"
_LEADERS: Final = re.compile(r"(?:[.…]\s?){4,}\s*\d+\s*$")
_NUMBERED: Final = re.compile(r"[0-9]{1,4}")
_MOST_LINES: Final = 4
_MOST_CHARACTERS: Final = 250
"""A heading has no more lines, and no more characters."""


@dataclass
class _Piece:
    """Lines that belong together, with what they are."""

    kind: str
    lines: list[Line] = field(default_factory=list)


def blocks_of(lines: Sequence[Line]) -> list[Block]:
    """Give the blocks of a document, from its lines in reading order without running heads."""
    if not lines:
        return []
    setting = typesetting_of(lines)
    pieces = _with_low_headings(_with_tables(_pieces(lines, setting)), setting)
    vocabulary = vocabulary_of([line.text for line in lines])
    levels = levels_of([piece.lines[0] for piece in pieces if piece.kind == "heading"])
    low = 1 + max(levels.values(), default=0)
    levels |= {
        (piece.lines[0].size, piece.lines[0].bold): low for piece in pieces if piece.kind == "low heading"
    }
    blocks: list[Block] = []
    for piece in pieces:
        blocks += _blocks(piece, levels, vocabulary)
    return _with_title(blocks)


def _pieces(lines: Sequence[Line], setting: Typesetting) -> list[_Piece]:
    pieces: list[_Piece] = []
    flow: _Piece | None = None  # the paragraph that may go on, over a note or a page too
    noted: tuple[int, int] | None = None
    for line in lines:
        place = (line.page, line.column)
        if line.mark and setting.is_small(line):
            noted = place
            pieces.append(_Piece("note", [line]))
        elif noted == place and setting.is_small(line):
            pieces[-1].lines.append(line)
        elif _LEADERS.search(line.text[-_MOST_CHARACTERS:]):
            pieces.append(_Piece("contents", [line]))
            flow = None
        elif len(line.cells) > 1 and not _is_mark(line.cells[0]):
            pieces.append(_Piece("row", [line]))
        elif _is_heading(line, setting) and not (flow is not None and _is_emphasis(flow.lines[-1], line)):
            last = pieces[-1] if pieces else None
            if last and last.kind == "heading" and _goes_on_as_heading(last, line, setting):
                last.lines.append(line)
            else:
                pieces.append(_Piece("heading", [line]))
            flow = None
        elif flow is not None and _belongs(flow, line, setting):
            flow.lines.append(line)
        else:
            flow = _Piece("item" if item_of(line.text) is not None else "paragraph", [line])
            pieces.append(flow)
    return [_judged(piece) for piece in pieces]


def _is_mark(cell: str) -> bool:
    """Say whether a piece of a line is the mark of an item of a list, or the number of a heading."""
    return item_of(f"{cell} x") is not None or number_of(f"{cell} x") is not None


def _is_heading(line: Line, setting: Typesetting) -> bool:
    return setting.is_display(line) and item_of(line.text) is None and any(map(str.isalpha, line.text))


def _is_emphasis(before: Line, line: Line) -> bool:
    """Say whether a bold line stands in the middle of a sentence."""
    alike = abs(line.size - before.size) <= 0.08 * before.size
    return alike and begins_midway(line.text) and not ends_sentence(before.text)


def _goes_on_as_heading(heading: _Piece, line: Line, setting: Typesetting) -> bool:
    last = heading.lines[-1]
    return (
        not _is_over(last, line)
        and abs(line.size - last.size) < 0.06 * last.size
        and line.bold == last.bold
        and line.top - last.top < 1.5 * line.size
        and number_of(line.text) is None
        and (begins_midway(line.text) or not setting.has_room(last, line) or line.size > 1.5 * setting.size)
    )


def _belongs(flow: _Piece, line: Line, setting: Typesetting) -> bool:
    """Say whether a line goes on with a paragraph."""
    last = flow.lines[-1]
    if item_of(line.text) is not None or abs(line.size - last.size) > 0.08 * last.size:
        return False
    if ends_broken(last.text):
        return True
    over = _is_over(last, line)
    if not over and (line.top < last.top or setting.is_apart(last, line)):
        return begins_midway(line.text) and not ends_sentence(last.text) and line.top > last.top
    if flow.kind == "item" and setting.indent(line) < _hang(flow, setting) - 2:
        return begins_midway(line.text) and not ends_sentence(last.text)
    if begins_midway(line.text) and not ends_sentence(last.text):
        return True
    if not ends_sentence(last.text):
        return not over or not setting.has_room(last, line)
    if over and (len(flow.lines) < 2 or line.page - last.page > 1):
        return False
    indented = setting.indent(line) - setting.indent(last)
    if len(flow.lines) > 1 and flow.kind == "paragraph" and indented > 0.7 * line.size:
        return False
    return not setting.has_room(last, line)


def _hang(item: _Piece, setting: Typesetting) -> float:
    """Give the indent of the text of an item: that of its second line, else right of its mark."""
    if len(item.lines) > 1:
        return setting.indent(item.lines[1])
    return setting.indent(item.lines[0]) + 0.3 * item.lines[0].size


def _judged(piece: _Piece) -> _Piece:
    """Take what is set as a heading for text where it is long, or ends as a sentence does."""
    if piece.kind != "heading":
        return piece
    text = " ".join(line.text for line in piece.lines)
    if (
        len(piece.lines) > _MOST_LINES
        or len(text) > 250
        or text.endswith((".", ";", ","))
        or begins_midway(text)
    ):
        return replace(piece, kind="paragraph")
    return piece


def _with_tables(pieces: list[_Piece]) -> list[_Piece]:
    """Put rows that follow each other into one table; a single line with a wide gap is text."""
    result: list[_Piece] = []
    for piece in pieces:
        last = result[-1] if result else None
        if (
            piece.kind == "row"
            and last is not None
            and last.kind == "row"
            and _is_near(last.lines[-1], piece.lines[0])
        ):
            last.lines += piece.lines
        else:
            result.append(piece)
    return [
        replace(piece, kind="paragraph")
        if piece.kind == "row" and len(piece.lines) == 1 and len(piece.lines[0].cells) < 3
        else piece
        for piece in result
    ]


def _with_low_headings(pieces: list[_Piece], setting: Typesetting) -> list[_Piece]:
    """Take a short line set as the text is for a heading where it stands apart and text follows."""
    result = list(pieces)
    for place, (piece, after) in enumerate(pairwise(pieces)):
        line = piece.lines[0]
        before = pieces[place - 1].lines[-1] if place else None
        apart = (
            before is None
            or (before.page, before.column) != (line.page, line.column)
            or setting.is_apart(before, line)
        )
        if (
            piece.kind == "paragraph"
            and len(piece.lines) == 1
            and looks_like_heading(line.text)
            and not setting.is_small(line)
            and after.kind in ("item", "paragraph")
            and setting.has_room(line, after.lines[0])
            and (apart or after.kind == "item" or setting.has_room(before or line, line))
            and (after.kind == "item" or len(after.lines) > 1)
        ):
            result[place] = replace(piece, kind="low heading")
    return result


def _is_over(before: Line, line: Line) -> bool:
    """Say whether a column or page ends between two lines."""
    return (before.page, before.column) != (line.page, line.column)


def _is_contents(lines: Sequence[Line]) -> bool:
    """Say whether rows are a table of contents: titles, each with a page that is not before the last one."""
    if len(lines) < 3 or not all(
        line.cells[-1].isdigit() and any(map(str.isalpha, line.text)) for line in lines
    ):
        return False
    pages = [int(line.cells[-1]) for line in lines]
    return pages == sorted(pages) and all(len(line.cells) <= 3 for line in lines)


def _is_near(before: Line, line: Line) -> bool:
    return before.page == line.page and -1 < line.top - before.top < 6 * line.size


def _blocks(piece: _Piece, levels: dict[tuple[float, bool], int], vocabulary: Vocabulary) -> Iterable[Block]:
    first = piece.lines[0]
    texts = [line.text for line in piece.lines]
    text, joined = join_lines(texts, vocabulary)
    marks = sum(line.marks for line in piece.lines)
    repairs = told(joined) + ((f"{marks} footnote number{'s' * (marks > 1)} left out",) if marks else ())
    match piece.kind:
        case "note":
            return [left_out(text, FOOTNOTE, first.page)]
        case "contents":
            return [left_out(text, CONTENTS, first.page)]
        case "row" if _is_contents(piece.lines):
            return [left_out(line.text, CONTENTS, line.page) for line in piece.lines]
        case "row":
            return table_blocks([line.cells for line in piece.lines], first.page)
        case "heading" | "low heading":
            return [Block(text, Kind.HEADING, levels[first.size, first.bold], first.page, repairs)]
        case "item":
            texts[0] = item_of(texts[0]) or ""
            text, joined = join_lines(texts, vocabulary)
            return [Block(text, Kind.ITEM, page=first.page, repairs=repairs)]
        case _:
            if is_caption(text):
                return [left_out(text, CAPTION, first.page)]
            return [Block(text, page=first.page, repairs=repairs)]


def _with_title(blocks: list[Block]) -> list[Block]:
    """Take the largest heading for the title where it opens the document, and what is below for subtitles."""
    first = next((block for block in blocks if block.kind is not Kind.LEFT_OUT), None)
    if first is None or first.kind is not Kind.HEADING or first.level != 1:
        return blocks
    if sum(block.level == 1 for block in blocks) > 1 or number_of(first.text) is not None:
        return blocks
    start = blocks.index(first)
    page_has_text = any(
        block.page == first.page and block.kind is Kind.PARAGRAPH and ends_sentence(block.text)
        for block in blocks
    )
    result = [*blocks[:start], replace(first, kind=Kind.TITLE)]
    subtitled = True
    for block in blocks[start + 1 :]:
        own = block.page == first.page and (
            (not page_has_text and block.kind is not Kind.LEFT_OUT)
            or (subtitled and block.kind is Kind.PARAGRAPH and looks_like_heading(block.text))
        )
        subtitled = subtitled and own
        if own:
            block = left_out(block.text, SUBTITLE, block.page)
        elif block.kind is Kind.HEADING and block.level is not None:
            block = replace(block, level=block.level - 1)
        result.append(block)
    return result
