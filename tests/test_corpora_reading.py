"""Reading files: every record has an outcome, and what somebody wrote comes through as it was."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpora.contributions import Reading, read_source, read_sources
from corpora.errors import MappingError, SourceError
from corpora.ledger import count_outcomes, outcomes
from corpora.mapping import Mapping
from corpora.readers import read_rows
from corpora.repairs import repair

SECRET = b"g" * 32
ZINNEN = (
    "De wijkagent kent hier niemand meer.",
    "Ik word van het kastje naar de muur gestuurd, al jaren.",
    "Één loket; één gezicht — dat schept vertrouwen.",
)


def read(path: Path, mapping: Mapping | None = None) -> Reading:
    reading = read_source(path, mapping, secret=SECRET)
    assert_all_accounted_for(reading)
    return reading


def assert_all_accounted_for(reading: Reading) -> None:
    rows = int(reading.source["rows"][0])
    last = outcomes(reading.ledger)
    assert last["row"].sort().to_list() == list(range(1, rows + 1))
    kept = last.filter(pl.col("outcome").cast(pl.String) != "excluded")
    assert sorted(kept["contribution_id"].to_list()) == sorted(
        reading.contributions["contribution_id"].to_list()
    )
    assert reading.report.rows == rows == reading.report.kept + sum(reading.report.excluded.values())
    assert count_outcomes(reading.ledger)["rows"].sum() == rows


def texts(reading: Reading) -> list[str]:
    return reading.contributions["text"].to_list()


def write(path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


# ------------------------------------------------------------------ delimited text


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 with byte order mark"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16 without byte order mark"),
        ("cp1252", "Windows-1252"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_encoding_and_delimiter_gives_the_same_texts(
    tmp_path: Path, encoding: str, told: str, delimiter: str
) -> None:
    lines = ["nr", "tekst"], *([str(i), f'"{zin}"'] for i, zin in enumerate(ZINNEN))
    path = write(tmp_path / "ronde1.csv", "\r\n".join(delimiter.join(line) for line in lines), encoding)
    reading = read(path)
    assert texts(reading) == list(ZINNEN)
    assert reading.report.encoding == told


def test_a_broken_byte_costs_one_character_and_not_the_encoding_of_the_file(tmp_path: Path) -> None:
    content = "tekst\nIdeeën genoeg\nGeen geld voor caf".encode() + b"\xe9\n" + "Één loket\n".encode()
    reading = read(write(tmp_path / "a.csv", content))
    assert texts(reading) == ["Ideeën genoeg", "Geen geld voor caf\N{REPLACEMENT CHARACTER}", "Één loket"]
    assert reading.report.repaired == 1


def test_quoted_newlines_stay_and_line_ends_are_repaired_and_told(tmp_path: Path) -> None:
    reading = read(write(tmp_path / "a.csv", 'tekst,wie\r\n"Te veel regels.\r\nTe weinig tijd.",p1\r\n'))
    assert texts(reading) == ["Te veel regels.\nTe weinig tijd."]
    repaired = outcomes(reading.ledger)
    assert repaired["outcome"].to_list() == ["repaired"]
    assert repaired["reason"].to_list() == ["line ends written as LF"]


def test_a_short_record_is_padded_and_a_long_one_excluded_with_a_reason(tmp_path: Path) -> None:
    reading = read(write(tmp_path / "a.csv", "tekst,rol\nGoed zo\nPrima,bewoner,extra\nJa,bewoner,\n"))
    assert texts(reading) == ["Goed zo", "Ja"]
    assert reading.report.excluded == {"3 fields where the header has 2": 1}
    assert reading.contributions["row"].to_list() == [1, 3]


def test_an_unclosed_quotation_mark_costs_its_own_row_and_no_other(tmp_path: Path) -> None:
    content = 'id,tekst\n1,"Nooit gesloten\n2,"Gewoon, zoals het hoort"\n3,Zonder tekens\n4,"Nog een"\n'
    reading = read(write(tmp_path / "a.csv", content))
    assert texts(reading) == ["Gewoon, zoals het hoort", "Zonder tekens", "Nog een"]
    assert outcomes(reading.ledger)["outcome"].cast(pl.String).to_list() == [
        "excluded",
        "read",
        "read",
        "read",
    ]


def test_commas_in_a_file_of_one_column_do_not_split_the_text(tmp_path: Path) -> None:
    reading = read(write(tmp_path / "a.csv", "tekst\nJa, goed, prima\n\nNee\n"))
    assert texts(reading) == ["Ja, goed, prima", "Nee"]
    assert reading.report.excluded == {"empty": 1}
    assert reading.contributions["locator"].to_list() == ["row=1", "row=3"]


def test_blank_lines_inside_the_file_are_records_and_those_at_the_end_are_not(tmp_path: Path) -> None:
    reading = read(write(tmp_path / "a.csv", "id,tekst\n1,Ja\n\n2,Nee\n\n\n"))
    assert reading.report.rows == 3
    assert reading.contributions["row"].to_list() == [1, 3]


def test_excels_own_announcement_of_the_delimiter_is_followed(tmp_path: Path) -> None:
    assert texts(read(write(tmp_path / "a.csv", "sep=;\ntekst;rol\nJa, maar niet zo;bewoner\n"))) == [
        "Ja, maar niet zo"
    ]


def test_a_nul_byte_is_removed_and_told(tmp_path: Path) -> None:
    reading = read(write(tmp_path / "a.csv", b"id,tekst\n1,Te veel \x00regels\n"))
    assert texts(reading) == ["Te veel regels"]
    assert reading.report.repaired == 1


def test_two_columns_of_one_name_are_kept_apart(tmp_path: Path) -> None:
    rows = read_rows(write(tmp_path / "a.csv", "tekst,,tekst\nJa,2,Nee\n"))
    assert rows.frame.columns == ["tekst", "column_2", "tekst_2"]
    assert "occurs more than once" in rows.notes[0]


# ------------------------------------------------------------------ workbooks, JSON, Parquet


def workbook(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Toelichting")
        sheet = book.add_worksheet("Reacties")
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        sheet.write_row(0, 0, ["Nr", "Reactie", "Datum", "Likes"])
        for row, zin in enumerate(ZINNEN, start=1):
            sheet.write_row(row + (row > 1), 0, [row, zin])
            sheet.write(row + (row > 1), 2, 45356, day)
            sheet.write(row + (row > 1), 3, 4.0)
    return path


def test_a_workbook_is_read_from_the_first_sheet_with_data_as_a_person_sees_it(tmp_path: Path) -> None:
    reading = read(workbook(tmp_path / "ronde1.xlsx"), Mapping(id="Nr"))
    assert texts(reading) == list(ZINNEN)
    assert reading.contributions["native_id"].to_list() == ["1", "2", "3"]
    assert reading.contributions["agree"].to_list() == [4, 4, 4]
    assert reading.contributions["created_at"].dt.to_string("%Y-%m-%d").to_list() == ["2024-03-05"] * 3
    assert reading.report.excluded == {"empty": 1}
    assert "sheet 'Reacties'" in reading.report.notes[0]
    assert read_rows(tmp_path / "ronde1.xlsx").frame["Datum"].to_list() == [
        "2024-03-05",
        None,
        "2024-03-05",
        "2024-03-05",
    ]


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(
        MappingError, match=r"no sheet 'Reactie'; it has 'Toelichting', 'Reacties'; did you mean"
    ):
        read(workbook(tmp_path / "ronde1.xlsx"), Mapping(sheet="Reactie"))


def test_one_broken_line_of_jsonl_is_excluded_and_the_others_are_kept(tmp_path: Path) -> None:
    lines = [
        '{"tekst": "Te veel regels \\ud83d\\ude00", "wie": "p1"}',
        '{"tekst": "Afgebroken',
        "",
        '["geen", "object"]',
        '{"tekst": "Half \\ud83d teken", "wie": "p2", "tags": ["a", "b"]}',
    ]
    reading = read(write(tmp_path / "a.jsonl", "\n".join(lines) + "\n\n"))
    assert texts(reading) == ["Te veel regels 😀", "Half \N{REPLACEMENT CHARACTER} teken"]
    assert reading.report.rows == 5
    assert outcomes(reading.ledger)["reason"][4] == "undecodable characters replaced by U+FFFD"
    assert any(reason.startswith("not JSON: ") for reason in reading.report.excluded)
    assert read_rows(tmp_path / "a.jsonl").frame["tags"].to_list() == [None, None, '["a", "b"]']


def test_a_json_array_gives_what_its_lines_would(tmp_path: Path) -> None:
    objects = [{"tekst": zin, "nr": number} for number, zin in enumerate(ZINNEN)]
    array = read(write(tmp_path / "a.json", json.dumps(objects, indent=1)))
    lines = read(write(tmp_path / "b.jsonl", "\n".join(map(json.dumps, objects))))
    assert texts(array) == texts(lines) == list(ZINNEN)
    assert array.report.format == "JSON array"


def test_parquet_gives_whole_numbers_as_they_look(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {"tekst": [*ZINNEN, None], "deelnemer": [1.0, 2.0, None, 2.0], "t": [[1], [2], [], None]}
    )
    frame.write_parquet(tmp_path / "a.parquet")
    assert read_rows(tmp_path / "a.parquet").frame["deelnemer"].to_list() == ["1", "2", None, "2"]
    reading = read(tmp_path / "a.parquet")
    assert reading.contributions["participant_id"].n_unique() == 3  # two people, and unknown
    assert len(reading.participants) == 2


# ------------------------------------------------------------------ files that are not what they seem


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("leeg.csv", b"", "leeg.csv is empty"),
        ("leeg.csv", b"\xef\xbb\xbf\r\n\n", "leeg.csv is empty"),
        ("kop.csv", b"id,tekst\n", "has a header .* and no rows"),
        ("brief.csv", b"%PDF-1.7\n...", "is a PDF that is damaged"),
        ("oud.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "old Office version"),
        ("slot.xlsx", b"\xd0\xcf\x11\xe0" + bytes(64) + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("foto.csv", b"\x89PNG\r\n\x1a\n" + bytes(99), "picture"),
        ("iets.csv", bytes(range(256)) * 9, "binary"),
        ("half.parquet", b"PAR1" + bytes(40), "damaged Parquet"),
        ("half.xlsx", b"PK\x03\x04" + bytes(40), "damaged"),
        ("feed.xls", b"<?xml version='1.0'?><feed><entry>Ja</entry></feed>", "is XML, and neither"),
        ("lijst.json", b'[{"tekst": "Ja"},', "JSON array that cannot be read"),
        ("lijst.jsonl", b'{"tekst": "Ja\n{"tekst"\n', "no JSON object"),
    ],
)
def test_a_file_that_cannot_be_read_gives_a_clear_message(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    with pytest.raises(SourceError, match=said) as fault:
        read(write(tmp_path / name, content))
    assert name in str(fault.value)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is not there"):
        read(tmp_path / "weg.csv")
    with pytest.raises(SourceError, match="is a folder"):
        read(tmp_path)


def test_content_is_followed_where_the_name_says_otherwise(tmp_path: Path) -> None:
    reading = read(write(tmp_path / "ronde1.xlsx", "tekst;rol\nJa, graag;bewoner\n"))
    assert texts(reading) == ["Ja, graag"]
    assert "the name says .xlsx" in reading.report.notes[0]
    assert texts(read(workbook(tmp_path / "ronde2.csv"))) == list(ZINNEN)
    spoken = read(write(tmp_path / "gesprek.pdf", "WEBVTT\n\n00:00.000 --> 00:02.000\n<v Marit>Goed.</v>\n"))
    assert "the name says .pdf" in spoken.report.notes[0]


# ------------------------------------------------------------------ strange texts


def test_ten_thousand_empty_rows_are_all_accounted_for_at_once(tmp_path: Path) -> None:
    start = time.perf_counter()
    for content in ("tekst;rol\n" + ";\n" * 10_000, "tekst\n" + "\n" * 10_000, "tekst\n" + '" "\n' * 10_000):
        reading = read(write(tmp_path / "leeg.csv", content))
        assert reading.report.rows == 10_000
        assert reading.report.excluded == {"empty": 10_000}
    assert time.perf_counter() - start < 10


def test_a_text_of_200_000_characters_is_a_document_unless_the_mapping_says_otherwise(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", f"tekst,rol\n{'regels ' * 28_572},bewoner\nKort,bewoner\n")
    reading = read(path)
    assert texts(reading) == ["Kort"]
    assert reading.report.excluded == {"longer than 50000 characters: a document, not a contribution": 1}
    assert len(texts(read(path, Mapping(max_characters=300_000)))[0]) > 200_000


@pytest.mark.parametrize(
    "text",
    [
        "Fijn 👩‍👩‍👧‍👦 wonen hier 🇳🇱",
        "\u202bالجيران يساعدون بعضهم\u202c",
        "חדר משותף \u200fבשכונה",
        "cafe\u0301 en café",
        "𝕕𝕖 𝕨𝕚𝕛𝕜",
        "a\u2028b",
    ],
)
def test_emoji_joiners_and_right_to_left_text_stay_as_they_were(tmp_path: Path, text: str) -> None:
    assert texts(read(write(tmp_path / "a.csv", f'tekst,rol\n"{text}",bewoner\n'))) == [text]


def test_a_text_of_invisible_characters_is_empty(tmp_path: Path) -> None:
    reading = read(write(tmp_path / "a.csv", "tekst,rol\n\u200b\u200d,bewoner\n👍,bewoner\n"))
    assert texts(reading) == ["👍"]
    assert reading.report.excluded == {"empty": 1}


def test_identical_rows_are_all_kept_under_ids_of_their_own(tmp_path: Path) -> None:
    reading = read(write(tmp_path / "a.csv", "tekst,rol\n" + "Te veel regels,bewoner\n" * 50))
    assert reading.contributions["contribution_id"].n_unique() == 50


# ------------------------------------------------------------------ arbitrary bytes


def account_for(path: Path, content: bytes) -> None:
    try:
        read(write(path, content), Mapping())
    except SourceError as fault:
        assert str(fault)


FRAGMENTS = st.sampled_from(
    [
        "tekst",
        "id",
        "rol",
        ",",
        ";",
        "\t",
        "|",
        '"',
        '""',
        "\n",
        "\r\n",
        "\r",
        " ",
        "\x00",
        "\ufeff",
        "é",
        "😀",
        "{",
        "[",
    ]
)
LAX = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@LAX
@given(st.lists(st.one_of(FRAGMENTS, st.text(max_size=5)), max_size=40))
def test_the_ledger_adds_up_for_arbitrary_csv(tmp_path: Path, fragments: list[str]) -> None:
    content = "tekst,rol\n" + "".join(fragments) + "\nJa,bewoner\n"
    account_for(tmp_path / "a.csv", content.encode("utf-8", "surrogatepass"))


@LAX
@given(
    st.binary(max_size=200), st.sampled_from([b"", b"tekst;rol\n", b"\xff\xfe", b"[", b'{"tekst": "Ja"}\n'])
)
def test_the_ledger_adds_up_for_arbitrary_bytes(tmp_path: Path, content: bytes, start: bytes) -> None:
    account_for(tmp_path / "a.csv", start + content)


@LAX
@given(st.lists(st.one_of(st.text(max_size=20), st.sampled_from(ZINNEN)), min_size=1, max_size=20))
def test_whatever_a_table_of_texts_holds_comes_back_repaired_at_most(
    tmp_path: Path, cells: list[str]
) -> None:
    written = [cell.encode("utf-8", "replace").decode() for cell in cells]
    pl.DataFrame({"tekst": written}).write_parquet(tmp_path / "a.parquet")
    reading = read(tmp_path / "a.parquet")
    assert reading.report.rows == len(cells)
    for row, text in reading.contributions.select("row", "text").iter_rows():
        assert text == repair(written[row - 1])[0]


# ------------------------------------------------------------------ real exports


@pytest.mark.parametrize(
    ("export", "language", "rows", "moderated_out"),
    [
        ("american-assembly.bowling-green", "en", 896, 289),
        ("austria-climate.5twd2jsnkf.2022-08-08", "de", 522, 245),
        ("scoop-hivemind.affordable-housing", "en", 165, 46),
    ],
)
def test_polis_exports_read_without_a_mapping(
    shared_data: Callable[[str], Path], export: str, language: str, rows: int, moderated_out: int
) -> None:
    reading = read(shared_data("polis") / export / "comments.csv")
    assert (reading.report.rows, reading.report.unparsed) == (rows, {})
    assert reading.report.excluded == {"moderated out on the platform": moderated_out}
    assert reading.report.columns == {
        "text": "comment-body",
        "id": "comment-id",
        "participant": "author-id",
        "question": "conversation",
        "agree": "agrees",
        "disagree": "disagrees",
        "created": "timestamp",
    }
    assert reading.report.dropped == ("datetime", "moderated")
    assert (reading.contributions["language"] == language).mean() > 0.98
    assert reading.contributions["created_at"].dt.year().is_between(2017, 2022).all()


@pytest.mark.parametrize(
    ("name", "rows", "language"),
    [
        ("sib200_nld", 1004, "nl"),
        ("xsid_nl", 800, "nl"),
        ("coalitieakkoord2021", 486, "nl"),
        ("handelingen_tk", 1390, "nl"),
        ("cimt_arguments_de", 17_852, "de"),
    ],
)
def test_shared_sets_read_without_a_mapping(
    shared_data: Callable[[str], Path], name: str, rows: int, language: str
) -> None:
    reading = read(shared_data(name) / "data.parquet")
    assert (reading.report.rows, reading.report.kept) == (rows, rows)
    assert reading.report.columns["text"] == "text"
    assert not {"label", "label2"} & set(reading.report.columns.values())
    assert (reading.contributions["language"] == language).mean() > 0.94


def test_three_polis_exports_of_one_name_make_one_corpus(shared_data: Callable[[str], Path]) -> None:
    corpus = read_sources(sorted(shared_data("polis").glob("*/comments.csv")), secret=SECRET)
    assert corpus.sources["source_id"].n_unique() == 3
    assert corpus.contributions["contribution_id"].n_unique() == 607 + 277 + 119
    notes = [note for report in corpus.reports for note in report.notes]
    assert not any("taken as the same people" in note for note in notes)  # number 0 is another in each
