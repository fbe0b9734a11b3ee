"""SQLite files of a workspace: made whole or not at all, and written by several people at a time."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from corpora.files import made_once

PATIENCE = 120.0
"""Seconds to wait for others who are writing."""


def make(path: Path, script: str, version: int) -> None:
    """Make a file with the tables of a script, in WAL mode; where somebody else just made it, theirs stays.

    Raises :class:`OSError` or :class:`sqlite3.Error` where it cannot be made.
    """
    with made_once(path) as part, closing(sqlite3.connect(part, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        with transaction(database):
            for statement in statements(script):
                database.execute(statement)
            database.execute(f"PRAGMA user_version = {version}")


@contextmanager
def opened(path: Path) -> Iterator[tuple[sqlite3.Connection, int]]:
    """Open a file that is there, with the version it was made with; what is deleted leaves no trace in it.

    In a folder that cannot be written it is opened to read only, which leaves no file beside it. Raises
    :class:`sqlite3.Error` where it cannot be read, or where somebody wrote to it while it was read so.
    """
    if os.access(path.parent, os.W_OK):
        with closing(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)) as database:
            database.execute("PRAGMA secure_delete = ON")
            yield database, _version(database)
        return
    before = _whole(path)
    with closing(_read_only(path, immutable=before is not None)) as database:
        yield database, _version(database)
    if before is not None and _whole(path) != before:
        raise sqlite3.OperationalError("somebody wrote to it while it was read, so look again")


def _read_only(path: Path, *, immutable: bool) -> sqlite3.Connection:
    """Open a file as SQLite can without writing beside it.

    With a log of somebody who is writing beside it, it is read together with that. Without one SQLite would
    make one, unless it is told that nothing changes meanwhile.
    """
    way = "mode=ro&immutable=1" if immutable else "mode=ro"
    address = f"{path.absolute().as_uri()}?{way}"
    return sqlite3.connect(address, timeout=PATIENCE, isolation_level=None, uri=True)


def _whole(path: Path) -> tuple[int, int] | None:
    """Tell when a file was written and how long it is; None where part of it is in a log beside it."""
    if path.with_name(f"{path.name}-wal").exists():
        return None
    state = path.stat()
    return state.st_mtime_ns, state.st_size


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """Do several things as one; nobody else writes meanwhile."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


def statements(script: str) -> Iterator[str]:
    """Give the statements of a script, one by one."""
    part = ""
    for line in script.strip().splitlines():
        part += line + "\n"
        if sqlite3.complete_statement(part):
            yield part
            part = ""
