"""The report as a workbook (XLSX): a sheet a subject, filters on the headers, no cell a formula."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from insights.reports.document import in_xml
from insights.reports.model import Report
from insights.reports.sheets import Sheet, sheets
from insights.reports.texts import report_texts

LONGEST = 32_767
"""The characters that a cell of a workbook can hold."""


def render(report: Report, language: str) -> bytes:
    """Write a report as XLSX, dated as the run is."""
    import xlsxwriter

    texts = report_texts(language)
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_urls": False})
    mark = texts.internal if report.internal else ""
    book.set_properties(
        {
            "title": in_xml(f"{texts.report}: {report.title}"),
            "author": "Oogst",
            "category": mark,
            "created": datetime(report.made.year, report.made.month, report.made.day),
        }
    )
    looks = {
        "head": book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"valign": "top"}),
        "wide": book.add_format({"valign": "top", "text_wrap": True}),
        "number": book.add_format({"valign": "top", "num_format": "#,##0"}),
        "share": book.add_format({"valign": "top", "num_format": "0%"}),
    }
    for sheet in sheets(report, language):
        page = book.add_worksheet(_name(sheet.title))
        page.set_header(f"&R&B{mark}" if mark else "")
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        _fill(page, sheet, looks)
    book.close()
    return made.getvalue()


def _fill(page: Any, sheet: Sheet, looks: dict[str, Any]) -> None:
    for column, name in enumerate(sheet.head):
        page.write_string(0, column, name, looks["head"])
        longest = max((len(str(row[column] or "")) for row in sheet.rows), default=0)
        page.set_column(column, column, 70 if column in sheet.wide else min(max(longest + 2, 12), 45))
    for number, row in enumerate(sheet.safe, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                look = looks["wide" if column in sheet.wide else "text"]
                page.write_string(number, column, in_xml(cell)[:LONGEST], look)
            elif cell is not None:
                page.write_number(
                    number, column, cell, looks["share" if column in sheet.shares else "number"]
                )
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.head) - 1)


def _name(title: str) -> str:
    """Name a sheet; a workbook allows 31 characters, without some signs.

    >>> _name("Groepen: a/b")
    'Groepen a b'
    """
    return " ".join("".join(" " if sign in "[]:*?/\\" else sign for sign in title).split())[:31]
