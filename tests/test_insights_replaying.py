"""A re-run on a corpus that grew keeps what people decided, and lists with the reason what it cannot keep."""

from __future__ import annotations

import csv
import random
import shutil
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from corpora.samples import sample_dialogue
from insights.checking import check
from insights.cli import main
from insights.decisions.applied import SUPERSEDED
from insights.decisions.decided_run import DecidedRun, open_decided
from insights.decisions.deciding import Deciding, Maker
from insights.runs import open_run
from labels.decisions import Decision
from labels.workspace import Workspace

SAMPLE = sample_dialogue()
OPENINGS = (
    "Zoals ik het zie: {}",
    "In onze straat merk je dit ook. {}",
    "Mijn buren zeggen hetzelfde: {}",
    "Ik kom hier al jaren, en {}",
    "Kort gezegd: {} Daar mag best meer aandacht voor zijn.",
)


def records() -> tuple[list[str], list[list[str]]]:
    with SAMPLE.dialogue.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    return header, rows


def write(path: Path, rows: list[list[str]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([records()[0], *rows])
    return path


def rephrased(number: int, seed: int = 5) -> list[list[str]]:
    """Give new contributions: sentences of the sample in other words, by a template, under new ids."""
    header, rows = records()
    chance = random.Random(seed)
    text, name = header.index("bijdrage"), header.index("bijdrage_id")
    reply = header.index("reactie_op")
    made = []
    for index in range(number):
        row = list(chance.choice(rows))
        first, *_ = row[text].split(". ")
        said = first.rstrip(".") + "."
        row[text] = chance.choice(OPENINGS).format(said[0].lower() + said[1:])
        row[name], row[reply] = f"N{index:04d}", ""
        made.append(row)
    return made


def oogst(*words: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    return result


def run(source: Path, out: Path, *words: str) -> Result:
    return oogst("run", source, "--mapping", SAMPLE.mapping, "--out", out, *words)


def decided(folder: Path) -> DecidedRun:
    found = open_decided(folder)
    assert isinstance(found, DecidedRun)
    return found


def label(found: DecidedRun, theme: str) -> str:
    return str(found.themes.row(by_predicate=pl.col("theme_id") == theme, named=True)["label"])


def theme_of(found: DecidedRun, unit: str, level: int) -> str:
    inside = pl.col("primary") & (pl.col("unit_id") == unit) & (pl.col("level") == level)
    return str(found.assignments.filter(inside)["theme_id"].item())


class Story:
    """A first run, what people decided about it, and the run on two hundred contributions more."""

    def __init__(self, folder: Path, sample_run: Path) -> None:
        self.place = folder / "runs"
        self.first = self.place / "juni"
        _, rows = records()
        self.rows = rows
        shutil.copytree(sample_run, self.first)
        base = open_run(self.first)
        self.themes = base.themes.sort("level", "theme_id")
        finest = self.themes.filter(pl.col("level") == 2)["theme_id"].to_list()
        top = self.themes.filter(pl.col("level") == 1)["theme_id"].to_list()
        self.names = {theme: f"Menselijke naam {number}" for number, theme in enumerate([*top[2:], *finest])}
        for theme, name in self.names.items():
            self.decide.rename(theme, name)
        self.decide.describe(finest[0], "Beschreven door een mens.")
        self.described = finest[0]
        core = base.assignments.filter(pl.col("primary") & pl.col("core") & (pl.col("level") == 2)).sort(
            "unit_id"
        )
        self.moved = {}
        for source, target in pairwise(finest[2:9]):
            unit = core.filter(pl.col("theme_id") == source)["unit_id"][0]
            self.decide.move([unit], target)
            self.moved[unit] = target
        self.merged, self.into = finest[0], finest[1]
        self.decide.merge([self.merged], self.into)
        big = core.group_by("theme_id").len().sort("len", "theme_id")["theme_id"][-1]
        self.picked = [
            unit for unit in core.filter(pl.col("theme_id") == big)["unit_id"][5:11] if unit not in self.moved
        ]
        self.split = self.decide.split(big, self.picked, label="Een deel apart")
        quotes = base.quotes.filter(pl.col("theme_id") == finest[4]).sort("rank")
        self.pinned, self.excluded = quotes["quote_id"][3], quotes["quote_id"][0]
        self.pinned_to = finest[4]
        self.decide.pin(finest[4], self.pinned)
        self.decide.exclude(self.excluded)
        one, other = (
            core.filter(pl.col("theme_id") == theme)["unit_id"][-1] for theme in (finest[5], finest[9])
        )
        self.linked = (one, other)
        self.decide.must_link([one, other])
        self.decide.accept(finest[6])
        self.second = self.place / "juli"
        grown = [*rows, *rephrased(200)]
        random.Random(1).shuffle(grown)
        self.told = run(write(folder / "gegroeid" / "dialoog.csv", grown), self.second)

    @property
    def decide(self) -> Deciding:
        return Deciding.about(self.first, Maker("MK", "zo noemen bewoners het"))


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory, sample_run: Path) -> Story:
    return Story(tmp_path_factory.mktemp("verhaal"), sample_run)


def test_every_human_name_is_kept_when_two_hundred_contributions_come_in(story: Story) -> None:
    found = decided(story.second)
    assert found.contributions.height == len(story.rows) + 200
    kept = {theme: label(found, theme) for theme in story.names if theme != story.merged}
    assert kept == {theme: name for theme, name in story.names.items() if theme != story.merged}
    origins = found.themes.filter(pl.col("theme_id").is_in(list(kept)))["label_origin"]
    assert set(origins.cast(pl.String)) == {"person"}


def test_every_moved_unit_is_where_a_person_put_it(story: Story) -> None:
    found = decided(story.second)
    targets = {unit: found.state.theme(theme) for unit, theme in story.moved.items()}
    assert {unit: theme_of(found, unit, 2) for unit in targets} == targets
    assert {theme_of(found, unit, 2) for unit in story.picked} == {story.split.made}
    assert label(found, story.split.made) == "Een deel apart"


def test_merged_themes_are_one_pinned_quotes_come_first_and_excluded_ones_never(story: Story) -> None:
    found = decided(story.second)
    assert story.merged not in set(found.themes["theme_id"])
    first = found.quotes.filter((pl.col("theme_id") == story.pinned_to) & (pl.col("rank") == 1))
    assert first["quote_id"].to_list() == [story.pinned]
    assert story.excluded not in set(found.quotes["quote_id"])
    one, other = story.linked
    assert theme_of(found, one, 2) == theme_of(found, other, 2)


def test_all_that_was_decided_is_replayed_and_the_run_says_so(story: Story) -> None:
    told = open_run(story.second).table("replayed")
    assert told.filter(~pl.col("replayed")).select("said", "reason").rows() == []
    assert told.height == len(Workspace.around(story.first).log.decisions())
    assert f"{told.height} of {told.height} decisions in" in story.told.stderr
    assert f"themes: as they were in {story.first}" in story.told.stderr


def test_a_run_that_replayed_keeps_every_promise(story: Story) -> None:
    found = open_run(story.second)
    assert [fault for promise in check(found) for fault in promise.faults] == []
    assert found.manifest["previous"] == open_run(story.first).manifest["run_id"]


def test_what_cannot_be_replayed_is_listed_with_its_reason_and_nothing_else_is(
    story: Story, tmp_path: Path
) -> None:
    """Leave out what a move was about and what a theme was made of: just these are told, and why."""
    found = decided(story.first)
    native = dict(found.contributions.select("contribution_id", "native_id").iter_rows())
    contribution = dict(found.units.select("unit_id", "contribution_id").iter_rows())
    unit = next(iter(story.moved))
    accepted = next(one.theme for one in found.state.log if one.kind == "accept")
    gone = found.assignments.filter(pl.col("primary") & (pl.col("theme_id") == accepted))["unit_id"]
    removed = {contribution[name] for name in (unit, *gone)}
    without = {native[one] for one in removed}
    masked = next(
        name
        for name, theme in reversed(story.moved.items())
        if theme != accepted and contribution[name] not in removed
    )
    rows = [list(row) for row in story.rows if row[0] not in without]
    text = records()[0].index("bijdrage")
    (changed,) = (row for row in rows if row[0] == native[contribution[masked]])
    longest = max(changed[text].split(), key=len)
    changed[text] = changed[text].replace(longest, "[NAAM]", 1)
    out = story.place / "zonder"
    result = run(write(tmp_path / "dialoog.csv", rows), out, "--previous", str(story.first))
    told = open_run(out).table("replayed")
    lost = {
        (number, kind): reason
        for number, kind, reason in told.filter(~pl.col("replayed"))
        .select("number", "kind", "reason")
        .iter_rows()
    }
    log = found.state.log
    about = {
        (one.number, one.kind)
        for one in log
        if (one.theme == accepted and one.kind in ("rename", "accept", "move", "split"))
        or (one.kind in ("move", "must_link") and any(p.contribution_id in removed for p in one.passages))
    }
    assert set(lost) == about
    assert f"theme {accepted} is not in this run" in lost[next(key for key in lost if key[1] == "accept")]
    mine = next(one.number for one in log if one.kind == "move" and one.passages[0].id == unit)
    assert lost[mine, "move"] == f"{unit}: its text is in no contribution of this corpus"
    assert result.stderr.count("not replayed:") == len(lost)
    again = decided(out)
    (here,) = again.units.join(
        again.contributions.filter(pl.col("native_id") == changed[0]), on="contribution_id", how="semi"
    )["unit_id"]
    assert here != masked
    assert theme_of(again, here, 2) == again.state.theme(story.moved[masked])


def test_a_rerun_without_decisions_replays_nothing(story: Story, tmp_path: Path) -> None:
    out = story.place / "kaal"
    few = write(tmp_path / "dialoog.csv", story.rows[:12])
    result = run(few, out, "--without-decisions")
    assert "decisions" not in result.stderr
    assert not (out / "replayed.parquet").exists()


def test_in_a_corpus_too_small_for_themes_every_decision_is_told_as_not_replayed(
    story: Story, tmp_path: Path
) -> None:
    result = run(write(tmp_path / "dialoog.csv", story.rows[:12]), story.place / "klein")
    told = open_run(story.place / "klein").table("replayed")
    renames = told.filter((pl.col("kind") == "rename") & pl.col("reason").ne_missing(SUPERSEDED))
    assert renames.height == len(story.names) - 1 and not renames["replayed"].any()
    assert "not replayed:" in result.stderr


def test_decisions_without_a_run_of_theirs_still_hold_where_their_themes_are(tmp_path: Path) -> None:
    log = Workspace(tmp_path).log
    log.append(Decision("rename", "MK", theme="t0000000000", text="Weg", run="verdwenen"))
    _, rows = records()
    result = run(write(tmp_path / "bron" / "dialoog.csv", rows[:80]), tmp_path / "run")
    assert "0 of 1 decisions" in result.stderr and "no earlier run is there" in result.stderr
    assert "because theme t0000000000 is not in this run" in result.stderr
