"""``oogst quality``: how good the themes of a run are, without labels of people."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import click

from insights.commands.options import as_json, example, print_outcome, run_argument

if TYPE_CHECKING:
    from insights.quality import Quality

WIDEST = 44


@click.command(epilog=example("oogst quality runs/voorbeeld\noogst quality runs/voorbeeld --level 1 --json"))
@run_argument
@click.option("--level", type=click.IntRange(min=1), help="Only this level of themes (default: all).")
@as_json
def quality(run: Path, level: int | None, json_: bool) -> None:
    """Assess the themes of RUN: coherence and diversity of their words, delimitation, coverage and sizes.

    Coherence is C_NPMI over pairs of the first ten words of a theme, a document being a contribution of the
    corpus itself. Diversity is the share of different words among the first ten of all themes.
    """
    from insights.quality import assess
    from insights.runs import open_run

    found = assess(open_run(run))
    if level is not None:
        found = dataclasses.replace(
            found,
            levels=tuple(one for one in found.levels if one.level == level),
            themes=tuple(one for one in found.themes if one.level == level),
        )
    print_outcome(dataclasses.asdict(found), json_, "\n".join(_lines(found)))


def _lines(found: Quality) -> list[str]:
    from insights.plainly import aligned, count, figure, percentage

    coverage = found.coverage
    where = (("placed", coverage.placed), ("set apart", coverage.set_apart), ("unplaced", coverage.unplaced))
    lines = [
        f"{coverage.units} units: "
        + ", ".join(f"{number} {name} ({coverage.share(number):.1%})" for name, number in where),
        f"{sum(coverage.rows.values())} input rows: "
        + ", ".join(f"{number} {outcome}" for outcome, number in coverage.rows.items()),
    ]
    if not found.levels:
        return [*lines, "No themes are claimed."]
    table: list[tuple[str, ...]] = [
        ("level", "themes", "coherence", "diversity", "sharp", "fair", "vague", "not graded", "stability",
         "core", "smallest", "median", "largest"),
    ]  # fmt: skip
    table += [
        (
            *(str(one.level), str(one.themes), figure(one.coherence), figure(one.diversity)),
            *map(str, (one.sharp, one.fair, one.vague, one.unmeasured)),
            *(figure(one.stability), percentage(one.core_share), count(one.smallest)),
            *(f"{one.median:g}", str(one.largest)),
        )
        for one in found.levels
    ]
    lines += ["", *aligned(table), "smallest, median and largest are units a theme"]
    rows = [("level", "theme", "coherence", "grade", "stability", "people", "messages")]
    rows += [
        (
            str(one.level),
            one.label if len(one.label) <= WIDEST else one.label[: WIDEST - 1] + "…",
            figure(one.coherence),
            one.grade or "–",
            figure(one.stability),
            count(one.people),
            count(one.messages),
        )
        for one in found.themes
    ]
    return [*lines, "", *aligned(rows, left=2), f"counts on fewer than {found.k} people are not shown"]
