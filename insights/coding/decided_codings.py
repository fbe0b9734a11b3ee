"""What people decided about passages, as codings of theirs: a unit moved to a theme, a quote pinned to it."""

from __future__ import annotations

from datetime import UTC, datetime

import dataframely as dy
import polars as pl

from insights.coding.codings import code_of
from insights.decisions.decided_run import DecidedRun
from insights.runs import Run
from labels.codebook import Codebook
from labels.codings import Codings, codings


def codings_of_people(run: Run, codebook: Codebook | None = None) -> dy.DataFrame[Codings]:
    """Give the codings that people's decisions on a run stand for; none for a run as it was made.

    A unit that somebody moved to a theme, or split off as one, and a quote that somebody pinned to it, has
    the code of that theme, given by who decided it, at that moment, with why as the note. Only decisions that
    hold in this run count, which is for :mod:`insights.decisions.applied` to tell.
    """
    if not isinstance(run, DecidedRun):
        return Codings.create_empty()
    rows = [
        {
            "contribution_id": place.contribution_id,
            "start": place.start,
            "end": place.end,
            "code": code_of(outcome.theme, codebook),
            "coder": one.by,
            "origin": "person",
            "created_at": datetime.fromisoformat(one.on).astimezone(UTC),
            "note": one.why or None,
        }
        for outcome in run.outcomes
        for one in (outcome.decision,)
        for place in outcome.placed
    ]
    return (
        codings(pl.DataFrame(rows, schema=Codings.create_empty().schema)) if rows else Codings.create_empty()
    )


def without_decided(machine: pl.DataFrame, people: pl.DataFrame) -> dy.DataFrame[Codings]:
    """Leave out of the machine's codings what is so because a person decided it."""
    return codings(machine.join(people, on=["contribution_id", "start", "end", "code"], how="anti"))
