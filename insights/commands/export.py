"""``oogst export``: codes, texts and codings for other software."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from insights.commands.options import example, run_argument

if TYPE_CHECKING:
    import polars as pl

    from labels.refi.project_file import Material

FORMATS = ("qdpx", "qdc", "matrix", "quotes", "codebook-csv")


@click.command(
    epilog=example(
        "oogst export runs/wijk --format qdpx --codebook codebook.yml --out wijk.qdpx\n"
        "oogst export runs/wijk --format qdpx --suggestions --out wijk.qdpx\n"
        "oogst export runs/wijk --format matrix --codebook codebook.yml --suggestions --out matrix.xlsx\n"
        "oogst export runs/wijk --format quotes --codebook wijk.yml --codings in/codings.csv --out q.csv"
    )
)
@run_argument
@click.option("--format", "format_", type=click.Choice(FORMATS), required=True, help="What to write.")
@click.option(
    "--codebook",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Codebook (YAML; default: the one RUN was made with).",
)
@click.option(
    "--codings",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Codings of people, as `oogst import` writes them; may be given more than once.",
)
@click.option("--suggestions", is_flag=True, help="Add what the machine suggests, as a coder of its own.")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="FILE", help="File to write.")
def export(
    run: Path, format_: str, codebook: Path | None, codings: tuple[Path, ...], suggestions: bool, out: Path
) -> None:
    """Write RUN for other coding software: REFI-QDA (qdpx, qdc), a matrix, a list of quotes, or of tags.

    A qdpx, a matrix and a list of quotes hold every row: they are marked as internal, the last two by
    `.intern` in the name of the file. People stand under pseudonyms. What people decided about passages (a
    unit moved, a quote pinned: `oogst decide`) are codings of theirs. matrix and quotes are CSV, XLSX or
    Parquet, by the name of the file.
    """
    from corpora.files import write_atomically
    from corpora.spreadsheets import write_csv
    from insights.coding.exchange import material
    from insights.decisions.decided_run import open_decided
    from labels.codebook import read_codebook
    from labels.coding_tables import tags
    from labels.codings import read_codings
    from labels.refi.codebook_file import qdc
    from labels.refi.project_file import qdpx
    from pipelines.stored_codebook import codebook_of

    opened = open_decided(run)
    book = codebook_of(opened.path, opened.manifest) if codebook is None else read_codebook(codebook)
    given = [read_codings(path) for path in codings]
    made = material(opened, book, given, suggestions=suggestions)
    if not made.codebook.codes:
        raise click.UsageError(
            "there are no codes to write. Give --codebook FILE, or --suggestions, or both."
        )
    losses: tuple[str, ...] = ()
    if format_ == "qdpx":
        packed = qdpx(made)
        losses = packed.losses
        write_atomically(out, packed.content)
    elif format_ == "qdc":
        content, losses = qdc(made.codebook, made.origin)
        write_atomically(out, content)
    elif format_ == "codebook-csv":
        write_csv(tags(made.codebook), out)
    else:
        out, losses = _internal(out), _strange(made)
        _write(_table(made, format_), out, format_)
    for loss in losses:
        click.echo(f"lost: {loss}", err=True)
    click.echo(out)


def _table(made: Material, format_: str) -> pl.DataFrame:
    from labels.coding_tables import code_matrix, quote_list

    if made.codings.is_empty():
        raise click.UsageError(
            "there are no codings to write. Give --codings FILE, or --suggestions, or both."
        )
    build = code_matrix if format_ == "matrix" else quote_list
    return build(made.codings, made.codebook, made.contributions)


def _strange(made: Material) -> tuple[str, ...]:
    """Tell which codings are of codes that stand nowhere in the codebook."""
    import polars as pl

    known = [code for code in made.codebook.by_id if made.codebook.counts_for(code)]
    strange = made.codings.filter(~pl.col("code").is_in(known))
    names = ", ".join(strange["code"].unique().sort())
    said = f"{strange.height} codings of codes that the codebook does not have, or dropped: {names}"
    return (said,) if strange.height else ()


def _internal(out: Path) -> Path:
    """Put `.intern` into the name of a file that holds every row."""
    return out if ".intern" in out.suffixes else out.with_suffix(f".intern{out.suffix}")


def _write(table: pl.DataFrame, out: Path, sheet: str) -> None:
    from corpora.files import write_table
    from corpora.spreadsheets import write_csv, write_workbook

    out.parent.mkdir(parents=True, exist_ok=True)
    if out.suffix == ".parquet":
        write_table(table, out)
    elif out.suffix == ".xlsx":
        write_workbook(table, out, sheet)
    elif out.suffix == ".csv":
        write_csv(table, out)
    else:
        raise click.UsageError(f"{out.name} is neither .csv, .xlsx nor .parquet. Name the file so.")
