from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from corpora.errors import RunError
from corpora.progress import SilentProgress
from labels.codebook import SHIPPED, Code, Codebook, read_codebook
from pipelines.embedders import load
from pipelines.guided import find_guided, texts_beside
from pipelines.guided_evidence import sizes, spoken_of
from pipelines.guided_placing import FITS_NO_CODE, place_by_codebook
from pipelines.guided_scores import GuidedScores, code_texts, score_codes
from pipelines.guided_spread import agreed_ties, reach
from pipelines.guided_themes import CodeThemes, code_labels
from pipelines.seeking import find_themes
from pipelines.settings import Settings
from pipelines.stored_codebook import read_vectors, stored_vectors
from pipelines.themes import STANDS_APART, different_texts, no_themes
from pipelines.two_groups import probabilities
from pipelines.vectors import embed
from pipelines.views import character_view, make_views, vector_view

PAPERS = "Voor een vergoeding moest ik elf formulieren invullen en bij het loket bewijsstukken inleveren."
LONELY = "Mijn buurvrouw is erg eenzaam, ze spreekt de hele week niemand."
DEBTS = "Ik heb schulden en de deurwaarder stond weer voor de deur met een betalingsregeling."
BOTH = "Door mijn schulden moet ik bij het loket steeds weer formulieren en bewijsstukken inleveren."
PLANET = "De ringen van Saturnus bestaan uit brokken ijs die om de planeet draaien."
GREEN = Code(
    "groen", (("nl", "Groen en spelen"), ("en", "Green and play")), definition="Parken, bomen, speelplekken."
)
TREES = Code("bomen", (("nl", "Bomen"),), parent="groen", typical=("De oude linde is zomaar gekapt.",))
MONEY = Code("geld", (("nl", "Geldzorgen"),), definition="Schulden en armoede.")
NESTED = Codebook((GREEN, TREES, MONEY))


@pytest.fixture(scope="module")
def book():
    return read_codebook(SHIPPED)


def coded(texts, codebook):
    known = code_texts(codebook)
    every = [*texts, *known.texts]
    owner = np.arange(len(every))
    views = [
        vector_view("use", 1.0, embed(every, load("use")), owner, 0.0),
        character_view("characters", 1.0, every, owner, 0.0),
    ]
    return score_codes(views, known)


@pytest.fixture(scope="module")
def found(book):
    return coded([PAPERS, LONELY, DEBTS, BOTH, PLANET], book)


def best(result):
    return [result.codes[number] for number in result.best]


def several(result):
    return [{result.codes[number] for number in row} for row in result.several()]


def test_a_text_gets_the_code_whose_definition_and_examples_it_is_like(found):
    assert best(found)[:3] == ["bureaucratie", "eenzaamheid", "schulden"]
    assert all(row for row in several(found)[:3])


def test_of_a_text_about_two_subjects_both_codes_are_the_most_probable(found):
    most = np.argsort(-found.probability[3])[:2]
    assert {found.codes[number] for number in most} == {"bureaucratie", "schulden"}


def test_a_text_has_every_code_of_one_half_or_more_best_first_and_three_at_most():
    probability = np.array([[0.5, 0.9, 0.6, 0.7], [0.4, 0.49, 0.1, 0.2]])
    scores = GuidedScores(("a", "b", "c", "d"), probability, probability)
    assert scores.several() == [(1, 3, 2), ()]
    assert scores.primary.tolist() == [1, -1]
    np.testing.assert_allclose(scores.left_over, [0.1, 0.51])


def test_what_fits_no_code_is_left_over_more_than_what_does(found):
    assert found.left_over[4] > found.left_over[:4].max()
    assert not several(found)[4]
    assert found.primary[4] == -1
    assert (found.primary[:4] == found.best[:4]).all()


def test_one_contribution_can_be_coded(book):
    assert several(coded([LONELY], book)) == [{"eenzaamheid"}]


def test_no_text_has_more_than_the_codes_asked_for(found):
    assert all(len(row) <= 1 for row in found.several(most=1))


