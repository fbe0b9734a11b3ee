"""The page that searches, and the collection: what is found, what is kept from sight, what a link holds."""

from __future__ import annotations

import csv
import html as markup
import io
import json
import os
import re
import shutil
from dataclasses import fields, replace
from itertools import pairwise
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from runs_for_tests import (
    LABELS,
    NASTY,
    Dialogue,
    Told,
    dialogue_with_roles,
    dialogue_without_background,
    dialogue_without_themes,
    quote_id,
    write_run,
)
from streamlit.testing.v1 import AppTest

from benchmarks.serving import chromium, find_chromium, served
from corpora.spreadsheets import unguarded
from insights.decisions.deciding import Deciding, Maker
from insights.explorer.scripts import FOLLOW_LINK, KEEP_LINK, MAP, TO_LIST, TOOLS, add_script
from insights.explorer.search_selection import COLLECTION, MEANING
from insights.explorer.texts.frame import NL as FRAME
from insights.explorer.texts.search import EN, NL, SearchTexts
from insights.explorer.views import MOST
from insights.runs import open_run
from insights.wording import NL as WORDS

pytestmark = pytest.mark.usefixtures("here")

ROOT = Path(__file__).resolve().parents[1]
FORMULA = "=HYPERLINK(1) zei de ambtenaar over het loket."


def dialogue_with_formula() -> Dialogue:
    known = dialogue_with_roles()
    return replace(known, told=(*known.told, Told(FORMULA, "p05", "bewoner", "t1", "s1")))


def dialogue_of_one_theme() -> Dialogue:
    told = tuple(replace(one, theme="t1", subtheme=None) for one in dialogue_with_roles().told if one.theme)
    return Dialogue(told, {"t1": LABELS["t1"]})


RUNS = {
    "rollen": dialogue_with_formula,
    "kaal": dialogue_without_background,
    "klein": dialogue_without_themes,
    "een": dialogue_of_one_theme,
}


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("zoekruns")
    for name, make in RUNS.items():
        write_run(folder / name, make())
    return folder


