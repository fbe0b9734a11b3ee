"""Statements that were voted on: agreement by group, what the groups have in common and what divides them.

What groups have in common is measured as Polis does: the product over the groups of ``(agree + 1) / (votes +
2)``, the *group-informed consensus* (Small, Bjorkegren, Erkkilä, Shaw & Megill 2021, *Polis: Scaling
deliberation by mapping high dimensional opinion spaces*, Recerca 26(2)). What divides them is the largest
difference in agreement between two groups, with Newcombe's interval.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from math import prod

import polars as pl

from insights.comparing.voted import Divide, Statement, Tally
from insights.intervals import newcombe, wilson
from insights.runs import Run
from insights.small_numbers import Count, protect
from insights.splits import Name


def count_statements(
    run: Run,
    themes: Mapping[str, tuple[str, ...]],
    counts: Mapping[str, Mapping[Name, tuple[int, int]]],
    compared: Sequence[str],
    k: int,
) -> tuple[Statement, ...]:
    """Give the statements of a run with the votes on them.

    ``themes`` are those that a contribution is in; ``counts`` who voted on it and how many agree, by group.
    """
    said = run.contributions.filter(pl.col("contribution_id").is_in(list(counts)))
    found = []
    for contribution, text, language in said.select("contribution_id", "text", "language").iter_rows():
        own = counts[contribution]
        of_all = _tally(None, *_total(own.values()), k)
        groups = _by_group(own, compared, of_all, k) if compared else {}
        tallies = tuple(groups[name] for name in compared)
        number = (of_all.agree.number or 0, of_all.voters.number or 0)
        found.append(
            Statement(
                contribution,
                text,
                language,
                themes.get(contribution, ()),
                of_all,
                wilson(*number) if of_all.share is not None else None,
                tallies,
                _consensus(tallies),
                _divide(tallies),
            )
        )
    return tuple(found)


def _by_group(
    counts: Mapping[Name, tuple[int, int]], names: Sequence[str], of_all: Tally, k: int
) -> dict[str, Tally]:
    """Show voters and agreement of every group, beside those of all."""
    pairs = [counts.get(name, (0, 0)) for name in names]
    voters = protect(of_all.voters, [Count(number, number) for number, _ in pairs], k)
    agree = protect(of_all.agree, [Count(yes, yes, number - yes) for number, yes in pairs], k)
    return {
        name: Tally(name, *both) for name, both in zip(names, zip(voters, agree, strict=True), strict=True)
    }


def _consensus(tallies: Sequence[Tally]) -> float | None:
    if not tallies or any(one.share is None for one in tallies):
        return None
    return prod(((one.agree.number or 0) + 1) / ((one.voters.number or 0) + 2) for one in tallies)


def _divide(tallies: Sequence[Tally]) -> Divide | None:
    """Find the two groups that lie furthest apart, by the bound nearest to no difference."""
    shown = [one for one in tallies if one.share is not None]
    divides = [
        Divide(
            str(one.group),
            str(other.group),
            (one.share or 0) - (other.share or 0),
            newcombe(_counts(one), _counts(other)),
        )
        for one, other in combinations(shown, 2)
    ]
    return max(divides, key=lambda one: (one.at_least, abs(one.difference)), default=None)


def _counts(tally: Tally) -> tuple[int, int]:
    return tally.agree.number or 0, tally.voters.number or 0


def _tally(group: Name, voters: int, agree: int, k: int) -> Tally:
    return Tally(group, Count(voters, voters).show(k), Count(agree, agree, voters - agree).show(k))


def _total(pairs: Iterable[tuple[int, int]]) -> tuple[int, int]:
    voters, agree = zip(*pairs, strict=True)
    return sum(voters), sum(agree)
