"""People, messages and the small-numbers rule."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from runs_for_tests import Dialogue, Told, dialogue_with_roles, dialogue_without_background, write_run

from insights.counting import (
    ThemeCount,
    count_answered,
    count_outcomes,
    count_themes,
    roles_shown,
    small_number,
    theme_count,
)
from insights.description import describe, strength
from insights.runs import Run, open_run
from insights.small_numbers import UNKNOWN, Count, Shown, protect
from insights.wording import EN, NL

K = 5


def run_of(folder: Path, *told: Told, **options: Any) -> Run:
    labels = {theme: theme for one in told for theme in (one.theme, one.subtheme) if theme}
    return open_run(write_run(folder / "run", Dialogue(told, labels, **options)))


def people(prefix: str, number: int, theme: str | None, role: str | None = None, **more: Any) -> list[Told]:
    return [
        Told(f"{prefix} over {theme}, zegt nummer {n}", f"{prefix}{n}", role, theme, **more)
        for n in range(number)
    ]


def only(run: Run, level: int = 1) -> ThemeCount:
    (found,) = count_themes(run, level, K)
    return found


@pytest.fixture(scope="module")
def roles(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return open_run(write_run(tmp_path_factory.mktemp("counting") / "rollen", dialogue_with_roles()))


def test_people_are_distinct_participants_and_messages_distinct_contributions(tmp_path):
    run = run_of(tmp_path, *people("a", 6, "zorg"), *people("a", 6, "zorg"), *people("b", 6, None))
    found = only(run)
    assert (found.people, found.messages) == (Shown("exact", 6), Shown("exact", 12))
    assert found.answered == Shown("exact", 12)
    assert found.share == 0.5


def test_a_fringe_unit_does_not_count(tmp_path):
    run = run_of(tmp_path, *people("a", 6, "zorg"), *people("b", 6, "zorg", core=False))
    assert only(run).people == Shown("exact", 6)


def test_a_text_that_repeats_another_counts_where_that_one_is_placed(tmp_path):
    told = [*people("a", 6, "zorg"), *people("b", 5, None), *people("c", 6, None)]
    run = run_of(tmp_path, *told)
    units = run.units.with_columns(
        repeat_of=pl.when(pl.col("contribution_id").is_in([f"c{n:04d}" for n in range(6, 11)])).then(
            pl.lit("uc0000")
        )
    )
    units.write_parquet(run.path / "units.parquet")
    assert only(open_run(run.path)).people == Shown("exact", 11)


def test_a_theme_below_k_people_shows_no_count(tmp_path):
    found = only(run_of(tmp_path, *people("a", 4, "zorg"), *people("a", 4, "zorg"), *people("b", 20, None)))
    assert found.people == Shown("fewer", 5)
    assert found.messages == Shown("few people")
    assert found.largest_share is None
    assert found.share is None
    assert found.roles_shown == frozenset()


def test_a_theme_that_leaves_out_fewer_than_k_people_shows_no_count(tmp_path):
    found = only(run_of(tmp_path, *people("a", 20, "zorg"), *people("b", 3, None)))
    assert found.people == Shown("more", 18)
    assert found.share is None
    assert found.messages == Shown("few people")


def test_the_largest_contributor_is_a_share_of_the_messages(tmp_path):
    much = [Told(f"En nog iets over zorg, {n}", "a0", theme="zorg") for n in range(6)]
    found = only(run_of(tmp_path, *people("a", 6, "zorg"), *much, *people("b", 6, None)))
    assert found.largest_share == 7 / 12


def test_unknown_participants_are_not_people_of_their_own(tmp_path):
    found = only(
        run_of(tmp_path, *[Told(f"Zorg {n}", theme="zorg") for n in range(8)], *people("b", 8, None))
    )
    assert found.people.kind == "fewer"
    nobody = only(
        run_of(
            tmp_path / "2",
            *[Told(f"Zorg {n}", theme="zorg") for n in range(8)],
            *[Told(f"X {n}") for n in range(8)],
        )
    )
    assert nobody.people == UNKNOWN
    assert nobody.messages == nobody.messages_of_unknown == Shown("exact", 8)
    assert nobody.largest_share is None


def test_messages_of_unknown_people_do_not_give_away_those_of_a_few_known_ones(tmp_path):
    told = [
        *people("a", 3, "zorg"),
        *[Told(f"Zorg {n}", theme="zorg") for n in range(20)],
        *people("b", 20, None),
    ]
    found = only(run_of(tmp_path, *told))
    assert found.messages == Shown("exact", 23)
    assert not found.messages_of_unknown.exact


def test_published_sources_are_counted_by_source_and_their_speakers_are_no_people(tmp_path):
    reports = [
        Told(f"Rapport {s} over zorg {n}", f"wethouder {s}", theme="zorg", source=s)
        for s in "xy"
        for n in range(2)
    ]
    run = run_of(tmp_path, *people("a", 6, "zorg"), *people("b", 6, None), *reports, public=("x", "y", "z"))
    found = only(run)
    assert (found.published, found.passages) == (2, 4)
    assert found.people == Shown("exact", 6)
    assert count_answered(run, K).people == Shown("exact", 12)


def test_roles_are_split_by_person_and_add_up(tmp_path):
    told = [
        *people("a", 12, "zorg", "bewoner"),
        *people("b", 7, "zorg", "professional"),
        *people("c", 9, None, "bewoner"),
    ]
    found = only(run_of(tmp_path, *told, *people("d", 9, None, "professional")))
    assert [(row.role, row.people.number, row.messages.number) for row in found.roles] == [
        ("bewoner", 12, 12),
        ("professional", 7, 7),
    ]
    assert [row.share for row in found.roles] == [12 / 21, 7 / 16]


def test_a_small_role_is_not_found_by_subtracting_the_others(tmp_path):
    told = [
        *people("a", 12, "zorg", "bewoner"),
        *people("b", 3, "zorg", "wethouder"),
        *people("c", 9, None, "bewoner"),
    ]
    found = only(run_of(tmp_path, *told, *people("d", 9, None, "wethouder")))
    assert found.people == Shown("exact", 15)
    assert not any(row.people.exact or row.messages.exact for row in found.roles)
    assert "wethouder" not in found.roles_shown


def test_a_subtheme_is_not_found_by_subtracting_the_others_from_its_theme(tmp_path):
    told = [
        *people("a", 9, "zorg", subtheme="huisarts"),
        *people("b", 4, "zorg", subtheme="wijkteam"),
        *people("c", 9, None),
    ]
    shown = {count.theme_id: count for count in count_themes(run_of(tmp_path, *told), 2, K)}
    assert shown["wijkteam"].people.kind in ("fewer", "withheld")
    assert not shown["huisarts"].people.exact


def test_themes_are_ordered_by_what_is_shown(tmp_path):
    told = [
        *people("a", 3, "b-klein"),
        *people("a", 4, "c-klein"),
        *people("a", 6, "z-groot"),
        *people("x", 9, None),
    ]
    run = run_of(tmp_path, *told)
    order = [count.theme_id for count in count_themes(run, 1, K)]
    assert order == ["z-groot", "b-klein", "c-klein"]
    assert theme_count(count_themes(run, 1, K), "nergens") is None


def test_k_comes_from_the_settings_of_the_run(tmp_path):
    run = run_of(tmp_path, *people("a", 6, "zorg"), manifest={"settings": {"k_explorer": 7}})
    assert (small_number(run), small_number(run, "export")) == (7, 10)
    bare = run_of(tmp_path / "2", *people("a", 6, "zorg"), manifest={"settings": None})
    assert (small_number(bare), small_number(bare, "export")) == (5, 10)


def test_outcomes_add_up_to_the_rows_of_the_input(roles):
    counted = count_outcomes(roles)
    assert sum(counted.values()) == roles.contributions.height + 1
    assert counted["excluded"] == counted["set apart"] == counted["unplaced"] == 1


def test_a_role_of_enough_people_may_stand_beside_a_quote(roles):
    assert roles_shown(count_answered(roles, K)) == {"bewoner", "professional"}
    assert roles_shown(count_answered(roles, 9)) == {"bewoner"}


@pytest.mark.parametrize(
    ("number", "of", "words"),
    [
        (56, 100, "een meerderheid van de 100 deelnemers"),
        (55, 100, "ongeveer de helft van de 100 deelnemers"),
        (45, 100, "ongeveer de helft van de 100 deelnemers"),
        (44, 100, "een minderheid van de 100 deelnemers"),
        (10, 100, "een minderheid van de 100 deelnemers"),
        (9, 100, "een klein deel van de 100 deelnemers"),
        (4, 100, "minder dan 5 van de 100 deelnemers"),
        (97, 100, "meer dan 95 van de 100 deelnemers"),
    ],
)
def test_strength_in_words_follows_the_printed_rule(tmp_path, number, of, words):
    run = run_of(tmp_path, *people("a", number, "zorg"), *people("b", of - number, None))
    assert strength(only(run), count_answered(run, K), NL) == f"Genoemd door {words}"


def test_a_description_says_who_speaks_about_what_in_which_words_and_obeys_k(roles, tmp_path):
    counts = {count.theme_id: count for count in count_themes(roles, 1, K)}
    answered = count_answered(roles, K)
    said = describe(counts["t2"], answered, ["vertrouwen", "brief"], [], NL)
    assert said == (
        "Genoemd door ongeveer de helft van de 22 deelnemers. "
        "Woorden die hier vaker vallen dan elders: vertrouwen en brief."
    )
    few = describe(counts["t3"], answered, ["mens"], ["dossier", "gesprek"], EN)
    assert few.startswith("Mentioned by fewer than 5 of the 22 participants. Subthemes: dossier; gesprek.")
    bare = open_run(write_run(tmp_path / "kaal", dialogue_without_background()))
    found = next(count for count in count_themes(bare, 1, K) if count.theme_id == "t2")
    assert "hoeveel mensen dat zijn is onbekend" in describe(found, count_answered(bare, K), [], [], NL)
    assert not any(mark in said + few for mark in "\"'‘’“”„")


# ---------------------------------------------------------------- the rule itself


def possible(shown: list[Shown], total: int, sizes: list[int], k: int) -> list[tuple[int, ...]]:
    """Every split a reader cannot rule out who knows the rule, the total and the size of every group."""

    def can(cell: Shown, size: int) -> range:
        low, high = cell.possible
        if cell.kind == "withheld" and {"fewer", "more"} & {other.kind for other in shown}:
            low, high = k, size - k  # known to be a number that would be shown by itself
        return range(low, min(high, size) + 1)

    ranges = [can(cell, size) for cell, size in zip(shown, sizes, strict=True)]
    return [split for split in itertools.product(*ranges) if sum(split) == total]


@given(
    cells=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 6)), min_size=1, max_size=4),
    k=st.integers(2, 4),
)
def test_no_split_lets_a_count_below_k_be_derived(cells: list[tuple[int, int]], k: int):
    counts = [Count(number, number, others) for number, others in cells]
    total_count = Count(sum(n for n, _ in cells), sum(n for n, _ in cells), sum(o for _, o in cells))
    total = total_count.show(k)
    shown = list(protect(total, counts, k))
    for cell, count in zip(shown, counts, strict=True):
        assert cell.possible[0] <= count.number <= cell.possible[1] or cell.kind == "withheld"
        assert not (cell.exact and (count.people < k or (count.others or 0) < k))
    sizes = [max(sum(cell), k - 1) for cell in cells]  # the size of a group below k is not shown
    if not total.exact:
        assert not all(cell.exact for cell in shown)
        return
    left = possible(shown, total_count.number, sizes, k)
    for index, cell in enumerate(shown):
        if len(counts) > 1 and cell.kind in ("fewer", "more"):
            values = {split[index] for split in left}
            assert len(values) > 1, (shown, left)
        if cell.kind == "fewer":
            assert {split[index] for split in left} >= set(range(k))


@given(
    numbers=st.lists(st.tuples(st.integers(0, 12), st.integers(0, 4)), min_size=2, max_size=4),
    k=st.integers(2, 4),
)
def test_messages_on_few_people_cannot_be_derived_from_a_split(numbers: list[tuple[int, int]], k: int):
    counts = [Count(people + more, people, of_people=False) for people, more in numbers]
    total = Count(sum(c.number for c in counts), sum(c.people for c in counts), of_people=False).show(k)
    shown = protect(total, counts, k)
    hidden = [cell for cell in shown if not cell.exact]
    assert all(not cell.exact for cell, count in zip(shown, counts, strict=True) if count.people < k)
    if total.exact and hidden:
        rest = (total.number or 0) - sum(cell.number or 0 for cell in shown if cell.exact)
        assert len(hidden) > 1
        assert rest >= k - 1


def test_a_split_that_cannot_be_protected_is_not_shown_at_all():
    counts = [Count(4, 4, 20), Count(4, 4, 20)]
    assert protect(Shown("exact", 8), counts, K) == (Shown("withheld"), Shown("withheld"))


def test_counts_of_one_theme_do_not_change_with_the_order_of_the_rows(roles, tmp_path):
    told = dialogue_with_roles().told
    turned = Dialogue(
        tuple(replace(one, reply_to=None) for one in reversed(told)), dialogue_with_roles().labels
    )
    other = open_run(write_run(tmp_path / "om", turned))
    assert count_themes(other, 1, K) == count_themes(roles, 1, K)
    assert count_themes(other, 2, K) == count_themes(roles, 2, K)
