"""What became of the wishes for a run, as table ``steering`` tells it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

import polars as pl

from corpora.tables import Steering, conform
from corpora.units import span_id
from pipelines.links import Link
from pipelines.themes import Found

CONTRADICTS = "contradicts another wish, or no other theme is near"
NOT_A_MEMBER = "not a member of that theme"
NOT_ONE = "its members are not one theme with this id any more"
CODED = "some of it has a code of the codebook, and a code follows from what is said"


def wishes_met(
    links: Sequence[Link],
    told: Sequence[tuple[str, str, str, str | None]],
    found: Found,
    quotes: pl.DataFrame,
    units: pl.DataFrame,
    codes: Collection[str] = (),
) -> pl.DataFrame:
    """Hold every wish against the themes and quotes of the run; gives table ``steering``.

    ``told`` is what :func:`~pipelines.links.pins` found of pinned quotes, ``codes`` are the themes that
    stand for a code.
    """
    primary = found.assignments.filter("primary")
    finest = primary.filter(pl.col("level") == pl.col("level").max())
    inside = primary.group_by("theme_id").agg("unit_id").iter_rows()
    members = {theme: set(those) for theme, those in inside}
    met = outcome(links, dict(finest.select("unit_id", "theme_id").iter_rows()), members)
    coded = set(primary.filter(pl.col("theme_id").is_in(list(codes)))["unit_id"])
    met = [
        (wish, subject, honoured, CODED if reason in (CONTRADICTS, NOT_ONE) and _any(link, coded) else reason)
        for (wish, subject, honoured, reason), link in zip(met, links, strict=True)
    ]
    return conform(_table(met, told, quotes, units), Steering)


def outcome(
    links: Sequence[Link], labels: dict[str, str], members: Mapping[str, set[str]] = MappingProxyType({})
) -> list[tuple[str, str, bool, str | None]]:
    """Hold every wish against the final themes; gives rows of table ``steering``.

    ``labels`` are the finest themes by unit, ``members`` the units of every theme by its id.
    """
    rows: list[tuple[str, str, bool, str | None]] = []
    for link in links:
        reason = link.unmet
        if reason is None and link.wish == "protected_theme":
            reason = None if members.get(link.subject, set()).issuperset(link.units[0]) else NOT_ONE
        elif reason is None:
            found = [{labels.get(unit, "") for unit in group} for group in link.units]
            together = len(set.union(*found)) == 1
            honoured = not set.intersection(*found) if link.wish == "cannot_link" else together
            reason = None if honoured else CONTRADICTS
        rows.append((link.wish, link.subject, reason is None, reason))
    return rows


def _table(
    links: Sequence[tuple[str, str, bool, str | None]],
    pinned: Sequence[tuple[str, str, str, str | None]],
    quotes: pl.DataFrame,
    units: pl.DataFrame,
) -> pl.DataFrame:
    """Give table ``steering``; a pin was honoured when its passage is among the quotes of its theme."""
    spans = dict(
        (unit, span_id(contribution, start, end))
        for unit, contribution, start, end in units.select(
            "unit_id", "contribution_id", "start", "end"
        ).iter_rows()
    )
    shown = set(quotes.select("theme_id", "quote_id").iter_rows())
    rows = list(links)
    for subject, theme, unit, reason in pinned:
        there = reason is None and (theme, spans.get(unit, "")) in shown
        rows.append(("pinned_quote", subject, there, None if there else reason or NOT_A_MEMBER))
    return pl.DataFrame(rows, schema=list(Steering.column_names()), orient="row")


def _any(link: Link, coded: Collection[str]) -> bool:
    return any(unit in coded for group in link.units for unit in group)
