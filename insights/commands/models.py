"""``oogst models``: the embedders on this machine."""

from __future__ import annotations

import dataclasses

import click

from insights.commands.options import as_json, example, print_outcome


@click.group(
    invoke_without_command=True, epilog=example("oogst models\noogst models get clips/e5-small-trm-nl")
)
@as_json
@click.pass_context
def models(context: click.Context, json_: bool) -> None:
    """List the embedders on this machine and what a download would add."""
    if context.invoked_subcommand is None:
        from pipelines.embedders.catalogue import available

        entries = available()
        lines = (
            f"{'here' if entry.here else 'not here':9} {entry.name:42} {entry.what}" for entry in entries
        )
        print_outcome([dataclasses.asdict(entry) for entry in entries], json_, "\n".join(lines))


@models.command("get", epilog=example("oogst models get intfloat/multilingual-e5-large-instruct"))
@click.argument("name")
def get(name: str) -> None:
    """Download the model NAME once; after that it works without a connection."""
    from pipelines.embedders.catalogue import fetch

    click.echo(f"downloading {name} …", err=True)
    click.echo(fetch(name))
