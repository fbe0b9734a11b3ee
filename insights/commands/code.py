"""``oogst code``: sheets for people to code a sample of a run, empty or as they coded in the explorer."""

from __future__ import annotations

from pathlib import Path

import click

from insights.commands.options import example, run_argument


@click.command(
    epilog=example(
        "oogst code runs/wijk --codebook codebook.yml --coders 2 --n 100 --out codering\n"
        "oogst code runs/wijk --codebook codebook.yml --n 60 --seed 7 --out codering\n"
        "oogst code runs/wijk --collected --out gecodeerd"
    )
)
@run_argument
@click.option("--codebook", type=click.Path(path_type=Path), metavar="FILE", help="Codebook (YAML).")
@click.option(
    "--coders", type=click.IntRange(1, 26), default=2, show_default=True, help="How many people code."
)
@click.option(
    "--n", "number", type=click.IntRange(min=1), default=100, show_default=True, help="Contributions."
)
@click.option("--seed", type=int, default=42, show_default=True, help="Another seed draws others.")
@click.option("--collected", is_flag=True, help="Write what was coded in the explorer, a workbook a coder.")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="DIR", help="Folder to make.")
def code(
    run: Path, codebook: Path | None, coders: int, number: int, seed: int, collected: bool, out: Path
) -> None:
    """Draw contributions of RUN and write a workbook (XLSX) for each coder, without what the machine found.

    Drawn are contributions of every theme, core and fringe, and of every role, in proportion. Give the
    workbooks back to `oogst agree`. With --collected they are filled in: the last round of coding on the page
    Coderen of the explorer, by those who coded it.
    """
    names = _collected(run, out) if collected else _empty(run, codebook, coders, number, seed, out)
    for name in names:
        click.echo(out / name)


def _empty(run: Path, codebook: Path | None, coders: int, number: int, seed: int, out: Path) -> list[str]:
    from corpora.files import folder_in_the_making
    from insights.coding.sample import draw
    from insights.runs import open_run
    from labels.codebook import read_codebook
    from labels.coding_sheets import write_sheet

    if codebook is None:
        raise click.UsageError("Give --codebook FILE to code by, or --collected for what was coded already.")
    book, sample = read_codebook(codebook), draw(open_run(run), number, seed)
    names = [f"codeur-{chr(ord('A') + place)}.intern.xlsx" for place in range(coders)]
    with folder_in_the_making(out) as making:
        for name in names:
            write_sheet(making / name, sample, book)
    return names


def _collected(run: Path, out: Path) -> list[str]:
    from corpora.files import folder_in_the_making
    from insights.coding.in_rounds import codes_of_round, last_round, sheets_of, texts_of
    from insights.decisions.decided_run import open_decided
    from labels.coding_sheets import write_sheet

    opened = open_decided(run)
    found = last_round(opened)
    book, sample, names = codes_of_round(opened, found), texts_of(opened, found), []
    with folder_in_the_making(out) as making:
        for place, sheet in enumerate(sheets_of(opened, found), 1):
            given: dict[str, list[str]] = {one: [] for one in sheet.judged}
            for contribution, one in sheet.codings.select("contribution_id", "code").iter_rows():
                given[contribution].append(one)
            names.append(f"codeur-{place}.intern.xlsx")
            write_sheet(making / names[-1], sample, book, sheet.coder, given)
    return names
