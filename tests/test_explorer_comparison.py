"""The page Vergelijk: two groups side by side, choices in the URL, and nothing that a small number hides."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest
from runs_for_tests import Dialogue, Told, dialogue_with_roles, dialogue_without_background, write_run
from streamlit.testing.v1 import AppTest

from insights.explorer.pieces import group_name
from insights.explorer.views import View
from insights.wording import EN, NL

pytestmark = pytest.mark.usefixtures("here")

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "insights" / "explorer" / "pages" / "vergelijk.py"
LABELS = {"loket": "Wachten aan het loket", "groen": "Bomen in de straat"}
QUESTIONS = ("Wat vindt u van het loket?", "Wat vindt u van de straat?")


def two_roles() -> Dialogue:
    """Eighty people who each speak twice, residents mostly of the desk and professionals mostly of trees."""
    told = [
        Told(
            f"{person}: over {theme} {number}, <b>echt</b>.",
            f"p{person:02d}",
            "resident" if person < 40 else "professional",
            theme,
        )
        for person in range(80)
        for number in range(2)
        for theme in [("groen" if (person < 40) == (person % 4 == 0) else "loket")]
    ]
    return Dialogue(tuple(told), LABELS)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs")
    path = write_run(folder / "groot", two_roles())
    frame = pl.read_parquet(path / "contributions.parquet")
    frame = frame.with_columns(
        question=pl.Series([QUESTIONS[number % 2] for number in range(frame.height)]),
        round=pl.Series([str(number % 2) for number in range(frame.height)]),
    )
    frame.write_parquet(path / "contributions.parquet")
    write_run(folder / "rollen", dialogue_with_roles())
    write_run(folder / "kaal", dialogue_without_background())
    told = dialogue_with_roles().told
    write_run(folder / "zonder", Dialogue(tuple(replace(one, role=None, theme=None) for one in told)))
    return folder


def show(**params: str) -> str:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    for key, value in params.items():
        app.query_params[key] = value
    app.run()
    app.switch_page(os.path.relpath(PAGE, ROOT)).run()
    assert not app.exception, app.exception
    return "\n".join(element.proto.body for element in app.get("html"))


def text_of(html: str) -> str:
    bare = re.sub(r"(?s)<style>.*?</style>|<script>.*?</script>|<[^>]+>", " ", html)
    return re.sub(r"\s+", " ", bare)


def test_the_page_says_who_has_more_attention_in_both_languages():
    dutch, english = text_of(show(run="groot")), text_of(show(run="groot", lang="en"))
    assert "meer bij bewoner" in dutch and "meer bij professional" in dutch
    assert NL.compare_caption in dutch and NL.compare_mentions_help in dutch
    assert "more with resident" in english and EN.compare_caption in english


def test_each_group_has_quotes_of_its_own_that_are_never_markup():
    html = show(run="groot", by="role", first="resident", second="professional")
    assert html.count("<blockquote") >= 4
    assert "&lt;b&gt;echt&lt;/b&gt;" in html and "<b>echt</b>" not in html


def test_the_choices_stand_in_the_url_and_the_page_follows_them():
    html = show(run="groot", by="role", first="professional", second="resident", question=QUESTIONS[0])
    assert f"{NL.compare}: professional en bewoner" in text_of(html)
    assert "professional: 40 deelnemers" in text_of(html)
    chosen = re.findall(r'<a href="([^"]*)" aria-current="true">([^<]*)</a>', html)
    assert {text for _, text in chosen} >= {"rol", "professional", "bewoner", QUESTIONS[0]}
    assert View(run="groot", by="role", first="resident").same("compare", level=2) == (
        "vergelijk?run=groot&lang=nl&by=role&first=resident&level=2"
    )


def test_what_the_url_asks_and_the_run_does_not_have_is_left_out():
    html = show(run="groot", by="wijk", first="niemand", second="ook niet", level="9")
    assert f"{NL.compare}: " in text_of(html)
    assert "niemand" not in text_of(html)


def test_groups_with_no_question_in_common_are_told_so_and_others_can_be_chosen():
    text = text_of(show(run="groot", by="round", first="0", second="1"))
    assert NL.compare_not_possible in text
    assert NL.compare_by in text


def test_a_run_without_groups_says_so_and_how_to_get_them():
    text = text_of(show(run="kaal"))
    assert NL.compare_none in text and NL.compare_none_how in text


def test_a_run_without_themes_says_that_there_is_nothing_to_compare():
    text = text_of(show(run="zonder"))
    assert NL.no_themes in text and NL.compare_attention_help not in text


def test_groups_that_are_too_small_are_not_tested_and_hidden_counts_stay_hidden():
    text = text_of(show(run="rollen"))
    assert NL.compare_untested["group too small"] in text
    assert "minder dan 5" in text
    assert not re.search(r"Menselijke maat \d", text)


def test_the_menu_leads_to_the_page():
    html = show(run="groot")
    assert re.search(r'<a href="vergelijk\?run=groot[^"]*" aria-current="page">Vergelijk</a>', html)


def test_no_heading_level_is_skipped():
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", show(run="groot"))]
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_a_group_that_is_called_by_a_number_says_of_what():
    shown = View(lang="en", tongue="nl")
    assert group_name("opinion_group", "1", shown, EN) == '<span lang="nl">opinion group</span> 1'
    assert group_name("round", "2", shown, EN) == "round 2"
    assert group_name("role", "resident", shown, EN) == "resident"
