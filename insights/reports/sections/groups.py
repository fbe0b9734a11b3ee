"""The sections that set groups side by side: roles, their attention, and rounds."""

from __future__ import annotations

from collections.abc import Iterator

from insights.reports.compared import difference, outcome
from insights.reports.document import Block, Heading, Paragraph, Table
from insights.reports.figures import group_figure, round_figure
from insights.reports.sections.telling import Telling
from insights.wording import percent, shown


def groups(telling: Telling) -> Iterator[Block]:
    """Set groups side by side where there are two or more with a share that may be shown."""
    figure = group_figure(telling.report, telling.say, telling.texts)
    if figure is None:
        return
    texts, say = telling.texts, telling.say
    yield Heading(2, texts.groups.title, "groups")
    yield figure
    yield Table(
        texts.groups.caption,
        (
            say.theme_column,
            say.role,
            say.people_column,
            texts.groups.answered,
            say.share_column,
            texts.groups.interval,
        ),
        tuple(
            (
                theme.label,
                say.role_word(group.count.role),
                shown(group.count.people, say),
                shown(group.count.answered, say),
                telling.share(group.count.share),
                f"{percent(group.interval.low, say)}–{percent(group.interval.high, say)}"
                if group.interval
                else "–",
            )
            for theme in telling.report.themes
            for group in theme.groups
        ),
        right=2,
    )
    yield Paragraph(texts.groups.note, "muted")


def comparison(telling: Telling) -> Iterator[Block]:
    """Compare the attention of the two roles, where there are two."""
    found, say, texts = telling.report.comparison, telling.say, telling.texts
    chosen = {theme.theme_id for theme in telling.report.themes}
    rows = [row for row in found.rows if row.theme_id in chosen] if found else []
    if found is None or not rows:
        return
    first, second = (say.role_word(side.name) for side in (found.first, found.second))
    yield Heading(2, texts.groups.comparison.format(first=first, second=second), "comparison")
    yield Paragraph(texts.groups.comparison_help, "muted")
    for caution in found.cautions:
        yield Paragraph(texts.groups.cautions[caution], "note")
    yield Table(
        texts.groups.comparison_caption,
        (
            say.theme_column,
            texts.groups.attention_of.format(group=first),
            texts.groups.attention_of.format(group=second),
            texts.groups.difference,
            texts.groups.outcome,
        ),
        tuple(
            (
                row.label,
                telling.share(row.first.attention),
                telling.share(row.second.attention),
                difference(row, say),
                outcome(row, found, say, texts),
            )
            for row in rows
        ),
    )


def over_rounds(telling: Telling) -> Iterator[Block]:
    """Show how themes rose and fell, where there are rounds."""
    rounds, say, texts = telling.report.rounds, telling.say, telling.texts
    figure = round_figure(telling.report, say, texts)
    if rounds is None or figure is None:
        return
    of_people = rounds.counted == "people"
    chosen = {theme.theme_id for theme in telling.report.themes}
    yield Heading(2, texts.rounds, "rounds")
    yield figure
    yield Table(
        texts.rounds_caption if of_people else texts.rounds_caption_messages,
        (say.theme_column, *(_round(telling, one.name) for one in rounds.periods)),
        tuple(
            (theme.label, *(telling.share(cell.share) for cell in theme.cells))
            for theme in rounds.themes
            if theme.theme_id in chosen
        ),
    )
    yield Paragraph(texts.rounds_note, "muted")


def _round(telling: Telling, name: str | None) -> str:
    return telling.texts.round.format(name=name) if name else telling.say.unknown
