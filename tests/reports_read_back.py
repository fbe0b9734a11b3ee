"""Reading reports back: the tables and quotes that stand in a file of each format, for tests."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

Rows = list[list[str]]


@dataclass(frozen=True)
class ReadBack:
    """What a reader of a file sees: its tables with their header rows, its quotes and its headings."""

    tables: list[Rows]
    quotes: list[str]
    headings: list[tuple[int, str]]


def from_html(content: bytes) -> ReadBack:
    from bs4 import BeautifulSoup

    page = BeautifulSoup(content.decode("utf-8"), "lxml")
    return ReadBack(
        [
            [[c.get_text() for c in row.find_all(["th", "td"])] for row in t.find_all("tr")]
            for t in page.find_all("table")
        ],
        [quote.get_text() for quote in page.find_all("blockquote")],
        [(int(found.name[1]), found.get_text()) for found in page.find_all(re.compile("^h[1-6]$"))],
    )


def from_docx(content: bytes) -> ReadBack:
    import docx

    word = docx.Document(io.BytesIO(content))
    styles = [(paragraph.style.name, paragraph.text) for paragraph in word.paragraphs]
    headings = [(int(name[-1]) + 1, text) for name, text in styles if name.startswith("Heading ")]
    return ReadBack(
        [[[cell.text for cell in row.cells] for row in table.rows] for table in word.tables],
        [text for name, text in styles if name == "Quote"],
        [(1, text) for name, text in styles if name == "Title"] + headings,
    )


def from_odt(content: bytes) -> ReadBack:
    from odfdo import Document

    body = Document(io.BytesIO(content)).body
    title = [(1, said(p)) for p in body.paragraphs if p.style == "Title"]
    return ReadBack(
        [
            [
                [said(cell) for cell in row.get_elements("table:table-cell/text:p")]
                for row in table.get_elements("descendant::table:table-row")
            ]
            for table in body.get_elements("descendant::table:table")
        ],
        [said(p) for p in body.paragraphs if p.style == "Quotations"],
        title + [(int(found.get_attribute("text:outline-level")) + 1, said(found)) for found in body.headers],
    )


def said(element: Any) -> str:
    """The text of an ODT element, with its line breaks, tabs and spaces."""
    node = element._Element__element if hasattr(element, "_Element__element") else element._xml_element
    return spoken(node)


def spoken(node: Any) -> str:
    parts = [node.text or ""]
    for child in node:
        tag = child.tag.rpartition("}")[2]
        number = next((int(v) for k, v in child.attrib.items() if k.endswith("}c")), 1)
        parts.append({"line-break": "\n", "tab": "\t", "s": " " * number}.get(tag) or spoken(child))
        parts.append(child.tail or "")
    return "".join(parts)


def from_xlsx(content: bytes) -> dict[str, list[list[Any]]]:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content))
    assert not any(cell.data_type == "f" for page in book for row in page.rows for cell in row)
    return {page.title: [[cell.value for cell in row] for row in page.rows] for page in book}


def text_of_pdf(content: bytes) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(content) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)
