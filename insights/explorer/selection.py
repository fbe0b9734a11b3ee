"""What a page shows, selected from the run as plain values; counts come from :mod:`insights.counting`.

One door to the modules by idea: themes, passages, sources and their rows, groups, resolutions.
"""

from __future__ import annotations

from insights.explorer.groups_chosen import chosen_groups, shared_questions
from insights.explorer.paged import PAGE_ROWS, Paged
from insights.explorer.passages_shown import Listed, QuoteLine, contributions, left_out, members, quotes
from insights.explorer.resolutions_shown import Tried, tried
from insights.explorer.sources_shown import (
    LEDGER_ROWS,
    Choice,
    Event,
    LedgerLine,
    choices,
    events,
    in_context,
    ledger,
    roles_beside,
    voted_on,
)
from insights.explorer.themes_shown import (
    Placed,
    Theme,
    ThemeLine,
    WordLine,
    near_themes,
    placed,
    theme_lines,
    theme_page,
    words,
)

__all__ = [
    "LEDGER_ROWS",
    "PAGE_ROWS",
    "Choice",
    "Event",
    "LedgerLine",
    "Listed",
    "Paged",
    "Placed",
    "QuoteLine",
    "Theme",
    "ThemeLine",
    "Tried",
    "WordLine",
    "choices",
    "chosen_groups",
    "contributions",
    "events",
    "in_context",
    "ledger",
    "left_out",
    "members",
    "near_themes",
    "placed",
    "quotes",
    "roles_beside",
    "shared_questions",
    "theme_lines",
    "theme_page",
    "tried",
    "voted_on",
    "words",
]
