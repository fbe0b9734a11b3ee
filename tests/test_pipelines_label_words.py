"""Label words: what may stand together in a label, in which form, and whatever the texts are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl
import pytest

from pipelines.label_words import LabelWord, alike, looks, unlike
from pipelines.naming import Label, labels, theme_words
from pipelines.terms import find_terms

Members = dict[str, np.ndarray]

RENT = [
    "De huur van de woning is te hoog en de verhuurder doet niets.",
    "In mijn woning zit schimmel, de verhuurder komt nooit kijken.",
    "De huur stijgt ieder jaar en de woning blijft koud.",
    "Mijn verhuurder wil de huur verhogen.",
    "Een woning met schimmel is niet gezond voor de kinderen.",
    "De verhuurder van deze woning reageert op geen enkele brief.",
]
BUS = [
    "De bus stopt niet meer bij de halte in onze straat.",
    "Bij de halte is geen bankje en de bus komt te laat.",
    "De chauffeur rijdt de halte voorbij.",
    "Zonder bus komt mijn moeder niet bij het station.",
    "De halte is te ver lopen voor mijn oma.",
    "De bus naar het station rijdt in het weekend niet.",
]
GREEN = [
    "Het park heeft te weinig bomen en de speelplek is kapot.",
    "Op de speelplek in het park ligt glas.",
    "De bomen in het park zijn gekapt.",
    "Een speelplek met bomen geeft schaduw.",
    "In het park mist een speelplek voor de kleuters.",
    "Meer bomen bij het park graag.",
]


def corpus(*groups: Sequence[str]) -> tuple[list[str], Members, pl.DataFrame]:
    """Give the texts of themes of one level, their positions, and the table of themes."""
    texts = [text for group in groups for text in group]
    ends = np.cumsum([0, *(len(group) for group in groups)])
    members = {f"t{number}": np.arange(ends[number], ends[number + 1]) for number in range(len(groups))}
    themes = pl.DataFrame(
        [(theme, None, 1) for theme in members],
        schema={"theme_id": pl.String, "parent_id": pl.String, "level": pl.Int64},
        orient="row",
    )
    return texts, members, themes


def named(
    texts: Sequence[str],
    members: Members,
    themes: pl.DataFrame,
    asked: Sequence[str | None] = (),
    languages: Sequence[str] | None = None,
) -> dict[str, Label]:
    terms = find_terms(texts, languages or ["nl"] * len(texts))
    words = theme_words(themes, members, terms)
    return labels(themes, words, members, terms, "nl", asked)


def test_no_label_has_more_than_three_parts_or_four_words() -> None:
    found = named(*corpus(RENT, BUS, GREEN))
    for label in found.values():
        assert 2 <= len(label.words) <= 3
        assert sum(len(word.split()) for word in label.words) <= 4


def test_themes_of_equal_words_still_have_different_labels() -> None:
    found = named(*corpus(RENT, list(reversed(RENT)), RENT))
    assert len({label.text for label in found.values()}) == 3


def test_a_word_of_the_question_is_not_in_the_label_where_everybody_repeats_it() -> None:
    question = "Wat betekent vertrouwen voor u in de wijk?"
    first = ["Het vertrouwen, bij buren.", "Het vertrouwen, met de dokter.", "Mijn vertrouwen, geld."]
    second = ["Mijn vertrouwen, de juf.", "Het vertrouwen, op straat.", "Ons vertrouwen, als ik iets leen."]
    texts, members, themes = corpus(first * 2, second * 2, BUS, GREEN, RENT)
    asked = [question] * 12 + [None] * 18
    without = named(texts, members, themes)
    assert any("vertrouwen" in label.text.lower() for label in without.values())
    found = named(texts, members, themes, asked)
    assert not any("vertrouwen" in label.text.lower() for label in found.values())


def test_a_verb_is_shown_as_its_infinitive_where_anybody_used_it() -> None:
    texts = ["Zij klaagt over ons.", "Hij klaagt altijd.", "Wij willen klagen.", "Oma klaagt nog."]
    terms = find_terms(texts, ["nl"] * 4)
    assert "klagen" in terms.forms
    assert "klaagt" not in terms.forms


def test_a_name_that_mostly_opens_a_sentence_keeps_its_capital_and_a_word_has_none() -> None:
    texts = [
        "Aedes Wonen wil bouwen.",
        "Aedes Wonen belt terug.",
        "Ik vraag het Aedes Wonen.",
        "Aedes Wonen!",
    ]
    texts += ["Regels zijn er genoeg.", "Regels te over.", "Er zijn regels.", "Regels!"]
    forms = find_terms(texts, ["nl"] * 8).forms
    assert "Aedes Wonen" in forms
    assert "regels" in forms
    german = ["Ruhig ist es nie.", "Ruhig, ja.", "Es ist ruhig."]
    assert "ruhig" in find_terms(german, ["de"] * 3).forms


def test_the_parts_of_a_web_address_and_the_tags_of_masking_are_no_words() -> None:
    texts = ["Zie https://www.voorbeeld.nl/kaart en [NAAM].", "Zie www.voorbeeld.nl/kaart, dus [NAAM]."]
    assert set(find_terms([*texts, "De kaart."], ["nl"] * 3).forms) == {"kaart"}


def test_a_word_in_a_text_taken_for_another_language_is_counted_with_its_own() -> None:
    texts = [*RENT, *BUS, *GREEN]
    languages = ["nl"] * 18
    right = find_terms(texts, languages)
    languages[3] = "en"
    wrong = find_terms(texts, languages)
    column = [terms.counts[:, [terms.lemmas.index(("verhuurder",))]].sum() for terms in (right, wrong)]
    assert column[0] == column[1]
    assert "mijn" not in wrong.forms


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("reiziger", "reizen", True),
        ("vertrouwen", "wantrouwen", True),
        ("fahrrad", "rad", True),
        ("woning", "woningcorporatie", True),
        ("huisarts", "huur", False),
        ("school", "kind", False),
        ("bus", "bos", False),
    ],
)
def test_words_that_say_the_same_again_are_known_by_how_they_begin_or_end(
    first: str, second: str, same: bool
) -> None:
    assert alike(first, second) is same
    assert alike(second, first) is same


def test_only_the_first_of_words_that_are_alike_stays() -> None:
    words = [LabelWord(word, (word,), 1.0) for word in ("vertrouwen", "wantrouwen", "overheid")]
    assert [word.shown for word in unlike(words)] == ["vertrouwen", "overheid"]


def test_verb_forms_and_single_names_look_worse_for_a_label_than_nouns() -> None:
    noun = looks("woning", ("woning",), 0.6, "nl")
    assert noun == 1.0
    assert looks("fietst", ("fietsen",), 0.0, "nl") < noun
    assert looks("Kadelaan", ("kadelaan",), 0.6, "nl") < noun
    assert looks("Wohnung", ("wohnung",), 0.6, "de") == noun


def test_labels_do_not_depend_on_the_order_of_the_texts() -> None:
    texts, members, themes = corpus(RENT, BUS, GREEN)
    forwards = named(texts, members, themes)
    last = len(texts) - 1
    turned = {theme: np.sort(last - positions) for theme, positions in members.items()}
    backwards = named(texts[::-1], turned, themes)
    assert forwards == backwards


@pytest.mark.parametrize(
    "groups",
    [
        pytest.param(
            (["Zelfde tekst over de huur."] * 5, ["Zelfde tekst over de huur."] * 5), id="identical"
        ),
        pytest.param((["dat is zo"] * 5, ["ja dat wel"] * 5), id="stop words alone"),
        pytest.param(
            (["huur hoog", "huur woning", "woning koud"] * 2, ["bus halte", "bus laat"] * 3), id="bare"
        ),
        pytest.param(
            (
                ["De huur is hoog.", "The rent is high.", "Die Miete ist hoch.", "Le loyer est cher."],
                ["De bus is laat.", "The bus is late.", "Der Bus kommt zu spät.", "Le bus est en retard."],
            ),
            id="four languages",
        ),
    ],
)
def test_every_theme_gets_a_label_of_its_own_whatever_the_texts(groups: tuple[list[str], ...]) -> None:
    texts, members, themes = corpus(*groups)
    languages = ["nl", "en", "de", "fr"] * 2 if "Le bus est en retard." in texts else ["nl"] * len(texts)
    found = named(texts, members, themes, languages=languages)
    assert all(label.text for label in found.values())
    assert len({label.text for label in found.values()}) == len(groups)


def test_a_third_word_that_counts_for_little_is_left_out() -> None:
    extra = ["De huur en de verhuurder.", "De verhuurder en de huur.", "De verhuurder met de huur."]
    texts, members, themes = corpus([*extra * 6, "De verhuurder kocht gordijn."], BUS)
    assert set(named(texts, members, themes)["t0"].words) == {"huur", "verhuurder"}


def test_a_label_has_two_words_even_where_only_one_stands_out() -> None:
    question = "Wat vindt u van de bus?"
    texts, members, themes = corpus(["De bus bij een halte."] * 6, ["De bus naar een station."] * 6)
    for label in named(texts, members, themes, [question] * 12).values():
        assert len(label.words) == 2
        assert "(" not in label.text
