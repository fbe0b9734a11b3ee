from pathlib import Path

import numpy as np
import pytest

import labels
from labels.codebook import Code, Codebook, read_codebook
from pipelines.embedders import load
from pipelines.guided import code_texts, score_codes
from pipelines.two_groups import probabilities
from pipelines.vectors import embed
from pipelines.views import character_view, vector_view

SHIPPED = Path(labels.__file__).parent / "codebooks" / "wijkaanpak.yml"
PAPERS = "Voor een vergoeding moest ik elf formulieren invullen en bij het loket bewijsstukken inleveren."
LONELY = "Mijn buurvrouw is erg eenzaam, ze spreekt de hele week niemand."
DEBTS = "Ik heb schulden en de deurwaarder stond weer voor de deur met een betalingsregeling."
BOTH = "Door mijn schulden moet ik bij het loket steeds weer formulieren en bewijsstukken inleveren."
PLANET = "De ringen van Saturnus bestaan uit brokken ijs die om de planeet draaien."


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


def test_a_text_may_have_two_codes(found):
    assert {"bureaucratie", "schulden"} <= several(found)[3]


def test_what_fits_no_code_is_left_over_more_than_what_does(found):
    assert found.left_over[4] > found.left_over[:4].max()
    assert not several(found)[4]


def test_one_contribution_can_be_coded(book):
    assert best(coded([LONELY], book)) == ["eenzaamheid"]


def test_the_order_of_the_texts_changes_no_code(book, found):
    turned = coded([PLANET, BOTH, DEBTS, LONELY, PAPERS], book)
    np.testing.assert_allclose(turned.probability[::-1], found.probability, atol=1e-4)
    assert best(turned)[::-1] == best(found)


def test_no_text_has_more_than_the_codes_asked_for(found):
    assert all(len(row) <= 1 for row in found.several(most=1))


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
