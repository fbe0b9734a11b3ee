"""``oogst compare``: what became of the themes of one run in another."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import click

from insights.commands.options import as_json, example, print_outcome

if TYPE_CHECKING:
    from insights.comparing.runs import Comparison, Side

SAID = {
    "same": "stayed",
    "split": "split",
    "merged": "merged",
    "new": "appeared",
    "gone": "vanished",
}
WIDEST = 42


@click.command(
    epilog=example("oogst compare runs/ronde1 runs/ronde2\noogst compare runs/mei runs/juni --json")
)
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@as_json
def compare(before: Path, after: Path, json_: bool) -> None:
    """Say which themes of BEFORE stayed, split, merged or vanished in AFTER, and which appeared."""
    from insights.comparing.runs import compare_runs
    from insights.runs import open_run

    found = compare_runs(open_run(before), open_run(after))
    print_outcome(dataclasses.asdict(found), json_, "\n".join(_lines(found)))


def _lines(found: Comparison) -> list[str]:
    lines = []
    for level in sorted({one.level for one in found.pairs}):
        counts = ", ".join(f"{number} {SAID[name]}" for name, number in found.count(level).items())
        lines += [f"level {level}: {counts}", ""]
        for one in (pair for pair in found.pairs if pair.level == level):
            overlap = f"{one.overlap:.2f}" if one.before and one.after else ""
            lines.append(
                f"  {SAID[one.relation]:9} {_side(one.before)}  {_side(one.after)}  {overlap}".rstrip()
            )
        lines.append("")
    if found.ari is None:
        return [*lines, "The runs share no contribution that has a theme in both."]
    agree = f"adjusted Rand index {found.ari:.2f}, adjusted mutual information {found.ami:.2f}"
    return [
        *lines,
        f"On the {found.shared} contributions that both have, the finest themes agree:",
        f"{agree}.",
    ]


def _side(side: Side | None) -> str:
    """Write a theme in a fixed width, with the people who mentioned it; messages where people are unknown."""
    if side is None:
        return " " * WIDEST
    shown = side.messages if side.people.kind == "unknown" else side.people
    figure = {"fewer": f"<{shown.number}", "more": f">{shown.number}"}.get(shown.kind, str(shown.number))
    room = WIDEST - len(figure) - 3
    label = side.label if len(side.label) <= room else side.label[: room - 1] + "…"
    return f"{label} ({figure})".ljust(WIDEST)
