"""Texts of the overview."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from insights.wording import Language


@dataclass(frozen=True)
class OverviewTexts:
    """The texts of one language."""

    other_sources: str
    question: str
    questions: str
    roles: str
    role: str
    period: str
    period_month: str
    choose: str
    choose_role: str
    choose_question: str
    everyone: str
    every_question: str
    show: str
    show_all: str
    only_role: str
    only_question: str
    strength_of_role: str
    strength_of_question: str
    small_answers: str


NL: Final = OverviewTexts(
    other_sources="{number} andere bronnen",
    question="De vraag: {question}",
    questions="De {number} vragen die gesteld zijn",
    roles="Rollen: {roles}.",
    role="{role} ({people})",
    period="Gedaan van {first} tot en met {last}.",
    period_month="Gedaan in {first}.",
    choose="Kijk naar een deel",
    choose_role="Wie",
    choose_question="Vraag",
    everyone="alle deelnemers",
    every_question="alle vragen",
    show="Toon",
    show_all="Toon weer alles",
    only_role="U ziet nu alleen wat deelnemers met de rol {role} zeiden.",
    only_question="U ziet nu alleen de antwoorden op de vraag: {question}",
    strength_of_role="{strength} met de rol {role}",
    strength_of_question="{strength} die deze vraag beantwoordden",
    small_answers=(
        "Van een deel staat soms minder te lezen dan van het geheel: anders zou u een klein aantal kunnen "
        "uitrekenen."
    ),
)

EN: Final = OverviewTexts(
    other_sources="{number} other sources",
    question="The question: {question}",
    questions="The {number} questions that were asked",
    roles="Roles: {roles}.",
    role="{role} ({people})",
    period="Made from {first} to {last}.",
    period_month="Made in {first}.",
    choose="Look at a part",
    choose_role="Who",
    choose_question="Question",
    everyone="all participants",
    every_question="all questions",
    show="Show",
    show_all="Show everything again",
    only_role="You now see only what participants with the role {role} said.",
    only_question="You now see only the answers to the question: {question}",
    strength_of_role="{strength} with the role {role}",
    strength_of_question="{strength} who answered this question",
    small_answers=(
        "Of a part less can be shown than of the whole: otherwise you could work out a small number."
    ),
)


def overview_texts(language: Language) -> OverviewTexts:
    """Give the texts of a language."""
    return EN if language == "en" else NL
