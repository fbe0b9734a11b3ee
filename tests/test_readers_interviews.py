"""What is held of transcripts: who said what, when, in answer to which question, and nothing lost."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from corpora.contributions import read_source
from corpora.errors import SourceError
from corpora.mapping import Mapping
from corpora.readers.content import Content
from corpora.readers.formats import NO
from corpora.readers.rows import Rows
from corpora.readers.speaker_labels import label_of
from corpora.readers.speakers import nobody_asks, speakers_without_role
from corpora.readers.timestamps import take_leading
from corpora.readers.transcripts import TRANSCRIPTS

SECRET = b"a secret of the tests"
BRONNEN = Path(__file__).resolve().parents[1] / "corpora" / "samples" / "wijkdialoog" / "bronnen"
FORMATS = {each.name: each for each in TRANSCRIPTS}
EXPECTED = json.loads((BRONNEN / "verwachting.json").read_text(encoding="utf-8"))


def recognised(path: Path) -> str | None:
    """Give the surest format of transcripts and articles, read or not by the registry."""
    content = Content(path)
    sure = [(each.recognises(content), -number, each.name) for number, each in enumerate(TRANSCRIPTS)]
    best = max(sure)
    return best[2] if best[0] > NO else None


def read(path: Path, mapping: Mapping | None = None) -> Rows:
    found = recognised(path)
    assert found is not None
    return FORMATS[found].read(Content(path), mapping or Mapping())


def transcript(tmp_path: Path, text: str, mapping: Mapping | None = None, name: str = "gesprek.txt") -> Rows:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return FORMATS["transcript"].read(Content(path), mapping or Mapping())


def said(rows: Rows) -> list[tuple[str | None, str]]:
    return list(rows.frame.select("speaker", "text").iter_rows())


def complete(rows: Rows) -> bool:
    return sorted([*rows.row, *rows.rejected["row"]]) == list(range(1, rows.count + 1))


INTERVIEWS = [name for name, about in EXPECTED.items() if name.startswith("interview-")]


@pytest.mark.parametrize("name", INTERVIEWS)
def test_the_interviews_of_the_sample_are_read_as_expected(name: str) -> None:
    expected = EXPECTED[name]
    asks = next(speaker for speaker, about in expected["sprekers"].items() if about["vraagsteller"])
    rows = read(BRONNEN / name, Mapping(speakers={asks: "interviewer"}))
    assert dict(Counter(rows.frame["speaker"])) == {
        speaker: about["beurten"] for speaker, about in expected["sprekers"].items()
    }
    assert len(rows.frame) == expected["beurten"]
    for at, key in ((0, "eerste"), (-1, "laatste")):
        assert rows.frame["speaker"][at] == expected[key]["spreker"]
        assert rows.frame["text"][at].startswith(expected[key]["begint"])
        assert rows.frame["text"][at].endswith(expected[key]["eindigt"])
        assert f"time={expected[key]['tijd']}" in rows.where[at] if "tijd" in expected[key] else True
    assert set(rows.frame.filter(speaker=asks)["role"]) == {"interviewer"}
    for line in expected["kop"]:
        assert not any(line in text for text in rows.frame["text"])
    assert len(rows.rejected) >= len(expected["kop"])
    assert complete(rows)
    assert not any("the name says" in note for note in rows.notes)
    for datum in expected["persoonsgegevens"]:
        assert datum["waarde"] in rows.frame["text"][datum["beurt"] - 1]


def test_a_paragraph_without_a_name_goes_on_with_the_turn() -> None:
    for name in ("interview-bewoner-rietakkers.docx", "interview-jongerenwerker.txt"):
        rows = read(BRONNEN / name)
        for part in EXPECTED[name]["alineas_zonder_spreker"]:
            turn = rows.frame["text"][part["beurt"] - 1]
            assert f"\n{part['begint']}" in turn
            assert turn.endswith(part["eindigt"])


def test_subtitles_of_one_speaker_in_a_row_are_one_turn() -> None:
    rows = read(BRONNEN / "interview-wijkverpleegkundige.vtt")
    assert EXPECTED["interview-wijkverpleegkundige.vtt"]["ondertitels"] == 75
    assert len(rows.frame) == 33
    assert rows.where[0] == "turn=1;time=00:00:01"


def test_an_interview_becomes_contributions_that_answer_questions() -> None:
    reading = read_source(BRONNEN / "interview-jongerenwerker.txt", secret=SECRET)
    turns = reading.contributions
    asked = turns.filter(role="interviewer")
    answers = turns.filter(parent_id=asked["contribution_id"][0])
    assert reading.source["kind"].item() == "interview"
    assert answers["locator"].to_list() == ["turn=2;time=00:00:11"]
    assert asked["parent_id"].null_count() == len(asked)
    assert turns.height + reading.ledger.filter(outcome="excluded").height == reading.source["rows"].item()


# Counted in the raw text: labels at the start of a line, less those that a page break prints twice; the
# numbers in the margin end at the same count, plus one for the heading.
PILOT = {
    "P1": {"Dan": 47, "Participant": 47},
    "P2": {"Dan": 81, "Participant": 84},
    "P3": {"Dan": 61, "Participant": 60},
    "P4": {"Dan": 54, "Participant": 55},
    "P5": {"Dan": 67, "Participant": 67},
    "P6": {"Dan": 50, "Participant": 49},
    "P7": {"Dan": 52, "Participant": 52},
}


@pytest.mark.parametrize("name", PILOT)
def test_interviews_as_pdf_are_split_into_turns(name: str, shared_data: Callable[[str], Path]) -> None:
    path = shared_data(f"interviews_pdpilot/raw/results/transcripts/{name}.pdf")
    rows = read(path)
    counts = {
        speaker.removesuffix(f" ({name})"): count for speaker, count in Counter(rows.frame["speaker"]).items()
    }
    assert counts == PILOT[name]
    assert set(rows.frame.filter(speaker="Dan")["role"]) == {"interviewer"}
    assert rows.where[0] == "page=1;turn=1"
    assert not any(
        f" {number}/{rows.where[-1][5]}" in text for text in rows.frame["text"] for number in range(1, 9)
    )
    assert complete(rows)


def test_the_same_word_for_a_speaker_is_another_person_in_another_file(
    tmp_path: Path,
) -> None:
    text = (
        "Interviewer: Hoe gaat het hier?\nRespondent: Goed.\nInterviewer: En verder?\nRespondent: Ook goed.\n"
    )
    first = transcript(tmp_path, text, name="een.txt").frame["speaker"]
    second = transcript(tmp_path, text, name="twee.txt").frame["speaker"]
    assert (first[1], second[1]) == ("Respondent (een)", "Respondent (twee)")
    assert first[0] == second[0] == "Interviewer"


@pytest.mark.parametrize(
    ("line", "name", "rest"),
    [
        ("Fatima: Ja hoor.", "Fatima", "Ja hoor."),
        ("#Fatima: Ja hoor.", "Fatima", "Ja hoor."),
        ("@Fatima: Ja hoor.", "Fatima", "Ja hoor."),
        ("[Fatima] Ja hoor.", "Fatima", "Ja hoor."),
        ("{Fatima} Ja hoor.", "Fatima", "Ja hoor."),
        ("**Fatima:** Ja hoor.", "Fatima", "Ja hoor."),
        ("Fatima (bewoner): Ja hoor.", "Fatima", "Ja hoor."),
        ("Fatima [00:12]: Ja hoor.", "Fatima", "Ja hoor."),
        ("Anna van der Velde: Ja hoor.", "Anna van der Velde", "Ja hoor."),
        ("Int. 2: En toen?", "Int. 2", "En toen?"),
        ("Dhr. J. Pool: Ja.", "Dhr. J. Pool", "Ja."),
    ],
)
def test_the_forms_in_which_speakers_are_written(line: str, name: str, rest: str) -> None:
    label = label_of(line)
    assert label is not None
    assert (label.name, label.rest) == (name, rest)


@pytest.mark.parametrize(
    "line",
    [
        "https://voorbeeld.nl/wijk",
        "http: dat is geen naam",
        "10:30 uur was ik daar.",
        "NB: niet citeren.",
        "Ik zei tegen hem: dat kan niet.",
        "[onverstaanbaar] en toen",
        "[NAAM] woont hier.",
        "[00:12:01]",
        "Dat was in mei. Toen zei ze: ja.",
        "Een heel lange zin die toevallig een dubbele punt heeft en geen naam kan zijn: nee.",
    ],
)
def test_what_is_no_speaker(line: str) -> None:
    assert label_of(line) is None


def test_a_question_label_alone_is_no_speaker_but_beside_an_answer_it_is(tmp_path: Path) -> None:
    alone = "Marit: Hoe was het?\nVraag: stond die er niet?\nPiet: Goed hoor.\nMarit: Mooi.\nPiet: Ja.\n"
    assert [speaker for speaker, _ in said(transcript(tmp_path, alone))] == ["Marit", "Piet", "Marit", "Piet"]
    pair = "Vraag: Hoe was het?\nAntwoord: Goed hoor.\nVraag: En nu?\nAntwoord: Nog steeds.\n"
    rows = transcript(tmp_path, pair)
    assert rows.frame["role"].to_list() == ["interviewer", None, "interviewer", None]


@pytest.mark.parametrize(
    "asks", ["Interviewer", "Int", "I", "Interviewer 1", "Onderzoeker", "Gespreksleider", "Moderator", "V"]
)
def test_who_asks_is_known_by_name(tmp_path: Path, asks: str) -> None:
    rows = transcript(tmp_path, f"{asks}: Hoe gaat het?\nA: Goed.\n{asks}: En verder?\nA: Ook.\n")
    assert rows.frame["role"].to_list() == ["interviewer", None, "interviewer", None]
    assert rows.frame["reply_to"].to_list() == [None, "1", None, "3"]


def test_who_asks_is_taken_from_the_mapping_whatever_the_case(tmp_path: Path) -> None:
    text = "Marit: Hoe gaat het?\nPiet: Goed.\nMarit: En verder?\nPiet: Ook.\n"
    rows = transcript(tmp_path, text, Mapping(speakers={"marit": "interviewer", "Piet": "bewoner"}))
    assert rows.frame["role"].to_list() == ["interviewer", "bewoner", "interviewer", "bewoner"]


def test_who_has_no_role_is_given_with_what_they_said(tmp_path: Path) -> None:
    text = "Marit: Ja.\nPiet: Goed.\nMarit: Vertel eens hoe lang u hier al woont?\nPiet: Ook.\n"
    rows = transcript(tmp_path, text)
    assert speakers_without_role(rows) == {"Marit": "Vertel eens hoe lang u hier al woont?", "Piet": "Goed."}
    assert nobody_asks(rows)
    told = "1 of the 2 turns of the 1st of 2 speakers end in a question mark"
    assert any(told in note and '"…" = "interviewer"' in note for note in rows.notes)
    known = transcript(tmp_path, text, Mapping(speakers={"Marit": "interviewer"}))
    assert speakers_without_role(known) == {"Piet": "Goed."}
    assert not nobody_asks(known)


def test_roles_are_read_from_a_legend(tmp_path: Path) -> None:
    text = (
        "Verslag van een avond\nInterviewer: Marit\nP1 = bewoner\nP2 = wijkagent\n\n"
        "Marit: Wie begint?\nP1: Ik wel.\nP2: Ik niet.\nMarit: Goed.\nP1: Het is hier donker.\n"
    )
    rows = transcript(tmp_path, text, name="avond.txt")
    roles = {speaker: role for speaker, role in rows.frame.select("speaker", "role").unique().iter_rows()}
    assert roles == {"Marit": "interviewer", "P1 (avond)": "bewoner", "P2 (avond)": "wijkagent"}
    assert len(rows.frame) == 5


def test_header_lines_are_kept_as_a_note_and_rejected_with_a_reason(tmp_path: Path) -> None:
    rows = transcript(
        tmp_path,
        "Gesprek in De Linde\nDatum: 3 mei\n\nMarit: Hoe is het?\nPiet: Goed.\nMarit: Fijn.\nPiet: Ja.\n",
    )
    assert "header of 2 lines: Gesprek in De Linde / Datum: 3 mei" in rows.notes
    assert rows.rejected["reason"].to_list() == ["before the first turn: header, not something said"] * 2


@pytest.mark.parametrize(
    ("mark", "moment"),
    [
        ("[00:34:12]", "00:34:12"),
        ("[45:33]", "00:45:33"),
        ("[01.23.45]", "01:23:45"),
        ("#00:12:34.567#", "00:12:34"),
        ("#00:12:34-5#", "00:12:34"),
        ("00:12:34", "00:12:34"),
        ("(00:12:34)", "00:12:34"),
    ],
)
def test_the_forms_in_which_moments_are_written(tmp_path: Path, mark: str, moment: str) -> None:
    assert take_leading(f"{mark} Marit: Ja.") == (moment, "Marit: Ja.")
    before = f"{mark} Marit: Hoe is het?\nPiet: Goed.\nMarit: Fijn.\nPiet: Ja.\n"
    above = f"{mark}\nMarit: Hoe is het?\nPiet: Goed.\nMarit: Fijn.\nPiet: Ja.\n"
    for text in (before, above):
        rows = transcript(tmp_path, text)
        assert rows.where[0] == f"turn=1;time={moment}"
        assert rows.frame["text"][0] == "Hoe is het?"


def test_marks_of_time_inside_a_turn_are_taken_out_and_told(tmp_path: Path) -> None:
    rows = transcript(
        tmp_path,
        "Marit: Hoe is het?\nPiet: Het was [00:12:01] koud. #00:12:09-5#\nMarit: O.\nPiet: Om 12:30 al.\n",
    )
    assert rows.frame["text"].to_list()[1::2] == ["Het was koud.", "Om 12:30 al."]
    assert any(note.startswith("2 marks of time") for note in rows.notes)


def test_what_a_transcriber_noted_stays_in_the_words(tmp_path: Path) -> None:
    words = "Nou (lacht) dat was... [onverstaanbaar] //ja// hè"
    rows = transcript(tmp_path, f"Marit: En?\nPiet: {words}\nMarit: Juist.\nPiet: Ja.\n")
    assert rows.frame["text"][1] == words


def test_a_turn_goes_on_over_a_page(tmp_path: Path) -> None:
    text = (
        "Marit: En de wijk?\nPiet: Die is in tien jaar heel erg ver-\n3/8\n\f\n"
        "anderd, ten goede.\nMarit: Ja?\nPiet: Ja.\n"
    )
    rows = transcript(tmp_path, text)
    assert rows.frame["text"][1] == "Die is in tien jaar heel erg veranderd, ten goede."
    assert rows.where[1] == "page=1;turn=2"
    assert "page number" in rows.rejected["reason"].to_list()
    assert rows.repaired["reason"].to_list() == ["1 word joined that a line end had broken"]


def test_a_name_above_the_words_with_a_moment_is_a_turn(tmp_path: Path) -> None:
    text = (
        "Marit Pool   0:03\nHoe gaat het hier?\n\nPiet Vos   0:07\nGoed.\n\n"
        "Marit Pool   1:10:12\nFijn.\n\nPiet Vos   1:10:15\nJa.\n"
    )
    rows = transcript(tmp_path, text)
    assert said(rows)[0] == ("Marit Pool", "Hoe gaat het hier?")
    assert rows.where[2] == "turn=3;time=01:10:12"


def test_an_empty_turn_is_rejected_with_a_reason(tmp_path: Path) -> None:
    rows = transcript(tmp_path, "Marit: En?\nPiet:\nMarit: Nog eens: en?\nPiet: Ja.\n")
    assert rows.rejected["reason"].to_list() == ["a turn without words"]
    assert rows.where.to_list() == ["turn=1", "turn=3", "turn=4"]
    assert complete(rows)


def test_moments_alone_make_turns_of_an_unknown_speaker(tmp_path: Path) -> None:
    rows = transcript(tmp_path, "[00:00:01] Hoe gaat het hier?\n[00:00:09] Goed, dank u.\nHeel goed.\n")
    assert said(rows) == [(None, "Hoe gaat het hier?"), (None, "Goed, dank u.\nHeel goed.")]
    assert any("who spoke is unknown" in note for note in rows.notes)


def test_a_text_without_speakers_is_no_transcript_and_says_what_one_is(tmp_path: Path) -> None:
    path = tmp_path / "brief.txt"
    path.write_text("Beste raad,\n\nWij wachten al jaren.\n", encoding="utf-8")
    assert recognised(path) is None
    with pytest.raises(SourceError, match="a name and a colon"):
        FORMATS["transcript"].read(Content(path), Mapping())


@pytest.mark.parametrize(
    "text",
    [
        "nr;tekst\n1;Te weinig bankjes: echt.\n2;Te veel haast.\n",
        "naam: Jan\ntelefoon: 1\nnaam: Piet\ntelefoon: 2\n",
        "Van: Jan\nAan: Piet\nOnderwerp: bankjes\n\nBeste Piet,\nGraag een bankje.\n",
    ],
)
def test_tables_cards_and_letters_are_no_transcripts(tmp_path: Path, text: str) -> None:
    path = tmp_path / "iets.txt"
    path.write_text(text, encoding="utf-8")
    assert recognised(path) is None


VTT = (
    "WEBVTT\n\n1\n00:01.000 --> 00:03.000\n{}\n\n2\n00:00:04.000 --> 00:00:06.000 align:start\n{}\n\n"
    "3\n00:00:09.000 --> 00:00:10.000\n{}\n"
)


def cues(tmp_path: Path, text: str, name: str = "opname.vtt") -> Rows:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read(path)


def test_speakers_of_zoom_and_of_teams_are_read_from_vtt(tmp_path: Path) -> None:
    for form in ("{}: {}", "<v {}>{}</v>", "<v.luid {}>{}"):
        lines = [
            form.format(*each)
            for each in (("Marit Pool", "Hoe is het?"), ("Piet", "Goed &amp; wel,"), ("Piet", "ja."))
        ]
        assert said(cues(tmp_path, VTT.format(*lines))) == [
            ("Marit Pool", "Hoe is het?"),
            ("Piet", "Goed & wel, ja."),
        ]


def test_two_voices_in_one_cue_are_two_turns(tmp_path: Path) -> None:
    text = VTT.format("<v Marit>En?</v> <v Piet>Ja.</v>", "<v Piet>Echt.</v>", "<v Marit>Mooi.</v>")
    assert said(cues(tmp_path, text)) == [("Marit", "En?"), ("Piet", "Ja. Echt."), ("Marit", "Mooi.")]


def test_vtt_without_speakers_is_parted_by_pauses_and_says_so(tmp_path: Path) -> None:
    rows = cues(tmp_path, VTT.format("Hoe is", "het hier?", "Goed."))
    assert said(rows) == [(None, "Hoe is het hier?"), (None, "Goed.")]
    assert any("no speaker is named" in note for note in rows.notes)
    assert rows.where.to_list() == ["turn=1;time=00:00:01", "turn=2;time=00:00:09"]


def test_a_cue_with_a_damaged_time_keeps_its_words(tmp_path: Path) -> None:
    rows = cues(
        tmp_path,
        VTT.format("<v Marit>En?", "<v Piet>Ja.", "<v Marit>Goed.").replace("00:00:04.000", "00:0x:04"),
    )
    assert said(rows) == [("Marit", "En?"), ("Piet", "Ja."), ("Marit", "Goed.")]
    assert rows.where[1] == "turn=2"
    assert any("time that cannot be read" in note for note in rows.notes)


def test_srt_is_read(tmp_path: Path) -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:03,000\nMarit: Hoe is\nhet?\n\n2\n"
        "00:00:04,000 --> 00:00:06,000\n<i>Piet: Goed.</i>\n\n3\n"
        "00:00:07,000 --> 00:00:08,000\nMarit: Fijn.\n\n4\n"
        "00:00:09,000 --> 00:00:10,000\nPiet: Ja.\n"
    )
    rows = cues(tmp_path, text, "opname.srt")
    assert rows.format == "SRT"
    assert said(rows) == [("Marit", "Hoe is het?"), ("Piet", "Goed."), ("Marit", "Fijn."), ("Piet", "Ja.")]


def segments(*texts: str) -> list[dict[str, object]]:
    return [
        {"id": at, "start": at * 4.0, "end": at * 4.0 + 2, "text": f" {text}", "avg_logprob": -0.2}
        for at, text in enumerate(texts)
    ]


def test_whisper_is_read_from_json_and_tsv(tmp_path: Path) -> None:
    spoken = ["Hoe gaat het hier?", "Goed."]
    whole = {"text": " ".join(spoken), "segments": segments(*spoken), "language": "nl"}
    rows = cues(tmp_path, json.dumps(whole, ensure_ascii=False), "opname.json")
    assert said(rows) == [(None, "Hoe gaat het hier?"), (None, "Goed.")]
    table = cues(tmp_path, "start\tend\ttext\n0\t2000\tHoe gaat het hier?\n4000\t6000\tGoed.\n", "opname.tsv")
    assert said(table) == said(rows)
    assert table.where.to_list() == rows.where.to_list() == ["turn=1;time=00:00:00", "turn=2;time=00:00:04"]


def test_a_long_text_before_the_segments_does_not_hide_whisper(tmp_path: Path) -> None:
    whole = {"text": "Ja hoor. " * 9_000, "segments": segments("Ja hoor."), "language": "nl"}
    assert said(cues(tmp_path, json.dumps(whole), "lang.json")) == [(None, "Ja hoor.")]


def test_speakers_that_were_told_apart_by_a_machine_belong_to_their_file(tmp_path: Path) -> None:
    whole = {
        "segments": [
            each | {"speaker": f"SPEAKER_0{at % 2}"}
            for at, each in enumerate(segments("Hoe?", "Goed.", "Fijn."))
        ]
    }
    rows = cues(tmp_path, json.dumps(whole), "opname.json")
    assert rows.frame["speaker"].to_list() == [f"SPEAKER_0{at} (opname)" for at in (0, 1, 0)]


def test_amberscript_is_read(tmp_path: Path) -> None:
    whole = {
        "speakers": [{"spkid": "spk1", "name": "Marit"}, {"spkid": "spk2", "name": "Piet"}],
        "segments": [
            {
                "speaker": "spk1",
                "words": [{"start": 1.5, "end": 1.9, "text": "En"}, {"start": 2, "end": 2.1, "text": "nu?"}],
            },
            {"speaker": "spk2", "words": [{"start": 65, "end": 66, "text": "Ja."}]},
            {"speaker": "spk2", "words": [{"start": 67, "end": 68, "text": "Nu."}]},
            {"speaker": "spk2", "words": []},
        ],
    }
    rows = cues(tmp_path, json.dumps(whole), "opname.json")
    assert said(rows) == [("Marit", "En nu?"), ("Piet", "Ja. Nu.")]
    assert rows.where[1] == "turn=2;time=00:01:05"
    assert rows.rejected["reason"].to_list() == ["a segment without words"]


def test_amberscript_as_text_has_a_moment_above_each_turn(tmp_path: Path) -> None:
    text = (
        "00:00:01\nSpeaker 1: Hoe gaat het?\n\n00:00:05\nSpeaker 2: Goed.\n\n"
        "00:00:09\nSpeaker 1: Fijn.\n\n00:00:11\nSpeaker 2: Ja.\n"
    )
    rows = transcript(tmp_path, text)
    assert rows.where[1] == "turn=2;time=00:00:05"
    assert rows.frame["speaker"][0] == "Speaker 1 (gesprek)"


def test_otranscribe_is_read(tmp_path: Path) -> None:
    page = (
        '<p><span class="timestamp" data-timestamp="3.4">0:03</span> Marit: Hoe&nbsp;is het?</p>'
        "<p>Piet: Goed &amp; wel.<br />Echt.</p><p>Marit: <b>Fijn</b>.</p><p>Piet: Ja.</p>"
    )
    rows = cues(tmp_path, json.dumps({"text": page, "media": "a.mp3", "media-time": 8.2}), "opname.otr")
    assert said(rows) == [
        ("Marit", "Hoe is het?"),
        ("Piet", "Goed & wel.\nEcht."),
        ("Marit", "Fijn."),
        ("Piet", "Ja."),
    ]
    assert rows.where[0] == "turn=1;time=00:00:03"


@pytest.mark.parametrize("name", ["whisper", "amberscript", "otranscribe"])
def test_json_that_breaks_off_says_where(tmp_path: Path, name: str) -> None:
    whole = {
        "whisper": {"text": "Ja.", "segments": segments("Ja.", "Nee.")},
        "amberscript": {
            "speakers": [{"spkid": "s", "name": "A"}],
            "segments": [{"speaker": "s", "words": []}],
        },
        "otranscribe": {"text": "<p>Piet: Ja.</p>", "media": "a", "media-time": 1},
    }[name]
    path = tmp_path / "opname.json"
    path.write_text(json.dumps(whole)[:-4], encoding="utf-8")
    assert recognised(path) == name
    with pytest.raises(SourceError, match=r"breaks off or is damaged: .*line 1 column"):
        FORMATS[name].read(Content(path), Mapping())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings_give_the_same_turns(tmp_path: Path, encoding: str) -> None:
    spoken = [
        ("Özkan", "Is dat café er nog?"),
        ("José", "Ja, al één jaar."),
        ("Özkan", "Dat is fijn."),
        ("José", "Nou, hè hè."),
    ]
    text = "".join(f"{speaker}: {words}\n" for speaker, words in spoken)
    path = tmp_path / "gesprek.txt"
    path.write_bytes(text.encode(encoding))
    assert said(read(path)) == spoken


def test_a_slip_of_the_pen_in_a_name_makes_no_new_person(tmp_path: Path) -> None:
    lines = "".join(f"Interviewer: Vraag {at}?\nJohannes: Antwoord {at}.\n" for at in range(6))
    rows = transcript(tmp_path, lines + "Johanes: Nog iets.\n")
    assert set(rows.frame["speaker"]) == {"Interviewer", "Johannes"}
    assert any("'johanes' is read as Johannes" in note for note in rows.notes)


def test_a_line_that_was_cut_before_a_colon_begins_no_turn(tmp_path: Path) -> None:
    text = (
        "Marit: Wat dan?\nPiet: Ik dacht aan die ene\nZomer: toen was alles anders.\nMarit: Ja?\nPiet: Ja.\n"
    )
    assert said(transcript(tmp_path, text))[1] == (
        "Piet",
        "Ik dacht aan die ene Zomer: toen was alles anders.",
    )
