"""Files that are whole or not there: hashes, single files, folders and tables with fixed bytes."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from corpora.errors import RunError


def sha256_of(path: Path) -> str:
    """Give the SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_atomically(path: Path, content: bytes | str) -> str:
    """Write a file so that it is old or new, never half; text as UTF-8. Gives the SHA-256 of its bytes."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part-{os.getpid()}")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return hashlib.sha256(data).hexdigest()


@contextmanager
def made_once(path: Path) -> Iterator[Path]:
    """Give a place to make a file at, which is put in place whole unless another process was first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part-{os.getpid()}-{secrets.token_hex(4)}")
    try:
        yield part
        try:
            os.link(part, path)  # fails where another process was first: then theirs stands
        except FileExistsError:
            pass
        except OSError:  # a file system without hard links
            if not path.exists():
                part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def folder_in_the_making(target: Path, *, replace: bool = False) -> Iterator[Path]:
    """Give a folder beside the target that takes its place at the end, and goes when something fails.

    Raises ``RunError`` when the target exists, unless ``replace``; the old folder stays until the new one is
    whole.
    """
    target = Path(os.path.abspath(target))
    _refuse(target, replace)
    target.parent.mkdir(parents=True, exist_ok=True)
    making = target.with_name(f".{target.name}.part-{os.getpid()}")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir()
    try:
        yield making
        _refuse(target, replace)
        _put_in_place(making, target)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def write_table(frame: pl.DataFrame, path: Path) -> str:
    """Write a table as Parquet; the same frame gives the same bytes. Gives the SHA-256 of the file."""
    frame.rechunk().write_parquet(
        path, compression="zstd", compression_level=3, statistics=True, row_group_size=100_000
    )
    return sha256_of(path)


def _refuse(target: Path, replace: bool) -> None:
    if target.exists() and not replace:
        raise RunError(f"{target} is already there. Name another folder, or remove it first.")


def _put_in_place(making: Path, target: Path) -> None:
    if not target.exists():
        making.rename(target)
        return
    former = target.with_name(f".{target.name}.former-{os.getpid()}")
    target.rename(former)
    try:
        making.rename(target)
    except OSError:
        former.rename(target)
        raise
    shutil.rmtree(former, ignore_errors=True)
