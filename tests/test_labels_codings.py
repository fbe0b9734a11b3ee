"""Codings and their tables: cut from the text, safe in a spreadsheet, and the same when read back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import fastexcel
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from runs_for_tests import Dialogue, Told, dialogue_with_roles, write_run

from corpora.errors import OogstError
from corpora.spreadsheets import as_written, spreadsheet_safe, write_csv, write_workbook
from insights.coding.codings import FOLDER, codings_of, with_themes
from insights.runs import open_run
from labels.codebook import Code, Codebook
from labels.coding_tables import code_matrix, path_of, quote_list, tags
from labels.codings import CodingError, Codings, codings, read_codings, together

MOMENT = datetime(2026, 3, 18, 10, tzinfo=UTC)
CODES = Codebook(
    (
        Code("wonen", (("nl", "Wonen"),), definition="De woning."),
        Code("schimmel", (("nl", "Schimmel"),), parent="wonen", definition="=SOM(A1)"),
        Code("vocht", (("nl", "Vocht"),), status="samengevoegd", merged_into="schimmel"),
        Code("weg", (("nl", "Weg"),), status="vervallen"),
    )
)
CONTRIBUTIONS = pl.DataFrame(
    {
        "contribution_id": ["c1", "c2"],
        "native_id": ["1", "2"],
        "participant_id": ["p1", None],
        "source_id": ["s", "s"],
        "row": [1, 2],
        "text": ["=Ik zei 😀: schimmel!", "Niets."],
    }
)


def given_(*rows: tuple[object, ...]) -> pl.DataFrame:
    kinds = Codings.create_empty().schema | {"origin": pl.String}
    return codings(pl.DataFrame(rows, schema=kinds, orient="row"))


TWO = given_(
    ("c1", 0, 7, "wonen", "MK", "person", MOMENT, None),
    ("c1", 11, 19, "vocht", "model", "model", None, "rand"),
)


def test_the_machine_gives_the_innermost_theme_of_every_unit(tmp_path: Path) -> None:
    run = open_run(write_run(tmp_path / "run", dialogue_with_roles()))
    found = codings_of(run)
    placed = run.assignments.filter(pl.col("level") == 2)
    assert set(found["code"]) == {"t2", "t3", "s1", "s2"}
    assert found.filter(pl.col("code").is_in(["s1", "s2"])).height == placed.height
    assert set(found["coder"]) == set(found["origin"].cast(pl.String)) == {"model"}
    fringe = found.filter(pl.col("note").is_not_null()).height
    divided = run.themes["parent_id"].drop_nulls().unique().implode()
    inner = run.assignments.filter(~pl.col("theme_id").is_in(divided))
    assert 0 < fringe == inner.filter(~pl.col("core")).height


def test_a_theme_of_a_code_is_that_code_and_any_other_one_of_its_own(tmp_path: Path) -> None:
    told = tuple(
        Told(f"Zin nummer {theme} over wonen.", "p1", None, theme)
        for theme in ("c-wonen", "c-vocht", "c-weg", "c-nieuw", "t9")
    )
    labels = {one.theme: f"Thema {one.theme}" for one in told if one.theme}
    run = open_run(write_run(tmp_path / "run", Dialogue(told, labels)))
    assert set(codings_of(run, CODES)["code"]) == {"wonen", "schimmel", "c-weg", "c-nieuw", "t9"}
    whole = with_themes(run, CODES)
    made = {code.id: code for code in whole.codes if code.origin == "model"}
    assert set(made) == {"c-weg", "c-nieuw", "t9"}
    assert {code.parent for code in made.values()} == {FOLDER.id}
    assert {code.status for code in made.values()} == {"voorgesteld"}
    assert with_themes(run, whole).codes[: len(CODES.codes)] == CODES.codes


def test_a_coding_given_twice_stands_once_whatever_the_order() -> None:
    assert together([TWO.reverse(), TWO]).equals(TWO)
    assert together([]).is_empty()


@pytest.mark.parametrize("name", ["codings.parquet", "codings.csv"])
def test_codings_are_read_as_they_were_written(name: str, tmp_path: Path) -> None:
    noted = TWO.with_columns(pl.lit("=let op").alias("note"))
    if name.endswith("csv"):
        moments = pl.col("created_at").dt.strftime("%Y-%m-%dT%H:%M:%SZ")
        write_csv(noted.with_columns(moments, pl.col("origin").cast(pl.String)), tmp_path / name)
    else:
        noted.write_parquet(tmp_path / name)
    assert read_codings(tmp_path / name).equals(noted)


def test_a_file_that_holds_no_codings_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("contribution_id,start\nc1,0\n", encoding="utf-8")
    with pytest.raises(CodingError, match="has no column 'end', 'code'"):
        read_codings(tmp_path / "a.csv")
    (tmp_path / "b.parquet").write_text("hoi", encoding="utf-8")
    with pytest.raises(CodingError, match="holds no codings"):
        read_codings(tmp_path / "b.parquet")


def test_a_matrix_has_a_row_a_coder_and_counts_merged_codes_where_they_count() -> None:
    table = code_matrix(TWO, CODES, CONTRIBUTIONS)
    assert table.columns == ["contribution_id", "native_id", "participant_id", "coder", "wonen", "schimmel"]
    assert table.drop("native_id", "participant_id").rows() == [
        ("c1", "MK", 1, 0),
        ("c1", "model", 0, 1),
        ("c2", "model", 0, 0),
    ]


def test_quotes_are_cut_from_the_text_and_have_the_whole_path() -> None:
    table = quote_list(TWO, CODES, CONTRIBUTIONS)
    assert table.select("path", "quote", "coder").rows() == [
        ("Wonen", "=Ik zei", "MK"),
        ("Wonen > Schimmel", "schimmel", "model"),
    ]
    assert path_of(CODES, "weg") == "weg"


def test_tags_have_their_levels_in_their_name() -> None:
    assert tags(CODES).rows() == [("Wonen", "De woning."), ("Wonen::Schimmel", "=SOM(A1)")]


def test_no_cell_is_a_formula_and_reading_back_gives_the_text(tmp_path: Path) -> None:
    table = quote_list(TWO, CODES, CONTRIBUTIONS)
    write_csv(table, tmp_path / "q.csv")
    assert "'=Ik zei" in (tmp_path / "q.csv").read_text(encoding="utf-8")
    assert as_written(pl.read_csv(tmp_path / "q.csv"))["quote"].to_list() == table["quote"].to_list()
    write_workbook(table, tmp_path / "q.xlsx", "citaten")
    first = (tmp_path / "q.xlsx").read_bytes()
    write_workbook(table, tmp_path / "q.xlsx", "citaten")
    assert (tmp_path / "q.xlsx").read_bytes() == first
    sheet = fastexcel.read_excel(tmp_path / "q.xlsx").load_sheet("citaten").to_polars()
    assert as_written(sheet)["quote"].to_list() == table["quote"].to_list()


def test_a_text_too_long_for_a_cell_is_told_and_not_left_out(tmp_path: Path) -> None:
    with pytest.raises(OogstError, match="column 'text': a cell takes 32767 characters"):
        write_workbook(pl.DataFrame({"text": ["a" * 32_768]}), tmp_path / "t.xlsx", "t")
    assert not list(tmp_path.iterdir())


@given(st.lists(st.text("'=+-@\t\ra ", max_size=5)))
def test_what_was_made_safe_comes_back_exactly(texts: list[str]) -> None:
    table = pl.DataFrame({"text": texts}, schema={"text": pl.String})
    safe = spreadsheet_safe(table)
    assert not safe["text"].str.contains(r"^[=+\-@\t\r]").any()
    assert as_written(safe).equals(table)
