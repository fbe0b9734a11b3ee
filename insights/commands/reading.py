"""What ``oogst read`` and ``oogst run`` share: saying what a source is, and telling what was read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpora.contributions import Corpus
    from corpora.gathering import Failure
    from corpora.mapping import Mapping
    from corpora.reports import ImportReport

COLUMNS = (
    ("text", "what was said"),
    ("id", "id of the contribution"),
    ("participant", "who said it; becomes a pseudonym at once"),
    ("role", "role, such as resident or professional"),
    ("question", "question it answers"),
    ("round", "round of the dialogue"),
    ("reply-to", "id of the contribution it replies to"),
    ("agree", "number of votes in favour"),
    ("disagree", "number of votes against"),
    ("created", "moment"),
    ("priority", "how much it weighed in a work session"),
)

sources_argument = click.argument(
    "sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SOURCE..."
)


def reading_options(command: Any) -> Any:
    """Add the options that say what a source is: columns, format, language, mapping."""
    options = [
        *(click.option(f"--{name}", metavar="COL", help=f"Column with {help_}.") for name, help_ in COLUMNS),
        click.option(
            "--keep", multiple=True, metavar="COL", help="Background column to keep; may be repeated."
        ),
        click.option(
            "--questions",
            multiple=True,
            metavar="COL",
            help="Column of a survey, each answer a contribution; may be repeated.",
        ),
        click.option(
            "--as", "format", metavar="NAME", help="Format of the sources; recognised when not given."
        ),
        click.option(
            "--protect",
            multiple=True,
            metavar="NAME",
            help="Place, role or organisation that is never masked; may be repeated.",
        ),
        click.option("--no-masking", is_flag=True, help="Do not mask personal data in the texts."),
        click.option(
            "--review",
            "review_file",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="Review file of masking: its decisions are followed, and it is written anew.",
        ),
        click.option(
            "--language", metavar="CODE", help="Language of all texts, such as nl; detected when not given."
        ),
        click.option(
            "--mapping",
            "mapping_file",
            type=click.Path(path_type=Path),
            help="A source.toml; flags go over it.",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def mapping_of(mapping_file: Path | None, flags: dict[str, Any]) -> Mapping:
    """Give the mapping of the command line: the file, with the flags over it."""
    from corpora.mapping import Mapping

    masking = False if flags.pop("no_masking") else None
    return (Mapping.from_toml(mapping_file) if mapping_file else Mapping()).with_flags(
        masking=masking, **flags
    )


def name_of(source: Path, mapping: Mapping) -> str:
    """Give the name for a folder made of a source: its title, without a person where those are masked.

    >>> from corpora.mapping import Mapping
    >>> name_of(Path("interview_roos.docx"), Mapping()), name_of(Path("wijkdialoog zuid.csv"), Mapping())
    ('interview_NAAM', 'wijkdialoog zuid')
    >>> name_of(Path("opname_wiepkje.docx"), Mapping(speakers={"wiepkje": "resident"}))
    'opname_NAAM'
    """
    from corpora.identity import title_of
    from corpora.masking.file_names import mask_stem
    from corpora.stored_names import rules_of

    title = title_of(source)
    if not mapping.hides_names:
        return title
    shown = mask_stem(title, rules_of(mapping))
    return title if shown == title else "_".join(shown.translate({ord("["): None, ord("]"): None}).split())


def keep_review(review_file: Path | None, corpus: Corpus) -> None:
    """Write what was masked to the review file, with the decisions that it had, and say where it is."""
    from corpora.masked_records import decisions_of, review

    if review_file and corpus.reviewed:
        passages = review(review_file, corpus.reviewed, decisions_of(review_file))
        click.echo(f"{passages} masked passages are in {review_file}: it holds personal data.", err=True)


def tell_reading(reports: Iterable[ImportReport], failures: Sequence[Failure]) -> None:
    """Say on stderr what was read of every source, and which sources were not read and why."""
    for report in reports:
        for line in report.lines():
            click.echo(line, err=True)
    for failure in failures:
        click.echo(f"NOT READ {failure.file}: {failure.reason}", err=True)
