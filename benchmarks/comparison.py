"""Comparing groups in simulated dialogues: whether intervals cover, and whether what is found is real.

``python benchmarks/comparison.py --help`` tells how to run it. People write 1 to 40 messages, a few of them
most; each leans to themes of their own (Dirichlet around the leanings of the group). Beside the comparison of
Oogst stands what is often done instead: counting messages, with a chi-square test and an interval of the
difference between two shares of messages, as if every message came from another person.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Final

import click
import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also where Oogst is not installed

from insights.comparing.attention import Attention, Contrast, contrast, expected, false_discovery
from insights.comparing.printed_rule import (
    INTERVAL_EXPECTED,
    INTERVAL_PEOPLE,
    LEAST_EXPECTED,
    LEAST_PEOPLE,
    WANTED,
)
from insights.intervals import Z, wilson
from insights.small_numbers import K_EXPLORER

Values = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

DRAWS: Final = 2000
ALIKE: Final = (0.40, 0.20, 0.13, 0.10, 0.07, 0.04, 0.03, 0.03)
"""The mean leanings of a group, themes of 3 to 40 %."""
OTHER: Final = (0.40, 0.10, 0.13, 0.20, 0.04, 0.04, 0.06, 0.03)
"""Those of a group that differs in four themes and in four not."""
SIZES: Final = (
    (10, 10),
    (10, 300),
    (15, 30),
    (20, 60),
    (30, 30),
    (30, 100),
    (30, 300),
    (60, 95),
    (100, 300),
    (300, 300),
)
"""People in the first and in the second group."""
AMOUNTS: Final = ((4, 4), (2, 10), (10, 2))
"""The median of messages a person, in the first and in the second group."""
OWN: Final = ((1.5, 1.5), (5.0, 5.0), (1.5, 5.0))
"""How alike the people of each group are: the concentration of the Dirichlet distribution."""
MOST: Final = 40
TAIL: Final = 1.1
"""The most messages of a person, and how heavy the tail is (deviation of the logarithm)."""
OFTEN: Final = 0.5
"""The share of draws in which an interval is shown, from which its coverage is given by itself."""

KINDS: Final = 0.25
"""Intervals a draw from which the coverage of a kind of dialogue is given by itself."""


@dataclass(frozen=True)
class Setting:
    """A kind of dialogue: people, messages and likeness of two groups, and how many are in both."""

    people: tuple[int, int]
    amounts: tuple[int, int]
    own: tuple[float, float]
    differs: bool
    shared: int = 0


@dataclass(frozen=True)
class Outcome:
    """What one way of comparing gave in all draws of a setting.

    ``false`` is the share of false ones among the differences called so, a draw; ``any`` whether any was;
    ``found`` the share of the true differences that were found. ``covered`` and ``shown`` are by theme: how
    many of the intervals that were shown hold the true difference.
    """

    setting: Setting
    false: Values
    any: Flags
    found: float | None
    covered: npt.NDArray[np.int64]
    shown: npt.NDArray[np.int64]

    @property
    def at_least(self) -> float:
        """The lower 95 % bound of the false-discovery rate."""
        if set(np.unique(self.false)) <= {0.0, 1.0}:
            return wilson(int(self.false.sum()), len(self.false)).low
        return float(self.false.mean() - Z * self.false.std(ddof=1) / np.sqrt(len(self.false)))


def settings(shared: bool = True) -> Iterator[Setting]:
    """Give every kind of dialogue; ``shared`` adds two rounds in which half of the people are the same."""
    for people, amounts, own, differs in product(SIZES, AMOUNTS, OWN, (False, True)):
        yield Setting(people, amounts, own, differs)
    if shared:
        for size, amounts, differs in product((30, 100), AMOUNTS, (False, True)):
            yield Setting((size, size), amounts, (5.0, 5.0), differs, size // 2)


def simulate(setting: Setting, draws: int, generator: np.random.Generator) -> tuple[Values, Values]:
    """Draw dialogues: units by person and theme of both groups, ``(draws, people, themes)`` each.

    People in both groups are the first of each; their leanings hang together, as their own deviate in the
    same direction from those of the group.
    """
    means = np.array(ALIKE), np.array(OTHER if setting.differs else ALIKE)
    leanings = [
        generator.standard_gamma(own * mean, size=(draws, people, len(mean)))
        for own, mean, people in zip(setting.own, means, setting.people, strict=True)
    ]
    if setting.shared and not setting.differs:
        leanings[1][:, : setting.shared] = leanings[0][:, : setting.shared]
    first, second = (
        generator.multinomial(_amounts(median, lean.shape[:2], generator), _whole(lean)).astype(np.float64)
        for median, lean in zip(setting.amounts, leanings, strict=True)
    )
    return first, second


def by_attention(setting: Setting, first: Values, second: Values) -> Outcome:
    """Compare as Oogst does, with the same printed rule and the same small numbers."""
    found = _contrast(setting, first, second)
    return _by_people(setting, first, second, found, found.p)


def by_welch(setting: Setting, first: Values, second: Values) -> Outcome:
    """Compare as Oogst does, but by Welch's test alone."""
    from scipy.stats import ttest_ind

    shares = [part / part.sum(axis=2, keepdims=True) for part in (first, second)]
    with np.errstate(divide="ignore", invalid="ignore"):
        p = np.nan_to_num(ttest_ind(*shares, axis=1, equal_var=False).pvalue, nan=1.0)
    return _by_people(setting, first, second, _contrast(setting, first, second), p)


