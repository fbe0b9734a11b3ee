"""Thema: what a theme is about, how many mentioned it, who, and in which words."""

from __future__ import annotations

from insights import counting
from insights.explorer import pieces, sentences, store
from insights.explorer.editing import to_theme_review
from insights.explorer.screen import open_page, show_page
from insights.explorer.selection import members, quotes, theme_page, words
from insights.explorer.theme_blocks import (
    caution_section,
    quote_list,
    quote_section,
    role_section,
    subtheme_section,
    word_section,
)
from insights.repeats import quote_repeats

view, say, run = open_page()
k = counting.small_number(run)
answered = store.answered(run, k)
theme = theme_page(run, view.theme, k)

if theme is None:
    title = say.theme
    blocks = [
        pieces.crumbs(view, say),
        pieces.heading(say.theme, 1),
        pieces.paragraph(say.theme_unknown, "note"),
    ]
elif view.show == "alles":
    title = f"{say.members}: {theme.label}"
    listed = members(run, theme.theme_id, theme.level, theme.counts.roles_shown, say.fringe, view.page)
    blocks = [
        pieces.crumbs(view, say, (view.link("theme", theme=theme.theme_id), theme.label)),
        pieces.heading(title, 1),
        pieces.paragraph(say.members_help),
        quote_list(listed.rows, view, say, listed.first),
        pieces.pager(view, "theme", listed.pages, say),
        pieces.more(view.link("contributions", show="unplaced"), say.to_unplaced),
    ]
else:
    title = theme.label
    parent = theme.parent
    chosen = quotes(run, theme.theme_id, theme.counts.roles_shown)
    said = [
        pieces.heading(say.quotes),
        quote_section(chosen, view, say, quote_repeats(run, theme.counts, k)),
        pieces.more(view.link("theme", theme=theme.theme_id, show="alles"), say.to_members),
        pieces.more(view.link("contributions", show="unplaced"), say.to_unplaced),
    ]
    beside = [
        subtheme_section(theme.subthemes, answered, view, say),
        role_section(theme.counts.roles, answered, say),
        word_section(words(run, theme.theme_id), say),
    ]
    blocks = [
        pieces.crumbs(
            view, say, (view.link("theme", theme=parent.theme_id), parent.label) if parent else None
        ),
        pieces.heading(theme.label, 1),
        pieces.paragraph(theme.description or sentences.described(theme, answered, say), "lead"),
        pieces.paragraph("" if theme.description else say.described_by, "muted"),
        pieces.facts(sentences.theme_facts(theme.counts, answered, say)),
        caution_section(theme, say),
        to_theme_review(view, theme.theme_id),
        pieces.columns(pieces.join(said), pieces.join(beside)),
    ]
show_page(view, say, run, "theme", title, *blocks)
