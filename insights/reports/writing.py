"""Writing a report in a format by its name; what each needs is imported when that format is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from insights.reports.layout import lay_out
from insights.reports.model import Report


@dataclass(frozen=True)
class Options:
    """What a user chose: the language, a Word template, and how CSV is written."""

    language: str = "nl"
    template: Path | None = None
    semicolon: bool = False
    bom: bool = False


Writer = Callable[[Report, Options], bytes]


def _markdown(report: Report, options: Options) -> bytes:
    from insights.reports.markdown import render

    return render(lay_out(report, options.language)).encode("utf-8")


def _html(report: Report, options: Options) -> bytes:
    from insights.reports.html_page import render

    return render(lay_out(report, options.language)).encode("utf-8")


def _docx(report: Report, options: Options) -> bytes:
    from insights.reports.docx.file import render

    return render(lay_out(report, options.language), report.made, options.template)


def _odt(report: Report, options: Options) -> bytes:
    from insights.reports.odt.file import render

    return render(lay_out(report, options.language), report.made)


def _pdf(report: Report, options: Options) -> bytes:
    from insights.reports.pdf_file import render

    return render(lay_out(report, options.language), report.made)


def _xlsx(report: Report, options: Options) -> bytes:
    from insights.reports.workbook import render

    return render(report, options.language)


def _csv(report: Report, options: Options) -> bytes:
    from insights.reports.csv_files import render

    return render(report, options.language, semicolon=options.semicolon, bom=options.bom)


def _json(report: Report, options: Options) -> bytes:
    from insights.reports.json_file import render

    return render(report, options.language).encode("utf-8")


def _method(report: Report, options: Options) -> bytes:
    from insights.reports.method import method_section

    return method_section(report, options.language).encode("utf-8")


def _citation(report: Report, options: Options) -> bytes:
    from insights.reports.citation import cff

    return cff(report, options.language).encode("utf-8")


def _bibtex(report: Report, options: Options) -> bytes:
    from insights.reports.citation import bibtex

    return bibtex(report, options.language).encode("utf-8")


def _register(report: Report, options: Options) -> bytes:
    from insights.reports.forms import register

    return register(report, options.language).encode("utf-8")


def _dpia(report: Report, options: Options) -> bytes:
    from insights.reports.forms import dpia

    return dpia(report, options.language).encode("utf-8")


FORMATS: Final[dict[str, tuple[str, Writer]]] = {
    "md": ("md", _markdown),
    "html": ("html", _html),
    "docx": ("docx", _docx),
    "odt": ("odt", _odt),
    "pdf": ("pdf", _pdf),
    "xlsx": ("xlsx", _xlsx),
    "csv": ("zip", _csv),
    "json": ("json", _json),
    "method": ("txt", _method),
    "citation": ("cff", _citation),
    "bibtex": ("bib", _bibtex),
    "register": ("md", _register),
    "dpia": ("md", _dpia),
}
"""Every format by name: the suffix of its file, and what writes it."""


SUBJECTS: Final = frozenset({"csv", "method", "citation", "bibtex", "register", "dpia"})
"""Formats that say in the name of their file what they are about."""


def write(report: Report, format_: str, options: Options) -> bytes:
    """Write a report in one format; gives the bytes of the file."""
    return FORMATS[format_][1](report, options)


def write_all(report: Report, options: Options, folder: Path) -> list[Path]:
    """Write a report in every format into a folder; gives the files."""
    from corpora.files import write_atomically

    made = []
    for format_ in FORMATS:
        path = folder / file_name(report, format_, options)
        write_atomically(path, write(report, format_, options))
        made.append(path)
    return made


def file_name(report: Report, format_: str, options: Options) -> str:
    """Name the file of a report in one format."""
    subject = f"-{format_}" if format_ in SUBJECTS else ""
    return f"{name_of(report, options)}{subject}.{FORMATS[format_][0]}"


def name_of(report: Report, options: Options) -> str:
    """Name the files of a report, in its language; one for internal use says so in its name."""
    stem = "rapport" if options.language == "nl" else "report"
    return f"{stem}.intern" if report.internal else stem
