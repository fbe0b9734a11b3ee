"""Pieces that show themes: their figures, subthemes, roles, words and quotes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from markupsafe import Markup

from insights.counting import Answered, RoleCount, ThemeCount
from insights.explorer.pieces import NONE, anchor, fill, folded, heading, join, meter, paragraph, table
from insights.explorer.selection import QuoteLine, Theme, ThemeLine, WordLine
from insights.explorer.views import View
from insights.repeats import Copy, Repeated, told
from insights.small_numbers import Shown
from insights.wording import Wording, counted, number, percent, place, shown

FIRST_QUOTES = 5
MAIN_QUOTES = ("central", "varied")
COPIES_LISTED: Final = 100
NO_REPEATS: Final[Mapping[str, Repeated]] = MappingProxyType({})


def theme_list(lines: Iterable[ThemeLine], answered: Answered, view: View, say: Wording) -> Markup:
    """Show the themes with their figures and, folded, their subthemes."""

    def item(line: ThemeLine) -> Markup:
        inner = NONE
        if len(line.subthemes) > 1:
            summary = say.subthemes_show.format(number=number(len(line.subthemes), say))
            inner = folded(summary, _subthemes(line.subthemes, answered, view, say))
        return fill(
            '<li><div class="label"><h3>{link}</h3><p class="muted">{words}</p>{drawn}</div>'
            "{figures}{inner}</li>",
            link=anchor(view.link("theme", theme=line.theme_id), line.label),
            words=", ".join(line.keywords),
            drawn=paragraph(delimitation(line.grade, say), "muted"),
            figures=_figures(line.counts, answered, say),
            inner=inner,
        )

    return fill('<ol class="themes">{items}</ol>', items=join(item(line) for line in lines))


def delimitation(grade: str | None, say: Wording) -> str:
    """Say how sharply a theme is drawn; nothing where that was not measured."""
    return say.delimitation.format(grade=say.grades[grade]) if grade else ""


def caution_section(theme: Theme, say: Wording) -> Markup:
    """Say how sharply a theme is drawn, and what it mirrors besides its subject; no numbers.

    A role that too few people of the theme have is not named, nor is a participant ever.
    """
    drawn = delimitation(theme.grade, say)
    cautions = [
        say.caution_small_role
        if key == "role" and value not in theme.counts.roles_shown
        else say.cautions[key].format(value=say.role_word(value) if key == "role" else value)
        for key, value in theme.cautions
        if key in say.cautions
    ]
    return join(
        [
            paragraph(f"{drawn}. {say.delimitation_help}" if drawn else "", "muted"),
            *(paragraph(text, "note") for text in cautions),
        ]
    )


def role_section(rows: Sequence[RoleCount], answered: Answered, say: Wording) -> Markup:
    """Show people and messages by role, with shares where they may be shown; nothing without roles."""
    if not rows:
        return NONE
    people = answered.people.kind != "unknown"
    head = [say.role, say.people_column] if people else [say.role]
    body = [
        [say.role_word(row.role), *([_people(row, say)] if people else []), shown(row.messages, say)]
        for row in rows
    ]
    return join([heading(say.who), table(say.who_caption, [*head, say.messages_column], body)])


def subtheme_section(lines: Sequence[ThemeLine], answered: Answered, view: View, say: Wording) -> Markup:
    """Show the subthemes under a heading; nothing where there is but one, which is the theme itself."""
    if len(lines) < 2:
        return NONE
    return join([heading(say.subthemes), _subthemes(lines, answered, view, say)])


def word_section(words: Sequence[WordLine], say: Wording) -> Markup:
    """Show the words of a theme with their weights, under a heading."""
    if not words:
        return NONE
    rows = [[word.word, number(word.weight, say, 1)] for word in words]
    return join(
        [
            heading(say.words),
            table(say.words_caption, [say.word, say.weight], rows),
            paragraph(say.words_help, "muted"),
        ]
    )


def quote_section(
    quotes: Sequence[QuoteLine], view: View, say: Wording, repeats: Mapping[str, Repeated] = NO_REPEATS
) -> Markup:
    """Show the quotes that say it best, the others folded, then those of the edge and the single voices.

    ``repeats`` tells by quote_id how often a text was sent in.
    """
    if not quotes:
        return paragraph(say.quotes_none)
    main = [quote for quote in quotes if quote.kind in MAIN_QUOTES]
    first, rest = main[:FIRST_QUOTES], main[FIRST_QUOTES:]
    summary = say.more_quotes.format(number=number(len(rest), say))
    others = folded(summary, quote_list(rest, view, say, FIRST_QUOTES + 1, repeats)) if rest else NONE
    parts, shown_before = [quote_list(first, view, say, repeats=repeats), others], len(main)
    for kind, title, explained in (
        ("edge", say.edge_quotes, say.edge_quotes_help),
        ("minority", say.minority_quotes, say.minority_quotes_help),
    ):
        of_kind = [quote for quote in quotes if quote.kind == kind]
        if of_kind:
            count = number(len(of_kind), say)
            show = say.show_one_quote if len(of_kind) == 1 else say.show_quotes.format(number=count)
            listed = quote_list(of_kind, view, say, shown_before + 1, repeats)
            parts += [heading(title, 3), paragraph(explained), folded(show, listed)]
            shown_before += len(of_kind)
    return join(parts)


def quote_list(
    quotes: Iterable[QuoteLine],
    view: View,
    say: Wording,
    first: int = 1,
    repeats: Mapping[str, Repeated] = NO_REPEATS,
) -> Markup:
    """Passages as they were said, each with role, place and a link to its source.

    One that was sent in more than once is there once, with how often and its copies.
    """

    def item(index: int, quote: QuoteLine) -> Markup:
        of = say.to_source_of.format(number=number(index, say))
        theme = {"theme": view.theme} if view.theme else {}
        link = anchor(view.link("source", **theme, **quote.choice), say.to_source, of)
        parts = [
            say.role_word(quote.role) if quote.role else "",
            f"{quote.source}, {place(quote.locator, say)}",
            quote.note,
        ]
        return fill(
            "<li>{said}{by}{often}{why}</li>",
            said=said(quote.text, quote.language),
            by=byline(parts, link),
            often=_often(repeats.get(quote.choice.get("quote", "")), index, view, say),
            why=_why(quote, view, say),
        )

    items = join(item(index, quote) for index, quote in enumerate(quotes, first))
    return fill('<ol class="quotes" start="{first}">{items}</ol>', first=first, items=items)


def _why(quote: QuoteLine, view: View, say: Wording) -> Markup:
    """Say why a quote was chosen, how surely it belongs, and which theme is near; nothing without any."""
    reason = say.quote_reasons.get(quote.reason)
    parts = [
        say.quote_chosen.format(reason=reason) if reason else "",
        say.quote_grades[quote.grade] if quote.grade else "",
    ]
    link = NONE
    if quote.border:
        near = anchor(view.link("theme", theme=quote.border.theme_id), quote.border.label)
        link = fill("<span>{near}: {link}</span>", near=say.quote_border, link=near)
    return byline(parts, link) if any(parts) or quote.border else NONE


def _often(repeated: Repeated | None, index: int, view: View, say: Wording) -> Markup:
    """Say how often a text was sent in, with its copies folded; nothing for one that has none."""
    if repeated is None:
        return NONE
    line = byline([told(repeated, say)])
    if not repeated.copies:
        return line
    listed, rest = repeated.copies[:COPIES_LISTED], len(repeated.copies) - COPIES_LISTED
    items = join(_copy(index, place_, copy, view, say) for place_, copy in enumerate(listed, 1))
    copies = fill('<ol class="quotes">{items}</ol>', items=items)
    more = paragraph(say.repeat_rest.format(number=number(rest, say)), "muted") if rest > 0 else NONE
    summary = say.repeat_show.format(number=number(len(repeated.copies), say))
    return join([line, folded(summary, join([copies, more]))])


def _copy(index: int, number_: int, copy: Copy, view: View, say: Wording) -> Markup:
    """Show one copy: its words where they differ, how like they are, and a link to where it stands."""
    of = say.to_source_of.format(number=f"{number(index, say)}.{number(number_, say)}")
    theme = {"theme": view.theme} if view.theme else {}
    link = anchor(view.link("source", **theme, contribution=copy.contribution_id), say.to_source, of)
    near = say.repeat_near.format(share=percent(int(copy.similarity * 100) / 100, say))
    parts = [say.repeat_exact if copy.exact else near, f"{copy.source}, {place(copy.locator, say)}"]
    words = NONE if copy.exact else said(copy.text, copy.language)
    return fill("<li>{words}{by}</li>", words=words, by=byline(parts, link))


def said(text: str, language: str) -> Markup:
    """Words of a participant, in their own language and direction."""
    return fill('<blockquote lang="{lang}" dir="auto">{text}</blockquote>', lang=language, text=text)


def byline(parts: Iterable[str], link: Markup = NONE, kind: str = "") -> Markup:
    """Who said it and where, with a link."""
    items = join(fill("<span>{part}</span>", part=part) for part in parts if part)
    return fill('<p class="byline {kind}">{items}{link}</p>', kind=kind, items=items, link=link)


def _people(row: RoleCount, say: Wording) -> str:
    return shown(row.people, say) + (f" ({percent(row.share, say)})" if row.share is not None else "")


def _subthemes(lines: Iterable[ThemeLine], answered: Answered, view: View, say: Wording) -> Markup:
    """Subthemes as links with their figures on the same line."""

    def item(line: ThemeLine) -> Markup:
        link = anchor(view.link("theme", theme=line.theme_id), line.label)
        figures = " · ".join(figure for figure, _ in _counts(line.counts, answered, say))
        return fill('<li>{link} <span class="muted">{figures}</span></li>', link=link, figures=figures)

    return fill('<ul class="plain subthemes">{items}</ul>', items=join(item(line) for line in lines))


def _figures(counts: ThemeCount, answered: Answered, say: Wording) -> Markup:
    """Show the figures of a theme side by side; the first with its share and a bar that says the same."""
    (first, share), *others = _counts(counts, answered, say)
    beside = f" ({percent(share, say)})" if share is not None else ""
    bar = meter(share) if share is not None else NONE
    pieces = [
        fill('<p class="figure"><strong>{text}</strong>{beside}{bar}</p>', text=first, beside=beside, bar=bar)
    ]
    pieces += [fill('<p class="figure">{text}</p>', text=text) for text, _ in others]
    return join(pieces)


def _counts(counts: ThemeCount, answered: Answered, say: Wording) -> list[tuple[str, float | None]]:
    """Give people, messages and published sources as far as there are any, each with its share."""
    found: list[tuple[str, float | None]] = []
    if answered.people.kind != "unknown":
        found.append((counted(counts.people, say.people, say), counts.share))
    if answered.messages.number != 0:
        part = _part(counts.messages, answered.messages)
        found.append((counted(counts.messages, say.messages, say), part))
    if answered.published:
        published = Shown("exact", counts.published)
        found.append((counted(published, say.published, say), counts.published / answered.published))
    return found


def _part(part: Shown, whole: Shown) -> float | None:
    return (part.number or 0) / whole.number if part.exact and whole.exact and whole.number else None
