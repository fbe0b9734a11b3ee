"""Proving the three promises of a run: verbatim or nothing, nobody disappears, the same in the same out."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from corpora.contributions import read_sources
from corpora.errors import OogstError, RunError
from corpora.files import sha256_of
from corpora.identity import contribution_id
from corpora.mapping import Mapping
from corpora.units import span_id, unit_id
from insights.runs import Run

FIRST = 5
"""Faults of one kind that are spelled out; the rest are counted."""
TABLES = (
    "sources",
    "participants",
    "contributions",
    "units",
    "ledger",
    "themes",
    "assignments",
    "quotes",
    "words",
)


@dataclass(frozen=True)
class Promise:
    """One promise, what was looked at, and where it does not hold."""

    name: str
    looked_at: str
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether no fault was found."""
        return not self.faults


def check(run: Run, sources: Sequence[Path] | None = None) -> list[Promise]:
    """Prove the promises of a run from its tables; with ``sources`` also from the original files.

    Nothing that the run computed is taken on trust: hashes and ids are made again, spans are cut again, and
    the themes are found again from the stored vectors with the rows in another order.
    """
    whole = Promise("The tables are those that were written", *_faults(_tables_intact, run))
    if not whole.holds and any("missing" in fault for fault in whole.faults):
        return [whole]
    promises = [
        whole,
        Promise("Verbatim or nothing", *_faults(_verbatim, run)),
        Promise("Nobody disappears", *_faults(_nobody_disappears, run)),
        Promise("The same in, the same out", *_faults(_same_again, run)),
    ]
    if sources is not None:
        promises.append(_originals(run, sources))
    return promises


Finder = Callable[[Run], Iterator[str]]


def _faults(find: Finder, run: Run) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Run one check; lines that begin with ``+`` say what was looked at.

    With ``~`` what could not be proven.
    """
    looked_at, faults, notes = "", [], []
    for line in find(run):
        if line.startswith("+"):
            looked_at = line[1:]
        elif line.startswith("~"):
            notes.append(line[1:])
        else:
            faults.append(line)
    return looked_at, tuple(faults), tuple(notes)


def _tables_intact(run: Run) -> Iterator[str]:
    hashes = run.manifest.get("tables", {})
    yield f"+{len(hashes)} tables against the hashes in the manifest"
    for name in sorted(set(TABLES) | set(hashes)):
        path = run.path / f"{name}.parquet"
        if not path.is_file():
            yield f"table '{name}' is missing"
        elif name not in hashes:
            yield f"table '{name}' has no hash in the manifest"
        elif sha256_of(path) != hashes[name]:
            yield f"table '{name}' was changed after the run"


def _verbatim(run: Run) -> Iterator[str]:
    contributions = run.contributions
    yield f"+{contributions.height} contributions, {run.units.height} units and {run.quotes.height} quotes"
    texts = dict(contributions.select("contribution_id", "text").iter_rows())
    changed = [
        f"{identifier} (row {row}): its text is not the text that was read"
        for identifier, row, text, digest in contributions.select(
            "contribution_id", "row", "text", "text_sha256"
        ).iter_rows()
        if hashlib.sha256(text.encode()).hexdigest() != digest
    ]
    misnamed = [
        f"{identifier}: its id does not follow from its content" for identifier in _misnamed(contributions)
    ]
    yield from _first(changed, "contributions")
    yield from _first(misnamed, "contributions")
    spans = run.units.select("unit_id", "contribution_id", "start", "end").sort("contribution_id", "start")
    yield from _first(list(_bad_units(spans, texts)), "units")
    yield from _first(list(_bad_quotes(run, texts)), "quotes")


def _misnamed(contributions: pl.DataFrame) -> Iterator[str]:
    """Make every contribution id again.

    A native id such as 17#2 may be the source's own or stand for a second 17.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    columns = ["contribution_id", "source_id", "native_id", "text"]
    for identifier, source, native, text in (
        contributions.sort("source_id", "row").select(columns).iter_rows()
    ):
        for raw in dict.fromkeys((native or "", (native or "").rpartition("#")[0])):
            if contribution_id(source, raw, text, seen[(source, raw, text)]) == identifier:
                seen[(source, raw, text)] += 1
                break
        else:
            yield identifier


def _bad_units(spans: pl.DataFrame, texts: dict[str, str]) -> Iterator[str]:
    """Units must be named after their span, lie inside their text, not overlap.

    And leave only white space out.
    """
    last, reached = "", 0
    covered: dict[str, int] = {}
    for identifier, contribution, start, end in spans.iter_rows():
        text = texts.get(contribution)
        if text is None:
            yield f"unit {identifier} is of contribution {contribution}, which is not there"
            continue
        if contribution != last:
            last, reached = contribution, 0
        if not 0 <= start < end <= len(text) or start < reached:
            yield f"unit {identifier}: span {start}-{end} does not fit in its {len(text)} characters"
        elif unit_id(contribution, start, end) != identifier:
            yield f"unit {identifier}: span {start}-{end} is not the one it was named after"
        elif text[reached:start].strip():
            yield f"unit {identifier}: the words before it are in no unit"
        reached = max(reached, end)
        covered[contribution] = reached
    for contribution, text in texts.items():
        if text[covered.get(contribution, 0) :].strip():
            yield f"contribution {contribution}: its last words are in no unit"


