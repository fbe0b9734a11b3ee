"""Deciding about a run: themes and passages by the names a person uses, made into a decision in the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from corpora.errors import nearest
from corpora.units import span_id
from insights.decisions.decided_run import DecidedRun, with_decisions
from insights.runs import open_run
from labels.anchors import Anchor
from labels.decided import EVERYWHERE, State
from labels.decision_log import DecisionLog
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
    UNDO,
    WITHHOLD,
    Decision,
    DecisionError,
)
from labels.workspace import Workspace

SPANNED = ("unit_id", "contribution_id", "start", "end")
NAMED = 5
"""So many themes or ids are named in a message."""


@dataclass(frozen=True)
class Maker:
    """Who decides, and why."""

    by: str
    why: str = ""


@dataclass(frozen=True)
class Deciding:
    """A run with the decisions so far, and who adds to them.

    Every method that decides adds one decision to the log of the workspace, based on ``seen.state``, and
    gives it with its number. A theme is named by its id or its label, a passage by the id of a unit, a quote,
    a contribution, or a contribution in its source. They raise
    :class:`~labels.decisions.DecisionError` for what is not there, with the nearest name, and
    :class:`~labels.decisions.StaleDecision` when somebody decided about the same since.
    """

    seen: DecidedRun
    log: DecisionLog
    maker: Maker

    @classmethod
    def about(cls, run: Path, maker: Maker, version: int | None = None) -> Deciding:
        """Open a run to decide about it.

        ``version`` is the number of the last decision that the maker knew of, where that was not the last.
        """
        opened = open_run(run)
        log = Workspace.around(opened.path).log
        decisions = log.decisions()
        known = decisions if version is None else tuple(one for one in decisions if one.number <= version)
        if version is not None and version > (decisions[-1].number if decisions else 0):
            raise DecisionError(
                f"there is no version {version} of the decisions; the last is {len(decisions)}."
            )
        return cls(with_decisions(opened, State.of(known)), log, maker)

    def rename(self, theme: str, label: str) -> Decision:
        """Give a theme another name."""
        return self._decide(RENAME, **self._of_theme(theme), text=label.strip())

    def describe(self, theme: str, text: str) -> Decision:
        """Describe a theme."""
        return self._decide(DESCRIBE, **self._of_theme(theme), text=text.strip())

    def accept(self, theme: str) -> Decision:
        """Accept a theme as it is."""
        return self._decide(ACCEPT, **self._of_theme(theme))

    def reject(self, theme: str) -> Decision:
        """Reject a theme: what is in it is without a theme at its level."""
        return self._decide(REJECT, **self._of_theme(theme))

    def merge(self, themes: Sequence[str], into: str) -> Decision:
        """Make themes part of another one of their level."""
        target = self._of_theme(into)
        others = tuple(dict.fromkeys(self.theme(one) for one in themes))
        if target["theme"] in others:
            raise DecisionError(f'"{into}" cannot be merged into itself; name the others only.')
        levels = dict(self.seen.themes.select("theme_id", "level").iter_rows())
        uneven = [one for one in others if levels[one] != levels[target["theme"]]]
        if uneven:
            raise DecisionError(
                f"{uneven[0]} is of level {levels[uneven[0]]} and {target['theme']} of level "
                f"{levels[target['theme']]}; only themes of one level merge. Move its units instead."
            )
        return self._decide(MERGE, **target, themes=others)

    def split(self, theme: str, units: Sequence[str] = (), subtheme: str = "", label: str = "") -> Decision:
        """Split a theme: units off it under a name, or a subtheme as a theme of its own."""
        parts: dict[str, Any] = self._of_theme(theme)
        if subtheme:
            parts["subtheme"] = self.theme(subtheme, below=parts["theme"])
        if units:
            parts["passages"] = self._units(units)
            inside = pl.col("primary") & (pl.col("theme_id") == parts["theme"])
            members = set(self.seen.assignments.filter(inside)["unit_id"])
            strange = [one.id for one in parts["passages"] if one.id not in members]
            if strange:
                raise DecisionError(
                    f"{strange[0]} is not in that theme; move it there first, or leave it out."
                )
        return self._decide(SPLIT, **parts, text=label.strip())

    def move(self, units: Sequence[str], theme: str) -> Decision:
        """Put units in a theme."""
        return self._decide(MOVE, **self._of_theme(theme), passages=self._units(units))

    def exclude(self, quote: str, theme: str = EVERYWHERE) -> Decision:
        """Quote a passage no more, with a theme or at all."""
        of = self._of_theme(theme) if theme else {}
        return self._decide(EXCLUDE, **of, passages=(self._quote(quote),))

    def pin(self, theme: str, quote: str) -> Decision:
        """Quote a passage first with a theme."""
        of, passage = self._of_theme(theme), self._quote(quote)
        units = self.seen.units.filter(
            (pl.col("contribution_id") == passage.contribution_id)
            & (pl.col("start") < passage.end)
            & (pl.col("end") > passage.start)
        )
        inside = self.seen.assignments.filter(pl.col("theme_id") == of["theme"])
        if inside.join(units, on="unit_id", how="semi").is_empty():
            raise DecisionError(f"{quote} is not in that theme; move it there first.")
        if (EVERYWHERE, passage.id) in self.seen.state.excluded:
            raise DecisionError(f"{quote} is not to be quoted at all; restore it first.")
        return self._decide(PIN, **of, passages=(passage,))

    def restore(self, quote: str, theme: str = EVERYWHERE) -> Decision:
        """Take back that a passage is pinned or excluded, with a theme or everywhere."""
        of = self._of_theme(theme) if theme else {}
        passage = self._quote(quote)
        held = {*self.seen.state.excluded, *self.seen.state.pinned}
        if not any(name == passage.id and (not theme or at == of["theme"]) for at, name in held):
            raise DecisionError(
                f"{quote} is neither pinned nor excluded there, so there is nothing to restore."
            )
        return self._decide(RESTORE, **of, passages=(passage,))

    def release(self, quotes: Sequence[str]) -> Decision:
        """Let passages be published."""
        passages = tuple(map(self._quote, quotes))
        known = [one.id for one in passages if one.id in self.seen.applied.released]
        if known:
            raise DecisionError(f"{known[0]} may be published already; leave it out.")
        return self._decide(RELEASE, passages=passages)

    def withhold(self, quotes: Sequence[str]) -> Decision:
        """Take back that passages may be published."""
        passages = tuple(map(self._quote, quotes))
        strange = [one.id for one in passages if one.id not in self.seen.applied.released]
        if strange:
            raise DecisionError(
                f"{strange[0]} was not released, so it is not published where that is asked; "
                "exclude it to quote it nowhere."
            )
        return self._decide(WITHHOLD, passages=passages)

    def must_link(self, units: Sequence[str]) -> Decision:
        """Say that units belong in one theme, from the next run."""
        return self._decide(MUST_LINK, passages=self._units(units))

    def cannot_link(self, units: Sequence[str]) -> Decision:
        """Say that units belong in different themes, from the next run."""
        return self._decide(CANNOT_LINK, passages=self._units(units))

    def undo(self, number: int) -> Decision:
        """Take a decision back, by its number in the log."""
        undoes, touches = self.seen.state.undoing(number)
        return self._decide(UNDO, undoes=undoes, touches=touches)

    def theme(self, name: str, below: str | None = None) -> str:
        """Find a theme by its id or its label; of several with that label the one above the others."""
        themes = self.seen.themes
        if below is not None:
            themes = themes.filter(pl.col("parent_id") == below)
        for column in ("theme_id", "label"):
            found = themes.filter(pl.col(column) == name).sort("level", "theme_id")
            parents = dict(themes.select("theme_id", "parent_id").iter_rows())
            ids = found["theme_id"].to_list()
            apart = [one for one in ids if parents.get(one) not in ids]
            if len(apart) > 1:
                raise DecisionError(
                    f"there are {len(apart)} themes '{name}': name one by id, {', '.join(apart)}."
                )
            if apart:
                return str(apart[0])
        merged = self.seen.state.theme(name)
        if merged != name:
            raise DecisionError(f"theme {name} was merged into {merged}; decide about that one.")
        known = [*themes["label"].unique().sort(), *themes["theme_id"].sort()]
        where = "that theme has no subtheme" if below else f"{self.seen.name} has no theme"
        first = ", ".join(f"'{one}'" for one in known[:NAMED]) or "none"
        raise DecisionError(f"{where} '{name}'{nearest(name, known) or '.'} It has, among others, {first}.")

    def _of_theme(self, name: str) -> dict[str, Any]:
        theme = self.theme(name)
        label = self.seen.themes.row(by_predicate=pl.col("theme_id") == theme, named=True)["label"]
        return {"theme": theme, "called": label}

    def _units(self, names: Sequence[str]) -> tuple[Anchor, ...]:
        """Anchor the units that names stand for; a contribution stands for all of its units."""
        found: dict[str, Anchor] = {}
        for name in names:
            for unit, contribution, start, end in self._named(name):
                found[unit] = Anchor.of(unit, self._contribution(contribution), start, end)
        return tuple(found.values())

    def _quote(self, name: str) -> Anchor:
        """Anchor a passage under the id of its quote."""
        quotes = self.seen.base.quotes.filter(pl.col("quote_id") == name).unique("quote_id")
        rows = list(quotes.select("quote_id", "contribution_id", "start", "end").iter_rows())
        if not rows:
            rows = [(span_id(one, start, end), one, start, end) for _, one, start, end in self._named(name)]
        if len(rows) > 1:
            raise DecisionError(f"'{name}' is {len(rows)} passages; name one by the id of its unit.")
        ((quote, contribution, start, end),) = rows
        return Anchor.of(quote, self._contribution(contribution), start, end)

    def _named(self, name: str) -> list[tuple[str, str, int, int]]:
        """Give the units that an id stands for, with their spans."""
        by_id = pl.any_horizontal(pl.col("unit_id", "contribution_id", "native_id") == name)
        found = self._known.filter(by_id.fill_null(value=False)).select(SPANNED)
        if found.height:
            return list(found.iter_rows())
        rows = list(self._known.select(SPANNED).iter_rows())
        of_quote = [row for row in rows if span_id(*row[1:]) == name]
        if not of_quote:
            ids = ("unit_id", "contribution_id", "native_id")
            known = {one for column in ids for one in self._known[column].drop_nulls()}
            raise DecisionError(
                f"{self.seen.name} has no unit, quote or contribution '{name}'{nearest(name, known)}."
            )
        return of_quote

    def _contribution(self, contribution: str) -> dict[str, Any]:
        return self.seen.contributions.row(by_predicate=pl.col("contribution_id") == contribution, named=True)

    @cached_property
    def _known(self) -> pl.DataFrame:
        native = self.seen.contributions.select("contribution_id", "native_id")
        units = self.seen.base.units.select(SPANNED)
        return units.join(native, on="contribution_id", how="left").sort("contribution_id", "start")

    def _decide(self, kind: str, **parts: Any) -> Decision:
        run = str(self.seen.manifest["run_id"])
        made = Decision(kind, self.maker.by, self.maker.why, run=run, base=self.seen.state.version, **parts)
        return self.log.append(made)
