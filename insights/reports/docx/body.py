"""What is written into a Word document, block by block."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from insights.explorer.tokens import TOKENS
from insights.reports.document import (
    Document,
    Heading,
    Paragraph,
    Passage,
    Picture,
    Points,
    Table,
    in_xml,
)
from insights.reports.docx.elements import element, field_code, field_mark
from insights.reports.docx.styles import LEAD, MUTED, NOTE, ORIGIN, QUOTE, colour
from insights.reports.pdf_file import pixels
from insights.reports.word_processing import TOGETHER, WIDE, Body, widths

if TYPE_CHECKING:
    from docx.document import Document as Word

TONES: Final = {"plain": "Normal", "lead": LEAD, "note": NOTE, "muted": MUTED}


class WordBody(Body):
    """Writes blocks into a Word document, whose own language is ``language``."""

    def __init__(self, word: Word, language: str) -> None:
        self.word, self.language = word, language
        self.marks = 0

    def title(self, document: Document) -> None:
        """Write the title of a document and the line below it."""
        self._text(document.title, "Title")
        self._text(document.subtitle, MUTED)

    def contents(self, document: Document) -> None:
        """Write a table of contents that links to every section, which Word updates with page numbers."""
        self._text(document.contents, LEAD).runs[0].bold = True
        sections = [heading for heading in document.headings if heading.level == 2]
        for index, heading in enumerate(sections):
            paragraph = self.word.add_paragraph(style="Normal")
            paragraph.paragraph_format.space_after = 0
            if index == 0:
                field_mark(paragraph, "begin")
                field_code(paragraph, 'TOC \\o "1-1" \\h \\z \\u')
                field_mark(paragraph, "separate")
            _link(paragraph, heading)
            if index == len(sections) - 1:
                field_mark(paragraph, "end")

    def heading(self, block: Heading) -> None:
        """Write a heading under a bookmark."""
        paragraph = self.word.add_paragraph(style=f"Heading {block.level - 1}")
        self.marks += 1
        mark = str(self.marks)
        paragraph._p.append(element("bookmarkStart", id=mark, name=_bookmark(block)))
        paragraph.add_run(in_xml(block.text))
        paragraph._p.append(element("bookmarkEnd", id=mark))

    def paragraph(self, block: Paragraph, *, under_heading: bool) -> None:
        """Write a paragraph; what explains a heading stays on the page of what follows."""
        told = self._text(block.text, TONES[block.tone])
        told.paragraph_format.keep_with_next = under_heading or None

    def points(self, block: Points) -> None:
        """Write a list of points."""
        for item in block.items:
            self._text(item, "List Bullet")

    def table(self, block: Table) -> None:
        """Write a table under its caption."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Cm, Pt

        self._caption(block.caption)
        table = self.word.add_table(rows=1 + len(block.rows), cols=len(block.head))
        table.autofit = False
        wide = [Cm(width) for width in widths(block)]
        for column, width in zip(table.columns, wide, strict=True):
            column.width = width
        _lines(table, block.caption)
        for index, row in enumerate((block.head, *block.rows)):
            cells = table.rows[index].cells
            _whole(table.rows[index], header=index == 0)
            together = index == 0 or (len(block.rows) <= TOGETHER and index < len(block.rows))
            for column, text in enumerate(row):
                cells[column].width = wide[column]
                paragraph = cells[column].paragraphs[0]
                run = paragraph.add_run(in_xml(text))
                run.font.size, run.bold = Pt(9.5), index == 0 or None
                paragraph.paragraph_format.space_after = Pt(2)
                paragraph.paragraph_format.keep_with_next = together
                if column >= block.right:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self.word.add_paragraph(style=MUTED).paragraph_format.space_after = Pt(0)

    def picture(self, block: Picture) -> None:
        """Write a picture under its caption."""
        from docx.shared import Cm

        self._caption(block.caption)
        shape = self.word.add_picture(io.BytesIO(pixels(block.drawing)), width=Cm(WIDE))
        for side in ("T", "B", "L", "R"):
            shape._inline.set(f"dist{side}", "0")
        about = shape._inline.docPr
        about.set("descr", in_xml(block.alt))
        about.set("title", in_xml(block.caption))

    def passage(self, block: Passage) -> None:
        """Write a quote, and where it stands."""
        paragraph = self.word.add_paragraph(style=QUOTE)
        paragraph.paragraph_format.keep_with_next = True
        run = paragraph.add_run(in_xml(block.text))
        if block.language != self.language:
            run._r.get_or_add_rPr().append(element("lang", val=block.language))
        self._text(block.where, ORIGIN)
        if block.notes:
            self._text(block.noted, ORIGIN)

    def _text(self, text: str, style: str) -> Any:
        return self.word.add_paragraph(in_xml(text), style=style)

    def _caption(self, caption: str) -> None:
        self._text(caption, "Caption").paragraph_format.keep_with_next = True


def _link(paragraph: Any, heading: Heading) -> None:
    run = paragraph.add_run(in_xml(heading.text))
    run.font.color.rgb = colour("accent")
    run.font.underline = True
    paragraph._p.append(element("hyperlink", run._r, anchor=_bookmark(heading), history="1"))


def _bookmark(heading: Heading) -> str:
    """Name a place; Word allows 40 letters, digits and underscores."""
    return f"_{heading.anchor.replace('-', '_')}"[:40]


def _lines(table: Any, caption: str) -> None:
    """Draw thin lines between rows, and describe the table for screen readers."""
    from docx.oxml.ns import qn

    look = {"val": "single", "sz": "4", "space": "0", "color": TOKENS["line"][1:]}
    borders = element("tblBorders", *(element(side, **look) for side in ("top", "bottom", "insideH")))
    properties = table._tbl.tblPr
    properties.find(qn("w:tblLayout")).addprevious(borders)
    properties.append(element("tblCaption", val=in_xml(caption)))


def _whole(row: Any, *, header: bool) -> None:
    """Keep a row on one page; a header comes again on every page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(element("cantSplit"))
    if header:
        properties.append(element("tblHeader"))
