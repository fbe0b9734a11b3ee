"""Searching what was said: by words in any form, by phrases and operators, by meaning, and who said it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from runs_for_tests import Dialogue, Told, dialogue_with_roles, quote_id, write_run

from corpora.errors import ModelError
from insights.counting import count_answered, count_themes, roles_shown
from insights.decisions.decided_run import open_decided
from insights.decisions.deciding import Deciding, Maker
from insights.decisions.never_quoted import never_quoted
from insights.runs import Run, open_run
from insights.searching.filters import Filters, Narrowing
from insights.searching.meaning import MeaningIndex
from insights.searching.queries import All, Any, Not, Phrase, QueryError, Word, read_query
from insights.searching.searching import SearchIndex
from insights.searching.words import SearchWords

SAID = (
    "De huisarts zit vol en neemt niemand aan.",
    "Alle huisartsen in de wijk hebben een wachtlijst.",
    "’s Avonds moet ik naar de huisartsenpost in de stad.",
    "De arts was vriendelijk.",
    "Het starten van een bedrijf kost te veel tijd.",
    "De bus naar het station rijdt niet meer.",
    "De tram en de bus komen te laat bij het station.",
    "In het café is iedereen welkom, ook met een kind.",
    "De coördinatie tussen de diensten ontbreekt.",
    "De wmo-consulent kwam te laat. [NAAM] bood geen excuses aan.",
    "Zorg te laat, zorg te ver weg, zorg te duur: zorg is alles.",
    "Mijn zorg is anders dan die van mijn buurman, die veel langer over zijn verhaal doet dan ik.",
    "Jeugdzorg werkt langs ons heen.",
    "Zorgvuldig werken kost tijd.",
)
LABELS = {"t1": "Zorg en hulp"}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    told = tuple(Told(text, f"p{at}", "bewoner", "t1") for at, text in enumerate(SAID))
    return open_run(write_run(tmp_path_factory.mktemp("zoek") / "run", Dialogue(told, LABELS)))


@pytest.fixture(scope="module")
def index(run: Run) -> SearchIndex:
    return SearchIndex(run)


def found(index: SearchIndex, run: Run, query: str) -> list[str]:
    texts = dict(run.contributions.select("contribution_id", "text").iter_rows())
    hits = index.search(read_query(query))
    return [texts[index.units["contribution_id"][int(row)]] for row in hits.rows]


def which(index: SearchIndex, run: Run, query: str) -> set[int]:
    return {SAID.index(text) for text in found(index, run, query)}


# ---------------------------------------------------------------- words


@pytest.mark.parametrize("query", ["huisarts", "Huisarts", "huisartsen", "HUISARTS"])
def test_a_word_finds_its_other_forms_and_compounds_with_it(query: str, index: SearchIndex, run: Run) -> None:
    assert which(index, run, query) == {0, 1, 2}


def test_part_of_a_compound_is_found_and_part_of_another_word_is_not(index: SearchIndex, run: Run) -> None:
    assert which(index, run, "arts") == {0, 1, 2, 3}
    assert which(index, run, "zorg") == {10, 11, 12}


@pytest.mark.parametrize(("query", "at"), [("cafe", 7), ("CAFÉ", 7), ("coordinatie", 8), ("Coördinatie", 8)])
def test_case_and_accents_make_no_difference(query: str, at: int, index: SearchIndex, run: Run) -> None:
    assert which(index, run, query) == {at}


def test_a_word_with_a_hyphen_is_found_by_its_parts_and_as_a_whole(index: SearchIndex, run: Run) -> None:
    assert which(index, run, "wmo") == which(index, run, "wmo-consulent") == {9}
    assert which(index, run, "consulent-wmo") == set()


def test_the_tag_of_something_masked_is_no_word(index: SearchIndex, run: Run) -> None:
    assert which(index, run, "naam") == set()


def test_a_star_finds_every_word_that_begins_so(index: SearchIndex, run: Run) -> None:
    assert which(index, run, "zorg*") == {10, 11, 13}
    assert which(index, run, '"te la*"') == {6, 9, 10}


def test_words_that_follow_one_another_must_all_be_there(index: SearchIndex, run: Run) -> None:
    assert which(index, run, "bus station") == which(index, run, "bus EN station") == {5, 6}
    assert which(index, run, "bus tram") == which(index, run, "bus AND tram") == {6}


def test_operators_work_in_both_languages_and_in_capitals_only(index: SearchIndex, run: Run) -> None:
    assert which(index, run, "tram OF café") == which(index, run, "tram OR café") == {6, 7}
    assert which(index, run, "bus NIET tram") == which(index, run, "bus NOT tram") == {5}
    assert which(index, run, "bus -tram") == {5}
    assert which(index, run, "bus niet") == {5}
    assert which(index, run, "(tram OF café) NIET kind") == {6}
    assert which(index, run, "station NIET (tram OF trein)") == {5}


def test_a_phrase_is_found_as_it_is_written(index: SearchIndex, run: Run) -> None:
    assert which(index, run, '"te laat"') == {6, 9, 10}
    assert which(index, run, "“de huisarts”") == {0}
    assert which(index, run, '"huisarts"') == {0}
    assert which(index, run, '"laat te"') == set()
    assert which(index, run, '"station rijdt" tram') == set()


def test_little_words_are_not_asked_for_but_are_in_a_phrase_and_alone(index: SearchIndex, run: Run) -> None:
    query = read_query("de wachtlijst bij huisartsen")
    assert query.left_out == ("de", "bij")
    assert which(index, run, "de wachtlijst bij huisartsen") == {1}
    assert read_query("de").left_out == ()
    assert len(which(index, run, "de")) == 8


def test_what_says_it_most_comes_first_and_equals_stand_in_the_order_of_their_text(
    index: SearchIndex, run: Run, tmp_path: Path
) -> None:
    assert found(index, run, "zorg")[0] == SAID[10]
    assert found(index, run, "huisarts")[0] == SAID[0]
    told = tuple(
        Told(text, "p1", theme="t1") for text in ("Zorg in Zwolle.", "Zorg in Assen.", "Zorg in Breda.")
    )
    for order in (told, told[::-1]):
        other = open_run(write_run(tmp_path / f"run{order[0].text[-2]}", Dialogue(order, LABELS)))
        names = found(SearchIndex(other), other, "zorg")
        assert names == sorted(one.text for one in told)


def test_only_what_is_allowed_is_found(index: SearchIndex, run: Run) -> None:
    none = np.zeros(index.units.height, dtype=np.bool_)
    assert len(index.search(read_query("bus"), none).rows) == 0


def test_an_empty_run_finds_nothing(tmp_path: Path) -> None:
    empty = open_run(write_run(tmp_path / "leeg", Dialogue((Told("…", "p1"),))))
    assert len(SearchIndex(empty).search(read_query("bus")).rows) == 0


# ---------------------------------------------------------------- what matched


def marked(index: SearchIndex, query: str, text: str, start: int = 0) -> list[str]:
    return [text[first:last] for first, last in index.marker(read_query(query)).marks(text, start, len(text))]


def test_what_matched_is_marked_in_code_points_of_the_contribution(index: SearchIndex) -> None:
    text = "🙂🙂 Coördinatie! De huisartsenpost, “de Huisarts”."
    assert marked(index, "coordinatie", text) == ["Coördinatie"]
    assert marked(index, "huisarts", text) == ["huisartsenpost", "Huisarts"]
    assert marked(index, '"de huisarts"', text) == ["de Huisarts"]
    assert marked(index, '"de huisarts" OF huisarts', text) == ["huisartsenpost", "de Huisarts"]
    assert marked(index, "huisarts", text, start=18) == ["huisartsenpost", "Huisarts"]


def test_what_must_not_be_there_is_never_marked(index: SearchIndex) -> None:
    assert marked(index, "bus NIET tram", "De bus en de tram.") == ["bus"]


def test_every_unit_that_is_found_has_a_mark_inside_it(index: SearchIndex, run: Run) -> None:
    texts = dict(run.contributions.select("contribution_id", "text").iter_rows())
    for query in ("huisarts", "zorg*", '"te laat"', "bus OF café", "wmo-consulent", "coordinatie"):
        read = read_query(query)
        for row in index.search(read).rows:
            _, contribution, start, end = index.units.row(int(row))
            marks = index.marker(read).marks(texts[contribution], start, end)
            assert marks and all(start <= first < last <= end for first, last in marks)


# ---------------------------------------------------------------- queries that cannot be read


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("", "empty"),
        ("…", "empty"),
        ('"te lang', "open quote"),
        ('""', "empty phrase"),
        ("(bus OF tram", "open bracket"),
        ("bus)", "stray bracket"),
        ("bus OF", "nothing beside"),
        ("OF bus", "nothing beside"),
        ("bus EN", "nothing beside"),
        ("EN bus", "nothing beside"),
        ("bus EN OF tram", "nothing beside"),
        ("NIET", "nothing beside"),
        ("()", "nothing beside"),
        ("NIET bus", "only not"),
        ("bus OF NIET tram", "only not"),
        ("*", "star"),
        ("b*", "star"),
        ("hui*arts", "star"),
        ("zorg " * 100, "too long"),
    ],
)
def test_a_query_that_cannot_be_read_says_why(query: str, problem: str) -> None:
    with pytest.raises(QueryError) as told:
        read_query(query)
    assert told.value.problem == problem


def test_a_query_reads_as_or_of_and_of_not() -> None:
    bus, tram, late = Word("bus"), Word("tram"), Phrase((Word("te"), Word("laat")))
    assert read_query('bus "te laat" OF NIET tram bus').node == Any((All((bus, late)), All((Not(tram), bus))))
    assert read_query("vertrouw*").node == Word("vertrouw", prefix=True)
    assert read_query("bus NIET tram").wanted == (bus,)


@given(st.text("abé \"()*-OFENIT'.", max_size=25))
def test_any_text_is_read_or_refused_with_a_reason(text: str) -> None:
    try:
        query = read_query(text)
    except QueryError as error:
        assert error.problem
    else:
        assert query.wanted


def test_forms_of_other_languages_are_found_in_their_own() -> None:
    words = SearchWords(["children", "child", "kinderen"], ["en", "en", "nl"])
    assert set(words.of("children")) == {0, 1}


# ---------------------------------------------------------------- who said it, and what is left out


@pytest.fixture(scope="module")
def roles(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return open_run(write_run(tmp_path_factory.mktemp("rollen") / "run", dialogue_with_roles()))


def narrowing_of(run: Run, k: int = 5) -> Narrowing:
    themes = [count for level in (1, 2) for count in count_themes(run, level, k)]
    return Narrowing(run, roles_shown(count_answered(run, k)), themes)


def mask_of(run: Run, query: str) -> np.ndarray:
    index = SearchIndex(run)
    having = np.zeros(index.units.height, dtype=np.bool_)
    having[index.search(read_query(query)).rows] = True
    return having


def test_filters_leave_the_units_of_a_theme_a_role_or_a_source(roles: Run) -> None:
    narrowing = narrowing_of(roles)
    assert narrowing.mask(Filters(theme="t2")).sum() == 12
    assert narrowing.mask(Filters(theme="s1")).sum() + narrowing.mask(Filters(theme="s2")).sum() == 34
    source = roles.sources["source_id"][0]
    assert narrowing.mask(Filters(source=source)).all()
    residents = narrowing.mask(Filters(theme="s1", role="bewoner"))
    assert 0 < residents.sum() < narrowing.mask(Filters(theme="s1")).sum()


def test_a_role_of_fewer_than_k_people_is_neither_offered_nor_used(tmp_path: Path) -> None:
    known = dialogue_with_roles()
    told = tuple(replace(one, role="wethouder") if one.person == "p21" else one for one in known.told)
    run = open_run(write_run(tmp_path / "run", replace(known, told=told)))
    narrowing = narrowing_of(run)
    assert narrowing.roles == ("bewoner", "professional")
    assert narrowing.usable(Filters(role="wethouder")) == Filters()
    assert all(narrowing.role_of(row) != "wethouder" for row in range(run.units.height))


def test_a_role_is_not_given_away_in_a_theme_where_few_have_it(roles: Run) -> None:
    """Theme t3 has two residents and one professional."""
    narrowing = narrowing_of(roles)
    small = np.flatnonzero(narrowing.mask(Filters(theme="t3")))
    assert [narrowing.role_of(int(row)) for row in small] == [None] * 3
    assert narrowing.usable(Filters(theme="t3", role="bewoner")) == Filters(theme="t3")
    assert not narrowing.mask(Filters(role="bewoner"))[small].any()
    assert not narrowing.mask(Filters(role="professional"))[small].any()


def test_filters_that_this_run_does_not_have_are_left_out(roles: Run) -> None:
    asked = Filters(theme="x", role="koning", question="?", round="9", source="../etc")
    assert narrowing_of(roles).usable(asked) == Filters()


def test_people_and_messages_are_counted_and_below_k_not_told(roles: Run) -> None:
    narrowing = narrowing_of(roles)
    everything = np.ones(roles.units.height, dtype=np.bool_)
    many = narrowing.count(mask_of(roles, "vertrouw"), [everything], 5)
    assert (many.people.kind, many.people.number, many.messages.number) == ("exact", 12, 12)
    few = narrowing.count(mask_of(roles, "dossier"), [everything], 5)
    assert (few.people.kind, few.people.number) == ("fewer", 5)
    assert few.messages.kind == "few people"


def test_two_views_one_filter_apart_do_not_give_away_a_few_people(roles: Run) -> None:
    """Of the 22 who wait at the counter one is left out by a word more; neither count may tell."""
    narrowing = narrowing_of(roles)
    wide = mask_of(roles, "loket")
    narrow = wide & ~mask_of(roles, '"loket 7"')
    assert narrowing.count(wide, [], 5).people.number == 22
    told = narrowing.count(narrow, [wide], 5)
    assert told.messages.kind == "withheld"
    assert told.people.kind == "more" or not told.people.exact


def test_where_nobody_is_known_people_are_unknown(tmp_path: Path) -> None:
    from runs_for_tests import dialogue_without_background

    run = open_run(write_run(tmp_path / "run", dialogue_without_background()))
    narrowing = narrowing_of(run)
    told = narrowing.count(mask_of(run, "loket"), [], 5)
    assert told.people.kind == "unknown" and told.messages.exact
    assert narrowing.roles == ()


def test_what_was_excluded_everywhere_or_from_its_own_theme_is_never_quoted(tmp_path: Path) -> None:
    folder = write_run(tmp_path / "runs" / "dialoog", dialogue_with_roles())
    told = dialogue_with_roles().told
    assert never_quoted(open_decided(folder)) == frozenset()
    maker = Maker("MK", "staat er te herkenbaar")
    Deciding.about(folder, maker).exclude(quote_id(0, told[0]))
    Deciding.about(folder, maker).exclude(quote_id(1, told[1]), "t2")
    assert never_quoted(open_decided(folder)) == {"uc0000", "uc0001"}
    Deciding.about(folder, maker).restore(quote_id(0, told[0]))
    assert never_quoted(open_decided(folder)) == {"uc0001"}


def test_what_was_excluded_from_another_theme_may_be_quoted(tmp_path: Path) -> None:
    folder = write_run(tmp_path / "runs" / "dialoog", dialogue_with_roles())
    told = dialogue_with_roles().told
    Deciding.about(folder, Maker("MK", "hoort daar niet")).exclude(quote_id(0, told[0]), "t2")
    assert never_quoted(open_decided(folder)) == frozenset()


# ---------------------------------------------------------------- meaning


def test_a_sentence_finds_what_means_the_same_without_sharing_its_words(sample_run: Path) -> None:
    run = open_run(sample_run)
    index = SearchIndex(run)
    meaning = MeaningIndex(run, index.units)
    everything = np.ones(index.units.height, dtype=np.bool_)
    near = meaning.nearest("Ik moet lang wachten op hulp.", everything)
    texts = dict(run.contributions.select("contribution_id", "text").iter_rows())
    said = [texts[index.units["contribution_id"][one.row]] for one in near[:3]]
    assert any("wachtlijst" in text for text in said)
    order = ["strong", "fair", "weak", "hardly"]
    assert [order.index(one.nearness) for one in near] == sorted(order.index(one.nearness) for one in near)


def test_the_very_words_of_a_unit_are_nearest_to_it_and_nothing_is_near_to_nonsense(sample_run: Path) -> None:
    run = open_run(sample_run)
    index = SearchIndex(run)
    meaning = MeaningIndex(run, index.units)
    everything = np.ones(index.units.height, dtype=np.bool_)
    unit, contribution, start, end = index.units.row(400)
    text = run.contributions.filter(run.contributions["contribution_id"] == contribution)["text"][0][
        start:end
    ]
    first = meaning.nearest(text, everything)[0]
    assert index.units["unit_id"][first.row] == unit
    assert first.nearness == "strong"
    far = meaning.nearest("xq zzv 83 kkp", everything)
    assert len(far) == 10 and far[-1].nearness == "hardly"
    assert meaning.nearest(text, ~everything) == ()


def test_a_run_of_another_model_cannot_be_searched_by_meaning(run: Run, tmp_path: Path) -> None:
    index = SearchIndex(run)
    with pytest.raises(ModelError, match="by words"):
        MeaningIndex(run, index.units)
    other = {"view": "use", "name": "use", "revision": "0.0.1", "width": 512}
    manifest = json.loads((run.path / "manifest.json").read_text()) | {"embedders": [other]}
    copy = write_run(tmp_path / "run", Dialogue((Told("De bus rijdt niet.", "p1"),)))
    (copy / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(ModelError, match=r"use \(0\.0\.1\)"):
        MeaningIndex(open_run(copy), index.units)
