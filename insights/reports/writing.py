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


def _json(report: Report, options: Options) -> bytes:
    from insights.reports.json_file import render

    return render(report, options.language).encode("utf-8")


FORMATS: Final[dict[str, tuple[str, Writer]]] = {
    "md": ("md", _markdown),
    "html": ("html", _html),
    "json": ("json", _json),
}
"""Every format by name: the suffix of its file, and what writes it."""


def write(report: Report, format_: str, options: Options) -> bytes:
    """Write a report in one format; gives the bytes of the file."""
    return FORMATS[format_][1](report, options)


def write_all(report: Report, options: Options, folder: Path) -> list[Path]:
    """Write a report in every format into a folder; gives the files."""
    from corpora.files import write_atomically

    made = []
    for format_, (suffix, _) in FORMATS.items():
        path = folder / f"{name_of(report, options)}{'' if suffix == format_ else f'-{format_}'}.{suffix}"
        write_atomically(path, write(report, format_, options))
        made.append(path)
    return made


def name_of(report: Report, options: Options) -> str:
    """Name the files of a report: one for internal use says so in its name.

    The language ends the name, so that both can lie in one folder.
    """
    stem = "verslag" if options.language == "nl" else "report"
    return f"{stem}.intern" if report.internal else stem
