"""The explorer in a real Chromium: addresses, language, widths."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import polars as pl
import pytest
from axe_for_tests import axe_source, violations
from runs_for_tests import dialogue_with_roles, quote_id, write_run

from benchmarks.serving import APP, EMPTY, first_page, served
from insights.explorer.site import SITE, Place
from insights.explorer.texts.frame import frame_texts
from insights.explorer.views import PATHS, Page
from insights.runs import Run, open_run
from insights.wording import NL

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an explorer on one run."""
    run = write_run(tmp_path_factory.mktemp("browser") / "rollen", dialogue_with_roles())
    with served(OOGST_RUN=str(run)) as found:
        yield found


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
    "path",
    [
        "",
        "thema?theme=t1",
        "bron?contribution=c0000",
        "bijdragen",
        "rapport?themes=t1",
        "rijen",
        "verantwoording",
        "runs",
    ],
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


@pytest.mark.alone
def test_the_first_page_shows_within_a_second_of_an_empty_app(browser: Any, sample_run: Path, tmp_path: Path):
    empty = tmp_path / "empty.py"
    empty.write_text(EMPTY, encoding="utf-8")
    extra = []
    for _ in range(3):
        alone = first_page(browser, empty, "leeg")
        explorer = first_page(browser, APP, "Wijkdialoog", OOGST_RUN=str(sample_run))
        extra.append(explorer - alone)
    assert median(extra) < 1.0, extra


# ------------------------------------------------------------------ axe-core

WIDTHS = (1440, 1024, 390)


def choices(run: Run) -> dict[Page, list[str]]:
    """Give what pages are opened with that show little or nothing by themselves."""
    theme = run.themes.filter(pl.col("level") == 1).sort("label")["theme_id"][0]
    quote, unit = run.quotes.sort("theme_id", "rank")["quote_id"][0], run.units["unit_id"][0]
    return {
        "theme": [f"theme={theme}", f"theme={theme}&show=alles"],
        "source": [f"theme={theme}&quote={quote}"],
        "search": ["", "q=huisarts", "q=buurt%20AND", f"show=collection&pick={unit}"],
        "map": ["", f"theme={theme}"],
        "report": ["", f"themes={theme}"],
        "review": ["", f"theme={theme}", f"quote={quote}"],
    }


@pytest.fixture(scope="module")
def edited(sample_run: Path) -> Iterator[str]:
    """The address of an explorer on the sample in which somebody decides: it has every page."""
    with served(OOGST_RUN=str(sample_run), OOGST_EDITOR="MK") as found:
        yield found


@pytest.fixture(scope="module")
def axe() -> str:
    return axe_source()