def test_a_new_example_draws_what_is_like_it_to_its_code(book, found):
    assert not several(found)[4]
    taught = tuple(
        replace(code, typical=(*code.typical, "Saturnus heeft ringen van brokken ijs."))
        if code.id == "openbare-ruimte"
        else code
        for code in book.codes
    )
    after = several(coded([PAPERS, LONELY, DEBTS, BOTH, PLANET], replace(book, codes=taught)))
    assert after[4] == {"openbare-ruimte"}
    assert after[:3] == several(found)[:3]


def test_codes_need_no_examples_and_no_description():
    described = Codebook((Code("groen", (("nl", "bomen en parken"),)), Code("geld", (("nl", "schulden"),))))
    assert best(coded([DEBTS, "Er staan te weinig bomen in het park."], described)) == ["geld", "groen"]
    shown = Codebook(
        (
            Code("groen", (("nl", ""),), typical=("Het park heeft oude bomen.",)),
            Code("geld", (("nl", ""),), typical=("Ik kan mijn schulden niet betalen.",)),
        )
    )
    assert best(coded([DEBTS, "Er staan te weinig bomen in het park."], shown)) == ["geld", "groen"]


def test_a_codebook_may_have_one_code():
    alone = Codebook((Code("geld", (("nl", "schulden en geldzorgen"),)),))
    result = coded([DEBTS, PLANET, LONELY, "Het park heeft oude bomen.", "De bus rijdt niet meer."], alone)
    assert result.probability[0, 0] > result.probability[1:, 0].max()


def test_a_text_is_left_over_only_where_it_has_no_code(found):
    assert [not row for row in found.several()] == (found.left_over > 0.5).tolist()


def test_a_merged_code_describes_the_code_it_counts_for():
    known = code_texts(
        Codebook(
            (
                Code("groen", (("nl", "Groen"),), definition="Bomen en parken."),
                Code("perk", (("nl", "Perken"),), status="samengevoegd", merged_into="groen"),
                Code("oud", (("nl", "Oud"),), status="vervallen"),
            )
        )
    )
    assert known.codes == ("groen",)
    assert known.texts == ("Groen", "Bomen en parken.", "Perken")


def test_probability_one_half_lies_where_two_groups_meet():
    random = np.random.default_rng(7)
    score = random.normal(0, 1, (4000, 5))
    mine = random.random((4000, 5)) < 0.1
    score[mine] += 4
    probability = probabilities(score)
    assert mine[probability >= 0.5].mean() > 0.9
    assert 0.3 < mine[(probability > 0.4) & (probability < 0.6)].mean() < 0.7
    order = np.argsort(score.ravel())
    assert (np.diff(probabilities(score).ravel()[order]) >= 0).all()


def test_a_label_reaches_its_own_side_of_the_graph_more_than_chance_and_the_other_side_less():
    random = np.random.default_rng(3)
    centre = np.repeat(np.eye(2, 8), 40, axis=0)
    rows = centre + random.normal(0, 0.2, (80, 8))
    view = vector_view("use", 1.0, rows.astype(np.float32), np.arange(80), 0.0)
    own = np.zeros((80, 1), dtype=bool)
    own[0] = True
    reached = reach(agreed_ties([view], np.arange(80), 10, 42), own)[:, 0]
    assert np.median(reached[1:40]) > 0
    assert reached[1:40].min() > reached[40:].max()


def test_a_group_code_has_a_theme_of_its_own_among_the_codes_under_it():
    known = CodeThemes(NESTED)
    assert known.levels == 2
    assert known.themes == {
        "groen": ("c-groen", "c-groen-2"),
        "bomen": ("c-groen", "c-bomen"),
        "geld": ("c-geld", "c-geld-2"),
    }
    names = {theme: label.text for theme, label in known.labels("nl").items()}
    assert names["c-groen"] == "Groen en spelen"
    assert names["c-groen-2"] == "Groen en spelen (algemeen)"
    assert names["c-geld-2"] == names["c-geld"] == "Geldzorgen"
    assert known.labels("en")["c-groen-2"].text == "Green and play (general)"


def test_no_theme_takes_the_id_of_another_code():
    known = CodeThemes(Codebook((*NESTED.codes, Code("groen-2", (("nl", "Groen 2"),), parent="geld"))))
    ids = [themes[-1] for themes in known.themes.values()]
    assert len(set(ids)) == len(ids)
    assert known.themes["groen-2"] == ("c-geld", "c-groen-2")


