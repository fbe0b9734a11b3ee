"""The XML inside a DOCX or ODT: read member by member, within bounds, without entities, links or pictures."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from corpora.archives import expands
from corpora.errors import SourceError

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONGEST: Final = 120
"""Characters of what a library says that a message quotes."""
MOST_XML: Final = 300 * 1024**2
"""Bytes that one member may be."""


class OfficeFile:
    """A DOCX or ODT that is open; use it in a ``with`` statement.

    Raises ``SourceError`` for an archive that is damaged, protected, or that expands without bound.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as fault:
            raise SourceError(self._damaged(fault)) from fault
        self.members = frozenset(self._archive.namelist())

    def __enter__(self) -> OfficeFile:
        """Give the file itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the archive."""
        self._archive.close()

    def xml(self, member: str) -> _Element | None:
        """Give the root of a member; None where there is no such member."""
        if member not in self.members:
            return None
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True
        )
        try:
            root = etree.fromstring(self._read(member), parser)
        except etree.XMLSyntaxError as fault:
            raise SourceError(self._damaged(f"{member}: {fault}")) from fault
        if root.getroottree().docinfo.internalDTD is not None:
            raise SourceError(
                f"{self.path.name} defines entities of its own in {member}, which no word processor does; "
                "it is not read. Open it, save it anew and try again."
            )
        return root

    def _read(self, member: str) -> bytes:
        info = self._archive.getinfo(member)
        if info.flag_bits & 1:
            raise SourceError(f"{self.path.name} is protected with a password. Save it without one.")
        if expands(info) or info.file_size > MOST_XML:
            raise SourceError(
                f"{self.path.name} is not read: {member} in it expands to {info.file_size // 1024**2} MB. "
                "Open it, save it anew and try again."
            )
        try:
            with self._archive.open(member) as file:
                content = file.read(info.file_size + 1)
        except Exception as fault:  # zipfile lets errors of zlib, lzma and bz2 through
            raise SourceError(self._damaged(fault)) from fault
        if len(content) != info.file_size:
            raise SourceError(self._damaged(f"{member} is not as long as it says"))
        return content

    def _damaged(self, fault: object) -> str:
        said = " ".join(str(fault).split())[:_LONGEST]  # zipfile quotes as many bytes as it likes
        return f"{self.path.name} is a document that is damaged ({said}). Open it and save it again."


def local(element: Any) -> str:
    """Give the name of an element without its namespace; empty for what is no element.

    >>> from lxml import etree
    >>> local(etree.fromstring('<w:p xmlns:w="urn:w"/>'))
    'p'
    """
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def boxes(paragraph: Any, name: str) -> list[Any]:
    """Give the boxes of text that are anchored in a paragraph, but for those inside another box."""
    return [
        each
        for each in paragraph.iter(f"{{*}}{name}")
        if not any(local(above) in (name, "Fallback") for above in _until(each, paragraph))
    ]


def _until(element: Any, end: Any) -> list[Any]:
    above = []
    for each in element.iterancestors():
        if each is end:
            break
        above.append(each)
    return above
