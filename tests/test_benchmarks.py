"""The benchmarks: they tell how to run them, read the texts they say they read, and count as they should."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from benchmarks import cells, sample, shared_sets
from benchmarks.bertopic_defaults import Shape
from benchmarks.bertopic_tuned import Trial, best
from benchmarks.cells import (
    TUNED,
    Cell,
    Graded,
    Job,
    Score,
    against,
    agreement,
    alone,
    graded_themes,
    kept,
    measure,
    peak_megabytes,
)
from benchmarks.coherence import content_words, diversity, npmi, theme_words
from benchmarks.cold_run import BERTOPIC, OOGST, WITH, Bench, Comparison, Cost
from benchmarks.cold_run import table as speed_table
from benchmarks.quality import MEAN, claims, embedder_of, grades, report, summary
from benchmarks.rivals import k_means, lda
from benchmarks.shared_sets import SPEED_TEXTS, language, speed_texts
from corpora.mapping import Mapping
from corpora.readers import read_rows
from insights.runs import Run
from pipelines.settings import Settings

ROOT = Path(__file__).resolve().parents[1]


def start(script: str, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "benchmarks" / script), *options]
    return subprocess.run(
        command, capture_output=True, text=True, env=os.environ | environment, check=True, timeout=120
    )


@pytest.mark.parametrize(
    "script", ["quality.py", "cold_run.py", "bertopic_defaults.py", "embedding.py", "sample.py"]
)
def test_a_benchmark_tells_how_to_run_it(script: str) -> None:
    told = start(script, "--help").stdout
    assert "Usage" in told
    assert "--help" in told


@pytest.mark.parametrize("script", ["quality.py", "cold_run.py"])
def test_without_the_shared_data_a_benchmark_is_skipped_aloud(script: str, tmp_path: Path) -> None:
    said = start(script, OOGST_SHARED_DATA=str(tmp_path))
    assert said.stdout == ""
    assert "skipped" in said.stderr
    assert str(tmp_path) in said.stderr


def test_outliers_are_one_cluster_and_no_theme() -> None:
    truth = ["groen", "groen", "zorg", "zorg", "ov", "ov"]
    perfect = against(truth, [1, 1, 0, 0, -1, -1])
    assert perfect.ami == pytest.approx(1.0)
    assert perfect.ari == pytest.approx(1.0)
    assert (perfect.number, perfect.unplaced) == (2, 2)


def test_chance_scores_nothing_and_one_mistake_costs() -> None:
    truth = ["a", "a", "a", "b", "b", "b"]
    assert against(truth, [0] * 6).ami == pytest.approx(0.0)
    # ARI by hand: pairs together in both 4, sums 6 and 7, expected 6 * 7 / 15.
    expected = (4 - 42 / 15) / ((6 + 7) / 2 - 42 / 15)
    assert against(truth, [0, 0, 0, 0, 1, 1]).ari == pytest.approx(expected)


def test_two_resamples_are_compared_on_the_rows_they_share() -> None:
    first, second = {0: 1, 1: 1, 2: 2, 3: 2}, {1: 7, 2: 5, 3: 5, 4: 7}
    assert agreement([first, second]) == pytest.approx(1.0)
    assert agreement([first, second, {0: 1, 1: 2, 2: 1, 3: 2}]) < 0.7
    assert agreement([first]) is None


def made_cell(name: str = "klein", tool: str = OOGST, rows: int = 10, ami: float = 0.2) -> Cell:
    scores = [
        Score(seed, themes, rows // 5, 0, ami + more, 0.3, 0.1, 0.9, 2.0)
        for seed, more, themes in ((1, 0.0, 3), (2, 0.1, 5))
    ]
    return Cell(
        name, tool, rows, 4, tuple(scores), 0.9, 1.0, None, 300.0, "een keuze" if tool == TUNED else ""
    )


def made_cells() -> list[Cell]:
    """Two sets of unlike size, two seeds, two tools, of which Oogst is worse on the large set."""
    return [
        made_cell("klein", OOGST, 10, 0.3),
        made_cell("groot", OOGST, 1000, 0.5),
        made_cell("klein", BERTOPIC, 10, 0.2),
        made_cell("groot", BERTOPIC, 1000, 0.52),
    ]


def test_every_set_counts_once_in_the_mean_and_every_seed_once_in_the_set() -> None:
    means = {(row["set"], row["tool"]): row for row in summary(made_cells()).iter_rows(named=True)}
    small = means["klein", OOGST]
    assert (small["ami"], small["ami_min"], small["ami_max"]) == pytest.approx((0.35, 0.3, 0.4))
    assert means[MEAN, OOGST]["ami"] == pytest.approx(0.45)
    assert means[MEAN, BERTOPIC]["ami"] == pytest.approx(0.41)
    assert means[MEAN, BERTOPIC]["unplaced"] == pytest.approx(0.2)


def test_too_many_themes_in_one_seed_do_not_make_up_for_too_few_in_another() -> None:
    assert made_cell().mean("themes") == 4 == made_cell().classes
    assert made_cell().error == pytest.approx(0.25)


def test_purity_counts_the_rows_with_the_label_that_most_of_their_theme_have() -> None:
    truth = ["groen", "groen", "zorg", "zorg", "zorg", "ov"]
    themes = ["t1", "t1", "t1", "t2", "t3", None]
    graded = graded_themes(truth, themes, {"t1": "sharp", "t2": "vague", "t3": None})
    assert graded == (Graded("sharp", 3, 2), Graded("vague", 1, 1))
    cell = dataclasses.replace(
        made_cell(), scores=(dataclasses.replace(made_cell().scores[0], graded=graded),)
    )
    assert "| sharp | 1 | 3 | 0.667 |" in grades([cell])
    assert grades([made_cell(tool=BERTOPIC)]) == []


def test_what_was_measured_is_not_measured_again_unless_a_choice_differs(tmp_path: Path) -> None:
    job = Job("klein", OOGST, Settings(), (1, 2), 2, tmp_path / "none.npy", tmp_path / "runs")
    score = dataclasses.replace(made_cell().scores[0], graded=(Graded("fair", 9, 6),))
    measured = dataclasses.replace(made_cell(), scores=(score,))
    assert kept(job, tmp_path, lambda _: measured) == measured
    assert kept(job, tmp_path, lambda _: made_cell("groot")) == measured
    other = dataclasses.replace(job, seeds=(1,))
    assert kept(other, tmp_path, lambda _: made_cell("groot")).set == "groot"


def test_the_claims_name_the_set_on_which_oogst_does_worst() -> None:
    average, bertopic, orders = claims(made_cells())
    assert average.endswith("0.450.")
    assert "+0.040 on average" in bertopic
    assert "-0.020 (groot)" in bertopic
    assert "1.000" in orders
    assert not list(claims([made_cell(tool=BERTOPIC)]))


def test_the_report_shows_every_tool_on_every_set_and_other_languages_apart() -> None:
    german = made_cell("cimt_themes_de", TUNED)
    text = report([*made_cells(), german], Settings(), "use", 0)
    dutch, others = text.split("Other languages:")
    for block, rows in ((dutch, 2 * 6), (others, 2 * 2)):
        lines = [line for line in block.splitlines() if line.startswith("|")]
        assert len(lines) == rows + 4
        half = len(lines) // 2
        assert all(len({line.count("|") for line in part}) == 1 for part in (lines[:half], lines[half:]))
    assert sum("20.0%" in line for line in dutch.splitlines()) == 6
    assert "cimt_themes_de" not in dutch
    assert "cimt_themes_de: een keuze" in others
    assert "| – |" in dutch, "what was not measured has no number"


def test_a_tuned_bertopic_takes_the_most_valid_setting_without_one_huge_topic() -> None:
    huge, fair, weak = (
        Trial(Shape(neighbours=number), validity, largest)
        for number, validity, largest in ((15, 0.7, 0.8), (30, 0.4, 0.2), (10, 0.1, 0.1))
    )
    assert best([huge, weak, fair]) == fair
    assert best([huge]) == huge


def test_words_that_always_meet_cohere_and_words_that_never_do_repel() -> None:
    tokens = [["brug", "sluis"]] * 3 + [["tuin"]] * 3
    assert npmi([["brug", "sluis"]], tokens) == pytest.approx(1.0)
    assert npmi([["brug", "tuin"]], tokens) == pytest.approx(-1.0)
    assert npmi([["brug", "sluis"], ["brug", "tuin"]], tokens) == pytest.approx(0.0)
    # By hand: two of four texts have each word, one has both, as chance would have it.
    assert npmi([["a", "b"]], [["a"], ["b"], ["a", "b"], []]) == pytest.approx(0.0)
    assert (npmi([["brug"]], tokens), npmi([], tokens)) == (0.0, 0.0)


def test_words_of_two_themes_that_are_the_same_are_no_diversity() -> None:
    assert diversity([["brug", "tuin"], ["brug", "bus"]]) == 0.75
    assert diversity([]) == 0.0


def test_a_theme_is_known_by_the_words_that_others_lack() -> None:
    texts = ["De brug en de gemeente", "Die brug is van de gemeente"] * 3 + ["Een tuin bij de gemeente"] * 6
    tokens = content_words(texts, "nl")
    assert tokens[0] == ["brug", "gemeente"]
    assert theme_words(tokens, [0] * 6 + [1] * 6) == [["brug", "gemeente"], ["tuin", "gemeente"]]
    assert theme_words(tokens, [0] * 6 + [-1] * 6) == [["brug", "gemeente"]]
    assert theme_words(tokens[4:], [0] * 2 + [1] * 6)[0] == ["gemeente"], "brug is in too few texts"


def test_k_means_and_lda_part_what_is_plainly_apart_and_repeat_themselves() -> None:
    vectors = np.repeat(np.eye(2, 8, dtype=np.float32), 20, axis=0)
    halves = ["a"] * 20 + ["b"] * 20
    tokens = [["brug", "sluis", "water"]] * 20 + [["tuin", "bloem", "boom"]] * 20 + [[]]
    topics = lda(tokens, 2, seed=1)
    assert against(halves, k_means(vectors, 2, seed=1)).ami == pytest.approx(1.0)
    assert against(halves, topics[:-1]).ami == pytest.approx(1.0)
    assert topics[-1] == -1, "a text without words has no topic"
    assert lda(tokens, 2, seed=1) == topics


SENTENCES = {
    "groen": "In het park aan de {} moeten meer bomen en struiken komen, want er is te weinig groen.",
    "verkeer": "Auto's rijden veel te hard door de {}, een drempel zou de straat veiliger maken.",
    "zorg": "Op een afspraak met de huisarts in de {} wacht je weken, zo krijgt niemand op tijd zorg.",
}
PLACES = "Kerkstraat Dorpsweg Havenkade Molenlaan Schoolstraat Stationsweg Marktstraat Parklaan".split()


@pytest.fixture
def small_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A labelled set of 48 texts, the first of which says nothing."""
    rows = [(text.format(place), label) for label, text in SENTENCES.items() for place in PLACES]
    rows += [(f"Volgens mij: {text}", label) for text, label in rows]
    rows[0] = ("geen idee", rows[0][1])
    (tmp_path / "buurt").mkdir()
    frame = pl.DataFrame(rows, schema=["text", "label"], orient="row")
    frame.write_parquet(tmp_path / "buurt" / "data.parquet")
    monkeypatch.setattr(shared_sets, "FOLDER", tmp_path)
    (tmp_path / "runs").mkdir()
    return "buurt"


