"""Tables: one sweep and the careful way give the same, whatever a file holds, however large it is."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from corpora import language
from corpora.contributions import Reading, read_source, read_sources
from corpora.distinct import count_distinct
from corpora.errors import MappingError, SourceError
from corpora.identity import contribution_id, hash_each, hashed, identify
from corpora.language import detect
from corpora.ledger import outcomes
from corpora.mapping import Mapping
from corpora.readers import encodings, read_rows
from corpora.readers.delimited import read_carefully, read_regular, shape_of
from corpora.readers.encodings import decode, encoding_of, lines_of
from corpora.readers.rows import Rows
from insights.batches.table import spreadsheet_safe

SECRET = b"g" * 32
ROOT = Path(__file__).resolve().parents[1]
LAX = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read(path: Path, mapping: Mapping | None = None) -> Reading:
    reading = read_source(path, mapping, secret=SECRET)
    rows = int(reading.source["rows"][0])
    assert outcomes(reading.ledger)["row"].sort().to_list() == list(range(1, rows + 1))
    assert reading.report.rows == rows == reading.report.kept + sum(reading.report.excluded.values())
    return reading


def texts(reading: Reading) -> list[str]:
    return reading.contributions["text"].to_list()


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def both_ways(path: Path) -> tuple[Rows | None, Rows]:
    shape = shape_of(path)
    return read_regular(shape), read_carefully(shape)


def assert_same(swept: Rows, carefully: Rows) -> None:
    assert swept.frame.equals(carefully.frame)
    assert swept.frame.columns == carefully.frame.columns
    assert swept.row.equals(carefully.row)
    assert swept.rejected.equals(carefully.rejected)
    assert (swept.format, swept.encoding, swept.notes) == (
        carefully.format,
        carefully.encoding,
        carefully.notes,
    )


# ------------------------------------------------------------------ one sweep or record by record

CELL = st.lists(
    st.sampled_from(["a", "é", "😀", ";", '"', "\n", "\r\n", "\r", " ", "'=", "\ufeff"]), max_size=4
)
RAW = st.sampled_from(
    ["a", ";", '"', '""', "\n", "\r\n", "\r", " ", "é", '";"', '"\n"', "\x00", "\x1f", "\ufeff"]
)


@LAX
@given(
    st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=6),
    st.sampled_from([b"", b"\xef\xbb\xbf"]),
    st.sampled_from(["\n", "\r\n"]),
    st.integers(1, 3),
    st.integers(1, 40),
)
def test_a_regular_file_gives_the_same_in_one_sweep_as_record_by_record(
    tmp_path: Path, table: list, mark: bytes, end: str, width: int, piece: int
) -> None:
    lines = [["hoofd", "rol", "wijk"], *(["".join(cell) for cell in row] for row in table)]
    quoted = [
        ";".join(
            '"' + cell.replace('"', '""') + '"' if set(cell) & set(';"\r\n') else cell for cell in row[:width]
        )
        for row in lines
    ]
    path = write(tmp_path / "a.csv", mark + end.join(quoted).encode())
    if width == 1 and not any(row[0] for row in table):
        return  # nothing but a header
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encodings, "_PIECE", piece)
        swept, carefully = both_ways(path)
    if swept is not None:
        assert_same(swept, carefully)


@LAX
@given(st.lists(RAW, max_size=25), st.integers(1, 9))
def test_whatever_is_read_in_one_sweep_means_the_same_record_by_record(
    tmp_path: Path, pieces: list[str], piece: int
) -> None:
    path = write(tmp_path / "a.csv", "id;tekst\n" + "1;goed\n" * 40 + "".join(pieces))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encodings, "_PIECE", piece)
        swept, carefully = both_ways(path)
    if swept is not None:
        assert_same(swept, carefully)


@pytest.mark.parametrize(
    "content",
    [
        'id;tekst\n1;Ja\n2;"Nee; nooit"\n',
        'id;tekst\r\n1;"Ja\r\nen ""nee"""\r\n2;Nee',
        '"id";"tekst"\n"1";""\n',
        "\ufeffid;tekst\n1;Ja\n",
        "tekst\nJa, maar\nNee\n",
    ],
)
def test_ordinary_files_are_read_in_one_sweep(tmp_path: Path, content: str) -> None:
    swept, carefully = both_ways(write(tmp_path / "a.csv", content))
    assert swept is not None
    assert_same(swept, carefully)


@pytest.mark.parametrize(
    "content",
    [
        "id;tekst\n1;Ja\n\n2;Nee\n",
        "id;tekst\n1;Ja\n2\n",
        "id;tekst\n1;Ja;extra\n",
        'id;tekst\n1;Ja "echt"\n',
        'id;tekst\n1;"Ja\n2;Nee\n',
        'id;tekst\n1;"Ja" echt\n',
        "id;tekst\r1;Ja\r",
        "id;tekst;\n1;Ja;\n",
        "sep=;\nid;tekst\n1;Ja\n",
        b"id;tekst\n1;caf\xe9\n",
        "id;tekst\n1;Ja\x00\n",
    ],
)
def test_a_file_with_anything_odd_is_read_record_by_record(tmp_path: Path, content: str | bytes) -> None:
    assert read_regular(shape_of(write(tmp_path / "a.csv", content))) is None


