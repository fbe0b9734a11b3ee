"""Pieces that show two groups side by side: the choice of groups, their attention, mentions and quotes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from insights.comparing.compared import Comparison, Mentions, Row
from insights.comparing.contrasting_quotes import Example, quotes_of
from insights.comparing.groups import Grouping
from insights.comparing.printed_rule import (
    INTERVAL_EXPECTED,
    INTERVAL_PEOPLE,
    LEAST_EXPECTED,
    LEAST_PEOPLE,
    WANTED,
)
from insights.explorer.pieces import (
    NONE,
    anchor,
    fill,
    filled,
    filters,
    folded,
    group_name,
    heading,
    join,
    meter,
    own,
    paragraph,
    plain,
    property_name,
    table,
)
from insights.explorer.quote_blocks import byline, origin, said
from insights.explorer.views import View
from insights.intervals import Interval
from insights.runs import Run
from insights.wording import Wording, counted, number, percent, shown

DIFFERENCES_QUOTED = 5
WIDEST = 240
"""Characters of links in a row that are more than may stand above a comparison."""
Link = tuple[str, Markup, bool]
"""An address, what leads there, and whether that is the choice now."""


def choice_section(
    view: View,
    groupings: Sequence[Grouping],
    chosen: Grouping,
    levels: int,
    questions: Iterable[str],
    say: Wording,
) -> Markup:
    """Offer as links what to compare by, the two groups, the level, and one of several questions."""
    named = [one.name for one in chosen.groups if one.name is not None]
    by = [
        (
            View(run=view.run, lang=view.lang).link("compare", by=one.by),
            property_name(one.by, view, say),
            one == chosen,
        )
        for one in groupings
    ]
    rows: list[tuple[str, list[Link]]] = [(say.compare_by, by)]
    for title, field, other in (
        (say.compare_first, "first", view.second),
        (say.compare_second, "second", view.first),
    ):
        links = [
            (
                view.same("compare", **{field: name}),
                group_name(chosen.by, name, view, say),
                getattr(view, field) == name,
            )
            for name in named
            if name != other
        ]
        rows.append((title, links))
    if levels > 1:
        words = (
            say.compare_levels[: levels - 1] + say.compare_levels[-1:] if levels > 2 else say.compare_levels
        )
        rows.append(
            (
                say.compare_level,
                [
                    (
                        view.same("compare", level=level),
                        Markup.escape(words[min(level, len(words)) - 1]),
                        view.level == level,
                    )
                    for level in range(1, levels + 1)
                ],
            )
        )
    asked = list(questions)
    if len(asked) > 1 or view.question:
        all_of_them = Markup.escape(say.compare_all_questions)
        every = (view.same("compare", question=""), all_of_them, not view.question)
        each = [(view.same("compare", question=one), own(one, view), view.question == one) for one in asked]
        rows.append((say.compare_question, [every, *each]))
    return join(
        fill(
            '<nav class="choice" aria-label="{name}"><p class="muted">{name}</p>{links}</nav>',
            name=name,
            links=_folded_links(links)
            if sum(len(plain(text)) for _, text, _ in links) > WIDEST
            else filters(links),
        )
        for name, links in rows
    )


def _folded_links(links: Sequence[Link]) -> Markup:
    """Fold long links under the one that is chosen."""
    chosen = next((text for _, text, now in links if now), links[0][1])
    return folded(chosen, filters(links))


def sizes(found: Comparison, view: View, say: Wording) -> Markup:
    """Say how large both groups are, and what must be known first."""
    names = _names(found, view, say)
    lines = [
        filled(
            say.compare_size,
            group=name,
            people=counted(side.people, say.people, say),
            messages=counted(side.messages, say.messages, say),
        )
        for name, side in zip(names, (found.first, found.second), strict=True)
    ]
    cautions = [say.compare_cautions[caution] for caution in found.cautions]
    return join([paragraph(Markup(". ").join(lines) + "."), *(paragraph(text, "note") for text in cautions)])


def attention_section(found: Comparison, view: View, say: Wording) -> Markup:
    """Show the attention of both groups for every theme, with the difference and its interval."""
    first, second = _names(found, view, say)
    head = [
        say.theme,
        filled(say.compare_attention_of, group=first),
        filled(say.compare_attention_of, group=second),
        say.compare_difference,
        say.compare_finding,
    ]
    rows = [
        [
            anchor(view.link("theme", theme=row.theme_id), own(row.label, view)),
            _attention(row.first, say),
            _attention(row.second, say, "pale"),
            _difference(row.difference, row.interval, say),
            finding(row, first, second, say),
        ]
        for row in found.rows
    ]
    differing = len(found.differing)
    outcome = {0: say.compare_differ_none, 1: say.compare_differ_one}.get(
        differing, say.compare_differ.format(number=number(differing, say))
    )
    return join(
        [
            heading(say.compare_attention),
            paragraph(f"{outcome} {say.compare_caption}"),
            paragraph(say.compare_attention_help),
            table(filled(say.compare_attention_caption, first=first, second=second), head, rows),
            paragraph(rule(say), "muted"),
        ]
    )


def mention_section(found: Comparison, view: View, say: Wording) -> Markup:
    """Show how many people of both groups mention every theme; untested."""
    first, second = _names(found, view, say)
    head = [
        say.theme,
        filled(say.compare_mentions_of, group=first),
        filled(say.compare_mentions_of, group=second),
        say.compare_difference,
    ]
    rows = [
        [
            anchor(view.link("theme", theme=row.theme_id), own(row.label, view)),
            _mentions(row.first, say),
            _mentions(row.second, say),
            _difference(row.mention_difference, row.mention_interval, say),
        ]
        for row in found.rows
    ]
    return join(
        [
            heading(say.compare_mentions),
            paragraph(say.compare_mentions_help),
            table(filled(say.compare_mentions_caption, first=first, second=second), head, rows),
        ]
    )


def contrast_section(run: Run, found: Comparison, view: View, say: Wording) -> Markup:
    """Show quotes of both groups on the themes that differ; nothing where none do."""
    differing = found.differing[:DIFFERENCES_QUOTED]
    if not differing:
        return NONE
    parts = [heading(say.compare_quotes), paragraph(say.compare_quotes_help)]
    for row in differing:
        sides = zip(_names(found, view, say), quotes_of(run, found, row), strict=True)
        parts.append(heading(own(row.label, view), 3))
        parts.append(
            fill(
                '<div class="sides">{sides}</div>',
                sides=join(_side(name, examples, row, view, say) for name, examples in sides),
            )
        )
    return join(parts)


def finding(row: Row, first: Markup, second: Markup, say: Wording) -> str | Markup:
    """Say which group has more attention, or why that was not tested."""
    if row.untested is not None:
        return say.compare_untested[row.untested]
    return filled(say.compare_findings[row.finding or "no difference"], first=first, second=second)


def rule(say: Wording) -> str:
    """Write the rule of what is tested."""
    return say.compare_rule.format(
        people=number(LEAST_PEOPLE, say),
        expected=number(LEAST_EXPECTED, say),
        interval_people=number(INTERVAL_PEOPLE, say),
        interval_expected=number(INTERVAL_EXPECTED, say),
        rate=percent(WANTED, say),
    )


def _side(name: Markup, examples: Sequence[Example], row: Row, view: View, say: Wording) -> Markup:
    items = join(_quote(index, name, one, row, view, say) for index, one in enumerate(examples, 1))
    quotes = fill('<ol class="quotes">{items}</ol>', items=items)
    return fill(
        "<div>{title}{quotes}</div>",
        title=heading(name, 4),
        quotes=quotes if examples else paragraph(say.compare_quotes_none, "muted"),
    )


def _quote(index: int, name: Markup, one: Example, row: Row, view: View, say: Wording) -> Markup:
    context = one.context
    link = anchor(
        view.link("source", theme=row.theme_id, unit=one.unit_id),
        say.to_source,
        f"{say.to_source_of.format(number=number(index, say))}, {plain(name)}, {row.label}",
    )
    where = origin(None, context.source_title, context.locator, view, say)
    return fill(
        "<li>{said}{by}</li>", said=said(context.passage.quote, context.language), by=byline(where, link)
    )


def _names(found: Comparison, view: View, say: Wording) -> tuple[Markup, Markup]:
    first, second = (group_name(found.by, side.name, view, say) for side in (found.first, found.second))
    return first, second


def _attention(side: Mentions, say: Wording, kind: str = "") -> Markup:
    if side.attention is None:
        return Markup.escape(say.hidden)
    return fill("{figure}{bar}", figure=percent(side.attention, say), bar=meter(side.attention, kind))


def _mentions(side: Mentions, say: Wording) -> str:
    return shown(side.people, say) + (f" ({percent(side.share, say)})" if side.share is not None else "")


def _difference(difference: float | None, interval: Interval | None, say: Wording) -> str:
    """Write a difference between two shares in percentage points, with its interval."""
    if difference is None:
        return say.hidden
    points = say.compare_points.format(figure=_signed(difference, say))
    if interval is None:
        return points
    bounds = say.compare_interval.format(low=_signed(interval.low, say), high=_signed(interval.high, say))
    return f"{points} ({bounds})"


def _signed(share: float, say: Wording) -> str:
    points = round(100 * share)
    return ("+" if points > 0 else "−" if points < 0 else "") + number(abs(points), say)
