"""Themes over rounds: shares of who spoke in the round, small numbers stay hidden."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from corpora.errors import RunError
from insights.cli import main
from insights.comparing.rounds import Rounds, over_rounds
from insights.intervals import wilson
from insights.runs import Run, open_run
from insights.small_numbers import Shown
from tests.runs_for_tests import Dialogue, Told, write_run

LABELS = {"t1": "Wachten aan het loket", "t2": "Bomen in de straat"}


def told(theme: str, people: range, subtheme: str | None = None) -> tuple[Told, ...]:
    return tuple(
        Told(f"Persoon {number} zegt iets over {theme}.", f"p{number:02d}", theme=theme, subtheme=subtheme)
        for number in people
    )


FIRST = told("t1", range(0, 12)) + told("t2", range(12, 20))
SECOND = told("t1", range(20, 26)) + told("t2", range(26, 40))


def run_of(folder: Path, dialogue: Dialogue, rounds: list[str | None], dates: list[str] | None = None) -> Run:
    """Write a run with a round, and a date where given, for every contribution."""
    path = write_run(folder / "run", dialogue)
    frame = pl.read_parquet(path / "contributions.parquet")
    frame = frame.with_columns(pl.Series("round", rounds, dtype=pl.String))
    if dates:
        moments = pl.Series(dates).str.to_datetime(time_unit="ms", time_zone="UTC")
        frame = frame.with_columns(moments.alias("created_at"))
    frame.write_parquet(path / "contributions.parquet")
    return open_run(path)


def two_rounds(folder: Path) -> Run:
    dialogue = Dialogue(FIRST + SECOND, LABELS, dated=False)
    return run_of(folder, dialogue, ["1"] * len(FIRST) + ["2"] * len(SECOND))


def people(found: Rounds, theme: str) -> list[Shown]:
    return next([cell.people for cell in one.cells] for one in found.themes if one.theme_id == theme)


def test_a_share_is_of_the_people_who_spoke_in_that_round(tmp_path: Path) -> None:
    found = over_rounds(two_rounds(tmp_path))
    assert [(one.name, one.people) for one in found.periods] == [
        ("1", Shown("exact", 20)),
        ("2", Shown("exact", 20)),
    ]
    loket = next(theme for theme in found.themes if theme.theme_id == "t1")
    assert [cell.share for cell in loket.cells] == [0.6, 0.3]
    assert loket.cells[0].interval == wilson(12, 20)
    assert found.counted == "people" and found.by == "round"


def test_somebody_who_speaks_in_two_rounds_counts_once_in_each(tmp_path: Path) -> None:
    twice = told("t1", range(0, 8))
    rest = told("t2", range(8, 16))
    every = (*twice, *twice, *rest, *twice, *rest)
    rounds = ["1"] * (len(twice) * 2 + len(rest)) + ["2"] * (len(twice) + len(rest))
    found = over_rounds(run_of(tmp_path, Dialogue(every, LABELS), rounds))
    assert people(found, "t1") == [Shown("exact", 8), Shown("exact", 8)]
    assert found.periods[0].messages == Shown("exact", 24)


def test_fringe_and_unplaced_contributions_are_no_mention_but_their_people_spoke(tmp_path: Path) -> None:
    fringe = tuple(replace(one, core=False) for one in FIRST[12:])
    apart = (Told("Geen idee.", "p90", placement="set apart"),)
    dialogue = Dialogue((*FIRST[:12], *fringe, *apart), LABELS)
    found = over_rounds(run_of(tmp_path, dialogue, ["1"] * 21))
    assert found.periods[0].people == Shown("exact", 21)
    assert people(found, "t1") == [Shown("exact", 12)]
    assert people(found, "t2") == [Shown("fewer", 5)]


def test_a_theme_of_fewer_than_k_people_in_a_round_shows_no_count_there(tmp_path: Path) -> None:
    every = told("t1", range(0, 12)) + told("t2", range(12, 20))
    every += told("t1", range(0, 3)) + told("t2", range(12, 26))
    found = over_rounds(run_of(tmp_path, Dialogue(every, LABELS), ["1"] * 20 + ["2"] * 17))
    assert people(found, "t1")[1] == Shown("fewer", 5)
    loket = next(theme for theme in found.themes if theme.theme_id == "t1")
    assert loket.cells[1].share is None and loket.cells[1].interval is None
    assert not loket.cells[1].messages.exact


def test_a_hidden_round_cannot_be_worked_out_from_the_others_where_people_do_not_return(
    tmp_path: Path,
) -> None:
    every = told("t1", range(0, 12)) + told("t2", range(12, 20))
    every += told("t1", range(20, 23)) + told("t2", range(23, 40))
    found = over_rounds(run_of(tmp_path, Dialogue(every, LABELS), ["1"] * 20 + ["2"] * 20))
    assert people(found, "t1") == [Shown("more", 10), Shown("fewer", 5)]


def test_a_subtheme_is_not_shown_where_it_would_follow_from_its_theme(tmp_path: Path) -> None:
    labels = {"t1": "Loket", "s1": "Wachten", "s2": "Formulieren", "t2": "Bomen"}
    every = told("t1", range(0, 9), "s1") + told("t1", range(9, 13), "s2") + told("t2", range(13, 20))
    run = run_of(tmp_path, Dialogue(every, labels), ["1"] * 20)
    above, below = over_rounds(run, 1), over_rounds(run, 2)
    assert people(above, "t1") == [Shown("exact", 13)]
    assert people(below, "s2") == [Shown("fewer", 5)]
    assert people(below, "s1") == [Shown("withheld")]


def test_where_nobody_is_known_messages_are_counted_and_the_table_says_so(tmp_path: Path) -> None:
    unknown = tuple(replace(one, person=None) for one in FIRST + SECOND)
    run = run_of(tmp_path, Dialogue(unknown, LABELS), ["1"] * len(FIRST) + ["2"] * len(SECOND))
    found = over_rounds(run)
    assert found.counted == "messages"
    assert people(found, "t1") == [Shown("unknown")] * 2
    loket = next(theme for theme in found.themes if theme.theme_id == "t1")
    assert [cell.share for cell in loket.cells] == [0.6, 0.3]
    result = CliRunner().invoke(main, ["rounds", str(run.path)])
    assert "messages are counted" in result.stdout


def test_what_has_no_round_is_a_row_of_its_own_and_rounds_follow_their_numbers(tmp_path: Path) -> None:
    every = told("t1", range(0, 30))
    rounds = ["10"] * 10 + [None] * 10 + ["9"] * 10
    found = over_rounds(run_of(tmp_path, Dialogue(every, LABELS), rounds))
    assert [period.name for period in found.periods] == ["9", "10", None]


@pytest.mark.parametrize(
    ("every", "names"),
    [("month", ["2025-12", "2026-01"]), ("week", ["2026-W01"]), ("quarter", ["2025-Q4", "2026-Q1"])],
)
def test_dates_are_counted_by_month_week_or_quarter(every: str, names: list[str], tmp_path: Path) -> None:
    dates = ["2025-12-31T10:00:00"] * len(FIRST) + ["2026-01-02T10:00:00"] * len(SECOND)
    dialogue = Dialogue(FIRST + SECOND, LABELS)
    run = run_of(tmp_path, dialogue, [None] * len(dates), dates)
    found = over_rounds(run, every=every)  # type: ignore[arg-type]
    assert found.by == "date" and [period.name for period in found.periods] == names


def test_published_texts_are_left_out_and_counted(tmp_path: Path) -> None:
    report = tuple(Told(f"Het rapport zegt punt {n}.", theme="t1", source="rapport") for n in range(6))
    dialogue = Dialogue((*FIRST, *report), LABELS, public=("rapport",))
    found = over_rounds(run_of(tmp_path, dialogue, ["1"] * 20 + ["2"] * 6))
    assert [period.name for period in found.periods] == ["1"]
    assert found.passages == 6


def test_a_run_without_rounds_or_dates_says_what_to_do(tmp_path: Path) -> None:
    run = run_of(tmp_path, Dialogue(FIRST, LABELS, dated=False), [None] * 20)
    with pytest.raises(RunError, match="--created"):
        over_rounds(run)
    with pytest.raises(RunError, match="--by date"):
        over_rounds(run, by="round")
    with pytest.raises(RunError, match="no level 2"):
        over_rounds(run, level=2)


def test_the_command_prints_a_table_and_the_same_as_json(tmp_path: Path) -> None:
    run = two_rounds(tmp_path)
    text = CliRunner().invoke(main, ["rounds", str(run.path)])
    assert text.exit_code == 0, text.output
    assert "60% of 20" in text.stdout
    found = json.loads(CliRunner().invoke(main, ["rounds", str(run.path), "--json"]).stdout)
    assert [period["name"] for period in found["periods"]] == ["1", "2"]
    assert [theme["theme_id"] for theme in found["themes"]] == ["t2", "t1"]
    assert found["themes"][1]["cells"][0]["people"] == {"kind": "exact", "number": 12}
