"""What stands around every page: the product, languages, and going from page to page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class FrameWording:
    """The texts of one language."""

    product: str
    synthetic: str
    way_back: str
    navigation: str
    other_language: str
    other_run: str
    pager: str
    previous_page: str
    next_page: str
    page_of: str
    back_to_overview: str


NL: Final = FrameWording(
    product="Oogst",
    synthetic="Voorbeeld: deze bijdragen zijn verzonnen. Niemand heeft dit gezegd.",
    way_back="Terug",
    navigation="Pagina’s",
    other_language="English",
    other_run="Kies een andere run",
    pager="Bladeren",
    previous_page="Vorige",
    next_page="Volgende",
    page_of="Pagina {page} van {pages}",
    back_to_overview="Alle thema’s",
)
EN: Final = FrameWording(
    product="Oogst",
    synthetic="Example: these contributions are made up. Nobody said this.",
    way_back="Back",
    navigation="Pages",
    other_language="Nederlands",
    other_run="Choose another run",
    pager="Pages of the list",
    previous_page="Previous",
    next_page="Next",
    page_of="Page {page} of {pages}",
    back_to_overview="All themes",
)
