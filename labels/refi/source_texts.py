"""The plain text of a source: inside the project, or in a file of the archive and nowhere else."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any, Final

from corpora.archives import leads_outside
from labels.refi.archive import Archive

INTERNAL: Final = "internal://"


def source_text(archive: Archive, source: Any) -> tuple[str | None, str]:
    """Give the text of a source as it was written, or None and why there is none.

    A file is found by its name, in ``sources`` or ``Sources``, large and small letters being the same. Where
    only rich text is named, the plain text beside it, of the same name, is taken.
    """
    content = next((one for one in source if one.tag.rpartition("}")[2] == "PlainTextContent"), None)
    if content is not None:
        return content.text or "", ""
    path = source.get("plainTextPath") or ""
    rich = source.get("richTextPath") or ""
    if not path and rich.startswith(INTERNAL):
        path = str(PurePosixPath(rich).with_suffix(".txt")).replace("internal:/", INTERNAL, 1)
    if not path:
        return None, "it has no plain text, to which places refer; export it as text"
    if not path.startswith(INTERNAL):
        return None, f"its text lies outside the file ('{path}'); export with sources included"
    name = path.removeprefix(INTERNAL).removeprefix("/")
    if leads_outside(name):
        return None, f"its path leads outside the file ('{path}'); nothing outside is read"
    entry = archive.sources.get(PurePosixPath(name).name.lower())
    if entry is None:
        return None, f"its file '{name}' is missing in the folder sources; export again with sources included"
    raw = archive.read(entry)
    coding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    try:
        return raw.decode(coding), ""
    except UnicodeDecodeError as fault:
        return None, f"its file '{name}' is not {coding.upper()} at byte {fault.start}; save it as UTF-8"
