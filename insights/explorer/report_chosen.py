"""What a report is made of: the themes to choose from, and what was chosen of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from insights.counting import ThemeCount
from insights.explorer.store import Chosen
from insights.explorer.views import View
from insights.runs import Run


@dataclass(frozen=True)
class ReportLine:
    """A theme to choose for a report; one that is not of the top level says what it belongs to."""

    theme_id: str
    label: str
    parent: str | None
    counts: ThemeCount


def report_lines(run: Run, counts: Mapping[str, ThemeCount], asked: Sequence[str]) -> tuple[ReportLine, ...]:
    """Give the themes to choose from for a report: those of the top level, and those below that were asked.

    They stand by people, each with those below it after it.
    """
    rows = {row["theme_id"]: row for row in run.themes.iter_rows(named=True)}

    def under(parent: str | None) -> list[ReportLine]:
        found = []
        for theme in counts:
            row = rows[theme]
            if row["parent_id"] == parent:
                above = rows[parent]["label"] if parent else None
                here = [ReportLine(theme, row["label"], above, counts[theme])]
                found += (here if parent is None or theme in asked else []) + under(theme)
        return found

    return tuple(under(None))


def chosen_for_report(view: View, lines: Sequence[ReportLine], *, internal: bool) -> Chosen:
    """Give what a report is made of, as far as the run has it, in the order of the themes."""
    themes = tuple(line.theme_id for line in lines if line.theme_id in view.themes)
    pairs = (tuple(one.rpartition(".")[::2]) for one in view.quotes)
    picked = tuple(sorted((theme, quote) for theme, quote in pairs if theme in themes))
    return Chosen(themes, picked, internal)