SAID = (
    "De linde is gekapt.",
    "Het park is mooi.",
    "Ik heb schulden en er staat geen boom.",
    "De maan is rond.",
    "Oké.",
)


def units_of(texts, apart=()):
    return pl.DataFrame(
        {
            "unit_id": [f"u{number}" for number in range(len(texts))],
            "contribution_id": [f"b{number}" for number in range(len(texts))],
            "participant_id": [f"p{number}" for number in range(len(texts))],
            "text": texts,
            "whole": texts,
            "language": "nl",
            "placement": ["set apart" if text in apart else None for text in texts],
            "reason": ["a greeting" if text in apart else None for text in texts],
            "repeat_of": pl.Series([None] * len(texts), dtype=pl.String),
        }
    )


def scores_of(texts, codes):
    probability = np.full((texts.frame.height, 3), 0.1)
    for row, text in enumerate(texts.frame["text"]):
        for code, value in codes.get(text, {}).items():
            probability[row, code] = value
    return GuidedScores(("groen", "bomen", "geld"), probability, probability)


@pytest.fixture
def placed():
    units = units_of([*SAID, SAID[0]], apart=("Oké.",))
    texts = different_texts(units)
    codes = {SAID[0]: {1: 0.9}, SAID[1]: {0: 0.8}, SAID[2]: {2: 0.9, 1: 0.6, 0: 0.55}}
    return units, texts, place_by_codebook(units, texts, scores_of(texts, codes), NESTED, None, 30)


def test_codes_become_themes_of_two_levels_and_a_text_lies_in_all_of_its_codes(placed):
    _, _, found = placed
    themes = {row["theme_id"]: (row["parent_id"], row["level"]) for row in found.themes.to_dicts()}
    assert themes == {
        "c-groen": (None, 1),
        "c-geld": (None, 1),
        "c-groen-2": ("c-groen", 2),
        "c-bomen": ("c-groen", 2),
        "c-geld-2": ("c-geld", 2),
    }
    mixed = found.assignments.filter(pl.col("unit_id") == "u2").sort("level", "theme_id")
    assert mixed.select("theme_id", "membership", "primary").rows() == [
        ("c-geld", 0.9, True),
        ("c-groen", 0.6, False),
        ("c-bomen", 0.6, False),
        ("c-geld-2", 0.9, True),
    ]


def test_a_text_is_in_a_group_itself_only_where_no_code_under_it_fits(placed):
    _, _, found = placed
    itself = found.assignments.filter(pl.col("theme_id") == "c-groen-2")
    assert itself["unit_id"].to_list() == ["u1"]


def test_every_unit_is_placed_or_told_why_not(placed):
    units, _, found = placed
    assert found.units["unit_id"].to_list() == units["unit_id"].to_list()
    assert found.units["placement"].to_list() == [
        "placed",
        "placed",
        "placed",
        "unplaced",
        "set apart",
        "placed",
    ]
    assert found.units["reason"][3].startswith(f"{FITS_NO_CODE}; fewer than 30")
    assert found.units["reason"][4] == "a greeting"
    assert found.units["reason"][0] is None


def test_a_copy_is_placed_where_its_text_is(placed):
    _, _, found = placed
    # The same words in another contribution with the same words are one text.
    assert found.units["repeat_of"].to_list() == [None, None, None, None, None, "u0"]
    per_unit = found.assignments.filter(pl.col("unit_id").is_in(["u0", "u5"]))
    assert sorted(per_unit["theme_id"]) == ["c-bomen", "c-bomen", "c-groen", "c-groen"]


def test_a_unit_has_one_primary_theme_a_level_and_members_are_texts_of_the_theme(placed):
    _, texts, found = placed
    primary = found.assignments.filter("primary").group_by("unit_id", "level").len()
    assert primary["len"].to_list() == [1] * 8
    said = texts.frame["text"].to_list()
    assert {said[row] for row in found.members["c-bomen"]} == {SAID[0], SAID[2]}
    assert set(found.members) == set(found.themes["theme_id"])


