"""Not an opinion: what says nothing is set apart with its reason, and what may be an opinion never is."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from corpora.samples import sample_dialogue
from pipelines.opinions import FACILITATOR, QUESTION, reason_apart, set_apart

EMPTY = """
Geen idee hoor | Ik zou het echt niet weten | weet ik ook niet | ???? | … | Nvt. | Geen antwoord
geen commentaar | Hier heb ik verder niks aan toe te voegen | Ik begrijp deze vraag niet
De vraag is mij niet duidelijk | 👍 | Ik sla deze vraag even over | Zie hierboven | zie vorige antwoord
Zie mijn reactie bij de eerste vraag | idem | Helemaal mee eens | Ik ben het hier mee eens
Ik sluit me daarbij aan | Hetzelfde als hierboven | Precies! | Klopt. | Goedemorgen allemaal
Goedenavond iedereen | Hoi buren | Dank je wel | Hartelijk dank! | Bedankt voor de vraag
Fijn weekend allemaal | Nog een prettige avond | Veel succes ermee | Groetjes uit de wijk
Met vriendelijke groet | Test 1 2 3 | testje | Even testen of dit werkt | Hier kom ik later nog op terug
Dat lees ik straks | Hier moet ik nog even over nadenken | Nu even geen tijd | Nee hoor | Ja zeker
Niet mee eens | Helemaal oneens | Top! | Dan gaan we nu door naar de volgende vraag
Dank u wel, dan gaan we naar het laatste onderwerp | Het woord is aan mevrouw De Boer | I don't know
Not sure | No comment | Nothing to add | See above | Same here | Thanks everyone | Good evening
I totally agree | Disagree | Weiß ich nicht | Keine Ahnung | Keine Angabe | Siehe oben | Danke schön
Guten Abend | Viele Grüße | Ich verstehe die Frage nicht | Nichts hinzuzufügen
"""
"""Written for this test, apart from the sample."""
OPINIONS = """
Geen bus | Geen vertrouwen meer | Meer groen | Minder regels graag | Te duur | Niet eerlijk | Onveilig
Te weinig huizen | Geen idee wie er over gaat | Weet niemand | Ik weet niet waar ik moet zijn
Geen tijd voor ons | Nooit tijd | De gemeente heeft geen tijd | Geen antwoord gekregen op mijn brief
Niemand luistert | Ze bellen nooit terug | Zie de problemen bij de flat
Zie mijn dossier, dat ligt er al een jaar | Kijk naar de kinderen | Goed geregeld
Dank aan de wijkagent, die kent iedereen | Bedankt voor niets, gemeente
Groeten kan er niet meer af bij de buren | Fijne buurt | Fijne dag was het buurtfeest, meer daarvan
Goede morgen is er geen bus | Mooi park | Ik ben het oneens met de sloop
Niet mee eens dat de school dicht gaat | Helemaal mee eens met het plan voor het plein
Nee tegen de windmolens | Ja tegen meer woningen | Onzin, die nieuwe regels | Prima zorg hier
Top dat er een buurthuis is | Ik moet nadenken over elke euro | Kom later terug, zeggen ze dan
Lees die brieven maar eens | Test de lift eens | De vraag is niet of maar wanneer
Deze vraag stelt de gemeente elk jaar | Niets veranderd | Niks gehoord | Alles duurder
Het woord is aan de bewoners, niet aan de gemeente en niet aan de corporatie | Geef bewoners het woord
We gaan naar de volgende crisis | Sluit die school niet | Open het loket | Schorsing helpt jongeren niet
Pas op de kinderen | Geen mening van bewoners wordt gehoord | Onbekend loket | Nee is altijd het antwoord
Sla ons niet over | Wij worden overgeslagen | Ahnung hat dort keiner | Keine Busse | Kein Vertrauen
Mehr Bäume | Zu teuer | Die Ampel ist gefährlich | Danke für den neuen Spielplatz
Nicht einverstanden mit dem Bau | Quatsch ist das | More trees | Too expensive | No buses | Nobody listens
I agree with the new park | Nothing works here | Not safe | Thanks for closing our library
I don't know my neighbours | See the potholes on Main Street | Same rents for all
"""


def listed(text: str) -> list[str]:
    return [one.strip() for line in text.strip().splitlines() for one in line.split("|")]


@pytest.mark.parametrize("text", listed(EMPTY))
def test_what_says_nothing_is_recognised(text: str) -> None:
    assert reason_apart(text) is not None


@pytest.mark.parametrize("text", listed(OPINIONS))
def test_a_short_opinion_is_never_set_apart(text: str) -> None:
    assert reason_apart(text) is None


def test_on_the_sample_nothing_real_is_set_apart_and_nearly_all_that_is_empty() -> None:
    sample = sample_dialogue()
    gold = pl.read_csv(sample.gold, infer_schema=False)
    said = pl.read_csv(sample.dialogue, infer_schema=False)
    rows = gold.join(said, on="bijdrage_id").select("bijdrage", pl.col("code").fill_null("") == "")
    found = set_apart(rows.select(pl.col("bijdrage").alias("text")))["placement"].is_not_null()
    empty = rows["code"]
    assert (found & ~empty).sum() == 0
    assert (found & empty).sum() >= 0.9 * empty.sum()


def test_a_question_of_whoever_leads_the_conversation_is_no_opinion() -> None:
    units = pl.DataFrame(
        {
            "text": [
                "Kunt u daar een voorbeeld van geven?",
                "Kunt u daar een voorbeeld van geven?",
                "De wachtlijst is te lang.",
                "Dank u wel.",
            ],
            "role": ["gespreksleider", "bewoner", "moderator", "procesbegeleider"],
        }
    )
    assert set_apart(units)["reason"].to_list() == [FACILITATOR, None, None, FACILITATOR]


def test_who_only_repeats_the_question_says_nothing() -> None:
    question = "Wat gaat er mis in de wijk?"
    units = pl.DataFrame(
        {"text": [question, "wat gaat er mis in de wijk", "Wat mis gaat is de zorg."], "question": question}
    )
    assert set_apart(units)["reason"].to_list() == [QUESTION, QUESTION, None]


def test_every_reason_is_worded_in_dutch() -> None:
    from insights.wording import NL

    reasons = {str(reason_apart(text)) for text in listed(EMPTY)} | {FACILITATOR, QUESTION}
    assert reasons <= set(NL.reasons)


def test_long_and_odd_texts_take_no_time() -> None:
    start = time.process_time()
    odd = ["ja " * 5000, "weet ik " * 4000 + "niet", "?" * 20_000, "ha" * 10_000, "dank u wel voor " * 2000]
    set_apart(pl.DataFrame({"text": [*odd, "groetjes uit " + "de " * 30, "ik weet het echt " * 6]}))
    many = [text for text in listed(EMPTY) + listed(OPINIONS) for _ in range(120)]
    set_apart(pl.DataFrame({"text": many}))
    assert time.process_time() - start < 3


CHECKED = {
    "cimt_arguments_de": {
        (1433, "1a77d5c9"),
        (7076, "dacc874c"),
        (7077, "eb63b588"),
        (7509, "e5931b84"),
        (8667, "dacc874c"),
        (8722, "dd5e1481"),
        (10406, "f923f100"),
        (10437, "dacc874c"),
        (10492, "dacc874c"),
        (10737, "577f8bf5"),
        (11174, "00d9b37d"),
        (12255, "753692ec"),
        (12336, "c3051964"),
        (12679, "f923f100"),
        (12720, "c3051964"),
        (12727, "f923f100"),
        (12853, "00d9b37d"),
        (13020, "73b35fc6"),
        (14464, "dacc874c"),
        (14692, "54d626e0"),
        (14846, "3973e022"),
        (15034, "dd5e1481"),
        (15755, "48e73917"),
        (16090, "71ee45a3"),
        (16734, "54d626e0"),
    },
    "commonvoice_nl": {
        (12482, "3c3625fa"),
        (12560, "78e21d28"),
        (17382, "50cf5360"),
        (17645, "060234ea"),
        (39502, "7d87c271"),
        (39503, "c5622d6c"),
        (39504, "cc69cd8b"),
        (39505, "bc44c994"),
        (39506, "4280af8b"),
    },
    "handelingen_tk": {
        (18, "9893e130"),
        (27, "9893e130"),
        (101, "9893e130"),
        (141, "9893e130"),
        (167, "918c02e9"),
        (173, "9893e130"),
        (183, "918c02e9"),
        (226, "9893e130"),
        (230, "9893e130"),
        (318, "9893e130"),
        (340, "9893e130"),
        (363, "9893e130"),
        (383, "9893e130"),
        (394, "940d229a"),
        (402, "9893e130"),
        (411, "3feb05e5"),
        (425, "9893e130"),
        (430, "9893e130"),
        (513, "9893e130"),
        (515, "940d229a"),
        (559, "9893e130"),
        (621, "918c02e9"),
        (638, "9893e130"),
        (676, "b2c980de"),
        (700, "918c02e9"),
        (828, "107affc6"),
        (851, "918c02e9"),
        (932, "9893e130"),
        (964, "44ae3c2a"),
        (1044, "918c02e9"),
        (1112, "722037ca"),
        (1133, "9893e130"),
        (1160, "9893e130"),
        (1180, "3f6127f4"),
        (1232, "9893e130"),
        (1275, "9893e130"),
        (1327, "9893e130"),
    },
}
"""Rows of real sets that are set apart, each read and found to say nothing: row number, start of its hash."""


@pytest.mark.parametrize("name", sorted(CHECKED))
def test_on_real_texts_nearly_all_that_is_set_apart_was_found_empty_by_hand(
    name: str, shared_data: Callable[[str], Path]
) -> None:
    texts = pl.read_parquet(shared_data(f"{name}/data.parquet"))["text"]
    apart = set_apart(texts.to_frame()).with_row_index("row").filter(pl.col("placement").is_not_null())
    found = {
        (row, hashlib.sha256(text.encode()).hexdigest()[:8])
        for row, text in apart.select("row", "text").iter_rows()
    }
    assert len(found & CHECKED[name]) >= 0.95 * len(found)


@pytest.mark.parametrize("name", ["sib200_nld", "xsid_nl", "coalitieakkoord2021"])
def test_of_texts_that_all_say_something_hardly_any_is_set_apart(
    name: str, shared_data: Callable[[str], Path]
) -> None:
    texts = pl.read_parquet(shared_data(f"{name}/data.parquet"))["text"]
    assert set_apart(texts.to_frame())["placement"].is_not_null().mean() <= 0.02
