"""``oogst check``: proving that a run keeps its promises."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from insights.commands.options import as_json, example, run_argument

if TYPE_CHECKING:
    from insights.promises.promise import Promise


@click.command(epilog=example("oogst check runs/voorbeeld\noogst check runs/voorbeeld --sources"))
@run_argument
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option(
    "--sources", is_flag=True, help="Also read the original files again (FILEs, when they were moved)."
)
@as_json
def check(run: Path, files: tuple[Path, ...], sources: bool, json_: bool) -> None:
    """Prove that RUN keeps its promises: verbatim quotes, nobody lost, the same in the same out."""
    from insights.checking import check as prove
    from insights.promises.originals import original_paths
    from insights.runs import open_run

    opened = open_run(run)
    originals = list(files) or (original_paths(opened) if sources else None)
    promises = prove(opened, originals)
    if json_:
        click.echo(
            json.dumps(
                [dataclasses.asdict(promise) | {"holds": promise.holds} for promise in promises], indent=2
            )
        )
    else:
        for promise in promises:
            _tell_promise(promise)
    if not all(promise.holds for promise in promises):
        raise SystemExit(1)


def _tell_promise(promise: Promise) -> None:
    click.echo(f"{'holds' if promise.holds else 'BROKEN':7} {promise.name}: {promise.looked_at}")
    for fault in promise.faults:
        click.echo(f"        {fault}")
    for note in promise.notes:
        click.echo(f"        note: {note}")
