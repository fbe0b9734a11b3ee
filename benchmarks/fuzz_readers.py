"""Damage and generate files for every reader, thousands of times, and read each.

Every file is read, all its rows accounted for, or refused with a short message that names it; never a
traceback, and never more than five seconds. What hangs all the same is stopped, and its seed is told.

``python benchmarks/fuzz_readers.py --many 10000`` is what ``make fuzz`` does; ``--help`` tells the rest.
"""

from __future__ import annotations

import faulthandler
import logging
import sys
import tempfile
import time
import warnings
from pathlib import Path
from typing import Final

import click

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also where Oogst is not installed

from tests.fuzzing import Outcome, fuzz
from tests.fuzzing_files import SOUND

_HANGS: Final = 300.0
"""Seconds after which a file is taken for one that would never be read: far more than it may take."""
_ROUND: Final = 250


def table(outcomes: dict[str, Outcome]) -> str:
    """Write how many inputs of every reader were read and refused, as Markdown."""
    lines = ["| reader | inputs | read | refused | faults | slowest, s |", "|---|---:|---:|---:|---:|---:|"]
    for reader, one in outcomes.items():
        inputs = one.read + one.refused + sum("took" not in fault for fault in one.faults)
        lines.append(
            f"| {reader} | {inputs} | {one.read} | {one.refused} | {len(one.faults)} | {one.slowest:.2f} |"
        )
    return "\n".join(lines)


@click.command(epilog="Example: python benchmarks/fuzz_readers.py --readers csv,pdf --many 500")
@click.option("--many", default=1_000, show_default=True, help="Inputs for each reader.")
@click.option("--first", default=0, show_default=True, help="Seed of the first.")
@click.option("--readers", default=",".join(SOUND), help="Which readers, by commas (default: all).")
@click.option("--minutes", type=float, help="Stop after so many minutes, every reader as far as the others.")
def main(many: int, first: int, readers: str, minutes: float | None) -> None:
    """Read damaged and generated files of every reader; exits with 1 where one was not as it must be."""
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    outcomes = {reader: Outcome() for reader in readers.split(",")}
    end = time.monotonic() + 60 * minutes if minutes else float("inf")
    with tempfile.TemporaryDirectory() as folder:
        try:
            for start in range(first, first + many, _ROUND):
                for reader, outcome in outcomes.items():
                    if time.monotonic() > end:
                        raise KeyboardInterrupt
                    said = len(outcome.faults)
                    for one in range(start, min(start + _ROUND, first + many)):
                        faulthandler.dump_traceback_later(_HANGS, exit=True)
                        fuzz(reader, range(one, one + 1), Path(folder), outcome)
                    for fault in outcome.faults[said:]:
                        click.echo(fault, err=True)
                click.echo(f"{min(start + _ROUND, first + many) - first} inputs a reader", err=True)
        except KeyboardInterrupt:
            click.echo("stopped", err=True)
        finally:
            faulthandler.cancel_dump_traceback_later()
    click.echo(table(outcomes))
    sys.exit(any(one.faults for one in outcomes.values()))


if __name__ == "__main__":
    main()
