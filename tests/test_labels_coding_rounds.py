"""Rounds of coding: one sample for all, every judgement kept, and what was seen is known."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from labels.coding_rounds import CodingRounds, Round, counted, latest
from labels.codings import CodingError
from labels.workspace import Workspace

ROOT = Path(__file__).resolve().parents[1]
NEW = Round("run1", "MK", "themes", ("t1", "t2", "t3", "t4"), ("c1", "c2", "c3"), 42)


@pytest.fixture
def rounds(tmp_path: Path) -> CodingRounds:
    return CodingRounds(tmp_path / "codebook" / "codings.sqlite")


def test_reading_makes_no_file_and_the_file_stands_beside_the_log(
    rounds: CodingRounds, tmp_path: Path
) -> None:
    assert not rounds and rounds.rounds("run1") == () and rounds.erase(frozenset({"c1"}), {}) == 0
    assert not rounds.path.exists()
    place = Workspace(tmp_path)
    assert place.coding_rounds == rounds and place.coding_rounds.path.parent == place.log.path.parent


def test_every_coder_gets_the_same_sample_and_what_they_gave_is_kept_in_order(rounds: CodingRounds) -> None:
    of = rounds.start(NEW)
    assert rounds.rounds("run1") == (of,) == (replace(NEW, number=1),)
    rounds.judge(of, "c1", "MK", ("t3", "t1", "t3"))
    rounds.judge(of, "c1", "JB", ())
    rounds.judge(of, "c1", "MK", ("t2",))
    given = rounds.judgements(of)
    assert [(one.coder, one.codes) for one in given] == [("MK", ("t1", "t3")), ("JB", ()), ("MK", ("t2",))]
    assert latest(given, "MK")["c1"].codes == ("t2",)
    assert counted(given)["MK", "c1"].codes == ("t2",) and counted(given)["JB", "c1"].codes == ()


def test_two_who_begin_at_once_code_one_sample(rounds: CodingRounds) -> None:
    with ThreadPoolExecutor(8) as people:
        begun = list(people.map(lambda seed: rounds.start(replace(NEW, seed=seed)), range(8)))
    assert {one.number for one in begun} == {1} and len(set(begun)) == 1
    assert rounds.start(NEW, known=1).number == 2
    assert rounds.start(replace(NEW, run="run2"), known=0).number == 3


def test_what_a_coder_changes_after_seeing_the_suggestion_is_kept_and_does_not_count(
    rounds: CodingRounds,
) -> None:
    of = rounds.start(NEW)
    rounds.judge(of, "c1", "MK", ("t1",))
    rounds.show(of, "c1", "MK")
    rounds.judge(of, "c1", "MK", ("t2",))
    rounds.judge(of, "c1", "JB", ("t3",))
    given = rounds.judgements(of)
    assert [one.after for one in given] == [False, True, False]
    assert counted(given)["MK", "c1"].codes == ("t1",)
    assert latest(given, "MK")["c1"].codes == ("t2",)
    open_one = rounds.start(replace(NEW, shown=True), known=of.number)
    rounds.judge(open_one, "c1", "MK", ("t1",))
    rounds.judge(open_one, "c1", "MK", ("t2",))
    assert counted(rounds.judgements(open_one))["MK", "c1"].codes == ("t2",)


def test_what_is_not_of_the_round_is_refused(rounds: CodingRounds) -> None:
    of = rounds.start(NEW)
    for contribution, coder, codes, message in (
        ("c9", "MK", ("t1",), "not in the sample"),
        ("c1", "MK", ("t11",), "did you mean"),
        ("c1", "MK", ("t1", "t2", "t3", "t4"), "3 codes at most"),
        ("c1", " ", ("t1",), "say who"),
    ):
        with pytest.raises(CodingError, match=message):
            rounds.judge(of, contribution, coder, codes)
    assert rounds.judgements(of) == ()


@pytest.mark.parametrize("content", [b"", b"dit is geen database" * 200])
def test_a_file_that_holds_no_codings_says_what_to_do(rounds: CodingRounds, content: bytes) -> None:
    rounds.path.parent.mkdir()
    rounds.path.write_bytes(content)
    with pytest.raises(CodingError, match="move it"):
        rounds.rounds("run1")


def test_erasing_takes_contributions_out_and_follows_a_run_that_was_made_again(rounds: CodingRounds) -> None:
    of = rounds.start(NEW)
    for coder in ("MK", "JB"):
        rounds.judge(of, "c1", coder, ("t1",))
        rounds.judge(of, "c2", coder, ("t2",))
    rounds.show(of, "c2", "MK")
    assert rounds.erase(frozenset({"c2", "elders"}), {"run1": "run9"}) == 3
    (now,) = rounds.rounds("run9")
    assert now.contributions == ("c1", "c3") and rounds.rounds("run1") == ()
    assert {one.contribution_id for one in rounds.judgements(now)} == {"c1"}
    assert b'"c2"' not in b"".join(path.read_bytes() for path in rounds.path.parent.iterdir())


def test_no_words_are_in_the_file(rounds: CodingRounds) -> None:
    of = rounds.start(NEW)
    rounds.judge(of, "c1", "MK", ("t1",))
    with sqlite3.connect(rounds.path) as database:
        told = (
            database.execute("SELECT * FROM rounds").fetchall()
            + database.execute("SELECT * FROM judgements").fetchall()
        )
    database.close()
    known = {"run1", "MK", "themes", "c1", '["t1"]', '["t1", "t2", "t3", "t4"]', '["c1", "c2", "c3"]'}
    texts = {cell for row in told for cell in row if isinstance(cell, str)}
    assert {text for text in texts if not text.startswith("20")} == known


def test_a_killed_process_leaves_every_judgement_that_it_told_of(rounds: CodingRounds) -> None:
    of = rounds.start(NEW)
    script = textwrap.dedent(
        f"""
        from pathlib import Path
        from labels.coding_rounds import CodingRounds
        rounds = CodingRounds(Path({str(rounds.path)!r}))
        (of,) = rounds.rounds("run1")
        number = 0
        while True:
            rounds.judge(of, "c1", f"coder{{number}}", ("t1",))
            print(number, flush=True)
            number += 1
        """
    )
    with subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(5)]
        time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
        told += process.stdout.readlines()
    assert len(rounds.judgements(of)) >= len([line for line in told if line.endswith("\n")]) >= 5
