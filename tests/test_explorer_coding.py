"""Coding in the explorer: blind, the same sample for everybody, kept at once, and taken by `oogst agree`."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from runs_for_tests import (
    NASTY,
    Dialogue,
    dialogue_with_roles,
    dialogue_without_background,
    dialogue_without_themes,
    write_run,
)
from streamlit.testing.v1 import AppTest

from insights.cli import main
from insights.coding.in_rounds import (
    codes_of_round,
    codes_to_choose,
    new_round,
    rounds_of,
    sheets_of,
    suggested,
)
from insights.decisions.decided_run import open_decided
from insights.decisions.deciding import Deciding, Maker
from insights.explorer.texts.coding import EN, NL
from insights.runs import Run, open_run
from labels.coded_sheets import read_sheet
from labels.coding_rounds import Round

ROOT = Path(__file__).resolve().parents[1]
WIJK = ROOT / "labels" / "codebooks" / "wijkaanpak.yml"
TOLD = dialogue_with_roles().told


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return open_run(write_run(tmp_path / "runs" / "rollen", dialogue_with_roles()))


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("OOGST_RUNS", str(tmp_path / "runs"))
    monkeypatch.setenv("OOGST_EDITOR", "A. de Vries")
    monkeypatch.delenv("OOGST_RUN", raising=False)
    monkeypatch.chdir(tmp_path)
    yield


def show(**params: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    for key, value in params.items():
        app.query_params[key] = value
    app.run()
    app.switch_page(os.path.relpath(ROOT / "insights" / "explorer" / "pages" / "coderen.py", ROOT)).run()
    assert not app.exception, app.exception
    return app


def html_of(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def text_of(app: AppTest) -> str:
    bare = re.sub(r"(?s)<style>.*?</style>|<script>.*?</script>|<[^>]+>", " ", html_of(app))
    return re.sub(r"\s+", " ", bare)


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception, app.exception
    return app


def tick(app: AppTest, *codes: str) -> AppTest:
    for code in codes:
        next(box for box in app.checkbox if box.key.endswith(f":{code}")).check()
    return app


def begun(run: Run, number: int = 4, *, shown: bool = False) -> Round:
    return rounds_of(run).start(new_round(run, "themes", number, "MK", shown=shown))


def oogst(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


# ------------------------------------------------------------------ the page


def test_without_a_name_nobody_codes_and_the_page_says_how(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    of = begun(run)
    monkeypatch.setenv("OOGST_EDITOR", "")
    for asked in ({}, {"contribution": of.contributions[0], "show": "voorstel"}, {"show": "begin"}):
        app = show(run="rollen", **asked)
        assert not app.button and not app.checkbox
        assert NL.read_only in text_of(app) and "--editor" in text_of(app)
        assert TOLD[0].text not in html_of(app)
    assert rounds_of(run).judgements(of) == ()


def test_a_round_begins_with_a_form_and_whoever_comes_next_gets_the_same(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = show(run="rollen")
    assert [radio.label for radio in app.radio] == [NL.codes_label, NL.mode_label]
    assert app.number_input[0].value == 51, "as many as there are different ones, where that is less than 60"
    app.number_input[0].set_value(5)
    press(app, NL.begin)
    first = text_of(app)
    assert "0 van 5 gecodeerd" in first and "Uitspraak 1 van 5" in first
    monkeypatch.setenv("OOGST_EDITOR", "J. Bakker")
    other = show(run="rollen")
    assert text_of(other).replace("J. Bakker", "A. de Vries") == first
    (of,) = rounds_of(run).rounds("test")
    assert (of.by, of.codes, len(of.contributions), of.shown) == ("A. de Vries", ("t1", "t3", "t2"), 5, False)


def test_a_coder_gives_one_to_three_codes_or_none_and_goes_on(run: Run) -> None:
    of = begun(run)
    app = press(show(run="rollen"), NL.save)
    assert NL.choose_first in text_of(app) and rounds_of(run).judgements(of) == ()
    press(tick(app, "t1", "t2"), NL.save)
    text = text_of(app)
    assert "Bewaard bij uitspraak 1: Bureaucratie en formulieren en Vertrouwen in de gemeente." in text
    assert "Uitspraak 2 van 4" in text and "1 van 4 gecodeerd" in text
    assert not any(box.value for box in app.checkbox)
    press(app, NL.none_fits)
    assert "Bewaard bij uitspraak 2: geen code past." in text_of(app)
    given = rounds_of(run).judgements(of)
    assert [(one.contribution_id, one.coder, one.codes) for one in given] == [
        (of.contributions[0], "A. de Vries", ("t1", "t2")),
        (of.contributions[1], "A. de Vries", ()),
    ]
    press(press(app, NL.none_fits), NL.none_fits)
    text = text_of(app)
    assert "4 van 4 gecodeerd" in text and NL.finished in text and "oogst agree rollen" in text
    assert not app.checkbox


def test_more_than_three_codes_are_refused_and_stay_ticked(tmp_path: Path) -> None:
    labels = {f"t{number}": f"Thema {number}" for number in range(1, 6)}
    told = tuple(replace(one, theme=f"t{at % 5 + 1}", subtheme=None) for at, one in enumerate(TOLD[:20]))
    run = open_run(write_run(tmp_path / "runs" / "vijf", Dialogue(told, labels)))
    begun(run)
    app = press(tick(show(run="vijf"), "t1", "t2", "t3", "t4"), NL.save)
    assert NL.too_many.format(number=4) in text_of(app)
    assert sum(box.value for box in app.checkbox) == 4


def test_what_the_machine_found_is_hidden_until_a_coder_has_judged_and_asks(run: Run) -> None:
    of = begun(run)
    first = of.contributions[0]
    names = {"t1": "Bureaucratie en formulieren", "t2": "Vertrouwen in de gemeente", "t3": "Menselijke maat"}
    said = NL.suggestion.format(codes=names[suggested(run, of)[first][0]])
    for asked in ({}, {"contribution": first}, {"contribution": first, "show": "voorstel"}):
        app = show(run="rollen", **asked)
        assert NL.hidden in text_of(app) and said not in text_of(app)
        assert "thema?" not in html_of(app) and "bron?" not in html_of(app), "those pages tell the theme"
    press(tick(app, "t3"), NL.save)
    again = show(run="rollen", contribution=first)
    assert "U koos: Menselijke maat." in text_of(again) and said not in text_of(again)
    assert [box.key[-2:] for box in again.checkbox if box.value] == ["t3"]
    shown = show(run="rollen", contribution=first, show="voorstel")
    assert said in text_of(shown) and NL.after_help in text_of(shown)
    next(box for box in shown.checkbox if box.value).uncheck()
    press(tick(shown, "t1"), NL.save)
    (sheet,) = sheets_of(run, of)
    assert set(sheet.codings["code"]) == {"t3"}, "what was chosen before counts"
    assert [one.after for one in rounds_of(run).judgements(of)] == [False, True]


def test_in_the_open_mode_the_suggestion_is_in_view_and_nothing_is_ticked(run: Run) -> None:
    begun(run, shown=True)
    app = show(run="rollen")
    assert "Oogst stelt voor: " in text_of(app) and NL.in_view in text_of(app)
    assert not any(box.value for box in app.checkbox)


def test_others_are_known_by_how_far_they_are_and_not_by_what_they_gave(run: Run) -> None:
    of = begun(run)
    for one in of.contributions[:3]:
        rounds_of(run).judge(of, one, "J. Bakker", ("t3",))
    app = show(run="rollen", contribution=of.contributions[0])
    assert "J. Bakker 3 van 4 gecodeerd" in text_of(app)
    assert "U koos" not in text_of(app) and not any(box.value for box in app.checkbox)


def test_another_round_can_be_begun_and_the_former_one_gone_back_to(run: Run) -> None:
    former = begun(run)
    app = show(run="rollen", show="begin")
    app.number_input[0].set_value(2)
    press(app, NL.begin)
    assert "0 van 2 gecodeerd" in text_of(app)
    assert "0 van 4 gecodeerd" in text_of(show(run="rollen", sample=str(former.number)))
    assert f"sample={former.number}" in html_of(app)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("make", [dialogue_with_roles, dialogue_without_background, dialogue_without_themes])
def test_every_view_opens_with_one_h1_and_no_skipped_heading(make, language: str, tmp_path: Path) -> None:
    run = open_run(write_run(tmp_path / "runs" / "een", make()))
    texts = EN if language == "en" else NL
    empty = show(run="een", lang=language)
    if not run.levels:
        assert texts.nothing in text_of(empty)
        return
    of = begun(run)
    rounds_of(run).judge(of, of.contributions[0], "A. de Vries", ("t1",))
    for asked in (
        {},
        {"contribution": of.contributions[0], "show": "voorstel"},
        {"sample": "<b>", "contribution": "x"},
    ):
        html = html_of(show(run="een", lang=language, **asked))
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", html)]
        assert levels.count(1) == 1 and levels[0] == 1
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_names_of_codes_and_words_of_people_are_shown_as_written(run: Run) -> None:
    Deciding.about(run.path, Maker("MK")).rename("t3", "**Zorg** $x$ [a](b) :smile:")
    of = begun(run, 49)
    at = next(f"c{index:04d}" for index, one in enumerate(TOLD) if one.text == NASTY)
    assert at in of.contributions
    app = show(run="rollen", contribution=at)
    assert "&lt;b&gt;dit&lt;/b&gt; &amp; $x^2$ **niet** vet" in html_of(app)
    (label,) = [box.label for box in app.checkbox if box.key.endswith(":t3")]
    assert label.startswith(r"\*\*Zorg\*\* \$x\$ \[a\]\(b\) \:") and ":smile:" not in label


def test_a_codebook_of_the_workspace_is_coded_by_with_its_definitions(run: Run, tmp_path: Path) -> None:
    (tmp_path / "oogst.toml").write_text("", encoding="utf-8")
    (tmp_path / "codebook").mkdir()
    shutil.copy(WIJK, tmp_path / "codebook" / "codebook.yml")
    app = press(show(run="rollen"), NL.begin)
    (of,) = rounds_of(run).rounds("test")
    book = codes_of_round(run, of)
    assert of.codes_of == "codebook" and len(app.checkbox) == len(book.used)
    assert NL.what_codes_mean in text_of(app) and book.used[0].definition in text_of(app)


# ------------------------------------------------------------------ what is made of it


def test_subthemes_stand_under_their_theme_and_one_alone_by_itself(run: Run) -> None:
    choices = codes_to_choose(run)
    assert list(choices) == ["themes", "subthemes"]
    book = choices["subthemes"]
    given = new_round(run, "subthemes", 3, "MK", shown=False)
    assert set(given.codes) == {"s1", "s2", "t2", "t3"}
    assert {one.id: book.parent(one.id) for one in book.codes if one.id in given.codes} == {
        "s1": "t1",
        "s2": "t1",
        "t2": None,
        "t3": None,
    }


def test_the_sample_and_the_suggestions_are_of_the_run_as_the_machine_made_it(run: Run) -> None:
    before = new_round(run, "themes", 10, "MK", shown=False)
    Deciding.about(run.path, Maker("MK")).merge(["t3"], "t1")
    decided = open_decided(run.path)
    after = new_round(decided, "themes", 10, "MK", shown=False)
    assert after.contributions == before.contributions and after.codes == before.codes
    assert suggested(decided, after) == suggested(run, before)


def test_agree_takes_what_was_coded_in_the_explorer_with_the_names_of_codes(run: Run) -> None:
    nobody = oogst("agree", run.path)
    assert nobody.exit_code == 1 and "nobody coded rollen in the explorer" in nobody.stderr
    of = begun(run, 20)
    assert "nobody coded anything" in oogst("agree", run.path).stderr
    machine = suggested(run, of)
    for at, one in enumerate(of.contributions):
        rounds_of(run).judge(of, one, "A. de Vries", machine.get(one, ()))
        rounds_of(run).judge(of, one, "J. Bakker", machine.get(one, ()) if at % 5 else ("t3",))
    result = oogst("agree", run.path)
    assert result.exit_code == 0, result.output
    assert "people among each other: A. de Vries, J. Bakker" in result.stdout
    assert "the tool with people: model, A. de Vries, J. Bakker" in result.stdout
    assert "Vertrouwen in de gemeente" in result.stdout and "J. Bakker: Menselijke maat" in result.stdout
    told = json.loads(oogst("agree", run.path, "--json").stdout)
    people = next(block for block in told["blocks"] if block["between"] == "people")
    assert people["overall"]["passages"] == 20 and 0.5 < people["overall"]["agreement"]["value"] < 1
    assert oogst("agree", run.path, "--round", "7").stderr.count("there is no round 7") == 1


def test_what_was_coded_is_written_as_the_sheets_that_agree_reads(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "gecodeerd"
    assert "nobody coded rollen" in oogst("code", run.path, "--collected", "--out", out).stderr
    of = begun(run, 12)
    for at, one in enumerate(of.contributions):
        rounds_of(run).judge(of, one, "A. de Vries", of.codes[: at % 4])
        if at % 3:
            rounds_of(run).judge(of, one, "=J. Bakker", of.codes[:1])
    result = oogst("code", run.path, "--collected", "--out", out)
    assert result.exit_code == 0, result.output
    paths = [Path(line) for line in result.stdout.split()]
    coded = [read_sheet(path, run.contributions) for path in paths]
    for sheet, own in zip(coded, sheets_of(run, of), strict=True):
        assert (sheet.judged, sheet.not_judged) == (own.judged, own.not_judged)
        assert sheet.coder.lstrip("'") == own.coder
        codes, known = (
            set(one.codings.select("contribution_id", "code").iter_rows()) for one in (sheet, own)
        )
        assert codes == known
    told = [oogst("agree", run.path, *words, "--json").stdout for words in ((), paths)]
    people, again = (json.loads(one)["blocks"][0]["overall"]["kappa"]["value"] for one in told)
    assert people == again
    bare = oogst("code", run.path, "--out", tmp_path / "leeg")
    assert bare.exit_code == 2 and "--codebook FILE" in bare.stderr


def test_agreement_with_suggestions_in_view_comes_with_a_warning(run: Run) -> None:
    of = begun(run, 6, shown=True)
    for one in of.contributions:
        rounds_of(run).judge(of, one, "MK", ("t1",))
    assert "was in view" in oogst("agree", run.path).stderr
