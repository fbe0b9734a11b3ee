"""An embedder that gives the vectors that a run stored, so that it can be found again without its model."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from corpora.errors import ModelError
from corpora.units import with_text
from pipelines.embedders import Embedder, load
from pipelines.embedders.base import Matrix
from pipelines.stored_codebook import vectors_table


class StoredVectors:
    """The embedder of a run as its manifest tells of it, with the vectors that it stored.

    ``vectors`` are by SHA-256 of their text, in hex. A text that has none is embedded by the model itself,
    where that is on this machine in the same revision.
    """

    def __init__(self, told: Mapping[str, Any], vectors: Mapping[str, Matrix], model: str) -> None:
        self.name = str(told["name"])
        self.revision = str(told["revision"])
        self.width = int(told["width"])
        self.prompt = str(told.get("prompt", ""))
        self._vectors = vectors
        self._model_name = model

    @property
    def takes_new_texts(self) -> bool:
        """Whether texts that were not stored can be embedded too."""
        return self._model is not None

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Give the vectors of texts, shape ``(n, width)``.

        Raises :class:`~corpora.errors.ModelError` for texts that have none, where the model is not here.
        """
        keys = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
        fresh = [place for place, key in enumerate(keys) if key not in self._vectors]
        if fresh and self._model is None:
            raise ModelError(
                f"{len(fresh)} texts have no vector in the run, as something near them stood for them, and "
                f"the model that made it, {self.name} ({self.revision}), is not on this machine. "
                f"`oogst models get {self.name}` downloads it once; or remove the run and make it again."
            )
        found = np.zeros((len(texts), self.width), dtype=np.float32)
        for place, key in enumerate(keys):
            if key in self._vectors:
                found[place] = self._vectors[key]
        if fresh and self._model is not None:
            found[fresh] = self._model.encode([texts[place] for place in fresh])
        return found

    @cached_property
    def _model(self) -> Embedder | None:
        try:
            model = load(self._model_name)
        except ModelError:
            return None
        same = (model.name, model.revision, model.width) == (self.name, self.revision, self.width)
        return model if same else None


def stored_embedder(folder: Path, told: Mapping[str, Any], model: str) -> StoredVectors:
    """Make the embedder of one view of a run folder; ``told`` is what the manifest says of it.

    A unit that something else stands for has the vector of that, so only those with the same words are taken.
    """
    view = told["view"]
    units = with_text(
        pl.read_parquet(folder / "units.parquet"), pl.read_parquet(folder / "contributions.parquet")
    )
    standing = units.select(pl.col("unit_id").alias("stands"), pl.col("text").alias("embedded"))
    own = (
        units.with_columns(pl.coalesce("repeat_of", "unit_id").alias("stands"))
        .join(standing, on="stands")
        .filter(pl.col("text") == pl.col("embedded"))
        .join(pl.read_parquet(folder / f"vectors_{view}.parquet"), on="unit_id")
        .unique("text", keep="first", maintain_order=True)
    )
    vectors: dict[str, Matrix] = {
        hashlib.sha256(text.encode()).hexdigest(): row
        for text, row in zip(own["text"], own["vector"].to_numpy(), strict=True)
    }
    of_codes = folder / f"{vectors_table(view)}.parquet"
    if of_codes.is_file():
        table = pl.read_parquet(of_codes)
        vectors |= dict(zip(table["text_sha256"], table["vector"].to_numpy(), strict=True))
    return StoredVectors(told, vectors, model)
