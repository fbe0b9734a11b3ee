"""Plans: which corpora are run with which settings and seeds, from a TOML file or from settings to vary."""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, Final

from corpora.errors import SettingsError, nearest
from corpora.mapping import Mapping as SourceMapping
from pipelines.settings import Settings

_TOP: Final = ("corpora", "settings", "seeds")
_CORPUS: Final = ("name", "sources", "mapping", "gold", "label", "id", "codes")


@dataclass(frozen=True)
class Gold:
    """Labels that people gave: the file, and the columns as ``read_gold`` takes them."""

    path: Path
    label: str
    native_id: str | None = None
    codes: str | None = None


@dataclass(frozen=True)
class PlannedCorpus:
    """A corpus of a plan."""

    name: str
    sources: tuple[Path, ...]
    mapping: SourceMapping = dataclasses.field(default_factory=SourceMapping)
    gold: Gold | None = None


@dataclass(frozen=True)
class PlannedSettings:
    """Settings of a plan, under the name that the table gives them; the seed comes from the plan."""

    name: str
    settings: Settings


@dataclass(frozen=True)
class Cell:
    """One run of a plan."""

    corpus: PlannedCorpus
    name: str
    settings: Settings

    def __str__(self) -> str:
        """Name the cell as progress and errors do."""
        return f"{self.corpus.name}, {self.name}, seed {self.settings.seed}"


