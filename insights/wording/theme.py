"""A theme: how well it is delimited, who mention it, its quotes, words and members."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class ThemeWording:
    """The texts of one language."""

    theme_unknown: str
    delimitation: str
    delimitation_help: str
    grades: Mapping[str, str]
    cautions: Mapping[str, str]
    caution_small_role: str
    who: str
    who_caption: str
    quotes: str
    quotes_none: str
    more_quotes: str
    quote_chosen: str
    quote_reasons: Mapping[str, str]
    quote_grades: Mapping[str, str]
    quote_border: str
    edge_quotes_help: str
    minority_quotes: str
    minority_quotes_help: str
    words_caption: str
    words_help: str
    word: str
    weight: str
    members: str
    to_members: str
    members_help: str
    fringe: str
    to_unplaced: str


NL: Final = ThemeWording(
    theme_unknown="Dit thema staat niet in deze run. Kies een thema in het overzicht.",
    delimitation="Afbakening: {grade}",
    delimitation_help="Dit zegt hoe duidelijk de grens van het thema is, niet hoe waar het is.",
    grades={"sharp": "scherp", "fair": "redelijk", "vague": "vaag"},
    cautions={
        "question": (
            "Let op: de meeste van deze bijdragen zijn antwoorden op de vraag ‘{value}’. Misschien ziet u "
            "hier vooral de vraag terug."
        ),
        "role": "Let op: dit thema komt vooral van deelnemers met de rol {value}.",
        "source": "Let op: dit thema komt vooral uit één bron: {value}.",
        "participant": "Let op: dit thema komt vooral van één deelnemer.",
    },
    caution_small_role="Let op: dit thema komt vooral van deelnemers met één rol.",
    who="Wie noemen dit?",
    who_caption="Deelnemers en bijdragen per rol. Tussen haakjes: het deel van alle deelnemers met die rol.",
    quotes="Uitspraken",
    quotes_none="Voor dit thema zijn geen uitspraken gekozen.",
    more_quotes="Meer uitspraken ({number})",
    quote_chosen="Gekozen: {reason}",
    quote_reasons={
        "pinned by a person": "met de hand uitgezocht",
        "nearest to the whole theme": "ligt het dichtst bij het hele thema",
        "adds what the others leave out": "voegt toe wat de andere niet zeggen",
        "more against than for": "kreeg meer stemmen tegen dan voor",
        "more for than against": "kreeg meer stemmen voor dan tegen",
        "reply that differs": "reactie met een ander geluid",
        "nearly the same words from somebody else": "bijna dezelfde woorden, in een andere bijdrage",
        "on the border with another theme": "op de grens met een ander thema",
        "rare and concrete": "zeldzaam en concreet",
    },
    quote_grades={
        "sharp": "hoort duidelijk bij dit thema",
        "fair": "hoort redelijk bij dit thema",
        "vague": "hoort maar vaag bij dit thema",
    },
    quote_border="Ligt ook dicht bij",
    edge_quotes_help="Deze uitspraken horen het minst zeker bij dit thema: ze passen ook bij een ander.",
    minority_quotes="Stemmen die u anders mist",
    minority_quotes_help=(
        "Deze uitspraken staan ver van wat de meeste deelnemers hier zeggen, maar horen er wel bij en noemen "
        "feiten."
    ),
    words_caption="Woorden die in dit thema vaker vallen dan daarbuiten",
    words_help="Hoe hoger het gewicht, hoe meer het woord bij dit thema hoort.",
    word="Woord",
    weight="Gewicht",
    members="Alles in dit thema",
    to_members="Lees alles in dit thema",
    members_help="Van het hart van het thema naar de rand.",
    fringe="rand: telt niet mee in de aantallen",
    to_unplaced="Lees wat in geen thema past",
)
EN: Final = ThemeWording(
    theme_unknown="This theme is not in this run. Choose a theme in the overview.",
    delimitation="Delimitation: {grade}",
    delimitation_help="This says how clear the border of the theme is, not how true it is.",
    grades={"sharp": "sharp", "fair": "fair", "vague": "vague"},
    cautions={
        "question": (
            "Caution: most of these contributions are answers to the question ‘{value}’. You may be looking "
            "at the question."
        ),
        "role": "Caution: this theme comes mostly from participants with the role {value}.",
        "source": "Caution: this theme comes mostly from one source: {value}.",
        "participant": "Caution: this theme comes mostly from one participant.",
    },
    caution_small_role="Caution: this theme comes mostly from participants with one role.",
    who="Who mention this?",
    who_caption=(
        "Participants and contributions by role. In brackets: the share of all participants with that role."
    ),
    quotes="Statements",
    quotes_none="No statements were chosen for this theme.",
    more_quotes="More statements ({number})",
    quote_chosen="Chosen: {reason}",
    quote_reasons={
        "pinned by a person": "picked by hand",
        "nearest to the whole theme": "nearest to the whole theme",
        "adds what the others leave out": "adds what the others leave out",
        "more against than for": "got more votes against than for",
        "more for than against": "got more votes for than against",
        "reply that differs": "a reply that says otherwise",
        "nearly the same words from somebody else": "nearly the same words, in another contribution",
        "on the border with another theme": "on the border with another theme",
        "rare and concrete": "rare and concrete",
    },
    quote_grades={
        "sharp": "clearly belongs to this theme",
        "fair": "fairly belongs to this theme",
        "vague": "only vaguely belongs to this theme",
    },
    quote_border="Also near",
    edge_quotes_help="These statements belong to this theme least surely: they also fit another one.",
    minority_quotes="Voices you would otherwise miss",
    minority_quotes_help=(
        "These statements are far from what most participants say here, yet they belong to it and give facts."
    ),
    words_caption="Words used more often in this theme than outside it",
    words_help="The higher the weight, the more the word belongs to this theme.",
    word="Word",
    weight="Weight",
    members="Everything in this theme",
    to_members="Read everything in this theme",
    members_help="From the heart of the theme to its edge.",
    fringe="edge: left out of the numbers",
    to_unplaced="Read what fits no theme",
)
