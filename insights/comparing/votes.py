"""Votes on what was said: agreement by theme and by group, and what unites or divides the groups.

Where a platform gives the votes of every person (table ``votes``), groups are compared; where it gives only
how many agree and disagree, there are no groups. A share of agreement is of those who voted on a statement,
those who passed among them where that is known; nothing is said of those who did not vote, nor of anybody
else.

What groups have in common is measured as Polis does: the product over the groups of ``(agree + 1) / (votes +
2)``, the *group-informed consensus* (Small, Bjorkegren, Erkkilä, Shaw & Megill 2021, *Polis: Scaling
deliberation by mapping high dimensional opinion spaces*, Recerca 26(2)). What divides them is the largest
difference in agreement between two groups, with Newcombe's interval. All counts obey the rule of small
numbers: a group in which fewer than k people voted, agree, or do not agree is hidden, and so is what would
give it away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from math import prod

import polars as pl

from corpora.errors import RunError
from corpora.tables import SEGMENT
from insights.comparing.groups import OF_WHAT_WAS_SAID, by_number, grouped
from insights.comparing.voted import Divide, Statement, Tally, ThemeVotes, Votes
from insights.counting import small_number
from insights.intervals import newcombe, wilson
from insights.mentions import PERSON, ROLE
from insights.runs import Run
from insights.small_numbers import Count, Shown, protect
from insights.splits import GROUP, Name

__all__ = ["Divide", "Statement", "Tally", "ThemeVotes", "Votes", "count_votes", "voter_groups"]


def count_votes(run: Run, by: str | None = None, level: int = 1, k: int | None = None) -> Votes:
    """Count the votes of a run.

    Parameters
    ----------
    run
        The run; its table ``votes`` is used where it has one, else ``agree`` and ``disagree`` of
        ``contributions``.
    by
        ``role`` or a background column; otherwise the first of those by which voters are in two groups.
    level
        The level of the themes.
    k
        The small number; otherwise that of the run.

    Returns
    -------
    Votes
        Raises :class:`RunError` where the run has no votes, or votes without people and ``by`` is given.
    """
    k = k or small_number(run)
    if "votes" in run.manifest.get("tables", {}):
        return _of_people(run, by, level, k)
    if by is not None:
        raise RunError(
            f"{run.name} does not tell who voted, so votes cannot be split by {by!r}. Leave out --by; "
            "an export with the votes of every person, such as that of Polis, can be split."
        )
    return _of_totals(run, level, k)


def voter_groups(run: Run, by: str) -> pl.DataFrame:
    """Give the group of everybody who wrote or voted: columns ``participant_id`` and ``group``.

    Raises :class:`RunError` where people cannot be grouped by that.
    """
    column = ROLE if by == ROLE else SEGMENT + by.removeprefix(SEGMENT)
    known = run.participants.columns
    if by in OF_WHAT_WAS_SAID or column not in {*known, *run.contributions.columns}:
        there = ", ".join(_properties(run)) or "nothing"
        raise RunError(f"the voters of {run.name} cannot be grouped by {by!r}; they can by {there}.")
    people = run.participants.select(
        PERSON, (pl.col(column) if column in known else pl.lit(None, pl.String)).alias("registered")
    )
    if column in run.contributions.columns:
        said = grouped(run, by).drop_nulls(PERSON).group_by(PERSON).agg(pl.col(GROUP).min())
    else:
        said = people.select(PERSON, pl.lit(None, pl.String).alias(GROUP))
    return (
        people.join(said, on=PERSON, how="full", coalesce=True)
        .select(PERSON, pl.coalesce("registered", GROUP).alias(GROUP))
        .sort(PERSON)
    )


def _of_people(run: Run, by: str | None, level: int, k: int) -> Votes:
    said = run.contributions.select("contribution_id")
    cast = run.table("votes").join(said, on="contribution_id", how="semi")
    cast = cast.with_columns(agrees=pl.col("vote") == 1)
    standard = next((one for one in _properties(run) if _compared(_in_groups(run, one, cast), k)), None)
    by = by or standard
    frame = (
        cast.with_columns(pl.lit(None, pl.String).alias(GROUP)) if by is None else _in_groups(run, by, cast)
    )
    names = sorted(frame[GROUP].drop_nulls().unique(), key=by_number)
    compared = _compared(frame, k)
    if compared:
        frame = frame.filter(pl.col(GROUP).is_in(compared))
    else:
        frame = frame.with_columns(pl.lit(None, pl.String).alias(GROUP))
    near = (
        frozenset()
        if by == standard or standard is None
        else _near(frame, _in_groups(run, standard, cast), k)
    )
    counts = frame.filter(~pl.col("contribution_id").is_in(near)).group_by("contribution_id", GROUP)
    of: dict[str, dict[Name, tuple[int, int]]] = {}
    for contribution, group, voters, agree in counts.agg(pl.len(), pl.col("agrees").sum()).iter_rows():
        of.setdefault(contribution, {})[group] = (voters, agree)
    voted, every = frame[PERSON].n_unique(), cast[PERSON].n_unique()
    return Votes(
        counted="people",
        by=by if compared else None,
        k=k,
        voters=Count(voted, voted).show(k),
        in_no_group=Count(every - voted, every - voted).show(k),
        groups=compared,
        too_small=tuple(name for name in names if name not in compared),
        statements=_statements(run, of, compared, k),
        themes=_themes(run, frame, level, compared, k),
    )


def _in_groups(run: Run, by: str, cast: pl.DataFrame) -> pl.DataFrame:
    return cast.join(voter_groups(run, by), on=PERSON, how="left", maintain_order="left")


def _compared(frame: pl.DataFrame, k: int) -> tuple[str, ...]:
    """Give the groups of at least k voters, where there are two or more."""
    sizes = frame.drop_nulls(GROUP).group_by(GROUP).agg(pl.col(PERSON).n_unique().alias("people"))
    large = sorted(sizes.filter(pl.col("people") >= k)[GROUP], key=by_number)
    return tuple(large) if len(large) > 1 else ()


def _near(frame: pl.DataFrame, other: pl.DataFrame, k: int) -> frozenset[str]:
    """Give the statements on which this grouping counts nearly the same voters as another.

    Subtracting the one from the other would give the votes of fewer than k people.
    """
    key = ["contribution_id", PERSON]
    other = other.filter(pl.col(GROUP).is_in(list(_compared(other, k))))
    apart = pl.concat([frame.join(other, on=key, how="anti"), other.join(frame, on=key, how="anti")])
    counts = apart.group_by("contribution_id").agg(pl.len().alias("people"), pl.col("agrees").sum())
    few = counts.filter((pl.col("agrees") < k) | (pl.col("people") - pl.col("agrees") < k))
    return frozenset(few["contribution_id"])


def _of_totals(run: Run, level: int, k: int) -> Votes:
    said = run.contributions.filter(
        pl.col("agree").is_not_null()
        & pl.col("disagree").is_not_null()
        & (pl.col("agree") + pl.col("disagree") > 0)
    )
    if not said.height:
        raise RunError(
            f"{run.name} has no votes. Map the columns that count them with --agree and --disagree, or read "
            "the export of a platform that has votes, such as Polis."
        )
    of: dict[str, dict[Name, tuple[int, int]]] = {
        contribution: {None: (agree + disagree, agree)}
        for contribution, agree, disagree in said.select("contribution_id", "agree", "disagree").iter_rows()
    }
    return Votes("totals", None, k, None, Shown("exact", 0), (), (), _statements(run, of, (), k), ())


def _statements(
    run: Run,
    counts: Mapping[str, Mapping[Name, tuple[int, int]]],
    compared: Sequence[str],
    k: int,
) -> tuple[Statement, ...]:
    themes = _themes_of(run)
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


def _themes(
    run: Run, frame: pl.DataFrame, level: int, compared: Sequence[str], k: int
) -> tuple[ThemeVotes, ...]:
    """Give agreement by theme, over people, most voted on first."""
    themes = run.themes.filter(pl.col("level") == level)
    of = pl.DataFrame(
        [(contribution, theme) for contribution, ids in _themes_of(run).items() for theme in ids],
        schema={"contribution_id": pl.String, "theme_id": pl.String},
        orient="row",
    )
    cast = frame.join(of.join(themes.select("theme_id"), on="theme_id", how="semi"), on="contribution_id")
    people = cast.group_by("theme_id", PERSON, GROUP).agg(
        pl.col("agrees").mean().alias("share"), pl.col("agrees").any(), (~pl.col("agrees")).any().alias("not")
    )
    # In the order of the shares, so that no sum depends on what people are called.
    parts = (
        people.sort("theme_id", GROUP, "share")
        .group_by("theme_id", GROUP, maintain_order=True)
        .agg(pl.len(), pl.col("share").sum().round(9), pl.col("agrees").sum(), pl.col("not").sum())
    )
    statements = dict(cast.group_by("theme_id").agg(pl.col("contribution_id").n_unique()).iter_rows())
    found = []
    for theme, label in themes.select("theme_id", "label").iter_rows():
        own = {row[1]: row[2:] for row in parts.filter(pl.col("theme_id") == theme).iter_rows()}
        if not own:
            continue
        total = tuple(sum(column) for column in zip(*own.values(), strict=True))
        voters = int(total[0])
        found.append(
            ThemeVotes(
                theme,
                label,
                statements[theme],
                Count(voters, voters).show(k),
                _agreement(own, total, compared, k),
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.voters.at_least, one.label, one.theme_id)))


def _agreement(
    parts: Mapping[Name, tuple[float, ...]],
    total: tuple[float, ...],
    compared: Sequence[str],
    k: int,
) -> dict[Name, float]:
    """Give the mean agreement of all, and of the groups that may be shown.

    It may be where at least k people agreed with a statement and at least k did not with one. A single hidden
    group would follow from the others and from all, so then the smallest of those is hidden too.
    """
    if min(total[2], total[3]) < k:
        return {}
    there = [name for name in compared if name in parts]
    shown = [name for name in there if min(parts[name][2], parts[name][3]) >= k]
    if shown and len(there) - len(shown) == 1:
        shown.remove(min(shown, key=lambda name: (parts[name][0], name)))
    return {None: total[1] / total[0], **{name: parts[name][1] / parts[name][0] for name in shown}}


def _tally(group: Name, voters: int, agree: int, k: int) -> Tally:
    return Tally(group, Count(voters, voters).show(k), Count(agree, agree, voters - agree).show(k))


def _total(pairs: Iterable[tuple[int, int]]) -> tuple[int, int]:
    voters, agree = zip(*pairs, strict=True)
    return sum(voters), sum(agree)


def _themes_of(run: Run) -> dict[str, tuple[str, ...]]:
    """Give the themes of all levels that a contribution is in."""
    stand_in = pl.coalesce("repeat_of", "unit_id").alias("unit_id")
    placed = (
        run.units.select("contribution_id", stand_in)
        .join(run.assignments.filter(pl.col("primary")), on="unit_id")
        .select("contribution_id", "level", "theme_id")
        .unique()
        .sort("contribution_id", "level", "theme_id")
    )
    found = placed.group_by("contribution_id", maintain_order=True).agg("theme_id")
    return {contribution: tuple(themes) for contribution, themes in found.iter_rows()}


def _properties(run: Run) -> list[str]:
    """Name what people can be grouped by."""
    columns = [*run.participants.columns, *run.contributions.columns]
    segments = dict.fromkeys(name.removeprefix(SEGMENT) for name in columns if name.startswith(SEGMENT))
    return [ROLE, *segments]
