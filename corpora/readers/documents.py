"""The formats of documents: text in paragraphs, under headings."""

from __future__ import annotations

import re
from typing import Final

from corpora.errors import SourceError
from corpora.mapping import Mapping
from corpora.readers.content import Content
from corpora.readers.delimited import looks_delimited
from corpora.readers.document_rows import rows_of
from corpora.readers.formats import CERTAIN, LIKELY, MAYBE, NO, Format
from corpora.readers.jsonlines import looks_like_json
from corpora.readers.paragraphs import ends_sentence
from corpora.readers.rows import Rows

_ODT: Final = b"mimetypeapplication/vnd.oasis.opendocument.text"
_MARKUP: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|table|div|article|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML: Final = re.compile(r"\s*<(?:\?xml|!doctype)", re.IGNORECASE)
_MARKDOWN: Final = (".md", ".markdown", ".mdown")
_TEXT: Final = (".txt", ".text", ".asc", "")
_HEADING: Final = re.compile(r"^#{1,6} \S", re.MULTILINE)


def _pdf(content: Content) -> int:
    return LIKELY if b"%PDF-" in content.start[:1024] else NO


def _docx(content: Content) -> int:
    return LIKELY if "word/document.xml" in content.members else NO


def _odt(content: Content) -> int:
    if "content.xml" not in content.members:
        return NO
    return LIKELY if _ODT in content.start[:200] else MAYBE


def _html(content: Content) -> int:
    return CERTAIN if _MARKUP.match(content.opening) else NO


def _markdown(content: Content) -> int:
    if not _is_text(content):
        return NO
    if content.suffix in _MARKDOWN:
        return LIKELY
    return MAYBE if _HEADING.search(content.opening) and content.suffix in _TEXT else NO


def _plain_text(content: Content) -> int:
    if not _is_text(content):
        return NO
    likely = content.suffix in _TEXT and not _is_table(content.opening)
    return LIKELY if likely else MAYBE


def _is_table(opening: str) -> bool:
    """Say whether a text is a table: delimited, below a header that is no sentence."""
    header = next((line for line in opening.splitlines() if line.strip()), "")
    return looks_delimited(opening) and not ends_sentence(header)


def _is_text(content: Content) -> bool:
    """Say whether a content is text, but neither JSON nor markup."""
    return bool(content.opening) and not (looks_like_json(content.opening) or _XML.match(content.opening))


def _read_pdf(content: Content, mapping: Mapping) -> Rows:
    from corpora.readers.pdf import read_pdf

    blocks, notes = read_pdf(content.path)
    return rows_of(blocks, name=content.name, format="PDF", notes=notes)


def _read_docx(content: Content, mapping: Mapping) -> Rows:
    from corpora.readers.docx import read_docx

    document = read_docx(content.path)
    return rows_of(document.blocks, name=content.name, format="DOCX", notes=document.notes)


def _read_odt(content: Content, mapping: Mapping) -> Rows:
    from corpora.readers.odt import odt_blocks

    blocks, notes = odt_blocks(content.path)
    return rows_of(blocks, name=content.name, format="ODT", notes=notes)


def _read_html(content: Content, mapping: Mapping) -> Rows:
    from corpora.readers.html import html_blocks

    blocks, notes = html_blocks(content.text, content.name)
    return rows_of(blocks, name=content.name, format="HTML", notes=notes, encoding=content.encoding)


def _read_markdown(content: Content, mapping: Mapping) -> Rows:
    from corpora.readers.markdown import markdown_blocks

    blocks, notes = markdown_blocks(content.text, content.name)
    return rows_of(blocks, name=content.name, format="Markdown", notes=notes, encoding=content.encoding)


def _read_text(content: Content, mapping: Mapping) -> Rows:
    from corpora.readers.plain_text import text_blocks

    if not content.opening:
        raise SourceError(f"{content.name} is not text, so it cannot be read as paragraphs.")
    blocks, notes = text_blocks(content.text)
    return rows_of(blocks, name=content.name, format="TXT", notes=notes, encoding=content.encoding)


DOCUMENTS: Final[tuple[Format, ...]] = (
    Format("pdf", "a PDF", _pdf, _read_pdf),
    Format("docx", "a Word document (DOCX)", _docx, _read_docx),
    Format("odt", "an OpenDocument text (ODT)", _odt, _read_odt),
    Format("html", "a web page (HTML)", _html, _read_html),
    Format("markdown", "Markdown", _markdown, _read_markdown),
    Format("txt", "plain text (TXT)", _plain_text, _read_text),
)
"""All of them, the surest first."""
