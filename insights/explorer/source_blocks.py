"""Pieces that show what was said where it was said: contributions, their surroundings, their rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from insights.context import Context, Passage, Said
from insights.explorer.paged import Paged
from insights.explorer.passages_shown import Listed
from insights.explorer.pieces import (
    NONE,
    anchor,
    definitions,
    fill,
    folded,
    heading,
    join,
    own,
    paragraph,
    role_name,
    table,
)
from insights.explorer.quote_blocks import byline, origin, said
from insights.explorer.sources_shown import Choice, Event, LedgerLine
from insights.explorer.texts.reasons import copied_from, reason_told
from insights.explorer.texts.source import SourceTexts
from insights.explorer.themes_shown import Placed
from insights.explorer.views import View
from insights.wording import Wording, day, number, place


def highlighted(passage: Passage, language: str) -> Markup:
    """Show a contribution with the quote marked in it, not by colour alone."""
    return fill(
        '<blockquote class="whole" lang="{lang}" dir="auto">{before}<mark>{quote}</mark>{after}</blockquote>',
        lang=language,
        before=passage.before,
        quote=passage.quote,
        after=passage.after,
    )


def surroundings(title: str, near: Sequence[Said], view: View, say: Wording) -> Markup:
    """Contributions near the quote under a heading, each with a link to its own page; nothing without any."""
    if not near:
        return NONE
    items = join(_near(other, title, view, say) for other in near)
    return join([heading(title), fill('<ol class="quotes">{items}</ol>', items=items)])


def around(context: Context, quote: Markup, view: View, texts: SourceTexts, say: Wording) -> Markup:
    """Show a quote among what it replies to, what replies to it, and what stands before and after it.

    Where a source is read from top to bottom its neighbours stand around the quote; in a dialogue, where the
    next row is often of somebody else about something else, they open on demand.
    """
    before = _list(texts.before[context.kind], context.previous, view, say)
    after = _list(texts.after[context.kind], context.next, view, say)
    title = say.quote_in if view.quote or view.unit else say.contribution
    replied = surroundings(say.in_reply_to, [context.in_reply_to] if context.in_reply_to else [], view, say)
    replies = surroundings(say.replies, context.replies, view, say)
    own = join([heading(title), quote])
    if context.kind != "dialogue":
        return join([before, replied, own, replies, after])
    beside = folded(texts.neighbours, join([before, after])) if before or after else NONE
    return join([replied, own, replies, beside])


def event_fold(found: Sequence[Event], view: View, texts: SourceTexts, say: Wording) -> Markup:
    """Tell what became of the row, step by step, for who checks it; with a link to what it repeats."""
    if not found:
        return NONE

    def cells(event: Event) -> list[str | Markup]:
        told: str | Markup = reason_told(event.reason, say)
        other = copied_from(event.reason)
        if other:
            told = fill(
                "{told}. {link}",
                told=told,
                link=anchor(view.link("source", contribution=other), texts.to_first),
            )
        return [say.outcomes.get(event.outcome, event.outcome), told]

    rows = table(texts.events_help, [texts.event, texts.detail], map(cells, found), right=2)
    masked = any(event.outcome == "masked" for event in found)
    note = paragraph(texts.events_masked if masked else "", "muted")
    return folded(texts.events, join([rows, note]))


def theme_list(themes: Sequence[Placed], chosen: Sequence[Choice], view: View, say: Wording) -> Markup:
    """Name the themes that the passage is in, and why it was chosen as a quote where it was."""
    reasons = {one.theme: say.quote_reasons.get(one.reason, one.reason) for one in chosen}
    # A theme that is its own only subtheme is named once, as the theme.
    every = list({theme.label: theme for theme in reversed([*themes, *reasons])}.values())[::-1]
    if not every:
        return NONE
    items = join(
        fill(
            "<li>{link}{reason}</li>",
            link=anchor(view.link("theme", theme=theme.theme_id), own(theme.label, view)),
            reason=_why(reasons.get(theme), say),
        )
        for theme in every
    )
    return join([heading(say.themes_of_quote), fill('<ul class="plain">{items}</ul>', items=items)])


def where(context: Context, view: View, say: Wording) -> Markup:
    """Where the quote is: source, file, place, and what is known about it."""
    pairs: list[tuple[str, str | Markup]] = [
        (say.title_column, own(context.source_title, view)),
        (say.place, place(context.locator, say)),
        (say.file, context.file),
        (say.kind, say.kinds.get(context.kind, context.kind)),
        (say.role, role_name(context.role, view, say) if context.role else ""),
        (say.question, own(context.question or "", view)),
        (say.round, own(context.round or "", view)),
        (say.date, day(context.created, say) if context.created else ""),
    ]
    return join([heading(say.where), definitions(pairs)])


def contribution_list(rows: Iterable[Listed], view: View, say: Wording) -> Markup:
    """Contributions as they were written, each with its place and a link to the whole."""

    def item(row: Listed) -> Markup:
        at = place(row.locator, say)
        link = anchor(view.link("source", **row.choice), say.to_contribution, at)
        parts = [*origin(row.role, row.source, row.locator, view, say), reason_told(row.reason, say)]
        by = byline(parts, link)
        return fill("<li>{said}{by}</li>", said=said(row.text, row.language), by=by)

    return fill('<ol class="quotes">{items}</ol>', items=join(item(row) for row in rows))


def range_of(page: Paged[Listed], say: Wording) -> Markup:
    """Which rows of a list these are."""
    filled = {"first": page.first, "last": page.last, "total": page.total}
    return paragraph(
        say.contributions_range.format(**{k: number(v, say) for k, v in filled.items()}), "muted"
    )


def outcome_table(outcomes: Mapping[str, int], view: View, say: Wording) -> Markup:
    """Rows by outcome with their sum, each outcome a link to its rows."""
    rows = [
        [anchor(view.link("ledger", show=outcome), say.outcomes.get(outcome, outcome)), number(count, say)]
        for outcome, count in outcomes.items()
    ]
    rows.append([anchor(view.link("ledger"), say.all_outcomes), number(sum(outcomes.values()), say)])
    return fill(
        '<div class="narrow">{table}</div>', table=table(say.ledger_caption, [say.outcome, say.rows], rows)
    )


def ledger_table(rows: Sequence[LedgerLine], view: View, say: Wording, *, several: bool) -> Markup:
    """Show rows of the sources with what became of them; with the source only where there are several."""
    if not rows:
        return paragraph(say.ledger_none)

    def cells(row: LedgerLine) -> list[str | Markup]:
        at = place(f"row={row.row}", say)
        read = {"contribution": row.contribution_id}
        name = anchor(view.link("source", **read), at) if row.contribution_id else Markup.escape(at)
        source = [own(row.source, view)] if several else []
        return [name, *source, say.outcomes.get(row.outcome, row.outcome), reason_told(row.reason, say)]

    head = [say.place, *([say.source] if several else []), say.outcome, say.reason]
    return table(say.ledger_rows, head, (cells(row) for row in rows), right=len(head))


def _why(reason: str | None, say: Wording) -> Markup:
    return (
        fill('<br><span class="muted">{text}</span>', text=say.quote_chosen.format(reason=reason))
        if reason
        else NONE
    )


def _list(title: str, near: Said | None, view: View, say: Wording) -> Markup:
    return surroundings(title, [near] if near else [], view, say)


def _near(other: Said, title: str, view: View, say: Wording) -> Markup:
    theme = {"theme": view.theme} if view.theme else {}
    link = anchor(
        view.link("source", **theme, contribution=other.contribution_id), say.to_contribution, title
    )
    text = fill(
        '<p class="said near" tabindex="0" lang="{lang}" dir="auto">{text}</p>',
        lang=other.language,
        text=other.text,
    )
    return fill(
        "<li>{text}{by}</li>",
        text=text,
        by=byline(
            [role_name(other.role, view, say) if other.role else "", place(other.locator, say)],
            link,
            "flush",
        ),
    )
