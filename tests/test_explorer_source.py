"""The page of a source: the passage, what stands around it, its votes, and what became of its row."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from markupsafe import escape
from pages_for_tests import at_once, fill_in, fold_of, page, text_of, told_alike, unused
from runs_for_tests import NASTY, SOURCE, Dialogue, contribution_id, dialogue_with_roles, quote_id, write_run

from corpora.mapping import Mapping
from corpora.samples import sample_dialogue
from insights.explorer.texts import source
from insights.explorer.texts.reasons import copied_from, reason_told
from insights.runs import open_run
from insights.wording import EN, NL
from pipelines.run import run as make_run

pytestmark = pytest.mark.usefixtures("here")

TOLD = dialogue_with_roles().told


def as_kind(folder: Path, kind: str, dialogue: Dialogue | None = None) -> Path:
    """Write a run of which the source is of some kind."""
    run = write_run(folder, dialogue or dialogue_with_roles())
    frame = pl.read_parquet(run / "sources.parquet")
    frame.with_columns(kind=pl.lit(kind).cast(frame.schema["kind"])).write_parquet(run / "sources.parquet")
    return run


def with_events(run: Path, *events: tuple[str, str | None]) -> Path:
    """Give the row of the first contribution more events, before its last."""
    frame = pl.read_parquet(run / "ledger.parquet")
    own = frame.filter(pl.col("contribution_id") == contribution_id(0)).sort("event")
    last = own.tail(1).with_columns(event=pl.lit(99, pl.Int64))
    more = [
        own.head(1).with_columns(
            event=pl.lit(at, pl.Int64),
            outcome=pl.lit(outcome).cast(frame.schema["outcome"]),
            reason=pl.lit(reason, pl.String),
        )
        for at, (outcome, reason) in enumerate(events, 1)
    ]
    others = frame.filter(~pl.col("contribution_id").eq_missing(pl.lit(contribution_id(0))))
    pl.concat([others, own.head(1), *more, last]).write_parquet(run / "ledger.parquet")
    return run


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs")
    votes = {"agree": [30, 2], "disagree": [10, 1]}
    fill_in(as_kind(folder / "dialogue", "dialogue"), **votes)
    for kind in ("interview", "workshop", "report", "article"):
        as_kind(folder / kind, kind)
    with_events(
        folder / "interview",
        ("masked", "3 × NAAM, 1 × TELEFOON"),
        ("repaired", "white space around the text removed"),
        ("repeated", f"near copy of {contribution_id(2)}, 0.93"),
    )
    return folder


@pytest.mark.parametrize("kind", ["interview", "workshop", "report", "article"])
def test_what_is_read_from_top_to_bottom_stands_around_the_passage(kind: str):
    html = at_once(page("bron", run=kind, contribution=contribution_id(2)))
    before, after = source.NL.before[kind], source.NL.after[kind]
    assert html.index(before) < html.index("<mark>") < html.index(after)
    assert TOLD[1].text in html and TOLD[3].text in html


def test_the_rows_beside_a_contribution_to_a_dialogue_open_on_demand():
    html = page("bron", run="dialogue", contribution=contribution_id(2))
    assert TOLD[1].text not in at_once(html)
    assert TOLD[1].text in fold_of(html, source.NL.neighbours)


def test_a_thread_is_read_from_what_was_said_to_what_replied():
    html = page("bron", run="dialogue", contribution=contribution_id(len(TOLD) - 1))
    assert html.index(NL.in_reply_to) < html.index("<mark>")
    first = page("bron", run="dialogue", contribution=contribution_id(0))
    assert first.index("<mark>") < first.index(NL.replies)


def test_the_votes_on_a_contribution_show_where_enough_people_voted():
    shown = text_of(page("bron", run="dialogue", contribution=contribution_id(0)))
    assert "allen 40 30 (75%)" in shown
    few = text_of(page("bron", run="dialogue", contribution=contribution_id(1)))
    assert source.NL.votes_few in few
    assert "(67%)" not in few
    assert source.NL.votes not in page("bron", run="report", contribution=contribution_id(0))


def test_a_quote_says_for_which_themes_it_was_chosen_and_why():
    shown = text_of(page("bron", run="dialogue", theme="t1", quote=quote_id(0, TOLD[0])))
    assert "Bureaucratie en formulieren Gekozen: ligt het dichtst bij het hele thema" in shown


def test_what_became_of_the_row_is_told_step_by_step_without_the_words_that_were_masked():
    html = page("bron", run="interview", contribution=contribution_id(0))
    told = fold_of(html, source.NL.events)
    shown = text_of(told)
    assert "3 × NAAM, 1 × TELEFOON" in shown
    assert "spaties voor en na de tekst weggehaald" in shown
    assert "bijna dezelfde tekst als een andere bijdrage" in shown
    assert f"contribution={contribution_id(2)}" in told
    assert source.NL.events_masked in shown
    order = [shown.index(NL.outcomes[one]) for one in ("read", "masked", "repaired", "placed")]
    assert order == sorted(order)
    plain = fold_of(page("bron", run="report", contribution=contribution_id(0)), source.NL.events)
    assert source.NL.events_masked not in plain


def test_reasons_of_reading_are_written_in_the_language_of_the_page():
    assert reason_told("before the first turn: header, not something said", NL).startswith("staat vóór")
    assert reason_told("2 words joined that a line end had broken", NL) == (
        "2 woorden heel gemaakt die aan een regeleinde waren afgebroken"
    )
    assert reason_told("HTML tags removed, line ends written as LF", NL) == (
        "opmaakcodes weggehaald, regeleinden gelijk gemaakt"
    )
    assert reason_told("copy of ab12", EN) == "same text as another contribution"
    assert reason_told("iets nieuws", NL) == "iets nieuws"
    assert copied_from("copy of ab12") == "ab12"


@pytest.fixture(scope="module")
def of_all_kinds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run over the interviews, the work session, the report and the article of the sample."""
    folder = sample_dialogue().dialogue.parent / "bronnen"
    kept = sorted(file for file in folder.iterdir() if file.suffix not in (".json", ".pdf"))
    return make_run(kept, tmp_path_factory.mktemp("kinds") / "bronnen", mapping=Mapping()).path


