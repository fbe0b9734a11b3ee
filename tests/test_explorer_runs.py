"""Two runs side by side: what became of every theme, with links into each run, all in the address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_for_tests import axe_source, violations
from pages_for_tests import page, text_of, told_alike, unused
from runs_for_tests import Dialogue, Told, dialogue_with_roles, dialogue_without_themes, write_run

from benchmarks.serving import chromium, find_chromium, served
from insights.explorer.runs_compared import Compared, compared
from insights.explorer.texts import overview
from insights.explorer.texts import runs as run_words
from insights.explorer.views import View
from insights.wording import NL
from labels.decisions import Decision
from labels.workspace import Workspace

pytestmark = pytest.mark.usefixtures("here")

TEXTS = run_words.NL


def said(themes: dict[str, range]) -> Dialogue:
    """Sixty people who each say one thing, in the theme that has their number."""
    told = [
        Told(f"Zaak {person} van mij.", f"p{person:02d}", "bewoner", theme)
        for person in range(60)
        for theme, people in themes.items()
        if person in people
    ]
    return Dialogue(tuple(told), {theme: f"Over {theme}" for theme in themes})


def two_roles() -> Dialogue:
    """Forty residents and forty professionals who mention the same theme."""
    told = [
        Told(f"Zaak {person} van ons.", f"p{person:02d}", "bewoner" if person < 40 else "professional", "t1")
        for person in range(80)
    ]
    return Dialogue(tuple(told), {"t1": "Het loket"})


BEFORE = {"blijft": range(20), "deelt": range(20, 40), "een": range(40, 50), "twee": range(50, 60)}
AFTER = {"bleef": range(20), "links": range(20, 30), "rechts": range(30, 40), "samen": range(40, 60)}


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs")
    write_run(folder / "eerst", said(BEFORE))
    write_run(folder / "daarna", said(AFTER))
    write_run(folder / "leeg", dialogue_without_themes())
    write_run(folder / "rollen", two_roles())
    broken = write_run(folder / "stuk", dialogue_with_roles())
    (broken / "themes.parquet").unlink()
    return folder


def found(first: str, second: str) -> Compared:
    outcome = compared(View(run=first, other=second))
    assert isinstance(outcome, Compared), outcome
    return outcome


def test_it_tells_what_stayed_split_and_merged():
    outcome = found("eerst", "daarna")
    pairs = {
        (line.relation, line.before and line.before.theme_id, line.after and line.after.theme_id)
        for line in outcome.lines
    }
    assert ("same", "blijft", "bleef") in pairs
    assert {("split", "deelt", "links"), ("split", "deelt", "rechts")} <= pairs
    assert {("merged", "een", "samen"), ("merged", "twee", "samen")} <= pairs
    assert outcome.themes("split") == outcome.themes("merged") == 1
    turned = found("daarna", "eerst")
    assert turned.themes("split") == turned.themes("merged") == 1


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_theme_links_to_its_page_in_its_own_run(language: str):
    html = page("runs", run="eerst", other="daarna", lang=language)
    links = {link.replace("&amp;", "&") for link in re.findall(r'href="(thema[^"]+)"', html)}
    assert {f"thema?run=eerst&lang={language}&theme={theme}" for theme in BEFORE} <= links
    assert {f"thema?run=daarna&lang={language}&theme={theme}" for theme in AFTER} <= links
    texts = run_words.run_texts(language)  # type: ignore[arg-type]
    assert all(texts.relations[one] in html for one in ("same", "split", "merged"))
    assert html.count("<h1>") == 1


def test_the_counts_are_those_that_the_pages_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    small = said({"groot": range(57), "klein": range(57, 60)})
    write_run(tmp_path / "runs" / "een", small)
    write_run(tmp_path / "runs" / "twee", small)
    monkeypatch.setenv("OOGST_RUNS", str(tmp_path / "runs"))
    shown = text_of(page("runs", run="een", other="twee"))
    assert "minder dan 5 deelnemers" in shown
    assert not re.search(r"\b3 deelnemers", shown)


def test_a_decision_shows_in_the_names_and_a_theme_that_is_gone_has_no_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    first = write_run(tmp_path / "een" / "runs" / "eerst", said(BEFORE))
    second = write_run(tmp_path / "twee" / "runs" / "daarna", said(AFTER))
    log = Workspace.around(first).log
    log.append(Decision("rename", "Noor", theme="blijft", text="Wat bleef"))
    log.append(Decision("reject", "Noor", theme="een", base=log.version))
    folder = tmp_path / "samen"
    folder.mkdir()
    for run in (first, second):
        (folder / run.name).symlink_to(run)
    monkeypatch.setenv("OOGST_RUNS", str(folder))
    html = page("runs", run="eerst", other="daarna")
    assert ">Wat bleef</a>" in html
    assert f'Over een<br><span class="muted">{TEXTS.gone_now}' in html
    assert "run=eerst&amp;lang=nl&amp;theme=een" not in html


@pytest.mark.parametrize(
    ("first", "second", "problem"),
    [
        ("eerst", "eerst", TEXTS.same_run),
        ("eerst", "nergens", TEXTS.unknown),
        ("../../etc", "eerst", TEXTS.unknown),
        ("eerst", "stuk", TEXTS.broken),
        ("eerst", "leeg", TEXTS.nothing_found),
    ],
)
def test_runs_that_cannot_be_compared_say_why_and_offer_others(first: str, second: str, problem: str):
    html = page("runs", run=first, other=second)
    assert problem in text_of(html)
    assert '<select id="runs-run"' in html
    assert html.count("<h1>") == 1


def test_the_list_of_runs_offers_two_to_compare_only_where_there_are_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    assert TEXTS.compare in page("runs")
    write_run(tmp_path / "runs" / "alleen", dialogue_with_roles())
    monkeypatch.setenv("OOGST_RUNS", str(tmp_path / "runs"))
    alone = page("runs")
    assert TEXTS.compare not in alone
    assert NL.runs_title in alone


def test_runs_without_a_text_in_common_are_said_to_be_compared_by_likeness(
    sample_run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = tmp_path / "runs"
    folder.mkdir()
    (folder / "een").symlink_to(sample_run)
    write_run(folder / "twee", said(AFTER))
    monkeypatch.setenv("OOGST_RUNS", str(folder))
    shown = text_of(page("runs", run=sample_run.name, other="twee"))
    assert TEXTS.nothing_shared in shown or TEXTS.no_shared in shown


def test_levels_that_both_runs_have_can_be_chosen_in_the_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for name in ("een", "twee"):
        write_run(tmp_path / "runs" / name, dialogue_with_roles())
    monkeypatch.setenv("OOGST_RUNS", str(tmp_path / "runs"))
    html = page("runs", run="een", other="twee", level="2")
    assert "theme=s1" in html
    assert "theme=t3" not in html
    assert "theme=s1" in page("runs", run="een", other="twee", level="9"), "the finest level there is"


# ---------------------------------------------------------------- in a browser


@pytest.fixture(scope="module")
def shown(runs: Path) -> Iterator[tuple[Any, str]]:
    """Give a page of a browser, and the address of an explorer on these runs."""
    pytest.importorskip("playwright.sync_api")
    if find_chromium() is None:
        pytest.skip("no Chromium here")
    with served(OOGST_RUNS=str(runs)) as address, chromium() as browser:
        yield browser.new_page(), address


@pytest.mark.browser
def test_forms_of_a_page_lead_to_an_address_that_holds_what_was_chosen(shown: tuple[Any, str]):
    tab, address = shown
    tab.goto(f"{address}/runs?lang=en")
    tab.get_by_label(run_words.EN.first).select_option("eerst")
    tab.get_by_label(run_words.EN.second).select_option("daarna")
    tab.get_by_role("button", name=run_words.EN.submit).click()
    tab.get_by_role("heading", level=1, name=run_words.EN.title).wait_for(timeout=30_000)
    assert "run=eerst" in tab.url and "other=daarna" in tab.url


@pytest.mark.browser
def test_the_overview_can_be_narrowed_to_a_role_by_its_form(shown: tuple[Any, str]):
    tab, address = shown
    tab.goto(f"{address}/?run=rollen")
    tab.get_by_text(overview.NL.choose).click()
    tab.get_by_label(overview.NL.choose_role).select_option("professional")
    tab.get_by_role("button", name=overview.NL.show).click()
    tab.get_by_text("U ziet nu alleen wat deelnemers met de rol professional zeiden.").wait_for(
        timeout=30_000
    )
    assert "who=professional" in tab.url


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong_where_everything_is_open(shown: tuple[Any, str], scheme: str):
    tab, address = shown
    source = axe_source()
    tab.emulate_media(color_scheme=scheme)
    for path in (
        "?run=rollen&who=professional",
        "thema?run=rollen&theme=t1",
        "bron?run=rollen&contribution=c0000",
        "verantwoording?run=rollen&show=kwaliteit",
        "runs?run=eerst&other=daarna",
        "runs?run=eerst&other=eerst",
    ):
        tab.goto(f"{address}/{path}")
        tab.locator(".oogst h1").first.wait_for(timeout=30_000)
        tab.evaluate("document.querySelectorAll('#main details').forEach(one => { one.open = true })")
        for width in (1440, 390, 320):
            tab.set_viewport_size({"width": width, "height": 900})
            assert violations(tab, source) == [], (path, width)
            right = """[...document.querySelectorAll('.oogst *')].map(
                e => e.closest('.scroll') ? 0 : e.getBoundingClientRect().right)"""
            assert max(tab.evaluate(right)) <= width + 1, (path, width)


def test_the_texts_are_there_in_both_languages_and_all_are_used():
    assert told_alike(run_words.NL, run_words.EN)
    reasons = {"same_run", "unknown", "broken", "nothing_shared", "nothing_found"}
    assert set(unused(run_words.NL)) <= reasons
