"""The text layer of a PDF: pieces of lines with their place, size and weight, page by page."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from corpora.errors import SourceError
from corpora.readers.characters import set_line
from corpora.readers.reading_order import Line

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MOST_PAGES: Final = 5_000
MOST_CHARACTERS: Final = 200_000
"""Characters that a page may have: a page of small print has some ten thousand."""
_GAP: Final = 1.3
"""A gap wider than so many times the size of the letters parts two pieces of a line."""
_HYPHENS: Final = (0xFFFE, 2)
"""What PDFium makes of a hyphen at the end of a line."""
_SCAN: Final = "has no text layer: a scan; OCR it first"
_DAMAGED: Final = "is damaged and could not be read"
_TURNED: Final = 0.1
_RAISED: Final = 0.38
"""A digit so far above the lower edge of a line, in sizes of its letters, is the number of a footnote."""


@dataclass(frozen=True)
class Page:
    """A page: its number from 1, the pieces of its text, what is wrong with it, and the letters askew."""

    number: int
    pieces: tuple[Line, ...]
    fault: str | None = None
    turned: int = 0


@dataclass
class _Piece:
    """A piece of a line that is being put together."""

    left: float
    right: float
    top: float
    bottom: float
    text: str
    bold: int
    last: float
    mark: str = ""
    marks: int = 0
    sizes: Counter[float] = field(default_factory=Counter)

    @property
    def size(self) -> float:
        return self.bottom - self.top


def read_pages(path: Path) -> list[Page]:
    """Read the text layer of all pages, in order.

    Raises ``SourceError`` for a PDF that is damaged or protected, has too many pages, or has no text layer on
    any page.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
        count = len(document)
    except (pypdfium2.PdfiumError, OSError) as fault:
        raise SourceError(_unopened(path, str(fault))) from fault
    try:
        if not 0 < count <= MOST_PAGES:
            raise SourceError(
                f"{path.name} says it has {count} pages; 1 to {MOST_PAGES} can be read. Split it first."
            )
        pages = list(_pages(document, count))
        if sum(len(piece.text) for page in pages for piece in page.pieces) == 0:
            raise SourceError(_textless(path, pages))
    finally:
        document.close()
    return pages


def _textless(path: Path, pages: list[Page]) -> str:
    if any(page.fault == _DAMAGED for page in pages):
        return f"{path.name} is a damaged PDF: none of its pages has text. Save or download it again."
    if all(page.fault == _SCAN for page in pages):
        return (
            f"{path.name} has no text layer on any page: it is a scan. Make its text readable with OCR first."
        )
    return f"{path.name} has no text that can be read: {pages[0].fault or 'it stands askew'}."


def _unopened(path: Path, fault: str) -> str:
    if "password" in fault.lower() or "security" in fault.lower():
        return f"{path.name} is protected with a password. Save it without one and try again."
    return (
        f"{path.name} is a PDF that is damaged or breaks off ({fault}). Save it again, or download it again."
    )


def _pages(document: PdfDocument, count: int) -> Iterator[Page]:
    from pypdfium2 import PdfiumError

    for index in range(count):
        try:
            page = document[index]
            try:
                yield _page(page, index + 1)
            finally:
                page.close()
        except (PdfiumError, ValueError, ArithmeticError):
            yield Page(index + 1, (), _DAMAGED)


def _page(page: PdfPage, number: int) -> Page:
    text = page.get_textpage()
    try:
        characters = text.count_chars()
        if characters > MOST_CHARACTERS:
            return Page(number, (), f"has more than {MOST_CHARACTERS} characters")
        found, turned = _pieces(text, characters, number, page.get_rotation(), *page.get_size())
    finally:
        text.close()
    return Page(number, tuple(found), None if found or turned else _SCAN, turned)


