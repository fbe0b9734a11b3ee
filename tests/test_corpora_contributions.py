"""Contributions: who said what, under ids that hold, with nobody's raw id kept."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import polars as pl
import pytest

from corpora.contributions import Corpus, read_source, read_sources
from corpora.errors import MappingError, SourceError
from corpora.identity import contribution_id, hashed
from corpora.mapping import Mapping
from corpora.pseudonyms import pseudonym
from corpora.values import decimals, integers, moments

SECRET = b"g" * 32
HEADER = "id;tekst;deelnemer;rol;wijk;reactie_op;eens;datum"
LINES = (
    "17;Te veel loketten;jan@voorbeeld.nl;B;Noord;;4;13-02-2024 10:00",
    "18;Eens, en traag ook;piet;P;Zuid;17;4.0;2024-02-13",
    "17;Nog een keer dezelfde;jan@voorbeeld.nl;B;Noord;99;veel;gisteren",
    "19;Niemand ingevuld;;;;18;;",
    "20;Nu als professional;jan@voorbeeld.nl;P;Oost;20;;1707818400000",
)
MAPPING = Mapping(id="id", keep=("wijk",), roles={"b": "resident", "P": "professional"})


def source(folder: Path, lines: tuple[str, ...] = LINES, name: str = "ronde1.csv") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("\n".join((HEADER, *lines)) + "\n", encoding="utf-8")
    return folder / name


def corpus(folder: Path, lines: tuple[str, ...] = LINES) -> Corpus:
    return read_sources([source(folder, lines)], MAPPING, secret=SECRET)


def test_an_id_seen_before_keeps_its_row_and_gets_a_number(tmp_path: Path) -> None:
    read = corpus(tmp_path)
    assert read.contributions["native_id"].to_list() == ["17", "18", "17#2", "19", "20"]
    assert read.reports[0].duplicate_ids == 1
    assert any("kept, with #2" in line for line in read.reports[0].lines())


def test_a_reply_leads_to_the_first_row_with_that_id_and_an_unknown_one_is_counted(tmp_path: Path) -> None:
    read = corpus(tmp_path)
    ids = read.contributions["contribution_id"].to_list()
    assert read.contributions["parent_id"].to_list() == [None, ids[0], None, ids[1], None]
    assert read.reports[0].unknown_parents == 2  # 99 is not there, and 20 replies to itself


def test_ids_are_made_of_content_and_do_not_move_with_the_rows(tmp_path: Path) -> None:
    read = corpus(tmp_path).contributions
    shuffled = list(LINES)
    random.Random(1).shuffle(shuffled)
    other = corpus(tmp_path / "b", tuple(shuffled)).contributions
    assert dict(read.select("text", "contribution_id").iter_rows()) == dict(
        other.select("text", "contribution_id").iter_rows()
    )
    source_id = hashed("ronde1.csv", 12)
    assert read["contribution_id"][0] == contribution_id(source_id, "17", "Te veel loketten", 0)
    assert read["contribution_id"][0] == hashed(f"{source_id}\x1f17\x1fTe veel loketten\x1f0", 16)


def test_the_raw_id_of_a_person_is_in_no_table_and_no_report(tmp_path: Path) -> None:
    read = corpus(tmp_path)
    tables = (read.sources, read.participants, read.contributions, read.ledger)
    everything = "".join(table.write_csv() for table in tables) + repr(read.reports)
    assert "jan@voorbeeld.nl" not in everything
    assert read.contributions["participant_id"][0] == pseudonym("jan@voorbeeld.nl", SECRET)


def test_a_person_has_their_most_frequent_role_and_segment_and_unknown_people_are_not_one(
    tmp_path: Path,
) -> None:
    read = corpus(tmp_path)
    jan = read.participants.filter(pl.col("participant_id") == pseudonym("jan@voorbeeld.nl", SECRET))
    assert jan.select("role", "segment_wijk").row(0) == ("resident", "Noord")
    assert len(read.participants) == 2
    assert read.contributions["role"].to_list() == [
        "resident",
        "professional",
        "resident",
        None,
        "professional",
    ]


def test_numbers_and_dates_that_cannot_be_read_are_null_and_counted(tmp_path: Path) -> None:
    read = corpus(tmp_path)
    assert read.contributions["agree"].to_list() == [4, 4, None, None, None]
    assert read.reports[0].unparsed == {"agree": 1, "created": 1}
    assert read.contributions["created_at"][4] == dt.datetime(2024, 2, 13, 10, tzinfo=dt.UTC)


def test_a_second_file_of_one_name_takes_its_folder_along_and_a_third_is_refused(tmp_path: Path) -> None:
    paths = [source(tmp_path / name) for name in ("noord", "zuid")]
    read = read_sources(paths, MAPPING, secret=SECRET)
    assert read.sources["file"].to_list() == ["ronde1.csv", "zuid/ronde1.csv"]
    assert read.sources["source_id"].to_list() == [hashed("ronde1.csv", 12), hashed("zuid/ronde1.csv", 12)]
    assert read.contributions["contribution_id"].n_unique() == 2 * len(LINES)
    assert "taken as the same people" in read.reports[1].notes[-1]
    with pytest.raises(SourceError, match=r"two sources are called zuid/ronde1\.csv"):
        read_sources([*paths, source(tmp_path / "x" / "zuid")], MAPPING, secret=SECRET)


def test_each_source_may_have_a_mapping_of_its_own(tmp_path: Path) -> None:
    paths = [source(tmp_path, name="a.csv"), source(tmp_path, name="b.csv")]
    read = read_sources(paths, [MAPPING, Mapping(kind="report", public=True, title="Rapport")], secret=SECRET)
    assert read.sources["kind"].cast(pl.String).to_list() == ["dialogue", "report"]
    assert read.sources["title"].to_list() == ["a", "Rapport"]
    assert read.contributions["segment_wijk"].null_count() == len(LINES) + 1
    with pytest.raises(MappingError, match="2 sources and 1 mappings"):
        read_sources(paths, [MAPPING], secret=SECRET)
    with pytest.raises(SourceError, match="no source was given"):
        read_sources([], secret=SECRET)


def test_one_row_is_a_corpus(tmp_path: Path) -> None:
    assert len(corpus(tmp_path, LINES[:1]).contributions) == 1


def test_a_source_in_which_no_row_says_anything_gives_empty_tables(tmp_path: Path) -> None:
    read = read_source(source(tmp_path, (";;;;;;;",) * 3), MAPPING, secret=SECRET)
    assert (len(read.contributions), len(read.participants), len(read.ledger)) == (0, 0, 3)
    assert "segment_wijk" in read.contributions.columns


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1518501496471", "2018-02-13T05:58:16.471"),
        ("1518501496", "2018-02-13T05:58:16"),
        ("2018-02-13", "2018-02-13T00:00:00"),
        ("2018-02-13 05:58:16", "2018-02-13T05:58:16"),
        ("2018-02-13T05:58:16.471Z", "2018-02-13T05:58:16"),
        ("2018-02-13T06:58:16+01:00", "2018-02-13T05:58:16"),
        ("2018-02-12T23:58-0600", "2018-02-13T05:58:00"),
        ("13-2-2018", "2018-02-13T00:00:00"),
        ("13/02/2018 5:58", "2018-02-13T05:58:00"),
        ("13.02.18", "2018-02-13T00:00:00"),
        ("03-02-2018", "2018-02-03T00:00:00"),
        ("31-02-2018", None),
        ("Tue Feb 13 12:58:16 WIB 2018", None),
        ("gisteren", None),
        ("2018", None),
        ("", None),
    ],
)
def test_moments_are_read_as_they_are_written_here(written: str, meant: str | None) -> None:
    expected = None if meant is None else dt.datetime.fromisoformat(meant).replace(tzinfo=dt.UTC)
    assert moments(pl.Series([written])).to_list() == [expected]


def test_months_come_first_only_where_the_column_cannot_be_read_otherwise() -> None:
    american = moments(pl.Series(["02/13/2018", "03/04/2018"]))
    assert american.dt.month().to_list() == [2, 3]
    assert moments(pl.Series(["13/02/2018", "03/04/2018"])).dt.month().to_list() == [2, 4]


def test_numbers_are_read_with_their_decimals_or_not_at_all() -> None:
    assert integers(pl.Series(["48", " 48.0", "+3", "-1", "4,5", "veel", "1e3", None])).to_list() == [
        48,
        48,
        3,
        -1,
        *[None] * 4,
    ]
    assert decimals(pl.Series(["3,5", "3.5", "inf", "nan", "x", None])).to_list() == [3.5, 3.5, *[None] * 4]