@LAX
@given(st.binary(max_size=60), st.integers(1, 7))
def test_lines_in_pieces_are_the_lines_of_the_whole(tmp_path: Path, content: bytes, piece: int) -> None:
    path = write(tmp_path / "a.txt", content)
    try:
        text, name = decode(content, path)
    except SourceError:
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encodings, "_PIECE", piece)
        encoding = encoding_of(path)
        lines = list(lines_of(path, encoding))
    assert (encoding.name, "".join(lines)) == (name, text)
    assert all(line.endswith(("\n", "\r")) for line in lines[:-1])
    assert not any("\n" in line[:-1] or "\r" in line[:-1].removesuffix("\r") for line in lines)


def test_a_table_written_safe_for_spreadsheets_reads_back_as_it_was(tmp_path: Path) -> None:
    said = ["=1+1", "+31 6", "-tje", "@raad", "'s avonds", "gewoon"]
    table = pl.DataFrame({"tekst": said, "rol": ["-", "=", "a", "b", "c", "d"]})
    spreadsheet_safe(table).write_csv(tmp_path / "a.csv")
    rows = read_rows(tmp_path / "a.csv")
    assert rows.frame.equals(table)
    assert rows.repaired.filter(pl.col("column") == "tekst")["row"].to_list() == [1, 2, 3, 4]


def test_the_benchmark_of_reading_tells_rows_seconds_and_memory() -> None:
    command = [sys.executable, "benchmarks/reading.py", "--rows", "300", "--ways", "polars,rows"]
    said = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    rows = [line.split("|")[1:3] for line in said.splitlines() if line.startswith(("| polars", "| rows"))]
    assert rows == [[" polars ", " 300 "], [" rows ", " 300 "]]


# ------------------------------------------------------------------ what goes wrong in one file


def test_two_encodings_in_one_file_cost_characters_and_no_row(tmp_path: Path) -> None:
    content = "id;tekst\n1;Ideeën én cafés\n".encode() + "2;Reünie in café\n".encode("cp1252") + b"3;Goed\n"
    reading = read(write(tmp_path / "a.csv", content))
    assert texts(reading) == ["Ideeën én cafés", "Re\ufffdnie in caf\ufffd", "Goed"]
    assert reading.report.encoding == "UTF-8 with broken bytes"
    assert reading.ledger.filter(pl.col("row") == 2)["reason"].to_list()[-1].startswith("undecodable")


def test_a_byte_order_mark_in_the_middle_is_removed_and_told(tmp_path: Path) -> None:
    reading = read(write(tmp_path / "a.csv", "id;tekst\n1;Ja\n2;\ufeffTwee bestanden aan elkaar\n"))
    assert texts(reading) == ["Ja", "Twee bestanden aan elkaar"]
    assert reading.ledger["reason"].to_list()[-1] == "byte order marks removed"


def test_a_broken_line_of_json_is_told_with_its_row_and_the_others_stay(tmp_path: Path) -> None:
    reading = read(write(tmp_path / "a.jsonl", '{"tekst": "Ja"}\n{"tekst": "Ne\n{"tekst": "Nou"}\n'))
    assert texts(reading) == ["Ja", "Nou"]
    (event,) = reading.ledger.filter(pl.col("outcome") == "excluded").rows(named=True)
    assert event["row"] == 2
    assert event["reason"].startswith("not JSON: ")


def test_a_mapping_that_names_a_column_twice_is_told_by_its_meanings() -> None:
    with pytest.raises(MappingError, match="the column 'tekst' is mapped twice: as text and as question"):
        Mapping(text="tekst", question="tekst")


def test_a_workbook_with_a_password_says_what_to_do(tmp_path: Path) -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(SourceError, match=r"slot.xlsx is protected with a password. Save it without one"):
        read(write(tmp_path / "slot.xlsx", content))


