"""Comparing two groups: for which themes one has more attention than the other, and how sure that is.

What is tested is the difference in attention (:mod:`insights.comparing.attention`), in which somebody who
wrote forty messages counts as much as somebody who wrote one. The share of people who mention the theme
stands beside it with Newcombe's interval and is not tested: those who write more mention more. Only what
answers a question that both groups answered is compared, and only people who are known by a name or number.
It is about the participants, not about the population.
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from corpora.errors import RunError
from insights.comparing.common_ground import cautions, common_questions
from insights.comparing.compared import Comparison, Mentions, Row, Side, Untested
from insights.comparing.groups import found_group, grouped, names
from insights.comparing.measured import Measured, in_both
from insights.comparing.printed_rule import Judged, judge
from insights.counting import small_number
from insights.intervals import newcombe
from insights.mentions import PERSON, distinct_people
from insights.runs import Run
from insights.small_numbers import Count, Shown
from insights.splits import GROUP, QUESTION, Pair, Split


def compare_groups(
    run: Run,
    by: str,
    first: str,
    second: str,
    *,
    level: int = 1,
    question: str | None = None,
    k: int | None = None,
) -> Comparison:
    """Compare two groups by the themes of a level.

    Parameters
    ----------
    run
        The run.
    by
        What groups them, as in :func:`insights.comparing.groups.grouped`.
    first, second
        The names of two groups.
    level
        The level of the themes.
    question
        One question to compare within; otherwise all that both groups answered.
    k
        The small number; otherwise that of the run.

    Returns
    -------
    Comparison
        A row for every theme. Raises :class:`RunError` where the run has no such level, groups or question,
        or where the groups have no question in common.
    """
    if not 1 <= level <= run.levels:
        there = f"it has {run.levels}" if run.levels else "no themes are claimed in it"
        raise RunError(f"{run.name} has no level {level} of themes; {there}. Name another with --level.")
    k = k or small_number(run)
    everything = grouped(run, by)
    known = names(everything)
    pair = found_group(run, by, known, first), found_group(run, by, known, second)
    if pair[0] == pair[1]:
        raise RunError(f"{pair[0]!r} cannot be compared with itself. Name two different groups.")
    questions, left_out = common_questions(everything, by, pair, question, k)
    scope = everything
    if by != QUESTION:
        asked = pl.Series(questions, dtype=pl.String)
        scope = everything.filter(pl.col(QUESTION).is_in(asked.implode(), nulls_equal=True))
    split = Split(run, scope, known, k, everything)
    spoke, mentioned = split.groups(), split.themes(level)
    themes = run.themes.filter(pl.col("level") == level).sort("theme_id")
    people = [Measured.of(run, level, scope, name, themes["theme_id"].to_list()) for name in pair]
    both = in_both(people[0], people[1])
    who_spoke = [spoke[name] for name in pair]
    who_mention = [[mentioned[theme, name] for name in pair] for theme in themes["theme_id"]]
    judged = judge(people[0], people[1], both, who_spoke, who_mention)
    rows = [
        _row(
            theme,
            label,
            who_mention[place],
            who_spoke,
            judged[place] if split.people else "people unknown",
            independent=not len(both),
        )
        for place, (theme, label) in enumerate(themes.select("theme_id", "label").iter_rows())
    ]
    return Comparison(
        by=by,
        first=_side(scope, pair[0], spoke[pair[0]], k),
        second=_side(scope, pair[1], spoke[pair[1]], k),
        level=level,
        k=k,
        questions=tuple(questions),
        questions_left_out=left_out,
        cautions=cautions(scope, pair, len(both), left_out, k),
        rows=tuple(sorted(_covered(rows), key=_order)),
    )


def _row(
    theme_id: str,
    label: str,
    mentioned: list[Pair],
    spoke: list[Pair],
    judged: Judged | Untested,
    *,
    independent: bool,
) -> Row:
    parts = [_part(*pair) for pair in zip(mentioned, spoke, strict=True)]
    shares = [part[0] / part[1] if part else None for part in parts]
    measured = None if isinstance(judged, str) else judged
    # Attention on a theme that fewer than k people of a group mention would tell how many they are.
    shown = measured if all(pair.people.exact for pair in mentioned) else None
    attention = (shown.first, shown.second) if shown else (None, None)
    return Row(
        theme_id=theme_id,
        label=label,
        first=Mentions(mentioned[0].people, mentioned[0].messages, shares[0], attention[0]),
        second=Mentions(mentioned[1].people, mentioned[1].messages, shares[1], attention[1]),
        difference=shown.first - shown.second if shown else None,
        interval=shown.interval if shown else None,
        q=shown.q if shown else None,
        finding=measured.finding if measured else None,
        untested=judged if isinstance(judged, str) else judged.untested,
        mention_difference=_less(*shares),
        mention_interval=newcombe(parts[0], parts[1]) if parts[0] and parts[1] and independent else None,
    )


def _covered(rows: list[Row]) -> list[Row]:
    """Hide the attention on one theme more where it is hidden on one: over all themes it adds up to 1."""
    shown = [row for row in rows if row.difference is not None]
    if len(rows) - len(shown) != 1 or not shown:
        return rows
    least = min(shown, key=lambda row: (_mentions(row), row.theme_id))
    hidden = replace(
        least,
        first=replace(least.first, attention=None),
        second=replace(least.second, attention=None),
        difference=None,
        interval=None,
        q=None,
    )
    return [hidden if row is least else row for row in rows]


def _mentions(row: Row) -> int:
    return row.first.people.at_least + row.second.people.at_least


def _part(mentioned: Pair, spoke: Pair) -> tuple[int, int] | None:
    """Give who mention a theme and who spoke, where both may be shown."""
    if not mentioned.people.exact or not spoke.people.exact:
        return None
    return mentioned.people.number or 0, spoke.people.number or 0


def _less(first: float | None, second: float | None) -> float | None:
    return None if first is None or second is None else first - second


def _side(scope: pl.DataFrame, name: str, spoke: Pair, k: int) -> Side:
    inside = scope.filter(pl.col(GROUP) == name)
    people = distinct_people(inside)
    unknown = inside[PERSON].null_count()
    return Side(
        name=name,
        people=spoke.people,
        messages=spoke.messages,
        messages_of_unknown=Count(unknown, unknown, people, of_people=False).show(k)
        if unknown
        else Shown("exact", 0),
    )


def _order(row: Row) -> tuple[int, float, float, str, str]:
    """Sort by what is shown: differences first, then the surest, then the most mentioned."""
    found = row.finding in ("first", "second")
    return 0 if found else 1, 1.0 if row.q is None else row.q, -_mentions(row), row.label, row.theme_id
