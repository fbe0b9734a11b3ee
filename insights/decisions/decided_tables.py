"""What decisions do to the tables of a run: members and themes are moved about, nothing is computed anew.

Every unit that has a theme keeps one primary theme a level, inside one another. A person's placing is full
membership; where themes merge, memberships add up, as they are shares of one neighbourhood.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, Final

import polars as pl

from corpora.units import span_id
from insights.runs import Run
from labels.anchors import Anchor, Anchorage, Found
from labels.decided import EVERYWHERE
from pipelines.main_quotes import PINNED
from pipelines.themes import CORE

SPAN: Final = ["contribution_id", "start", "end"]
REJECTED_REASON: Final = "its theme was rejected by a person"


class NotApplicable(Exception):
    """A decision that does nothing to this run, with the reason as its message."""


class Desk:
    """The tables of a run while decisions are applied to them, one after another."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.themes, self.assignments, self.units = run.themes, run.assignments, run.units
        self.quotes, self.words = run.quotes, run.words
        self.anchorage = Anchorage(run.contributions, run.units)

    @property
    def levels(self) -> int:
        """How many levels of themes there are."""
        return int(self.themes["level"].max() or 0) if self.themes.height else 0  # type: ignore[arg-type]

    @property
    def ids(self) -> set[str]:
        """The ids of the themes there are."""
        return set(self.themes["theme_id"].to_list())

    def find(self, anchor: Anchor) -> Found:
        """Find a passage. Raises :class:`NotApplicable` where it is not to be found any more."""
        found = self.anchorage.find(anchor)
        if found.lost:
            raise NotApplicable(f"{anchor.id}: {found.lost}")
        return found

    def row(self, theme: str) -> dict[str, Any]:
        """Give a theme as a row of its table."""
        return self.themes.row(by_predicate=pl.col("theme_id") == theme, named=True)

    def members(self, theme: str) -> pl.Series:
        """Give the units that have a theme as their primary one."""
        return self.assignments.filter(pl.col("primary") & (pl.col("theme_id") == theme))["unit_id"]

    def change(self, theme: str, **values: Any) -> None:
        """Change columns of a theme."""
        here = pl.col("theme_id") == theme
        self.themes = self.themes.with_columns(
            pl.when(here).then(pl.lit(value)).otherwise(name).cast(self.themes.schema[name]).alias(name)
            for name, value in values.items()
        )

    def place(self, units: Iterable[str], theme: str) -> None:
        """Put units, and those that repeat them, in a theme, the themes above it and one of each level below.

        Below it a unit stays where it is, or goes to the subtheme it belongs to most, or to the largest.
        """
        group = self._with_copies(units)
        rows = [
            (unit, at, level, 1.0, True, True, None)
            for unit in group
            for level, at in self._chain(unit, theme)
        ]
        self.assignments = _grown(self.assignments.filter(~pl.col("unit_id").is_in(group)), rows)
        self._told(pl.col("unit_id").is_in(group), "placed", None)

    def merge(self, theme: str, into: str) -> None:
        """Make one theme of two of a level; what was in the first is in the second, subthemes too."""
        one, other = self.row(theme), self.row(into)
        if one["level"] != other["level"]:
            raise NotApplicable(f"{theme} and {into} are not of one level")
        inside = self.members(theme).implode()
        target: Any = pl.when(pl.col("theme_id") == theme).then(pl.lit(into))
        for level, above in self._above(into):
            moves = pl.col("primary") & (pl.col("level") == level) & pl.col("unit_id").is_in(inside)
            target = target.when(moves).then(pl.lit(above))
        self.assignments = (
            self.assignments.with_columns(target.otherwise("theme_id").alias("theme_id"))
            .group_by("unit_id", "theme_id", "level", maintain_order=True)
            .agg(
                pl.col("membership").sum().clip(0.0, 1.0).round(6),
                pl.col("primary").any(),
                pl.col("core").any(),
                pl.col("stability").max(),
            )
            .with_columns(core=pl.col("primary") & (pl.col("core") | (pl.col("membership") >= CORE)))
            .select(self.assignments.columns)
        )
        self._join_words(theme, into)
        self._join_quotes(theme, into)
        self.themes = self.themes.filter(pl.col("theme_id") != theme).with_columns(
            pl.col("parent_id").replace(theme, into)
        )
        words = self.words.filter(pl.col("theme_id") == into).sort("rank")["word"].to_list()
        warnings = sorted({*(one["warnings"] or ()), *(other["warnings"] or ())})
        self.change(into, keywords=words, warnings=warnings, stability=None, grade=None)

    def split_units(self, theme: str, made: str, label: str, units: Sequence[str]) -> None:
        """Split units off as a theme of the same level, which has one subtheme of each level below."""
        if made not in self.ids:
            row = self.row(theme)
            taken = self.quotes.filter(pl.col("theme_id") == theme).join(
                self.units.filter(pl.col("unit_id").is_in(units)), on=SPAN, how="semi"
            )
            name, parent = made, row["parent_id"]
            for level in range(row["level"], self.levels + 1):
                self._add_theme(name, parent, level, label)
                self._add_quotes(name, taken, units)
                name, parent = "t" + hashlib.sha256(name.encode()).hexdigest()[:10], name
        self.place(units, made)

    def split_subtheme(self, theme: str, made: str, label: str, subtheme: str) -> None:
        """Make a subtheme a theme of its own, beside the theme it was in."""
        below = self.row(subtheme)
        if below["parent_id"] == made:
            return
        if below["parent_id"] != theme:
            raise NotApplicable(f"{subtheme} is not a subtheme of {theme}")
        if self.themes.filter(pl.col("parent_id") == theme).height == 1:
            raise NotApplicable(f"{subtheme} is the only subtheme of {theme}")
        level = self.row(theme)["level"]
        fresh = below | {"theme_id": made, "parent_id": self.row(theme)["parent_id"], "level": level}
        fresh |= {"label": label, "label_origin": "person"} if label else {}
        self.themes = pl.concat([self.themes, pl.DataFrame([fresh], schema=self.themes.schema)])
        self.change(subtheme, parent_id=made)
        moves = (
            pl.col("primary")
            & (pl.col("level") == level)
            & pl.col("unit_id").is_in(self.members(subtheme).implode())
        )
        self.assignments = self.assignments.with_columns(
            pl.when(moves).then(pl.lit(made)).otherwise("theme_id").alias("theme_id")
        )
        copied = pl.col("theme_id") == subtheme
        named = pl.lit(made).alias("theme_id")
        self.words = pl.concat([self.words, self.words.filter(copied).with_columns(named)])
        self.quotes = pl.concat([self.quotes, self.quotes.filter(copied).with_columns(named)])

    def reject(self, theme: str) -> None:
        """Take away a theme and all below it; where nothing is above it its units are without a theme."""
        level = self.row(theme)["level"]
        away, last = {theme}, {theme}
        while last:
            last = set(self.themes.filter(pl.col("parent_id").is_in(sorted(last)))["theme_id"])
            away |= last
        homeless = self.members(theme).implode() if level == 1 else pl.Series([[]], dtype=pl.List(pl.String))
        gone = pl.col("theme_id").is_in(sorted(away))
        lost = pl.col("unit_id").is_in(homeless)
        self.themes, self.words = self.themes.filter(~gone), self.words.filter(~gone)
        self.quotes = self.quotes.filter(~gone)
        self.assignments = self.assignments.filter(~gone & ~lost)
        self._told(lost, "unplaced", REJECTED_REASON)

    def _told(self, which: pl.Expr, placement: str, reason: str | None) -> None:
        """Say of some units how they are placed, and why."""
        self.units = self.units.with_columns(
            pl.when(which)
            .then(pl.lit(placement))
            .otherwise(pl.col("placement").cast(pl.String))
            .cast(self.units.schema["placement"])
            .alias("placement"),
            pl.when(which).then(pl.lit(reason)).otherwise("reason").alias("reason"),
        )

    def exclude(self, place: Found, theme: str) -> None:
        """Take away every quote that shares a character with a passage, of one theme or of all."""
        of_theme = pl.lit(theme == EVERYWHERE) | (pl.col("theme_id") == theme)
        self.quotes = self.quotes.filter(~(sharing(place) & of_theme))

    def pin(self, unit: str, theme: str, rank: int) -> None:
        """Quote a unit with a theme, at a rank from minus infinity to 0; real ranks follow at the end."""
        if unit not in set(self.assignments.filter(pl.col("theme_id") == theme)["unit_id"]):
            raise NotApplicable(f"{unit} is not a member of {theme}")
        ((contribution, start, end),) = self.units.filter(pl.col("unit_id") == unit).select(SPAN).iter_rows()
        quote = span_id(contribution, start, end)
        same = (pl.col("theme_id") == theme) & (pl.col("quote_id") == quote)
        grade = self.quotes.filter(same)["grade"]
        row = (
            quote,
            theme,
            contribution,
            start,
            end,
            rank,
            "central",
            PINNED,
            grade[0] if len(grade) else None,
        )
        self.quotes = _grown(self.quotes.filter(~same), [row])

    def tidy(self) -> list[str]:
        """Drop quotes of units that left the theme, rank the others, and drop themes without any unit.

        Gives the ids of those.
        """
        spans = self.units.select("unit_id", *SPAN)
        pairs = self.assignments.select("unit_id", "theme_id")
        left = (
            self.quotes.join(spans, on=SPAN)
            .join(pairs, on=["unit_id", "theme_id"], how="anti")
            .select("quote_id", "theme_id")
        )
        full = self.assignments.filter("primary").select("theme_id").unique()
        empty = self.themes.join(full, on="theme_id", how="anti")["theme_id"].sort().to_list()
        gone = pl.col("theme_id").is_in(empty)
        self.themes, self.words = self.themes.filter(~gone), self.words.filter(~gone)
        self.quotes = (
            self.quotes.filter(~gone)
            .join(left, on=["quote_id", "theme_id"], how="anti")
            .sort("theme_id", "rank", "quote_id")
            .with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("theme_id").alias("rank"))
        )
        self.themes = self.themes.sort("level", "theme_id")
        self.assignments = self.assignments.sort("level", "theme_id", "unit_id")
        self.words = self.words.sort("theme_id", "rank")
        return empty

    def _with_copies(self, units: Iterable[str]) -> list[str]:
        root = pl.coalesce("repeat_of", "unit_id")
        roots = self.units.filter(pl.col("unit_id").is_in(sorted(set(units)))).select(root).to_series()
        return self.units.filter(root.is_in(roots.implode()))["unit_id"].sort().to_list()

    def _above(self, theme: str) -> list[tuple[int, str]]:
        """Give the themes above a theme with their levels, the nearest first."""
        found, parent = [], self.row(theme)["parent_id"]
        while parent is not None:
            row = self.row(parent)
            found.append((int(row["level"]), str(parent)))
            parent = row["parent_id"]
        return found

    def _chain(self, unit: str, theme: str) -> list[tuple[int, str]]:
        """Give the theme of every level that a unit gets when it is put in a theme."""
        level = int(self.row(theme)["level"])
        chain = [*self._above(theme), (level, theme)]
        mine = self.assignments.filter(pl.col("unit_id") == unit)
        own = set(mine.filter("primary")["theme_id"])
        share = dict(mine.select("theme_id", "membership").iter_rows())
        while below := sorted(self.themes.filter(pl.col("parent_id") == theme)["theme_id"]):
            size = {one: len(self.members(one)) for one in below}
            theme = min(below, key=lambda one: (one not in own, -share.get(one, 0.0), -size[one], one))
            level += 1
            chain.append((level, theme))
        return sorted(chain)

    def _add_theme(self, theme: str, parent: str | None, level: int, label: str) -> None:
        row = dict.fromkeys(self.themes.columns) | {
            "theme_id": theme,
            "parent_id": parent,
            "level": level,
            "label": label,
            "label_origin": "person",
            "keywords": [],
            "warnings": [],
        }
        self.themes = pl.concat([self.themes, pl.DataFrame([row], schema=self.themes.schema)])

    def _add_quotes(self, theme: str, taken: pl.DataFrame, units: Sequence[str]) -> None:
        """Quote a theme that was split off: what was quoted of its units before, then the other units."""
        self.quotes = pl.concat([self.quotes, taken.with_columns(pl.lit(theme).alias("theme_id"))])
        picked = self.units.filter(pl.col("unit_id").is_in(units) & pl.col("repeat_of").is_null())
        others = picked.join(taken, on=SPAN, how="anti").sort(SPAN)
        number = max(0, int(self.run.manifest["settings"]["quotes"]) - taken.height)
        last = int(taken["rank"].max() or 0)  # type: ignore[arg-type]
        rows = [
            (span_id(*span), theme, *span, last + place, "central", PINNED, None)
            for place, span in enumerate(others.select(SPAN).head(number).iter_rows(), 1)
        ]
        self.quotes = _grown(self.quotes, rows)

    def _join_words(self, theme: str, into: str) -> None:
        """Give a theme the words of both, each with the row of the theme in which it weighs most."""
        both = pl.col("theme_id").is_in([theme, into])
        joined = (
            self.words.filter(both)
            .sort(["weight", "word", "theme_id"], descending=[True, False, False])
            .unique("word", keep="first", maintain_order=True)
            .with_columns(
                pl.lit(into).alias("theme_id"),
                pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("rank"),
                (pl.col("in_label") & (pl.col("theme_id") == into)).alias("in_label"),
            )
        )
        self.words = pl.concat([self.words.filter(~both), joined])

    def _join_quotes(self, theme: str, into: str) -> None:
        """Give a theme the quotes of both, by turns, its own first."""
        both = pl.col("theme_id").is_in([theme, into])
        joined = (
            self.quotes.filter(both)
            .sort("rank", pl.col("theme_id") != into)
            .unique("quote_id", keep="first", maintain_order=True)
            .with_columns(
                pl.lit(into).alias("theme_id"), pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("rank")
            )
        )
        self.quotes = pl.concat([self.quotes.filter(~both), joined])

    @cached_property
    def lineage(self) -> pl.DataFrame | None:
        """What became of the themes of the previous run, where the run tells."""
        return self.run.table("lineage") if "lineage" in self.run.manifest.get("tables", {}) else None


def sharing(place: Found) -> pl.Expr:
    """Whether a span of ``contribution_id``, ``start`` and ``end`` shares a character with a passage."""
    return (
        (pl.col("contribution_id") == place.contribution_id)
        & (pl.col("start") < place.end)
        & (pl.col("end") > place.start)
    )


def _grown(frame: pl.DataFrame, rows: Sequence[tuple[Any, ...]]) -> pl.DataFrame:
    """Add rows, given in the order of the columns."""
    return pl.concat([frame, pl.DataFrame(rows, schema=frame.schema, orient="row")])
