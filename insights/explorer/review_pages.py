"""The page on which people decide: of the whole run, of one decision to undo, and where it is read-only."""

from __future__ import annotations

from insights.explorer import pieces
from insights.explorer import review_blocks as blocks
from insights.explorer.decisions_said import about_decision
from insights.explorer.editing import editor
from insights.explorer.review_forms import undo_form
from insights.explorer.review_frame import Review
from insights.explorer.review_selection import themes_away
from insights.explorer.themes_shown import theme_lines
from labels.decided import undone


def read_only_page(review: Review) -> None:
    """Say how to open the explorer to decide."""
    texts = review.texts
    review.open(
        review.say.review,
        pieces.crumbs(review.view, review.say),
        pieces.heading(review.say.review, 1),
        pieces.paragraph(texts.read_only, "lead"),
        pieces.paragraph(texts.read_only_how.format(run=review.run.name)),
    )


def run_page(review: Review) -> None:
    """Show every theme with what people think of it, and all decisions."""
    view, say, texts, run = review.view, review.say, review.texts, review.run
    quotes: dict[str, list[str]] = {}
    for theme, quote in run.quotes.select("theme_id", "quote_id").iter_rows():
        quotes.setdefault(theme, []).append(quote)

    def released(theme: str) -> str:
        own = quotes.get(theme, [])
        return blocks.count_of(sum(quote in review.released for quote in own), len(own), texts, say)

    lines = theme_lines(run, review.k)
    review.open(
        say.review,
        pieces.heading(say.review, 1),
        pieces.paragraph(texts.intro, "lead"),
        pieces.paragraph(texts.as_whom.format(name=editor())),
        review.last_notice(),
        pieces.heading(say.themes),
        pieces.paragraph(texts.release_asked if review.release_asked else ""),
        blocks.theme_table(lines, review.chronicle, released if review.release_asked else None, view),
        blocks.away_section(themes_away(run), view, texts),
        blocks.history_section(review.chronicle, lambda one: True, view, texts.history_run),
    )


def decision_page(review: Review) -> None:
    """Take one decision back."""
    view, texts, log = review.view, review.texts, review.chronicle.state.log
    asked = int(view.decision) if view.decision.isascii() and view.decision.isdigit() else 0
    found = next((one for one in log if one.number == asked), None)
    title = texts.undo_title.format(number=asked)
    form = f"undo:{asked}"
    sent = review.answer is not None and review.answer.form == form
    back = pieces.crumbs(view, review.say, (view.link("review"), review.say.review))
    if found is None:
        note = pieces.paragraph(texts.undo_none, "note")
        review.open(texts.undo, back, pieces.heading(texts.undo, 1), note)
    elif found.id in undone(log):
        note = review.last_notice() if sent else pieces.paragraph(texts.undo_gone, "note")
        review.open(title, back, pieces.heading(title, 1), note)
    else:
        said = blocks.entries([review.chronicle.told(found)], texts, view, links=False)
        review.open(title, back, pieces.heading(title, 1), said)
        undo_form(review.sheet(form), asked, texts, review.notice(form))
    if found is not None:
        about = about_decision(found, review.chronicle.state)
        review.close(blocks.history_section(review.chronicle, about, view, texts.history))