def test_oogst_is_scored_on_every_row_and_is_the_same_in_any_order(small_set: str, tmp_path: Path) -> None:
    job = Job(
        small_set,
        OOGST,
        Settings(resamples=0, repeats="each"),
        (42,),
        0,
        tmp_path / "none.npy",
        tmp_path / "runs",
    )
    cell = measure(job)
    (one,) = cell.scores
    assert (cell.rows, cell.classes, one.set_apart) == (48, 3, 1)
    assert one.ami > 0.8
    assert cell.over_orders == 1.0
    assert (cell.over_seeds, cell.over_resamples) == (None, None)


def test_lda_is_measured_on_words_alone(small_set: str, tmp_path: Path) -> None:
    job = Job(small_set, cells.LDA, Settings(), (1, 2), 2, tmp_path / "none.npy", tmp_path / "runs")
    cell = measure(job)
    assert [score.seed for score in cell.scores] == [1, 2]
    assert cell.over_seeds is not None
    assert cell.over_resamples is not None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no count of the peak")
def test_the_memory_of_a_cell_is_that_of_its_own_process() -> None:
    held = np.ones(60_000_000)
    assert held.sum() > 0
    assert alone(os.getpid) != os.getpid()
    assert alone(peak_megabytes) < peak_megabytes() - 200


