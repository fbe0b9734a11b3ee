"""What everything stands on: repairs, pseudonyms, languages, the ledger, files and progress."""

from __future__ import annotations

import io
import json
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpora
from corpora.errors import RunError, SettingsError
from corpora.files import folder_in_the_making, sha256_of, write_atomically, write_table
from corpora.language import detect
from corpora.ledger import append, count_outcomes, outcomes
from corpora.progress import Progress, SilentProgress, TerminalProgress
from corpora.pseudonyms import load_secret, pseudonym, pseudonyms
from corpora.repairs import repair, repair_all
from corpora.tables import Ledger, empty

ANYTHING = st.text(st.characters(), max_size=40) | st.text(
    "\r\n\t \x00\x0b\x85\ufeff\ud800é😀\u200da", max_size=20
)

# ------------------------------------------------------------------ repairs


@given(ANYTHING)
def test_a_repaired_text_needs_no_repair(text: str) -> None:
    once, names = repair(text)
    assert repair(once) == (once, ())
    assert (once == text) == (names == ())
    once.encode("utf-8")


@given(st.lists(ANYTHING.map(lambda text: text.encode("utf-8", "replace").decode()), max_size=8))
def test_repairing_a_column_is_repairing_each_of_its_texts(texts: list[str]) -> None:
    expected = [(text, ", ".join(names) or None) for text, names in map(repair, texts)]
    assert repair_all(pl.Series(texts, dtype=pl.String)).rows() == expected


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff"), max_size=40))
def test_nothing_but_control_characters_and_outer_white_space_is_ever_touched(text: str) -> None:
    assert repair(text)[0] == text.strip()


def test_every_repair_is_named() -> None:
    assert repair("\ufeff Te\x07 veel\r\nregels\ud800 ") == (
        "Te veel\nregels\N{REPLACEMENT CHARACTER}",
        (
            "line ends written as LF",
            "control characters removed",
            "undecodable characters replaced by U+FFFD",
            "byte order marks removed",
            "white space around the text removed",
        ),
    )


def test_a_line_end_of_a_word_processor_does_not_join_two_words() -> None:
    assert repair("regels\x0bloketten\x85brieven")[0] == "regels\nloketten\nbrieven"


# ------------------------------------------------------------------ pseudonyms


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"])) | st.none()),
    st.binary(min_size=1, max_size=100),
)
def test_pseudonyms_of_a_column_are_those_of_each_id_alone(raw: list[str | None], secret: bytes) -> None:
    wanted = [None if each is None else pseudonym(each, secret) for each in raw]
    assert pseudonyms(pl.Series(raw, dtype=pl.String), secret).to_list() == wanted


def test_a_pseudonym_is_stable_and_depends_on_the_secret() -> None:
    assert pseudonym("jan", b"a") == pseudonym("jan", b"a") != pseudonym("jan", b"b")
    assert pseudonym("jan", b"a") != pseudonym("Jan", b"a")


