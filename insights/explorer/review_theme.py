"""The page on which people decide, of one theme: a task at a time, and what was decided about it before."""

from __future__ import annotations

from markupsafe import Markup

from insights.explorer import passage_forms, pieces
from insights.explorer import review_blocks as blocks
from insights.explorer import review_forms as forms
from insights.explorer.decisions_said import about_theme
from insights.explorer.paged import Paged
from insights.explorer.passages_shown import members, quotes
from insights.explorer.quote_blocks import origin
from insights.explorer.review_forms import Row
from insights.explorer.review_frame import Review
from insights.explorer.review_selection import (
    all_themes,
    excluded_quotes,
    find_quote,
    in_theme,
    others_of_level,
)
from insights.explorer.themes_shown import Placed, Theme, theme_page

FIRST_TASK = "oordeel"
HISTORY = "geschiedenis"


def theme_review(review: Review) -> None:
    """Show a task about a theme, or what became of a theme that is not there any more."""
    view, texts = review.view, review.texts
    theme = theme_page(review.run, view.theme, review.k)
    about = about_theme(view.theme, review.chronicle.state)
    if theme is None:
        _away(review)
        review.close(blocks.history_section(review.chronicle, about, view, texts.history))
        return
    task = view.show if view.show in texts.tasks else FIRST_TASK
    form = f"{task}:{theme.theme_id}"
    away = review.answer is not None and review.answer.form != form
    standing = texts.standings[review.chronicle.state.standing.get(theme.theme_id, "")]
    review.open(
        f"{review.say.review}: {theme.label}",
        pieces.crumbs(view, review.say, (view.link("review"), review.say.review)),
        pieces.heading(pieces.own(theme.label, view), 1),
        pieces.paragraph(f"{texts.standing}: {standing}.", "muted"),
        blocks.task_links(view, texts, task),
        pieces.heading(texts.tasks[task]),
        pieces.paragraph(pieces.filled(texts.help[task], theme=pieces.own(theme.label, view))),
        review.last_notice() if away else pieces.NONE,
    )
    if task != HISTORY:
        _draw(review, theme, task, form)
    listed = blocks.history_section(review.chronicle, about, view, texts.history, paged=task == HISTORY)
    more = pieces.more(view.link("review", theme=theme.theme_id, show=HISTORY), texts.history_all)
    theme_link = pieces.more(view.link("theme", theme=theme.theme_id), texts.to_theme)
    review.close(listed, pieces.NONE if task == HISTORY else more, theme_link)


def _draw(review: Review, theme: Theme, task: str, form: str) -> None:
    texts, notice, identity = review.texts, review.notice(form), theme.theme_id
    sheet = review.sheet(form)
    if task == "naam":
        forms.name_form(sheet, identity, texts, notice)
    elif task == "omschrijving":
        forms.description_form(sheet, identity, theme.description or "", texts, notice)
    elif task == "samenvoegen":
        others = others_of_level(review.run, identity)
        if others:
            rows = review.sheet(form, [other.theme_id for other in others])
            forms.merge_form(rows, identity, others, texts, notice)
        else:
            review.close(notice, pieces.paragraph(texts.no_others))
    elif task == "splitsen":
        _split(review, theme, form, notice)
    elif task == "citaten":
        _quotes(review, theme, form, notice)
    elif task == "uitspraken":
        _units(review, theme, form, notice)
    else:
        forms.verdict_form(sheet, identity, texts, notice)


def _split(review: Review, theme: Theme, form: str, notice: Markup) -> None:
    texts, view = review.texts, review.view
    below = tuple(Placed(line.theme_id, line.label) for line in theme.subthemes)
    units = pieces.more(view.link("review", theme=theme.theme_id, show="uitspraken"), texts.to_units)
    if len(below) > 1:
        forms.subtheme_form(review.sheet(form), theme.theme_id, below, texts, notice)
        review.close(units)
    else:
        review.close(notice, pieces.paragraph(texts.no_subthemes), units)


def _quotes(review: Review, theme: Theme, form: str, notice: Markup) -> None:
    """Show the quotes of a theme to pick, those that were taken away from it last."""
    asked = review.texts.release_asked if review.release_asked else review.texts.release_free
    rows = [
        review.row(line, review.marks(line.choice["quote"], theme.theme_id))
        for line in quotes(review.run, theme.theme_id, theme.counts.roles_shown)
    ]
    rows += [
        row
        for quote in excluded_quotes(review.run, theme.theme_id)
        if (row := _excluded(review, quote, theme))
    ]
    review.close(pieces.paragraph(asked, "muted"))
    if rows:
        sheet = review.sheet(form, [row.name for row in rows])
        passage_forms.quotes_form(sheet, theme.theme_id, rows, review.texts, notice)
    else:
        review.close(notice, pieces.paragraph(review.say.quotes_none))


def _excluded(review: Review, quote: str, theme: Theme) -> Row | None:
    found = find_quote(review.run, quote)
    if found is None:
        return None
    context = found.context
    parts = origin(None, context.source_title, context.locator, review.view, review.say)
    marks = review.marks(quote, theme.theme_id)
    return Row(quote, blocks.passage(context.passage.quote, context.language, parts, marks))


def _units(review: Review, theme: Theme, form: str, notice: Markup) -> None:
    """Show a page of what is in a theme to pick; what was picked on other pages goes along."""
    roles, fringe = theme.counts.roles_shown, review.say.fringe
    listed = members(review.run, theme.theme_id, theme.level, roles, fringe, review.view.page)
    rows = tuple(review.row(line) for line in listed.rows)
    page = Paged(rows, listed.page, listed.pages, listed.total, listed.size)
    kept = in_theme(review.run, review.view.pick, theme)
    sheet = review.sheet(form, [row.name for row in page.rows], kept=kept)
    others = all_themes(review.run, theme.theme_id)
    review.close(blocks.picked_so_far(kept, review.view, review.texts, review.say))
    passage_forms.units_form(sheet, theme.theme_id, page, others, review.texts, review.say, notice)
    forms.scroll_after_turning()


def _away(review: Review) -> None:
    """Say why a theme is not in the list."""
    view, texts, state = review.view, review.texts, review.chronicle.state
    into = state.theme(view.theme)
    label = review.chronicle.label(view.theme)
    known = label != view.theme
    why: str | Markup
    if into != view.theme:
        why = pieces.filled(texts.theme_merged, theme=pieces.own(review.chronicle.label(into), view))
    elif state.standing.get(view.theme) == "rejected":
        why = texts.theme_rejected
    else:
        why = texts.theme_away if known else texts.nothing_found
    link = pieces.more(view.link("review", theme=into), pieces.own(review.chronicle.label(into), view))
    review.open(
        f"{review.say.review}: {label}" if known else review.say.review,
        pieces.crumbs(view, review.say, (view.link("review"), review.say.review)),
        pieces.heading(pieces.own(label, view) if known else review.say.review, 1),
        pieces.paragraph(why, "note"),
        link if into != view.theme else pieces.NONE,
        review.last_notice(),
    )
