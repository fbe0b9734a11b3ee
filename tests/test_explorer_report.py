"""The page on which a report is made: what it offers, what it leaves out, and what it does not load."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from string import Formatter

import pytest
from runs_for_tests import NASTY, dialogue_with_roles, quote_id, write_run
from streamlit.testing.v1 import AppTest

from insights.decisions.decided_run import open_decided
from insights.decisions.deciding import Deciding, Maker
from insights.explorer import store
from insights.explorer.downloads import GROUPS
from insights.explorer.store import Chosen
from insights.explorer.texts.report import EN, NL
from insights.explorer.views import View
from insights.reports.building import build
from insights.reports.model import ThemeTold
from insights.reports.picking import pick
from insights.reports.writing import FORMATS, Options, write

ROOT = Path(__file__).resolve().parents[1]
PAGE = os.path.join("insights", "explorer", "pages", "rapport.py")
TOLD = dialogue_with_roles().told
FIRST = quote_id(0, TOLD[0])


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A run of three themes in a workspace of its own."""
    path = write_run(tmp_path / "runs" / "rollen", dialogue_with_roles())
    monkeypatch.setenv("OOGST_RUN", str(path))
    monkeypatch.chdir(tmp_path)
    yield path


def opened(**params: str | list[str]) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    for key, value in params.items():
        app.query_params[key] = value
    app.run()
    app.switch_page(PAGE).run()
    assert not app.exception, app.exception
    return app


