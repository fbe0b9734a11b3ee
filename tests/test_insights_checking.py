"""`oogst check` holds on a run as written and breaks on every tampering, hashes made again or not."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from corpora.files import write_table
from corpora.mapping import Mapping
from corpora.samples import sample_dialogue
from corpora.units import span_id, unit_id
from insights.checking import check
from insights.promises.originals import original_paths
from insights.runs import open_run

SAMPLE = sample_dialogue()


@pytest.fixture
def copy(sample_run: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample_run, tmp_path / "copy"))


def tamper(
    run: Path, table: str, change: Callable[[pl.DataFrame], pl.DataFrame], *, cover: bool = True
) -> None:
    """Change a table; with ``cover`` the manifest gets the hash of the changed file, as a forger would do."""
    path = run / f"{table}.parquet"
    digest = write_table(change(pl.read_parquet(path)), path)
    if cover:
        manifest = json.loads((run / "manifest.json").read_text())
        manifest["tables"][table] = digest
        (run / "manifest.json").write_text(json.dumps(manifest))


def faults(run: Path, **sources: list[Path]) -> list[str]:
    return [fault for promise in check(open_run(run), **sources) for fault in promise.faults]


def in_row(frame: pl.DataFrame, index: int, **values: object) -> pl.DataFrame:
    rows = frame.to_dicts()
    rows[index] |= values
    return pl.DataFrame(rows, schema=frame.schema)


def flip(text: str) -> str:
    return ("X" if text[0] != "X" else "Y") + text[1:]


def test_every_promise_holds_on_the_sample_and_on_its_original_file(sample_run: Path) -> None:
    promises = check(open_run(sample_run), [SAMPLE.dialogue])
    assert [promise.name for promise in promises if not promise.holds] == []
    assert len(promises) == 5


def test_a_table_that_was_changed_after_the_run_is_found(copy: Path) -> None:
    tamper(copy, "themes", lambda frame: in_row(frame, 0, label="Iets anders"), cover=False)
    assert any("table 'themes' was changed" in fault for fault in faults(copy))


def test_one_flipped_character_of_a_contribution_is_found(copy: Path) -> None:
    def change(frame: pl.DataFrame) -> pl.DataFrame:
        return in_row(frame, 3, text=flip(frame["text"][3]))

    tamper(copy, "contributions", change)
    assert any("its text is not the text that was read" in fault for fault in faults(copy))


def test_a_flipped_character_is_found_also_when_its_hash_was_made_again(copy: Path) -> None:
    def change(frame: pl.DataFrame) -> pl.DataFrame:
        text = flip(frame["text"][3])
        return in_row(frame, 3, text=text, text_sha256=hashlib.sha256(text.encode()).hexdigest())

    tamper(copy, "contributions", change)
    assert any("its id does not follow from its content" in fault for fault in faults(copy))


def test_one_dropped_ledger_row_is_found(copy: Path) -> None:
    tamper(copy, "ledger", lambda frame: frame.slice(1))
    assert faults(copy)


def test_an_input_row_dropped_from_the_ledger_whole_is_found(copy: Path) -> None:
    tamper(copy, "ledger", lambda frame: frame.filter(pl.col("row") != 5))
    assert any("row 5: no outcome in the ledger" in fault for fault in faults(copy))


@pytest.mark.parametrize("column", ["start", "end"])
def test_one_shifted_offset_of_a_quote_is_found(copy: Path, column: str) -> None:
    tamper(copy, "quotes", lambda frame: in_row(frame, 0, **{column: frame[column][0] + 1}))
    assert any(fault.startswith("quote") for fault in faults(copy))


@pytest.mark.parametrize("column", ["start", "end"])
def test_one_shifted_offset_of_a_unit_is_found(copy: Path, column: str) -> None:
    tamper(copy, "units", lambda frame: in_row(frame, 0, **{column: frame[column][0] + 1}))
    assert any(fault.startswith("unit") for fault in faults(copy))


def test_a_unit_that_leaves_words_out_is_found_also_when_it_was_renamed(copy: Path) -> None:
    def change(frame: pl.DataFrame) -> pl.DataFrame:
        contribution, start, end = frame.select("contribution_id", "start", "end").row(0)
        return in_row(frame, 0, start=start + 3, unit_id=unit_id(contribution, start + 3, end))

    tamper(copy, "units", change)
    assert any("words before it are in no unit" in fault for fault in faults(copy))


def test_a_quote_past_the_end_of_its_text_is_found_also_when_it_was_renamed(copy: Path) -> None:
    def change(frame: pl.DataFrame) -> pl.DataFrame:
        contribution = frame["contribution_id"][0]
        return in_row(frame, 0, start=0, end=90_000, quote_id=span_id(contribution, 0, 90_000))

    tamper(copy, "quotes", change)
    assert any("does not fit" in fault for fault in faults(copy))


def test_a_unit_moved_to_another_theme_is_found(copy: Path) -> None:
    def change(frame: pl.DataFrame) -> pl.DataFrame:
        themes = frame.filter(pl.col("level") == 2)["theme_id"].unique().sort()
        index = frame.with_row_index().filter(pl.col("primary") & (pl.col("level") == 2))["index"][0]
        other = next(theme for theme in themes if theme != frame["theme_id"][index])
        return in_row(frame, index, theme_id=other)

    tamper(copy, "assignments", change)
    assert any("found again" in fault for fault in faults(copy))


def test_a_unit_without_a_theme_and_without_a_reason_is_found(copy: Path) -> None:
    tamper(copy, "units", lambda frame: in_row(frame, 0, placement="unplaced", reason=None))
    assert any("no theme and no reason" in fault for fault in faults(copy))


def test_an_original_that_changed_or_went_is_found(copy: Path, tmp_path: Path) -> None:
    other = tmp_path / "dialoog.csv"
    other.write_bytes(SAMPLE.dialogue.read_bytes() + b"\n")
    assert any("not here unchanged" in fault for fault in faults(copy, sources=[other]))


def test_the_manifest_knows_where_the_original_is(sample_run: Path) -> None:
    assert [path.resolve() for path in original_paths(open_run(sample_run))] == [SAMPLE.dialogue.resolve()]


def test_every_repair_is_listed(tmp_path: Path) -> None:
    from pipelines.run import run

    source = tmp_path / "reparatie.csv"
    source.write_text('tekst\n"  De brug is dicht.\x07 "\nDe weg is open.\n', encoding="utf-8")
    found = open_run(run([source], tmp_path / "run", mapping=Mapping(text="tekst")).path)
    promises = check(found, [source])
    assert all(promise.holds for promise in promises)
    assert [note for promise in promises for note in promise.notes] == [
        "row 1, repaired: control characters removed, white space around the text removed"
    ]
