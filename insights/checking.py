"""Proving the promises of a run: verbatim or nothing, nobody disappears, the same in the same out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corpora.errors import RunError
from corpora.files import sha256_of
from insights.promises.nobody_disappears import prove_nobody_disappears
from insights.promises.originals import prove_originals
from insights.promises.promise import Promise
from insights.promises.same_again import prove_same_again
from insights.promises.verbatim import prove_verbatim
from insights.runs import TABLES, Run
from pipelines.stored_codebook import codebook_of


def check(run: Run, sources: Sequence[Path] | None = None) -> list[Promise]:
    """Prove the promises of a run from its tables; with ``sources`` also from the original files.

    Nothing that the run computed is taken on trust: hashes and ids are made again, spans are cut again, and
    the themes are found again from the stored vectors with the units in another order.
    """
    intact = prove_intact(run)
    if any("missing" in fault for fault in intact.faults):
        return [intact]
    proven = [intact, prove_verbatim(run), prove_nobody_disappears(run), prove_same_again(run)]
    return proven if sources is None else [*proven, prove_originals(run, sources)]


def prove_intact(run: Run) -> Promise:
    """Hold every table against the hash that the manifest has of it."""
    hashes = run.manifest.get("tables", {})
    faults = []
    for name in sorted({*TABLES, *hashes}):
        path = run.path / f"{name}.parquet"
        if not path.is_file():
            faults.append(f"table '{name}' is missing")
        elif name not in hashes:
            faults.append(f"table '{name}' has no hash in the manifest")
        elif sha256_of(path) != hashes[name]:
            faults.append(f"table '{name}' was changed after the run")
    try:
        codebook_of(run.path, run.manifest)
    except RunError as error:
        faults.append(str(error))
    looked_at = f"{len(hashes)} tables against the hashes in the manifest"
    return Promise("The tables are those that were written", looked_at, tuple(faults))
