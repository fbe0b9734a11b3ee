"""Unpacking an archive of sources: nothing in it harms the machine, and it is unpacked once."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final

from corpora.archives import FAULTS, MOST_TIMES, expands, leads_outside

MOST_FILES: Final = 20_000
"""Files that an archive may hold."""
MOST_BYTES: Final = 8 * 1024**3
"""Bytes that an archive may hold, unpacked."""
_PIECE: Final = 1024**2


@dataclass(frozen=True)
class LeftOut:
    """A file of an archive that was not unpacked: the archive and its name there, and why."""

    file: str
    reason: str


@dataclass(frozen=True)
class Unpacked:
    """An archive in a folder of its own, and what was left out of it."""

    place: TemporaryDirectory[str]
    left_out: tuple[LeftOut, ...]

    @property
    def folder(self) -> Path:
        """The folder that its files lie in."""
        return Path(self.place.name)


_Kept = dict[tuple[Path, int, int], Unpacked]
_kept: Final[ContextVar[_Kept | None]] = ContextVar("kept", default=None)


@contextmanager
def unpacking_once() -> Iterator[None]:
    """Unpack nothing twice in this block, where it is said to be needed again; nothing outlives the block."""
    kept: _Kept = {}
    before = _kept.set(kept)
    try:
        yield
    finally:
        _kept.reset(before)
        for each in kept.values():
            each.place.cleanup()


@contextmanager
def unpacked(archive: Path, *, again: bool = False) -> Iterator[Unpacked]:
    """Give a ZIP archive unpacked in a folder of its own, for as long as it lasts.

    Where it is needed ``again``, it stays until then in a block of :func:`unpacking_once`.
    """
    kept, state = _kept.get(), archive.stat()
    key = (archive.resolve(), state.st_mtime_ns, state.st_size)
    found = kept.pop(key, None) if kept else None
    with ExitStack() as stack:
        place = found.place if found else TemporaryDirectory(prefix="oogst-")
        stack.enter_context(place)
        found = found or Unpacked(place, tuple(unpack(archive, Path(place.name))))
        yield found
        if again and kept is not None:
            stack.pop_all()
            kept[key] = found


def unpack(archive: Path, folder: Path) -> list[LeftOut]:
    """Unpack the files of a ZIP archive into a folder; gives those that were left out, and why.

    A file is left out whose place lies outside the folder, that is a link, is protected with a password, is
    damaged, or expands without bound.
    """
    left_out: list[LeftOut] = []
    written = 0
    with zipfile.ZipFile(archive) as opened:
        members = [each for each in opened.infolist() if not each.is_dir()]
        for member in members[:MOST_FILES]:
            name = f"{archive.name}/{member.filename}"
            reason = _refusal(member, written)
            if reason is None:
                try:
                    written += _extract(opened, member, folder, MOST_BYTES - written)
                except FAULTS as fault:
                    reason = f"it cannot be unpacked ({fault})"
            if reason is not None:
                left_out.append(LeftOut(name, reason))
        left_out += [
            LeftOut(f"{archive.name}/{each.filename}", f"the archive has more than {MOST_FILES} files")
            for each in members[MOST_FILES:]
        ]
    return left_out


def _refusal(member: zipfile.ZipInfo, written: int) -> str | None:
    if leads_outside(member.filename):
        return "its place lies outside the archive"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "it is a link"
    if member.flag_bits & 1:
        return "it is protected with a password; unpack the archive first"
    if expands(member):
        return f"it expands more than {MOST_TIMES} times; unpack the archive first if you trust it"
    if written + member.file_size > MOST_BYTES:
        return f"the archive is more than {MOST_BYTES // 1024**3} GB unpacked"
    return None


def _extract(archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path, most: int) -> int:
    """Write one member below a folder; what its header says of its size is not believed."""
    target = folder.joinpath(*PurePosixPath(member.filename.replace("\\", "/")).parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    try:
        with archive.open(member) as source, target.open("xb") as file:
            while piece := source.read(_PIECE):
                written += len(piece)
                if written > min(most, member.file_size):
                    raise ValueError("it is larger than it says")
                file.write(piece)
    except FileExistsError:
        raise ValueError("the archive has another file of that name") from None
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return written
