"""``oogst agree``: how far coders agree with each other, and the tool with them."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from insights.commands.options import as_json, example, print_outcome, run_argument

if TYPE_CHECKING:
    from insights.coding.agreement import Agreement, Block, Measure
    from insights.runs import Run
    from labels.coded_sheets import CodedSheet

TITLES = {"people": "people among each other", "tool and people": "the tool with people"}


@click.command(
    epilog=example(
        "oogst agree runs/wijk codering/codeur-A.intern.xlsx codering/codeur-B.intern.xlsx\n"
        "oogst agree runs/wijk codering/*.xlsx --json\n"
        "oogst agree runs/wijk"
    )
)
@run_argument
@click.argument("sheets", nargs=-1, type=click.Path(path_type=Path), metavar="[CODER.xlsx...]")
@click.option(
    "--round", "number", type=click.IntRange(min=1), metavar="N", help="A round before the last one."
)
@as_json
def agree(run: Path, sheets: tuple[Path, ...], number: int | None, json_: bool) -> None:
    """Compare coders: a table of agreement, and where they differ.

    With coding sheets made by `oogst code` those are compared; without any, what people coded on the page
    Coderen of the explorer, in the last round.

    For every code: how many contributions, how often it was given, percentage of agreement, Cohen's kappa,
    Krippendorff's alpha, Gwet's AC1 and F1, with 95 % intervals. The tool is compared with people where the
    themes of RUN are codes of the same codebook.
    """
    from insights.coding.agreement import agree_on_sheets
    from insights.runs import open_run
    from labels.coded_sheets import read_sheet

    opened, names = open_run(run), dict[str, str]()
    if sheets:
        coded = [read_sheet(path, opened.contributions) for path in sheets]
        _refuse(coded, sheets)
    else:
        coded, names = _of_round(opened, number)
    found = agree_on_sheets(opened, coded)
    for one in coded:
        if one.not_judged:
            click.echo(
                f"{one.coder} judged {len(one.judged)}; {len(one.not_judged)} rows are empty", err=True
            )
    print_outcome(dataclasses.asdict(found), json_, "\n".join(_lines(found, names)))


def _of_round(run: Run, number: int | None) -> tuple[list[CodedSheet], dict[str, str]]:
    """Give what was coded in the explorer, in the round with a number or the last one, and names of codes."""
    from insights.coding.in_rounds import codes_of_round, last_round, sheets_of
    from insights.decisions.decided_run import open_decided

    found = last_round(run, number)
    coded = sheets_of(run, found)
    if found.shown:
        click.echo(
            "What the tool suggests was in view: agreement with it says little about the tool.", err=True
        )
    book = codes_of_round(open_decided(run.path), found)
    return coded, {code: book.by_id[code].label(book.language) for code in found.codes}


def _refuse(coded: list[CodedSheet], sheets: tuple[Path, ...]) -> None:
    from labels.codings import CodingError

    empty = [path for one, path in zip(coded, sheets, strict=True) if not one.judged]
    if empty:
        raise CodingError(f"{empty[0]} has no row with a code: nobody filled it in. Give one that was coded.")
    twice = [coder for coder, number in Counter(one.coder for one in coded).items() if number > 1]
    if twice:
        files = ", ".join(path.name for one, path in zip(coded, sheets, strict=True) if one.coder == twice[0])
        raise CodingError(
            f"{files} are all of coder '{twice[0]}'. "
            "Fill in other initials on the sheet 'uitleg' of one of them."
        )
    if len({one.codes for one in coded}) > 1:
        raise CodingError(
            "the sheets were made with different codebooks, so their codes cannot be compared. "
            "Compare sheets of one `oogst code`."
        )


def _lines(found: Agreement, names: Mapping[str, str]) -> list[str]:
    lines = []
    for block in found.blocks:
        lines += [*_block(block, names), ""]
    lines.append(f"{len(found.disagreements)} contributions on which coders differ")
    for one in found.disagreements:
        lines += ["", f"{one.contribution_id}  {' '.join(one.text.split())}"]
        lines += [
            f"  {coder}: {', '.join(names.get(code, code) for code in codes) or '–'}"
            for coder, codes in one.given
        ]
    return lines


def _block(block: Block, names: Mapping[str, str]) -> list[str]:
    from insights.plainly import aligned, percentage

    head = ("code", "n", "given", "agree", "kappa", "", "alpha", "", "AC1", "", "F1", "")
    rows = [head]
    for one in (*(each for each in block.codes if each.prevalence > 0), block.overall):
        rows.append(
            (
                names.get(one.code, one.code) if one.code else "all together",
                f"{one.passages}{'*' if one.few else ''}",
                percentage(one.prevalence),
                percentage(one.agreement.value),
                *_told(one.kappa),
                *_told(one.alpha),
                *_told(one.ac1),
                *_told(one.f1),
            )
        )
    lines = [f"{TITLES[block.between]}: {', '.join(block.coders)}", *aligned(rows)]
    if block.overall.few:
        lines.append("* fewer than 30 contributions: these figures say little")
    never = [names.get(one.code, one.code) for one in block.codes if not one.prevalence > 0 and one.code]
    if never:
        lines.append(f"given by nobody: {', '.join(never)}")
    return [*lines, f"95 % intervals from half-samples of {block.groups} {block.drawn}"]


def _told(measure: Measure) -> tuple[str, str]:
    from insights.plainly import figure

    return figure(measure.value, 2), "" if measure.interval is None else (
        f"{measure.interval.low:.2f}–{measure.interval.high:.2f}"
    )