def html_of(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def show(**params: str | list[str]) -> str:
    return html_of(opened(**params))


def text_of(html: str) -> str:
    bare = re.sub(r"(?s)<style>.*?</style>|<script>.*?</script>|<[^>]+>", " ", html)
    return re.sub(r"\s+", " ", bare)


def sheet(html: str) -> str:
    """Give the report as the page shows it."""
    return html.partition('class="sheet"')[2]


# ------------------------------------------------------------------ what a report is about


def test_without_a_choice_the_report_is_about_all_themes(run: Path) -> None:
    text = text_of(show())
    assert "Dit rapport gaat over alle 3 thema’s." in text
    assert "checked" not in show()


def test_two_chosen_themes_make_a_report_of_those_two_alone(run: Path) -> None:
    html = show(themes=["t2", "t1"])
    assert "gaat over 2 thema’s: Bureaucratie en formulieren en Vertrouwen in de gemeente." in text_of(html)
    assert html.count(" checked") == 2
    headings = re.findall(r"<h3>([^<]+)</h3>", sheet(html))
    assert "Vertrouwen in de gemeente" in headings and "Menselijke maat" not in headings


def test_a_subtheme_that_is_asked_for_is_offered_with_the_theme_it_belongs_to(run: Path) -> None:
    text = text_of(show(themes="s1"))
    assert "Wachttijd aan het loket (hoort bij Bureaucratie en formulieren)" in text
    assert "gaat over één thema: Wachttijd aan het loket." in text
    assert "hoort bij" not in text_of(show())


def test_themes_and_quotes_that_the_run_does_not_have_are_passed_over(run: Path) -> None:
    text = text_of(show(themes=["nergens", "<b>"], quotes=["t1.nergens", "zonder punt", f"t9.{FIRST}"]))
    assert "Dit rapport gaat over alle 3 thema’s." in text


def test_picked_quotes_stand_alone_in_their_theme_and_other_themes_keep_theirs(run: Path) -> None:
    html = sheet(show(themes=["t1", "t2"], quotes=f"t1.{FIRST}"))
    assert TOLD[0].text in html
    others = [one.text for one in TOLD[1:] if one.theme == "t1"]
    assert not any(text in html for text in others)
    assert sum(one.text in html for one in TOLD if one.theme == "t2") == 7


def test_all_quotes_of_a_theme_stay_on_offer_after_one_was_picked(run: Path) -> None:
    text = text_of(show(themes="t1", quotes=f"t1.{FIRST}"))
    assert "Kies uit 7 uitspraken (1 gekozen)" in text


def test_quotes_that_a_person_pinned_are_offered_first(run: Path) -> None:
    last = max(index for index, one in enumerate(TOLD) if one.theme == "t2")
    Deciding.about(run, Maker("MK", "zegt het het best")).pin("t2", quote_id(last, TOLD[last]))
    offered = re.findall(r'value="t2\.([0-9a-f]+)"', show(themes="t2"))
    assert offered[0] == quote_id(last, TOLD[last])
    assert "met de hand uitgezocht" in show(themes="t2")


def test_the_address_has_every_choice_once() -> None:
    link = View(run="rollen").link("report", themes=("t1", "t2"), quotes=f"t1.{FIRST}")
    assert link == f"rapport?run=rollen&lang=nl&themes=t1&themes=t2&quotes=t1.{FIRST}"


@pytest.mark.parametrize("themes", ["t1", "s1"])
def test_picking_changes_no_count(run: Path, themes: str) -> None:
    report = build(open_decided(run), [themes])
    picked = pick(report, [(themes, report.themes[0].quotes[0].quote_id), ("t9", "x")])
    assert [one.count for one in every(picked.themes)] == [one.count for one in every(report.themes)]
    assert len({quote.quote_id for quote in picked.quotes}) == 1
    assert pick(report, []) == report


def every(themes: tuple[ThemeTold, ...]) -> list[ThemeTold]:
    return [one for theme in themes for one in theme.with_subthemes()]


# ------------------------------------------------------------------ what may leave the house


def test_counts_obey_the_rule_of_exports_not_that_of_the_screen(run: Path) -> None:
    text = text_of(sheet(show()))
    assert "minder dan 10 deelnemers" in text
    assert "12 deelnemers" in text
    assert not re.search(r"\b3 deelnemers", text)
    assert "minder dan 10 deelnemers; op de andere pagina’s is die grens 5" in text_of(show())


def test_where_release_is_asked_other_quotes_wait_and_are_not_even_offered(run: Path, tmp_path: Path) -> None:
    (tmp_path / "oogst.toml").write_text("release = true\n", encoding="utf-8")
    Deciding.about(run, Maker("MK", "mag naar buiten")).release([FIRST])
    html = show(themes="t1")
    assert TOLD[0].text in sheet(html)
    assert not any(one.text in html for one in TOLD[1:] if one.theme)
    assert "wachten op vrijgave" in text_of(html)
    assert NL.internal in html


def test_a_report_with_what_was_not_released_is_marked_on_the_page_and_in_its_name(
    run: Path, tmp_path: Path
) -> None:
    (tmp_path / "oogst.toml").write_text("release = true\n", encoding="utf-8")
    html = show(themes="t2", show="intern")
    assert NL.internal_marked in html and '<p class="internal">INTERN</p>' in html
    assert "niet vrijgegeven" in sheet(html)
    report = store.report(open_decided(run), Chosen(("t2",), internal=True))
    assert store.report_name(report, "docx", "nl") == "rollen-rapport.intern.docx"


def test_where_no_release_is_asked_nothing_about_it_is_offered(run: Path) -> None:
    assert NL.internal not in show()


def test_what_is_asked_about_release_counts_at_once(run: Path, tmp_path: Path) -> None:
    opened_run = open_decided(run)
    assert store.report(opened_run, Chosen()).quotes
    (tmp_path / "oogst.toml").write_text("release = true\n", encoding="utf-8")
    assert store.report(opened_run, Chosen()).quotes == ()


def test_settings_that_cannot_be_read_are_told_and_make_no_report(run: Path, tmp_path: Path) -> None:
    (tmp_path / "oogst.toml").write_text('release = "ja"\n', encoding="utf-8")
    app = opened()
    assert NL.not_readable in html_of(app)
    assert not app.get("download_button")


def test_words_of_a_participant_are_never_markup(run: Path) -> None:
    at = next(index for index, one in enumerate(TOLD) if one.text == NASTY)
    Deciding.about(run, Maker("MK", "zegt het het best")).pin("s1", quote_id(at, TOLD[at]))
    html = show(themes="s1")
    assert html.count("&lt;b&gt;dit&lt;/b&gt; &amp; $x^2$ **niet** vet") >= 2
    assert "<b>" not in html and "<script>alert" not in html


# ------------------------------------------------------------------ files


def test_every_format_of_a_report_has_its_button_in_both_languages(run: Path) -> None:
    assert sorted(format_ for group in GROUPS.values() for format_ in group) == sorted(FORMATS)
    assert set(NL.formats) == set(EN.formats) == set(FORMATS)
    assert set(NL.groups) == set(EN.groups) == set(GROUPS)
    labels = [button.proto.label for button in opened(lang="en").get("download_button")]
    assert len(labels) == len(set(labels)) == len(FORMATS)
    assert all(label.startswith("Download ") for label in labels)


@pytest.mark.parametrize("format_", ["md", "csv", "json"])
def test_a_file_is_what_the_same_report_gives_on_the_command_line(run: Path, format_: str) -> None:
    opened_run = open_decided(run)
    made = store.report_file(opened_run, Chosen(("t1",)), format_, "nl")
    options = Options("nl", semicolon=True, bom=True)
    assert made == write(build(opened_run, ["t1"]), format_, options)


def test_opening_the_page_loads_no_writer_of_files(run: Path) -> None:
    writers = ("docx", "odfdo", "typst", "xlsxwriter", "sklearn", "torch")
    code = f"""
import sys
from streamlit.testing.v1 import AppTest
app = AppTest.from_file({str(ROOT / "app.py")!r}, default_timeout=60).run()
app.query_params["themes"] = "t1"
app.switch_page({PAGE!r}).run()
assert not app.exception and len(app.get("download_button")) == {len(FORMATS)}
print([name for name in {writers!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.stdout.strip() == "[]", done.stderr


def test_the_pictures_of_a_report_have_their_takeaway_in_words(run: Path) -> None:
    pictures = re.findall(r'<img src="data:image/svg\+xml;base64,[^"]+" alt="([^"]+)"', show())
    assert pictures and all("tabel" in alt for alt in pictures)


def test_every_text_of_the_page_is_there_in_both_languages_with_the_same_places_to_fill() -> None:
    def places(text: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    for field in fields(NL):
        dutch, english = getattr(NL, field.name), getattr(EN, field.name)
        if isinstance(dutch, str):
            assert dutch.strip() and english.strip() and places(dutch) == places(english), field.name
