"""What names a person in the mapping, the paths and the import reports that a run or a corpus stores.

Reading a source again takes its mapping and its path, so names in those are sealed: this machine alone can
read them. In a report they are masked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Mapping as Dictionary
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from corpora.mapping import Mapping
from corpora.masking.file_names import mask_file_name
from corpora.masking.masked import mask_text
from corpora.masking.rules import Rules
from corpora.pseudonyms import load_secret
from corpora.sealed import SEALED, seal, unseal

if TYPE_CHECKING:
    from corpora.contributions import Corpus
    from corpora.reports import ImportReport

_NEVER: Final = frozenset({"kind", "language", "format", "protect"})
"""What is said in words of Oogst's own, or is never masked."""
_OF_COLUMNS: Final = ("columns", "segments", "dropped", "summary")
"""Where an import report names columns; its other texts are masked when it is made."""


def stored(mapping: Mapping, titles: Iterable[str] = ()) -> dict[str, Any]:
    """Give a mapping as plain values for a folder; :func:`restored` takes them back on this machine.

    All names under ``[speakers]`` are sealed, and so is every other text in which masking finds a person. A
    title is sealed too where ``titles``, those of the sources, have it masked. Of what is published nothing
    is sealed, and without masking only speakers are.
    """
    values = mapping.as_dict()
    if mapping.public:
        return values
    speakers = {_sealed(name): role for name, role in mapping.speakers.items()}
    if not mapping.masking:
        return values | {"speakers": speakers}
    rules = rules_of(mapping)

    def shown(text: str) -> str:
        return _sealed(text) if mask_text(text, "nl", rules)[1] else text

    told = {
        name: value if name in _NEVER else _changed(value, shown)
        for name, value in (values | {"speakers": speakers}).items()
    }
    if mapping.title is not None and any(title != mapping.title for title in titles):
        told["title"] = _sealed(mapping.title)
    return told


def stored_paths(paths: Iterable[str], mapping: Mapping, corpus: Corpus) -> list[str]:
    """Give the paths of sources for a folder, sealed where they name a person; :func:`opened` reads them.

    A path that ends in none of the names of files that the tables have was masked there.
    """
    if not mapping.hides_names:
        return list(paths)
    rules = rules_of(mapping)
    files = [*corpus.sources["file"], *(failure.masked().file for failure in corpus.failures), ".", ".."]
    known = {part for file in files for part in PurePosixPath(file).parts}
    return [
        path if PurePosixPath(path).name in known and mask_file_name(path, rules) == path else _sealed(path)
        for path in paths
    ]


def stored_report(report: ImportReport, mapping: Mapping) -> dict[str, Any]:
    """Give an import report as plain values for a folder: without persons in the names of columns."""
    values, rules = report.as_dict(), rules_of(mapping)
    if not mapping.hides_names:
        return values
    return values | {
        name: _changed(values[name], lambda text: mask_text(text, "nl", rules)[0]) for name in _OF_COLUMNS
    }


def restored(values: dict[str, Any]) -> Mapping:
    """Take a mapping back from what :func:`stored` gave; what was sealed on another machine stays so."""
    return Mapping.from_dict(opened(values))


def opened(values: Any) -> Any:
    """Give plain values with every sealed text as it was, where it was sealed on this machine."""
    return _changed(values, _unsealed)


def beneath(values: Any, change: Callable[[str], str]) -> Any:
    """Give plain values with every text in them changed, what is sealed beneath its seal.

    What was sealed on another machine stays as it is.
    """

    def changed(text: str) -> str:
        read = _unsealed(text)
        new = read if read.startswith(SEALED) else change(read)
        return text if new == read else _sealed(new) if text.startswith(SEALED) else new

    return _changed(values, changed)


def still_sealed(mapping: Mapping) -> bool:
    """Say whether something in a mapping can be read on another machine only."""
    names = (mapping.as_dict()[name] for name in ("speakers", "roles", "title", "sheet", "keep", "questions"))
    return SEALED in str([*names, *mapping.columns.values()])


def rules_of(mapping: Mapping) -> Rules:
    """Give the rules for names in mappings, paths and reports; who speaks is known, however spelled."""
    return Rules(protect=mapping.protect, names=tuple(name.title() for name in mapping.speakers))


def _sealed(text: str) -> str:
    return text if text.startswith(SEALED) else seal(text, load_secret())


def _unsealed(text: str) -> str:
    read = unseal(text, load_secret()) if text.startswith(SEALED) else None
    return text if read is None else read


def _changed(values: Any, change: Callable[[str], str]) -> Any:
    """Give plain values with every text in them changed, keys of a dictionary too."""
    if isinstance(values, str):
        return change(values)
    if isinstance(values, Dictionary):
        return {change(name): _changed(value, change) for name, value in values.items()}
    if isinstance(values, list | tuple):
        return [_changed(value, change) for value in values]
    return values
