"""The pages of the explorer: the one list that navigation, addresses, timings and tests go by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from insights.explorer.views import Page
from insights.wording import Wording

FOLDER: Final = Path(__file__).with_name("pages")


@dataclass(frozen=True)
class Place:
    """A page: its key in addresses, its file, its name, and whether the navigation has it.

    What is ``for_editors`` stands there only in an explorer that was started with a name.
    """

    page: Page
    file: str
    title: Callable[[Wording], str]
    in_navigation: bool = True
    for_editors: bool = False

    @property
    def path(self) -> Path:
        """Where the page is on disk."""
        return FOLDER / f"{self.file}.py"


SITE: Final = (
    Place("overview", "overzicht", lambda say: say.overview),
    Place("theme", "thema", lambda say: say.theme, in_navigation=False),
    Place("source", "bron", lambda say: say.source, in_navigation=False),
    Place("contributions", "bijdragen", lambda say: say.contributions),
    Place("search", "zoek", lambda say: say.search),
    Place("map", "kaart", lambda say: say.map),
    Place("compare", "vergelijk", lambda say: say.compare),
    Place("report", "rapport", lambda say: say.report),
    Place("review", "beoordelen", lambda say: say.review, for_editors=True),
    Place("coding", "coderen", lambda say: say.coding, for_editors=True),
    Place("ledger", "rijen", lambda say: say.ledger),
    Place("method", "verantwoording", lambda say: say.method),
    Place("runs", "runs", lambda say: say.runs_title, in_navigation=False),
)
"""Every page; those of the navigation in its order."""