def test_the_secret_is_made_once_and_nobody_else_may_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OOGST_CONFIG_DIR", str(tmp_path / "config"))
    secret = load_secret()
    assert load_secret() == secret
    assert len(secret) == 32
    (file,) = (tmp_path / "config").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_processes_that_start_together_share_one_secret(tmp_path: Path) -> None:
    code = "from corpora.pseudonyms import load_secret; print(load_secret().hex())"
    env = {"OOGST_CONFIG_DIR": str(tmp_path), "PYTHONPATH": str(Path(corpora.__file__).parents[1])}
    started = [
        subprocess.Popen([sys.executable, "-c", code], env=env, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    assert len({process.communicate()[0] for process in started}) == 1


def test_a_damaged_secret_is_an_error_and_not_a_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OOGST_CONFIG_DIR", str(tmp_path))
    for damage in ("abcd", "geen hex"):
        (tmp_path / "pseudonyms.key").write_text(damage)
        with pytest.raises(SettingsError, match="secret for pseudonyms"):
            load_secret()


# ------------------------------------------------------------------ languages

MIXED = [
    "De wijkagent kent hier niemand meer en dat is jammer.",
    "Het loket is alleen nog digitaal te bereiken.",
    "The playground is closed every single evening.",
    "Mahallemizde çocuklar için güvenli bir park istiyoruz.",
    "Precies!",
    "👍",
    "",
]


def test_languages_are_told_apart_and_short_texts_get_that_of_the_source() -> None:
    assert detect(pl.Series(MIXED)).to_list() == ["nl", "nl", "en", "tr", "nl", "nl", "nl"]


def test_the_language_of_a_text_does_not_depend_on_the_order() -> None:
    assert detect(pl.Series(MIXED[::-1])).to_list() == detect(pl.Series(MIXED)).to_list()[::-1]


def test_a_given_language_is_taken_as_given() -> None:
    assert detect(pl.Series(MIXED), "DE").unique().to_list() == ["de"]


def test_no_text_at_all_has_a_language_too() -> None:
    assert detect(pl.Series([], dtype=pl.String)).to_list() == []
    assert detect(pl.Series(["Ja", "?"])).to_list() == ["nl", "nl"]


@pytest.mark.parametrize(
    ("name", "column", "language", "share"),
    [
        ("commonvoice_nl/data.parquet", "text", "nl", 0.99),
        ("cimt_arguments_de/data.parquet", "text", "de", 0.995),
        ("polis/american-assembly.bowling-green/comments.csv", "comment-body", "en", 0.99),
        ("handelingen_tk/data.parquet", "text", "nl", 1.0),
    ],
)
def test_the_language_of_real_contributions_is_found(
    shared_data: Callable[[str], Path], name: str, column: str, language: str, share: float
) -> None:
    path = shared_data(name)
    frame = pl.read_csv(path) if path.suffix == ".csv" else pl.read_parquet(path)
    if name.startswith("commonvoice"):
        frame = frame.filter(pl.col("label") == "nl").sample(2_800, seed=1)
    assert (detect(frame[column]) == language).mean() >= share


# ------------------------------------------------------------------ ledger

STEPS = st.lists(st.tuples(st.integers(1, 5), st.sampled_from(["read", "masked", "placed"])), max_size=12)


@given(st.lists(STEPS, max_size=4))
def test_the_last_event_of_a_row_is_its_outcome(batches: list[list[tuple[int, str]]]) -> None:
    ledger: pl.DataFrame = empty(Ledger)
    for batch in batches:
        rows = [{"source_id": "a", "row": row, "step": "s", "outcome": outcome} for row, outcome in batch]
        schema = {"source_id": pl.String, "row": pl.Int64, "step": pl.String, "outcome": pl.String}
        ledger = append(ledger, pl.DataFrame(rows, schema=schema))
    said = [event for batch in batches for event in batch]
    assert dict(outcomes(ledger).select("row", pl.col("outcome").cast(pl.String)).iter_rows()) == dict(said)
    assert count_outcomes(ledger)["rows"].sum() == len(dict(said))
    for row in dict(said):
        assert ledger.filter(row=row)["event"].to_list() == list(range(sum(each == row for each, _ in said)))


# ------------------------------------------------------------------ files


def test_a_folder_takes_its_place_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "runs" / "eerste"
    with pytest.raises(KeyboardInterrupt), folder_in_the_making(target) as folder:
        (folder / "half.txt").write_text("half")
        raise KeyboardInterrupt
    assert list(target.parent.iterdir()) == []
    with folder_in_the_making(target) as folder:
        (folder / "a.txt").write_text("een")
        assert not target.exists()
    assert [path.name for path in target.parent.iterdir()] == ["eerste"]


def test_an_existing_folder_is_replaced_only_on_request_and_only_by_a_whole_one(tmp_path: Path) -> None:
    target = tmp_path / "run"
    target.mkdir()
    (target / "oud.txt").write_text("oud")
    with pytest.raises(RunError, match="already there"), folder_in_the_making(target):
        pass
    with pytest.raises(ZeroDivisionError), folder_in_the_making(target, replace=True):
        raise ZeroDivisionError
    assert (target / "oud.txt").exists()
    with folder_in_the_making(target, replace=True) as folder:
        (folder / "nieuw.txt").write_text("nieuw")
    assert [path.name for path in target.iterdir()] == ["nieuw.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_a_table_has_the_same_bytes_however_it_was_put_together(tmp_path: Path) -> None:
    frame = pl.DataFrame({"tekst": [f"Zin {number}" for number in range(5_000)], "n": range(5_000)})
    pieces = pl.concat([frame.slice(start, 7) for start in range(0, 5_000, 7)], rechunk=False)
    assert write_table(frame, tmp_path / "a.parquet") == write_table(pieces, tmp_path / "b.parquet")
    assert pl.read_parquet(tmp_path / "b.parquet").equals(frame)


def test_a_file_is_written_whole_with_its_hash(tmp_path: Path) -> None:
    path = tmp_path / "map" / "a.txt"
    assert write_atomically(path, "één") == sha256_of(path)
    write_atomically(path, b"twee")
    assert [each.name for each in path.parent.iterdir()] == ["a.txt"]
    assert path.read_bytes() == b"twee"


# ------------------------------------------------------------------ progress


class Terminal(io.StringIO):
    """A stream that somebody watches."""

    def isatty(self) -> bool:
        return True


def work(progress: Progress) -> None:
    with progress.step("reading"):
        pass
    with progress.step("embedding", total=3, unit="units") as step:
        step.advance()
        step.advance(2)


def test_a_terminal_sees_the_step_and_what_is_left() -> None:
    stream = Terminal()
    work(TerminalProgress(2, stream))
    said = stream.getvalue()
    assert said.startswith("[1/2] reading …\n")
    assert "[2/2] embedding …  3/3 units … 00:00 left" in said


def test_a_log_gets_one_line_a_step_and_a_library_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    stream = io.StringIO()
    work(TerminalProgress(2, stream))
    assert stream.getvalue() == "[1/2] reading …\n[2/2] embedding …\n"
    work(SilentProgress())
    assert capsys.readouterr() == ("", "")


# ------------------------------------------------------------------ the package


def test_every_public_name_is_there() -> None:
    assert sorted(corpora.__all__) == corpora.__all__
    assert all(getattr(corpora, name) for name in corpora.__all__)
    with pytest.raises(AttributeError, match="no attribute 'read_pdf'"):
        _ = corpora.read_pdf


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import json, sys, corpora.errors; print(json.dumps(sorted(sys.modules)))"
    root = str(Path(corpora.__file__).parents[1])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert not {"polars", "dataframely", "lingua", "fastexcel", "tqdm"} & set(json.loads(done.stdout))
