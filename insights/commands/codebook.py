"""``oogst codebook``: checking, starting, comparing and merging codebooks."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import click

from insights.commands.options import as_json, example, print_outcome

if TYPE_CHECKING:
    from labels.codebook_file import Side

file_argument = click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
out_option = click.option(
    "--out", type=click.Path(path_type=Path), required=True, metavar="FILE", help="File to write."
)


@click.group(
    epilog=example(
        "oogst codebook check codeboek.yml\noogst codebook from-run runs/voorbeeld --out codeboek.yml"
    )
)
def codebook() -> None:
    """Check, start, compare and merge codebooks: what people agreed that themes are called and cover."""


@codebook.command(
    epilog=example(
        "oogst codebook check codeboek.yml\noogst codebook check codeboek.yml --run runs/voorbeeld"
    )
)
@file_argument
@click.option(
    "--run", type=click.Path(path_type=Path), metavar="RUN", help="Also look for the quotes in this run."
)
def check(file: Path, run: Path | None) -> None:
    """Say what is wrong in FILE, with the line and a way out; exit code 1 where something is."""
    from labels.codebook import CodebookError, read_codebook

    book = read_codebook(file)
    if run is not None:
        from insights.coding.codebook_of_run import lost_examples
        from insights.decisions.decided_run import open_decided

        if faults := lost_examples(file, open_decided(run)):
            raise CodebookError("\n".join(faults))
    click.echo(f"{file}: {len(book.codes)} codes, {len(book.used)} in use; nothing is wrong.")


@codebook.command(epilog=example("oogst codebook new codeboek.yml"))
@file_argument
def new(file: Path) -> None:
    """Write a codebook to begin with, with one code as an example."""
    from labels.codebook_file import new_codebook

    new_codebook(file)
    click.echo(file)


@codebook.command("from-run", epilog=example("oogst codebook from-run runs/voorbeeld --out codeboek.yml"))
@click.argument("run", type=click.Path(path_type=Path))
@out_option
def from_run(run: Path, out: Path) -> None:
    """Make a codebook of the themes of RUN as people left them, with their best quotes as examples."""
    from insights.coding.codebook_of_run import codebook_of
    from insights.decisions.decided_run import DecidedRun, open_decided
    from labels.codebook import CodebookError
    from labels.codebook_file import write_codebook

    found = open_decided(run)
    book = codebook_of(found, found.state if isinstance(found, DecidedRun) else None)
    if not book.codes:
        raise CodebookError(f"{run} has no themes, so no codes can be made of it.")
    write_codebook(book, out)
    click.echo(out)


@codebook.command(epilog=example("oogst codebook diff oud.yml nieuw.yml"))
@click.argument("a", type=click.Path(path_type=Path))
@click.argument("b", type=click.Path(path_type=Path))
@as_json
def diff(a: Path, b: Path, json_: bool) -> None:
    """Say which codes only A (-) or only B (+) has, and in what the others differ (~)."""
    from labels.codebook import read_codebook
    from labels.codebook_file import compare, told

    found = compare(read_codebook(a), read_codebook(b))
    text = "\n".join(told(one) for one in found) or "They are the same."
    print_outcome([dataclasses.asdict(one) for one in found], json_, text)


@codebook.command(epilog=example("oogst codebook merge een.yml twee.yml --out samen.yml --prefer a"))
@click.argument("a", type=click.Path(path_type=Path))
@click.argument("b", type=click.Path(path_type=Path))
@out_option
@click.option(
    "--prefer", type=click.Choice(["a", "b"]), help="Whose word goes where both have a code and differ."
)
def merge(a: Path, b: Path, out: Path, prefer: Side | None) -> None:
    """Write a codebook with the codes of A and B; where they clash, only with --prefer."""
    from labels.codebook_file import merge as merge_files
    from labels.codebook_file import told

    for one in merge_files(a, b, out, prefer):
        click.echo(f"{prefer} goes before: {told(one)}", err=True)
    click.echo(out)