def _contrast(setting: Setting, first: Values, second: Values) -> Contrast:
    pairs = np.repeat(np.arange(setting.shared, dtype=np.int64)[:, None], 2, axis=1)
    return contrast(Attention.of(first), Attention.of(second), pairs)


def _by_people(setting: Setting, first: Values, second: Values, found: Contrast, p: Values) -> Outcome:
    mentions = [(part > 0).sum(axis=1) for part in (first, second)]
    exact = [
        (number >= K_EXPLORER) & (people - number >= K_EXPLORER)
        for number, people in zip(mentions, setting.people, strict=True)
    ]
    least = [
        np.where(number < K_EXPLORER, 0, np.minimum(number, people - K_EXPLORER + 1))
        for number, people in zip(mentions, setting.people, strict=True)
    ]
    would = expected((least[0], least[1]), setting.people)
    tested = (would >= LEAST_EXPECTED) & (min(setting.people) >= LEAST_PEOPLE)
    shown = (exact[0] & exact[1]) & (would >= INTERVAL_EXPECTED) & (min(setting.people) >= INTERVAL_PEOPLE)
    q = false_discovery(np.where(tested, p, np.nan))
    return _outcome(setting, q <= WANTED, found.low, found.high, shown)


def by_messages(setting: Setting, first: Values, second: Values) -> Outcome:
    """Compare shares of messages, as if every message came from somebody else."""
    from scipy.special import chdtrc

    parts = [part.sum(axis=1) for part in (first, second)]
    wholes = [part.sum(axis=1, keepdims=True) for part in parts]
    shares = [part / whole for part, whole in zip(parts, wholes, strict=True)]
    together = (parts[0] + parts[1]) / (wholes[0] + wholes[1])
    difference = shares[0] - shares[1]
    with np.errstate(divide="ignore", invalid="ignore"):
        chi = difference**2 / (together * (1 - together) * (1 / wholes[0] + 1 / wholes[1]))
    p = np.where(np.isnan(chi), 1.0, chdtrc(1, np.nan_to_num(chi)))
    half = Z * np.sqrt(sum(share * (1 - share) / whole for share, whole in zip(shares, wholes, strict=True)))
    shown = np.ones(p.shape, dtype=np.bool_)
    return _outcome(setting, false_discovery(p) <= WANTED, difference - half, difference + half, shown)


HEAD: Final = (
    "people",
    "compared by",
    "intervals shown",
    "cover",
    "a kind by itself",
    "a theme by itself",
    "false discoveries, none differs",
    "some differ",
    "worst lower bound",
    "only amounts differ: a difference",
    "true differences found",
)
Way = Callable[[Setting, Values, Values], Outcome]
WAYS: Final[dict[str, Way]] = {"attention": by_attention, "messages": by_messages}
TRIED: Final[dict[str, Way]] = {"attention, Welch alone": by_welch}


def measure(
    every: Sequence[Setting], draws: int, seed: int = 1, ways: Mapping[str, Way] = WAYS
) -> dict[str, list[Outcome]]:
    """Simulate every setting and compare in every way."""
    found: dict[str, list[Outcome]] = {name: [] for name in ways}
    for place, setting in enumerate(every):
        drawn = simulate(setting, draws, np.random.default_rng([seed, place]))
        for name, way in ways.items():
            found[name].append(way(setting, *drawn))
    return found


def coverage(outcomes: Sequence[Outcome]) -> float | None:
    """Give the share of the shown intervals, over all settings and themes, that cover."""
    shown = sum(int(one.shown.sum()) for one in outcomes)
    return sum(int(one.covered.sum()) for one in outcomes) / shown if shown else None


