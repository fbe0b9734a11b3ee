"""Drawing contributions for people to code: from every theme, sure and unsure, and from every role."""

from __future__ import annotations

from typing import Final

import polars as pl

from corpora.errors import SettingsError
from corpora.identity import hashed
from insights.evaluation import contribution_themes
from insights.runs import Run

SEED: Final = 42
LONGEST: Final = 8_000
"""Characters above which a contribution is not drawn: nobody codes it from a cell, which holds 32,767."""
SURE, FRINGE, NONE = "core", "fringe", "without a theme"


def draw(run: Run, number: int, seed: int = SEED) -> pl.DataFrame:
    """Draw contributions: ``contribution_id``, ``text``, in the order in which they are to be coded.

    The strata are theme (of the finest level) by certainty (core, fringe, without a theme) by role. Each gets
    its share of ``number`` by the method of largest remainders; among equal remainders the larger stratum,
    then the first by name. Inside a stratum, and in the order of the outcome, chance decides, by the seed and
    the content, never by the order of rows. Of equal texts one is drawn. Raises
    :class:`~corpora.errors.SettingsError` where the run has fewer contributions that can be drawn.
    """
    frame = _strata(run)
    if number < 1 or number > frame.height:
        raise SettingsError(
            f"{number} contributions cannot be drawn: {run.name} has {frame.height} different ones "
            f"of at most {LONGEST} characters. Give --n from 1 to {frame.height}."
        )
    sizes = (
        frame.group_by("theme", "certainty", "role")
        .len()
        .with_columns((pl.col("len") * number / frame.height).alias("exact"))
        .with_columns(pl.col("exact").floor().cast(pl.Int64).alias("seats"))
        .sort(
            pl.col("exact") - pl.col("seats"),
            "len",
            "theme",
            "certainty",
            "role",
            descending=[True, True, False, False, False],
        )
    )
    left = number - int(sizes["seats"].sum())
    sizes = sizes.with_row_index("place").with_columns(
        (pl.col("seats") + (pl.col("place") < left).cast(pl.Int64)).alias("seats")
    )
    mixed = frame.with_columns(
        pl.Series("chance", [hashed(f"{seed}:{one}") for one in frame["contribution_id"]], dtype=pl.String)
    ).sort("chance")
    drawn = mixed.join(
        sizes.select("theme", "certainty", "role", "seats"),
        on=["theme", "certainty", "role"],
        maintain_order="left",
    ).filter(pl.int_range(pl.len()).over("theme", "certainty", "role") < pl.col("seats"))
    return drawn.select("contribution_id", "text")


def most_drawn(run: Run) -> int:
    """Tell how many contributions can be drawn at most."""
    return run.contributions.filter(pl.col("text").str.len_chars() <= LONGEST)["text"].n_unique()


def _strata(run: Run) -> pl.DataFrame:
    """Give every contribution that can be drawn with its theme, certainty and role."""
    core = (
        run.units.select("contribution_id", pl.coalesce("repeat_of", "unit_id").alias("unit_id"))
        .join(run.assignments.filter("primary", "core").select("unit_id"), on="unit_id")
        .select("contribution_id", pl.lit(SURE).alias("certainty"))
        .unique()
    )
    return (
        run.contributions.filter(pl.col("text").str.len_chars() <= LONGEST)
        .select("contribution_id", "text", pl.col("role").fill_null(""))
        .sort("contribution_id")
        .unique("text", keep="first", maintain_order=True)
        .join(contribution_themes(run), on="contribution_id", how="left")
        .join(core, on="contribution_id", how="left")
        .with_columns(
            pl.col("theme_id").fill_null("").alias("theme"),
            pl.when(pl.col("theme_id").is_null())
            .then(pl.lit(NONE))
            .otherwise(pl.col("certainty").fill_null(FRINGE))
            .alias("certainty"),
        )
        .select("contribution_id", "text", "theme", "certainty", "role")
    )
