"""What the page that searches shows, selected from the run as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from insights.counting import small_number
from insights.explorer import store
from insights.explorer.paged import PAGE_ROWS, Paged
from insights.explorer.themes_shown import Placed
from insights.explorer.views import View
from insights.runs import Run
from insights.searching.filters import Filters, Found, Narrowing
from insights.searching.queries import Query, QueryError, read_query

MEANING: Final = "meaning"
COLLECTION: Final = "collection"

Mark = tuple[int, int]


@dataclass(frozen=True)
class Result:
    """A unit that was found; ``marks`` are half-open spans of code points of its ``text``.

    ``nearness`` is a key of the texts, empty for a search by words.
    """

    unit_id: str
    text: str
    marks: tuple[Mark, ...]
    language: str
    role: str | None
    source: str
    locator: str
    theme: Placed | None
    nearness: str = ""


@dataclass(frozen=True)
class Searched:
    """What became of a search.

    ``problem`` and ``near`` say why a query cannot be read. ``found`` is None for a search by meaning, which
    always finds as many. ``dropped`` tells that a filter of the link was left out, ``held_back`` that
    something is not to be quoted, ``absent`` that the model is not here.
    """

    page: Paged[Result]
    filters: Filters
    found: Found | None = None
    left_out: tuple[str, ...] = ()
    problem: str = ""
    near: str = ""
    by_meaning: bool = False
    absent: bool = False
    dropped: bool = False
    held_back: bool = False


def search(run: Run, view: View) -> Searched:
    """Search a run as the view asks, by words or by meaning."""
    k = small_number(run)
    narrowing = store.narrowing(run, k)
    asked = Filters(view.theme, view.who, view.question, view.round, view.source)
    filters = narrowing.usable(asked)
    dropped = filters != asked
    none = Paged[Result]((), 1, 1, 0)
    if not view.q.strip():
        return Searched(none, filters, dropped=dropped)
    index = store.search_index(run)
    quoted = ~np.asarray(index.units["unit_id"].is_in(list(store.not_to_quote(run))).to_numpy())
    left = narrowing.mask(filters)
    meaning = store.meaning_index(run) if view.how == MEANING else None
    if meaning is not None:
        near = meaning.nearest(view.q, left & quoted)
        nearness = {one.row: one.nearness for one in near}
        page = _page(run, narrowing, [one.row for one in near], view.page, None, nearness)
        return Searched(page, filters, by_meaning=True, dropped=dropped)
    absent = view.how == MEANING
    try:
        query = read_query(view.q)
    except QueryError as error:
        return Searched(none, filters, problem=error.problem, near=error.near, absent=absent, dropped=dropped)
    hits = index.search(query)
    having = np.zeros(len(left), dtype=np.bool_)
    having[hits.rows] = True
    shown = having & left & quoted
    wider = [having & narrowing.mask(one) & quoted for one in filters.without_one] + [left]
    return Searched(
        page=_page(run, narrowing, hits.rows[shown[hits.rows]], view.page, query, {}),
        filters=filters,
        found=narrowing.count(shown, wider, k),
        left_out=query.left_out,
        absent=absent,
        dropped=dropped,
        held_back=bool((having & left & ~quoted).any()),
    )


def collected(run: Run, units: Sequence[str], k: int) -> tuple[tuple[Result, ...], int]:
    """Give the quotes of a collection in the order they were picked, and how many cannot be shown."""
    index = store.search_index(run)
    known = {unit: row for row, unit in enumerate(index.units["unit_id"])}
    barred = store.not_to_quote(run)
    rows = [known[unit] for unit in units if unit in known and unit not in barred]
    return _results(run, store.narrowing(run, k), rows, None, {}), len(units) - len(rows)


def _page(
    run: Run,
    narrowing: Narrowing,
    rows: Sequence[int] | npt.NDArray[np.int64],
    page: int,
    query: Query | None,
    nearness: Mapping[int, str],
) -> Paged[Result]:
    pages = max(1, -(-len(rows) // PAGE_ROWS))
    page = min(page, pages)
    part = [int(row) for row in rows[(page - 1) * PAGE_ROWS : page * PAGE_ROWS]]
    return Paged(_results(run, narrowing, part, query, nearness), page, pages, len(rows))


def _results(
    run: Run, narrowing: Narrowing, rows: Sequence[int], query: Query | None, nearness: Mapping[int, str]
) -> tuple[Result, ...]:
    if not rows:
        return ()
    index = store.search_index(run)
    marker = index.marker(query) if query else None
    titles = run.sources.select("source_id", "title")
    said = run.contributions.select("contribution_id", "source_id", "text", "language", "locator")
    units = index.units[list(rows)]
    table = units.join(said, on="contribution_id", how="left", maintain_order="left").join(
        titles, on="source_id", how="left", maintain_order="left"
    )
    themes = dict(run.themes.filter(pl.col("level") == 1).select("theme_id", "label").iter_rows())
    top = narrowing.themes_of["1"][list(rows)].to_list() if run.levels else [None] * len(rows)
    found = []
    for row, theme, line in zip(rows, top, table.iter_rows(named=True), strict=True):
        start, end = line["start"], line["end"]
        marks = marker.marks(line["text"], start, end) if marker else ()
        found.append(
            Result(
                unit_id=line["unit_id"],
                text=line["text"][start:end],
                marks=tuple((first - start, last - start) for first, last in marks),
                language=line["language"],
                role=narrowing.role_of(row),
                source=line["title"],
                locator=line["locator"],
                theme=Placed(theme, themes[theme]) if theme in themes else None,
                nearness=nearness.get(row, ""),
            )
        )
    return tuple(found)
