"""Tables for spreadsheets: no cell is taken for a formula, and reading back gives the text as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import polars as pl

from corpora.errors import OogstError
from corpora.files import write_atomically

FORMULA: Final = r"^'*[=+\-@\t\r]"
"""What a cell begins with that a spreadsheet takes for a formula, or that was put beyond one."""
LONGEST: Final = 32_767
"""Characters of a cell of a workbook."""
_GUARDED: Final = r"^'+[=+\-@\t\r]"


def spreadsheet_safe(table: pl.DataFrame) -> pl.DataFrame:
    """Put an apostrophe before every text that a spreadsheet would take for a formula.

    So it does for one that begins with apostrophes and such a sign, which makes :func:`as_written` exact.

    >>> spreadsheet_safe(pl.DataFrame({"name": ["=1+1", "huur"], "ami": [-0.1, 0.5]})).rows()
    [("'=1+1", -0.1), ('huur', 0.5)]
    """
    return table.with_columns(
        pl.when(pl.col(name).str.contains(FORMULA))
        .then(pl.lit("'") + pl.col(name))
        .otherwise(name)
        .alias(name)
        for name in _texts(table)
    )


def as_written(table: pl.DataFrame) -> pl.DataFrame:
    """Undo :func:`spreadsheet_safe` in a table that was read back.

    >>> as_written(pl.DataFrame({"name": ["'=1+1", "'s avonds"]}))["name"].to_list()
    ['=1+1', "'s avonds"]
    """
    return table.with_columns(
        pl.when(pl.col(name).str.contains(_GUARDED))
        .then(pl.col(name).str.slice(1))
        .otherwise(name)
        .alias(name)
        for name in _texts(table)
    )


def write_csv(table: pl.DataFrame, path: Path) -> None:
    """Write a table as CSV for a spreadsheet: comma, UTF-8, LF, no cell a formula."""
    write_atomically(path, spreadsheet_safe(table).write_csv())


def write_workbook(table: pl.DataFrame, path: Path, sheet: str) -> None:
    """Write a table as the one sheet of a workbook (XLSX); texts are texts, and the bytes are the same.

    Raises ``OogstError`` for a text longer than a cell can hold: a spreadsheet would leave it out unasked.
    """
    import io
    from datetime import datetime

    import xlsxwriter

    safe = spreadsheet_safe(table)
    long = [name for name in _texts(safe) if (safe[name].str.len_chars().max() or 0) > LONGEST]  # type: ignore[operator]
    if long:
        raise OogstError(
            f"{path.name} cannot hold the column '{long[0]}': a cell takes {LONGEST} characters, and a text "
            "has more. Write CSV or Parquet instead."
        )
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_urls": False})
    book.set_properties({"created": datetime(2000, 1, 1)})
    page = book.add_worksheet(sheet)
    for column, name in enumerate(table.columns):
        page.write_string(0, column, name)
    for row, cells in enumerate(safe.iter_rows(), 1):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                page.write_string(row, column, cell)
            elif cell is not None:
                page.write_number(row, column, cell)
    page.freeze_panes(1, 0)
    book.close()
    write_atomically(path, made.getvalue())


def _texts(table: pl.DataFrame) -> list[str]:
    return [name for name, kind in table.schema.items() if kind == pl.String]
