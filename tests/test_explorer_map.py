"""The map: every unit in its place and in a list, named as well as coloured; or a way out without one."""

from __future__ import annotations

import html as markup
import json
import os
import re
import shutil
from dataclasses import fields, replace
from itertools import pairwise
from pathlib import Path
from string import Formatter
from typing import Any

import numpy as np
import polars as pl
import pytest
from runs_for_tests import (
    LABELS,
    NASTY,
    Dialogue,
    dialogue_with_roles,
    dialogue_without_background,
    dialogue_without_themes,
    quote_id,
    write_run,
)
from streamlit.testing.v1 import AppTest

from benchmarks.serving import chromium, find_chromium, served
from corpora.tables import Layout, conform
from insights.decisions.deciding import Deciding, Maker
from insights.explorer import map_selection
from insights.explorer.map_blocks import LETTER, LINE, _labels, colour_of
from insights.explorer.map_style import ALONE, COLOURS
from insights.explorer.texts.map import EN, NL, MapTexts
from insights.explorer.tokens import DARK, TOKENS
from insights.explorer.views import View
from insights.runs import open_run

pytestmark = pytest.mark.usefixtures("here")

ROOT = Path(__file__).resolve().parents[1]


def dialogue_of_one_theme() -> Dialogue:
    told = tuple(replace(one, theme="t1", subtheme=None) for one in dialogue_with_roles().told if one.theme)
    return Dialogue(told, {"t1": LABELS["t1"]})


RUNS = {
    "rollen": dialogue_with_roles,
    "kaal": dialogue_without_background,
    "een": dialogue_of_one_theme,
}


def with_map(folder: Path, dialogue: Dialogue) -> Path:
    """Write a run with a table layout: every unit that is not set apart somewhere on the map."""
    path = write_run(folder, dialogue)
    units = pl.read_parquet(path / "units.parquet").filter(pl.col("placement").cast(pl.String) != "set apart")
    places = np.random.default_rng(5).uniform(-1, 1, (units.height, 2))
    table = pl.DataFrame({"unit_id": units["unit_id"], "x": places[:, 0], "y": places[:, 1]})
    conform(table, Layout).write_parquet(path / "layout.parquet")
    manifest = json.loads((path / "manifest.json").read_text())
    (path / "manifest.json").write_text(json.dumps(manifest | {"tables": {"layout": "…"}}))
    return path


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kaartruns")
    for name, make in RUNS.items():
        with_map(folder / name, make())
    write_run(folder / "klein", dialogue_without_themes())
    write_run(folder / "eerder", dialogue_with_roles())
    return folder


