"""Asking a person, once and only where there is one, who asks the questions in an interview."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from corpora.mapping import Mapping


def with_interviewers(sources: Sequence[Path], mapping: Mapping) -> Mapping:
    """Give the mapping with the interviewers of transcripts in which nobody is known to ask.

    On a terminal each such transcript is asked about, with something that every speaker said; elsewhere the
    import report says what to put in the mapping, and nothing is asked.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return mapping
    from corpora.gathering import gather
    from corpora.readers import read_transcript
    from corpora.readers.speakers import INTERVIEWS, nobody_asks, speakers_without_role

    with gather([source for source in sources if source.exists()], again=True) as gathered:
        for file in gathered.files:
            rows = read_transcript(file.path, mapping)
            if rows is not None and nobody_asks(rows):
                asks = _asked(file.name, speakers_without_role(rows))
                if asks:
                    mapping = replace(mapping, speakers={**mapping.speakers, asks: INTERVIEWS})
    return mapping


def _asked(name: str, speakers: dict[str, str]) -> str | None:
    """Ask about one transcript; None where a person says that nobody asks the questions."""
    click.echo(f"Who asks the questions in {name}?", err=True)
    names = list(speakers)
    for number, speaker in enumerate(names, start=1):
        click.echo(f"  {number}. {speaker}: {speakers[speaker]}", err=True)
    chosen = click.prompt("Number (0: nobody)", type=click.IntRange(0, len(names)), default=0, err=True)
    return names[chosen - 1] if chosen else None
