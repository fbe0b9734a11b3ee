"""What second memberships add is counted as it should be, by hand on five contributions."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.several_themes import ONE, UNITS, Placed, gold_codes, scores, stands_for, table

ROOT = Path(__file__).resolve().parents[1]
CODES = {
    "a": frozenset({"huur", "bus"}),
    "b": frozenset({"huur"}),
    "c": frozenset({"bus"}),
    "d": frozenset({"groen", "huur"}),
    "e": frozenset({"groen"}),
}
WHERE = {
    "a": Placed("t1", frozenset({"t1"}), {"t2": 0.4}),
    "b": Placed("t1", frozenset({"t1"}), {}),
    "c": Placed("t2", frozenset({"t2"}), {"t3": 0.2}),
    "d": Placed("t3", frozenset({"t3", "t1"}), {"t2": 0.25, "t1": 0.3}),
    "e": Placed("t3", frozenset({"t3"}), {}),
}


def test_a_theme_stands_for_the_code_that_most_of_its_contributions_have() -> None:
    assert stands_for(WHERE, CODES) == {"t1": "huur", "t2": "bus", "t3": "groen"}


def test_second_memberships_are_scored_by_hand() -> None:
    by_rule = {one.rule: one for one in scores("klein", WHERE, CODES)}
    one, units = by_rule[ONE], by_rule[UNITS]
    assert one.contributions == 2 and one.codes == 3
    # a: huur of huur, bus; d: groen of groen, huur.
    assert (one.precision, one.recall, one.f1) == pytest.approx((1, 0.5, 2 / 3))
    # d has both of its codes by its units.
    assert (units.precision, units.recall, units.f1) == pytest.approx((1, 0.75, (2 / 3 + 1) / 2))
    wide, narrow = by_rule["+ second ≥ 0.20"], by_rule["+ second ≥ 0.40"]
    # a gains bus, which is true; d gains bus, which is not. Its second membership of t1 says nothing new.
    assert (wide.added, wide.true) == (2, 0.5)
    assert wide.f1 == pytest.approx((1 + 0.8) / 2)
    assert (narrow.added, narrow.true, narrow.recall) == (1, 1.0, pytest.approx(1))
    # Other themes by size for a: t2 (1, true) and t3 (2, not).
    assert narrow.chance == pytest.approx(1 / 3)
    # c (bus, and groen in vain at 0.2) counts among all coded, never among those with several codes.
    assert wide.f1_all == pytest.approx((1 + 1 + 2 / 3 + 0.8 + 1) / 5)


def test_a_rule_that_adds_nothing_has_a_dash_in_the_table() -> None:
    lines = table(list(scores("klein", WHERE, CODES))).splitlines()
    assert len({line.count("|") for line in lines}) == 1
    assert next(line for line in lines if "≥ 0.50" in line).endswith("| 0 | – | – |")


def test_codes_that_most_contributions_have_and_rows_without_one_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "goud.csv"
    file.write_text("id,codes\nr1,weg|fiets\nr2,weg|bus\nr3,weg\nr4,\nr5,weg|fiets\n", encoding="utf-8")
    assert gold_codes(file, "codes", "id") == {"r1": {"fiets"}, "r2": {"bus"}, "r5": {"fiets"}}


def test_the_benchmark_tells_how_to_run_it_and_skips_aloud_without_the_shared_data(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "several_themes.py")]
    told = subprocess.run([*command, "--help"], capture_output=True, text=True, check=True).stdout
    assert "Usage" in told
    options = [*command, "--sets", "cimt_themes_de"]
    away = os.environ | {"OOGST_SHARED_DATA": str(tmp_path)}
    said = subprocess.run(options, capture_output=True, text=True, check=True, env=away)
    assert said.stdout == "" and "skipped" in said.stderr and str(tmp_path) in said.stderr
