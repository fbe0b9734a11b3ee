"""The state that decisions lead to: always a replay of the log, so that the same log gives the same state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from labels.decisions import (
    ACCEPT,
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
    UNDO,
    WITHHOLD,
    Decision,
    DecisionError,
)
from labels.wishes import Pin, Wishes

ACCEPTED, REJECTED = "accepted", "rejected"
EVERYWHERE: Final = ""
"""In place of a theme: the decision on a quote holds with every theme."""


@dataclass(frozen=True)
class State:
    """What holds after all decisions of a log; ``log`` has them all, ``effective`` those not undone.

    By theme: ``names``, ``descriptions``, ``standing`` (accepted or rejected) and ``merged`` (into which);
    by theme and quote: what is ``excluded`` or ``pinned``, a pin with the number of its decision; by quote,
    what is ``released`` for publication; by unit, the theme it was ``placed`` in by a move or a split; and
    which units are to be ``together`` or ``apart``.
    """

    log: tuple[Decision, ...] = ()
    effective: tuple[Decision, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    standing: dict[str, str] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    excluded: frozenset[tuple[str, str]] = frozenset()
    pinned: dict[tuple[str, str], int] = field(default_factory=dict)
    released: frozenset[str] = frozenset()
    placed: dict[str, str] = field(default_factory=dict)
    together: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def of(cls, log: Iterable[Decision]) -> State:
        """Replay a log from its start."""
        log = tuple(log)
        gone = undone(log)
        state = cls()
        for one in log:
            if one.id not in gone and one.kind != UNDO:
                state = state._with(one)
        return replace(state, log=log)

    def after(self, decision: Decision) -> State:
        """Give the state after one more decision."""
        if decision.kind == UNDO:
            return State.of((*self.log, decision))
        return replace(self._with(decision), log=(*self.log, decision))

    @property
    def version(self) -> int:
        """The number of the last decision; what the next decision is based on."""
        return self.log[-1].number if self.log else 0

    @property
    def runs(self) -> tuple[str, ...]:
        """The ids of the runs that were decided about, the last one first."""
        return tuple(dict.fromkeys(one.run for one in reversed(self.log) if one.run))

    def theme(self, theme: str) -> str:
        """Give the theme that a theme was merged into, else itself."""
        seen = set()
        while theme in self.merged and theme not in seen:
            seen.add(theme)
            theme = self.merged[theme]
        return theme

    def undoing(self, number: int) -> tuple[str, tuple[str, ...]]:
        """Give the id of a decision that is to be undone, and what it was about.

        Raises :class:`DecisionError` when there is no such decision or it does not hold any more.
        """
        found = next((one for one in self.log if one.number == number), None)
        if found is None:
            last = f"the last is #{self.version}" if self.log else "there is none yet"
            raise DecisionError(f"there is no decision #{number}; {last}. `oogst decisions` lists them.")
        if found.id in undone(self.log):
            raise DecisionError(f"decision #{number} was undone already; `oogst decisions` tells by whom.")
        return found.id, tuple(sorted(found.about))

    def wishes(self) -> Wishes:
        """Give what the decisions ask of the next run.

        Links and pins as they stand; and themes that a person named, described, accepted, merged, split or
        moved something to stay one theme, so that what was decided about them has something to hold for.
        """
        wished = {name for group in (*self.together, *self.apart) for name in group}
        wished |= {quote for _, quote in self.pinned}
        passages = (one for decision in self.effective for one in decision.passages)
        protected = {
            self.theme(theme)
            for one in self.effective
            if one.kind in (RENAME, DESCRIBE, ACCEPT, MERGE, SPLIT, MOVE)
            for theme in (one.theme, *((one.made, one.subtheme) if one.kind == SPLIT else ()))
            if theme and self.standing.get(theme) != REJECTED
        }
        pairs = [
            (one, other)
            for group in self.apart
            for place, one in enumerate(group)
            for other in group[place + 1 :]
        ]
        pins = sorted(self.pinned, key=lambda one: (self.pinned[one], one))
        return Wishes(
            must_link=self.together,
            cannot_link=tuple(pairs),
            pinned_quotes=tuple(Pin(self.theme(theme), quote) for theme, quote in pins),
            protected_themes=tuple(sorted(protected)),
            anchors={one.id: one for one in passages if one.id in wished},
        )

    def _with(self, one: Decision) -> State:
        """Fold one decision in; the log is left as it is."""
        state = replace(self, effective=(*self.effective, one))
        ids = tuple(passage.id for passage in one.passages)
        if one.kind in (EXCLUDE, PIN, RESTORE):
            return state._with_quotes(one.kind, {(one.theme, name) for name in ids}, one.number)
        if one.kind in (RELEASE, WITHHOLD):
            released = state.released.difference(ids)
            return replace(state, released=released.union(ids) if one.kind == RELEASE else released)
        if one.kind == RENAME:
            return replace(state, names=state.names | {one.theme: one.text})
        if one.kind == DESCRIBE:
            return replace(state, descriptions=state.descriptions | {one.theme: one.text})
        if one.kind in (ACCEPT, REJECT):
            standing = ACCEPTED if one.kind == ACCEPT else REJECTED
            return replace(state, standing=state.standing | {one.theme: standing})
        if one.kind == MERGE:
            into = state.theme(one.theme)
            fresh = {theme: into for theme in map(state.theme, one.themes) if theme != into}
            return replace(state, merged=state.merged | fresh)
        if one.kind == SPLIT:
            names = state.names | ({one.made: one.text} if one.text else {})
            return replace(state, names=names, placed=state.placed | dict.fromkeys(ids, one.made))
        if one.kind == MOVE:
            return replace(state, placed=state.placed | dict.fromkeys(ids, one.theme))
        if one.kind == MUST_LINK:
            return replace(state, together=(*state.together, ids))
        return replace(state, apart=(*state.apart, ids))

    def _with_quotes(self, kind: str, quotes: set[tuple[str, str]], number: int) -> State:
        """Take away what was decided on these quotes before, and put what is decided now."""
        everywhere = {name for theme, name in quotes if theme == EVERYWHERE}

        def stays(one: tuple[str, str]) -> bool:
            return one not in quotes and one[1] not in everywhere

        excluded = frozenset(filter(stays, self.excluded))
        pinned = {one: place for one, place in self.pinned.items() if stays(one)}
        if kind == EXCLUDE:
            excluded |= quotes
        if kind == PIN:
            pinned |= dict.fromkeys(sorted(quotes), number)
        return replace(self, excluded=excluded, pinned=pinned)


def undone(log: Sequence[Decision]) -> set[str]:
    """Give the ids of the decisions that do not hold, as a decision that does undid them.

    An undo can be undone itself; it always comes after what it undoes, so the log is read backwards.
    """
    found: set[str] = set()
    for one in reversed(log):
        if one.kind == UNDO and one.id not in found:
            found.add(one.undoes)
    return found
