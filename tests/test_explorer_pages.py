"""Every page of the explorer, in both languages, on runs of all shapes, by Streamlit's own test runner."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pages_for_tests import at_once, fold_of, page, text_of
from runs_for_tests import (
    NASTY,
    Dialogue,
    contribution_id,
    dialogue_with_roles,
    dialogue_without_background,
    dialogue_without_themes,
    quote_id,
    write_run,
)
from streamlit.testing.v1 import AppTest

from insights.counting import RoleCount, ThemeCount
from insights.explorer.scripts import MAP, TOOLS
from insights.explorer.site import SITE
from insights.explorer.theme_blocks import caution_section
from insights.explorer.themes_shown import Theme
from insights.explorer.views import View
from insights.runs import open_run
from insights.small_numbers import Shown
from insights.wording import EN, NL, Wording, wording

pytestmark = pytest.mark.usefixtures("here")

ROOT = Path(__file__).resolve().parents[1]
RUNS = {
    "rollen": dialogue_with_roles,
    "kaal": dialogue_without_background,
    "klein": dialogue_without_themes,
}
CHOICES = {"thema": {"theme": "t1"}, "bron": {"theme": "t1", "quote": "…"}}
VIEW = View(run="rollen", theme="t1")
PAGES = {place.file: CHOICES.get(place.file, {}) for place in SITE}


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs")
    for name, make in RUNS.items():
        write_run(folder / name, make())
    return folder


def show(name: str = "overzicht", /, **params: str) -> str:
    """Open a page by its parameters and give all the HTML on it; the overview by the entry of the app."""
    return page(ROOT / "app.py" if name == "overzicht" else name, **params)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_with_one_h1_in_the_language_asked_for(page: str, run: str, language: str):
    params = PAGES[page] | ({"quote": quote_id(0, RUNS[run]().told[0])} if page == "bron" else {})
    html = show(page, run=run, lang=language, **params)
    assert html.count("<h1>") == 1
    assert f"documentElement.lang='{language}'" in html
    other = wording("en" if language == "nl" else "nl")
    assert f">{other.overview}<" not in html
    assert f">{wording(language).other_language}<" in html


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("page", PAGES)
def test_no_heading_level_is_skipped(page: str, run: str):
    html = show(page, run=run, theme="t1", contribution=contribution_id(0))
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", html)]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_the_overview_shows_people_and_messages_of_every_theme():
    text = text_of(show(run="rollen"))
    assert "51 bijdragen van 22 deelnemers, uit één bron." in text
    assert "Vertrouwen in de gemeente" in text
    assert "12 deelnemers (55%)" in text
    assert "minder dan 5 deelnemers" in text


def test_the_outcomes_on_the_overview_add_up_to_the_rows_that_came_in():
    text = text_of(show(run="rollen"))
    rows, parts = re.search(r"Er kwamen (\d+) rijen binnen: ([^.]*)\.", text).groups()
    assert (
        sum(int(number) for number in re.findall(r"\d+", parts))
        == int(rows)
        == len(dialogue_with_roles().told) + 1
    )


def test_a_run_of_few_contributions_claims_no_themes_and_lists_them_all():
    told = dialogue_without_themes().told
    html = show(run="klein")
    assert "te weinig om thema’s te zoeken" in html
    assert all(one.text in html for one in told)
    assert NL.synthetic in html


def test_a_theme_below_k_shows_neither_its_count_nor_the_role_beside_its_quotes():
    html = show("thema", run="rollen", theme="t3")
    text = text_of(html)
    assert "Een mens is geen dossier" in text
    assert "Genoemd door minder dan 5 van de 22 deelnemers" in text
    assert not re.search(r"\b3 (deelnemers|bijdragen)", text)
    assert "<span>bewoner</span>" not in html
    assert "<span>professional</span>" not in html


def test_where_nobody_is_known_people_are_unknown_and_messages_shown():
    text = text_of(show("thema", run="kaal", theme="t2"))
    assert "hoeveel mensen dat zijn is onbekend" in text
    assert "deelnemers onbekend" in text
    assert "12 bijdragen" in text
    assert "minder dan" not in text
    overview = text_of(show("overzicht", run="kaal"))
    assert "Bovenaan staat het thema met de meeste bijdragen" in overview
    assert "meeste deelnemers" not in overview


@pytest.mark.parametrize("page", ["thema", "bron", "bijdragen"])
def test_words_of_a_participant_are_never_markup(page: str):
    told = dialogue_with_roles().told
    at = next(index for index, one in enumerate(told) if one.text == NASTY)
    params = {"thema": {"theme": "s1", "show": "alles"}, "bron": {"contribution": contribution_id(at)}}.get(
        page, {}
    )
    seen = "".join(show(page, run="rollen", page=str(number), **params) for number in (1, 2, 3))
    assert "&lt;b&gt;dit&lt;/b&gt; &amp; $x^2$ **niet** vet" in seen
    assert "<b>" not in seen
    assert "<script>alert" not in seen


def test_a_quote_is_marked_in_its_contribution_with_its_row_and_file():
    first = dialogue_with_roles().told[0]
    html = show("bron", run="rollen", theme="t1", quote=quote_id(0, first))
    assert f"<mark>{first.text}</mark>" in html
    assert "rij 1" in html
    assert "a1b2c3d4e5f6.csv" in html
    assert NL.replies in html
    assert "18 maart 2026" in html


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("junk", ["nergens", "../../etc", "<script>", "9" * 400])
def test_an_address_that_leads_nowhere_helps_instead_of_failing(page: str, junk: str):
    html = show(
        page, run="rollen", theme=junk, quote=junk, unit=junk, contribution=junk, show=junk, page=junk
    )
    assert html.count("<h1>") == 1
    language, *others = re.findall("<script>.*?</script>", html, re.S)
    assert language == "<script>document.documentElement.lang='nl'</script>"
    assert set(others) <= {MAP, TOOLS} and html.count("<script>") == 1 + len(others)
    assert text_of(show(page, run=junk)).count(NL.run_unknown) == (0 if page == "runs" else 1)


def test_without_a_run_the_list_of_runs_is_shown_with_the_example_marked():
    html = show()
    assert NL.runs_title in html
    assert all(f"run={name}" in html for name in RUNS)
    assert NL.run_sample in html


def of_first_theme() -> list[int]:
    return [index for index, one in enumerate(dialogue_with_roles().told) if one.theme == "t1"][:3]


def graded(tmp_path: Path, **more: Any) -> str:
    """Write a run whose theme t1 has quotes of every kind; gives the folder of runs."""
    known = dialogue_with_roles()
    told = list(known.told)
    first, border, single = of_first_theme()
    told[first] = replace(told[first], reason="adds what the others leave out", grade="sharp")
    told[border] = replace(
        told[border], kind="edge", reason="on the border with another theme", grade="vague", beyond="t2"
    )
    told[single] = replace(told[single], kind="minority", reason="rare and concrete")
    write_run(tmp_path / "runs" / "gemeten", replace(known, told=tuple(told), **more))
    return str(tmp_path / "runs")


def test_each_quote_says_why_it_was_chosen_and_how_surely_it_belongs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OOGST_RUNS", graded(tmp_path))
    text = text_of(show("thema", run="gemeten", theme="t1"))
    assert "Gekozen: voegt toe wat de andere niet zeggen hoort duidelijk bij dit thema" in text
    english = text_of(show("thema", run="gemeten", theme="t1", lang="en"))
    assert "Chosen: adds what the others leave out clearly belongs to this theme" in english


def test_the_edge_and_single_voices_open_on_demand_with_the_theme_that_is_near(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OOGST_RUNS", graded(tmp_path))
    html = show("thema", run="gemeten", theme="t1")
    edge, minority = fold_of(html, "Op de grens van het thema (1)"), fold_of(html, NL.minority_quotes)
    border, single = (dialogue_with_roles().told[index].text for index in of_first_theme()[1:])
    assert at_once(html).count("<blockquote") == 5
    assert border not in at_once(html)
    assert border in edge and NL.edge_quotes_help in edge
    assert f'{NL.quote_border}: <a href="thema?run=gemeten&amp;lang=nl&amp;theme=t2">' in edge
    assert single in minority and NL.minority_quotes_help in minority
    numbers = [int(found) for found in re.findall(r"uitspraak (\d+)\"", html)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_how_sharply_a_theme_is_drawn_stands_in_the_overview_where_it_was_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OOGST_RUNS", graded(tmp_path, grades={"t1": "sharp", "t2": "vague"}))
    text = text_of(show(run="gemeten"))
    assert text.count("Afbakening: ") == 2
    assert "Afbakening: scherp" in text and "Afbakening: vaag" in text
    assert NL.how_delimitation in text
    assert "Delimitation: sharp" in text_of(show(run="gemeten", lang="en"))


def measured(grade: str | None, cautions: tuple[tuple[str, str], ...], residents: Shown) -> Theme:
    """Make a theme of a page with a count of residents and without any other."""
    none = Shown("exact", 0)
    roles = (RoleCount("resident", residents, none),)
    counts = ThemeCount("t1", residents, none, none, none, None, roles, 0, 0)
    return Theme("t1", "Loket", 1, None, (), None, counts, (), grade, cautions)


@pytest.mark.parametrize("say", [NL, EN], ids=lambda say: say.language)
def test_the_cautions_of_a_theme_are_told_in_words_without_a_number_or_a_pseudonym(say: Wording) -> None:
    cautions = (
        ("question", "Wat gaat er mis?"),
        ("role", "resident"),
        ("source", "Dialoog kwetsbare wijken"),
        ("participant", "p00"),
        ("unheard of", "p01"),
    )
    text = text_of(caution_section(measured("fair", cautions, Shown("exact", 14)), VIEW, say))
    assert "Wat gaat er mis?" in text and "Dialoog kwetsbare wijken" in text
    assert say.role_word("resident") in text
    assert "p0" not in text
    assert not re.search(r"\d", text)
    assert text_of(caution_section(measured("fair", (), Shown("exact", 14)), VIEW, say)) == ""


def test_a_caution_does_not_name_a_role_of_fewer_than_k_people() -> None:
    text = text_of(caution_section(measured(None, (("role", "resident"),), Shown("fewer", 5)), VIEW, NL))
    assert NL.caution_small_role in text
    assert "bewoner" not in text


def test_a_run_given_by_environment_opens_at_once(runs: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OOGST_RUN", str(runs / "kaal"))
    assert NL.themes in show()


def test_a_run_that_cannot_be_read_is_said_to_be_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    broken = write_run(tmp_path / "stuk", Dialogue(dialogue_with_roles().told))
    (broken / "themes.parquet").unlink()
    monkeypatch.setenv("OOGST_RUN", str(broken))
    assert NL.run_broken in show(run="stuk")


def test_all_links_keep_the_run_and_the_language():
    html = show("thema", run="rollen", lang="en", theme="t1")
    links = [link.replace("&amp;", "&") for link in re.findall(r'href="([^"#]+)"', html)]
    assert len(links) > 10
    assert all("run=rollen" in link for link in links if not link.startswith("runs"))
    assert sum("lang=en" in link for link in links) == len(links) - 1
    assert EN.to_source in html


def test_where_nothing_was_run_the_list_offers_the_sample_and_makes_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("OOGST_RUNS")
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.run()
    assert [button.label for button in app.button] == [NL.sample_make]
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    app.button[0].click().run()
    assert not app.exception
    assert (tmp_path / "runs" / "voorbeeld" / "manifest.json").is_file()
    assert not app.button


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_the_run_of_the_sample(
    page: str, language: str, sample_run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = open_run(sample_run)
    theme, quote = run.quotes.sort("theme_id", "rank").select("theme_id", "quote_id").row(0)
    monkeypatch.setenv("OOGST_RUN", str(sample_run))
    shown = show(page, lang=language, theme=theme, quote=quote)
    assert "<h1" in shown
    if page != "runs":
        assert wording(language).synthetic in shown
