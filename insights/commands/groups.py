"""``oogst groups``: which groups of a run can be compared, and how large they are."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from insights.commands.options import as_json, example, language_option, print_outcome, run_argument


@click.command(
    epilog=example("oogst groups runs/voorbeeld\noogst groups runs/voorbeeld --language en --json")
)
@run_argument
@language_option
@as_json
def groups(run: Path, language: str, json_: bool) -> None:
    """List what the participants of RUN can be compared by, and how large each group is.

    Roles and background columns are of people; rounds, questions, sources and months are of what was said.
    """
    from insights.comparing.groups import list_groups
    from insights.decisions.decided_run import open_decided
    from insights.plainly import aligned
    from insights.wording import shown, wording

    say = wording(language)
    found = list_groups(open_decided(run))
    lines = [say.compare_none, say.compare_none_how]
    if found:
        rows = [("", "", say.people, say.messages)]
        for one in found:
            by = one.by
            for group in one.groups:
                name = say.group_word(one.by, group.name)
                rows.append((by, _short(name), shown(group.people, say), shown(group.messages, say)))
                by = ""
        lines = aligned(rows, left=2)
    print_outcome([dataclasses.asdict(one) for one in found], json_, "\n".join(lines))


def _short(name: str, widest: int = 60) -> str:
    return name if len(name) <= widest else name[: widest - 1] + "…"
