"""What opens on demand below the first quotes of a theme; every fold says in its summary what is in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from insights.comparing.groups import Grouping
from insights.comparing.rounds import Cell, Rounds
from insights.explorer.passages_shown import QuoteLine
from insights.explorer.pieces import (
    NONE,
    anchor,
    fill,
    filters,
    folded,
    group_name,
    join,
    meter,
    own,
    paragraph,
    property_name,
    table,
)
from insights.explorer.quote_blocks import Part, quote_list
from insights.explorer.texts.theme import ThemeTexts, theme_texts
from insights.explorer.theme_blocks import group_table
from insights.explorer.themes_shown import Placed, Theme
from insights.explorer.views import View
from insights.repeats import Repeated
from insights.reports.texts import report_texts
from insights.splits import Pair
from insights.wording import Wording, listed, number, percent, shown

SHARP, FAIR = 0.6, 0.3
"""From where a theme is called sharp, and fair; a test holds that runs are graded so."""
FIRST_QUOTES = 5
"""Quotes that show at once."""


def folds_of(folds: Iterable[Markup]) -> Markup:
    """Put folds under one another."""
    return fill('<div class="folds">{folds}</div>', folds=join(folds))


def quote_folds(
    parts: Mapping[Part, Sequence[QuoteLine]],
    view: View,
    texts: ThemeTexts,
    say: Wording,
    repeats: Mapping[str, Repeated],
) -> Markup:
    """Fold what does not show at once: the other quotes, counter-voices, rare ones, those on the border."""
    main = parts["main"]
    folds: tuple[tuple[Sequence[QuoteLine], str, str], ...] = (
        (main[FIRST_QUOTES:], say.more_quotes, ""),
        (parts["counter"], texts.fold_counter, texts.counter_help),
        (parts["minority"], texts.fold_minority, say.minority_quotes_help),
        (parts["edge"], texts.fold_edge, say.edge_quotes_help),
    )
    found, before = [], min(len(main), FIRST_QUOTES)
    for quotes, summary, explained in folds:
        if quotes:
            listed = quote_list(quotes, view, say, before + 1, repeats)
            count = number(len(quotes), say)
            found.append(folded(summary.format(number=count), join([paragraph(explained), listed])))
            before += len(quotes)
    return join(found)


def delimitation_fold(theme: Theme, texts: ThemeTexts, say: Wording) -> Markup:
    """Say how sharply the theme is drawn, with the rule and the figure behind the word."""
    if theme.grade is None:
        return paragraph(texts.delimitation_unmeasured, "muted")
    rule = delimitation_rule(say)
    figure = texts.delimitation_figure.format(figure=number(theme.stability or 0.0, say, 2))
    told = [say.how_delimitation, rule, figure if theme.stability is not None else ""]
    summary = texts.fold_delimitation.format(grade=say.grades[theme.grade])
    return folded(summary, join(paragraph(text) for text in told))


def delimitation_rule(say: Wording) -> str:
    """Give the printed rule by which a theme is called sharp, fair or vague."""
    texts = theme_texts(say.language)
    return texts.delimitation_rule.format(sharp=number(SHARP, say, 1), fair=number(FAIR, say, 1))


def time_fold(found: Rounds | None, theme_id: str, view: View, texts: ThemeTexts, say: Wording) -> Markup:
    """Show the share of a theme by round or month, with a bar and its interval; nothing without them."""
    theme = next((one for one in found.themes if one.theme_id == theme_id), None) if found else None
    if found is None or theme is None:
        return NONE
    of_people = found.counted == "people"

    def cells(cell: Cell) -> list[str | Markup]:
        share = percent(cell.share, say) if cell.share is not None else say.hidden
        bar = meter(cell.share) if cell.share is not None else NONE
        margin = (
            texts.interval_of.format(
                low=percent(cell.interval.low, say), high=percent(cell.interval.high, say)
            )
            if cell.interval
            else "–"
        )
        people = [shown(cell.people, say)] if of_people else []
        both = fill("{share}{bar}", share=share, bar=bar)
        return [_period(found, cell.period, view, say), both, margin, *people, shown(cell.messages, say)]

    head = [
        say.round if found.by == "round" else texts.period,
        texts.share_of_people if of_people else texts.share_of_messages,
        texts.interval,
        *([say.people_column] if of_people else []),
        say.messages_column,
    ]
    caption = texts.by_round if found.by == "round" else texts.by_month
    notes = [texts.interval_help, report_texts(say.language).rounds_note if found.by == "round" else ""]
    content = join(
        [table(caption, head, map(cells, theme.cells)), *(paragraph(one, "muted") for one in notes)]
    )
    return folded(texts.fold_rounds if found.by == "round" else texts.fold_months, content)


def near_fold(near: Sequence[Placed], view: View, texts: ThemeTexts, say: Wording) -> Markup:
    """Name the themes that are close by, the nearest first."""
    if not near:
        return NONE
    items = join(
        fill("<li>{link}</li>", link=anchor(view.link("theme", theme=one.theme_id), own(one.label, view)))
        for one in near
    )
    content = join([paragraph(texts.near_help), fill('<ol class="near-by">{items}</ol>', items=items)])
    return folded(texts.fold_near.format(number=number(len(near), say)), content)


def group_fold(
    groupings: Sequence[Grouping],
    counts: Mapping[tuple[str, str | None], Pair],
    theme: Theme,
    view: View,
    texts: ThemeTexts,
    say: Wording,
) -> Markup:
    """Offer other groupings of the participants, and show the chosen one side by side."""
    if not groupings:
        return NONE
    links = filters(
        (
            view.same("theme", by=one.by),
            property_name(one.by, view, say),
            one.by == view.by,
        )
        for one in groupings
    )
    chosen = next((one for one in groupings if one.by == view.by), None)
    shown_groups = _groups(chosen, counts, theme, view, texts, say) if chosen else NONE
    content = join([paragraph(texts.groups_help), links, shown_groups])
    if chosen is None:
        return folded(texts.fold_groups, content)
    return fill(
        "<details open><summary>{summary}</summary>{content}</details>",
        summary=texts.fold_groups,
        content=content,
    )


def absent_note(lacks: Iterable[str], texts: ThemeTexts, say: Wording) -> Markup:
    """Say what a run cannot tell of a theme, as the sources did not."""
    parts = [texts.absent_parts[one] for one in lacks]
    return paragraph(texts.absent.format(parts=listed(parts, say)), "muted") if parts else NONE


def _groups(
    grouping: Grouping,
    counts: Mapping[tuple[str, str | None], Pair],
    theme: Theme,
    view: View,
    texts: ThemeTexts,
    say: Wording,
) -> Markup:
    rows = []
    for group in grouping.groups:
        pair = counts.get((theme.theme_id, group.name))
        if pair is not None:
            both = pair.people.exact and group.people.exact and group.people.number
            share = (pair.people.number or 0) / group.people.number if both and group.people.number else None
            rows.append((group_name(grouping.by, group.name, view, say), pair.people, share, pair.messages))
    known = theme.counts.people.kind != "unknown"
    return group_table(texts.groups_caption, texts.group, rows, say, people=known)


def _period(found: Rounds, name: str | None, view: View, say: Wording) -> str | Markup:
    """Write the name of a round or month."""
    if name is None:
        return say.unknown
    if found.by == "round":
        return own(name, view)
    year, _, month = name.partition("-")
    return f"{say.months[int(month) - 1]} {year}"
