"""What is held of the mapping, paths and reports in a folder: whole here, and naming nobody elsewhere."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.contributions import Corpus, read_sources
from corpora.erasing import mapping_without
from corpora.folder import open_corpus, save_corpus
from corpora.mapping import Mapping
from corpora.passages import ERASED, Passages
from corpora.pseudonyms import load_secret, pseudonym
from corpora.sealed import SEALED, seal, unseal
from corpora.stored_names import beneath, opened, restored, still_sealed, stored, stored_paths

SECRET, OTHER = b"g" * 32, b"h" * 32
NAMED = Mapping(
    text="Antwoord aan Fatima Bos",
    keep=("Wijk",),
    questions=("Wat vindt u van de bus?", "Wat zei Jan de Vries?"),
    roles={"Burger": "bewoner", "Mevrouw Zwanikken": "raadslid"},
    speakers={"Jan de Vries": "interviewer", "zwaantje": "bewoner", "Bewoner 2": "bewoner"},
    protect=("De Schakel",),
    title="Gesprek met Zwaantje",
    sheet="Interview Fatima",
    format="xlsx",
    language="nl",
)
TALK = "Marit: Hoe is het hier?\nWiepkje: Goed, al is de bus weg.\nMarit: Echt?\nWiepkje: Ja.\n"
NAMES = ("Fatima", "Jan de Vries", "Zwanikken", "zwaantje", "Zwaantje", "Bewoner 2")


@given(st.text(st.characters(codec=None), max_size=80), st.binary(min_size=1, max_size=40))
def test_a_sealed_text_comes_back_with_its_secret(text: str, secret: bytes) -> None:
    assert unseal(seal(text, secret), secret) == text


def test_a_sealed_text_tells_nothing_without_its_secret() -> None:
    sealed = seal("Jan de Vries", SECRET)
    assert sealed == seal("Jan de Vries", SECRET) != seal("Jan de Vries", OTHER)
    assert unseal(sealed, OTHER) is None
    assert (
        len({len(seal(name, SECRET)) for name in ("Jo", "Jan de Vries", "Willemijn Oosterhof-Ter Beek")}) == 1
    )


@pytest.mark.parametrize("at", [0, 20, 40])
def test_a_sealed_text_that_was_changed_is_none(at: int) -> None:
    sealed = seal("Jan de Vries", SECRET).removeprefix(SEALED)
    other = "A" if sealed[at] != "A" else "B"
    assert unseal(f"{SEALED}{sealed[:at]}{other}{sealed[at + 1 :]}", SECRET) is None


@pytest.mark.parametrize(
    "broken", ["", SEALED, f"{SEALED}é", f"{SEALED}abc", f"{SEALED}====", "Jan de Vries"]
)
def test_what_was_never_sealed_is_none(broken: str) -> None:
    assert unseal(broken, SECRET) is None


def test_no_person_stands_in_a_stored_mapping_and_it_comes_back_whole() -> None:
    told = json.dumps(stored(NAMED), ensure_ascii=False)
    assert not [name for name in NAMES if name in told]
    assert restored(json.loads(told)) == NAMED
    assert stored(NAMED) == stored(NAMED)


def test_what_names_nobody_is_stored_as_it_was_written() -> None:
    values = stored(NAMED)
    assert values["keep"] == ["Wijk"]
    assert values["questions"][0] == "Wat vindt u van de bus?"
    assert values["roles"]["Burger"] == "bewoner"
    assert values["protect"] == ["De Schakel"]
    assert sorted(values["speakers"].values()) == ["bewoner", "bewoner", "interviewer"]
    plain = Mapping(text="Reactie", participant="Naam", title="Wijkdialoog Zuid")
    assert stored(plain) == plain.as_dict()


def test_what_is_published_is_stored_as_it_was_written() -> None:
    published = replace(NAMED, public=True)
    assert stored(published) == published.as_dict()


def test_without_masking_speakers_are_sealed_all_the_same() -> None:
    values = stored(replace(NAMED, masking=False))
    assert all(name.startswith(SEALED) for name in values["speakers"])
    assert values["title"] == "Gesprek met Zwaantje"


def test_a_title_that_the_tables_have_masked_is_sealed() -> None:
    mapping = Mapping(title="Wiepkje en de bus")
    assert stored(mapping, ["Wiepkje en de bus"])["title"] == "Wiepkje en de bus"
    assert stored(mapping, ["[NAAM] en de bus"])["title"].startswith(SEALED)


def test_on_another_machine_it_stays_sealed_and_is_not_sealed_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = stored(NAMED)
    monkeypatch.setenv("OOGST_CONFIG_DIR", str(tmp_path / "elders"))
    elsewhere = restored(values)
    assert still_sealed(elsewhere)
    assert stored(elsewhere) == values
    assert opened(values) == values == beneath(values, lambda text: text)
    monkeypatch.undo()
    assert not still_sealed(restored(values))


# ------------------------------------------------------------------ erasing


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Anna Bos", "Anna Bos"),
        ("anna bos", "Anna Bos"),
        ("Anna  Bos ", "ANNA BOS"),
        ("JAN DE VRIES", "Jan de Vries"),
        ("Jan de Vries", "jan de vries"),
        ("jan de vries", "Jan De Vries"),
    ],
)
@pytest.mark.parametrize("sealed", [True, False])
def test_a_speaker_goes_however_the_mapping_spells_the_name(written: str, said: str, sealed: bool) -> None:
    mapping = Mapping(speakers={written: "bewoner", "Marit": "interviewer"})
    values = stored(mapping) if sealed else mapping.as_dict()
    bare = mapping_without(values, [pseudonym(said, load_secret())], Passages.of([], [], []))
    assert dict(restored(bare).speakers) == {"Marit": "interviewer"}


def test_a_name_that_is_erased_goes_from_what_is_sealed_too() -> None:
    mapping = Mapping(speakers={"Marit": "interviewer"}, title="Gesprek met Anna Bos, maart")
    bare = mapping_without(stored(mapping), [], Passages.of([], [], ["Anna Bos"]))
    assert str(bare["title"]).startswith(SEALED)
    assert restored(bare) == replace(mapping, title=f"Gesprek met {ERASED}, maart")


def test_what_was_sealed_on_another_machine_goes_as_nobody_can_say_whose_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = stored(Mapping(speakers={"Anna Bos": "bewoner"}, title="Gesprek met Anna Bos", text="Reactie"))
    monkeypatch.setenv("OOGST_CONFIG_DIR", str(tmp_path / "elders"))
    assert restored(mapping_without(values, ["p0123456789ab"], Passages.of([], [], []))) == Mapping(
        text="Reactie"
    )


# ------------------------------------------------------------------ paths and folders


def interview(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text(TALK, encoding="utf-8")
    return path


def read(*paths: Path, mapping: Mapping | None = None) -> Corpus:
    return read_sources(paths, mapping, secret=SECRET)


def test_a_path_that_names_a_person_is_sealed_and_found_again(tmp_path: Path) -> None:
    (tmp_path / "van fatima").mkdir()
    paths = [
        interview(tmp_path, "ronde1.txt"),
        interview(tmp_path, "gesprek fatima.txt"),
        interview(tmp_path, "gesprek wiepkje.txt"),  # known by the transcript alone
        interview(tmp_path / "van fatima", "ronde2.txt"),
    ]
    corpus = read(*paths)
    told = stored_paths([str(path) for path in paths], Mapping(), corpus)
    assert told[0] == str(paths[0])
    assert all(path.startswith(SEALED) for path in told[1:])
    assert opened(told) == [str(path) for path in paths]


def test_a_folder_and_an_archive_that_name_nobody_stay(tmp_path: Path) -> None:
    (tmp_path / "gesprekken").mkdir()
    interview(tmp_path / "gesprekken", "gesprek fatima.txt")
    corpus = read(tmp_path / "gesprekken")
    for path in ("../gesprekken", "..", "../.."):
        assert stored_paths([path], Mapping(), corpus) == [path]


def test_a_file_that_could_not_be_read_keeps_its_path(tmp_path: Path) -> None:
    photo = tmp_path / "foto.png"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    corpus = read(interview(tmp_path, "ronde1.txt"), photo)
    assert stored_paths(["../foto.png"], Mapping(), corpus) == ["../foto.png"]


def test_a_corpus_folder_names_no_speaker_and_finds_its_sources_again(tmp_path: Path) -> None:
    path, mapping = interview(tmp_path, "gesprek wiepkje.txt"), Mapping(speakers={"wiepkje": "bewoner"})
    folder = save_corpus(read(path, mapping=mapping), mapping, [path], tmp_path / "corpus")
    assert "iepkje" not in (folder / "corpus.json").read_text(encoding="utf-8")
    corpus = open_corpus(folder)
    assert corpus.mapping == mapping
    assert [each.resolve() for each in corpus.sources] == [path]


def test_a_person_in_the_name_of_a_column_is_in_no_stored_report(tmp_path: Path) -> None:
    path = tmp_path / "enquete.csv"
    path.write_text(
        "Antwoord aan Fatima Bos;Wat zei wethouder Jansen?\nDe bus is weg;niets\n", encoding="utf-8"
    )
    mapping = Mapping(text="Antwoord aan Fatima Bos")
    corpus = read(path, mapping=mapping)
    assert corpus.reports[0].dropped == ("Wat zei wethouder Jansen?",)  # who reads it must find the column
    folder = save_corpus(corpus, mapping, [path], tmp_path / "corpus")
    told = (folder / "corpus.json").read_text(encoding="utf-8")
    assert "Fatima" not in told and "Jansen" not in told
    stored = open_corpus(folder)
    assert stored.corpus.reports[0].dropped == ("Wat zei wethouder [NAAM]?",)
    assert stored.corpus.reports[0].columns == {"text": "Antwoord aan [NAAM]"}
    assert stored.mapping == mapping
