"""Overzicht: what was asked, who took part, where it all went, and the themes by people and messages."""

from __future__ import annotations

from insights import counting
from insights.explorer import pieces, sentences, store
from insights.explorer.overview_blocks import (
    part_section,
    part_told,
    question_section,
    theme_list,
    tools,
    went_to,
)
from insights.explorer.passages_shown import contributions
from insights.explorer.screen import open_page, show_page
from insights.explorer.slices import chosen_slice
from insights.explorer.source_blocks import contribution_list
from insights.explorer.texts.overview import overview_texts

view, say, run = open_page()
texts = overview_texts(view.lang)
k = counting.small_number(run)
answered = store.answered(run, k)
part = chosen_slice(run, view, k)

top = [
    pieces.heading(sentences.headline(run, view, texts, say), 1),
    question_section(part, view, texts, say),
    pieces.paragraph(sentences.took_part(run, answered, view, texts, say), "lead"),
    went_to(store.outcomes(run), view, say),
]
if part.themes:
    explained = pieces.join(pieces.paragraph(text) for text in sentences.how_to_read(k, say))
    rest = [
        pieces.heading(say.themes),
        pieces.paragraph(sentences.what_comes_first(answered, say)),
        tools(pieces.folded(say.how_to_read, explained), part_section(part, view, texts, say)),
        part_told(part, view, texts, say),
        theme_list(part, view, texts, say),
        pieces.more(view.link("contributions"), say.to_contributions),
        pieces.more(view.link("contributions", show="unplaced"), say.to_unplaced),
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
