"""Identity: a theme that is the same keeps its id and the name a person gave it; what changed is told."""

from __future__ import annotations

import csv
import random
import shutil
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from click.testing import CliRunner

from corpora.errors import RunError
from corpora.mapping import Mapping
from corpora.samples import sample_dialogue
from insights.checking import check
from insights.cli import main
from insights.comparing.runs import compare_runs
from insights.runs import Run, open_run
from pipelines.generation import Generation, read_previous
from pipelines.likeness import Centroids, likeness
from pipelines.lineage import trace
from pipelines.run import run
from pipelines.trade_off import NEARLY
from pipelines.transitions import Flow

SAMPLE = sample_dialogue()
MAPPING = Mapping.from_toml(SAMPLE.mapping)


def dialogue(folder: Path, number: int, seed: int = 3) -> Path:
    """Write the first so many rows of the sample, mixed, under one file name, so that ids stay the same."""
    with SAMPLE.dialogue.open(encoding="utf-8", newline="") as file:
        header, *records = csv.reader(file)
    random.Random(seed).shuffle(records)
    folder.mkdir(parents=True)
    path = folder / "dialoog.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *records[:number]])
    return path


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("eerste")
    return run([dialogue(folder / "bron", 722)], folder / "run", mapping=MAPPING).path


@pytest.fixture(scope="module")
def named(first: Path) -> Path:
    """The first run, with the name that a person gave to its largest finest theme."""
    folder = first.with_name("benoemd")
    shutil.copytree(first, folder)
    themes = pl.read_parquet(folder / "themes.parquet")
    largest = biggest(open_run(first))
    given = pl.col("theme_id") == largest
    themes.with_columns(
        pl.when(given).then(pl.lit("Wat een mens ervan vond")).otherwise("label").alias("label"),
        pl.when(given)
        .then(pl.lit("Geschreven door een mens."))
        .otherwise("description")
        .alias("description"),
        pl.when(given)
        .then(pl.lit("person"))
        .otherwise(pl.col("label_origin").cast(pl.String))
        .cast(themes.schema["label_origin"])
        .alias("label_origin"),
    ).write_parquet(folder / "themes.parquet")
    return folder


@pytest.fixture(scope="module")
def grown(named: Path) -> Run:
    source = dialogue(named.parent / "gegroeid", 922)
    made = run([source], named.parent / "tweede", mapping=MAPPING, previous=named)
    return open_run(made.path)


def biggest(found: Run) -> str:
    sizes = (
        found.assignments.filter(pl.col("primary") & (pl.col("level") == found.levels))
        .group_by("theme_id")
        .len()
    )
    return str(sizes.sort("len", "theme_id", descending=[True, False])["theme_id"][0])


def test_when_two_hundred_contributions_come_in_most_themes_stay_with_most_of_their_members(
    first: Path, grown: Run, tmp_path: Path
) -> None:
    """Which two hundred come in is a matter of chance: three draws, each with its own."""
    pairs = [(open_run(first), grown)]
    for seed in (1, 2):
        less, more = (dialogue(tmp_path / f"{seed}-{number}", number, seed) for number in (722, 922))
        small = run([less], tmp_path / f"eerste-{seed}", mapping=MAPPING).path
        large = run([more], tmp_path / f"tweede-{seed}", mapping=MAPPING, previous=small).path
        pairs.append((open_run(small), open_run(large)))
    stayed, overlap = [], []
    for before, after in pairs:
        lineage = after.table("lineage").filter(pl.col("level") == after.levels)
        same = lineage.filter(pl.col("relation").cast(pl.String) == "same")
        stayed.append(same.height / before.themes.filter(pl.col("level") == before.levels).height)
        assert (same["previous_id"] == same["theme_id"]).all()
        overlap += same["overlap"].to_list()
    assert np.mean(stayed) >= 0.8
    assert np.mean(overlap) >= 0.7


def test_a_rerun_keeps_the_detail_of_the_run_before_where_it_does_nearly_as_well(
    first: Path, grown: Run
) -> None:
    tried = grown.table("resolutions")
    before = open_run(first).table("resolutions").filter("chosen")["resolution"].item()
    assert tried.filter("previous")["resolution"].item() == before
    excess = dict(tried.select("resolution", pl.col("stability") - pl.col("null")).iter_rows())
    best = max(value for resolution, value in excess.items() if resolution >= 1)
    near = excess[before] > best - NEARLY
    assert (tried.filter("chosen")["resolution"].item() == before) == (near or excess[before] == best)


def test_a_name_and_description_that_a_person_gave_stay_with_the_theme(named: Path, grown: Run) -> None:
    theme = biggest(open_run(named))
    row = grown.themes.filter(pl.col("theme_id") == theme).row(0, named=True)
    assert (row["label"], row["description"]) == ("Wat een mens ervan vond", "Geschreven door een mens.")
    assert str(row["label_origin"]) == "person"
    assert (
        grown.themes["label"].n_unique()
        >= grown.themes.height - grown.themes["parent_id"].drop_nulls().n_unique()
    )


def test_a_run_with_kept_ids_keeps_every_promise_and_says_what_it_came_from(named: Path, grown: Run) -> None:
    assert [promise.name for promise in check(grown) if not promise.holds] == []
    assert grown.manifest["previous"] == open_run(named).manifest["run_id"]
    assert grown.themes["theme_id"].n_unique() == grown.themes.height
    assert set(grown.themes["parent_id"].drop_nulls()) <= set(grown.themes["theme_id"])
    assert set(grown.quotes["theme_id"]) <= set(grown.themes["theme_id"])


