"""The report as a PDF that screen readers can read (PDF/UA-1), and pictures as pixels, both by typst.

Texts go to typst as data and are never read as markup. A sign that no font here has cannot be set: it is
replaced by an empty box, and the report says so.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from corpora.errors import RunError
from insights.explorer.tokens import TOKENS
from insights.reports.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Picture,
    Points,
    Table,
    in_xml,
)
from insights.reports.pictures import Drawing
from insights.reports.texts import report_texts

TEMPLATE: Final = Path(__file__).with_name("report.typ")
FONT: Final = "Libertinus Serif"
"""The face that comes with typst, so that a report looks the same on every machine."""
BOX: Final = "\u25a1"
"""Stands for a sign that no font here has."""
DOTS: Final = 300
"""Dots an inch of pictures."""
LATIN: Final = "\u024f"
"""The last of the letters that every font has."""
JOINER: Final = "\u200d"
PARTS: Final = frozenset((JOINER, *map(chr, range(0x1F3FB, 0x1F400)), *map(chr, range(0xE0020, 0xE0080))))
"""What belongs to the sign before it without being a mark: joiners, tones of skin, tags."""
_SHEET: Final = b"""#let data = json(bytes(sys.inputs.data))
#set document(title: "-")
#set text(font: data.fonts)
#set page(height: auto)
#for sign in data.signs [#sign #h(1em)]"""
_PICTURE: Final = b"""#let data = json(bytes(sys.inputs.data))
#set page(width: data.width * 0.75pt, height: data.height * 0.75pt, margin: 0pt)
#set text(font: data.fonts)
#image(bytes(data.svg), format: "svg", width: 100%)"""


def render(document: Document, made: date) -> bytes:
    """Write a document as PDF/UA-1, dated as the run is."""
    texts = report_texts(document.language)
    unset = frozenset(_unset(sorted(_unusual(document))))
    if unset:
        notice = Paragraph(texts.unset.format(box=BOX), "note")
        document = replace(document, blocks=(notice, *document.blocks))
    plain = partial(_boxed, unset=unset)
    told = [_as_data(block, plain) for block in document.blocks]
    for before, after in pairwise(told):
        after["sticky"] = before["kind"] == "heading"
    data = {
        "title": plain(document.title),
        "subtitle": plain(document.subtitle),
        "language": document.language,
        "mark": document.mark,
        "contents": document.contents,
        "made": [made.year, made.month, made.day],
        "tokens": TOKENS,
        "fonts": [FONT],
        "notices": told[: len(document.notices)],
        "blocks": told[len(document.notices) :],
    }
    moment = datetime(made.year, made.month, made.day, tzinfo=UTC)
    return _compiled(TEMPLATE.read_bytes(), data, format="pdf", pdf_standards=["ua-1"], timestamp=moment)


def pixels(drawing: Drawing) -> bytes:
    """Draw a picture as PNG, at 300 dots an inch."""
    data = {
        "svg": in_xml(drawing.svg(FONT)),
        "width": drawing.width,
        "height": max(drawing.height, 1),
        "fonts": [FONT],
    }
    return _compiled(_PICTURE, data, format="png", ppi=DOTS)


def _compiled(source: bytes, data: dict[str, Any], **options: Any) -> bytes:
    import typst

    try:
        made = typst.compile(source, sys_inputs={"data": json.dumps(data, ensure_ascii=False)}, **options)
    except typst.TypstError as error:
        raise RunError(
            f"the report cannot be set as PDF: {error}. Take another format, such as docx or html."
        ) from error
    assert isinstance(made, bytes)
    return made


def _unusual(document: Document) -> set[str]:
    """Give the signs of a document that not every font has, each with the marks that belong to it."""
    told = [document.title, document.subtitle]
    told += [text for block in document.blocks for text in _texts(block)]
    return {one for text in told if max(text, default="") > LATIN for one in _signs(text) if max(one) > LATIN}


def _signs(text: str) -> Iterator[str]:
    """Take a text apart into signs: a character with what is set on it or joined to it.

    >>> [len(sign) for sign in _signs("e\u0301\U0001f468\u200d\U0001f467!")]
    [2, 3, 1]
    """
    sign = ""
    for character in text:
        joined = sign.endswith(JOINER) or character in PARTS or unicodedata.category(character)[0] == "M"
        if sign and not joined:
            yield sign
            sign = ""
        sign += character
    if sign:
        yield sign


def _texts(block: Block) -> Iterable[str]:
    if isinstance(block, Heading | Paragraph):
        return (block.text,)
    if isinstance(block, Points):
        return block.items
    if isinstance(block, Table):
        return (block.caption, *block.head, *(cell for row in block.rows for cell in row))
    if isinstance(block, Picture):
        return (block.caption, block.alt)
    return (block.text, *block.origin, *block.notes)


def _unset(signs: Sequence[str]) -> Iterator[str]:
    """Find the signs that typst has no font for, by setting sheets of ever fewer of them."""
    import typst

    if not signs:
        return
    data = json.dumps({"signs": signs, "fonts": [FONT]})
    try:
        typst.compile(_SHEET, format="pdf", pdf_standards=["ua-1"], sys_inputs={"data": data})
    except typst.TypstError:
        if len(signs) == 1:
            yield signs[0]
            return
        half = len(signs) // 2
        yield from _unset(signs[:half])
        yield from _unset(signs[half:])


def _boxed(text: str, unset: frozenset[str]) -> str:
    if not unset or max(text, default="") <= LATIN:
        return in_xml(text)
    return "".join(BOX if sign in unset else sign for sign in _signs(in_xml(text)))


def _as_data(block: Block, plain: Any) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "text": plain(block.text), "anchor": block.anchor}
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "text": plain(block.text), "tone": block.tone, "sticky": False}
    if isinstance(block, Points):
        return {"kind": "points", "items": [plain(item) for item in block.items]}
    if isinstance(block, Table):
        return {
            "kind": "table",
            "caption": plain(block.caption),
            "head": [plain(cell) for cell in block.head],
            "rows": [[plain(cell) for cell in row] for row in block.rows],
            "right": block.right,
        }
    if isinstance(block, Picture):
        return {
            "kind": "picture",
            "caption": plain(block.caption),
            "alt": plain(block.alt),
            "svg": plain(block.drawing.svg(FONT)),
        }
    return {
        "kind": "passage",
        "text": plain(block.text),
        "language": block.language,
        "origin": plain(block.where),
        "notes": plain(block.noted),
    }
