"""The page on which people decide, of one passage: as a quote, and as what a theme is made of."""

from __future__ import annotations

from markupsafe import Markup

from insights.explorer import passage_forms, pieces
from insights.explorer import review_blocks as blocks
from insights.explorer.decisions_said import about_passages
from insights.explorer.quote_blocks import origin
from insights.explorer.review_frame import Review
from insights.explorer.review_selection import Passage, all_themes, find_passages, themes_of
from insights.explorer.themes_shown import placed


def passage_page(review: Review) -> None:
    """Show a passage with the forms to decide about it; the units of a contribution that has several."""
    view, texts = review.view, review.texts
    found = find_passages(review.run, view)
    above = (view.link("review"), review.say.review)
    if len(found) != 1:
        title = texts.passages_of if found else review.say.review
        items = (
            pieces.fill(
                "<li>{shown}{link}</li>",
                shown=_shown(review, one),
                link=pieces.more(
                    view.link("review", theme=view.theme, unit=one.units[0]), texts.decide_passage
                ),
            )
            for one in found
        )
        review.open(
            title,
            pieces.crumbs(view, review.say, above),
            pieces.heading(title, 1),
            pieces.fill('<ol class="quotes">{items}</ol>', items=pieces.join(items))
            if found
            else pieces.paragraph(texts.nothing_found, "note"),
        )
        return
    _one(review, found[0])


def _one(review: Review, found: Passage) -> None:
    view, say, texts = review.view, review.say, review.texts
    inside_of = themes_of(review.run, found)
    theme = view.theme if view.theme in inside_of else next(iter(inside_of), "")
    now = dict.fromkeys(pieces.own(one.label, view) for one in placed(review.run, inside_of))
    named = pieces.filled(texts.in_theme, themes=pieces.series(now, say))
    inside = named if now else texts.in_no_theme
    above = [
        (view.link("review", theme=one.theme_id), pieces.own(one.label, view))
        for one in placed(review.run, (theme,))
    ]
    names = [f"{kind}:{found.quote_id}" for kind in ("quote", "move", "link")]
    sent = review.answer is not None and review.answer.form not in names
    review.open(
        texts.decide_passage,
        pieces.crumbs(view, say, (view.link("review"), say.review), *above),
        pieces.heading(texts.decide_passage, 1),
        _shown(review, found, theme),
        pieces.paragraph(inside),
        pieces.more(
            view.link("source", theme=theme, contribution=found.context.passage.contribution_id),
            texts.whole_list,
        ),
        review.last_notice() if sent else pieces.NONE,
        pieces.heading(texts.tasks["citaten"]),
        pieces.paragraph(texts.release_asked if review.release_asked else texts.release_free, "muted"),
    )
    quote, move, link = names
    passage_forms.quotes_form(
        review.sheet(quote, [found.quote_id], alone=True), theme, (), texts, review.notice(quote)
    )
    review.close(pieces.heading(texts.move))
    others = all_themes(review.run)
    passage_forms.move_form(review.sheet(move, found.units, alone=True), others, texts, review.notice(move))
    review.close(pieces.heading(texts.belong), pieces.paragraph(texts.other_help))
    passage_forms.link_form(review.sheet(link, found.units, alone=True), texts, review.notice(link))
    about = about_passages((found.quote_id, *found.units), review.chronicle.state)
    review.close(blocks.history_section(review.chronicle, about, view, texts.history))


def _shown(review: Review, found: Passage, theme: str = "") -> Markup:
    context = found.context
    parts = origin(None, context.source_title, context.locator, review.view, review.say)
    marks = review.marks(found.quote_id, theme)
    return blocks.passage(context.passage.quote, context.language, parts, marks)
