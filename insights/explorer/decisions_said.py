"""Decisions in words, and the history of a run, a theme or a passage, the newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final

from markupsafe import Markup

from insights.decisions.decided_run import DecidedRun
from insights.explorer.pieces import NONE, fill, filled, own, series
from insights.explorer.texts.review import ReviewTexts
from insights.explorer.views import View
from insights.runs import Run
from insights.wording import Wording, day, number
from labels.anchors import Anchor
from labels.decided import State
from labels.decisions import CANNOT_LINK, EXCLUDE, MERGE, MUST_LINK, SPLIT, UNDO, Decision

EXCERPT: Final = 70
"""Characters of a passage that are enough to know it by."""
ROWS: Final = 20
"""Decisions on a page of a history."""


@dataclass(frozen=True)
class Told:
    """A decision as a person reads it: who, when, what, why, and what became of it.

    ``undone_by`` is the number of the decision that undid it, 0 where it holds.
    """

    number: int
    by: str
    when: str
    said: Markup
    why: str
    notes: tuple[str, ...]
    undone_by: int
    theme: str


@dataclass(frozen=True)
class Chronicle:
    """All decisions of the workspace of a run, to be told in the language of a view."""

    run: Run
    view: View
    say: Wording
    texts: ReviewTexts

    @property
    def state(self) -> State:
        """What holds."""
        return self.run.state if isinstance(self.run, DecidedRun) else State()

    def label(self, theme: str) -> str:
        """Name a theme as it is called now, or was when the run was made; by its id where it is unknown."""
        return self._labels.get(theme, theme)

    def page(self, about: Callable[[Decision], bool], page: int) -> tuple[tuple[Told, ...], int]:
        """Give one page of the decisions that are about something, and how many pages there are."""
        found = [one for one in reversed(self.state.log) if about(one)]
        pages = max(1, -(-len(found) // ROWS))
        first = (min(page, pages) - 1) * ROWS
        return tuple(map(self.told, found[first : first + ROWS])), pages

    def told(self, one: Decision) -> Told:
        """Tell one decision."""
        outcome = self._outcomes.get(one.id)
        notes = (
            [self.texts.outcomes.get(outcome[1], "") if outcome[0] else self.texts.outcome_other]
            if (outcome and outcome[1])
            else []
        )
        if one.run and one.run != str(self.run.manifest["run_id"]):
            notes.append(self.texts.other_run)
        return Told(
            one.number,
            one.by,
            self._when(one.on),
            self.said(one),
            one.why,
            tuple(note for note in notes if note),
            self._undone.get(one.id, 0),
            self.state.theme(one.theme) if one.theme else "",
        )

    def said(self, one: Decision) -> Markup:
        """Say a decision in one sentence, without who and when."""
        kind = one.kind
        if kind == UNDO:
            undone = next((each for each in self.state.log if each.id == one.undoes), None)
            told = {"number": str(undone.number), "undone": self.said(undone)} if undone else None
            return filled(self.texts.said[kind], **(told or {"number": "?", "undone": "?"}))
        if kind == EXCLUDE and one.theme:
            kind = "exclude_here"
        if kind == SPLIT and one.subtheme:
            kind = "split_subtheme"
        themes = one.themes if kind == MERGE else (one.subtheme,) if one.subtheme else ()
        labels = (fill("“{label}”", label=self._own(self.label(theme))) for theme in themes)
        return filled(
            self.texts.said[kind],
            theme=self._own(one.called or self.label(one.theme)),
            themes=series(labels, self.say),
            text=self._own(one.text),
            passages=self._passages(one.passages, each=one.kind in (MUST_LINK, CANNOT_LINK)),
        )

    def _own(self, text: str) -> Markup:
        return own(text, self.view)

    def _passages(self, passages: Iterable[Anchor], *, each: bool) -> Markup:
        excerpts = [self._own(_excerpt(one.text)) if one.text else NONE for one in passages]
        told = [
            filled(self.texts.one_passage, text=text) if text else Markup.escape(self.texts.erased)
            for text in excerpts
        ]
        if len(told) < 2 or each:
            return series(told, self.say)
        first = next(filter(None, excerpts), None)
        count = number(len(told), self.say)
        if first is None:
            return fill("{count} × {told}", count=count, told=told[0])
        return filled(self.texts.passages, number=count, text=first)

    def _when(self, on: str) -> str:
        try:
            at = datetime.fromisoformat(on).astimezone()
        except ValueError:
            return on
        return self.texts.at.format(day=day(at.date(), self.say), time=f"{at:%H:%M}")

    @cached_property
    def _labels(self) -> dict[str, str]:
        base = self.run.base if isinstance(self.run, DecidedRun) else self.run
        found = dict(base.themes.select("theme_id", "label").iter_rows())
        return found | self.state.names | dict(self.run.themes.select("theme_id", "label").iter_rows())

    @cached_property
    def _undone(self) -> dict[str, int]:
        """By the id of a decision that does not hold, the number of the one that undid it."""
        gone: dict[str, int] = {}
        for one in reversed(self.state.log):
            if one.kind == UNDO and one.id not in gone:
                gone[one.undoes] = one.number
        return gone

    @cached_property
    def _outcomes(self) -> dict[str, tuple[bool, str]]:
        found = self.run.outcomes if isinstance(self.run, DecidedRun) else ()
        return {one.decision.id: (one.applied, one.reason or "") for one in found}


def about_theme(theme: str, state: State) -> Callable[[Decision], bool]:
    """Tell whether a decision is about a theme or one that was merged into it, or undid such a decision."""
    numbers = {one.id: one for one in state.log}

    def about(one: Decision) -> bool:
        if one.kind == UNDO:
            return one.undoes in numbers and about(numbers[one.undoes])
        named = [one.theme, *one.themes, one.subtheme, one.made if one.kind == SPLIT else ""]
        return theme in named or theme in map(state.theme, filter(None, named))

    return about


def about_passages(names: Iterable[str], state: State) -> Callable[[Decision], bool]:
    """Tell whether a decision is about units or quotes, by their ids, or undid such a decision."""
    wanted = set(names)
    numbers = {one.id: one for one in state.log}

    def about(one: Decision) -> bool:
        if one.kind == UNDO:
            return one.undoes in numbers and about(numbers[one.undoes])
        return not wanted.isdisjoint(passage.id for passage in one.passages)

    return about


def about_decision(decision: Decision, state: State) -> Callable[[Decision], bool]:
    """Tell whether a decision is one of these, undid it, or undid what undid it."""
    by_id = {one.id: one for one in state.log}

    def about(one: Decision) -> bool:
        if one.id == decision.id:
            return True
        return one.undoes in by_id and about(by_id[one.undoes])

    return about


def _excerpt(text: str) -> str:
    """Give the beginning of a passage on one line.

    >>> _excerpt("Aan het loket wacht ik al maanden op antwoord op de brief die ik in maart heb gestuurd.")
    'Aan het loket wacht ik al maanden op antwoord op de brief die ik in…'
    """
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else f"{line[:EXCERPT].rsplit(' ', 1)[0]}…"
