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
    "attribution",
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
    "format": str,
}
_TABLES: Final = ("source", "columns", "roles", "speakers", "masking")
_LISTS: Final = ("keep", "questions")
_MASKING: Final = ("on", "protect")
_TUPLES: Final = ("keep", "questions", "protect")


@dataclass(frozen=True, kw_only=True)
class Mapping:
    """Columns by meaning (None: recognise it), the background columns to keep, and what the source is.

    ``questions`` are the columns of a survey in wide form, each answer of which is a contribution. ``roles``
    gives roles another name, ``speakers`` gives speakers a role. ``format`` is one of
    :func:`corpora.readers.format_names`, recognised when None. ``protect`` lists what is never masked.

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
    attribution: str | None = None
    keep: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    roles: Dictionary[str, str] = field(default_factory=dict)
    speakers: Dictionary[str, str] = field(default_factory=dict)
    masking: bool = True
    protect: tuple[str, ...] = ()
    format: str | None = None
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
        twice = [
            name
            for name, count in Counter([*self.columns.values(), *self.keep, *self.questions]).items()
            if count > 1
        ]
        if twice:
            meanings = [meaning for meaning, name in self.columns.items() if name == twice[0]]
            meanings += ["keep"] * self.keep.count(twice[0]) + ["question"] * self.questions.count(twice[0])
            raise MappingError(
                f"the column '{twice[0]}' is mapped twice: as {' and as '.join(meanings)}. Choose one."
            )

    @property
    def columns(self) -> dict[str, str]:
        """The columns that were named: meaning → column."""
        return {name: column for name in FIELDS if (column := getattr(self, name)) is not None}

    @classmethod
    def from_toml(cls, path: Path | str) -> Self:
        """Read a ``source.toml``; all of its tables are optional.

        ``[source]`` says what the source is. ``[columns]`` gives a column for each meaning, with
        ``keep = [...]`` the background columns to keep, and with ``questions = [...]`` those of a survey in
        wide form. ``[roles]`` gives roles another name, ``[speakers]`` gives speakers a role. ``[masking]``
        has ``on`` and ``protect = [...]``.

        Raises ``MappingError`` for a file that cannot be read, an unknown key, a wrong type, or a column
        mapped twice.
        """
        path = Path(path)
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except (OSError, ValueError) as fault:
            raise MappingError(f"{path.name} cannot be read as a mapping: {fault}.") from fault
        _only(content, _TABLES, path.name, "table")
        source, columns, roles, speakers, masking = (_table(content, name, path.name) for name in _TABLES)
        _only(source, _SOURCE, f"{path.name}, [source]", "key")
        _only(columns, (*FIELDS, *_LISTS), f"{path.name}, [columns]", "key")
        _only(masking, _MASKING, f"{path.name}, [masking]", "key")
        lists: dict[str, Any] = {
            name: _list(columns.pop(name, []), f"{path.name}, [columns], {name}", "columns")
            for name in _LISTS
        }
        lists["protect"] = _list(masking.pop("protect", []), f"{path.name}, [masking], protect", "texts")
        for name, value in source.items():
            _typed(value, _SOURCE[name], f"{path.name}, [source], {name}")
        for name, value in masking.items():
            _typed(value, bool, f"{path.name}, [masking], {name}")
        for where, table in (("[columns]", columns), ("[roles]", roles), ("[speakers]", speakers)):
            for name, value in table.items():
                _typed(value, str, f"{path.name}, {where}, {name}")
        if "on" in masking:
            source["masking"] = masking["on"]
        try:
            return cls(**lists, roles=roles, speakers=speakers, **source, **columns)
        except MappingError as fault:
            raise MappingError(f"{path.name}: {fault}") from fault

    @property
    def hides_names(self) -> bool:
        """Whether names of persons stay out of what is stored: they do but in what is published."""
        return self.masking and not self.public

    def as_dict(self) -> dict[str, Any]:
        """Give the mapping as plain values for JSON; :meth:`from_dict` takes them back."""
        return asdict(self) | {name: list(getattr(self, name)) for name in _TUPLES}

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """Take a mapping back from plain values."""
        return cls(**values | {name: tuple(values.get(name, ())) for name in _TUPLES})

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
        said: dict[str, Any] = {
            name: value for name, value in flags.items() if value not in (None, (), [], {})
        }
        said |= {name: tuple(said[name]) for name in _TUPLES if name in said}
        lists = ("keep", "questions")
        claimed = {said[name] for name in FIELDS if name in said}.union(
            *(said.get(name, ()) for name in lists)
        )
        freed: dict[str, Any] = {name: None for name, column in self.columns.items() if column in claimed}
        freed |= {name: tuple(each for each in getattr(self, name) if each not in claimed) for name in lists}
        return replace(self, **{**freed, **said})

    def over(self, preset: Mapping) -> Mapping:
        """Give the preset of a format with this mapping on top: what it leaves as it was changes nothing.

        >>> Mapping(text="titel").over(Mapping(text="tekst", kind="report")).kind
        'report'
        """
        silent = Mapping()
        said = {each.name: getattr(self, each.name) for each in fields(self)}
        return preset.with_flags(
            **{name: value for name, value in said.items() if value != getattr(silent, name)}
        )


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


def _list(values: object, where: str, what: str) -> tuple[str, ...]:
    if not isinstance(values, list) or not all(isinstance(each, str) for each in values):
        raise MappingError(f'{where}: give a list of {what}, such as ["wijk"].')
    return tuple(values)


def _typed(value: object, kind: type, where: str) -> None:
    if type(value) is not kind:
        words = {str: "text", bool: "true or false", int: "a whole number"}
        raise MappingError(f"{where}: found {value!r}, expected {words[kind]}.")
