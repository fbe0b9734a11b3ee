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


NL: Final = FrameTexts(skip="Naar de inhoud", menu="Menu")
EN: Final = FrameTexts(skip="Skip to the content", menu="Menu")


def frame_texts(language: Language) -> FrameTexts:
    """Give the texts of a language."""
    return EN if language == "en" else NL
