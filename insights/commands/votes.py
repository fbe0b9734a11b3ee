"""``oogst votes``: what those who voted agree on, across groups, and what divides them."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from insights.commands.options import as_json, example, language_option, print_outcome, run_argument

if TYPE_CHECKING:
    from insights.comparing.voted import Statement, Votes
    from insights.wording import Wording

LONGEST = 90


@click.command(
    epilog=example("oogst votes runs/voorbeeld\noogst votes runs/polis --by opinion_group --top 20 --json")
)
@run_argument
@click.option("--by", help="Groups of voters: role or a background column (default: the first there is).")
@click.option("--level", type=click.IntRange(min=1), default=1, show_default=True, help="Level of themes.")
@click.option(
    "--top", type=click.IntRange(min=1), default=10, show_default=True, help="Statements in a list."
)
@language_option
@as_json
def votes(run: Path, by: str | None, level: int, top: int, language: str, json_: bool) -> None:
    """Give the statements of RUN that most voters agree on across groups, and those that divide the groups.

    Of those who voted on a statement, with 95 % intervals; it says nothing of those who did not vote. The
    largest of many differences are partly chance.
    """
    from insights.comparing.votes import count_votes
    from insights.decisions.decided_run import open_decided
    from insights.wording import wording

    found = count_votes(open_decided(run), by, level)
    data = dataclasses.asdict(found) | {
        "uniting": [one.contribution_id for one in found.uniting],
        "dividing": [one.contribution_id for one in found.dividing],
    }
    data["themes"] = [_theme(one) for one in data["themes"]]
    print_outcome(data, json_, "\n".join(_lines(found, top, wording(language))))


def _theme(theme: dict[str, Any]) -> dict[str, Any]:
    """Write agreement by group as a list: JSON has no key for all together."""
    agreement = [{"group": group, "agreement": share} for group, share in theme["agreement"].items()]
    return theme | {"agreement": agreement}


def _lines(found: Votes, top: int, say: Wording) -> list[str]:
    from insights.plainly import aligned
    from insights.wording import percent, shown

    lines = []
    if found.voters is not None:
        lines.append(say.votes_voters.format(people=shown(found.voters, say)))
    if found.groups:
        lines.append(
            say.votes_groups.format(groups=", ".join(_word(found, one, say) for one in found.groups))
        )
        if found.in_no_group.number != 0:
            lines.append(say.votes_no_group.format(people=shown(found.in_no_group, say)))
    if found.themes:
        head = (say.theme, say.votes_statements, say.votes_voted, say.votes_agree)
        rows = [(*head, *(_word(found, one, say) for one in found.groups))]
        for one in found.themes:
            shares = [one.agreement.get(group) for group in (None, *found.groups)]
            told = (say.hidden if share is None else percent(share, say) for share in shares)
            rows.append((one.label, str(one.statements), shown(one.voters, say), *told))
        lines += ["", say.votes_themes, say.votes_themes_help, "", *aligned(rows)]
    lines += ["", say.votes_uniting if found.groups else say.votes_agreed, ""]
    lines += [line for one in found.uniting[:top] for line in _statement(found, one, say)] or [say.votes_none]
    if found.groups:
        dividing = [line for one in found.dividing[:top] for line in _statement(found, one, say, apart=True)]
        lines += ["", say.votes_dividing, say.votes_dividing_help, "", *(dividing or [say.votes_none])]
    return [*lines, "", say.votes_small.format(k=found.k)]


def _statement(found: Votes, one: Statement, say: Wording, *, apart: bool = False) -> list[str]:
    """Write a statement, with how many voted on it and how many of them agree."""
    from insights.wording import number, percent, shown

    start = one.text.splitlines()[0][:LONGEST]
    lines = [f"“{start}”" + ("" if start == one.text else " …")]
    groups = [(each, _word(found, each.group, say)) for each in one.groups]
    for tally, name in ((one.all, say.votes_all), *groups):
        if tally.share is not None:
            voters, share = shown(tally.voters, say), percent(tally.share, say)
            lines.append("    " + say.votes_strength.format(group=name, share=share, voters=voters))
    if apart and one.divide is not None:
        low, high = sorted(abs(100 * bound) for bound in (one.divide.interval.low, one.divide.interval.high))
        figures = (number(figure, say) for figure in (abs(100 * one.divide.difference), low, high))
        names = (_word(found, group, say) for group in (one.divide.first, one.divide.second))
        lines.append("    " + say.votes_apart.format(*names, *figures))
    return lines


def _word(found: Votes, group: str | None, say: Wording) -> str:
    name = say.group_word(found.by or "", group)
    return name if found.by == "role" else f"{(found.by or '').replace('_', ' ')} {name}"
