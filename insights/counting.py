"""Counting people and messages: the one owner of counts, denominators and of what may be shown of them.

A *person* counts for a theme when one of their core units has it as its primary theme at that level; a
*message* is a contribution with such a unit. A text that repeats another counts where that other is placed.
Published sources are counted by source, and no small-numbers rule governs them. Shares are of the people who
answered, so they do not add up to 100 %. Nothing leaves this module but what :mod:`insights.small_numbers`
lets be shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import polars as pl

from corpora import ledger
from insights.counted import STRENGTHS, Answered, RoleCount, Strength, ThemeCount, large_enough
from insights.counting_questions import answered_to_question, themes_of_question
from insights.mentions import PERSON, ROLE, Spoken, distinct_people, mentions
from insights.runs import Run
from insights.small_numbers import K_EXPLORER, K_EXPORT, UNKNOWN, Count, Shown, protect

__all__ = [
    "STRENGTHS",
    "Answered",
    "Purpose",
    "RoleCount",
    "Strength",
    "ThemeCount",
    "count_answered",
    "count_outcomes",
    "count_themes",
    "roles_shown",
    "small_number",
    "theme_count",
]

Purpose = Literal["explorer", "export"]


def small_number(run: Run, purpose: Purpose = "explorer") -> int:
    """Give k: the least number of distinct people a shown count stands on, as the run's settings have it."""
    settings = run.manifest.get("settings")
    found = settings.get(f"k_{purpose}") if isinstance(settings, Mapping) else None
    standard = K_EXPLORER if purpose == "explorer" else K_EXPORT
    return found if isinstance(found, int) and found > 0 else standard


def count_answered(run: Run, k: int, question: str | None = None) -> Answered:
    """Count the people who answered and their contributions, over the whole run or one question."""
    spoken = Spoken(run, question)
    if not _part(run, spoken, question):
        return Answered(
            people=_people(spoken.people, None, k),
            messages=Count(spoken.private.height, spoken.behind(spoken.private), of_people=False).show(k),
            roles=_all_roles(spoken, k),
            published=spoken.public["source_id"].n_unique(),
            passages=spoken.public.height,
        )
    return answered_to_question(run, spoken, k, question)


def count_themes(run: Run, level: int, k: int, question: str | None = None) -> tuple[ThemeCount, ...]:
    """Count every theme of a level, in the order of what is shown: most people, most messages, label.

    Counts of subthemes are protected beside that of their theme, those of a question beside those of all
    questions: what one view hides does not follow from another.
    """
    spoken = Spoken(run, question)
    themes = run.themes.filter(pl.col("level") == level)
    if _part(run, spoken, question):
        counted = themes_of_question(run, spoken, themes, level, k, question)
    else:
        counted = _count_level(run, spoken, themes, level, k)
        if level > 1:
            parents = run.themes.filter(pl.col("level") == level - 1)
            totals = _count_level(run, spoken, parents, level - 1, k)
            counted = _beside_parents(run, spoken, counted, totals, themes, level, k)
    labels = dict(zip(themes["theme_id"], themes["label"], strict=True))
    return tuple(
        sorted(counted.values(), key=lambda count: (count.order, labels[count.theme_id], count.theme_id))
    )


def count_outcomes(run: Run) -> dict[str, int]:
    """Count the input rows by outcome, most first; together they are the input."""
    counted = (
        ledger.outcomes(run.ledger).group_by("outcome").len().sort("len", "outcome", descending=[True, False])
    )
    return {str(outcome): int(rows) for outcome, rows in counted.iter_rows()}


def _part(run: Run, spoken: Spoken, question: str | None) -> bool:
    """Whether a question is not all there is: then its counts stand beside those of the others."""
    return question is not None and spoken.private.height < Spoken(run).private.height


def _all_roles(spoken: Spoken, k: int) -> tuple[RoleCount, ...]:
    """Split all who answered over roles."""
    return _split_roles(spoken.private, spoken, _people(spoken.people, None, k), k, of_all=True)


def _count_level(run: Run, spoken: Spoken, themes: pl.DataFrame, level: int, k: int) -> dict[str, ThemeCount]:
    found = mentions(run, level)
    private = found.join(spoken.private, on="contribution_id").partition_by("theme_id", as_dict=True)
    public = found.join(spoken.public, on="contribution_id").partition_by("theme_id", as_dict=True)
    none = spoken.private.clear()
    answered = _people(spoken.people, None, k)
    by_role = {row.role: row.people for row in _all_roles(spoken, k)}
    return {
        theme: _count_theme(
            theme, private.get((theme,), none), public.get((theme,), none), spoken, answered, by_role, k
        )
        for theme in themes["theme_id"]
    }


def _count_theme(
    theme_id: str,
    private: pl.DataFrame,
    public: pl.DataFrame,
    spoken: Spoken,
    answered: Shown,
    by_role: Mapping[str | None, Shown],
    k: int,
) -> ThemeCount:
    people = _people(distinct_people(private), spoken.people, k) if spoken.people else UNKNOWN
    messages = _message_count(private, spoken).show(k)
    known = private.filter(pl.col(PERSON).is_not_null())
    unknown = private.filter(pl.col(PERSON).is_null())
    split = [
        Count(part.height, spoken.behind(part), of_people=False) for part in (unknown, known) if part.height
    ]
    parts = protect(messages, split, k) if len(split) == 2 else (messages,)
    roles = _split_roles(private, spoken, people, k, messages=messages)
    return ThemeCount(
        theme_id=theme_id,
        people=people,
        answered=answered,
        messages=messages,
        messages_of_unknown=parts[0] if unknown.height else Shown("exact", 0),
        largest_share=_largest(known, private.height) if people.exact and messages.exact else None,
        roles=tuple(
            RoleCount(row.role, row.people, row.messages, by_role.get(row.role, UNKNOWN)) for row in roles
        ),
        published=public["source_id"].n_unique() if public.height else 0,
        passages=public.height,
    )


