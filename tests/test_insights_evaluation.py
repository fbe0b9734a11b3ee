"""Agreement with labels: intervals draw people, codes are judged over all labels and assignments."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from click.testing import CliRunner

from corpora.errors import MappingError, SourceError
from insights.cli import main
from insights.coding.code_scores import code_of, score_codes
from insights.evaluation import evaluate, evaluate_intervals
from insights.intervals import bootstrap, wilson
from insights.runs import Run, open_run
from labels.gold import read_gold
from tests.runs_for_tests import Dialogue, Told, dialogue_with_roles, dialogue_without_background, write_run

GOLD = {"t1": "loket", "t2": "vertrouwen", "t3": "maat"}


def run_of(folder: Path, dialogue: Dialogue) -> Run:
    return open_run(write_run(folder / "run", dialogue))


def gold_of(dialogue: Dialogue, folder: Path) -> pl.DataFrame:
    path = folder / "codes.csv"
    pl.DataFrame({"code": [GOLD.get(one.theme or "", "anders") for one in dialogue.told]}).write_csv(path)
    return read_gold(path, "code")


def noisy(gold: pl.DataFrame, dialogue: Dialogue) -> pl.DataFrame:
    wrong = pl.Series([len(one.text) % 3 == 0 for one in dialogue.told])
    return gold.with_columns(pl.when(wrong).then(pl.lit("anders")).otherwise("label").alias("label"))


def codebook_run(folder: Path) -> Run:
    told = (
        Told("De huur is te hoog.", "p1", theme="c-wonen", beyond="c-groen"),
        Told("Er zit schimmel in de muur.", "p2", theme="c-9"),
        Told("Er zijn te weinig bomen.", "p3", theme="c-groen"),
        Told("Het park is vies.", "p4", theme="c-wonen"),
    )
    path = write_run(
        folder / "run", Dialogue(told, {"c-wonen": "Wonen", "c-9": "wonen", "c-groen": "G", "c-bus": "Bus"})
    )
    themes = pl.read_parquet(path / "themes.parquet")
    codebook = pl.lit("codebook").cast(themes.schema["label_origin"]).alias("label_origin")
    themes.with_columns(codebook).write_parquet(path / "themes.parquet")
    return open_run(path)


def codebook_gold(folder: Path) -> Path:
    path = folder / "goud.csv"
    path.write_text("code,ook\nwonen,groen\nwonen,\ngroen,\ngroen,wonen\n", encoding="utf-8")
    return path


def test_wilson_gives_the_published_interval_of_a_small_share() -> None:
    interval = wilson(8, 10)  # Brown, Cai & DasGupta 2001
    assert (round(interval.low, 3), round(interval.high, 3)) == (0.490, 0.943)
    assert wilson(0, 10).low == 0 and wilson(10, 10).high == 1
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0, 1)


def test_a_bootstrap_of_a_mean_is_as_wide_as_its_standard_error_says() -> None:
    values = np.random.default_rng(1).normal(size=400)
    (interval,) = bootstrap(lambda rows: np.array([values[rows].mean()]), np.arange(400), draws=2000)
    error = values.std(ddof=1) / 20
    assert interval.high - interval.low == pytest.approx(2 * 1.96 * error, rel=0.1)
    assert (interval.high + interval.low) / 2 == pytest.approx(values.mean(), abs=0.3 * error)


def test_people_who_say_the_same_ten_times_make_an_interval_wider() -> None:
    values = np.repeat(np.random.default_rng(2).normal(size=40), 10)
    people = np.repeat(np.arange(40), 10)
    figures = lambda rows: np.array([values[rows].mean()])  # noqa: E731
    (of_people,), (of_rows,) = bootstrap(figures, people), bootstrap(figures, np.arange(400))
    assert of_people.high - of_people.low > 2 * (of_rows.high - of_rows.low)


def test_agreement_with_its_own_themes_is_whole_and_so_is_its_interval(tmp_path: Path) -> None:
    dialogue = dialogue_with_roles()
    run, gold = run_of(tmp_path, dialogue), gold_of(dialogue, tmp_path)
    found, intervals = evaluate(run, gold, 1), evaluate_intervals(run, gold, 1, draws=50)
    assert (found.ami, found.ari, found.v_measure) == pytest.approx((1, 1, 1))
    assert (found.homogeneity, found.completeness) == pytest.approx((1, 1))
    assert intervals.drawn == "participants" and intervals.groups == 22
    assert intervals.ari is not None and intervals.ari.low == pytest.approx(1)
    assert intervals == evaluate_intervals(run, gold, 1, draws=50)


def test_an_interval_holds_the_figure_it_is_of(tmp_path: Path) -> None:
    dialogue = dialogue_with_roles()
    wrong = tuple(
        replace(one, theme="t2") if index % 7 == 0 else one for index, one in enumerate(dialogue.told)
    )
    run = run_of(tmp_path, replace(dialogue, told=wrong))
    gold = gold_of(dialogue, tmp_path)
    found, intervals = evaluate(run, gold, 1), evaluate_intervals(run, gold, 1, draws=200)
    assert intervals.ari is not None and intervals.ari.low < found.ari < intervals.ari.high
    assert intervals.ami is not None and intervals.ami.low < found.ami < intervals.ami.high


def test_rows_are_drawn_where_nobody_knows_who_spoke(tmp_path: Path) -> None:
    dialogue = dialogue_without_background()
    intervals = evaluate_intervals(run_of(tmp_path, dialogue), gold_of(dialogue, tmp_path), 1, draws=20)
    assert intervals.drawn == "rows" and intervals.groups == len(dialogue.told)


def test_a_gold_file_of_other_ids_is_refused_with_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text("id,code\nx,loket\n", encoding="utf-8")
    with pytest.raises(SourceError, match="no labelled row matches"):
        evaluate(run_of(tmp_path, dialogue_with_roles()), read_gold(path, "code", "id"))
    with pytest.raises(MappingError, match="did you mean 'code'"):
        read_gold(path, "code", "id", "cod")


def test_a_theme_stands_for_its_code_or_for_its_label_whatever_the_case() -> None:
    assert code_of("c-wonen", "Huur", ["wonen", "huur"]) == "wonen"
    assert code_of("c-17", "Huur", ["wonen", "huur"]) == "huur"
    assert code_of("c-Wonen", "Huur", ["wonen"]) == "wonen"
    assert code_of("c-groen", "Groen", ["wonen"]) is None


def test_several_labels_come_from_further_columns_or_from_one_cell(tmp_path: Path) -> None:
    path = tmp_path / "goud.csv"
    path.write_text("code,ook,samen\nwonen,groen,wonen | groen|wonen\n,groen,\n", encoding="utf-8")
    columns = read_gold(path, "code", codes="ook")
    assert columns["labels"].to_list() == [["wonen", "groen"], ["groen"]]
    cell = read_gold(path, "samen", codes="|")
    assert cell["labels"].to_list() == [["wonen", "groen"], []]
    assert cell["label"].to_list() == ["wonen", None]
    assert read_gold(path, "code")["labels"].to_list() == [["wonen"], []]
    with pytest.raises(MappingError, match="did you mean 'ook'"):
        read_gold(path, "code", codes="oook")


def test_codes_count_over_second_themes_and_all_labels(tmp_path: Path) -> None:
    run = codebook_run(tmp_path)
    scores = score_codes(run, read_gold(codebook_gold(tmp_path), "code", codes="ook"), draws=50)
    assert scores is not None
    groen, wonen = scores.codes
    assert (groen.code, groen.labelled, groen.found) == ("groen", 3, 2)
    assert (groen.precision, groen.recall, groen.f1) == pytest.approx((1, 2 / 3, 0.8))
    assert (wonen.labelled, wonen.found, wonen.f1) == (3, 3, 1)
    assert scores.macro_f1 == pytest.approx(0.9)
    assert scores.macro_f1_interval is not None
    assert scores.macro_f1_interval.low <= 0.9 <= scores.macro_f1_interval.high
    assert scores.without_label == ("Bus",) and scores.without_theme == ()


def test_a_label_that_the_codebook_lacks_is_named_and_counts_with_nothing(tmp_path: Path) -> None:
    path = tmp_path / "goud.csv"
    path.write_text("code\nwonen\nwonen\ngroen\nzorg\n", encoding="utf-8")
    scores = score_codes(codebook_run(tmp_path), read_gold(path, "code"), draws=20)
    assert scores is not None and scores.without_theme == ("zorg",)
    zorg = next(code for code in scores.codes if code.code == "zorg")
    assert (zorg.precision, zorg.recall, zorg.f1) == (None, 0, 0)
    assert scores.macro_f1 == pytest.approx(sum(code.f1 for code in scores.codes) / 3)


def test_codes_of_the_lowest_themes_count_unless_a_level_is_named(tmp_path: Path) -> None:
    told = (
        Told("De huur is te hoog.", theme="c-top", subtheme="c-wonen"),
        Told("Het park is vies.", theme="c-top", subtheme="c-groen"),
    )
    path = write_run(tmp_path / "run", Dialogue(told, {"c-top": "wijk", "c-wonen": "W", "c-groen": "G"}))
    themes = pl.read_parquet(path / "themes.parquet")
    codebook = pl.lit("codebook").cast(themes.schema["label_origin"]).alias("label_origin")
    themes.with_columns(codebook).write_parquet(path / "themes.parquet")
    gold = tmp_path / "goud.csv"
    gold.write_text("fijn,grof\nwonen,wijk\ngroen,wijk\n", encoding="utf-8")
    fine = score_codes(open_run(path), read_gold(gold, "fijn"), draws=5)
    coarse = score_codes(open_run(path), read_gold(gold, "grof"), level=1, draws=5)
    assert fine is not None and coarse is not None
    assert fine.macro_f1 == coarse.macro_f1 == 1
    assert fine.without_label == ()
    assert fine.macro_f1_interval is None  # two rows are too few to draw from


def test_intervals_do_not_depend_on_the_secret_or_the_order_of_rows(tmp_path: Path) -> None:
    dialogue = dialogue_with_roles()
    renamed = tuple(
        replace(one, person=one.person and f"q{97 - int(one.person[1:])}", reply_to=None)
        for one in reversed(dialogue.told)
    )
    other = replace(dialogue, told=renamed)
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    found = [
        evaluate_intervals(run_of(folder, each), noisy(gold_of(each, folder), each), 1, draws=20)
        for folder, each in ((tmp_path / "a", dialogue), (tmp_path / "b", other))
    ]
    assert found[0] == found[1]


def test_a_run_without_a_codebook_has_no_scores_by_code(tmp_path: Path) -> None:
    dialogue = dialogue_with_roles()
    assert score_codes(run_of(tmp_path, dialogue), gold_of(dialogue, tmp_path)) is None


def test_the_command_says_what_was_drawn_and_scores_every_code(tmp_path: Path) -> None:
    run, gold = codebook_run(tmp_path), codebook_gold(tmp_path)
    words = ["evaluate", str(run.path), "--gold", str(gold), "--label", "code", "--codes", "ook"]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    assert "half-samples of 4 participants" in result.stdout
    assert "macro-F1 0.900" in result.stdout
