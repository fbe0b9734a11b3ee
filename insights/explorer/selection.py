"""What a page shows, selected from the run as plain values; counts come from :mod:`insights.counting`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Final, Generic, TypeVar

import polars as pl

from corpora.errors import RunError
from insights.context import Context, contribution_in_context, quote_in_context, unit_in_context
from insights.counting import ThemeCount, roles_shown
from insights.explorer import store
from insights.explorer.store import Chosen
from insights.explorer.views import View
from insights.groups import Grouping
from insights.runs import Run

PAGE_ROWS: Final = 25
LEDGER_ROWS: Final = 50
KEYWORDS: Final = 6
WORDS: Final = 10

T = TypeVar("T")


@dataclass(frozen=True)
class ThemeLine:
    """A theme in a list."""

    theme_id: str
    label: str
    keywords: tuple[str, ...]
    counts: ThemeCount
    subthemes: tuple[ThemeLine, ...] = ()
    grade: str | None = None


@dataclass(frozen=True)
class Placed:
    """A theme by name."""

    theme_id: str
    label: str


@dataclass(frozen=True)
class Theme:
    """A theme on its own page.

    ``description`` is None until a person wrote one, ``grade`` where it was not measured how sharply it is
    drawn. ``cautions`` are what the theme mirrors besides its subject: a key of the wording with a value.
    """

    theme_id: str
    label: str
    level: int
    parent: Placed | None
    keywords: tuple[str, ...]
    description: str | None
    counts: ThemeCount
    subthemes: tuple[ThemeLine, ...]
    grade: str | None = None
    cautions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class WordLine:
    """A word of a theme with its weight."""

    word: str
    weight: float


@dataclass(frozen=True)
class QuoteLine:
    """A passage of a theme; ``choice`` is the parameter that leads to it, ``note`` what is special.

    A chosen quote has the ``reason`` it was chosen, a ``grade`` where it was measured how surely it belongs,
    and the theme it borders on where it is also near that one.
    """

    text: str
    role: str | None
    source: str
    locator: str
    language: str
    kind: str
    choice: dict[str, str]
    note: str = ""
    reason: str = ""
    grade: str | None = None
    border: Placed | None = None


@dataclass(frozen=True)
class Listed:
    """A contribution or unit in a plain list, with the reason it is in no theme."""

    text: str
    role: str | None
    source: str
    locator: str
    language: str
    reason: str
    choice: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class LedgerLine:
    """An input row with what became of it; without a contribution where it was excluded."""

    source: str
    row: int
    outcome: str
    reason: str
    contribution_id: str


@dataclass(frozen=True)
class ReportLine:
    """A theme to choose for a report; one that is not of the top level says what it belongs to."""

    theme_id: str
    label: str
    parent: str | None
    counts: ThemeCount


@dataclass(frozen=True)
class Paged(Generic[T]):
    """One page of a list: its rows, its number, how many pages and rows there are."""

    rows: tuple[T, ...]
    page: int
    pages: int
    total: int

    @property
    def first(self) -> int:
        """The number of the first row of the page in the whole list."""
        return (self.page - 1) * PAGE_ROWS + 1

    @property
    def last(self) -> int:
        """The number of the last row of the page in the whole list."""
        return self.first + len(self.rows) - 1


def theme_lines(run: Run, k: int) -> tuple[ThemeLine, ...]:
    """Give the themes of the top level by people, each with its subthemes by people."""
    return _lines(run, 1, None, k)


def theme_page(run: Run, theme_id: str, k: int) -> Theme | None:
    """Give a theme with its counts and subthemes; None when the run has no such theme."""
    found = run.themes.filter(pl.col("theme_id") == theme_id)
    if not found.height:
        return None
    row = found.row(0, named=True)
    counts = next(c for c in store.theme_counts(run, row["level"], k) if c.theme_id == theme_id)
    parents = placed(run, (row["parent_id"],)) if row["parent_id"] else ()
    return Theme(
        theme_id=theme_id,
        label=row["label"],
        level=row["level"],
        parent=parents[0] if parents else None,
        keywords=tuple(row["keywords"] or ())[:KEYWORDS],
        description=row["description"],
        counts=counts,
        subthemes=_lines(run, row["level"] + 1, theme_id, k),
        grade=row["grade"],
        cautions=_cautions(run, row["warnings"] or ()),
    )


def placed(run: Run, theme_ids: tuple[str, ...]) -> tuple[Placed, ...]:
    """Themes by name, in the order of their ids."""
    labels = dict(run.themes.select("theme_id", "label").iter_rows())
    return tuple(Placed(theme_id, labels[theme_id]) for theme_id in theme_ids if theme_id in labels)


def words(run: Run, theme_id: str) -> tuple[WordLine, ...]:
    """Give the words of a theme with the highest weights."""
    found = run.words.filter(pl.col("theme_id") == theme_id).sort("rank").head(WORDS)
    return tuple(WordLine(word, weight) for word, weight in found.select("word", "weight").iter_rows())


def quotes(run: Run, theme_id: str, roles: frozenset[str]) -> tuple[QuoteLine, ...]:
    """Give the quotes chosen for a theme, cut from their contributions, by rank."""
    found = run.quotes.filter(pl.col("theme_id") == theme_id).sort("rank")
    beyond = _borders(run, found)
    return tuple(
        QuoteLine(
            text,
            _role(role, public, roles),
            title,
            locator,
            language,
            str(kind),
            {"quote": quote_id},
            reason=reason,
            grade=grade,
            border=beyond.get(quote_id),
        )
        for quote_id, kind, reason, grade, text, role, public, title, locator, language in _cut(
            run, found, ["quote_id", "kind", "reason", "grade"]
        ).iter_rows()
    )


def members(
    run: Run, theme_id: str, level: int, roles: frozenset[str], fringe: str, page: int
) -> Paged[QuoteLine]:
    """Everything placed in a theme, from its heart to its fringe, one page of it."""
    found = (
        run.assignments.filter(
            (pl.col("theme_id") == theme_id) & (pl.col("level") == level) & pl.col("primary")
        )
        .join(run.units.select("unit_id", "contribution_id", "start", "end"), on="unit_id")
        .sort("core", "membership", "unit_id", descending=[True, True, False])
    )
    window = _Window(found.height, page)
    rows = tuple(
        QuoteLine(
            text,
            _role(role, public, roles),
            title,
            locator,
            language,
            "",
            {"unit": unit},
            "" if core else fringe,
        )
        for unit, core, text, role, public, title, locator, language in _cut(
            run, window.of(found), ["unit_id", "core"]
        ).iter_rows()
    )
    return Paged(rows, window.page, window.pages, found.height)


def contributions(run: Run, roles: frozenset[str], page: int) -> Paged[Listed]:
    """All contributions in the order of their sources, one page of them."""
    found = run.contributions.sort("source_id", "row")
    window = _Window(found.height, page)
    part = window.of(found).with_columns(
        start=pl.lit(0, pl.Int64), end=pl.col("text").str.len_chars().cast(pl.Int64)
    )
    frame = _cut(run, part.select("contribution_id", "start", "end"), ["contribution_id"])
    rows = tuple(
        Listed(text, _role(role, public, roles), title, locator, language, "", {"contribution": contribution})
        for contribution, text, role, public, title, locator, language in frame.iter_rows()
    )
    return Paged(rows, window.page, window.pages, found.height)


def left_out(run: Run, placement: str, roles: frozenset[str], page: int) -> Paged[Listed]:
    """Give the units that are set apart or unplaced, with the reason, one page of them."""
    found = run.units.filter(pl.col("placement").cast(pl.String) == placement).sort(
        "reason", "contribution_id", "start"
    )
    window = _Window(found.height, page)
    frame = _cut(run, window.of(found), ["unit_id", "reason"])
    rows = tuple(
        Listed(text, _role(role, public, roles), title, locator, language, reason or "", {"unit": unit})
        for unit, reason, text, role, public, title, locator, language in frame.iter_rows()
    )
    return Paged(rows, window.page, window.pages, found.height)


def ledger(run: Run, outcome: str, page: int) -> Paged[LedgerLine]:
    """One page of the input rows with their outcome, all or those with one outcome."""
    rows = store.ledger_rows(run)
    if outcome:
        rows = rows.filter(pl.col("outcome").cast(pl.String) == outcome)
    window = _Window(rows.height, page, LEDGER_ROWS)
    part = window.of(rows)
    titles = run.sources.select("source_id", "title")
    shown = part.join(titles, on="source_id", how="left", maintain_order="left")
    columns = shown.select("title", "row", pl.col("outcome").cast(pl.String), "reason", "contribution_id")
    lines = tuple(
        LedgerLine(title, row, said, reason or "", contribution or "")
        for title, row, said, reason, contribution in columns.iter_rows()
    )
    return Paged(lines, window.page, window.pages, rows.height)


def roles_beside(run: Run, theme_id: str, k: int) -> frozenset[str]:
    """Give the roles that may stand beside a quote: large groups, also in the theme it was reached by."""
    allowed = roles_shown(store.answered(run, k))
    theme = theme_page(run, theme_id, k) if theme_id else None
    return allowed & theme.counts.roles_shown if theme else allowed


def chosen_groups(view: View, groupings: Sequence[Grouping]) -> tuple[Grouping, str, str] | None:
    """Give what is compared: as the URL asks, else the two largest groups; None without two groups."""
    able = [one for one in groupings if sum(group.name is not None for group in one.groups) > 1]
    grouping = next((one for one in able if one.by == view.by), able[0] if able else None)
    if grouping is None:
        return None
    largest = sorted(grouping.groups, key=lambda group: -group.people.at_least)
    names = [group.name for group in largest if group.name is not None]
    first = view.first if view.first in names else next(name for name in names if name != view.second)
    others = [name for name in names if name != first]
    return grouping, first, view.second if view.second in others else others[0]


def shared_questions(run: Run, view: View, k: int) -> tuple[str, ...]:
    """Give the questions that both groups answered, to choose one of."""
    try:
        found = store.comparison(run, view.by, view.first, view.second, view.level, None, k)
    except RunError:
        return ()
    return () if view.by == "question" else tuple(one for one in found.questions if one is not None)


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


def in_context(run: Run, view: View, roles: frozenset[str]) -> Context | None:
    """Give what the URL asks for, in its contribution; None when the run does not have it."""
    try:
        if view.quote:
            return quote_in_context(run, view.quote, roles)
        if view.unit:
            return unit_in_context(run, view.unit, roles)
        return contribution_in_context(run, view.contribution, roles)
    except RunError:
        return None


def _lines(run: Run, level: int, parent: str | None, k: int) -> tuple[ThemeLine, ...]:
    themes = run.themes.filter(pl.col("level") == level)
    if parent is not None:
        themes = themes.filter(pl.col("parent_id") == parent)
    if not themes.height:
        return ()
    known = {row["theme_id"]: row for row in themes.iter_rows(named=True)}
    return tuple(
        ThemeLine(
            theme_id=counts.theme_id,
            label=known[counts.theme_id]["label"],
            keywords=tuple(known[counts.theme_id]["keywords"] or ())[:KEYWORDS],
            counts=counts,
            subthemes=_lines(run, level + 1, counts.theme_id, k) if level == 1 else (),
            grade=known[counts.theme_id]["grade"],
        )
        for counts in store.theme_counts(run, level, k)
        if counts.theme_id in known
    )


def _cautions(run: Run, warnings: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Give what a theme mirrors as pairs, sources by their title and participants by no name at all."""
    titles = dict(run.sources.select("source_id", "title").iter_rows())
    found = []
    for warning in warnings:
        key, _, value = warning.partition(": ")
        found.append((key, "" if key == "participant" else titles.get(value, value)))
    return tuple(found)


