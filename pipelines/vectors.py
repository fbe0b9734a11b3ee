"""Vectors of texts, kept between runs in the user's own cache by model revision and hash of the text."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
import platformdirs

from corpora.errors import OogstError
from corpora.progress import Progress, SilentProgress
from pipelines.embedders.base import Embedder, Matrix

CHUNK = 256
"""Texts embedded between two moves of the progress bar and two writes to the cache."""


def cache_path() -> Path:
    """Say where vectors are kept: the user's cache folder, or ``OOGST_CACHE_DIR``."""
    folder = os.environ.get("OOGST_CACHE_DIR") or platformdirs.user_cache_dir("oogst", appauthor=False)
    return Path(folder) / "vectors.sqlite"


def embed(
    texts: Sequence[str], embedder: Embedder, *, cache: Path | None = None, progress: Progress | None = None
) -> Matrix:
    """Embed texts, taking from the cache what is there; shape ``(n, width)``, float32.

    An embedder gives a text the same vector whatever stands beside it, so a cached vector and a fresh one are
    equal. Without ``cache`` nothing is kept.
    """
    keys = [hashlib.sha256(text.encode()).digest() for text in texts]
    vectors = np.zeros((len(texts), embedder.width), dtype=np.float32)
    with (
        _open(cache, embedder) as store,
        (progress or SilentProgress()).step(f"embedding ({embedder.name})", len(texts), "texts") as bar,
    ):
        missing = []
        for position, known in enumerate(store.get(keys)):
            if known is None:
                missing.append(position)
            else:
                vectors[position] = known
        bar.advance(len(texts) - len(missing))
        # Long texts first: the time left is then never too hopeful.
        missing.sort(key=lambda position: (-len(texts[position]), keys[position]))
        for first in range(0, len(missing), CHUNK):
            chunk = missing[first : first + CHUNK]
            fresh = embedder.encode([texts[position] for position in chunk])
            vectors[chunk] = fresh
            store.put([keys[position] for position in chunk], fresh)
            bar.advance(len(chunk))
    return vectors


def forget(texts: Collection[str], cache: Path) -> int:
    """Remove the vectors of texts from a cache, of every model, and give how many; nothing of them stays.

    Raises :class:`~corpora.errors.OogstError` when the file cannot be used, or somebody else keeps it open,
    so that an older page of it may still be there.
    """
    if not cache.is_file():
        return 0
    keys = [(hashlib.sha256(text.encode()).digest(),) for text in texts]
    way_out = f"Close what uses it and do this again, or remove {cache}: vectors are made again when needed."
    try:
        with closing(sqlite3.connect(cache, timeout=60, isolation_level=None)) as connection:
            connection.execute("pragma secure_delete = on")
            connection.execute("begin immediate")
            removed = connection.executemany("delete from vectors where text = ?", keys).rowcount
            connection.execute("commit")
            connection.execute("vacuum")
            busy = connection.execute("pragma wal_checkpoint(truncate)").fetchone()[0]
    except sqlite3.Error as fault:
        raise OogstError(f"the vectors in {cache} cannot be removed: {fault}. {way_out}") from fault
    if busy:
        raise OogstError(f"{cache} is open elsewhere, so that older vectors may still be in it. {way_out}")
    return max(removed, 0)


class _Store:
    """Vectors of one model in one SQLite file."""

    def __init__(self, connection: sqlite3.Connection, model: str) -> None:
        self._connection = connection
        self._model = model

    def get(self, keys: Sequence[bytes]) -> Iterator[Matrix | None]:
        """Give the vector of each key, or None."""
        query = "select vector from vectors where model = ? and text = ?"
        for key in keys:
            found = self._connection.execute(query, (self._model, key)).fetchone()
            yield np.frombuffer(found[0], dtype=np.float32) if found else None

    def put(self, keys: Sequence[bytes], vectors: Matrix) -> None:
        """Keep vectors."""
        rows = [(self._model, key, vector.tobytes()) for key, vector in zip(keys, vectors, strict=True)]
        with self._connection:
            self._connection.executemany("insert or replace into vectors values (?, ?, ?)", rows)


@contextmanager
def _open(path: Path | None, embedder: Embedder) -> Iterator[_Store]:
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path or ":memory:", timeout=60)) as connection:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
        connection.execute(
            "create table if not exists vectors "
            "(model text, text blob, vector blob, primary key (model, text))"
        )
        yield _Store(connection, f"{embedder.name}@{embedder.revision}")
