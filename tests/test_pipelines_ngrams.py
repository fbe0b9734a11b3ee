"""Character n-grams have the weights that scikit-learn gives them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from pipelines.ngrams import character_ngrams


def theirs(texts: list[str]) -> np.ndarray:
    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(4, 4), min_df=2, sublinear_tf=True)
    try:
        rows = vectorizer.fit_transform(texts).toarray()
    except ValueError:  # no n-gram occurs twice
        return np.zeros((len(texts), len(texts)))
    return rows @ rows.T


@given(st.lists(st.text(alphabet="aàbc 😀\n", max_size=30), min_size=1, max_size=12))
def test_similarities_are_those_of_scikit_learn(texts: list[str]) -> None:
    rows = character_ngrams(texts)
    np.testing.assert_allclose((rows @ rows.T).toarray(), theirs(texts), atol=1e-5)


def test_dutch_sentences_share_what_their_words_share() -> None:
    texts = [
        "De wijkteams helpen niet.",
        "Het wijkteam helpt ons.",
        "Meer groen in de straat!",
        "Groene straten graag.",
    ]
    rows = character_ngrams(texts)
    similarity = (rows @ rows.T).toarray()
    np.testing.assert_allclose(similarity, theirs(texts), atol=1e-5)
    assert similarity[0, 1] > similarity[0, 2]
    assert similarity[2, 3] > similarity[1, 3]