def test_a_third_run_on_the_same_keeps_all_ids(grown: Run, tmp_path: Path) -> None:
    again = open_run(
        run([dialogue(tmp_path / "bron", 922)], tmp_path / "derde", mapping=MAPPING, previous=grown.path).path
    )
    assert set(again.themes["theme_id"]) == set(grown.themes["theme_id"])
    assert set(again.table("lineage")["relation"].cast(pl.String)) == {"same"}


def test_a_second_wave_without_shared_contributions_is_matched_by_vectors(first: Path) -> None:
    before = read_previous(first)
    units = open_run(first).units
    moved = {unit: f"x{unit[1:]}" for unit in units["unit_id"]}
    other = Generation(
        before.themes.with_columns(
            ("n" + pl.col("theme_id")).alias("theme_id"), ("n" + pl.col("parent_id")).alias("parent_id")
        ),
        before.members.with_columns(
            pl.col("unit_id").replace(moved), ("n" + pl.col("theme_id")).alias("theme_id")
        ),
        before.units.with_columns(pl.col("unit_id").replace(moved)),
        {
            view: table.with_columns(pl.col("unit_id").replace(moved))
            for view, table in before.vectors.items()
        },
        before.models,
    )
    lineage = trace(before, other)
    finest = [one for one in lineage.relations if one.level == before.levels]
    assert all(one.relation == "same" and one.found_id == f"n{one.previous_id}" for one in finest)
    assert all(one.overlap == 0 for one in finest)


def test_what_split_merged_appeared_and_vanished_is_told() -> None:
    went = np.array(
        [[0.9, 0.0, 0.0, 0.0], [0.0, 0.5, 0.45, 0.0], [0.05, 0.0, 0.0, 0.0], [0.9, 0.0, 0.0, 0.0]]
    )
    came = np.array([[0.6, 0.0, 0.0, 0.0], [0.0, 0.9, 0.9, 0.0], [0.0, 0.0, 0.0, 0.0], [0.4, 0.0, 0.0, 0.0]])
    told = Flow(went, came).transitions()
    assert (0, 0, "same") in told
    assert {(1, 1, "split"), (1, 2, "split")} <= set(told)
    assert (2, None, "gone") in told
    assert (3, 0, "merged") in told
    assert (None, 3, "new") in told


def test_a_folder_that_is_no_run_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="leave --previous out"):
        read_previous(tmp_path)


def test_compare_prints_what_became_of_every_theme(first: Path, grown: Run) -> None:
    result = CliRunner().invoke(main, ["compare", str(first), str(grown.path)])
    assert result.exit_code == 0, result.output
    assert "stayed" in result.output
    assert "Wat een mens ervan vond" in result.output
    assert max(len(line) for line in result.output.splitlines()) <= 110
    found = compare_runs(open_run(first), grown)
    assert found.shared > 600
    assert found.ari is not None and found.ari > 0.5
    named_once = {one.before.theme_id for one in found.pairs if one.before} | {
        one.after.theme_id for one in found.pairs if one.after
    }
    assert set(open_run(first).themes["theme_id"]) | set(grown.themes["theme_id"]) == named_once


def test_runs_without_themes_can_be_compared(first: Path, tmp_path: Path) -> None:
    few = run([dialogue(tmp_path / "bron", 20)], tmp_path / "run", mapping=MAPPING).path
    result = CliRunner().invoke(main, ["compare", str(first), str(few)])
    assert result.exit_code == 0, result.output
    assert "vanished" in result.output
    assert "share no contribution" in result.output


def wave(directions: np.ndarray, texts: int, seed: int) -> Centroids:
    """The centroids of themes whose texts lie around these directions, shape ``(themes, width)``."""
    rng = np.random.default_rng(seed)
    themes = [f"t{number}" for number in range(len(directions))]
    rows = np.repeat(directions, texts, axis=0) + rng.normal(
        0, 1.2, (len(directions) * texts, directions.shape[1])
    )
    units = [f"{unit:04x}" for unit in rng.permutation(len(rows))]
    members = pl.DataFrame({"unit_id": units, "theme_id": np.repeat(themes, texts)})
    array = pl.Series(rows.astype(np.float32), dtype=pl.Array(pl.Float32, rows.shape[1]))
    return Centroids.of(themes, members, pl.DataFrame({"unit_id": units, "vector": array}))


def test_by_vectors_the_same_subjects_are_found_again_and_other_subjects_are_not() -> None:
    subjects = np.random.default_rng(5).normal(0, 1, (16, 24))
    before = wave(subjects[:8], 30, 1)
    again = likeness(before, wave(subjects[:8], 30, 2))
    assert (np.diag(again) > 0.5).all()
    assert ((again > 0.5).sum(axis=1) == 1).all()
    assert (likeness(before, wave(subjects[8:], 30, 3)) <= 0.5).all()


def test_vectors_of_another_width_or_a_single_theme_say_nothing() -> None:
    subjects = np.random.default_rng(5).normal(0, 1, (4, 24))
    before = wave(subjects, 30, 1)
    assert not likeness(before, wave(subjects[:, :12], 30, 2)).any()
    assert not likeness(wave(subjects[:1], 30, 1), wave(subjects[:1], 30, 2)).any()
