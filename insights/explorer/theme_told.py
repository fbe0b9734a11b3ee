"""What a run can tell of a theme besides its counts: groups, rounds, months and votes, and what it lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

from insights.comparing.groups import WHEN, Grouping
from insights.comparing.rounds import Rounds
from insights.comparing.voted import Votes
from insights.explorer import store
from insights.explorer.themes_shown import Theme
from insights.explorer.views import View
from insights.runs import Run
from insights.splits import Pair

TOLD_ELSEWHERE: Final = ("role", "round", *WHEN)
"""Groupings that have a place of their own on the page."""


@dataclass(frozen=True)
class Told:
    """What stands in the folds of a theme; ``lacks`` names what the sources did not tell."""

    groupings: tuple[Grouping, ...]
    in_groups: Mapping[tuple[str, str | None], Pair]
    rounds: Rounds | None
    months: Rounds | None
    votes: Votes | None
    lacks: tuple[str, ...]

    @classmethod
    def of(cls, run: Run, theme: Theme, view: View, k: int) -> Self:
        """Ask all of it of a run; the counts of groups only for the grouping that the URL names."""
        every = store.groupings(run, k)
        groupings = tuple(one for one in every if one.by not in TOLD_ELSEWHERE)
        chosen = view.by if any(one.by == view.by for one in groupings) else ""
        rounds, months = (store.over_time(run, by, theme.level, k) for by in ("round", "date"))
        votes = store.votes(run, theme.level, k)
        lacks = {
            "people": theme.counts.people.kind == "unknown" and not theme.counts.published,
            "roles": not theme.counts.roles and not theme.counts.published,
            "rounds": rounds is None,
            "dates": run.contributions["created_at"].null_count() == run.contributions.height,
            "votes": votes is None,
        }
        return cls(
            groupings,
            store.in_groups(run, chosen, theme.level, k) if chosen else {},
            rounds,
            months,
            votes,
            tuple(name for name, lacking in lacks.items() if lacking),
        )
