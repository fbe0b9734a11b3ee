"""Where a contribution stands, and the list of contributions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class SourceWording:
    """The texts of one language."""

    to_source: str
    to_source_of: str
    source_unknown: str
    source_intro: str
    quote_in: str
    contribution: str
    in_reply_to: str
    replies: str
    where: str
    file: str
    place: str
    title_column: str
    kind: str
    kinds: Mapping[str, str]
    question: str
    round: str
    date: str
    themes_of_quote: str
    locators: Mapping[str, str]
    to_contribution: str
    contributions_all: str
    contributions_set_apart: str
    contributions_unplaced: str
    contributions_none: str
    contributions_range: str


NL: Final = SourceWording(
    to_source="Bekijk citaat in bron",
    to_source_of="uitspraak {number}",
    source_unknown="Dit citaat staat niet in deze run. Kies een uitspraak bij een thema.",
    source_intro=(
        "Kies een uitspraak bij een thema, of een bijdrage uit de lijst. Dan ziet u hier de hele tekst."
    ),
    quote_in="De uitspraak in haar geheel",
    contribution="Bijdrage",
    in_reply_to="Reactie op",
    replies="Reacties hierop",
    where="Vindplaats",
    file="Bestand",
    place="Plaats",
    title_column="Titel",
    kind="Soort",
    kinds={
        "dialogue": "dialoog",
        "interview": "interview",
        "workshop": "werksessie",
        "report": "rapport",
        "article": "artikel",
    },
    question="Vraag",
    round="Ronde",
    date="Datum",
    themes_of_quote="Staat bij",
    locators={
        "row": "rij",
        "page": "pagina",
        "paragraph": "alinea",
        "turn": "beurt",
        "sheet": "blad",
        "line": "regel",
        "slide": "dia",
        "heading": "kop",
        "time": "tijd",
    },
    to_contribution="Bekijk bijdrage in bron",
    contributions_all="Alle bijdragen",
    contributions_set_apart="Geen mening",
    contributions_unplaced="In geen thema",
    contributions_none="Hier staan geen bijdragen.",
    contributions_range="{first} tot en met {last} van {total}",
)
EN: Final = SourceWording(
    to_source="See the quote in its source",
    to_source_of="statement {number}",
    source_unknown="This quote is not in this run. Choose a statement at a theme.",
    source_intro=(
        "Choose a statement at a theme, or a contribution from the list. The whole text then shows here."
    ),
    quote_in="The statement in full",
    contribution="Contribution",
    in_reply_to="In reply to",
    replies="Replies to this",
    where="Where it is",
    file="File",
    place="Place",
    title_column="Title",
    kind="Kind",
    kinds={
        "dialogue": "dialogue",
        "interview": "interview",
        "workshop": "workshop",
        "report": "report",
        "article": "article",
    },
    question="Question",
    round="Round",
    date="Date",
    themes_of_quote="Belongs to",
    locators={
        "row": "row",
        "page": "page",
        "paragraph": "paragraph",
        "turn": "turn",
        "sheet": "sheet",
        "line": "line",
        "slide": "slide",
        "heading": "heading",
        "time": "time",
    },
    to_contribution="See the contribution in its source",
    contributions_all="All contributions",
    contributions_set_apart="Not an opinion",
    contributions_unplaced="In no theme",
    contributions_none="There are no contributions here.",
    contributions_range="{first} to {last} of {total}",
)
