"""``oogst decide``: what a person decides about a run, one subcommand a kind of decision."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from insights.commands.options import example, run_argument

if TYPE_CHECKING:
    from insights.decisions.deciding import Deciding
    from labels.decisions import Decision


class AboutRun(click.Group):
    """A group that also takes the run before the kind of decision, as one says it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the kind first where the run was."""
        if len(args) > 1 and args[0] not in self.commands and args[1] in self.commands:
            args[:2] = args[1], args[0]
        return super().parse_args(ctx, args)


@click.group(
    cls=AboutRun,
    epilog=example(
        'oogst decide runs/voorbeeld rename "Wijk" "Menselijke maat" --by MK --why "zo zeggen bewoners het"\n'
        "oogst decide runs/voorbeeld undo 3 --by MK"
    ),
)
def decide() -> None:
    """Decide about themes, units and quotes of a run; it holds at once, and in every later run beside it.

    RUN may stand before the kind of decision or after it. A theme is named by its id or its label; a unit or
    quote by its id, or by that of its contribution. Nothing in the run folder changes: decisions are kept in
    codebook/decisions.sqlite of the workspace. One that somebody else's overtook is refused.
    """


def decision(examples: str) -> Callable[[Callable[..., Decision]], click.Command]:
    """Make a subcommand of a function that takes what is decided with, and its own arguments."""

    def wrap(function: Callable[..., Decision]) -> click.Command:
        @run_argument
        @click.option("--by", envvar="OOGST_EDITOR", required=True, metavar="NAME", help="Who decides.")
        @click.option("--why", default="", metavar="TEXT", help="Why.")
        @click.option(
            "--based-on",
            type=click.IntRange(min=0),
            metavar="N",
            help="The last decision you knew of (default: the last there is).",
        )
        @functools.wraps(function)
        def act(run: Path, by: str, why: str, based_on: int | None, **words: Any) -> None:
            from insights.decisions.deciding import Deciding, Maker

            click.echo(function(Deciding.about(run, Maker(by, why), based_on), **words).sentence)

        name = function.__name__.replace("_", "-")
        return decide.command(name, epilog=example(examples))(act)

    return wrap


theme_argument = click.argument("theme")
units_argument = click.argument("units", nargs=-1, required=True, metavar="UNIT...")
quote_argument = click.argument("quote")
quotes_argument = click.argument("quotes", nargs=-1, required=True, metavar="QUOTE...")
only_with = click.option("--theme", default="", metavar="THEME", help="Only with this theme.")


@decision('oogst decide rename runs/voorbeeld "Wijk" "Menselijke maat" --by MK')
@theme_argument
@click.argument("label")
def rename(deciding: Deciding, theme: str, label: str) -> Decision:
    """Call THEME by another name, LABEL."""
    return deciding.rename(theme, label)


@decision('oogst decide describe runs/voorbeeld "Wijk" "Hoe bewoners hun wijk zien." --by MK')
@theme_argument
@click.argument("text")
def describe(deciding: Deciding, theme: str, text: str) -> Decision:
    """Describe THEME."""
    return deciding.describe(theme, text)


@decision('oogst decide merge runs/voorbeeld "Wachttijd" "Brieven" --into "Loket" --by MK')
@click.argument("themes", nargs=-1, required=True, metavar="THEME...")
@click.option("--into", required=True, metavar="THEME", help="The theme that they become part of.")
def merge(deciding: Deciding, themes: tuple[str, ...], into: str) -> Decision:
    """Make every THEME part of another one of its level."""
    return deciding.merge(themes, into)


@decision(
    'oogst decide split runs/voorbeeld "Loket" --subtheme "Brieven" --by MK\n'
    'oogst decide split runs/voorbeeld "Loket" --unit B0012 --unit B0340 --label "Taal" --by MK'
)
@theme_argument
@click.option("--unit", "units", multiple=True, metavar="UNIT", help="Split this off; may be repeated.")
@click.option("--subtheme", default="", metavar="THEME", help="Split this subtheme off, as a theme.")
@click.option("--label", default="", metavar="TEXT", help="What it is called.")
def split(deciding: Deciding, theme: str, units: tuple[str, ...], subtheme: str, label: str) -> Decision:
    """Split THEME: some units off it, or a subtheme as a theme of its own."""
    return deciding.split(theme, units, subtheme, label)


@decision('oogst decide move runs/voorbeeld B0012 --to "Loket" --by MK')
@units_argument
@click.option("--to", required=True, metavar="THEME", help="The theme they belong in.")
def move(deciding: Deciding, units: tuple[str, ...], to: str) -> Decision:
    """Put every UNIT in another theme."""
    return deciding.move(units, to)


@decision("oogst decide exclude runs/voorbeeld 3f2a91c07d11 --by MK")
@quote_argument
@only_with
def exclude(deciding: Deciding, quote: str, theme: str) -> Decision:
    """Quote a passage no more; it counts all the same."""
    return deciding.exclude(quote, theme)


@decision('oogst decide pin runs/voorbeeld "Loket" B0012 --by MK')
@theme_argument
@quote_argument
def pin(deciding: Deciding, theme: str, quote: str) -> Decision:
    """Quote a passage first with THEME."""
    return deciding.pin(theme, quote)


@decision("oogst decide restore runs/voorbeeld B0012 --by MK")
@quote_argument
@only_with
def restore(deciding: Deciding, quote: str, theme: str) -> Decision:
    """Take back that a passage is pinned or excluded."""
    return deciding.restore(quote, theme)


@decision("oogst decide release runs/voorbeeld B0012 B0340 --by MK")
@quotes_argument
def release(deciding: Deciding, quotes: tuple[str, ...]) -> Decision:
    """Let every QUOTE be published; where oogst.toml says release = true, reports have no others."""
    return deciding.release(quotes)


@decision("oogst decide withhold runs/voorbeeld B0012 --by MK")
@quotes_argument
def withhold(deciding: Deciding, quotes: tuple[str, ...]) -> Decision:
    """Take back that every QUOTE may be published."""
    return deciding.withhold(quotes)


@decision('oogst decide accept runs/voorbeeld "Loket" --by MK')
@theme_argument
def accept(deciding: Deciding, theme: str) -> Decision:
    """Accept THEME as it is."""
    return deciding.accept(theme)


@decision('oogst decide reject runs/voorbeeld "Loket" --by MK')
@theme_argument
def reject(deciding: Deciding, theme: str) -> Decision:
    """Reject THEME; what is in it is listed as being in no theme, with that reason."""
    return deciding.reject(theme)


@decision("oogst decide must-link runs/voorbeeld B0012 B0340 --by MK")
@units_argument
def must_link(deciding: Deciding, units: tuple[str, ...]) -> Decision:
    """Say that units belong in one theme; the next run puts them there."""
    return deciding.must_link(units)


@decision("oogst decide cannot-link runs/voorbeeld B0012 B0099 --by MK")
@units_argument
def cannot_link(deciding: Deciding, units: tuple[str, ...]) -> Decision:
    """Say that units do not belong in one theme; the next run keeps them apart."""
    return deciding.cannot_link(units)


@decision("oogst decide undo runs/voorbeeld 3 --by MK")
@click.argument("number", type=int)
def undo(deciding: Deciding, number: int) -> Decision:
    """Take back decision NUMBER; an undo can be undone too."""
    return deciding.undo(number)