@pytest.fixture(scope="module")
def shared_page(browser: Any) -> Iterator[Any]:
    """One page for all that only looks."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("place", SITE, ids=lambda place: place.file)
def test_axe_finds_nothing_wrong_with_a_page_at_any_width_in_light_or_dark(
    shared_page: Any, edited: str, sample_run: Path, axe: str, place: Place, language: str
):
    page, views = shared_page, choices(open_run(sample_run)).get(place.page, [""])
    for chosen in views if language == "nl" else views[-1:]:
        page.emulate_media(color_scheme="light")
        page.goto(f"{edited}/{PATHS[place.page]}?run={sample_run.name}&lang={language}&{chosen}")
        page.locator(".oogst h1").wait_for(timeout=30_000)
        page.wait_for_function("document.querySelector('[data-test-script-state=notRunning]')")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert violations(page, axe) == [], (chosen, width)
        page.emulate_media(color_scheme="dark")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert violations(page, axe, "color-contrast") == [], (chosen, width, "dark")


LANGUAGES_OF = """labels => {
    const found = {quotes: [], labels: [], astray: []};
    const spoken = node => (node.nodeType === 3 ? node.parentElement : node).closest('[lang]').lang;
    for (const quote of document.querySelectorAll('.oogst blockquote, .oogst q, .oogst .said'))
        found.quotes.push([quote.textContent, spoken(quote)]);
    const walker = document.createTreeWalker(document.querySelector('#main'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode.data.trim(), parent = walker.currentNode.parentElement;
        if (!text || parent.closest('style, script, blockquote, q, .said, pre')) continue;
        if (labels.includes(text)) found.labels.push([text, spoken(walker.currentNode)]);
        else if (spoken(walker.currentNode) === 'en' && !parent.closest('.sheet p, .sheet li')
            && labels.some(label => text.includes(label))) found.astray.push(text);
    }
    return found;
}"""
"""The language of every quote and name of a theme on a page; names without one, in a sentence of the page."""
NAMELESS = ("bijdragen", "coderen", "rijen", "runs", "verantwoording")
"""Pages on which no theme is named in the sample."""


@pytest.mark.parametrize("place", SITE, ids=lambda place: place.file)
def test_on_an_english_page_every_quote_and_name_of_a_theme_says_its_own_language(
    shared_page: Any, edited: str, sample_run: Path, place: Place
):
    run, page = open_run(sample_run), shared_page
    labels = run.themes["label"].to_list()
    said = run.contributions.select("text", "language").rows()
    named = 0
    for chosen in choices(run).get(place.page, [""]):
        page.goto(f"{edited}/{PATHS[place.page]}?run={sample_run.name}&lang=en&{chosen}")
        page.locator(".oogst h1").wait_for(timeout=30_000)
        page.wait_for_function("document.querySelector('[data-test-script-state=notRunning]')")
        found = page.evaluate(LANGUAGES_OF, labels)
        assert found["astray"] == [], chosen
        assert {language for _, language in found["labels"]} <= {"nl"}, chosen
        for text, language in found["quotes"]:
            assert language in {own for whole, own in said if text in whole}, text
        named += len(found["labels"])
    assert named > 0 or place.file in NAMELESS


def test_the_page_is_dark_on_a_dark_screen(shared_page: Any, address: str):
    page = opened(shared_page, address, "Dialoog kwetsbare wijken")
    grounds = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        grounds.append(page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor"))
    assert grounds == ["rgb(255, 255, 255)", "rgb(21, 25, 30)"]


def test_axe_would_find_what_is_wrong(shared_page: Any, axe: str):
    wrong = "<html lang='nl'><title>x</title><body><img src='a.png'><p style='color:#aaa'>te licht</p></body>"
    shared_page.emulate_media(color_scheme="light")
    shared_page.goto("about:blank")
    shared_page.set_content(wrong)
    found = [one.partition(":")[0] for one in violations(shared_page, axe)]
    assert {"image-alt", "color-contrast"} <= set(found)
    assert violations(shared_page, axe, "color-contrast")


# ------------------------------------------------------------------ the bar


def test_on_a_phone_the_pages_are_folded_and_open_without_a_script(browser: Any, address: str):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = opened(context.new_page(), address, "Dialoog kwetsbare wijken")
    link = page.get_by_role("link", name=NL.method, exact=True)
    assert link.count() == 0
    page.get_by_text("Menu", exact=True).click()
    assert page.get_by_role("link", name=NL.overview, exact=True).get_attribute("aria-current") == "page"
    link.click()
    page.get_by_role("heading", level=1, name=NL.method).wait_for()
    context.close()


def test_the_first_stop_of_the_keyboard_leads_past_the_bar(fresh: Any, address: str):
    opened(fresh, address, "Dialoog kwetsbare wijken")
    skip = fresh.get_by_role("link", name=frame_texts("nl").skip)
    skip.focus()
    assert skip.bounding_box()["x"] >= 0
    fresh.keyboard.press("Enter")
    assert fresh.evaluate("document.activeElement.id") == "main"
    assert fresh.get_by_role("link", name="Skip to main content").count() == 0


def test_a_page_prints_whole_and_without_its_bar(fresh: Any, address: str):
    opened(fresh, f"{address}/bijdragen", NL.contributions_all)
    fresh.emulate_media(media="print")
    last = fresh.locator("ol.quotes > li").last
    assert fresh.locator(".bar .links").is_hidden()
    assert fresh.evaluate("getComputedStyle(document.querySelector('.stMain')).overflow") == "visible"
    assert last.bounding_box()["y"] > 900
