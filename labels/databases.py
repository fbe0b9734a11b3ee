"""SQLite files of a workspace: made whole or not at all, and written by several people at a time."""

from __future__ import annotations

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
    """Open a file that is there, with the version it was made with; what is deleted leaves no trace in it."""
    with closing(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)) as database:
        database.execute("PRAGMA secure_delete = ON")
        yield database, int(database.execute("PRAGMA user_version").fetchone()[0])


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
