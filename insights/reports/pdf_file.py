"""The report as a PDF that screen readers can read (PDF/UA-1), and pictures as pixels, both by typst.

Texts go to typst as data and are never read as markup. A sign that no font here has cannot be set: it is
replaced by an empty box, and the report says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from corpora.errors import RunError
from insights.explorer.style import TOKENS
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
_UNSET: Final = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_ESCAPED: Final = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
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
    unset = _unset(_words(document))
    if unset:
        notice = Paragraph(texts.unset.format(box=BOX), "note")
        document = replace(document, blocks=(notice, *document.blocks))
    plain = partial(_boxed, unset=unset)
    first = next((n for n, block in enumerate(document.blocks) if isinstance(block, Heading)), 0)
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
        "notices": told[:first],
        "blocks": told[first:],
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


def _words(document: Document) -> set[str]:
    """Give the signs of a document that not every font has."""
    signs: set[str] = set(document.title + document.subtitle)
    for block in document.blocks:
        signs.update(*_texts(block))
    return {sign for sign in signs if sign > "\u024f"}


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


def _unset(signs: set[str]) -> frozenset[str]:
    """Find the signs that typst has no font for, by setting a sheet of them until it complains no more."""
    import typst

    unset: set[str] = set()
    while left := sorted(signs - unset):
        data = {"signs": left, "fonts": [FONT]}
        try:
            typst.compile(_SHEET, format="pdf", pdf_standards=["ua-1"], sys_inputs={"data": json.dumps(data)})
        except typst.TypstError as error:
            named = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), "".join(_UNSET.findall(str(error))))
            found = signs.intersection(named) - unset
            if not found:
                raise
            unset |= found
        else:
            break
    return frozenset(unset)


def _boxed(text: str, unset: frozenset[str]) -> str:
    return "".join(BOX if sign in unset else sign for sign in in_xml(text)) if unset else in_xml(text)


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
        "origin": plain(", ".join((*block.origin, block.quote_id))),
        "notes": plain(" ".join(block.notes)),
    }
