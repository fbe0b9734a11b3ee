"""Texts of the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from insights.wording import Language


@dataclass(frozen=True)
class MapTexts:
    """The texts of one language; fields in braces are filled in with ``str.format``."""

    intro: str
    how: tuple[str, ...]
    how_title: str
    region: str
    keys: str
    drawn_all: str
    drawn_some: str
    zoom_in: str
    zoom_out: str
    whole: str
    zoom: str
    themes: str
    every_theme: str
    focused: str
    to_theme: str
    alone: str
    apart: str
    as_list: str
    as_list_help: str
    as_list_of: str
    no_map: str
    no_map_how: str
    no_command: str


NL: Final = MapTexts(
    intro="Elke stip is een uitspraak. Wat op elkaar lijkt, ligt dicht bij elkaar.",
    how_title="Zo leest u de kaart",
    how=(
        "Een kleur en een nummer horen bij een thema. Hoe meer uitspraken een thema heeft, hoe "
        "groter zijn vlek.",
        "Thema’s die op elkaar lijken, liggen zoveel mogelijk naast elkaar. Boven, onder, links en "
        "rechts hebben geen "
        "betekenis.",
        "Een kaart is plat en taal niet. Twee uitspraken die ver uit elkaar liggen, kunnen toch op "
        "elkaar lijken, en wie naast "
        "elkaar ligt, hoeft het niet eens te zijn.",
    ),
    region="Kaart van de uitspraken",
    keys="Zoom met de knoppen, met twee vingers of met + en −. Schuif door te slepen of met de pijltjes. "
    "0 toont weer alles. Dezelfde uitspraken staan als lijst onder de kaart.",
    drawn_all="Alle {number} uitspraken zijn getekend.",
    drawn_some="Getekend zijn {drawn} van de {number} uitspraken, evenredig uit elk thema. De lijst "
    "onder de kaart heeft ze "
    "allemaal.",
    zoom_in="Zoom in",
    zoom_out="Zoom uit",
    whole="Toon alles",
    zoom="De kaart vergroten",
    themes="Thema’s op de kaart",
    every_theme="Alle thema’s",
    focused="Alleen dit thema is gekleurd.",
    to_theme="Naar dit thema",
    alone="staat op zichzelf",
    apart="Uitspraken die geen mening zijn, zoals “geen idee”, staan niet op de kaart.",
    as_list="De kaart als lijst",
    as_list_help="Per thema, en in een thema wat er het meest bij hoort eerst.",
    as_list_of="Uitspraken van {theme}",
    no_map="Deze run heeft geen kaart: hij is gemaakt met een oudere versie van Oogst.",
    no_map_how="Maak met dezelfde bronnen een nieuwe run. Thema’s houden hun naam, en de kaart komt erbij:",
    no_command="oogst run … --previous {path} --out {path}-2",
)

EN: Final = MapTexts(
    intro="Every dot is something that was said. What is alike lies close together.",
    how_title="How to read the map",
    how=(
        "A colour and a number belong to a theme. The more was said on a theme, the larger its patch.",
        "Themes that are alike lie beside one another as far as possible. Up, down, left and right "
        "mean nothing.",
        "A map is flat and language is not. Two quotes that lie far apart can still be alike, and "
        "those that lie side by side "
        "need not agree.",
    ),
    region="Map of what was said",
    keys="Zoom with the buttons, with two fingers or with + and −. Move by dragging or with the arrow keys. "
    "0 shows everything again. The same quotes are in the list below the map.",
    drawn_all="All {number} quotes are drawn.",
    drawn_some="{drawn} of the {number} quotes are drawn, in proportion from every theme. The list "
    "below the map has them all.",
    zoom_in="Zoom in",
    zoom_out="Zoom out",
    whole="Show everything",
    zoom="Enlarge the map",
    themes="Themes on the map",
    every_theme="All themes",
    focused="Only this theme is coloured.",
    to_theme="To this theme",
    alone="stands apart",
    apart="What is no opinion, such as “no idea”, is not on the map.",
    as_list="The map as a list",
    as_list_help="By theme, and in a theme what belongs to it most first.",
    as_list_of="What was said on {theme}",
    no_map="This run has no map: it was made with an older version of Oogst.",
    no_map_how="Make a new run of the same sources. Themes keep their names, and the map comes with them:",
    no_command="oogst run … --previous {path} --out {path}-2",
)


def map_texts(language: Language) -> MapTexts:
    """Give the texts of a language."""
    return EN if language == "en" else NL
