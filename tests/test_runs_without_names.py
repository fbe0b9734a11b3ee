"""What is held of a run: whoever it is handed to cannot tell who spoke, and it is proven as before."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from corpora.contributions import read_sources
from corpora.folder import save_corpus
from corpora.mapping import Mapping
from corpora.pseudonyms import load_secret, pseudonym
from corpora.stored_names import restored
from insights.checking import check
from insights.cli import main
from insights.promises.originals import original_paths, prove_originals
from insights.runs import open_run
from pipelines.run import run
from tests.erasing_for_tests import decoded

FILE = "interview_wiepkje.txt"
TALK = """P1 = Hinke Zwanikken

marit: Hoe is het om hier in de straat te wonen?
Wiepkje Zoutendam: De straat is rustig, maar de bus rijdt nog maar twee keer per dag.
P1: Ik wacht al maanden op een antwoord van het loket over mijn kapotte lift.
marit: Wat zou er volgens u anders moeten in deze buurt?
Wiepkje Zoutendam: Een buurtbus met vrijwilligers, dat hebben ze in het dorp hiernaast ook.
P1: Dat er iemand terugbelt als je een vraag hebt gesteld over de lift.
tineke de buurvrouw: Ik kwam er net bij zitten en vind dat er meer banken in het park moeten komen.
marit: Dank u wel voor dit gesprek.
"""
MAPPING = Mapping(
    format="transcript",
    language="nl",
    title="Wiepkje Zoutendam en de bus",
    speakers={"Marit": "interviewer", "wiepkje zoutendam": "bewoner", "Tineke de buurvrouw": "bewoner"},
)
NAMES = ("wiepkje", "zoutendam", "marit", "tineke", "hinke", "zwanikken")


def named_in(folder: Path) -> list[str]:
    """Name the files below a folder in which one of the names stands, and the names of those files."""
    texts = [(path, path.name) for path in folder.rglob("*")]
    texts += [
        (path, text)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for text in decoded(path.name, path.read_bytes(), path)
    ]
    return [f"{path}: {name}" for path, text in texts for name in NAMES if name in text.lower()]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bronnen") / FILE
    path.write_text(TALK, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def made(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return run([source], tmp_path_factory.mktemp("werk") / "runs" / "gesprek", mapping=MAPPING).path


@pytest.fixture
def copy(made: Path, source: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of the run that may be changed, as deep as the run and its source are."""
    place = made.parent / f"kopie-{tmp_path.name}"
    yield Path(shutil.copytree(made, place))
    shutil.rmtree(place, ignore_errors=True)


def faults(folder: Path) -> list[str]:
    opened = open_run(folder)
    return [fault for promise in check(opened, original_paths(opened)) for fault in promise.faults]


def oogst(*words: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result


def test_no_name_of_a_speaker_stands_in_any_file_of_a_run(made: Path) -> None:
    assert open_run(made).contributions["role"].to_list().count("bewoner") == 3
    assert named_in(made) == []


def test_the_names_are_found_where_they_are(source: Path) -> None:
    assert {found.rpartition(" ")[2] for found in named_in(source.parent)} == set(NAMES)


def test_the_run_is_proven_from_its_original_file_which_takes_the_names(made: Path) -> None:
    assert faults(made) == []
    bare = json.loads((made / "manifest.json").read_text(encoding="utf-8"))
    texts = open_run(made).contributions["text"]
    assert any("banken in het park" in text for text in texts), "a speaker whom only the mapping knows"
    without = open_run(made)
    without.manifest["mapping"] = bare["mapping"] | {"speakers": {}}
    assert prove_originals(without, original_paths(without)).faults, "without the names it is read otherwise"


def test_on_another_machine_it_is_said_that_the_names_cannot_be_read(
    made: Path, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OOGST_CONFIG_DIR", str(tmp_path))
    promise = prove_originals(open_run(made), [source])
    assert any("sealed on another machine" in note for note in promise.notes + promise.faults)


def test_a_corpus_and_the_run_that_is_made_of_it_name_nobody_either(source: Path, tmp_path: Path) -> None:
    corpus = save_corpus(read_sources([source], MAPPING), MAPPING, [source], tmp_path / "corpus")
    again = run([corpus], tmp_path / "runs" / "van corpus").path
    assert named_in(corpus) == named_in(again) == []
    assert faults(again) == []


def test_a_run_is_called_after_its_source_without_the_person(source: Path, tmp_path: Path) -> None:
    roos = Path(shutil.copy(source, tmp_path / "interview_roos.txt"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        oogst("run", roos, "--as", "transcript", "--language", "nl")
        assert [path.name for path in (tmp_path / "runs").iterdir()] == ["interview_NAAM"]


def test_published_names_stay(source: Path, tmp_path: Path) -> None:
    published = Mapping(format="transcript", public=True, speakers=MAPPING.speakers)
    folder = save_corpus(read_sources([source], published), published, [source], tmp_path / "corpus")
    stored = json.loads((folder / "corpus.json").read_text(encoding="utf-8"))
    assert stored["mapping"]["speakers"] == dict(MAPPING.speakers)


@pytest.mark.parametrize("by", ["name", "pseudonym"])
def test_whoever_is_erased_is_not_under_any_seal_either(copy: Path, by: str) -> None:
    name = "Wiepkje Zoutendam"
    person = name if by == "name" else pseudonym(name, load_secret())
    oogst("erase", copy, "--participant", person, "--yes")
    opened = open_run(copy)
    assert pseudonym(name, load_secret()) not in opened.participants["participant_id"]
    left = restored(opened.manifest["mapping"])
    assert sorted(left.speakers) == ["Marit", "Tineke de buurvrouw"]
    assert named_in(copy) == []
    assert faults(copy) == []
    assert opened.contributions.filter(pl.col("role") == "bewoner").height == 1
