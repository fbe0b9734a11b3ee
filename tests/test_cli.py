"""The command line: every verb has help with an example; bad input gives a message, never a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import click
import polars as pl
import pytest
from click.testing import CliRunner, Result

from insights.cli import main
from insights.runs import open_run

ROOT = Path(__file__).resolve().parents[1]


def oogst(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def commands() -> list[tuple[str, ...]]:
    def below(command: click.Command, path: tuple[str, ...]) -> list[tuple[str, ...]]:
        inner = command.commands.items() if isinstance(command, click.Group) else []
        return [path, *(found for name, child in inner for found in below(child, (*path, name)))]

    return below(main, ())


@pytest.mark.parametrize("path", commands(), ids=" ".join)
def test_every_command_has_help_with_an_example(path: tuple[str, ...]) -> None:
    result = oogst(*path, "--help")
    assert result.exit_code == 0
    assert "Examples:" in result.output
    assert " ".join(("oogst", *path)).strip() in result.output.split("Examples:")[1]


@pytest.mark.parametrize("path", [path for path in commands() if path], ids=" ".join)
def test_every_command_is_in_the_readme(path: tuple[str, ...]) -> None:
    assert f"oogst {' '.join(path)}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from insights.cli import main\n"
        "CliRunner().invoke(main, ['--help']); CliRunner().invoke(main, ['run', '--help'])\n"
        "heavy = {'polars', 'numpy', 'torch', 'spacy', 'streamlit', 'sklearn', 'igraph', 'dataframely'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_run_prints_the_run_folder_on_stdout_and_the_rest_on_stderr(
    tmp_path: Path, sentences: list[str]
) -> None:
    source = tmp_path / "reacties.csv"
    pl.DataFrame({"Reactie": sentences, "e-mail": ["x@example.org"] * len(sentences)}).write_csv(source)
    result = oogst("run", source, "--out", tmp_path / "run")
    assert result.exit_code == 0, result.output
    assert result.stdout.strip() == str(tmp_path / "run")
    assert "text ← Reactie" in result.stderr
    assert "dropped 1 column: e-mail" in result.stderr
    assert "--preset standard" in result.stderr
    themes = pl.read_parquet(tmp_path / "run" / "themes.parquet")
    parts = themes.drop_nulls("parent_id").filter(pl.col("parent_id").is_duplicated()).height
    told = f"{(themes['level'] == 1).sum()} themes" + (f", with {parts} subthemes" if parts else "")
    assert f"{told}. `oogst explore" in result.stderr
    assert b"example.org" not in b"".join(path.read_bytes() for path in (tmp_path / "run").glob("*"))
    checked = oogst("check", tmp_path / "run", "--sources", "--json")
    assert checked.exit_code == 0
    assert all(promise["holds"] for promise in json.loads(checked.stdout))
    again = oogst("run", source, "--out", tmp_path / "run")
    assert again.exit_code == 1 and "already there" in again.stderr


def test_check_gives_exit_code_1_and_the_first_faults(tmp_path: Path, sentences: list[str]) -> None:
    source = tmp_path / "reacties.csv"
    pl.DataFrame({"Reactie": sentences}).write_csv(source)
    oogst("run", source, "--out", tmp_path / "run")
    ledger = tmp_path / "run" / "ledger.parquet"
    pl.read_parquet(ledger).slice(2).write_parquet(ledger)
    result = oogst("check", tmp_path / "run")
    assert result.exit_code == 1
    assert "BROKEN" in result.stdout and "no outcome in the ledger" in result.stdout


def test_evaluate_reports_agreement_with_labels(tmp_path: Path, sentences: list[str]) -> None:
    source = tmp_path / "reacties.csv"
    labels = [sentence.split()[1] for sentence in sentences]
    pl.DataFrame({"Reactie": sentences, "thema": labels}).write_csv(source)
    oogst("run", source, "--text", "Reactie", "--out", tmp_path / "run")
    result = oogst("evaluate", tmp_path / "run", "--gold", source, "--label", "thema", "--json")
    found = json.loads(result.stdout)
    assert found["rows"] == len(sentences)
    assert -0.5 <= found["ami"] <= 1
    missing = oogst("evaluate", tmp_path / "run", "--gold", source, "--label", "tema")
    assert missing.exit_code == 1 and "did you mean 'thema'" in missing.stderr


def test_report_writes_the_themes_asked_for(sample_run: Path, tmp_path: Path) -> None:
    themes = open_run(sample_run).themes.filter(pl.col("level") == 1)
    one = themes.row(0, named=True)
    out = tmp_path / "verslag.md"
    result = oogst("report", sample_run, "--format", "md", "--themes", one["theme_id"], "--out", out)
    assert result.exit_code == 0, result.output
    text = out.read_text(encoding="utf-8")
    assert f"## {one['label']}" in text
    others = themes.filter(pl.col("theme_id") != one["theme_id"])["label"]
    assert not any(f"## {label}\n" in text for label in others)
    assert "verzonnen" in text
    unknown = oogst("report", sample_run, "--format", "md", "--themes", "t000")
    assert unknown.exit_code == 1 and "no theme 't000'" in unknown.stderr


def test_models_lists_what_is_here() -> None:
    listed = {entry["name"]: entry["here"] for entry in json.loads(oogst("models", "--json").stdout)}
    assert listed["use"] and listed["e5"] and not listed["intfloat/multilingual-e5-large-instruct"]


BAD: dict[str, tuple[str, bytes, str]] = {
    "an empty file": ("leeg.csv", b"", "empty"),
    "only a header": ("kop.csv", b"tekst,rol\n", "kop.csv"),
    "a picture called csv": ("foto.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR" * 20, "foto.csv"),
    "a pdf called xlsx": ("verslag.xlsx", b"%PDF-1.7\n1 0 obj\n", "PDF"),
    "a cut-off zip called xlsx": ("stuk.xlsx", b"PK\x03\x04\x14\x00\x06\x00", "stuk.xlsx"),
    "no column with text": ("getallen.csv", b"a,b\n1,2\n3,4\n", "getallen.csv"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gives_a_message_that_names_the_file(name: str, tmp_path: Path) -> None:
    file, content, said = BAD[name]
    (tmp_path / file).write_bytes(content)
    result = oogst("run", tmp_path / file, "--out", tmp_path / "run")
    assert result.exit_code == 1
    assert said in result.stderr
    assert "Traceback" not in result.output
    assert not isinstance(result.exception, Exception) or isinstance(result.exception, SystemExit)
    assert not (tmp_path / "run").exists()


def test_a_missing_column_is_told_with_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "ronde1.csv").write_text("reactie_tekst\nDe straat is kapot\n", encoding="utf-8")
    result = oogst("run", tmp_path / "ronde1.csv", "--text", "Reactie", "--out", tmp_path / "run")
    assert result.exit_code == 1
    assert "ronde1.csv has no column 'Reactie'" in result.stderr and "reactie_tekst" in result.stderr


ODD: dict[str, list[str]] = {
    "one row": ["Er is te weinig groen in de wijk."],
    "ten thousand empty rows and one": [*[" "] * 10_000, "Er is te weinig groen."],
    "a contribution of 200,000 characters": ["woord " * 33_334, "De bus rijdt niet."],
    "all rows identical": ["De bus rijdt niet."] * 60,
    "control characters, emoji, right-to-left and surrogates": [
        "De bus\x00 rijdt\x0b niet\x07",
        "👩‍👩‍👧 Mooi! 🏡",
        "\u202eثقة السكان في البلدية\u202c",
        "de \ud83d brug",
        "é" * 300,
    ],
    "nothing but signs": ["?", "...", "-", "!!"] * 10,
    "no row with text": [""] * 10,
}


@pytest.mark.parametrize("name", ODD)
def test_odd_input_gives_a_run_in_which_every_row_is_accounted_for(name: str, tmp_path: Path) -> None:
    source = tmp_path / "vreemd.jsonl"
    source.write_text("".join(json.dumps({"tekst": text}) + "\n" for text in ODD[name]), encoding="utf-8")
    result = oogst("run", source, "--text", "tekst", "--out", tmp_path / "run")
    assert result.exit_code == 0, result.output
    found = open_run(tmp_path / "run")
    assert found.ledger["row"].unique().sort().to_list() == list(range(1, len(ODD[name]) + 1))
    checked = oogst("check", tmp_path / "run", "--sources")
    assert checked.exit_code == 0, checked.output
    assert oogst("report", tmp_path / "run", "--format", "md").exit_code == 0
