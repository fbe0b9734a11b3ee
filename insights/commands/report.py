"""``oogst report``: a document of a run."""

from __future__ import annotations

from pathlib import Path

import click

from insights.commands.options import example, run_argument


@click.command(epilog=example("oogst report runs/voorbeeld --format md --out verslag.md"))
@run_argument
@click.option("--format", "format_", type=click.Choice(["md"]), required=True, help="Format of the report.")
@click.option("--themes", metavar="ID,...", help="Only these themes.")
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", help="File to write (default: stdout)."
)
def report(run: Path, format_: str, themes: str | None, language: str, out: Path | None) -> None:
    """Write a report of RUN: who took part, the themes with their quotes, and how they were found."""
    from corpora.files import write_atomically
    from insights.decided_run import open_decided
    from insights.reports.markdown import render

    chosen = [theme.strip() for theme in themes.split(",") if theme.strip()] if themes else None
    text = render(open_decided(run), chosen, language)
    if out is None:
        click.echo(text, nl=False)
    else:
        write_atomically(out, text)
        click.echo(out)
