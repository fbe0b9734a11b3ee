"""What is held of phrases: they are found as one pattern of all would find them, in no more time for many."""

from __future__ import annotations

import re
import time

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.masking import Rules, mask
from corpora.masking.phrases import Phrases

WORDS = st.sampled_from(
    ["Jan", "jan", "Jans", "Jansen", "'t", "Hart", "van", "Anne-Marie", "A.", "De", "s", "’s"]
)
PHRASES = st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=8)
TEXTS = st.lists(st.tuples(WORDS, st.sampled_from([" ", "  ", ", ", "'s ", "s ", "\n"])), max_size=12)


def by_one_pattern(phrases: list[str], text: str, any_case: bool) -> list[tuple[int, int]]:
    ordered = sorted({" ".join(each.split()) for each in phrases}, key=lambda one: (-len(one), one))
    spelled = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in ordered)
    pattern = re.compile(rf"(?<!\w)({spelled})(?=s?(?!\w)|['’]s)", re.I if any_case else re.NOFLAG)
    return [found.span(1) for found in pattern.finditer(text)]


@settings(max_examples=300)
@given(PHRASES, TEXTS, st.booleans())
def test_phrases_that_begin_with_a_word_are_found_as_one_pattern_of_all_finds_them(
    phrases: list[str], pieces: list[tuple[str, str]], any_case: bool
) -> None:
    led_by_words = [phrase for phrase in phrases if phrase[0].isalnum()]
    text = "".join(word + gap for word, gap in pieces)
    if led_by_words:
        found = list(Phrases(tuple(led_by_words), any_case).find(text))
        assert found == by_one_pattern(led_by_words, text, any_case)


@pytest.mark.parametrize("text", ["Bij ‘De Schakel’ dus", "bij 't Hart", "'t Harts huis", "zo'n 't Hart"])
def test_a_phrase_may_begin_with_a_sign(text: str) -> None:
    phrases = ["‘De Schakel’", "'t Hart"]
    found = list(Phrases(tuple(phrases), any_case=True).find(text))
    assert found == by_one_pattern(phrases, text, True)
    assert len(found) == 1


def test_thousands_of_known_names_cost_hardly_more_than_none() -> None:
    names = tuple(f"Wiepkje{number} Zoutkamp{number}" for number in range(5_000))
    texts = pl.Series([f"In wijk {number} is de bus al jaren te laat." for number in range(500)])
    languages = pl.Series(["nl"]).new_from_index(0, 500)
    rules = Rules(names=names)
    mask(texts[:1], languages[:1], rules)
    start = time.process_time()
    mask(texts, languages, rules)
    assert time.process_time() - start < 1.0
