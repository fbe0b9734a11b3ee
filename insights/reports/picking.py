"""Keeping only the quotes that somebody picked for a report; its counts stay as they were."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from insights.reports.model import Report, ThemeTold

Pair = tuple[str, str]
"""A theme and a quote, by id: one passage may serve several themes."""


def pick(report: Report, pairs: Iterable[Pair]) -> Report:
    """Keep, in every theme for which quotes were picked, those alone; other themes keep all of theirs.

    A theme stands with those below it: what was picked for the theme is kept there too. Pairs that the report
    does not have are passed over.
    """
    wanted: dict[str, set[str]] = {}
    for theme, quote in pairs:
        wanted.setdefault(theme, set()).add(quote)
    return replace(report, themes=tuple(_picked(theme, wanted) for theme in report.themes))


def _picked(theme: ThemeTold, wanted: dict[str, set[str]]) -> ThemeTold:
    known = {quote.quote_id for quote in theme.quotes}
    chosen = wanted.get(theme.theme_id, set()) & known
    return _only(theme, chosen) if chosen else theme


def _only(theme: ThemeTold, chosen: set[str]) -> ThemeTold:
    quotes = tuple(quote for quote in theme.quotes if quote.quote_id in chosen)
    return replace(theme, quotes=quotes, subthemes=tuple(_only(below, chosen) for below in theme.subthemes))
