"""Counting people and messages: the one owner of counts, denominators and of what may be shown of them.

A *person* counts for a theme when one of their core units has it as its primary theme at that level; a
*message* is a contribution with such a unit. A text that repeats another counts where that other is placed.
Published sources are counted by source, and no small-numbers rule governs them. Shares are of the people who
answered, so they do not add up to 100 %. Nothing leaves this module but what :mod:`insights.small_numbers`
lets be shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import polars as pl

from corpora import ledger
from insights.counted import STRENGTHS, Answered, RoleCount, Strength, ThemeCount, large_enough
from insights.counting_questions import answered_to_question, themes_of_question
from insights.mentions import Spoken, mentions
from insights.runs import Run
from insights.small_numbers import K_EXPLORER, K_EXPORT, UNKNOWN, Count, Shown, protect
from insights.tallies import NOTHING, ByRole, Tally, tally_all, tally_themes, total

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
        whole = tally_all(spoken)
        every = total(whole)
        return Answered(
            people=_people(every.people, None, k),
            messages=Count(every.messages, every.behind, of_people=False).show(k),
            roles=_all_roles(spoken, whole, k),
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


def _all_roles(spoken: Spoken, whole: ByRole, k: int) -> tuple[RoleCount, ...]:
    """Split all who answered over roles."""
    every = total(whole)
    messages = Count(every.messages, every.behind, of_people=False).show(k)
    return _split_roles(whole, whole, spoken.role_names, _people(every.people, None, k), messages, k)


def _count_level(run: Run, spoken: Spoken, themes: pl.DataFrame, level: int, k: int) -> dict[str, ThemeCount]:
    found, whole = mentions(run, level), tally_all(spoken)
    private = tally_themes(found, spoken)
    public = found.join(spoken.public, on="contribution_id").partition_by("theme_id", as_dict=True)
    none = spoken.public.clear()
    by_role = {row.role: row.people for row in _all_roles(spoken, whole, k)}
    return {
        theme: _count_theme(
            theme, private.get(theme, {}), whole, public.get((theme,), none), by_role, spoken.role_names, k
        )
        for theme in themes["theme_id"]
    }


def _count_theme(
    theme_id: str,
    private: ByRole,
    whole: ByRole,
    public: pl.DataFrame,
    by_role: Mapping[str | None, Shown],
    role_names: Sequence[str | None],
    k: int,
) -> ThemeCount:
    own, every = total(private), total(whole)
    people = _people(own.people, every.people, k) if every.people else UNKNOWN
    messages = _message_count(own, every).show(k)
    known = own.messages - own.unknown
    of_known = Count(known, own.people, of_people=False)
    of_unknown = Count(own.unknown, own.unknown, of_people=False)
    parts = protect(messages, [of_unknown, of_known], k) if own.unknown and known else (messages,)
    roles = _split_roles(private, whole, role_names, people, messages, k, of_theme=True)
    return ThemeCount(
        theme_id=theme_id,
        people=people,
        answered=_people(every.people, None, k),
        messages=messages,
        messages_of_unknown=parts[0] if own.unknown else Shown("exact", 0),
        largest_share=own.most / own.messages if known and people.exact and messages.exact else None,
        roles=tuple(
            RoleCount(row.role, row.people, row.messages, by_role.get(row.role, UNKNOWN)) for row in roles
        ),
        published=public["source_id"].n_unique() if public.height else 0,
        passages=public.height,
    )


def _split_roles(
    own: ByRole,
    whole: ByRole,
    names: Sequence[str | None],
    of_people: Shown,
    of_messages: Shown,
    k: int,
    *,
    of_theme: bool = False,
) -> tuple[RoleCount, ...]:
    """Split people and messages over all roles of the run; every cell is protected beside the totals."""
    all_own, counts, said = total(own), [], []
    for role in names:
        part, everything = own.get(role, NOTHING), whole.get(role, NOTHING)
        # Nobody beyond gives nothing away; who is hidden there would follow from the total.
        others = [one for one in (all_own.people - part.people,) if one]
        behind = [one for one in (all_own.behind - part.behind,) if one]
        if of_theme:
            others.append(everything.people - part.people)
            behind.append(part.behind_the_rest(everything))
        counts.append(Count(part.people, part.people, min(others, default=None)))
        said.append(Count(part.messages, part.behind, min(behind, default=None), of_people=False))
    shown = protect(of_people, counts, k) if total(whole).people else tuple(UNKNOWN for _ in names)
    rows = zip(names, shown, protect(of_messages, said, k), strict=True)
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
    found, every = tally_themes(mentions(run, level), spoken), total(tally_all(spoken))
    result = dict(counted)
    for (parent,), children in themes.partition_by("parent_id", as_dict=True, maintain_order=True).items():
        above = totals.get(str(parent))
        if above is None:
            continue
        ids = children["theme_id"].to_list()
        tallies = [total(found.get(theme, {})) for theme in ids]
        people = [_person_count(one.people, every.people) for one in tallies]
        said = [_message_count(one, every) for one in tallies]
        persons = protect(above.people, people, k, overlapping=True) if every.people else [UNKNOWN] * len(ids)
        messages = protect(above.messages, said, k, overlapping=True)
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


def _message_count(own: Tally, every: Tally) -> Count:
    """Messages of a theme, with the people behind them and the people behind all the other messages."""
    return Count(own.messages, own.behind, own.behind_the_rest(every), of_people=False)


def roles_shown(answered: Answered) -> frozenset[str]:
    """Give the roles that may stand beside a quote outside any theme: groups of at least k people."""
    return large_enough(answered.roles)


def theme_count(counts: Iterable[ThemeCount], theme_id: str) -> ThemeCount | None:
    """Find the count of one theme."""
    return next((count for count in counts if count.theme_id == theme_id), None)
