"""Two runs of the list side by side: what became of every theme, with names and counts as they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from corpora.errors import RunError
from insights.counting import small_number
from insights.explorer import store
from insights.explorer.views import View
from insights.runs import Run
from insights.small_numbers import UNKNOWN, Shown

RELATIONS: Final = ("same", "split", "merged", "new", "gone")
Problem = Literal["same_run", "unknown", "broken", "nothing_shared", "nothing_found"]
"""Why two runs cannot be compared, as a key of the texts."""


@dataclass(frozen=True)
class Side:
    """A theme in one of the runs; ``there`` is false where a decision of people took it out of sight."""

    theme_id: str
    label: str
    people: Shown
    messages: Shown
    there: bool
    language: str = ""


@dataclass(frozen=True)
class Line:
    """What became of a theme; ``overlap`` is the Jaccard index of the texts that both runs have."""

    relation: str
    before: Side | None
    after: Side | None
    overlap: float


@dataclass(frozen=True)
class Compared:
    """Two runs at one level of themes; ``shared`` tells whether they have contributions in common."""

    first: Run
    second: Run
    level: int
    levels: int
    shared: bool
    lines: tuple[Line, ...]

    def of(self, relation: str) -> tuple[Line, ...]:
        """Give the lines of one relation, in order."""
        return tuple(line for line in self.lines if line.relation == relation)

    def themes(self, relation: str) -> int:
        """Count the themes of a relation: those of the first run, or of the second where they arose there."""
        sides = [line.after if relation in ("merged", "new") else line.before for line in self.of(relation)]
        return len({side.theme_id for side in sides if side})


def compared(view: View) -> Compared | Problem:
    """Compare the runs that the URL names, at the level it asks for, or say why that cannot be."""
    if view.run == view.other:
        return "same_run"
    try:
        first, second = store.load(view.run), store.load(view.other)
    except LookupError:
        return "unknown"
    except RunError:
        return "broken"
    levels = min(first.levels, second.levels)
    if not levels:
        return "nothing_found"
    try:
        found = store.runs_compared(first, second)
    except RunError:
        return "nothing_shared"
    level = min(view.level, levels)
    known = _sides(first, level), _sides(second, level)
    lines = tuple(
        Line(
            pair.relation,
            _side(first, known[0], pair.before.theme_id, pair.before.label) if pair.before else None,
            _side(second, known[1], pair.after.theme_id, pair.after.label) if pair.after else None,
            pair.overlap,
        )
        for pair in found.pairs
        if pair.level == level
    )
    return Compared(first, second, level, levels, found.shared > 0, lines)


def _sides(run: Run, level: int) -> dict[str, Side]:
    """Give the themes of a level as other pages show them, with the decisions of people."""
    labels, language = dict(run.themes.select("theme_id", "label").iter_rows()), store.language(run)
    return {
        count.theme_id: Side(
            count.theme_id, labels[count.theme_id], count.people, count.messages, True, language
        )
        for count in store.theme_counts(run, level, small_number(run))
    }


def _side(run: Run, known: dict[str, Side], theme_id: str, label: str) -> Side:
    gone = Side(theme_id, label, UNKNOWN, UNKNOWN, False, store.language(run))
    return known.get(theme_id) or gone
