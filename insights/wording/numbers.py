"""How a language writes numbers and dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Language = Literal["nl", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("nl", "en")


@dataclass(frozen=True)
class NumberWording:
    """The texts of one language."""

    language: Language
    months: tuple[str, ...]
    thousands: str
    decimal: str


NL: Final = NumberWording(
    language="nl",
    months=(
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ),
    thousands=".",
    decimal=",",
)
EN: Final = NumberWording(
    language="en",
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    thousands=",",
    decimal=".",
)
