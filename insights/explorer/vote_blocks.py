"""Pieces that show votes: on the statements of a theme, and on one contribution.

Agreement is of those who voted; where too few voted, agreed, or did not agree, it is not shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from markupsafe import Markup

from insights.comparing.voted import Statement, Tally, Votes
from insights.explorer.pieces import (
    NONE,
    anchor,
    fill,
    filled,
    folded,
    group_name,
    heading,
    join,
    meter,
    paragraph,
    property_name,
    table,
)
from insights.explorer.quote_blocks import byline, said
from insights.explorer.texts.source import SourceTexts
from insights.explorer.texts.theme import ThemeTexts, theme_texts
from insights.explorer.views import View
from insights.wording import Wording, number, percent, shown

LISTED: Final = 3
"""Statements of each kind."""


def vote_fold(votes: Votes | None, theme_id: str, view: View, texts: ThemeTexts, say: Wording) -> Markup:
    """Show what those who voted think of the statements of a theme; nothing where nobody voted on one."""
    own = tuple(one for one in votes.statements if theme_id in one.theme_ids) if votes else ()
    if votes is None or not own:
        return NONE
    # Sorted are the statements of the theme only: a run can have many thousands.
    votes = replace(votes, statements=own)
    united = [one for one in votes.uniting if _most_agree(one)][:LISTED]
    against, divided = _against(votes)[:LISTED], votes.dividing[:LISTED]
    kinds = (
        (say.votes_uniting if votes.groups else say.votes_agreed, "", united),
        (texts.votes_against, "", against),
        (say.votes_dividing, say.votes_dividing_help, divided),
    )
    listed = [
        _statements(title, explained, found, votes.by, view, say)
        for title, explained, found in kinds
        if found
    ]
    content = [paragraph(texts.votes_help), _means(votes, theme_id, view, texts, say), *listed]
    if not listed:
        content.append(paragraph(say.votes_none))
    return folded(texts.fold_votes, join([*content, paragraph(say.votes_small.format(k=votes.k), "muted")]))


def vote_section(
    statement: Statement | None, by: str | None, view: View, texts: SourceTexts, say: Wording
) -> Markup:
    """Show who voted on one contribution and who agrees, all and by group; nothing where nobody voted."""
    if statement is None:
        return NONE
    if not statement.all.voters.exact:
        return join([heading(texts.votes), paragraph(texts.votes_few)])
    rows = [
        [_named(tally.group, by, view, say), shown(tally.voters, say), _share(tally, say)]
        for tally in (statement.all, *statement.groups)
    ]
    group = theme_texts(say.language).votes_group
    head = [group, say.votes_voted.capitalize(), say.votes_agree.capitalize()]
    return join([heading(texts.votes), table(texts.votes_help, head, rows)])


def _most_agree(one: Statement) -> bool:
    """Whether most of those who voted agree, in every group that is shown."""
    return all((tally.share or 0.0) > 0.5 for tally in (one.all, *one.groups) if tally.share is not None)


def _against(votes: Votes) -> list[Statement]:
    """Give the statements that surely most of those who voted disagree with, most first."""
    most = [one for one in votes.statements if one.interval is not None and one.interval.high < 0.5]
    return sorted(
        most, key=lambda one: (one.interval.high if one.interval else 1.0, one.text, one.contribution_id)
    )


def _means(votes: Votes, theme_id: str, view: View, texts: ThemeTexts, say: Wording) -> Markup:
    """Show the mean agreement with the statements of a theme, by group where there are any."""
    theme = next((one for one in votes.themes if one.theme_id == theme_id), None)
    if theme is None:
        return NONE
    told = texts.votes_of_theme.format(voters=shown(theme.voters, say))
    rows = [
        [_named(name, votes.by, view, say), _percent(share, say)] for name, share in theme.agreement.items()
    ]
    means = table(texts.votes_mean, [texts.votes_group, texts.votes_mean], rows) if rows else NONE
    return join([paragraph(told), fill('<div class="narrow">{table}</div>', table=means)])


def _statements(
    title: str, explained: str, found: Sequence[Statement], by: str | None, view: View, say: Wording
) -> Markup:
    items = join(_statement(one, index, by, view, say) for index, one in enumerate(found, 1))
    return join(
        [
            heading(title, 3),
            paragraph(explained, "muted"),
            fill('<ol class="quotes">{items}</ol>', items=items),
        ]
    )


def _statement(one: Statement, index: int, by: str | None, view: View, say: Wording) -> Markup:
    tallies = [
        filled(
            say.votes_strength,
            group=_named(tally.group, by, view, say),
            share=percent(tally.share, say),
            voters=shown(tally.voters, say),
        )
        for tally in (one.all, *one.groups)
        if tally.share is not None
    ]
    of = say.to_source_of.format(number=number(index, say))
    theme = {"theme": view.theme} if view.theme else {}
    link = anchor(view.link("source", **theme, contribution=one.contribution_id), say.to_source, of)
    return fill("<li>{words}{by}</li>", words=said(one.text, one.language), by=byline(tallies, link))


def _named(group: str | None, by: str | None, view: View, say: Wording) -> Markup:
    """Name a group of voters; one that is only a number with what it is a number of."""
    if group is None or by is None:
        return Markup.escape(say.votes_all)
    if not group.isdigit():
        return group_name(by, group, view, say)
    return fill("{what} {group}", what=property_name(by, view, say), group=group)


def _share(tally: Tally, say: Wording) -> Markup:
    if tally.share is None:
        return Markup.escape(shown(tally.agree, say))
    agree, share = shown(tally.agree, say), percent(tally.share, say)
    return fill("{agree} ({share}){bar}", agree=agree, share=share, bar=meter(tally.share))


def _percent(share: float, say: Wording) -> Markup:
    return fill("{share}{bar}", share=percent(share, say), bar=meter(share))
