"""Decisions of people: nothing lost, nothing silently overwritten, the same log the same state."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from labels.anchors import Anchor
from labels.decided import State
from labels.decision_log import DecisionLog, LogError
from labels.decisions import KINDS, Decision, DecisionError, StaleDecision
from labels.workspace import Workspace

ROOT = Path(__file__).resolve().parents[1]


def passage(name: str, text: str = "De bus rijdt niet meer.") -> Anchor:
    return Anchor(name, f"c{name}", 0, len(text), text)


def rename(theme: str, label: str, base: int = 0, by: str = "MK") -> Decision:
    return Decision("rename", by, theme=theme, text=label, base=base, on="2026-11-25T10:00:00+00:00")


def move(unit: str, theme: str, base: int = 0) -> Decision:
    return Decision("move", "JV", theme=theme, passages=(passage(unit),), base=base)


@pytest.fixture
def log(tmp_path: Path) -> DecisionLog:
    return DecisionLog(tmp_path / "codebook" / "decisions.sqlite")


def test_a_log_that_is_not_there_is_empty_and_reading_makes_no_file(log: DecisionLog) -> None:
    assert not log and log.version == 0 and log.decisions() == () and log.state() == State()
    assert not log.path.parent.exists()


def test_a_decision_keeps_who_when_and_why(log: DecisionLog) -> None:
    made = log.append(Decision("rename", "MK", "klinkt minder streng", theme="t1", text="Menselijke maat"))
    assert (made.number, log.version) == (1, 1)
    assert log.decisions() == (made,)
    assert made.on.endswith("+00:00")
    assert 'MK: t1 is called "Menselijke maat": klinkt minder streng' in made.sentence


def test_the_log_is_in_wal_mode_and_refuses_every_change_and_removal(log: DecisionLog) -> None:
    log.append(rename("t1", "Menselijke maat"))
    database = sqlite3.connect(log.path)
    assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    for statement in ("DELETE FROM decisions", "UPDATE decisions SET decision = '{}'"):
        with pytest.raises(sqlite3.IntegrityError, match="undone by another"):
            database.execute(statement)
    database.close()


def test_a_decision_on_a_stale_state_of_the_same_theme_is_refused_with_what_changed(log: DecisionLog) -> None:
    log.append(rename("t1", "Loket", by="Anna"))
    with pytest.raises(StaleDecision) as refused:
        log.append(rename("t1", "Balie", by="Bert"))
    assert 'Anna: t1 is called "Loket"' in str(refused.value)
    assert [one.text for one in refused.value.between] == ["Loket"]
    assert log.state().names == {"t1": "Loket"}
    log.append(rename("t1", "Balie", base=1, by="Bert"))
    assert log.state().names == {"t1": "Balie"}


def test_a_decision_about_something_else_is_applied_on_a_stale_state(log: DecisionLog) -> None:
    log.append(rename("t1", "Loket"))
    log.append(rename("t2", "Bus"))
    log.append(move("u1", "t1"))
    log.append(move("u2", "t1"))
    assert log.state().placed == {"u1": "t1", "u2": "t1"}
    with pytest.raises(StaleDecision, match="u1 moved to t1"):
        log.append(move("u1", "t2", base=2))


def test_a_move_into_a_theme_that_was_merged_away_meanwhile_is_refused(log: DecisionLog) -> None:
    log.append(Decision("merge", "MK", theme="t2", themes=("t1",)))
    with pytest.raises(StaleDecision, match="t1 merged into t2"):
        log.append(move("u1", "t1"))
    log.append(move("u1", "t2", base=1))
    with pytest.raises(StaleDecision, match="u1 moved to t2"):
        log.append(Decision("reject", "MK", theme="t2", base=1))


def test_a_decision_based_on_another_log_is_refused(log: DecisionLog) -> None:
    with pytest.raises(DecisionError, match="another log"):
        log.append(rename("t1", "Loket", base=7))


def test_an_undo_takes_back_and_an_undo_of_it_brings_back(log: DecisionLog) -> None:
    log.append(rename("t1", "Loket"))
    log.append(rename("t1", "Balie", base=1))

    def undo(number: int) -> None:
        state = log.state()
        of, touches = state.undoing(number)
        log.append(Decision("undo", "MK", undoes=of, touches=touches, base=state.version))

    undo(2)
    assert log.state().names == {"t1": "Loket"}
    with pytest.raises(DecisionError, match="#2 was undone already"):
        undo(2)
    undo(3)
    assert log.state().names == {"t1": "Balie"}
    undo(1)
    assert log.state().names == {"t1": "Balie"}
    undo(2)
    assert log.state().names == {}
    assert len(log.decisions()) == 6
    with pytest.raises(DecisionError, match="no decision #9"):
        undo(9)


def test_an_undo_is_refused_where_the_same_theme_changed_meanwhile(log: DecisionLog) -> None:
    first = log.append(rename("t1", "Loket"))
    log.append(Decision("accept", "Anna", theme="t1", base=1))
    stale = Decision("undo", "Bert", undoes=first.id, touches=tuple(first.about), base=1)
    with pytest.raises(StaleDecision, match="accepted"):
        log.append(stale)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"kind": "renam", "theme": "t1", "text": "x"}, "did you mean 'rename'"),
        ({"kind": "rename", "theme": "t1"}, "needs text"),
        ({"kind": "move", "theme": "t1"}, "needs passages"),
        ({"kind": "split", "theme": "t1"}, "by units or by a subtheme"),
        ({"kind": "must_link", "passages": (passage("u1"), passage("u1"))}, "two passages"),
        ({"kind": "accept", "theme": "t1", "by": " "}, "say who"),
    ],
)
def test_a_decision_that_says_too_little_is_refused(parts: dict, message: str) -> None:
    with pytest.raises(DecisionError, match=message):
        Decision(**{"by": "MK", **parts})


WORKER = textwrap.dedent(
    """
    import json, random, sys
    from pathlib import Path
    from labels.anchors import Anchor
    from labels.decision_log import DecisionLog
    from labels.decisions import Decision, DecisionError
    log, who, count = DecisionLog(Path(sys.argv[1])), sys.argv[2], int(sys.argv[3])
    chance = random.Random(int(who))
    told = []
    for number in range(count):
        base, theme = log.version, f"t{chance.randrange(40)}"
        if chance.random() < 0.5:
            one = Decision("rename", who, theme=theme, text=f"{who}/{number}", base=base)
        else:
            unit = f"u{chance.randrange(60)}"
            anchor = Anchor(unit, "c" + unit, 0, 3, "Bus")
            one = Decision("move", who, theme=theme, passages=(anchor,), base=base)
        try:
            told.append([one.id, log.append(one).number, ""])
        except DecisionError as error:
            told.append([one.id, 0, str(error)])
        if "--talk" in sys.argv:
            print(told[-1][1], flush=True)
    print(json.dumps(told))
    """
)


def worker(log: DecisionLog, who: int, count: int, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WORKER, str(log.path), str(who), str(count), *words],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_of_twenty_processes_deciding_at_once_every_decision_is_applied_or_refused_with_a_reason(
    log: DecisionLog,
) -> None:
    processes = [worker(log, who, 50) for who in range(20)]
    outcomes = [one for process in processes for one in json.loads(process.communicate(timeout=120)[0])]
    assert [process.returncode for process in processes] == [0] * 20
    assert len(outcomes) == 1000
    applied = {name: number for name, number, _ in outcomes if number}
    refused = [reason for _, number, reason in outcomes if not number]
    assert all("since then this was decided about the same" in reason for reason in refused)
    found = log.decisions()
    assert [one.number for one in found] == list(range(1, len(applied) + 1))
    assert {one.id: one.number for one in found} == applied
    # No decision overwrote one about the same that its maker had not seen.
    for place, one in enumerate(found):
        assert not [other for other in found[one.base : place] if one.clashes(other)]
    assert State.of(found) == log.state() == State.of(DecisionLog(log.path).decisions())


def test_a_process_killed_while_it_writes_leaves_the_log_whole(log: DecisionLog) -> None:
    for who in range(4):
        process = worker(log, who, 10_000, "--talk")
        assert process.stdout is not None
        said = [int(process.stdout.readline()) for _ in range(15)]
        time.sleep(0.01 * who)
        process.send_signal(signal.SIGKILL)
        said += [int(line) for line in process.stdout.read().splitlines()]
        process.wait()
        process.stdout.close()
        found = log.decisions()
        assert [one.number for one in found] == list(range(1, len(found) + 1))
        assert max(said) in (len(found), len(found) - 1)
        database = sqlite3.connect(log.path)
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        database.close()
    assert log.append(rename("t1", "Loket", base=log.version)).number == log.version


def test_an_export_taken_over_elsewhere_is_the_same_log(log: DecisionLog, tmp_path: Path) -> None:
    log.append(rename("t1", "Loket"))
    log.append(move("u1", "t1", base=1))
    log.append(Decision("pin", "MK", theme="t1", passages=(passage("q1"),), base=2))
    assert log.export(tmp_path / "besluiten.jsonl") == 3
    other = DecisionLog(tmp_path / "elders" / "decisions.sqlite")
    taken = other.take_over(tmp_path / "besluiten.jsonl")
    assert (len(taken.applied), taken.known, taken.refused) == (3, 0, ())
    assert other.decisions() == log.decisions()
    again = other.take_over(tmp_path / "besluiten.jsonl")
    assert (again.applied, again.known) == ((), 3)


def test_of_two_logs_that_grew_apart_what_clashes_is_refused_and_the_rest_comes_over(
    log: DecisionLog, tmp_path: Path
) -> None:
    log.append(rename("t1", "Loket"))
    log.export(tmp_path / "begin.jsonl")
    other = DecisionLog(tmp_path / "elders" / "decisions.sqlite")
    other.take_over(tmp_path / "begin.jsonl")
    log.append(rename("t2", "Bus", base=1, by="Anna"))
    other.append(rename("t3", "Groen", base=1, by="Bert"))
    other.append(rename("t2", "Vervoer", base=2, by="Bert"))
    other.export(tmp_path / "bert.jsonl")
    taken = log.take_over(tmp_path / "bert.jsonl")
    assert [one.text for one in taken.applied] == ["Groen"]
    ((one, reason),) = taken.refused
    assert one.text == "Vervoer" and 'Anna: t2 is called "Bus"' in reason
    assert log.state().names == {"t1": "Loket", "t2": "Bus", "t3": "Groen"}


def test_a_file_that_is_no_export_is_told_with_its_line(log: DecisionLog, tmp_path: Path) -> None:
    good = rename("t1", "Loket").as_json()
    for line in ("geen json", '{"kind": "rename", "by": "MK"}', '{"kind": "accept", "wie": "MK"}', "[]"):
        (tmp_path / "kapot.jsonl").write_text(f"{good}\n{line}\n", encoding="utf-8")
        with pytest.raises(DecisionError, match=r"kapot\.jsonl:2"):
            log.take_over(tmp_path / "kapot.jsonl")
    assert not log


def test_a_file_that_is_no_log_says_what_to_do(log: DecisionLog) -> None:
    log.path.parent.mkdir()
    for content in (b"", b"dit is geen database" * 200):
        log.path.write_bytes(content)
        with pytest.raises(LogError, match=r"[pP]ut back a copy"):
            log.decisions()


def test_erased_words_are_gone_from_the_file_and_the_decision_stays(log: DecisionLog) -> None:
    words = "Mijn buurvrouw Geertruida belt elke dag."
    log.append(Decision("move", "MK", theme="t1", passages=(passage("u1", words), passage("u2"))))
    before = b"".join(one.read_bytes() for one in log.path.parent.iterdir())
    assert b"Geertruida" in before

    def bare(one: Decision) -> Decision:
        return replace(one, passages=tuple(replace(p, text="") if p.id == "u1" else p for p in one.passages))

    assert log.redact(bare) == 1
    after = b"".join(one.read_bytes() for one in log.path.parent.iterdir())
    assert b"Geertruida" not in after
    assert log.state().placed == {"u1": "t1", "u2": "t1"}
    assert [one.text for one in log.decisions()[0].passages] == ["", "De bus rijdt niet meer."]
    with pytest.raises(sqlite3.IntegrityError):
        with sqlite3.connect(log.path) as database:
            database.execute("UPDATE decisions SET decision = '{}'")
    database.close()


BEFORE_FORMATS = """
{"base": 0, "by": "MK", "id": "d1", "kind": "exclude", "passages": [PASSAGE]}
{"base": 1, "by": "MK", "id": "d2", "kind": "release", "passages": [PASSAGE]}
"""


def test_a_log_from_before_formats_is_replayed_with_what_release_meant_then(
    log: DecisionLog, tmp_path: Path
) -> None:
    file = tmp_path / "besluiten.jsonl"
    file.write_text(BEFORE_FORMATS.replace("PASSAGE", json.dumps(passage("q1").as_dict())), encoding="utf-8")
    assert [one.kind for one in log.take_over(file).applied] == ["exclude", "restore"]
    state = log.state()
    assert not state.excluded and not state.released
    log.append(Decision("release", "MK", base=2, passages=(passage("q1"),)))
    assert log.state().released == {"q1"}
    log.export(file)
    assert json.loads(file.read_text(encoding="utf-8").splitlines()[2])["kind"] == "release"
    with pytest.raises(DecisionError, match="newer version"):
        Decision.from_values({"kind": "release", "by": "MK", "format": 3})


THEMES, UNITS = [f"t{number}" for number in range(4)], [f"u{number}" for number in range(4)]
one_theme, some_units = st.sampled_from(THEMES), st.lists(st.sampled_from(UNITS), min_size=2, unique=True)


@st.composite
def sequences(draw: st.DrawFn) -> list[Decision]:
    made: list[Decision] = []
    for number in range(1, draw(st.integers(0, 14)) + 1):
        kind = draw(st.sampled_from(KINDS if made else KINDS[:-1]))
        theme, units = draw(one_theme), draw(some_units)
        parts = {"theme": theme, "passages": tuple(map(passage, units)), "text": f"Naam {number}"}
        if kind == "merge":
            parts = {"theme": theme, "themes": tuple(draw(st.sets(one_theme, min_size=1)))}
        elif kind in ("exclude", "restore") and draw(st.booleans()):
            parts["theme"] = ""
        elif kind == "undo":
            of = draw(st.sampled_from(made))
            parts = {"undoes": of.id, "touches": tuple(sorted(of.about))}
        made.append(Decision(kind, "MK", number=number, base=number - 1, id=f"d{number}", **parts))
    return made


@given(sequences())
def test_a_replay_of_the_log_is_the_state_that_grew_decision_by_decision(made: list[Decision]) -> None:
    grown = State()
    for one in made:
        grown = grown.after(one)
    assert grown == State.of(made)
    again = [Decision.from_values(json.loads(one.as_json())).numbered(one.number) for one in made]
    assert State.of(again) == grown
    assert all(grown.theme(theme) not in grown.merged for theme in THEMES)


@given(sequences())
def test_undoing_everything_that_holds_leaves_nothing(made: list[Decision]) -> None:
    state = State.of(made)
    while state.effective:
        of, touches = state.undoing(state.effective[-1].number)
        number = state.version + 1
        state = state.after(
            Decision("undo", "MK", undoes=of, touches=touches, number=number, id=f"x{number}")
        )
    assert (state.names, state.merged, state.placed, state.together) == ({}, {}, {}, ())


@hypothesis_settings(max_examples=10)
@given(sequences())
def test_a_log_holds_what_was_decided_in_a_row(made: list[Decision]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        log = DecisionLog(Path(folder) / "decisions.sqlite")
        grown = State()
        for one in made:
            try:
                number = log.version
                grown = grown.after(log.append(Decision(**{**vars(one), "base": number, "number": 0})))
            except DecisionError as error:
                assert "undone already" in str(error) or "not in the log" in str(error)
        assert log.state() == grown


def test_the_workspace_is_the_folder_with_the_configuration_else_the_one_that_holds_the_run(
    tmp_path: Path,
) -> None:
    run = tmp_path / "wijk" / "runs" / "juni"
    assert Workspace.around(run).path == tmp_path / "wijk" / "runs"
    run.mkdir(parents=True)
    (tmp_path / "wijk" / "oogst.toml").touch()
    assert Workspace.around(run).log.path == tmp_path / "wijk" / "codebook" / "decisions.sqlite"


def test_the_latest_run_is_the_last_made_of_those_decided_about_and_those_in_which_most_holds(
    tmp_path: Path,
) -> None:
    for name, made, run_id, tables in (
        ("mei", "2026-05-01", "r1", {}),
        ("juni", "2026-06-01", "r2", {}),
        ("juli", "2026-07-01", "r3", {}),
    ):
        (tmp_path / "runs" / name).mkdir(parents=True)
        manifest = {"run_id": run_id, "tables": tables, "machine": {"created_at": made}}
        (tmp_path / "runs" / name / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    place = Workspace(tmp_path)
    assert place.latest_run(["r1"]) == tmp_path / "runs" / "mei"
    assert place.latest_run(["r1", "r2"]) == tmp_path / "runs" / "juni"
    assert place.latest_run([]) is None
    manifest |= {"tables": {"replayed": "…"}}
    (tmp_path / "runs" / "juli" / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (tmp_path / "runs" / "juni" / "manifest.json").write_text("[]", encoding="utf-8")
    for held, latest in (([True, False, True], "juli"), ([True, False], "mei")):
        pl.DataFrame({"replayed": held}).write_parquet(tmp_path / "runs" / "juli" / "replayed.parquet")
        assert place.latest_run(["r1"]) == tmp_path / "runs" / latest