def test_words_of_a_set_are_read_in_its_language() -> None:
    assert [language(name) for name in ("xsid_nl", "cimt_themes_de", "interviews_pdpilot")] == [
        "nl",
        "de",
        "en",
    ]


@pytest.mark.parametrize("option", [("--tools", "lda,toverstaf"), ("--set", "detail"), ("--set", "detail=3")])
def test_an_option_that_cannot_be_is_refused_before_anything_runs(option: tuple[str, str]) -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "quality.py"), *option]
    said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert said.returncode != 0
    assert option[1].partition(",")[2] in said.stderr
    assert "Traceback" not in said.stderr


def test_bertopic_gets_the_vectors_of_the_embedder_that_weighs_most() -> None:
    assert embedder_of(Settings()) == "use"
    assert embedder_of(Settings(preset="standard")) == "e5"
    assert embedder_of(Settings(preset="best", model="/een/map")) == "/een/map"


def test_the_speed_texts_are_as_many_and_as_long_as_was_said(shared_data: Callable[[str], Path]) -> None:
    for name in ("handelingen_tk", "coalitieakkoord2021", "sib200_nld", "commonvoice_nl"):
        shared_data(name)
    texts = speed_texts()
    assert len(texts) == SPEED_TEXTS
    assert sum(map(len, texts)) / len(texts) == pytest.approx(245, abs=1)
    assert len(speed_texts(3000)) == 3000


