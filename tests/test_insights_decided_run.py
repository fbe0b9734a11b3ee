"""What people decided is what is shown: names, members, counts and quotes; the run folder stays as it was."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner
from runs_for_tests import Dialogue, Told, dialogue_with_roles, quote_id, write_run
from streamlit.testing.v1 import AppTest

from corpora.files import sha256_of
from corpora.tables import Assignments, Ledger, Quotes, Themes, Units, Words, conform
from insights.cli import main
from insights.counting import count_answered, count_outcomes, count_themes
from insights.decisions.decided_run import DecidedRun, open_decided
from insights.decisions.deciding import Deciding, Maker
from insights.runs import open_run
from labels.decisions import Decision, DecisionError, StaleDecision

ROOT = Path(__file__).resolve().parents[1]
TOLD = dialogue_with_roles().told


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_run(tmp_path / "runs" / "dialoog", dialogue_with_roles())


def decide(folder: Path, version: int | None = None, by: str = "MK") -> Deciding:
    return Deciding.about(folder, Maker(by, "zo zeggen bewoners het"), version)


def decided(folder: Path) -> DecidedRun:
    run = open_decided(folder)
    assert isinstance(run, DecidedRun)
    return run


def contracts_hold(run: DecidedRun) -> None:
    """Every table is under its contract, every placed unit has one theme a level, and all adds up."""
    tables = [(Themes, "themes"), (Assignments, "assignments"), (Quotes, "quotes"), (Words, "words")]
    for schema, name in (*tables, (Units, "units"), (Ledger, "ledger")):
        conform(run.table(name), schema)
    primary = run.assignments.filter("primary")
    assert primary.group_by("unit_id", "level").len()["len"].max() in (1, None)
    placed = run.units.filter(pl.col("placement").cast(pl.String) == "placed")["unit_id"]
    assert set(primary.filter(pl.col("level") == 1)["unit_id"]) == set(placed)
    parents = dict(run.themes.select("theme_id", "parent_id").iter_rows())
    own = {
        (unit, level): theme
        for unit, theme, level in primary.select("unit_id", "theme_id", "level").iter_rows()
    }
    assert all(own[unit, level - 1] == parents[theme] for (unit, level), theme in own.items() if level > 1)
    assert set(run.assignments["theme_id"]) == set(run.themes["theme_id"])
    assert set(run.quotes["theme_id"]) | set(run.words["theme_id"]) <= set(run.themes["theme_id"])
    ranks = run.quotes.group_by("theme_id").agg(pl.col("rank").sort())
    assert all(ranks == list(range(1, len(ranks) + 1)) for ranks in ranks["rank"].to_list())
    assert sum(count_outcomes(run).values()) == sum(count_outcomes(run.base).values())


def of(run: DecidedRun, theme: str) -> dict:
    return run.themes.row(by_predicate=pl.col("theme_id") == theme, named=True)


def members(run: DecidedRun, theme: str) -> set[str]:
    return set(run.assignments.filter(pl.col("primary") & (pl.col("theme_id") == theme))["unit_id"])


def people(run: DecidedRun, theme: str, level: int = 1) -> int | None:
    return next(one for one in count_themes(run, level, 1) if one.theme_id == theme).people.number


def unit(index: int) -> str:
    return f"uc{index:04d}"


def told(theme: str) -> list[int]:
    return [index for index, one in enumerate(TOLD) if one.theme == theme]


def test_without_decisions_a_run_is_opened_as_it_is(folder: Path) -> None:
    assert type(open_decided(folder)) is type(open_run(folder))
    assert not (folder.parent / "codebook").exists()


def test_a_name_and_a_description_are_those_of_a_person_and_the_folder_is_untouched(folder: Path) -> None:
    before = {path.name: sha256_of(path) for path in folder.iterdir()}
    decide(folder).rename("Vertrouwen in de gemeente", "Geloof in de gemeente")
    decide(folder).describe("t2", "Of bewoners de gemeente nog geloven.")
    run = decided(folder)
    row = of(run, "t2")
    assert (row["label"], str(row["label_origin"])) == ("Geloof in de gemeente", "person")
    assert row["description"] == "Of bewoners de gemeente nog geloven."
    assert people(run, "t2") == 12
    contracts_hold(run)
    assert {path.name: sha256_of(path) for path in folder.iterdir()} == before
    assert of(open_run(folder), "t2")["label"] == "Vertrouwen in de gemeente"


def test_merged_themes_count_their_people_together_once(folder: Path) -> None:
    decide(folder).merge(["t3"], "t2")
    run = decided(folder)
    assert people(run, "t2") == 13  # p15 spoke of t3 only, p00 and p01 of both
    assert "t3" not in set(run.themes["theme_id"])
    assert members(run, "t2") == {unit(index) for index in (*told("t2"), *told("t3"))}
    quoted = run.quotes.filter(pl.col("theme_id") == "t2")
    assert {quote_id(index, TOLD[index]) for index in told("t3")} <= set(quoted["quote_id"])
    assert set(of(run, "t2")["keywords"]) >= {"menselijke maat", "ambtenaar"}
    contracts_hold(run)


def test_a_merged_theme_brings_its_subthemes_and_subthemes_merge_too(folder: Path) -> None:
    decide(folder).merge(["t1"], "t3")
    run = decided(folder)
    assert {of(run, one)["parent_id"] for one in ("s1", "s2")} == {"t3"}
    contracts_hold(run)
    decide(folder).merge(["s2"], "s1")
    run = decided(folder)
    assert members(run, "s1") == {unit(index) for index in told("t1")}
    contracts_hold(run)
    with pytest.raises(DecisionError, match="only themes of one level"):
        decide(folder).merge(["s1"], "t2")
    with pytest.raises(DecisionError, match="was merged into t3"):
        decide(folder).accept("t1")


def test_memberships_of_merged_themes_add_up(tmp_path: Path) -> None:
    more = Told("Tussen twee stoelen: brief en mens.", "p09", "bewoner", "t2", core=False, beyond="t3")
    folder = write_run(tmp_path / "run", replace(dialogue_with_roles(), told=(*TOLD, more)))
    name = unit(len(TOLD))
    before = people(open_run(folder), "t2")
    decide(folder).merge(["t3"], "t2")
    row = decided(folder).assignments.filter(pl.col("unit_id") == name).row(0, named=True)
    assert row["membership"] == pytest.approx(0.6) and row["primary"] and row["core"]
    assert before == 12
    contracts_hold(decided(folder))


def test_units_split_off_make_a_theme_of_their_own_with_its_own_counts_and_quotes(folder: Path) -> None:
    picked = told("t1")[:6]
    made = decide(folder).split(
        "Bureaucratie en formulieren", [unit(index) for index in picked], label="De eerste zes"
    )
    run = decided(folder)
    assert people(run, made.made) == len({TOLD[index].person for index in picked})
    assert members(run, made.made) == {unit(index) for index in picked}
    assert not members(run, "t1") & members(run, made.made)
    row = of(run, made.made)
    assert (row["label"], row["level"], row["parent_id"], row["keywords"]) == ("De eerste zes", 1, None, [])
    (below,) = run.themes.filter(pl.col("parent_id") == made.made)["theme_id"]
    assert members(run, below) == members(run, made.made)
    assert set(run.quotes.filter(pl.col("theme_id") == made.made)["quote_id"]) == {
        quote_id(index, TOLD[index]) for index in picked
    }
    contracts_hold(run)
    decide(folder).rename("De eerste zes", "Wie het eerst kwam")
    assert of(decided(folder), made.made)["label"] == "Wie het eerst kwam"
    with pytest.raises(DecisionError, match="not in that theme"):
        decide(folder).split("t2", [unit(picked[0])], label="Anders")


def test_a_subtheme_split_off_is_a_theme_beside_the_one_it_was_in(folder: Path) -> None:
    made = decide(folder).split("t1", subtheme="Formulieren invullen")
    run = decided(folder)
    assert of(run, "s2")["parent_id"] == made.made
    assert of(run, made.made)["label"] == "Formulieren invullen"
    assert members(run, made.made) == members(run, "s2")
    assert members(run, "t1") == members(run, "s1")
    assert set(run.quotes.filter(pl.col("theme_id") == made.made)["quote_id"]) == set(
        run.quotes.filter(pl.col("theme_id") == "s2")["quote_id"]
    )
    contracts_hold(run)
    with pytest.raises(DecisionError, match="no subtheme 'Menselijke maat'"):
        decide(folder).split("t1", subtheme="Menselijke maat")


def test_a_moved_unit_counts_in_its_new_theme_and_is_quoted_no_more_in_the_old(folder: Path) -> None:
    index = told("t3")[0]
    assert quote_id(index, TOLD[index]) in set(
        open_run(folder).quotes.filter(pl.col("theme_id") == "t3")["quote_id"]
    )
    decide(folder).move([quote_id(index, TOLD[index])], "Wachttijd aan het loket")
    run = decided(folder)
    assert unit(index) in members(run, "s1") & members(run, "t1")
    assert people(run, "t3") == 2
    assert quote_id(index, TOLD[index]) not in set(run.quotes.filter(pl.col("theme_id") == "t3")["quote_id"])
    contracts_hold(run)
    decide(folder).move([unit(index)], "t1")
    assert unit(index) in members(decided(folder), "s1")


def test_a_unit_without_a_theme_is_placed_by_a_person_and_the_ledger_says_so(folder: Path) -> None:
    index = next(index for index, one in enumerate(TOLD) if "eenden" in one.text)
    before = count_outcomes(open_run(folder))
    decide(folder).move([f"c{index:04d}"], "t3")
    run = decided(folder)
    after = count_outcomes(run)
    assert after["placed"] == before["placed"] + 1
    assert after.get("unplaced", 0) == before["unplaced"] - 1
    contracts_hold(run)


def test_who_repeats_a_moved_text_moves_along(tmp_path: Path) -> None:
    folder = write_run(tmp_path / "run", dialogue_with_roles())
    units = pl.read_parquet(folder / "units.parquet")
    first, second = told("t2")[:2]
    copy = pl.when(pl.col("unit_id") == unit(second)).then(pl.lit(unit(first))).otherwise("repeat_of")
    units.with_columns(copy.alias("repeat_of")).write_parquet(folder / "units.parquet")
    decide(folder).move([unit(first)], "t3")
    assert {unit(first), unit(second)} <= members(decided(folder), "t3")
    assert people(decided(folder), "t2") == 10


def test_a_rejected_theme_is_gone_and_what_was_in_it_is_listed_with_the_reason(folder: Path) -> None:
    decide(folder).reject("t3")
    run = decided(folder)
    assert "t3" not in set(run.themes["theme_id"])
    homeless = run.units.filter(pl.col("reason") == "its theme was rejected by a person")
    assert set(homeless["unit_id"]) == {unit(index) for index in told("t3")}
    assert count_outcomes(run)["unplaced"] == 1 + len(told("t3"))
    contracts_hold(run)
    number = run.state.version
    decide(folder).undo(number)
    assert "t3" in set(decided(folder).themes["theme_id"])


def test_a_rejected_subtheme_leaves_its_units_in_the_theme_above(folder: Path) -> None:
    before = people(open_run(folder), "t1")
    decide(folder).reject("s2")
    run = decided(folder)
    assert people(run, "t1") == before
    assert set(run.themes["theme_id"]) == {"t1", "t2", "t3", "s1"}
    contracts_hold(run)


def test_an_accepted_theme_stays_as_it_is_and_is_known_as_accepted(folder: Path) -> None:
    decide(folder).accept("Menselijke maat")
    run = decided(folder)
    assert run.standing == {"t3": "accepted"}
    assert run.themes.equals(open_run(folder).themes)


def test_an_excluded_quote_is_shown_with_no_theme_and_counts_all_the_same(folder: Path) -> None:
    quote = quote_id(told("t2")[0], TOLD[told("t2")[0]])
    decide(folder).exclude(quote)
    run = decided(folder)
    assert quote not in set(run.quotes["quote_id"])
    assert people(run, "t2") == 12
    contracts_hold(run)
    with pytest.raises(DecisionError, match="restore it first"):
        decide(folder).pin("t2", quote)
    decide(folder).restore(quote)
    assert quote in set(decided(folder).quotes["quote_id"])


def test_released_quotes_may_be_published_until_they_are_withheld(folder: Path) -> None:
    first, second = (quote_id(index, TOLD[index]) for index in told("t2")[:2])
    before = open_run(folder).quotes
    decide(folder).release([first, second])
    assert decided(folder).released == {first, second}
    assert decided(folder).quotes.equals(before.sort("theme_id", "rank", "quote_id"))
    with pytest.raises(DecisionError, match="may be published already"):
        decide(folder).release([first])
    decide(folder).withhold([first])
    assert decided(folder).released == {second}
    assert [one.reason for one in decided(folder).outcomes] == [None, None]
    with pytest.raises(DecisionError, match="was not released"):
        decide(folder).withhold([first])
    decide(folder).undo(2)
    assert decided(folder).released == {first, second}


def test_a_pin_is_no_release_and_a_release_no_pin(folder: Path) -> None:
    quote = quote_id(told("t2")[3], TOLD[told("t2")[3]])
    decide(folder).pin("t2", quote)
    assert decided(folder).released == frozenset()
    decide(folder).release([quote])
    decide(folder).restore(quote)
    assert decided(folder).released == {quote}
    quotes = open_run(folder).quotes.sort("theme_id", "rank", "quote_id")
    assert decided(folder).quotes.equals(quotes)


def test_a_release_holds_in_a_new_run_for_the_same_words_only(folder: Path, tmp_path: Path) -> None:
    index, other = told("t2")[:2]
    decide(folder).release([quote_id(index, TOLD[index]), quote_id(other, TOLD[other])])
    known = dialogue_with_roles()
    changed = list(known.told)
    changed[other] = replace(TOLD[other], text=TOLD[other].text.replace("gemeente", "[NAAM]"))
    write_run(folder.parent / "later", replace(known, told=tuple(changed)))
    later = decided(folder.parent / "later")
    assert later.released == {quote_id(index, TOLD[index])}
    (outcome,) = later.outcomes
    assert not outcome.applied and "not those that were released" in (outcome.reason or "")


def test_what_is_withheld_is_withheld_under_any_id(folder: Path) -> None:
    index = told("t2")[0]
    decide(folder).release([unit(index)])
    log = decide(folder).log
    anchor = log.decisions()[0].passages[0]
    log.append(Decision("withhold", "MK", base=1, passages=(replace(anchor, id="anders"),)))
    assert decided(folder).released == frozenset()


def test_a_quote_excluded_with_one_theme_stays_with_another(folder: Path) -> None:
    index = told("t1")[0]
    quote = quote_id(index, TOLD[index])
    decide(folder).exclude(quote, "t1")
    left = decided(folder).quotes.filter(pl.col("quote_id") == quote)["theme_id"].to_list()
    assert left == [TOLD[index].subtheme]


def test_pinned_quotes_come_first_in_the_order_of_the_decisions(folder: Path) -> None:
    picked = [told("t2")[9], told("t2")[5]]  # the first of these was not quoted at all
    for index in picked:
        decide(folder).pin("t2", unit(index))
    quotes = decided(folder).quotes.filter(pl.col("theme_id") == "t2").sort("rank")
    assert quotes["quote_id"].to_list()[:2] == [quote_id(index, TOLD[index]) for index in picked]
    assert set(quotes["reason"][:2]) == {"pinned by a person"}
    contracts_hold(decided(folder))
    with pytest.raises(DecisionError, match="not in that theme"):
        decide(folder).pin("t3", unit(picked[0]))


def test_a_decision_on_a_theme_that_lost_its_last_unit_is_told(folder: Path) -> None:
    decide(folder).rename("t3", "De mens")
    decide(folder).move([unit(index) for index in told("t3")], "t2")
    run = decided(folder)
    assert "t3" not in set(run.themes["theme_id"])
    assert [(one.decision.kind, one.reason) for one in run.outcomes if not one.applied] == [
        ("rename", "no unit is in t3 any more")
    ]


def test_a_split_that_takes_the_last_unit_off_a_theme_is_told_as_applied(folder: Path) -> None:
    made = decide(folder).split("t3", [unit(index) for index in told("t3")], label="De mens")
    run = decided(folder)
    assert "t3" not in set(run.themes["theme_id"])
    assert of(run, made.made)["label"] == "De mens"
    assert [(one.decision.kind, one.applied, one.reason) for one in run.outcomes] == [("split", True, None)]


def test_names_that_are_not_there_are_answered_with_the_nearest(folder: Path) -> None:
    with pytest.raises(DecisionError, match="did you mean 'Menselijke maat'"):
        decide(folder).rename("Menselike maat", "De mens")
    with pytest.raises(
        DecisionError, match="no unit, quote or contribution 'uc0001x'; did you mean 'uc0001'"
    ):
        decide(folder).move(["uc0001x"], "t2")


def test_two_who_look_at_the_same_version_cannot_overwrite_each_other(folder: Path) -> None:
    decide(folder, 0, "Anna").rename("t2", "Geloof")
    decide(folder, 0, "Bert").rename("t3", "De mens")
    with pytest.raises(StaleDecision, match='Anna: "Vertrouwen in de gemeente" \\(t2\\) is called "Geloof"'):
        decide(folder, 0, "Bert").rename("t2", "Wantrouwen")
    assert of(decided(folder), "t2")["label"] == "Geloof"


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_decided_nobody_is_lost_and_the_same_log_gives_the_same_tables(
    folder: Path, seed: int
) -> None:
    chance = random.Random(seed)
    for _ in range(14):
        at = decide(folder)
        themes = at.seen.themes["theme_id"].sort().to_list()
        if not themes:
            break
        one, other = chance.choice(themes), chance.choice(themes)
        units = sorted(members(at.seen, one))
        picked = chance.sample(units, min(3, len(units)))
        anyone = [unit(chance.randrange(len(TOLD)))]
        acts = [
            ("rename", one, f"Naam {seed}"),
            ("merge", [one], other),
            ("split", one, picked, "", f"Deel van {one}"),
            ("split", one, [], other),
            ("move", anyone, other),
            ("reject", one),
            ("exclude", anyone[0]),
            ("pin", one, picked[0]),
            ("undo", chance.randint(1, max(1, at.seen.state.version))),
            ("cannot_link", [anyone[0], picked[0]]),
        ]
        kind, *words = chance.choice(acts)
        try:
            getattr(at, kind)(*words)
        except DecisionError:
            continue
        contracts_hold(decided(folder))
    run, again = decided(folder), decided(folder)
    assert all(run.table(name).equals(again.table(name)) for name in run.applied.frames)
    assert count_answered(run, 1).people.number == 22


# ------------------------------------------------------------------ on the pages and in the report


@pytest.fixture
def here(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    monkeypatch.setenv("OOGST_RUNS", str(folder.parent))
    monkeypatch.delenv("OOGST_RUN", raising=False)
    monkeypatch.chdir(tmp_path)
    yield folder


def page(name: str, **params: str) -> str:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    for key, value in params.items():
        app.query_params[key] = value
    app.run()
    app.switch_page(os.path.relpath(ROOT / "insights" / "explorer" / "pages" / f"{name}.py", ROOT)).run()
    assert not app.exception, app.exception
    return "\n".join(element.proto.body for element in app.get("html"))


def quoted(html: str) -> list[str]:
    return re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", html)


def test_the_theme_page_shows_the_human_name_the_pinned_quote_first_and_no_excluded_one(here: Path) -> None:
    first, pinned = TOLD[told("t2")[0]].text, TOLD[told("t2")[9]].text
    assert quoted(page("thema", run="dialoog", theme="t2"))[0] == first
    decide(here).rename("t2", "Geloof in de gemeente")
    decide(here).exclude(quote_id(told("t2")[0], TOLD[told("t2")[0]]))
    decide(here).pin("t2", unit(told("t2")[9]))
    html = page("thema", run="dialoog", theme="t2")
    assert "<h1>Geloof in de gemeente</h1>" in html
    assert quoted(html)[0] == pinned
    assert first not in html
    decide(here).rename("t2", "Wat beloofd was")
    assert "Wat beloofd was" in page("overzicht", run="dialoog")


def test_a_theme_of_picked_units_has_a_page_of_its_own(here: Path) -> None:
    picked = told("t1")[:7]
    made = decide(here).split("t1", [unit(index) for index in picked], label="De eerste zeven")
    html = page("thema", run="dialoog", theme=made.made)
    assert "<h1>De eerste zeven</h1>" in html
    assert set(quoted(html)) == {TOLD[index].text for index in picked}
    assert "De eerste zeven" in page("overzicht", run="dialoog")


def test_a_damaged_log_is_told_on_the_page_and_gives_no_traceback(here: Path) -> None:
    log = here.parent / "codebook" / "decisions.sqlite"
    log.parent.mkdir()
    log.write_bytes(b"kapot" * 500)
    assert "<h1>" in page("thema", run="dialoog", theme="t2")
    result = CliRunner().invoke(main, ["report", str(here), "--format", "md"])
    assert result.exit_code == 1 and "Put back a copy" in result.stderr


def test_the_report_shows_the_human_name_the_pinned_quote_first_and_no_excluded_one(folder: Path) -> None:
    first, pinned = TOLD[told("t2")[0]].text, TOLD[told("t2")[9]].text
    decide(folder).rename("t2", "Geloof in de gemeente")
    decide(folder).exclude(quote_id(told("t2")[0], TOLD[told("t2")[0]]))
    decide(folder).pin("t2", unit(told("t2")[9]))
    result = CliRunner().invoke(main, ["report", str(folder), "--format", "md", "--themes", "t2"])
    assert result.exit_code == 0, result.output
    assert "## Geloof in de gemeente" in result.stdout
    said = re.findall(r"^> (Ik vertrouw.*)$", result.stdout, flags=re.M)
    assert said[0] == pinned and first not in result.stdout


def test_a_theme_of_picked_units_can_be_reported(folder: Path) -> None:
    made = decide(folder).split("t1", [unit(index) for index in told("t1")[:11]], label="De eerste elf")
    result = CliRunner().invoke(main, ["report", str(folder), "--format", "md", "--themes", made.made])
    assert result.exit_code == 0, result.output
    theme, appendix = result.stdout.split("## Bijlage")
    assert "## De eerste elf" in theme
    assert (theme.count("> Aan loket"), appendix.count("> Aan loket")) == (6, 7)


def test_a_dialogue_without_themes_can_be_opened_after_decisions(tmp_path: Path) -> None:
    folder = write_run(
        tmp_path / "run", Dialogue(tuple(replace(one, theme=None, subtheme=None) for one in TOLD))
    )
    decide(folder).must_link([unit(0), unit(1)])
    assert decided(folder).levels == 0
    with pytest.raises(DecisionError, match="has no theme 't1'"):
        decide(folder).accept("t1")
