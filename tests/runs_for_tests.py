"""Small run folders, written under the contracts of the tables, for tests of what reads a run."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import polars as pl

from corpora.tables import (
    Assignments,
    Contributions,
    Ledger,
    Participants,
    Quotes,
    Sources,
    Themes,
    Units,
    Words,
    conform,
)
from pipelines.settings import Settings

SOURCE = "a1b2c3d4e5f6"
NASTY = 'Ik zei: <b>dit</b> & $x^2$ **niet** vet 🙂 <script>alert("x")</script>\nمرحبا'


@dataclass(frozen=True)
class Told:
    """A contribution of a test: who says what, the themes it is in by level, and whether it is core.

    Why it is quoted, how surely it belongs, and the other top theme that it is also near.
    """

    text: str
    person: str | None = None
    role: str | None = None
    theme: str | None = None
    subtheme: str | None = None
    core: bool = True
    placement: str | None = None
    reply_to: int | None = None
    source: str = SOURCE
    kind: str = "central"
    reason: str = "nearest to the whole theme"
    grade: str | None = None
    beyond: str | None = None


@dataclass(frozen=True)
class Dialogue:
    """A run of a test: its contributions, labels by theme id, and what the manifest says."""

    told: tuple[Told, ...]
    labels: dict[str, str] = field(default_factory=dict)
    public: tuple[str, ...] = ()
    manifest: dict[str, Any] = field(default_factory=dict)
    dated: bool = True
    grades: dict[str, str] = field(default_factory=dict)
    warnings: dict[str, list[str]] = field(default_factory=dict)


def _hash(*parts: object) -> str:
    return hashlib.sha256(":".join(str(part) for part in parts).encode()).hexdigest()[:12]


def contribution_id(index: int) -> str:
    return f"c{index:04d}"


def quote_id(index: int, told: Told) -> str:
    return _hash(contribution_id(index), 0, len(told.text))


def write_run(folder: Path, dialogue: Dialogue) -> Path:
    """Write the run folder and give its path."""
    folder.mkdir(parents=True)
    for name, frame in _tables(dialogue).items():
        frame.write_parquet(folder / f"{name}.parquet")
    manifest = {
        "run_id": "test",
        "synthetic": False,
        "version": "0.1.0",
        "embedders": [],
        "settings": Settings().as_dict(),
        "machine": {"created_at": "2026-03-18T10:00:00+00:00"},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest | dialogue.manifest), encoding="utf-8")
    return folder


def _tables(dialogue: Dialogue) -> dict[str, pl.DataFrame]:
    told = dialogue.told
    ids = [contribution_id(index) for index in range(len(told))]
    names = list(dict.fromkeys([SOURCE, *(one.source for one in told)]))
    rows = range(1, len(told) + 1)
    placements = [one.placement or ("placed" if one.theme else "unplaced") for one in told]
    reasons = {
        "set apart": "says there is no answer",
        "unplaced": "stands apart: no theme is near",
        "placed": None,
    }
    people = {one.person: one.role for one in told if one.person}
    sources = [
        {
            "source_id": name,
            "title": "Dialoog kwetsbare wijken" if name == SOURCE else f"Rapport {name}",
            "file": f"{name}.csv",
            "kind": "report" if name in dialogue.public else "dialogue",
            "public": name in dialogue.public,
            "language": "nl",
            "sha256": "0" * 64,
            "bytes": 1000,
            "rows": sum(one.source == name for one in told),
        }
        for name in names
    ]
    contributions = [
        {
            "contribution_id": identifier,
            "source_id": one.source,
            "row": row,
            "native_id": None,
            "parent_id": None if one.reply_to is None else contribution_id(one.reply_to),
            "participant_id": one.person,
            "role": one.role,
            "question": None,
            "round": None,
            "text": one.text,
            "text_sha256": hashlib.sha256(one.text.encode()).hexdigest(),
            "language": "nl",
            "created_at": "2026-03-18T09:00:00" if dialogue.dated else None,
            "agree": None,
            "disagree": None,
            "priority": None,
            "attribution": None,
            "locator": f"row={row}",
        }
        for identifier, row, one in zip(ids, rows, told, strict=True)
    ]
    units = [
        {
            "unit_id": f"u{identifier}",
            "contribution_id": identifier,
            "start": 0,
            "end": len(one.text),
            "repeat_of": None,
            "placement": placement,
            "reason": reasons[placement],
        }
        for identifier, one, placement in zip(ids, told, placements, strict=True)
    ]
    placed = [
        (identifier, theme, level, one)
        for identifier, one in zip(ids, told, strict=True)
        for level, theme in ((1, one.theme), (2, one.subtheme))
        if theme
    ]
    parents = {one.subtheme: one.theme for one in told if one.subtheme}
    themes = [
        {
            "theme_id": theme,
            "parent_id": parents.get(theme),
            "level": 2 if theme in parents else 1,
            "label": label,
            "label_origin": "keywords",
            "keywords": [label, "loket", "gemeente"],
            "description": None,
            "stability": None,
            "grade": dialogue.grades.get(theme),
            "warnings": dialogue.warnings.get(theme, []),
        }
        for theme, label in dialogue.labels.items()
    ]
    ranks: dict[str, int] = {}
    quotes = []
    for index, one in enumerate(told):
        for theme in filter(None, (one.theme, one.subtheme)):
            ranks[theme] = ranks.get(theme, 0) + 1
            if ranks[theme] <= 7 or one.kind != "central":
                quotes.append(
                    {
                        "quote_id": quote_id(index, one),
                        "theme_id": theme,
                        "contribution_id": ids[index],
                        "start": 0,
                        "end": len(one.text),
                        "rank": ranks[theme],
                        "kind": one.kind,
                        "reason": one.reason,
                        "grade": one.grade,
                    }
                )
    return {
        "sources": conform(_frame(Sources, sources), Sources),
        "participants": conform(
            _frame(Participants, [{"participant_id": p, "role": r, "name": None} for p, r in people.items()]),
            Participants,
        ),
        "contributions": conform(
            _frame(Contributions, contributions).with_columns(
                pl.col("created_at").cast(pl.String).str.to_datetime(time_unit="ms", time_zone="UTC")
            ),
            Contributions,
        ),
        "units": conform(_frame(Units, units), Units),
        "ledger": conform(_ledger(ids, told, placements, reasons), Ledger),
        "themes": conform(_frame(Themes, themes), Themes),
        "assignments": conform(
            _frame(
                Assignments,
                [
                    {
                        "unit_id": f"u{identifier}",
                        "theme_id": theme,
                        "level": level,
                        "membership": 0.9 if one.core else 0.2,
                        "primary": True,
                        "core": one.core,
                        "stability": None,
                    }
                    for identifier, theme, level, one in placed
                ]
                + [
                    {
                        "unit_id": f"u{identifier}",
                        "theme_id": one.beyond,
                        "level": 1,
                        "membership": 0.4,
                        "primary": False,
                        "core": False,
                        "stability": None,
                    }
                    for identifier, one in zip(ids, told, strict=True)
                    if one.beyond
                ],
            ),
            Assignments,
        ),
        "quotes": conform(_frame(Quotes, quotes), Quotes),
        "words": conform(
            _frame(
                Words,
                [
                    {
                        "theme_id": theme,
                        "word": word,
                        "weight": 9.5 - rank,
                        "rank": rank,
                        "inside": 5,
                        "outside": 1,
                        "in_label": rank == 1,
                    }
                    for theme, label in dialogue.labels.items()
                    for rank, word in enumerate((label.lower(), "ambtenaar", "brief"), 1)
                ],
            ),
            Words,
        ),
    }


def _ledger(
    ids: list[str], told: tuple[Told, ...], placements: list[str], reasons: dict[str, str | None]
) -> pl.DataFrame:
    events = []
    for row, (identifier, one, placement) in enumerate(zip(ids, told, placements, strict=True), 1):
        for event, (outcome, reason) in enumerate((("read", None), (placement, reasons[placement]))):
            events.append(
                {
                    "source_id": one.source,
                    "row": row,
                    "event": event,
                    "contribution_id": identifier,
                    "step": "read" if event == 0 else "themes",
                    "outcome": outcome,
                    "reason": reason,
                }
            )
    excluded = {
        "source_id": SOURCE,
        "row": len(told) + 1,
        "event": 0,
        "contribution_id": None,
        "step": "read",
    }
    return _frame(Ledger, [*events, excluded | {"outcome": "excluded", "reason": "empty"}])


def _frame(schema: Any, rows: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(rows, infer_schema_length=None) if rows else schema.create_empty()


LABELS = {
    "t1": "Bureaucratie en formulieren",
    "t2": "Vertrouwen in de gemeente",
    "t3": "Menselijke maat",
    "s1": "Wachttijd aan het loket",
    "s2": "Formulieren invullen",
}


def dialogue_with_roles() -> Dialogue:
    """22 participants (14 residents, 8 professionals), 52 contributions, three themes, two subthemes."""
    told: list[Told] = []
    for person in range(22):
        role = "bewoner" if person < 14 else "professional"
        name = f"p{person:02d}"
        told.append(
            Told(
                f"Aan loket {person} wacht ik al maanden op een antwoord.",
                name,
                role,
                "t1",
                "s1" if person % 2 else "s2",
            )
        )
        if person < 12:
            told.append(Told(f"Ik vertrouw de gemeente niet meer sinds brief {person}.", name, role, "t2"))
        if person in (0, 1, 15):
            told.append(Told(f"Een mens is geen dossier, zei ik bij gesprek {person}.", name, role, "t3"))
    told.append(Told(NASTY, "p00", "bewoner", "t1", "s1"))
    told += [
        Told(f"Nog een brief, nummer {index}.", "p01", "bewoner", "t1", "s1", core=index % 2 == 0)
        for index in range(10)
    ]
    told.append(Told("Geen idee.", "p02", "bewoner", placement="set apart"))
    told.append(Told("De eenden in het park zijn erg luid.", "p03", "bewoner"))
    told.append(
        Told("Daar ben ik het mee eens: het duurt te lang.", "p04", "bewoner", "t1", "s1", reply_to=0)
    )
    return Dialogue(tuple(told), LABELS)


def dialogue_without_background() -> Dialogue:
    """Give the same without roles, participants and dates."""
    known = dialogue_with_roles()
    return replace(
        known,
        told=tuple(replace(one, person=None, role=None, reply_to=None) for one in known.told),
        dated=False,
    )


def dialogue_without_themes() -> Dialogue:
    """Twelve contributions: too few for themes."""
    told = dialogue_with_roles().told[:12]
    return Dialogue(
        tuple(replace(one, theme=None, subtheme=None) for one in told), manifest={"synthetic": True}
    )
