"""Bron: a quote in the contribution it was cut from, with what came before and after it."""

from __future__ import annotations

from insights import counting
from insights.explorer import pieces
from insights.explorer.editing import to_passage_review
from insights.explorer.screen import open_page, show_page
from insights.explorer.source_blocks import around, event_fold, highlighted, theme_list, where
from insights.explorer.sources_shown import choices, events, in_context, roles_beside, voted_on
from insights.explorer.texts.source import source_texts
from insights.explorer.theme_folds import folds_of
from insights.explorer.themes_shown import placed
from insights.explorer.vote_blocks import vote_section
from insights.wording import place

view, say, run = open_page()
texts = source_texts(view.lang)
k = counting.small_number(run)
context = in_context(run, view, roles_beside(run, view.theme, k))
themes = placed(run, (view.theme,))
above = (view.link("theme", theme=themes[0].theme_id), pieces.own(themes[0].label, view)) if themes else None

if context is None:
    title = say.source
    asked = view.quote or view.unit or view.contribution
    blocks = [
        pieces.crumbs(view, say, above),
        pieces.heading(say.source, 1),
        pieces.paragraph(say.source_unknown if asked else say.source_intro, "note" if asked else "lead"),
    ]
else:
    at = place(context.locator, say)
    title = f"{at}, {context.source_title}"
    source = pieces.own(context.source_title, view)
    own = context.passage.contribution_id
    beside = [
        where(context, view, say),
        theme_list(placed(run, context.theme_ids), choices(run, context), view, say),
        vote_section(*voted_on(run, own, k), view, texts, say),
    ]
    passage = pieces.join([highlighted(context.passage, context.language), to_passage_review(view)])
    near = around(context, passage, view, texts, say)
    blocks = [
        pieces.crumbs(view, say, above),
        pieces.heading(pieces.fill("{at}, {source}", at=at[:1].upper() + at[1:], source=source), 1),
        pieces.columns(near, pieces.join(beside)),
        folds_of([event_fold(events(run, own), view, texts, say)]),
    ]
show_page(view, say, run, "source", title, *blocks)
