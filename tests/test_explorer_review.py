"""Deciding in the explorer: only with a name, through the log, and never over somebody else's decision."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
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

from insights.cli import main
from insights.commands import explore as explore_command
from insights.decisions.decided_run import open_decided
from insights.decisions.deciding import Deciding, Maker
from insights.explorer.texts.review import EN, NL
from insights.wording import NL as WORDS
from labels.decisions import KINDS, Decision
from labels.workspace import Workspace

ROOT = Path(__file__).resolve().parents[1]
TOLD = dialogue_with_roles().told
OF_T1, OF_T2 = ([at for at, one in enumerate(TOLD) if one.theme == theme] for theme in ("t1", "t2"))


def one_theme() -> Dialogue:
    told = tuple(replace(one, theme=one.theme and "t1", subtheme=None) for one in TOLD)
    return Dialogue(told, {"t1": "Alles bij elkaar"})


RUNS = {
    "rollen": dialogue_with_roles,
    "kaal": dialogue_without_background,
    "klein": dialogue_without_themes,
    "enig": one_theme,
}


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_run(tmp_path / "runs" / "rollen", dialogue_with_roles())


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("OOGST_RUNS", str(tmp_path / "runs"))
    monkeypatch.setenv("OOGST_EDITOR", "A. de Vries")
    monkeypatch.delenv("OOGST_RUN", raising=False)
    monkeypatch.chdir(tmp_path)
    yield


def show(page: str = "beoordelen", /, **params: Any) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    for key, value in params.items():
        app.query_params[key] = value
    app.run()
    app.switch_page(os.path.relpath(ROOT / "insights" / "explorer" / "pages" / f"{page}.py", ROOT)).run()
    assert not app.exception, app.exception
    return app


def html_of(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def text_of(app: AppTest) -> str:
    bare = re.sub(r"(?s)<style>.*?</style>|<script>.*?</script>|<[^>]+>", " ", html_of(app))
    return re.sub(r"\s+", " ", bare)


def fill(app: AppTest, **values: Any) -> None:
    """Fill in fields by the end of their key."""
    for name, value in values.items():
        fields = (*app.text_input, *app.text_area, *app.selectbox)
        field = next(one for one in fields if one.key.endswith(f":{name}"))
        field.set_value(value)


def pick(app: AppTest, *names: str) -> None:
    for name in names:
        next(one for one in app.checkbox if one.key.endswith(f"pick:{name}")).check()


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception, app.exception
    return app


def log_of(run: Path) -> tuple[Decision, ...]:
    return Workspace.around(run).log.decisions()


def as_editor(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("OOGST_EDITOR", name)


def unit(at: int) -> str:
    return f"u{contribution_id(at)}"


def quote(at: int) -> str:
    return quote_id(at, TOLD[at])


# ------------------------------------------------------------------ who may decide

EVERYTHING = [
    {},
    *({"theme": "t1", "show": task} for task in NL.tasks),
    {"theme": "s1"},
    {"theme": "t1", "quote": quote(0)},
    {"unit": unit(3)},
    {"contribution": contribution_id(3)},
    {"decision": "1"},
    {"theme": "nergens"},
    {"quote": "nergens"},
    {"decision": "<b>"},
]


@pytest.mark.parametrize("asked", EVERYTHING[::3], ids=str)
def test_without_a_name_nothing_can_be_decided_and_the_page_says_how(
    asked: dict[str, str], run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_editor(monkeypatch, " ")
    app = show(**asked)
    assert not app.button and not app.checkbox and not app.text_input
    assert NL.read_only in text_of(app) and "oogst explore rollen --editor" in text_of(app)
    assert html_of(app).count('href="beoordelen') == 1, "only the other language"


def test_only_an_editor_is_led_from_a_theme_and_a_quote_to_a_decision(
    run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "beoordelen?run=rollen&amp;lang=nl&amp;theme=t1&amp;show=citaten" in html_of(
        show("thema", run="rollen", theme="t1")
    )
    source = html_of(show("bron", run="rollen", theme="t1", quote=quote(0)))
    assert f"beoordelen?run=rollen&amp;lang=nl&amp;theme=t1&amp;quote={quote(0)}" in source
    as_editor(monkeypatch, "")
    for page, asked in (("thema", {}), ("bron", {"quote": quote(0)})):
        assert "beoordelen" not in html_of(show(page, run="rollen", theme="t1", **asked))


def test_the_command_passes_the_name_and_no_name_that_it_was_not_given(
    run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[dict[str, str]] = []
    monkeypatch.setattr(explore_command.subprocess, "run", lambda *_, env, **__: served.append(env))
    as_editor(monkeypatch, "van een ander")
    for words in ((), ("--editor", "A. de Vries")):
        assert CliRunner().invoke(main, ["explore", str(run), *words]).exit_code == 0
    assert [env.get("OOGST_EDITOR") for env in served] == [None, "A. de Vries"]
    assert served[0]["OOGST_RUN"] == str(run)


@pytest.mark.parametrize(("name", "language"), [("rollen", "en"), *((name, "nl") for name in RUNS)])
def test_every_view_opens_with_one_h1_and_no_skipped_heading(
    name: str, language: str, tmp_path: Path
) -> None:
    write_run(tmp_path / "runs" / name, RUNS[name]())
    for asked in EVERYTHING if name == "rollen" else (*EVERYTHING[:2], *EVERYTHING[4:8]):
        html = html_of(show(run=name, lang=language, **asked))
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", html)]
        assert levels.count(1) == 1 and levels[0] == 1, asked
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels)), asked
        assert f"documentElement.lang='{language}'" in html
        assert (EN if language == "nl" else NL).tasks["oordeel"] not in re.sub("<[^>]+>", "", html)


# ------------------------------------------------------------------ every kind of decision


def test_each_kind_of_decision_can_be_made_with_who_and_why(run: Path) -> None:
    steps = [
        ({"theme": "t3", "show": "naam"}, {"name": " De mens "}, (), NL.rename),
        ({"theme": "t3", "show": "omschrijving"}, {"description": "Of iemand telt."}, (), NL.describe),
        ({"theme": "t3"}, {}, (), NL.accept),
        ({"theme": "t1", "show": "citaten"}, {}, [quote(0), quote(OF_T1[1])], NL.release),
        ({"theme": "t1", "show": "citaten"}, {}, [quote(0)], NL.withhold),
        ({"theme": "t1", "show": "citaten"}, {}, [quote(OF_T1[1])], NL.pin),
        ({"theme": "t1", "show": "citaten"}, {}, [quote(OF_T1[2])], NL.exclude_here),
        ({"theme": "t1", "quote": quote(OF_T1[3])}, {}, (), NL.exclude),
        ({"theme": "t1", "show": "citaten"}, {}, [quote(OF_T1[2])], NL.restore),
        ({"theme": "t2", "show": "uitspraken"}, {"target": "s1"}, [unit(OF_T2[0])], NL.move),
        ({"theme": "t2", "show": "uitspraken"}, {"name": "Brieven"}, [unit(OF_T2[1])], NL.split_units),
        ({"theme": "t2", "show": "uitspraken"}, {}, [unit(OF_T2[2]), unit(OF_T2[3])], NL.belong),
        ({"theme": "t2", "unit": unit(OF_T2[4])}, {"other": contribution_id(0)}, (), NL.belong_not),
        ({"theme": "t1", "show": "splitsen"}, {"target": "s2"}, (), NL.split_subtheme),
        ({"theme": "t1", "show": "samenvoegen"}, {}, ["t3"], NL.merge),
        ({"theme": "t2"}, {}, (), NL.reject),
        ({"decision": "16"}, {}, (), NL.undo),
    ]
    for number, (asked, values, picked, label) in enumerate(steps, 1):
        app = show(run="rollen", **asked)
        why = [field.key for field in app.text_input if field.key.endswith(":why")]
        button = next(one for one in app.button if one.label == label)
        form = next(
            key.removesuffix("why") for key in why if button.form_id and key.startswith(button.form_id)
        )
        fill(app, **values)
        app.text_input(key=f"{form}why").set_value(f"reden {number}")
        pick(app, *picked)
        press(app, label)
        last = log_of(run)[-1]
        assert (last.number, last.by, last.why) == (number, "A. de Vries", f"reden {number}"), label
        assert "Vastgelegd: " in text_of(app), label
    history = text_of(show(run="rollen"))
    assert all(f"Waarom: reden {number} " in history for number in range(1, len(steps) + 1))
    assert {one.kind for one in log_of(run)} == set(KINDS)
    decided = open_decided(run)
    assert "De mens" not in set(decided.themes["label"]), "it was merged"
    assert decided.released == {quote(OF_T1[1])}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("asked", "label", "need"),
    [
        ({"theme": "t1", "show": "naam"}, NL.rename, "name"),
        ({"theme": "t1", "show": "omschrijving"}, NL.describe, "description"),
        ({"theme": "t1", "show": "samenvoegen"}, NL.merge, "others"),
        ({"theme": "t1", "show": "splitsen"}, NL.split_subtheme, "subtheme"),
        ({"theme": "t1", "show": "citaten"}, NL.release, "picked"),
        ({"theme": "t1", "quote": quote(0)}, NL.withhold, "not_released"),
        ({"theme": "t1", "quote": quote(0)}, NL.restore, "restore"),
        ({"theme": "t1", "quote": quote(0)}, NL.move, "target"),
        ({"theme": "t1", "quote": quote(0)}, NL.belong, "other"),
    ],
)
def test_what_is_missing_is_said_beside_the_form_and_nothing_is_decided(
    asked: dict[str, str], label: str, need: str, run: Path
) -> None:
    app = press(show(run="rollen", **asked), label)
    assert NL.needs[need] in text_of(app)
    assert log_of(run) == ()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_kind_of_decision_has_words_wherever_decisions_are_told(language: str) -> None:
    from insights.explorer.texts.method import EN as ENGLISH_METHOD
    from insights.explorer.texts.method import NL as DUTCH_METHOD
    from insights.reports.method import method_words

    texts, method = (NL, DUTCH_METHOD) if language == "nl" else (EN, ENGLISH_METHOD)
    assert set(KINDS) <= set(texts.said) and set(KINDS) == set(method.decided)
    assert set(KINDS) - {"undo"} == set(method_words(language).decision_kinds)


def test_what_the_log_refuses_is_told_with_its_reason(run: Path) -> None:
    app = show(run="rollen", theme="t1", quote=quote(0))
    fill(app, other="B9999")
    press(app, NL.belong)
    assert NL.could_not in text_of(app) and "no unit, quote or contribution" in text_of(app)
    assert app.text_input(key=f"link:{quote(0)}:other").value == "B9999"
    assert log_of(run) == ()


def test_several_quotes_are_decided_one_by_one_and_all_are_told(run: Path) -> None:
    app = show(run="rollen", theme="t1", show="citaten")
    pick(app, quote(0), quote(OF_T1[1]))
    press(app, NL.exclude)
    assert [one.kind for one in log_of(run)] == ["exclude", "exclude"]
    assert text_of(app).count("Vastgelegd: nergens meer citeren") == 2
    assert text_of(app).count(NL.marks["excluded"]) == 2, "they can be put back from the same list"
    assert not any(box.value for box in app.checkbox)


def test_what_is_picked_on_one_page_of_a_list_holds_on_the_next(run: Path) -> None:
    app = show(run="rollen", theme="t1", show="uitspraken")
    first = [box.key.partition("pick:")[2] for box in app.checkbox]
    pick(app, first[0], first[3])
    press(app, WORDS.next_page)
    second = [box.key.partition("pick:")[2] for box in app.checkbox]
    assert second and not set(first) & set(second)
    assert NL.picked.format(number=2) in text_of(app) and NL.elsewhere.format(number=2) in text_of(app)
    pick(app, second[1])
    press(app, WORDS.previous_page)
    assert [box.key.partition("pick:")[2] for box in app.checkbox if box.value] == [first[0], first[3]]
    assert NL.elsewhere_one in text_of(app)
    next(box for box in app.checkbox if box.key.endswith(first[3])).uncheck()
    fill(app, target="t2", why="gaat over vertrouwen")
    press(app, NL.move)
    (moved,) = log_of(run)
    assert {one.id for one in moved.passages} == {first[0], second[1]}
    assert "pick" not in app.query_params and not any(box.value for box in app.checkbox)
    assert NL.let_go not in text_of(app)


def test_a_link_with_picks_opens_with_those_that_are_in_the_theme(run: Path) -> None:
    app = show(run="rollen", theme="t1", show="uitspraken", pick=[unit(OF_T1[1]), unit(OF_T2[0]), "weg"])
    assert NL.picked_one in text_of(app)
    assert f'theme=t1&amp;show=uitspraken">{NL.let_go}</a>' in html_of(app)


# ------------------------------------------------------------------ two at once


def test_a_decision_that_was_overtaken_is_refused_in_words_and_what_was_filled_in_stays(
    run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (show(run="rollen", theme="t3", show="naam") for _ in range(2))
    fill(first, name="De mens", why="zo zeggen bewoners het")
    press(first, NL.rename)
    as_editor(monkeypatch, "J. Bakker")
    fill(second, name="Maatwerk", why="korter")
    press(second, NL.rename)
    text = text_of(second)
    assert NL.refused in text and NL.refused_since in text
    assert "#1 A. de Vries" in text and "“Menselijke maat” heet nu “De mens”" in text
    assert "Waarom: zo zeggen bewoners het" in text
    assert second.text_input(key="naam:t3:name").value == "Maatwerk"
    assert second.text_input(key="naam:t3:why").value == "korter"
    assert [one.text for one in log_of(run)] == ["De mens"]
    press(second, NL.rename)
    assert [(one.by, one.text) for one in log_of(run)] == [
        ("A. de Vries", "De mens"),
        ("J. Bakker", "Maatwerk"),
    ]
    assert second.text_input(key="naam:t3:name").value == ""


def test_two_people_decide_side_by_side_and_each_sees_the_other_after_a_refresh(
    run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = show(run="rollen", theme="t1", show="naam")
    second = show(run="rollen", theme="t2")
    fill(first, name="Wachten")
    press(first, NL.rename)
    as_editor(monkeypatch, "J. Bakker")
    press(second, NL.accept)
    assert [(one.by, one.kind, one.base) for one in log_of(run)] == [
        ("A. de Vries", "rename", 0),
        ("J. Bakker", "accept", 0),
    ]
    as_editor(monkeypatch, "A. de Vries")
    assert "“Vertrouwen in de gemeente” is aanvaard" in text_of(show(run="rollen"))
    first.run()
    assert "Oordeel: aanvaard" in text_of(show(run="rollen", theme="t2"))
    second.run()
    assert "J. Bakker" in text_of(second)


def test_where_a_theme_was_merged_meanwhile_its_form_is_gone_and_the_input_is_told(
    run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = show(run="rollen", theme="t3", show="naam")
    Deciding.about(run, Maker("J. Bakker")).merge(["t3"], "t1")
    fill(app, name="De mens", why="duidelijker")
    press(app, NL.rename)
    text = text_of(app)
    assert NL.theme_merged.format(theme="Bureaucratie en formulieren") in text
    assert NL.refused in text and "samengevoegd met “Bureaucratie en formulieren”: “Menselijke maat”" in text
    assert NL.kept.format(text="De mens · duidelijker") in text
    assert len(log_of(run)) == 1


def test_a_decision_about_something_else_is_kept_though_the_page_was_old(run: Path) -> None:
    app = show(run="rollen", theme="t1", show="citaten")
    Deciding.about(run, Maker("J. Bakker")).release([quote(OF_T1[1])])
    pick(app, quote(0))
    press(app, NL.release)
    assert open_decided(run).released == {quote(0), quote(OF_T1[1])}  # type: ignore[attr-defined]
    pick(app, quote(0), quote(OF_T1[2]))
    press(app, NL.release)
    assert [one.id for one in log_of(run)[-1].passages] == [quote(OF_T1[2])], "what was free is left out"


# ------------------------------------------------------------------ history and standing


def test_the_history_is_newest_first_paged_and_tells_what_was_undone(run: Path) -> None:
    for number in range(23):
        Deciding.about(run, Maker("MK", f"reden {number}")).rename("t3", f"Naam {number}")
    Deciding.about(run, Maker("J. Bakker", "toch niet")).undo(23)
    text = text_of(show(run="rollen"))
    assert text.index("Besluit 23 is teruggedraaid") < text.index("heet nu “Naam 22”")
    assert "Teruggedraaid met besluit 24." in text
    assert "Pagina 1 van 2" in text and "Naam 2”" not in text.replace("Naam 22”", "").replace("Naam 12”", "")
    assert "heet nu “Naam 0”" in text_of(show(run="rollen", page="2"))
    of_theme = text_of(show(run="rollen", theme="t3", show="geschiedenis", page="2"))
    assert "heet nu “Naam 0”" in of_theme
    assert NL.history_none in text_of(show(run="rollen", theme="t1"))
    assert NL.undo_gone in text_of(show(run="rollen", decision="23"))


def test_a_theme_that_was_rejected_is_listed_apart_and_can_be_had_back(run: Path) -> None:
    press(show(run="rollen", theme="t3"), NL.reject)
    text = text_of(show(run="rollen"))
    assert NL.away in text and "Menselijke maat" in text
    away = show(run="rollen", theme="t3")
    assert NL.theme_rejected in text_of(away) and not away.button
    app = press(show(run="rollen", decision="1"), NL.undo)
    assert "Vastgelegd: besluit 1 is teruggedraaid" in text_of(app)
    assert NL.away not in text_of(show(run="rollen"))


def test_what_was_split_off_in_another_run_is_not_said_to_be_taken_out_of_this_one(
    run: Path, tmp_path: Path
) -> None:
    fewer = replace(dialogue_with_roles(), manifest={"run_id": "anders"})
    fewer = replace(fewer, told=tuple(one for at, one in enumerate(TOLD) if at not in OF_T2[:2]))
    other = write_run(tmp_path / "runs" / "anders", fewer)
    Deciding.about(run, Maker("MK")).split("t2", [unit(at) for at in OF_T2[:2]], label="Brieven vooraan")
    assert "Brieven vooraan" in open_decided(run).themes["label"]
    assert NL.away not in text_of(show(run=other.name))
    Deciding.about(run, Maker("MK")).reject("Brieven vooraan")
    assert NL.away in text_of(show(run="rollen")) and NL.away not in text_of(show(run=other.name))


def test_where_release_is_asked_it_is_told_what_waits(run: Path, tmp_path: Path) -> None:
    assert NL.released_column not in text_of(show(run="rollen"))
    assert NL.release_free in text_of(show(run="rollen", theme="t1", show="citaten"))
    (tmp_path / "oogst.toml").write_text("release = true\n", encoding="utf-8")
    app = show(run="rollen", theme="t1", show="citaten")
    assert NL.release_asked in text_of(app) and text_of(app).count(NL.marks["waiting"]) == 7
    pick(app, quote(0))
    press(app, NL.release)
    assert text_of(app).count(NL.marks["waiting"]) == 6 and NL.marks["released"] in text_of(app)
    assert NL.released_of.format(released=1, quotes=7) in text_of(show(run="rollen"))


def test_words_of_people_are_shown_as_they_are_written_wherever_they_come_from(run: Path) -> None:
    at = next(index for index, one in enumerate(TOLD) if one.text == NASTY)
    strange = "<b>dit</b> $x$ [a](b)"
    Deciding.about(run, Maker("<i>MK</i>", strange)).rename("t3", strange)
    Deciding.about(run, Maker("MK")).release([unit(at)])
    for asked in (
        {},
        {"theme": "t3"},
        {"theme": "s1", "show": "uitspraken"},
        {"theme": "s1", "unit": unit(at)},
    ):
        seen = "".join(html_of(show(run="rollen", page=str(page), **asked)) for page in (1, 2))
        assert "<b>" not in seen and "<i>MK" not in seen and "<script>alert" not in seen
    assert "&lt;b&gt;dit&lt;/b&gt; $x$ [a](b)" in html_of(show(run="rollen"))
    app = show(run="rollen", theme="t1", show="samenvoegen")
    assert r"\<b\>dit\<\/b\> \$x\$ \[a\]\(b\)" in [box.label for box in app.checkbox]
    app = show(run="rollen", theme="t1", quote=quote(0))
    assert strange in app.selectbox[0].options, "which are no Markdown"


def test_an_address_that_leads_nowhere_helps_instead_of_failing(run: Path) -> None:
    for junk in ("nergens", "../../etc", "<script>", "9" * 400):
        text = text_of(show(run="rollen", theme=junk, show=junk, page=junk))
        assert NL.nothing_found in text
        assert NL.nothing_found in text_of(show(run="rollen", unit=junk))
        assert NL.undo_none in text_of(show(run="rollen", decision=junk))
