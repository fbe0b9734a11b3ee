"""The file of a codebook: comments and order survive, clashes are told, nothing is overwritten."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

import labels
from insights.cli import main
from insights.coding.codebook_of_run import codebook_of, lost_examples
from insights.decisions.decided_run import DecidedRun, open_decided
from insights.decisions.deciding import Deciding, Maker
from insights.runs import open_run
from labels.codebook import Borderline, Changed, Code, Codebook, CodebookError, read_codebook
from labels.codebook_file import CodebookFile, compare, merge, write_codebook

SHIPPED = Path(labels.__file__).parent / "codebooks" / "wijkaanpak.yml"
GREEN = """\
# Codeboek groen
version: 3
language: nl
codes:

  # ── Buiten ──
  - id: groen
    name: {nl: Groen en spelen, en: Green and play}   # zo heet het ook op de kaart
    status: aanvaard
    definition: Bomen, parken en speelplekken.
    changed: {by: MK, on: 2026-11-25, why: speelplekken horen erbij}
    keywords: [boom, "park"]
    examples:
      typical:
        - "De speeltuin ligt er verwaarloosd bij."
        - quote: 0123456789ab
          text: Er staat geen boom meer.
      borderline:
        - quote: ba9876543210
          text: "Er ligt zwerfvuil in het park."
          note: Kies afval.   # afval is een eigen code

  # bomen staan apart
  - id: bomen
    name: Bomen
    parent: groen
    memo: |
      Twee regels
      aan uitleg.
