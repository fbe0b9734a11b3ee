"""The container of a project, written and opened safely: a ZIP with ``project.qde`` and ``sources``."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from corpora.archives import FAULTS, expands, leads_outside
from labels.refi.faults import ExchangeError

PROJECT: Final = "project.qde"
SOURCES: Final = "sources"
MOST_ENTRIES: Final = 100_000
MOST_BYTES: Final = 512 * 1024**2
"""Of one entry, unpacked."""
LARGE: Final = 10 * 1024**2
"""Bytes up to which an entry may expand by any factor."""
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)


def pack(project: bytes, texts: Mapping[str, str]) -> bytes:
    """Make the bytes of a QDPX file: the project, and texts by file name; no time of the clock is in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        entries = {PROJECT: project} | {
            f"{SOURCES}/{name}": text.encode("utf-8") for name, text in sorted(texts.items())
        }
        for name, content in entries.items():
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return made.getvalue()


@dataclass(frozen=True)
class Archive:
    """An opened QDPX file: its project and its sources, each by its name in lower case."""

    path: Path
    opened: zipfile.ZipFile
    project: zipfile.ZipInfo
    sources: Mapping[str, zipfile.ZipInfo]

    def read(self, entry: zipfile.ZipInfo) -> bytes:
        """Unpack one entry. Raises :class:`ExchangeError` where it is damaged, or expands beyond measure."""
        where = f"{self.path}: {entry.filename}"
        if entry.file_size > MOST_BYTES or expands(entry, LARGE):
            raise ExchangeError(
                f"{where} unpacks to {entry.file_size} bytes, more than is to be trusted. Nothing was read; "
                "export the project again without media."
            )
        try:
            with self.opened.open(entry) as file:
                content = file.read(entry.file_size + 1)
        except FAULTS as fault:
            raise ExchangeError(f"{where} cannot be unpacked ({fault}). Export the project again.") from fault
        if len(content) > entry.file_size:
            raise ExchangeError(f"{where} is larger than it says. Nothing was read; export it again.")
        return content


def open_archive(path: Path) -> Archive:
    """Open a QDPX file without unpacking anything; entries that no project has are passed over.

    Raises :class:`ExchangeError` for what is no ZIP, has no project, or names a file outside itself.
    """
    try:
        opened = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as fault:
        raise ExchangeError(
            f"{path} is not a QDPX file, which is a ZIP ({fault}). Export it again."
        ) from fault
    entries = opened.infolist()
    if len(entries) > MOST_ENTRIES:
        raise ExchangeError(f"{path} holds {len(entries)} files, more than {MOST_ENTRIES}. Nothing was read.")
    for entry in entries:
        if leads_outside(entry.filename):
            raise ExchangeError(
                f"{path}: the entry '{entry.filename}' leads outside the archive. Nothing was read; "
                "a project does not do that. Ask where the file came from, and export it again."
            )
    projects = [entry for entry in entries if entry.filename.lower().endswith(".qde")]
    if not projects:
        names = ", ".join(entry.filename for entry in entries[:5])
        raise ExchangeError(f"{path} holds no project.qde; it has {names}. Give a file exported as QDPX.")
    project = min(projects, key=lambda entry: (entry.filename.count("/"), entry.filename))
    sources = {
        PurePosixPath(entry.filename).name.lower(): entry
        for entry in entries
        if not entry.is_dir() and PurePosixPath(entry.filename).parent.name.lower() == SOURCES
    }
    return Archive(path, opened, project, sources)
