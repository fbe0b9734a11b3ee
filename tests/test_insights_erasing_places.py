"""Erasing from corpora, several runs, guided runs, without a model, and when it is broken off."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from corpora.errors import ModelError
from corpora.files import sha256_of
from corpora.folder import open_corpus
from corpora.masking import read_review
from corpora.pseudonyms import load_secret, pseudonym
from insights.checking import check
from insights.cli import main
from insights.promises.originals import original_paths
from insights.runs import open_run
from labels.codebook import read_codebook
from pipelines import stored_vectors
from pipelines.stored_codebook import codebook_of
from pipelines.vectors import cache_path
from tests.erasing_for_tests import files_with, passages_of

ROOT = Path(__file__).resolve().parents[1]
ALSO = "Het zebrapad bij de Kastanjelaan is 's avonds zo slecht verlicht dat ik er omheen loop."
TITLE = "Een moestuin op het dak van de oude bibliotheek"


def oogst(*words: str | Path, code: int = 0) -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == code, f"{words}\n{result.output}{result.exception!r}"
    return result


def broken(run: Path) -> list[str]:
    opened = open_run(run)
    return [fault for promise in check(opened, original_paths(opened)) for fault in promise.faults]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, sentences: list[str]) -> Path:
    """Sixty contributions of thirty people, two a person; the first also says what the second says too."""
    people = [f"deelnemer {number // 2}" for number in range(len(sentences))]
    told = [*zip(people, sentences, strict=True), ("deelnemer 0", ALSO), ("deelnemer 1", "Geen lantaarns.")]
    told += [
        ("deelnemer 0", "Wij willen zekerheid over de huur."),
        ("deelnemer 2", "Wij willen zekerheid over de huur."),
    ]
    path = tmp_path_factory.mktemp("prepared") / "reacties.csv"
    rows = [{"deelnemer": person, "reactie": text} for person, text in told]
    pl.DataFrame(rows).write_csv(path)
    run_of(path, path.with_name("run"))
    return path


@pytest.fixture
def source(prepared: Path, tmp_path: Path) -> Path:
    """The file of those contributions, in a folder of this test."""
    return Path(shutil.copy(prepared, tmp_path / prepared.name))


@pytest.fixture
def run(prepared: Path, source: Path) -> Path:
    """A run of that file, beside it."""
    return Path(shutil.copytree(prepared.with_name("run"), source.with_name("run")))


def run_of(source: Path, out: Path, *more: str | Path) -> Path:
    oogst("run", source, "--text", "reactie", "--participant", "deelnemer", "--out", out, *more)
    return out


def own(run: Path, *names: str) -> set[str]:
    people = [pseudonym(name, load_secret()) for name in names]
    return passages_of(open_run(run).contributions, people)


def test_equal_words_of_another_stay_and_its_id_too(run: Path) -> None:
    before = open_run(run).contributions
    passages = own(run, "deelnemer 0")
    oogst("erase", run, "--participant", "deelnemer 0", "--yes")
    after = open_run(run).contributions
    same = pl.col("text") == "Wij willen zekerheid over de huur."
    assert after.filter(same)["contribution_id"].to_list() == [before.filter(same)["contribution_id"][1]]
    assert broken(run) == []
    assert files_with(passages, run, cache_path().parent) == []


def test_a_corpus_loses_the_person_and_runs_as_before(source: Path, tmp_path: Path) -> None:
    corpus, run = tmp_path / "corpus", tmp_path / "run"
    oogst("read", source, "--text", "reactie", "--participant", "deelnemer", "--out", corpus)
    before = open_corpus(corpus).corpus
    person = pseudonym("deelnemer 3", load_secret())
    passages = passages_of(before.contributions, [person])
    oogst("erase", corpus, "--participant", person, "--yes")
    after = open_corpus(corpus).corpus
    assert after.contributions.height == before.contributions.height - 2
    assert person not in set(after.participants["participant_id"])
    gone = before.contributions.filter(pl.col("participant_id") == person).select("source_id", "row")
    events = after.ledger.join(gone, on=["source_id", "row"], how="semi")
    assert events["contribution_id"].null_count() == events.height == 2 * gone.height
    assert files_with(passages, corpus) == []
    run = oogst("run", corpus, "--out", run) and run
    assert broken(run) == []


def test_everywhere_finds_every_run_and_corpus_below(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "werk"
    corpus = folder / "corpora" / "wijk"
    oogst("read", source, "--text", "reactie", "--participant", "deelnemer", "--out", corpus)
    first, second = (run_of(source, folder / "runs" / name) for name in ("een", "twee"))
    passages = own(first, "deelnemer 0", "deelnemer 5")
    alone = oogst("erase", first, "--participant", "deelnemer 0", "--participant", "deelnemer 5", "--yes")
    assert str(second) in alone.stderr
    people = ("--participant", "deelnemer 0", "--participant", "deelnemer 5")
    oogst("erase", second, *people, "--everywhere", folder, "--yes")
    assert files_with(passages, folder) == []
    assert broken(first) == [] and broken(second) == []


def test_when_everyone_of_a_theme_is_erased_the_theme_is_gone(run: Path) -> None:
    opened = open_run(run)
    speaks_of_bus = opened.contributions.filter(pl.col("text").str.contains("de bus"))
    people = sorted(set(speaks_of_bus["participant_id"]))
    passages = passages_of(opened.contributions, people)
    labels = set(opened.themes["label"])
    oogst("erase", run, *(word for one in people for word in ("--participant", one)), "--yes")
    after = open_run(run)
    assert broken(run) == []
    assert files_with(passages, run, cache_path().parent) == []
    assert not any("halte" in word for word in after.words["word"])
    assert set(after.themes["label"]) != labels
    gone = after.table("lineage").filter(pl.col("relation").cast(pl.String) == "gone")
    assert gone["previous_label"].null_count() == gone.height


def test_when_too_few_are_left_no_themes_are_claimed(run: Path) -> None:
    people = [word for number in range(20) for word in ("--participant", f"deelnemer {number}")]
    oogst("erase", run, *people, "--yes")
    assert open_run(run).themes.is_empty()
    assert broken(run) == []
    everyone = open_run(run).participants["participant_id"].to_list()
    oogst("erase", run, *(word for one in everyone for word in ("--participant", one)), "--yes")
    assert open_run(run).contributions.is_empty() and broken(run) == []


def test_a_guided_run_and_its_codebook_lose_the_examples_that_were_theirs(
    source: Path, tmp_path: Path
) -> None:
    workspace = tmp_path / "werk"
    codebook = workspace / "codebook" / "codebook.yml"
    codebook.parent.mkdir(parents=True)
    (workspace / "oogst.toml").write_text("", encoding="utf-8")
    codebook.write_text(
        "# Ons codeboek\nversion: 1\nlanguage: nl\ncodes:\n"
        "  - id: veiligheid\n    name: {nl: Veiligheid}\n    definition: Of het op straat veilig is.\n"
        f'    examples:\n      typical: ["{ALSO}", "Ik durf er niet langs."]\n'
        "  - id: huur\n    name: {nl: Huur}\n    definition: Huren van een woning.\n"
        f'    memo: "Wie zei ook weer: {ALSO}"\n',
        encoding="utf-8",
    )
    run = run_of(source, workspace / "runs" / "gecodeerd", "--codebook", codebook)
    passages = own(run, "deelnemer 0")
    oogst("erase", run, "--participant", "deelnemer 0", "--yes")
    assert files_with(passages, workspace, cache_path().parent) == []
    assert broken(run) == []
    opened = open_run(run)
    kept = codebook_of(run, opened.manifest)
    for one in (kept, read_codebook(codebook)):
        assert one is not None and one.by_id["veiligheid"].typical == ("Ik durf er niet langs.",)
        assert one.by_id["huur"].memo == "Wie zei ook weer: [gewist]"
    assert codebook.read_text(encoding="utf-8").startswith("# Ons codeboek")


def test_without_the_model_a_run_is_found_again_and_says_how_it_was_named(
    run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(name: str) -> None:
        raise ModelError(f"{name} is not here")

    monkeypatch.setattr(stored_vectors, "load", absent)
    result = oogst("erase", run, "--participant", "deelnemer 4", "--yes")
    assert "named without their model" in result.stderr
    assert not open_run(run).manifest["machine"]["erasures"][0]["named_with_model"]
    assert broken(run) == []


def test_a_near_copy_of_what_is_erased_asks_for_the_model_and_nothing_changes_without(
    tmp_path: Path, sentences: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    long = "Wij vragen de gemeente met klem om de bushalte bij het verzorgingshuis weer in gebruik te nemen, "
    told = [
        *sentences,
        *[long + "want onze ouders komen daardoor al maanden nergens meer."] * 3,
        long + "want onze ouders komen daardoor al maanden nergens.",
    ]
    people = [f"deelnemer {number}" for number in range(len(sentences))]
    people += ["kern 1", "kern 1", "kern 1", "rand 1"]
    source = tmp_path / "reacties.csv"
    pl.DataFrame({"deelnemer": people, "reactie": told}).write_csv(source)
    run = run_of(source, tmp_path / "run")
    hashes = {path.name: sha256_of(path) for path in run.iterdir()}
    with monkeypatch.context() as patch:

        def absent(name: str) -> None:
            raise ModelError(f"{name} is not here")

        patch.setattr(stored_vectors, "load", absent)
        refused = oogst("erase", run, "--participant", "kern 1", "--yes", code=1)
    assert "1 texts have no vector in the run" in refused.stderr
    assert {path.name: sha256_of(path) for path in run.iterdir()} == hashes
    assert [path.name for path in tmp_path.glob(".*")] == []
    oogst("erase", run, "--participant", "kern 1", "--yes")
    assert broken(run) == []


def test_votes_go_and_replies_reply_to_nothing(tmp_path: Path, sentences: list[str]) -> None:
    folder = tmp_path / "polis"
    folder.mkdir()
    numbers = range(len(sentences))
    comments = {
        "timestamp": [1_600_000_000 + number for number in numbers],
        "comment-id": list(numbers),
        "author-id": [number // 2 for number in numbers],
        "agrees": [1 for _ in numbers],
        "disagrees": [0 for _ in numbers],
        "moderated": [1 for _ in numbers],
        "comment-body": sentences,
    }
    pl.DataFrame(comments).write_csv(folder / "comments.csv")
    votes = [
        {"timestamp": 1_600_000_100, "comment-id": number, "voter-id": voter, "vote": 1}
        for number in numbers
        for voter in (3, 40)
    ]
    pl.DataFrame(votes).write_csv(folder / "votes.csv")
    oogst("run", folder / "comments.csv", "--out", tmp_path / "run")
    before = open_run(tmp_path / "run")
    assert before.table("votes").height == len(votes)
    told = oogst("erase", tmp_path / "run", "--participant", "3", "--participant", "40", "--yes").stdout
    assert f"{len(votes)}\tvotes" in told
    assert "votes" not in open_run(tmp_path / "run").manifest["tables"]
    assert broken(tmp_path / "run") == []


def test_the_title_of_their_proposal_goes_from_what_others_answered(
    tmp_path: Path, sentences: list[str]
) -> None:
    rows = [
        {"id": f"r{n}", "wie": f"w {n}", "vraag": TITLE, "op": "", "tekst": one}
        for n, one in enumerate(sentences)
    ]
    rows[0] = {
        "id": "r0",
        "wie": "indiener 1",
        "vraag": "Uw voorstel",
        "op": "",
        "tekst": f"{TITLE}, voor iedereen.",
    }
    rows[1]["op"] = "r0"
    source = tmp_path / "voorstellen.csv"
    pl.DataFrame(rows).write_csv(source)
    columns = (
        "--text",
        "tekst",
        "--id",
        "id",
        "--participant",
        "wie",
        "--question",
        "vraag",
        "--reply-to",
        "op",
    )
    oogst("run", source, *columns, "--out", tmp_path / "run")
    run = open_run(tmp_path / "run")
    assert run.contributions["parent_id"].drop_nulls().len() == 1
    passages = passages_of(run.contributions, [pseudonym("indiener 1", load_secret())])
    oogst("erase", tmp_path / "run", "--participant", "indiener 1", "--yes")
    after = open_run(tmp_path / "run").contributions
    assert set(after["question"]) == {"[gewist]"} and after["parent_id"].drop_nulls().is_empty()
    assert files_with(passages, tmp_path / "run") == []
    assert broken(tmp_path / "run") == []


def test_their_lines_leave_the_review_file(tmp_path: Path, sentences: list[str]) -> None:
    source, review = tmp_path / "reacties.csv", tmp_path / "nakijken.csv"
    told = [
        *sentences,
        "Mijn buurvrouw mevrouw Jansma helpt mij.",
        "Mevrouw Pietersma van nummer 3 weet het.",
    ]
    people = [f"deelnemer {number}" for number in range(len(told))]
    pl.DataFrame({"deelnemer": people, "reactie": told}).write_csv(source)
    run = run_of(source, tmp_path / "run", "--review", review)
    assert "Jansma" in review.read_text(encoding="utf-8")
    oogst("erase", run, "--participant", "deelnemer 60", "--yes")
    left = review.read_text(encoding="utf-8")
    assert "Jansma" not in left and "Pietersma" in left
    assert os.stat(review).st_mode & 0o077 == 0
    read_review(review)
    assert broken(run) == []


def test_nothing_happens_until_it_is_confirmed(run: Path) -> None:
    hashes = {path.name: sha256_of(path) for path in run.iterdir()}
    refused = CliRunner().invoke(main, ["erase", str(run), "--participant", "deelnemer 0"], input="n\n")
    assert refused.exit_code == 1 and "4 contributions" in refused.stderr
    assert {path.name: sha256_of(path) for path in run.iterdir()} == hashes


def test_a_folder_that_is_neither_is_told(tmp_path: Path) -> None:
    result = oogst("erase", tmp_path, "--participant", "x", "--yes", code=1)
    assert "neither a run nor a corpus" in result.stderr


KILLS = {
    "while themes are found": "import pipelines.erasing as at; at.find = kill",
    "before the cache is cleaned": "import insights.erasing.erasure as at; at.forget = kill",
    "between the two renamings": (
        "from pathlib import Path; real = Path.rename\n"
        "def rename(self, to):\n"
        "    done = real(self, to); kill() if '.former-' in str(to) else None; return done\n"
        "Path.rename = rename"
    ),
    "while the old folder is removed": (
        "import corpora.files as at; real = at.shutil.rmtree\n"
        "at.shutil.rmtree = lambda path, **k: kill() if '.former-' in str(path) else real(path, **k)"
    ),
}


OFTEN = ("while themes are found", "between the two renamings")


@pytest.mark.parametrize(
    "moment", [one if one in OFTEN else pytest.param(one, marks=pytest.mark.slow) for one in KILLS]
)
def test_an_erasure_that_is_killed_leaves_a_whole_run_and_can_be_done_again(moment: str, run: Path) -> None:
    passages, hashes = own(run, "deelnemer 0"), {path.name: sha256_of(path) for path in run.iterdir()}
    code = (
        "import os, signal, sys\n"
        "def kill(*a, **k): os.kill(os.getpid(), signal.SIGKILL)\n"
        "from insights.cli import main\nimport insights.erasing.erasure\n"
        f"{KILLS[moment]}\n"
        f"main(['erase', {str(run)!r}, '--participant', 'deelnemer 0', '--yes'])"
    )
    process = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert process.returncode == -signal.SIGKILL, process.stderr
    removed = moment == "while the old folder is removed"
    here = run if run.exists() else next(run.parent.glob(".run.former-*"))
    if not removed:
        assert {path.name: sha256_of(path) for path in here.iterdir()} == hashes
        oogst("erase", run, "--participant", "deelnemer 0", "--yes")
    else:
        oogst("erase", run, "--participant", "deelnemer 9", "--yes")
    assert broken(run) == []
    assert files_with(passages, run, cache_path().parent) == []
    assert sorted(path.name for path in run.parent.iterdir()) == ["reacties.csv", "run"]
