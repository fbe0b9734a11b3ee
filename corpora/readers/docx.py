"""DOCX: the text as its readers see it, tracked changes accepted, by the styles of its paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from corpora.errors import SourceError
from corpora.readers.blocks import Block, Kind, left_out
from corpora.readers.office import OfficeFile, boxes, local
from corpora.readers.prose import table_blocks
from corpora.readers.running_heads import RUNNING

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHARACTERS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_SKIPPED: Final = frozenset(
    ("del", "moveFrom", "delText", "instrText", "delInstrText", "Fallback", "pPr", "rPr", "drawing", "pict")
)
_SHORT: Final = 120


@dataclass(frozen=True)
class Document:
    """The blocks of a document, with what is to be told of it."""

    blocks: list[Block]
    notes: tuple[str, ...]


@dataclass
class _Styles:
    """What the styles of a document say: kind and level by the id of a style."""

    kinds: dict[str, tuple[Kind, int | None]] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)


def docx_paragraphs(path: Path) -> list[str]:
    """Give the text of every paragraph that is not empty, those in tables too, in order.

    Tracked changes are accepted; footnotes, comments, headers and footers are not there. Raises
    ``SourceError`` for a document that is damaged or protected.
    """
    with OfficeFile(path) as file:
        body = _body(file)
        return [text for each in _paragraphs(body) if (text := _text(each).strip())]


def read_docx(path: Path) -> Document:
    """Read the blocks of a document; raises ``SourceError`` for one that is damaged or protected."""
    with OfficeFile(path) as file:
        body = _body(file)
        styles = _styles(file.xml("word/styles.xml"))
        blocks = list(_blocks(body, styles))
        if not any(block.kind is Kind.HEADING for block in blocks):
            blocks = _with_bold_headings(blocks, body)
        blocks += _apart(file)
        return Document(blocks, _notes(body, file))


def _body(file: OfficeFile) -> Any:
    root = file.xml("word/document.xml")
    body = None if root is None else next((each for each in root if local(each) == "body"), None)
    if body is None:
        raise SourceError(f"{file.path.name} is a Word document without a text. Save it again.")
    return body


def _paragraphs(element: Any) -> Iterator[Any]:
    """Give the paragraphs below an element, those of tables, content controls and text boxes too."""
    for each in element:
        name = local(each)
        if name == "p":
            yield each
            for box in boxes(each, "txbxContent"):
                yield from _paragraphs(box)
        elif name not in ("sectPr", "Fallback", "del", "moveFrom"):
            yield from _paragraphs(each)


def _text(element: Any) -> str:
    """Give the text of a paragraph or run as it is once all changes are accepted."""
    parts: list[str] = []
    for each in element:
        name = local(each)
        if name == "t":
            parts.append(each.text or "")
        elif name in _CHARACTERS:
            parts.append(_CHARACTERS[name] if each.get(f"{_W}type") != "page" else "")
        elif name == "r" and _is_hidden(each):
            continue
        elif name and name not in _SKIPPED:
            parts.append(_text(each))
    return "".join(parts)


def _is_hidden(run: Any) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val") not in ("0", "false")


def _blocks(body: Any, styles: _Styles) -> Iterator[Block]:
    pending = ""
    for each in body:
        match local(each):
            case "p":
                text = pending + _text(each)
                pending = ""
                if each.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None:
                    pending = text  # its end was deleted: it goes on in the next
                    continue
                if text.strip():
                    yield _block(text, each, styles)
                for box in boxes(each, "txbxContent"):
                    yield from _blocks(box, styles)
            case "tbl":
                yield from _table(each, styles)
            case "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag":
                yield from _blocks(each, styles)
    if pending.strip():
        yield Block(pending.strip())


def _block(text: str, paragraph: Any, styles: _Styles) -> Block:
    text = " ".join(text.split()) if "\n" not in text else text.strip()
    properties = paragraph.find(f"{_W}pPr")
    style = None if properties is None else properties.find(f"{_W}pStyle")
    name = "" if style is None else style.get(f"{_W}val", "")
    if name in styles.left_out:
        return left_out(text, styles.left_out[name])
    kind, level = styles.kinds.get(name, (Kind.PARAGRAPH, None))
    outline = None if properties is None else properties.find(f"{_W}outlineLvl")
    if outline is not None and outline.get(f"{_W}val", "9").isdigit() and int(outline.get(f"{_W}val")) < 9:
        kind, level = Kind.HEADING, int(outline.get(f"{_W}val")) + 1
    elif kind is Kind.PARAGRAPH and properties is not None and _is_numbered(properties):
        kind = Kind.ITEM
    return Block(text, kind, level)


def _is_numbered(properties: Any) -> bool:
    number = properties.find(f"{_W}numPr/{_W}numId")
    return number is not None and number.get(f"{_W}val") != "0"


def _table(table: Any, styles: _Styles) -> Iterator[Block]:
    rows: list[list[str]] = []
    for row in table.iter(f"{_W}tr"):
        if next(row.iterancestors(f"{_W}tbl")) is table:
            cells = [each for each in row.iter(f"{_W}tc") if next(each.iterancestors(f"{_W}tr")) is row]
            rows.append(["\n".join(_cell(each)) for each in cells])
    if len(rows) == 1 or all(len(row) <= 1 for row in rows):  # a table that only places its text
        for cell in (each for each in table.iter(f"{_W}tc") if next(each.iterancestors(f"{_W}tbl")) is table):
            yield from _blocks(cell, styles)
    else:
        yield from table_blocks(rows)


def _cell(cell: Any) -> list[str]:
    return [text for each in _paragraphs(cell) if (text := " ".join(_text(each).split()))]


def _styles(root: Any | None) -> _Styles:
    styles = _Styles()
    if root is None:
        return styles
    by_id = {each.get(f"{_W}styleId", ""): each for each in root if local(each) == "style"}
    for identity, style in by_id.items():
        chain = [style]
        while (base := chain[-1].find(f"{_W}basedOn")) is not None and len(chain) < 20:
            above = by_id.get(base.get(f"{_W}val", ""))
            if above is None:
                break
            chain.append(above)
        for each in chain:
            if _judge_style(identity, each, styles):
                break
    return styles


def _judge_style(identity: str, style: Any, styles: _Styles) -> bool:
    """Note what a style means, by the name that is the same in every language; say whether it is known."""
    element = style.find(f"{_W}name")
    name = "" if element is None else element.get(f"{_W}val", "").lower()
    outline = style.find(f"{_W}pPr/{_W}outlineLvl")
    if name == "title":
        styles.kinds[identity] = (Kind.TITLE, None)
    elif name == "subtitle":
        styles.left_out[identity] = "a subtitle"
    elif name.startswith("toc "):
        styles.left_out[identity] = "a table of contents"
    elif name in ("caption", "bijschrift"):
        styles.left_out[identity] = "a caption"
    elif name.startswith("heading ") and name[8:].isdigit():
        styles.kinds[identity] = (Kind.HEADING, int(name[8:]))
    elif outline is not None and outline.get(f"{_W}val", "9").isdigit() and int(outline.get(f"{_W}val")) < 9:
        styles.kinds[identity] = (Kind.HEADING, int(outline.get(f"{_W}val")) + 1)
    elif name.startswith(("list bullet", "list number")) or style.find(f"{_W}pPr/{_W}numPr") is not None:
        styles.kinds[identity] = (Kind.ITEM, None)
    else:
        return False
    return True


def _with_bold_headings(blocks: list[Block], body: Any) -> list[Block]:
    """Take short bold paragraphs for headings in a document that uses no styles for them."""
    bold = {
        " ".join(_text(each).split())
        for each in _paragraphs(body)
        if (runs := [run for run in each.iter(f"{_W}r") if _text(run).strip()])
        and all(run.find(f"{_W}rPr/{_W}b") is not None for run in runs)
    }
    return [
        Block(block.text, Kind.HEADING)
        if block.kind is Kind.PARAGRAPH
        and block.text in bold
        and len(block.text) <= _SHORT
        and not block.text.endswith((".", ";", ","))
        else block
        for block in blocks
    ]


def _apart(file: OfficeFile) -> Iterator[Block]:
    """Give what stands outside the text: footnotes, endnotes, heads and feet of pages."""
    for member, name in (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")):
        root = file.xml(member)
        for note in () if root is None else root:
            text = " ".join(" ".join(_text(each) for each in _paragraphs(note)).split())
            if text:
                yield left_out(text, f"a {name}")
    for member in sorted(file.members):
        if member.startswith(("word/header", "word/footer")) and member.endswith(".xml"):
            root = file.xml(member)
            text = "" if root is None else " ".join(_text(each) for each in _paragraphs(root))
            if text.strip():
                yield left_out(text.strip(), RUNNING)


def _notes(body: Any, file: OfficeFile) -> tuple[str, ...]:
    count = Counter(local(each) for each in body.iter())
    notes = []
    inserted, deleted = count["ins"] + count["moveTo"], count["del"] + count["moveFrom"]
    if inserted or deleted:
        notes.append(
            f"tracked changes were accepted: {inserted} insertions are in the text, "
            f"{deleted} deletions are not"
        )
    root = file.xml("word/comments.xml")
    comments = 0 if root is None else sum(local(each) == "comment" for each in root)
    if comments:
        notes.append(f"{comments} comments are no part of the text")
    hidden = sum(_is_hidden(each) for each in body.iter(f"{_W}r"))
    if hidden:
        notes.append(f"{hidden} pieces of hidden text are no part of the text")
    return tuple(notes)
