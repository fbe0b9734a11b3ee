"""The report for Word: real styles and heading levels, captions, repeated table headers, alternative texts.

A user's own file can be the template: its styles, page and headers are used, and what is in it is left out.
"""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from corpora.errors import SettingsError
from insights.reports.archives import packed_again
from insights.reports.document import Document, in_xml
from insights.reports.docx.body import WordBody
from insights.reports.docx.elements import field
from insights.reports.docx.styles import add_styles, colour
from insights.reports.word_processing import COUNTRIES

if TYPE_CHECKING:
    from docx.document import Document as Word


def render(document: Document, made: date, template: Path | None = None) -> bytes:
    """Write a document as DOCX, dated as the run is, in the styles of a template where one is given.

    Raises :class:`SettingsError` when the template is no Word file.
    """
    word = _opened(template)
    language = f"{document.language}-{COUNTRIES[document.language]}"
    add_styles(word, language, own=template is None)
    if document.mark:
        _mark(word, document.mark)
    if template is None:
        _number_pages(word)
    WordBody(word, document.language).write(document)
    _describe(word, document, language, made)
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


def _mark(word: Word, mark: str) -> None:
    """Put the mark at the top of every page, also of first and even pages where a template sets those."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    for section in word.sections:
        for header in (section.header, section.first_page_header, section.even_page_header):
            paragraph = header.paragraphs[0] if header.paragraphs else header.add_paragraph()
            paragraph = paragraph.insert_paragraph_before()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            told = paragraph.add_run(mark)
            told.bold = True
            told.font.color.rgb = colour("negative")


def _number_pages(word: Word) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    for section in word.sections:
        paragraph = section.footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        field(paragraph, "PAGE", "1")
        paragraph.add_run(" / ")
        field(paragraph, "NUMPAGES", "1")


def _describe(word: Word, document: Document, language: str, made: date) -> None:
    moment = datetime(made.year, made.month, made.day)
    about = word.core_properties
    about.title, about.author, about.last_modified_by = in_xml(document.title), "Oogst", "Oogst"
    about.language, about.comments, about.keywords = language, "", ""
    about.category = document.mark
    about.created = about.modified = moment
    about.revision = 1
