"""Counting the answers to one question, so that what is hidden does not follow from those to all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import polars as pl

from insights.counted import Answered, RoleCount, ThemeCount
from insights.mentions import PERSON, ROLE, Spoken, mentions
from insights.runs import Run
from insights.small_numbers import UNKNOWN, Shown
from insights.splits import GROUP, QUESTION, Pair, Split

NOBODY: Final = Pair(Shown("withheld"), Shown("withheld"))
"""Stands for a group that is not there."""


def answered_to_question(run: Run, spoken: Spoken, k: int, question: str | None) -> Answered:
    """Count who answered a question."""
    pair = over_questions(run, k).groups().get(question, NOBODY)
    roles = _roles_of_question(run, question, k)
    return Answered(
        people=pair.people if spoken.people else UNKNOWN,
        messages=pair.messages,
        roles=_role_counts(roles.groups() if roles else {}, spoken.role_names, {}),
        published=spoken.public["source_id"].n_unique(),
        passages=spoken.public.height,
    )


def over_questions(run: Run, k: int) -> Split:
    """Split all that was said over the questions."""
    private = Spoken(run).private.with_columns(pl.col(QUESTION).alias(GROUP))
    return Split(run, private, private[GROUP].unique().sort(nulls_last=True).to_list(), k)


def _roles_of_question(run: Run, question: str | None, k: int) -> Split | None:
    """Split the answers to a question over roles, beside all answers; None without roles."""
    everything = Spoken(run)
    private = everything.private.with_columns(pl.col(ROLE).alias(GROUP))
    inside = private.filter(pl.col(QUESTION) == question)
    return Split(run, inside, everything.role_names, k, private) if everything.role_names else None


def themes_of_question(
    run: Run, spoken: Spoken, themes: pl.DataFrame, level: int, k: int, question: str | None
) -> dict[str, ThemeCount]:
    """Count themes within a question, as the splits over questions and over roles let be shown."""
    by_question, by_role = over_questions(run, k), _roles_of_question(run, question, k)
    answered = by_question.groups().get(question, NOBODY).people
    cells = by_question.themes(level)
    roles = by_role.themes(level) if by_role else {}
    sizes = by_role.groups() if by_role else {}
    public = mentions(run, level).join(spoken.public, on="contribution_id")
    found = {}
    for theme in themes["theme_id"]:
        pair = cells.get((theme, question), NOBODY)
        own = {role: pair for (one, role), pair in roles.items() if one == theme}
        passages = public.filter(pl.col("theme_id") == theme)
        shown = _role_counts(own, spoken.role_names, sizes)
        # A total that is hidden must not follow from its parts.
        if not pair.people.exact and all(row.people.exact for row in shown):
            shown = tuple(RoleCount(row.role, Shown("withheld"), row.messages, row.answered) for row in shown)
        if not pair.messages.exact and all(row.messages.exact for row in shown):
            shown = tuple(RoleCount(row.role, row.people, Shown("withheld"), row.answered) for row in shown)
        unknown = spoken.private[PERSON].null_count()
        found[theme] = ThemeCount(
            theme_id=theme,
            people=pair.people if spoken.people else UNKNOWN,
            answered=answered if spoken.people else UNKNOWN,
            messages=pair.messages,
            messages_of_unknown=Shown("withheld") if unknown else Shown("exact", 0),
            largest_share=None,
            roles=shown,
            published=passages["source_id"].n_unique(),
            passages=passages.height,
        )
    return found


def _role_counts(
    pairs: Mapping[str | None, Pair], names: Sequence[str | None], answered: Mapping[str | None, Pair]
) -> tuple[RoleCount, ...]:
    return tuple(
        RoleCount(
            name,
            pairs.get(name, NOBODY).people,
            pairs.get(name, NOBODY).messages,
            answered.get(name, NOBODY).people if answered else UNKNOWN,
        )
        for name in names
    )