def show(page: str = "zoek", /, **params: Any) -> str:
    """Open a page by its parameters and give all the HTML on it."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for key, value in params.items():
        app.query_params[key] = value
    app.run()
    app.switch_page(os.path.relpath(ROOT / "insights" / "explorer" / "pages" / f"{page}.py", ROOT)).run()
    assert not app.exception, app.exception
    return "\n".join(element.proto.body for element in app.get("html"))


def text_of(html: str) -> str:
    bare = re.sub(r"(?s)<style>.*?</style>|<script>.*?</script>|<[^>]+>", " ", html)
    return re.sub(r"\s+", " ", markup.unescape(bare))


def quotes_of(html: str) -> list[str]:
    found = re.findall(r"(?s)<blockquote[^>]*>(.*?)</blockquote>", html)
    return [markup.unescape(re.sub(r"</?mark>", "", one)) for one in found]


# ---------------------------------------------------------------- every run, language and address


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize(
    "asked",
    [{}, {"q": "loket"}, {"q": "loket", "how": MEANING}, {"q": "(loket"}, {"show": COLLECTION}],
    ids=["nothing", "words", "meaning", "broken", "collection"],
)
def test_the_page_opens_with_one_h1_and_no_heading_skipped(
    run: str, language: str, asked: dict[str, str]
) -> None:
    html = show(run=run, lang=language, **asked)
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", html)]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert (NL if language == "nl" else EN).submit in html or asked.get("show")
    assert f"documentElement.lang='{language}'" in html


@pytest.mark.parametrize("junk", ["nergens", "../../etc", "<script>", "9" * 400, "=1+1"])
def test_an_address_that_leads_nowhere_helps_instead_of_failing(junk: str) -> None:
    names = ("theme", "who", "question", "round", "source", "how", "show", "page", "pick")
    html = show(run="rollen", q="loket", **dict.fromkeys(names, junk))
    assert html.count("<h1>") == 1 and html.count("<script>") == 1
    assert NL.dropped in text_of(html)
    assert len(quotes_of(html)) == 23


def test_the_form_keeps_the_choices_that_the_link_has() -> None:
    html = show(run="rollen", lang="en", q='loket "7"', theme="t1", who="bewoner")
    assert 'value="loket &#34;7&#34;"' in html
    assert '<option value="t1" lang="nl" selected>' in html
    assert '<option value="bewoner" lang="nl" selected>' in html
    assert 'name="language" value="en"' in html and 'name="run" value="rollen"' in html
    assert 'value="words" checked' in html


def test_no_field_of_a_form_has_a_name_that_the_browser_takes_away() -> None:
    """The guard of Streamlit removes names that documents and forms have properties of."""
    html = show(run="rollen", q="loket") + show(run="rollen", q="loket", theme="t1", who="bewoner", pick="x")
    names = set(re.findall(r'<(?:input|select|button)[^>]* name="([^"]+)"', html))
    taken = {
        "lang",
        "role",
        "title",
        "action",
        "method",
        "target",
        "name",
        "id",
        "location",
        "cookie",
        "style",
    }
    assert names >= {"q", "how", "theme", "who", "run", "language", "pick"} and not names & taken


# ---------------------------------------------------------------- results


def test_results_are_quotes_with_what_matched_marked_and_links_to_source_and_theme() -> None:
    html = show(run="rollen", q="loket")
    assert "<mark>loket</mark> 3 wacht ik al maanden" in html
    assert 'href="bron?run=rollen&amp;lang=nl&amp;theme=t1&amp;unit=uc' in html
    assert 'href="thema?run=rollen&amp;lang=nl&amp;theme=t1">Bureaucratie en formulieren</a>' in html
    assert len(quotes_of(html)) == 23
    assert "Gevonden in 23 bijdragen van 22 deelnemers." in text_of(html)


def test_what_few_people_said_is_quoted_but_not_counted() -> None:
    html = show(run="rollen", q="dossier")
    text = text_of(html)
    assert len(quotes_of(html)) == 3
    assert "minder dan 5 deelnemers" in text
    assert not re.search(r"\b3 (bijdragen|deelnemers)", text)
    assert "<span>bewoner</span>" not in html and "<span>professional</span>" not in html


def test_where_nobody_is_known_messages_are_counted_and_roles_not_offered() -> None:
    text = text_of(show(run="kaal", q="loket"))
    assert "Gevonden in 22 bijdragen." in text
    assert NL.no_roles in text


def test_a_run_without_themes_is_searched_too() -> None:
    html = show(run="klein", q="loket")
    assert quotes_of(html) and NL.no_theme in html
    assert 'name="theme"' not in html


def test_a_filter_narrows_and_says_which_roles_it_leaves_out() -> None:
    html = show(run="rollen", q="brief OF dossier", who="bewoner")
    assert "dossier" not in " ".join(quotes_of(html))
    assert NL.role_small.format(k=5) in text_of(html)
    assert len(quotes_of(show(run="rollen", q="loket", theme="t2"))) == 0


def test_nothing_found_says_how_to_go_on() -> None:
    text = text_of(show(run="rollen", q="olifant", theme="t2"))
    assert "Niets gevonden voor “olifant”." in text and NL.none_how in text and NL.none_narrowed in text
    assert "Nothing was found for “olifant”." in text_of(show(run="rollen", lang="en", q="olifant"))


@pytest.mark.parametrize("problem", NL.problems)
def test_every_problem_of_a_query_has_words_in_both_languages(problem: str) -> None:
    assert NL.problems[problem].endswith(".") and EN.problems[problem].endswith(".")


def test_a_query_that_cannot_be_read_says_why_and_keeps_what_was_typed() -> None:
    html = show(run="rollen", q='"te lang')
    assert NL.problems["open quote"] in html
    assert 'value="&#34;te lang"' in html
    assert "<details open><summary>" in html


def test_little_words_are_told_to_be_left_out() -> None:
    assert "het heeft: de, bij." in text_of(show(run="rollen", q="de brief bij loket"))


def test_long_lists_are_paged_and_number_on() -> None:
    html = show(run="rollen", q="loket OF brief", page="2")
    assert '<ol class="quotes found" start="26">' in html
    assert 'value="loket OF brief"' in html
    last = show(run="rollen", q="loket OF brief", page="99")
    assert quotes_of(last) == quotes_of(html)


def test_words_of_a_participant_are_never_markup() -> None:
    html = show(run="rollen", q="zei vet")
    assert "&lt;b&gt;dit&lt;/b&gt; &amp; $x^2$ **niet** <mark>vet</mark>" in html
    assert "<b>" not in html and "<script>alert" not in html
    assert NASTY in quotes_of(html)
    assert "<b>x" not in show(run="rollen", q="<b>x</b> loket")


def test_a_passage_that_is_not_to_be_quoted_is_not_but_its_being_there_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_run(tmp_path / "werk" / "runs" / "dialoog", dialogue_with_roles())
    told = dialogue_with_roles().told
    monkeypatch.setenv("OOGST_RUNS", str(folder.parent))
    Deciding.about(folder, Maker("MK", "te herkenbaar")).exclude(quote_id(0, told[0]))
    html = show(run="dialoog", q="loket")
    assert told[0].text not in quotes_of(html) and NL.not_quoted in html
    picked = show(run="dialoog", show=COLLECTION, pick=["uc0000", "uc0001"])
    assert quotes_of(picked) == [told[1].text]
    assert "zijn er hier niet te tonen: 1" in text_of(picked)


# ---------------------------------------------------------------- meaning


def test_where_the_model_is_not_here_the_page_says_so_and_searches_by_words() -> None:
    html = show(run="rollen", q="loket", how=MEANING)
    assert NL.meaning_absent in html
    assert len(quotes_of(html)) == 23


def test_a_sentence_finds_the_nearest_each_with_how_near_in_words(
    sample_run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OOGST_RUN", str(sample_run))
    html = show(q="ik moet lang wachten op hulp", how=MEANING)
    assert NL.meaning_lead in html and NL.meaning_help in html
    assert len(quotes_of(html)) >= 10
    assert len(re.findall(r'class="near-word">([^<]+)<', html)) == len(quotes_of(html))
    assert not re.search(r"0,\d\d|\d%", text_of(html))
    narrowed = show(q="ik moet lang wachten op hulp", how=MEANING, who="professional")
    assert "<span>bewoner</span>" not in narrowed and quotes_of(narrowed)


# ---------------------------------------------------------------- the collection


def test_what_is_ticked_stays_in_the_form_on_every_page() -> None:
    html = show(run="rollen", q="loket", pick=["uc0000", "uc0001"])
    assert '<input type="checkbox" name="pick" value="uc0000" checked' in html
    assert html.count('<input type="hidden" name="pick" value="uc0001">') == 1
    assert html.count('<input type="hidden" name="pick" value="uc0000">') == 0
    assert html.count("<form") == 1
    assert "2 uitspraken gekozen." in text_of(html)
    assert "pick=uc0000&amp;pick=uc0001" in html


def test_a_collection_is_its_link_and_shows_the_quotes_in_the_order_they_were_picked() -> None:
    told = dialogue_with_roles().told
    html = show(run="rollen", show=COLLECTION, pick=["uc0003", "uc0000", "uc0003", "weg"])
    assert quotes_of(html) == [told[3].text, told[0].text]
    assert "zijn er hier niet te tonen: 1" in text_of(html)
    assert 'href="zoek?run=rollen&amp;lang=nl&amp;show=collection&amp;pick=uc0000&amp;pick=weg"' in html
    assert html.count("<script>") == 2


def test_an_empty_collection_says_how_to_fill_it() -> None:
    assert NL.collection_empty_how in text_of(show(run="rollen", show=COLLECTION))
    assert EN.collection_empty_how in text_of(show(run="rollen", show=COLLECTION, lang="en"))


def test_the_csv_of_a_collection_has_no_formula_and_no_role_of_fewer_people_than_an_export_may_show() -> None:
    at = len(dialogue_with_roles().told)
    for language, separator in (("nl", ";"), ("en", ",")):
        html = show(run="rollen", lang=language, show=COLLECTION, pick=[f"uc{at:04d}", "uc0030"])
        table = markup.unescape(re.search(r'data-do="save" data-text="([^"]*)"', html).group(1))
        head, first, second = csv.reader(io.StringIO(table), delimiter=separator)
        assert tuple(head) == (NL if language == "nl" else EN).columns
        assert first[0] == "'" + FORMULA and unguarded(first[0]) == FORMULA
        assert (first[2], second[2]) == ("", ""), "eight professionals are too few for an export"
        assert "<span>bewoner</span>" not in html
    assert "<span>bewoner</span>" in show(run="rollen", q="ambtenaar")


def test_the_text_to_copy_has_every_quote_between_quotation_marks_with_its_source() -> None:
    html = show(run="rollen", show=COLLECTION, pick=["uc0000"])
    text = markup.unescape(re.search(r'data-do="copy" data-text="([^"]*)"', html).group(1))
    assert text.startswith(
        f"“{dialogue_with_roles().told[0].text}”\n— Dialoog kwetsbare wijken, rij 1, thema: Bureaucratie"
    )


def test_a_collection_has_a_limit_that_is_told() -> None:
    text = text_of(show(run="rollen", q="loket", pick=[f"uc{at:04d}" for at in range(MOST)]))
    assert NL.collection_full.format(most=MOST) in text and "staat er niet bij" not in text


@pytest.mark.parametrize("asked", [{"q": "loket"}, {"show": COLLECTION}])
def test_what_is_beyond_the_limit_is_told_and_not_taken(asked: dict[str, str]) -> None:
    most = [f"uc{at:04d}" for at in range(MOST)]
    html = show(run="rollen", pick=[*most, "ucA", "ucB"], **asked)
    assert FRAME.beyond.format(most=MOST, number=2) in text_of(html)
    assert "ucA" not in html and "uc0199" in html


def test_a_collection_can_be_emptied_and_the_search_stays() -> None:
    for show_ in ("", COLLECTION):
        html = show(run="rollen", q="loket", show=show_, pick=["uc0000", "uc0001"])
        href = re.search(rf'<a href="([^"]+)">{NL.let_go}</a>', html).group(1)
        assert "q=loket" in href and "pick" not in href
    assert NL.let_go not in show(run="rollen", q="loket") + show(run="rollen", show=COLLECTION)


# ---------------------------------------------------------------- texts and scripts


def test_every_text_is_there_in_both_languages_with_the_same_places_to_fill() -> None:
    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    for field in fields(SearchTexts):
        dutch, english = getattr(NL, field.name), getattr(EN, field.name)
        assert bool(dutch) and bool(english), field.name
        if isinstance(dutch, str):
            assert places(dutch) == places(english), field.name
        else:
            assert len(dutch) == len(english), field.name


def test_every_text_is_used_somewhere() -> None:
    code = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "insights" / "explorer").rglob("*.py")
    )
    assert [one.name for one in fields(SearchTexts) if not re.search(rf"\btexts\.{one.name}\b", code)] == []


def test_only_fixed_scripts_are_ever_run() -> None:
    with pytest.raises(ValueError, match="only the scripts"):
        add_script("<script>alert(1)</script>")
    every = TOOLS + MAP + KEEP_LINK + FOLLOW_LINK + TO_LIST
    assert not any(word in every for word in ("innerHTML", "eval", "fetch"))


# ---------------------------------------------------------------- in a browser


@pytest.mark.browser
def test_a_reader_searches_ticks_and_takes_the_quotes_along(sample_run: Path, tmp_path: Path) -> None:
    pytest.importorskip("playwright.sync_api")
    if find_chromium() is None:
        pytest.skip("no Chromium here")
    copy = shutil.copytree(sample_run, tmp_path / "runs" / "voorbeeld")
    with served(OOGST_RUNS=str(copy.parent), OOGST_RUN="") as address, chromium() as browser:
        page = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True).new_page()
        page.goto(f"{address}/zoek?lang=en")
        page.locator("#q").wait_for(timeout=30_000)
        page.fill("#q", "huisarts")
        page.keyboard.press("Enter")
        page.locator("ol.found li").first.wait_for(timeout=30_000)
        assert page.evaluate("document.documentElement.lang") == "en"
        page.locator("input[name=pick]").nth(0).check()
        page.locator("input[name=pick]").nth(2).check()
        page.get_by_role("button", name=EN.keep_look).click()
        page.get_by_role("heading", level=1, name=EN.collection).wait_for(timeout=30_000)
        quotes = page.locator("blockquote").all_inner_texts()
        with page.expect_download() as download:
            page.get_by_role("button", name=EN.csv).click()
        saved = Path(download.value.path()).read_bytes()
        link = page.url
        fresh = browser.new_context(viewport={"width": 390, "height": 800}).new_page()
        fresh.goto(link)
        fresh.locator("blockquote").first.wait_for(timeout=30_000)
        assert fresh.locator("blockquote").all_inner_texts() == quotes and len(quotes) == 2
        widths = "[...document.querySelectorAll('.oogst *')].map(e => e.getBoundingClientRect().right)"
        assert max(fresh.evaluate(widths)) <= 391
    assert saved.startswith(b"\xef\xbb\xbfquote,theme")
    rows = list(csv.reader(io.StringIO(saved.decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == quotes
    assert {row[2] for row in rows[1:]} <= {"professional", "resident"}
    assert not list((tmp_path / "runs").rglob("*.csv"))


@pytest.mark.browser
def test_what_is_ticked_holds_while_a_reader_pages_and_searches_on(sample_run: Path, browser: Any) -> None:
    def ticked(page: Any, place: int) -> str:
        item = page.locator("ol.found > li").nth(place)
        item.get_by_role("checkbox").check()
        return str(item.locator("blockquote").inner_text())

    with served(OOGST_RUN=str(sample_run)) as address:
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        page.goto(f"{address}/zoek?q=gemeente")
        page.locator("ol.found[start='1']").wait_for(timeout=30_000)
        chosen = [ticked(page, 2), ticked(page, 0)]
        page.get_by_role("button", name=WORDS.next_page).click()
        page.locator("ol.found[start='26']").wait_for(timeout=30_000)
        assert page.locator(".picked-so-far strong").inner_text() == NL.kept.format(number=2)
        chosen.append(ticked(page, 1))
        page.get_by_role("button", name=WORDS.previous_page).click()
        page.locator("ol.found[start='1']").wait_for(timeout=30_000)
        assert page.get_by_role("checkbox", checked=True).count() == 2
        page.get_by_role("checkbox", checked=True).nth(0).uncheck()
        page.fill("#q", "huisarts")
        page.keyboard.press("Enter")
        page.locator("ol.found mark", has_text=re.compile("huisarts", re.I)).first.wait_for(timeout=30_000)
        page.emulate_media(media="print")
        seen = [page.locator(f"{one}:visible").count() for one in ("#q", "ol.found li", "ol.found input")]
        assert seen[0] == 1 and seen[1] > 0 and seen[2] == 0, "what was asked and found, without boxes"
        page.emulate_media(media="screen")
        assert page.locator(".picked-so-far strong").inner_text() == NL.kept.format(number=2)
        chosen.append(ticked(page, 0))
        page.get_by_role("button", name=NL.keep_look).click()
        page.get_by_role("heading", level=1, name=NL.collection).wait_for(timeout=30_000)
        kept = page.locator("blockquote").all_inner_texts()
        assert sorted(kept) == sorted([chosen[0], *chosen[2:]])
        page.emulate_media(media="print")
        assert page.locator("blockquote").count() == page.locator("blockquote:visible").count()
        page.emulate_media(media="screen")
        page.get_by_role("link", name=NL.let_go).click()
        page.get_by_text(NL.collection_empty).wait_for(timeout=30_000)


def test_nothing_of_a_search_is_written_into_the_run(runs: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in runs.rglob("*")}
    show(run="rollen", q="loket", pick=["uc0000"])
    show(run="rollen", show=COLLECTION, pick=["uc0000"])
    assert {path: path.stat().st_mtime_ns for path in runs.rglob("*")} == before
    assert json.loads((runs / "rollen" / "manifest.json").read_text())["run_id"] == "test"
    assert open_run(runs / "rollen").units.height