def test_every_reason_of_the_sources_of_the_sample_has_its_words_in_dutch(of_all_kinds: Path):
    reasons = open_run(of_all_kinds).ledger["reason"].drop_nulls().unique().to_list()
    untold = [one for one in reasons if reason_told(one, NL) == one and "×" not in one]
    assert untold == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_source_of_the_sample_opens_at_each_of_its_quotes(
    of_all_kinds: Path, language: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("OOGST_RUNS", str(of_all_kinds.parent))
    run = open_run(of_all_kinds)
    said = run.contributions.select("contribution_id", "source_id", "text")
    quotes = run.quotes.join(said, on="contribution_id").unique("source_id").sort("source_id")
    assert quotes.height == run.sources.height
    for quote, theme, start, end, text in quotes.select(
        "quote_id", "theme_id", "start", "end", "text"
    ).iter_rows():
        html = page("bron", run="bronnen", lang=language, theme=theme, quote=quote)
        assert escape(text[start:end]) in html.partition("<mark>")[2].partition("</mark>")[0]
    overview = text_of(page("overzicht", run="bronnen", lang=language))
    assert ("andere bronnen" if language == "nl" else "other sources") in overview
    assert page("verantwoording", run="bronnen", lang=language).count("<h1>") == 1


@pytest.mark.parametrize("language", ["nl", "en"])
def test_words_of_a_participant_are_text_wherever_they_stand(language: str):
    at = next(index for index, one in enumerate(TOLD) if one.text == NASTY)
    for number in (at - 1, at, at + 1):
        for kind in ("dialogue", "interview"):
            html = page("bron", run=kind, lang=language, contribution=contribution_id(number))
            assert "&lt;b&gt;dit&lt;/b&gt; &amp; $x^2$ **niet** vet" in html
            assert "<b>" not in html


def test_a_role_of_few_people_in_the_theme_is_not_named_beside_its_quote():
    at = next(index for index, one in enumerate(TOLD) if one.theme == "t3")
    shown = page("bron", run="dialogue", theme="t3", quote=quote_id(at, TOLD[at]))
    assert "<dt>Rol</dt>" not in shown


def test_published_words_keep_their_speaker_and_need_no_votes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    as_kind(tmp_path / "runs" / "artikel", "article", replace(dialogue_with_roles(), public=(SOURCE,)))
    monkeypatch.setenv("OOGST_RUNS", str(tmp_path / "runs"))
    html = page("bron", run="artikel", contribution=contribution_id(0))
    assert "<dt>Rol</dt><dd>bewoner</dd>" in html


def test_the_texts_are_there_in_both_languages_and_all_are_used():
    assert told_alike(source.NL, source.EN)
    assert unused(source.NL) == []
