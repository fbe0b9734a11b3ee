"""What is held of articles: whoever is quoted gets the own words, and the narrator the rest."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from corpora.contributions import Reading, read_source
from corpora.mapping import Mapping
from corpora.readers import read_rows
from corpora.readers.content import Content
from corpora.readers.rows import Rows
from corpora.readers.transcripts import TRANSCRIPTS

SECRET = b"a secret of the tests"
HERE = Path(__file__).parent
BRONNEN = HERE.parent / "corpora" / "samples" / "wijkdialoog" / "bronnen"
FORMATS = {each.name: each for each in TRANSCRIPTS}

SHORT = """\
Samen aan de slag in de Lindebuurt

Mirjam Terhorst, wijkmanager in Waterveen, en Koos Bruning, directeur van De Linde, over hun eerste jaar.

{body}
"""


def article(tmp_path: Path, body: str) -> list[dict[str, str | None]]:
    """Give the rows of an article with this body that are quotations."""
    return [row for row in rows_of(tmp_path, body).frame.iter_rows(named=True) if row["attribution"]]


def rows_of(tmp_path: Path, body: str) -> Rows:
    path = tmp_path / "artikel.txt"
    path.write_text(SHORT.format(body=body), encoding="utf-8")
    return read_rows(path, Mapping(format="article"))


def said(tmp_path: Path, body: str) -> list[tuple[str | None, str | None, str | None]]:
    return [(row["text"], row["speaker"], row["attribution"]) for row in article(tmp_path, body)]


@pytest.fixture(scope="module")
def magazine(shared_data: Callable[[str], Path]) -> Reading:
    return read_source(shared_data("bronnen/wijkgericht-werken-interview.txt"), secret=SECRET)


@pytest.fixture(scope="module")
def expected() -> dict[str, list[dict[str, str]]]:
    return tomllib.loads((HERE / "expectations" / "article.toml").read_text(encoding="utf-8"))


def test_the_article_is_recognised_and_read_as_it_was_written_down_by_hand(
    magazine: Reading, expected: dict[str, list[dict[str, str]]]
) -> None:
    names = dict(magazine.participants.select("participant_id", "name").iter_rows())
    found = [
        {
            "speaker": names.get(row["participant_id"]) or "",
            "attribution": row["attribution"] or "",
            "heading": row["locator"].split(";")[0].removeprefix("heading="),
            "first": " ".join(row["text"].split()[:2]),
            "last": " ".join(row["text"].split()[-2:]),
        }
        for row in magazine.contributions.iter_rows(named=True)
    ]
    assert found == expected["contribution"]
    assert len(found) == expected["contributions"]
    assert sum(bool(each["attribution"]) for each in found) == expected["quotes"]
    assert dict(magazine.participants.select("name", "role").iter_rows()) == expected["roles"]


def test_an_article_is_public_and_of_its_own_kind(magazine: Reading) -> None:
    assert magazine.source["kind"].item() == "article"
    assert magazine.source["public"].item() is True


def test_no_hyphen_of_a_line_end_is_left(magazine: Reading, shared_data: Callable[[str], Path]) -> None:
    lines = shared_data("bronnen/wijkgericht-werken-interview.txt").read_text(encoding="utf-8").split("\n")
    lines = [line.strip() for line in lines if line.strip()]
    broken = [
        (line.rsplit(" ", 1)[-1], following.split(" ", 1)[0])
        for line, following in pairwise(lines)
        if line.endswith("-")
    ]
    text = " ".join(magazine.contributions["text"])
    assert len(broken) > 40
    assert [pair for pair in broken if pair[0] + pair[1] in text or f"{pair[0]} {pair[1]}" in text] == []
    assert "Kind-coaches" in text  # a hyphen of the writer stays
    assert "Ouder- en" in text


def test_every_line_of_the_article_has_an_outcome(magazine: Reading) -> None:
    rows = magazine.source["rows"].item()
    assert magazine.ledger["row"].n_unique() == rows
    excluded = magazine.ledger.filter(outcome="excluded")
    assert len(excluded) + len(magazine.contributions) == rows
    assert excluded["reason"].null_count() == 0


def test_the_article_of_the_sample_gives_every_quotation_to_whoever_said_it() -> None:
    expected = json.loads((BRONNEN / "verwachting.json").read_text(encoding="utf-8"))["dubbelinterview.md"]
    rows = read_rows(BRONNEN / "dubbelinterview.md")
    quotes = [row for row in rows.frame.iter_rows(named=True) if row["attribution"]]
    assert len(quotes) == len(expected["citaten"])
    for row, wanted in zip(quotes, expected["citaten"], strict=True):
        assert row["text"].startswith(wanted["begint"])
        assert row["text"].endswith(wanted["eindigt"])
        assert row["speaker"] == wanted["spreker"]
        assert (row["attribution"] == "unsure") is wanted.get("onzeker", False)
    roles = {row["speaker"]: row["role"] for row in quotes}
    assert {name: roles[name] for name in expected["sprekers"]} == {
        name: about["rol"] for name, about in expected["sprekers"].items()
    }


def test_a_pull_quote_and_a_heading_are_told_and_not_counted_twice() -> None:
    rows = read_rows(BRONNEN / "dubbelinterview.md")
    reasons = rows.rejected["reason"].to_list()
    assert "a pull quote that repeats the text" in reasons
    assert sum(reason.startswith("a heading") for reason in reasons) == 5
    assert sorted([*rows.row, *rows.rejected["row"]]) == list(range(1, rows.count + 1))


@pytest.mark.parametrize("name", ["wijkrapport.docx", "wijkrapport.pdf", "interview-jongerenwerker.txt"])
def test_reports_and_interviews_are_no_articles(name: str) -> None:
    assert FORMATS["article"].recognises(Content(BRONNEN / name)) == 0


def test_reports_of_the_shared_data_are_neither_articles_nor_transcripts(
    shared_data: Callable[[str], Path],
) -> None:
    for path in sorted(shared_data("bronnen").glob("*.txt")):
        if path.name != "wijkgericht-werken-interview.txt":
            assert [each.name for each in TRANSCRIPTS if each.recognises(Content(path))] == [], path.name


def test_a_surname_alone_is_the_person_met_before(tmp_path: Path) -> None:
    body = "“Wij beginnen klein”, zegt Terhorst. Bruning: “Dat is precies wat wij doen.”"
    assert said(tmp_path, body) == [
        ("Wij beginnen klein", "Mirjam Terhorst", "sure"),
        ("Dat is precies wat wij doen.", "Koos Bruning", "sure"),
    ]


def test_a_quotation_goes_on_after_who_said_it(tmp_path: Path) -> None:
    body = "“Het gaat goed”, vertelt Koos Bruning. “Maar het kan beter in de winter.”"
    assert [speaker for _, speaker, _ in said(tmp_path, body)] == ["Koos Bruning", "Koos Bruning"]


def test_who_is_named_after_a_quotation_has_it_and_not_who_spoke_before(tmp_path: Path) -> None:
    body = "“Graag”, zegt Terhorst. “Geef ons meer tijd”, vult Bruning aan, “en kom eens kijken.”"
    assert [speaker for _, speaker, _ in said(tmp_path, body)] == [
        "Mirjam Terhorst",
        "Koos Bruning",
        "Koos Bruning",
    ]


def test_an_office_is_the_person_who_holds_it(tmp_path: Path) -> None:
    body = "“Dat doen wij samen met de bewoners”, legt de directeur uit."
    assert said(tmp_path, body)[0][1:] == ("Koos Bruning", "sure")


def test_an_office_that_two_hold_is_not_sure(tmp_path: Path) -> None:
    body = (
        "Ook Sjaak Pool, directeur van Vliet, is er bij. Bruning luistert naar hem. "
        "“Dat doen wij samen met de bewoners”, legt de directeur uit."
    )
    assert said(tmp_path, body)[0][2] == "unsure"


def test_a_mark_that_was_lost_does_not_lose_the_words(tmp_path: Path) -> None:
    opening = "ij hebben hier jaren op gewacht”, zegt Terhorst. Daarna wordt het stil in de zaal."
    assert said(tmp_path, opening) == [("ij hebben hier jaren op gewacht", "Mirjam Terhorst", "sure")]
    closing = "Bruning: “Wij hebben hier jaren op gewacht.\n\nDe zaal wordt stil van dat antwoord."
    assert said(tmp_path, closing) == [("Wij hebben hier jaren op gewacht.", "Koos Bruning", "sure")]


def test_who_follows_from_the_place_alone_is_unsure(tmp_path: Path) -> None:
    body = "In Waterveen is de winter lang. “Wij zoeken nog steeds naar warme plekken voor iedereen.”"
    assert said(tmp_path, body)[0][1:] == ("Mirjam Terhorst", "unsure")


def test_a_quotation_that_nobody_can_have_said_for_certain_has_no_speaker(tmp_path: Path) -> None:
    body = "Het regent.\n\n“Wij zoeken nog steeds naar warme plekken voor iedereen.”"
    assert said(tmp_path, body)[0][1:] == (None, "unsure")


def test_words_with_marks_around_them_are_not_speech(tmp_path: Path) -> None:
    body = "Dat heet een “integrale aanpak” in de nota. Bruning: “Wij noemen het koffie drinken.”"
    assert [text for text, _, _ in said(tmp_path, body)] == ["Wij noemen het koffie drinken."]


def test_single_and_straight_marks_are_read_with_apostrophes_inside(tmp_path: Path) -> None:
    single = "‘Die foto’s hangen er nog’, zegt Terhorst. ‘En ’s avonds brandt er licht.’"
    assert [text for text, _, _ in said(tmp_path, single)] == [
        "Die foto’s hangen er nog",
        "En ’s avonds brandt er licht.",
    ]
    straight = '"Het loket is dicht", zegt Bruning. "Al sinds mei."'
    assert [text for text, _, _ in said(tmp_path, straight)] == ["Het loket is dicht", "Al sinds mei."]


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("“We never saw the plan,” said Jane Hollow. It was raining.", "Jane Hollow"),
        ("“We never saw the plan,” Jane Hollow says.", "Jane Hollow"),
        ("„Wir haben den Plan nie gesehen“, sagt Anna Brandt. Es regnet.", "Anna Brandt"),
    ],
)
def test_english_and_german_verbs_name_the_speaker(tmp_path: Path, body: str, speaker: str) -> None:
    assert said(tmp_path, body)[0][1:] == (speaker, "sure")


def test_running_text_goes_on_over_a_caption(tmp_path: Path) -> None:
    body = (
        "Bruning: “Wij werken samen om\n Mirjam Terhorst, wijkmanager in Waterveen.\n\n"
        "mensen snel te helpen met hun schulden.”"
    )
    assert said(tmp_path, body)[0][0] == "Wij werken samen om mensen snel te helpen met hun schulden."


def test_what_only_says_who_speaks_is_told_and_not_a_contribution(tmp_path: Path) -> None:
    rows = rows_of(
        tmp_path,
        "“Het loket is dicht”, zegt Bruning. Het regent in de straat.\n\nTerhorst: “Al sinds mei is dat zo.”",
    )
    assert rows.rejected["reason"].to_list().count("it says who is speaking") == 2
    assert "Het regent in de straat." in rows.frame["text"].to_list()


def test_nothing_of_the_article_is_lost_in_the_rows(magazine: Reading) -> None:
    marked = read_rows(BRONNEN / "dubbelinterview.md").frame["text"]
    whole = " ".join((BRONNEN / "dubbelinterview.md").read_text(encoding="utf-8").split())
    assert all(" ".join(text.split()) in whole for text in marked)
    assert sum(map(len, marked)) > 0.8 * len(whole)
