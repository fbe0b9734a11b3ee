"""Zoek: what was said, found by words or by meaning; and the quotes that a reader picked."""

from __future__ import annotations

from insights import counting
from insights.explorer import pieces, store
from insights.explorer.collection_blocks import collection_section
from insights.explorer.screen import open_page, show_page
from insights.explorer.scripts import TOOLS, add_script
from insights.explorer.search_blocks import kept_line, one_form, result_list, search_fields, tips, told
from insights.explorer.search_selection import COLLECTION, collected, search
from insights.explorer.search_style import STYLE
from insights.explorer.texts.search import search_texts

view, say, run = open_page()
texts = search_texts(view.lang)

if view.show == COLLECTION:
    k = counting.small_number(run, "export")
    title = texts.collection
    quotes, lost = collected(run, view.pick, k)
    blocks = [pieces.heading(title, 1), collection_section(quotes, lost, view, texts, say, k)]
else:
    k = counting.small_number(run)
    title = f"{say.search}: {view.q.strip()}" if view.q.strip() else say.search
    searched = search(run, view)
    blocks = [
        pieces.heading(say.search, 1),
        pieces.paragraph("" if view.q.strip() else texts.intro, "lead"),
        one_form(
            view,
            searched,
            search_fields(run, view, store.narrowing(run, k), searched.filters, texts, say),
            tips(texts, opened=not view.q.strip() or bool(searched.problem)),
            kept_line(view, texts, say),
            told(searched, view, texts, say, k),
            result_list(searched, view, texts, say),
        ),
    ]
show_page(view, say, run, "search", title, STYLE, *blocks)
if view.show == COLLECTION:
    add_script(TOOLS)