def show(**params: Any) -> str:
    """Open the map by its parameters and give all the HTML on it."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for key, value in params.items():
        app.query_params[key] = value
    app.run()
    app.switch_page(os.path.relpath(ROOT / "insights" / "explorer" / "pages" / "kaart.py", ROOT)).run()
    assert not app.exception, app.exception
    return "\n".join(element.proto.body for element in app.get("html"))


def text_of(html: str) -> str:
    bare = re.sub(r"(?s)<style>.*?</style>|<script>.*?</script>|<[^>]+>", " ", html)
    return re.sub(r"\s+", " ", markup.unescape(bare))


def dots(html: str) -> list[str]:
    return re.findall(r'<a class="dot [^>]+>', html)


# ---------------------------------------------------------------- every run, language and address


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("run", [*RUNS, "klein", "eerder"])
def test_the_page_opens_with_one_h1_and_no_heading_skipped(run: str, language: str) -> None:
    html = show(run=run, lang=language)
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", html)]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert f"documentElement.lang='{language}'" in html


@pytest.mark.parametrize("junk", ["nergens", "../../etc", "<script>", "9" * 400, "s1"])
def test_an_address_that_leads_nowhere_shows_the_whole_map(junk: str) -> None:
    html = show(run="rollen", theme=junk, page=junk, show=junk)
    assert "<h1>Kaart</h1>" in html
    assert html.count("<script>") == 2
    assert len(dots(html)) == 50


def test_a_run_that_was_made_before_there_was_a_map_says_how_to_get_one(runs: Path) -> None:
    text = text_of(show(run="eerder"))
    assert NL.no_map in text
    assert f"oogst run … --previous {runs / 'eerder'} --out {runs / 'eerder'}-2" in text
    assert EN.no_map in text_of(show(run="eerder", lang="en"))


def test_a_run_of_few_contributions_says_why_there_is_no_map() -> None:
    html = show(run="klein")
    assert "te weinig om thema’s te zoeken" in html and not dots(html)


# ---------------------------------------------------------------- what is drawn and listed


def test_every_unit_that_took_part_is_a_point_that_leads_to_its_source() -> None:
    html = show(run="rollen")
    assert len(dots(html)) == 50
    assert 'href="bron?run=rollen&amp;lang=nl&amp;theme=t1&amp;unit=uc0000"' in html
    assert "Alle 50 uitspraken zijn getekend." in text_of(html)
    assert "Geen idee." not in markup.unescape(html)


def test_points_and_labels_are_out_of_the_way_of_keyboard_and_screen_reader_and_the_list_has_them() -> None:
    html = show(run="rollen")
    plane = re.search(r'(?s)<div class="plane[^"]*" aria-hidden="true">(.*?)</div>', html).group(1)
    assert plane.count("<a ") == plane.count('tabindex="-1"') == 50 + 3
    listed = []
    for page in (1, 2):
        listed += re.findall(r"(?s)<blockquote[^>]*>(.*?)</blockquote>", show(run="rollen", page=str(page)))
    said = [markup.unescape(one) for one in listed]
    expected = [one.text for one in dialogue_with_roles().told if one.placement != "set apart"]
    assert sorted(said) == sorted(expected)


def test_a_theme_has_a_number_on_the_map_in_the_legend_and_in_the_list() -> None:
    html = show(run="rollen")
    assert 'data-name="1. Bureaucratie en formulieren"' in html
    assert '<span class="number c1">1</span>' in html
    assert '<span>1. <a href="thema?run=rollen&amp;lang=nl&amp;theme=t1">' in html
    assert NL.alone in show(run="rollen", page="2")


def test_the_legend_counts_as_the_overview_does_and_hides_what_is_below_k() -> None:
    text = text_of(show(run="rollen"))
    assert "meer dan 17 deelnemers" in text and "12 deelnemers" in text
    assert "minder dan 5 deelnemers" in text
    assert not re.search(r"\b3 (bijdragen|deelnemers)", text)


def test_where_nobody_is_known_the_legend_counts_messages() -> None:
    text = text_of(show(run="kaal"))
    assert "12 bijdragen" in text and "deelnemers onbekend" not in text


def test_a_theme_can_be_looked_at_by_itself() -> None:
    html = show(run="rollen", theme="t2")
    assert "<h1>Kaart: Vertrouwen in de gemeente</h1>" in html
    assert len([dot for dot in dots(html) if " pale" not in dot]) == 12
    assert len(re.findall("<blockquote", html)) == 12
    assert f"Alle 12 uitspraken zijn getekend. {NL.focused}" in text_of(html)
    assert 'aria-current="true">Vertrouwen in de gemeente</a>' in html


def test_of_many_units_a_sample_is_drawn_in_proportion_and_the_list_keeps_them_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(map_selection, "DRAWN", 20)
    html = show(run="rollen")
    assert len(dots(html)) == 20
    assert "Getekend zijn 20 van de 50 uitspraken" in text_of(html)
    assert 'class="pager"' in html


def test_a_point_shows_the_beginning_of_a_long_quote_and_never_more_than_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = dialogue_with_roles()
    long = "Het loket " + "is weer dicht en niemand weet waarom " * 20
    with_map(
        tmp_path / "runs" / "lang", replace(known, told=(replace(known.told[0], text=long), *known.told[1:]))
    )
    monkeypatch.setenv("OOGST_RUNS", str(tmp_path / "runs"))
    said = [markup.unescape(one) for one in re.findall(r'data-said="([^"]*)"', show(run="lang"))]
    (short,) = [one for one in said if one.endswith("…")]
    assert long.startswith(short[:-1]) and len(short) <= map_selection.SAID


def test_words_of_a_participant_are_never_markup() -> None:
    html = "".join(show(run="rollen", page=str(page)) for page in (1, 2))
    assert markup.escape(NASTY, quote=False)[:40] in html
    assert "<b>" not in html and "<script>alert" not in html
    assert "&lt;b&gt;dit&lt;/b&gt;" in html


def test_a_passage_that_is_not_to_be_quoted_is_not_on_the_map(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = with_map(tmp_path / "werk" / "runs" / "dialoog", dialogue_with_roles())
    told = dialogue_with_roles().told
    monkeypatch.setenv("OOGST_RUNS", str(folder.parent))
    assert markup.escape(told[0].text) in show(run="dialoog")
    Deciding.about(folder, Maker("MK", "te herkenbaar")).exclude(quote_id(0, told[0]))
    html = show(run="dialoog")
    assert markup.escape(told[0].text) not in html and len(dots(html)) == 49


def test_a_theme_that_people_renamed_or_merged_is_so_on_the_map(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = with_map(tmp_path / "werk" / "runs" / "dialoog", dialogue_with_roles())
    monkeypatch.setenv("OOGST_RUNS", str(folder.parent))
    Deciding.about(folder, Maker("MK", "zo heet het")).rename("t1", "Papierwinkel")
    Deciding.about(folder, Maker("MK", "hoort bijeen")).merge(["t2"], "t1")
    html = show(run="dialoog")
    assert 'data-name="1. Papierwinkel"' in html and "Vertrouwen in de gemeente" not in html
    assert len(dots(html)) == 50


def test_the_map_of_the_sample_has_no_label_over_another(sample_run: Path) -> None:
    shown = map_selection.show_map(open_run(sample_run), View(run="voorbeeld"))
    named = [area for area, short in _labels(shown.areas, None) if not short]
    assert len(named) >= len(shown.areas) / 2
    for one in named:
        for other in named:
            half = LETTER * (len(one.theme.label) + len(other.theme.label) + 8)
            assert one is other or abs(one.y - other.y) > LINE or abs(one.x - other.x) > half


# ---------------------------------------------------------------- colours and texts


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2.2."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colour", [ALONE, *COLOURS])
@pytest.mark.parametrize("tokens", [TOKENS, DARK], ids=["light", "dark"])
def test_every_colour_stands_out_from_light_and_dark_paper(colour: str, tokens: dict[str, str]) -> None:
    assert contrast(colour, tokens["paper"]) >= 3


def test_colours_begin_again_after_the_last_and_numbers_do_not() -> None:
    assert [colour_of(area) for area in (0, 1, len(COLOURS), len(COLOURS) + 1)] == [0, 1, len(COLOURS), 1]


def test_every_text_is_there_in_both_languages_and_used() -> None:
    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    code = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "insights" / "explorer").rglob("*.py")
    )
    for field in fields(MapTexts):
        dutch, english = getattr(NL, field.name), getattr(EN, field.name)
        assert dutch and english and re.search(rf"\btexts\.{field.name}\b", code), field.name
        pairs = [(dutch, english)] if isinstance(dutch, str) else zip(dutch, english, strict=True)
        assert all(places(one) == places(other) for one, other in pairs)


# ---------------------------------------------------------------- in a browser


@pytest.mark.browser
def test_a_reader_hovers_zooms_moves_and_follows_a_point_to_its_source(
    sample_run: Path, tmp_path: Path
) -> None:
    pytest.importorskip("playwright.sync_api")
    if find_chromium() is None:
        pytest.skip("no Chromium here")
    copy = shutil.copytree(sample_run, tmp_path / "runs" / "voorbeeld")
    with served(OOGST_RUNS=str(copy.parent), OOGST_RUN="") as address, chromium() as browser:
        page = browser.new_context(viewport={"width": 1440, "height": 1200}).new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{address}/kaart")
        page.locator(".map .dot").first.wait_for(timeout=30_000)
        drawn = "document.querySelector('.map').style.getPropertyValue('--z')"
        point = page.locator(".map .dot").last
        place = point.bounding_box()
        page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
        tip = page.locator(".said-here .words")
        tip.wait_for(timeout=5_000)
        said = tip.inner_text()
        assert said in [one.get_attribute("data-said") for one in page.locator(".map .dot").all()]
        page.get_by_role("button", name=NL.zoom_in).click()
        assert float(page.evaluate(drawn)) == 1.5
        page.locator(".map").focus()
        page.keyboard.press("+")
        before = page.evaluate("document.querySelector('.map').style.getPropertyValue('--x')")
        page.keyboard.press("ArrowRight")
        assert float(page.evaluate(drawn)) == 2.25
        assert page.evaluate("document.querySelector('.map').style.getPropertyValue('--x')") != before
        page.keyboard.press("0")
        assert float(page.evaluate(drawn)) == 1
        page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
        page.locator("mark").wait_for(timeout=30_000)
        assert page.locator("mark").inner_text().startswith(said.rstrip("…")[:40])
        narrow = browser.new_context(viewport={"width": 320, "height": 800}).new_page()
        narrow.goto(f"{address}/kaart")
        narrow.locator(".map .dot").first.wait_for(timeout=30_000)
        widths = """[...document.querySelectorAll('.oogst *')].map(
            e => e.closest('.map') ? 0 : e.getBoundingClientRect().right)"""
        assert max(narrow.evaluate(widths)) <= 321
    assert faults == []
