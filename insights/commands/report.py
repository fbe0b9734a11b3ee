"""``oogst report``: a document of a run."""

from __future__ import annotations

from pathlib import Path

import click

from insights.commands.options import example, run_argument

TEXT = ("md", "html", "json", "method", "citation", "bibtex", "register", "dpia")
"""Formats that may go to stdout."""
FORMATS = (*TEXT, "docx", "odt", "pdf", "xlsx", "csv")


@click.command(
    epilog=example(
        "oogst report runs/voorbeeld --format html --out verslag.html\n"
        "oogst report runs/voorbeeld --format docx --template huisstijl.docx --out verslag.docx\n"
        "oogst report runs/voorbeeld --format csv --semicolon --bom --out verslag.zip\n"
        "oogst report runs/voorbeeld --format method --language en\n"
        "oogst report runs/voorbeeld --format all --out verslag/"
    )
)
@run_argument
@click.option(
    "--format",
    "format_",
    type=click.Choice([*FORMATS, "all"]),
    required=True,
    help="Format of the report, or `all`.",
)
@click.option("--themes", metavar="ID,...", help="Only these themes.")
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
@click.option("--internal", is_flag=True, help="Keep quotes that were not released, and mark every page.")
@click.option(
    "--template", type=click.Path(path_type=Path), metavar="FILE.docx", help="Styles for docx from this file."
)
@click.option("--semicolon", is_flag=True, help="Semicolons in CSV, as Dutch Excel wants.")
@click.option("--bom", is_flag=True, help="A byte order mark in CSV, so that Excel reads it as UTF-8.")
@click.option(
    "--agreement",
    multiple=True,
    metavar="NAME=FIGURE",
    help="A figure of agreement between people, for the method section; may be given more than once.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="File to write, or folder for `all` and csv (default: stdout, for text).",
)
def report(
    run: Path,
    format_: str,
    themes: str | None,
    language: str,
    internal: bool,
    template: Path | None,
    semicolon: bool,
    bom: bool,
    agreement: tuple[str, ...],
    out: Path | None,
) -> None:
    """Write a report of RUN: who took part, the themes with their quotes, and how they were found.

    What people decided holds in it, and counts obey the rule for exports. `all` writes every format into a
    folder.
    """
    from corpora.files import write_atomically
    from insights.decisions.decided_run import open_decided
    from insights.reports.building import build
    from insights.reports.writing import Options, write, write_all

    if out is None and format_ not in TEXT:
        raise click.UsageError(f"{format_} cannot go to the screen. Name a file or folder with --out.")
    figures = dict(_figure(one) for one in agreement)
    chosen = [theme.strip() for theme in themes.split(",") if theme.strip()] if themes else None
    options = Options(language, template, semicolon, bom)
    model = build(open_decided(run), chosen, internal=internal, agreement=figures)
    if model.waiting:
        click.echo(f"{model.waiting} quotes are left out: nobody released them.", err=True)
    if format_ == "all":
        assert out is not None
        for path in write_all(model, options, out):
            click.echo(path)
        return
    if out is None:
        click.echo(write(model, format_, options).decode("utf-8"), nl=False)
        return
    write_atomically(out, write(model, format_, options))
    click.echo(out)


def _figure(given: str) -> tuple[str, float]:
    name, _, value = given.rpartition("=")
    try:
        return name.strip() or "alpha", float(value.replace(",", "."))
    except ValueError as error:
        raise click.UsageError(
            f"--agreement {given!r} is not a name and a figure. Write for example --agreement alpha=0.81."
        ) from error
