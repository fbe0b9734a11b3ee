"""The benchmarks: they tell how to run them, read the texts they say they read, and count as they should."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from benchmarks import sample
from benchmarks.cold_run import BERTOPIC, OOGST, WITH, Bench, Comparison, Cost
from benchmarks.cold_run import table as speed_table
from benchmarks.quality import MEAN, Score, embedder_of, score, summary, table
from benchmarks.shared_sets import SPEED_TEXTS, speed_texts
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
    perfect = score("set", 1, truth, [1, 1, 0, 0, -1, -1], 0.5)
    assert perfect.ami == pytest.approx(1.0)
    assert perfect.ari == pytest.approx(1.0)
    assert (perfect.rows, perfect.themes, perfect.unplaced) == (6, 2, 2)


def test_chance_scores_nothing_and_one_mistake_costs() -> None:
    truth = ["a", "a", "a", "b", "b", "b"]
    assert score("set", 1, truth, [0] * 6, 0.0).ami == pytest.approx(0.0)
    # ARI by hand: pairs together in both 4, sums 6 and 7, expected 6 * 7 / 15.
    expected = (4 - 42 / 15) / ((6 + 7) / 2 - 42 / 15)
    assert score("set", 1, truth, [0, 0, 0, 0, 1, 1], 0.0).ari == pytest.approx(expected)


def scores() -> list[Score]:
    """Two sets of unlike size, two seeds, two tools."""
    made = []
    for tool, better in (("Oogst", 0.1), ("BERTopic", 0.0)):
        for name, rows, ami in (("klein", 10, 0.2), ("groot", 1000, 0.6)):
            for seed, more in ((1, 0.0), (2, 0.1)):
                made.append(Score(name, tool, seed, rows, 4, rows // 5, 0, ami + better + more, 0.3, 1.0))
    return made


def test_every_set_counts_once_in_the_mean_and_every_seed_once_in_the_set() -> None:
    means = {(row["set"], row["tool"]): row for row in summary(scores()).iter_rows(named=True)}
    small = means["klein", "Oogst"]
    assert (small["ami"], small["ami_min"], small["ami_max"]) == pytest.approx((0.35, 0.3, 0.4))
    assert means[MEAN, "Oogst"]["ami"] == pytest.approx(0.55)
    assert means[MEAN, "BERTopic"]["ami"] == pytest.approx(0.45)
    assert means[MEAN, "BERTopic"]["unplaced"] == pytest.approx(0.2)


def test_the_table_shows_both_tools_on_every_set() -> None:
    lines = table(scores(), Settings()).splitlines()
    assert [line.count("|") for line in lines[2:]] == [lines[2].count("|")] * 8
    assert sum("20.0%" in line for line in lines) == 6


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
