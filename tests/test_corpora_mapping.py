"""Columns: what is named must be there, what is not named is recognised or left alone."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from corpora.columns import resolve
from corpora.errors import MappingError
from corpora.mapping import FIELDS, Mapping


def frame(**columns: list[str]) -> pl.DataFrame:
    return pl.DataFrame({name.replace("__", " "): values for name, values in columns.items()})


def toml(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8")
    return path


def test_a_missing_column_is_named_with_those_that_are_there_and_the_way_out() -> None:
    with pytest.raises(MappingError) as fault:
        resolve(Mapping(text="Reactie"), frame(reactie_tekst=["Te veel regels"]), "ronde1.xlsx")
    assert str(fault.value) == (
        "ronde1.xlsx has no column 'Reactie'; it has 'reactie_tekst'. "
        "Map it in source.toml under [columns] or with --text."
    )


def test_the_nearest_column_is_offered_where_there_is_a_choice() -> None:
    with pytest.raises(MappingError, match=r"did you mean 'Reactie op ID'\? Map it .* --reply-to\."):
        resolve(Mapping(reply_to="reactie_op_id"), frame(Reactie__op__ID=["1"], tekst=["Ja"]), "a.csv")


def test_the_columns_of_a_wide_file_are_not_all_listed() -> None:
    wide = pl.DataFrame({str(number): ["1"] for number in range(900)})
    with pytest.raises(MappingError, match="and 880 more"):
        resolve(Mapping(), wide, "participants-votes.csv")


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("Comment-Body", "text"),
        ("BIJDRAGE", "text"),
        ("Beitrag", "text"),
        ("Deelnemer ID", "participant"),
        ("author_id", "participant"),
        ("Gebruiker rol", "role"),
        ("Vraag", "question"),
        ("Ronde", "round"),
        ("Reactie op ID", "reply_to"),
        ("Aantal likes", "agree"),
        ("n-disagree", "disagree"),
        ("Datum aangemaakt (leesbaar)", "created"),
        ("Prioriteit", "priority"),
    ],
)
def test_names_are_recognised_in_three_languages_whatever_their_spelling(name: str, meaning: str) -> None:
    columns = {name: ["1", "2"]} if meaning == "text" else {"tekst": ["Ja", "Nee"], name: ["1", "2"]}
    assert resolve(Mapping(), pl.DataFrame(columns), "a.csv").columns[meaning] == name


def test_an_id_is_recognised_only_where_its_values_are_unique_and_filled() -> None:
    for values in (["1", "1"], ["1", ""], ["1", None]):
        found = resolve(Mapping(), pl.DataFrame({"tekst": ["Ja", "Nee"], "id": values}), "a.csv")
        assert "id" not in found.columns
        assert "not used as id" in found.notes[0]
    found = resolve(Mapping(id="id"), frame(tekst=["Ja", "Nee"], id=["1", "1"]), "a.csv")
    assert found.columns["id"] == "id"


@pytest.mark.parametrize(
    "name", ["label", "Label2", "gold", "code", "thema", "topic", "sentiment", "url", "naam"]
)
def test_conclusions_and_addresses_are_never_taken_for_the_text(name: str) -> None:
    prose = [f"Dit zijn {number} lange zinnen die op een bijdrage lijken" for number in range(4)]
    with pytest.raises(MappingError, match="no column looks like the text"):
        resolve(Mapping(), pl.DataFrame({name: prose, "x": list("abcd")}), "a.csv")


def test_the_one_column_of_prose_is_the_text_and_two_are_a_question() -> None:
    prose = [f"Wij wachten al {number} jaar op een antwoord van de gemeente" for number in range(4)]
    links = [f"https://voorbeeld.nl/dialogen/wijkgesprek/bijdragen/{number}" for number in range(4)]
    found = resolve(Mapping(), pl.DataFrame({"Wat speelt er?": prose, "pagina": links}), "a.csv")
    assert found.columns == {"text": "Wat speelt er?"}
    with pytest.raises(MappingError, match="more than one column could be the text: 'a', 'b'"):
        resolve(Mapping(), pl.DataFrame({"a": prose, "b": prose[::-1]}), "a.csv")


def test_a_kept_column_is_not_taken_for_something_else() -> None:
    found = resolve(Mapping(keep=("rol",)), frame(tekst=["Ja"], rol=["bewoner"], x=["1"]), "a.csv")
    assert found.columns == {"text": "tekst"}
    assert found.segments == {"rol": "segment_rol"}
    assert found.dropped == ("x",)


def test_segments_of_like_names_are_kept_apart() -> None:
    mapping = Mapping(keep=("Soort wijk", "soort-wijk", "één"))
    columns = pl.DataFrame({"tekst": ["Ja"], "Soort wijk": ["a"], "soort-wijk": ["b"], "één": ["c"]})
    assert list(resolve(mapping, columns, "a.csv").segments.values()) == [
        "segment_soort_wijk",
        "segment_soort_wijk__2",
        "segment_een",
    ]


def test_a_mapping_file_says_what_every_column_means(tmp_path: Path) -> None:
    path = toml(
        tmp_path / "source.toml",
        '[source]\ntitle = "Wijkgesprek"\nkind = "workshop"\npublic = true\nmax_characters = 900\n'
        '[columns]\ntext = "Reactie"\nkeep = ["Wijk"]\n[roles]\nB = "bewoner"\n',
    )
    assert Mapping.from_toml(path) == Mapping(
        title="Wijkgesprek",
        kind="workshop",
        public=True,
        max_characters=900,
        text="Reactie",
        keep=("Wijk",),
        roles={"B": "bewoner"},
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('[columns]\ntxt = "a"', r"source.toml, \[columns\]: unknown key 'txt'; did you mean 'text'\?"),
        ('[colums]\ntext = "a"', r"source.toml: unknown table 'colums'; did you mean 'columns'\?"),
        ('[source]\ntitel = "a"', r"\[source\]: unknown key 'titel'; did you mean 'title'\?"),
        ('[source]\nkind = "dialoog"', r"kind 'dialoog'; did you mean 'dialogue'\?"),
        ('[source]\npublic = "ja"', "found 'ja', expected true or false"),
        ("[source]\nmax_characters = 0", "must be 1 or more"),
        ('[source]\nlanguage = "Nederlands"', "two letters"),
        ('[columns]\ntext = "a"\nid = "a"', "'a' is mapped twice: as text and as id"),
        ('[columns]\nparticipant = "a"\nkeep = ["a"]', "'a' is mapped twice: as participant and as keep"),
        ('[columns]\nkeep = "wijk"', "give a list of columns"),
        ("[columns]\ntext = 3", "found 3, expected text"),
        ("source = 3", "must be a table"),
        ("[source", "cannot be read as a mapping"),
    ],
)
def test_a_fault_in_a_mapping_file_is_named(tmp_path: Path, content: str, said: str) -> None:
    with pytest.raises(MappingError, match=said) as fault:
        Mapping.from_toml(toml(tmp_path / "source.toml", content))
    assert "source.toml" in str(fault.value)


def test_flags_go_before_the_file_and_silence_changes_nothing() -> None:
    file = Mapping(text="titel", question="vraag", keep=("wijk",), kind="report")
    assert file.with_flags(text=None, keep=(), role=None) == file
    said = file.with_flags(text="vraag", keep=["leeftijd"], language="nl")
    assert (said.text, said.question, said.keep, said.language, said.kind) == (
        "vraag",
        None,
        ("leeftijd",),
        "nl",
        "report",
    )
    assert file.with_flags(role="wijk").keep == ()
    with pytest.raises(MappingError, match="mapped twice"):
        file.with_flags(text="a", id="a")
    with pytest.raises(MappingError, match="did you mean 'text'"):
        file.with_flags(txt="a")


def test_the_meanings_are_those_of_the_mapping() -> None:
    assert set(FIELDS) == set(Mapping(**{name: name for name in FIELDS}).columns)
