"""Rounds of coding: one sample for everybody, and who gave which codes; ids only, never words.

A round and every judgement is one row that is only ever added; a coder who judges again adds another, and the
former stays. Each is one transaction in WAL mode, so that it is there whole or not at all. Erasing a person
is the one thing that takes rows away.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Literal

from corpora.errors import nearest
from labels.codings import CodingError
from labels.databases import make, opened, transaction
from labels.decisions import now

VERSION: Final = 1
MOST_CODES: Final = 3
"""Codes that one passage can get, as on a coding sheet."""
CodesOf = Literal["codebook", "themes", "subthemes"]
_CREATE: Final = """
CREATE TABLE rounds (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    run TEXT NOT NULL,
    made TEXT NOT NULL,
    maker TEXT NOT NULL,
    codes_of TEXT NOT NULL,
    codes TEXT NOT NULL CHECK (json_valid(codes)),
    contributions TEXT NOT NULL CHECK (json_valid(contributions)),
    seed INTEGER NOT NULL,
    shown INTEGER NOT NULL
);
CREATE TABLE judgements (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    round INTEGER NOT NULL REFERENCES rounds (number),
    contribution TEXT NOT NULL,
    coder TEXT NOT NULL,
    made TEXT NOT NULL,
    codes TEXT CHECK (codes IS NULL OR json_valid(codes))
);
CREATE INDEX judgements_of_a_round ON judgements (round, coder, contribution);
"""


@dataclass(frozen=True)
class Round:
    """A sample of a run that several people code: ``contributions`` in order, by ``codes`` of one kind.

    ``shown`` tells whether what the machine suggests is in view from the start; else it is hidden until a
    coder has judged.
    """

    run: str
    by: str
    codes_of: CodesOf
    codes: tuple[str, ...]
    contributions: tuple[str, ...]
    seed: int
    shown: bool = False
    on: str = field(default_factory=now)
    number: int = 0


@dataclass(frozen=True)
class Judgement:
    """What a coder gave one contribution; no codes where none fits.

    ``after`` tells whether the coder had seen what the machine suggests.
    """

    contribution_id: str
    coder: str
    codes: tuple[str, ...]
    on: str
    after: bool


@dataclass(frozen=True)
class CodingRounds:
    """The rounds of a workspace, in a file; reading makes none.

    Every method raises :class:`~labels.codings.CodingError` for a file that is none of this.
    """

    path: Path

    def __bool__(self) -> bool:
        """Whether there is a file at all."""
        return self.path.is_file()

    def rounds(self, run: str) -> tuple[Round, ...]:
        """Give the rounds on a run, by its id, in the order in which they were begun."""
        if not self:
            return ()
        with self._open() as database:
            return _rounds(database, run)

    def start(self, new: Round, known: int = 0) -> Round:
        """Begin a round, and give it with its number.

        Where somebody began another on the run after round ``known``, that one is given: two people who
        begin at once code the same sample.
        """
        if not self:
            try:
                make(self.path, _CREATE, VERSION)
            except (OSError, sqlite3.Error) as fault:
                raise CodingError(f"no codings can be kept in {self.path.parent}: {fault}.") from fault
        with self._open() as database, transaction(database):
            begun = _rounds(database, new.run)
            if begun and begun[-1].number > known:
                return begun[-1]
            row = database.execute(
                "INSERT INTO rounds (run, made, maker, codes_of, codes, contributions, seed, shown) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    new.run,
                    new.on,
                    new.by,
                    new.codes_of,
                    json.dumps(new.codes),
                    json.dumps(new.contributions),
                    new.seed,
                    new.shown,
                ),
            )
            return replace(new, number=int(row.lastrowid or 0))

    def judge(self, of: Round, contribution: str, coder: str, codes: tuple[str, ...]) -> None:
        """Keep what a coder gives a contribution of a round; the last that they give is what they mean.

        Raises :class:`~labels.codings.CodingError` for what is not of the round, or too many codes.
        """
        strange = [one for one in codes if one not in of.codes]
        if strange:
            raise CodingError(f"round {of.number} has no code '{strange[0]}'{nearest(strange[0], of.codes)}.")
        if len(codes) > MOST_CODES:
            raise CodingError(f"a contribution gets {MOST_CODES} codes at most; {len(codes)} were given.")
        self._add(of, contribution, coder, json.dumps(sorted(set(codes), key=of.codes.index)))

    def show(self, of: Round, contribution: str, coder: str) -> None:
        """Keep that a coder sees what the machine suggests for a contribution."""
        self._add(of, contribution, coder, None)

    def judgements(self, of: Round) -> tuple[Judgement, ...]:
        """Give all judgements of a round in the order in which they were made, those overtaken too."""
        if not self:
            return ()
        with self._open() as database:
            rows = database.execute(
                "SELECT contribution, coder, made, codes FROM judgements WHERE round = ? ORDER BY number",
                (of.number,),
            ).fetchall()
        seen: set[tuple[str, str]] = set()
        found = []
        for contribution, coder, made, codes in rows:
            if codes is None:
                seen.add((coder, contribution))
                continue
            after = of.shown or (coder, contribution) in seen
            found.append(Judgement(contribution, coder, tuple(json.loads(codes)), made, after))
        return tuple(found)

    def erase(self, contributions: frozenset[str], runs: Mapping[str, str]) -> int:
        """Take contributions out of all rounds with what was judged of them, and give how many judgements.

        ``runs`` gives, for the id of a run, the id that it has once it was made again. Raises
        :class:`~labels.codings.CodingError` when somebody keeps the file open.
        """
        if not self:
            return 0
        with self._open() as database:
            with transaction(database):
                gone = [(one,) for one in sorted(contributions)]
                before = database.total_changes
                database.executemany("DELETE FROM judgements WHERE contribution = ?", gone)
                erased = database.total_changes - before
                rows = database.execute("SELECT number, run, contributions FROM rounds").fetchall()
                for number, run, drawn in rows:
                    kept = [one for one in json.loads(drawn) if one not in contributions]
                    values = runs.get(run, run), json.dumps(kept), number
                    database.execute("UPDATE rounds SET run = ?, contributions = ? WHERE number = ?", values)
            database.execute("VACUUM")
            if database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                raise CodingError(f"{self.path} is open elsewhere. Close the explorer, and do this again.")
        return erased

    def _add(self, of: Round, contribution: str, coder: str, codes: str | None) -> None:
        if contribution not in of.contributions:
            raise CodingError(f"'{contribution}' is not in the sample of round {of.number}.")
        if not coder.strip():
            raise CodingError("nobody coded this: say who, with --editor.")
        with self._open() as database, transaction(database):
            database.execute(
                "INSERT INTO judgements (round, contribution, coder, made, codes) VALUES (?, ?, ?, ?, ?)",
                (of.number, contribution, coder.strip(), now(), codes),
            )

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with opened(self.path) as (database, version):
                if version != VERSION:
                    raise CodingError(
                        f"{self.path} holds no codings of this version of Oogst; install a newer one, or "
                        "move it away."
                    )
                yield database
        except sqlite3.Error as fault:
            raise CodingError(
                f"the codings in {self.path} cannot be used: {fault}. Put back a copy, or move it away."
            ) from fault


def counted(judgements: tuple[Judgement, ...]) -> dict[tuple[str, str], Judgement]:
    """Give, by coder and contribution, the judgement that counts.

    That is the last one made before the coder saw what the machine suggests; what they changed after that is
    kept and does not count. Where it was in view from the start the last one counts.
    """
    found: dict[tuple[str, str], Judgement] = {}
    for one in judgements:
        key = (one.coder, one.contribution_id)
        if not one.after or key not in found or found[key].after:
            found[key] = one
    return found


def latest(judgements: tuple[Judgement, ...], coder: str) -> dict[str, Judgement]:
    """Give what a coder gave every contribution last."""
    return {one.contribution_id: one for one in judgements if one.coder == coder}


def _rounds(database: sqlite3.Connection, run: str) -> tuple[Round, ...]:
    rows = database.execute(
        "SELECT run, maker, codes_of, codes, contributions, seed, shown, made, number FROM rounds "
        "WHERE run = ? ORDER BY number",
        (run,),
    )
    return tuple(
        Round(
            run,
            maker,
            codes_of,
            tuple(json.loads(codes)),
            tuple(json.loads(drawn)),
            seed,
            bool(shown),
            made,
            number,
        )
        for run, maker, codes_of, codes, drawn, seed, shown, made, number in rows
    )
