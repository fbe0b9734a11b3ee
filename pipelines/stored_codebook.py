"""The codebook of a run, as the run keeps it: the codes as JSON, and the vectors of their texts as tables."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from corpora.errors import RunError
from corpora.files import sha256_of, write_atomically
from labels.codebook import Codebook
from pipelines.embedders.base import Matrix
from pipelines.guided_scores import CodeTexts

FILE = "codebook.json"
"""Where a run keeps its codebook."""


def store_codebook(codebook: Codebook, folder: Path) -> dict[str, Any]:
    """Write the codebook into a run folder; gives what the manifest tells of it."""
    text = json.dumps(codebook.as_dict(), indent=2, ensure_ascii=False) + "\n"
    return {
        "file": FILE,
        "sha256": write_atomically(folder / FILE, text),
        "version": codebook.version,
        "codes": len(codebook.used),
    }


def codebook_of(folder: Path, manifest: Mapping[str, Any]) -> Codebook | None:
    """Give the codebook that a run was made with, None where it was made without one.

    Raises :class:`~corpora.errors.RunError` when the file is gone or is not the one that the run wrote.
    """
    told = manifest.get("codebook")
    if not told:
        return None
    path = folder / told["file"]
    if not path.is_file():
        raise RunError(f"{path} is missing. Run again with --codebook, or put it back.")
    if sha256_of(path) != told["sha256"]:
        raise RunError(
            f"{path} was changed after the run. A run keeps the codebook it was made with: put it back, and "
            "make a new run with --codebook for another."
        )
    return Codebook.from_dict(json.loads(path.read_text(encoding="utf-8")))


def vectors_table(view: str) -> str:
    """Name the table with the vectors of the codebook's texts in a view."""
    return f"codebook_vectors_{view}"


def stored_vectors(known: CodeTexts, matrix: Matrix) -> pl.DataFrame:
    """Give the vectors of a codebook's texts as a table to store, columns ``text_sha256`` and ``vector``."""
    return (
        pl.DataFrame(
            {
                "text_sha256": _hashes(known),
                "vector": pl.Series(matrix, dtype=pl.Array(pl.Float32, matrix.shape[1])),
            }
        )
        .unique("text_sha256", keep="first", maintain_order=True)
        .sort("text_sha256")
    )


def read_vectors(known: CodeTexts, table: pl.DataFrame) -> Matrix:
    """Give the vectors of a codebook's texts from what :func:`stored_vectors` gave.

    Raises :class:`~corpora.errors.RunError` when the table lacks a text.
    """
    wanted = pl.DataFrame({"text_sha256": _hashes(known)}, schema={"text_sha256": pl.String})
    rows = wanted.join(table, on="text_sha256", how="left", maintain_order="left")["vector"]
    if rows.null_count():
        raise RunError(
            f"{rows.null_count()} texts of the codebook have no vector in the run; the codebook or the "
            "vectors were changed after it. Run again with --codebook."
        )
    return np.asarray(rows.to_numpy(), dtype=np.float32)


def _hashes(known: CodeTexts) -> list[str]:
    return [hashlib.sha256(text.encode()).hexdigest() for text in known.texts]
