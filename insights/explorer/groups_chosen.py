"""What the URL asks to compare: two groups, and the questions that both answered."""

from __future__ import annotations

from collections.abc import Sequence

from corpora.errors import RunError
from insights.comparing.groups import Grouping
from insights.explorer import store
from insights.explorer.views import View
from insights.runs import Run


def chosen_groups(view: View, groupings: Sequence[Grouping]) -> tuple[Grouping, str, str] | None:
    """Give what is compared: as the URL asks, else the two largest groups; None without two groups."""
    able = [one for one in groupings if sum(group.name is not None for group in one.groups) > 1]
    grouping = next((one for one in able if one.by == view.by), able[0] if able else None)
    if grouping is None:
        return None
    largest = sorted(grouping.groups, key=lambda group: -group.people.at_least)
    names = [group.name for group in largest if group.name is not None]
    first = view.first if view.first in names else next(name for name in names if name != view.second)
    others = [name for name in names if name != first]
    return grouping, first, view.second if view.second in others else others[0]


def shared_questions(run: Run, view: View, k: int) -> tuple[str, ...]:
    """Give the questions that both groups answered, to choose one of."""
    try:
        found = store.comparison(run, view.by, view.first, view.second, view.level, None, k)
    except RunError:
        return ()
    return () if view.by == "question" else tuple(one for one in found.questions if one is not None)
