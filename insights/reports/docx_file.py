"""The report for Word: real styles and heading levels, captions, repeated table headers, alternative texts.

A user's own file can be the template: its styles, page and headers are used, and what is in it is left out.
"""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from corpora.errors import SettingsError
from insights.explorer.tokens import TOKENS
from insights.reports.archives import packed_again
from insights.reports.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Passage,
    Picture,
    Points,
    Table,
    in_xml,
)
from insights.reports.pdf_file import pixels

if TYPE_CHECKING:
    from docx.document import Document as Word

LANGUAGES: Final = {"nl": "nl-NL", "en": "en-GB"}
QUOTE, ORIGIN, NOTE, MUTED, LEAD = "Quote", "Oogst Origin", "Oogst Note", "Oogst Muted", "Oogst Lead"
WIDE: Final = 16.0
"""Width of pictures and tables in centimetres."""
TOGETHER: Final = 8
"""Rows up to which a table stays on one page."""


def render(document: Document, made: date, template: Path | None = None) -> bytes:
    """Write a document as DOCX, dated as the run is, in the styles of a template where one is given.

    Raises :class:`SettingsError` when the template is no Word file.
    """
    word = _opened(template)
    _styled(word, document, own=template is None)
    body = _Body(word, document.language)
    if document.mark:
        _mark(word, document.mark)
    _numbered_pages(word, own=template is None)
    word.add_paragraph(in_xml(document.title), style="Title")
    word.add_paragraph(in_xml(document.subtitle), style=MUTED)
    first = next((n for n, block in enumerate(document.blocks) if isinstance(block, Heading)), 0)
    for block in document.blocks[:first]:
        body.add(block)
    body.contents(document)
    for block in document.blocks[first:]:
        body.add(block)
    _described(word, document, made)
    saved = io.BytesIO()
    word.save(saved)
    return packed_again(saved.getvalue())


def _opened(template: Path | None) -> Word:
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    if template is None:
        return docx.Document()
    try:
        word = docx.Document(str(template))
    except (PackageNotFoundError, KeyError, ValueError, OSError) as error:
        raise SettingsError(
            f"{template} is not a Word file (.docx) that can be a template. Save one from Word as .docx."
        ) from error
    body = word.element.body
    for child in list(body):
        if not child.tag.endswith("}sectPr"):
            body.remove(child)
    return word


def _styled(word: Word, document: Document, *, own: bool) -> None:
    """Make the styles that are not there; without a template, give all of them the look of the house."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt, RGBColor

    known = {style.name for style in word.styles}
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "Caption", "List Bullet", QUOTE):
        if name not in known:
            word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    looks = {
        ORIGIN: (8.5, "muted", 0.5),
        NOTE: (10.5, "ink", 0.0),
        MUTED: (9, "muted", 0.0),
        LEAD: (12, "ink", 0.0),
    }
    for name, (size, colour, indent) in looks.items():
        if name in known:
            continue
        style: Any = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles["Normal"]
        style.font.size = Pt(size)
        style.font.color.rgb = RGBColor.from_string(TOKENS[colour][1:])
        style.paragraph_format.left_indent = Cm(indent)
    _language(word, LANGUAGES[document.language])
    if own:
        _looks(word)


def _looks(word: Word) -> None:
    """Give the styles of a document without a template the look of the house."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    sizes = {"Title": 24, "Heading 1": 16, "Heading 2": 13, "Heading 3": 11.5, "Caption": 9, "Normal": 10.5}
    for name, size in sizes.items():
        style: Any = word.styles[name]
        style.font.size = Pt(size)
        style.font.name = "Calibri"
        style.font.italic = False
        style.font.bold = name not in ("Normal", "Caption")
        style.font.color.rgb = RGBColor.from_string(TOKENS["muted" if name == "Caption" else "ink"][1:])
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
    word.styles["Normal"].paragraph_format.space_after = Pt(6)
    for name, before in (("Heading 1", 24), ("Heading 2", 14), ("Heading 3", 12)):
        spacing = word.styles[name].paragraph_format
        spacing.space_before, spacing.space_after = Pt(before), Pt(5)
    for edge in word.styles["Title"].element.iter(qn("w:pBdr")):
        edge.getparent().remove(edge)
    quote: Any = word.styles[QUOTE]
    quote.font.name, quote.font.size, quote.font.italic = "Cambria", Pt(11), False
    quote.paragraph_format.left_indent = Cm(0.5)
    quote.paragraph_format.space_before, quote.paragraph_format.space_after = Pt(8), Pt(2)
    for name, colour in ((QUOTE, "accent"), (NOTE, "mark-edge")):
        border = OxmlElement("w:pBdr")
        left = OxmlElement("w:left")
        for key, value in (("val", "single"), ("sz", "18"), ("space", "8"), ("color", TOKENS[colour][1:])):
            left.set(qn(f"w:{key}"), value)
        border.append(left)
        word.styles[name].element.get_or_add_pPr().insert_element_before(
            border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"
        )
    for section in word.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        section.top_margin = section.bottom_margin = Cm(2.3)


