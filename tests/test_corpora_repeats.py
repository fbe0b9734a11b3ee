"""Copies and near copies among contributions: what is a group, who stands for it, and what is a campaign."""

from __future__ import annotations

import random
from itertools import pairwise

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from corpora import repeats_shingles
from corpora.repeats import find_repeats, folded
from corpora.repeats_groups import near_groups
from corpora.repeats_shingles import connected, shingles_of

LETTER = (
    "Houd het wijkloket aan de Dijkstraat open. Veel bewoners kunnen niet met de bus naar het stadskantoor "
    "en aan de telefoon wacht je een uur. Wij vragen de raad om het besluit in te trekken. Groet, {}."
)
NAMES = ("mevrouw Aalders", "meneer Bos", "familie Cramer", "mevrouw Dogan", "meneer Evers", "familie Faber")


def said(*texts: str, people: list[str | None] | None = None) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "contribution_id": [f"c{number:03d}" for number in range(len(texts))],
            "text": list(texts),
            "participant_id": people or [f"p{number:03d}" for number in range(len(texts))],
        },
        schema_overrides={"participant_id": pl.String},
    )


def groups(found: pl.DataFrame) -> list[list[str]]:
    parts = found.group_by("repeat_id").agg(pl.col("contribution_id").sort())
    return sorted(parts["contribution_id"].to_list())


def by_id(found: pl.DataFrame, column: str) -> dict[str, object]:
    return dict(found.select("contribution_id", column).iter_rows())


def jaccard(one: str, other: str) -> float:
    own, theirs = ({text[n : n + 5] for n in range(len(text) - 4)} for text in (one, other))
    return len(own & theirs) / len(own | theirs)


def edited(text: str, changes: int, draw: random.Random) -> str:
    letters = list(text)
    for place in draw.sample(range(len(letters)), changes):
        letters[place] = draw.choice("abcdefghijklmnop")
    return "".join(letters)


def test_case_white_space_and_punctuation_make_no_difference() -> None:
    found = find_repeats(
        said("Meer groen in de wijk, graag!", "meer groen  in de wijk\ngraag", "Een bankje.")
    )
    assert groups(found) == [["c000", "c001"]]
    assert found["exact"].all()
    assert found["similarity"].to_list() == [1.0, 1.0]


def test_letters_with_and_without_a_composed_accent_are_the_same_word() -> None:
    composed, apart = folded(pl.Series(["E\u00e9n idee", "Ee\u0301n idee"]))
    assert composed == apart


def test_texts_without_words_are_copies_only_of_themselves() -> None:
    assert groups(find_repeats(said("👍", "👎", "👍", "!!!", "???"))) == [["c000", "c002"]]


def test_other_scripts_are_folded_too() -> None:
    found = find_repeats(said("Больше зелени в районе!", "больше зелени, в районе", "更多绿地", "更多绿地。"))
    assert groups(found) == [["c000", "c001"], ["c002", "c003"]]


def test_a_near_copy_is_measured_exactly() -> None:
    texts = [LETTER.format(name) for name in NAMES[:2]]
    found = find_repeats(said(*texts))
    expected = jaccard(*folded(pl.Series(texts)))
    assert 0.8 <= expected < 1
    assert sorted(found["similarity"]) == pytest.approx([expected, 1.0], abs=1e-12)
    assert sorted(found["exact"]) == [False, True]


def test_texts_below_the_bar_are_no_copies() -> None:
    texts = (
        "De huur is hier te hoog voor jongeren.",
        "De huur is hier te hoog voor ouderen met een klein pensioen.",
    )
    assert jaccard(*folded(pl.Series(texts))) < 0.8
    assert find_repeats(said(*texts)).is_empty()


def test_a_short_text_has_exact_copies_only() -> None:
    near = ("Ik heb geen idee hoor", "Ik heb geen ideee hoor")
    assert jaccard(*folded(pl.Series(near))) >= 0.7
    assert groups(find_repeats(said("Geen idee.", "geen idee", "geen ideee", *near))) == [["c000", "c001"]]


def test_who_stands_for_a_group_is_the_most_like_the_others() -> None:
    whole = LETTER.format("een buur")
    less, more = whole.replace("Groet, een buur.", ""), whole + " Bel ons."
    found = find_repeats(said(less, whole, more))
    assert set(found["representative"]) == {"c001"}


