"""What a reader comes to do, in a real Chromium and by what is written on the screen alone.

Each test is a question that somebody asks of a dialogue. The answer is held against the tables of the run,
not against what the explorer counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import polars as pl
import pytest

from benchmarks.serving import served
from insights.explorer.texts.report import NL as REPORT
from insights.explorer.texts.search import NL as SEARCH
from insights.runs import Run, open_run
from insights.wording import NL

pytestmark = pytest.mark.browser

FOUND = re.compile(r"Gevonden in (\d+) bijdragen")


@pytest.fixture(scope="module")
def run(sample_run: Path) -> Run:
    return open_run(sample_run)


@pytest.fixture(scope="module")
def address(sample_run: Path) -> Iterator[str]:
    with served(OOGST_RUN=str(sample_run)) as found:
        yield found


@pytest.fixture
def reader(browser: Any, address: str) -> Iterator[Any]:
    """A browser that has never been here, at the first page."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.goto(address)
    heading(page, "Wijkdialoog")
    yield page
    context.close()


def heading(page: Any, name: str) -> None:
    page.get_by_role("heading", level=1, name=name).wait_for()


def to_page(page: Any, name: str) -> None:
    """Go to a page by its name in the bar."""
    page.get_by_role("navigation", name=NL.navigation).get_by_role("link", name=name, exact=True).click()


def rows_of(page: Any, caption: str) -> list[list[str]]:
    """Read a table that is found by its caption: each row as the texts of its cells."""
    table = page.get_by_role("table", name=caption)
    table.wait_for()
    return [
        [cell.inner_text().strip() for cell in row.locator("th, td").all()]
        for row in table.get_by_role("row").all()[1:]
    ]


def people_by_theme(run: Run, role: str) -> dict[str, int]:
    """Count by hand: people of a role with a core unit whose first theme of the top level this is."""
    said = run.contributions.filter(pl.col("role") == role).select("contribution_id", "participant_id")
    found = (
        run.assignments.filter(pl.col("primary") & pl.col("core") & (pl.col("level") == 1))
        .join(run.units, on="unit_id")
        .join(said, on="contribution_id")
        .join(run.themes.select("theme_id", "label"), on="theme_id")
        .group_by("label")
        .agg(pl.col("participant_id").n_unique())
    )
    return dict(found.iter_rows())


def compared(page: Any) -> None:
    """Go to the comparison of residents with professionals."""
    to_page(page, NL.compare)
    heading(page, NL.compare)


def test_which_theme_do_most_residents_mention(reader: Any, run: Run) -> None:
    compared(reader)
    names = {"first": NL.role_word("resident"), "second": NL.role_word("professional")}
    rows = rows_of(reader, NL.compare_mentions_caption.format(**names))
    mentioned = {theme: int(figure.split()[0]) for theme, figure, *_ in rows}
    by_hand = people_by_theme(run, "resident")
    assert max(mentioned, key=lambda theme: mentioned[theme]) == max(
        by_hand, key=lambda theme: by_hand[theme]
    )
    assert mentioned == by_hand


def test_what_do_professionals_mention_more_than_residents(reader: Any, run: Run) -> None:
    compared(reader)
    names = {"first": NL.role_word("resident"), "second": NL.role_word("professional")}
    rows = rows_of(reader, NL.compare_attention_caption.format(**names))
    more = [theme for theme, *_, finding in rows if finding == NL.compare_findings["second"].format(**names)]
    assert more
    residents, professionals = people_by_theme(run, "resident"), people_by_theme(run, "professional")
    for theme in more:
        assert professionals[theme] / sum(professionals.values()) > residents[theme] / sum(residents.values())
        reader.get_by_role("heading", level=3, name=theme).wait_for()


def third_quote(page: Any) -> tuple[str, str]:
    """Go to the third quote of the first theme, in its source; gives the theme and the quote."""
    first = page.get_by_role("heading", level=3).get_by_role("link").first
    theme = first.inner_text()
    first.click()
    heading(page, theme)
    said = page.get_by_role("blockquote").nth(2).inner_text()
    of = NL.to_source_of.format(number=3)
    page.get_by_role("link", name=f"{NL.to_source}: {of}", exact=True).click()
    page.get_by_role("mark").wait_for()
    return theme, said


def test_the_third_quote_of_a_theme_stands_in_its_source(reader: Any, run: Run) -> None:
    _, said = third_quote(reader)
    marked = reader.get_by_role("mark").inner_text()
    assert marked == said
    assert any(marked in text for text in run.contributions["text"])


def test_everything_about_the_family_doctor_is_found_with_its_plural_and_compounds(
    reader: Any, run: Run
) -> None:
    to_page(reader, NL.search)
    reader.get_by_label(SEARCH.what).fill("huisarts")
    reader.get_by_role("button", name=SEARCH.submit, exact=True).click()
    marks = reader.get_by_role("mark")
    marks.first.wait_for()
    told = reader.get_by_text(FOUND).first.inner_text()
    messages = int(FOUND.search(told)[1])
    assert messages == run.contributions.filter(pl.col("text").str.contains("(?i)huisarts")).height
    words = set()
    while True:
        words |= {mark.lower() for mark in marks.all_inner_texts()}
        more = reader.get_by_role("link", name=NL.next_page)
        if not more.count():
            break
        before = reader.url
        more.first.click()
        reader.wait_for_url(lambda url, before=before: url != before)
        marks.first.wait_for()
    assert {"huisarts", "huisartsen"} <= words and any(word.startswith("huisartsen") for word in words)


def test_a_copied_link_opens_at_the_same_place_in_another_browser(reader: Any, browser: Any) -> None:
    theme, said = third_quote(reader)
    other = browser.new_context()
    page = other.new_page()
    page.goto(reader.url)
    page.get_by_role("mark").wait_for(timeout=30_000)
    assert page.get_by_role("mark").inner_text() == said
    assert page.get_by_role("link", name=theme, exact=True).first.is_visible()
    assert page.title() == reader.title()
    other.close()


def test_a_report_of_two_themes_is_taken_along_as_a_word_file(reader: Any, tmp_path: Path) -> None:
    to_page(reader, NL.report)
    heading(reader, REPORT.title)
    boxes = reader.get_by_role("group", name=REPORT.themes).get_by_role("checkbox")
    labels = [box.locator("xpath=..").inner_text() for box in boxes.all()]
    for at in (0, 2):
        boxes.nth(at).check()
    reader.get_by_role("button", name=REPORT.make).click()
    told = REPORT.about_some.format(number=2, labels=f"{labels[0]} en {labels[2]}")
    reader.get_by_text(told).wait_for()
    with reader.expect_download(timeout=60_000) as download:
        reader.get_by_role("button", name=REPORT.download.format(format=REPORT.formats["docx"])).click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.suffix == ".docx"
    with ZipFile(file) as word:
        text = word.read("word/document.xml").decode("utf-8")
    assert labels[0] in text and labels[2] in text
    assert not any(label in text for label in (labels[1], *labels[3:]))
