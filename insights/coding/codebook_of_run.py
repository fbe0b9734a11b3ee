"""A codebook from a run: themes as codes that people can take over, and examples held against a run."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polars as pl

from corpora.units import span_id
from insights.context import quote_in_context
from insights.runs import Run
from labels.anchors import Anchor, Anchorage
from labels.codebook import Changed, Code, Codebook
from labels.codebook_file import CodebookFile
from labels.decided import ACCEPTED, State

EXAMPLES = 3
"""Quotes that a code takes along as typical examples."""
KEYWORDS = 8
"""And so many of its words."""
MAIN = ("central", "varied")


def codebook_of(run: Run, state: State | None = None) -> Codebook:
    """Make a codebook of a run: every theme and subtheme a code, its best quotes as typical examples.

    Codes are proposed (*voorgesteld*), but for what people accepted. A theme's only subtheme is the theme
    itself, and is no code of its own. ``state`` tells who changed what.
    """
    language = str(run.contributions["language"].mode().sort()[0]) if run.contributions.height else "nl"
    only = run.themes.drop_nulls("parent_id").group_by("parent_id").agg(pl.len(), pl.col("theme_id").first())
    themes = run.themes.filter(
        ~pl.col("theme_id").is_in(only.filter(pl.col("len") == 1)["theme_id"].implode())
    )
    ids: dict[str, str] = {}
    codes = []
    for row in _top_down(themes):
        theme = str(row["theme_id"])
        ids[theme] = _id(str(row["label"]), ids.values())
        quotes = run.quotes.filter((pl.col("theme_id") == theme) & pl.col("kind").cast(pl.String).is_in(MAIN))
        best = quotes.sort("rank")["quote_id"].head(EXAMPLES).to_list()
        codes.append(
            Code(
                ids[theme],
                ((language, str(row["label"])),),
                parent=ids.get(str(row["parent_id"])),
                status="aanvaard" if state and state.standing.get(theme) == ACCEPTED else "voorgesteld",
                origin=f"run {run.name} ({run.manifest['run_id']}), {theme}",
                definition=str(row["description"] or ""),
                keywords=tuple(row["keywords"] or ())[:KEYWORDS],
                typical=tuple(quote_in_context(run, quote, frozenset()).passage.quote for quote in best),
                typical_quotes=tuple(best),
                changed=_changed(theme, state),
            )
        )
    return Codebook(tuple(codes), 1, language)


def lost_examples(path: Path, run: Run) -> list[str]:
    """Say which examples of a codebook are quotes that a run does not have, with lines and a way out."""
    spans = run.units.select("contribution_id", "start", "end").iter_rows()
    known = {*run.quotes["quote_id"], *(span_id(*span) for span in spans)}
    anchorage = Anchorage(run.contributions, run.units)
    faults = []
    for one in CodebookFile(path).quoted():
        if one.quote in known:
            continue
        place = anchorage.find(Anchor(one.quote, "", 0, 0, one.text))
        now = span_id(place.contribution_id, place.start, place.end) if place.contribution_id else ""
        way_out = (
            f"its text is quote {now} now: give that id"
            if now in known
            else "take the example out, or keep its text alone, without 'quote'"
        )
        faults.append(
            f"{path}:{one.line}: quote {one.quote} of code '{one.code}' is not in {run.name}; {way_out}."
        )
    return faults


def _top_down(themes: pl.DataFrame) -> Iterable[dict[str, Any]]:
    """Give every theme with what is below it right after it."""
    below: dict[str | None, list[dict[str, Any]]] = {}
    for row in themes.sort("label", "theme_id").iter_rows(named=True):
        below.setdefault(row["parent_id"], []).append(row)

    def walk(parent: str | None) -> Iterable[dict[str, Any]]:
        for row in below.get(parent, ()):
            yield row
            yield from walk(str(row["theme_id"]))

    return walk(None)


def _id(label: str, taken: Iterable[str]) -> str:
    """Make an id of a label: its letters and digits, in lower case, with hyphens.

    >>> _id("Café & ontmoeting", ["cafe-ontmoeting"])
    'cafe-ontmoeting-2'
    """
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    name = found = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "code"
    number, known = 1, set(taken)
    while found in known:
        number += 1
        found = f"{name}-{number}"
    return found


def _changed(theme: str, state: State | None) -> Changed | None:
    """Say who changed a theme last."""
    about = [one for one in (state.effective if state else ()) if f"theme:{theme}" in one.about]
    return Changed(about[-1].by, about[-1].on[:10], about[-1].why) if about else None
