"""Erasing people from the tables of a corpus, and from a corpus folder.

The source files are not ours to change: whoever erases a person removes them there too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import polars as pl

from corpora.contributions import Corpus
from corpora.files import folder_in_the_making, write_atomically, write_table
from corpora.folder import CORPUS, TABLES, open_corpus
from corpora.ledger import append, count_outcomes
from corpora.masking.triggers import INFIXES
from corpora.passages import Passages
from corpora.pseudonyms import load_secret, pseudonym
from corpora.reports import ImportReport
from corpora.sealed import SEALED
from corpora.stored_names import beneath, opened
from corpora.tables import SEGMENT, conform
from corpora.traces import carry_over

STEP: Final = "erase"
REASON: Final = "at the request of the participant"
_AROUND: Final = ("question", "round", "locator")
_PSEUDONYM: Final = re.compile(r"p[0-9a-f]{12}")


@dataclass(frozen=True)
class Theirs:
    """What a corpus has of people: rows of table ``contributions``, ``votes``, and those of all others."""

    people: frozenset[str]
    contributions: pl.DataFrame
    votes: int
    others: pl.DataFrame
    files: Mapping[str, str]

    @property
    def found(self) -> bool:
        """Whether there is anything of them."""
        return bool(self.people)

    @property
    def own(self) -> list[str]:
        """Their texts."""
        return self.contributions["text"].to_list()

    @property
    def elsewhere(self) -> list[str]:
        """The words of all others: their texts, and the questions that these people were asked.

        What others were asked may be the title of what one of these people proposed: it is not among them.
        """
        asked = self.contributions.select("question", "text").drop_nulls()
        questions = [
            question
            for question in asked["question"].unique().sort()
            if not any(
                question.casefold() in text.casefold()
                for other, text in asked.iter_rows()
                if other != question
            )
        ]
        return [*self.others["text"].to_list(), *questions]

    @property
    def rows(self) -> dict[str, list[int]]:
        """By file, the numbers of their rows."""
        by_file = self.contributions.sort("source_id", "row").group_by("source_id", maintain_order=True)
        return {self.files[str(source)]: rows["row"].to_list() for (source,), rows in by_file}

    @property
    def ids(self) -> frozenset[str]:
        """The ids of their contributions, and those they have in their source where no other has the same."""
        native = set(self.contributions["native_id"].drop_nulls()) - set(
            self.others["native_id"].drop_nulls()
        )
        return frozenset(native | set(self.contributions["contribution_id"]))


def pseudonyms_of(names: Iterable[str]) -> dict[str, str]:
    """Give the pseudonym of every id: itself where it is one, else what it has on this machine."""
    given = [name.strip() for name in names]
    secret = load_secret() if any(not _PSEUDONYM.fullmatch(name) for name in given) else b""
    return {name: name if _PSEUDONYM.fullmatch(name) else pseudonym(name, secret) for name in given}


def theirs(corpus: Corpus, people: Iterable[str]) -> Theirs:
    """Find what a corpus has of people, by their pseudonyms."""
    wanted = sorted(set(people))
    by = pl.col("participant_id").is_in(wanted)
    said, cast = corpus.contributions.filter(by), corpus.votes.filter(by)
    known = {
        *said["participant_id"],
        *cast["participant_id"],
        *corpus.participants.filter(by)["participant_id"],
    }
    files = dict(corpus.sources.select("source_id", "file").iter_rows())
    others = corpus.contributions.filter(~by.fill_null(False))
    return Theirs(frozenset(known), said, cast.height, others, files)


def without(corpus: Corpus, gone: Theirs, passages: Passages) -> Corpus:
    """Give a corpus without people: no contribution, vote or row of theirs, nor their words elsewhere.

    The ledger says of their rows that they were erased; as an id follows from a text, no event keeps it. What
    replied to them replies to nothing.
    """
    ids = gone.contributions["contribution_id"].implode()
    by = pl.col("participant_id").is_in(sorted(gone.people)).fill_null(False)
    of_them = pl.col("contribution_id").is_in(ids)
    free = [*_AROUND, *(name for name in gone.others.columns if name.startswith(SEGMENT))]
    contributions = gone.others.with_columns(
        pl.when(pl.col("parent_id").is_in(ids)).then(None).otherwise("parent_id").alias("parent_id"),
        *(_erased(name, passages) for name in free),
    )
    rows = gone.contributions.select("source_id", "row")
    key = ["source_id", "row"]
    left = corpus.ledger.join(rows, on=key, how="anti").with_columns(_erased("reason", passages))
    bare = corpus.ledger.join(rows, on=key, how="semi").with_columns(
        pl.lit(None, pl.String).alias("contribution_id"), pl.lit(None, pl.String).alias("reason")
    )
    events = rows.sort(key).with_columns(
        pl.lit(STEP).alias("step"), pl.lit("erased").alias("outcome"), pl.lit(REASON).alias("reason")
    )
    return replace(
        corpus,
        participants=corpus.participants.filter(~by),
        contributions=contributions,
        votes=corpus.votes.filter(~by & ~of_them),
        ledger=append(pl.concat([left, bare]), events),
        reports=tuple(ImportReport.from_dict(passages.erased_in(one.as_dict())) for one in corpus.reports),
        failures=tuple(replace(one, reason=passages.erased(one.reason)) for one in corpus.failures),
        reviewed=(),
    )


def mapping_without(mapping: Mapping[str, Any], people: Iterable[str], passages: Passages) -> dict[str, Any]:
    """Give a stored mapping, as plain values, in which no speaker is one of these people.

    They go however the mapping spells their names. Of a speaker or a title that was sealed on another machine
    nobody can say here whose it is: it goes too.
    """
    wanted = set(people)

    def is_of_another(name: str) -> bool:
        read = opened(name)
        own = pseudonyms_of(_spellings(read)).values()
        return not read.startswith(SEALED) and not passages.within(read) and wanted.isdisjoint(own)

    speakers = {name: role for name, role in mapping.get("speakers", {}).items() if is_of_another(name)}
    title = mapping.get("title")
    told = {
        **mapping,
        "speakers": speakers,
        "title": None if str(opened(title)).startswith(SEALED) else title,
    }
    return {
        name: value if name in ("kind", "language", "format") else beneath(value, passages.erased)
        for name, value in told.items()
    }


def _spellings(name: str) -> set[str]:
    """Give how a name may stand in a source: a mapping may spell it with other capitals."""
    words = " ".join(name.split())
    dutch = " ".join(word if word in INFIXES else word.capitalize() for word in words.lower().split())
    return {name, words, words.lower(), words.upper(), words.title(), dutch}


@contextmanager
def corpus_without(folder: Path, gone: Theirs, passages: Passages) -> Iterator[tuple[str, ...]]:
    """Make a corpus folder anew without people; it takes the place of the old one when the block ends.

    Gives the names of files in the folder that are not of the corpus and hold their words in a form that
    cannot be rewritten: those are left out.
    """
    stored = open_corpus(folder)
    left = without(stored.corpus, gone, passages)
    described = json.loads((folder / CORPUS).read_text(encoding="utf-8"))
    with folder_in_the_making(folder, replace=True) as making:
        hashes = {
            name: write_table(conform(getattr(left, name), contract), making / f"{name}.parquet")
            for name, contract in TABLES.items()
        }
        described |= {
            "mapping": mapping_without(described["mapping"], gone.people, passages),
            "reading": [report.as_dict() for report in left.reports],
            "not_read": passages.erased_in(described["not_read"]),
            "ledger": count_outcomes(left.ledger).to_dicts(),
            "tables": hashes,
            "erasures": [*described.get("erasures", []), erasure(gone)],
        }
        write_atomically(making / CORPUS, json.dumps(described, indent=2, ensure_ascii=False) + "\n")
        yield carry_over(folder, making, [CORPUS, *(f"{name}.parquet" for name in TABLES)], passages)


def erasure(gone: Theirs) -> dict[str, Any]:
    """Tell of an erasure without saying whose: when, and how many contributions went."""
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    return {"on": moment, "contributions": gone.contributions.height, "votes": gone.votes}


def joined(all_: Sequence[Theirs], names: Iterable[str]) -> Passages:
    """Give the passages that are only theirs, over several corpora."""
    own = (text for one in all_ for text in one.own)
    return Passages.of(own, (text for one in all_ for text in one.elsewhere), names)


def _erased(name: str, passages: Passages) -> pl.Expr:
    """Erase passages in a column; every different value once."""

    def erase(values: pl.Series) -> pl.Series:
        distinct = values.drop_nulls().unique().to_list()
        changed = {value: bare for value in distinct if (bare := passages.erased(value)) != value}
        return values.replace(changed) if changed else values

    return pl.col(name).map_batches(erase, return_dtype=pl.String)
