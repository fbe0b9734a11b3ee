"""How the themes were found, and why there are so many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class MethodWording:
    """The texts of one language."""

    method_intro: tuple[str, ...]
    trade_off: str
    trade_off_help: tuple[str, ...]
    trade_off_caption: str
    trade_off_themes: str
    trade_off_stability: str
    trade_off_null: str
    trade_off_coherence: str
    trade_off_chosen: str
    granularities: Mapping[str, str]


NL: Final = MethodWording(
    method_intro=(
        "De thema’s zijn door een computer gevonden. Ze zijn een voorstel; mensen beoordelen het.",
        (
            "Bijdragen die over hetzelfde gaan, staan dicht bij elkaar. Groepen bijdragen die steeds weer "
            "bij elkaar komen, ook als een vijfde deel van de bijdragen of deelnemers wordt weggelaten, "
            "heten hier een thema."
        ),
        "Alles is op één computer gedaan. Geen zin op deze pagina’s is door een taalmodel geschreven.",
    ),
    trade_off="Hoeveel thema’s?",
    trade_off_help=(
        (
            "Meer thema’s geven meer detail, maar een verdeling in veel thema’s kan toeval zijn. Daarom is "
            "geteld hoe goed dezelfde thema’s terugkomen als een deel van de bijdragen ontbreekt (1 is "
            "helemaal, 0 is toeval)."
        ),
        (
            "Ernaast staat hetzelfde voor gegevens zonder enig verband. Gekozen is waar het verschil het "
            "grootst is."
        ),
    ),
    trade_off_caption="Aantal thema’s en hoe goed ze terugkomen",
    trade_off_themes="Thema’s",
    trade_off_stability="Komt terug",
    trade_off_null="Zonder verband",
    trade_off_coherence="Samenhang",
    trade_off_chosen="gekozen",
    granularities={"coarse": "grof", "normal": "gewoon", "fine": "fijn"},
)
EN: Final = MethodWording(
    method_intro=(
        "The themes were found by a computer. They are a suggestion; people judge them.",
        (
            "Contributions on the same subject lie close together. Groups of contributions that come back "
            "time and again, also when a fifth of the contributions or participants is left out, are called "
            "a theme here."
        ),
        "Everything was done on one computer. No sentence on these pages was written by a language model.",
    ),
    trade_off="How many themes?",
    trade_off_help=(
        (
            "More themes give more detail, but a division into many themes may be chance. So it was counted "
            "how well the same themes come back when part of the contributions is missing (1 is fully, 0 is "
            "chance)."
        ),
        (
            "Beside it stands the same for data that hang together in no way. Chosen is where the difference "
            "is largest."
        ),
    ),
    trade_off_caption="Number of themes, and how well they come back",
    trade_off_themes="Themes",
    trade_off_stability="Come back",
    trade_off_null="No connection",
    trade_off_coherence="Coherence",
    trade_off_chosen="chosen",
    granularities={"coarse": "coarse", "normal": "normal", "fine": "fine"},
)
