"""Pieces that show themes: how sharply they are drawn, their figures, subthemes, groups and words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from insights.counting import Answered, RoleCount, ThemeCount
from insights.description import describe
from insights.explorer.pieces import (
    NONE,
    anchor,
    facts,
    fill,
    filled,
    heading,
    join,
    meter,
    own,
    paragraph,
    role_name,
    series,
    table,
)
from insights.explorer.quote_blocks import byline, origin, said
from insights.explorer.sentences import theme_facts
from insights.explorer.texts.theme import ThemeTexts
from insights.explorer.themes_shown import Theme, ThemeLine, WordLine
from insights.explorer.views import View
from insights.small_numbers import Shown
from insights.wording import Wording, counted, number, percent, shown

__all__ = [
    "byline",
    "caution_section",
    "counts_told",
    "definition_section",
    "delimitation",
    "figure_section",
    "group_table",
    "origin",
    "role_section",
    "said",
    "subtheme_list",
    "word_table",
]


def delimitation(grade: str | None, say: Wording) -> str:
    """Say how sharply a theme is drawn; nothing where that was not measured."""
    return say.delimitation.format(grade=say.grades[grade]) if grade else ""


def caution_section(theme: Theme, view: View, say: Wording) -> Markup:
    """Say what a theme mirrors besides its subject; no numbers.

    A role that too few people of the theme have is not named, nor is a participant ever.
    """
    cautions = [
        say.caution_small_role
        if key == "role" and value not in theme.counts.roles_shown
        else filled(
            say.cautions[key], value=role_name(value, view, say) if key == "role" else own(value, view)
        )
        for key, value in theme.cautions
        if key in say.cautions
    ]
    return join(paragraph(text, "note") for text in cautions)


def definition_section(
    theme: Theme, answered: Answered, view: View, texts: ThemeTexts, say: Wording
) -> Markup:
    """Say what a theme is about and how strong it is: by a definition that a person wrote, else by words.

    Nothing here is made of sentences of participants.
    """
    strong = describe(theme.counts, answered, (), (), say)
    if theme.description:
        of = texts.definition_of["codebook" if theme.origin == "codebook" else "person"]
        return join(
            [
                paragraph(own(theme.description, view), "lead definition"),
                paragraph(of, "muted"),
                paragraph(strong, "strength"),
            ]
        )
    told = series((own(word, view) for word in theme.keywords), say)
    words = filled(texts.words, words=told) if told else ""
    return join([paragraph(strong, "lead strength"), paragraph(words, "muted")])


def figure_section(theme: Theme, answered: Answered, texts: ThemeTexts, say: Wording) -> Markup:
    """Show people, messages and the share of the largest contributor, and how sharply the theme is drawn."""
    drawn = delimitation(theme.grade, say)
    explained = paragraph(f"{drawn}. {say.delimitation_help}" if drawn else "", "muted")
    rule = paragraph(say.how_strength if theme.counts.strength else "", "muted")
    return join([heading(texts.figures), facts(theme_facts(theme.counts, answered, say)), rule, explained])


def role_section(rows: Sequence[RoleCount], answered: Answered, view: View, say: Wording) -> Markup:
    """Show people and messages by role side by side; nothing without roles."""
    if not rows:
        return NONE
    named = [(role_name(row.role, view, say), row.people, row.share, row.messages) for row in rows]
    known = answered.people.kind != "unknown"
    return join([heading(say.who), group_table(say.who_caption, say.role, named, say, people=known)])


def group_table(
    caption: str,
    head: str,
    rows: Iterable[tuple[Markup, Shown, float | None, Shown]],
    say: Wording,
    *,
    people: bool = True,
) -> Markup:
    """Show groups with people, their share with a bar that says the same, and messages."""

    def cells(name: Markup, persons: Shown, share: float | None, messages: Shown) -> list[str | Markup]:
        beside = f" ({percent(share, say)})" if share is not None else ""
        bar = meter(share) if share is not None else NONE
        who = fill("{people}{beside}{bar}", people=shown(persons, say), beside=beside, bar=bar)
        return [name, *([who] if people else []), shown(messages, say)]

    titles = [head, *([say.people_column] if people else []), say.messages_column]
    return table(caption, titles, (cells(*row) for row in rows))


def word_table(words: Sequence[WordLine], view: View, say: Wording) -> Markup:
    """Show the words of a theme with their weights."""
    rows = [[own(word.word, view), number(word.weight, say, 1)] for word in words]
    caption = table(say.words_caption, [say.word, say.weight], rows)
    return fill(
        '<div class="narrow">{table}{help}</div>', table=caption, help=paragraph(say.words_help, "muted")
    )


def subtheme_list(lines: Iterable[ThemeLine], answered: Answered, view: View, say: Wording) -> Markup:
    """Subthemes as links with their figures on the same line."""

    def item(line: ThemeLine) -> Markup:
        link = anchor(view.link("theme", theme=line.theme_id), own(line.label, view))
        figures = " · ".join(figure for figure, _ in counts_told(line.counts, answered, say))
        return fill('<li>{link} <span class="muted">{figures}</span></li>', link=link, figures=figures)

    return fill('<ul class="plain subthemes">{items}</ul>', items=join(item(line) for line in lines))


def counts_told(counts: ThemeCount, answered: Answered, say: Wording) -> list[tuple[str, float | None]]:
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
