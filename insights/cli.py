"""The command line: verbs a researcher says. Data goes to stdout, talk to stderr, faults give exit code 1.

Commands are thin: options, one call into the library, a clear error. Nothing heavy is imported until a
command needs it.
"""

from __future__ import annotations

from typing import Any

import click

from insights.commands.agree import agree
from insights.commands.batch import batch
from insights.commands.check import check
from insights.commands.code import code
from insights.commands.codebook import codebook
from insights.commands.compare import compare
from insights.commands.contrast import contrast
from insights.commands.decide import decide
from insights.commands.decisions import decisions
from insights.commands.evaluate import evaluate
from insights.commands.explore import explore
from insights.commands.export import export
from insights.commands.groups import groups
from insights.commands.import_ import import_
from insights.commands.models import models
from insights.commands.options import example
from insights.commands.quality import quality
from insights.commands.read import read
from insights.commands.report import report
from insights.commands.rounds import rounds
from insights.commands.run import demo, run
from insights.commands.sweep import sweep
from insights.commands.votes import votes


class Verbs(click.Group):
    """A group whose errors are one message on stderr, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; turn an ``OogstError`` into exit code 1."""
        from corpora.errors import OogstError

        try:
            return super().invoke(ctx)
        except OogstError as error:
            raise click.ClickException(str(error)) from error


@click.group(
    cls=Verbs, epilog=example("oogst demo\noogst run dialoog.csv --text bijdrage --participant deelnemer")
)
@click.version_option(package_name="oogst")
def main() -> None:
    """Turn thousands of contributions into themes, each tied to the exact words it came from.

    Everything happens on this machine; no text leaves it.
    """


for verb in (
    read,
    run,
    demo,
    check,
    explore,
    report,
    compare,
    decide,
    decisions,
    codebook,
    quality,
    groups,
    contrast,
    rounds,
    votes,
    evaluate,
    code,
    agree,
    export,
    import_,
    batch,
    sweep,
    models,
):
    main.add_command(verb)


if __name__ == "__main__":
    main()
