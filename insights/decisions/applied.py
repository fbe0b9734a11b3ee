"""Applying decisions to a run, and telling what became of every one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import polars as pl

from corpora.units import span_id
from insights.decisions.decided_ledger import decided_ledger
from insights.decisions.decided_tables import Desk, NotApplicable
from insights.runs import Run
from labels.anchors import Found
from labels.decided import EVERYWHERE, REJECTED, State
from labels.decisions import (
    ACCEPT,
    CANNOT_LINK,
    DESCRIBE,
    EXCLUDE,
    MERGE,
    MOVE,
    MUST_LINK,
    PIN,
    REJECT,
    RELEASE,
    RENAME,
    RESTORE,
    SPLIT,
    WITHHOLD,
    Decision,
)

SUPERSEDED = "a later decision holds instead"
NEXT_RUN = "holds from the next run"
EMPTY = "no unit is in {} any more"
NO_THEME = "theme {} is not in this run"
NEVER_QUOTED = "{} is not to be quoted at all; restore it first"
OTHER_WORDS = "{}: its words are not those that were released"
BECAME: Final = {
    "split": "it was split over {}",
    "merged": "it is part of {}",
    "gone": "it was not found again",
}
OF_ONE_THEME: Final = (RENAME, DESCRIBE, ACCEPT, REJECT)
"""Decisions that go down with their theme when it is merged into another."""
LAST_WORD: Final = (REJECT, PIN, EXCLUDE)
"""Decisions that wait until all others are applied, as only the last of their kind on a subject holds."""


@dataclass(frozen=True)
class Outcome:
    """What became of a decision in a run; ``applied`` with a ``reason`` where it did not have to be.

    ``placed`` are the passages that it, and no later decision, put in ``theme`` or pinned to it; none where
    that theme was rejected.
    """

    decision: Decision
    applied: bool
    reason: str | None = None
    theme: str = ""
    placed: tuple[Found, ...] = ()


@dataclass(frozen=True)
class Applied:
    """The tables that decisions changed, and what became of every decision that holds.

    ``released`` are the ids of the passages that may be published, quoted in the run or not; ``excluded`` the
    passages that are not to be quoted, each with the theme it is not to be quoted with, or with any.
    """

    frames: Mapping[str, pl.DataFrame]
    outcomes: tuple[Outcome, ...]
    released: frozenset[str] = frozenset()
    excluded: tuple[tuple[str, Found], ...] = ()


def apply(run: Run, state: State, *, with_rejected: bool = False) -> Applied:
    """Apply the decisions of a state to the tables of a run; ``with_rejected`` keeps rejected themes."""
    applying = _Applying(run, state, with_rejected)
    first = [one for one in state.effective if one.kind not in LAST_WORD]
    last = [one for kind in LAST_WORD for one in state.effective if one.kind == kind]
    outcomes = {one.id: applying.outcome(one) for one in (*first, *last)}
    desk = applying.desk
    for theme in desk.tidy():
        for one in state.effective:
            if one.theme == theme and one.made not in desk.ids and outcomes[one.id].reason is None:
                outcomes[one.id] = Outcome(one, False, EMPTY.format(theme))
    frames = {
        "themes": desk.themes,
        "assignments": desk.assignments,
        "units": desk.units,
        "quotes": desk.quotes,
        "words": desk.words,
        "ledger": decided_ledger(run, desk.units),
    }
    told = tuple(applying.settled(outcomes[one.id]) for one in state.effective)
    released = frozenset(span_id(*span) for span in applying.released)
    return Applied(frames, told, released, tuple(applying.excluded))


class _Applying:
    """Applies decisions to the tables of a run; a method a kind, with a note where nothing had to be done."""

    def __init__(self, run: Run, state: State, with_rejected: bool) -> None:
        self.run, self.state, self.with_rejected = run, state, with_rejected
        self.desk = Desk(run)
        self.released: set[tuple[str, int, int]] = set()
        self.excluded: list[tuple[str, Found]] = []
        self.placed: dict[str, tuple[str, list[Found]]] = {}
        self._apply: dict[str, Callable[[Decision], str | None]] = {
            RENAME: self._rename,
            DESCRIBE: self._describe,
            MERGE: self._merge,
            SPLIT: self._split,
            MOVE: self._move,
            EXCLUDE: self._exclude,
            PIN: self._pin,
            RESTORE: lambda one: None,
            RELEASE: self._release,
            WITHHOLD: self._withhold,
            ACCEPT: self._accept,
            REJECT: self._reject,
            MUST_LINK: self._link,
            CANNOT_LINK: self._link,
        }

    def outcome(self, one: Decision) -> Outcome:
        """Apply a decision and tell what became of it."""
        try:
            if self._superseded(one):
                return Outcome(one, True, SUPERSEDED)
            reason = self._apply[one.kind](one)
            theme, places = self.placed.get(one.id, ("", []))
            return Outcome(one, True, reason, theme, tuple(places))
        except NotApplicable as fault:
            return Outcome(one, False, str(fault))

    def settled(self, outcome: Outcome) -> Outcome:
        """Name the theme that has what a decision placed, once all decisions are applied."""
        theme = self._here(outcome.theme) if outcome.placed else None
        return replace(outcome, theme=theme or "", placed=outcome.placed if theme else ())

    def _superseded(self, one: Decision) -> bool:
        """Whether nothing is left of a decision after later ones."""
        state, names = self.state, [passage.id for passage in one.passages]
        if one.kind in OF_ONE_THEME and one.theme not in self.desk.ids:
            if state.theme(one.theme) != one.theme:
                return True
        if one.kind == RENAME:
            return state.names.get(one.theme) != one.text
        if one.kind == DESCRIBE:
            return state.descriptions.get(one.theme) != one.text
        if one.kind in (ACCEPT, REJECT):
            return (state.standing.get(one.theme) == REJECTED) != (one.kind == REJECT)
        if one.kind == EXCLUDE:
            return not any((one.theme, name) in state.excluded for name in names)
        if one.kind == PIN:
            return not any((one.theme, name) in state.pinned for name in names)
        if one.kind == RELEASE:
            return not state.released.intersection(names)
        return one.kind == MOVE and all(state.placed.get(name) != one.theme for name in names)

    def _rename(self, one: Decision) -> None:
        self.desk.change(self._theme(one.theme), label=one.text, label_origin="person")

    def _describe(self, one: Decision) -> None:
        self.desk.change(self._theme(one.theme), description=one.text)

    def _accept(self, one: Decision) -> None:
        self._theme(one.theme)

    def _reject(self, one: Decision) -> None:
        theme = self._theme(one.theme)
        if not self.with_rejected:
            self.desk.reject(theme)

    def _merge(self, one: Decision) -> None:
        into = self._theme(one.theme)
        # A theme that is not here is part of the other one already: that is how a re-run keeps a merger.
        for theme in one.themes:
            if theme in self.desk.ids and theme != into:
                self.desk.merge(theme, into)

    def _move(self, one: Decision) -> None:
        theme = self._theme(one.theme)
        units, lost = self._units(one, one.theme)
        if units:
            self.desk.place(units, theme)
        if lost:
            raise NotApplicable("; ".join(lost))

    def _split(self, one: Decision) -> str | None:
        desk, there = self.desk, one.made in self.desk.ids
        if one.subtheme:
            if not there:
                theme, subtheme = self._theme(one.theme), self._theme(one.subtheme)
                desk.split_subtheme(theme, one.made, one.text, subtheme)
            return None
        theme = one.made if there else self._theme(one.theme)
        units, lost = self._units(one, one.made)
        if units:
            desk.split_units(theme, one.made, one.text, units)
        if lost:
            raise NotApplicable("; ".join(lost))
        return None if units else SUPERSEDED

    def _exclude(self, one: Decision) -> None:
        theme = EVERYWHERE if one.theme == EVERYWHERE else self._theme(one.theme)
        for passage in one.passages:
            place = self.desk.anchorage.find(passage)
            if not place.contribution_id:
                raise NotApplicable(f"{passage.id}: {place.lost}")
            self.desk.exclude(place, theme)
            self.excluded.append((theme, place))

    def _pin(self, one: Decision) -> None:
        theme, places = self._theme(one.theme), []
        for passage in one.passages:
            if (EVERYWHERE, passage.id) in self.state.excluded:
                raise NotApplicable(NEVER_QUOTED.format(passage.id))
            places.append(self.desk.find(passage))
            # Ranks before those of all others; what was pinned first comes first.
            self.desk.pin(places[-1].units[0], theme, one.number - self.state.version - 1)
        self.placed[one.id] = one.theme, places

    def _release(self, one: Decision) -> None:
        """Let passages be published: those very words, as a part of them or others may say something else."""
        lost = []
        for passage in one.passages:
            place = self.desk.anchorage.find(passage)
            span = (place.contribution_id, place.start, place.end)
            if not place.contribution_id:
                lost.append(f"{passage.id}: {place.lost}")
            elif self.desk.anchorage.text(place) != passage.text:
                lost.append(OTHER_WORDS.format(passage.id))
            elif passage.id in self.state.released:
                self.released.add(span)
        if lost:
            raise NotApplicable("; ".join(lost))

    def _withhold(self, one: Decision) -> None:
        """Let no released passage be published that shares a character with these, under whatever id."""
        for passage in one.passages:
            place = self.desk.anchorage.find(passage)
            if not place.contribution_id:
                raise NotApplicable(f"{passage.id}: {place.lost}")
            self.released = {
                (contribution, start, end)
                for contribution, start, end in self.released
                if contribution != place.contribution_id or start >= place.end or end <= place.start
            }

    def _link(self, one: Decision) -> str | None:
        """Say whether units are together or apart as decided; only the next run can make them so."""
        finest = self.run.assignments.filter(pl.col("primary") & (pl.col("level") == self.run.levels))
        theme = dict(finest.select("unit_id", "theme_id").iter_rows())
        groups = [{theme.get(unit) for unit in self.desk.find(passage).units} for passage in one.passages]
        together = len(set.union(*groups)) == 1
        apart = all(not groups[a] & groups[b] for a in range(len(groups)) for b in range(a))
        if together if one.kind == MUST_LINK else apart:
            return None
        if "steering" in self.run.manifest.get("tables", {}):
            names = [passage.id for passage in one.passages]
            told = self.run.table("steering").filter(
                (pl.col("wish") == one.kind)
                & ~pl.col("honoured")
                & pl.col("subject").str.split(" ").list.eval(pl.element().is_in(names)).list.all()
            )
            if told.height:
                raise NotApplicable(str(told["reason"][0]))
        return NEXT_RUN

    def _theme(self, theme: str) -> str:
        """Find a theme, or the one it was merged into."""
        if (here := self._here(theme)) is None:
            raise NotApplicable(self._no_theme(theme))
        return here

    def _here(self, theme: str) -> str | None:
        ids = self.desk.ids
        return next((name for name in (theme, self.state.theme(theme)) if name in ids), None)

    def _no_theme(self, theme: str) -> str:
        """Say that a theme is not here, and what became of it where the run tells."""
        lineage, said = self.desk.lineage, NO_THEME.format(theme)
        if lineage is None:
            return said
        found = lineage.filter(pl.col("previous_id") == theme).sort("theme_id", nulls_last=True)
        kinds = found["relation"].cast(pl.String).to_list()
        if not kinds or kinds[0] not in BECAME:
            return said
        names = [f'"{label}" ({one})' for one, label in found.select("theme_id", "label").iter_rows() if one]
        return f"{said}: {BECAME[kinds[0]].format(' and '.join(names))}"

    def _units(self, one: Decision, theme: str) -> tuple[list[str], list[str]]:
        """Find the units of a decision that no later one placed elsewhere, and say which are not here."""
        found: list[Found] = []
        lost: list[str] = []
        for passage in one.passages:
            if self.state.placed.get(passage.id) == theme:
                try:
                    found.append(self.desk.find(passage))
                except NotApplicable as fault:
                    lost.append(str(fault))
        self.placed[one.id] = theme, found
        return [unit for place in found for unit in place.units], lost
