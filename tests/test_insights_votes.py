"""Votes: what those who voted agree on across groups, and what divides them; small numbers stay hidden."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner
from runs_for_tests import Dialogue, Told, contribution_id, write_run

from corpora.errors import RunError
from corpora.tables import Votes as VotesTable
from corpora.tables import conform
from insights.cli import main
from insights.comparing.voted import Statement, Votes
from insights.comparing.votes import count_votes
from insights.intervals import newcombe
from insights.runs import Run, open_run
from insights.small_numbers import Shown

TEXTS = ("Meer bomen in de straat.", "Het loket moet weg.", "De bus rijdt te weinig.")
LABELS = {"groen": "Bomen", "loket": "Loket", "bus": "Bus"}

Cast = dict[tuple[int, str], tuple[int, int, int]]
"""Agree, disagree and pass, by statement and group."""

ROUND: Cast = {
    (0, "noord"): (18, 7, 5),
    (0, "zuid"): (24, 10, 6),
    (1, "noord"): (24, 6, 0),
    (1, "zuid"): (6, 30, 4),
    (2, "noord"): (15, 15, 0),
    (2, "zuid"): (20, 15, 5),
}


def run_of(folder: Path, cast: Cast, column: str = "segment_wijk", nowhere: int = 0) -> Run:
    """Write a run of three statements and the votes cast on them; ``nowhere`` voters are in no group."""
    told = tuple(Told(text, "schrijver", theme=theme) for text, theme in zip(TEXTS, LABELS, strict=True))
    path = write_run(folder / "run", Dialogue(told, LABELS, manifest={"tables": {"votes": ""}}))
    voters: dict[str, str | None] = {}
    votes = []
    for (statement, group), numbers in cast.items():
        each = [value for value, number in zip((1, -1, 0), numbers, strict=True) for _ in range(number)]
        for place, vote in enumerate(each):
            voters[f"{group}{place:03d}"] = group
            votes.append((contribution_id(statement), f"{group}{place:03d}", vote))
    for place in range(nowhere):
        voters[f"x{place}"] = None
        votes.append((contribution_id(0), f"x{place}", 1))
    people = pl.DataFrame(
        {"participant_id": list(voters), column: list(voters.values())}, schema_overrides={column: pl.String}
    )
    known = pl.read_parquet(path / "participants.parquet")
    pl.concat([known, people], how="diagonal").write_parquet(path / "participants.parquet")
    columns = ["contribution_id", "participant_id", "vote"]
    table = conform(pl.DataFrame(votes, schema=columns, orient="row"), VotesTable)
    table.write_parquet(path / "votes.parquet")
    return open_run(path)


def statement(found: Votes, number: int) -> Statement:
    return next(one for one in found.statements if one.contribution_id == contribution_id(number))


def test_agreement_is_of_those_who_voted_with_those_who_passed_among_them(tmp_path: Path) -> None:
    found = count_votes(run_of(tmp_path, ROUND))
    bomen = statement(found, 0)
    assert (found.by, found.groups, found.voters) == ("wijk", ("noord", "zuid"), Shown("exact", 70))
    assert (bomen.all.voters, bomen.all.agree, bomen.all.share) == (
        Shown("exact", 70),
        Shown("exact", 42),
        0.6,
    )
    assert [one.share for one in bomen.groups] == [18 / 30, 24 / 40]
    assert bomen.interval is not None and bomen.interval.low < 0.6 < bomen.interval.high


def test_what_unites_is_ordered_by_the_consensus_of_the_groups(tmp_path: Path) -> None:
    found = count_votes(run_of(tmp_path, ROUND))
    assert statement(found, 0).consensus == pytest.approx(19 / 32 * 25 / 42)
    assert [one.text for one in found.uniting] == [TEXTS[0], TEXTS[2], TEXTS[1]]


def test_what_divides_has_a_difference_with_newcombes_interval_and_surely_differs(tmp_path: Path) -> None:
    found = count_votes(run_of(tmp_path, ROUND))
    assert [one.text for one in found.dividing] == [TEXTS[1]]
    divide = found.dividing[0].divide
    assert divide is not None
    assert (divide.first, divide.second, divide.difference) == (
        "noord",
        "zuid",
        pytest.approx(24 / 30 - 6 / 40),
    )
    assert divide.interval == newcombe((24, 30), (6, 40))


@pytest.mark.parametrize("few", [(3, 20, 0), (20, 2, 1), (2, 1, 0)])
def test_a_group_in_which_few_voted_agree_or_do_not_is_hidden_and_does_not_follow(
    tmp_path: Path, few: tuple[int, int, int]
) -> None:
    found = count_votes(run_of(tmp_path, ROUND | {(0, "noord"): few, (1, "noord"): (10, 20, 0)}))
    bomen = statement(found, 0)
    north, south = bomen.groups
    assert north.share is None and not north.agree.exact
    assert south.share is None  # else the other follows from all
    assert bomen.consensus is None and bomen.divide is None


def test_voters_in_no_group_are_left_out_and_counted(tmp_path: Path) -> None:
    found = count_votes(run_of(tmp_path, ROUND, nowhere=7))
    assert found.in_no_group == Shown("exact", 7)
    assert statement(found, 0).all.voters == Shown("exact", 70)


def test_a_group_of_fewer_than_k_voters_is_not_compared(tmp_path: Path) -> None:
    found = count_votes(run_of(tmp_path, ROUND | {(0, "oost"): (2, 1, 0)}))
    assert found.groups == ("noord", "zuid")
    assert found.too_small == ("oost",)
    assert not found.in_no_group.exact


def test_agreement_with_a_theme_counts_everybody_once(tmp_path: Path) -> None:
    found = count_votes(run_of(tmp_path, ROUND))
    groen = next(one for one in found.themes if one.theme_id == "groen")
    assert groen.statements == 1
    assert groen.agreement == {None: 0.6, "noord": 0.6, "zuid": 0.6}


def test_without_votes_of_people_the_totals_are_given_and_no_groups(tmp_path: Path) -> None:
    run = run_of(tmp_path, ROUND)
    frame = run.contributions.with_columns(
        agree=pl.Series([30, 4, None], dtype=pl.Int64), disagree=pl.Series([10, 30, None], dtype=pl.Int64)
    )
    frame.write_parquet(run.path / "contributions.parquet")
    manifest = json.loads((run.path / "manifest.json").read_text())
    (run.path / "manifest.json").write_text(json.dumps(manifest | {"tables": {}}))
    found = count_votes(open_run(run.path))
    assert (found.counted, found.groups, found.voters) == ("totals", (), None)
    assert [one.text for one in found.uniting] == [TEXTS[0]]  # four people is too few to show
    assert found.uniting[0].all.share == 0.75
    with pytest.raises(RunError, match="does not tell who voted"):
        count_votes(open_run(run.path), "wijk")


def test_a_run_without_votes_says_how_to_get_them(tmp_path: Path) -> None:
    path = write_run(tmp_path / "run", Dialogue((Told("Bomen.", "p1", theme="groen"),), LABELS))
    with pytest.raises(RunError, match="has no votes"):
        count_votes(open_run(path))


def test_a_grouping_of_nearly_the_same_voters_does_not_give_away_who_is_in_one_only(tmp_path: Path) -> None:
    run = run_of(tmp_path, ROUND)
    people = run.participants.with_columns(
        segment_leeftijd=pl.when(pl.col("participant_id").is_in(["noord000", "noord001"]))
        .then(None)
        .when(pl.col("segment_wijk").is_not_null())
        .then(
            pl.when(pl.col("participant_id").str.ends_with("1")).then(pl.lit("jong")).otherwise(pl.lit("oud"))
        )
    )
    people.write_parquet(run.path / "participants.parquet")
    run = open_run(run.path)
    standard = next(by for by in ("wijk", "leeftijd") if count_votes(run).by == by)
    other = "leeftijd" if standard == "wijk" else "wijk"
    assert count_votes(run).statements
    assert not count_votes(run, other).statements  # two voters fewer on every one


def test_the_command_says_how_many_voted_and_never_speaks_of_the_population(tmp_path: Path) -> None:
    run = run_of(tmp_path, ROUND)
    done = CliRunner().invoke(main, ["votes", str(run.path)])
    assert done.exit_code == 0, done.output
    assert "allen: 60% eens van de 70 die stemden" in done.stdout
    assert "liggen 65 punten uit elkaar" in done.stdout
    assert "bevolking" not in done.stdout
    data = json.loads(CliRunner().invoke(main, ["votes", str(run.path), "--json"]).stdout)
    assert data["dividing"] == [contribution_id(1)]
    assert {one["group"] for one in data["themes"][0]["agreement"]} == {None, "noord", "zuid"}


def test_the_order_of_the_votes_changes_nothing(tmp_path: Path) -> None:
    run = run_of(tmp_path, ROUND)
    before = count_votes(run)
    run.table("votes").reverse().write_parquet(run.path / "votes.parquet")
    run.participants.reverse().write_parquet(run.path / "participants.parquet")
    assert count_votes(open_run(run.path)) == before
