"""What masking takes out of a text, and what it leaves."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.masking import Decision, Decisions, Rules, mask
from corpora.masking.numbers import passes_eleven_test, passes_mod_97
from corpora.masking.spans import TAG


def masked(text: str, language: str = "nl", rules: Rules | None = None) -> str:
    return mask(pl.Series([text]), pl.Series([language]), rules).texts[0]


PROBES = [
    ("NL91ABNA0417164300", "[IBAN]"),
    ("NL91 ABNA 0417 1643 00", "[IBAN]"),
    ("0612345678", "[TELEFOON]"),
    ("06-12 34 56 78", "[TELEFOON]"),
    ("073-6155155", "[TELEFOON]"),
    ("030 231 2345", "[TELEFOON]"),
    ("zaaknummer 20231234 en 123456782", "zaaknummer 20231234 en [BSN]"),
    ("In 2024 is er", "In 2024 is er"),
    ("in 2024 EN daarna", "in 2024 EN daarna"),
    ("5211 AB Den Bosch", "[POSTCODE] Den Bosch"),
    ("5211ab", "[POSTCODE]"),
    ("Jan de Vries, Kerkstraat 12", "[NAAM], [ADRES]"),
    ("j.devries@gemeente.nl", "[EMAIL]"),
    ("Mijn mening over AI: meer controle", "Mijn mening over AI: meer controle"),
]


@pytest.mark.parametrize(("text", "right"), PROBES)
def test_a_probe_that_other_tools_get_wrong_comes_out_right(text: str, right: str) -> None:
    assert masked(text) == right


IDENTIFIERS = [
    ("Mijn bsn is 1234.56.782.", "Mijn bsn is [BSN]."),
    ("BSN 20231234 staat erop", "BSN [BSN] staat erop"),
    ("Rekening BE68 5390 0754 7034 graag", "Rekening [IBAN] graag"),
    ("rekening nl91abna0417164300", "rekening [IBAN]"),
    ("Bel +31 (0)6 12 34 56 78 of 0031 20 1234567.", "Bel [TELEFOON] of [TELEFOON]."),
    ("Bel (020) 123 4567 of 088 - 1234567", "Bel [TELEFOON] of [TELEFOON]"),
    ("Mijn zus in Gent: +32 478 12 34 56", "Mijn zus in Gent: [TELEFOON]"),
    ("Mail jan (at) voorbeeld.nl maar", "Mail [EMAIL] maar"),
    ("Zie linkedin.com/in/wiepkje-zoutkamp.", "Zie [URL]."),
    ("Zie https://www.voorbeeld.nl/jan-de-vries?x=1", "Zie [URL]"),
    ("Ik woon op 5211 AB 12, boven", "Ik woon op [POSTCODE], boven"),
    ("Laan van Meerdervoort 5a en Markt 3", "[ADRES] en [ADRES]"),
    ("Burgemeester Vinkstraat 12-2", "[ADRES]"),
    ("ik woon op kerkstraat 12", "ik woon op [ADRES]"),
    ("Schrijf naar Postbus 1234", "Schrijf naar [ADRES]"),
    ("De GV-123-B en 12-ABC-3 staan er weer", "De [KENTEKEN] en [KENTEKEN] staan er weer"),
    ("mijn auto, kenteken ab 12 cd", "mijn auto, kenteken [KENTEKEN]"),
    ("KvK-nummer 12345678", "KvK-nummer [ID]"),
    ("Geboren op 28-10-1985 in Assen", "Geboren op [DATUM] in Assen"),
    ("geb. 3 mei 1961", "geb. [DATUM]"),
    ("Mijn zoon Wouter Zoutkamp (9 februari 2016)", "Mijn zoon [NAAM] ([DATUM])"),
    (
        "Mijn moeder, 93, en een 91-jarige buurvrouw",
        "Mijn moeder, [LEEFTIJD], en een [LEEFTIJD]-jarige buurvrouw",
    ),
    ("Opa is vijfennegentig jaar oud", "Opa is [LEEFTIJD] jaar oud"),
]


@pytest.mark.parametrize(("text", "right"), IDENTIFIERS)
def test_an_identifier_is_masked_in_every_spelling(text: str, right: str) -> None:
    assert masked(text) == right


LOOK_ALIKES = [
    "Nummer 123456783 klopt niet",
    "Bestand 20240131 en € 11122233 en 123456782 euro",
    "tabel 1,3 247 305 364 637",
    "NL92ABNA0417164300 is verkeerd getikt",
    "ordernummer 0612345678",
    "Bel 112, 14 030 of 0900-8844",
    "Op 01-02-2023 en 12-10-2024 was de avond",
    "Het kost 1.000.000 en nog +25.000",
    "1200 EN 1300 of 2024 is er",
    "Ruim 1500 km en 1250 mg",
    "de auto in 2030 en de automobiliteit in 2030",
    "volgens artikel 12 en pagina 3",
    "In de Molenstraat 12 woningen erbij",
    "De A12, N201 en F-16",
    "De school bestaat 100 jaar, het 95-jarig bestaan",
    "Ik ben 65 jaar en wij zijn 98 mensen",
    "Het besluit van 12 maart 2024 geldt",
    "Kijk op www.gemeente.nl/wmo en https://www.facebook.com/groups/12",
    "Dossier 12345678 bij de KvK",
]


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_a_look_alike_stays(text: str) -> None:
    assert masked(text) == text


NAMES = [
    ("Volgens mevrouw Zwartbol kan het", "Volgens mevrouw [NAAM] kan het"),
    ("dhr. van der Zwiep belde", "dhr. [NAAM] belde"),
    ("De heer 't Hart en wethouder De Vroedt", "De heer [NAAM] en wethouder [NAAM]"),
    ("prof. dr. A.B. Jansen en J. de Vries", "prof. dr. [NAAM] en [NAAM]"),
    ("Ik heet Wiepkje. Mijn naam is fatima el idrissi", "Ik heet [NAAM]. Mijn naam is [NAAM]"),
    ("Ik ben Roos de Wit uit Zwolle", "Ik ben [NAAM] uit Zwolle"),
    ("Toen zei Jolijn dat het kon", "Toen zei [NAAM] dat het kon"),
    ("Ik heb met Jolijn gesproken", "Ik heb met [NAAM] gesproken"),
    ("Mijn buurvrouw Jolijn en collega Ymkje", "Mijn buurvrouw [NAAM] en collega [NAAM]"),
    ("Gisteren kwam Doutzen Kuilboer langs", "Gisteren kwam [NAAM] langs"),
    ("Youssef's broer en Jan-Willem", "[NAAM]'s broer en [NAAM]"),
    ("Dirk Wiegersma deed veel. Dirk is verhuisd", "[NAAM] deed veel. [NAAM] is verhuisd"),
    ("Jolijn: wij wonen hier graag", "[NAAM]: wij wonen hier graag"),
    ("BEL JAN DE VRIES NU", "BEL [NAAM] NU"),
    ("Groetjes,\nWiepkje", "Groetjes,\n[NAAM]"),
]


@pytest.mark.parametrize(("text", "right"), NAMES)
def test_a_name_is_masked_by_list_by_title_or_by_what_stands_around_it(text: str, right: str) -> None:
    assert masked(text) == right


NO_NAMES = [
    "De Vogelaar-wijk en de Rutte-doctrine in Den Haag en Rijswijk",
    "Friese mensen, Turkse Nederlanders en de Tweede Kamer",
    "Roos bloeit, een bakker, de mark en een Frans balkon",
    "Wethouder Wonen en Zorg, mevrouw de Voorzitter",
    "Jan van Galenstraat en de Prins Hendrikkade zijn druk",
    "Volgens Vestia en Humanitas klopt het",
    "Wijkteams luisteren. Handhaving: niet gezien. Ggz-wachtlijst: lang",
    "Dank u wel, meneer. Twintig minuten. Mijn oma. Zonder haar ging het niet",
    "Ik ben Nederlander en Moslim, uit Den Haag",
    "Stichting Zonnebloem Noord en Project Buurt Bestuurt",
]


@pytest.mark.parametrize("text", NO_NAMES)
def test_what_matters_to_policy_stays(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize(
    ("language", "text", "right"),
    [
        (
            "en",
            "My name is Sarah Connor, call Mrs Thompson: +44 20 7946 0958",
            "My name is [NAAM], call Mrs [NAAM]: [TELEFOON]",
        ),
        ("de", "Herr Schulz und Frau Müller, a.b@example.de", "Herr [NAAM] und Frau [NAAM], [EMAIL]"),
        ("de", "Die Straße und der Verkehr in der Stadt", "Die Straße und der Verkehr in der Stadt"),
        ("fy", "Belje 0612345678", "Belje [TELEFOON]"),
        ("fr", "Madame Quillévéré et Monsieur Le Goff", "Madame [NAAM] et Monsieur [NAAM]"),
        ("pt", "A Sra. Quintela telefonou", "A Sra. [NAAM] telefonou"),
        ("it", "Commenti: le strade sono strette", "Commenti: le strade sono strette"),
    ],
)
def test_other_languages_have_identifiers_and_titled_names(language: str, text: str, right: str) -> None:
    assert masked(text, language) == right


@pytest.mark.parametrize(
    "text",
    [
        "Das Linksabbiegen von der Hauptstraße zum Parkplatz stört, z.B. Lieferverkehr und E-Autos",
        "Auf dem Kemal-Altun-Platz und der Max-Brauer-Allee, m. E. auch am Alma Wartenberg Platz",
        "Einbahnstraße: nicht Radfahrern zumuten. Man kommt von Friesdorf, in der Klaus- und Eulenstraße",
        "Ich bin Berufspendler und nicht Autofahrer. Bürgerrat: bitte mehr Bäume",
        "An der Schule steht Kaiser Karl Ring auf dem Schild",
    ],
)
def test_german_nouns_and_streets_stay(text: str) -> None:
    assert masked(text, "de") == text


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Frau Dr. Angela von der Linde war da", "Frau Dr. [NAAM] war da"),
        ("Ich heiße Uwe Kowalke, das war bei Herrn Radtke", "Ich heiße [NAAM], das war bei Herrn [NAAM]"),
        ("Gestern kam Jürgen Schäfer vorbei", "Gestern kam [NAAM] vorbei"),
        ("Wolfgang: ja, gern", "[NAAM]: ja, gern"),
        ("Das hat E. Stachowiak gesagt", "Das hat [NAAM] gesagt"),
    ],
)
def test_german_names_are_masked_by_title_introduction_and_list(text: str, right: str) -> None:
    assert masked(text, "de") == right


def test_english_names_are_masked_and_streets_called_after_them_stay() -> None:
    text = "Gary Hill from Gordon Avenue talked with Hunter, and my neighbour Grace said so"
    right = "[NAAM] from Gordon Avenue talked with Hunter, and my neighbour [NAAM] said so"
    assert masked(text, "en") == right


def test_places_called_after_somebody_stay_whole() -> None:
    text = "Op het Anne-Frankplein, bij de Theo-Thijssenschool en in de Jan- en Pietstraat is het druk"
    assert masked(text) == text
    assert masked("Mevrouw Jansen-Kerkweg belde") == "Mevrouw [NAAM] belde"


def test_a_title_behind_a_title_is_no_name() -> None:
    assert masked("Mw. Prof. Dr. Visser") == "Mw. Prof. Dr. [NAAM]"


def test_known_names_are_masked_in_full_and_in_part() -> None:
    rules = Rules(names=("Tjalda van Nijkerken", "Interviewer", "Bewoner 3"))
    text = "Tjalda's tuin, van Nijkerken zei; de bewoner en de interviewer"
    assert masked(text, rules=rules) == "[NAAM]'s tuin, van [NAAM] zei; de bewoner en de interviewer"
    assert masked("Tjaldas tuin en TJALDA VAN NIJKERKEN", rules=rules) == "[NAAM]s tuin en [NAAM]"


def test_what_is_protected_wins_over_every_rule() -> None:
    assert masked(
        "Kom bij Jan de Vries of bel 0612345678", rules=Rules(protect=("jan de vries", "0612345678"))
    ) == ("Kom bij Jan de Vries of bel 0612345678")


def test_a_decision_wins_over_rules_and_protection() -> None:
    decisions = Decisions(
        (Decision("Jan de Vries", masked=False), Decision("De Schakel", masked=True, kind="ADRES"))
    )
    rules = Rules(protect=("De Schakel",), decisions=decisions)
    assert masked("Jan de Vries zit in De Schakel", rules=rules) == "Jan de Vries zit in [ADRES]"


def test_a_decision_with_surroundings_holds_there_alone_wherever_it_moved() -> None:
    decisions = Decisions((Decision("Jan", masked=False, before="Sint "),))
    rules = Rules(decisions=decisions)
    assert masked("Later: Sint Jan en Jan", rules=rules) == "Later: Sint Jan en [NAAM]"


def test_null_stays_null_and_counts_add_up() -> None:
    result = mask(
        pl.Series("text", ["Jan belde Piet: 0612345678", None, "Niets"]), pl.Series(["nl", "nl", None])
    )
    assert result.texts.to_list() == ["[NAAM] belde [NAAM]: [TELEFOON]", None, "Niets"]
    assert result.texts.name == "text"
    assert result.kinds.rows() == [(0, "NAAM", 2), (0, "TELEFOON", 1)]
    assert result.spans.select("position", "start", "end").rows() == [(0, 0, 3), (0, 10, 14), (0, 16, 26)]


def test_an_empty_corpus_gives_empty_tables_of_the_same_columns() -> None:
    result = mask(pl.Series([], dtype=pl.String), pl.Series([], dtype=pl.String))
    assert result.kinds.columns == ["position", "kind", "count"]
    assert result.spans.schema["start"] == pl.Int64


def test_texts_and_languages_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match="2 texts but 1 languages"):
        mask(pl.Series(["a", "b"]), pl.Series(["nl"]))


PIECES = st.sampled_from(
    [text for text, _ in PROBES + IDENTIFIERS + NAMES]
    + LOOK_ALIKES
    + NO_NAMES
    + [
        "De",
        "en",
        ".",
        ",",
        "(",
        "Van",
        "mevrouw",
        "heet",
        "[NAAM]",
        "\n",
        "Jan",
        "Zwiep",
        "van der",
        "12",
        "06",
        ":",
        "A.",
        "EN",
    ]
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=6).map(" ".join),
    st.lists(PIECES, max_size=5).map("".join),
    st.text(max_size=60),
)


@settings(max_examples=150)
@given(TEXTS)
def test_masking_twice_changes_nothing_more(text: str) -> None:
    once = masked(text)
    assert masked(once) == once


@settings(max_examples=150)
@given(TEXTS)
def test_nothing_but_the_spans_changes(text: str) -> None:
    result = mask(pl.Series([text]), pl.Series(["nl"]))
    pieces, done = [], 0
    for start, end, kind in result.spans.sort("start").select("start", "end", "kind").iter_rows():
        assert done <= start < end <= len(text)
        pieces += [text[done:start], f"[{kind}]"]
        assert not TAG.search(text[start:end])
        done = end
    assert "".join(pieces) + text[done:] == result.texts[0]


@given(st.permutations([text for text, _ in NAMES]))
@settings(max_examples=5)
def test_the_order_of_rows_changes_no_text(texts: list[str]) -> None:
    result = mask(pl.Series(texts), pl.Series(["nl"] * len(texts)))
    assert dict(zip(texts, result.texts, strict=True)) == dict(NAMES)


@given(st.integers(min_value=0, max_value=10**9 - 1))
def test_one_wrong_digit_fails_the_eleven_test(number: int) -> None:
    digits = f"{number:09}"
    if passes_eleven_test(digits):
        for place in range(9):
            other = digits[:place] + str((int(digits[place]) + 1) % 10) + digits[place + 1 :]
            assert not passes_eleven_test(other)


def test_an_iban_of_the_wrong_length_fails() -> None:
    assert passes_mod_97("BE68539007547034")
    assert not passes_mod_97("BE685390075470345")


def test_no_recogniser_is_needed_and_an_installed_one_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    from corpora.masking import recogniser

    class Entity:
        text, label_, start_char, end_char = "Zilvermeeuw", "PERSON", 8, 19

    class Pipeline:
        def __call__(self, text: str) -> object:
            return type("Doc", (), {"ents": [Entity()] if "Zilver" in text else []})()

    monkeypatch.setattr(recogniser, "recogniser_name", lambda: "nl_core_news_sm")
    monkeypatch.setattr(recogniser, "_pipeline", lambda name: Pipeline())
    assert masked("Ik mis mijn Zilvermeeuw"[0:8] + "Zilvermeeuw erg") == "Ik mis m[NAAM] erg"


def test_a_span_found_in_the_second_reading_is_counted_back_past_every_tag() -> None:
    from corpora.masking.spans import Span, in_the_original, replaced

    text = "Jan of 06-12345678 of Piet"
    former = [Span(0, 3, "NAAM", "one"), Span(7, 18, "TELEFOON", "two")]
    place = replaced(text, former).index("Piet")
    assert in_the_original(Span(place, place + 4, "NAAM", "again"), former)[:2] == (22, 26)
