"""The machine's codings of a run: every unit with the themes it is in, as codes of a codebook."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

import dataframely as dy
import polars as pl

from insights.coding.code_scores import REPEATED
from insights.runs import Run
from labels.codebook import Code, Codebook
from labels.codings import MODEL, Codings, codings
from pipelines.guided_themes import PREFIX

FOLDER: Final = Code(
    "oogst-voorstellen", (("nl", "Voorstellen van Oogst"), ("en", "Suggestions")), origin="map"
)
"""The folder, itself no code, that holds the themes for which the codebook has no code."""


def codings_of(run: Run, codebook: Codebook | None = None) -> dy.DataFrame[Codings]:
    """Give the machine's codings of a run.

    Every unit has the themes it is in; of nested themes the innermost. A theme ``c-…`` of a code in use is
    that code, any other a code of its own, with the id that :func:`with_themes` gives it. A unit that repeats
    another has the codes of that one.
    """
    stands_for = {theme: code_of(theme, codebook) for theme in run.themes["theme_id"]}
    units = run.units.select(
        "contribution_id", "start", "end", pl.coalesce("repeat_of", "unit_id").alias("unit_id")
    )
    given = units.join(run.assignments.select("unit_id", "theme_id", "core"), on="unit_id").join(
        run.themes.select("theme_id", "parent_id"), on="theme_id"
    )
    inner = given.select("contribution_id", "start", "end", pl.col("parent_id").alias("theme_id"))
    made = run.manifest.get("machine", {}).get("created_at")
    return codings(
        given.join(inner.drop_nulls(), on=["contribution_id", "start", "end", "theme_id"], how="anti")
        .sort("contribution_id", "start", "core", descending=[False, False, True])
        .select(
            "contribution_id",
            "start",
            "end",
            pl.col("theme_id").replace_strict(stands_for, return_dtype=pl.String).alias("code"),
            pl.lit(MODEL).alias("coder"),
            pl.lit(MODEL).alias("origin"),
            pl.lit(_moment(made), pl.Datetime("ms", "UTC")).alias("created_at"),
            pl.when("core").then(None).otherwise(pl.lit("aan de rand van het thema")).alias("note"),
        )
    )


def rolled_up(run: Run, codes: Sequence[str]) -> dy.DataFrame[Codings]:
    """Give the machine's codings by these codes only; a theme that is none counts for one above it."""
    parents = dict(run.themes.select("theme_id", "parent_id").iter_rows())
    given = codings_of(run, Codebook(tuple(Code(code, (("", code),)) for code in codes)))

    def up(code: str | None) -> str | None:
        return code if code is None or code in codes else up(parents.get(code))

    counts_for = {code: up(code) for code in given["code"].unique()}
    mapped = pl.col("code").replace_strict(counts_for, return_dtype=pl.String)
    return codings(given.with_columns(mapped.alias("code")).drop_nulls("code"))


def with_themes(run: Run, codebook: Codebook | None = None, only: Collection[str] | None = None) -> Codebook:
    """Give the codebook with a code more for every theme that is none of its codes, in a folder at the end.

    Such a code has the id and label of the theme and origin ``model``; its status is proposed. ``only`` are
    the codes to add, with those above them.
    """
    known = codebook or Codebook((), language="nl")
    others = [
        row
        for row in run.themes.sort("level", "theme_id").iter_rows(named=True)
        if code_of(row["theme_id"], codebook) == row["theme_id"]
    ]
    if only is not None:
        parents = {row["theme_id"]: row["parent_id"] for row in others}
        wanted = {one for code in only for one in _upwards(code, parents)}
        others = [row for row in others if row["theme_id"] in wanted]
    made = tuple(
        Code(
            row["theme_id"],
            ((known.language, row["label"]),),
            parent=code_of(row["parent_id"], codebook) if row["parent_id"] else FOLDER.id,
            status="voorgesteld",
            origin=MODEL,
            definition=row["description"] or "",
            keywords=tuple(row["keywords"]),
        )
        for row in others
    )
    return replace(known, codes=(*known.codes, *((FOLDER, *made) if made else ())))


def code_of(theme: str, codebook: Codebook | None) -> str:
    """Give the id of the code that a theme stands for; its own where it stands for none."""
    if codebook is None or not theme.startswith(PREFIX):
        return theme
    own = theme.removeprefix(PREFIX)
    code = own if own in codebook.by_id else REPEATED.sub("", own)
    return (codebook.counts_for(code) if code in codebook.by_id else None) or theme


def _upwards(theme: str, parents: Mapping[str, str | None]) -> Iterator[str]:
    """Give a theme and those above it, up to the first that is a code of the codebook."""
    above: str | None = theme
    while above is not None and above in parents:
        yield above
        above = parents[above]


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).astimezone(UTC).replace(microsecond=0)
