"""Signing in: where a server asks for it, nobody else sees anything of a run."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from itsdangerous import URLSafeTimedSerializer
from runs_for_tests import dialogue_with_roles, write_run
from streamlit.testing.v1 import AppTest

from benchmarks.serving import served
from insights.explorer import login
from insights.explorer.site import SITE
from insights.explorer.texts.frame import EN, NL

ROOT = Path(__file__).resolve().parents[1]
AUTH = {
    "redirect_uri": "https://oogst.example.org/oauth2callback",
    "cookie_secret": "een lang geheim dat alleen in deze test bestaat",
    "client_id": "oogst",
    "client_secret": "ook geheim",
    "server_metadata_url": "https://login.example.org/.well-known/openid-configuration",
}


@pytest.fixture(autouse=True)
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = write_run(tmp_path / "rollen", dialogue_with_roles())
    monkeypatch.setenv("OOGST_RUN", str(path))
    monkeypatch.chdir(tmp_path)
    return path


def opened(page: str, *, auth: bool, **params: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    if auth:
        app.secrets["auth"] = AUTH
    for key, value in params.items():
        app.query_params[key] = value
    app.run()
    if page != "overzicht":
        app.switch_page(os.path.join("insights", "explorer", "pages", f"{page}.py")).run()
    return app


def html_of(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize("page", [place.file for place in SITE])
def test_who_did_not_sign_in_sees_nothing_of_a_run(page: str) -> None:
    app = opened(page, auth=True, theme="t1", contribution="c0000")
    assert not app.exception
    html = html_of(app)
    assert NL.sign_in in html
    assert [button.label for button in app.button] == [NL.sign_in_button]
    assert "Dialoog kwetsbare wijken" not in html and "rollen" not in html
    assert not any(one.text in html for one in dialogue_with_roles().told)
    assert not app.get("download_button")


def test_it_is_asked_in_the_language_of_the_link() -> None:
    assert EN.sign_in in html_of(opened("overzicht", auth=True, lang="en"))


def test_who_signed_in_sees_the_run_and_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login.st, "user", {"is_logged_in": True})
    app = opened("overzicht", auth=True)
    assert "Dialoog kwetsbare wijken" in html_of(app)
    assert [button.label for button in app.button] == [NL.sign_out]


def test_on_a_machine_of_ones_own_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(login.st, "login", lambda *given: asked.append(given))
    app = opened("overzicht", auth=False)
    assert "Dialoog kwetsbare wijken" in html_of(app)
    assert not app.button and not asked


@pytest.fixture
def address(run: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a server that lets nobody in without signing in."""
    secrets = tmp_path / "secrets.toml"
    lines = [f'{name} = "{value}"' for name, value in AUTH.items()]
    secrets.write_text("\n".join(["[auth]", *lines]), encoding="utf-8")
    with served(OOGST_RUN=str(run), STREAMLIT_SECRETS_FILES=str(secrets)) as found:
        yield found


def sign_in(page: Any, address: str) -> None:
    """Come back from the provider: Streamlit then sets a signed cookie and opens its first page."""
    told = json.dumps({"origin": address, "is_logged_in": True, "email": "mk@example.org"})
    signed = URLSafeTimedSerializer(AUTH["cookie_secret"], salt="_streamlit_user").dumps(told)
    page.context.add_cookies([{"name": "_streamlit_user", "value": signed, "url": address}])
    page.goto(f"{address}/")


@pytest.mark.browser
def test_a_real_server_with_the_section_shows_nothing_but_the_way_in(browser: Any, address: str) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{address}/thema?theme=t1")
    page.get_by_role("button", name=NL.sign_in_button).wait_for(timeout=30_000)
    text = page.inner_text("body")
    assert NL.sign_in in text
    assert "Bureaucratie" not in text and "Dialoog" not in text


@pytest.mark.browser
def test_who_signs_in_goes_to_the_link_they_came_with_and_only_once(browser: Any, address: str) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{address}/thema?theme=t1")
    page.get_by_role("link", name="English").click()
    page.get_by_role("button", name=EN.sign_in_button).wait_for(timeout=30_000)
    sign_in(page, address)
    page.get_by_role("heading", level=1, name="Bureaucratie en formulieren").wait_for(timeout=30_000)
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.evaluate("sessionStorage.length") == 0
    page.goto(f"{address}/")
    page.get_by_role("heading", level=1, name="Dialoog kwetsbare wijken").wait_for(timeout=30_000)
    page.wait_for_timeout(500)
    assert "thema" not in page.url
    assert page.get_by_role("button", name=NL.sign_out).count() == 1


@pytest.mark.browser
def test_who_signs_in_without_a_link_stays_on_the_first_page(browser: Any, address: str) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{address}/")
    page.get_by_role("button", name=NL.sign_in_button).wait_for(timeout=30_000)
    loads: list[Any] = []
    page.on("load", lambda loaded: loads.append(loaded))
    sign_in(page, address)
    page.get_by_role("heading", level=1, name="Dialoog kwetsbare wijken").wait_for(timeout=30_000)
    page.wait_for_timeout(500)
    assert len(loads) == 1
    assert page.evaluate("sessionStorage.length") == 0
