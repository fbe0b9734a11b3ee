"""``oogst code``: sheets for people to code a sample of a run."""

from __future__ import annotations

from pathlib import Path

import click

from insights.commands.options import example, run_argument


@click.command(
    epilog=example(
        "oogst code runs/wijk --codebook codebook.yml --coders 2 --n 100 --out codering\n"
        "oogst code runs/wijk --codebook codebook.yml --n 60 --seed 7 --out codering"
    )
)
@run_argument
@click.option(
    "--codebook", required=True, type=click.Path(path_type=Path), metavar="FILE", help="Codebook (YAML)."
)
@click.option(
    "--coders", type=click.IntRange(1, 26), default=2, show_default=True, help="How many people code."
)
@click.option(
    "--n", "number", type=click.IntRange(min=1), default=100, show_default=True, help="Contributions."
)
@click.option("--seed", type=int, default=42, show_default=True, help="Another seed draws others.")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="DIR", help="Folder to make.")
def code(run: Path, codebook: Path, coders: int, number: int, seed: int, out: Path) -> None:
    """Draw contributions of RUN and write a workbook (XLSX) for each coder, without what the machine found.

    Drawn are contributions of every theme, core and fringe, and of every role, in proportion. Give the
    workbooks back to `oogst agree`.
    """
    from corpora.files import folder_in_the_making
    from insights.coding_sample import draw
    from insights.runs import open_run
    from labels.codebook import read_codebook
    from labels.coding_sheets import write_sheet

    book, sample = read_codebook(codebook), draw(open_run(run), number, seed)
    names = [f"codeur-{chr(ord('A') + place)}.intern.xlsx" for place in range(coders)]
    with folder_in_the_making(out) as making:
        for name in names:
            write_sheet(making / name, sample, book)
    for name in names:
        click.echo(out / name)
