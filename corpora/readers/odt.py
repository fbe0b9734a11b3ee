"""ODT: the text as its readers see it, by the outline levels of its headings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from corpora.errors import SourceError
from corpora.readers.blocks import Block, Kind, left_out
from corpora.readers.office import OfficeFile, boxes, local
from corpora.readers.prose import CAPTION, table_blocks

_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_MANY: Final = 1000
"""A count of spaces or of repeated cells that a document gives is not believed past this."""
_HOLDERS: Final = ("list-item", "list-header", "section", "numbered-paragraph", "frame", "text-box")
_CONTENTS: Final = ("table-of-content", "illustration-index", "alphabetical-index", "bibliography")


def odt_blocks(path: Path) -> tuple[list[Block], tuple[str, ...]]:
    """Give the blocks of a document, and what is to be told of it.

    Tracked changes are accepted. Raises ``SourceError`` for a document that is damaged or protected.
    """
    with OfficeFile(path) as file:
        root = file.xml("content.xml")
        manifest = file.xml("META-INF/manifest.xml")
    if manifest is not None and any(local(each) == "encryption-data" for each in manifest.iter()):
        raise SourceError(f"{path.name} is protected with a password. Save it without one and try again.")
    body = None if root is None else root.find(f"{_OFFICE}body/{_OFFICE}text")
    if root is None or body is None:
        raise SourceError(f"{path.name} is an OpenDocument file without a text.")
    styles = _parents(root)
    blocks = list(_blocks(body, styles))
    for note in body.iter(f"{_TEXT}note"):
        note_body = note.find(f"{_TEXT}note-body")
        text = "" if note_body is None else " ".join(" ".join(_plain(each) for each in note_body).split())
        if text:
            blocks.append(left_out(text, f"a {note.get(f'{_TEXT}note-class', 'footnote')}"))
    return blocks, _notes(body)


def _parents(root: Any) -> dict[str, str]:
    """Give for each automatic style the named style that it is made from."""
    return {
        each.get(f"{_STYLE}name", ""): each.get(f"{_STYLE}parent-style-name", "")
        for each in root.iter(f"{_STYLE}style")
    }


def _blocks(element: Any, styles: dict[str, str], kind: Kind = Kind.PARAGRAPH) -> Iterator[Block]:
    for each in element:
        match local(each):
            case "h":
                text = " ".join(_plain(each).split())
                level = each.get(f"{_TEXT}outline-level", "1")
                if text:
                    yield Block(text, Kind.HEADING, int(level) if level.isdigit() and len(level) < 3 else 1)
            case "p":
                yield from _paragraph(each, styles, kind)
            case "list":
                yield from _blocks(each, styles, Kind.ITEM)
            case "table":
                yield from _table(each, styles)
            case name if name in _CONTENTS:
                text = " ".join(_plain(each).split())
                yield left_out(text, "a table of contents")
            case name if name in _HOLDERS:
                yield from _blocks(each, styles, kind)


def _paragraph(paragraph: Any, styles: dict[str, str], kind: Kind) -> Iterator[Block]:
    name = paragraph.get(f"{_TEXT}style-name", "")
    name = (styles.get(name) or name).replace("_20_", " ").lower()
    text = " ".join(_plain(paragraph).split())
    if text:
        if name == "title":
            yield Block(text, Kind.TITLE)
        elif name == "subtitle":
            yield left_out(text, "a subtitle")
        elif name in ("caption", "illustration", "table", "figure"):
            yield left_out(text, CAPTION)
        else:
            yield Block(text, kind)
    for box in boxes(paragraph, "text-box"):
        yield from _blocks(box, styles)


def _plain(element: Any) -> str:
    """Give the text of an element, without notes, comments, text boxes and what was deleted."""
    parts = [element.text or ""]
    for each in element:
        match local(each):
            case "s":
                count = each.get(f"{_TEXT}c", "1")
                parts.append(" " * min(int(count) if count.isdigit() and len(count) < 6 else 1, _MANY))
            case "tab" | "line-break":
                parts.append(" ")
            case "note" | "annotation" | "annotation-end" | "text-box" | "frame" | "tracked-changes" | "":
                pass
            case _:
                parts.append(_plain(each))
        parts.append(each.tail or "")
    return "".join(parts)


def _table(table: Any, styles: dict[str, str]) -> Iterator[Block]:
    rows = [
        row for row in table.iter(f"{_TABLE}table-row") if next(row.iterancestors(f"{_TABLE}table")) is table
    ]
    cells = [[cell for cell in row if local(cell) == "table-cell"] for row in rows]
    if len(rows) == 1 or all(len(row) <= 1 for row in cells):  # a table that only places its text
        for cell in (cell for row in cells for cell in row):
            yield from _blocks(cell, styles)
    else:
        yield from table_blocks(
            [["\n".join(_plain(each).strip() for each in cell) for cell in row] for row in cells]
        )


def _notes(body: Any) -> tuple[str, ...]:
    notes = []
    regions = [local(each[0]) for each in body.iter(f"{_TEXT}changed-region") if len(each)]
    if regions:
        inserted, deleted = regions.count("insertion"), regions.count("deletion")
        notes.append(
            f"tracked changes were accepted: {inserted} insertions are in the text, "
            f"{deleted} deletions are not"
        )
    comments = sum(local(each) == "annotation" for each in body.iter())
    if comments:
        notes.append(f"{comments} comments are no part of the text")
    return tuple(notes)
