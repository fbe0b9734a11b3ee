"""The overview and the page of a theme: what is said at once, what opens on demand, and what is hidden."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest
from pages_for_tests import at_once, fill_in, fold_of, page, text_of, told_alike, unused
from runs_for_tests import Dialogue, Told, dialogue_with_roles, dialogue_without_background, write_run

from insights.counting import count_answered, count_themes
from insights.explorer import quote_blocks, theme_folds
from insights.explorer.texts import overview, theme
from insights.explorer.themes_shown import near_themes, theme_page
from insights.runs import open_run
from insights.wording import EN, NL, wording

pytestmark = pytest.mark.usefixtures("here")

QUESTIONS = ("Wat vindt u van het loket?", "Wat vindt u van de <b>brieven</b>?")
LABELS = {f"t{number:02d}": f"Thema nummer {number:02d}" for number in range(80)}


def rich(folder: Path) -> Path:
    """Write a run with two questions, two rounds, two months and counts of votes."""
    told = dialogue_with_roles()
    run = write_run(folder, replace(told, grades={"t1": "sharp", "s1": "vague"}))
    return fill_in(
        run,
        question=[QUESTIONS[0], QUESTIONS[0], QUESTIONS[1]],
        round=["1", "2"],
        agree=[30, 6, 12],
        disagree=[10, 60, 12],
    )


def two_roles(folder: Path) -> Path:
    """Write a run of forty residents, most of whom mention t1, and forty professionals, few of whom do."""
    told = [
        Told(f"Zaak {person} duurt mij te lang.", f"p{person:02d}", role, "t1" if person in first else "t2")
        for role, people in (("bewoner", range(40)), ("professional", range(40, 80)))
        for person in people
        for first in [(*range(24), *range(40, 55))]
    ]
    run = write_run(folder, Dialogue(tuple(told), {"t1": "Het loket", "t2": "De brief"}))
    return fill_in(run, question=list(QUESTIONS))


def many(folder: Path) -> Path:
    """Write a run of eighty themes with six people each."""
    told = [
        Told(f"Over zaak {number} zei ik, {person}, wat ik vond.", f"p{person}", "bewoner", f"t{number:02d}")
        for number in range(80)
        for person in range(6)
    ]
    return write_run(folder, Dialogue(tuple(told), LABELS))


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs")
    rich(folder / "rijk")
    two_roles(folder / "twee")
    many(folder / "veel")
    write_run(folder / "kaal", dialogue_without_background())
    one = dialogue_with_roles()
    write_run(
        folder / "een",
        Dialogue(tuple(replace(told, theme="t1", subtheme=None) for told in one.told), {"t1": "Loket"}),
    )
    return folder


# ---------------------------------------------------------------- the overview


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("run", ["rijk", "veel", "kaal", "een"])
def test_the_overview_says_how_many_mention_each_theme_in_words(run: str, language: str):
    say = wording(language)
    html = page("overzicht", run=run, lang=language)
    assert html.count("<h1>") == 1
    shown = text_of(html)
    words = "hoeveel mensen dat zijn" if language == "nl" else "how many people that is"
    strength = "Genoemd door" if language == "nl" else "Mentioned by"
    assert (words if run == "kaal" else strength) in shown
    assert say.how_strength in shown


def test_the_overview_opens_with_the_questions_who_took_part_and_when():
    html = page("overzicht", run="rijk")
    shown = text_of(html)
    assert "51 bijdragen van 22 deelnemers, uit één bron. Rollen: bewoner (14) en professional (8)." in shown
    assert "Gedaan in maart 2026." in shown
    questions = fold_of(html, "De 2 vragen")
    assert "Wat vindt u van de &lt;b&gt;brieven&lt;/b&gt;?" in questions
    assert "<b>" not in html
    assert html.index("De 2 vragen") < html.index(NL.themes)


def test_a_single_question_shows_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    fill_in(write_run(tmp_path / "runs" / "vraag", dialogue_with_roles()), question=[QUESTIONS[0]])
    monkeypatch.setenv("OOGST_RUNS", str(tmp_path / "runs"))
    html = page("overzicht", run="vraag")
    assert f'<p class="asked">De vraag: {QUESTIONS[0]}</p>' in html
    assert 'name="question"' not in html


def test_a_part_of_the_overview_counts_as_the_theme_and_counting_do(runs: Path):
    run = open_run(runs / "twee")
    counted = {count.theme_id: count for count in count_themes(run, 1, 5)}
    residents = next(row for row in counted["t1"].roles if row.role == "bewoner")
    shown = text_of(page("overzicht", run="twee", who="bewoner"))
    assert "U ziet nu alleen wat deelnemers met de rol bewoner zeiden." in shown
    assert residents.people.number == 24
    assert "24 deelnemers (60%)" in shown
    assert "Genoemd door een meerderheid van de 40 deelnemers met de rol bewoner" in shown
    asked = {count.theme_id: count for count in count_themes(run, 1, 5, QUESTIONS[0])}
    answered = count_answered(run, 5, QUESTIONS[0])
    part = text_of(page("overzicht", run="twee", question=QUESTIONS[0]))
    assert f"van de {answered.people.number} deelnemers die deze vraag beantwoordden" in part
    assert f"{asked['t1'].people.number} deelnemers" in part


def test_a_role_or_question_that_cannot_be_chosen_is_left_out():
    whole = page("overzicht", run="rijk")
    for params in ({"who": "koning"}, {"question": "Nooit gesteld"}, {"who": "<script>", "question": "x"}):
        odd = page("overzicht", run="rijk", **params)
        assert NL.themes in odd
        assert 'class="note"' not in odd
        assert text_of(odd) == text_of(whole)


def test_a_role_of_fewer_than_k_people_cannot_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    told = [
        replace(one, role="wethouder") if one.person in {"p20", "p21"} else one
        for one in dialogue_with_roles().told
    ]
    write_run(tmp_path / "runs" / "klein", replace(dialogue_with_roles(), told=tuple(told)))
    monkeypatch.setenv("OOGST_RUNS", str(tmp_path / "runs"))
    assert 'value="wethouder"' not in page("overzicht", run="klein")
    assert "U ziet nu alleen" not in page("overzicht", run="klein", who="wethouder")


def test_eighty_themes_are_paged_and_none_is_lost():
    pages = [page("overzicht", run="veel", page=str(number)) for number in (1, 2, 3)]
    listed = [re.findall(r'<h3><a href="[^"]*theme=(t\d\d)"', html) for html in pages]
    assert [len(one) for one in listed] == [40, 40, 40]
    assert listed[1] == listed[2]
    assert set(listed[0]) | set(listed[1]) == set(LABELS)


# ---------------------------------------------------------------- a theme


def test_five_quotes_show_at_once_and_everything_else_opens_on_demand():
    html = page("thema", run="rijk", theme="t1")
    bare = at_once(html)
    assert bare.count("<blockquote") == 5
    assert fold_of(html, "Meer uitspraken").count("<blockquote") == 2
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", html)]
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_counter_voices_stand_apart_only_where_votes_or_a_reply_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    told = list(dialogue_with_roles().told)
    told[0] = replace(told[0], kind="varied", reason="reply that differs")
    write_run(tmp_path / "runs" / "tegen", replace(dialogue_with_roles(), told=tuple(told)))
    monkeypatch.setenv("OOGST_RUNS", str(tmp_path / "runs"))
    html = page("thema", run="tegen", theme="t1")
    assert told[0].text in fold_of(html, "Tegengeluid (1)")
    assert told[0].text not in at_once(html)
    assert "Tegengeluid" not in page("thema", run="tegen", theme="t2")


def test_the_share_of_a_theme_in_rounds_stands_beside_its_margin():
    html = page("thema", run="rijk", theme="t1")
    over = fold_of(html, "Over de rondes")
    assert re.search(r'<th scope="row">1</th>.*?%.*?% tot .*?%', over, re.S)
    assert "95%" in text_of(over)
    assert "Over de maanden" not in html, "there is but one month"


def test_votes_of_a_theme_are_shares_of_those_who_voted(runs: Path):
    voted = fold_of(page("thema", run="rijk", theme="t1"), "Stemmen op wat hier gezegd is")
    shown = text_of(voted)
    assert NL.votes_agreed in shown
    assert "75% eens van de 40 die stemden" in shown
    assert theme.NL.votes_against in shown
    assert "9% eens van de 66 die stemden" in shown


def test_other_groups_stand_side_by_side_when_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    run = rich(tmp_path / "runs" / "wijk")
    frame = pl.read_parquet(run / "contributions.parquet")
    homes = pl.when(pl.col("participant_id") < "p11").then(pl.lit("Noord")).otherwise(pl.lit("Zuid"))
    frame.with_columns(segment_wijk=homes).write_parquet(run / "contributions.parquet")
    monkeypatch.setenv("OOGST_RUNS", str(tmp_path / "runs"))
    asked = fold_of(page("thema", run="wijk", theme="t1"), "Andere groepen")
    assert "by=wijk" in asked
    assert "<table" not in asked
    html = page("thema", run="wijk", theme="t1", by="wijk")
    assert "<details open>" in html
    shown = text_of(fold_of(html, "Andere groepen"))
    assert "Noord 11 (100%)" in shown or "Noord meer dan" in shown
    assert "<table" not in fold_of(page("thema", run="wijk", theme="t1", by="koning"), "Andere groepen")


def test_a_run_says_what_its_sources_did_not_tell():
    bare = text_of(page("thema", run="kaal", theme="t1"))
    assert "Niet in deze run: wie wat zei, rollen, rondes, data en stemmen." in bare
    assert "Niet in deze run" not in text_of(page("thema", run="rijk", theme="t1"))


def test_how_sharply_a_theme_is_drawn_comes_with_its_rule_and_never_with_the_word_firm():
    html = page("thema", run="rijk", theme="t1")
    told = text_of(fold_of(html, "Afbakening: scherp"))
    assert "Vanaf 0,6 heet een thema scherp, vanaf 0,3 redelijk, daaronder vaag." in told
    assert "stevig" not in html
    assert theme.NL.delimitation_unmeasured in page("thema", run="rijk", theme="t2")


def test_a_definition_of_a_person_stands_before_the_strength(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    run = write_run(tmp_path / "runs" / "omschreven", dialogue_with_roles())
    frame = pl.read_parquet(run / "themes.parquet")
    frame.with_columns(description=pl.lit("Alles over <i>wachten</i>.")).write_parquet(run / "themes.parquet")
    monkeypatch.setenv("OOGST_RUNS", str(tmp_path / "runs"))
    html = page("thema", run="omschreven", theme="t1")
    assert "Alles over &lt;i&gt;wachten&lt;/i&gt;." in html
    assert (
        html.index("Alles over") < html.index(theme.NL.definition_of["person"]) < html.index("Genoemd door")
    )


def test_near_themes_are_those_that_texts_on_the_border_are_in_too(tmp_path: Path):
    told = list(dialogue_with_roles().told)
    first = next(index for index, one in enumerate(told) if one.theme == "t1")
    told[first] = replace(told[first], beyond="t3")
    run = open_run(write_run(tmp_path / "grens", replace(dialogue_with_roles(), told=tuple(told))))
    found = theme_page(run, "t1", 5)
    assert found is not None
    assert [one.theme_id for one in near_themes(run, found)] == ["t3"]
    other = theme_page(run, "t2", 5)
    assert other is not None
    assert near_themes(run, other) == ()


def test_one_theme_alone_has_no_subthemes_and_none_near():
    html = page("thema", run="een", theme="t1")
    assert "Subthema’s (" not in html
    assert "dicht bij liggen" not in html


@pytest.mark.parametrize("run", ["rijk", "veel", "kaal", "een"])
@pytest.mark.parametrize("show", ["", "alles"])
def test_a_theme_opens_in_english_without_a_word_of_dutch(run: str, show: str):
    shown = text_of(page("thema", run=run, lang="en", theme="t1" if run != "veel" else "t01", show=show))
    for text in (NL.quotes, NL.who, theme.NL.more, NL.words_help):
        assert text not in shown
    assert EN.to_source in shown


def test_reasons_and_grades_mean_here_what_they_mean_where_they_are_made():
    from insights.reports.building import COUNTER
    from pipelines import delimitation

    assert set(quote_blocks.COUNTER) == set(COUNTER)
    assert (theme_folds.SHARP, theme_folds.FAIR) == (delimitation.SHARP, delimitation.FAIR)


@pytest.mark.parametrize("texts", [overview, theme], ids=["overview", "theme"])
def test_the_texts_are_there_in_both_languages_and_all_are_used(texts: object):
    assert told_alike(texts.NL, texts.EN)  # type: ignore[attr-defined]
    assert unused(texts.NL) == []  # type: ignore[attr-defined]


def test_votes_by_group_name_the_groups_and_hide_what_few_people_think(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    run = write_run(tmp_path / "runs" / "stemmen", dialogue_with_roles())
    people = pl.read_parquet(run / "participants.parquet")["participant_id"].to_list()
    cast = [
        {"contribution_id": contribution, "participant_id": person, "vote": 1 if agrees(place) else -1}
        for contribution, agrees in (
            ("c0000", lambda place: place % 2 == 0),
            ("c0001", lambda place: place > 0),
        )
        for place, person in enumerate(people)
    ]
    pl.DataFrame(cast).write_parquet(run / "votes.parquet")
    manifest = json.loads((run / "manifest.json").read_text())
    (run / "manifest.json").write_text(json.dumps(manifest | {"tables": {"votes": ""}}))
    segment = pl.read_parquet(run / "participants.parquet")
    halves = pl.Series(["0" if place % 22 < 11 else "1" for place in range(segment.height)])
    segment.with_columns(segment_kring=halves).write_parquet(run / "participants.parquet")
    frame = pl.read_parquet(run / "contributions.parquet")
    frame.with_columns(role=pl.lit(None, pl.String)).write_parquet(run / "contributions.parquet")
    segment = pl.read_parquet(run / "participants.parquet")
    segment.with_columns(role=pl.lit(None, pl.String)).write_parquet(run / "participants.parquet")
    monkeypatch.setenv("OOGST_RUNS", str(tmp_path / "runs"))
    shown = text_of(page("bron", run="stemmen", contribution="c0000"))
    assert "allen 22 11 (50%)" in shown
    assert "kring 0 11 6 (55%)" in shown
    few = text_of(page("bron", run="stemmen", contribution="c0001"))
    assert not re.search(r"\b21 \(", few), "one person who disagrees is not shown"