@dataclass(frozen=True)
class Plan:
    """Corpora × settings × seeds."""

    corpora: tuple[PlannedCorpus, ...]
    settings: tuple[PlannedSettings, ...]
    seeds: tuple[int, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every run of the plan, in the order of the plan."""
        return tuple(
            Cell(corpus, one.name, dataclasses.replace(one.settings, seed=seed))
            for corpus, one, seed in product(self.corpora, self.settings, self.seeds)
        )

    @property
    def varied(self) -> tuple[str, ...]:
        """Names of the settings, but for the seed, that are not the same throughout."""
        values = [dataclasses.asdict(one.settings) for one in self.settings]
        return tuple(
            name for name in values[0] if name != "seed" and len({repr(each[name]) for each in values}) > 1
        )


def read_plan(path: Path) -> Plan:
    """Read a plan; its paths are relative to its own folder.

    Raises :class:`SettingsError` for a file that is not TOML, an unknown key, a wrong type or a name given
    twice, and :class:`~corpora.errors.MappingError` for a mapping that does not fit.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SettingsError(f"{path} does not exist; give the path of a plan in TOML.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} is not TOML: {error}.") from error
    _only(content, _TOP, path.name)
    corpora = tuple(
        _corpus(table, f"{path.name}, [[corpora]] {number}", path.parent)
        for number, table in enumerate(_tables(content, "corpora", path.name), 1)
    )
    if not corpora:
        raise SettingsError(f"{path.name} names no corpus. Add a table [[corpora]] with a name and sources.")
    settings = tuple(
        _settings(table, f"{path.name}, [[settings]] {number}")
        for number, table in enumerate(_tables(content, "settings", path.name), 1)
    ) or (PlannedSettings("default", Settings()),)
    for what, names in (("corpora", [c.name for c in corpora]), ("settings", [s.name for s in settings])):
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise SettingsError(f"{path.name} has two {what} called '{twice[0]}'. Give one another name.")
    seeds = content.get("seeds", [Settings().seed])
    if not isinstance(seeds, list) or not seeds or not all(type(seed) is int for seed in seeds):
        raise SettingsError(f"{path.name}: seeds is {seeds!r}; give whole numbers, such as seeds = [42, 43].")
    return Plan(corpora, settings, tuple(dict.fromkeys(seeds)))


def sweep(corpus: PlannedCorpus, base: Settings, vary: Sequence[str], seeds: int) -> Plan:
    """Plan every combination of some settings for one corpus, such as ``["resolution=0.5,1"]``.

    Seeds are counted from that of ``base``. Raises :class:`SettingsError` for an unknown setting or an
    impossible value.
    """
    choices = dict(_varied(text) for text in vary)
    if len(choices) < len(vary):
        raise SettingsError("a setting is varied twice. Give all its values in one --vary, with commas.")
    combinations = [dict(zip(choices, values, strict=True)) for values in product(*choices.values())]
    settings = tuple(
        PlannedSettings(
            " ".join(f"{name}={value}" for name, value in chosen.items()),
            base.replace("--vary", **chosen),
        )
        for chosen in combinations
    )
    return Plan((corpus,), settings, tuple(range(base.seed, base.seed + seeds)))


def _varied(text: str) -> tuple[str, list[Any]]:
    """Take ``name=value,value`` apart; values get the type of the setting."""
    name, sign, values = text.partition("=")
    fields = {field.name: str(field.type) for field in dataclasses.fields(Settings) if field.name != "seed"}
    if name not in fields or not sign or not values:
        hint = " Seeds are given with --seeds." if name == "seed" else nearest(name, fields)
        raise SettingsError(
            f"--vary is '{text}'; it must be a setting with values, such as resolution=0.5,1,2{hint}"
        )
    read = [_value(name, value.strip(), fields[name]) for value in values.split(",")]
    return name, list(dict.fromkeys(read))


def _value(name: str, text: str, wanted: str) -> Any:
    if wanted.endswith("| None") and text.lower() in ("", "none"):
        return None
    kind = wanted.removesuffix(" | None")
    try:
        if kind == "bool":
            return {"true": True, "false": False}[text.lower()]
        return {"int": int, "float": float, "str": str}[kind](text)
    except (KeyError, ValueError) as error:
        raise SettingsError(f"--vary {name}: '{text}' is not of type {kind}.") from error


def _corpus(table: Mapping[str, Any], where: str, folder: Path) -> PlannedCorpus:
    _only(table, _CORPUS, where)
    name, sources = _text(table, "name", where), table.get("sources")
    if not isinstance(sources, list) or not sources or not all(isinstance(one, str) for one in sources):
        raise SettingsError(f'{where}: sources is {sources!r}; give a list of files, such as ["ronde1.csv"].')
    gold = None
    if "gold" in table:
        gold = Gold(
            folder / _text(table, "gold", where),
            _text(table, "label", where),
            _text(table, "id", where) if "id" in table else None,
            _text(table, "codes", where) if "codes" in table else None,
        )
    elif unused := [key for key in ("label", "id", "codes") if key in table]:
        raise SettingsError(f"{where}: '{unused[0]}' is of a gold file, and there is none. Add gold = FILE.")
    mapped = "mapping" in table
    return PlannedCorpus(
        name,
        tuple(folder / one for one in sources),
        SourceMapping.from_toml(folder / _text(table, "mapping", where)) if mapped else SourceMapping(),
        gold,
    )


def _settings(table: Mapping[str, Any], where: str) -> PlannedSettings:
    if "seed" in table:
        raise SettingsError(f"{where}: seeds are of the whole plan. Write seeds = [{table['seed']}] above.")
    values = {key: value for key, value in table.items() if key != "name"}
    return PlannedSettings(_text(table, "name", where), Settings().replace(where, **values))


def _text(table: Mapping[str, Any], key: str, where: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise SettingsError(f"{where}: '{key}' is {value!r}; it must be text.")
    return value


def _tables(content: Mapping[str, Any], name: str, where: str) -> list[Mapping[str, Any]]:
    tables = content.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
        raise SettingsError(f"{where}: '{name}' must be a list of tables, each written as [[{name}]].")
    return tables


def _only(table: Iterable[str], known: Sequence[str], where: str) -> None:
    for key in table:
        if key not in known:
            close = nearest(key, known) or "."
            raise SettingsError(f"{where}: unknown key '{key}'{close} Known: {', '.join(known)}.")
