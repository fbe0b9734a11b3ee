"""Counts of people, messages and sources as far as they may be shown, roles, and strength in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class CountWording:
    """The texts of one language."""

    people: str
    messages: str
    published: str
    of_published: str
    largest: str
    unknown_people: str
    theme_column: str
    people_column: str
    share_column: str
    messages_column: str
    fewer: str
    more: str
    hidden: str
    unknown: str
    role: str
    roles: Mapping[str, str]
    role_unknown: str
    strengths: Mapping[str, str]
    published_strength: str
    messages_strength: str
    about: str
    about_words: str
    mostly: str

    def role_word(self, role: str | None) -> str:
        """Write a usual role in the language of the page, another as the source has it.

        >>> NL.role_word("resident"), NL.role_word("wijkverpleegkundige"), NL.role_word(None)
        ('bewoner', 'wijkverpleegkundige', 'rol onbekend')
        """
        return self.roles.get(role, role) if role else self.role_unknown


NL: Final = CountWording(
    people="deelnemers",
    messages="bijdragen",
    published="gepubliceerde bronnen",
    of_published="van de {of}",
    largest="van de bijdragen is van één deelnemer",
    unknown_people="waarvan {messages} van onbekende deelnemers",
    theme_column="Thema",
    people_column="Deelnemers",
    share_column="Deel van de deelnemers",
    messages_column="Bijdragen",
    fewer="minder dan {number}",
    more="meer dan {number}",
    hidden="niet getoond",
    unknown="onbekend",
    role="Rol",
    roles={"resident": "bewoner", "professional": "professional", "official": "ambtenaar", "other": "overig"},
    role_unknown="rol onbekend",
    strengths={
        "majority": "Genoemd door een meerderheid van de {answered} deelnemers",
        "half": "Genoemd door ongeveer de helft van de {answered} deelnemers",
        "minority": "Genoemd door een minderheid van de {answered} deelnemers",
        "few": "Genoemd door een klein deel van de {answered} deelnemers",
        "fewer than": "Genoemd door {people} van de {answered} deelnemers",
        "more than": "Genoemd door {people} van de {answered} deelnemers",
    },
    published_strength="Gepubliceerde bronnen die dit noemen: {published} van de {of}",
    messages_strength="Genoemd in {messages} bijdragen; hoeveel mensen dat zijn is onbekend",
    about="Subthema’s: {subthemes}.",
    about_words="Woorden die hier vaker vallen dan elders: {words}.",
    mostly="Meer dan de helft van hen heeft de rol {role}.",
)
EN: Final = CountWording(
    people="participants",
    messages="contributions",
    published="published sources",
    of_published="of {of}",
    largest="of the contributions by one participant",
    unknown_people="of which {messages} by unknown participants",
    theme_column="Theme",
    people_column="Participants",
    share_column="Share of the participants",
    messages_column="Contributions",
    fewer="fewer than {number}",
    more="more than {number}",
    hidden="not shown",
    unknown="unknown",
    role="Role",
    roles={
        "resident": "resident",
        "professional": "professional",
        "official": "civil servant",
        "other": "other",
    },
    role_unknown="role unknown",
    strengths={
        "majority": "Mentioned by a majority of the {answered} participants",
        "half": "Mentioned by about half of the {answered} participants",
        "minority": "Mentioned by a minority of the {answered} participants",
        "few": "Mentioned by a small part of the {answered} participants",
        "fewer than": "Mentioned by {people} of the {answered} participants",
        "more than": "Mentioned by {people} of the {answered} participants",
    },
    published_strength="Published sources that mention this: {published} of {of}",
    messages_strength="Mentioned in {messages} contributions; how many people that is, is unknown",
    about="Subthemes: {subthemes}.",
    about_words="Words used more often here than elsewhere: {words}.",
    mostly="More than half of them have the role {role}.",
)
