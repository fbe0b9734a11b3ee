"""From what a person names, files, folders and ZIP archives, to the files that are read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from corpora.errors import SourceError
from corpora.identity import name_sources
from corpora.readers.content import Content
from corpora.readers.platforms import COMPANIONS
from corpora.unpacking import unpacked

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
def gather(paths: Sequence[Path], *, again: bool = False) -> Iterator[Sources]:
    """Give the files that lie in what was named; archives are unpacked for as long as it lasts.

    Where they will be gathered ``again``, a block of :func:`~corpora.unpacking.unpacking_once` keeps them.
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
                archive = stack.enter_context(unpacked(path, again=again))
                failures += [Failure(each.file, each.reason) for each in archive.left_out]
                found += [
                    (each, given, f"{path.name}/{each.relative_to(archive.folder).as_posix()}")
                    for each in _walk(archive.folder)
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
