"""What is looked at, as the URL has it, so that a link opens the same view in a fresh browser."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final, Literal
from urllib.parse import urlencode

import streamlit as st

from insights.wording import Language

Page = Literal[
    "overview",
    "theme",
    "source",
    "contributions",
    "compare",
    "search",
    "map",
    "report",
    "ledger",
    "method",
    "runs",
    "review",
    "coding",
]

PATHS: Final[dict[Page, str]] = {
    "overview": "./",
    "theme": "thema",
    "source": "bron",
    "contributions": "bijdragen",
    "compare": "vergelijk",
    "report": "rapport",
    "search": "zoek",
    "map": "kaart",
    "ledger": "rijen",
    "method": "verantwoording",
    "runs": "runs",
    "review": "beoordelen",
    "coding": "coderen",
}
Choice = str | int | tuple[str, ...]
USUAL: Final = (("page", 1), ("level", 1))
"""What is left out of an address."""
LANGUAGE_IN_FORMS: Final = "language"
"""What a form calls ``lang``: Streamlit takes that name away from a field, as that of a property of forms."""
SEVERAL: Final = ("themes", "quotes", "pick")
"""Parameters that may be there several times."""
_LONGEST: Final = 1000
"""Characters of a choice: a question can be long."""
MOST: Final = 200
"""Choices of one kind: with these an address stays below the 8 kB that proxies take."""


@dataclass(frozen=True)
class View:
    """The choices in the URL; every field is a parameter of the same name, left out where it is empty.

    What is there several times: ``themes`` and ``quotes`` of a report, a quote being THEME.QUOTE, as one
    passage may serve several themes; and ``pick``, the units of a collection. ``q`` is what is searched for,
    ``how`` in words or by meaning, and ``who`` a role that a form asks for, which cannot have a field called
    role.

    Two fields are no parameters: the run tells in which language its themes, questions and sources are named,
    the ``tongue``; and ``beyond`` counts the choices of an address that were left out, being too many.
    """

    run: str = ""
    lang: Language = "nl"
    theme: str = ""
    quote: str = ""
    unit: str = ""
    contribution: str = ""
    show: str = ""
    by: str = ""
    first: str = ""
    second: str = ""
    question: str = ""
    other: str = ""
    decision: str = ""
    sample: str = ""
    level: int = 1
    page: int = 1
    themes: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    q: str = ""
    how: str = ""
    who: str = ""
    round: str = ""
    source: str = ""
    pick: tuple[str, ...] = ()
    tongue: str = ""
    beyond: int = 0

    def link(self, page: Page, /, **choices: Choice) -> str:
        """Give the address of a page with the same run and language and these choices.

        >>> View(run="dialoog", theme="t1").link("source", quote="ab12")
        'bron?run=dialoog&lang=nl&quote=ab12'
        """
        return _address(page, {"run": self.run, "lang": self.lang, **choices})

    def same(self, page: Page, /, **choices: Choice) -> str:
        """Give the address of this very view with some choices changed."""
        return _address(page, {name: getattr(self, name) for name in PARAMETERS} | choices)


PARAMETERS: Final = tuple(field.name for field in fields(View) if field.name not in ("tongue", "beyond"))
"""What of a view stands in its address."""


def read_view() -> View:
    """Read the view from the URL; what it does not know or cannot use is left out."""
    asked = {
        name: str(st.query_params.get(name, ""))[:_LONGEST] for name in PARAMETERS if name not in SEVERAL
    }
    page, level = _whole(asked.pop("page")), _whole(asked.pop("level"))
    language = asked.pop("lang") or st.query_params.get(LANGUAGE_IN_FORMS)
    themes, quotes, pick = (_several(name) for name in SEVERAL)
    return View(
        **asked,
        lang="en" if language == "en" else "nl",
        level=level,
        page=page,
        themes=themes[:MOST],
        quotes=quotes[:MOST],
        pick=pick[:MOST],
        beyond=sum(max(0, len(found) - MOST) for found in (themes, quotes, pick)),
    )


def _several(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one[:_LONGEST] for one in st.query_params.get_all(name) if one))


def _whole(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 8 else 1


def _address(page: Page, choices: dict[str, Choice]) -> str:
    kept = {key: value for key, value in choices.items() if value and (key, value) not in USUAL}
    return f"{PATHS[page]}?{urlencode(kept, doseq=True)}"
