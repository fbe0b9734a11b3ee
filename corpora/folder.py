"""A corpus on disk: a folder of tables with one ``corpus.json``; runs start from it as they do from files."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl

from corpora.contributions import Corpus
from corpora.errors import SourceError
from corpora.files import folder_in_the_making, sha256_of, write_atomically, write_table
from corpora.gathering import Failure
from corpora.ledger import count_outcomes
from corpora.mapping import Mapping
from corpora.reports import ImportReport
from corpora.stored_names import opened, restored, stored, stored_paths, stored_report
from corpora.tables import Contributions, Ledger, Participants, Sources, Votes, conform

CORPUS: Final = "corpus.json"
TABLES: Final = {
    "sources": Sources,
    "participants": Participants,
    "contributions": Contributions,
    "ledger": Ledger,
    "votes": Votes,
}
"""The tables of a corpus folder, with their contracts."""


@dataclass(frozen=True)
class StoredCorpus:
    """A corpus as it lies in a folder: what was read, through which mapping, from which files."""

    corpus: Corpus
    mapping: Mapping
    sources: tuple[Path, ...]
    review: Path | None = None


def is_corpus(path: Path) -> bool:
    """Say whether a folder is a corpus that was read before."""
    return (path / CORPUS).is_file()


def save_corpus(
    corpus: Corpus, mapping: Mapping, sources: Sequence[Path], folder: Path, *, review: Path | None = None
) -> Path:
    """Write a corpus, whole or not at all: its tables as Parquet and ``corpus.json``; gives the folder.

    ``corpus.json`` has the mapping, the import reports, what could not be read, the outcomes of all input
    rows, the SHA-256 of every table, and where the sources and the review file of masking lay as seen from
    the folder; names of persons in mapping and paths are sealed. Raises ``RunError`` when the folder is there
    already.
    """
    with folder_in_the_making(folder) as making:
        hashes = {
            name: write_table(conform(getattr(corpus, name), contract), making / f"{name}.parquet")
            for name, contract in TABLES.items()
        }
        described: dict[str, Any] = {
            "mapping": stored(mapping, corpus.sources["title"]),
            "reading": [stored_report(report, mapping) for report in corpus.reports],
            "not_read": [asdict(failure.masked()) for failure in corpus.failures],
            "ledger": count_outcomes(corpus.ledger).to_dicts(),
            "tables": hashes,
            "sources": stored_paths(relative_paths(sources, folder), mapping, corpus),
            "review": relative_paths([review], folder)[0] if review else None,
        }
        write_atomically(making / CORPUS, json.dumps(described, indent=2, ensure_ascii=False) + "\n")
    return folder


def open_corpus(folder: Path) -> StoredCorpus:
    """Open what :func:`save_corpus` wrote.

    Raises ``SourceError`` where a table is missing or is not the one that was written.
    """
    described = json.loads((folder / CORPUS).read_text(encoding="utf-8"))
    frames: dict[str, Any] = {}
    for name in TABLES:
        path = folder / f"{name}.parquet"
        if not path.is_file() or sha256_of(path) != described["tables"][name]:
            raise SourceError(
                f"{path} is missing or was changed after it was written. "
                "Read the sources again with `oogst read`."
            )
        frames[name] = pl.read_parquet(path)
    reports = tuple(ImportReport.from_dict(values) for values in described["reading"])
    failures = tuple(Failure(**values) for values in described["not_read"])
    return StoredCorpus(
        corpus=Corpus(**frames, reports=reports, failures=failures),
        mapping=restored(described["mapping"]),
        sources=tuple(folder / path for path in opened(described["sources"])),
        review=folder / described["review"] if described["review"] else None,
    )


def relative_paths(paths: Sequence[Path], folder: Path) -> list[str]:
    """Give paths as seen from a folder, so that both can move together; absolute where that cannot be."""
    try:
        return [Path(os.path.relpath(path, folder)).as_posix() for path in paths]
    except ValueError:  # another drive
        return [str(path.absolute()) for path in paths]
