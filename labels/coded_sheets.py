"""Reading a coding sheet back: whole, or not at all, with every fault by its sheet and row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import dataframely as dy
import polars as pl

from corpora.errors import nearest
from corpora.identity import hashed
from corpora.spreadsheets import as_written
from labels.coding_sheets import CHECK, CHOICES, CODES, CODING, COLUMNS, GUIDE, NO_CODE
from labels.codings import CodingError, Codings, codings

_SHOWN: Final = 10


@dataclass(frozen=True)
class CodedSheet:
    """What a coder gave back: the contributions that were judged, those that were not, and the codings."""

    coder: str
    codes: tuple[str, ...]
    judged: tuple[str, ...]
    not_judged: tuple[str, ...]
    codings: dy.DataFrame[Codings]


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
