"""Batches: a finished run is kept, an interrupted one redone, a failing one named; one safe table of all."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from corpora.errors import MappingError, SettingsError
from corpora.mapping import Mapping
from insights.batches import batch
from insights.batches.batch import Outcome, Told, run_batch
from insights.batches.cell import Scores, score
from insights.batches.plan import Cell, Gold, Plan, PlannedCorpus, PlannedSettings, read_plan, sweep
from insights.batches.table import seed_agreement, summary, write_results
from insights.cli import main
from insights.runs import open_run
from labels.gold import read_gold
from pipelines.settings import Settings
from tests.runs_for_tests import dialogue_with_roles, write_run

FEW = [f"De halte bij straat {number} is weg." for number in range(12)]
"""Too few for themes, so that a run takes no time."""


def corpus_of(folder: Path, name: str = "halte", texts: list[str] = FEW) -> PlannedCorpus:
    path = folder / f"{name}.csv"
    pl.DataFrame({"tekst": texts}).write_csv(path)
    return PlannedCorpus(name, (path,))


def plan_of(*corpora: PlannedCorpus, **settings: Settings) -> Plan:
    named = settings or {"gewoon": Settings()}
    return Plan(corpora, tuple(PlannedSettings(name, one) for name, one in named.items()), (42,))


def plan_file(folder: Path, text: str) -> Path:
    path = folder / "plan.toml"
    path.write_text(text, encoding="utf-8")
    return path


def no_process(*_: object, **__: object) -> None:
    raise AssertionError("a process was started")


def test_paths_are_relative_to_the_plan_and_every_combination_is_a_cell(tmp_path: Path) -> None:
    (tmp_path / "source.toml").write_text('[columns]\ntext = "tekst"\n', encoding="utf-8")
    plan = read_plan(
        plan_file(
            tmp_path,
            'seeds = [1, 2]\n[[corpora]]\nname = "a"\nsources = ["a.csv"]\nmapping = "source.toml"\n'
            'gold = "goud.csv"\nlabel = "code"\ncodes = "|"\n'
            '[[corpora]]\nname = "b"\nsources = ["b.csv"]\n'
            '[[settings]]\nname = "grof"\nresolution = 1\n'
            '[[settings]]\nname = "fijn"\nresolution = 2.5\n',
        )
    )
    assert plan.corpora[0].sources == (tmp_path / "a.csv",)
    assert plan.corpora[0].mapping.text == "tekst"
    assert plan.corpora[0].gold == Gold(tmp_path / "goud.csv", "code", None, "|")
    assert [str(cell) for cell in plan.cells[:3]] == ["a, grof, seed 1", "a, grof, seed 2", "a, fijn, seed 1"]
    assert len(plan.cells) == 8 and plan.varied == ("resolution",)


CORPUS = '[[corpora]]\nname = "a"\nsources = ["a.csv"]\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[corpus]]\nname = "a"', "did you mean 'corpora'"),
        ('[[corpora]]\nname = "a"\nsource = ["a.csv"]', "did you mean 'sources'"),
        ('[[corpora]]\nname = "a"\nsources = "a.csv"', "give a list of files"),
        ('[[corpora]]\nsources = ["a.csv"]', "'name' is None"),
        (CORPUS + 'gold = "g.csv"', "'label' is None"),
        (CORPUS + 'label = "code"', "Add gold"),
        (CORPUS + CORPUS, "two corpora called 'a'"),
        ("seeds = [1]", "names no corpus"),
        ("corpora = 3", "written as [[corpora]]"),
        ("corpora =", "is not TOML"),
        (CORPUS + '[[settings]]\nname = "x"\nresolutoin = 1', "did you mean 'resolution'"),
        (CORPUS + '[[settings]]\nname = "x"\nseed = 3', "seeds = [3]"),
        (CORPUS + '[[settings]]\nname = "x"\n[[settings]]\nname = "x"', "two settings called 'x'"),
        ("seeds = [1.5]\n" + CORPUS, "give whole numbers"),
    ],
)
def test_a_fault_in_a_plan_is_told_with_the_way_out(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=re.escape(said)):
        read_plan(plan_file(tmp_path, text))


def test_a_mapping_that_is_not_there_is_told_before_anything_runs(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match=r"weg\.toml"):
        read_plan(plan_file(tmp_path, CORPUS + 'mapping = "weg.toml"'))


def test_a_sweep_takes_every_combination_with_the_types_of_the_settings(tmp_path: Path) -> None:
    corpus = PlannedCorpus("a", (tmp_path / "a.csv",))
    plan = sweep(corpus, Settings(seed=7), ["resolution=0.5,1", "themes=none,8", "topic_model=false"], 2)
    assert [one.name for one in plan.settings][:2] == [
        "resolution=0.5 themes=None topic_model=False",
        "resolution=0.5 themes=8 topic_model=False",
    ]
    assert plan.settings[3].settings == Settings(seed=7, resolution=1.0, themes=8)
    assert plan.seeds == (7, 8)


@pytest.mark.parametrize(
    ("vary", "said"),
    [
        ("resolutoin=1", "did you mean 'resolution'"),
        ("resolution", "must be a setting with values"),
        ("resolution=hoog", "'hoog' is not of type float"),
        ("seed=1,2", "--seeds"),
        ("resolution=-1", "must be above 0"),
    ],
)
def test_a_fault_in_what_to_vary_is_told(vary: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=re.escape(said)):
        sweep(PlannedCorpus("a", (tmp_path / "a.csv",)), Settings(), [vary], 1)


def test_a_failing_cell_is_named_and_stops_no_other(tmp_path: Path) -> None:
    lost = PlannedCorpus("weg", (tmp_path / "weg.csv",))
    (tmp_path / "leeg.csv").write_bytes(b"")
    empty = PlannedCorpus("leeg", (tmp_path / "leeg.csv",))
    told: list[Told] = []
    outcomes = run_batch(plan_of(lost, empty, corpus_of(tmp_path)), tmp_path / "out", 1, told.append)
    assert [one.status for one in outcomes] == ["failed", "failed", "done"]
    assert "weg.csv cannot be read" in str(outcomes[0].error)
    assert "leeg.csv" in str(outcomes[1].error) and "Traceback" not in str(outcomes[1].error)
    assert outcomes[2].scores is not None and outcomes[2].scores.rows == 12
    assert [(one.done, one.of) for one in told] == [(1, 3), (2, 3), (3, 3)]
    assert told[1].seconds_left is not None and told[1].seconds_left > 0


def test_a_finished_run_is_kept_whatever_it_is_called_and_an_interrupted_one_is_redone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, corpus = tmp_path / "out", corpus_of(tmp_path)
    (first,) = run_batch(plan_of(corpus), out, 1)
    assert first.run is not None
    with monkeypatch.context() as patch:
        patch.setattr(subprocess, "Popen", no_process)
        twice = plan_of(replace(corpus, name="anders"), hernoemd=Settings(), nogmaals=Settings())
        assert [(one.status, one.run) for one in run_batch(twice, out, 1)] == [("kept", first.run)] * 2
    shutil.rmtree(first.run)
    left = first.run.with_name(f".{first.run.name}.part-999")
    left.mkdir()
    (again,) = run_batch(plan_of(corpus), out, 1)
    assert again.status == "done" and not left.exists()


def test_other_content_or_gold_is_not_taken_for_the_same(tmp_path: Path) -> None:
    out, corpus = tmp_path / "out", corpus_of(tmp_path)
    (first,) = run_batch(plan_of(corpus), out, 1)
    corpus_of(tmp_path, texts=[*FEW, "Er komt een bij."])
    (second,) = run_batch(plan_of(corpus), out, 1)
    assert second.status == "done" and second.run != first.run
    gold = tmp_path / "goud.csv"
    pl.DataFrame({"code": ["halte"] * 13}).write_csv(gold)
    (scored,) = run_batch(plan_of(replace(corpus, gold=Gold(gold, "code"))), out, 1)
    assert scored.status == "kept" and scored.run == second.run
    assert scored.scores is not None and scored.scores.gold_rows == 13


def test_cells_of_the_same_content_share_one_run(tmp_path: Path) -> None:
    gold = tmp_path / "goud.csv"
    pl.DataFrame({"code": ["halte"] * 12}).write_csv(gold)
    corpus = corpus_of(tmp_path)
    labelled = replace(corpus, name="met goud", gold=Gold(gold, "kode"))
    outcomes = run_batch(plan_of(corpus, labelled), tmp_path / "out", 2)
    assert [one.status for one in outcomes] == ["done", "failed"]
    assert outcomes[0].run == outcomes[1].run
    assert "did you mean 'code'" in str(outcomes[1].error)


def test_a_process_that_is_killed_is_a_failed_cell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "dies"
    script.write_text("#!/bin/sh\nkill -9 $$\n", encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setattr(batch.sys, "executable", str(script))
    (outcome,) = run_batch(plan_of(corpus_of(tmp_path)), tmp_path / "out", 1)
    assert outcome.status == "failed" and "killed by signal 9" in str(outcome.error)


def test_processes_share_the_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "_processors", lambda: [0, 1, 2, 3])
    pool = batch._pool(2)
    assert [pool.free.get(), pool.free.get()] == [[0, 2], [1, 3]]
    many = batch._pool(6)
    assert sorted(many.free.get()[0] for _ in range(6)) == [0, 0, 1, 1, 2, 3]


def outcomes_of(folder: Path, names: tuple[str, ...] = ("gewoon",), seeds: int = 2) -> list[Outcome]:
    run = write_run(folder / "run", dialogue_with_roles())
    manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    steps = [{"step": "reading", "peak_megabytes": 300.0}, {"step": "writing", "peak_megabytes": 200.0}]
    manifest["machine"] |= {"seconds": 2.5, "steps": steps}
    (run / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    gold = folder / "goud.csv"
    codes = [one.theme or "anders" for one in dialogue_with_roles().told]
    pl.DataFrame({"code": codes}).write_csv(gold)
    scores = score(open_run(run), read_gold(gold, "code"))
    corpus = PlannedCorpus("=SOM(A1)", (folder / "x.csv",))
    return [
        Outcome(Cell(corpus, name, Settings(seed=42 + seed)), "done", run, scores)
        for name in names
        for seed in range(seeds)
    ]


def test_scores_are_those_of_the_run(tmp_path: Path) -> None:
    scores = outcomes_of(tmp_path)[0].scores
    assert isinstance(scores, Scores)
    rows = (scores.rows, scores.placed, scores.set_apart, scores.unplaced, scores.excluded)
    assert rows == (52, 49, 1, 1, 1)
    assert (scores.levels, scores.top_themes, scores.themes) == (2, 3, 2)
    assert (scores.seconds, scores.peak_megabytes, scores.gold_rows) == (2.5, 300.0, 51)
    assert scores.ami is not None and 0 < scores.ami < 1 and scores.macro_f1 is None


def write_table(outcomes: list[Outcome], folder: Path) -> pl.DataFrame:
    write_results(outcomes, folder / "out", ("resolution",))
    return pl.read_parquet(folder / "out" / "results.parquet")


def test_the_summary_averages_over_seeds_and_says_how_stable_they_are(tmp_path: Path) -> None:
    outcomes = outcomes_of(tmp_path, ("a", "b"))
    outcomes[3] = replace(outcomes[3], status="failed", scores=None, run=None, error="weg")
    assert outcomes[0].scores is not None
    outcomes[1] = replace(outcomes[1], scores=replace(outcomes[0].scores, themes=4))
    means = summary(write_table(outcomes, tmp_path), outcomes)
    assert means["runs"].to_list() == [2, 1]
    assert means["themes"].to_list() == [3, 2]
    assert means["seed_agreement"].to_list() == [1, None]


def test_seeds_that_find_other_themes_agree_less(tmp_path: Path) -> None:
    dialogue = dialogue_with_roles()
    flat = tuple(replace(one, subtheme=None) for one in dialogue.told)
    moved = tuple(replace(one, theme="t2") if index % 4 == 0 else one for index, one in enumerate(flat))
    labels = {name: label for name, label in dialogue.labels.items() if name.startswith("t")}
    runs = [
        open_run(write_run(tmp_path / str(index), replace(dialogue, labels=labels, told=told)))
        for index, told in enumerate((flat, moved))
    ]
    agreement = seed_agreement(runs)
    assert agreement is not None and 0 < agreement < 1
    assert seed_agreement(runs[:1]) is None


def test_the_table_keeps_names_in_parquet_and_disarms_them_for_spreadsheets(tmp_path: Path) -> None:
    table = write_table(outcomes_of(tmp_path, ("<b>&",)), tmp_path)
    assert table["corpus"][0] == "=SOM(A1)" and table["setting_resolution"][0] == 1.0
    assert table["run"][0] == "../run"
    lines = (tmp_path / "out" / "results.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("corpus,settings,seed,setting_resolution,status,error,rows")
    assert len(lines) == 3 and all(line.startswith("'=SOM(A1)") for line in lines[1:])


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_page_is_escaped_whole_and_has_table_headers(tmp_path: Path) -> None:
    write_table(outcomes_of(tmp_path, ("<b>&",)), tmp_path)
    page = (tmp_path / "out" / "results.html").read_text(encoding="utf-8")
    assert "<b>" not in page and "&lt;b&gt;&amp;" in page and ">=SOM" not in page
    assert "src=" not in page and "href=" not in page and "<script" not in page
    tags = Tags()
    tags.feed(page)
    names = [tag for tag, _ in tags.found]
    assert names.count("h1") == 1 and names.count("table") == names.count("caption") == 2
    assert ("html", {"lang": "en"}) in tags.found
    assert {attributes["scope"] for tag, attributes in tags.found if tag == "th"} == {"col", "row"}


def test_the_command_names_what_failed_and_gives_exit_code_1(tmp_path: Path) -> None:
    corpus_of(tmp_path)
    plan = plan_file(
        tmp_path,
        '[[corpora]]\nname = "halte"\nsources = ["halte.csv"]\n'
        '[[corpora]]\nname = "weg"\nsources = ["w.csv"]\n',
    )
    result = CliRunner().invoke(main, ["batch", str(plan), "--out", str(tmp_path / "out"), "--jobs", "1"])
    assert result.exit_code == 1
    assert "failed: weg, default, seed 42" in result.stderr
    assert "[2/2] halte, default, seed 42" in result.stderr
    assert str(tmp_path / "out" / "results.html") in result.stdout
    assert pl.read_parquet(tmp_path / "out" / "results.parquet")["status"].to_list() == ["done", "failed"]


def test_a_sweep_of_real_themes_says_how_stable_they_are_over_seeds(
    tmp_path: Path, sentences: list[str]
) -> None:
    source, mapping = tmp_path / "zinnen.csv", tmp_path / "source.toml"
    frame = pl.DataFrame({"tekst": sentences})
    subject = pl.col("tekst").str.extract("(huur|bus|groen|loket)").alias("thema")
    frame.with_columns(subject).write_csv(source)
    mapping.write_text('[columns]\ntext = "tekst"\n', encoding="utf-8")
    words = ["sweep", str(source), "--vary", "resamples=0", "--seeds", "2", "--out", str(tmp_path / "out")]
    labels = ["--gold", str(source), "--label", "thema", "--mapping", str(mapping)]
    result = CliRunner().invoke(main, [*words, *labels, "--json"])
    assert result.exit_code == 0, result.stderr
    (row,) = json.loads(result.stdout)["summary"]
    assert row["settings"] == "resamples=0" and row["runs"] == 2
    assert row["seed_agreement"] > 0.5 and row["ami"] > 0.3 and row["peak_megabytes"] > 50
    only = CliRunner().invoke(main, [*words, "--gold", str(source)])
    assert only.exit_code == 2 and "--label together" in only.stderr


def test_nobody_can_try_names_until_one_fits_the_name_of_a_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken = replace(corpus_of(tmp_path), mapping=Mapping(speakers={"Anna Bos": "bewoner"}))
    published = replace(spoken, mapping=replace(spoken.mapping, public=True))
    here = [batch._corpus_hash(each) for each in (spoken, published)]
    assert here == [batch._corpus_hash(each) for each in (spoken, published)]
    monkeypatch.setenv("OOGST_CONFIG_DIR", str(tmp_path / "elders"))
    elsewhere = [batch._corpus_hash(each) for each in (spoken, published)]
    assert here[0] != elsewhere[0]
    assert here[1] == elsewhere[1]


def test_a_person_in_the_name_of_a_file_that_failed_is_in_no_table(tmp_path: Path) -> None:
    file = tmp_path / "interview_fatima.csv"
    cell = Cell(PlannedCorpus("a", (file,)), "gewoon", Settings())
    failed = Outcome(cell, "failed", None, None, f"{file} cannot be read: it is empty.")
    write_results([failed], tmp_path / "uit")
    for path in (tmp_path / "uit").iterdir():
        assert b"fatima" not in path.read_bytes()
    told = pl.read_parquet(tmp_path / "uit" / "results.parquet")["error"].item()
    assert told.endswith("interview [NAAM].csv cannot be read: it is empty.")
