"""Which column of a file means what: as named, and else recognised by its name or its content."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from corpora.column_names import NAMES, NEVER, plain
from corpora.distinct import count_distinct
from corpora.errors import MappingError, brief, listed, nearest
from corpora.mapping import FIELDS, Mapping
from corpora.tables import SEGMENT

_PROSE_CHARACTERS: Final = 30
_PROSE_DISTINCT: Final = 0.5
_PROSE_SPACES: Final = 3
_LISTED: Final = 20


@dataclass(frozen=True)
class ResolvedMapping:
    """Columns by meaning as they were found in one file."""

    columns: dict[str, str]
    recognised: tuple[str, ...]
    keep: tuple[str, ...]
    dropped: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """One line for the command line: what was chosen, and what was left out."""
        parts = [", ".join(f"{meaning} ← {column}" for meaning, column in self.columns.items())]
        if self.keep:
            parts.append(f"kept {_count(self.keep)}")
        if self.dropped:
            parts.append(f"dropped {_count(self.dropped)}")
        return "; ".join(parts)

    @property
    def used(self) -> tuple[str, ...]:
        """All columns that are read."""
        return (*self.columns.values(), *self.keep)

    @property
    def segments(self) -> dict[str, str]:
        """Kept column → name of its segment column, such as ``segment_soort_wijk``."""
        names: dict[str, str] = {}
        for column in self.keep:
            slug = _slug(column)
            same = sum(name == slug or name.startswith(f"{slug}__") for name in names.values())
            names[column] = f"{slug}__{same + 1}" if same else slug
        return names


def resolve(mapping: Mapping, frame: pl.DataFrame, file: str) -> ResolvedMapping:
    """Find the columns of a file that a mapping names, and recognise those about which it is silent.

    An id is recognised only where its values are unique and none is empty. Where no column is called text or
    the like, the one column that looks like prose is taken. Raises ``MappingError`` for a named column that
    is not there, and where no column, or more than one, can be the text.

    >>> frame = pl.DataFrame({"comment-body": ["Te veel loketten"], "author-id": ["7"], "moderated": ["1"]})
    >>> resolve(Mapping(), frame, "comments.csv").summary
    'text ← comment-body, participant ← author-id; dropped 1 column: moderated'
    """
    names = frame.columns
    for meaning, column in [*mapping.columns.items(), *(("keep", column) for column in mapping.keep)]:
        if column not in names:
            raise MappingError(_missing(column, meaning, names, file))
    taken = {*mapping.columns.values(), *mapping.keep}
    found = dict(mapping.columns)
    notes: list[str] = []
    for meaning in FIELDS:
        if meaning in found:
            continue
        for column in called(meaning, names):
            if column in taken:
                continue
            if meaning == "id" and not identifies(frame[column]):
                notes.append(
                    f"the column '{column}' is not used as id: its values are not unique, or some are empty"
                )
                continue
            found[meaning] = column
            taken.add(column)
            break
    if "text" not in found:
        found["text"] = _prose(frame, taken, file)
        taken.add(found["text"])
    return ResolvedMapping(
        columns={meaning: found[meaning] for meaning in FIELDS if meaning in found},
        recognised=tuple(
            meaning for meaning in FIELDS if meaning in found and meaning not in mapping.columns
        ),
        keep=mapping.keep,
        dropped=tuple(column for column in names if column not in taken),
        notes=tuple(notes),
    )


def _missing(column: str, meaning: str, names: list[str], file: str) -> str:
    found = f"{file} has no column '{brief(column)}'; it has {listed(names)}{_closest(column, names) or '.'}"
    return f"{found} Map it in source.toml under [columns] or with --{meaning.replace('_', '-')}."


def _closest(column: str, names: list[str]) -> str:
    if len(names) == 1:
        return ""
    same = [name for name in names if plain(name) == plain(column)]
    return nearest(same[0] if same else column, names)


def called(meaning: str, names: Sequence[str]) -> list[str]:
    """Give the columns whose name tells of a meaning, the surest first.

    >>> called("participant", ["Nr", "Speaker", "Deelnemer ID"])
    ['Deelnemer ID', 'Speaker']
    """
    known = NAMES[meaning]
    ranked = [(known.index(plain(name)), name) for name in names if plain(name) in known]
    return [name for _, name in sorted(ranked, key=lambda pair: pair[0])]


def identifies(values: pl.Series) -> bool:
    """Say whether every value is there, and only once."""
    filled = values.drop_nulls().str.strip_chars()
    return (
        len(values) > 0
        and len(filled) == len(values)
        and not (filled == "").any()
        and count_distinct(filled) == len(values)
    )


def _prose(frame: pl.DataFrame, taken: set[str], file: str) -> str:
    free = [name for name in frame.columns if name not in taken and plain(name) not in NEVER]
    candidates = [name for name in free if is_prose(frame[name])]
    if len(candidates) == 1:
        return candidates[0]
    if len(candidates) > 1:
        found = f"more than one column could be the text: {listed(candidates)}"
    elif len(frame.columns) == 1 and free:
        return free[0]  # nothing to choose from
    else:
        found = f"no column looks like the text; it has {listed(frame.columns)}"
    raise MappingError(f"{file}: {found}. Name it in source.toml under [columns] or with --text.")


def is_prose(values: pl.Series) -> bool:
    """Say whether the first values look like what people write: sentences, most of them different."""
    filled = values.drop_nulls()
    filled = filled.filter(filled.str.strip_chars() != "").head(5_000)
    if filled.is_empty():
        return False
    long = filled.str.len_chars().mean()
    spaces = filled.str.count_matches(" ", literal=True).mean()
    return bool(
        _number(long) > _PROSE_CHARACTERS
        and _number(spaces) >= _PROSE_SPACES
        and filled.n_unique() / len(filled) > _PROSE_DISTINCT
    )


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _slug(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return SEGMENT + (re.sub(r"[^a-z0-9]+", "_", letters).strip("_") or "column")


def _count(columns: tuple[str, ...]) -> str:
    shown = ", ".join(columns[:_LISTED]) + _more(columns)
    return f"{len(columns)} column{'' if len(columns) == 1 else 's'}: {shown}"


def _more(names: Sequence[str]) -> str:
    return f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
