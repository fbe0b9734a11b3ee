"""The explorer in a real Chromium: addresses, language, widths."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from runs_for_tests import dialogue_with_roles, quote_id, write_run

from benchmarks.serving import APP, chromium, find_chromium, served
from insights.wording import NL

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an explorer on one run."""
    run = write_run(tmp_path_factory.mktemp("browser") / "rollen", dialogue_with_roles())
    with served(OOGST_RUN=str(run)) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    pytest.importorskip("playwright.sync_api")
    if find_chromium() is None:
        pytest.skip("no Chromium here")
    with chromium() as running:
        yield running


@pytest.fixture
def fresh(browser: Any) -> Iterator[Any]:
    """A page in a browser that has never been here."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


def opened(page: Any, address: str, heading: str) -> Any:
    page.goto(address)
    page.get_by_role("heading", level=1, name=heading).wait_for(timeout=30_000)
    return page


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_link_opens_the_same_theme_and_quote_in_a_fresh_browser(fresh: Any, address: str, language: str):
    told = dialogue_with_roles().told[0]
    link = f"{address}/bron?run=rollen&lang={language}&theme=t1&quote={quote_id(0, told)}"
    opened(
        fresh,
        link,
        "Rij 1, Dialoog kwetsbare wijken" if language == "nl" else "Row 1, Dialoog kwetsbare wijken",
    )
    assert fresh.locator("mark").inner_text() == told.text
    assert fresh.evaluate("document.documentElement.lang") == language
    assert fresh.locator("nav a", has_text="Bureaucratie en formulieren").count() == 1


def test_a_reader_walks_from_a_theme_to_a_quote_in_its_source_by_visible_words(
    fresh: Any, address: str, tmp_path: Path
):
    opened(fresh, address, "Dialoog kwetsbare wijken")
    assert fresh.evaluate("document.documentElement.lang") == "nl"
    titles = [fresh.title()]
    fresh.get_by_role("link", name="Vertrouwen in de gemeente").click()
    fresh.get_by_role("heading", level=1, name="Vertrouwen in de gemeente").wait_for()
    titles.append(fresh.title())
    assert "run=rollen" in fresh.url
    assert "theme=t2" in fresh.url
    third = fresh.get_by_role("link", name=NL.to_source).nth(2)
    third.click()
    fresh.locator("mark").wait_for()
    titles.append(fresh.title())
    assert fresh.locator("mark").inner_text() == "Ik vertrouw de gemeente niet meer sinds brief 2."
    assert len(set(titles)) == 3
    picture = tmp_path / "bron.png"
    fresh.screenshot(path=str(picture))
    assert picture.stat().st_size > 10_000


@pytest.mark.parametrize("width", [1440, 390, 320])
@pytest.mark.parametrize(
    "path", ["", "thema?theme=t1", "bron?contribution=c0000", "bijdragen", "rijen", "verantwoording", "runs"]
)
def test_no_page_is_wider_than_the_screen(fresh: Any, address: str, path: str, width: int, tmp_path: Path):
    fresh.set_viewport_size({"width": width, "height": 900})
    fresh.goto(f"{address}/{path}")
    fresh.locator(".oogst h1").wait_for(timeout=30_000)
    widths = """[...document.querySelectorAll('.oogst *')].map(
        e => e.closest('.scroll') ? 0 : e.getBoundingClientRect().right)"""
    assert max(fresh.evaluate(widths)) <= width + 1


def test_text_of_a_participant_runs_no_script_and_shows_as_written(fresh: Any, address: str):
    said: list[str] = []
    fresh.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    fresh.goto(f"{address}/bijdragen?page=2")
    fresh.get_by_text("<b>dit</b> & $x^2$ **niet** vet").wait_for(timeout=30_000)
    assert said == []


def test_the_first_thing_the_keyboard_reaches_shows_its_focus(fresh: Any, address: str):
    opened(fresh, address, "Dialoog kwetsbare wijken")
    fresh.locator(".oogst h3 a").first.focus()
    fresh.keyboard.press("Shift+Tab")
    fresh.keyboard.press("Tab")
    style = fresh.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert style == "solid"


def first_page(browser: Any, app: Path, heading: str, **environment: str) -> float:
    """Seconds from asking a server that has just started for its page until the page shows."""
    with served(app, **environment) as address:
        context = browser.new_context()
        page = context.new_page()
        start = time.perf_counter()
        page.goto(address)
        page.get_by_role("heading", level=1, name=heading).wait_for(timeout=30_000)
        seconds = time.perf_counter() - start
        context.close()
    return seconds


def test_the_first_page_shows_within_a_second_of_an_empty_app(browser: Any, sample_run: Path, tmp_path: Path):
    empty = tmp_path / "empty.py"
    empty.write_text("import streamlit as st\nst.title('leeg')\n", encoding="utf-8")
    extra = []
    for _ in range(3):
        alone = first_page(browser, empty, "leeg")
        explorer = first_page(browser, APP, "Wijkdialoog", OOGST_RUN=str(sample_run))
        extra.append(explorer - alone)
    assert median(extra) < 1.0, extra
