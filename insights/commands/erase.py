"""``oogst erase``: removing a person, at their request, from runs, corpora and what stands beside them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from insights.commands.options import as_json, example, print_outcome

if TYPE_CHECKING:
    from insights.erasing.erasure import Erased
    from insights.erasing.plan import Plan

SHOWN = 20
"""So many rows of a source are spelled out; the rest are counted."""


@click.command(
    epilog=example(
        "oogst erase runs/voorbeeld --participant D056\n"
        "oogst erase corpora/wijk --participant p9277063fff0d --participant p0c1d2e3f4a5b --yes\n"
        "oogst erase runs/wijk --participant 'Jan de Vries' --everywhere ."
    )
)
@click.argument("place", type=click.Path(path_type=Path), metavar="CORPUS-OR-RUN")
@click.option(
    "--participant",
    "participants",
    multiple=True,
    required=True,
    metavar="ID",
    help="Whom: the id in the source, or the pseudonym; may be repeated.",
)
@click.option(
    "--everywhere",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="FOLDER",
    help="Also from every run and corpus below this folder.",
)
@click.option("--yes", is_flag=True, help="Do not ask whether it is meant.")
@as_json
def erase(
    place: Path, participants: tuple[str, ...], everywhere: Path | None, yes: bool, json_: bool
) -> None:
    """Erase a person from a corpus or a run: all they said, and their words wherever they were kept.

    A run is found again from what is left; its themes keep their ids and names where they are still the
    same. Vectors, cached vectors, decisions, codebook and review files of masking go along. What cannot be
    reached is named: the source files, and what was exported before. It cannot be undone.
    """
    from corpora.progress import TerminalProgress
    from insights.erasing.erasure import counted
    from insights.erasing.erasure import erase as carry_out
    from insights.erasing.plan import plan_erasure

    plan = plan_erasure(place, participants, everywhere)
    found = ", ".join(f"{number} {what}" for what, number in counted(plan).items())
    where = ", ".join(map(str, plan.places))
    people = "1 person" if len(participants) == 1 else f"{len(set(participants))} people"
    click.echo(f"To erase of {people}: {found}; in {where}.", err=True)
    if not yes:
        click.confirm("This cannot be undone. Erase?", abort=True, err=True)
    done = carry_out(plan, progress=TerminalProgress(max(1, len(plan.runs)) * 8))
    _tell(plan, done)
    told = {
        "erased": done.counts,
        "places": [str(path) for path in done.places],
        "sources": plan.rows,
        "left_out": [str(path) for path in done.left_out],
        "not_reached": [str(path) for path in (*done.traces, *done.unread)],
    }
    counts = "\n".join(f"{number}\t{what}" for what, number in done.counts.items())
    print_outcome(told, json_, counts)


def _tell(plan: Plan, done: Erased) -> None:
    """Say on stderr what was lost on the way, and what a person must still do."""
    for path in done.without_model:
        click.echo(f"The themes of {path} were named without their model, which is not here.", err=True)
    for path in done.left_out:
        click.echo(f"Removed whole, as it cannot be rewritten: {path}", err=True)
    click.echo("Not reached, for you to do:", err=True)
    for file, rows in plan.rows.items():
        shown = ", ".join(map(str, rows[:SHOWN])) + (f" and {len(rows) - SHOWN} more" if rows[SHOWN:] else "")
        click.echo(f"  the source {file}: remove rows {shown} there too, or they are read again.", err=True)
    for path in plan.sources:
        click.echo(f"  it was read from {path}.", err=True)
    for path in done.traces:
        click.echo(f"  {path} still holds their words: remove or make it again.", err=True)
    for path in done.unread:
        click.echo(f"  {path} could not be looked into.", err=True)
    if plan.below is None:
        click.echo("  other runs and corpora: --everywhere FOLDER finds those below a folder.", err=True)
    click.echo("  reports, exports and copies that were made before, and backups.", err=True)
