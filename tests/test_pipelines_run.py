"""A run: the same in the same out, nothing half, nothing over the network."""

from __future__ import annotations

import csv
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest
from sklearn.metrics import adjusted_rand_score

from corpora.mapping import Mapping
from corpora.samples import sample_dialogue
from insights.checking import check
from insights.runs import Run, open_run
from pipelines import vectors
from pipelines.embedders import base
from pipelines.run import run
from pipelines.settings import Settings

SAMPLE = sample_dialogue()
MAPPING = Mapping.from_toml(SAMPLE.mapping)
ROOT = Path(__file__).resolve().parents[1]


def rows(number: int) -> tuple[list[str], list[list[str]]]:
    with SAMPLE.dialogue.open(encoding="utf-8", newline="") as file:
        header, *records = csv.reader(file)
    return header, records[:number]


def write(path: Path, header: list[str], records: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *records])
    return path


def partition(found: Run) -> dict[tuple[str, int, int, int], tuple[str, float, bool]]:
    """Give theme, membership and core by native id, span and level; row order must not change them."""
    native = found.contributions.select("contribution_id", "native_id")
    table = (
        found.assignments.filter("primary")
        .join(found.units, on="unit_id")
        .join(native, on="contribution_id")
        .select("native_id", "start", "end", "level", "theme_id", "membership", "core")
    )
    return {(row[0], row[1], row[2], row[3]): (row[4], row[5], row[6]) for row in table.iter_rows()}


@pytest.fixture(scope="module")
def in_order(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("order")
    source = write(folder / "dialoog.csv", *rows(300))
    return open_run(run([source], folder / "run", mapping=MAPPING, cache=folder / "vectors.sqlite").path)


def test_rows_in_another_order_give_the_same_themes(in_order: Run, tmp_path: Path) -> None:
    header, records = rows(300)
    random.Random(7).shuffle(records)
    source = write(tmp_path / "dialoog.csv", header, records)
    shuffled = open_run(
        run([source], tmp_path / "run", mapping=MAPPING, cache=tmp_path / "fresh.sqlite").path
    )
    before, after = partition(in_order), partition(shuffled)
    assert before.keys() == after.keys()
    keys = sorted(before)
    assert adjusted_rand_score([before[key][0] for key in keys], [after[key][0] for key in keys]) == 1.0
    assert before == after


@pytest.mark.parametrize("threads", [1, 2])
def test_other_batches_threads_and_a_partly_warm_cache_give_the_same_bytes(
    in_order: Run, tmp_path: Path, threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "CHUNK", 7)
    monkeypatch.setattr(base, "workers", lambda: threads)
    monkeypatch.setattr("pipelines.graph.workers", lambda: threads)
    cache = tmp_path / "vectors.sqlite"
    header, records = rows(300)
    some = write(tmp_path / "deel.csv", header, records[:120])
    run([some], tmp_path / "some", mapping=MAPPING, cache=cache)
    source = write(tmp_path / "dialoog.csv", header, records)
    again = open_run(run([source], tmp_path / "run", mapping=MAPPING, cache=cache).path)
    assert again.manifest["tables"] == in_order.manifest["tables"]
    assert again.manifest["run_id"] == in_order.manifest["run_id"]


def test_everything_but_times_and_machine_is_equal_in_two_manifests(in_order: Run, tmp_path: Path) -> None:
    source = write(tmp_path / "dialoog.csv", *rows(300))
    again = open_run(run([source], tmp_path / "run", mapping=MAPPING).path)
    one, two = dict(in_order.manifest), dict(again.manifest)
    assert one.pop("machine") != two.pop("machine")
    assert one == two


def test_a_run_opens_no_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **more: object) -> None:
        raise AssertionError("a run asked for a socket")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "socket", refuse)
    source = write(tmp_path / "dialoog.csv", *rows(120))
    finished = run([source], tmp_path / "run", mapping=MAPPING)
    assert open_run(finished.path).manifest["network"] == []


def test_what_is_asked_of_the_network_is_recorded() -> None:
    from pipelines.network import network_record

    with network_record() as record:
        with socket.socket() as closed, pytest.raises(OSError):
            closed.connect(("127.0.0.1", 9))
    assert any("127.0.0.1" in line for line in record)
    with network_record() as quiet:
        pass
    assert quiet == []


def test_a_killed_run_never_looks_like_a_whole_one(tmp_path: Path) -> None:
    out = tmp_path / "run"
    command = [sys.executable, "-m", "insights.cli", "run", str(SAMPLE.dialogue), "--out", str(out)]
    fresh = {"OOGST_CACHE_DIR": str(tmp_path / "cache")}
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | fresh,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    assert process.stderr is not None
    for line in process.stderr:
        if "embedding" in line:
            break
    time.sleep(0.3)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stderr.close()
    assert not out.exists()
    assert not list(tmp_path.rglob("manifest.json"))


