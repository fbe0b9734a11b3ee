"""Coding sheets: one workbook (XLSX) a coder, to code a sample apart from each other and from the machine.

A workbook has the sheets ``uitleg``, ``codes``, ``codering`` and, hidden, ``controle``, which holds what was
handed out: reading back compares with it, and takes over all or nothing.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import dataframely as dy
import polars as pl

from corpora.errors import nearest
from corpora.files import write_atomically
from corpora.identity import hashed
from corpora.spreadsheets import as_written, spreadsheet_safe
from labels.codebook import Code, Codebook
from labels.codings import CodingError, Codings, codings

GUIDE, CODES, CODING, CHECK = "uitleg", "codes", "codering", "controle"
NO_CODE: Final = "(geen code)"
"""What a coder chooses where no code fits; an empty row was not judged."""
CHOICES: Final = ("code 1", "code 2", "code 3")
COLUMNS: Final = ("id", "tekst", *CHOICES, "notitie")
CODER: Final = "Uw initialen:"
_CODER_CELL: Final = (0, 1)
_SHOWN: Final = 10
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


@dataclass(frozen=True)
class CodedSheet:
    """What a coder gave back: the contributions that were judged, those that were not, and the codings."""

    coder: str
    codes: tuple[str, ...]
    judged: tuple[str, ...]
    not_judged: tuple[str, ...]
    codings: dy.DataFrame[Codings]


def write_sheet(path: Path, sample: pl.DataFrame, codebook: Codebook) -> None:
    """Write a workbook for one coder; ``sample`` has ``contribution_id`` and ``text``, in order.

    Nothing of the machine is in it. The same sample and codebook give the same bytes.
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
    _guide(book.add_worksheet(GUIDE), wrapped, head, free)
    _codes(book.add_worksheet(CODES), codebook, names, wrapped, head)
    _coding(book.add_worksheet(CODING), sample, len(names), wrapped, head, free)
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


def read_sheet(path: Path, contributions: pl.DataFrame) -> CodedSheet:
    """Read back what a coder filled in, to be held against the texts of a run (table ``contributions``).

    Raises :class:`~labels.codings.CodingError`, with every fault, its sheet and its row, for codes that do
    not exist, texts that were changed, and rows that are missing, twice there, or of another run.
    """
    sheets = {name: _sheet(path, name) for name in (CODES, CODING, CHECK)}
    names = dict(sheets[CODES].select("code", "id").iter_rows())
    handed = dict(sheets[CHECK].select("id", "tekst").iter_rows())
    texts = dict(contributions.select("contribution_id", "text").iter_rows())
    rows = sheets[CODING].to_dicts()
    faults = [*_faulty_rows(rows, handed, texts), *_unknown_codes(rows, names)]
    faults += [
        f"sheet '{CODING}': the row of '{one}' is missing; put it back from the sheet that was handed out"
        for one in handed
        if one not in {row["id"] for row in rows}
    ]
    if faults:
        more = f"\n  … and {len(faults) - _SHOWN} more" if len(faults) > _SHOWN else ""
        listed = "\n".join(f"  {fault}" for fault in faults[:_SHOWN])
        raise CodingError(f"{path} was not read, nothing of it was taken over:\n{listed}{more}")
    chosen = {row["id"]: [row[name] for name in CHOICES if row[name]] for row in rows}
    coder = _coder(path)
    given = [
        (row["id"], 0, len(texts[row["id"]]), names[one], coder, "person", None, row["notitie"] or None)
        for row in rows
        for one in chosen[row["id"]]
        if one != NO_CODE
    ]
    kinds = Codings.create_empty().schema
    return CodedSheet(
        coder,
        tuple(names.values()),
        tuple(one for one in handed if chosen[one]),
        tuple(one for one in handed if not chosen[one]),
        codings(pl.DataFrame(given, schema={**kinds, "origin": pl.String}, orient="row")),
    )


def _guide(page: Any, wrapped: Any, head: Any, free: Any) -> None:
    page.set_column(0, 0, 90)
    page.set_column(1, 1, 14)
    page.write_string(0, 0, CODER, head)
    page.write_blank(*_CODER_CELL, None, free)
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


