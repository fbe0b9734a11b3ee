"""Pieces that show what people said: quotes with their place and reason, and the copies of a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, Literal

from markupsafe import Markup

from insights.explorer.passages_shown import QuoteLine
from insights.explorer.pieces import NONE, anchor, fill, folded, join, own, paragraph, role_name
from insights.explorer.views import View
from insights.repeats import Copy, Repeated, told
from insights.wording import Wording, number, percent, place

COPIES_LISTED: Final = 100
COUNTER: Final = ("more against than for", "reply that differs")
"""Reasons that votes or a reply gave; a test holds that reports mean the same."""
Part = Literal["main", "counter", "edge", "minority"]
NO_REPEATS: Final[Mapping[str, Repeated]] = MappingProxyType({})


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
        parts = [*origin(quote.role, quote.source, quote.locator, view, say), quote.note]
        return fill(
            "<li>{said}{by}{often}{why}</li>",
            said=said(quote.text, quote.language),
            by=byline(parts, link),
            often=_often(repeats.get(quote.choice.get("quote", "")), index, view, say),
            why=_why(quote, view, say),
        )

    items = join(item(index, quote) for index, quote in enumerate(quotes, first))
    return fill('<ol class="quotes" start="{first}">{items}</ol>', first=first, items=items)


def said(text: str, language: str) -> Markup:
    """Words of a participant, in their own language and direction."""
    return fill('<blockquote lang="{lang}" dir="auto">{text}</blockquote>', lang=language, text=text)


def origin(role: str | None, source: str, locator: str, view: View, say: Wording) -> list[Markup]:
    """Give the role of who said it, where that may be shown, and the source with the place in it."""
    where = fill("{source}, {place}", source=own(source, view), place=place(locator, say))
    return [role_name(role, view, say) if role else NONE, where]


def byline(parts: Iterable[str | Markup], link: Markup = NONE, kind: str = "") -> Markup:
    """Who said it and where, with a link."""
    items = join(fill("<span>{part}</span>", part=part) for part in parts if part)
    return fill('<p class="byline {kind}">{items}{link}</p>', kind=kind, items=items, link=link)


def _why(quote: QuoteLine, view: View, say: Wording) -> Markup:
    """Say why a quote was chosen, how surely it belongs, and which theme is near; nothing without any."""
    reason = say.quote_reasons.get(quote.reason)
    parts = [
        say.quote_chosen.format(reason=reason) if reason else "",
        say.quote_grades[quote.grade] if quote.grade else "",
    ]
    link = NONE
    if quote.border:
        near = anchor(view.link("theme", theme=quote.border.theme_id), own(quote.border.label, view))
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
    how_like = say.repeat_exact if copy.exact else near
    parts = [how_like, *origin(None, copy.source, copy.locator, view, say)]
    words = NONE if copy.exact else said(copy.text, copy.language)
    return fill("<li>{words}{by}</li>", words=words, by=byline(parts, link))


def quotes_by_part(quotes: Iterable[QuoteLine]) -> dict[Part, list[QuoteLine]]:
    """Lay quotes out by why they stand there: they say the theme, contradict it, are rare, or a border."""
    found: dict[Part, list[QuoteLine]] = {"main": [], "counter": [], "edge": [], "minority": []}
    others: dict[str, Part] = {"edge": "edge", "minority": "minority"}
    for quote in quotes:
        found["counter" if quote.reason in COUNTER else others.get(quote.kind, "main")].append(quote)
    return found
