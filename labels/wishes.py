"""Wishes: what a person wants of the next run, read from a TOML file.

.. code-block:: toml

    must_link = [["B0012", "B0340"]]        # these belong together
    cannot_link = [["B0012", "B0099"]]      # these do not
    protected_themes = ["t3f2a91c07d"]      # a theme of the previous run that stays one theme

    [[pinned_quotes]]
    theme = "Menselijke maat"               # a label, or the id of a theme
    quote = "B0340"

An id is that of a contribution in its source, or of a contribution, unit or quote in a run.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpora.errors import SettingsError, nearest
from labels.anchors import Anchor

LISTS = ("must_link", "cannot_link")
KEYS = (*LISTS, "pinned_quotes", "protected_themes")


@dataclass(frozen=True)
class Pin:
    """A quote that a person wants to see with a theme."""

    theme: str
    quote: str


@dataclass(frozen=True)
class Wishes:
    """What a person wants of the next run; ids as they were written.

    ``anchors`` find by its words what is not there any more under its id.
    """

    must_link: tuple[tuple[str, ...], ...] = ()
    cannot_link: tuple[tuple[str, ...], ...] = ()
    pinned_quotes: tuple[Pin, ...] = ()
    protected_themes: tuple[str, ...] = ()
    anchors: Mapping[str, Anchor] = field(default_factory=dict)

    def joined(self, other: Wishes) -> Wishes:
        """Give these wishes and those of another, each once."""
        return Wishes(
            tuple(dict.fromkeys((*self.must_link, *other.must_link))),
            tuple(dict.fromkeys((*self.cannot_link, *other.cannot_link))),
            tuple(dict.fromkeys((*self.pinned_quotes, *other.pinned_quotes))),
            tuple(dict.fromkeys((*self.protected_themes, *other.protected_themes))),
            {**self.anchors, **other.anchors},
        )

    @classmethod
    def from_toml(cls, path: Path) -> Wishes:
        """Read wishes.

        Raises :class:`~corpora.errors.SettingsError` for a file that is not there or not TOML, an unknown
        key, or an entry of another shape.
        """
        try:
            values = tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise SettingsError(f"{path} does not exist; give --wishes the path of a TOML file.") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(f"{path} is not TOML: {error}.") from error
        for key in values:
            if key not in KEYS:
                raise SettingsError(f"{path} has an unknown key '{key}'{nearest(key, KEYS)}")
        links = {key: tuple(_group(path, key, one) for one in _list(path, key, values)) for key in LISTS}
        pins = tuple(_pin(path, one) for one in _list(path, "pinned_quotes", values))
        themes = _list(path, "protected_themes", values)
        if not all(isinstance(one, str) and one for one in themes):
            raise SettingsError(f"{path}: protected_themes is {themes!r}; it must be a list of theme ids.")
        return cls(links["must_link"], links["cannot_link"], pins, tuple(themes))


def _list(path: Path, key: str, values: dict[str, Any]) -> list[Any]:
    value = values.get(key, [])
    if not isinstance(value, list):
        raise SettingsError(f"{path}: {key} is {value!r}; it must be a list.")
    return value


def _group(path: Path, key: str, value: Any) -> tuple[str, ...]:
    fits = isinstance(value, list) and len(value) > 1 and all(isinstance(one, str) and one for one in value)
    if not fits or len(set(value)) < len(value) or (key == "cannot_link" and len(value) != 2):
        wanted = "two different ids" if key == "cannot_link" else "two or more different ids"
        raise SettingsError(f'{path}: an entry of {key} is {value!r}; it must be {wanted}, as ["B1", "B2"].')
    return tuple(value)


def _pin(path: Path, value: Any) -> Pin:
    fits = isinstance(value, dict) and value.keys() == {"theme", "quote"}
    if not fits or not all(isinstance(one, str) and one for one in value.values()):
        wanted = "a theme and a quote, and no more"
        raise SettingsError(f"{path}: an entry of [[pinned_quotes]] is {value!r}; it must have {wanted}.")
    return Pin(value["theme"], value["quote"])
