"""``oogst contrast``: two groups of a run side by side."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import click

from insights.commands.options import as_json, example, language_option, print_outcome, run_argument

if TYPE_CHECKING:
    from insights.comparing.compared import Comparison, Mentions
    from insights.comparing.contrasting_quotes import Example
    from insights.intervals import Interval
    from insights.wording import Wording


@click.command(
    epilog=example(
        "oogst contrast runs/voorbeeld --by role --of resident,professional\n"
        "oogst contrast runs/voorbeeld --by wijk --of Rietakkers --of Spoorhoek --level 2 --json"
    )
)
@run_argument
@click.option("--by", required=True, help="What groups them; `oogst groups RUN` lists what there is.")
@click.option(
    "--of", multiple=True, required=True, metavar="A,B", help="Two groups; or give --of twice, a group each."
)
@click.option("--question", help="Only what answers this question (default: all that both groups answered).")
@click.option("--level", type=click.IntRange(min=1), default=1, show_default=True, help="Level of themes.")
@click.option("--quotes", type=click.IntRange(min=0), default=1, show_default=True, help="Quotes a group.")
@language_option
@as_json
def contrast(
    run: Path,
    by: str,
    of: tuple[str, ...],
    question: str | None,
    level: int,
    quotes: int,
    language: str,
    json_: bool,
) -> None:
    """Compare two groups of RUN: for which themes one has more attention than the other.

    Attention is the share of what a person says that is on a theme, the mean over people, each counting once.
    Differences are tested over people, with a correction for how many themes there are; how many people
    mention a theme stands beside it, untested. It is about the participants, not about the population.
    """
    from insights.comparing.comparison import compare_groups
    from insights.comparing.contrasting_quotes import quotes_of
    from insights.decisions.decided_run import open_decided
    from insights.wording import wording

    opened = open_decided(run)
    first, second = _two(of)
    found = compare_groups(opened, by, first, second, level=level, question=question)
    said = {row.theme_id: quotes_of(opened, found, row, quotes) for row in found.differing if quotes}
    data = dataclasses.asdict(found) | {
        "quotes": [
            {"theme_id": theme, "group": side.name, "unit_id": one.unit_id, "text": one.context.passage.quote}
            for theme, sides in said.items()
            for side, examples in zip((found.first, found.second), sides, strict=True)
            for one in examples
        ]
    }
    print_outcome(data, json_, "\n".join(_lines(found, said, wording(language))))


def _two(of: tuple[str, ...]) -> tuple[str, str]:
    names = [name.strip() for name in of[0].split(",")] if len(of) == 1 else list(of)
    if len(names) != 2 or not all(names):
        raise click.UsageError(
            f"--of names {len(names)} groups; two are compared: --of resident,professional. "
            "A name with a comma in it: --of NAME --of NAME."
        )
    return names[0], names[1]


def _lines(
    found: Comparison, said: dict[str, tuple[list[Example], list[Example]]], say: Wording
) -> list[str]:
    from insights.plainly import aligned
    from insights.wording import counted, place

    names = [say.group_word(found.by, side.name) for side in (found.first, found.second)]
    lines = [
        say.compare_size.format(
            group=name,
            people=counted(side.people, say.people, say),
            messages=counted(side.messages, say.messages, say),
        )
        for name, side in zip(names, (found.first, found.second), strict=True)
    ]
    lines += [say.compare_cautions[caution] for caution in found.cautions]
    head = (say.theme, *(say.compare_attention_of.format(group=name) for name in names))
    rows = [(*head, say.compare_difference, "95 %", "q", say.compare_finding)]
    rows += [
        (
            row.label,
            _attention(row.first, say),
            _attention(row.second, say),
            _points(row.difference, say),
            _bounds(row.interval, say),
            "–" if row.q is None else f"{row.q:.3f}",
            _finding(row.untested, row.finding, names, say),
        )
        for row in found.rows
    ]
    lines += [
        "",
        *aligned(rows),
        say.compare_caption,
        "",
        say.compare_mentions,
        say.compare_mentions_help,
        "",
    ]
    head = (say.theme, *(say.compare_mentions_of.format(group=name) for name in names))
    mentions = [(*head, say.compare_difference, "95 %")]
    mentions += [
        (
            row.label,
            _mentions(row.first, say),
            _mentions(row.second, say),
            _points(row.mention_difference, say),
            _bounds(row.mention_interval, say),
        )
        for row in found.rows
    ]
    lines += aligned(mentions)
    labels = {row.theme_id: row.label for row in found.rows}
    for theme, sides in said.items():
        lines += ["", labels[theme]]
        for name, examples in zip(names, sides, strict=True):
            for one in examples:
                at = f"{one.context.source_title}, {place(one.context.locator, say)}"
                lines.append(f"  {name}: “{one.context.passage.quote}” ({at})")
    return lines


def _attention(side: Mentions, say: Wording) -> str:
    from insights.wording import number

    return say.hidden if side.attention is None else f"{number(100 * side.attention, say, 1)}%"


def _mentions(side: Mentions, say: Wording) -> str:
    from insights.wording import percent, shown

    return shown(side.people, say) + (f" ({percent(side.share, say)})" if side.share is not None else "")


def _points(difference: float | None, say: Wording) -> str:
    from insights.wording import number

    return (
        "–"
        if difference is None
        else f"{'-' if difference < 0 else '+'}{number(abs(100 * difference), say, 1)}"
    )


def _bounds(interval: Interval | None, say: Wording) -> str:
    if interval is None:
        return "–"
    return say.compare_interval.format(low=_points(interval.low, say), high=_points(interval.high, say))


def _finding(untested: str | None, finding: str | None, names: list[str], say: Wording) -> str:
    if untested is not None:
        return say.compare_untested[untested]
    return say.compare_findings[finding or "no difference"].format(first=names[0], second=names[1])
