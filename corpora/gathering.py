"""From what a person names, files, folders and ZIP archives, to the files that are read."""

from __future__ import annotations

import os
import stat
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from corpora.archives import FAULTS, MOST_TIMES, expands, leads_outside
from corpora.errors import SourceError
from corpora.identity import name_sources
from corpora.readers.content import Content
from corpora.readers.platforms import COMPANIONS

MOST_FILES: Final = 20_000
"""Files that an archive may hold."""
MOST_BYTES: Final = 8 * 1024**3
"""Bytes that an archive may hold, unpacked."""
_PIECE: Final = 1024**2
_DOCUMENTS: Final = ("[Content_Types].xml", "mimetype")
_NOISE: Final = ("thumbs.db", "desktop.ini", "__macosx")


@dataclass(frozen=True)
class Failure:
    """A file that was not read, and why."""

    file: str
    reason: str

    def masked(self) -> Failure:
        """Give it as a folder may store it: without names of persons in the name of the file."""
        from corpora.masking import Rules
        from corpora.masking.file_names import mask_file_name

        shown = mask_file_name(self.file, Rules())
        known = ((self.file, shown), (PurePosixPath(self.file).name, PurePosixPath(shown).name))
        reason = self.reason
        for real, instead in known:
            reason = reason.replace(real, instead)
        return Failure(shown, reason)


@dataclass(frozen=True)
class Gathered:
    """A file to read: where it is, the name its source id is made of, and the number of what was named."""

    path: Path
    name: str
    given: int


@dataclass(frozen=True)
class Sources:
    """The files to read, in order, and what was met on the way that cannot be read."""

    files: tuple[Gathered, ...]
    failures: tuple[Failure, ...]


@contextmanager
def gather(paths: Sequence[Path]) -> Iterator[Sources]:
    """Give the files that lie in what was named; archives are unpacked for as long as it lasts.

    Hidden files, and files that are read together with another (the votes of a Polis export), are no sources.
    Nothing in an archive is written outside a folder of its own or expands without bound. Raises
    ``SourceError`` where two files have the same name and folder.
    """
    failures: list[Failure] = []
    with ExitStack() as stack:
        found: list[tuple[Path, int, str]] = []
        for given, path in enumerate(paths):
            if path.is_dir():
                inside = _walk(path)
                found += [
                    (each, given, f"{path.name}/{each.relative_to(path).as_posix()}") for each in inside
                ]
                if not inside:
                    failures.append(Failure(str(path), "the folder has no file to read"))
            elif is_archive(path):
                folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="oogst-")))
                failures += unpack(path, folder)
                found += [
                    (each, given, f"{path.name}/{each.relative_to(folder).as_posix()}")
                    for each in _walk(folder)
                ]
            else:
                found.append((path, given, ""))
        single = iter(name_sources([path for path, _, name in found if not name]))
        named = [(path, given, name or next(single)) for path, given, name in found]
        twice = {name for _, _, name in named if [each for _, _, each in named].count(name) > 1}
        if twice:
            raise SourceError(f"two sources are called {min(twice)}. Give one of them another name.")
        yield Sources(tuple(Gathered(path, name, given) for path, given, name in named), tuple(failures))


def is_archive(path: Path) -> bool:
    """Say whether a file is a ZIP archive of files: a workbook or a document, a ZIP file too, is not."""
    try:
        members = Content(path).members
    except SourceError:
        return False
    return bool(members) and not any(name in members for name in _DOCUMENTS)


def unpack(archive: Path, folder: Path) -> list[Failure]:
    """Unpack the files of a ZIP archive into a folder; gives those that were left out, and why.

    A file is left out whose place lies outside the folder, that is a link, is protected with a password, is
    damaged, or expands without bound.
    """
    failures: list[Failure] = []
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
                failures.append(Failure(name, reason))
        failures += [
            Failure(f"{archive.name}/{each.filename}", f"the archive has more than {MOST_FILES} files")
            for each in members[MOST_FILES:]
        ]
    return failures


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


def _walk(folder: Path) -> list[Path]:
    """List the files below a folder by name, but hidden ones, links, and what is read with another."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    seen = [path for path in files if not _is_noise(path.relative_to(folder))]
    with_another = {
        Path(os.path.normpath(path.parent / name))
        for path in seen
        for name in COMPANIONS.get(path.name.lower(), ())
    }
    return [path for path in seen if path not in with_another]


def _is_noise(path: Path) -> bool:
    return any(part.startswith((".", "~$")) or part.lower() in _NOISE for part in path.parts)