def test_labels_come_from_the_codebook_and_only_for_themes_that_are_codes(placed):
    _, _, found = placed
    themes = pl.concat([found.themes.select("theme_id"), pl.DataFrame({"theme_id": ["t0123456789"]})])
    named = code_labels(NESTED, themes)
    assert set(named) == set(found.themes["theme_id"])
    assert {label.origin for label in named.values()} == {"codebook"}
    assert named["c-geld"].description == "Schulden en armoede."


def test_what_no_theme_is_near_is_told_so_after_the_codebook():
    units = units_of(SAID)
    texts = different_texts(units)
    rest = no_themes(units, STANDS_APART)
    found = place_by_codebook(units, texts, scores_of(texts, {SAID[0]: {1: 0.9}}), NESTED, rest, 1)
    assert found.units["reason"][1] == f"{FITS_NO_CODE}; {STANDS_APART}"
    assert found.units["placement"].to_list() == ["placed"] + ["unplaced"] * 4


SUBJECTS = {
    "bus": (
        "De bus naar {} rijdt te weinig.",
        "Ik wacht uren op de bus in {}.",
        "De halte van de bus bij {} is weg.",
    ),
    "school": (
        "De school in {} heeft te weinig leraren.",
        "Er zijn te grote klassen op de school in {}.",
        "Onze school bij {} zoekt een meester.",
    ),
    "schulden": (
        "Door schulden kan ik de huur in {} niet betalen.",
        "De deurwaarder komt in {} om mijn schulden.",
        "Schulden maken mij in {} ziek.",
    ),
}
PLACES = ("Oost", "West", "Noord", "Zuid", "het centrum", "de haven", "de polder", "het dorp")


def spoken():
    return [line.format(place) for lines in SUBJECTS.values() for line in lines for place in PLACES]


def guided(units, codebook, **changes):
    settings = Settings(minimum_contributions=20, minimum_theme=4, resamples=10).replace(**changes)
    texts = different_texts(units)
    known = texts_beside(codebook, texts)
    vectors = {"use": embed(texts.frame["text"].to_list(), load("use"))}
    of_codes = {"use": embed(known.texts, load("use"))}

    def seek(units, texts, vectors):
        return find_themes(
            units,
            texts,
            make_views(texts.words, texts.owner, vectors, settings),
            vectors,
            settings,
            SilentProgress(),
        )

    return find_guided(units, texts, vectors, codebook, known, of_codes, settings, SilentProgress(), seek)


DEBT_CODE = Codebook(
    (
        Code(
            "geld", (("nl", "Geld"),), definition="Schulden en armoede.", typical=("Ik heb hoge schulden.",)
        ),
        Code("school", (("nl", "Onderwijs"),), typical=("De school heeft geen leraar.",)),
    )
)


@pytest.fixture(scope="module")
def both_ways():
    units = units_of(spoken())
    return guided(units, DEBT_CODE), guided(units.reverse(), DEBT_CODE)


def test_what_fits_no_code_makes_new_themes_beside_the_codes(both_ways):
    found, _ = both_ways
    first = dict(found.assignments.filter("primary").select("unit_id", "theme_id").iter_rows())
    of = {f"u{number}": text for number, text in enumerate(spoken())}
    about_debts = [first.get(unit) for unit, text in of.items() if "chulden" in text]
    assert about_debts.count("c-geld") > 20
    about_buses = [first.get(unit, "") for unit, text in of.items() if "bus" in text]
    assert sum(theme.startswith("t") for theme in about_buses) > 15
    assert set(found.units["placement"]) <= {"placed", "unplaced"}
    assert found.themes["level"].max() == 1


def test_the_order_of_the_units_changes_no_placement(both_ways):
    found, turned = both_ways
    key = ["unit_id", "theme_id"]
    assert_frame_equal(found.assignments.sort(key), turned.assignments.sort(key))
    assert_frame_equal(found.themes, turned.themes)
    assert_frame_equal(found.units.sort("unit_id"), turned.units.sort("unit_id"))


def test_one_contribution_alone_is_coded_and_makes_no_new_theme(book):
    found = guided(units_of([DEBTS]), book, minimum_contributions=30)
    assert found.themes["theme_id"].to_list() == ["c-kansen-en-bestaan", "c-schulden"]
    assert found.units["placement"].to_list() == ["placed"]


