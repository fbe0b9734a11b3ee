"""The map of a run: a place for every unit, the same in any order, near what is like it, themes by size."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from threadpoolctl import threadpool_limits

from corpora.files import write_table
from corpora.passages import Passages
from insights.checking import check
from insights.promises.same_again import prove_same_again
from insights.runs import Run, open_run
from labels.erasing import Erasing
from pipelines.discs import beside_one_another, filled
from pipelines.erasing import StoredRun, run_without
from pipelines.layout import lay_out
from pipelines.themes import Texts, different_texts
from pipelines.views import View, vector_view


def made_up(sizes: list[int], copies: int = 0, alone: int = 0) -> tuple[Texts, list[View], pl.DataFrame]:
    """Texts around so many centres in two themes, the first of them with copies; some without a theme."""
    chance = np.random.default_rng(3)
    centres = chance.normal(size=(len(sizes) + 1, 24))
    group = np.repeat(np.arange(len(sizes) + 1), [*sizes, alone])
    rows = (centres[group] + chance.normal(size=(len(group), 24)) * 0.7).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    ids = [f"u{number:04d}" for number in range(len(group))]
    extra = [f"v{number:04d}" for number in range(copies)]
    frame = pl.DataFrame({"unit_id": ids, "text": ids})
    member = pl.DataFrame({"unit_id": [*ids, *extra], "position": [*range(len(ids)), *[0] * copies]})
    texts = Texts(frame, np.arange(len(ids)), np.arange(len(ids)), member)
    placed = [(one, int(of)) for one, of in zip(ids, group, strict=True) if of < len(sizes)]
    assignments = pl.DataFrame(
        [(one, f"t{of % 2}", 1, True) for one, of in placed]
        + [(one, f"s{of}", 2, True) for one, of in placed],
        schema={"unit_id": pl.String, "theme_id": pl.String, "level": pl.Int64, "primary": pl.Boolean},
        orient="row",
    )
    return texts, [View("use", 1.0, rows)], assignments


def discs(layout: pl.DataFrame, assignments: pl.DataFrame, level: int) -> dict[str, tuple[np.ndarray, float]]:
    """Give the middle of every theme, and how far its units lie from it."""
    table = layout.join(assignments.filter(pl.col("level") == level), on="unit_id")
    found = {}
    for (theme,), part in table.group_by("theme_id"):
        places = part.select("x", "y").to_numpy()
        middle = (places.max(axis=0) + places.min(axis=0)) / 2
        found[str(theme)] = (middle, float(np.hypot(*(places - middle).T).max()))
    return found


def texts_of(run: Run, *, turned: bool) -> tuple[Texts, list[View]]:
    """Give the texts and the view of a run, its units in another order where they are turned."""
    contributions = run.contributions.select(
        "contribution_id", "participant_id", "language", pl.col("text").alias("whole")
    )
    units = run.units.reverse() if turned else run.units
    apart = pl.col("placement").cast(pl.String) == "set apart"
    open_ = units.join(contributions, on="contribution_id", maintain_order="left").with_columns(
        pl.col("whole").str.slice("start", pl.col("end") - pl.col("start")).alias("text"),
        pl.when(apart).then(pl.lit("set apart")).otherwise(None).alias("placement"),
    )
    texts = different_texts(open_, run.table("repeats"))
    vectors = texts.frame.select("unit_id").join(
        run.table("vectors_use"), on="unit_id", maintain_order="left"
    )
    return texts, [vector_view("use", 1.0, vectors["vector"].to_numpy(), texts.owner, 0.5)]


def nearest(likeness: np.ndarray, k: int) -> list[set[int]]:
    np.fill_diagonal(likeness, -np.inf)
    return [set(row) for row in np.argpartition(-likeness, k, axis=1)[:, :k].tolist()]


def kept(rows: np.ndarray, places: np.ndarray, k: int = 15) -> float:
    """Share of the nearest by meaning that are among the nearest on the map."""
    apart = ((places[:, None] - places[None]) ** 2).sum(axis=2)
    pairs = zip(nearest(rows @ rows.T, k), nearest(-apart, k), strict=True)
    return float(np.mean([len(one & other) / k for one, other in pairs]))


def test_every_unit_that_took_part_has_a_place_and_no_other(sample_run: Path) -> None:
    run = open_run(sample_run)
    assert run.layout is not None
    taking_part = run.units.filter(pl.col("placement").cast(pl.String) != "set apart")["unit_id"]
    assert run.layout["unit_id"].to_list() == taking_part.sort().to_list()
    assert 0 < run.units.height - run.layout.height
    assert run.layout.select(pl.col("x", "y").abs().max()).row(0) <= (1.0, 1.0)
    assert max(run.layout.select(pl.col("x", "y").abs().max()).row(0)) == 1.0


@pytest.mark.parametrize("threads", [1, 2])
def test_places_do_not_depend_on_the_order_of_the_rows_or_on_threads(sample_run: Path, threads: int) -> None:
    run = open_run(sample_run)
    with threadpool_limits(limits=threads):
        layout = lay_out(*texts_of(run, turned=True), run.assignments.reverse())
    assert run.layout is not None
    assert layout.equals(run.layout)


def test_places_do_not_depend_on_the_ids_of_themes() -> None:
    texts, views, assignments = made_up([60, 40, 30, 20])
    other = assignments.with_columns(pl.col("theme_id").replace({"t0": "z", "s0": "zz", "s3": "a"}))
    assert lay_out(texts, views, assignments).equals(lay_out(texts, views, other))


def test_no_two_themes_share_ground_and_subthemes_lie_with_their_theme() -> None:
    texts, views, assignments = made_up([90, 70, 50, 30, 20, 10])
    layout = lay_out(texts, views, assignments)
    own = discs(layout, assignments, 2)
    for one, (middle, reach) in own.items():
        for other, (place, width) in own.items():
            assert one == other or float(np.hypot(*(middle - place))) > (reach + width) * 0.95
    tops = discs(layout, assignments, 1)
    (first, one), (second, two) = tops["t0"], tops["t1"]
    assert float(np.hypot(*(first - second))) > 0.7 * (one + two)


def test_a_theme_of_four_times_as_many_units_is_twice_as_wide() -> None:
    texts, views, assignments = made_up([400, 100])
    width = {
        theme: reach
        for theme, (_, reach) in discs(lay_out(texts, views, assignments), assignments, 2).items()
    }
    assert width["s0"] / width["s1"] == pytest.approx(2.0, rel=0.06)


def test_what_is_alike_lies_together_more_than_three_times_as_often_as_on_principal_components(
    sample_run: Path,
) -> None:
    run = open_run(sample_run)
    texts, (view,) = texts_of(run, turned=False)
    assert run.layout is not None
    places = texts.frame.select("unit_id").join(run.layout, on="unit_id", maintain_order="left")
    centred = view.rows - view.rows.mean(axis=0)
    plain = centred @ np.linalg.eigh(centred.T @ centred)[1][:, -2:]
    assert kept(view.rows, places.select("x", "y").to_numpy()) > 3 * kept(view.rows, plain)


def test_copies_of_a_text_lie_around_it_and_none_on_another() -> None:
    texts, views, assignments = made_up([80, 40], copies=30)
    layout = lay_out(texts, views, assignments)
    first = layout.filter(pl.col("unit_id") == "u0000").select("x", "y").to_numpy()
    around = layout.filter(pl.col("unit_id").str.starts_with("v")).select("x", "y").to_numpy()
    assert np.hypot(*(around - first).T).max() < 0.3
    assert len({tuple(place) for place in around.tolist()}) == 30


def test_what_stands_apart_lies_outside_all_themes() -> None:
    texts, views, assignments = made_up([60, 40, 30], alone=7)
    layout = lay_out(texts, views, assignments).with_columns(out=(pl.col("x") ** 2 + pl.col("y") ** 2).sqrt())
    alone = layout.join(assignments, on="unit_id", how="anti")
    placed = layout.join(assignments, on="unit_id", how="semi")
    assert alone.height == 7
    assert alone["out"].min() > placed["out"].max()


@pytest.mark.parametrize("sizes", [[5], [1, 1], [12, 1, 2], [13]])
def test_the_smallest_themes_have_places_too(sizes: list[int]) -> None:
    texts, views, assignments = made_up(sizes)
    layout = lay_out(texts, views, assignments)
    assert layout.height == sum(sizes)
    assert layout.select(pl.all_horizontal(pl.col("x", "y").is_finite()).all()).item()


def test_texts_with_the_same_vector_do_not_fall_on_one_another() -> None:
    texts, _, assignments = made_up([40, 20])
    same = View("use", 1.0, np.ones((60, 24), dtype=np.float32))
    layout = lay_out(texts, [same], assignments)
    assert layout.select("x", "y").unique().height == 60


def test_without_themes_there_is_no_map() -> None:
    texts, views, assignments = made_up([10])
    assert lay_out(texts, views, assignments.clear()).height == 0


def test_circles_that_begin_in_one_place_come_to_lie_beside_one_another() -> None:
    centres = beside_one_another(np.zeros((4, 2)), np.array([1.0, 2.0, 1.0, 0.5]), 0.1)
    radii = np.array([1.0, 2.0, 1.0, 0.5])
    for one in range(4):
        for other in range(one):
            assert np.hypot(*(centres[one] - centres[other])) > radii[one] + radii[other] + 0.09


def test_a_disc_is_filled_to_its_edge_and_evenly() -> None:
    scores = np.random.default_rng(1).gamma(0.3, size=(400, 2))
    distance = np.hypot(*filled(scores).T)
    assert distance.max() < 1
    assert (distance < np.sqrt(0.5)).mean() == pytest.approx(0.5, abs=0.01)


# ---------------------------------------------------------------- what the rest of the house knows of it


def tampered(sample_run: Path, folder: Path, change: Callable[[pl.DataFrame], pl.DataFrame]) -> Run:
    """Give a run whose layout was changed, with its hash made again."""
    copy = Path(shutil.copytree(sample_run, folder / "copy"))
    digest = write_table(change(pl.read_parquet(copy / "layout.parquet")), copy / "layout.parquet")
    manifest = json.loads((copy / "manifest.json").read_text())
    manifest["tables"]["layout"] = digest
    (copy / "manifest.json").write_text(json.dumps(manifest))
    return open_run(copy)


def test_check_finds_a_place_that_was_moved(sample_run: Path, tmp_path: Path) -> None:
    moved = tampered(sample_run, tmp_path, lambda frame: frame.with_columns(x=-pl.col("x")))
    assert any("map" in fault for fault in prove_same_again(moved).faults)


def test_check_finds_a_place_that_was_taken_away(sample_run: Path, tmp_path: Path) -> None:
    moved = tampered(sample_run, tmp_path, lambda frame: frame.slice(1))
    assert any("map" in fault for fault in prove_same_again(moved).faults)


def test_a_run_that_was_made_before_there_was_a_map_keeps_its_promises(
    sample_run: Path, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(sample_run, tmp_path / "copy"))
    (copy / "layout.parquet").unlink()
    manifest = json.loads((copy / "manifest.json").read_text())
    del manifest["tables"]["layout"]
    (copy / "manifest.json").write_text(json.dumps(manifest))
    older = open_run(copy)
    assert older.layout is None
    assert [fault for promise in check(older) for fault in promise.faults] == []


def test_who_is_erased_has_no_place_on_the_map(sample_run: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(sample_run, tmp_path / "copy"))
    before = open_run(copy)
    person = str(before.contributions["participant_id"].drop_nulls().sort()[0])
    stored = StoredRun.read(copy, [person])
    theirs = set(stored.units["unit_id"])
    assert before.layout is not None and theirs & set(before.layout["unit_id"])
    with run_without(stored, Erasing(Passages.of(stored.units["text"], []))):
        pass
    after = open_run(copy)
    assert after.layout is not None and not theirs & set(after.layout["unit_id"])
    assert prove_same_again(after).faults == ()
