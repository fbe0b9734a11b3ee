"""The HTML report in a real Chromium: offline, readable without scripts, searchable, fit for a phone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_for_tests import axe_source, violations

from insights.decisions.decided_run import open_decided
from insights.reports.building import build
from insights.reports.writing import Options, write

pytestmark = pytest.mark.browser

NAMELESS = """[...document.querySelectorAll('a, button, input, svg[role=img], [role=region]')].filter(e => {
    const label = e.id && document.querySelector(`label[for="${e.id}"]`);
    return !(e.getAttribute('aria-label') || e.textContent.trim() || label);
}).map(e => e.outerHTML.slice(0, 80))"""
SMALL = """[...document.querySelectorAll('nav a, input, figcaption a')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.height < 24 || box.width < 24;
}).map(e => e.outerHTML.slice(0, 80))"""
PALE = """(() => {
    const light = rgb => { const [r, g, b] = rgb.match(/[\\d.]+/g).map(Number).map(v => v / 255)
        .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
    const ground = e => { while (e) { const c = getComputedStyle(e).backgroundColor;
        if (!/, 0\\)$|transparent/.test(c)) return c; e = e.parentElement; } return 'rgb(255, 255, 255)'; };
    return [...document.querySelectorAll('main *, .aside *')].filter(e => e.tagName !== 'SCRIPT'
        && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())).filter(e => {
        const svg = e.closest('svg');
        const ink = light(svg ? getComputedStyle(e).fill : getComputedStyle(e).color);
        const paper = light(ground(svg ? svg.parentElement : e));
        return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05) < 4.5;
    }).map(e => e.outerHTML.slice(0, 80)); })()"""


@pytest.fixture(scope="module")
def address(sample_run: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the report of the sample lies as a file."""
    path = tmp_path_factory.mktemp("report") / "verslag.html"
    path.write_bytes(write(build(open_decided(sample_run)), "html", Options()))
    return path.as_uri()


def test_it_asks_for_nothing_but_itself_and_breaks_no_rule_of_its_own(browser: Any, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    assert (asked, said) == ([address], [])
    context.close()


def test_without_scripts_everything_is_there_and_nothing_is_dead(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("h1").count() == 1
    assert page.locator("figure.quote").first.is_visible()
    assert page.locator("input").count() == 0
    assert page.locator("nav a").count() > 10
    context.close()


def test_searching_leaves_the_quotes_that_have_the_word_with_their_headings(
    browser: Any, address: str
) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Zoek in dit rapport").fill("HUISARTS")
    shown = page.locator("figure.quote:visible blockquote").all_inner_texts()
    assert shown and all("huisarts" in text.lower() for text in shown)
    assert page.locator("h2:visible").count() >= 1
    told = page.get_by_role("status").inner_text()
    assert told == f"{len(set(shown))} uitspraken gevonden"
    page.get_by_label("Zoek in dit rapport").fill("")
    assert page.locator("table:visible").count() > 5
    context.close()


def test_a_link_to_a_quote_leads_to_it(browser: Any, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    link = page.locator("figure.quote a").nth(3)
    link.click()
    assert page.url.endswith(str(link.get_attribute("href")))
    assert page.locator("figure.quote:target").count() == 1
    context.close()


@pytest.mark.parametrize("width", [1440, 390, 320])
def test_it_is_no_wider_than_the_screen_and_everything_has_a_name(
    browser: Any, address: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(NAMELESS) == []
    assert page.evaluate(SMALL) == []
    assert page.evaluate(PALE) == []
    context.close()


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_wrong_with_it(browser: Any, address: str, width: int) -> None:
    axe = axe_source()
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(address)
    assert violations(page, axe) == []
    context.close()
