"""`oogst decide` and `oogst decisions`: what is said on the command line is decided, listed, taken along."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from runs_for_tests import dialogue_with_roles, write_run

from insights.cli import main
from insights.commands.decide import decide
from insights.decisions.decided_run import open_decided
from labels.decisions import KINDS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_run(tmp_path / "runs" / "dialoog", dialogue_with_roles())


def oogst(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def decided(folder: Path, *words: str) -> str:
    result = oogst("decide", folder, *words, "--by", "MK")
    assert result.exit_code == 0, result.output
    return result.stdout.strip()


def test_every_kind_of_decision_has_a_subcommand() -> None:
    assert set(decide.commands) == {kind.replace("_", "-") for kind in KINDS}


def test_each_kind_is_decided_from_the_command_line(folder: Path) -> None:
    said = [
        decided(folder, "rename", "Menselijke maat", "De mens", "--why", "zo zeggen bewoners het"),
        decided(folder, "describe", "De mens", "Of iemand als mens wordt gezien."),
        decided(folder, "accept", "De mens"),
        decided(folder, "move", "c0001", "uc0002", "--to", "De mens"),
        decided(folder, "split", "t1", "--subtheme", "s2", "--label", "Formulieren"),
        decided(folder, "split", "t2", "--unit", "c0004", "--label", "Brief een"),
        decided(folder, "merge", "Brief een", "--into", "Vertrouwen in de gemeente"),
        decided(folder, "exclude", "c0006", "--theme", "Formulieren"),
        decided(folder, "pin", "De mens", "c0002"),
        decided(folder, "restore", "c0006"),
        decided(folder, "release", "c0006", "c0002"),
        decided(folder, "withhold", "c0006"),
        decided(folder, "must-link", "c0005", "c0006"),
        decided(folder, "cannot-link", "c0007", "c0008"),
        decided(folder, "reject", "Formulieren"),
        decided(folder, "undo", "15"),
    ]
    assert [one.split()[0] for one in said] == [f"#{number}" for number in range(1, 17)]
    assert 'MK: "Menselijke maat" (t3) is called "De mens": zo zeggen bewoners het' in said[0]
    run = open_decided(folder)
    assert {"De mens", "Formulieren"} <= set(run.themes["label"])
    listed = oogst("decisions", folder)
    assert listed.stdout.count("\n") == 16
    assert "rejected (undone)" in listed.stdout
    rows = json.loads(oogst("decisions", folder, "--json").stdout)
    assert [row["number"] for row in rows if not row["holds"]] == [15]
    assert {row["by"] for row in rows} == {"MK"}


def test_the_run_may_stand_before_the_kind_or_after_it(folder: Path) -> None:
    decided(folder, "rename", "t3", "De mens")
    result = oogst("decide", "rename", folder, "t3", "De maat", "--by", "MK")
    assert result.exit_code == 0, result.output
    assert "De maat" in set(open_decided(folder).themes["label"])


def test_a_decision_that_was_overtaken_is_refused_with_exit_code_1(folder: Path) -> None:
    decided(folder, "rename", "t3", "De mens")
    result = oogst("decide", folder, "rename", "t3", "De maat", "--by", "Anna", "--based-on", "0")
    assert result.exit_code == 1
    assert 'MK: "Menselijke maat" (t3) is called "De mens"' in result.stderr
    assert "Traceback" not in result.output
    unknown = oogst("decide", folder, "rename", "t3", "De maat", "--by", "Anna", "--based-on", "8")
    assert unknown.exit_code == 1 and "the last is 1" in unknown.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("rename", "Menselike maat", "x"), "did you mean 'Menselijke maat'"),
        (("rename", "t3", " "), "needs text"),
        (("split", "t1"), "by units or by a subtheme"),
        (("split", "t1", "--unit", "c0000"), "give it with --label"),
        (("merge", "t1", "--into", "t1"), "into itself"),
        (("must-link", "c0001"), "two passages"),
        (("restore", "c0001"), "neither pinned nor excluded"),
        (("withhold", "c0001"), "was not released"),
        (("undo", "4"), "no decision #4"),
    ],
)
def test_what_cannot_be_decided_is_said_with_the_way_out(
    words: tuple[str, ...], message: str, folder: Path
) -> None:
    result = oogst("decide", folder, *words, "--by", "MK")
    assert result.exit_code == 1
    assert message in result.stderr
    assert not list(folder.parent.glob("codebook/*"))


def test_nobody_decides_without_a_name(folder: Path) -> None:
    assert "Missing option '--by'" in oogst("decide", folder, "accept", "t3").stderr


def test_decisions_are_taken_along_and_taken_over(folder: Path, tmp_path: Path) -> None:
    assert "Nothing was decided yet" in oogst("decisions", folder).stdout
    decided(folder, "rename", "t3", "De mens")
    decided(folder, "pin", "t2", "c0001")
    file = tmp_path / "besluiten.jsonl"
    assert "2 decisions written" in oogst("decisions", folder, "--export", file).stderr
    other = write_run(tmp_path / "elders" / "dialoog", dialogue_with_roles())
    oogst("decide", other, "accept", "t3", "--by", "Bert")
    result = oogst("decisions", other, "--import", file)
    assert result.exit_code == 0
    assert "1 decisions added, 0 were here already" in result.stderr
    assert "refused: #1 " in result.stderr and "Bert" in result.stderr
