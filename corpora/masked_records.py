"""Masking the records of a source before anything is made of them, and keeping count of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path, PurePosixPath
from typing import Final

import polars as pl

from corpora.distinct import of_each
from corpora.mapping import Mapping
from corpora.masking import Decisions, Masked, Rules, mask, read_review, write_review
from corpora.masking.file_names import mask_file_name, mask_stem
from corpora.pseudonyms import pseudonym
from corpora.readers.speakers import is_known_word

_NAME: Final = "[NAAM]"
_READ_AS: Final = re.compile(r"^'[^']*'( is read as \[NAAM\])$")
_SPOKEN: Final = pl.col("locator").str.contains("turn=", literal=True)
"""Whether a record is a turn of a conversation."""
_EVENTS: Final = {"row": pl.Int64, "contribution_id": pl.String, "reason": pl.String}


@dataclass(frozen=True)
class MaskedRecords:
    """Records with their texts masked, what the texts were before, and what was masked in them.

    ``before`` is for the review file only. ``speakers`` are the labels of who speaks in a transcript that is
    not published.
    """

    records: pl.DataFrame
    before: pl.Series
    masked: Masked
    rules: Rules
    speakers: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many passages were masked, by kind, the most frequent first."""
        counted = self.masked.kinds.group_by("kind").agg(pl.col("count").sum())
        return dict(counted.sort(["count", "kind"], descending=[True, False]).iter_rows())

    def masked_notes(self, notes: Sequence[str]) -> tuple[str, ...]:
        """Mask what a report tells of the source, which may quote it, and tells who speaks."""
        told = without_speakers(notes, self.speakers)
        return tuple(_dutch(pl.Series(told, dtype=pl.String), self.rules))

    def masked_name(self, name: str, secret: bytes) -> str:
        """Give the name of a file as the tables have it: one that holds a person's name with a tag and a key.

        The key tells two such files apart, and stays the same on this machine. Without the secret nobody can
        try names until one fits the id of the source.
        """
        shown = mask_file_name(name, self.rules)
        if shown == name:
            return name
        path = PurePosixPath(shown)
        return str(path.with_name(f"{path.stem} {pseudonym(name, secret)[1:7]}{path.suffix}"))

    def masked_title(self, given: str | None, of_file: str) -> str:
        """Mask the title of a source: the one that was given, else that of its file."""
        if given is None:
            return mask_stem(of_file, self.rules)
        return str(_dutch(pl.Series([given], dtype=pl.String), self.rules).item())

    def events(self, contributions: pl.DataFrame, source_id: str) -> pl.DataFrame:
        """Give the events for the ledger: how many passages of which kind were masked in a row."""
        told = self.masked.kinds.with_columns(
            row=self.records["row"].gather(self.masked.kinds["position"]),
            said=pl.format("{} × {}", "count", "kind"),
        )
        by_row = told.group_by("row").agg(reason=pl.col("said").sort().str.join(", "))
        ids = contributions.select("row", "contribution_id")
        return (
            by_row.join(ids, on="row", how="left")
            .sort("row")
            .select(pl.col(name).cast(dtype) for name, dtype in _EVENTS.items())
            .with_columns(source_id=pl.lit(source_id), step=pl.lit("mask"), outcome=pl.lit("masked"))
        )


def mask_records(records: pl.DataFrame, mapping: Mapping, decisions: Decisions) -> MaskedRecords:
    """Mask what was said in records, and the names in questions and headings.

    Takes columns ``row``, ``text``, ``language``, ``participant``, ``role``, ``question`` and ``locator``.
    Who speaks in the source is a known name, and one to keep where the source is published. What a transcript
    says of a speaker is a role here, and may be a name: then the role is not known.
    """
    rules = _rules(records["participant"], mapping, decisions)
    masked = mask(records["text"], records["language"], rules)
    headings = pl.col("locator").str.contains("heading=", literal=True)
    renamed = pl.col("role").str.to_lowercase().is_in([name.strip().lower() for name in mapping.roles])
    told = _SPOKEN & ~renamed & pl.lit(not mapping.public)
    around = records.select(
        "question",
        pl.when(headings).then("locator").otherwise(None).alias("heading"),
        pl.when(told).then("role").otherwise(None).alias("role"),
    ).with_columns(_mask_values(each, rules) for each in ("question", "heading", "role"))
    done = records.with_columns(
        masked.texts.alias("text"),
        around["question"],
        pl.coalesce(around["heading"], "locator").alias("locator"),
        pl.when(told).then(around["role"].replace(_NAME, None)).otherwise("role").alias("role"),
    )
    return MaskedRecords(done, records["text"], masked, rules, () if mapping.public else speakers_of(records))


