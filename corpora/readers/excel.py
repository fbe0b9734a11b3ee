"""XLSX: the first sheet with data, every cell as the text a person sees in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl

from corpora.errors import MappingError, SourceError, listed, nearest
from corpora.readers.rows import Rows, from_records

if TYPE_CHECKING:
    import fastexcel

_MIDNIGHT: Final = r"^(\d{4}-\d{2}-\d{2}) 00:00:00$"
_ESCAPED: Final = r"_x000[dD]_"


def read_excel(path: Path, sheet: str | None) -> Rows:
    """Read one sheet of an XLSX workbook: the named one, else the first with data; the header is on top.

    Dates become ISO 8601, whole numbers have no ``.0``; an apostrophe that an export put before a formula
    sign is taken away. Blank rows inside the table are records. Raises ``SourceError`` for a workbook that
    cannot be read or has no data, ``MappingError`` for a sheet that is not there.
    """
    with _opened(path) as workbook:
        names = workbook.sheet_names
        if sheet is not None and sheet not in names:
            has = listed(names)
            raise MappingError(
                f"{path.name} has no sheet '{sheet}'; it has {has}{nearest(sheet, names) or '.'} "
                "Name it in source.toml as sheet."
            )
        chosen, cells = "", pl.DataFrame()
        for chosen in names if sheet is None else [sheet]:
            cells = _cells(workbook, chosen)
            if len(cells):
                break
    if not len(cells):
        where = f"the sheet '{sheet}' of {path.name}" if sheet is not None else path.name
        raise SourceError(f"{where} is empty. Give a sheet with a header and at least one row.")
    if len(cells) == 1:
        raise SourceError(f"{path.name}, sheet '{chosen}', has a header and no rows. Give at least one row.")
    notes = (f"sheet '{chosen}' of {len(names)}: {', '.join(names)}",) if len(names) > 1 else ()
    return _rows(cells, notes)


def read_sheets(path: Path) -> dict[str, Rows]:
    """Read every sheet of a workbook that has a header and a row below it, by name, in order.

    Raises ``SourceError`` for a workbook that cannot be read.
    """
    with _opened(path) as workbook:
        found = {name: _cells(workbook, name) for name in workbook.sheet_names}
    return {name: _rows(cells) for name, cells in found.items() if len(cells) > 1}


def _rows(cells: pl.DataFrame, notes: tuple[str, ...] = ()) -> Rows:
    header, records = cells.row(0), cells.slice(1).iter_rows()
    return from_records(header, enumerate(records, start=1), [], format="XLSX", notes=notes).restored()


@contextmanager
def _opened(path: Path) -> Iterator[fastexcel.ExcelReader]:
    import fastexcel

    try:
        yield fastexcel.read_excel(path)
    except fastexcel.FastExcelError as fault:
        raise SourceError(
            f"{path.name} is a damaged workbook ({_first_line(fault)}). Save it again as XLSX."
        ) from fault


def _cells(workbook: fastexcel.ExcelReader, name: str) -> pl.DataFrame:
    """Give the cells of a sheet from the first to the last row with something in it."""
    sheet = workbook.load_sheet(name, header_row=None, dtypes="string")
    if not sheet.height:
        return pl.DataFrame()
    cells = sheet.to_polars().with_columns(
        pl.all().str.replace(_MIDNIGHT, "$1").str.replace_all(_ESCAPED, "\r")
    )
    filled = cells.select(pl.any_horizontal(pl.all().str.strip_chars().fill_null("") != ""))
    first = filled.to_series().arg_true()
    return cells.slice(first[0], first[-1] - first[0] + 1) if len(first) else pl.DataFrame()


def _first_line(fault: Exception) -> str:
    return str(fault).strip().splitlines()[0]
