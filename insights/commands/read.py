"""``oogst read``: from sources to a corpus folder, and what was made of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from corpora.unpacking import unpacking_once
from insights.commands.asking import with_interviewers
from insights.commands.options import as_json, example, print_outcome
from insights.commands.reading import (
    keep_review,
    mapping_of,
    reading_options,
    sources_argument,
    tell_reading,
)


@click.command(
    epilog=example(
        "oogst read dialoog.csv interviews/ verslag.pdf --out corpora/wijk\n"
        "oogst read export.zip --as polis --out corpora/polis\n"
        "oogst run corpora/wijk"
    )
)
@sources_argument
@reading_options
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="DIR", required=True, help="Corpus folder to make."
)
@as_json
@unpacking_once()
def read(
    sources: tuple[Path, ...],
    mapping_file: Path | None,
    review_file: Path | None,
    out: Path,
    json_: bool,
    **flags: Any,
) -> None:
    """Read SOURCEs, files, folders or ZIP archives, into a corpus folder that `oogst run` takes.

    The format of each file is recognised by its content. What was read, left out and why is printed and kept
    in the folder; a file that cannot be read does not stop the others.
    """
    from corpora.contributions import read_sources
    from corpora.folder import save_corpus
    from corpora.masked_records import decisions_of
    from corpora.progress import TerminalProgress

    mapping = with_interviewers(sources, mapping_of(mapping_file, flags))
    corpus = read_sources(
        list(sources), mapping, progress=TerminalProgress(1), decisions=decisions_of(review_file)
    )
    save_corpus(corpus, mapping, list(sources), out, review=review_file)
    keep_review(review_file, corpus)
    tell_reading(corpus.reports, corpus.failures)
    told = {
        "corpus": str(out),
        "contributions": corpus.contributions.height,
        "participants": corpus.participants.height,
        "not_read": len(corpus.failures),
    }
    print_outcome(told, json_, str(out))
