"""Runs by a codebook: whole, the same again, from one contribution up, and readable as any other run."""

from __future__ import annotations

import json
import os
import random
import shutil
from dataclasses import replace
from html import unescape
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from click.testing import CliRunner, Result
from polars.testing import assert_frame_equal
from streamlit.testing.v1 import AppTest

from corpora.mapping import Mapping
from corpora.samples import sample_dialogue
from insights.checking import check
from insights.cli import main
from insights.coding import code_scores
from insights.coding.code_scores import code_of
from insights.reports.building import build
from insights.reports.layout import lay_out
from insights.reports.markdown import render
from insights.runs import Run, open_run
from labels.codebook import SHIPPED, Code, Codebook, CodebookError, read_codebook
from labels.gold import read_gold
from labels.wishes import Pin, Wishes
from pipelines import naming
from pipelines.embedders import load
from pipelines.guided_scores import code_texts, score_codes
from pipelines.guided_themes import CodeThemes, reserved
from pipelines.naming import theme_words
from pipelines.run import run, steps_of
from pipelines.settings import Settings
from pipelines.terms import find_terms
from pipelines.vectors import embed
from pipelines.views import vector_view
from pipelines.wishes_met import CODED

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = sample_dialogue()
TEXT = Mapping(text="tekst", id="nr", language="nl")
FEW = Settings(minimum_contributions=20, minimum_theme=4, resamples=10)
SUBJECTS = {
    "de bus": ("rijdt te weinig", "is altijd te laat", "stopt hier niet meer", "zit in de spits te vol"),
    "de school": ("heeft te grote klassen", "zoekt een meester", "mist leraren", "helpt mijn kind goed"),
    "mijn schuld": ("groeit door boetes", "houdt mij wakker", "is bij de deurwaarder", "maakt mij arm"),
}
PLACES = (
    "in Oost",
    "sinds de zomer",
    "volgens mijn buurman",
    "tot mijn spijt",
    "zegt iedereen",
    "in het dorp",
)
TWO = Codebook(
    (
        Code("geld", (("nl", "Geldzorgen"),), definition="Schulden, boetes en armoede."),
        Code("school", (("nl", "Onderwijs"),), typical=("De school heeft te weinig leraren.",)),
    )
)


def spoken() -> list[str]:
    return [
        f"{place[0].upper()}{place[1:]}: {subject} {what}."
        for subject, lines in SUBJECTS.items()
        for what in lines
        for place in PLACES
    ]