def test_a_chain_of_small_changes_does_not_join_what_is_unlike() -> None:
    words = [f"woord{number}{letter}" for number in range(10, 34) for letter in "ab"]
    chain = [" ".join(words[start : start + 24]) for start in range(0, 24, 2)]
    neighbours = [jaccard(one, other) for one, other in pairwise(chain)]
    assert min(neighbours) >= 0.8
    assert jaccard(chain[0], chain[-1]) < 0.2
    found = find_repeats(said(*chain))
    assert found["repeat_id"].n_unique() > 1
    assert found["similarity"].min() >= 0.7
    texts = dict(zip((f"c{number:03d}" for number in range(len(chain))), chain, strict=True))
    for one, leader, similarity in found.select(
        "contribution_id", "representative", "similarity"
    ).iter_rows():
        assert jaccard(texts[one], texts[leader]) == pytest.approx(similarity, abs=1e-12)


def test_five_letters_by_three_people_are_a_campaign() -> None:
    letters = [LETTER.format(name) for name in NAMES[:5]]
    three = find_repeats(said(*letters, people=["a", "a", "b", "b", "c"]))
    two = find_repeats(said(*letters, people=["a", "a", "a", "b", "b"]))
    four = find_repeats(said(*letters[:4]))
    assert [set(found["kind"]) for found in (three, two, four)] == [{"campaign"}, {"repeat"}, {"repeat"}]


def test_letters_of_unknown_people_are_a_campaign() -> None:
    letters = [LETTER.format(name) for name in NAMES[:5]]
    unknown = find_repeats(said(*letters, people=[None] * 5))
    mixed = find_repeats(said(*letters, people=["a", "a", "a", "a", None]))
    assert set(unknown["kind"]) == {"campaign"}
    assert set(mixed["kind"]) == {"repeat"}


def test_a_short_sentence_of_many_people_is_no_campaign() -> None:
    assert set(find_repeats(said(*["Meer groen in de wijk graag."] * 20))["kind"]) == {"repeat"}


def test_nothing_and_one_text_have_no_copies() -> None:
    assert find_repeats(said()).is_empty()
    assert find_repeats(said("Een bankje bij de halte, graag voor de winter.")).is_empty()


def test_the_name_of_a_group_follows_from_its_words_alone() -> None:
    once = find_repeats(said("Meer groen in de wijk, graag!", "meer groen in de wijk graag"))
    later = find_repeats(
        said("meer groen in de wijk graag", "Meer groen in de wijk, graag!").with_columns(
            pl.col("contribution_id").str.replace("c", "z")
        )
    )
    assert set(once["repeat_id"]) == set(later["repeat_id"])
    assert all(len(name) == 12 for name in once["repeat_id"])


@given(st.randoms(use_true_random=False))
@examples(max_examples=25)
def test_the_order_of_rows_never_matters(draw: random.Random) -> None:
    base = [LETTER.format(name) for name in NAMES[:3]] + [
        "Geen idee",
        "De bus rijdt hier niet meer na acht uur.",
    ]
    texts = [edited(draw.choice(base), draw.randint(0, 4), draw) for _ in range(30)]
    frame = said(*texts)
    shuffled = frame.sample(fraction=1.0, shuffle=True, seed=draw.randint(0, 1000))
    assert find_repeats(frame).equals(find_repeats(shuffled))


@pytest.mark.parametrize("large", [3, 64])
@given(st.randoms(use_true_random=False))
@examples(max_examples=25)
def test_no_pair_of_near_copies_is_missed(large: int, draw: random.Random) -> None:
    base = ["".join(draw.choice("abcdefgh ") for _ in range(draw.randint(20, 90))) for _ in range(5)]
    texts = sorted({edited(draw.choice(base), draw.randint(0, 3), draw) for _ in range(40)})
    expected = list(range(len(texts)))
    for right in range(len(texts)):
        for left in range(right):
            if jaccard(texts[left], texts[right]) >= 0.8 - 1e-12:
                low, high = sorted((expected[left], expected[right]))
                expected = [low if one == high else one for one in expected]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(repeats_shingles, "LARGE", large)
        assert connected(shingles_of(texts)).tolist() == expected


def test_a_thousand_letters_of_one_campaign_are_one_group() -> None:
    draw = random.Random(3)
    letters = sorted(
        {LETTER.format("".join(draw.choice("aeioubcdlmnr") for _ in range(9))) for _ in range(1000)}
    )
    found = near_groups(letters, np.ones(len(letters), dtype=np.int64))
    assert len(set(found.leader)) == 1
    assert found.similarity.min() >= 0.8