def _borders(run: Run, quotes: pl.DataFrame) -> dict[str, Placed]:
    """Give the other theme of their level that quotes of kind *edge* belong to most, by quote."""
    span = ["contribution_id", "start", "end"]
    level = run.themes.select("theme_id", "level")
    edge = quotes.filter(pl.col("kind").cast(pl.String) == "edge").join(level, on="theme_id")
    second = run.assignments.filter(~pl.col("primary")).select("unit_id", "level", "membership", "theme_id")
    found = (
        edge.join(run.units.select("unit_id", *span), on=span)
        .join(second.rename({"theme_id": "beyond"}), on=["unit_id", "level"])
        .sort("membership", "beyond", descending=[True, False])
        .unique("quote_id", keep="first", maintain_order=True)
    )
    labels = dict(run.themes.select("theme_id", "label").iter_rows())
    pairs = found.select("quote_id", "beyond").iter_rows()
    return {quote: Placed(beyond, labels[beyond]) for quote, beyond in pairs}


def _cut(run: Run, spans: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Cut passages by code points; gives the keys, then text, role, public, title, locator and language."""
    said = run.contributions.select("contribution_id", "source_id", "text", "role", "locator", "language")
    titles = run.sources.select("source_id", "title", "public")
    return (
        spans.lazy()
        .join(said.lazy(), on="contribution_id", how="left", maintain_order="left")
        .join(titles.lazy(), on="source_id", how="left", maintain_order="left")
        .with_columns(pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start")))
        .select(*keys, "text", "role", "public", "title", "locator", "language")
        .collect()
    )


def _role(role: str | None, public: bool | None, roles: frozenset[str]) -> str | None:
    return role if public or role in roles else None


class _Window:
    """Which page of a list is shown: the one asked for, or the last."""

    def __init__(self, total: int, page: int, rows: int = PAGE_ROWS) -> None:
        self.pages = max(1, -(-total // rows))
        self.page = min(page, self.pages)
        self.rows = rows

    def of(self, frame: pl.DataFrame) -> pl.DataFrame:
        return frame.slice((self.page - 1) * self.rows, self.rows)


@dataclass(frozen=True)
class Tried:
    """A resolution that was tried, from the trade-off of the run."""

    themes: int
    stability: float
    null: float
    coherence: float
    smallest: int
    largest: int
    chosen: bool


def tried(run: Run) -> list[Tried]:
    """Give the resolutions that were tried, from few themes to many; nothing where none were."""
    if "resolutions" not in run.manifest.get("tables", {}):
        return []
    columns = [field.name for field in fields(Tried)]
    return [Tried(*row) for row in run.table("resolutions").select(columns).iter_rows()]
