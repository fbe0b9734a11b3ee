"""Verbatim or nothing: every text, unit and quote is what was read, and stands where it says it stands."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping

import polars as pl

from corpora.errors import many
from corpora.identity import contribution_id
from corpora.units import span_id, unit_id
from insights.promises.originals import erased_rows
from insights.promises.promise import Promise, first
from insights.runs import Run


def prove_verbatim(run: Run) -> Promise:
    """Make every hash and id again, and cut every span again."""
    contributions = run.contributions
    texts = dict(contributions.select("contribution_id", "text").iter_rows())
    spans = run.units.select("unit_id", "contribution_id", "start", "end").sort("contribution_id", "start")
    return Promise(
        "Verbatim or nothing",
        f"{many(contributions.height, 'contributions')}, {many(run.units.height, 'units')} "
        f"and {many(run.quotes.height, 'quotes')}",
        (
            *first(list(_changed(contributions)), "contributions"),
            *first(list(_misnamed(contributions, erased_rows(run))), "contributions"),
            *first(list(_bad_units(spans, texts)), "units"),
            *first(list(_bad_quotes(run, texts)), "quotes"),
        ),
    )


def _changed(contributions: pl.DataFrame) -> Iterator[str]:
    columns = ["contribution_id", "row", "text", "text_sha256"]
    for identifier, row, text, digest in contributions.select(columns).iter_rows():
        if hashlib.sha256(text.encode()).hexdigest() != digest:
            yield f"{identifier} (row {row}): its text is not the text that was read"


def _misnamed(contributions: pl.DataFrame, erased: Mapping[str, int]) -> Iterator[str]:
    """Make every contribution id again.

    A native id such as 17#2 may be the source's own or stand for a second 17. What is erased counted
    among the equal ones that came before, so as many may lack as its source has erased rows.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    columns = ["contribution_id", "source_id", "native_id", "text"]
    for identifier, source, native, text in (
        contributions.sort("source_id", "row").select(columns).iter_rows()
    ):
        for raw in dict.fromkeys((native or "", (native or "").rpartition("#")[0])):
            first_free = seen[(source, raw, text)]
            places = range(first_free, first_free + 1 + erased.get(source, 0))
            own = (place for place in places if contribution_id(source, raw, text, place) == identifier)
            if (place := next(own, None)) is not None:
                seen[(source, raw, text)] = place + 1
                break
        else:
            yield f"{identifier}: its id does not follow from its content"


def _bad_units(spans: pl.DataFrame, texts: dict[str, str]) -> Iterator[str]:
    """Hold units against their texts: named after their span, inside, not overlapping, nothing left out."""
    last, reached = "", 0
    covered: dict[str, int] = {}
    for identifier, contribution, start, end in spans.iter_rows():
        text = texts.get(contribution)
        if text is None:
            yield f"unit {identifier} is of contribution {contribution}, which is not there"
            continue
        if contribution != last:
            last, reached = contribution, 0
        if not 0 <= start < end <= len(text) or start < reached:
            yield f"unit {identifier}: span {start}-{end} does not fit in its {len(text)} characters"
        elif unit_id(contribution, start, end) != identifier:
            yield f"unit {identifier}: span {start}-{end} is not the one it was named after"
        elif text[reached:start].strip():
            yield f"unit {identifier}: the words before it are in no unit"
        reached = max(reached, end)
        covered[contribution] = reached
    for contribution, text in texts.items():
        if text[covered.get(contribution, 0) :].strip():
            yield f"contribution {contribution}: its last words are in no unit"


def _bad_quotes(run: Run, texts: dict[str, str]) -> Iterator[str]:
    themes = set(run.themes["theme_id"].to_list())
    columns = ["quote_id", "theme_id", "contribution_id", "start", "end"]
    for quote, theme, contribution, start, end in run.quotes.select(columns).iter_rows():
        text = texts.get(contribution)
        if text is None:
            yield f"quote {quote} is of contribution {contribution}, which is not there"
        elif not 0 <= start < end <= len(text):
            yield f"quote {quote}: span {start}-{end} does not fit in its {len(text)} characters"
        elif span_id(contribution, start, end) != quote:
            yield f"quote {quote}: span {start}-{end} is not the one it was named after"
        elif theme not in themes:
            yield f"quote {quote} is of theme {theme}, which is not there"
