"""What must hold of the explorer as a whole: imports, colours, caching, texts in both languages."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from runs_for_tests import NASTY, contribution_id, dialogue_with_roles, quote_id, write_run

from corpora.errors import RunError
from insights.commands.explore import SERVED
from insights.context import contribution_in_context, quote_in_context, unit_in_context
from insights.explorer.pieces import fill
from insights.explorer.tokens import DARK, GRAPHIC_PAIRS, TEXT_PAIRS, TOKENS
from insights.explorer.views import View
from insights.runs import open_run
from insights.small_numbers import Shown
from insights.wording import EN, NL, Wording, counted, day, listed, number, percent, place, reason, shown

ROOT = Path(__file__).resolve().parents[1]
EXPLORER = ROOT / "insights" / "explorer"
FORMS = [
    EXPLORER / f"{name}.py" for name in ("review_forms", "review_answer", "passage_forms", "coding_forms")
]
"""The only modules with fields to fill in."""
LABELLED = ("text_input", "text_area", "number_input", "radio", "checkbox", "selectbox", "multiselect",
            "form_submit_button")  # fmt: skip
HEAVY = ("torch", "transformers", "numba", "umap", "hdbscan", "bertopic", "spacy", "sklearn")

# ---------------------------------------------------------------- imports and caching


def test_the_explorer_loads_nothing_heavy(tmp_path: Path):
    run = write_run(tmp_path / "runs" / "rollen", dialogue_with_roles())
    code = f"""
import os, sys
os.environ["OOGST_RUN"] = {str(run)!r}
from streamlit.testing.v1 import AppTest
app = AppTest.from_file({str(ROOT / "app.py")!r}, default_timeout=60).run()
assert not app.exception, app.exception
for page in ("thema", "bron", "bijdragen", "rijen", "runs"):
    app.switch_page(f"insights/explorer/pages/{{page}}.py").run()
    assert not app.exception, (page, app.exception)
