"""Reading sources into tables: contributions, who said them, and what became of every row."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from corpora.admission import first_events, judge
from corpora.columns import resolve
from corpora.errors import MappingError, OogstError, SourceError, many
from corpora.files import sha256_of
from corpora.gathering import Failure, gather
from corpora.identity import hashed, title_of
from corpora.language import detect
from corpora.ledger import append
from corpora.mapping import Mapping
from corpora.masked_records import MaskedRecords, mask_records, speakers_of, without_speakers
from corpora.masking import Decisions
from corpora.participants import participants_of
from corpora.progress import Progress, SilentProgress
from corpora.pseudonyms import load_secret
from corpora.readers import read_rows
from corpora.reports import ImportReport, account
from corpora.source_tables import NAMES, contributions_of, names_of, people_of, votes_of
from corpora.tables import Contributions, Ledger, Sources, conform, empty


@dataclass(frozen=True)
class Reading:
    """One source: its row of ``sources``, its tables and its report.

    Tables ``participants``, ``contributions``, ``ledger`` and ``votes``; ``people`` are rows of participants
    as the source had them, ``names`` those who speak in a published one.
    """

    source: pl.DataFrame
    participants: pl.DataFrame
    contributions: pl.DataFrame
    ledger: pl.DataFrame
    report: ImportReport
    votes: pl.DataFrame
    masked: MaskedRecords | None = None
    people: pl.DataFrame | None = None
    names: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=NAMES))


@dataclass(frozen=True)
class Corpus:
    """All sources: the tables of a :class:`Reading`, a report for each, and what could not be read.

    ``reviewed`` has, by file, what was masked; it is for the review file only, and in no corpus on disk.
    """

    sources: pl.DataFrame
    participants: pl.DataFrame
    contributions: pl.DataFrame
    ledger: pl.DataFrame
    votes: pl.DataFrame
    reports: tuple[ImportReport, ...]
    reviewed: tuple[tuple[str, MaskedRecords], ...] = ()
    failures: tuple[Failure, ...] = ()


def read_source(
    path: Path | str,
    mapping: Mapping | None = None,
    *,
    secret: bytes | None = None,
    name: str | None = None,
    decisions: Decisions | None = None,
) -> Reading:
    """Read one file through a mapping; without one, format and columns are recognised.

    What the format says of its columns holds where the mapping is silent. ``secret`` keys the pseudonyms
    (default: this user's own), ``name`` is what the source id is made of (default: the name of the file).
    Personal data in the texts are masked, unless the mapping says no, and names of persons in the name and
    title of what is not published; ``decisions`` of a person go first.
    Every record of the file is in the ledger. Raises ``SourceError`` and ``MappingError`` with the way out.
    """
    path, mapping = Path(path), mapping or Mapping()
    secret = load_secret() if secret is None else secret
    name = name or path.name
    with ThreadPoolExecutor(max_workers=1) as beside:  # reading leaves a processor free now and then
        sha256 = beside.submit(sha256_of, path)
        rows = read_rows(path, mapping)
    mapping = mapping.over(rows.preset)
    columns = resolve(mapping, rows.frame, path.name)
    judged = judge(rows, columns, mapping.max_characters)
    kept = judged.filter(pl.col("reason").is_null())
    kept = kept.with_columns(detect(kept["text"], mapping.language))
    masked = mask_records(kept, mapping, decisions or Decisions()) if mapping.masking else None
    kept = masked.records if masked else kept
    title = mapping.title or title_of(path)
    if masked and not mapping.public:
        name, title = masked.masked_name(name, secret), masked.masked_title(mapping.title, title_of(path))
    source_id = hashed(name, 12)
    contributions = contributions_of(kept, mapping, source_id, secret)
    events = masked.events(contributions, source_id) if masked else None
    ledger = append(empty(Ledger), first_events(judged, rows.rejected, contributions, source_id, events))
    languages = contributions["language"].unique()
    source = {
        "source_id": source_id,
        "title": title,
        "file": name,
        "kind": mapping.kind,
        "public": mapping.public,
        "language": languages[0] if len(languages) == 1 else mapping.language,
        "sha256": sha256.result(),
        "bytes": path.stat().st_size,
        "rows": rows.count,
    }
    report = account(name, rows, columns, kept, contributions, ledger)
    if masked:
        report = replace(report, masked=masked.counts, notes=masked.masked_notes(report.notes))
    elif not mapping.public:
        report = replace(report, notes=without_speakers(report.notes, speakers_of(kept)))
    people = people_of(rows, secret)
    names = names_of(contributions, kept) if mapping.public else pl.DataFrame(schema=NAMES)
    return Reading(
        source=conform(pl.DataFrame([source], schema_overrides={"language": pl.String}), Sources),
        participants=participants_of(contributions, people, names),
        contributions=contributions,
        ledger=ledger,
        report=report,
        masked=masked,
        votes=votes_of(rows, kept, contributions, secret),
        people=people,
        names=names,
    )


def read_sources(
    paths: Sequence[Path | str],
    mapping: Mapping | Sequence[Mapping] | None = None,
    *,
    secret: bytes | None = None,
    progress: Progress | None = None,
    decisions: Decisions | None = None,
) -> Corpus:
    """Read several files, folders and ZIP archives into one corpus.

    All go through one mapping, or each through its own. A file that cannot be read does not stop the others:
    it is in ``failures``. A participant id that occurs in two files is one person, and the report says so.
    Raises ``SourceError`` when there is no file or two have the same name and folder, and, where no file at
    all could be read, whatever the first raised.
    """
    given = [Path(path) for path in paths]
    if not given:
        raise SourceError("no source was given. Name at least one file.")
    mappings = [mapping] * len(given) if mapping is None or isinstance(mapping, Mapping) else list(mapping)
    if len(mappings) != len(given):
        raise MappingError(
            f"there are {len(given)} sources and {len(mappings)} mappings. Give one, or one for each source."
        )
    secret = load_secret() if secret is None else secret
    readings: list[Reading] = []
    errors: list[OogstError] = []
    with gather(given) as gathered:
        failures = list(gathered.failures)
        with (progress or SilentProgress()).step("reading", len(gathered.files), "sources") as bar:
            for file in gathered.files:
                try:
                    readings.append(
                        read_source(
                            file.path,
                            mappings[file.given],
                            secret=secret,
                            name=file.name,
                            decisions=decisions,
                        )
                    )
                except SourceError as error:
                    errors.append(error)
                    failures.append(Failure(file.name, str(error)))
                bar.advance()
    if not readings:
        raise errors[0] if errors else SourceError(_nothing(failures))
    contributions = conform(
        pl.concat([reading.contributions for reading in readings], how="diagonal_relaxed"), Contributions
    )
    people = [reading.people for reading in readings if reading.people is not None]
    return Corpus(
        sources=pl.concat([reading.source for reading in readings]),
        participants=participants_of(
            contributions,
            pl.concat(people, how="diagonal_relaxed") if people else None,
            pl.concat([reading.names for reading in readings]),
        ),
        contributions=contributions,
        ledger=pl.concat([reading.ledger for reading in readings]).sort("source_id", "row", "event"),
        votes=pl.concat([reading.votes for reading in readings]),
        reports=_with_shared_people(readings),
        reviewed=tuple((each.report.file, each.masked) for each in readings if each.masked),
        failures=tuple(failures),
    )


def _nothing(failures: Sequence[Failure]) -> str:
    return "; ".join(f"{each.file}: {each.reason}" for each in failures) or "there is no file to read."


def _with_shared_people(readings: list[Reading]) -> tuple[ImportReport, ...]:
    """Note in each report how many of its participants an earlier file had too."""
    seen: set[str] = set()
    reports: list[ImportReport] = []
    for reading in readings:
        own = set(reading.participants["participant_id"])
        shared = many(len(own & seen), "participant ids")
        note = f"{shared} of an earlier file too: taken as the same people"
        extra = (note,) if own & seen else ()
        reports.append(replace(reading.report, notes=reading.report.notes + extra))
        seen |= own
    return tuple(reports)
