"""Comparing two groups: attention of people, within common questions, under the rule of small numbers."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from click.testing import CliRunner
from runs_for_tests import Dialogue, Told, write_run

from corpora.errors import RunError
from insights.cli import main
from insights.comparing.attention import Attention, contrast, expected, false_discovery
from insights.comparing.compared import Comparison, Row
from insights.comparing.comparison import compare_groups
from insights.comparing.contrasting_quotes import quotes_of
from insights.comparing.groups import groupings, list_groups
from insights.decisions.decided_run import open_decided
from insights.decisions.deciding import Deciding, Maker
from insights.intervals import newcombe
from insights.runs import Run, open_run
from insights.small_numbers import Shown

LABELS = {"loket": "Wachten aan het loket", "groen": "Bomen in de straat", "bus": "De bus"}


def said(person: int, role: str | None, theme: str | None, number: int = 1, **more: Any) -> list[Told]:
    return [
        Told(
            f"Persoon {person} zegt voor de {n}e keer iets over {theme}.",
            f"p{person:03d}",
            role,
            theme,
            **more,
        )
        for n in range(number)
    ]


def run_of(folder: Path, told: list[Told], **columns: list[str | None]) -> Run:
    """Write a run, with other columns of contributions, one value a contribution."""
    labels = {theme: label for theme, label in LABELS.items() if any(one.theme == theme for one in told)}
    path = write_run(folder / "run", Dialogue(tuple(told), labels))
    frame = pl.read_parquet(path / "contributions.parquet")
    frame = frame.with_columns(pl.Series(name, values, dtype=pl.String) for name, values in columns.items())
    frame.write_parquet(path / "contributions.parquet")
    return open_run(path)


def two_roles(residents: int = 40, professionals: int = 40, extra: int = 0) -> list[Told]:
    """Residents speak of the desk, professionals of trees, and some of each of the other; 30 % of the bus."""
    told: list[Told] = []
    for person in range(residents):
        told += said(person, "bewoner", "loket" if person % 4 else "groen", 1 + extra)
        told += said(person, "bewoner", "bus") if person % 3 == 0 else []
    for person in range(100, 100 + professionals):
        told += said(person, "professional", "groen" if person % 4 else "loket")
        told += said(person, "professional", "bus") if person % 3 == 0 else []
    return told


def compared(run: Run, **options: Any) -> Comparison:
    return compare_groups(run, "role", "bewoner", "professional", **options)


def row(found: Comparison, theme: str) -> Row:
    return next(one for one in found.rows if one.theme_id == theme)


@pytest.fixture(scope="module")
def roles(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return run_of(tmp_path_factory.mktemp("comparison"), two_roles())


def test_attention_is_the_mean_over_people_of_the_share_of_their_own_units(tmp_path: Path) -> None:
    told: list[Told] = []
    for person in range(20):
        told += said(person, "bewoner", "loket", 3 if person < 10 else 1) if person < 15 else []
        told += said(person, "bewoner", "groen") if not 10 <= person < 15 else []
    for person in range(100, 120):
        told += said(person, "professional", "loket" if person < 112 else "groen", person - 99)
    loket = row(compared(run_of(tmp_path, told)), "loket")
    assert loket.first.attention == pytest.approx((10 * 0.75 + 5) / 20)
    assert loket.second.attention == pytest.approx(12 / 20)


def test_attention_is_hidden_where_nearly_everybody_mentions_a_theme(tmp_path: Path) -> None:
    told = [
        one for person in range(20) for one in said(person, "bewoner", "loket" if person > 1 else "groen")
    ]
    told += [one for one in two_roles() if one.role == "professional"]
    loket = row(compared(run_of(tmp_path, told)), "loket")
    assert loket.first.people == Shown("more", 15)
    assert (loket.first.attention, loket.q, loket.interval) == (None, None, None)


def test_a_clear_difference_is_found_with_its_direction_and_an_interval_without_zero(roles: Run) -> None:
    found = compared(roles)
    assert [one.finding for one in (row(found, "loket"), row(found, "groen"), row(found, "bus"))] == [
        "first",
        "second",
        "no difference",
    ]
    loket = row(found, "loket")
    assert loket.interval is not None and loket.interval.low > 0
    assert loket.q is not None and loket.q < 0.05
    assert {one.theme_id for one in found.differing} == {"loket", "groen"}


def test_groups_that_differ_only_in_how_much_they_write_show_no_difference(tmp_path: Path) -> None:
    generator = np.random.default_rng(5)
    told: list[Told] = []
    for role, start, times in (("bewoner", 0, 1), ("professional", 100, 8)):
        for person in range(start, start + 40):
            leaning = generator.dirichlet([2.0, 1.0, 1.0])
            for theme, number in zip(LABELS, generator.multinomial(times, leaning), strict=True):
                told += said(person, role, theme, int(number))
    found = compared(run_of(tmp_path, told))
    assert all(one.finding == "no difference" for one in found.rows)
    assert any(one.mention_interval and one.mention_interval.high < 0 for one in found.rows)
    assert "writes more" in found.cautions


def test_somebody_who_writes_forty_messages_weighs_as_much_as_somebody_who_writes_one(tmp_path: Path) -> None:
    told = two_roles()
    before = row(compared(run_of(tmp_path / "1", told)), "loket")
    told += said(1, "bewoner", "loket", 39)  # who said nothing else
    after = row(compared(run_of(tmp_path / "2", told)), "loket")
    assert before.first.attention == after.first.attention
    assert (before.first.messages.number, after.first.messages.number) == (30, 69)


def test_only_questions_that_both_groups_answered_count(tmp_path: Path) -> None:
    told = two_roles()
    alone = [one for person in range(40) for one in said(person, "bewoner", "loket", 2)]
    asked = ["Wat vindt u?"] * len(told) + ["Alleen voor bewoners?"] * len(alone)
    found = compared(run_of(tmp_path, told + alone, question=asked))
    assert found.questions == ("Wat vindt u?",)
    assert found.questions_left_out == 1
    assert "questions left out" in found.cautions
    assert (
        row(found, "loket").first.attention
        == row(compared(run_of(tmp_path / "2", told)), "loket").first.attention
    )


def test_groups_without_a_common_question_are_not_compared_and_the_fault_says_so(tmp_path: Path) -> None:
    told = two_roles()
    run = run_of(tmp_path, told, question=[f"Vraag aan {one.role}" for one in told])
    with pytest.raises(RunError, match="have no question in common"):
        compared(run)
    with pytest.raises(RunError, match="is no question that at least 5 people of both"):
        compared(run, question="Vraag aan bewoner")


def test_where_groups_answered_questions_in_other_proportions_a_caution_says_so(tmp_path: Path) -> None:
    told = two_roles()
    often = {"bewoner": 5, "professional": 2}
    asked = ["a" if number % often[str(one.role)] else "b" for number, one in enumerate(told)]
    found = compared(run_of(tmp_path, told, question=asked))
    assert "questions differ" in found.cautions
    assert (
        "questions differ" not in compared(run_of(tmp_path / "2", told, question=["a"] * len(told))).cautions
    )


@pytest.mark.parametrize(
    ("people", "tested", "bounded"), [(9, False, False), (19, True, False), (20, True, True)]
)
def test_a_group_that_is_too_small_is_not_tested_and_says_so(
    tmp_path: Path, people: int, tested: bool, bounded: bool
) -> None:
    told = [
        one
        for role, start in (("bewoner", 0), ("professional", 100))
        for person in range(start, start + people)
        for one in said(person, role, "loket" if person % 2 else "groen")
    ]
    loket = row(compared(run_of(tmp_path, told), k=3), "loket")
    assert loket.tested is tested
    assert (loket.untested == "group too small") is not tested
    assert (loket.interval is not None) is bounded
    assert (loket.q is not None) is tested


def test_a_rare_theme_is_not_tested_and_says_so(tmp_path: Path) -> None:
    told = two_roles() + [one for person in range(5) for one in said(person, "bewoner", "bus")]
    told = (
        [one for one in told if one.theme != "bus"]
        + said(1, "bewoner", "bus")
        + said(101, "professional", "bus")
    )
    bus = row(compared(run_of(tmp_path, told)), "bus")
    assert (bus.tested, bus.untested, bus.finding) == (False, "theme too rare", None)


def test_a_theme_of_fewer_than_k_people_in_a_group_shows_neither_attention_nor_q_but_who_has_more(
    tmp_path: Path,
) -> None:
    told = [one for one in two_roles() if one.theme != "bus"]
    told += [one for person in range(25) for one in said(person, "bewoner", "bus", 3)]
    told += said(101, "professional", "bus")
    found = compared(run_of(tmp_path, told))
    bus = row(found, "bus")
    assert bus.second.people == Shown("fewer", 5)
    assert (bus.second.attention, bus.first.attention, bus.q, bus.interval) == (None, None, None, None)
    assert bus.mention_interval is None
    assert bus.finding == "first"
    hidden = [one for one in found.rows if one.difference is None]
    assert len(hidden) > 1  # over all themes attention adds up to 1


def test_people_who_are_unknown_are_in_no_test_and_a_caution_says_so(roles: Run, tmp_path: Path) -> None:
    told = two_roles() + [Told(f"Iets over loket {n}.", None, "bewoner", "loket") for n in range(30)]
    found = compared(run_of(tmp_path, told))
    assert "unknown people" in found.cautions
    assert found.first.messages_of_unknown.exact
    assert row(found, "loket").difference == row(compared(roles), "loket").difference
    nobody = [replace(one, person=None) for one in two_roles()]
    assert {one.untested for one in compared(run_of(tmp_path / "2", nobody)).rows} == {"people unknown"}


def test_published_texts_are_in_no_group(tmp_path: Path) -> None:
    report = [replace(one, source="rapport") for one in said(1, "bewoner", "loket", 20)]
    path = write_run(tmp_path / "run", Dialogue((*two_roles(), *report), LABELS, public=("rapport",)))
    assert row(compared(open_run(path)), "loket").first.messages == Shown("exact", 30)


def test_somebody_in_two_rounds_is_compared_with_themselves(tmp_path: Path) -> None:
    told = [one for person in range(40) for one in said(person, None, "loket" if person % 2 else "groen")]
    more = [one for person in range(40) for one in said(person, None, "loket" if person % 2 else "groen")]
    run = run_of(tmp_path, told + more, round=["1"] * 40 + ["2"] * 40)
    found = compare_groups(run, "round", "1", "2")
    loket = row(found, "loket")
    assert loket.interval is not None
    assert (loket.interval.low, loket.interval.high) == (0, 0)  # everybody says the same again
    assert loket.mention_interval is None  # Newcombe's is of two groups of different people
    assert "in both groups" in found.cautions


def test_background_columns_sources_and_months_make_groups(tmp_path: Path) -> None:
    told = two_roles()
    wijk = ["Noord" if int(str(one.person)[1:]) % 2 else "Zuid" for one in told]
    run = run_of(tmp_path, told, segment_soort_wijk=wijk)
    assert groupings(run) == ("role", "soort_wijk")
    sizes = {one.by: {group.name: group.people.number for group in one.groups} for one in list_groups(run)}
    assert sizes["soort_wijk"] == {"Noord": 40, "Zuid": 40}
    for name in ("soort_wijk", "segment_soort_wijk"):
        assert compare_groups(run, name, "noord", "Zuid").first.people == Shown("exact", 40)


def test_a_wrong_name_is_answered_with_the_names_there_are(roles: Run) -> None:
    with pytest.raises(
        RunError, match=r"has no group 'bewoners' by role; it has 'bewoner', 'professional'\. Did"
    ):
        compare_groups(roles, "role", "bewoners", "professional")
    with pytest.raises(RunError, match="cannot be grouped by 'wijk'; they can by role"):
        compare_groups(roles, "wijk", "a", "b")
    with pytest.raises(RunError, match="with itself"):
        compare_groups(roles, "role", "bewoner", "Bewoner")
    with pytest.raises(RunError, match="no level 4"):
        compared(roles, level=4)


def test_the_order_of_rows_and_the_names_of_people_change_nothing(roles: Run, tmp_path: Path) -> None:
    told = [replace(one, person=f"q{999 - int(str(one.person)[1:])}") for one in reversed(two_roles())]
    assert compared(run_of(tmp_path, told)) == compared(roles)


def test_quotes_are_of_the_group_on_the_theme_from_different_people(roles: Run) -> None:
    found = compared(roles)
    first, second = quotes_of(roles, found, row(found, "loket"))
    people = dict(roles.contributions.select("contribution_id", "participant_id").iter_rows())
    role = dict(roles.participants.select("participant_id", "role").iter_rows())
    for examples, wanted in ((first, "bewoner"), (second, "professional")):
        spoke = [people[one.context.passage.contribution_id] for one in examples]
        assert len(set(spoke)) == len(spoke) == 2
        assert {role[person] for person in spoke} == {wanted}
        assert all("loket" in one.context.passage.quote for one in examples)


def test_a_group_that_is_too_small_on_a_theme_has_no_quotes_beside_its_name(tmp_path: Path) -> None:
    told = two_roles() + said(101, "professional", "bus")
    told = [one for one in told if one.theme != "bus" or one.role == "bewoner"] + said(
        101, "professional", "bus"
    )
    run = run_of(tmp_path, told)
    found = compared(run)
    _, second = quotes_of(run, found, row(found, "bus"))
    assert second == []


def test_a_passage_that_people_decided_not_to_quote_shows_no_difference_either(tmp_path: Path) -> None:
    run = run_of(tmp_path, two_roles())
    found = compared(run)
    first, _ = quotes_of(run, found, row(found, "loket"), 1)
    quote = run.quotes.filter(pl.col("contribution_id") == first[0].context.passage.contribution_id)[
        "quote_id"
    ][0]
    words = ["decide", "exclude", str(run.path), quote, "--by", "AN"]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    decided = open_decided(run.path)
    again, _ = quotes_of(decided, compared(decided), row(found, "loket"), 40)
    assert first[0].unit_id not in {one.unit_id for one in again}


def test_nor_does_a_unit_that_shares_a_part_of_it(tmp_path: Path) -> None:
    run = run_of(tmp_path, two_roles())
    found = compared(run)
    first, _ = quotes_of(run, found, row(found, "loket"), 1)
    Deciding.about(run.path, Maker("AN")).exclude(first[0].unit_id)
    shorter = pl.when(pl.col("unit_id") == first[0].unit_id).then(pl.col("end") - 1).otherwise("end")
    run.units.with_columns(shorter.alias("end")).write_parquet(run.path / "units.parquet")
    decided = open_decided(run.path)
    again, _ = quotes_of(decided, compared(decided), row(found, "loket"), 40)
    assert again and first[0].unit_id not in {one.unit_id for one in again}


# ---------------------------------------------------------------- the figures themselves


def test_newcombe_gives_the_published_interval() -> None:
    found = newcombe((56, 70), (48, 80))  # Newcombe 1998, table II, comparison (a), method 10
    assert (round(found.low, 4), round(found.high, 4)) == (0.0524, 0.3339)
    none = newcombe((0, 10), (0, 10))
    assert (round(none.low, 4), round(none.high, 4)) == (-0.2775, 0.2775)


def test_without_shared_people_the_interval_is_that_of_welch() -> None:
    from scipy.stats import ttest_ind

    generator = np.random.default_rng(3)
    counts = [generator.multinomial(6, [0.5, 0.3, 0.2], size=size).astype(float) for size in (12, 30)]
    one, other = map(Attention.of, counts)
    found = contrast(one, other)
    for theme in range(3):
        welch = ttest_ind(one.shares[:, theme], other.shares[:, theme], equal_var=False)
        interval = welch.confidence_interval()
        assert found.low[theme] == pytest.approx(interval.low)
        assert found.high[theme] == pytest.approx(interval.high)
        assert found.p[theme] >= welch.pvalue - 1e-12


def test_where_everybody_is_in_both_the_interval_is_the_paired_one() -> None:
    from scipy.stats import ttest_rel

    generator = np.random.default_rng(4)
    counts = [generator.multinomial(8, [0.5, 0.3, 0.2], size=15).astype(float) for _ in range(2)]
    one, other = map(Attention.of, counts)
    pairs = np.repeat(np.arange(15)[:, None], 2, axis=1)
    found = contrast(one, other, pairs)
    paired = ttest_rel(one.shares[:, 0], other.shares[:, 0]).confidence_interval()
    assert (found.low[0], found.high[0]) == (pytest.approx(paired.low), pytest.approx(paired.high))


def test_a_small_group_in_which_nobody_mentions_a_rare_theme_is_no_proof() -> None:
    one = np.tile([1.0, 0.0], (12, 1))
    other = np.tile([4.0, 0.0], (300, 1))
    other[:30] = [3.0, 1.0]
    found = contrast(Attention.of(one), Attention.of(other))
    assert found.p[1] > 0.05
    assert expected(([0], [30]), (12, 300))[0] < 5


def test_q_values_are_those_of_benjamini_and_hochberg() -> None:
    from scipy.stats import false_discovery_control

    p = np.array([[0.001, 0.2, 0.03, 0.04], [0.5, 0.01, 0.01, 0.9]])
    assert np.allclose(false_discovery(p), [false_discovery_control(row) for row in p])
    holes = false_discovery(np.array([np.nan, 0.02, np.nan]))
    assert np.isnan(holes[[0, 2]]).all() and holes[1] == 0.02


# ---------------------------------------------------------------- commands


def oogst(*words: object) -> str:
    done = CliRunner().invoke(main, [str(word) for word in words])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_contrast_prints_attention_findings_mentions_and_quotes_in_both_languages(roles: Run) -> None:
    dutch = oogst("contrast", roles.path, "--by", "role", "--of", "bewoner,professional")
    assert "meer bij professional" in dutch and "niet over de bevolking" in dutch
    assert "“Persoon" in dutch
    english = oogst(
        "contrast", roles.path, "--by", "role", "--of", "bewoner", "--of", "professional", "--language", "en"
    )
    assert "more with professional" in english and "not about the population" in english


def test_contrast_gives_the_whole_comparison_as_json(roles: Run) -> None:
    data = json.loads(oogst("contrast", roles.path, "--by", "role", "--of", "bewoner,professional", "--json"))
    loket = next(one for one in data["rows"] if one["theme_id"] == "loket")
    assert loket["finding"] == "first" and loket["first"]["people"] == {"kind": "exact", "number": 30}
    assert {one["group"] for one in data["quotes"]} == {"bewoner", "professional"}
    texts = set(roles.contributions["text"])
    assert all(one["text"] in texts for one in data["quotes"])


def test_contrast_of_one_group_is_a_fault_with_a_way_out(roles: Run) -> None:
    done = CliRunner().invoke(main, ["contrast", str(roles.path), "--by", "role", "--of", "bewoner"])
    assert done.exit_code == 2 and "two are compared" in done.output


def test_groups_lists_what_can_be_compared_or_says_that_nothing_can(roles: Run, tmp_path: Path) -> None:
    assert "professional" in oogst("groups", roles.path)
    assert json.loads(oogst("groups", roles.path, "--json"))[0]["by"] == "role"
    bare = run_of(tmp_path, [replace(one, role=None) for one in two_roles()])
    assert "geen groepen" in oogst("groups", bare.path)