def test_speed_is_compared_round_by_round_and_by_the_median() -> None:
    seconds = {OOGST: (10.0, 20.0, 12.0), BERTOPIC: (40.0, 60.0, 60.0)}
    costs = [
        Cost(WITH, tool, number, clock, clock / 2, 500.0)
        for tool, clocks in seconds.items()
        for number, clock in enumerate(clocks, start=1)
    ]
    compared = Comparison(WITH, tuple(costs))
    assert compared.ratios == [4.0, 3.0, 5.0]
    assert compared.median(OOGST, "seconds") == 12.0
    assert "4.0, 3.0, 5.0" in speed_table([compared])


def test_every_cold_process_gets_folders_of_its_own(tmp_path: Path) -> None:
    bench = Bench(tmp_path, "fresh")
    first, second = bench.commands(WITH), bench.commands(WITH)
    for tool, variable in ((OOGST, "OOGST_CACHE_DIR"), (BERTOPIC, "NUMBA_CACHE_DIR")):
        folders = [Path(commands[tool][1][variable]) for commands in (first, second)]
        assert folders[0] != folders[1]
        assert not any(list(folder.iterdir()) for folder in folders)


def test_texts_survive_the_file_that_both_read(tmp_path: Path) -> None:
    texts = ['Zij zei: "nee; dank u".', "Twee\nregels", "Gewoon, met komma's"]
    bench = Bench(tmp_path, "fresh")
    bench.write_texts(texts)

    assert read_rows(bench.texts, Mapping()).frame["text"].to_list() == texts


def test_macro_f1_takes_each_theme_for_the_code_that_most_of_its_rows_have(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gold = pl.DataFrame({"native_id": list("abcdef"), "label": ["huur", "huur", "bus", "bus", "groen", ""]})
    placed = pl.DataFrame({"native_id": list("abcdef"), "theme_id": ["t1", "t1", "t1", "t2", "t2", "t2"]})
    monkeypatch.setattr(sample, "row_themes", lambda coded: placed)
    # t1 stands for huur (precision 2/3, recall 1), t2 for bus (1/2 and 1/2), and nothing for groen.
    assert sample.macro_f1(Run(tmp_path), gold) == pytest.approx((0.8 + 0.5 + 0) / 3)
