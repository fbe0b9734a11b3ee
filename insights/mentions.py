"""Who said what, and what counts as a mention of a theme: the rows that :mod:`insights.counting` counts."""

from __future__ import annotations

from functools import cached_property
from typing import Final

import polars as pl

from insights.runs import Run

PERSON: Final = "participant_id"
ROLE: Final = "role"


def mentions(run: Run, level: int) -> pl.DataFrame:
    """Give what counts for the themes of a level: theme_id, contribution_id, one row a pair."""
    found = core_units(run, level).lazy().select("theme_id", "contribution_id")
    return found.unique().sort("theme_id", "contribution_id").collect()


def core_units(run: Run, level: int) -> pl.DataFrame:
    """Give the core units of a level: unit_id, contribution_id, theme_id, one row a unit and theme.

    A unit that repeats another has the theme of that other.
    """
    core = (
        run.assignments.lazy()
        .filter((pl.col("level") == level) & pl.col("primary") & pl.col("core"))
        .select("unit_id", "theme_id")
    )
    units = run.units.lazy().select("unit_id", "contribution_id", "repeat_of")
    own = units.join(core, on="unit_id")
    repeats = units.drop_nulls("repeat_of").join(core, left_on="repeat_of", right_on="unit_id")
    columns = ["unit_id", "contribution_id", "theme_id"]
    found = pl.concat([frame.select(columns) for frame in (own, repeats)])
    return found.unique().sort(columns).collect()


class Spoken:
    """The contributions that count, with the role of who spoke, and the groups they fall into."""

    private: pl.DataFrame
    public: pl.DataFrame

    def __init__(self, run: Run, question: str | None = None) -> None:
        public = run.sources.lazy().select("source_id", "public")
        role_of = run.participants.lazy().select(PERSON, pl.col(ROLE).alias("registered"))
        columns = ["contribution_id", "source_id", PERSON, ROLE, "question"]
        frame = (
            run.contributions.lazy()
            .select(columns)
            .join(public, on="source_id", how="left")
            .join(role_of, on=PERSON, how="left")
            .with_columns(
                pl.coalesce("registered", pl.col(ROLE).drop_nulls().min().over(PERSON)).alias("of_person")
            )
            .with_columns(pl.when(pl.col(PERSON).is_null()).then(ROLE).otherwise("of_person").alias(ROLE))
        )
        if question is not None:
            frame = frame.filter(pl.col("question") == question)
        whole = frame.drop("registered", "of_person").collect()
        is_public = pl.col("public").fill_null(value=False)
        self.private, self.public = whole.filter(~is_public), whole.filter(is_public)

    @cached_property
    def people(self) -> int:
        """Give how many people spoke."""
        return distinct_people(self.private)

    @cached_property
    def role_names(self) -> list[str | None]:
        """Give all roles in alphabetical order, those without a role last; none where nobody has a role."""
        known = self.private[ROLE].drop_nulls().unique().sort().to_list()
        return [*known, None] if known and self.private[ROLE].null_count() else known

    @staticmethod
    def behind(frame: pl.DataFrame) -> int:
        """Give how many people can stand behind these messages: an unknown person counts once a message."""
        return distinct_people(frame) + frame[PERSON].null_count()


def distinct_people(frame: pl.DataFrame) -> int:
    """Give how many known people said these rows."""
    return int(frame[PERSON].drop_nulls().n_unique())
