"""What is held of work sessions: an idea a row, its group, and more weight where it matters more."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import polars as pl
import pytest

from corpora.contributions import Reading, read_source
from corpora.errors import SourceError
from corpora.mapping import Mapping
from corpora.readers import platforms, read_rows
from corpora.readers.content import Content
from corpora.readers.priorities import take_mark, weight_of
from corpora.readers.rows import Rows
from corpora.readers.transcripts import TRANSCRIPTS
from corpora.readers.work_session import WORK_SESSION, is_work_session

BRONNEN = Path(__file__).resolve().parents[1] / "corpora" / "samples" / "wijkdialoog" / "bronnen"
FORMATS = {each.name: each for each in TRANSCRIPTS}


def adapted(path: Path) -> Rows:
    """Give the rows of a table as a work session, whether or not the registry knows it."""
    rows = read_rows(path, Mapping(format="xlsx" if path.suffix == ".xlsx" else "csv"))
    return rows if rows.preset.kind == "workshop" else WORK_SESSION.adapt(rows, Content(path), Mapping())


def session(tmp_path: Path, text: str) -> Rows:
    path = tmp_path / "sessie.csv"
    path.write_text(text, encoding="utf-8")
    return adapted(path)


def test_the_work_session_of_the_sample_is_read_as_expected() -> None:
    expected = json.loads((BRONNEN / "verwachting.json").read_text(encoding="utf-8"))[
        "werksessie-prioriteiten.xlsx"
    ]
    rows = adapted(BRONNEN / "werksessie-prioriteiten.xlsx")
    frame = rows.frame.with_columns(pl.col("priority").cast(pl.Float64))
    text = rows.preset.text
    assert text == "Uitspraak of idee"
    assert is_work_session(expected["kolommen"])
    assert len(frame) == expected["rijen"]
    assert frame["priority"].sum() == expected["stippen"]
    assert (
        dict(frame.group_by("Tafel").agg(pl.col("priority").sum()).iter_rows())
        == expected["stippen_per_tafel"]
    )
    assert frame.filter(pl.col("priority").is_null())[text].to_list() == expected["rijen_zonder_stippen"]
    most = frame.sort("priority", descending=True, nulls_last=True).row(0, named=True)
    assert (most[text], most["priority"]) == (
        expected["meeste_stippen"]["uitspraak"],
        expected["meeste_stippen"]["stippen"],
    )


def test_an_idea_becomes_a_contribution_with_its_weight_and_its_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import corpora.readers as readers

    monkeypatch.setattr(readers, "PLATFORMS", (*platforms.PLATFORMS, WORK_SESSION))
    reading: Reading = read_source(BRONNEN / "werksessie-prioriteiten.xlsx", secret=b"a secret of the tests")
    ideas = reading.contributions
    assert reading.source["kind"].item() == "workshop"
    assert ideas["priority"].sum() == 274
    assert ideas["segment_tafel"].unique().sort().to_list() == ["tafel 1", "tafel 2", "tafel 3", "tafel 4"]
    assert ideas["locator"][0] == "row=1"


@pytest.mark.parametrize(
    ("cell", "value", "rank"),
    [
        ("9", 9, False),
        ("2,5", 2.5, False),
        ("●●●", 3, False),
        ("• • •", 3, False),
        ("xxx", 3, False),
        ("5x", 5, False),
        ("x5", 5, False),
        ("4 stippen", 4, False),
        ("(3x)", 3, False),
        ("prio 1", 1, True),
        ("Prioriteit 2", 2, True),
        ("1e", 1, True),
        ("#3", 3, True),
        ("hoog", 3, False),
    ],
)
def test_the_ways_in_which_weight_is_written(cell: str, value: float, rank: bool) -> None:
    weight = weight_of(cell)
    assert weight is not None
    assert (weight.value, weight.rank) == (value, rank)


@pytest.mark.parametrize("cell", [None, "", "veel", "zie tafel 4", "max 3 mensen"])
def test_what_is_no_weight(cell: str | None) -> None:
    assert weight_of(cell) is None


def test_dots_behind_an_idea_are_its_weight_and_not_its_words() -> None:
    assert take_mark("Meer bankjes (5x)")[0] == "Meer bankjes"
    assert take_mark("Een max") == ("Een max", None)
    assert take_mark("●●")[1] is None


@pytest.mark.parametrize("column", ["Rang", "Prioriteit"])
def test_a_ranking_is_turned_round_and_told(tmp_path: Path, column: str) -> None:
    rows = session(
        tmp_path,
        f"Tafel;Idee;{column}\nA;Meer groen;1\nA;Minder haast;2\nA;Een loket;3\n"
        "B;Een plein;1\nB;Een poort;2\n",
    )
    assert rows.frame["priority"].to_list() == ["3", "2", "1", "3", "2"]
    assert any("turned round" in note for note in rows.notes)


def test_points_that_are_no_ranking_stay(tmp_path: Path) -> None:
    rows = session(
        tmp_path, "Tafel;Idee;Punten\nA;Meer groen;5\nA;Minder haast;5\nA;Een loket;\nB;Een plein;veel\n"
    )
    assert rows.frame["priority"].to_list() == ["5", "5", None, None]
    assert not any("turned round" in note for note in rows.notes)
    assert any("'veel'" in note for note in rows.notes)


def test_a_column_a_table_makes_a_contribution_a_cell(tmp_path: Path) -> None:
    rows = session(tmp_path, "Tafel 1;Tafel 2\nMeer groen ●●;Een plein (3x)\nMinder haast;\n")
    assert list(rows.frame.iter_rows()) == [
        ("Meer groen", "Tafel 1", "2"),
        ("Een plein", "Tafel 2", "3"),
        ("Minder haast", "Tafel 1", None),
    ]
    assert rows.where.to_list() == ["row=1;column=Tafel 1", "row=1;column=Tafel 2", "row=2;column=Tafel 1"]
    assert rows.rejected["reason"].to_list() == ["an empty cell"]
    assert sorted([*rows.row, *rows.rejected["row"]]) == list(range(1, rows.count + 1))


def test_tables_of_a_document_are_read_with_the_line_above_them_as_their_group(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Verslag van de werksessie")
    for group, ideas in (
        ("Tafel 1", [("Meer groen", "●●●"), ("Minder haast", "")]),
        ("Tafel 2", [("Een plein", "5x")]),
    ):
        document.add_paragraph(group)
        table = document.add_table(rows=1, cols=2)
        table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Idee", "Stippen"
        for idea in ideas:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = idea
    path = tmp_path / "sessie.docx"
    document.save(str(path))
    content = Content(path)
    assert FORMATS["work-session-tables"].recognises(content) > 0
    rows = FORMATS["work-session-tables"].read(content, Mapping())
    assert rows.frame.select("Groep", "Idee", "priority").rows() == [
        ("Tafel 1", "Meer groen", "3"),
        ("Tafel 1", "Minder haast", None),
        ("Tafel 2", "Een plein", "5"),
    ]
    assert len(rows.rejected) == 3


def test_a_document_without_such_a_table_says_what_one_is() -> None:
    content = Content(BRONNEN / "wijkrapport.docx")
    assert FORMATS["work-session-tables"].recognises(content) == 0
    with pytest.raises(SourceError, match="Idee and Stippen"):
        FORMATS["work-session-tables"].read(content, Mapping())


@pytest.mark.parametrize("columns", [["id", "reactie", "likes"], ["Wijk", "Stemmen", "Opkomst"], ["tekst"]])
def test_other_tables_are_no_work_sessions(columns: list[str]) -> None:
    assert not is_work_session(columns)