def _split_roles(
    frame: pl.DataFrame,
    spoken: Spoken,
    of_people: Shown,
    k: int,
    *,
    of_all: bool = False,
    messages: Shown | None = None,
) -> tuple[RoleCount, ...]:
    """Split people and messages over all roles of the run; every cell is protected beside the totals."""
    roles = spoken.role_names
    parts = [frame.filter(pl.col(ROLE).eq_missing(pl.lit(role))) for role in roles]
    wholes = [spoken.private.filter(pl.col(ROLE).eq_missing(pl.lit(role))) for role in roles]
    totals = [distinct_people(whole) for whole in wholes]
    beyond = [frame.join(part, on="contribution_id", how="anti") for part in parts]
    counts, said = [], []
    for part, of, whole, rest in zip(parts, totals, wholes, beyond, strict=True):
        people = distinct_people(part)
        # Nobody beyond gives nothing away; who is hidden there would follow from the total.
        others = [one for one in (distinct_people(frame) - people,) if one]
        behind = [one for one in (spoken.behind(rest),) if one]
        if not of_all:
            others.append(of - people)
            behind.append(spoken.behind(whole.join(part, on="contribution_id", how="anti")))
        counts.append(Count(people, people, min(others, default=None)))
        said.append(Count(part.height, spoken.behind(part), min(behind, default=None), of_people=False))
    total = messages or Count(frame.height, spoken.behind(frame), of_people=False).show(k)
    shown = protect(of_people, counts, k) if spoken.people else tuple(UNKNOWN for _ in roles)
    rows = zip(roles, shown, protect(total, said, k), strict=True)
    return tuple(RoleCount(role, persons, spoke) for role, persons, spoke in rows)


def _beside_parents(
    run: Run,
    spoken: Spoken,
    counted: dict[str, ThemeCount],
    totals: Mapping[str, ThemeCount],
    themes: pl.DataFrame,
    level: int,
    k: int,
) -> dict[str, ThemeCount]:
    """Protect the counts of subthemes beside the count of the theme they belong to."""
    found = (
        mentions(run, level).join(spoken.private, on="contribution_id").partition_by("theme_id", as_dict=True)
    )
    none = spoken.private.clear()
    result = dict(counted)
    for (parent,), children in themes.partition_by("parent_id", as_dict=True, maintain_order=True).items():
        total = totals.get(str(parent))
        if total is None:
            continue
        ids = children["theme_id"].to_list()
        frames = [found.get((theme,), none) for theme in ids]
        people = [_person_count(distinct_people(frame), spoken.people) for frame in frames]
        said = [_message_count(frame, spoken) for frame in frames]
        persons = (
            protect(total.people, people, k, overlapping=True) if spoken.people else [UNKNOWN] * len(ids)
        )
        messages = protect(total.messages, said, k, overlapping=True)
        for theme, person, message in zip(ids, persons, messages, strict=True):
            result[theme] = _with(counted[theme], person, message)
    return result


def _with(count: ThemeCount, people: Shown, messages: Shown) -> ThemeCount:
    """Withhold more of a count; a split cannot stand without its totals."""
    if (people, messages) == (count.people, count.messages):
        return count
    hidden = Shown("withheld")
    roles = tuple(RoleCount(row.role, hidden, hidden, row.answered) for row in count.roles)
    of_unknown = count.messages_of_unknown if count.messages_of_unknown.number == 0 else hidden
    return ThemeCount(
        count.theme_id,
        people,
        count.answered,
        messages,
        of_unknown,
        None,
        roles,
        count.published,
        count.passages,
    )


def _people(people: int, of: int | None, k: int) -> Shown:
    return _person_count(people, of).show(k) if people or of else UNKNOWN


def _person_count(people: int, of: int | None) -> Count:
    return Count(people, people, None if of is None else of - people)


def _message_count(frame: pl.DataFrame, spoken: Spoken) -> Count:
    """Messages of a theme, with the people behind them and the people behind all the other messages."""
    others = spoken.private.join(frame.select("contribution_id"), on="contribution_id", how="anti")
    return Count(frame.height, spoken.behind(frame), spoken.behind(others), of_people=False)


def _largest(known: pl.DataFrame, messages: int) -> float | None:
    if not known.height:
        return None
    return int(known.group_by(PERSON).len()["len"].max()) / messages  # type: ignore[arg-type]


def roles_shown(answered: Answered) -> frozenset[str]:
    """Give the roles that may stand beside a quote outside any theme: groups of at least k people."""
    return large_enough(answered.roles)


def theme_count(counts: Iterable[ThemeCount], theme_id: str) -> ThemeCount | None:
    """Find the count of one theme."""
    return next((count for count in counts if count.theme_id == theme_id), None)
