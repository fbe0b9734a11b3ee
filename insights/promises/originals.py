"""Verbatim, against the original files: read again through the same mapping, with every repair listed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from corpora.contributions import read_sources
from corpora.errors import OogstError, RunError, many
from corpora.ledger import outcomes
from corpora.masking import read_review
from corpora.stored_names import opened, restored, still_sealed
from insights.promises.promise import Promise, first
from insights.runs import Run


def prove_originals(run: Run, sources: Sequence[Path]) -> Promise:
    """Read the original files again and hold every stored text against them; list every repair."""
    name = "Verbatim, against the original files"
    known = {row["sha256"]: row["file"] for row in run.sources.select("sha256", "file").to_dicts()}
    paths = [path for path in sources if path.exists()]
    review = run.manifest.get("machine", {}).get("review")
    try:
        mapping = restored(run.manifest["mapping"])
        decisions = read_review(run.path / review) if review else None
        corpus = read_sources(paths, mapping, decisions=decisions) if paths else None
    except OogstError as error:
        return Promise(name, many(len(known), "files"), (str(error),))
    hashes = set() if corpus is None else set(corpus.sources["sha256"])
    faults = [
        f"{file}: the file that was read is not here unchanged; give its path with --sources"
        for digest, file in known.items()
        if digest not in hashes
    ]
    if faults or corpus is None:
        return Promise(name, many(len(known), "files"), tuple(faults))
    gone = outcomes(run.ledger).filter(pl.col("outcome").cast(pl.String) == "erased")
    said = corpus.contributions.join(gone, on=["source_id", "row"], how="anti")
    again = said.select("contribution_id", pl.col("text").alias("original"))
    stored = run.contributions.select("contribution_id", "row", "text")
    both = stored.join(again, on="contribution_id", how="full", coalesce=True)
    differing = both.filter(
        pl.col("text").is_null() | pl.col("original").is_null() | (pl.col("text") != pl.col("original"))
    )
    faults += first(
        [f"contribution {one} is not what the file says" for one in differing["contribution_id"]],
        "contributions",
    )
    repairs = corpus.ledger.filter(pl.col("outcome").cast(pl.String) == "repaired").join(
        gone, on=["source_id", "row"], how="anti"
    )
    notes = first(
        [f"row {row}, repaired: {reason}" for row, reason in repairs.select("row", "reason").iter_rows()],
        "repairs",
    )
    if still_sealed(mapping):
        notes.append("names in the mapping were sealed on another machine, so it was read without them")
    if gone.height:
        notes.append(
            f"{gone.height} rows were erased at the request of a participant, and are in the files still"
        )
    found = f"{many(stored.height, 'contributions')} read again from {many(len(known), 'files')}"
    return Promise(name, found, tuple(faults), tuple(notes))


def original_paths(run: Run) -> list[Path]:
    """Give the paths of the files a run was made from, where the manifest's machine block still knows them.

    Raises :class:`RunError` when it does not.
    """
    paths: list[str] = run.manifest.get("machine", {}).get("sources", [])
    if not paths:
        raise RunError(f"{run.name} does not say where its sources were; name them after --sources.")
    return [run.path / path for path in opened(paths)]


def erased_rows(run: Run) -> dict[str, int]:
    """Count the rows of every source that were erased at the request of a participant."""
    gone = outcomes(run.ledger).filter(pl.col("outcome").cast(pl.String) == "erased")
    return dict(gone.group_by("source_id").len().iter_rows())
