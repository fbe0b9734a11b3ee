"""Consul Democracy: the investments of a participatory budget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from corpora.column_names import plain
from corpora.mapping import Mapping
from corpora.readers.cells import joined, without_markup
from corpora.readers.content import Content
from corpora.readers.formats import Platform
from corpora.readers.rows import Rows

_HEADERS: Final = {
    "id": ("ID",),
    "title": ("Title", "Título", "Titel"),
    "supports": ("Supports", "Apoyos", "Steunbetuigingen"),
    "valuator": ("Valuator", "Evaluador", "Evaluadores"),
    "valuation group": ("Valuation Group", "Grupo evaluador", "Grupos evaluadores"),
    "geozone": ("Scope of operation", "Ámbito de actuación", "Geozone"),
    "feasibility": ("Feasibility", "Viabilidad", "Haalbaarheid"),
    "author": ("Author username", "Author", "Usuario autor", "Nombre de usuario del autor"),
    "description": ("Description", "Descripción", "Beschrijving"),
}
"""By meaning what the header can be; the key itself too. Not confirmed in the platform's own code."""
_KNOWN_BY: Final = ("valuator", "valuation group", "geozone", "feasibility")
_WAY_OUT: Final = (
    "the export has no description, so only titles are read; take the descriptions from the GraphQL API of "
    "the platform (budget_investments: id, title, description) and read that as JSON"
)


def recognises(columns: Sequence[str]) -> bool:
    """Say whether this is a list of investments: a title, supports, and two columns of their valuation."""
    found = _columns(columns)
    return {"title", "supports"} <= found.keys() and sum(name in found for name in _KNOWN_BY) >= 2


def adapt(rows: Rows, content: Content, mapping: Mapping) -> Rows:
    """Give the title, with the description where a fork of the platform exports one."""
    found = _columns(rows.frame.columns)
    parts = [found[name] for name in ("title", "description") if name in found]
    rows = without_markup(rows, parts)
    text: str | None = None
    if mapping.text is None:
        rows, text = joined(rows, parts, keep=(*mapping.columns.values(), *mapping.keep))
    missing = () if "description" in found or mapping.text is not None else (_WAY_OUT,)
    return replace(
        rows,
        format=f"Consul Democracy, {rows.format}",
        notes=(*rows.notes, *missing),
        preset=Mapping(
            text=text, id=found.get("id"), participant=found.get("author"), agree=found.get("supports")
        ),
    )


def _columns(columns: Sequence[str]) -> dict[str, str]:
    """Give the column of each meaning that is there."""
    known = {plain(name): name for name in reversed(columns)}
    return {
        meaning: known[plain(header)]
        for meaning, headers in _HEADERS.items()
        for header in reversed((meaning, *headers))
        if plain(header) in known
    }


CONSUL: Final = Platform("consul", "a Consul Democracy export (investments)", recognises, adapt)
