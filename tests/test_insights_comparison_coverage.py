"""Simulated comparisons: intervals cover, what is found is real, and counting messages does neither."""

from __future__ import annotations

import numpy as np
import pytest
from click.testing import CliRunner

from benchmarks.comparison import (
    ALIKE,
    OTHER,
    Outcome,
    Setting,
    by_attention,
    coverage,
    main,
    measure,
    settings,
    simulate,
)

DRAWS = 300
FEW = [
    Setting((30, 30), (4, 4), (1.5, 1.5), differs=False),
    Setting((60, 95), (2, 10), (5.0, 5.0), differs=False),
    Setting((30, 300), (10, 2), (5.0, 5.0), differs=False),
    Setting((60, 95), (2, 10), (1.5, 5.0), differs=True),
    Setting((100, 300), (4, 4), (5.0, 5.0), differs=True),
    Setting((100, 100), (4, 4), (5.0, 5.0), differs=True, shared=50),
]


@pytest.fixture(scope="module")
def found() -> dict[str, list[Outcome]]:
    return measure(FEW, DRAWS)


def test_the_intervals_that_are_shown_cover_as_often_as_they_say(found: dict[str, list[Outcome]]) -> None:
    cover = coverage(found["attention"])
    assert cover is not None and 0.93 <= cover <= 0.97
    assert (coverage(found["messages"]) or 0) < 0.8


def test_of_the_differences_that_are_called_so_few_are_chance(found: dict[str, list[Outcome]]) -> None:
    assert all(one.at_least <= 0.05 for one in found["attention"])
    assert all(one.at_least > 0.05 for one in found["messages"] if not one.setting.differs)


def test_groups_that_differ_only_in_how_much_they_write_show_no_difference(
    found: dict[str, list[Outcome]],
) -> None:
    only_amounts = [
        place for place, one in enumerate(FEW) if not one.differs and one.amounts[0] != one.amounts[1]
    ]
    assert only_amounts
    for place in only_amounts:
        assert found["attention"][place].any.mean() <= 0.06
        assert found["messages"][place].any.mean() > 0.5


def test_true_differences_are_found_where_there_are_people_enough(found: dict[str, list[Outcome]]) -> None:
    assert (found["attention"][4].found or 0) > 0.4


def test_people_write_one_to_forty_messages_a_few_of_them_most() -> None:
    first, second = simulate(FEW[0], 50, np.random.default_rng(1))
    written = np.concatenate([part.sum(axis=2).ravel() for part in (first, second)])
    assert written.min() == 1 and written.max() == 40
    assert np.mean(written) > 1.3 * np.median(written)
    assert sum(ALIKE) == pytest.approx(1) and sum(OTHER) == pytest.approx(1)


def test_the_same_seed_gives_the_same_dialogues() -> None:
    one, again = (by_attention(FEW[0], *simulate(FEW[0], 20, np.random.default_rng(3))) for _ in range(2))
    assert np.array_equal(one.covered, again.covered)


def test_the_benchmark_prints_a_table_of_every_size_and_way() -> None:
    done = CliRunner().invoke(main, ["--draws", "2"])
    assert done.exit_code == 0, done.output
    assert done.stdout.count("| attention |") == done.stdout.count("| messages |") == 12


@pytest.mark.slow
def test_over_all_kinds_of_dialogue_every_bar_is_met() -> None:
    every = list(settings())
    found = measure(every, 2000)
    for size in dict.fromkeys(one.people for one in every):
        own = [one for one in found["attention"] if one.setting.people == size]
        cover = coverage(own)
        assert cover is None or 0.93 <= cover <= 0.97, (size, cover)
    worst = max(one.at_least for one in found["attention"])
    assert worst <= 0.05
    assert (coverage(found["messages"]) or 0) < 0.8