def _pieces(
    text: Any, characters: int, number: int, rotation: int, width: float, height: float
) -> tuple[list[Line], int]:
    """Put the characters of a page together to pieces of lines; count those that stand askew."""
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    pieces: list[_Piece] = []
    current: _Piece | None = None
    space = False
    turned = 0
    for index in range(characters):
        code = pdfium.FPDFText_GetUnicode(text, index)
        letter = "-" if code in _HYPHENS else chr(code)
        if pdfium.FPDFText_IsGenerated(text, index) == 1 or letter.isspace() or code == 0:
            space = True
            continue
        pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box))
        left, top, right, bottom = _place(box, rotation, width, height)
        if bottom - top <= 0.1 or not (-width <= left <= 2 * width):
            continue
        bold = pdfium.FPDFText_GetFontWeight(text, index) >= 600
        if current is not None and _goes_on(current, left, top, bottom):
            if letter.isdigit() and not space and _is_raised(text, index, rotation, width, height, current):
                current.right = max(current.right, right)
                current.last = left
                current.marks += 1
                continue
            if current.text and (space or left - current.right > 0.25 * current.size):
                current.text += " "
            current.text += letter
            current.sizes[round(bottom - top, 1)] += 1
            current.last = left
            current.bold += bold
            current.right = max(current.right, right)
        else:
            angle = pdfium.FPDFText_GetCharAngle(text, index)
            if min(abs(angle - turn) for turn in (_radians(rotation), _radians(rotation) + 6.2832)) > _TURNED:
                turned += 1
                space = True
                continue
            raised = current if current is not None and _raises(current, left, top, bottom) else None
            if raised is not None:
                pieces.pop()
            mark = raised.text if raised else ""
            current = _Piece(left, right, top, bottom, letter, int(bold), left, mark)
            if letter.isdigit() and _is_raised(text, index, rotation, width, height, current):
                current.text, current.mark = "", letter
            pieces.append(current)
        space = False
    return [_line(piece, number) for piece in pieces if piece.text.strip()], turned


def _goes_on(piece: _Piece, left: float, top: float, bottom: float) -> bool:
    """Say whether a character stands right after a piece; letters of a ligature share a place."""
    middle = (top + bottom) / 2
    if not piece.top < middle < piece.bottom or bottom - top > 1.35 * piece.size:
        return False
    return left >= piece.last - 0.3 * piece.size and left - piece.right < _GAP * piece.size


def _is_raised(text: Any, index: int, rotation: int, width: float, height: float, piece: _Piece) -> bool:
    """Say whether the shape of a digit stands above the line of a piece: the number of a footnote."""
    import pypdfium2.raw as pdfium

    sides = [ctypes.c_double() for _ in range(4)]
    pdfium.FPDFText_GetCharBox(text, index, *map(ctypes.byref, sides))
    left, right, bottom, top = (side.value for side in sides)
    box = pdfium.FS_RECTF(left, top, right, bottom)
    return piece.bottom - _place(box, rotation, width, height)[3] > _RAISED * piece.size


def _raises(piece: _Piece, left: float, top: float, bottom: float) -> bool:
    """Say whether a piece is a small raised number right before a character: the mark of a footnote."""
    small = piece.text.isdigit() and len(piece.text) < 4 and piece.size < 0.85 * (bottom - top)
    return (
        small
        and top - 2 < (piece.top + piece.bottom) / 2 < bottom
        and 0 <= left - piece.left < 3 * (bottom - top)
    )


def _radians(rotation: int) -> float:
    return rotation * 3.14159265 / 180


def _place(box: Any, rotation: int, width: float, height: float) -> tuple[float, float, float, float]:
    """Give left, top, right and bottom from the top left corner of the page as it is shown."""
    match rotation:
        case 90:
            return box.bottom, box.left, box.top, box.right
        case 180:
            return width - box.right, box.bottom, width - box.left, box.top
        case 270:
            return width - box.top, height - box.right, width - box.bottom, height - box.left
        case _:
            return box.left, height - box.top, box.right, height - box.bottom


def _line(piece: _Piece, number: int) -> Line:
    text = piece.text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    letters = max(len(piece.text.replace(" ", "")), 1)
    return Line(
        text=set_line(text.strip()),
        page=number,
        left=piece.left,
        right=piece.right,
        top=piece.top,
        bottom=piece.bottom,
        size=max(piece.sizes, key=lambda size: (piece.sizes[size], size), default=round(piece.size, 1)),
        bold=piece.bold > 0.8 * letters,
        mark=piece.mark,
        marks=piece.marks,
    )