print([name for name in {HEAVY!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.stdout.strip() == "[]", done.stderr


def test_only_one_module_caches():
    cachers = [
        path.name for path in EXPLORER.rglob("*.py") if "st.cache_" in path.read_text(encoding="utf-8")
    ]
    assert cachers == ["store.py"]


def streamlit_calls(paths: Iterable[Path]) -> set[str]:
    return {
        node.attr
        for path in paths
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "st"
    }


def test_nothing_is_shown_as_markdown_or_as_script_but_the_language():
    shows_no_run, shows_no_words = EXPLORER / "sample.py", EXPLORER / "downloads.py"
    lets_in = EXPLORER / "login.py"
    apart = (shows_no_run, shows_no_words, lets_in, *FORMS)
    pages = [path for path in EXPLORER.rglob("*.py") if path not in apart]
    assert streamlit_calls(pages) == {"html", "set_page_config", "stop", "query_params", "cache_resource"}
    assert streamlit_calls([shows_no_run]) == {"html", "button", "spinner", "rerun", "error"}
    assert streamlit_calls([shows_no_words]) == {"html", "container", "download_button"}
    assert streamlit_calls([lets_in]) == {"secrets", "user", "button", "login", "logout"}
    for path in (shows_no_run, shows_no_words, lets_in):
        assert "insights.runs" not in path.read_text(encoding="utf-8")


def test_no_widget_of_a_form_is_labelled_by_words_of_a_run():
    """Streamlit reads labels as Markdown: they are texts of the explorer, or are written to stay text."""
    labels = []
    for path in FORMS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = node.func if isinstance(node, ast.Call) else None
            if (
                isinstance(named, ast.Attribute)
                and ast.unparse(named.value) == "st"
                and named.attr in LABELLED
            ):
                labels.append((named.attr, ast.unparse(node.args[0])))
    written = ("texts.", "say.", "as_written(", "button.text")
    # choose_theme has its label from its callers.
    strange = [one for one in labels if not one[1].startswith(written) and one[1] != "label"]
    assert len(labels) > 10 and not strange
    chosen = [
        ast.unparse(node.args[0])
        for path in FORMS
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("choose_theme")
    ]
    assert chosen and all(label.startswith("texts.") for label in chosen)


# ---------------------------------------------------------------- colours


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2.2."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [TOKENS, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", TEXT_PAIRS)
def test_text_stands_out_from_its_ground(pair: tuple[str, str], tokens: dict[str, str]):
    assert contrast(*(tokens[name] for name in pair)) >= 4.5


@pytest.mark.parametrize("tokens", [TOKENS, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", GRAPHIC_PAIRS)
def test_graphics_stand_out_from_their_ground(pair: tuple[str, str], tokens: dict[str, str]):
    assert contrast(*(tokens[name] for name in pair)) >= 3


def test_light_and_dark_have_the_same_tokens():
    assert TOKENS.keys() == DARK.keys()


# ---------------------------------------------------------------- texts


def texts(say: Wording) -> dict[str, str]:
    found: dict[str, str] = {}
    for field in fields(say):
        value = getattr(say, field.name)
        if isinstance(value, Mapping):
            found |= {f"{field.name}.{key}": text for key, text in value.items()}
        elif isinstance(value, tuple):
            found |= {f"{field.name}.{at}": text for at, text in enumerate(value)}
        else:
            found[field.name] = value
    return found


def test_every_text_is_there_in_both_languages_with_the_same_places_to_fill():
    dutch, english = texts(NL), texts(EN)
    english |= {key: key.removeprefix("reasons.") for key in dutch if key.startswith("reasons.")}
    assert dutch.keys() == english.keys()
    assert all(text.strip() for text in [*dutch.values(), *english.values()])
    for key, text in dutch.items():
        places = [
            {name for _, name, _, _ in Formatter().parse(each) if name} for each in (text, english[key])
        ]
        assert places[0] == places[1], key


def test_every_text_is_used_somewhere():
    code = "".join(
        path.read_text(encoding="utf-8") for path in [*(ROOT / "insights").rglob("*.py"), ROOT / "app.py"]
    )
    unused = [field.name for field in fields(NL) if not re.search(rf"\b(say|self)\.{field.name}\b", code)]
    assert unused == []


def test_every_outcome_kind_and_quote_has_its_words():
    from corpora.tables import KINDS, OUTCOMES

    assert set(NL.outcomes) == set(NL.outcomes_short) == set(OUTCOMES)
    assert set(NL.kinds) == set(KINDS)


def test_numbers_and_dates_are_written_as_each_language_does():
    assert (number(2831, NL), number(0.83, NL, 2), percent(0.12, NL), day(date(2026, 3, 18), NL)) == (
        "2.831",
        "0,83",
        "12%",
        "18 maart 2026",
    )
    assert (number(2831, EN), number(0.83, EN, 2), day(date(2026, 3, 18), EN)) == (
        "2,831",
        "0.83",
        "18 March 2026",
    )


def test_counts_are_written_as_far_as_they_may_be_shown():
    assert [shown(Shown(kind, 5), NL) for kind in ("exact", "fewer", "more")] == [
        "5",
        "minder dan 5",
        "meer dan 5",
    ]
    assert [counted(Shown(kind), "bijdragen", NL) for kind in ("few people", "withheld", "unknown")] == [
        "bijdragen niet getoond",
        "bijdragen niet getoond",
        "bijdragen onbekend",
    ]


def test_places_lists_and_reasons_are_written_in_words():
    assert place("row=12", NL) == "rij 12"
    assert place("page=3;paragraph=2", EN) == "page 3, paragraph 2"
    assert listed([], NL) == ""
    assert listed(["loket"], NL) == "loket"
    assert reason("stands apart: no theme is near", NL) == "staat op zichzelf: geen thema ligt dichtbij"
    assert reason("3 units", NL) == "3 ideeën"
    assert reason("iets nieuws", NL) == "iets nieuws"


# ---------------------------------------------------------------- links and escaping


@given(st.text())
def test_no_text_is_ever_markup(text: str):
    html = str(fill("<p>{text}</p>", text=text))
    inner = html.removeprefix("<p>").removesuffix("</p>")
    assert not set(inner) & set("<>\"'")


def test_a_link_keeps_run_and_language_and_drops_what_is_empty():
    view = View(run="wijk & dorp", lang="en", theme="t1", page=3)
    assert view.link("source", quote="ab") == "bron?run=wijk+%26+dorp&lang=en&quote=ab"
    assert view.same("theme", page=1) == "thema?run=wijk+%26+dorp&lang=en&theme=t1"


# ---------------------------------------------------------------- context


def test_a_quote_is_cut_by_code_points_and_its_surroundings_are_whole(tmp_path: Path):
    told = dialogue_with_roles().told
    run = open_run(write_run(tmp_path / "run", dialogue_with_roles()))
    at = next(index for index, one in enumerate(told) if one.text == NASTY)
    start = NASTY.index("🙂")
    found = contribution_in_context(run, contribution_id(at), None, (start, start + 10)).passage
    assert found.before + found.quote + found.after == NASTY
    assert found.quote == "🙂 <script>"[:10]


def test_a_reply_shows_what_it_replied_to_and_its_neighbours(tmp_path: Path):
    told = dialogue_with_roles().told
    run = open_run(write_run(tmp_path / "run", dialogue_with_roles()))
    first = quote_in_context(run, quote_id(0, told[0]), frozenset())
    assert [reply.text for reply in first.replies] == [told[-1].text]
    assert first.previous is None
    assert first.next is not None
    assert first.next.text == told[1].text
    assert first.role is None
    last = unit_in_context(run, f"u{contribution_id(len(told) - 1)}", frozenset({"bewoner"}))
    assert last.in_reply_to is not None
    assert last.in_reply_to.text == told[0].text
    assert (last.role, last.next) == ("bewoner", None)
    assert last.theme_ids == ("t1", "s1")


def test_a_quote_that_is_not_in_the_run_is_an_error_that_says_so(tmp_path: Path):
    run = open_run(write_run(tmp_path / "run", dialogue_with_roles()))
    for find in (quote_in_context, unit_in_context, contribution_in_context):
        with pytest.raises(RunError, match="nergens"):
            find(run, "nergens", frozenset())


def test_the_explorer_is_served_alike_by_the_command_and_from_this_folder() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))

    def flat(values: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
        for name, value in values.items():
            if isinstance(value, dict):
                yield from flat(value, f"{above}{name}.")
            else:
                yield above + name, str(value).lower() if isinstance(value, bool) else value

    assert dict(flat(config)) == SERVED