def _bad_quotes(run: Run, texts: dict[str, str]) -> Iterator[str]:
    themes = set(run.themes["theme_id"].to_list())
    columns = ["quote_id", "theme_id", "contribution_id", "start", "end"]
    for quote, theme, contribution, start, end in run.quotes.select(columns).iter_rows():
        text = texts.get(contribution)
        if text is None:
            yield f"quote {quote} is of contribution {contribution}, which is not there"
        elif not 0 <= start < end <= len(text):
            yield f"quote {quote}: span {start}-{end} does not fit in its {len(text)} characters"
        elif span_id(contribution, start, end) != quote:
            yield f"quote {quote}: span {start}-{end} is not the one it was named after"
        elif theme not in themes:
            yield f"quote {quote} is of theme {theme}, which is not there"


def _nobody_disappears(run: Run) -> Iterator[str]:
    ledger = run.ledger.with_columns(pl.col("outcome").cast(pl.String))
    last = ledger.sort("source_id", "row", "event").unique(
        ["source_id", "row"], keep="last", maintain_order=True
    )
    total = int(run.sources["rows"].sum())
    yield f"+{total} input rows of {run.sources.height} sources"
    for source, file, rows in run.sources.select("source_id", "file", "rows").iter_rows():
        known = ledger.filter(pl.col("source_id") == source).sort("row", "event")
        missing = sorted(set(range(1, rows + 1)) - set(known["row"].to_list()))
        yield from _first([f"{file}, row {row}: no outcome in the ledger" for row in missing], "rows")
        extra = known.filter(~pl.col("row").is_between(1, rows))["row"].unique().sort().to_list()
        yield from _first(
            [f"{file}, row {row}: in the ledger, but not in the input" for row in extra], "rows"
        )
        gaps = (
            known.group_by("row")
            .agg(pl.len().alias("n"), pl.col("event").max())
            .filter(pl.col("n") != pl.col("event") + 1)
        )
        yield from _first(
            [f"{file}, row {row}: an event of it is gone from the ledger" for row in gaps["row"].sort()],
            "rows",
        )
    counted = {(row["outcome"], row["reason"]): row["rows"] for row in run.manifest.get("ledger", [])}
    found = {
        (outcome, reason): n for outcome, reason, n in last.group_by("outcome", "reason").len().iter_rows()
    }
    if counted != found:
        yield "the outcomes in the ledger are not those that the manifest counted"
    yield from _outcomes_true(run, last)
    yield from _placements_true(run)


def _outcomes_true(run: Run, last: pl.DataFrame) -> Iterator[str]:
    """Hold the last word of the ledger on a row against what the tables say of it."""
    kept = last.filter(~pl.col("outcome").is_in(["excluded", "erased"]))
    ids = set(run.contributions["contribution_id"].to_list())
    claimed = set(kept["contribution_id"].drop_nulls().to_list())
    yield from _first(
        [f"contribution {one}: the ledger knows no row for it" for one in sorted(ids - claimed)],
        "contributions",
    )
    yield from _first(
        [f"contribution {one}: in the ledger, but not in the run" for one in sorted(claimed - ids)],
        "contributions",
    )
    rank = {"placed": 0, "unplaced": 1, "set apart": 2}
    placement = (
        run.units.select(
            "contribution_id", pl.col("placement").cast(pl.String).replace_strict(rank).alias("rank")
        )
        .group_by("contribution_id")
        .agg(pl.col("rank").min())
    )
    said = kept.select(
        "contribution_id", pl.col("outcome").replace_strict(rank, default=None, return_dtype=pl.Int64)
    )
    wrong = said.join(placement, on="contribution_id", how="left").filter(
        pl.col("outcome").is_null() | pl.col("rank").is_null() | (pl.col("outcome") != pl.col("rank"))
    )
    yield from _first(
        [
            f"contribution {one}: its units do not have the outcome the ledger gives"
            for one in wrong["contribution_id"]
        ],
        "contributions",
    )


