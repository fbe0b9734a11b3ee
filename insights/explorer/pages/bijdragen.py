"""Bijdragen: everything that was said, and what is in no theme, with the reason."""

from __future__ import annotations

from insights import counting
from insights.explorer import pieces, store
from insights.explorer.passages_shown import contributions, left_out
from insights.explorer.screen import open_page, show_page
from insights.explorer.source_blocks import contribution_list, range_of

PLACEMENTS = {"set-apart": "set apart", "unplaced": "unplaced"}

view, say, run = open_page()
roles = counting.roles_shown(store.answered(run, counting.small_number(run)))
placement = PLACEMENTS.get(view.show)
listed = left_out(run, placement, roles, view.page) if placement else contributions(run, roles, view.page)
names = {
    "": say.contributions_all,
    "set-apart": say.contributions_set_apart,
    "unplaced": say.contributions_unplaced,
}
chosen = view.show if placement else ""

show_page(
    view,
    say,
    run,
    "contributions",
    names[chosen],
    pieces.heading(names[chosen], 1),
    pieces.filters(
        (view.link("contributions", show=show), name, show == chosen) for show, name in names.items()
    ),
    range_of(listed, say) if listed.total else pieces.paragraph(say.contributions_none, "lead"),
    contribution_list(listed.rows, view, say),
    pieces.pager(view, "contributions", listed.pages, say),
)
