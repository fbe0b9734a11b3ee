"""Searching by meaning: the units of a run that lie nearest to a sentence, by the model that the run used.

How near is near follows from the run itself: from how alike its own nearest neighbours are, and how alike two
units are that were drawn by chance. A model cannot tell whether two sentences agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt
import polars as pl

from corpora.errors import ModelError
from insights.runs import Run
from pipelines.embedders import Embedder, load
from pipelines.settings import Settings

Nearness = Literal["strong", "fair", "weak", "hardly"]
MOST, LEAST = 50, 10
"""Units that a sentence finds at most, and how many it finds where hardly anything is like it."""
DRAWN: Final = 192
"""Units whose own neighbours say how near is near."""
CHANCE: Final = 0.99
"""What is no nearer than this share of pairs that chance draws is hardly near."""
_FIRST: Final = ("use", "e5")
"""Views that are quickest to load."""

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Near:
    """A unit by its number in the index, with how near it lies to what was asked."""

    row: int
    nearness: Nearness


class MeaningIndex:
    """The vectors of a run's units, and the model that makes one of a sentence."""

    def __init__(self, run: Run, units: pl.DataFrame) -> None:
        """Load vectors and model. Raises :class:`~corpora.errors.ModelError` where neither can be used.

        ``units`` has column unit_id, in the order of an index.
        """
        told, self._model = _model(run)
        self.model = str(told["name"])
        table = run.table(f"vectors_{told['view']}")
        numbered = (
            units.select("unit_id").with_row_index("row").join(table, on="unit_id", maintain_order="left")
        )
        self._rows = numbered["row"].to_numpy().astype(np.int64)
        vectors = numbered["vector"].to_numpy()
        self._mean = vectors.mean(axis=0, dtype=np.float64).astype(np.float32)
        self._vectors = _unit_length(vectors - self._mean)
        self._fair, self._strong, self._weak = self._scale()

    def nearest(self, sentence: str, allowed: npt.NDArray[np.bool_]) -> tuple[Near, ...]:
        """Find the units nearest to a sentence, of those that are ``allowed``, shape ``(n_units,)``.

        The nearest first; few of those that are hardly near.
        """
        vector = _unit_length(np.asarray(self._model.encode([sentence]), dtype=np.float32) - self._mean)[0]
        alike = np.asarray(self._vectors @ vector).round(5)
        able = np.flatnonzero(allowed[self._rows])
        best = able[np.argsort(-alike[able], kind="stable")[:MOST]]
        best = best[: max(LEAST, int((alike[best] >= self._weak).sum()))]
        return tuple(Near(int(self._rows[one]), self._word(float(alike[one]))) for one in best)

    def _word(self, alike: float) -> Nearness:
        if alike < self._weak:
            return "hardly"
        return "strong" if alike >= self._strong else "fair" if alike >= self._fair else "weak"

    def _scale(self) -> tuple[float, float, float]:
        """Give from where on likeness is fair, strong, and weak.

        Strong is the middle of how like units are to their nearest neighbour; weak begins where chance ends;
        fair lies halfway.
        """
        some = np.linspace(0, len(self._vectors) - 1, min(DRAWN, len(self._vectors))).astype(np.int64)
        alike = self._vectors[some] @ self._vectors[:: max(1, len(self._vectors) // 20_000)].T
        alike = np.where(alike > 0.9999, -1.0, alike)
        chance, own = float(np.quantile(alike, CHANCE)), float(np.median(alike.max(axis=1)))
        strong = max(own, chance)
        return (chance + strong) / 2, strong, chance


def _model(run: Run) -> tuple[Mapping[str, Any], Embedder]:
    """Find a model of the run that is on this machine in the same revision."""
    told: list[Mapping[str, Any]] = list(run.manifest.get("embedders") or ())
    order = sorted(
        told,
        key=lambda one: (
            one["view"] not in _FIRST,
            _FIRST.index(one["view"]) if one["view"] in _FIRST else 0,
        ),
    )
    for one in order:
        name = (
            str(run.manifest["settings"].get("model") or Settings().model_name)
            if one["view"] == "model"
            else str(one["view"])
        )
        try:
            model = load(name)
        except (ModelError, ImportError):
            continue
        if (model.name, model.revision, model.width) == (one["name"], one["revision"], one["width"]):
            return one, model
    names = ", ".join(f"{one['name']} ({one['revision']})" for one in told) or "no model"
    raise ModelError(
        f"{run.name} was made with {names}, which is not on this machine in that revision, so that it cannot "
        "be searched by meaning. Search it by words, or make the run again here."
    )


def _unit_length(rows: Vectors) -> Vectors:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(length > 0, length, 1), dtype=np.float32)
