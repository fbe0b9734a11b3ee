"""A corpus folder: what was read comes back as it was, and a run of it is the run of its sources."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner
from polars.testing import assert_frame_equal

from corpora.contributions import read_sources
from corpora.errors import RunError, SourceError
from corpora.folder import TABLES, is_corpus, open_corpus, save_corpus
from corpora.mapping import Mapping
from insights.cli import main
from insights.runs import open_run

SECRET = b"g" * 32
MAPPING = Mapping(keep=("wijk",), roles={"b": "resident"})


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "ronde1.csv"
    rows = (
        "id;tekst;deelnemer;rol;wijk",
        "1;Te veel loketten;an;b;Noord",
        "2;;bo;b;Zuid",
        "3;Niemand belt;bo;b;Zuid",
    )
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_what_was_read_comes_back_as_it_was(tmp_path: Path, source: Path) -> None:
    corpus = read_sources([source, tmp_path / "weg.csv"], MAPPING, secret=SECRET)
    folder = save_corpus(corpus, MAPPING, [source], tmp_path / "corpus")
    stored = open_corpus(folder)
    for name in TABLES:
        assert_frame_equal(getattr(stored.corpus, name), getattr(corpus, name), check_column_order=False)
    assert stored.corpus.reports == corpus.reports
    assert stored.corpus.failures == corpus.failures
    assert stored.mapping == MAPPING
    assert [path.resolve() for path in stored.sources] == [source]
    assert is_corpus(folder)
    assert not is_corpus(tmp_path)


def test_a_corpus_that_was_changed_is_refused_and_one_that_is_there_stays(
    tmp_path: Path, source: Path
) -> None:
    corpus = read_sources([source], MAPPING, secret=SECRET)
    folder = save_corpus(corpus, MAPPING, [source], tmp_path / "corpus")
    with pytest.raises(RunError, match="already there"):
        save_corpus(corpus, MAPPING, [source], folder)
    pl.read_parquet(folder / "contributions.parquet").head(1).write_parquet(folder / "contributions.parquet")
    with pytest.raises(SourceError, match=r"contributions.parquet is missing or was changed"):
        open_corpus(folder)


def test_a_run_of_a_corpus_is_the_run_of_its_sources(tmp_path: Path, source: Path) -> None:
    runner = CliRunner()
    columns = ["--keep", "wijk"]
    read = runner.invoke(main, ["read", str(source), *columns, "--out", str(tmp_path / "corpus")])
    assert read.exit_code == 0, read.output
    assert "3 rows, 2 contributions" in read.stderr
    one = runner.invoke(main, ["run", str(tmp_path / "corpus"), "--out", str(tmp_path / "een")])
    two = runner.invoke(main, ["run", str(source), *columns, "--out", str(tmp_path / "twee")])
    assert one.exit_code == two.exit_code == 0, one.output + two.output
    runs = open_run(tmp_path / "een"), open_run(tmp_path / "twee")
    assert runs[0].manifest["run_id"] == runs[1].manifest["run_id"]
    assert runs[0].manifest["tables"] == runs[1].manifest["tables"]
    checked = runner.invoke(main, ["check", str(tmp_path / "een"), "--sources"])
    assert checked.exit_code == 0, checked.output


def test_a_corpus_is_run_alone_and_without_a_mapping(tmp_path: Path, source: Path) -> None:
    runner = CliRunner()
    runner.invoke(main, ["read", str(source), "--out", str(tmp_path / "corpus")])
    for more in ([str(source)], ["--text", "tekst"]):
        refused = runner.invoke(
            main, ["run", str(tmp_path / "corpus"), *more, "--out", str(tmp_path / "een")]
        )
        assert refused.exit_code == 1
        assert "run alone, without a mapping" in refused.stderr


def test_a_source_that_was_not_read_is_told_and_stays_in_the_run(tmp_path: Path, source: Path) -> None:
    (tmp_path / "foto.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    done = CliRunner().invoke(
        main, ["run", str(source), str(tmp_path / "foto.png"), "--out", str(tmp_path / "een")]
    )
    assert done.exit_code == 0, done.output
    assert "NOT READ foto.png" in done.stderr
    assert [each["file"] for each in open_run(tmp_path / "een").manifest["not_read"]] == ["foto.png"]
