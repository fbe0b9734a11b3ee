"""Real texts: every promise holds on them, and their themes agree with labels that people gave."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from insights.checking import check
from insights.evaluation import evaluate
from insights.runs import Run, open_run
from labels.gold import read_gold
from pipelines.run import run

Shared = Callable[[str], Path]
DUTCH = ("sib200_nld", "xsid_nl", "coalitieakkoord2021", "handelingen_tk")
POLIS = (
    "american-assembly.bowling-green",
    "austria-climate.5twd2jsnkf.2022-08-08",
    "scoop-hivemind.affordable-housing",
)
LEAST_AMI = 0.45


def made(source: Path, out: Path) -> Run:
    """Run a source without a mapping and hold it to every promise, the original file included."""
    found = open_run(run([source], out).path)
    broken = [promise for promise in check(found, [source]) if not promise.holds]
    assert not broken
    return found


def test_every_promise_holds_on_short_dutch_utterances_read_without_a_mapping(
    shared_data: Shared, tmp_path: Path
) -> None:
    found = made(shared_data("xsid_nl/data.parquet"), tmp_path / "run")
    assert found.ledger["row"].n_unique() == 800


@pytest.mark.parametrize("name", POLIS)
def test_every_promise_holds_on_a_polis_export_read_without_a_mapping(
    name: str, shared_data: Shared, tmp_path: Path
) -> None:
    found = made(shared_data(f"polis/{name}/comments.csv"), tmp_path / "run")
    assert found.contributions["participant_id"].n_unique() > 30
    assert found.contributions["agree"].sum() > 1000
    assert found.contributions["created_at"].null_count() == 0


@pytest.mark.slow
def test_every_promise_holds_on_the_four_dutch_sets_and_their_themes_agree_with_the_labels(
    shared_data: Shared, tmp_path: Path
) -> None:
    agreement = []
    for name in DUTCH:
        source = shared_data(f"{name}/data.parquet")
        found = evaluate(made(source, tmp_path / name), read_gold(source, "label"))
        assert found.unplaced + found.excluded == 0, name
        agreement.append(found.ami)
    assert sum(agreement) / len(agreement) >= LEAST_AMI


@pytest.mark.slow
def test_every_promise_holds_on_seventeen_thousand_german_sentences(
    shared_data: Shared, tmp_path: Path
) -> None:
    found = made(shared_data("cimt_arguments_de/data.parquet"), tmp_path / "run")
    assert found.ledger["row"].n_unique() == 17_852
