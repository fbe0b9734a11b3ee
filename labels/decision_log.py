"""The log of decisions: one SQLite file that is only ever added to, by several people at once.

A decision is refused, with what changed in between, when somebody decided about the same theme, unit or quote
since its maker looked; one about something else is applied. The file is in WAL mode and every decision is one
transaction, so that it is there whole or not at all, whatever happens to the process.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from corpora.errors import OogstError
from labels.databases import make, opened, statements, transaction
from labels.decided import State, undone
from labels.decisions import UNDO, Decision, DecisionError, StaleDecision

VERSION = 1
"""Of the tables; a file of a newer version is not touched."""
_CREATE = """
CREATE TABLE IF NOT EXISTS decisions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    decision TEXT NOT NULL CHECK (json_valid(decision))
);
CREATE TRIGGER IF NOT EXISTS decisions_stay BEFORE DELETE ON decisions
    BEGIN SELECT RAISE(ABORT, 'a decision is undone by another, never removed'); END;
CREATE TRIGGER IF NOT EXISTS decisions_are_as_made BEFORE UPDATE ON decisions
    BEGIN SELECT RAISE(ABORT, 'a decision is undone by another, never changed'); END;
"""


class LogError(OogstError):
    """A log that cannot be read, or is of a newer version."""


@dataclass(frozen=True)
class Imported:
    """What became of the decisions of a file: ``applied``, ``known`` already, or refused with the reason."""

    applied: tuple[Decision, ...]
    known: int
    refused: tuple[tuple[Decision, str], ...]


@dataclass(frozen=True)
class DecisionLog:
    """The log in a file; nothing is opened until it is asked, and reading makes no file.

    Every method raises :class:`LogError` for a file that is no log.
    """

    path: Path

    def __bool__(self) -> bool:
        """Whether there is a log at all."""
        return self.path.is_file()

    @property
    def version(self) -> int:
        """The number of the last decision, 0 where there is none."""
        if not self:
            return 0
        with self._open() as database:
            return _last(database)

    def decisions(self) -> tuple[Decision, ...]:
        """Give all decisions, in the order they were made."""
        if not self:
            return ()
        with self._open() as database:
            return _all(database)

    def state(self) -> State:
        """Replay the log."""
        return State.of(self.decisions())

    def append(self, decision: Decision) -> Decision:
        """Add a decision, and give it with its number.

        Raises :class:`StaleDecision` when somebody decided about the same after version ``decision.base``,
        and :class:`DecisionError` for an undo of what is not there or does not hold.
        """
        return self._append(decision, None)

    def export(self, path: Path) -> int:
        """Write all decisions to a file, one a line as JSON, and give how many."""
        from corpora.files import write_atomically

        found = self.decisions()
        write_atomically(path, "".join(f"{one.as_json()}\n" for one in found))
        return len(found)

    def take_over(self, path: Path) -> Imported:
        """Add the decisions of a file that :meth:`export` wrote, those that are here already once.

        A decision that clashes with one that its maker did not know of is not applied, nor is an undo of it.
        Raises :class:`DecisionError`, with the line, for a file that holds something else.
        """
        foreign = _read(path)
        here = {one.id for one in self.decisions()}
        applied, refused = [], []
        for one in foreign:
            if one.id in here:
                continue
            knew = frozenset(other.id for other in foreign if other.number <= one.base)
            try:
                applied.append(self._append(one, knew))
            except DecisionError as error:
                refused.append((one, str(error)))
        return Imported(tuple(applied), sum(one.id in here for one in foreign), tuple(refused))

    def redact(self, change: Callable[[Decision], Decision]) -> int:
        """Change decisions where they stand, for erasing what people said, and give how many.

        This is the one thing that changes a log, which is only ever added to otherwise: number, id, who, when
        and what kind it is must stay, and ``change`` may only take words out. All change in one transaction;
        what they were is then in no page of the file, nor in its write-ahead log. Raises :class:`LogError`
        when somebody else keeps the file open, so that an older page of it may still be there.
        """
        if not self:
            return 0
        changed = 0
        with self._open() as database:
            with transaction(database):
                database.execute("DROP TRIGGER decisions_are_as_made")
                for one in _all(database):
                    bare = change(one)
                    if bare != one:
                        values = bare.as_json(), one.number
                        database.execute("UPDATE decisions SET decision = ? WHERE number = ?", values)
                        changed += 1
                for statement in statements(_CREATE):
                    database.execute(statement)
            database.execute("VACUUM")
            if database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                raise LogError(
                    f"{self.path} is open elsewhere, so that older words may still be in it. Close the "
                    "explorer and what else uses it, and do this again."
                )
        return changed

    def _append(self, decision: Decision, knew: frozenset[str] | None) -> Decision:
        """Add a decision; ``knew`` are the ids its maker knew of, where a number does not say that."""
        if not self:
            self._make()
        with self._open() as database, transaction(database):
            last = _last(database)
            if knew is None and decision.base > last:
                raise DecisionError(
                    f"a decision is based on version {decision.base}, but the last is {last}: it was made "
                    f"with another log than {self.path}. Decide again with this one."
                )
            log = _all(database, 0 if knew is not None or decision.kind == UNDO else decision.base)
            between = [
                one for one in log if (one.number > decision.base if knew is None else one.id not in knew)
            ]
            if clashing := tuple(one for one in between if decision.clashes(one)):
                raise StaleDecision(decision, clashing)
            if decision.kind == UNDO:
                _check_undo(decision, log)
            if database.execute("SELECT 1 FROM decisions WHERE id = ?", (decision.id,)).fetchone():
                raise DecisionError(f"decision {decision.id} is in the log already.")
            numbered = decision.numbered(last + 1)
            if knew is not None:
                known = [one.number for one in log if one.id in knew]
                numbered = replace(numbered, base=max(known, default=0))
            database.execute(
                "INSERT INTO decisions (number, id, decision) VALUES (?, ?, ?)",
                (numbered.number, numbered.id, numbered.as_json()),
            )
        return numbered

    def _make(self) -> None:
        try:
            make(self.path, _CREATE, VERSION)
        except (OSError, sqlite3.Error) as fault:
            raise LogError(f"no log of decisions can be made in {self.path.parent}: {fault}.") from fault

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with opened(self.path) as (database, version):
                if version > VERSION:
                    raise LogError(f"{self.path} was written by a newer version of Oogst; install that one.")
                if version == 0:
                    raise LogError(f"{self.path} holds no decisions; move it away, or put back a copy.")
                yield database
        except sqlite3.Error as fault:
            raise LogError(
                f"the decisions in {self.path} cannot be used: {fault}. Put back a copy, or make a new log "
                "with `oogst decisions --import` from what was exported."
            ) from fault


def _last(database: sqlite3.Connection) -> int:
    return int(database.execute("SELECT coalesce(max(number), 0) FROM decisions").fetchone()[0])


def _all(database: sqlite3.Connection, after: int = 0) -> tuple[Decision, ...]:
    rows = database.execute(
        "SELECT number, decision FROM decisions WHERE number > ? ORDER BY number", (after,)
    )
    return tuple(Decision.from_values(json.loads(text)).numbered(number) for number, text in rows)


def _check_undo(decision: Decision, log: tuple[Decision, ...]) -> None:
    if decision.undoes not in {one.id for one in log}:
        raise DecisionError(f"decision {decision.undoes} is not in the log, so it cannot be undone.")
    if decision.undoes in undone(log):
        raise DecisionError(f"decision {decision.undoes} was undone already.")


def _read(path: Path) -> tuple[Decision, ...]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise DecisionError(f"{path} cannot be read: {fault}. Name a file that --export wrote.") from fault
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append(Decision.from_values(json.loads(line)))
            except (ValueError, DecisionError) as fault:
                raise DecisionError(f"{path}:{number} is not a decision: {fault}") from fault
    return tuple(found)
