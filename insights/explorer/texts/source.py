"""Texts of the page of a source, and of the page with everything that was said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from insights.wording import Language


@dataclass(frozen=True)
class SourceTexts:
    """The texts of one language; ``before`` and ``after`` are by kind of source."""

    before: Mapping[str, str]
    after: Mapping[str, str]
    neighbours: str
    votes: str
    votes_help: str
    votes_few: str
    events: str
    events_help: str
    events_masked: str
    event: str
    detail: str
    to_first: str


NL: Final = SourceTexts(
    before={
        "dialogue": "De bijdrage hiervoor in het bestand",
        "interview": "De beurt hiervoor",
        "workshop": "Wat hiervoor is opgeschreven",
        "report": "De alinea hiervoor",
        "article": "De alinea hiervoor",
    },
    after={
        "dialogue": "De bijdrage hierna in het bestand",
        "interview": "De beurt hierna",
        "workshop": "Wat hierna is opgeschreven",
        "report": "De alinea hierna",
        "article": "De alinea hierna",
    },
    neighbours="Ervoor en erna in het bestand",
    votes="Stemmen op deze bijdrage",
    votes_few="Er stemden te weinig mensen om hun stemmen te tonen.",
    votes_help="Dit gaat over wie stemde, niet over alle deelnemers.",
    events="Wat er met deze tekst gebeurde",
    events_help="Alle stappen van deze rij, van inlezen tot thema. De laatste is de uitkomst.",
    events_masked=(
        "Gemaskeerd is vóór alle andere stappen. De woorden die er stonden, zijn niet bewaard: alleen hun "
        "soort en aantal."
    ),
    event="Stap",
    detail="Bijzonderheden",
    to_first="Bekijk die bijdrage",
)

EN: Final = SourceTexts(
    before={
        "dialogue": "The contribution before it in the file",
        "interview": "The turn before",
        "workshop": "What was written down before it",
        "report": "The paragraph before",
        "article": "The paragraph before",
    },
    after={
        "dialogue": "The contribution after it in the file",
        "interview": "The turn after",
        "workshop": "What was written down after it",
        "report": "The paragraph after",
        "article": "The paragraph after",
    },
    neighbours="Before and after it in the file",
    votes="Votes on this contribution",
    votes_few="Too few people voted to show their votes.",
    votes_help="This is about those who voted, not about all participants.",
    events="What happened to this text",
    events_help="All steps of this row, from reading to theme. The last one is its outcome.",
    events_masked=(
        "Masking came before all other steps. The words that stood there were not kept: only their kind and "
        "number."
    ),
    event="Step",
    detail="Details",
    to_first="See that contribution",
)


def source_texts(language: Language) -> SourceTexts:
    """Give the texts of a language."""
    return EN if language == "en" else NL
