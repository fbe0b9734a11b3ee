"""``oogst rounds``: themes over the rounds of a dialogue, or over time."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import click

from insights.commands.options import as_json, example, print_outcome, run_argument

if TYPE_CHECKING:
    from insights.comparing.rounds import By, Every, Rounds

NONE = {"round": "no round", "date": "no date"}


@click.command(
    epilog=example(
        "oogst rounds runs/voorbeeld\noogst rounds runs/voorbeeld --by date --every quarter --level 2 --json"
    )
)
@run_argument
@click.option("--by", type=click.Choice(["round", "date"]), help="Default: round, where there are any.")
@click.option(
    "--every",
    type=click.Choice(["month", "week", "quarter"]),
    default="month",
    show_default=True,
    help="Stretch of time, by date.",
)
@click.option("--level", type=click.IntRange(min=1), default=1, show_default=True, help="Level of themes.")
@as_json
def rounds(run: Path, by: By | None, every: Every, level: int, json_: bool) -> None:
    """Give the share of people who mention each theme of RUN, by round or by date.

    Of the people who spoke in that round, with a 95 % interval (Wilson); counts on too few people are not
    shown. Where people are unknown, messages are counted.
    """
    from insights.comparing.rounds import over_rounds
    from insights.decisions.decided_run import open_decided

    found = over_rounds(open_decided(run), level, by, every)
    print_outcome(dataclasses.asdict(found), json_, "\n".join(_lines(found)))


def _lines(found: Rounds) -> list[str]:
    from insights.plainly import aligned, bounds, count, percentage

    of_people = found.counted == "people"
    rows: list[tuple[str, ...]] = [
        ("", found.every or "round", "people", "messages", f"share of {found.counted}", "95 %")
    ]
    for theme in found.themes:
        label = theme.label
        for period, cell in zip(found.periods, theme.cells, strict=True):
            spoke = period.people if of_people else period.messages
            share = f"{percentage(cell.share)} of {count(spoke)}"
            counts = count(cell.people), count(cell.messages)
            rows.append((label, period.name or NONE[found.by], *counts, share, bounds(cell.interval)))
            label = ""
    lines = aligned(rows, left=2)
    if not of_people:
        lines += [
            "",
            "Nobody is known by a name or number, so messages are counted. One person may have written many;",
            "the intervals take every message for another person, and are then too narrow.",
        ]
    elif found.unknown_people.number != 0:
        lines += ["", f"messages of unknown people, in no share: {count(found.unknown_people)}"]
    if found.passages:
        lines += ["", f"passages of published texts, left out: {found.passages}"]
    return [*lines, f"counts on fewer than {found.k} people are not shown"]
