"""Names: labels from the corpus' own words, each with its evidence, and no two alike."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from insights.runs import open_run
from pipelines.compounds import parts_of
from pipelines.naming import Echo, labels, theme_words, with_labels
from pipelines.terms import find_terms
from pipelines.typical_words import typical

CARE = [
    "De jeugdzorg heeft lange wachtlijsten.",
    "Wachtlijsten in de zorg zijn te lang.",
    "De zorg voor jeugd kent wachtlijsten.",
    "De jeugdzorg komt te laat.",
    "Voor de jeugd is er te weinig zorg.",
]
BUS = [
    "De bus rijdt niet meer langs de halte.",
    "De halte van de bus is weg.",
    "Zonder bus komt niemand bij de halte.",
    "De chauffeur van de bus is aardig.",
    "De bus stopt niet bij de halte.",
]


def themes(*levels: tuple[str, str | None, int]) -> pl.DataFrame:
    schema = {"theme_id": pl.String, "parent_id": pl.String, "level": pl.Int64}
    return pl.DataFrame(levels, schema=schema, orient="row")


def named(texts: list[str], members: dict[str, list[int]], table: pl.DataFrame, **more: object):
    terms = find_terms(texts, ["nl"] * len(texts))
    places = {theme: np.array(rows) for theme, rows in members.items()}
    words = theme_words(table, places, terms)
    found = labels(table, words, places, terms, "nl", **more)  # type: ignore[arg-type]
    return with_labels(words, found), found, terms


@pytest.mark.parametrize(
    ("words", "compound", "parts"),
    [
        (["jeugdzorg", "jeugd", "zorg"], "jeugdzorg", ("jeugd", "zorg")),
        (["gemeentehuis", "gemeente", "huis"], "gemeentehuis", ("gemeente", "huis")),
        (["wijkteams", "wijk", "teams"], "wijkteams", ("wijk", "teams")),
        (["bewonersgroep", "bewoner", "groep"], "bewonersgroep", ("bewoner", "groep")),
        (["vertrouwen", "trouwen"], "vertrouwen", None),
        (["samenleving", "samen"], "samenleving", None),
        (["bijdrage", "drage"], "bijdrage", None),
    ],
)
def test_a_compound_is_cut_only_into_words_that_the_corpus_has(
    words: list[str], compound: str, parts: tuple[str, str] | None
) -> None:
    assert parts_of(words, "nl").get(compound) == parts


def test_german_compounds_are_cut_with_german_links() -> None:
    assert parts_of(["verkehrsplanung", "verkehr", "planung"], "de") == {
        "verkehrsplanung": ("verkehr", "planung")
    }


def test_a_compound_supports_its_parts_and_a_text_counts_once() -> None:
    terms = find_terms(CARE + BUS, ["nl"] * 10)
    column = terms.lemmas.index(("zorg",))
    assert terms.counts[:, [column]].toarray().ravel().tolist() == [1] * 5 + [0] * 5
    assert terms.alone[:, [column]].toarray().ravel().tolist() == [0, 1, 1, 0, 1] + [0] * 5


def test_the_evidence_of_a_word_is_the_number_of_texts_inside_and_outside() -> None:
    words, found, _ = named(
        CARE + BUS, {"a": [0, 1, 2, 3, 4], "b": [5, 6, 7, 8, 9]}, themes(("a", None, 1), ("b", None, 1))
    )
    row = words.filter((pl.col("theme_id") == "b") & (pl.col("word") == "bus")).row(0, named=True)
    assert (row["inside"], row["outside"]) == (5, 0)
    for theme, label in found.items():
        marked = words.filter((pl.col("theme_id") == theme) & pl.col("in_label"))["word"].to_list()
        assert sorted(marked) == sorted(label.words)
        assert all(word.lower() in label.text.lower() for word in label.words)


def test_no_two_themes_share_a_label_also_between_levels() -> None:
    table = themes(("top", None, 1), ("rest", None, 1), ("a", "top", 2), ("b", "top", 2), ("c", "rest", 2))
    members = {
        "top": [0, 1, 2, 3, 4],
        "rest": [5, 6, 7, 8, 9],
        "a": [0, 1, 2],
        "b": [3, 4],
        "c": [5, 6, 7, 8, 9],
    }
    _, found, _ = named(CARE + BUS, members, table)
    assert found["c"] == found["rest"]
    texts = [label.text for theme, label in found.items() if theme != "c"]
    assert len(set(texts)) == len(texts)


def test_a_word_that_only_echoes_the_question_names_no_theme_and_one_that_tells_themes_apart_does() -> None:
    question = "Wat vindt u van de wachtlijsten en de bus?"
    texts = [f"{text[:-1]} door de wachtlijsten." for text in CARE + BUS]
    terms = find_terms(texts, ["nl"] * 10)
    echo = Echo.of([question] * 10, terms, "nl")
    number = {lemmas: index for index, lemmas in enumerate(terms.lemmas)}
    assert echo.of_question(number[("wachtlijst",)], np.arange(5))
    assert not echo.of_question(number[("bus",)], np.arange(5, 10))
    assert not Echo.of([None] * 10, terms, "nl").of_question(number[("wachtlijst",)], np.arange(5))


def test_words_of_one_root_do_not_stand_in_one_label() -> None:
    texts = [
        f"Het vertrouwen is weg en het wantrouwen groeit, zegt de buurt over het plan {n}." for n in range(6)
    ]
    _, found, _ = named(
        texts + BUS, {"a": list(range(6)), "b": list(range(6, 11))}, themes(("a", None, 1), ("b", None, 1))
    )
    assert not {"vertrouwen", "wantrouwen"} <= set(found["a"].words)


def test_a_typical_word_is_nearer_to_the_theme_than_a_chance_one() -> None:
    class Letters:
        name, revision, width = "letters", "1", 3

        def encode(self, texts):
            kinds = {"zorg": (1, 0, 0), "bus": (0, 1, 0), "kadelaan": (0, 0, 1)}
            return np.array([kinds[text] for text in texts], dtype=np.float32)

    vectors = np.array([[1, 0, 0.1]] * 3 + [[0, 1, 0.1]] * 3, dtype=np.float32)
    words = pl.DataFrame({"theme_id": ["a"] * 3, "word": ["zorg", "bus", "kadelaan"]})
    found = typical(words, {"a": np.arange(3)}, vectors, Letters())
    assert found["a", "zorg"] > found["a", "kadelaan"] > found["a", "bus"]


def test_labels_of_the_sample_name_what_a_civil_servant_would(sample_run: Path) -> None:
    names = " ; ".join(open_run(sample_run).themes["label"].to_list()).lower()
    for word in ("vertrouwen", "menselijke maat", "eenzaamheid", "schulden", "wijkagent", "huisarts"):
        assert word in names
    assert "platanen" not in names
