"""The explorer in a real Chromium: addresses, language, widths."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from runs_for_tests import dialogue_with_roles, quote_id, write_run

from insights.wording import NL

ROOT = Path(__file__).resolve().parents[1]
OFFLINE = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an explorer on one run."""
    run = write_run(tmp_path_factory.mktemp("browser") / "rollen", dialogue_with_roles())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {
        "server.headless": "true",
        "server.address": "127.0.0.1",
        "server.port": str(port),
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
    }
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")]
    command += [f"--{name}={value}" for name, value in options.items()]
    server = subprocess.Popen(
        command,
        env={**os.environ, "OOGST_RUN": str(run), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    found = f"http://127.0.0.1:{port}"
    try:
        _wait(found, server)
        yield found
    finally:
        server.terminate()
        server.wait(20)


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        try:
            urlopen(f"{address}/_stcore/health", timeout=2).close()
            return
        except (URLError, OSError):
            assert server.poll() is None, "the explorer stopped"
            time.sleep(0.1)
    pytest.fail("the explorer did not start")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium here")
    with playwright.sync_playwright() as tools:
        running = tools.chromium.launch(executable_path=chromium, args=OFFLINE)
        yield running
        running.close()


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
    "path", ["", "thema?theme=t1", "bron?contribution=c0000", "bijdragen", "rijen", "runs"]
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