def test_a_workbook_without_a_sheet_is_empty(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "heel.xlsx") as book:
        book.add_worksheet().write_row(0, 0, ["tekst", "id"])
    with (
        zipfile.ZipFile(tmp_path / "heel.xlsx") as whole,
        zipfile.ZipFile(tmp_path / "leeg.xlsx", "w") as bare,
    ):
        for name in whole.namelist():
            content = whole.read(name)
            if name == "xl/workbook.xml":
                content = re.sub(rb"<sheets>.*</sheets>", b"<sheets></sheets>", content)
            bare.writestr(name, content)
    with pytest.raises(SourceError, match=r"leeg.xlsx is empty"):
        read(tmp_path / "leeg.xlsx")


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_truncated_workbook_or_archive_is_told_and_the_other_file_is_read(
    tmp_path: Path, share: float
) -> None:
    with xlsxwriter.Workbook(tmp_path / "heel.xlsx") as book:
        sheet = book.add_worksheet()
        for row in range(30):
            sheet.write_row(row, 0, ["tekst", "id"] if row == 0 else [f"Bijdrage {row}", str(row)])
    with zipfile.ZipFile(tmp_path / "heel.zip", "w") as archive:
        archive.writestr("a.csv", "tekst;id\nJa;1\n" * 40)
    good = write(tmp_path / "goed.csv", "tekst;id\nJa;1\n")
    for name in ("heel.xlsx", "heel.zip"):
        whole = (tmp_path / name).read_bytes()
        cut = write(tmp_path / f"half{name[4:]}", whole[: int(len(whole) * share)])
        with pytest.raises(SourceError, match="damaged"):
            read(cut)
        corpus = read_sources([cut, good], secret=SECRET)
        assert corpus.contributions["text"].to_list() == ["Ja"]
        assert [each.file for each in corpus.failures] == [cut.name]


def test_a_panic_of_the_parquet_decoder_is_told_in_words_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def panics(_: Path) -> pl.DataFrame:
        os.write(2, b"thread panicked at row_group_decode.rs")
        raise pl.exceptions.PanicException("offset")

    monkeypatch.setattr(pl, "read_parquet", panics)
    with pytest.raises(SourceError, match="damaged Parquet file"):
        read_rows(write(tmp_path / "a.parquet", b"PAR1...PAR1"))
    os.write(2, b"and on")
    assert capfd.readouterr().err == "and on"


# ------------------------------------------------------------------ ids and languages of many


@given(st.lists(st.tuples(st.sampled_from([None, "1", "2"]), st.sampled_from(["a", "b", "é"])), max_size=30))
def test_ids_of_a_column_are_those_of_each_row_alone(rows: list) -> None:
    native = pl.Series([each for each, _ in rows], dtype=pl.String)
    text = pl.Series([each for _, each in rows], dtype=pl.String)
    seen: dict[tuple, int] = {}
    wanted = []
    for key in rows:
        wanted.append(contribution_id("bron", key[0] or "", key[1], seen.get((key[0] or "", key[1]), 0)))
        seen[key[0] or "", key[1]] = seen.get((key[0] or "", key[1]), 0) + 1
    found = identify("bron", native, text)
    assert found["contribution_id"].to_list() == wanted
    hashes = text.alias("text").to_frame().select(hash_each(pl.col("text"))).to_series()
    assert hashes.to_list() == [hashed(each) for each in text]
    times = [sum(other == each for other, _ in rows[:place]) + 1 for place, (each, _) in enumerate(rows)]
    assert found["native_id"].to_list() == [
        each if each is None or time == 1 else f"{each}#{time}"
        for (each, _), time in zip(rows, times, strict=True)
    ]


BIG = "9000000000000000000"


@example([BIG, f"-{BIG}", "0", BIG])
@given(
    st.lists(
        st.sampled_from(
            [None, "1", "2", "03", "3", "+4", "10", "9223372036854775808", "a", "", BIG, f"-{BIG}"]
        )
    )
)
def test_distinct_values_are_counted_also_where_they_are_numbers_that_rise(values: list) -> None:
    assert count_distinct(pl.Series(values, dtype=pl.String)) == len({*values} - {None})


SAID = {
    "nl": "Wij wachten al een jaar op {0} en dat moet echt beter worden in {1}.",
    "de": "Wir warten schon ein Jahr auf {0} und das muss in {1} besser werden.",
    "en": "We have been waiting for {0} for a year and it should be better in {1}.",
}


def test_the_languages_of_many_texts_are_those_of_few_and_follow_no_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    things, places = ("de bus", "een huis", "groen", "zorg"), ("Noord", "Zuid", "Oost", "de stad", "West")
    said = [
        (code, text.format(thing, place))
        for code, text in SAID.items()
        for thing in (things if code == "nl" else things[:1])
        for place in places
    ]
    random.Random(3).shuffle(said)
    each = pl.Series([text for _, text in said])
    few = detect(each)
    assert few.to_list() == [code for code, _ in said]
    monkeypatch.setattr(language, "MANY", 10)
    assert detect(each).equals(few)
    assert detect(each.reverse()).reverse().equals(few)


def test_one_json_object_over_several_lines_is_no_list_of_contributions(tmp_path: Path) -> None:
    path = tmp_path / "instellingen.json"
    path.write_text('{\n  "tekst": "Te veel loketten",\n  "kleur": "blauw"\n}\n', encoding="utf-8")
    with pytest.raises(SourceError, match="one JSON object over several lines"):
        read_rows(path)
