"""Where every row went, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class LedgerWording:
    """The texts of one language."""

    ledger_intro: str
    ledger_caption: str
    ledger_rows: str
    ledger_none: str
    rows_with: str
    rows: str
    outcome: str
    all_outcomes: str
    outcomes: Mapping[str, str]
    outcomes_short: Mapping[str, str]
    reason: str
    reasons: Mapping[str, str]


NL: Final = LedgerWording(
    ledger_intro="Elke rij uit de bronnen staat hier één keer, met wat er uiteindelijk mee gebeurde.",
    ledger_caption="Rijen naar uitkomst",
    ledger_rows="De rijen",
    ledger_none="Geen rijen met deze uitkomst.",
    rows_with="Rijen: {outcome}",
    rows="Rijen",
    outcome="Uitkomst",
    all_outcomes="Alle rijen",
    outcomes={
        "read": "gelezen",
        "excluded": "weggelaten, met reden",
        "repaired": "gelezen en hersteld",
        "masked": "gelezen, met namen en nummers onleesbaar gemaakt",
        "repeated": "zelfde of bijna zelfde tekst als een andere rij",
        "split": "gesplitst in ideeën",
        "placed": "in een thema geplaatst",
        "set apart": "apart gezet: geen mening",
        "unplaced": "in geen thema geplaatst",
        "erased": "gewist op verzoek",
    },
    outcomes_short={
        "read": "{rows} gelezen",
        "excluded": "{rows} weggelaten",
        "repaired": "{rows} hersteld",
        "masked": "{rows} onleesbaar gemaakt",
        "repeated": "{rows} herhaald",
        "split": "{rows} gesplitst",
        "placed": "{rows} in een thema",
        "set apart": "{rows} apart gezet (geen mening)",
        "unplaced": "{rows} in geen thema",
        "erased": "{rows} gewist",
    },
    reason="Reden",
    reasons={
        "no words": "er staan geen woorden in",
        "says there is no answer": "zegt dat er geen antwoord is",
        "refers to another contribution only": "verwijst alleen naar een andere bijdrage",
        "greeting or thanks only": "alleen een groet of een dankwoord",
        "link or removed text only": "alleen een link of weggelaten tekst",
        "agrees or disagrees only": "zegt alleen eens of oneens te zijn",
        "puts the answer off": "stelt het antwoord uit",
        "a reaction without a subject of its own": "een reactie zonder eigen onderwerp",
        "leads the conversation on": "leidt alleen het gesprek",
        "turn of a facilitator": "woorden van de gespreksleider",
        "repeats the question only": "herhaalt alleen de vraag",
        "stands apart: no theme is near": "staat op zichzelf: geen thema ligt dichtbij",
        "empty": "leeg",
        "fewer than {} different contributions: no themes are claimed": (
            "minder dan {} verschillende bijdragen: er zijn geen thema’s gezocht"
        ),
        "longer than {} characters: a document, not a contribution": (
            "langer dan {} tekens: een document, geen bijdrage"
        ),
        "{} units": "{} ideeën",
    },
)
EN: Final = LedgerWording(
    ledger_intro="Every row of the sources is here once, with what became of it in the end.",
    ledger_caption="Rows by outcome",
    ledger_rows="The rows",
    ledger_none="No rows with this outcome.",
    rows_with="Rows: {outcome}",
    rows="Rows",
    outcome="Outcome",
    all_outcomes="All rows",
    outcomes={
        "read": "read",
        "excluded": "left out, with a reason",
        "repaired": "read and repaired",
        "masked": "read, with names and numbers masked",
        "repeated": "same or nearly the same text as another row",
        "split": "split into ideas",
        "placed": "placed in a theme",
        "set apart": "set apart: not an opinion",
        "unplaced": "placed in no theme",
        "erased": "erased on request",
    },
    outcomes_short={
        "read": "{rows} read",
        "excluded": "{rows} left out",
        "repaired": "{rows} repaired",
        "masked": "{rows} masked",
        "repeated": "{rows} repeated",
        "split": "{rows} split",
        "placed": "{rows} in a theme",
        "set apart": "{rows} set apart (not an opinion)",
        "unplaced": "{rows} in no theme",
        "erased": "{rows} erased",
    },
    reason="Reason",
    reasons={},
)
