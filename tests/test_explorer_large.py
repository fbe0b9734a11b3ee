"""Every page on a hundred thousand units, in both languages: it opens, and long lists are paged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from pages_for_tests import page

from benchmarks.made_run import make_run
from insights.explorer.site import SITE, Place
from insights.runs import Run, open_run

pytestmark = pytest.mark.slow

UNITS = 100_000
LONGEST = 3_000_000
"""Characters of a page: what a browser shows at once without trouble."""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return open_run(make_run(tmp_path_factory.mktemp("runs") / "groot", UNITS))


@pytest.fixture(autouse=True)
def here(large: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("OOGST_RUNS", str(large.path.parent))
    monkeypatch.setenv("OOGST_EDITOR", "MK")
    monkeypatch.delenv("OOGST_RUN", raising=False)
    monkeypatch.chdir(tmp_path)
    yield


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("place", SITE, ids=lambda place: place.file)
def test_every_page_opens_on_a_hundred_thousand_units(large: Run, place: Place, language: str) -> None:
    assert large.units.height == UNITS
    quote = large.quotes.sort("theme_id", "rank").row(0, named=True)
    choices = {"theme": quote["theme_id"], "quote": quote["quote_id"], "q": "loket", "lang": language}
    html = page(place.file, run="groot", **choices)
    assert html.count("<h1>") == 1
    assert len(html) < LONGEST


def test_the_members_of_a_large_theme_are_paged_to_the_last(large: Run) -> None:
    top = large.assignments.filter(pl.col("primary") & (pl.col("level") == 1))
    theme, size = top.group_by("theme_id").len().sort("len", "theme_id").row(-1)
    last = page("thema", run="groot", theme=theme, show="alles", page=str(-(-size // 25)))
    assert last.count("<blockquote") == (size % 25 or 25)