def test_the_default_run_imports_no_bertopic_umap_hdbscan_or_numba(tmp_path: Path) -> None:
    source = write(tmp_path / "dialoog.csv", *rows(120))
    code = (
        "import sys; from pathlib import Path; from pipelines.run import run\n"
        f"run([Path({str(source)!r})], Path({str(tmp_path / 'run')!r}))\n"
        "print([name for name in ('bertopic', 'umap', 'hdbscan', 'numba') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_below_thirty_texts_no_themes_are_claimed_and_every_contribution_is_readable(tmp_path: Path) -> None:
    source = write(tmp_path / "dialoog.csv", *rows(20))
    found = open_run(run([source], tmp_path / "run", mapping=MAPPING).path)
    assert found.levels == 0
    assert found.contributions.height == 20
    reasons = (
        found.units.filter(pl.col("placement").cast(pl.String) == "unplaced")["reason"].unique().to_list()
    )
    assert reasons == ["fewer than 30 different contributions: no themes are claimed"]
    assert all(promise.holds for promise in check(found, [source]))


def test_identical_rows_are_one_text_repeated_and_make_no_theme(tmp_path: Path) -> None:
    source = write(tmp_path / "gelijk.csv", ["tekst"], [["De bus rijdt niet meer door onze wijk."]] * 200)
    found = open_run(run([source], tmp_path / "run").path)
    assert found.levels == 0
    assert found.units.height == 200
    assert all(promise.holds for promise in check(found, [source]))


def test_every_unit_is_in_one_theme_a_level_and_themes_are_nested(sample_run: Path) -> None:
    found = open_run(sample_run)
    primary = found.assignments.filter("primary")
    placed = found.units.filter(pl.col("placement").cast(pl.String) == "placed").height
    assert primary.group_by("level").len().sort("level")["len"].to_list() == [placed, placed]
    parents = dict(found.themes.filter(pl.col("level") == 2).select("theme_id", "parent_id").iter_rows())
    wide = primary.pivot(on="level", index="unit_id", values="theme_id")
    assert all(parents[fine] == coarse for fine, coarse in wide.select("2", "1").iter_rows())


def test_every_theme_has_five_quotes_by_different_participants_where_there_are_so_many(
    sample_run: Path,
) -> None:
    found = open_run(sample_run)
    people = found.contributions.select("contribution_id", "participant_id")
    quoted = (
        found.quotes.join(people, on="contribution_id")
        .group_by("theme_id")
        .agg(pl.col("participant_id").n_unique())
    )
    members = (
        found.assignments.filter("primary").join(found.units, on="unit_id").join(people, on="contribution_id")
    )
    available = members.group_by("theme_id").agg(pl.col("participant_id").n_unique().alias("people"))
    both = available.join(quoted, on="theme_id", how="left").fill_null(0)
    assert both.filter(pl.col("participant_id") < pl.min_horizontal("people", pl.lit(5))).is_empty()


def test_labels_are_two_to_four_words_and_differ(sample_run: Path) -> None:
    themes = open_run(sample_run).themes
    for level in (1, 2):
        labels = themes.filter(pl.col("level") == level)["label"]
        assert labels.n_unique() == len(labels)
    for label in themes["label"]:
        words = [word for word in label.replace(",", "").split() if word not in ("en", "and", "und")]
        assert 1 < len(words) <= 4, label


def test_the_sample_says_that_it_is_synthetic(sample_run: Path) -> None:
    assert open_run(sample_run).manifest["synthetic"] is True


def test_raw_participant_ids_are_nowhere_in_a_run(sample_run: Path) -> None:
    raw = [record[1].encode() for record in rows(50)[1]]
    for file in sample_run.iterdir():
        content = file.read_bytes() if file.suffix == ".json" else str(pl.read_parquet(file).rows()).encode()
        assert not [name for name in raw if name in content], file.name


def test_settings_that_do_not_exist_are_named_with_the_nearest(tmp_path: Path) -> None:
    from corpora.errors import SettingsError

    (tmp_path / "run.toml").write_text("neighbors = 10\n")
    with pytest.raises(SettingsError, match="did you mean 'neighbours'"):
        Settings.from_toml(tmp_path / "run.toml")
    (tmp_path / "run.toml").write_text('seed = "een"\n')
    with pytest.raises(SettingsError, match="must be of type int"):
        Settings.from_toml(tmp_path / "run.toml")


def test_presets_standard_and_best_work_without_a_network(tmp_path: Path) -> None:
    source = write(tmp_path / "dialoog.csv", *rows(90))
    standard = open_run(
        run([source], tmp_path / "standard", mapping=MAPPING, settings=Settings(preset="standard")).path
    )
    assert [model["view"] for model in standard.manifest["embedders"]] == ["use", "e5"]
    assert json.dumps(standard.manifest["packages"])
    from corpora.errors import ModelError

    with pytest.raises(ModelError, match="oogst models get intfloat/multilingual-e5-large-instruct"):
        run([source], tmp_path / "best", mapping=MAPPING, settings=Settings(preset="best"))
    assert not (tmp_path / "best").exists()
