"""The names of columns and values in the sheets of a report, in Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class SheetTexts:
    """The texts of one language; fields in braces are filled in with ``str.format``."""

    strength: str
    keywords: str
    quote_id: str
    level: str
    codebook: str
    code: str
    definition: str
    parts: Mapping[str, str]
    item: str
    value: str
    delimitation: str
    language: str
    start: str
    end: str
    times: str
    people_of_repeat: str
    contribution: str
    hash: str
    parent: str
    origin: str
    origins: Mapping[str, str]
    kind_of_quote: str
    release: str
    share: str
    theme_id_of_run: str


NL: Final = SheetTexts(
    strength="Hoe sterk",
    keywords="Woorden",
    quote_id="Citaat",
    level="Niveau",
    codebook="Codeboek",
    code="Code",
    definition="Omschrijving",
    parts={
        "main": "uitspraak",
        "counter": "tegengeluid",
        "minority": "stem die u anders mist",
        "edge": "op de grens van het thema",
    },
    item="Wat",
    value="Waarde",
    delimitation="Afbakening",
    language="Taal",
    start="Begin",
    end="Einde",
    times="Keer ingestuurd",
    people_of_repeat="Door zoveel personen",
    contribution="Bijdrage",
    hash="SHA-256 van het bestand",
    parent="Valt onder",
    origin="Naam komt van",
    origins={"keywords": "woorden", "codebook": "codeboek", "person": "een mens", "model": "een model"},
    kind_of_quote="Soort",
    release="Vrijgave",
    share="Deel",
    theme_id_of_run="Nummer van de run",
)

EN: Final = SheetTexts(
    strength="How strong",
    keywords="Words",
    quote_id="Quote",
    level="Level",
    codebook="Codebook",
    code="Code",
    definition="Definition",
    parts={
        "main": "statement",
        "counter": "counter-voice",
        "minority": "a voice you would otherwise miss",
        "edge": "on the border of the theme",
    },
    item="What",
    value="Value",
    delimitation="Delimitation",
    language="Language",
    start="Start",
    end="End",
    times="Times sent in",
    people_of_repeat="By so many people",
    contribution="Contribution",
    hash="SHA-256 of the file",
    parent="Belongs to",
    origin="Name comes from",
    origins={"keywords": "words", "codebook": "codebook", "person": "a person", "model": "a model"},
    kind_of_quote="Kind",
    release="Release",
    share="Share",
    theme_id_of_run="Id of the run",
)
