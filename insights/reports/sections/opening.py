"""The first sections of a report: what to know before reading on, who took part, all themes at a glance."""

from __future__ import annotations

from collections.abc import Iterator

from insights.reports.document import Block, Heading, Paragraph, Points, Table
from insights.reports.figures import size_figure
from insights.reports.method import month
from insights.reports.model import ThemeTold
from insights.reports.sections.telling import Telling
from insights.wording import counted, number, shown


def notices(telling: Telling) -> Iterator[Block]:
    """Say what must be known before reading on."""
    if telling.report.synthetic:
        yield Paragraph(telling.say.synthetic, "note")
    if telling.report.internal:
        yield Paragraph(telling.texts.internal_note, "note")
    elif telling.report.release_asked:
        yield Paragraph(telling.texts.release_note, "note")


def brief(telling: Telling) -> Iterator[Block]:
    """Say in a few lines who took part and what came out."""
    report, say, texts = telling.report, telling.say, telling.texts
    yield Heading(2, texts.brief, "brief")
    points = list(_went_in(telling))
    if report.themes:
        below = sum(1 for theme in report.themes for _ in theme.with_subthemes()) - len(report.themes)
        points.append(
            texts.brief_themes.format(themes=number(len(report.themes), say), subthemes=number(below, say))
        )
        most = "; ".join(f"{theme.label} ({_size(telling, theme)})" for theme in report.themes[:3])
        points.append(texts.brief_most.format(themes=most))
    yield Points(tuple(points))
    yield Paragraph(texts.how_to_read, "muted")


def taking_part(telling: Telling) -> Iterator[Block]:
    """Say who took part, what was asked, what was read, and where every row went."""
    report, say, texts = telling.report, telling.say, telling.texts
    yield Heading(2, texts.taking_part, "taking-part")
    first, last = month(report, say)
    if first:
        period = texts.period_month if first == last else texts.period
        yield Paragraph(period.format(first=first, last=last))
    if report.answered.roles:
        yield Table(
            texts.roles_caption,
            (say.role, say.people_column, say.messages_column),
            tuple(
                (say.role_word(row.role), shown(row.people, say), shown(row.messages, say))
                for row in report.answered.roles
            ),
        )
    if report.questions:
        yield Heading(3, texts.questions, "questions")
        yield Points(report.questions)
    yield Heading(3, texts.sources, "sources")
    yield Table(
        texts.sources_caption,
        (say.title_column, say.file, say.kind, say.rows),
        tuple((one.title, one.file, say.kinds[one.kind], number(one.rows, say)) for one in report.sources),
        right=3,
    )
    yield Heading(3, texts.where, "where")
    parts = ", ".join(
        say.outcomes_short[outcome].format(rows=number(rows, say)) for outcome, rows in report.outcomes
    )
    yield Paragraph(say.overview_to.format(rows=number(report.rows, say), parts=parts))
    yield Table(
        texts.where_caption,
        (say.outcome, say.rows),
        tuple((say.outcomes[outcome], number(rows, say)) for outcome, rows in report.outcomes),
    )


def at_a_glance(telling: Telling) -> Iterator[Block]:
    """Show all themes beside one another, with how to read the numbers."""
    report, say, texts = telling.report, telling.say, telling.texts
    yield Heading(2, texts.at_a_glance, "at-a-glance")
    if not report.themes:
        yield Paragraph(say.no_themes)
        return
    yield size_figure(report, say, texts)
    yield Table(
        texts.sizes_caption,
        (say.theme_column, say.people_column, say.share_column, say.messages_column),
        tuple(
            (
                theme.label,
                shown(theme.count.people, say),
                telling.share(theme.count.share),
                shown(theme.count.messages, say),
            )
            for theme in report.themes
        ),
    )
    yield Paragraph(say.how_strength, "muted")
    yield Paragraph(say.how_small.format(k=report.k), "muted")
    if any(theme.grade for theme in report.themes):
        yield Paragraph(say.how_delimitation, "muted")


def _went_in(telling: Telling) -> Iterator[str]:
    answered, say, texts = telling.report.answered, telling.say, telling.texts
    if answered.people.kind != "unknown":
        yield texts.went_in.format(messages=shown(answered.messages, say), people=shown(answered.people, say))
    elif answered.messages.number != 0:
        yield texts.went_in_unknown.format(messages=shown(answered.messages, say))
    if answered.published:
        yield texts.went_in_published.format(
            passages=number(answered.passages, say), published=number(answered.published, say)
        )


def _size(telling: Telling, theme: ThemeTold) -> str:
    if theme.count.people.kind == "unknown":
        return counted(theme.count.messages, telling.say.messages, telling.say)
    return counted(theme.count.people, telling.say.people, telling.say)
