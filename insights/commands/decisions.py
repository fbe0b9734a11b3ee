"""``oogst decisions``: what people decided, listed, taken along and taken over."""

from __future__ import annotations

import json
from pathlib import Path

import click

from insights.commands.options import as_json, example, print_outcome, run_argument


@click.command(
    epilog=example(
        "oogst decisions runs/voorbeeld\n"
        "oogst decisions runs/voorbeeld --export besluiten.jsonl\n"
        "oogst decisions runs/voorbeeld --import besluiten.jsonl"
    )
)
@run_argument
@click.option(
    "--export",
    "export",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write all decisions as JSONL.",
)
@click.option(
    "--import",
    "import_",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Add the decisions of a file that --export wrote.",
)
@as_json
def decisions(run: Path, export: Path | None, import_: Path | None, json_: bool) -> None:
    """List what people decided about RUN and the runs beside it, and whether it holds for RUN.

    Where there are none the list is empty. What --import cannot add, as something else was decided about the
    same here, is listed with the reason.
    """
    from insights.decisions.decided_run import DecidedRun, open_decided
    from insights.runs import open_run
    from labels.workspace import Workspace

    log = Workspace.around(open_run(run).path).log
    if import_ is not None:
        taken = log.take_over(import_)
        click.echo(f"{len(taken.applied)} decisions added, {taken.known} were here already.", err=True)
        for one, why_not in taken.refused:
            click.echo(f"  refused: {one.sentence}\n    because {why_not}", err=True)
    if export is not None:
        click.echo(f"{log.export(export)} decisions written to {export}.", err=True)
    found = open_decided(run)
    outcomes = {one.decision.id: one for one in found.outcomes} if isinstance(found, DecidedRun) else {}
    rows, lines = [], []
    for one in log.decisions():
        outcome = outcomes.get(one.id)
        holds = outcome.applied if outcome else one.kind == "undo"
        reason = outcome.reason if outcome else None if one.kind == "undo" else "undone"
        rows.append(json.loads(one.as_json()) | {"holds": holds, "reason": reason})
        note = f" ({reason})" if reason else ""
        lines.append(f"{one.sentence}{note}")
    print_outcome(
        rows, json_, "\n".join(lines) or f"Nothing was decided yet; {log.path} is where it would be."
    )