# einde
"""


def oogst(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def green(tmp_path: Path) -> Path:
    path = tmp_path / "groen.yml"
    path.write_text(GREEN, encoding="utf-8")
    return path


@pytest.mark.parametrize("text", [SHIPPED.read_text(encoding="utf-8"), GREEN], ids=["shipped", "green"])
def test_a_file_that_is_read_and_written_is_the_same_to_the_last_byte(text: str, tmp_path: Path) -> None:
    path = tmp_path / "codeboek.yml"
    path.write_text(text, encoding="utf-8")
    CodebookFile(path).write()
    assert path.read_text(encoding="utf-8") == text


def test_the_codebook_that_comes_with_oogst_has_no_fault(sample_run: Path) -> None:
    result = oogst("codebook", "check", SHIPPED, "--run", sample_run)
    assert result.exit_code == 0, result.output
    assert "31 codes, 31 in use" in result.stdout


def test_examples_by_quote_and_who_changed_a_code_are_read(green: Path) -> None:
    code = read_codebook(green).by_id["groen"]
    assert code.typical == ("De speeltuin ligt er verwaarloosd bij.", "Er staat geen boom meer.")
    assert code.typical_quotes == ("", "0123456789ab")
    assert code.borderline[0] == Borderline("Er ligt zwerfvuil in het park.", "Kies afval.", "ba9876543210")
    assert code.changed == Changed("MK", "2026-11-25", "speelplekken horen erbij")
    assert read_codebook(green).by_id["bomen"].typical_quotes == ()


def test_a_changed_code_changes_and_everything_else_stays(green: Path) -> None:
    file = CodebookFile(green)
    code = file.codebook.by_id["groen"]
    file.put(replace(code, definition="Alles wat groeit.", changed=Changed("JV", "2026-11-26")))
    file.put(Code("heg", (("nl", "Heg"),), parent="groen", status="voorgesteld"))
    file.write()
    text = green.read_text(encoding="utf-8")
    for comment in (
        "# Codeboek groen",
        "# ── Buiten ──",
        "# zo heet het ook op de kaart",
        "# afval is een eigen code",
    ):
        assert comment in text
    assert "definition: Alles wat groeit." in text and 'keywords: [boom, "park"]' in text
    book = read_codebook(green)
    assert [one.id for one in book.codes] == ["groen", "bomen", "heg"]
    assert book.by_id["groen"] == replace(
        code, definition="Alles wat groeit.", changed=Changed("JV", "2026-11-26")
    )
    assert book.by_id["bomen"].memo == "Twee regels\naan uitleg."


def test_every_codebook_survives_being_written_anew(tmp_path: Path, green: Path) -> None:
    for number, path in enumerate((SHIPPED, green)):
        book, out = read_codebook(path), tmp_path / f"{number}.yml"
        write_codebook(book, out)
        assert read_codebook(out) == book
        assert Codebook.from_dict(json.loads(json.dumps(book.as_dict()))) == book


def test_a_codebook_stored_before_codes_had_these_parts_is_still_read(green: Path) -> None:
    values = json.loads(json.dumps(read_codebook(green).as_dict()))
    for code in values["codes"]:
        del code["typical_quotes"], code["changed"]
        for one in code["borderline"]:
            del one["quote"]
    assert Codebook.from_dict(values).by_id["groen"].changed is None


@pytest.mark.parametrize(
    ("was", "becomes", "line", "says"),
    [
        ("parent: groen", "parent: groeen", 26, "did you mean 'groen'"),
        ("- id: bomen", "- id: groen", 24, "give one another id"),
        ("status: aanvaard", "parent: bomen", 9, "groen > bomen > groen; break it"),
        ("status: aanvaard", "status: samengevoegd\n    merged_into: hout", 10, "'hout', which is no code"),
        ("by: MK, ", "", 11, "say who changed the code"),
        ("why: speel", "waarom: speel", 11, "it has by, on, why"),
        ("        - quote: 0123456789ab\n", "        - quotes: 0123456789ab\n", 16, "did you mean 'quote'"),
    ],
)
def test_a_fault_is_told_with_file_line_and_way_out(
    was: str, becomes: str, line: int, says: str, green: Path
) -> None:
    assert was in GREEN
    green.write_text(GREEN.replace(was, becomes, 1), encoding="utf-8")
    result = oogst("codebook", "check", green)
    assert result.exit_code == 1
    assert f"groen.yml:{line}: " in result.stderr
    assert says in result.stderr


def test_an_example_whose_quote_is_gone_is_told_with_its_line(green: Path, sample_run: Path) -> None:
    run = open_run(sample_run)
    quote = run.quotes.row(0, named=True)
    text = run.contributions.row(
        by_predicate=pl.col("contribution_id") == quote["contribution_id"], named=True
    )
    said = text["text"][quote["start"] : quote["end"]]
    green.write_text(
        GREEN.replace("0123456789ab", quote["quote_id"]).replace(
            "Er ligt zwerfvuil in het park.", said.replace('"', "'")
        ),
        encoding="utf-8",
    )
    result = oogst("codebook", "check", green, "--run", sample_run)
    assert result.exit_code == 1
    (fault,) = lost_examples(green, run)
    assert "groen.yml:19: quote ba9876543210 of code 'groen' is not in" in fault
    assert f"its text is quote {quote['quote_id']} now" in fault
    assert fault in result.stderr
    green.write_text(GREEN, encoding="utf-8")
    faults = lost_examples(green, run)
    assert len(faults) == 2 and all("take the example out" in one for one in faults)


def test_new_writes_a_codebook_that_checks_and_never_over_another(tmp_path: Path) -> None:
    path = tmp_path / "codeboek.yml"
    assert oogst("codebook", "new", path).exit_code == 0
    assert oogst("codebook", "check", path).exit_code == 0
    again = oogst("codebook", "new", path)
    assert again.exit_code == 1 and "is there already" in again.stderr


def test_themes_become_proposed_codes_with_their_best_quotes(sample_run: Path, tmp_path: Path) -> None:
    out = tmp_path / "codeboek.yml"
    assert oogst("codebook", "from-run", sample_run, "--out", out).exit_code == 0
    book, run = read_codebook(out), open_run(sample_run)
    assert {code.status for code in book.codes} == {"voorgesteld"}
    assert all(run.manifest["run_id"] in code.origin for code in book.codes)
    assert {code.label("nl") for code in book.codes} == set(run.themes["label"])
    assert all(1 <= len(code.typical) <= 3 and all(code.typical_quotes) for code in book.codes)
    assert lost_examples(out, run) == []
    assert oogst("codebook", "check", out, "--run", sample_run).exit_code == 0
    assert "is there already" in oogst("codebook", "from-run", sample_run, "--out", out).stderr


def test_what_people_decided_is_in_the_codebook_of_the_run(sample_run: Path, tmp_path: Path) -> None:
    import shutil

    folder = tmp_path / "runs" / "voorbeeld"
    shutil.copytree(sample_run, folder)
    theme = open_run(folder).themes.filter(pl.col("level") == 1)["theme_id"][0]
    maker = Maker("MK", "zo noemen bewoners het")
    Deciding.about(folder, maker).rename(theme, "Menselijke maat")
    Deciding.about(folder, maker).accept(theme)
    found = open_decided(folder)
    assert isinstance(found, DecidedRun)
    code = codebook_of(found, found.state).by_id["menselijke-maat"]
    assert (code.status, code.label("nl")) == ("aanvaard", "Menselijke maat")
    assert code.changed is not None and (code.changed.by, code.changed.why) == (
        "MK",
        "zo noemen bewoners het",
    )


def test_a_difference_is_told_by_code_and_part(green: Path, tmp_path: Path) -> None:
    other = tmp_path / "ander.yml"
    text = GREEN.replace("Bomen, parken", "Struiken, parken").replace("- id: bomen", "- id: heesters")
    other.write_text(text, encoding="utf-8")
    told = [(one.code, one.part) for one in compare(read_codebook(green), read_codebook(other))]
    assert told == [("groen", "definition"), ("bomen", "code"), ("heesters", "code")]
    result = oogst("codebook", "diff", green, other)
    assert result.stdout.splitlines()[1:] == ["- bomen: Bomen", "+ heesters: Bomen"]
    assert "~ groen: definition: Bomen, parken en speelplekken. | Struiken" in result.stdout
    assert json.loads(oogst("codebook", "diff", green, other, "--json").stdout)[1]["b"] is None
    assert oogst("codebook", "diff", green, green).stdout == "They are the same.\n"


def test_codebooks_that_clash_are_merged_only_when_a_side_is_preferred(green: Path, tmp_path: Path) -> None:
    other, out = tmp_path / "ander.yml", tmp_path / "samen.yml"
    text = GREEN.replace("Bomen, parken", "Struiken, parken").replace("version: 3", "version: 5")
    other.write_text(text.replace("# einde\n", "  - id: heg   # nieuw\n    name: Heg\n"), encoding="utf-8")
    refused = oogst("codebook", "merge", green, other, "--out", out)
    assert refused.exit_code == 1 and not out.exists()
    assert "groen: definition: Bomen, parken" in refused.stderr and "--prefer b" in refused.stderr
    merge(green, other, out, "a")
    book = read_codebook(out)
    assert [code.id for code in book.codes] == ["groen", "bomen", "heg"]
    assert (book.by_id["groen"].definition, book.version) == ("Bomen, parken en speelplekken.", 5)
    assert "# zo heet het ook op de kaart" in out.read_text(encoding="utf-8")
    out.unlink()
    assert oogst("codebook", "merge", green, other, "--out", out, "--prefer", "b").exit_code == 0
    assert read_codebook(out).by_id["groen"].definition.startswith("Struiken")
    with pytest.raises(CodebookError, match="is there already"):
        merge(green, other, out, "b")


def test_codebooks_that_agree_are_merged_without_asking(green: Path, tmp_path: Path) -> None:
    out = tmp_path / "samen.yml"
    merge(green, SHIPPED, out)
    assert len(read_codebook(out).codes) == 33
