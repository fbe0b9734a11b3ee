"""The settings of a run: every choice that changes its outcome, with its default."""

from __future__ import annotations

import dataclasses
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpora.errors import SettingsError, nearest

CHARACTERS = "characters"
"""Name of the view of character n-grams, which needs no model."""
DEFAULT_MODEL = "intfloat/multilingual-e5-large-instruct"
"""The sentence-transformer of preset ``best`` when none is named."""
PRESETS: dict[str, dict[str, float]] = {
    "fast": {"use": 1.0, CHARACTERS: 1.0},
    "standard": {"use": 1.0, "e5": 2.0, CHARACTERS: 1.25},
    "best": {"model": 2.0, CHARACTERS: 1.0},
}
"""Per preset the views and their weights.

``model`` stands for the sentence-transformer of ``Settings.model``.
"""
WHITENING = {"e5": 0.5, "model": 0.5}
"""How far a view's strongest directions are toned down; the others are taken as they are."""
GRANULARITY = {"coarse": 0.6, "normal": 1.0, "fine": 2.5}
"""The detail of the finest level, as a factor of its resolution."""
ENGINES = ("graph", "bertopic")
REPEATS = ("once", "each")
"""Whether a contribution and its copies weigh as one in finding themes, or each by itself."""


@dataclass(frozen=True)
class Settings:
    """All settings of a run.

    ``granularity`` and ``themes`` are the researcher's say in the detail: the finest level, and the number of
    themes at the top (chosen from what was found when None). ``neighbours`` is the largest number of nearest
    neighbours in the graph; ``resolution`` the lowest that the finest level may have, of Leiden on
    modularity; ``context`` how much a unit leans on its own contribution; ``resamples`` how many times the
    themes are sought again in part of the contributions (0: once, in all of them); ``restarts`` how many
    times Leiden starts over, the best modularity kept. ``minimum_contributions`` is the number of different
    contributions below which no themes are claimed, ``minimum_theme`` the smallest theme, in texts.
    ``repeats`` says whether a contribution and its copies and near copies weigh once in finding themes, or
    each time; they are counted each time whichever it is.
    ``k_explorer`` and ``k_export`` are the numbers of people below which a count is not shown.
    """

    preset: str = "fast"
    engine: str = "graph"
    model: str | None = None
    seed: int = 42
    granularity: str = "normal"
    themes: int | None = None
    neighbours: int = 45
    resolution: float = 1.0
    context: float = 0.5
    repeats: str = "once"
    resamples: int = 30
    restarts: int = 3
    minimum_contributions: int = 30
    minimum_theme: int = 5
    quotes: int = 6
    k_explorer: int = 5
    k_export: int = 10
    topic_model: bool = False

    def __post_init__(self) -> None:
        """Refuse values that cannot be."""
        _one_of("preset", self.preset, PRESETS)
        _one_of("engine", self.engine, ENGINES)
        _one_of("granularity", self.granularity, GRANULARITY)
        _one_of("repeats", self.repeats, REPEATS)
        if self.themes is not None and self.themes < 2:
            raise SettingsError(f"setting 'themes' is {self.themes}; it must be at least 2.")
        if self.resamples < 0 or self.resamples == 1:
            raise SettingsError(f"setting 'resamples' is {self.resamples}; it must be 0, or at least 2.")
        for name in (
            "neighbours",
            "restarts",
            "minimum_contributions",
            "minimum_theme",
            "quotes",
            "k_explorer",
            "k_export",
        ):
            if getattr(self, name) < 1:
                raise SettingsError(f"setting '{name}' is {getattr(self, name)}; it must be at least 1.")
        if self.resolution <= 0:
            raise SettingsError(f"setting 'resolution' is {self.resolution}; it must be above 0.")
        if not 0 <= self.context <= 10:
            raise SettingsError(f"setting 'context' is {self.context}; it must lie between 0 and 10.")

    @property
    def views(self) -> dict[str, float]:
        """Names and weights of the views."""
        return PRESETS[self.preset]

    @property
    def finest_resolution(self) -> float:
        """Resolution of the finest level of a thousand contributions."""
        return self.resolution * GRANULARITY[self.granularity]

    @property
    def model_name(self) -> str:
        """Name or folder of the sentence-transformer that preset ``best`` uses."""
        return self.model or DEFAULT_MODEL

    @classmethod
    def from_toml(cls, path: Path) -> Settings:
        """Read settings from a TOML file of ``name = value`` lines.

        Raises :class:`SettingsError` for an unknown name, a value of another type, or a file that is not
        TOML.
        """
        try:
            values = tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise SettingsError(f"{path} does not exist; give --settings the path of a TOML file.") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(f"{path} is not TOML: {error}.") from error
        return cls().replace(str(path), **values)

    def replace(self, place: str = "settings", **values: Any) -> Settings:
        """Give the settings with some values replaced, each checked for name and type."""
        fields = {field.name: field for field in dataclasses.fields(self)}
        for name, value in values.items():
            if name not in fields:
                raise SettingsError(f"{place} has no setting '{name}'{nearest(name, fields)}")
            values[name] = _checked(place, name, value, str(fields[name].type))
        return dataclasses.replace(self, **values)

    def as_dict(self) -> dict[str, Any]:
        """Give the settings as plain values, with the views spelled out, for the manifest."""
        return dataclasses.asdict(self) | {"views": dict(self.views)}


def _one_of(name: str, value: str, known: Any) -> None:
    if value not in known:
        raise SettingsError(
            f"setting '{name}' is '{value}'; it must be one of {', '.join(known)}{nearest(str(value), known)}"
        )


def _checked(place: str, name: str, value: Any, wanted: str) -> Any:
    if wanted == "float" and type(value) is int:
        value = float(value)
    names = {
        "str": (str,),
        "int": (int,),
        "float": (float,),
        "bool": (bool,),
        "str | None": (str, type(None)),
        "int | None": (int, type(None)),
    }
    if type(value) not in names[wanted]:
        raise SettingsError(f"{place}: setting '{name}' is {value!r}; it must be of type {wanted}.")
    return value