def _language(word: Word, language: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for run in word.styles.element.iter(qn("w:rPrDefault")):
        properties = run.find(qn("w:rPr"))
        if properties is None:
            properties = OxmlElement("w:rPr")
            run.append(properties)
        found = properties.find(qn("w:lang"))
        if found is None:
            found = OxmlElement("w:lang")
            properties.append(found)
        found.set(qn("w:val"), language)


def _mark(word: Word, mark: str) -> None:
    """Put the mark at the top of every page, also of first and even pages where a template sets those."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import RGBColor

    for section in word.sections:
        for header in (section.header, section.first_page_header, section.even_page_header):
            paragraph = header.paragraphs[0] if header.paragraphs else header.add_paragraph()
            paragraph = paragraph.insert_paragraph_before()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            told = paragraph.add_run(mark)
            told.bold = True
            told.font.color.rgb = RGBColor.from_string(TOKENS["negative"][1:])


def _numbered_pages(word: Word, *, own: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    if not own:
        return
    for section in word.sections:
        paragraph = section.footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _field(paragraph, "PAGE", "1")
        paragraph.add_run(" / ")
        _field(paragraph, "NUMPAGES", "1")


def _field(paragraph: Any, code: str, result: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = paragraph.add_run(result)
    field.append(run._r)
    paragraph._p.append(field)


def _described(word: Word, document: Document, made: date) -> None:
    moment = datetime(made.year, made.month, made.day)
    about = word.core_properties
    about.title, about.author, about.last_modified_by = in_xml(document.title), "Oogst", "Oogst"
    about.language, about.comments, about.keywords = LANGUAGES[document.language], "", ""
    about.category = document.mark
    about.created = about.modified = moment
    about.revision = 1


class _Body:
    """What is written into a Word document, block by block."""

    def __init__(self, word: Word, language: str) -> None:
        self.word, self.language = word, language
        self.marks = 0
        self.under_heading = False

    def add(self, block: Block) -> None:
        """Write one block; what explains a heading stays on the page of what follows."""
        under, self.under_heading = self.under_heading, isinstance(block, Heading)
        if isinstance(block, Heading):
            paragraph = self.word.add_paragraph(style=f"Heading {block.level - 1}")
            self._bookmarked(paragraph, block)
        elif isinstance(block, Paragraph):
            style = {"plain": "Normal", "lead": LEAD, "note": NOTE, "muted": MUTED}[block.tone]
            told = self.word.add_paragraph(in_xml(block.text), style=style)
            told.paragraph_format.keep_with_next = under or None
        elif isinstance(block, Points):
            for item in block.items:
                self.word.add_paragraph(in_xml(item), style="List Bullet")
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Picture):
            self._picture(block)
        else:
            self._passage(block)

    def contents(self, document: Document) -> None:
        """Write a table of contents that links to every section, which Word updates with page numbers."""
        self.word.add_paragraph(document.contents, style=LEAD).runs[0].bold = True
        sections = [heading for heading in document.headings if heading.level == 2]
        for index, heading in enumerate(sections):
            paragraph = self.word.add_paragraph(style="Normal")
            paragraph.paragraph_format.space_after = 0
            if index == 0:
                self._mark_of_field(paragraph, "begin")
                self._instruction(paragraph, 'TOC \\o "1-1" \\h \\z \\u')
                self._mark_of_field(paragraph, "separate")
            self._link(paragraph, heading)
            if index == len(sections) - 1:
                self._mark_of_field(paragraph, "end")

    def _table(self, block: Table) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Cm, Pt

        caption = self.word.add_paragraph(in_xml(block.caption), style="Caption")
        caption.paragraph_format.keep_with_next = True
        table = self.word.add_table(rows=1 + len(block.rows), cols=len(block.head))
        table.autofit = False
        widths = _widths(block)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        _lines(table, block.caption)
        for index, row in enumerate((block.head, *block.rows)):
            cells = table.rows[index].cells
            _whole(table.rows[index], header=index == 0)
            together = index == 0 or (len(block.rows) <= TOGETHER and index < len(block.rows))
            for column, text in enumerate(row):
                cells[column].width = Cm(widths[column])
                paragraph = cells[column].paragraphs[0]
                run = paragraph.add_run(in_xml(text))
                run.font.size, run.bold = Pt(9.5), index == 0 or None
                paragraph.paragraph_format.space_after = Pt(2)
                paragraph.paragraph_format.keep_with_next = together
                if column >= block.right:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self.word.add_paragraph(style=MUTED).paragraph_format.space_after = Pt(0)

    def _picture(self, block: Picture) -> None:
        from docx.shared import Cm

        caption = self.word.add_paragraph(in_xml(block.caption), style="Caption")
        caption.paragraph_format.keep_with_next = True
        shape = self.word.add_picture(io.BytesIO(pixels(block.drawing)), width=Cm(WIDE))
        for side in ("T", "B", "L", "R"):
            shape._inline.set(f"dist{side}", "0")
        about = shape._inline.docPr
        about.set("descr", in_xml(block.alt))
        about.set("title", in_xml(block.caption))

    def _passage(self, passage: Passage) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        paragraph = self.word.add_paragraph(style=QUOTE)
        paragraph.paragraph_format.keep_with_next = True
        run = paragraph.add_run(in_xml(passage.text))
        if passage.language != self.language:
            tongue = OxmlElement("w:lang")
            tongue.set(qn("w:val"), passage.language)
            run._r.get_or_add_rPr().append(tongue)
        origin = ", ".join((*passage.origin, passage.quote_id))
        self.word.add_paragraph(in_xml(origin), style=ORIGIN)
        if passage.notes:
            self.word.add_paragraph(in_xml(" ".join(passage.notes)), style=ORIGIN)

    def _bookmarked(self, paragraph: Any, heading: Heading) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self.marks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(qn("w:id"), str(self.marks))
        start.set(qn("w:name"), _bookmark(heading))
        paragraph._p.append(start)
        paragraph.add_run(in_xml(heading.text))
        paragraph._p.append(end)

    def _link(self, paragraph: Any, heading: Heading) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import RGBColor

        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), _bookmark(heading))
        link.set(qn("w:history"), "1")
        run = paragraph.add_run(in_xml(heading.text))
        run.font.color.rgb = RGBColor.from_string(TOKENS["accent"][1:])
        run.font.underline = True
        link.append(run._r)
        paragraph._p.append(link)

    @staticmethod
    def _mark_of_field(paragraph: Any, kind: str) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        paragraph.add_run()._r.append(mark)

    @staticmethod
    def _instruction(paragraph: Any, code: str) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        told = OxmlElement("w:instrText")
        told.set(qn("xml:space"), "preserve")
        told.text = code
        paragraph.add_run()._r.append(told)


def _bookmark(heading: Heading) -> str:
    """Name a place; Word allows 40 letters, digits and underscores."""
    return f"_{heading.anchor.replace('-', '_')}"[:40]


def _widths(table: Table) -> list[float]:
    """Give every column its width in centimetres: the first is as wide as one and a half others, or more."""
    others = len(table.head) - 1
    first = WIDE if not others else max(WIDE * 1.5 / (others + 1.5), WIDE - 3.2 * others)
    return [first, *((WIDE - first) / others for _ in range(others))]


def _lines(table: Any, caption: str) -> None:
    """Draw thin lines between rows, and describe the table for screen readers."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        edge = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", TOKENS["line"][1:])):
            edge.set(qn(f"w:{key}"), value)
        borders.append(edge)
    properties.find(qn("w:tblLayout")).addprevious(borders)
    described = OxmlElement("w:tblCaption")
    described.set(qn("w:val"), in_xml(caption))
    properties.append(described)


def _whole(row: Any, *, header: bool) -> None:
    """Keep a row on one page; a header comes again on every page."""
    from docx.oxml import OxmlElement

    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if header:
        properties.append(OxmlElement("w:tblHeader"))
