"""Choosing two groups to compare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class ComparingWording:
    """The texts of one language."""

    compare_title: str
    compare_intro: str
    compare_none: str
    compare_none_how: str
    compare_not_possible: str
    compare_by: str
    compare_first: str
    compare_second: str
    compare_level: str
    compare_levels: tuple[str, ...]
    compare_question: str
    compare_all_questions: str
    compare_size: str
    properties: Mapping[str, str]
    no_group: str


NL: Final = ComparingWording(
    compare_title="{first} en {second}",
    compare_intro="Waar gaat het bij de ene groep meer over dan bij de andere?",
    compare_none="In deze run zijn geen groepen om te vergelijken.",
    compare_none_how=(
        "Groepen zijn er als bij het inlezen een kolom voor rol, ronde, vraag of achtergrond is gekozen."
    ),
    compare_not_possible=(
        "Deze groepen zijn niet te vergelijken: ze hebben geen vraag gemeen die genoeg mensen van beide "
        "beantwoordden. Een verschil zou dan een verschil tussen vragen zijn. Kies andere groepen."
    ),
    compare_by="Vergelijk op",
    compare_first="Eerste groep",
    compare_second="Tweede groep",
    compare_level="Niveau",
    compare_levels=("thema’s", "subthema’s", "fijnste thema’s"),
    compare_question="Vraag",
    compare_all_questions="alle vragen die beide groepen kregen",
    compare_size="{group}: {people}, {messages}",
    properties={
        "role": "rol",
        "round": "ronde",
        "question": "vraag",
        "source": "bron",
        "month": "maand",
        "week": "week",
        "quarter": "kwartaal",
    },
    no_group="onbekend",
)
EN: Final = ComparingWording(
    compare_title="{first} and {second}",
    compare_intro="What is one group more about than the other?",
    compare_none="This run has no groups to compare.",
    compare_none_how=(
        "There are groups when a column for role, round, question or background was chosen while reading."
    ),
    compare_not_possible=(
        "These groups cannot be compared: they have no question in common that enough people of both "
        "answered. A difference would be one between questions. Choose other groups."
    ),
    compare_by="Compare by",
    compare_first="First group",
    compare_second="Second group",
    compare_level="Level",
    compare_levels=("themes", "subthemes", "finest themes"),
    compare_question="Question",
    compare_all_questions="all questions both groups were asked",
    compare_size="{group}: {people}, {messages}",
    properties={
        "role": "role",
        "round": "round",
        "question": "question",
        "source": "source",
        "month": "month",
        "week": "week",
        "quarter": "quarter",
    },
    no_group="unknown",
)