def _placements_true(run: Run) -> Iterator[str]:
    """Placed units must have one primary theme at each level, all nested; others none, and a reason."""
    units = run.units.with_columns(pl.col("placement").cast(pl.String))
    without = units.filter((pl.col("placement") != "placed") & pl.col("reason").is_null())[
        "unit_id"
    ].to_list()
    yield from _first([f"unit {one} has no theme and no reason" for one in without], "units")
    placed = units.filter(pl.col("placement") == "placed").select("unit_id")
    primary = run.assignments.filter("primary").select("unit_id", "theme_id", "level")
    for level in range(1, run.levels + 1):
        at = primary.filter(pl.col("level") == level)
        once = at.group_by("unit_id").len()
        bad = (
            placed.join(once, on="unit_id", how="left")
            .filter(pl.col("len").fill_null(0) != 1)["unit_id"]
            .to_list()
        )
        yield from _first([f"unit {one} has not one primary theme at level {level}" for one in bad], "units")
        stray = at.join(placed, on="unit_id", how="anti")["unit_id"].to_list()
        yield from _first([f"unit {one} has a theme but is not placed" for one in stray], "units")
    if placed.height and not run.levels:
        yield f"{placed.height} units are placed, but there are no themes"
    parents = run.themes.filter(pl.col("level") > 1).select("theme_id", "parent_id", "level")
    nested = primary.join(parents, on=["theme_id", "level"]).with_columns(pl.col("level") - 1)
    above = nested.join(primary.rename({"theme_id": "above"}), on=["unit_id", "level"], how="left")
    torn = above.filter(pl.col("above").is_null() | (pl.col("above") != pl.col("parent_id")))[
        "unit_id"
    ].to_list()
    yield from _first([f"unit {one}: its subtheme does not lie in its theme" for one in torn], "units")
    unknown = (
        run.assignments.join(run.themes, on="theme_id", how="anti")["theme_id"].unique().sort().to_list()
    )
    yield from _first([f"theme {one} has members but is not there" for one in unknown], "themes")


def _same_again(run: Run) -> Iterator[str]:
    """Find the themes again from the stored vectors and texts, the units turned about.

    And compare every placement.
    """
    from pipelines.again import find_again

    settings = run.manifest["settings"]
    if not run.levels:
        yield "+no themes were claimed, so there is nothing to find again"
        return
    if settings["engine"] != "graph":
        yield f"+themes of engine '{settings['engine']}'"
        yield "~UMAP and HDBSCAN promise no equal outcome elsewhere, so their themes were not found again"
        return
    try:
        again = find_again(run.path, settings)
    except OogstError as error:
        yield f"the themes cannot be found again: {error}"
        return
    key = ["unit_id", "theme_id", "level", "primary", "core"]
    before = run.assignments.select([*key, "membership"]).sort(key)
    yield f"+{before.height} assignments, found again from the stored vectors with the units in another order"
    after = again.select([*key, "membership"]).sort(key)
    gone, new = before.join(after, on=key, how="anti"), after.join(before, on=key, how="anti")
    yield from _first(
        [
            f"unit {u} is in theme {t} in the run, and not when found again"
            for u, t in gone.select("unit_id", "theme_id").iter_rows()
        ],
        "units",
    )
    yield from _first(
        [
            f"unit {u} is in theme {t} when found again, and not in the run"
            for u, t in new.select("unit_id", "theme_id").iter_rows()
        ],
        "units",
    )
    if (
        not gone.height
        and not new.height
        and not np.allclose(before["membership"], after["membership"], atol=1e-6)
    ):
        yield "memberships differ when found again"


def _originals(run: Run, sources: Sequence[Path]) -> Promise:
    """Read the original files again and hold every stored text against them; list every repair."""
    name, faults, notes = "Verbatim, against the original files", [], []
    known = {row["sha256"]: row["file"] for row in run.sources.select("sha256", "file").to_dicts()}
    paths = [path for path in sources if path.is_file()]
    hashes = {sha256_of(path): path for path in paths}
    for digest, file in known.items():
        if digest not in hashes:
            faults.append(
                f"{file}: the file that was read is not here unchanged; give its path with --sources"
            )
    if faults:
        return Promise(name, f"{len(known)} files", tuple(faults))
    mapping = Mapping.from_dict(run.manifest["mapping"])
    try:
        corpus = read_sources([hashes[digest] for digest in known], mapping)
    except OogstError as error:
        return Promise(name, f"{len(known)} files", (str(error),))
    again = corpus.contributions.select("contribution_id", pl.col("text").alias("original"))
    stored = run.contributions.select("contribution_id", "row", "text")
    both = stored.join(again, on="contribution_id", how="full", coalesce=True)
    differing = both.filter(
        pl.col("text").is_null() | pl.col("original").is_null() | (pl.col("text") != pl.col("original"))
    )
    faults += _first(
        [f"contribution {one} is not what the file says" for one in differing["contribution_id"]],
        "contributions",
    )
    repairs = corpus.ledger.filter(pl.col("outcome").cast(pl.String) == "repaired")
    notes += _first(
        [f"row {row}, repaired: {reason}" for row, reason in repairs.select("row", "reason").iter_rows()],
        "repairs",
    )
    return Promise(
        name, f"{stored.height} contributions read again from {len(known)} files", tuple(faults), tuple(notes)
    )


def _first(faults: Sequence[str], what: str) -> list[str]:
    """Spell out the first faults of a kind and count the rest."""
    more = len(faults) - FIRST
    return [*faults[:FIRST], *([f"… and {more} more {what} like this"] if more > 0 else [])]


def original_paths(run: Run) -> list[Path]:
    """Give the paths of the files a run was made from, where the manifest's machine block still knows them.

    Raises :class:`RunError` when it does not.
    """
    paths: list[Any] = run.manifest.get("machine", {}).get("sources", [])
    if not paths:
        raise RunError(f"{run.name} does not say where its sources were; name them after --sources.")
    return [run.path / path for path in paths]
