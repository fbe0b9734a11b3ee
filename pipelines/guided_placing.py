"""Placing by a codebook: every unit under the codes of its text, or in a new theme, or told why not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from labels.codebook import Codebook
from pipelines.guided_scores import GuidedScores
from pipelines.guided_themes import CodeThemes
from pipelines.themes import Found, Texts, placed_units

FITS_NO_CODE = "fits no code of the codebook"
_THEMES = {
    "theme_id": pl.String,
    "parent_id": pl.String,
    "level": pl.Int64,
    "stability": pl.Float64,
    "grade": pl.String,
}
_MEMBERSHIPS = {
    "position": pl.Int64,
    "theme_id": pl.String,
    "level": pl.Int64,
    "membership": pl.Float64,
    "primary": pl.Boolean,
    "core": pl.Boolean,
    "stability": pl.Float64,
}


def place_by_codebook(
    units: pl.DataFrame,
    texts: Texts,
    scores: GuidedScores,
    codebook: Codebook,
    rest: Found | None,
    minimum: int,
) -> Found:
    """Place every unit under the codes of its text, those above another left out; the first is primary.

    Membership is the probability of a code. ``rest`` is what was found among the texts that no code fits,
    None where they come from fewer than ``minimum`` contributions. Codes that no text has are no themes.
    """
    known = CodeThemes(codebook)
    coded = _memberships(scores, known)
    new = _new_themes(texts, rest, known.levels)
    by_text = pl.concat([coded, new.memberships])
    table = texts.member.join(by_text, on="position", maintain_order="left_right").drop("position")
    themes = pl.concat([_code_themes(known, coded), new.themes])
    members = {
        str(theme): np.sort(rows["position"].to_numpy())
        for (theme,), rows in by_text.filter(pl.col("primary") | pl.col("core")).group_by(
            "theme_id", maintain_order=True
        )
    }
    homeless = set(range(texts.frame.height)).difference(by_text["position"])
    placed = placed_units(units, texts, homeless, _reason(rest, minimum))
    resolutions = None if rest is None else rest.resolutions
    return Found(placed, table, themes, members, resolutions)


def _memberships(scores: GuidedScores, known: CodeThemes) -> pl.DataFrame:
    """Give the themes of every text by its codes: one row a text and theme, the most probable code's."""
    rows = [
        (position, theme, level, float(scores.probability[position, code]), rank == 0)
        for position, codes in enumerate(scores.several())
        for rank, code in enumerate(known.narrowest(scores.codes, codes))
        for level, theme in enumerate(known.themes[scores.codes[code]], start=1)
    ]
    columns = {
        name: _MEMBERSHIPS[name] for name in ("position", "theme_id", "level", "membership", "primary")
    }
    return (
        pl.DataFrame(rows, schema=columns, orient="row")
        .group_by("position", "theme_id", "level", maintain_order=True)
        .agg(pl.col("membership").max().clip(0, 1).round(6), pl.col("primary").any())
        .with_columns(pl.lit(True).alias("core"), pl.lit(None, pl.Float64).alias("stability"))
        .select(list(_MEMBERSHIPS))
    )


def _code_themes(known: CodeThemes, coded: pl.DataFrame) -> pl.DataFrame:
    """List the themes of codes that a text has, from the top, in the order of the codebook."""
    used = set(coded["theme_id"])
    parents = {
        theme: (chain[level - 2] if level > 1 else None, level)
        for chain in known.themes.values()
        for level, theme in enumerate(chain, start=1)
        if theme in used
    }
    rows = [(theme, parent, level, None, None) for theme, (parent, level) in parents.items()]
    return pl.DataFrame(rows, schema=_THEMES, orient="row").sort("level", maintain_order=True)


@dataclass(frozen=True)
class _New:
    """New themes, at as many levels as the codebook has, and the memberships of the texts in them."""

    themes: pl.DataFrame
    memberships: pl.DataFrame


def _new_themes(texts: Texts, rest: Found | None, levels: int) -> _New:
    """Take over the new themes: the finest levels where there are more than codes have.

    Where there are fewer the finest is repeated.
    """
    if rest is None or rest.themes.is_empty():
        return _New(pl.DataFrame(schema=_THEMES), pl.DataFrame(schema=_MEMBERSHIPS))
    found = int(rest.themes["level"].max())  # type: ignore[arg-type]
    first = max(1, found - levels + 1)
    level = pl.col("level") - (first - 1)
    themes = rest.themes.filter(pl.col("level") >= first).with_columns(
        pl.when(pl.col("level") > first).then("parent_id").alias("parent_id"), level.alias("level")
    )
    by_text = (
        rest.assignments.filter(pl.col("level") >= first)
        .join(texts.member, on="unit_id", maintain_order="left")
        .with_columns(level.alias("level"))
        .unique(["position", "theme_id"], keep="first", maintain_order=True)
        .select(list(_MEMBERSHIPS))
    )
    for below in range(found - first + 2, levels + 1):
        finest, last = pl.col("level") == below - 1, f"-{below}"
        deeper = themes.filter(finest).with_columns(
            pl.col("theme_id").alias("parent_id"),
            (pl.col("theme_id") + last).alias("theme_id"),
            pl.lit(below, pl.Int64).alias("level"),
        )
        repeated = by_text.filter(finest).with_columns(
            (pl.col("theme_id") + last).alias("theme_id"), pl.lit(below, pl.Int64).alias("level")
        )
        themes, by_text = pl.concat([themes, deeper]), pl.concat([by_text, repeated])
    return _New(themes.select(list(_THEMES)), by_text)


def _reason(rest: Found | None, minimum: int) -> pl.Expr:
    """Say of the units in which no new theme was found, or sought, why not."""
    if rest is None:
        return pl.lit(
            f"{FITS_NO_CODE}; fewer than {minimum} such contributions, so no new themes are claimed"
        )
    unplaced = rest.units.filter(pl.col("placement") == "unplaced").select("unit_id", "reason")
    why = {unit: f"{FITS_NO_CODE}; {reason}" for unit, reason in unplaced.iter_rows()}
    return pl.col("unit_id").replace_strict(why, default=FITS_NO_CODE, return_dtype=pl.String)