def _coding(page: Any, sample: pl.DataFrame, codes: int, wrapped: Any, head: Any, free: Any) -> None:
    for column, (name, width) in enumerate(zip(COLUMNS, (19, 90, 30, 30, 30, 40), strict=True)):
        page.set_column(column, column, width)
        page.write_string(0, column, name, head)
    for row, (identity, text) in enumerate(sample.select("contribution_id", "text").iter_rows(), 1):
        page.write_string(row, 0, identity, wrapped)
        page.write_string(row, 1, _safe(text), wrapped)
        for column in range(2, len(COLUMNS)):
            page.write_blank(row, column, None, free)
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


def _sheet(path: Path, name: str) -> pl.DataFrame:
    """Read one sheet as texts, without empty rows."""
    import fastexcel

    try:
        reader = fastexcel.read_excel(path)
        frame = reader.load_sheet(name, dtypes="string").to_polars()
    except (fastexcel.FastExcelError, OSError) as fault:
        raise CodingError(
            f"{path} cannot be read as a coding sheet: {str(fault).splitlines()[0]}. "
            "Give a workbook that `oogst code` made, saved as XLSX."
        ) from fault
    wanted = {CODES: ("code", "id"), CODING: COLUMNS, CHECK: ("id", "tekst")}[name]
    missing = [column for column in wanted if column not in frame.columns]
    if missing:
        raise CodingError(
            f"{path}, sheet '{name}' has no column {', '.join(map(repr, missing))}; "
            "its first row must stay as it was handed out."
        )
    frame = as_written(frame.select(wanted).cast(pl.String)).with_row_index("at", offset=2)
    trimmed = [pl.col(column).str.strip_chars() for column in wanted if column != "tekst"]
    frame = frame.with_columns(*trimmed)
    said = [pl.col(column).is_not_null() & (pl.col(column) != "") for column in wanted]
    return frame.filter(pl.any_horizontal(said) if name != CODES else pl.col("id").is_not_null())


def _coder(path: Path) -> str:
    """Give the initials that were filled in, else what the file is called."""
    import fastexcel

    frame = fastexcel.read_excel(path).load_sheet(GUIDE, header_row=None, dtypes="string").to_polars()
    cell = frame[0, 1] if frame.width > 1 and frame.height else None
    return (cell or "").strip() or path.name.split(".")[0]


def _faulty_rows(
    rows: Sequence[Mapping[str, Any]], handed: Mapping[str, str], texts: Mapping[str, str]
) -> list[str]:
    faults, seen = [], dict[str, int]()
    for row in rows:
        where, one = f"sheet '{CODING}', row {row['at']}", row["id"]
        if one not in handed:
            faults.append(f"{where}: '{one}' is not among what was handed out; remove the row")
        elif one in seen:
            faults.append(f"{where}: '{one}' stands on row {seen[one]} too; remove one of them")
        elif one not in texts or hashed(texts[one]) != handed[one]:
            faults.append(
                f"{where}: '{one}' is not in this run as it was handed out; name the run it was made of"
            )
        elif _same(row["tekst"]) != _same(texts[one]):
            faults.append(f"{where}: the text of '{one}' was changed; put back what was handed out")
        seen.setdefault(one, row["at"])
    return faults


def _unknown_codes(rows: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> list[str]:
    faults = []
    for row in rows:
        chosen = [row[name] for name in CHOICES if row[name]]
        for one in chosen:
            if one != NO_CODE and one not in names:
                faults.append(
                    f"sheet '{CODING}', row {row['at']}: there is no code '{one}'{nearest(one, names)}; "
                    f"choose one of the sheet '{CODES}'"
                )
        if NO_CODE in chosen and len(set(chosen)) > 1:
            faults.append(
                f"sheet '{CODING}', row {row['at']}: '{NO_CODE}' stands beside a code; keep one of them"
            )
    return faults


def _same(text: str | None) -> str:
    """Make texts alike that differ in what spreadsheets change unasked: line ends and outer white space."""
    return " ".join((text or "").split())


def _safe(text: str) -> str:
    return str(spreadsheet_safe(pl.DataFrame({"text": [text]}))["text"][0])
