"""Finding the themes of a finished run once more, from what it stored, to prove that they follow from it."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from corpora.errors import RunError
from corpora.progress import SilentProgress
from corpora.repeats import find_repeats
from corpora.units import with_text
from pipelines.guided import texts_beside
from pipelines.layout import lay_out
from pipelines.links import Link
from pipelines.seeking import find_beside_codes, find_themes
from pipelines.settings import CHARACTERS, Settings
from pipelines.stored_codebook import codebook_of, read_vectors, vectors_table
from pipelines.themes import different_texts
from pipelines.views import make_views, model_views


@dataclass(frozen=True)
class Again:
    """Tables ``assignments`` and ``layout`` as they follow from what a run folder stores."""

    assignments: pl.DataFrame
    layout: pl.DataFrame


def find_again(folder: Path, settings: dict[str, Any], links: list[list[Any]]) -> Again:
    """Find the themes and their map as they follow from what a run folder stores.

    That is contributions, units, vectors and, where there was one, the codebook; ``links`` are the wishes
    that its manifest holds. The units are taken in reversed order: a theme that depended on the order of rows
    would come out differently. Raises :class:`~corpora.errors.RunError` when something lacks or was changed.
    """
    codebook = codebook_of(folder, json.loads((folder / "manifest.json").read_text(encoding="utf-8")))
    names = {field.name for field in dataclasses.fields(Settings)}
    chosen = Settings().replace(
        str(folder), **{name: value for name, value in settings.items() if name in names}
    )
    contributions = pl.read_parquet(folder / "contributions.parquet")
    apart = pl.col("placement").cast(pl.String) == "set apart"
    units = with_text(pl.read_parquet(folder / "units.parquet").reverse(), contributions).with_columns(
        pl.when(apart).then(pl.lit("set apart")).otherwise(None).alias("placement"),
        pl.when(apart).then("reason").otherwise(None).alias("reason"),
        pl.lit(None, pl.String).alias("repeat_of"),
    )
    languages = contributions.select("contribution_id", "language", "participant_id")
    units = units.join(languages, on="contribution_id", how="left", maintain_order="left")
    repeats = find_repeats(contributions)
    if not repeats.equals(_table(folder, "repeats")):
        raise RunError("its table repeats does not follow from its contributions")
    texts = different_texts(units, repeats, each=chosen.repeats == "each")
    vectors = {
        name: _vectors(folder / f"vectors_{name}.parquet", texts.frame)
        for name in chosen.views
        if name != CHARACTERS
    }
    wanted, silent = [Link.from_list(link) for link in links], SilentProgress()
    before = _before(folder)
    if codebook is not None:
        known = texts_beside(codebook, texts)
        of_codes = {
            name: read_vectors(known, pl.read_parquet(folder / f"{vectors_table(name)}.parquet"))
            for name in vectors
        }
        found = find_beside_codes(
            units, texts, vectors, codebook, known, of_codes, chosen, silent, wanted, before
        )
    else:
        views = make_views(texts.words, texts.owner, vectors, chosen)
        found = find_themes(units, texts, views, vectors, chosen, silent, wanted, before)
    models = model_views(texts.owner, vectors, chosen)
    return Again(found.assignments, lay_out(texts, models, found.assignments))


def _before(folder: Path) -> float | None:
    """Give the resolution of the run before, as the run tells it; a run made earlier tells of none."""
    path = folder / "resolutions.parquet"
    tried = pl.read_parquet(path) if path.is_file() else pl.DataFrame()
    known = tried.filter("previous")["resolution"].to_list() if "previous" in tried.columns else []
    return known[0] if known else None


def _table(folder: Path, name: str) -> pl.DataFrame:
    path = folder / f"{name}.parquet"
    if not path.is_file():
        raise RunError(f"{path.name} is not in the run; make the run again")
    return pl.read_parquet(path)


def _vectors(path: Path, texts: pl.DataFrame) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Read a view's vectors in the order of the texts."""
    stored = texts.select("unit_id").join(
        pl.read_parquet(path), on="unit_id", how="left", maintain_order="left"
    )
    lost = stored["vector"].null_count()
    if lost:
        raise RunError(f"{lost} texts have no vector in {path.name}")
    return stored["vector"].to_numpy()