def speakers_of(records: pl.DataFrame) -> tuple[str, ...]:
    """Give the labels of who speaks in a transcript; records of anything else have none."""
    spoken = records.filter(_SPOKEN & pl.col("participant").is_not_null())
    return tuple(spoken["participant"].unique().sort())


def without_speakers(notes: Sequence[str], speakers: Sequence[str]) -> tuple[str, ...]:
    """Take who speaks out of what a report tells, however they are spelled; words for speakers stay.

    >>> without_speakers(["turns: marit 3, Respondent 2 (p7) 1", "'mariet' is read as marit"], ["marit"])
    ('turns: [NAAM] 3, Respondent 2 (p7) 1', "'[NAAM]' is read as [NAAM]")
    """
    rules = Rules(names=tuple(name.title() for name in speakers))
    shown = {name: _label(name, rules) for name in speakers}
    names = sorted((name for name in shown if shown[name] != name), key=lambda name: (-len(name), name))
    if not names:
        return tuple(notes)
    spoken = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
    told = (spoken.sub(lambda found: shown[found[0]], note) for note in notes)
    return tuple(_READ_AS.sub(rf"'{_NAME}'\1", note) for note in told)


def _label(name: str, rules: Rules) -> str:
    """Give the label of a speaker as it may be told: a word for one, and the file without persons in it."""
    word, _, stem = name.removesuffix(")").partition(" (")
    if not is_known_word(word):
        return _NAME
    return f"{word} ({mask_stem(stem, rules)})" if stem else name


def _rules(participants: pl.Series, mapping: Mapping, decisions: Decisions) -> Rules:
    """Give the rules of masking for a source: what its mapping protects, its speakers, and decisions."""
    speakers = _speakers(participants)
    if mapping.public:
        return Rules(protect=(*mapping.protect, *speakers), decisions=decisions)
    return Rules(protect=mapping.protect, names=speakers, decisions=decisions)


def decisions_of(review_file: Path | None) -> Decisions | None:
    """Read the decisions of a review file; None where none is named or it is not there yet."""
    return read_review(review_file) if review_file and review_file.exists() else None


def review(
    path: Path, reviewed: Sequence[tuple[str, MaskedRecords]], decisions: Decisions | None = None
) -> int:
    """Write the review file of all sources, by file; gives the number of passages still open in it."""
    texts = [each.before for _, each in reviewed]
    starts = accumulate((len(each) for each in texts), initial=0)
    shifted = [
        (
            each.masked.kinds.with_columns(pl.col("position") + start),
            each.masked.spans.with_columns(pl.col("position") + start),
        )
        for (_, each), start in zip(reviewed, starts, strict=False)
    ]
    together = Masked(
        pl.concat([each.masked.texts for _, each in reviewed]),
        pl.concat([kinds for kinds, _ in shifted]),
        pl.concat([spans for _, spans in shifted]),
    )
    files = [file for file, each in reviewed for _ in range(each.records.height)]
    rows = [row for _, each in reviewed for row in each.records["row"]]
    return write_review(path, pl.concat(texts), together, files, rows, decisions)


def _mask_values(column: str, rules: Rules) -> pl.Expr:
    def masked(values: pl.Series) -> pl.Series:
        return of_each(values, lambda distinct: _dutch(distinct, rules))

    return pl.col(column).map_batches(masked, return_dtype=pl.String)


def _dutch(texts: pl.Series, rules: Rules) -> pl.Series:
    """Mask texts whose language is not known, as Dutch."""
    return mask(texts, pl.Series(["nl"] * len(texts), dtype=pl.String), rules).texts


def _speakers(participants: pl.Series) -> tuple[str, ...]:
    """Give the participants whose id is a name: words, a capital first, without a digit."""
    names: list[str] = participants.drop_nulls().unique().sort().to_list()
    return tuple(name for name in names if name[:1].isupper() and not any(each.isdigit() for each in name))
