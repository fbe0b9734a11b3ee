"""``oogst export`` and ``oogst import``: what goes out comes back, marked, and never half."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result
from runs_for_tests import dialogue_with_roles, write_run

from corpora.spreadsheets import as_written
from insights.cli import main
from insights.coding.codings import codings_of
from insights.coding.decided_codings import codings_of_people
from insights.decisions.decided_run import open_decided
from insights.decisions.deciding import Deciding, Maker
from insights.runs import Run, open_run
from labels.codebook import read_codebook
from labels.codings import read_codings
from labels.refi.project_reading import read_project
from pipelines.stored_codebook import store_codebook

WIJK = Path(__file__).resolve().parents[1] / "labels" / "codebooks" / "wijkaanpak.yml"


def oogst(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return open_run(write_run(tmp_path / "run", dialogue_with_roles()))


@pytest.fixture
def exported(run: Run, tmp_path: Path) -> Path:
    out = tmp_path / "wijk.qdpx"
    result = oogst("export", run.path, "--format", "qdpx", "--codebook", WIJK, "--suggestions", "--out", out)
    assert result.exit_code == 0, result.output
    assert result.stdout.strip() == str(out)
    assert "lost: 32 codes keep their name in one language only (nl)" in result.stderr
    return out


def test_codings_come_back_beside_the_run(run: Run, exported: Path, tmp_path: Path) -> None:
    result = oogst("import", exported, "--run", run.path, "--out", tmp_path / "in", "--json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert (told["codings"], told["left"]) == (codings_of(run).height, 0)
    back = read_codings(tmp_path / "in" / "codings.parquet")
    assert back.equals(codings_of(run)) and back.equals(read_codings(tmp_path / "in" / "codings.csv"))
    ids = {code.id for code in read_codebook(tmp_path / "in" / "codebook.yml").codes}
    assert ids >= {code.id for code in read_codebook(WIJK).codes} | {"t2", "s1"}


def test_without_a_run_the_texts_come_along(run: Run, exported: Path, tmp_path: Path) -> None:
    result = oogst("import", exported, "--out", tmp_path / "in")
    assert result.exit_code == 0, result.output
    texts = as_written(pl.read_csv(tmp_path / "in" / "contributions.csv"))
    assert sorted(texts["text"]) == sorted(run.contributions["text"])
    again = oogst("import", exported, "--out", tmp_path / "in")
    assert again.exit_code == 1 and "already there" in again.stderr


def test_a_faulty_file_leaves_nothing_behind(exported: Path, tmp_path: Path) -> None:
    exported.write_bytes(exported.read_bytes()[:2000])
    result = oogst("import", exported, "--out", tmp_path / "in")
    assert result.exit_code == 1 and "not a QDPX file" in result.stderr and "Traceback" not in result.output
    assert not (tmp_path / "in").exists()


def test_codings_whose_text_is_not_in_the_run_are_kept_apart(exported: Path, tmp_path: Path) -> None:
    told = dialogue_with_roles().told[5:]
    from runs_for_tests import LABELS, Dialogue

    other = write_run(tmp_path / "ander", Dialogue(tuple(told[:20]), LABELS))
    result = oogst("import", exported, "--run", other, "--out", tmp_path / "in")
    assert result.exit_code == 0, result.output
    left = pl.read_csv(tmp_path / "in" / "left.csv")
    assert left.height > 0 and set(left["reason"]) == {"its text is in no contribution"}
    assert f"{left.height} codings could not be tied" in result.stdout


def test_tables_that_hold_every_row_are_marked_as_internal(run: Run, exported: Path, tmp_path: Path) -> None:
    oogst("import", exported, "--run", run.path, "--out", tmp_path / "in")
    codings = tmp_path / "in" / "codings.csv"
    words = ("--codebook", tmp_path / "in" / "codebook.yml", "--codings", codings)
    for name, format_ in (
        ("m.csv", "matrix"),
        ("m.xlsx", "matrix"),
        ("m.parquet", "matrix"),
        ("q.csv", "quotes"),
    ):
        result = oogst("export", run.path, "--format", format_, *words, "--out", tmp_path / name)
        assert result.exit_code == 0, result.output
        assert result.stdout.strip() == str(tmp_path / name.replace(".", ".intern."))
        assert not (tmp_path / name).exists()
    assert pl.read_parquet(tmp_path / "m.intern.parquet").height == run.contributions.height
    strange = oogst(
        "export", run.path, "--format", "matrix", "--codebook", WIJK, "--codings", codings,
        "--out", tmp_path / "s.csv",
    )  # fmt: skip
    assert "codings of codes that the codebook does not have, or dropped: s1, s2, t2, t3" in strange.stderr
    quotes = pl.read_csv(tmp_path / "q.intern.csv")
    assert quotes.height == codings_of(run).height


def test_codebooks_go_out_as_qdc_and_as_tags(run: Run, tmp_path: Path) -> None:
    for name, format_ in (("c.qdc", "qdc"), ("c.csv", "codebook-csv")):
        result = oogst("export", run.path, "--format", format_, "--codebook", WIJK, "--out", tmp_path / name)
        assert result.exit_code == 0, result.output
    assert pl.read_csv(tmp_path / "c.csv").columns == ["tag", "description"]
    result = oogst("import", tmp_path / "c.qdc", "--out", tmp_path / "in")
    assert result.stdout.startswith(f"{len(read_codebook(WIJK).codes)} codes, 0 codings")
    assert sorted(path.name for path in (tmp_path / "in").iterdir()) == ["codebook.yml"]


def test_a_run_that_was_made_with_a_codebook_needs_no_other(run: Run, tmp_path: Path) -> None:
    manifest = run.manifest | {"codebook": store_codebook(read_codebook(WIJK), run.path)}
    (run.path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    result = oogst("export", run.path, "--format", "qdc", "--out", tmp_path / "c.qdc")
    assert result.exit_code == 0, result.output
    assert read_project(tmp_path / "c.qdc").codebook.by_id.keys() == read_codebook(WIJK).by_id.keys()


def test_nothing_to_write_is_told(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "x.csv"
    bare = oogst("export", run.path, "--format", "qdpx", "--out", out)
    assert bare.exit_code == 2 and "Give --codebook FILE, or --suggestions" in bare.stderr
    empty = oogst("export", run.path, "--format", "matrix", "--codebook", WIJK, "--out", out)
    assert empty.exit_code == 2 and "Give --codings FILE, or --suggestions" in empty.stderr
    odd = oogst("export", run.path, "--format", "matrix", "--suggestions", "--out", tmp_path / "x.doc")
    assert odd.exit_code == 2 and "neither .csv, .xlsx nor .parquet" in odd.stderr


def test_what_people_decided_about_passages_goes_out_as_codings_of_theirs(run: Run, tmp_path: Path) -> None:
    def decide(by: str) -> Deciding:
        return Deciding.about(run.path, Maker(by, "gaat over iets anders"))

    elsewhere = run.assignments.filter(pl.col("theme_id") == "t3")["unit_id"].sort()
    decide("MK").move(list(elsewhere[:2]), "t2")
    quote = run.quotes.filter(pl.col("theme_id") == "t2").row(0, named=True)
    decide("JB").pin("t2", quote["quote_id"])
    decide("JB").move([elsewhere[1]], "t3")
    given = {}
    for name, more in (("people", ()), ("all", ("--suggestions",))):
        out = tmp_path / f"{name}.qdpx"
        result = oogst("export", run.path, "--format", "qdpx", *more, "--out", out)
        assert result.exit_code == 0, result.output
        oogst("import", out, "--run", run.path, "--out", tmp_path / name)
        given[name] = read_codings(tmp_path / name / "codings.parquet")
    people = given["people"]
    told = dict(run.units.select("unit_id", "contribution_id").iter_rows())
    assert set(people.select("coder", "code", "contribution_id").iter_rows()) == {
        ("MK", "t2", told[elsewhere[0]]),
        ("JB", "t3", told[elsewhere[1]]),
        ("JB", "t2", quote["contribution_id"]),
    }
    assert set(people["origin"]) == {"person"} and set(people["note"]) == {"gaat over iets anders"}
    assert {code.id for code in read_codebook(tmp_path / "people" / "codebook.yml").codes} >= {"t2", "t3"}
    machine = given["all"].filter(pl.col("coder") == "model")
    key = ["contribution_id", "start", "end", "code"]
    assert machine.join(people, on=key, how="semi").is_empty()
    assert machine.height == codings_of(run).height - people.height


def test_who_moved_a_unit_to_a_theme_that_was_rejected_has_no_coding_of_it(run: Run) -> None:
    deciding = Deciding.about(run.path, Maker("MK"))
    elsewhere = run.assignments.filter(pl.col("theme_id") == "t3")["unit_id"].sort()
    deciding.move([elsewhere[0]], "t2")
    assert codings_of_people(open_decided(run.path))["code"].to_list() == ["t2"]
    Deciding.about(run.path, Maker("JB")).reject("t2")
    assert codings_of_people(open_decided(run.path)).is_empty()
