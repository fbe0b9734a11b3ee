"""Reading sources into tables: contributions, who said them, and what became of every row."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from corpora.admission import first_events, judge
from corpora.columns import resolve
from corpora.errors import MappingError, SourceError
from corpora.files import sha256_of
from corpora.identity import hashed, identify, name_sources, parents, title_of
from corpora.language import detect
from corpora.ledger import append
from corpora.mapping import Mapping
from corpora.participants import participants_of, pseudonymise
from corpora.pseudonyms import load_secret
from corpora.readers import read_rows
from corpora.reports import ImportReport, account
from corpora.tables import SEGMENT, Contributions, Ledger, Sources, conform, empty
from corpora.values import decimals, integers, moments


@dataclass(frozen=True)
class Reading:
    """One source: its row of ``sources``, tables ``participants``, ``contributions``, ``ledger``; report."""

    source: pl.DataFrame
    participants: pl.DataFrame
    contributions: pl.DataFrame
    ledger: pl.DataFrame
    report: ImportReport


@dataclass(frozen=True)
class Corpus:
    """All sources: tables ``sources``, ``participants``, ``contributions``, ``ledger``, a report for each."""

    sources: pl.DataFrame
    participants: pl.DataFrame
    contributions: pl.DataFrame
    ledger: pl.DataFrame
    reports: tuple[ImportReport, ...]


def read_source(
    path: Path | str, mapping: Mapping | None = None, *, secret: bytes | None = None, name: str | None = None
) -> Reading:
    """Read one file through a mapping; without one, columns are recognised.

    ``secret`` keys the pseudonyms (default: this user's own), ``name`` is what the source id is made of
    (default: the name of the file). Every record of the file is in the ledger. Raises ``SourceError`` and
    ``MappingError`` with the way out.
    """
    path, mapping = Path(path), mapping or Mapping()
    name = name or path.name
    rows = read_rows(path, mapping)
    columns = resolve(mapping, rows.frame, path.name)
    source_id = hashed(name, 12)
    judged = judge(rows, columns, mapping.max_characters)
    kept = judged.filter(pl.col("reason").is_null())
    contributions = _contributions(kept, mapping, source_id, load_secret() if secret is None else secret)
    ledger = append(empty(Ledger), first_events(judged, rows.rejected, contributions, source_id))
    languages = contributions["language"].unique()
    source = {
        "source_id": source_id,
        "title": mapping.title or title_of(path),
        "file": name,
        "kind": mapping.kind,
        "public": mapping.public,
        "language": languages[0] if len(languages) == 1 else mapping.language,
        "sha256": sha256_of(path),
        "bytes": path.stat().st_size,
        "rows": rows.count,
    }
    return Reading(
        source=conform(pl.DataFrame([source], schema_overrides={"language": pl.String}), Sources),
        participants=participants_of(contributions),
        contributions=contributions,
        ledger=ledger,
        report=account(name, rows, columns, kept, contributions, ledger),
    )


def read_sources(
    paths: Sequence[Path | str],
    mapping: Mapping | Sequence[Mapping] | None = None,
    *,
    secret: bytes | None = None,
) -> Corpus:
    """Read several files, all through one mapping or each through its own, into one corpus.

    A participant id that occurs in two files is one person, and the report says so. Raises ``SourceError``
    when there is no file or two have the same name and folder, and whatever :func:`read_source` raises.
    """
    files = [Path(path) for path in paths]
    if not files:
        raise SourceError("no source was given. Name at least one file.")
    mappings = [mapping] * len(files) if mapping is None or isinstance(mapping, Mapping) else list(mapping)
    if len(mappings) != len(files):
        raise MappingError(
            f"there are {len(files)} sources and {len(mappings)} mappings. Give one, or one for each source."
        )
    secret = load_secret() if secret is None else secret
    readings = [
        read_source(path, each, secret=secret, name=name)
        for path, each, name in zip(files, mappings, name_sources(files), strict=True)
    ]
    contributions = conform(
        pl.concat([reading.contributions for reading in readings], how="diagonal_relaxed"), Contributions
    )
    return Corpus(
        sources=pl.concat([reading.source for reading in readings]),
        participants=participants_of(contributions),
        contributions=contributions,
        ledger=pl.concat([reading.ledger for reading in readings]).sort("source_id", "row", "event"),
        reports=_with_shared_people(readings),
    )


def _with_shared_people(readings: list[Reading]) -> tuple[ImportReport, ...]:
    """Note in each report how many of its participants an earlier file had too."""
    seen: set[str] = set()
    reports: list[ImportReport] = []
    for reading in readings:
        own = set(reading.participants["participant_id"])
        note = f"{len(own & seen)} participant ids occur in an earlier file too: taken as the same people"
        extra = (note,) if own & seen else ()
        reports.append(replace(reading.report, notes=reading.report.notes + extra))
        seen |= own
    return tuple(reports)


def _contributions(kept: pl.DataFrame, mapping: Mapping, source_id: str, secret: bytes) -> pl.DataFrame:
    """Give the table ``contributions`` of one source, in file order, from the records that are kept."""
    text = kept["text"]
    ids = identify(source_id, kept["id"], text)
    frame = kept.select("row", "text", "question", "round", pl.col(f"^{SEGMENT}.*$")).with_columns(
        ids["contribution_id"],
        ids["native_id"],
        parents(kept["reply_to"], kept["id"], ids["contribution_id"]),
        pseudonymise(kept["participant"], secret),
        _named(kept["role"], mapping.roles),
        pl.Series("text_sha256", [hashed(each) for each in text], dtype=pl.String),
        detect(text, mapping.language),
        moments(kept["created"]).alias("created_at"),
        integers(kept["agree"]),
        integers(kept["disagree"]),
        decimals(kept["priority"]),
        source_id=pl.lit(source_id),
        locator=pl.format("row={}", "row"),
    )
    return conform(frame, Contributions)


def _named(roles: pl.Series, names: Dictionary[str, str]) -> pl.Series:
    """Give roles the names of the mapping, whatever their case; a role that it does not know stays."""
    wanted = {found.strip().casefold(): role for found, role in names.items()}
    known = {role: wanted.get(role.casefold(), role) for role in roles.drop_nulls().unique()}
    return roles.replace(known) if known else roles
