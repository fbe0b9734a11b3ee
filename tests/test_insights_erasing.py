"""Erasing a person: nothing they alone said is left anywhere, and the run keeps its promises."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import zipfile
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest
from click.testing import CliRunner, Result

from insights.checking import check
from insights.cli import main
from insights.coding.in_rounds import new_round, rounds_of
from insights.decisions.decided_run import open_decided
from insights.decisions.deciding import Deciding, Maker
from insights.decisions.replaying import Replay
from insights.promises.originals import original_paths
from insights.runs import Run, open_run
from labels.anchors import ERASED
from labels.workspace import Workspace
from pipelines.vectors import cache_path
from tests.erasing_for_tests import files_with, passages_of, windows


def erase(place: Path, *people: str, more: tuple[str | Path, ...] = ()) -> Result:
    named = [word for one in people for word in ("--participant", one)]
    words = ["erase", place, *named, "--yes", *more]
    result = CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result


def broken(run: Path, *, sources: bool = True) -> list[str]:
    opened = open_run(run)
    promises = check(opened, original_paths(opened) if sources else None)
    return [fault for promise in promises for fault in promise.faults]


def most_talkative(run: Run) -> str:
    counts = run.contributions.drop_nulls("participant_id").group_by("participant_id").len()
    return str(counts.sort("len", "participant_id", descending=True)["participant_id"][0])


class Done(NamedTuple):
    """An erasure on a workspace with the sample: the run before and after, whom, and what was said of it."""

    workspace: Path
    before: Run
    after: Run
    people: list[str]
    result: Result


@pytest.fixture(scope="module")
def done(sample_run: Path, tmp_path_factory: pytest.TempPathFactory) -> Done:
    """Erase, from the sample, who said most and who stands for a campaign; one quote was decided about."""
    workspace = tmp_path_factory.mktemp("workspace")
    (workspace / "oogst.toml").write_text("", encoding="utf-8")
    shutil.copytree(sample_run, workspace / "zoals-het-was")
    before, run = open_run(workspace / "zoals-het-was"), workspace / "runs" / "voorbeeld"
    shutil.copytree(sample_run, run)
    manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    origin = original_paths(open_run(sample_run))[0].resolve()
    manifest["machine"]["sources"] = [os.path.relpath(origin, run)]
    (run / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    loud = most_talkative(before)
    campaign = before.table("repeats").filter(
        (pl.col("kind").cast(pl.String) == "campaign")
        & (pl.col("contribution_id") == pl.col("representative"))
    )
    sender = before.contributions.join(campaign, on="contribution_id", how="semi")["participant_id"][0]
    people = [loud, sender]
    said = before.contributions.filter(pl.col("participant_id") == loud)
    largest = before.assignments.group_by("theme_id").len().sort("len", "theme_id", descending=True)
    quoted = before.quotes.join(said, on="contribution_id", how="semi").join(largest, on="theme_id")
    quote = quoted.sort("len", "quote_id", descending=True).row(0, named=True)
    words = dict(said.select("contribution_id", "text").iter_rows())[quote["contribution_id"]]
    Deciding.about(run, Maker("MK", "zij zegt: " + words)).pin(quote["theme_id"], quote["quote_id"])
    Deciding.about(run, Maker("MK", "")).rename(quote["theme_id"], "Menselijke maat")
    Deciding.about(run, Maker("MK", "")).describe(quote["theme_id"], f"Zoals in: {words.upper()}")
    of = rounds_of(open_run(run)).start(new_round(open_run(run), "themes", 200, "MK", shown=False))
    for one in of.contributions:
        rounds_of(open_run(run)).judge(of, one, "MK", of.codes[:1])
    (run / "aantekening.txt").write_text(f"Mooi citaat:\n{words}\nNog eens lezen.\n", encoding="utf-8")
    with zipfile.ZipFile(run / "delen.zip", "w") as archive:
        archive.writestr("delen.txt", words)
    (workspace / "verslag.md").write_text(f"> {words}\n", encoding="utf-8")
    shutil.move(workspace / "zoals-het-was", workspace.with_name(f"{workspace.name}-ervoor"))
    before = open_run(workspace.with_name(f"{workspace.name}-ervoor"))
    return Done(workspace, before, open_run(run), people, erase(run, *people, more=("--json",)))


def test_no_passage_of_theirs_is_left_in_any_table_cache_or_database(done: Done) -> None:
    passages = passages_of(done.before.contributions, done.people)
    asked = windows(question.lower() for question in done.before.contributions["question"].unique())
    passages = {one for one in passages if one.lower() not in asked}
    assert len(passages) > 1000
    assert files_with(passages, done.before.path), "what is looked for is found where it is"
    left = files_with(passages, done.workspace, cache_path().parent)
    assert [one.partition(":")[0] for one in left] == [str(done.workspace / "verslag.md")]
    assert not [path for path in done.workspace.rglob(".*") if path.is_dir()]


def test_their_pseudonyms_and_ids_are_in_no_table(done: Done) -> None:
    gone = done.before.contributions.filter(pl.col("participant_id").is_in(done.people))
    for path in sorted(done.after.path.glob("*.parquet")):
        frame = pl.read_parquet(path)
        for name in (name for name, dtype in frame.schema.items() if dtype == pl.String):
            known = set(frame[name].drop_nulls())
            assert not known & {*done.people, *gone["contribution_id"]}, (path.name, name)
    manifest = (done.after.path / "manifest.json").read_text(encoding="utf-8")
    assert not any(one in manifest for one in done.people)


def test_they_are_in_no_round_of_coding_and_the_round_goes_on_with_the_run_that_was_made(done: Done) -> None:
    gone = set(
        done.before.contributions.filter(pl.col("participant_id").is_in(done.people))["contribution_id"]
    )
    drawn = new_round(done.before, "themes", 200, "MK", shown=False).contributions
    rounds = rounds_of(done.after)
    (now,) = rounds.rounds(str(done.after.manifest["run_id"]))
    assert now.contributions == tuple(one for one in drawn if one not in gone) != drawn
    assert len(rounds.judgements(now)) == len(now.contributions)
    assert json.loads(done.result.stdout)["erased"]["codings"] == 200 - len(now.contributions)
    kept = b"".join(path.read_bytes() for path in rounds.path.parent.glob("codings.sqlite*"))
    assert not any(one.encode() in kept for one in gone)


def test_the_run_keeps_its_promises_also_against_the_source_that_still_has_them(done: Done) -> None:
    assert broken(done.after.path) == []
    gone = done.before.contributions.filter(pl.col("participant_id").is_in(done.people))
    told = done.after.ledger.filter(pl.col("outcome").cast(pl.String) == "erased")
    assert told["row"].sort().to_list() == gone["row"].sort().to_list()
    assert set(told["reason"]) == {"at the request of the participant"}


def test_others_stay_with_their_ids_themes_and_names(done: Done) -> None:
    others = done.before.contributions.filter(~pl.col("participant_id").is_in(done.people).fill_null(False))
    assert done.after.contributions.drop("parent_id").equals(others.drop("parent_id"))
    before, after = (set(run.themes["theme_id"]) for run in (done.before, done.after))
    assert len(before & after) > 0.7 * len(before)


def test_a_campaign_goes_on_without_the_one_that_stood_for_it(done: Done) -> None:
    counts = [
        run.table("repeats").filter(pl.col("kind") == "campaign").height for run in (done.before, done.after)
    ]
    assert 0 < counts[1] < counts[0]


def test_a_decision_about_their_quote_is_one_about_something_erased(done: Done) -> None:
    log = Workspace.around(done.after.path).log
    pin, rename, describe = log.decisions()
    assert pin.passages[0].erased and pin.why == "zij zegt: [gewist]"
    assert (rename.text, rename.kind) == ("Menselijke maat", "rename")
    assert describe.text == "Zoals in: [gewist]"
    outcomes = {one.decision.kind: one.reason for one in open_decided(done.after.path).outcomes}
    assert ERASED in str(outcomes["pin"])
    with pytest.raises(sqlite3.IntegrityError):
        with sqlite3.connect(log.path) as database:
            database.execute("UPDATE decisions SET decision = '{}'")
    database.close()


def test_decisions_go_on_in_the_next_run_from_the_run_as_it_is_now(done: Done) -> None:
    manifest = done.after.manifest
    assert manifest["run_id"] != done.before.manifest["run_id"]
    replay = Replay.into(done.workspace / "runs" / "volgende")
    assert replay is not None and replay.previous is not None
    assert replay.previous.path == done.after.path


def test_what_was_erased_and_what_cannot_be_reached_is_told(done: Done) -> None:
    told = json.loads(done.result.stdout)
    gone = done.before.contributions.filter(pl.col("participant_id").is_in(done.people))
    assert told["erased"]["contributions"] == gone.height
    assert told["erased"]["decisions"] == 3  # the one without their words was made about the run as it was
    assert told["erased"]["cached vectors"] > 0
    assert told["sources"] == {"dialoog.csv": gone["row"].sort().to_list()}
    assert told["left_out"] == [str(done.after.path / "delen.zip")]
    assert told["not_reached"] == [str(done.workspace / "verslag.md")]
    assert "--everywhere" in done.result.stderr and "reports" in done.result.stderr
    note = (done.after.path / "aantekening.txt").read_text(encoding="utf-8")
    assert note == "Mooi citaat:\n[gewist]\nNog eens lezen.\n"


def test_the_manifest_tells_of_the_erasure_and_not_of_whom(done: Done) -> None:
    (told,) = done.after.manifest["machine"]["erasures"]
    assert told["contributions"] > 0 and told["on"] and told["named_with_model"]
    same = ("settings", "embedders", "packages", "previous", "version", "inputs")
    assert all(done.after.manifest[name] == done.before.manifest[name] for name in same)


def test_it_can_be_done_again_for_another_and_says_who_is_not_there(done: Done) -> None:
    again = CliRunner().invoke(
        main, ["erase", str(done.after.path), "--participant", done.people[0], "--yes"]
    )
    assert again.exit_code == 1 and "nobody in" in again.stderr and "Traceback" not in again.output
