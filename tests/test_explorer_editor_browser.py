"""Deciding and coding in a real Chromium: two people at once, by keyboard, at every width, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_for_tests import axe_source, violations
from runs_for_tests import dialogue_with_roles, quote_id, write_run

from benchmarks.serving import served
from insights.coding.in_rounds import new_round, rounds_of
from insights.decisions.deciding import Deciding, Maker
from insights.explorer.texts.coding import NL as CODING
from insights.explorer.texts.review import NL
from insights.runs import open_run
from labels.workspace import Workspace

pytestmark = pytest.mark.browser

TOLD = dialogue_with_roles().told
QUOTES = [quote_id(at, one) for at, one in enumerate(TOLD) if one.theme == "t1"]
WIDTHS = (1440, 1024, 390, 320)
PLACES = [
    "beoordelen?lang=nl",
    "beoordelen?lang=en",
    *(f"beoordelen?theme=t1&show={task}" for task in NL.tasks),
    f"beoordelen?lang=en&theme=t1&quote={QUOTES[0]}",
    "beoordelen?decision=1",
    "beoordelen?theme=t3",
    "coderen?lang=nl",
    "coderen?lang=en&show=begin",
    "coderen?contribution={coded}&show=voorstel",
]


@pytest.fixture(scope="module")
def page(browser: Any) -> Any:
    return browser.new_context().new_page()


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run that was decided about and partly coded."""
    workspace = tmp_path_factory.mktemp("werkmap")
    (workspace / "oogst.toml").write_text("release = true\n", encoding="utf-8")
    run = write_run(workspace / "runs" / "rollen", dialogue_with_roles())
    Deciding.about(run, Maker("MK", "zo zeggen bewoners het")).rename("t1", "Wachten")
    Deciding.about(run, Maker("MK")).release(QUOTES[:2])
    Deciding.about(run, Maker("MK")).pin("t1", QUOTES[2])
    Deciding.about(run, Maker("MK")).exclude(QUOTES[3])
    Deciding.about(run, Maker("MK")).reject("t3")
    of = rounds_of(open_run(run)).start(new_round(open_run(run), "subthemes", 5, "MK", shown=False))
    rounds_of(open_run(run)).judge(of, of.contributions[0], "A. de Vries", of.codes[:1])
    return run


@pytest.fixture(scope="module")
def address(decided: Path) -> Iterator[str]:
    with served(OOGST_RUN=str(decided), OOGST_EDITOR="A. de Vries") as found:
        yield found


def opened(page: Any, address: str) -> None:
    page.goto(address)
    page.locator(".oogst h1").wait_for(timeout=30_000)
    page.wait_for_function("document.querySelector('[data-test-script-state=notRunning]')")


def full(place: str, run: Path) -> str:
    (of,) = rounds_of(open_run(run)).rounds("test")
    return place.format(coded=of.contributions[0])


@pytest.mark.parametrize("place", PLACES)
def test_axe_finds_nothing_wrong_and_nothing_is_wider_than_the_screen(
    page: Any, address: str, decided: Path, place: str
) -> None:
    page.emulate_media(color_scheme="light")
    opened(page, f"{address}/{full(place, decided)}")
    source = axe_source()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page, source) == [], width
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
        right = """Math.max(...[...document.querySelectorAll('.stMain *')].map(
            e => e.closest('.scroll') ? 0 : e.getBoundingClientRect().right))"""
        assert page.evaluate(right) <= width + 1, width
    page.emulate_media(color_scheme="dark")
    assert violations(page, source, "color-contrast") == [], "dark"


def test_two_browsers_on_one_workspace_by_keyboard_alone(browser: Any, tmp_path: Path) -> None:
    run = write_run(tmp_path / "runs" / "rollen", dialogue_with_roles())
    names = ({"OOGST_RUN": str(run), "OOGST_EDITOR": name} for name in ("A. de Vries", "J. Bakker"))
    with served(**next(names)) as one, served(**next(names)) as other:
        first, second = (browser.new_context().new_page() for _ in range(2))
        for page, address in ((first, one), (second, other)):
            opened(page, f"{address}/beoordelen?theme=t1&show=naam")
            page.get_by_label(NL.new_name).focus()
        for page, name, role in ((first, "Wachten", "status"), (second, "Papieren", "alert")):
            page.keyboard.type(name)
            page.keyboard.press("Tab")
            page.keyboard.type("zo heet het")
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")
            page.locator(f".told[role={role}]").wait_for(timeout=30_000)
        first.get_by_role("heading", level=1, name="Wachten").wait_for(timeout=30_000)
        assert [first.get_by_label(name).input_value() for name in (NL.new_name, NL.why)] == ["", ""]
        assert "#1 A. de Vries" in second.locator(".told").inner_text()
        kept = [second.get_by_label(name).input_value() for name in (NL.new_name, NL.why)]
        assert kept == ["Papieren", "zo heet het"]
    assert [one.text for one in Workspace.around(run).log.decisions()] == ["Wachten"]


def test_a_coder_goes_on_by_keyboard_and_what_was_kept_is_there_in_a_fresh_browser(
    browser: Any, decided: Path, address: str
) -> None:
    page = browser.new_context().new_page()
    opened(page, f"{address}/coderen")
    page.get_by_text("1 van 5 gecodeerd").first.wait_for(timeout=30_000)
    page.get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name=CODING.save).focus()
    page.keyboard.press("Enter")
    page.get_by_text("2 van 5 gecodeerd").first.wait_for(timeout=30_000)
    fresh = browser.new_context().new_page()
    opened(fresh, f"{address}/coderen")
    fresh.get_by_text("2 van 5 gecodeerd").first.wait_for(timeout=30_000)
    assert fresh.get_by_role("checkbox", checked=True).count() == 0
    (of,) = rounds_of(open_run(decided)).rounds("test")
    assert len(rounds_of(open_run(decided)).judgements(of)[-1].codes) == 1
