"""All texts of a language together: every part of them, with the same names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from insights.wording import (
    comparing,
    contrast,
    counts,
    frame,
    ledger,
    method,
    numbers,
    overview,
    pages,
    repeats,
    runs,
    sources,
    theme,
    votes,
)


@dataclass(frozen=True)
class Wording(
    numbers.NumberWording,
    pages.PageWording,
    frame.FrameWording,
    runs.RunWording,
    overview.OverviewWording,
    counts.CountWording,
    theme.ThemeWording,
    repeats.RepeatWording,
    sources.SourceWording,
    method.MethodWording,
    comparing.ComparingWording,
    contrast.ContrastWording,
    votes.VoteWording,
    ledger.LedgerWording,
):
    """The texts of one language."""

    def group_word(self, by: str, name: str | None) -> str:
        """Write the name of a group, a usual role in the language of the page; a bare number says of what.

        >>> NL.group_word("role", "resident"), NL.group_word("wijk", "De Hoven"), EN.group_word("wijk", None)
        ('bewoner', 'De Hoven', 'unknown')
        >>> EN.group_word("opinion_group", "1")
        'opinion group 1'
        """
        if name is None:
            return self.no_group
        if name.isdecimal():
            return f"{self.property_word(by)} {name}"
        return self.role_word(name) if by == "role" else name

    def property_word(self, by: str) -> str:
        """Write what groups are made by; a background column as the source calls it."""
        return self.properties.get(by, by.replace("_", " "))


NL: Final = Wording(
    **vars(numbers.NL),
    **vars(pages.NL),
    **vars(frame.NL),
    **vars(runs.NL),
    **vars(overview.NL),
    **vars(counts.NL),
    **vars(theme.NL),
    **vars(repeats.NL),
    **vars(sources.NL),
    **vars(method.NL),
    **vars(comparing.NL),
    **vars(contrast.NL),
    **vars(votes.NL),
    **vars(ledger.NL),
)
EN: Final = Wording(
    **vars(numbers.EN),
    **vars(pages.EN),
    **vars(frame.EN),
    **vars(runs.EN),
    **vars(overview.EN),
    **vars(counts.EN),
    **vars(theme.EN),
    **vars(repeats.EN),
    **vars(sources.EN),
    **vars(method.EN),
    **vars(comparing.EN),
    **vars(contrast.EN),
    **vars(votes.EN),
    **vars(ledger.EN),
)


def wording(language: str) -> Wording:
    """Give the texts of a language; Dutch for a language there are no texts for."""
    return EN if language == "en" else NL
