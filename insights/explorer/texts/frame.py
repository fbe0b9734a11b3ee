"""Texts of the frame around every page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from insights.wording import Language


@dataclass(frozen=True)
class FrameTexts:
    """The texts of one language."""

    skip: str
    menu: str
    beyond: str
    sign_in: str
    sign_in_why: str
    sign_in_button: str
    sign_out: str


NL: Final = FrameTexts(
    skip="Naar de inhoud",
    menu="Menu",
    beyond="In een link passen hoogstens {most} keuzes. Wat u het laatst koos, staat er niet bij: {number}.",
    sign_in="Meld u eerst aan",
    sign_in_why=(
        "Wat hier staat is voor mensen van uw organisatie. Kwam u via een link? Dan gaat u daarheen zodra u "
        "bent aangemeld."
    ),
    sign_in_button="Meld u aan",
    sign_out="Meld u af",
)
EN: Final = FrameTexts(
    skip="Skip to the content",
    menu="Menu",
    beyond="A link has room for {most} choices. What you chose last was left out: {number}.",
    sign_in="Sign in first",
    sign_in_why=(
        "What is here is for people of your organisation. Did you follow a link? Then you go there once you "
        "have signed in."
    ),
    sign_in_button="Sign in",
    sign_out="Sign out",
)


def frame_texts(language: Language) -> FrameTexts:
    """Give the texts of a language."""
    return EN if language == "en" else NL
