"""Finding themes at two levels, from units and their views, with every unit placed or told why not."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl
import scipy.sparse as sp

from pipelines.communities import Levels, tie_weights
from pipelines.delimitation import Delimitation, grade_of_theme
from pipelines.partitions import Labels
from pipelines.repeats import stand_ins

CORE = 0.5
"""A unit is core where at least this share of its neighbourhood lies in the theme, and fringe below it."""
SECOND = 0.25
"""A unit is a second member of a theme that holds at least this share of its neighbourhood."""
_THEMES = {
    "theme_id": pl.String,
    "parent_id": pl.String,
    "level": pl.Int64,
    "stability": pl.Float64,
    "grade": pl.String,
}
STANDS_APART = "stands apart: no theme is near"


def too_few(minimum: int) -> str:
    """Say why no themes are claimed."""
    return f"fewer than {minimum} different contributions: no themes are claimed"


@dataclass(frozen=True)
class Texts:
    """The different texts among the units, in an order that follows from their content alone.

    ``frame`` has columns ``text``, ``whole``, ``language`` and ``unit_id`` (of the unit that stands for the
    text); ``owner`` numbers the contributions they come from and ``person`` the participants, -1 where
    unknown; ``member`` maps each unit that takes part to its text: columns ``unit_id``, ``position``.
    """

    frame: pl.DataFrame
    owner: npt.NDArray[np.int64]
    person: npt.NDArray[np.int64]
    member: pl.DataFrame

    @property
    def contributions(self) -> int:
        """Number of different contribution texts."""
        return self.frame["whole"].n_unique()

    @property
    def words(self) -> list[str]:
        """What they say, in order."""
        return self.frame["text"].to_list()

    @property
    def hashes(self) -> list[str]:
        """One content hash a text."""
        return self.frame["hash"].to_list()

    def part(self, positions: npt.NDArray[np.int64]) -> Texts:
        """Give some of the texts, by position in rising order, numbered anew; shape ``(part,)``."""
        own = {int(position): number for number, position in enumerate(positions)}
        of_part = pl.col("position").is_in(list(own))
        number = pl.col("position").replace_strict(own, return_dtype=pl.Int64)
        return Texts(
            self.frame[positions].with_columns(number),
            np.unique(self.owner[positions], return_inverse=True)[1].astype(np.int64),
            self.person[positions],
            self.member.filter(of_part).with_columns(number),
        )


def different_texts(units: pl.DataFrame, repeats: pl.DataFrame | None = None, *, each: bool = False) -> Texts:
    """Collect the different texts among the units that are not set apart.

    Takes table ``units`` with columns ``text``, ``whole``, ``language`` and ``participant_id``, and table
    ``repeats``. The same words in the same contribution text are one text, and a unit of a copy or near copy
    is the text of the unit that stands for it, so that a campaign does not make a theme by its number. With
    ``each`` every unit is a text of its own. Order follows the hash of the words.
    """
    taking_part = units.filter(pl.col("placement").is_null())
    if each:
        keys = taking_part.select("text", "whole", "unit_id", "language")
        of = taking_part.select("unit_id", pl.col("unit_id").alias("stands"))
    else:
        of = _standing(taking_part, units, repeats)
        alone = taking_part.join(of.filter(pl.col("unit_id") == pl.col("stands")), on="unit_id", how="semi")
        keys = alone.group_by("text", "whole").agg(pl.col("unit_id").min(), pl.col("language").min())
    hashes = pl.Series(
        "hash",
        [_hash(text, whole) for text, whole in keys.select("text", "whole").iter_rows()],
        dtype=pl.String,
    )
    frame = (
        keys.with_columns(hashes)
        .sort("hash", "unit_id")
        .with_row_index("position")
        .cast({"position": pl.Int64})
    )
    key = ["unit_id"] if each else ["text", "whole"]
    stands = taking_part.select(
        pl.col("unit_id").alias("stands"), *(pl.col(one).alias(f"of_{one}") for one in key)
    )
    member = of.join(stands, on="stands", how="left", maintain_order="left").join(
        frame.select("position", *(pl.col(one).alias(f"of_{one}") for one in key)),
        on=[f"of_{one}" for one in key],
        how="left",
        maintain_order="left",
    )
    owner = frame["whole"].rank("dense").cast(pl.Int64).to_numpy() - 1
    speaker = frame.select("unit_id").join(
        taking_part.select("unit_id", "participant_id"), on="unit_id", how="left", maintain_order="left"
    )["participant_id"]
    return Texts(frame, owner, _numbered(speaker), member.select("unit_id", "position"))


def _standing(taking_part: pl.DataFrame, units: pl.DataFrame, repeats: pl.DataFrame | None) -> pl.DataFrame:
    """Give every unit that takes part with the unit that stands for it, itself where nothing else does."""
    own = taking_part.select("unit_id")
    if repeats is None or not repeats.height:
        return own.with_columns(pl.col("unit_id").alias("stands"))
    return own.join(stand_ins(units, repeats), on="unit_id", how="left", maintain_order="left").with_columns(
        pl.coalesce("stands", "unit_id").alias("stands")
    )


@dataclass(frozen=True)
class Found:
    """What was found.

    Tables ``units`` (placed) and ``assignments``; ``themes`` without words yet (theme_id, parent_id, level,
    stability, grade); in ``members`` the positions of the texts of every theme; and table ``resolutions``,
    the trade-off, where it was computed.
    """

    units: pl.DataFrame
    assignments: pl.DataFrame
    themes: pl.DataFrame
    members: dict[str, npt.NDArray[np.int64]]
    resolutions: pl.DataFrame | None = None


def no_themes(units: pl.DataFrame, reason: str) -> Found:
    """Claim no themes: every unit that is not set apart is unplaced, for one reason."""
    open_ = pl.col("placement").is_null()
    placed = units.with_columns(
        pl.when(open_).then(pl.lit("unplaced")).otherwise("placement").alias("placement"),
        pl.when(open_).then(pl.lit(reason)).otherwise("reason").alias("reason"),
    )
    schema = {"unit_id": pl.String, "theme_id": pl.String, "level": pl.Int64, "membership": pl.Float64}
    rest = {"primary": pl.Boolean, "core": pl.Boolean, "stability": pl.Float64}
    assignments = pl.DataFrame(schema=schema | rest)
    return Found(placed, assignments, pl.DataFrame(schema=_THEMES), {})


def place(
    units: pl.DataFrame,
    texts: Texts,
    graph: sp.csr_matrix,
    levels: Levels,
    delimitation: Sequence[Delimitation] = (),
) -> Found:
    """Turn communities into themes and place every unit in one theme of each level, with its membership.

    Membership is the share of a text's edge weight that goes to the theme; the community it was put in is
    primary, others from :data:`SECOND` are second memberships. ``delimitation`` is by level, where it was
    measured.
    """
    themes, assignments, members = [], [], {}
    parents: list[str] = []
    above: Labels | None = None
    for level, labels in enumerate(levels.partitions, start=1):
        measured = delimitation[level - 1] if delimitation else None
        ids = [
            _theme_id(level, texts.hashes, labels, number)
            for number in range(int(labels.max(initial=-1)) + 1)
        ]
        for number, theme in enumerate(ids):
            inside = np.flatnonzero(labels == number)
            members[theme] = inside
            parent = None if above is None else parents[int(above[inside[0]])]
            stability = None if measured is None else round(float(measured.themes[number]), 6)
            themes.append((theme, parent, level, stability, grade_of_theme(stability)))
        assignments.append(_assign(graph, labels, ids, level, None if measured is None else measured.texts))
        parents, above = ids, labels
    by_text = pl.concat(assignments)
    table = texts.member.join(by_text, on="position", maintain_order="left_right").drop("position")
    homeless = set(np.flatnonzero(levels.finest < 0).tolist())
    return Found(
        placed_units(units, texts, homeless, pl.lit(STANDS_APART)),
        table,
        pl.DataFrame(themes, schema=_THEMES, orient="row"),
        members,
    )


def _assign(
    graph: sp.csr_matrix,
    labels: Labels,
    ids: Sequence[str],
    level: int,
    stability: npt.NDArray[np.float64] | None,
) -> pl.DataFrame:
    """Give the memberships at one level, by position of the text."""
    ties = tie_weights(graph, labels)
    share = ties / np.maximum(np.asarray(graph.sum(axis=1)).reshape(-1, 1), 1e-12)
    own = labels[:, None] == np.arange(len(ids))[None, :]
    position, number = np.nonzero(own | ((share >= SECOND) & (labels[:, None] >= 0)))
    membership = np.clip(share[position, number], 0.0, 1.0).round(6)
    primary = own[position, number]
    held = np.full(len(labels), np.nan) if stability is None else stability
    return pl.DataFrame(
        {
            "position": position.astype(np.int64),
            "theme_id": [ids[int(each)] for each in number],
            "level": np.full(len(position), level, dtype=np.int64),
            "membership": membership,
            "primary": primary,
            "core": primary & (membership >= CORE),
            "stability": np.where(primary, held[position], np.nan).round(6),
        },
        schema_overrides={"theme_id": pl.String},
        nan_to_null=True,
    )


def placed_units(
    units: pl.DataFrame, texts: Texts, homeless: Collection[int], reason: pl.Expr
) -> pl.DataFrame:
    """Fill in placement, reason and repeat_of of every unit, in the order of the units.

    ``homeless`` are the positions of the texts without a theme, and ``reason`` says why not.
    """
    stands_for = texts.frame.select("position", pl.col("unit_id").alias("representative"))
    member = texts.member.join(stands_for, on="position", how="left").with_columns(
        pl.col("position").is_in(sorted(homeless)).alias("homeless")
    )
    joined = units.join(member, on="unit_id", how="left", maintain_order="left")
    apart = pl.col("placement") == "set apart"
    repeats = pl.col("representative").is_not_null() & (pl.col("representative") != pl.col("unit_id"))
    return joined.with_columns(
        pl.when(apart)
        .then("placement")
        .when("homeless")
        .then(pl.lit("unplaced"))
        .otherwise(pl.lit("placed"))
        .alias("placement"),
        pl.when(apart).then("reason").when("homeless").then(reason).otherwise(None).alias("reason"),
        pl.when(repeats).then("representative").otherwise(None).alias("repeat_of"),
    ).drop("position", "representative", "homeless")


def _numbered(people: pl.Series) -> npt.NDArray[np.int64]:
    """Give people numbers by where they first speak, so that no id plays a part; -1 for nobody known."""
    numbers: dict[str, int] = {}
    return np.array(
        [-1 if person is None else numbers.setdefault(person, len(numbers)) for person in people],
        dtype=np.int64,
    )


def _theme_id(level: int, hashes: Sequence[str], labels: Labels, number: int) -> str:
    """Name a theme after its level and its texts, so that the same texts give the same name."""
    digest = hashlib.sha256(str(level).encode())
    for position in np.flatnonzero(labels == number):
        digest.update(hashes[int(position)].encode())
    return "t" + digest.hexdigest()[:10]


def _hash(text: str, whole: str) -> str:
    return hashlib.sha256(f"{text}\x1f{whole}".encode()).hexdigest()
