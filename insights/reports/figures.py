"""The figures of a report: which numbers go into which picture, with the alternative text of each."""

from __future__ import annotations

from insights.reports.document import Picture
from insights.reports.model import Report
from insights.reports.pictures import Bar, Mark, Row, bars, intervals, small_lines
from insights.reports.texts import ReportTexts
from insights.wording import Wording, counted, percent


def size_figure(report: Report, say: Wording, texts: ReportTexts) -> Picture:
    """Draw how many people mention each theme, or how many messages where people are unknown."""
    of_people = report.answered.people.kind != "unknown"
    counts = [theme.count.people if of_people else theme.count.messages for theme in report.themes]
    unit = say.people if of_people else say.messages
    most = max((count.number or 0 for count in counts if count.exact), default=0) or 1
    rows = [
        Bar(theme.label, (count.number or 0) / most if count.exact else None, counted(count, unit, say))
        for theme, count in zip(report.themes, counts, strict=True)
    ]
    first = report.themes[0]
    exact = of_people and first.count.people.exact
    alt = (
        texts.sizes_alt.format(label=first.label, people=counted(first.count.people, "", say).strip())
        if exact
        else texts.sizes_alt_none
    )
    return Picture(bars(rows), texts.sizes_caption, f"{alt} {texts.in_table}")


def group_figure(report: Report, say: Wording, texts: ReportTexts) -> Picture | None:
    """Draw the shares of the groups side by side; None without two groups or without any share to show."""
    rows = [
        Row(
            theme.label,
            tuple(
                Mark(
                    say.role_word(group.count.role),
                    group.count.share,
                    group.interval.low if group.interval else None,
                    group.interval.high if group.interval else None,
                    say.hidden if group.count.share is None else percent(group.count.share, say),
                )
                for group in theme.groups
            ),
        )
        for theme in report.themes
        if len(theme.groups) > 1
    ]
    if not any(mark.share is not None for row in rows for mark in row.marks):
        return None
    return Picture(intervals(rows), texts.groups.caption, f"{texts.groups.alt} {texts.in_table}")


def round_figure(report: Report, say: Wording, texts: ReportTexts) -> Picture | None:
    """Draw the share of each theme over the rounds; None where no share may be shown."""
    if report.rounds is None:
        return None
    chosen = {theme.theme_id for theme in report.themes}
    rows = [
        Row(
            theme.label,
            tuple(
                Mark(
                    texts.round.format(name=cell.period) if cell.period else say.unknown,
                    cell.share,
                    cell.interval.low if cell.interval else None,
                    cell.interval.high if cell.interval else None,
                    "" if cell.share is None else percent(cell.share, say),
                )
                for cell in theme.cells
            ),
        )
        for theme in report.rounds.themes
        if theme.theme_id in chosen
    ]
    if not any(mark.share is not None for row in rows for mark in row.marks):
        return None
    of_people = report.rounds.counted == "people"
    caption = texts.rounds_caption if of_people else texts.rounds_caption_messages
    return Picture(small_lines(rows), caption, f"{texts.rounds_alt} {texts.in_table}")
