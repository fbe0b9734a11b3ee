"""Coding sheets: one workbook (XLSX) a coder, to code a sample apart from each other and from the machine.

A workbook has the sheets ``uitleg``, ``codes``, ``codering`` and, hidden, ``controle``, which holds what was
handed out: :mod:`labels.coded_sheets` compares with it when it reads a workbook back.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import polars as pl

from corpora.files import write_atomically
from corpora.identity import hashed
from corpora.spreadsheets import spreadsheet_safe
from labels.codebook import Code, Codebook

GUIDE, CODES, CODING, CHECK = "uitleg", "codes", "codering", "controle"
NO_CODE: Final = "(geen code)"
"""What a coder chooses where no code fits; an empty row was not judged."""
CHOICES: Final = ("code 1", "code 2", "code 3")
COLUMNS: Final = ("id", "tekst", *CHOICES, "notitie")
NOTHING_GIVEN: Final[Mapping[str, Sequence[str]]] = MappingProxyType({})
CODER: Final = "Uw initialen:"
_CODER_CELL: Final = (0, 1)
_GUIDE: Final = (
    "Vul hiernaast uw initialen in.",
    "",
    "Lees op het blad 'codes' wat elke code betekent.",
    "Ga dan naar het blad 'codering'. Kies bij elke tekst één tot drie codes; de eerste is de kern.",
    f"Past er geen code? Kies dan '{NO_CODE}'. Een rij zonder keuze telt als niet beoordeeld.",
    "Codeer waar iemand het over heeft, niet wat u ervan vindt.",
    "Twijfelt u? Kies wat het best past en schrijf uw twijfel bij 'notitie'.",
    "Werk alleen. Overleg pas als iedereen klaar is: anders zegt de overeenstemming niets.",
    "Verander geen teksten, verwijder geen rijen en voeg er geen toe.",
)


def write_sheet(
    path: Path,
    sample: pl.DataFrame,
    codebook: Codebook,
    coder: str = "",
    given: Mapping[str, Sequence[str]] = NOTHING_GIVEN,
) -> None:
    """Write a workbook for one coder; ``sample`` has ``contribution_id`` and ``text``, in order.

    Nothing of the machine is in it. What a ``coder`` gave elsewhere is filled in: ``given`` has, by
    contribution, ids of codes, none where no code fits. The same sample and codebook give the same bytes.
    """
    import xlsxwriter

    made = io.BytesIO()
    book = xlsxwriter.Workbook(
        made, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    )
    book.set_properties({"title": "Codering", "created": datetime(2000, 1, 1)})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    free = book.add_format({"text_wrap": True, "valign": "top", "locked": False, "bg_color": "#FFF8DC"})
    names = choices(codebook)
    _guide(book.add_worksheet(GUIDE), coder, wrapped, head, free)
    _codes(book.add_worksheet(CODES), codebook, names, wrapped, head)
    by_code = {code: name for name, code in names.items()}
    chosen = {one: [by_code[code] for code in codes] or [NO_CODE] for one, codes in given.items()}
    _coding(book.add_worksheet(CODING), sample, chosen, len(names), wrapped, head, free)
    _check(book.add_worksheet(CHECK), sample)
    book.close()
    write_atomically(path, made.getvalue())


def choices(codebook: Codebook) -> dict[str, str]:
    """Give what a coder chooses from, with the id of its code: names, with the id where two are the same."""
    usable = [code for code in codebook.used if code.origin != "map"]
    names = [code.label(codebook.language) for code in usable]
    return {
        name if names.count(name) == 1 else f"{name} [{code.id}]": code.id
        for name, code in zip(names, usable, strict=True)
    }


def _guide(page: Any, coder: str, wrapped: Any, head: Any, free: Any) -> None:
    page.set_column(0, 0, 90)
    page.set_column(1, 1, 14)
    page.write_string(0, 0, CODER, head)
    page.write(*_CODER_CELL, _safe(coder) or None, free)
    for row, line in enumerate(_GUIDE, 1):
        page.write_string(row, 0, line, wrapped)
    page.protect()


def _codes(page: Any, codebook: Codebook, names: Mapping[str, str], wrapped: Any, head: Any) -> None:
    titles = ("code", "id", "valt onder", "definitie", "wel", "niet", "voorbeelden")
    for column, (title, width) in enumerate(zip(titles, (34, 20, 24, 50, 50, 50, 50), strict=True)):
        page.set_column(column, column, width)
        page.write_string(0, column, title, head)
    for row, (name, identity) in enumerate(names.items(), 1):
        code = codebook.by_id[identity]
        for column, cell in enumerate((name, identity, *_described(code, codebook))):
            page.write_string(row, column, _safe(cell), wrapped)
    page.write_string(len(names) + 1, 0, NO_CODE, wrapped)
    page.freeze_panes(1, 1)
    page.protect()


def _described(code: Code, codebook: Codebook) -> tuple[str, ...]:
    above = codebook.parent(code.id)
    parent = "" if above is None else codebook.by_id[above].label(codebook.language)
    return parent, code.definition, code.include, code.exclude, "\n".join(code.typical)


def _coding(
    page: Any,
    sample: pl.DataFrame,
    chosen: Mapping[str, Sequence[str]],
    codes: int,
    wrapped: Any,
    head: Any,
    free: Any,
) -> None:
    for column, (name, width) in enumerate(zip(COLUMNS, (19, 90, 30, 30, 30, 40), strict=True)):
        page.set_column(column, column, width)
        page.write_string(0, column, name, head)
    for row, (identity, text) in enumerate(sample.select("contribution_id", "text").iter_rows(), 1):
        page.write_string(row, 0, identity, wrapped)
        page.write_string(row, 1, _safe(text), wrapped)
        cells = [*chosen.get(identity, ()), *[None] * len(COLUMNS)][: len(COLUMNS) - 2]
        for column, cell in enumerate(cells, 2):
            page.write(row, column, cell, free)
    page.data_validation(
        1,
        2,
        max(1, sample.height),
        len(CHOICES) + 1,
        {
            "validate": "list",
            "source": f"={CODES}!$A$2:$A${codes + 2}",
            "error_title": "Onbekende code",
            "error_message": "Kies een code uit de lijst, of '(geen code)'.",
        },
    )
    page.freeze_panes(1, 2)
    page.protect(options={"format_rows": True, "format_columns": True})


def _check(page: Any, sample: pl.DataFrame) -> None:
    page.write_row(0, 0, ("id", "tekst"))
    for row, (identity, text) in enumerate(sample.select("contribution_id", "text").iter_rows(), 1):
        page.write_string(row, 0, identity)
        page.write_string(row, 1, hashed(text))
    page.hide()
    page.protect()


def _safe(text: str) -> str:
    return str(spreadsheet_safe(pl.DataFrame({"text": [text]}))["text"][0])
