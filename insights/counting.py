"""Counting people and messages: the one owner of counts, denominators and of what may be shown of them.

A *person* counts for a theme when one of their core units has it as its primary theme at that level; a
*message* is a contribution with such a unit. A text that repeats another counts where that other is placed.
Published sources are counted by source, and no small-numbers rule governs them. Shares are of the people who
answered, so they do not add up to 100 %. Nothing leaves this module but what :mod:`insights.small_numbers`
lets be shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import polars as pl

from corpora import ledger
from insights.mentions import PERSON, ROLE, Spoken, distinct_people, mentions
from insights.runs import Run
from insights.small_numbers import K_EXPLORER, K_EXPORT, UNKNOWN, Count, Shown, protect

Purpose = Literal["explorer", "export"]
Strength = Literal["majority", "half", "minority", "few", "fewer than", "more than"]

STRENGTHS: Final[tuple[tuple[Strength, float], ...]] = (
    ("majority", 0.55),
    ("half", 0.45),
    ("minority", 0.10),
)
"""The printed rule: over 55 % of who answered is a majority, 45 to 55 % about half, 10 to 45 % a minority."""


@dataclass(frozen=True)
class RoleCount:
    """People and messages of one role; ``role`` is None for those whose role is unknown."""

    role: str | None
    people: Shown
    messages: Shown
    answered: Shown = UNKNOWN

    @property
    def share(self) -> float | None:
        """Share of the people of this role who answered, between 0 and 1, where both numbers are shown."""
        return _share(self.people, self.answered)


@dataclass(frozen=True)
class Answered:
    """What went in, the denominators; ``published`` counts published sources, ``passages`` what they hold."""

    people: Shown
    messages: Shown
    roles: tuple[RoleCount, ...]
    published: int
    passages: int


@dataclass(frozen=True)
class ThemeCount:
    """What may be shown of how much a theme was mentioned, and by whom."""

    theme_id: str
    people: Shown
    answered: Shown
    messages: Shown
    messages_of_unknown: Shown
    largest_share: float | None
    roles: tuple[RoleCount, ...]
    published: int
    passages: int

    @property
    def share(self) -> float | None:
        """Share of the people who answered, between 0 and 1, where both numbers are shown."""
        return _share(self.people, self.answered)

    @property
    def strength(self) -> Strength | None:
        """How many mentioned the theme, as a word of the printed rule; None where people are unknown."""
        if self.people.kind == "fewer":
            return "fewer than"
        if self.people.kind == "more":
            return "more than"
        if self.share is None:
            return None
        return next((word for word, above in STRENGTHS if _reaches(self.share, word, above)), "few")

    @property
    def order(self) -> tuple[int, int, int]:
        """A sort key, most first, that follows what is shown only."""
        return -self.people.at_least, -self.messages.at_least, -self.passages

    @property
    def roles_shown(self) -> frozenset[str]:
        """The roles that may stand beside a quote of this theme: those of enough people in it."""
        return _large_enough(self.roles)


def small_number(run: Run, purpose: Purpose = "explorer") -> int:
    """Give k: the least number of distinct people a shown count stands on, as the run's settings have it."""
    settings = run.manifest.get("settings")
    found = settings.get(f"k_{purpose}") if isinstance(settings, Mapping) else None
    standard = K_EXPLORER if purpose == "explorer" else K_EXPORT
    return found if isinstance(found, int) and found > 0 else standard


def count_answered(run: Run, k: int, question: str | None = None) -> Answered:
    """Count the people who answered and their contributions, over the whole run or one question."""
    spoken = Spoken(run, question)
    return Answered(
        people=_people(spoken.people, None, k),
        messages=Count(spoken.private.height, spoken.behind(spoken.private), of_people=False).show(k),
        roles=_all_roles(spoken, k),
        published=spoken.public["source_id"].n_unique(),
        passages=spoken.public.height,
    )


def count_themes(run: Run, level: int, k: int, question: str | None = None) -> tuple[ThemeCount, ...]:
    """Count every theme of a level, in the order of what is shown: most people, most messages, label.

    Counts of subthemes are protected beside that of their theme.
    """
    spoken = Spoken(run, question)
    themes = run.themes.filter(pl.col("level") == level)
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
    people: Shown,
    k: int,
    *,
    of_all: bool = False,
    messages: Shown | None = None,
) -> tuple[RoleCount, ...]:
    """Split people and messages over all roles of the run; every cell is protected beside the totals."""
    roles = spoken.role_names
    parts = [frame.filter(pl.col(ROLE).eq_missing(pl.lit(role))) for role in roles]
    totals = [distinct_people(spoken.private.filter(pl.col(ROLE).eq_missing(pl.lit(role)))) for role in roles]
    counts = [
        _person_count(distinct_people(part), None if of_all else of)
        for part, of in zip(parts, totals, strict=True)
    ]
    said = [Count(part.height, spoken.behind(part), of_people=False) for part in parts]
    whole = messages or Count(frame.height, spoken.behind(frame), of_people=False).show(k)
    shown = protect(people, counts, k) if spoken.people else tuple(UNKNOWN for _ in roles)
    rows = zip(roles, shown, protect(whole, said, k), strict=True)
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


def _share(part: Shown, whole: Shown) -> float | None:
    if not part.exact or not whole.exact or not whole.number:
        return None
    return (part.number or 0) / whole.number


def _reaches(share: float, word: Strength, above: float) -> bool:
    return share > above if word == "majority" else share >= above


def _large_enough(rows: Sequence[RoleCount]) -> frozenset[str]:
    """Give the roles of at least k people; none where a whole split is withheld: nothing may tell which."""
    known = any(row.people.kind != "unknown" for row in rows)
    cells = [row.people if known else row.messages for row in rows]
    telling = (
        {"exact", "more"} if all(cell.kind == "withheld" for cell in cells) else {"exact", "more", "withheld"}
    )
    return frozenset(
        row.role for row, cell in zip(rows, cells, strict=True) if row.role and cell.kind in telling
    )


def roles_shown(answered: Answered) -> frozenset[str]:
    """Give the roles that may stand beside a quote outside any theme: groups of at least k people."""
    return _large_enough(answered.roles)


def theme_count(counts: Iterable[ThemeCount], theme_id: str) -> ThemeCount | None:
    """Find the count of one theme."""
    return next((count for count in counts if count.theme_id == theme_id), None)
