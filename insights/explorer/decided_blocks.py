"""Pieces that show what people decided about a run: who, when, what, and whether it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from markupsafe import Markup

from insights.decisions.decided_run import DecidedRun
from insights.explorer.pieces import fill, filled, heading, join, own, paragraph, table
from insights.explorer.texts.method import MethodTexts
from insights.explorer.views import View
from insights.runs import Run
from insights.wording import Wording, day, number
from labels.decisions import UNDO, Decision

LISTED: Final = 100
"""Decisions that are listed, the newest."""


@dataclass(frozen=True)
class Made:
    """A decision, and whether it counts in this run; ``reason`` says why not."""

    decision: Decision
    counts: bool
    reason: str


def decisions_made(run: Run) -> tuple[Made, ...]:
    """Give all decisions about a run and those beside it, the newest first."""
    if not isinstance(run, DecidedRun):
        return ()
    outcomes = {one.decision.id: one for one in run.outcomes}
    found = []
    for one in run.state.log:
        outcome = outcomes.get(one.id)
        undone = outcome is None and one.kind != UNDO
        counts = outcome.applied if outcome else not undone
        found.append(Made(one, counts, UNDO if undone else (outcome.reason or "") if outcome else ""))
    return tuple(reversed(found))


def decision_section(
    made: tuple[Made, ...], labels: Mapping[str, str], view: View, texts: MethodTexts, say: Wording
) -> Markup:
    """Show the decisions of people in a table; say so where there are none."""
    if not made:
        return join([heading(texts.decisions), paragraph(texts.decisions_none)])
    rows = [
        [
            _day(one.decision.on, say),
            one.decision.by,
            _sentence(one.decision, labels, view, texts, say),
            _counts(one, texts),
        ]
        for one in made[:LISTED]
    ]
    head = [texts.when, texts.who, texts.what, texts.counts]
    older = len(made) - len(rows)
    rest = texts.decisions_rest.format(number=number(older, say)) if older else ""
    return join(
        [
            heading(texts.decisions),
            paragraph(texts.decisions_help),
            table(texts.decisions_caption, head, rows, right=len(head)),
            paragraph(rest, "muted"),
        ]
    )


def _sentence(
    one: Decision, labels: Mapping[str, str], view: View, texts: MethodTexts, say: Wording
) -> Markup:
    """Say what was decided, without words of participants."""
    template = texts.decided.get(one.kind, one.kind)
    many = len(one.themes) + 1 if one.themes else len(one.passages)
    theme = one.called or labels.get(one.theme, one.theme)
    named = fill("‘{theme}’", theme=own(theme, view))
    told = filled(template, theme=named, text=own(one.text, view), n=number(many, say))
    return fill("{told}: {why}", told=told, why=one.why) if one.why else told


def _counts(one: Made, texts: MethodTexts) -> str:
    if one.counts:
        return texts.does_count
    return f"{texts.does_not_count} ({texts.undone if one.reason == UNDO else one.reason})"


def _day(stamp: str, say: Wording) -> str:
    try:
        return day(datetime.fromisoformat(stamp).date(), say)
    except ValueError:
        return stamp
