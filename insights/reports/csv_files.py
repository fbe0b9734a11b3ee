"""The report as CSV, a file a subject, packed in one archive: no cell is taken for a formula."""

from __future__ import annotations

import csv
import io

from insights.reports.archives import packed
from insights.reports.model import Report
from insights.reports.sheets import Cell, Sheet, sheets
from insights.reports.texts import report_texts


def files(report: Report, language: str, *, semicolon: bool = False, bom: bool = False) -> dict[str, bytes]:
    """Write every sheet as CSV, by the name of its file.

    With ``semicolon`` fields are kept apart as Dutch Excel wants, and shares have a decimal comma in Dutch.
    """
    mark = f".{report_texts(language).internal.lower()}" if report.internal else ""
    comma = semicolon and language == "nl"
    encoding = "utf-8-sig" if bom else "utf-8"
    return {
        f"{sheet.name}{mark}.csv": _written(sheet, ";" if semicolon else ",", comma).encode(encoding)
        for sheet in sheets(report, language)
    }


def render(report: Report, language: str, *, semicolon: bool = False, bom: bool = False) -> bytes:
    """Write every sheet as CSV into one ZIP archive."""
    return packed(files(report, language, semicolon=semicolon, bom=bom).items())


def _written(sheet: Sheet, delimiter: str, comma: bool) -> str:
    made = io.StringIO()
    writer = csv.writer(made, delimiter=delimiter, lineterminator="\n")
    writer.writerow(sheet.head)
    writer.writerows([_plain(cell, comma) for cell in row] for row in sheet.safe)
    return made.getvalue()


def _plain(cell: Cell, comma: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        figure = f"{cell:.4f}"
        return figure.replace(".", ",") if comma else figure
    return str(cell)