def write(folder: Path, rows: list[tuple[str, str]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "reacties.csv"
    pl.DataFrame(rows, schema=["nr", "tekst"], orient="row").write_csv(path)
    return path


def numbered(texts: list[str]) -> list[tuple[str, str]]:
    return [(f"B{number:03d}", text) for number, text in enumerate(texts)]


def faults(found: Run) -> list[str]:
    return [fault for promise in check(found) for fault in promise.faults]


def oogst(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def written(folder: Path, text: str) -> Path:
    path = folder / "codeboek.yml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The sample by the codebook that comes with Oogst."""
    out = tmp_path_factory.mktemp("gestuurd") / "voorbeeld"
    mapping = Mapping.from_toml(SAMPLE.mapping)
    return open_run(run([SAMPLE.dialogue], out, mapping=mapping, codebook=read_codebook(SHIPPED)).path)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Three subjects of which the codebook has two."""
    folder = tmp_path_factory.mktemp("klein")
    source = write(folder, numbered(spoken()))
    return open_run(run([source], folder / "run", mapping=TEXT, settings=FEW, codebook=TWO).path)


def test_a_run_by_a_codebook_keeps_every_promise(sample: Run, small: Run) -> None:
    assert faults(sample) == []
    assert faults(small) == []
    assert [promise.faults for promise in check(sample, [SAMPLE.dialogue])] == [()] * 5


def test_codes_are_themes_and_what_fits_none_makes_new_ones(small: Run) -> None:
    origin = dict(small.themes.select("theme_id", pl.col("label_origin").cast(pl.String)).iter_rows())
    assert {theme for theme, kind in origin.items() if kind == "codebook"} == {"c-geld", "c-school"}
    assert {kind for theme, kind in origin.items() if theme.startswith("t")} == {"keywords"}
    first = small.assignments.filter("primary").join(small.units, on="unit_id")
    said = first.join(small.contributions.select("contribution_id", "text"), on="contribution_id")
    buses = said.filter(pl.col("text").str.contains("de bus"))["theme_id"]
    assert buses.str.starts_with("t").mean() > 0.8
    debts = said.filter(pl.col("text").str.contains("mijn schuld"))["theme_id"]
    assert (debts == "c-geld").mean() > 0.8


def test_a_theme_of_a_code_is_called_and_described_as_in_the_codebook(sample: Run) -> None:
    book = read_codebook(SHIPPED)
    named = {row["theme_id"]: row for row in sample.themes.to_dicts()}
    assert named["c-mandaat"]["label"] == book.by_id["mandaat"].label("nl")
    assert named["c-mandaat"]["description"] == book.by_id["mandaat"].definition
    assert named["c-mandaat"]["parent_id"] == "c-overheid-en-loketten"
    codes = CodeThemes(book).ids
    of_codes = {row["label"] for theme, row in named.items() if theme in codes}
    assert not of_codes & {row["label"] for theme, row in named.items() if theme not in codes}


def test_no_new_theme_is_called_what_a_code_is_called() -> None:
    texts = [
        "De bus komt te laat.",
        "De bus rijdt niet.",
        "De bus is vol.",
        "De huur stijgt.",
        "De huur is hoog.",
    ]
    members = {"t1": np.arange(3), "t2": np.arange(3, 5)}
    schema = {"theme_id": pl.String, "parent_id": pl.String, "level": pl.Int64}
    themes = pl.DataFrame([("t1", None, 1), ("t2", None, 1)], schema=schema, orient="row")
    terms = find_terms(texts, ["nl"] * len(texts))
    words = theme_words(themes, members, terms)
    plain = naming.labels(themes, words, members, terms, "nl")["t1"].text
    book = Codebook((Code("bus", (("nl", plain[0].lower() + plain[1:]),)),))
    beside = naming.labels(themes, words, members, terms, "nl", kept=reserved(book))
    assert beside["t1"].text.casefold() != plain.casefold()


def test_contributions_may_have_several_codes_and_quotes_are_of_the_first(sample: Run) -> None:
    codes = sample.assignments.filter(pl.col("level") == 2).group_by("unit_id").len()["len"]
    assert codes.max() == 3
    quoted = sample.quotes.filter(pl.col("theme_id").str.starts_with("c-"))
    assert quoted["theme_id"].n_unique() > 25


def test_shuffled_rows_and_other_words_beside_them_change_nothing(tmp_path: Path, small: Run) -> None:
    rows = numbered(spoken())
    random.Random(5).shuffle(rows)
    source = write(tmp_path, rows)
    again = open_run(run([source], tmp_path / "run", mapping=TEXT, settings=FEW, codebook=TWO).path)
    for table in ("themes", "assignments", "quotes", "words", "units", "codebook_vectors_use"):
        assert_frame_equal(small.table(table), again.table(table))


def test_one_contribution_is_coded(tmp_path: Path) -> None:
    source = write(tmp_path, [("B1", "Ik heb schulden en de deurwaarder stond voor de deur.")])
    found = open_run(run([source], tmp_path / "run", mapping=TEXT, codebook=read_codebook(SHIPPED)).path)
    assert found.themes["theme_id"].to_list() == ["c-kansen-en-bestaan", "c-schulden"]
    assert found.quotes.height == 2
    assert faults(found) == []


def test_one_contribution_that_fits_no_code_has_a_reason(tmp_path: Path) -> None:
    source = write(tmp_path, [("B1", "De ringen van Saturnus bestaan uit brokken ijs.")])
    finished = run([source], tmp_path / "run", mapping=TEXT, codebook=read_codebook(SHIPPED))
    assert finished.themes == 0
    assert finished.why.startswith("fits no code of the codebook")
    assert faults(open_run(finished.path)) == []


def test_where_nothing_was_said_there_is_a_run_without_themes(tmp_path: Path) -> None:
    source = write(tmp_path, [("B1", "geen idee")])
    assert run([source], tmp_path / "run", mapping=TEXT, codebook=TWO).themes == 0
    assert faults(open_run(tmp_path / "run")) == []


@pytest.mark.parametrize("how", ["memo", "definition", "gone"])
def test_a_codebook_that_was_changed_after_the_run_is_found(how: str, small: Run, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(small.path, tmp_path / "copy"))
    file = copy / "codebook.json"
    if how == "gone":
        file.unlink()
    else:
        told = json.loads(file.read_text(encoding="utf-8"))
        told["codes"][0][how] = "Iets anders."
        file.write_text(json.dumps(told), encoding="utf-8")
    assert any("codebook.json" in fault for fault in faults(open_run(copy)))


def test_the_codebook_decides_the_id_of_the_run_and_is_kept_with_it(small: Run, tmp_path: Path) -> None:
    told = small.manifest["codebook"]
    assert Codebook.from_dict(json.loads((small.path / told["file"]).read_text(encoding="utf-8"))) == TWO
    source = write(tmp_path, numbered(spoken()))
    other = Codebook((replace(TWO.codes[0], memo="Overlegd op maandag."), TWO.codes[1]))
    changed = open_run(run([source], tmp_path / "run", mapping=TEXT, settings=FEW, codebook=other).path)
    assert changed.manifest["run_id"] != small.manifest["run_id"]


def test_with_a_previous_run_codes_keep_their_ids_and_so_do_new_themes(small: Run, tmp_path: Path) -> None:
    source = write(tmp_path, numbered(spoken()[:-3]))
    book = Codebook((TWO.codes[1], replace(TWO.codes[0], name=(("nl", "Schulden"),))))
    found = open_run(
        run(
            [source],
            tmp_path / "run",
            mapping=TEXT,
            settings=FEW,
            codebook=book,
            previous=small.path,
        ).path
    )
    assert set(found.themes["theme_id"]) == set(small.themes["theme_id"])
    lineage = found.table("lineage")
    assert set(lineage["relation"].cast(pl.String)) == {"same"}
    assert (lineage["previous_id"] == lineage["theme_id"]).all()
    assert faults(found) == []


def test_a_theme_that_becomes_a_code_and_one_that_stops_being_one_do_not_mix_ids(
    small: Run, tmp_path: Path
) -> None:
    source = write(tmp_path, numbered(spoken()))
    bus = Codebook((Code("bus", (("nl", "Bus"),), definition="De bus en de bushalte."), TWO.codes[1]))
    turned = run([source], tmp_path / "run", mapping=TEXT, settings=FEW, codebook=bus, previous=small.path)
    ids = set(open_run(turned.path).themes["theme_id"])
    assert {theme for theme in ids if theme.startswith("c-")} == {"c-bus", "c-school"}
    lineage = open_run(turned.path).table("lineage")
    became = dict(
        lineage.drop_nulls(["previous_id", "theme_id"]).select("previous_id", "theme_id").iter_rows()
    )
    assert became["c-geld"].startswith("t")
    assert became["c-school"] == "c-school"
    assert faults(open_run(turned.path)) == []
    free = run([source], tmp_path / "vrij", mapping=TEXT, settings=FEW, previous=small.path)
    assert not any(theme.startswith("c-") for theme in open_run(free.path).themes["theme_id"])
    assert faults(open_run(free.path)) == []


def test_wishes_steer_new_themes_and_what_has_a_code_is_told(small: Run, tmp_path: Path) -> None:
    rows = numbered(spoken())
    source = write(tmp_path, rows)
    bus, other_bus, school, debt = rows[0][0], rows[20][0], rows[30][0], rows[60][0]
    wishes = Wishes(
        must_link=((bus, other_bus), (bus, school)),
        cannot_link=((school, debt),),
        pinned_quotes=(Pin("Geldzorgen", debt),),
        protected_themes=("c-geld",),
    )
    found = open_run(
        run(
            [source],
            tmp_path / "run",
            mapping=TEXT,
            settings=FEW,
            codebook=TWO,
            wishes=wishes,
            previous=small.path,
        ).path
    )
    told = {
        (wish, subject): (honoured, reason)
        for wish, subject, honoured, reason in found.table("steering").rows()
    }
    assert told[("must_link", f"{bus} {other_bus}")] == (True, None)
    assert told[("must_link", f"{bus} {school}")] == (False, CODED)
    assert told[("cannot_link", f"{school} {debt}")] == (True, None)
    assert told[("pinned_quote", f"Geldzorgen {debt}")] == (True, None)
    assert told[("protected_theme", "c-geld")] == (True, None)
    assert faults(found) == []


def test_a_codebook_without_a_code_in_use_is_refused_with_the_way_out(tmp_path: Path) -> None:
    source = write(tmp_path, numbered(spoken()))
    unused = written(tmp_path, "codes:\n  - {id: oud, name: Oud, status: vervallen}\n")
    result = oogst("run", source, "--codebook", unused, "--out", tmp_path / "run")
    assert result.exit_code == 1
    assert "none of the 1 codes of the codebook is in use" in result.stderr
    assert "leave --codebook out" in result.stderr
    assert not (tmp_path / "run").exists()


def test_a_code_needs_a_name_in_every_language_it_names(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="a 'name' is empty"):
        read_codebook(written(tmp_path, "codes:\n  - {id: oud, name: {nl: Oud, en: ''}}\n"))


def test_a_code_that_nobody_spoke_of_is_no_theme_but_is_told_of(tmp_path: Path) -> None:
    source = write(tmp_path, [("B1", "Ik heb schulden en de deurwaarder stond voor de deur.")])
    result = oogst("run", source, "--language", "nl", "--codebook", SHIPPED, "--out", tmp_path / "run")
    assert result.exit_code == 0, result.output
    assert "1 of 1 units have a code of the codebook." in result.stderr
    assert "29 of 31 codes have no contribution, so they are no theme: Overheid en loketten" in result.stderr
    assert "Eenzaamheid (eenzaamheid)" in result.stderr
    assert "[5/11] coding by the codebook" in result.stderr
    assert steps_of(Settings(), coding=True) == steps_of(Settings()) + 1


def test_a_code_of_another_world_gets_nothing_beside_codes_that_are_spoken_of() -> None:
    space = Code(
        "ruimte",
        (("nl", "Ruimtevaart"),),
        definition="Raketten, planeten en sterrenkunde.",
        typical=("De raket vertrok naar Mars.", "Saturnus heeft ringen van ijs."),
    )
    book = Codebook((*read_codebook(SHIPPED).used, space))
    said = pl.read_csv(SAMPLE.dialogue, infer_schema=False)["bijdrage"].unique().sort().to_list()[:400]
    known = code_texts(book)
    every = [*said, *known.texts]
    scores = score_codes(
        [vector_view("use", 1.0, embed(every, load("use")), np.arange(len(every)), 0.0)], known
    )
    number = scores.codes.index("ruimte")
    assert sum(number in row for row in scores.several()) <= 2


def test_codes_are_scored_by_their_ids_also_where_a_theme_is_repeated(sample: Run) -> None:
    gold = read_gold(SAMPLE.gold, "codes", native_id="bijdrage_id", codes="|")
    scores = code_scores.score_codes(sample, gold, draws=0)
    assert scores is not None
    assert scores.without_theme == ()
    assert len(scores.codes) == 25
    assert scores.macro_f1 > 0.7


def test_a_repeated_theme_stands_for_its_code_and_not_for_one_with_a_number_in_its_id() -> None:
    assert code_of("c-wonen-2", "Wonen (algemeen)", ["wonen"]) == "wonen"
    assert code_of("c-wonen-2", "Huis", ["wonen"], {"c-wonen-2": "wonen-2"}) is None
    assert code_of("c-wonen-2-2", "Huis", ["wonen-2"], {"c-wonen-2-2": "wonen-2"}) == "wonen-2"
    assert code_of("t3f2a91c07d", "Wonen", ["wonen"]) == "wonen"


@pytest.mark.parametrize(
    "page", ["overzicht", "thema", "bron", "bijdragen", "rijen", "verantwoording", "runs"]
)
def test_every_page_opens_and_a_theme_of_a_code_shows_its_definition(
    page: str, sample: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OOGST_RUN", str(sample.path))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    quote = sample.quotes.filter(pl.col("theme_id") == "c-mandaat").sort("rank")["quote_id"][0]
    for key, value in {"run": sample.name, "theme": "c-mandaat", "quote": quote, "lang": "nl"}.items():
        app.query_params[key] = value
    app.run()
    if page != "overzicht":
        app.switch_page(os.path.relpath(ROOT / "insights" / "explorer" / "pages" / f"{page}.py", ROOT)).run()
    assert not app.exception, app.exception
    html = unescape("\n".join(element.proto.body for element in app.get("html")))
    assert "<h1" in html
    if page == "thema":
        assert read_codebook(SHIPPED).by_id["mandaat"].definition in html


def test_the_report_shows_codes_with_their_definition_and_quotes(sample: Run) -> None:
    text = render(lay_out(build(sample, ["c-mandaat"]), "nl"))
    assert read_codebook(SHIPPED).by_id["mandaat"].label("nl") in text
    assert "> — " in text
    assert "## " in render(lay_out(build(sample), "en"))
