"""A report with the words to tell it in, which every section is made from."""

from __future__ import annotations

from dataclasses import dataclass

from insights.reports.model import Report
from insights.reports.texts import ReportTexts, report_texts
from insights.wording import Wording, percent, wording


@dataclass(frozen=True)
class Telling:
    """A report, and the words of one language."""

    report: Report
    say: Wording
    texts: ReportTexts

    @classmethod
    def of(cls, report: Report, language: str) -> Telling:
        """Take the words of a language."""
        return cls(report, wording(language), report_texts(language))

    def share(self, share: float | None) -> str:
        """Write a share as a percentage, or a dash where it may not be shown."""
        return "–" if share is None else percent(share, self.say)
