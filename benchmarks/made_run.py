"""A run folder of any size, made and not found: made-up sentences, drawn by chance, under the same contracts.

It serves to time what reads a run. Its themes are of very different sizes, as found ones are, and its people
write very different numbers of contributions.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import dataframely as dy
import numpy as np
import polars as pl

from corpora import tables
from pipelines.settings import Settings

TOPS: Final = 24
BELOW: Final = 4
QUOTES: Final = 10
WORDS: Final = 12
SUBJECTS: Final = (
    "de huur", "het loket", "de huisarts", "de bus", "het park", "de school", "de schulden", "het buurthuis",
    "de politie", "het afval", "de taal", "de jeugdzorg", "de energie", "het verkeer", "de mantelzorg",
    "het werk", "de wachtlijst", "de brief", "de speeltuin", "de markt", "het geluid", "de fiets",
    "de woning", "de zorg",
)  # fmt: skip
FRAMES: Final = (
    "Bij {subject} wacht ik al {number} weken op een antwoord van de gemeente.",
    "Wij hebben {number} keer gebeld over {subject}, en niemand belt terug.",
    "Voor {subject} moet je {number} formulieren invullen, dat lukt mijn buren niet.",
    "Het gaat beter met {subject} sinds er {number} mensen uit de buurt meedoen.",
    "Waarom is er voor {subject} wel geld in jaar {number}, maar niet voor onze straat?",
)  # fmt: skip


def make_run(folder: Path, units: int, seed: int = 7) -> Path:
    """Write a run of so many units, a fifth of them second ideas of a contribution; gives its folder."""
    folder.mkdir(parents=True)
    chance = np.random.default_rng(seed)
    said = _contributions(units - units // 5, chance)
    ideas = _units(said, units // 5)
    themes = _themes()
    placed = _assignments(ideas, chance)
    made: dict[str, tuple[pl.DataFrame, type[dy.Schema]]] = {
        "sources": (_sources(said.height), tables.Sources),
        "participants": (_participants(said), tables.Participants),
        "contributions": (said, tables.Contributions),
        "units": (ideas, tables.Units),
        "ledger": (_ledger(said), tables.Ledger),
        "themes": (themes, tables.Themes),
        "assignments": (placed, tables.Assignments),
        "quotes": (_quotes(ideas, placed), tables.Quotes),
        "words": (_words(themes), tables.Words),
        "layout": (_layout(ideas, chance), tables.Layout),
    }
    for name, (frame, schema) in made.items():
        tables.conform(frame, schema).write_parquet(folder / f"{name}.parquet")
    manifest = {
        "run_id": "made",
        "synthetic": True,
        "version": "0.1.0",
        "embedders": [],
        "settings": Settings().as_dict(),
        "tables": {name: {"rows": frame.height} for name, (frame, _) in made.items()},
        "machine": {"created_at": "2026-03-18T10:00:00+00:00"},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def _sources(rows: int) -> pl.DataFrame:
    known: dict[str, Any] = {
        "source_id": "made00000000",
        "title": "Gemaakte dialoog",
        "file": "gemaakt.csv",
        "kind": "dialogue",
        "public": False,
        "language": "nl",
        "sha256": "0" * 64,
        "bytes": rows * 80,
        "rows": rows,
    }
    return pl.DataFrame([known])


def _contributions(rows: int, chance: np.random.Generator) -> pl.DataFrame:
    """Draw who says what: a person's number of contributions falls off as that of writers does."""
    people = max(30, rows // 18)
    who = np.minimum(chance.pareto(1.2, rows) * people / 20, people - 1).astype(int)
    subject = np.minimum(chance.exponential(TOPS / 4, rows), TOPS - 1).astype(int)
    frame = chance.integers(0, len(FRAMES), rows)
    texts = [
        FRAMES[at].format(subject=SUBJECTS[about], number=row + 2)
        for row, (at, about) in enumerate(zip(frame, subject, strict=True))
    ]
    start = datetime(2026, 1, 12, 9, tzinfo=UTC)
    return pl.DataFrame(
        {
            "contribution_id": [f"c{row:07d}" for row in range(rows)],
            "source_id": "made00000000",
            "row": np.arange(1, rows + 1),
            "native_id": None,
            "parent_id": [f"c{row - 1:07d}" if row % 9 == 5 else None for row in range(rows)],
            "participant_id": [f"p{one:06d}" for one in who],
            "role": np.where(who % 4 == 0, "professional", "resident"),
            "question": np.where(np.arange(rows) % 2 == 0, "Wat gaat goed?", "Wat kan beter?"),
            "round": np.where(np.arange(rows) % 3 == 0, "1", "2"),
            "text": texts,
            "text_sha256": [hashlib.sha256(text.encode()).hexdigest() for text in texts],
            "language": "nl",
            "created_at": [start + timedelta(minutes=row % 50_000) for row in range(rows)],
            "agree": None,
            "disagree": None,
            "priority": None,
            "attribution": None,
            "locator": [f"row={row}" for row in range(1, rows + 1)],
            "about": subject,
        }
    )


def _participants(said: pl.DataFrame) -> pl.DataFrame:
    return (
        said.select("participant_id", "role")
        .unique()
        .sort("participant_id")
        .with_columns(name=pl.lit(None, pl.String))
    )


def _units(said: pl.DataFrame, second: int) -> pl.DataFrame:
    """Make one unit of every contribution, and two of the first ``second``, cut at a space."""
    cut = pl.col("text").str.find(" ").cast(pl.Int64) + 1
    whole = said.with_row_index("at").with_columns(
        length=pl.col("text").str.len_chars().cast(pl.Int64), cut=cut, double=pl.col("at") < second
    )
    first = whole.with_columns(
        start=pl.lit(0, pl.Int64), end=pl.when("double").then("cut").otherwise("length")
    )
    rest = whole.filter("double").with_columns(start=pl.col("cut"), end=pl.col("length"))
    placement = pl.when(pl.col("at") % 40 == 7).then(pl.lit("unplaced")).otherwise(pl.lit("placed"))
    start = pl.col("start").cast(pl.String)
    return (
        pl.concat([first, rest])
        .with_columns(
            unit_id=pl.concat_str(pl.lit("u"), "contribution_id", pl.lit("-"), start),
            repeat_of=pl.lit(None, pl.String),
            placement=placement,
            reason=pl.when(pl.col("at") % 40 == 7).then(pl.lit("stands apart: no theme is near")),
        )
        .select(
            "unit_id", "contribution_id", "start", "end", "repeat_of", "placement", "reason", "about", "at"
        )
    )


def _themes() -> pl.DataFrame:
    rows = []
    for top in range(TOPS):
        name = SUBJECTS[top].split(" ", 1)[1].capitalize()
        rows.append(_theme(f"t{top:010d}", None, 1, f"{name} en gemeente", top))
        rows += [
            _theme(f"s{top:05d}{part:05d}", f"t{top:010d}", 2, f"{name}, deel {part + 1}", part)
            for part in range(BELOW)
        ]
    return pl.DataFrame(rows, schema_overrides={"parent_id": pl.String}, infer_schema_length=None)


def _theme(theme: str, parent: str | None, level: int, label: str, at: int) -> dict[str, Any]:
    return {
        "theme_id": theme,
        "parent_id": parent,
        "level": level,
        "label": label,
        "label_origin": "keywords",
        "keywords": [label.split()[0].lower().strip(","), "antwoord", "gemeente", "formulier"],
        "description": None,
        "stability": 0.6,
        "grade": ("sharp", "fair", "vague")[at % 3],
        "warnings": [],
    }


def _assignments(ideas: pl.DataFrame, chance: np.random.Generator) -> pl.DataFrame:
    placed = ideas.filter(pl.col("placement") == "placed")
    placed = placed.with_columns(
        part=pl.Series(chance.integers(0, BELOW, placed.height)),
        membership=pl.Series(chance.random(placed.height)),
    )
    top = pl.format("t{}", pl.col("about").cast(pl.String).str.zfill(10))
    below = pl.format(
        "s{}{}", pl.col("about").cast(pl.String).str.zfill(5), pl.col("part").cast(pl.String).str.zfill(5)
    )
    levels = [
        placed.with_columns(theme_id=theme, level=pl.lit(level, pl.Int64))
        for level, theme in ((1, top), (2, below))
    ]
    return (
        pl.concat(levels)
        .with_columns(
            primary=pl.lit(True), core=pl.col("membership") > 0.2, stability=pl.lit(None, pl.Float64)
        )
        .select("unit_id", "theme_id", "level", "membership", "primary", "core", "stability")
    )


def _quotes(ideas: pl.DataFrame, placed: pl.DataFrame) -> pl.DataFrame:
    best = (
        placed.sort("theme_id", "membership", "unit_id", descending=[False, True, False])
        .group_by("theme_id", maintain_order=True)
        .head(QUOTES)
        .with_columns(rank=pl.int_range(1, pl.len() + 1).over("theme_id"))
        .join(ideas.select("unit_id", "contribution_id", "start", "end"), on="unit_id", maintain_order="left")
    )
    spans = best.select("contribution_id", "start", "end").iter_rows()
    ids = [hashlib.sha256(":".join(map(str, span)).encode()).hexdigest()[:12] for span in spans]
    return best.with_columns(
        quote_id=pl.Series(ids),
        kind=pl.when(pl.col("rank") > 8).then(pl.lit("minority")).otherwise(pl.lit("central")),
        reason=pl.lit("nearest to the whole theme"),
        grade=pl.lit("sharp"),
    ).select("quote_id", "theme_id", "contribution_id", "start", "end", "rank", "kind", "reason", "grade")


def _layout(ideas: pl.DataFrame, chance: np.random.Generator) -> pl.DataFrame:
    """Put every unit around a place of its theme, on a ring."""
    angle = 2 * np.pi * ideas["about"].to_numpy() / TOPS
    return ideas.select(
        "unit_id",
        x=pl.Series(0.7 * np.cos(angle) + chance.uniform(-0.15, 0.15, ideas.height)),
        y=pl.Series(0.7 * np.sin(angle) + chance.uniform(-0.15, 0.15, ideas.height)),
    )


def _words(themes: pl.DataFrame) -> pl.DataFrame:
    rows = [
        {
            "theme_id": theme,
            "word": f"woord {rank}",
            "weight": 12.0 - rank,
            "rank": rank,
            "inside": 40,
            "outside": 4,
            "in_label": rank == 1,
        }
        for theme in themes["theme_id"]
        for rank in range(1, WORDS + 1)
    ]
    return pl.DataFrame(rows)


def _ledger(said: pl.DataFrame) -> pl.DataFrame:
    rows = said.select("source_id", "row", "contribution_id")
    read = rows.with_columns(
        event=pl.lit(0, pl.Int64), step=pl.lit("read"), outcome=pl.lit("read"), reason=pl.lit(None, pl.String)
    )
    last = rows.with_columns(
        event=pl.lit(1, pl.Int64),
        step=pl.lit("themes"),
        outcome=pl.lit("placed"),
        reason=pl.lit(None, pl.String),
    )
    return pl.concat([read, last])
