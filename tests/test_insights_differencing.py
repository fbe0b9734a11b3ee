"""No count below k follows by subtraction from any set of views: total, by role, by question, by both."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, product
from pathlib import Path

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from runs_for_tests import Dialogue, Told, _tables

from corpora.errors import RunError
from insights.comparing.comparison import compare_groups
from insights.comparing.rounds import over_rounds
from insights.counted import RoleCount
from insights.counting import count_answered, count_themes
from insights.runs import Run
from insights.small_numbers import Shown

K = 3
ROLES = ("bewoner", "professional", "wethouder")
QUESTIONS = ("Wat gaat goed?", "Wat kan beter?", "Wie doet wat?")
THEMES = ("zorg", "groen")

View = tuple[str | None, str | None, str | None]
"""A theme, a role and a question; None for all."""


@dataclass(frozen=True)
class InMemory(Run):
    """A run whose tables are made and not written."""

    frames: dict[str, pl.DataFrame]

    def table(self, name: str) -> pl.DataFrame:
        return self.frames[name]

    @property
    def manifest(self) -> dict[str, object]:
        return {"settings": {"k_explorer": K}}


def run_of(rows: list[tuple[int, str, str, str | None]]) -> tuple[Run, pl.DataFrame]:
    """Make a run of rows of person, role, question and theme, and the truth as a table."""
    roles = {person: role for person, role, _, _ in reversed(rows)}
    told = [
        Told(f"Zin {number} over {theme}.", f"p{person:02d}", roles[person], theme)
        for number, (person, _, _, theme) in enumerate(rows)
    ]
    frames = _tables(Dialogue(tuple(told), dict(zip(THEMES, THEMES, strict=True))))
    questions = pl.Series("question", [question for _, _, question, _ in rows])
    frames["contributions"] = frames["contributions"].with_columns(questions)
    truth = pl.DataFrame(
        [(person, roles[person], question, theme) for person, _, question, theme in rows],
        schema=["person", "role", "question", "theme"],
        orient="row",
    )
    return InMemory(Path("in-memory"), frames), truth


def rows_of(truth: pl.DataFrame, view: View) -> pl.DataFrame:
    theme, role, question = view
    wanted = {"theme": theme, "role": role, "question": question}
    for column, value in wanted.items():
        if value is not None:
            truth = truth.filter(pl.col(column) == value)
    return truth


class Published:
    """The exact people and messages of every view that some page shows."""

    def __init__(self, run: Run) -> None:
        self.people: dict[View, int] = {}
        self.messages: dict[View, int] = {}
        asked = sorted(set(run.contributions["question"]))
        for question in (None, *asked):
            answered = count_answered(run, K, question)
            self._note((None, None, question), answered.people, answered.messages)
            self._roles(None, question, answered.roles)
            for one in count_themes(run, 1, K, question):
                self._note((one.theme_id, None, question), one.people, one.messages)
                self._roles(one.theme_id, question, one.roles)
            known = sorted({role for role in run.participants["role"] if role})
            for first, second in pairwise(known):
                self._compared(run, first, second, question)

    def _compared(self, run: Run, first: str, second: str, question: str | None) -> None:
        try:
            found = compare_groups(run, "role", first, second, question=question, k=K)
        except RunError:
            return
        every = set(run.contributions["question"])
        if question is None and set(found.questions) != every:
            return  # a set of questions, which no other view has
        for side in (found.first, found.second):
            self._note((None, side.name, question), side.people, side.messages)
        for row in found.rows:
            self._note((row.theme_id, first, question), row.first.people, row.first.messages)
            self._note((row.theme_id, second, question), row.second.people, row.second.messages)

    def _roles(self, theme: str | None, question: str | None, roles: tuple[RoleCount, ...]) -> None:
        for row in roles:
            self._note((theme, row.role, question), row.people, row.messages)

    def _note(self, view: View, people: Shown, messages: Shown) -> None:
        for known, shown in ((self.people, people), (self.messages, messages)):
            if shown.exact:
                assert known.setdefault(view, shown.number or 0) == shown.number


def solve(
    known: dict[View, int], *, over_questions: bool, questions: list[str], roles: list[str]
) -> dict[View, int]:
    """Fill in whatever follows from a sum over roles, or over questions, of which one part is hidden."""
    known = dict(known)
    themes = (None, *THEMES)
    lines = [
        [(theme, None, question), *((theme, role, question) for role in roles)]
        for theme, question in product(themes, (None, *questions))
    ]
    if over_questions:
        lines += [
            [(theme, role, None), *((theme, role, question) for question in questions)]
            for theme, role in product(themes, (None, *roles))
        ]
    changed = True
    while changed:
        changed = False
        for total, *parts in lines:
            hidden = [view for view in (total, *parts) if view not in known]
            if len(hidden) == 1:
                (view,) = hidden
                shown = sum(known[part] for part in parts if part in known)
                known[view] = shown if view == total else known[total] - shown
                changed = True
    return known


def wider(view: View) -> list[View]:
    """Give the views that hold everything in this one."""
    choices = [(value, None) if value is not None else (None,) for value in view]
    return [other for other in product(*choices) if other != view]


ROWS = st.lists(
    st.tuples(
        st.integers(0, 14),
        st.sampled_from(ROLES),
        st.sampled_from(QUESTIONS),
        st.sampled_from([*THEMES, None]),
    ),
    min_size=8,
    max_size=45,
)


@given(rows=ROWS)
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_no_count_below_k_follows_from_other_views(rows: list[tuple[int, str, str, str | None]]):
    run, truth = run_of(rows)
    published = Published(run)
    questions, roles = sorted(set(truth["question"])), sorted(set(truth["role"]))
    for known, over_questions in ((published.people, False), (published.messages, True)):
        found = solve(known, over_questions=over_questions, questions=questions, roles=roles)
        for view in found:
            people = rows_of(truth, view)["person"].n_unique()
            assert people == 0 or people >= K, (view, found[view])
            for other in wider(view):
                if other in found:
                    left = rows_of(truth, other).height - rows_of(truth, view).height
                    few = people_between(truth, view, other, by_people=not over_questions)
                    assert not left or few == 0 or few >= K, (view, other)


def people_between(truth: pl.DataFrame, view: View, other: View, *, by_people: bool) -> int:
    """Count the people that two sizes tell apart: in the one and not in the other, or behind the rest."""
    whole, part = rows_of(truth, other), rows_of(truth, view)
    if by_people:
        return whole["person"].n_unique() - part["person"].n_unique()
    numbered = truth.with_row_index()
    rest = rows_of(numbered, other).join(rows_of(numbered, view), on="index", how="anti")
    return rest["person"].n_unique()


@given(rows=ROWS)
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
def test_no_round_gives_away_who_spoke_in_few_others(rows: list[tuple[int, str, str, str | None]]):
    run, _ = run_of(rows)
    frames = dict(run.frames)  # type: ignore[attr-defined]
    frames["contributions"] = frames["contributions"].with_columns(round=pl.col("question"))
    over = over_rounds(InMemory(Path("in-memory"), frames), k=K)
    totals = {one.theme_id: one.people for one in count_themes(run, 1, K)}
    for theme in over.themes:
        total = totals[theme.theme_id]
        for cell in theme.cells:
            if total.exact and cell.people.exact:
                only_elsewhere = (total.number or 0) - (cell.people.number or 0)
                assert only_elsewhere == 0 or only_elsewhere >= K
    everybody = count_answered(run, K).people
    for period in over.periods:
        if everybody.exact and period.people.exact:
            silent = (everybody.number or 0) - (period.people.number or 0)
            assert silent == 0 or silent >= K
