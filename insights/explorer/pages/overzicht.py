"""Overzicht: what went in, where it went, and the themes by people and messages."""

from __future__ import annotations

from insights import counting
from insights.explorer import pieces, sentences, store
from insights.explorer.screen import open_page, show_page
from insights.explorer.selection import contributions, theme_lines
from insights.explorer.source_blocks import contribution_list
from insights.explorer.theme_blocks import theme_list

view, say, run = open_page()
k = counting.small_number(run)
answered = store.answered(run, k)
themes = theme_lines(run, k)

top = [
    pieces.heading(run.title, 1),
    pieces.paragraph(sentences.went_in(run, answered, say), "lead"),
    pieces.paragraph(sentences.went_to(store.outcomes(run), say)),
    pieces.more(view.link("ledger"), say.to_ledger),
]
if themes:
    explained = pieces.join(pieces.paragraph(text) for text in sentences.how_to_read(k, say))
    rest = [
        pieces.heading(say.themes),
        pieces.paragraph(say.themes_intro),
        pieces.folded(say.how_to_read, explained),
        theme_list(themes, answered, view, say),
        pieces.more(view.link("contributions"), say.to_contributions),
    ]
else:
    listed = contributions(run, counting.roles_shown(answered), view.page)
    rest = [
        pieces.heading(say.contributions),
        pieces.paragraph(sentences.no_themes(run, say), "note"),
        contribution_list(listed.rows, view, say),
        pieces.pager(view, "overview", listed.pages, say),
    ]
show_page(view, say, run, "overview", say.overview, *top, *rest)