def test_one_contribution_that_fits_no_code_is_told_so(book):
    found = guided(units_of([PLANET]), book, minimum_contributions=30)
    assert found.themes.is_empty()
    assert found.units["reason"][0].startswith(FITS_NO_CODE)


def test_new_themes_reach_as_deep_as_the_codebook():
    deep = Codebook(
        (
            Code("a", (("nl", "Bestaan"),)),
            Code("b", (("nl", "Rondkomen"),), parent="a"),
            replace(DEBT_CODE.codes[0], parent="b"),
            replace(DEBT_CODE.codes[1], parent="a"),
        )
    )
    found = guided(units_of(spoken()), deep)
    levels = found.themes.filter(pl.col("theme_id").str.starts_with("t"))["level"].unique().sort().to_list()
    assert levels == [1, 2, 3]
    per_level = found.assignments.filter("primary").group_by("unit_id").len()["len"].unique().to_list()
    assert per_level == [3]
    parents = dict(found.themes.select("theme_id", "parent_id").iter_rows())
    above = dict(found.themes.select("theme_id", "level").iter_rows())
    assert all(parent is None or above[parent] == above[theme] - 1 for theme, parent in parents.items())
    assert all(parents[theme] is not None for theme, level in above.items() if level > 1)


def test_vectors_of_the_codebook_come_back_from_their_table():
    known = code_texts(DEBT_CODE)
    matrix = embed(known.texts, load("use"))
    table = stored_vectors(known, matrix)
    np.testing.assert_array_equal(read_vectors(known, table.reverse()), matrix)
    with pytest.raises(RunError, match="1 texts of the codebook have no vector"):
        read_vectors(known, table.filter(pl.col("text_sha256") != table["text_sha256"][0]))


def test_a_part_of_the_texts_is_numbered_anew_and_keeps_its_units():
    texts = different_texts(units_of([*SAID, SAID[0]]))
    part = texts.part(np.array([1, 3]))
    assert part.frame["text"].to_list() == [texts.frame["text"][1], texts.frame["text"][3]]
    assert part.frame["position"].to_list() == [0, 1]
    assert sorted(part.owner.tolist()) == [0, 1]
    whole = dict(texts.member.iter_rows())
    assert {unit for unit, at in whole.items() if at in (1, 3)} == set(part.member["unit_id"])


def test_a_shift_lowers_the_probability_of_its_code_only():
    score = np.random.default_rng(1).normal(0, 1, (500, 2))
    score[:50] += 4
    plain, shifted = probabilities(score), probabilities(score, np.array([0.0, -2.0]))
    np.testing.assert_array_equal(plain[:, 0], shifted[:, 0])
    assert (shifted[:, 1] < plain[:, 1]).all()


def test_a_code_is_rare_where_none_of_its_texts_is_the_likest_to_anything():
    like = np.zeros((60, 3))
    like[:30, 0], like[30:, 1], like[:, 2] = 1, 1, 0.5
    rare = spoken_of(like, np.eye(3, dtype=bool))
    assert rare[0] == rare[1] == 0
    assert rare[2] < -1


def test_few_texts_have_those_of_the_shipped_codebook_beside_them_and_many_have_not():
    few, many = different_texts(units_of(SAID)), different_texts(units_of(spoken()))
    beside = texts_beside(DEBT_CODE, few)
    own = code_texts(DEBT_CODE)
    assert beside.texts[: len(own.texts)] == own.texts
    assert (beside.code[len(own.texts) :] == -1).all() and len(beside.texts) > 80
    assert texts_beside(DEBT_CODE, many).texts == own.texts
    assert texts_beside(replace(DEBT_CODE, language="en"), few).texts == own.texts


def test_many_texts_of_one_code_make_it_large_and_few_texts_tell_little():
    larger = np.tile([[3.0, 0.0]], (300, 1))
    one_in_three = np.vstack([larger, np.tile([[0.0, 3.0]], (150, 1))])
    first, second = np.exp(sizes(one_in_three)) / 2
    assert first + second == pytest.approx(1.0)
    assert first == pytest.approx(2 / 3, abs=0.05)
    assert sizes(larger[:1])[0] < 0.2 < sizes(larger)[0]
