"""Quality without labels: coherence in [-1, 1] by hand, diversity, coverage that adds up."""

from __future__ import annotations

import json
from dataclasses import replace
from math import log
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from click.testing import CliRunner

from insights.cli import main
from insights.coherence import npmi, theme_coherence, topic_diversity
from insights.quality import assess
from insights.runs import Run, open_run
from insights.small_numbers import Shown
from tests.runs_for_tests import Dialogue, Told, dialogue_with_roles, dialogue_without_themes, write_run

TEXTS = (
    Told("De bus kwam te laat bij de halte.", "p1", theme="t1"),
    Told("Bussen stoppen niet bij deze halte.", "p2", theme="t1"),
    Told("De bus is vol.", "p3", theme="t1", core=False),
    Told("Het park is groen.", "p4", theme="t2"),
)


def with_words(folder: Path, dialogue: Dialogue, words: dict[str, list[str]]) -> Run:
    """Write a run in which the themes have these words."""
    run = write_run(folder / "run", dialogue)
    rest = {"weight": 1.0, "inside": 1, "outside": 0, "in_label": False}
    rows = [
        {"theme_id": theme, "word": word, "rank": rank} | rest
        for theme, found in words.items()
        for rank, word in enumerate(found, 1)
    ]
    pl.DataFrame(rows).write_parquet(run / "words.parquet")
    return open_run(run)


def test_coherence_is_the_mean_npmi_of_pairs_by_lemma_within_contributions(tmp_path: Path) -> None:
    words = {"t1": ["bus", "halte", "park"], "t2": ["park", "groen"]}
    run = with_words(tmp_path, Dialogue(TEXTS, {"t1": "Bus", "t2": "Park"}), words)
    found = theme_coherence(run)
    with_halte = log(0.5 / (0.75 * 0.5)) / -log(0.5)  # "Bussen" has the lemma of "bus"
    assert found["t1"] == pytest.approx((with_halte - 1 - 1) / 3)
    assert found["t2"] == pytest.approx(1)
    (level,) = assess(run).levels
    assert level.coherence == pytest.approx((found["t1"] + 1) / 2)
    assert level.diversity == pytest.approx(4 / 5)


def test_words_in_different_units_of_one_contribution_come_together(tmp_path: Path) -> None:
    told = (
        Told("De huur stijgt elk jaar. Schimmel staat op de muur.", theme="t1"),
        Told("De bus rijdt niet.", theme="t1"),
    )
    path = write_run(tmp_path / "run", Dialogue(told, {"t1": "Huur"}))
    units = pl.read_parquet(path / "units.parquet")
    first, second = units.row(0, named=True), units.row(1, named=True)
    halves = [first | {"end": 24}, first | {"unit_id": "u9", "start": 25}, second]
    pl.DataFrame(halves, schema=units.schema).write_parquet(path / "units.parquet")
    words = pl.read_parquet(path / "words.parquet").head(2)
    words.with_columns(pl.Series("word", ["huur", "schimmel"])).write_parquet(path / "words.parquet")
    assert theme_coherence(open_run(path))["t1"] == pytest.approx(1)


def test_a_theme_of_one_word_has_no_coherence(tmp_path: Path) -> None:
    run = with_words(tmp_path, Dialogue(TEXTS, {"t1": "Bus"}), {"t1": ["bus"]})
    assert theme_coherence(run) == {"t1": None}


def test_npmi_of_words_that_have_nothing_to_do_with_each_other_is_nought() -> None:
    presence = np.array([[True, True], [True, False], [False, True], [False, False]])
    assert npmi(presence) == pytest.approx(0)
    assert npmi(np.array([[True, False], [False, True]])) == -1


def test_diversity_looks_at_the_first_ten_words_only() -> None:
    first = [f"woord{number}" for number in range(12)]
    assert topic_diversity([first, first[10:]]) == 1
    assert topic_diversity([first[:10], first[:10]]) == 0.5
    assert topic_diversity([]) is None


def test_coverage_adds_up_to_all_units_and_rows(tmp_path: Path) -> None:
    dialogue = dialogue_with_roles()
    run = open_run(write_run(tmp_path / "run", dialogue))
    found = assess(run)
    coverage = found.coverage
    assert coverage.placed + coverage.set_apart + coverage.unplaced == coverage.units == run.units.height
    assert (coverage.set_apart, coverage.unplaced) == (1, 1)
    assert coverage.rows == {"placed": 49, "excluded": 1, "set apart": 1, "unplaced": 1}
    assert [level.level for level in found.levels] == [1, 2]
    assert found.finest is found.levels[1]


def test_grades_stability_and_core_are_told_for_each_level(tmp_path: Path) -> None:
    dialogue = Dialogue(TEXTS, {"t1": "Bus", "t2": "Park"}, grades={"t1": "sharp"})
    path = write_run(tmp_path / "run", dialogue)
    themes = pl.read_parquet(path / "themes.parquet")
    held = pl.when(pl.col("theme_id") == "t1").then(0.8).alias("stability")
    themes.with_columns(held).write_parquet(path / "themes.parquet")
    (level,) = assess(open_run(path)).levels
    assert (level.sharp, level.fair, level.vague, level.unmeasured) == (1, 0, 0, 1)
    assert level.stability == pytest.approx(0.8)
    assert level.core_share == pytest.approx(3 / 4)
    assert (level.median, level.largest) == (2, 3)


def test_the_smallest_theme_of_fewer_than_k_people_shows_no_count(tmp_path: Path) -> None:
    few = assess(open_run(write_run(tmp_path / "few", Dialogue(TEXTS, {"t1": "Bus", "t2": "Park"}))))
    assert few.levels[0].smallest == Shown("few people")
    assert all(not theme.people.exact for theme in few.themes)
    many = tuple(Told(f"De bus van {number} is vol.", f"p{number}", theme="t1") for number in range(6))
    told = assess(open_run(write_run(tmp_path / "many", Dialogue(many, {"t1": "Bus"}))))
    assert told.levels[0].smallest == Shown("exact", 6)
    one_person = tuple(replace(one, person="p0") for one in many)
    alone = assess(open_run(write_run(tmp_path / "one", Dialogue(one_person, {"t1": "Bus"}))))
    assert alone.levels[0].smallest == Shown("few people")


def test_a_real_run_has_coherence_for_every_theme(sample_run: Path) -> None:
    found = assess(open_run(sample_run))
    every = [theme.coherence for theme in found.themes]
    assert every and all(value is not None and -1 <= value <= 1 for value in every)


def test_the_command_prints_a_table_and_the_same_as_json(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", dialogue_with_roles())
    text = CliRunner().invoke(main, ["quality", str(run)])
    assert text.exit_code == 0, text.output
    assert "Menselijke maat" in text.stdout and "51 units" in text.stdout
    found = json.loads(CliRunner().invoke(main, ["quality", str(run), "--json", "--level", "2"]).stdout)
    assert [level["level"] for level in found["levels"]] == [2]


def test_a_run_without_themes_says_so(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", dialogue_without_themes())
    result = CliRunner().invoke(main, ["quality", str(run)])
    assert result.exit_code == 0 and "No themes are claimed" in result.stdout