def coverages(outcomes: Sequence[Outcome], draws: int) -> list[float]:
    """Give the coverage of every theme of every setting in which it has an interval often."""
    return [
        float(covered / shown)
        for one in outcomes
        for covered, shown in zip(one.covered, one.shown, strict=True)
        if shown >= OFTEN * draws
    ]


def table(found: dict[str, list[Outcome]], draws: int) -> list[str]:
    """Lay the outcomes out as a Markdown table, a row for sizes and ways."""
    lines = ["| " + " | ".join(HEAD) + " |", "|---|---|" + "---:|" * (len(HEAD) - 2)]
    sizes = dict.fromkeys((one.setting.people, bool(one.setting.shared)) for one in found["attention"])
    for people, shared in sizes:
        for name, outcomes in found.items():
            own = [
                one for one in outcomes if one.setting.people == people and bool(one.setting.shared) == shared
            ]
            size = f"{people[0]} and {people[1]}" + (", half the same" if shared else "")
            lines.append("| " + " | ".join([size, name, *_cells(own, draws)]) + " |")
    return lines


def _cells(outcomes: Sequence[Outcome], draws: int) -> list[str]:
    shown = sum(int(one.shown.sum()) for one in outcomes) / (len(outcomes) * draws * len(ALIKE))
    by_theme = coverages(outcomes, draws)
    by_kind = [
        share
        for one in outcomes
        if one.shown.sum() >= KINDS * draws and (share := coverage([one])) is not None
    ]
    alike = [one for one in outcomes if not one.setting.differs]
    differ = [one for one in outcomes if one.setting.differs]
    amounts = [one for one in alike if one.setting.amounts[0] != one.setting.amounts[1]]
    found = [one.found for one in differ if one.found is not None]
    return [
        f"{shown:.0%}",
        _percentage(coverage(outcomes)),
        _range(by_kind),
        _range(by_theme),
        _percentage(float(np.mean([one.false.mean() for one in alike]))),
        _percentage(float(np.mean([one.false.mean() for one in differ]))),
        _percentage(max(max(0.0, one.at_least) for one in outcomes)),
        _percentage(float(np.mean([one.any.mean() for one in amounts]))),
        _percentage(float(np.mean(found)) if found else None),
    ]


def _range(values: Sequence[float]) -> str:
    return f"{min(values):.1%}–{max(values):.1%}" if values else "–"


def _percentage(value: float | None) -> str:
    return "–" if value is None else f"{value:.1%}"


def _amounts(median: int, shape: tuple[int, ...], generator: np.random.Generator) -> npt.NDArray[np.int64]:
    drawn = median * np.exp(TAIL * generator.standard_normal(shape))
    return np.asarray(np.clip(np.rint(drawn), 1, MOST), dtype=np.int64)


def _whole(leanings: Values) -> Values:
    """Make leanings add up to 1; somebody whose every leaning is too small to tell leans to the first."""
    leanings[..., 0] += np.where(leanings.sum(axis=-1) <= 0, 1.0, 0.0)
    return np.asarray(leanings / leanings.sum(axis=-1, keepdims=True))


def _outcome(setting: Setting, called: Flags, low: Values, high: Values, shown: Flags) -> Outcome:
    true = np.array(ALIKE) - np.array(OTHER if setting.differs else ALIKE)
    same = true == 0
    number = called.sum(axis=1)
    false = (called & same).sum(axis=1) / np.maximum(number, 1)
    covered = (low <= true) & (true <= high) & shown
    return Outcome(
        setting=setting,
        false=false,
        any=number > 0,
        found=float(called[:, ~same].mean()) if setting.differs else None,
        covered=covered.sum(axis=0),
        shown=shown.sum(axis=0),
    )


@click.command()
@click.option("--draws", default=DRAWS, show_default=True, help="Simulated dialogues of each kind.")
@click.option("--seed", default=1, show_default=True)
@click.option("--tried", is_flag=True, help="Also what was tried and left.")
def main(draws: int, seed: int, tried: bool) -> None:
    """Simulate dialogues of many kinds, compare two groups in each, and print a Markdown table."""
    start = time.perf_counter()
    every = list(settings())
    found = measure(every, draws, seed, WAYS | TRIED if tried else WAYS)
    click.echo("\n".join(table(found, draws)))
    for name, outcomes in found.items():
        worst = max(outcomes, key=lambda one: one.at_least)
        click.echo(
            f"{name}: {_percentage(coverage(outcomes))} of the intervals cover; "
            f"worst false-discovery rate {worst.false.mean():.1%}, lower bound {worst.at_least:.1%}",
            err=True,
        )
    click.echo(
        f"{len(every)} kinds of dialogue, {draws} draws each, {time.perf_counter() - start:.0f} s", err=True
    )


if __name__ == "__main__":
    main()
