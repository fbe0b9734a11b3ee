"""Which column of a source means what, as a person wrote it down."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping as Dictionary
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final, Self

from corpora.errors import MappingError, nearest
from corpora.tables import KINDS

FIELDS: Final = (
    "text",
    "id",
    "participant",
    "role",
    "question",
    "round",
    "reply_to",
    "agree",
    "disagree",
    "created",
    "priority",
)
"""What a column can mean, in the order in which a report tells it."""

_SOURCE: Final[dict[str, type]] = {
    "title": str,
    "kind": str,
    "language": str,
    "public": bool,
    "max_characters": int,
    "sheet": str,
    "synthetic": bool,
}
_TABLES: Final = ("source", "columns", "roles")


@dataclass(frozen=True, kw_only=True)
class Mapping:
    """Columns by meaning (None: recognise it), the background columns to keep, and what the source is.

    >>> Mapping(text="Reactie", keep=("Wijk",)).columns
    {'text': 'Reactie'}
    """

    text: str | None = None
    id: str | None = None
    participant: str | None = None
    role: str | None = None
    question: str | None = None
    round: str | None = None
    reply_to: str | None = None
    agree: str | None = None
    disagree: str | None = None
    created: str | None = None
    priority: str | None = None
    keep: tuple[str, ...] = ()
    roles: Dictionary[str, str] = field(default_factory=dict)
    title: str | None = None
    kind: str = "dialogue"
    public: bool = False
    language: str | None = None
    max_characters: int = 50_000
    sheet: str | None = None
    synthetic: bool = False

    def __post_init__(self) -> None:
        """Check what can be checked without the source; raises ``MappingError``."""
        if self.kind not in KINDS:
            close = nearest(self.kind, KINDS)
            raise MappingError(
                f"a source cannot be of kind '{self.kind}'{close or '.'} Kinds: {', '.join(KINDS)}."
            )
        if self.max_characters < 1:
            raise MappingError(f"max_characters is {self.max_characters}; it must be 1 or more.")
        if self.language is not None and not (len(self.language) == 2 and self.language.isalpha()):
            raise MappingError(
                f"language is '{self.language}'; give its two letters (ISO 639-1), such as nl, en or de."
            )
        twice = [name for name, count in Counter([*self.columns.values(), *self.keep]).items() if count > 1]
        if twice:
            meanings = [meaning for meaning, name in self.columns.items() if name == twice[0]]
            meanings += ["keep"] * self.keep.count(twice[0])
            raise MappingError(
                f"the column '{twice[0]}' is mapped twice: as {' and as '.join(meanings)}. Choose one."
            )

    @property
    def columns(self) -> dict[str, str]:
        """The columns that were named: meaning → column."""
        return {name: column for name in FIELDS if (column := getattr(self, name)) is not None}

    @classmethod
    def from_toml(cls, path: Path | str) -> Self:
        """Read a ``source.toml``: tables ``[source]``, ``[columns]`` and ``[roles]``, each of them optional.

        ``[columns]`` gives a column for each meaning, and ``keep = [...]`` the background columns to keep.
        Raises ``MappingError`` for a file that cannot be read, an unknown key, a wrong type, or a column
        mapped twice.
        """
        path = Path(path)
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except (OSError, ValueError) as fault:
            raise MappingError(f"{path.name} cannot be read as a mapping: {fault}.") from fault
        _only(content, _TABLES, path.name, "table")
        source, columns, roles = (_table(content, name, path.name) for name in _TABLES)
        _only(source, _SOURCE, f"{path.name}, [source]", "key")
        _only(columns, (*FIELDS, "keep"), f"{path.name}, [columns]", "key")
        keep = columns.pop("keep", [])
        for name, value in source.items():
            _typed(value, _SOURCE[name], f"{path.name}, [source], {name}")
        for where, table in (("[columns]", columns), ("[roles]", roles)):
            for name, value in table.items():
                _typed(value, str, f"{path.name}, {where}, {name}")
        if not isinstance(keep, list) or not all(isinstance(name, str) for name in keep):
            raise MappingError(
                f'{path.name}, [columns], keep: give a list of columns, such as keep = ["wijk"].'
            )
        try:
            return cls(keep=tuple(keep), roles=roles, **source, **columns)
        except MappingError as fault:
            raise MappingError(f"{path.name}: {fault}") from fault

    def as_dict(self) -> dict[str, Any]:
        """Give the mapping as plain values for JSON; :meth:`from_dict` takes them back."""
        return asdict(self) | {"keep": list(self.keep)}

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """Take a mapping back from plain values."""
        return cls(**values | {"keep": tuple(values.get("keep", ()))})

    def with_flags(self, **flags: object) -> Self:
        """Give the mapping with what a command line said on top: None and empty values change nothing.

        A column that a flag claims loses the meaning that the file gave it. Raises ``MappingError`` for an
        unknown name.

        >>> Mapping(text="titel", kind="report").with_flags(text="tekst", role=None).text
        'tekst'
        """
        known = {each.name for each in fields(self)}
        for name in flags:
            if name not in known:
                raise MappingError(f"a mapping has no '{name}'{nearest(name, known) or '.'}")
        said: dict[str, Any] = {name: value for name, value in flags.items() if value not in (None, (), [])}
        if "keep" in said:
            said["keep"] = tuple(said["keep"])
        claimed = {said[name] for name in FIELDS if name in said} | set(said.get("keep", ()))
        freed: dict[str, Any] = {name: None for name, column in self.columns.items() if column in claimed}
        keep = tuple(name for name in self.keep if name not in claimed)
        return replace(self, **{**freed, "keep": keep, **said})


def _only(table: Dictionary[str, Any], known: Iterable[str], where: str, what: str) -> None:
    for name in table:
        if name not in known:
            raise MappingError(
                f"{where}: unknown {what} '{name}'{nearest(name, known) or '.'} Known: {', '.join(known)}."
            )


def _table(content: dict[str, Any], name: str, where: str) -> dict[str, Any]:
    table = content.get(name, {})
    if not isinstance(table, dict):
        raise MappingError(f"{where}: '{name}' must be a table, written as [{name}].")
    return dict(table)


def _typed(value: object, kind: type, where: str) -> None:
    if type(value) is not kind:
        words = {str: "text", bool: "true or false", int: "a whole number"}
        raise MappingError(f"{where}: found {value!r}, expected {words[kind]}.")
