"""Where people can be erased: run and corpus folders, and what a broken-off erasure left of them."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from corpora.errors import RunError
from corpora.folder import CORPUS, is_corpus
from insights.runs import MANIFEST

_PARTS: Final = re.compile(r"\.(?P<name>.+)\.(?P<kind>part|former)-(?P<process>\d+)")
_SKIPPED: Final = frozenset({".git", ".venv", "node_modules", "__pycache__"})


def is_run(folder: Path) -> bool:
    """Say whether a folder is a finished run."""
    return (folder / MANIFEST).is_file()


def place_of(path: Path) -> Path:
    """Give the folder of a run or a corpus, where links lead; one that was being replaced is put back first.

    Raises :class:`~corpora.errors.RunError` when it is neither.
    """
    folder = Path(os.path.realpath(path))
    mend(folder)
    if not is_run(folder) and not is_corpus(folder):
        raise RunError(
            f"{path} is neither a run nor a corpus: it has no {MANIFEST} and no {CORPUS}. Name the folder "
            "that `oogst run` or `oogst read` made; --everywhere FOLDER finds all of them below a folder."
        )
    return folder


def places_below(folder: Path) -> list[Path]:
    """Find every run and corpus below a folder, itself among them, sorted by path."""
    for path in list(walk(folder)):
        part = _PARTS.fullmatch(path.parent.name)
        if part and path.name in (MANIFEST, CORPUS):
            mend(path.parent.with_name(part["name"]))
    found = {path.parent for path in walk(folder) if path.name in (MANIFEST, CORPUS)}
    return sorted(place for place in found if not _PARTS.fullmatch(place.name))


def mend(place: Path) -> None:
    """Finish what a process that is no more began: put back the old folder, or remove it.

    It goes back where no new one came to its place.

    Raises :class:`~corpora.errors.RunError` when something of it cannot be removed.
    """
    if not place.parent.is_dir():
        return
    for path in sorted(place.parent.iterdir()):
        part = _PARTS.fullmatch(path.name)
        if part is None or part["name"] != place.name or _alive(int(part["process"])):
            continue
        if part["kind"] == "former" and not place.exists():
            path.rename(place)
            continue
        shutil.rmtree(path, ignore_errors=True)
        if path.exists():
            raise RunError(f"{path} is left of an earlier erasure and cannot be removed. Remove it yourself.")


def walk(folder: Path) -> Iterator[Path]:
    """Give all files below a folder; links are not followed, nor folders of other tools."""
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _SKIPPED)
        yield from (Path(here, name) for name in sorted(files) if not Path(here, name).is_symlink())


def _alive(process: int) -> bool:
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it is somebody else's, or this system cannot tell
        return os.name != "nt"
    return True
