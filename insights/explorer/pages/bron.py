"""Bron: a quote in the contribution it was cut from, with what came before and after it."""

from __future__ import annotations

from insights import counting
from insights.explorer import pieces
from insights.explorer.editing import to_passage_review
from insights.explorer.screen import open_page, show_page
from insights.explorer.selection import in_context, placed, roles_beside
from insights.explorer.source_blocks import highlighted, surroundings, where
from insights.wording import place

view, say, run = open_page()
k = counting.small_number(run)
context = in_context(run, view, roles_beside(run, view.theme, k))
themes = placed(run, (view.theme,))
above = (view.link("theme", theme=themes[0].theme_id), themes[0].label) if themes else None

if context is None:
    title = say.source
    asked = view.quote or view.unit or view.contribution
    blocks = [
        pieces.crumbs(view, say, above),
        pieces.heading(say.source, 1),
        pieces.paragraph(say.source_unknown if asked else say.source_intro, "note" if asked else "lead"),
    ]
else:
    title = f"{place(context.locator, say)}, {context.source_title}"
    near = [
        surroundings(say.in_reply_to, [context.in_reply_to] if context.in_reply_to else [], view, say),
        pieces.heading(say.quote_in if view.quote or view.unit else say.contribution),
        highlighted(context.passage, context.language),
        to_passage_review(view),
        surroundings(say.replies, context.replies, view, say),
        surroundings(say.previous, [context.previous] if context.previous else [], view, say),
        surroundings(say.next, [context.next] if context.next else [], view, say),
    ]
    blocks = [
        pieces.crumbs(view, say, above),
        pieces.heading(title[:1].upper() + title[1:], 1),
        pieces.columns(pieces.join(near), where(context, placed(run, context.theme_ids), view, say)),
    ]
show_page(view, say, run, "source", title, *blocks)
