"""The review file: written for one person, read back without a surprise."""

from __future__ import annotations

import stat
from pathlib import Path

import polars as pl
import pytest

from corpora.errors import SettingsError
from corpora.masking import Decision, Decisions, Rules, mask, read_review, write_review

TEXTS = pl.Series(
    ["Volgens Jan klopt het niet.", "=Jan de Vries, 0612345678", "Sint\nJan is een kerk; Jan woont er."]
)
LANGUAGES = pl.Series(["nl"] * 3)


def written(path: Path) -> pl.DataFrame:
    result = mask(TEXTS, LANGUAGES)
    assert write_review(path, TEXTS, result, ["a.csv"] * 3, [1, 2, 3]) == result.spans.height
    return pl.read_csv(path, infer_schema=False)


def decide(path: Path, table: pl.DataFrame, decision: list[str]) -> Decisions:
    table.with_columns(decision=pl.Series(decision)).write_csv(path)
    return read_review(path)


def test_the_review_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "review.csv"
    table = written(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert table.columns == ["kind", "text", "before", "after", "file", "row", "decision"]
    assert table["text"].to_list() == ["Jan", "Jan de Vries", "0612345678", "Jan", "Jan"]


def test_no_cell_is_taken_for_a_formula_and_all_come_back(tmp_path: Path) -> None:
    path = tmp_path / "review.csv"
    table = written(path)
    assert table["before"][1] == "'="
    decisions = decide(path, table, ["", "do not mask", "", "", ""])
    assert decisions.all == (Decision("Jan de Vries", False, "NAAM", "=", ", 0612345678"),)


def test_an_empty_decision_leaves_it_to_the_rules(tmp_path: Path) -> None:
    path = tmp_path / "review.csv"
    written(path)
    assert read_review(path) == Decisions()


def test_a_decision_is_followed_where_it_was_made_and_nowhere_else(tmp_path: Path) -> None:
    path = tmp_path / "review.csv"
    decisions = decide(path, written(path), ["", "", "", "do not mask", ""])
    again = mask(TEXTS, LANGUAGES, Rules(decisions=decisions)).texts
    assert again[2] == "Sint\nJan is een kerk; [NAAM] woont er."
    assert again[0] == "Volgens [NAAM] klopt het niet."
    moved = mask(pl.Series(["Eerst dit. " + TEXTS[2]]), pl.Series(["nl"]), Rules(decisions=decisions)).texts[
        0
    ]
    assert moved == "Eerst dit. Sint\nJan is een kerk; [NAAM] woont er."


def test_a_decision_holds_in_the_masked_text_too(tmp_path: Path) -> None:
    path = tmp_path / "review.csv"
    text = pl.Series(["Piet en Jan en Klaas wonen er."])
    result = mask(text, pl.Series(["nl"]))
    write_review(path, text, result, ["a.csv"], [1])
    decisions = decide(path, pl.read_csv(path, infer_schema=False), ["", "do not mask", ""])
    rules = Rules(decisions=decisions)
    once = mask(text, pl.Series(["nl"]), rules).texts
    assert once[0] == "[NAAM] en Jan en [NAAM] wonen er."
    assert mask(once, pl.Series(["nl"]), rules).texts[0] == once[0]


def test_a_line_of_ones_own_masks_everywhere(tmp_path: Path) -> None:
    path = tmp_path / "review.csv"
    path.write_text("text;decision\nhet roze huis;mask\n", encoding="utf-8")
    decisions = read_review(path)
    assert decisions.all == (Decision("het roze huis", True),)
    assert (
        mask(pl.Series(["Bij het roze huis."]), pl.Series(["nl"]), Rules(decisions=decisions)).texts[0]
        == "Bij [NAAM]."
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("kind,decision\nNAAM,mask\n", "has no column 'text'"),
        ("text,decision\nJan,mask\nPiet,maks\n", "line 3: decision 'maks' is none of .*did you mean 'mask'"),
        ("text,decision\n,mask\n", "line 2: a decision about no text"),
        ("kind,text,decision\nNAMA,Jan,mask\n", "line 2: kind 'NAMA' is none of .*did you mean 'NAAM'"),
        ("text,decision\nVries, Jan de,mask\n", "line 2, has 1 cells too many"),
        ("text,decision\nJan,mask\nJan,do not mask\n", "decides both 'mask' and 'do not mask' about 'Jan'"),
        ("", "has no column 'text'; its columns are none"),
    ],
)
def test_a_line_that_cannot_be_followed_says_where_and_how_to_mend_it(
    tmp_path: Path, content: str, message: str
) -> None:
    path = tmp_path / "review.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=message):
        read_review(path)


def test_a_line_break_in_a_cell_does_not_move_the_line_number(tmp_path: Path) -> None:
    path = tmp_path / "review.csv"
    path.write_text('text,before,decision\nJan,"a\nb",\nPiet,,maks\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="line 4"):
        read_review(path)


def test_a_file_that_is_not_there_or_no_text_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="is not here"):
        read_review(tmp_path / "none.csv")
    (tmp_path / "x.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="Save it as CSV UTF-8"):
        read_review(tmp_path / "x.csv")
