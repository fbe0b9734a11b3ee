"""Thema: what a theme is about, how many mentioned it, who, and in which words."""

from __future__ import annotations

from insights import counting
from insights.explorer import pieces, store
from insights.explorer.editing import to_theme_review
from insights.explorer.passages_shown import members, quotes
from insights.explorer.quote_blocks import quote_list, quotes_by_part
from insights.explorer.screen import open_page, show_page
from insights.explorer.texts.theme import theme_texts
from insights.explorer.theme_blocks import (
    caution_section,
    definition_section,
    figure_section,
    role_section,
    subtheme_list,
    word_table,
)
from insights.explorer.theme_folds import (
    FIRST_QUOTES,
    absent_note,
    delimitation_fold,
    folds_of,
    group_fold,
    near_fold,
    quote_folds,
    time_fold,
)
from insights.explorer.theme_told import Told
from insights.explorer.themes_shown import near_themes, theme_page, words
from insights.explorer.vote_blocks import vote_fold
from insights.repeats import quote_repeats

view, say, run = open_page()
texts = theme_texts(view.lang)
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
    named = pieces.own(theme.label, view)
    listed = members(run, theme.theme_id, theme.level, theme.counts.roles_shown, say.fringe, view.page)
    blocks = [
        pieces.crumbs(view, say, (view.link("theme", theme=theme.theme_id), named)),
        pieces.heading(pieces.fill("{members}: {theme}", members=say.members, theme=named), 1),
        pieces.paragraph(say.members_help),
        quote_list(listed.rows, view, say, listed.first),
        pieces.pager(view, "theme", listed.pages, say),
        pieces.more(view.link("contributions", show="unplaced"), say.to_unplaced),
    ]
else:
    title = theme.label
    above = (
        (view.link("theme", theme=theme.parent.theme_id), pieces.own(theme.parent.label, view))
        if theme.parent
        else None
    )
    parts = quotes_by_part(quotes(run, theme.theme_id, theme.counts.roles_shown))
    repeats = quote_repeats(run, theme.counts, k)
    told = Told.of(run, theme, view, k)
    best = [
        pieces.heading(say.quotes),
        quote_list(parts["main"][:FIRST_QUOTES], view, say, repeats=repeats)
        if any(parts.values())
        else pieces.paragraph(say.quotes_none),
        pieces.more(view.link("theme", theme=theme.theme_id, show="alles"), say.to_members),
        pieces.more(view.link("report", themes=(theme.theme_id,)), texts.to_report),
    ]
    beside = [
        figure_section(theme, answered, texts, say),
        role_section(theme.counts.roles, answered, view, say),
        pieces.more(view.link("compare"), texts.compare) if told.groupings else pieces.NONE,
    ]
    folds = [
        quote_folds(parts, view, texts, say, repeats),
        pieces.folded(
            texts.fold_subthemes.format(number=len(theme.subthemes)),
            subtheme_list(theme.subthemes, answered, view, say),
        )
        if len(theme.subthemes) > 1
        else pieces.NONE,
        near_fold(near_themes(run, theme), view, texts, say),
        group_fold(told.groupings, told.in_groups, theme, view, texts, say),
        time_fold(told.rounds, theme.theme_id, view, texts, say),
        time_fold(told.months, theme.theme_id, view, texts, say),
        vote_fold(told.votes, theme.theme_id, view, texts, say),
        pieces.folded(texts.fold_words, word_table(words(run, theme.theme_id), view, say)),
        delimitation_fold(theme, texts, say),
    ]
    rest = [
        pieces.heading(texts.more),
        folds_of(folds),
        absent_note(told.lacks, texts, say),
        pieces.more(view.link("contributions", show="unplaced"), say.to_unplaced),
    ]
    blocks = [
        pieces.crumbs(view, say, above),
        pieces.heading(pieces.own(theme.label, view), 1),
        definition_section(theme, answered, view, texts, say),
        caution_section(theme, view, say),
        to_theme_review(view, theme.theme_id),
        pieces.columns(pieces.join(best), pieces.join(beside)),
        *rest,
    ]
show_page(view, say, run, "theme", title, *blocks)
