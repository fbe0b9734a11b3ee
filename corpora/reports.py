"""What a reader tells about one file: what went in, where it went, and what was chosen."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Final

import polars as pl

from corpora.columns import ResolvedMapping
from corpora.errors import many
from corpora.readers import Rows

_MADE: Final = {"agree": "agree", "disagree": "disagree", "priority": "priority", "created": "created_at"}


@dataclass(frozen=True)
class ImportReport:
    """The account of one source; ``kept`` and ``excluded`` add up to ``rows``.

    ``masked`` counts the masked passages by kind, None where masking was off.
    """

    file: str
    format: str
    encoding: str | None
    rows: int
    kept: int
    excluded: dict[str, int]
    repaired: int
    columns: dict[str, str]
    recognised: tuple[str, ...]
    segments: dict[str, str]
    dropped: tuple[str, ...]
    duplicate_ids: int
    unknown_parents: int
    unparsed: dict[str, int]
    summary: str
    notes: tuple[str, ...]
    masked: dict[str, int] | None = None

    def lines(self) -> list[str]:
        """Give the report as lines for a person: the counts, the columns, and what deserves a look."""
        origin = f"{self.format}, {self.encoding}" if self.encoding else self.format
        said = [
            f"{self.file} ({origin}): {many(self.rows, 'rows')}, {many(self.kept, 'contributions')}",
            f"  {self.summary}",
        ]
        said += [f"  excluded {count}: {reason}" for reason, count in self.excluded.items()]
        if self.repaired:
            said.append(f"  repaired {self.repaired}: line ends, white space and the like (see the ledger)")
        if self.masked is None:
            said.append("  personal data in the texts were NOT masked")
        elif self.masked:
            counts = ", ".join(f"{count} {kind}" for kind, count in self.masked.items())
            said.append(f"  masked {many(sum(self.masked.values()), 'passages')}: {counts}")
        if self.duplicate_ids:
            said.append(f"  {self.duplicate_ids} rows have an id that was seen before: kept, with #2, #3, …")
        if self.unknown_parents:
            said.append(f"  {self.unknown_parents} replies name an id that is not in this file")
        said += [
            f"  {count} values of '{meaning}' could not be read" for meaning, count in self.unparsed.items()
        ]
        return said + [f"  {note}" for note in self.notes]

    def as_dict(self) -> dict[str, Any]:
        """Give the report as plain values for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> ImportReport:
        """Take a report back from plain values."""
        return cls(**values | {name: tuple(values[name]) for name in ("recognised", "dropped", "notes")})


def account(
    name: str,
    rows: Rows,
    columns: ResolvedMapping,
    kept: pl.DataFrame,
    contributions: pl.DataFrame,
    ledger: pl.DataFrame,
) -> ImportReport:
    """Draw up the report of one source, from what was read, kept and made of it.

    ``kept`` has a string column for every meaning; ``contributions`` and ``ledger`` are those of the source.
    """
    excluded = ledger.filter(pl.col("outcome") == "excluded")["reason"].value_counts()
    unread = {meaning: kept[meaning].count() - contributions[made].count() for meaning, made in _MADE.items()}
    return ImportReport(
        file=name,
        format=rows.format,
        encoding=rows.encoding,
        rows=rows.count,
        kept=len(kept),
        excluded=dict(sorted(excluded.iter_rows(), key=lambda pair: (-pair[1], pair[0]))),
        repaired=int((ledger["outcome"] == "repaired").sum()),
        columns=columns.columns,
        recognised=columns.recognised,
        segments=columns.segments,
        dropped=columns.dropped,
        duplicate_ids=int((contributions["native_id"] != kept["id"]).sum()),
        unknown_parents=kept["reply_to"].count() - contributions["parent_id"].count(),
        unparsed={meaning: count for meaning, count in unread.items() if count},
        summary=columns.summary,
        notes=rows.notes + columns.notes,
    )
