"""The section of a theme: how strong it is, what it is about, who mention it, and its quotes."""

from __future__ import annotations

from collections.abc import Iterator

from insights.description import describe, strength
from insights.reports.document import Block, Heading, Paragraph, Table
from insights.reports.model import ThemeTold
from insights.reports.sections.quotes import quoted
from insights.reports.sections.telling import Telling
from insights.wording import counted, number, percent, shown

MAIN, COUNTER, MINORITY = 6, 3, 2
"""The most quotes of a part that stand at their theme; all are in the appendix."""


def theme_section(telling: Telling, theme: ThemeTold) -> Iterator[Block]:
    """Tell a theme: how strong, what about, who, and the quotes."""
    say, texts, report = telling.say, telling.texts, telling.report
    yield Heading(2, theme.label, f"theme-{theme.theme_id}")
    below = theme.told_apart
    if theme.definition:
        strong = strength(theme.count, report.answered, say)
        yield Paragraph(theme.definition, "lead")
        yield Paragraph(f"{texts.by_person}. {strong}{'.' if strong else ''}".strip(), "muted")
    else:
        yield Paragraph(
            describe(theme.count, report.answered, theme.keywords, [one.label for one in below], say),
            "lead",
        )
    yield Paragraph(_figures(telling, theme))
    for caution in _cautions(telling, theme):
        yield Paragraph(caution, "note")
    if theme.groups:
        yield Heading(3, say.who, f"who-{theme.theme_id}")
        yield _role_table(telling, theme)
    yield from quoted(telling, theme, say.quotes, theme.of("main", MAIN), "")
    yield from quoted(telling, theme, texts.counter, theme.of("counter", COUNTER), texts.counter_help)
    minority = theme.of("minority", MINORITY)
    yield from quoted(telling, theme, say.minority_quotes, minority, say.minority_quotes_help)
    if below:
        yield Heading(3, say.subthemes, f"below-{theme.theme_id}")
        yield Table(
            f"{say.subthemes}: {theme.label}",
            (say.theme_column, say.people_column, say.messages_column),
            tuple((one.label, shown(one.count.people, say), shown(one.count.messages, say)) for one in below),
        )
    yield Paragraph(f"{texts.theme_id}: {theme.theme_id}", "muted")


def _figures(telling: Telling, theme: ThemeTold) -> str:
    """Write people and messages, the largest share of one person, and how sharply it is drawn."""
    spoke, say = theme.count, telling.say
    parts = []
    if spoke.people.kind != "unknown":
        parts.append(counted(spoke.people, say.people, say))
        if spoke.share is not None:
            parts[-1] += f" ({percent(spoke.share, say)})"
    if telling.report.answered.messages.number != 0:
        parts.append(counted(spoke.messages, say.messages, say))
    if telling.report.answered.published:
        parts.append(f"{number(spoke.published, say)} {say.published}")
    if spoke.largest_share is not None:
        parts.append(f"{percent(spoke.largest_share, say)} {say.largest}")
    if theme.grade:
        parts.append(say.delimitation.format(grade=say.grades[theme.grade]))
    return " · ".join(parts)


def _cautions(telling: Telling, theme: ThemeTold) -> Iterator[str]:
    say = telling.say
    for key, value in theme.cautions:
        if key == "role" and value not in theme.count.roles_shown:
            yield say.caution_small_role
        elif key in say.cautions:
            yield say.cautions[key].format(value=say.role_word(value) if key == "role" else value)


def _role_table(telling: Telling, theme: ThemeTold) -> Table:
    say = telling.say
    return Table(
        f"{telling.texts.roles_caption}: {theme.label}",
        (say.role, say.people_column, say.share_column, say.messages_column),
        tuple(
            (
                say.role_word(one.count.role),
                shown(one.count.people, say),
                telling.share(one.count.share),
                shown(one.count.messages, say),
            )
            for one in theme.groups
        ),
    )
