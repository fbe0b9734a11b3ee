"""What the overview counts: everything, or what people of one role said, or what answers one question.

Counts of a role are those that stand beside the total of a theme, counts of a question those that
:mod:`insights.counting` gives beside all questions, so that no view hides less than another.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from insights.counting import Answered, RoleCount, ThemeCount, roles_shown
from insights.explorer import store
from insights.explorer.themes_shown import ThemeLine, theme_lines
from insights.explorer.views import View
from insights.runs import Run
from insights.small_numbers import UNKNOWN, Shown

NONE = Shown("exact", 0)


@dataclass(frozen=True)
class Slice:
    """The themes of the top level with who answered; ``role`` and ``question`` are None where all count.

    ``roles`` and ``questions`` are what can be chosen.
    """

    role: str | None
    question: str | None
    roles: tuple[str, ...]
    questions: tuple[str, ...]
    answered: Answered
    themes: tuple[ThemeLine, ...]

    @property
    def whole(self) -> bool:
        """Whether everything is counted."""
        return self.role is None and self.question is None


def chosen_slice(run: Run, view: View, k: int) -> Slice:
    """Count what the URL asks for; a role or question that cannot be chosen is left out."""
    questions, every = questions_asked(run), store.answered(run, k)
    able = roles_shown(every)
    roles = tuple(sorted(able)) if len(every.roles) > 1 else ()
    question = view.question if view.question in questions and len(questions) > 1 else None
    role = view.who if view.who in roles else None
    answered = store.answered(run, k, question)
    themes = theme_lines(run, k, question)
    if role is not None:
        answered = _answered_by(answered, role)
        of_role = [replace(line, counts=_counted_by(line.counts, role), subthemes=()) for line in themes]
        themes = tuple(sorted(of_role, key=lambda line: (line.counts.order, line.label, line.theme_id)))
    return Slice(role, question, roles, questions, answered, themes)


def questions_asked(run: Run) -> tuple[str, ...]:
    """Give the questions in the order in which they were first answered in the sources."""
    asked = run.contributions.lazy().drop_nulls("question").select("question", "source_id", "row")
    return tuple(
        asked.sort("source_id", "row")
        .unique("question", keep="first", maintain_order=True)
        .collect()["question"]
    )


def _answered_by(answered: Answered, role: str) -> Answered:
    row = _row(answered.roles, role)
    return Answered(row.people, row.messages, (), 0, 0)


def _counted_by(count: ThemeCount, role: str) -> ThemeCount:
    row = _row(count.roles, role)
    return replace(
        count,
        people=row.people,
        answered=row.answered,
        messages=row.messages,
        messages_of_unknown=NONE,
        largest_share=None,
        roles=(),
        published=0,
        passages=0,
    )


def _row(rows: tuple[RoleCount, ...], role: str) -> RoleCount:
    hidden = RoleCount(role, Shown("withheld"), Shown("withheld"), UNKNOWN)
    return next((row for row in rows if row.role == role), hidden)
