"""Quotes: together they say what a theme says, from both sides, with its edge and its single voices."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
import pytest

from corpora.tables import QUOTE_KINDS, Assignments, Quotes, conform
from corpora.units import span_id
from insights.wording import EN, NL
from pipelines import main_quotes, quiet_voices
from pipelines.concreteness import facts, is_personal, is_prose
from pipelines.counter_voices import contradicts
from pipelines.quotes import choose_quotes
from pipelines.views import View

WAYS = (
    ("wachten", "Aan de balie wachten wij {} uren op iemand die {} helpt, en daarna gaan {} toch weer weg."),
    ("brieven", "De brieven over {} zijn zo moeilijk dat {} ze aan {} in de straat moeten laten lezen."),
    ("vertrouwen", "Sinds {} dicht ging gelooft {} niet meer dat {} ons nog komt opzoeken als het nodig is."),
    ("kosten", "Voor {} betaalt {} nu veel meer dan vroeger, terwijl {} er juist minder voor terugkrijgt."),
)
"""Four subjects of one theme; each sentence is filled in with other words."""
WORDS = (
    ("lange", "ouderen", "gezinnen", "Mijn overbuurvrouw vertelde dat vorige winter huilend."),
    ("toeslagen", "buren", "kennissen", "Zulke verhalen hoor ik geregeld bij onze kapper."),
    ("bibliotheek", "moeder", "wethouder", "Ik heb daarover drie klachten gestuurd zonder gevolg."),
    ("parkeren", "winkelier", "klanten", "Niemand begrijpt waarom zulks almaar zo gaat hier."),
    ("vervoer", "oom", "chauffeur", "Eerder ging het prima, voor de verhuizing naar elders."),
    ("zwemles", "juf", "kinderen", "Dat hoeft toch nergens zo ingewikkeld te gaan, lijkt me."),
)


@dataclass(frozen=True)
class Said:
    """A unit of a test: its subject is an axis of the vectors, ``far`` how far it is from the centre."""

    text: str
    person: str | None
    subject: int = 0
    far: float = 0.6
    theme: str = "t1"
    membership: float = 0.8
    second: float | None = None
    agree: int | None = None
    disagree: int | None = None
    reply_to: int | None = None
    stability: float | None = None
    repeat_of: int | None = None
    language: str = "nl"


def theme() -> list[Said]:
    """Twenty-four passages by twelve people: six on each of four subjects."""
    made = []
    for row, (*filled, more) in enumerate(WORDS):
        for subject, (_, sentence) in enumerate(WAYS):
            person = f"p{(row * 4 + subject) % 12:02d}"
            made.append(
                Said(
                    f"{sentence.format(*filled)} {more}",
                    person,
                    subject,
                    0.6 + 0.01 * row,
                    membership=0.9 - 0.01 * row,
                )
            )
    return made


def vector(one: Said) -> np.ndarray:
    made = np.zeros(12, dtype=np.float32)
    made[0] = 1.0
    made[1 + one.subject] = one.far
    return made / np.linalg.norm(made)


def quotes(told: list[Said], number: int = 6, *, names: str = "u", **more) -> pl.DataFrame:
    """Choose quotes; gives the table with the text and person of each, in order of theme and rank."""
    unit = [f"{names}{row:04d}" for row in range(len(told))]
    units = pl.DataFrame(
        {
            "unit_id": unit,
            "contribution_id": [f"c{name}" for name in unit],
            "start": [0] * len(told),
            "end": [len(one.text) for one in told],
            "text": [one.text for one in told],
            "language": [one.language for one in told],
            "participant_id": pl.Series([one.person for one in told], dtype=pl.String),
            "repeat_of": pl.Series(
                [None if one.repeat_of is None else unit[one.repeat_of] for one in told], dtype=pl.String
            ),
        }
    )
    contributions = pl.DataFrame(
        {
            "contribution_id": units["contribution_id"],
            "parent_id": pl.Series(
                [None if one.reply_to is None else f"c{unit[one.reply_to]}" for one in told], dtype=pl.String
            ),
            "agree": pl.Series([one.agree for one in told], dtype=pl.Int64),
            "disagree": pl.Series([one.disagree for one in told], dtype=pl.Int64),
        }
    )
    rows = []
    for name, one in zip(unit, told, strict=True):
        own = (name, one.theme, 1, one.membership, True, one.membership >= 0.5, one.stability)
        rows.append(own)
        if one.second is not None:
            rows.append((name, "t9", 1, one.second, False, False, None))
    assignments = conform(
        pl.DataFrame(rows, schema=list(Assignments.column_names()), orient="row"), Assignments
    )
    view = View("use", 1.0, np.stack([vector(one) for one in told]))
    position = {name: row for row, name in enumerate(unit)}
    shuffle = more.pop("shuffle", None)
    if shuffle is not None:
        units = units.sample(fraction=1.0, shuffle=True, seed=shuffle)
        assignments = assignments.sample(fraction=1.0, shuffle=True, seed=shuffle)
    more = {"contributions": contributions} | more
    chosen = conform(choose_quotes(units, assignments, position, [view], number, **more), Quotes)
    said = units.select("contribution_id", "text", pl.col("participant_id").alias("person"), "unit_id")
    return chosen.join(said, on="contribution_id", how="left").sort("theme_id", "rank")


def of_kind(found: pl.DataFrame, *kinds: str) -> pl.DataFrame:
    return found.filter(pl.col("kind").cast(pl.String).is_in(kinds))


def subject_of(text: str) -> str:
    return next(name for name, sentence in WAYS if sentence.split(" {}")[0] in text)


def test_the_quotes_together_speak_of_every_subject_of_the_theme() -> None:
    (_, waiting), *_ = WAYS
    more = [
        Said(f"{waiting.format(third, first, second)} {WORDS[row - 1][-1]}", f"w{row}", 0, 0.9)
        for row, (first, second, third, _) in enumerate(WORDS)
    ]
    found = of_kind(quotes([*theme(), *more], 6), "central", "varied")
    assert found.height == 6
    assert {subject_of(text) for text in found["text"]} == {name for name, _ in WAYS}
    assert found["person"].n_unique() == 6


def test_every_quote_has_its_own_span_a_rank_that_runs_on_and_words_for_its_reason() -> None:
    found = quotes([*theme(), *single_voices()])
    assert found["rank"].to_list() == list(range(1, found.height + 1))
    assert found.select("theme_id", "quote_id").is_unique().all()
    order = [QUOTE_KINDS.index(kind) for kind in found["kind"].cast(pl.String)]
    assert order == sorted(order)
    assert set(order) == set(range(4))
    for quote, contribution, start, end in found.select(
        "quote_id", "contribution_id", "start", "end"
    ).iter_rows():
        assert quote == span_id(contribution, start, end)


def test_every_reason_has_its_words_in_both_languages() -> None:
    reasons = {
        main_quotes.PINNED,
        main_quotes.NEAREST,
        main_quotes.ADDS,
        main_quotes.MORE_AGAINST,
        main_quotes.MORE_FOR,
        main_quotes.DIFFERS,
        main_quotes.REPEATS,
        quiet_voices.BORDER,
        quiet_voices.CONCRETE,
    }
    assert set(NL.quote_reasons) == set(EN.quote_reasons) == reasons


def test_nobody_is_quoted_more_than_twice_in_a_theme_whatever_the_kind() -> None:
    told = [replace(one, person=f"p{row % 3}") for row, one in enumerate([*theme(), *single_voices()])]
    found = quotes(told, 8)
    assert Counter(found["person"].to_list()) == {"p0": 2, "p1": 2, "p2": 2}


def test_where_people_are_unknown_a_contribution_is_quoted_as_a_person_would_be() -> None:
    found = quotes([replace(one, person=None) for one in theme()], 8)
    assert of_kind(found, "central", "varied").height == 8


def test_where_votes_differ_the_varied_quotes_are_from_both_sides() -> None:
    told = [replace(one, agree=9, disagree=1) for one in theme()]
    told[9] = replace(told[9], agree=3, disagree=8)
    found = of_kind(quotes(told, 5), "varied")
    against = found.filter(pl.col("reason") == main_quotes.MORE_AGAINST)
    assert against["text"].to_list() == [told[9].text]
    assert found.height > against.height


def test_both_sides_are_heard_where_most_are_against_and_few_are_for() -> None:
    told = [replace(one, agree=1, disagree=9) for one in theme()]
    told[5] = replace(told[5], agree=8, disagree=1, membership=0.35)
    found = of_kind(quotes(told, 4), "varied")
    assert found["reason"].to_list() == [main_quotes.MORE_AGAINST, main_quotes.MORE_FOR]
    assert found["text"][1] == told[5].text


@pytest.mark.parametrize(("agree", "disagree"), [(1, 3), (4, 4), (None, None)])
def test_too_few_votes_or_a_tie_are_no_side(agree: int | None, disagree: int | None) -> None:
    told = [replace(one, agree=9, disagree=1) for one in theme()]
    told[9] = replace(told[9], agree=agree, disagree=disagree)
    assert main_quotes.MORE_AGAINST not in quotes(told)["reason"].to_list()


def test_votes_on_one_side_only_change_no_choice() -> None:
    plain, voted = theme(), [replace(one, agree=9, disagree=1) for one in theme()]
    assert quotes(plain).equals(quotes(voted))


def test_a_reply_that_contradicts_somebody_is_chosen_as_a_counter_voice() -> None:
    no = "Nee, bij onze flat hielp de wijkcoach juist binnen een week met alle papieren van mijn zus."
    told = [*theme(), Said(no, "p50", 3, 0.7, reply_to=0)]
    found = quotes(told)
    assert found.filter(pl.col("reason") == main_quotes.DIFFERS)["text"].to_list() == [no]


def test_a_reply_to_a_quote_goes_before_a_reply_to_another_member() -> None:
    told = theme()
    to_other = "Maar bij de sporthal mocht iedereen gewoon binnenlopen, ook zonder pas of afspraak vooraf."
    to_quote = "Onzin, mijn collega regelde dat binnen twee dagen voor al onze bejaarde leden samen."
    told += [
        Said(to_other, "p50", 3, 2.0, reply_to=23),
        Said(to_quote, "p51", 3, 0.7, reply_to=5),
    ]
    found = quotes(told, pinned={"t1": ["u0005"]})
    assert found.filter(pl.col("reason") == main_quotes.DIFFERS)["text"].to_list() == [to_quote]


@pytest.mark.parametrize(
    ("text", "person", "reply_to"),
    [
        ("Nee, precies, zo ging het bij onze flat ook met alle papieren van mijn zus vorig jaar.", "p50", 0),
        ("Nee, bij onze flat hielp de wijkcoach juist binnen een week met alle papieren thuis.", "p00", 0),
        ("Nee, bij onze flat hielp de wijkcoach juist binnen een week met alle papieren thuis.", "p50", None),
    ],
    ids=["agrees", "to oneself", "no reply"],
)
def test_what_contradicts_nobody_is_no_counter_voice(text: str, person: str, reply_to: int | None) -> None:
    told = [*theme(), Said(text, person, 3, 0.7, reply_to=reply_to)]
    assert main_quotes.DIFFERS not in quotes(told)["reason"].to_list()


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Maar de bus rijdt daar wel.", "nl", True),
        ("Daar ben ik het niet mee eens.", "nl", True),
        ("Daar ben ik het helemaal mee eens.", "nl", False),
        ("Nee hoor, graag gedaan!", "nl", False),
        ("Neem de bus.", "nl", False),
        ("I really don't agree, the bus does run.", "en", True),
        ("No doubt about that.", "en", False),
        ("Nein, der Bus fährt doch.", "de", True),
        ("Das sehe ich ganz anders.", "de", True),
        ("Non, pas du tout.", "fr", False),
    ],
)
def test_an_opening_that_contradicts_is_told_from_one_that_agrees(
    text: str, language: str, expected: bool
) -> None:
    assert contradicts(text, language) is expected


def test_pinned_quotes_come_first_and_only_members_can_be_pinned() -> None:
    told = [*theme(), Said("Dit gaat over een heel ander onderwerp, namelijk de eenden.", "p60", theme="t2")]
    found = quotes(told, pinned={"t1": ["u0017", "u0003", "u0024", "onbekend"]})
    mine = found.filter(pl.col("theme_id") == "t1")
    assert mine["text"].to_list()[:2] == [told[17].text, told[3].text]
    assert mine["reason"].to_list()[:3] == [main_quotes.PINNED, main_quotes.PINNED, main_quotes.NEAREST]
    assert mine["kind"].cast(pl.String).to_list()[:2] == ["central", "central"]
    assert told[24].text not in mine["text"].to_list()
    assert of_kind(mine, "central", "varied").height == 6


def test_a_pinned_repeat_is_quoted_where_it_was_said_and_its_words_do_not_come_again() -> None:
    told = theme()
    told.append(replace(told[2], person="p70", repeat_of=2))
    found = quotes(told, 8, pinned={"t1": ["u0024"]})
    assert found["text"][0] == told[2].text
    assert found["unit_id"][0] == "u0024"
    assert found["text"].to_list().count(told[2].text) == 1


def test_near_copies_are_quoted_only_where_nothing_else_is_left_and_are_called_so() -> None:
    letter = "Houd het loket aan de Dijkstraat open, want {} kan niet met de bus naar het stadskantoor."
    copies = [
        Said(letter.format(who), f"q{row}", 0, 0.0)
        for row, who in enumerate(("mijn vader", "mijn tante", "mijn buurman", "mijn opa", "mijn nicht"))
    ]
    among = of_kind(quotes([*copies, *theme()]), "central", "varied")
    assert sum("Dijkstraat" in text for text in among["text"]) == 1
    alone = quotes(copies)
    assert alone.height == 5
    assert alone["reason"].to_list()[1:] == [main_quotes.REPEATS] * 4


def test_of_the_copies_of_one_text_one_is_quoted_in_a_theme_and_a_pinned_one_goes_first() -> None:
    letter = "Houd het loket aan de Dijkstraat open, want {} kan niet met de bus naar het stadskantoor."
    told = [Said(letter.format(f"buur nummer {row}"), f"q{row}", 0, 0.0) for row in range(5)]
    told += theme()[:4]
    repeats = pl.DataFrame(
        {
            "contribution_id": [f"cu{row:04d}" for row in range(5)],
            "repeat_id": ["r1"] * 5,
            "similarity": [0.9, 0.9, 1.0, 0.9, 0.9],
        }
    )
    for shuffle in (None, 1):
        found = quotes(told, 8, repeats=repeats, shuffle=shuffle)
        assert [unit for unit in found["unit_id"] if unit < "u0005"] == ["u0002"]
    pinned = quotes(told, 8, repeats=repeats, pinned={"t1": ["u0004"]})
    assert [unit for unit in pinned["unit_id"] if unit < "u0005"] == ["u0004"]


def single_voices() -> list[Said]:
    """Far from the centre, yet of the theme: three that give facts and others that do not serve."""
    return [
        Said("Op de Kanaalweg staan sinds 2019 al 31 gezinnen in de kou zonder lift of trap.", "s1", 7, 3.0),
        Said(
            "Onze speeltuin Het Rondeel kreeg 450 euro en moest daarvoor 7 verslagen inleveren.", "s2", 8, 3.0
        ),
        Said("Ik vind het allemaal wel prima zo en wens iedereen daar verder veel goeds mee.", "s3", 9, 3.0),
        Said(
            "Bel 06-12345678, dan leg ik uit wat er 3 keer misging in Het Anker, de Werf en de 12 flats.",
            "s4",
            9,
            3.1,
        ),
        Said("xqz 12 Blorp 99 Zzt trala 45 Fnord kwik 77 Hatsee 31 Plonk wizz 88 Boing tjoep", "s5", 9, 3.2),
        Said(
            "In de Lindehof zijn 8 van de 12 bankjes weg en niemand weet waarom of waarheen.",
            "s6",
            9,
            3.3,
            membership=0.2,
            second=0.25,
        ),
    ]


def test_single_voices_are_concrete_far_from_the_centre_and_of_the_theme() -> None:
    near = "Bij ons in De Waag en Het Anker kwamen 14 van de 60 buren 3 keer voor niets naar het loket."
    told = [*theme(), Said(near, "s7", 1, 0.63), *single_voices()]
    found = of_kind(quotes(told, 2), "minority")
    assert sorted(found["person"]) == ["s1", "s2"]
    assert set(found["reason"]) == {quiet_voices.CONCRETE}


def test_a_near_copy_of_a_quote_is_no_single_voice() -> None:
    told = [
        *theme(),
        single_voices()[0],
        replace(single_voices()[0], person="s9", text=single_voices()[0].text + " Echt."),
    ]
    assert sum("Kanaalweg" in text for text in quotes(told)["text"]) == 1


def test_the_edge_is_where_the_theme_borders_another() -> None:
    told = theme()
    told[4] = replace(told[4], membership=0.45, second=0.44)
    told[11] = replace(told[11], membership=0.48, second=0.4)
    told[15] = replace(told[15], membership=0.2)
    found = of_kind(quotes(told, 4), "edge")
    assert found["text"].to_list() == [told[4].text, told[11].text]
    assert set(found["reason"]) == {quiet_voices.BORDER}


def test_the_edge_follows_the_resamples_where_there_were_any() -> None:
    told = [replace(one, stability=0.9) for one in theme()]
    told[4] = replace(told[4], membership=0.45, second=0.44, stability=0.7)
    told[11] = replace(told[11], far=1.5, membership=0.6, second=0.35, stability=0.1)
    assert of_kind(quotes(told, 2), "edge")["text"].to_list() == [told[11].text, told[4].text]


def test_a_small_theme_has_no_edge_and_no_single_voices() -> None:
    told = [*theme()[:8], replace(single_voices()[0], membership=0.4, second=0.35)]
    assert set(quotes(told)["kind"].cast(pl.String)) == {"central", "varied"}


def test_how_surely_a_quote_belongs_follows_from_its_stability_and_is_null_without() -> None:
    told = [replace(one, stability=0.95 if row % 2 else None) for row, one in enumerate(theme())]

    def grade(stability: float | None) -> str | None:
        return None if stability is None else "sharp"

    found = quotes(told, 8, grade=grade)
    expected = ["sharp" if int(unit[1:]) % 2 else None for unit in found["unit_id"]]
    assert found["grade"].cast(pl.String).to_list() == expected
    assert {"sharp", None} == set(expected)
    assert quotes(told, 8)["grade"].null_count() == found.height


def test_what_belongs_vaguely_is_no_main_quote_where_there_is_enough_else_and_no_single_voice() -> None:
    told = [replace(one, stability=0.9) for one in [*theme(), *single_voices()]]
    told[0] = replace(told[0], stability=0.2, far=0.1)
    assert quotes(told, 2)["text"][0] == told[0].text

    def grade(stability: float | None) -> str:
        return "vague" if stability == 0.2 else "sharp"

    assert told[0].text not in quotes(told, 2, grade=grade)["text"].to_list()
    single = [row for row, one in enumerate(told) if one.person in ("s1", "s2")]
    for row in single:
        told[row] = replace(told[row], stability=0.2)
    assert of_kind(quotes(told, 2, grade=grade), "minority").is_empty()


def test_neither_the_order_of_rows_nor_the_names_of_units_change_the_quotes() -> None:
    told = [replace(one, agree=9, disagree=row % 12) for row, one in enumerate([*theme(), *single_voices()])]
    first = quotes(told).select("rank", "kind", "reason", "text")
    assert quotes(told, shuffle=3).select("rank", "kind", "reason", "text").equals(first)
    assert quotes(told, names="z").select("rank", "kind", "reason", "text").equals(first)
    turned = quotes(told[::-1]).select("rank", "kind", "reason", "text")
    assert turned.equals(first)


def test_without_themes_there_are_no_quotes() -> None:
    units = {"unit_id": pl.String, "contribution_id": pl.String, "start": pl.Int64, "end": pl.Int64}
    texts = {name: pl.String for name in ("text", "language", "participant_id", "repeat_of")}
    found = choose_quotes(pl.DataFrame(schema=units | texts), Assignments.create_empty(), {}, [], 6)
    assert conform(found, Quotes).is_empty()


def test_facts_are_numbers_and_names_and_no_masks_or_list_items() -> None:
    assert facts("1. Kolken zitten dicht.\n2. De stoep loopt onder.", "nl") == frozenset()
    assert facts("Volgens [NAAM] kost het 12,50 euro.", "nl") >= {"12,50"}
    assert facts("Die Wohnung am Fluss kostet 900 Euro.", "de") == {"900"}
    assert facts("Ik ging. Daarna naar Het Rondeel, en toen naar huis.", "nl") == {"Rondeel"}
    assert (
        is_personal("Mail a.b@example.org")
        and is_personal("Postbus, 1234 AB")
        and is_personal("geboren 3 mei")
    )
    assert not is_personal("In 2019 waren 31 gezinnen hier geboren en getogen.")
    assert not is_prose("🙂", "nl")
    assert is_prose("Zin in een taal zonder lijst", "tlh")


def test_two_thousand_eight_hundred_units_in_forty_eight_themes_take_a_second_or_so() -> None:
    rng = np.random.default_rng(5)
    n, fine, coarse = 2831, 40, 8
    vocabulary = np.array([f"woord{number}" for number in range(3000)])
    texts = [" ".join(rng.choice(vocabulary, 35)) for _ in range(n)]
    unit = [f"u{row:05d}" for row in range(n)]
    labels = rng.integers(0, fine, n)
    vectors = rng.normal(size=(n, 512)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    assignments = pl.concat(
        pl.DataFrame(
            {
                "unit_id": unit,
                "theme_id": [f"t{level}-{label if level == 2 else label % coarse}" for label in labels],
                "level": level,
                "membership": rng.uniform(0.2, 1.0, n),
                "primary": True,
                "core": rng.uniform(size=n) > 0.3,
                "stability": 0.5,
            }
        )
        for level in (1, 2)
    )
    units = pl.DataFrame(
        {
            "unit_id": unit,
            "contribution_id": unit,
            "start": 0,
            "end": [len(text) for text in texts],
            "text": texts,
            "language": "nl",
            "participant_id": [f"p{row % 155}" for row in range(n)],
            "repeat_of": pl.Series([None] * n, dtype=pl.String),
        }
    )
    position = {name: row for row, name in enumerate(unit)}
    start = time.process_time()
    found = choose_quotes(units, assignments, position, [View("use", 1.0, vectors)], 6)
    assert time.process_time() - start < 1.5
    assert found["theme_id"].n_unique() == fine + coarse
