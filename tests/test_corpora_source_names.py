"""What is held of names of files and titles: no table has a person in them, but of what is published."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from corpora.contributions import Reading, read_source, read_sources
from corpora.folder import open_corpus, save_corpus
from corpora.identity import hashed
from corpora.mapping import Mapping
from corpora.masking import Rules, mask
from corpora.masking.file_names import mask_file_name

SECRET = b"g" * 32
GESPREK = "Marit: Hoe is het hier?\nWiepkje: Goed, al is de bus weg.\nMarit: Echt?\nWiepkje: Ja.\n"


def interview(folder: Path, name: str, mapping: Mapping | None = None, secret: bytes = SECRET) -> Reading:
    path = folder / name
    path.write_text(GESPREK, encoding="utf-8")
    return read_source(path, mapping, secret=secret)


def test_a_person_in_the_name_of_a_file_is_in_no_table(tmp_path: Path) -> None:
    reading = interview(tmp_path, "Gesprek-Fatima El Idrissi.txt")
    source = reading.source.row(0, named=True)
    assert source["title"] == "Gesprek [NAAM]"
    assert source["file"].startswith("Gesprek [NAAM] ")
    assert source["file"].endswith(".txt")
    assert reading.report.file == source["file"]
    assert source["source_id"] == hashed(source["file"], 12) != hashed("Gesprek-Fatima El Idrissi.txt", 12)


def test_a_speaker_in_the_name_of_a_file_is_known_by_the_transcript(tmp_path: Path) -> None:
    assert interview(tmp_path, "gesprek wiepkje.txt").source["title"].item() == "gesprek [NAAM]"


def test_a_part_of_the_name_of_a_speaker_is_known_in_the_name_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "gesprek_wiepkje-2.txt"
    path.write_text(GESPREK.replace("Wiepkje:", "Wiepkje Zoutendam:"), encoding="utf-8")
    assert read_source(path, secret=SECRET).source["title"].item() == "gesprek [NAAM] 2"


def test_two_files_with_a_person_in_their_names_stay_apart_and_keep_their_ids(tmp_path: Path) -> None:
    one, two = (interview(tmp_path, f"Gesprek {name}.txt").source for name in ("Fatima", "Annie"))
    assert one["title"].item() == two["title"].item() == "Gesprek [NAAM]"
    assert one["source_id"].item() != two["source_id"].item()
    assert one.equals(interview(tmp_path, "Gesprek Fatima.txt").source)
    assert (
        one["source_id"].item()
        != interview(tmp_path, "Gesprek Fatima.txt", secret=b"h" * 32).source["source_id"].item()
    )


@pytest.mark.parametrize(
    "mapping", [Mapping(public=True), Mapping(masking=False)], ids=["published", "without masking"]
)
def test_a_name_stays_where_it_is_published_or_nothing_is_masked(tmp_path: Path, mapping: Mapping) -> None:
    source = interview(tmp_path, "Gesprek Fatima.txt", mapping).source
    assert source.select("title", "file").row(0) == ("Gesprek Fatima", "Gesprek Fatima.txt")


def test_a_title_that_was_given_is_masked_as_headings_are(tmp_path: Path) -> None:
    given = Mapping(title="Gesprek met Fatima El Idrissi, maart")
    assert interview(tmp_path, "a.txt", given).source["title"].item() == "Gesprek met [NAAM], maart"


@pytest.mark.parametrize(
    "name",
    [
        "wijkdialoog_zuid.csv",
        "interview-bewoner-kadekwartier.txt",
        "notulen 2024-02-13.docx",
        "Export_Den_Haag_2024.csv",
        "archief.zip/ronde 1/comments.csv",
        "P1.pdf",
        "roos.csv",
    ],
)
def test_the_name_of_a_file_that_names_nobody_stays_as_it_is(name: str) -> None:
    assert mask_file_name(name, Rules()) == name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Interview_JanDeVries-2.docx", "Interview [NAAM] 2.docx"),
        ("interview-jan-de-vries.docx", "interview [NAAM].docx"),
        ("gesprekken-fatima/deel 1.vtt", "gesprekken [NAAM]/deel 1.vtt"),
        ("transcript_mevrouw_Zoutkamp.docx", "transcript mevrouw [NAAM].docx"),
    ],
)
def test_a_person_in_the_name_of_a_file_is_found_however_it_is_spelled(name: str, shown: str) -> None:
    assert mask_file_name(name, Rules()) == shown


def test_a_file_that_was_not_read_is_stored_without_the_person_in_its_name(tmp_path: Path) -> None:
    (tmp_path / "ronde1.csv").write_text("tekst\nTe veel loketten\n", encoding="utf-8")
    (tmp_path / "Foto Fatima.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    paths = [tmp_path / "ronde1.csv", tmp_path / "Foto Fatima.png"]
    corpus = read_sources(paths, Mapping(), secret=SECRET)
    assert "Fatima" in corpus.failures[0].file  # who reads it must find the file
    folder = save_corpus(corpus, Mapping(), paths, tmp_path / "corpus")
    [failure] = open_corpus(folder).corpus.failures
    assert failure.file == "Foto [NAAM].png"
    assert failure.reason.startswith("Foto [NAAM].png is a picture")


@pytest.mark.parametrize(
    "text",
    [
        "Bewoner van het Kadekwartier",
        "Gesprek met een bewoner van het Kadekwartier.",
        "Huurder van de Zwiep: ja",
        "Directeur van het Wijkhuis",
    ],
)
def test_a_role_and_a_place_are_no_name(text: str) -> None:
    assert mask(pl.Series([text]), pl.Series(["nl"])).texts.to_list() == [text]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Wethouder Van de Zwiep zei het.", "Wethouder [NAAM] zei het."),
        ("Bewoner Van het Hof zei het.", "Bewoner [NAAM] zei het."),
        ("Sanne van het Kadekwartier kwam ook.", "[NAAM] van het Kadekwartier kwam ook."),
    ],
)
def test_a_person_with_a_role_or_a_place_is_one_still(text: str, shown: str) -> None:
    assert mask(pl.Series([text]), pl.Series(["nl"])).texts.to_list() == [shown]


def test_a_speaker_who_is_called_after_a_role_makes_no_place_a_name() -> None:
    rules = Rules(names=("Bewoner van het Kadekwartier", "Wethouder Van der Zoutkamp"))
    texts = pl.Series(["In het Kadekwartier sprak Zoutkamp."])
    assert mask(texts, pl.Series(["nl"]), rules).texts.to_list() == ["In het Kadekwartier sprak [NAAM]."]


LEGENDE = (
    "P1 = Fatima Bos\nP2 = moeder van Jan Jansen\n\n"
    "Interviewer: Hoe is het hier in de straat?\nP1: Goed, al is de bus weg.\n"
    "Interviewer: En bij u?\nP2: Ook goed, maar druk.\nP1: Dat is waar.\nP2: Zeker.\n"
)


def roles(folder: Path, mapping: Mapping) -> set[str | None]:
    path = folder / "gesprek-3.txt"
    path.write_text(LEGENDE, encoding="utf-8")
    return set(read_source(path, mapping, secret=SECRET).contributions["role"])


def test_what_a_transcript_says_of_a_speaker_is_masked_as_it_may_be_a_name(tmp_path: Path) -> None:
    talk = Mapping(format="transcript")
    assert roles(tmp_path, talk) == {"interviewer", None, "moeder van [NAAM]"}
    assert roles(tmp_path, replace(talk, roles={"fatima bos": "bewoner"})) == {
        "interviewer",
        "bewoner",
        "moeder van [NAAM]",
    }
    everything = {"interviewer", "Fatima Bos", "moeder van Jan Jansen"}
    assert roles(tmp_path, replace(talk, public=True)) == everything
    assert roles(tmp_path, replace(talk, masking=False)) == everything


def test_a_role_in_a_column_stays(tmp_path: Path) -> None:
    path = tmp_path / "ronde1.csv"
    path.write_text("tekst;rol\nTe veel loketten;Directeur Wijkhuis\n", encoding="utf-8")
    assert read_source(path, secret=SECRET).contributions["role"].item() == "Directeur Wijkhuis"


def test_a_report_tells_of_no_speaker_however_the_label_is_spelled(tmp_path: Path) -> None:
    path = tmp_path / "gesprek fatima.txt"
    path.write_text(
        "wiepkje: Hoe is het hier in de straat?\nJp V.: Goed, al is de bus weg.\n"
        "Respondent 2: Druk, zou ik zeggen.\n"
        + "wiepkje: En verder?\nJp V.: Niets meer.\n" * 5
        # a slip of the pen that is read as the right name
        + "wiepkjee: Dank u wel.\nRespondent 2: Graag gedaan.\n",
        encoding="utf-8",
    )
    notes = read_source(path, Mapping(format="transcript"), secret=SECRET).report.notes
    assert "turns: [NAAM] 7, [NAAM] 6, Respondent 2 (gesprek [NAAM]) 2" in notes
    assert "'[NAAM]' is read as [NAAM]" in notes
    assert not [note for note in notes if "wiep" in note or "Jp" in note or "fatima" in note]
    published = read_source(path, Mapping(format="transcript", public=True), secret=SECRET).report.notes
    assert any("wiepkje 7" in note for note in published)
