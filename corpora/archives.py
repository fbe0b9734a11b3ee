"""What an entry of a ZIP file may be: the same for archives, documents and projects, which all are such."""

from __future__ import annotations

import zipfile
import zlib
from typing import Final

MOST_TIMES: Final = 200
"""How many times as large as its packed bytes a large entry may be."""
LARGE: Final = 50 * 1024**2
"""From so many bytes the ratio is looked at: a small file of one repeated line harms nobody."""
FAULTS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    RuntimeError,
    NotImplementedError,
    EOFError,
    ValueError,
)
"""What :mod:`zipfile` raises where an entry is damaged, locked or packed in a way it does not know."""


def expands(entry: zipfile.ZipInfo, large: int = LARGE) -> bool:
    """Say whether an entry expands beyond measure; one of up to ``large`` bytes never does."""
    return entry.file_size > large and entry.file_size > MOST_TIMES * max(entry.compress_size, 1)


def leads_outside(name: str) -> bool:
    r"""Say whether the name of an entry is a path out of the archive.

    >>> [leads_outside(name) for name in ("sources/a.txt", "../a.txt", "/etc/a", "C:\\a", "a\\..\\b")]
    [False, True, True, True, True]
    """
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or name.startswith(("/", "\\")) or ":" in parts[0]
