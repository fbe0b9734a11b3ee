"""Finding runs and keeping what was read and counted: the only module of the explorer that caches.

A run is read again when its manifest changes or somebody decides about it. Only names of found runs are
accepted, never a path from a URL.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import streamlit as st

from corpora import ledger
from corpora.errors import ModelError, RunError
from insights.comparing.compared import Comparison
from insights.comparing.comparison import compare_groups
from insights.comparing.groups import Grouping, grouped, list_groups, names
from insights.comparing.rounds import By, Rounds, over_rounds
from insights.comparing.voted import Votes
from insights.comparing.votes import count_votes
from insights.counting import (
    Answered,
    ThemeCount,
    count_answered,
    count_outcomes,
    count_themes,
    roles_shown,
    small_number,
)
from insights.decisions.decided_run import DecidedRun, open_decided, version_of
from insights.decisions.never_quoted import never_quoted
from insights.explorer.mapped_units import mapped_units
from insights.runs import MANIFEST, TABLES, Run, open_run
from insights.searching.filters import Narrowing
from insights.splits import Pair, Split
from insights.wording import Language
from labels.decision_log import LogError
from labels.workspace import Workspace

if TYPE_CHECKING:
    from insights.comparing.runs import Comparison as RunComparison
    from insights.quality import Quality
    from insights.reports.building import Building
    from insights.reports.model import Report
    from insights.reports.release import Release
    from insights.reports.writing import Options
    from insights.searching.meaning import MeaningIndex
    from insights.searching.searching import SearchIndex

Key = tuple[str, int, int]


@dataclass(frozen=True)
class Chosen:
    """What a report is made of: themes by id (none for all), pairs of theme and quote, and for whom."""

    themes: tuple[str, ...] = ()
    quotes: tuple[tuple[str, str], ...] = ()
    internal: bool = False


@dataclass(frozen=True)
class Entry:
    """A run in the list of runs."""

    name: str
    title: str
    made: date | None
    synthetic: bool
    language: str = ""


def find_runs() -> dict[str, Path]:
    """Find finished runs by name: the one of OOGST_RUN, then those in OOGST_RUNS, then those in ./runs."""
    one = os.environ.get("OOGST_RUN")
    folders = [Path(folder) for folder in (os.environ.get("OOGST_RUNS"), "runs") if folder]
    paths = [Path(one)] if one else []
    for folder in folders:
        paths += sorted(folder.iterdir()) if folder.is_dir() else []
    found: dict[str, Path] = {}
    for path in paths:
        if (path / MANIFEST).is_file():
            found.setdefault(path.resolve().name, path.resolve())
    return found


def chosen_run(name: str) -> str:
    """Name the run to open: the one asked for, else the one of OOGST_RUN, else the only one, else none."""
    found = find_runs()
    one = os.environ.get("OOGST_RUN")
    if name or not found:
        return name
    if one and Path(one).resolve().name in found:
        return Path(one).resolve().name
    return next(iter(found)) if len(found) == 1 else ""


def entries() -> list[Entry]:
    """List the runs that were found; one that cannot be read keeps its name only."""
    return [_entry(name, path, _written(path)) for name, path in find_runs().items()]


def load(name: str) -> Run:
    """Open a found run by name.

    Raises :class:`LookupError` when it is not among them, and :class:`RunError` when it cannot be read.
    """
    path = find_runs().get(name)
    if path is None:
        raise LookupError(name)
    return _load(path, _stamp(path))


def answered(run: Run, k: int, question: str | None = None) -> Answered:
    """Count who answered, any question or one."""
    return _answered(run, _key(run), k, question)


def theme_counts(run: Run, level: int, k: int, question: str | None = None) -> tuple[ThemeCount, ...]:
    """Count the themes of a level, in what answers any question or one."""
    return _theme_counts(run, _key(run), level, k, question)


def groupings(run: Run, k: int) -> tuple[Grouping, ...]:
    """List what can be compared, with the sizes of the groups."""
    return _groupings(run, _key(run), k)


def comparison(
    run: Run, by: str, first: str, second: str, level: int, question: str | None, k: int
) -> Comparison:
    """Compare two groups. Raises :class:`RunError` where that cannot be done."""
    return _comparison(run, _key(run), by, first, second, level, question, k)


def report_counts(run: Run, *, internal: bool) -> Mapping[str, ThemeCount]:
    """Count every theme under the rule of exports, level by level."""
    return _reports(run, internal).counts


def report(run: Run, chosen: Chosen) -> Report:
    """Build a report under the rule of exports, of what was chosen and may be passed on."""
    from insights.reports.picking import pick

    return pick(_reports(run, chosen.internal).report(chosen.themes or None), chosen.quotes)


def report_file(run: Run, chosen: Chosen, format_: str, language: Language) -> bytes:
    """Write a report in a format."""
    from insights.reports.release import release_of

    return _report_file(run, _key(run), chosen, release_of(run), format_, language)


def report_name(made: Report, format_: str, language: Language) -> str:
    """Name the file of a report in a format, after the run."""
    from insights.reports.writing import file_name

    return f"{made.run_name}-{file_name(made, format_, _options(language))}"


def in_groups(run: Run, by: str, level: int, k: int) -> dict[tuple[str, str | None], Pair]:
    """Count the themes of a level in every group of a grouping, by theme and group."""
    return _in_groups(run, _key(run), by, level, k)


def over_time(run: Run, by: By, level: int, k: int) -> Rounds | None:
    """Count the themes of a level by round or by month; None where it has not two of those."""
    return _over_time(run, _key(run), by, level, k)


def votes(run: Run, level: int, k: int) -> Votes | None:
    """Count the votes, with agreement by theme of a level; None where there are none."""
    return _votes(run, _key(run), level, k)


def method_report(run: Run) -> Report:
    """Build the report of a run without themes: what it tells of sources, method and decisions."""
    return _method_report(run, _key(run))


def quality(run: Run) -> Quality:
    """Assess how good the themes are, without labels of people."""
    return _quality(run, _key(run))


def runs_compared(before: Run, after: Run) -> RunComparison:
    """Compare the themes of two runs as they were found; raises :class:`RunError` where that cannot be."""
    return _runs_compared(before, after, _key(before), _key(after))


def search_index(run: Run) -> SearchIndex:
    """Give the index of the words of a run; decisions do not change what was said."""
    return _search_index(run, _key(run)[:2])


def meaning_index(run: Run) -> MeaningIndex | None:
    """Give the vectors of a run with the model that made them; None where it is not on this machine."""
    return _meaning_index(run, search_index(run), _key(run)[:2])


def narrowing(run: Run, k: int) -> Narrowing:
    """Give what a search can be narrowed to, as the run is decided."""
    return _narrowing(run, _key(run), k)


def not_to_quote(run: Run) -> frozenset[str]:
    """Give the units that are not to be quoted."""
    return _not_to_quote(run, _key(run))


def map_table(run: Run) -> pl.DataFrame:
    """Give every unit that may be shown on the map, with its place and its top theme."""
    return _map_table(run, _key(run))


def language(run: Run) -> str:
    """Give the language that most of what was said is in, in which themes are named; empty without any."""
    return _language(run, _key(run)[:2])


def outcomes(run: Run) -> dict[str, int]:
    """Count input rows by outcome."""
    return _outcomes(run, _key(run))


def ledger_rows(run: Run) -> pl.DataFrame:
    """Give the outcome of every input row, in the order of the sources."""
    return _ledger_rows(run, _key(run))


@st.cache_resource(show_spinner=False, max_entries=8)
def _load(path: Path, stamp: tuple[int, int]) -> Run:
    try:
        run = open_decided(path)
        for table in TABLES:
            getattr(run, table)
        run.manifest.get("settings")
    except (LogError, OSError, ValueError, pl.exceptions.PolarsError) as error:
        raise RunError(f"{path} cannot be read: {error}. Make the run again with `oogst run`.") from error
    return run


@st.cache_resource(show_spinner=False, max_entries=64)
def _entry(name: str, path: Path, stamp: int) -> Entry:
    try:
        run = open_run(path)
        languages = run.sources["language"].unique()
        tongue = str(languages[0] or "") if len(languages) == 1 and run.title else ""
        return Entry(name, run.title or name, made_on(run), is_synthetic(run), tongue)
    except (OSError, ValueError, RunError, pl.exceptions.PolarsError):
        return Entry(name, name, None, synthetic=False)


@st.cache_resource(show_spinner=False, max_entries=16)
def _answered(_run: Run, key: Key, k: int, question: str | None) -> Answered:
    return count_answered(_run, k, question)


@st.cache_resource(show_spinner=False, max_entries=64)
def _theme_counts(_run: Run, key: Key, level: int, k: int, question: str | None) -> tuple[ThemeCount, ...]:
    return count_themes(_run, level, k, question)


@st.cache_resource(show_spinner=False, max_entries=16)
def _groupings(_run: Run, key: Key, k: int) -> tuple[Grouping, ...]:
    return list_groups(_run, k)


@st.cache_resource(show_spinner=False, max_entries=64)
def _comparison(
    _run: Run, key: Key, by: str, first: str, second: str, level: int, question: str | None, k: int
) -> Comparison:
    return compare_groups(_run, by, first, second, level=level, question=question, k=k)


def _reports(run: Run, internal: bool) -> Building:
    """Give what all reports of a run have in common; what may be passed on is read each time."""
    from insights.reports.release import release_of

    return _building(run, _key(run), internal, release_of(run))


@st.cache_resource(show_spinner=False, max_entries=8)
def _building(_run: Run, key: Key, internal: bool, release: Release) -> Building:
    from insights.reports.building import Building  # the other pages need nothing of reports

    return Building(_run, internal=internal)


@st.cache_resource(show_spinner=False, max_entries=16)
def _report_file(
    _run: Run, key: Key, chosen: Chosen, release: Release, format_: str, language: Language
) -> bytes:
    from insights.reports.writing import write

    return write(report(_run, chosen), format_, _options(language))


def _options(language: Language) -> Options:
    """Give the options of files; Dutch ones have CSV as Dutch Excel opens it."""
    from insights.reports.writing import Options

    dutch = language == "nl"
    return Options(language, semicolon=dutch, bom=dutch)


@st.cache_resource(show_spinner=False, max_entries=32)
def _in_groups(_run: Run, key: Key, by: str, level: int, k: int) -> dict[tuple[str, str | None], Pair]:
    frame = grouped(_run, by)
    return Split(_run, frame, names(frame), k).themes(level)


@st.cache_resource(show_spinner=False, max_entries=32)
def _over_time(_run: Run, key: Key, by: By, level: int, k: int) -> Rounds | None:
    try:
        found = over_rounds(_run, level, by, k=k)
    except RunError:
        return None
    return found if sum(period.name is not None for period in found.periods) > 1 else None


@st.cache_resource(show_spinner=False, max_entries=32)
def _votes(_run: Run, key: Key, level: int, k: int) -> Votes | None:
    try:
        return count_votes(_run, level=level, k=k)
    except RunError:
        return None


@st.cache_resource(show_spinner=False, max_entries=8)
def _method_report(_run: Run, key: Key) -> Report:
    from insights.reports.building import build  # the explorer starts sooner without it

    return build(_run, [])


@st.cache_resource(show_spinner=False, max_entries=8)
def _quality(_run: Run, key: Key) -> Quality:
    from insights.quality import assess  # as above

    return assess(_run)


@st.cache_resource(show_spinner=False, max_entries=16)
def _runs_compared(_before: Run, _after: Run, before: Key, after: Key) -> RunComparison:
    from insights.comparing.runs import compare_runs  # loads the pipelines

    found = [one.base if isinstance(one, DecidedRun) else one for one in (_before, _after)]
    return compare_runs(found[0], found[1], agreement=False)


@st.cache_resource(show_spinner=False, max_entries=2)
def _search_index(_run: Run, key: tuple[str, int]) -> SearchIndex:
    from insights.searching.searching import SearchIndex  # loads the pipelines, which other pages do without

    return SearchIndex(_run)


@st.cache_resource(show_spinner=False, max_entries=2)
def _meaning_index(_run: Run, _index: SearchIndex, key: tuple[str, int]) -> MeaningIndex | None:
    from insights.searching.meaning import MeaningIndex

    try:
        return MeaningIndex(_run, _index.units)
    except (ModelError, OSError):
        return None


@st.cache_resource(show_spinner=False, max_entries=4)
def _narrowing(_run: Run, key: Key, k: int) -> Narrowing:
    counts = [count for level in range(1, _run.levels + 1) for count in theme_counts(_run, level, k)]
    return Narrowing(_run, roles_shown(answered(_run, k)), counts)


@st.cache_resource(show_spinner=False, max_entries=4)
def _not_to_quote(_run: Run, key: Key) -> frozenset[str]:
    return never_quoted(_run)


@st.cache_resource(show_spinner=False, max_entries=4)
def _map_table(_run: Run, key: Key) -> pl.DataFrame:
    themes = [one.theme_id for one in theme_counts(_run, 1, small_number(_run))]
    return mapped_units(_run, themes, not_to_quote(_run))


@st.cache_resource(show_spinner=False, max_entries=16)
def _language(_run: Run, key: tuple[str, int]) -> str:
    counts = _run.contributions.group_by("language").len().sort("len", "language", descending=[True, False])
    return str(counts["language"][0]) if counts.height else ""


@st.cache_resource(show_spinner=False, max_entries=16)
def _outcomes(_run: Run, key: Key) -> dict[str, int]:
    return count_outcomes(_run)


@st.cache_resource(show_spinner=False, max_entries=8)
def _ledger_rows(_run: Run, key: Key) -> pl.DataFrame:
    return ledger.outcomes(_run.ledger)


def is_synthetic(run: Run) -> bool:
    """Whether the run is of made-up contributions, as its manifest says."""
    return run.manifest.get("synthetic") is True


def made_on(run: Run) -> date | None:
    """Give the day the run was made, where the manifest says."""
    manifest: dict[str, Any] = run.manifest
    machine = manifest.get("machine")
    stamp = machine.get("created_at") if isinstance(machine, dict) else manifest.get("created_at")
    try:
        return datetime.fromisoformat(str(stamp)).astimezone(UTC).date()
    except ValueError:
        return None


def _stamp(path: Path) -> tuple[int, int]:
    """Tell when a run was written, and after how many decisions it is looked at."""
    try:
        return _written(path), Workspace.around(path).log.version
    except LogError:
        return _written(path), -1


def _written(path: Path) -> int:
    return (path / MANIFEST).stat().st_mtime_ns


def _key(run: Run) -> Key:
    return str(run.path), _written(run.path), version_of(run)
