"""What the pages are called; the other texts of a page are in a module of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class PageWording:
    """The texts of one language."""

    report: str
    review: str
    coding: str
    overview: str
    theme: str
    source: str
    contributions: str
    method: str
    compare: str
    search: str
    map: str
    ledger: str


NL: Final = PageWording(
    report="Rapport",
    review="Beoordelen",
    coding="Coderen",
    overview="Overzicht",
    theme="Thema",
    source="Bron",
    contributions="Bijdragen",
    method="Verantwoording",
    compare="Vergelijk",
    search="Zoek",
    map="Kaart",
    ledger="Waar elke rij bleef",
)
EN: Final = PageWording(
    report="Report",
    review="Review",
    coding="Code",
    overview="Overview",
    theme="Theme",
    source="Source",
    contributions="Contributions",
    method="How it was done",
    compare="Compare",
    search="Search",
    map="Map",
    ledger="Where every row went",
)
