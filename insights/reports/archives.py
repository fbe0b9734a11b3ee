"""Archives with fixed bytes: the same content gives the same file, whenever it was written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import Final

MOMENT: Final = (1980, 1, 1, 0, 0, 0)
"""The time of every file in an archive: the first that the format can hold."""


def packed(files: Iterable[tuple[str, bytes]], stored: frozenset[str] = frozenset()) -> bytes:
    """Pack files, in the order given, into a ZIP archive; those ``stored`` are not compressed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return made.getvalue()


def packed_again(archive: bytes, stored: frozenset[str] = frozenset()) -> bytes:
    """Pack the files of an archive again, with fixed times, in their own order."""
    with zipfile.ZipFile(io.BytesIO(archive)) as given:
        return packed([(name, given.read(name)) for name in given.namelist()], stored)
