"""Votes on what was said: agreement by theme and by group, and what unites or divides the groups.

Where a platform gives the votes of every person (table ``votes``), groups are compared; where it gives only
how many agree and disagree, there are no groups. A share of agreement is of those who voted on a statement,
those who passed among them where that is known; nothing is said of those who did not vote, nor of anybody
else.

All counts obey the rule of small numbers: a group in which fewer than k people voted, agree, or do not agree
is hidden, and so is what would give it away.
"""

from __future__ import annotations

import polars as pl

from corpora.errors import RunError
from insights.comparing.groups import by_number
from insights.comparing.voted import Votes
from insights.comparing.voted_statements import count_statements
from insights.comparing.voted_themes import count_by_theme, themes_of
from insights.comparing.voters import compared_groups, given_away, in_groups, properties
from insights.counting import small_number
from insights.mentions import PERSON
from insights.runs import Run
from insights.small_numbers import Count, Shown
from insights.splits import GROUP, Name


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


def _of_people(run: Run, by: str | None, level: int, k: int) -> Votes:
    said = run.contributions.select("contribution_id")
    cast = run.table("votes").join(said, on="contribution_id", how="semi")
    cast = cast.with_columns(agrees=pl.col("vote") == 1)
    standard = next((one for one in properties(run) if compared_groups(in_groups(run, one, cast), k)), None)
    by = by or standard
    frame = (
        cast.with_columns(pl.lit(None, pl.String).alias(GROUP)) if by is None else in_groups(run, by, cast)
    )
    names = sorted(frame[GROUP].drop_nulls().unique(), key=by_number)
    compared = compared_groups(frame, k)
    if compared:
        frame = frame.filter(pl.col(GROUP).is_in(compared))
    else:
        frame = frame.with_columns(pl.lit(None, pl.String).alias(GROUP))
    near = (
        frozenset()
        if by == standard or standard is None
        else given_away(frame, in_groups(run, standard, cast), k)
    )
    counts = frame.filter(~pl.col("contribution_id").is_in(near)).group_by("contribution_id", GROUP)
    of: dict[str, dict[Name, tuple[int, int]]] = {}
    for contribution, group, voters, agree in counts.agg(pl.len(), pl.col("agrees").sum()).iter_rows():
        of.setdefault(contribution, {})[group] = (voters, agree)
    themes = themes_of(run)
    voted, every = frame[PERSON].n_unique(), cast[PERSON].n_unique()
    return Votes(
        counted="people",
        by=by if compared else None,
        k=k,
        voters=Count(voted, voted).show(k),
        in_no_group=Count(every - voted, every - voted).show(k),
        groups=compared,
        too_small=tuple(name for name in names if name not in compared),
        statements=count_statements(run, themes, of, compared, k),
        themes=count_by_theme(run, themes, frame, level, compared, k),
    )


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
    statements = count_statements(run, themes_of(run), of, (), k)
    return Votes("totals", None, k, None, Shown("exact", 0), (), (), statements, ())
