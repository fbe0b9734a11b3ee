"""Splitting counts of themes over groups, so that no hidden cell follows from the shown ones.

The groups are roles, rounds, months or whatever else: every contribution is in one. A theme is protected
beside its total over the groups, and a subtheme beside its theme in the same group. Where only part of what
was said is counted, what that part leaves out is protected too, so that two views one filter apart give
nothing away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import polars as pl

from insights.mentions import PERSON, Spoken, distinct_people, mentions
from insights.runs import Run
from insights.small_numbers import UNKNOWN, Count, Shown, protect

GROUP: Final = "group"
QUESTION: Final = "question"
WITHHELD: Final = Shown("withheld")

Name = str | None
Key = tuple[str, Name]
"""A theme and a group; the group is None for what is in none."""


@dataclass(frozen=True)
class Pair:
    """People and messages, as they may be shown."""

    people: Shown
    messages: Shown


class Split:
    """The private contributions of a run with their group, and the counts that may be shown of them.

    Parameters
    ----------
    run
        The run whose themes are counted.
    private
        What is counted: columns ``contribution_id``, ``participant_id`` and ``group``, a row a contribution.
    names
        The groups in order.
    k
        The least number of people that a shown count stands on.
    everything
        What of the same groups is counted in other views, where ``private`` is only the answers to some of
        the questions; then both have a column ``question``.
    """

    def __init__(
        self,
        run: Run,
        private: pl.DataFrame,
        names: Sequence[Name],
        k: int,
        everything: pl.DataFrame | None = None,
    ) -> None:
        self.run, self.private, self.names, self.k = run, private, tuple(names), k
        self.people = distinct_people(private)
        part = everything is not None and everything.height > private.height
        self.everything = everything if part else None
        self.spoke = {name: _of(private, name) for name in self.names}

    @cached_property
    def shared(self) -> bool:
        """Whether anybody is in more than one group, so that counts of people do not add up."""
        known = self.private.filter(pl.col(PERSON).is_not_null())
        return bool((known.group_by(PERSON).agg(pl.col(GROUP).n_unique())[GROUP] > 1).any())

    def groups(self) -> dict[Name, Pair]:
        """Count who spoke in every group."""
        beyond = [None if self.everything is None else _of(self.everything, name) for name in self.names]
        counts = [
            self._counts(self.spoke[name], [whole, self.everything], total=self.private)
            for name, whole in zip(self.names, beyond, strict=True)
        ]
        total = self._counts(self.private, [self.everything])
        shown = self._shown(total, counts)
        if self.everything is not None:
            shown = self._beside_questions(shown, self.everything, None)
        return dict(zip(self.names, shown, strict=True))

    def themes(self, level: int) -> dict[Key, Pair]:
        """Count every theme of a level in every group."""
        return {key: pair for key, pair in self._themes(level).items() if key[1] is not _TOTAL}  # type: ignore[misc]

    def _themes(self, level: int) -> dict[tuple[str, object], Pair]:
        """Count as :meth:`themes` does, and every theme over all groups, under the name ``_TOTAL``."""
        themes = self.run.themes.filter(pl.col("level") == level)
        found = mentions(self.run, level)
        inside = found.join(self.private, on="contribution_id")
        beyond = None if self.everything is None else found.join(self.everything, on="contribution_id")
        counts: dict[tuple[str, object], tuple[Count, Count]] = {}
        cells: dict[tuple[str, object], Pair] = {}
        of_theme = inside.partition_by("theme_id", as_dict=True)
        for theme in themes["theme_id"]:
            whole = of_theme.get((theme,), inside.clear())
            said = None if beyond is None else beyond.filter(pl.col("theme_id") == theme)
            total = self._counts(whole, [said], of=self.private)
            parts = [
                self._counts(
                    _of(whole, name),
                    [None if said is None else _of(said, name), said],
                    of=self.spoke[name],
                    total=whole,
                )
                for name in self.names
            ]
            counts |= {(theme, name): part for name, part in zip(self.names, parts, strict=True)}
            counts[theme, _TOTAL] = total
            shown = self._shown(total, parts)
            if said is not None and self.everything is not None:
                shown = self._beside_questions(shown, said, self.everything)
            cells |= {(theme, name): pair for name, pair in zip(self.names, shown, strict=True)}
            cells[theme, _TOTAL] = Pair(
                total[0].show(self.k) if self.people else UNKNOWN, total[1].show(self.k)
            )
        if level > 1:
            self._beside_parents(cells, counts, themes, self._themes(level - 1))
        return cells

    def _beside_questions(
        self, shown: tuple[Pair, ...], said: pl.DataFrame, of: pl.DataFrame | None
    ) -> tuple[Pair, ...]:
        """Withhold what adds up over the questions where one answer to one of them stands on few people.

        Messages do; people do where everybody answered one question only. Whoever looks at one question after
        another would otherwise find what is hidden in one by subtracting the rest from all.
        """
        rows = [Count(*row, of_people=False) for row in _by_question(said, of)]
        people = [Count(row.people, row.people, row.others) for row in rows]
        if not all(row.show(self.k).exact for row in rows):
            shown = tuple(Pair(pair.people, _less(pair.messages, WITHHELD)) for pair in shown)
        answers = said.drop_nulls(PERSON).group_by(PERSON).agg(pl.col(QUESTION).n_unique() > 1)
        if not answers[QUESTION].any() and not all(row.show(self.k).exact for row in people):
            shown = tuple(Pair(_less(pair.people, WITHHELD), pair.messages) for pair in shown)
        return shown

    def _beside_parents(
        self,
        cells: dict[tuple[str, object], Pair],
        counts: Mapping[tuple[str, object], tuple[Count, Count]],
        themes: pl.DataFrame,
        parents: Mapping[tuple[str, object], Pair],
    ) -> None:
        """Withhold what would follow from the count of the theme above, in a group and over all."""
        for (parent,), children in themes.partition_by("parent_id", as_dict=True).items():
            for name in (*self.names, _TOTAL):
                total = parents.get((str(parent), name))
                if total is None:
                    continue
                keys = [(theme, name) for theme in children["theme_id"]]
                people, messages = zip(*(counts[key] for key in keys), strict=True)
                persons_beside = protect(total.people, people, self.k, overlapping=True)
                said_beside = protect(total.messages, messages, self.k, overlapping=True)
                for key, fewer, less in zip(keys, persons_beside, said_beside, strict=True):
                    old = cells[key]
                    cells[key] = Pair(_less(old.people, fewer), _less(old.messages, less))
        for theme in themes["theme_id"]:
            keys = [(theme, name) for name in self.names]
            of_all = cells[theme, _TOTAL]
            persons = [cells[key].people for key in keys]
            said = [cells[key].messages for key in keys]
            if not self.shared and not of_all.people.exact and all(one.exact for one in persons):
                persons = [WITHHELD for _ in persons]
            if not of_all.messages.exact and all(one.exact for one in said):
                said = [WITHHELD for _ in said]
            cells.update(zip(keys, map(Pair, persons, said), strict=True))

    def _shown(self, total: tuple[Count, Count], parts: Sequence[tuple[Count, Count]]) -> tuple[Pair, ...]:
        """Show the people and the messages of every group, beside those of all groups together."""
        of_all = total[0].show(self.k)
        people = protect(of_all, [part[0] for part in parts], self.k, overlapping=self.shared)
        if self.shared and of_all.exact:
            people = _apart(total[0].number, people, self.k)
        messages = protect(total[1].show(self.k), [part[1] for part in parts], self.k)
        return tuple(map(Pair, people if self.people else [UNKNOWN] * len(parts), messages))

    @staticmethod
    def _counts(
        part: pl.DataFrame,
        beside: Sequence[pl.DataFrame | None],
        of: pl.DataFrame | None = None,
        total: pl.DataFrame | None = None,
    ) -> tuple[Count, Count]:
        """Count people and messages, with the fewest people that the part leaves out of a whole.

        ``of`` is what a share is taken of; ``beside`` are wholes in other views, and ``total`` the whole
        over all groups. Who is in none of those but the part gives nothing away where
        that is nobody.
        """
        people, behind = distinct_people(part), Spoken.behind(part)
        wholes = [whole for whole in beside if whole is not None]
        beyond = [
            whole.join(part.select("contribution_id"), on="contribution_id", how="anti") for whole in wholes
        ]
        fewer = [distinct_people(whole) - people for whole in (*wholes, total) if whole is not None]
        if total is not None:
            beyond.append(total.join(part.select("contribution_id"), on="contribution_id", how="anti"))
        less = [Spoken.behind(whole) for whole in beyond]
        others, rest = [one for one in fewer if one], [one for one in less if one]
        if of is not None:
            others.append(distinct_people(of) - people)
            out = of.join(part.select("contribution_id"), on="contribution_id", how="anti")
            rest.append(Spoken.behind(out))
        return (
            Count(people, people, min(others, default=None)),
            Count(part.height, behind, min(rest, default=None), of_people=False),
        )


def _by_question(said: pl.DataFrame, of: pl.DataFrame | None) -> list[tuple[int, int, int | None]]:
    """Give messages, the people behind them and those behind the others, by group and question."""
    behind = pl.col(PERSON).drop_nulls().n_unique() + pl.col(PERSON).null_count()
    key = [GROUP, QUESTION]
    cells = said.group_by(key).agg(pl.len().alias("messages"), behind.cast(pl.Int64).alias("people"))
    if of is None:
        return [
            (messages, people, None) for messages, people in cells.select("messages", "people").iter_rows()
        ]
    rest = of.join(said.select("contribution_id"), on="contribution_id", how="anti")
    others = rest.group_by(key).agg(behind.cast(pl.Int64).alias("others"))
    whole = cells.join(others, on=key, how="left", nulls_equal=True)
    return list(whole.select("messages", "people", "others").iter_rows())


def _apart(total: int, people: tuple[Shown, ...], k: int) -> tuple[Shown, ...]:
    """Withhold the smaller of two groups where few are in both: both sizes less the total is how many."""
    sizes = [one.number or 0 for one in people if one.exact]
    if len(people) != 2 or len(sizes) != 2 or not 0 < sum(sizes) - total < k:
        return people
    smaller = sizes.index(min(sizes))
    return tuple(WITHHELD if place == smaller else one for place, one in enumerate(people))


_TOTAL: Final = object()
"""Stands for all groups together, which no group's name can be."""


def _of(frame: pl.DataFrame, name: Name) -> pl.DataFrame:
    return frame.filter(pl.col(GROUP).eq_missing(pl.lit(name, pl.String)))


def _less(old: Shown, new: Shown) -> Shown:
    return WITHHELD if new == WITHHELD and old.exact else old
