"""Votes on what others said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class VoteWording:
    """The texts of one language."""

    votes_voters: str
    votes_groups: str
    votes_no_group: str
    votes_themes: str
    votes_themes_help: str
    votes_statements: str
    votes_voted: str
    votes_agree: str
    votes_uniting: str
    votes_agreed: str
    votes_dividing: str
    votes_dividing_help: str
    votes_none: str
    votes_all: str
    votes_strength: str
    votes_apart: str
    votes_small: str


NL: Final = VoteWording(
    votes_voters="{people} mensen stemden.",
    votes_groups="Vergeleken: {groups}.",
    votes_no_group="{people} mensen zitten in geen van die groepen en zijn weggelaten.",
    votes_themes="Eens met de stellingen van een thema",
    votes_themes_help=(
        "In een thema kunnen stellingen voor en tegen hetzelfde staan: dit zegt niet waar mensen voor zijn."
    ),
    votes_statements="stellingen",
    votes_voted="stemden",
    votes_agree="eens",
    votes_uniting="Waarover de groepen het samen eens zijn",
    votes_agreed="Waarmee de meesten van wie stemde het eens zijn",
    votes_dividing="Wat de groepen verdeelt",
    votes_dividing_help="De grootste verschillen van veel stellingen zijn voor een deel toeval.",
    votes_none="Geen, of er stemden te weinig mensen om het te tonen.",
    votes_all="allen",
    votes_strength="{group}: {share} eens van de {voters} die stemden",
    votes_apart="{} en {} liggen {} punten uit elkaar ({} tot {})",
    votes_small="Aantallen van minder dan {k} mensen staan er niet.",
)
EN: Final = VoteWording(
    votes_voters="{people} people voted.",
    votes_groups="Compared: {groups}.",
    votes_no_group="{people} people are in none of those groups and are left out.",
    votes_themes="Agreement with the statements of a theme",
    votes_themes_help=(
        "A theme can hold statements for and against one thing: this does not say what people are for."
    ),
    votes_statements="statements",
    votes_voted="voted",
    votes_agree="agree",
    votes_uniting="What the groups agree on together",
    votes_agreed="What most of those who voted agree with",
    votes_dividing="What divides the groups",
    votes_dividing_help="The largest differences of many statements are partly chance.",
    votes_none="None, or too few people voted to show it.",
    votes_all="all",
    votes_strength="{group}: {share} agree of the {voters} who voted",
    votes_apart="{} and {} lie {} points apart ({} to {})",
    votes_small="Counts on fewer than {k} people are not shown.",
)
