"""What can be decided about, selected from a run as plain values: themes by name, passages by their ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from corpora.errors import RunError
from corpora.units import span_id
from insights.context import Context, quote_in_context, unit_in_context
from insights.decisions.decided_run import DecidedRun, as_made
from insights.explorer.themes_shown import Placed, Theme
from insights.explorer.views import View
from insights.runs import Run
from labels.decided import EVERYWHERE, State
from labels.decisions import SPLIT

BETWEEN = " › "
"""Between the name of a theme and that of its subtheme."""


@dataclass(frozen=True)
class Passage:
    """A passage of a run: its id as a quote, those of the units in it, and where it is."""

    quote_id: str
    units: tuple[str, ...]
    context: Context


def state_of(run: Run) -> State:
    """Give what people decided so far."""
    return run.state if isinstance(run, DecidedRun) else State()


def released(run: Run) -> frozenset[str]:
    """Give the ids of the passages that may be published."""
    return run.released if isinstance(run, DecidedRun) else frozenset()


def all_themes(run: Run, but: str = "") -> tuple[Placed, ...]:
    """Give every theme, each with its subthemes after it, in the order of their names."""
    rows = {row["theme_id"]: row for row in run.themes.iter_rows(named=True)}

    def path(theme: str | None) -> tuple[str, ...]:
        row = rows.get(theme or "")
        return (*path(row["parent_id"]), str(row["label"])) if row else ()

    found = sorted((path(theme), theme) for theme in rows if theme != but)
    return tuple(Placed(theme, BETWEEN.join(names)) for names, theme in found)


def others_of_level(run: Run, theme: str) -> tuple[Placed, ...]:
    """Give the other themes of the level of a theme, in the order of their names."""
    level = run.themes.filter(pl.col("theme_id") == theme)["level"]
    same = set(run.themes.filter(pl.col("level").is_in(level.implode()))["theme_id"])
    return tuple(one for one in all_themes(run, theme) if one.theme_id in same)


def themes_away(run: Run) -> tuple[Placed, ...]:
    """Give the themes that the run was made with, or that people made, and that are not shown any more."""
    state, here = state_of(run), set(run.themes["theme_id"])
    made: dict[str, str] = dict(as_made(run).themes.select("theme_id", "label").iter_rows())
    own = str(run.manifest["run_id"])
    made |= {
        one.made: one.text for one in state.effective if one.kind == SPLIT and one.run == own and one.text
    }
    gone = sorted((state.names.get(theme, made[theme]), theme) for theme in made if theme not in here)
    return tuple(Placed(theme, label) for label, theme in gone)


def in_theme(run: Run, units: Sequence[str], theme: Theme) -> tuple[str, ...]:
    """Give those of some units that are in a theme."""
    if not units:
        return ()
    found = run.assignments.filter(
        (pl.col("theme_id") == theme.theme_id) & (pl.col("level") == theme.level) & pl.col("primary")
    )
    own = set(found["unit_id"])
    return tuple(unit for unit in units if unit in own)


def excluded_quotes(run: Run, theme: str) -> tuple[str, ...]:
    """Give the quotes that people took away from a theme, there or everywhere, in the order of their ids."""
    state, base = state_of(run), as_made(run)
    own = {
        quote
        for at, quote in base.quotes.select("theme_id", "quote_id").iter_rows()
        if state.theme(at) == theme
    }
    here = {quote for at, quote in state.excluded if at != EVERYWHERE and state.theme(at) == theme}
    everywhere = {quote for at, quote in state.excluded if at == EVERYWHERE}
    return tuple(sorted(here | (everywhere & own)))


def find_passages(run: Run, view: View) -> tuple[Passage, ...]:
    """Find the passage of a view: a quote or unit, or all units of a contribution, if there are any."""
    if view.quote:
        return tuple(filter(None, [find_quote(run, view.quote)]))
    wanted = pl.col("unit_id") == view.unit if view.unit else pl.col("contribution_id") == view.contribution
    units = as_made(run).units.filter(wanted).sort("start")["unit_id"]
    return tuple(_of_unit(run, unit) for unit in units)


def find_quote(run: Run, quote: str) -> Passage | None:
    """Find a passage by the id of its quote, also where it is not quoted any more."""
    base = as_made(run)
    try:
        context = quote_in_context(base, quote, frozenset())
    except RunError:
        spans = base.units.select("unit_id", "contribution_id", "start", "end").iter_rows()
        unit = next((unit for unit, *span in spans if span_id(*span) == quote), None)
        return _of_unit(run, unit) if unit else None
    place = context.passage
    inside = base.units.filter(
        (pl.col("contribution_id") == place.contribution_id)
        & (pl.col("start") < place.end)
        & (pl.col("end") > place.start)
    ).sort("start")
    return Passage(quote, tuple(inside["unit_id"]), context)


def themes_of(run: Run, passage: Passage) -> tuple[str, ...]:
    """Give the themes that a passage is in now, top level first."""
    units = run.units.filter(pl.col("unit_id").is_in(passage.units))
    stand_in = {*passage.units, *units["repeat_of"].drop_nulls()}
    inside = pl.col("primary") & pl.col("unit_id").is_in(sorted(stand_in))
    found = run.assignments.filter(inside).sort("level", "theme_id")
    return tuple(found["theme_id"].unique(maintain_order=True))


def _of_unit(run: Run, unit: str) -> Passage:
    context = unit_in_context(as_made(run), unit, frozenset())
    place = context.passage
    return Passage(span_id(place.contribution_id, place.start, place.end), (unit,), context)
