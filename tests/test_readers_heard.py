"""What is held of a transcript that was read to ask who asks: it is as if it were read again, and is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from polars.testing import assert_frame_equal

from corpora.mapping import Mapping
from corpora.readers import heard, read_rows, read_transcript
from corpora.readers.content import Content
from corpora.readers.rows import Rows

TALK = (
    "Een gesprek in de wijk\n\n"
    "Marit: Hoe is het hier in de straat?\nPiet: Goed, het is er rustig.\nAnnie: De bus is weg.\n"
    "Marit: En wat moet er anders?\nPiet: Niets, wat mij betreft.\nAnnie: De bus moet terug.\n"
)


def same(one: Rows, two: Rows) -> None:
    assert_frame_equal(one.frame, two.frame)
    assert one.notes == two.notes
    assert_frame_equal(one.rejected, two.rejected)
    assert replace(one.preset, speakers={}) == replace(two.preset, speakers={})
    assert one.where.to_list() == two.where.to_list()


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    heard._heard.clear()
    path = tmp_path / "gesprek.txt"
    path.write_text(TALK, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "speakers",
    [
        {},
        {"Marit": "interviewer"},
        {"piet": "interviewer"},
        {"Marit": "interviewer", "Annie": "bewoner"},
        {"Somebody else": "interviewer"},
    ],
)
def test_what_was_heard_is_what_is_read(talk: Path, speakers: dict[str, str]) -> None:
    mapping = Mapping(speakers=speakers)
    assert read_transcript(talk, Mapping()) is not None
    recalled = heard.recall(talk, mapping)
    assert recalled is not None
    same(recalled, read_rows(talk, mapping))


def test_a_transcript_is_taken_apart_once(talk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_transcript(talk, Mapping())

    def again(self: Content) -> str:
        raise AssertionError("it is read again")

    monkeypatch.setattr(Content, "text", property(again))
    assert read_rows(talk, Mapping(speakers={"Marit": "interviewer"})).frame["reply_to"][1] == "1"
    with pytest.raises(AssertionError, match="read again"):
        read_rows(talk, Mapping())  # what was heard is forgotten once it is read


@pytest.mark.parametrize(
    "mapping", [Mapping(format="txt"), Mapping(language="nl"), Mapping(speakers={"Piet": "bewoner"})]
)
def test_nothing_is_recalled_through_a_mapping_that_differs(talk: Path, mapping: Mapping) -> None:
    read_transcript(talk, Mapping(speakers={"Marit": "interviewer"}))
    assert heard.recall(talk, mapping) is None


def test_a_file_that_changed_is_read_anew(talk: Path) -> None:
    read_transcript(talk, Mapping())
    talk.write_text(TALK + "Annie: En het park ook.\n", encoding="utf-8")
    assert len(read_rows(talk, Mapping()).frame) == 7


def test_a_guess_of_who_asks_is_made_again(tmp_path: Path) -> None:
    heard._heard.clear()
    path = tmp_path / "gesprek.txt"
    path.write_text("Jan: Hoe?\nRespondent: Zo.\nJan: En nu?\nRespondent: Ook zo.\n", encoding="utf-8")
    read_transcript(path, Mapping())
    mapping = Mapping(speakers={"Respondent": "interviewer", "Jan": "bewoner"})
    recalled = read_rows(path, mapping)
    same(recalled, read_rows(path, mapping))
