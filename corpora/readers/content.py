"""A file as readers see it: its first bytes, its whole content, its text, and what an archive holds."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from corpora.errors import SourceError
from corpora.readers.encodings import decode

START: Final = 65_536
"""Bytes by which a format is recognised."""
_NOTHING: Final = b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"


@dataclass(frozen=True)
class Content:
    """One file; every property is worked out once, and only when a reader asks for it.

    Raises ``SourceError`` where the file is missing, a folder, empty, or not what a property needs.
    """

    path: Path

    @property
    def name(self) -> str:
        """Name of the file."""
        return self.path.name

    @property
    def suffix(self) -> str:
        """Ending of the name, in lower case, such as ``.csv``: a hint and no more."""
        return self.path.suffix.lower()

    @cached_property
    def start(self) -> bytes:
        """The first 64 KiB."""
        if self.path.is_dir():
            raise SourceError(f"{self.path} is a folder, not a file. Name the files in it.")
        try:
            with self.path.open("rb") as file:
                start = file.read(START)
                rest = start
                while rest and not rest.strip(_NOTHING):
                    rest = file.read(START)
        except FileNotFoundError as fault:
            raise SourceError(f"{self.path} is not there. Check the name and the folder.") from fault
        except OSError as fault:
            raise SourceError(f"{self.path} cannot be read ({fault.strerror}).") from fault
        if not rest:
            raise SourceError(f"{self.name} is empty. Give a file with a header and at least one row.")
        return start

    @cached_property
    def data(self) -> bytes:
        """All bytes."""
        return self.path.read_bytes() if len(self.start) == START else self.start

    @cached_property
    def _decoded(self) -> tuple[str, str]:
        return decode(self.data, self.path)

    @property
    def text(self) -> str:
        """All characters, a byte order mark left out; raises ``SourceError`` for a file that is not text."""
        return self._decoded[0].removeprefix("\ufeff")

    @property
    def encoding(self) -> str:
        """Name of the encoding that the characters were in."""
        return self._decoded[1]

    @cached_property
    def opening(self) -> str:
        """The first characters, as far as ``start`` goes; empty where the file is not text."""
        try:
            return decode(self.start, self.path)[0].removeprefix("\ufeff")
        except SourceError:
            return ""

    @property
    def is_zip(self) -> bool:
        """Whether it begins as a ZIP archive does: an archive of files, a workbook or a document."""
        return self.start.startswith(b"PK\x03\x04")

    @property
    def members(self) -> frozenset[str]:
        """Names in a ZIP archive; none for any other file, or an archive that is damaged."""
        return self._directory[0]

    @property
    def damage(self) -> str | None:
        """What is wrong with the directory of a ZIP archive; None where it is sound, and for other files."""
        return self._directory[1]

    @cached_property
    def _directory(self) -> tuple[frozenset[str], str | None]:
        if not self.is_zip:
            return frozenset(), None
        try:
            with zipfile.ZipFile(self.path) as archive:
                return frozenset(archive.namelist()), None
        except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as fault:
            return frozenset(), str(fault)
