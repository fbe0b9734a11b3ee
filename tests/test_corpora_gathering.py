"""Folders and archives: every file in them is read or named, and nothing in them harms the machine."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from corpora import unpacking
from corpora.archives import MOST_TIMES
from corpora.contributions import read_sources
from corpora.errors import SourceError
from corpora.gathering import gather, is_archive
from corpora.unpacking import unpack, unpacking_once

SECRET = b"g" * 32
RONDE = "id;tekst;deelnemer\n1;Te veel loketten in de wijk;p1\n2;Niemand belt terug;p2\n"


def folder_of(root: Path) -> Path:
    (root / "ronde1").mkdir(parents=True)
    (root / "ronde2").mkdir()
    for name in ("ronde1", "ronde2"):
        (root / name / "export.csv").write_text(RONDE, encoding="utf-8")
    (root / ".verborgen.csv").write_text(RONDE, encoding="utf-8")
    (root / "~$export.xlsx").write_bytes(b"slot")
    return root


def test_a_folder_is_read_whole_by_name_and_hidden_files_are_no_sources(tmp_path: Path) -> None:
    corpus = read_sources([folder_of(tmp_path / "wijk")], secret=SECRET)
    assert corpus.sources["file"].to_list() == ["wijk/ronde1/export.csv", "wijk/ronde2/export.csv"]
    assert corpus.contributions.height == 4
    assert corpus.participants.height == 2
    assert not corpus.failures


def test_a_file_that_cannot_be_read_is_named_and_stops_no_other(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "wijk")
    (folder / "foto.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    (folder / "kapot.xlsx").write_bytes(b"PK\x03\x04" + bytes(99))
    corpus = read_sources([folder, tmp_path / "weg.csv"], secret=SECRET)
    assert corpus.contributions.height == 4
    told = {failure.file: failure.reason for failure in corpus.failures}
    assert set(told) == {"wijk/foto.png", "wijk/kapot.xlsx", "weg.csv"}
    assert "picture" in told["wijk/foto.png"]
    assert "is not there" in told["weg.csv"]


def test_where_nothing_can_be_read_the_reason_is_the_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is not there"):
        read_sources([tmp_path / "weg.csv", tmp_path / "ook-weg.csv"], secret=SECRET)
    (tmp_path / "leeg").mkdir()
    with pytest.raises(SourceError, match="no file to read"):
        read_sources([tmp_path / "leeg"], secret=SECRET)


def test_an_archive_is_read_as_its_folder_would_be(tmp_path: Path) -> None:
    archive = tmp_path / "wijk.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("ronde1/export.csv", RONDE)
        file.writestr("__MACOSX/ronde1/._export.csv", b"\x00")
    corpus = read_sources([archive], secret=SECRET)
    assert corpus.sources["file"].to_list() == ["wijk.zip/ronde1/export.csv"]
    assert corpus.contributions.height == 2


def test_a_workbook_is_a_source_and_no_archive(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "ronde.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        workbook.add_worksheet().write_column(0, 0, ["tekst", "Te veel loketten"])
    assert not is_archive(path)
    assert read_sources([path], secret=SECRET).contributions["text"].to_list() == ["Te veel loketten"]


@pytest.mark.parametrize("name", ["../buiten.csv", "a/../../buiten.csv", "/etc/buiten.csv", "..\\buiten.csv"])
def test_nothing_is_written_outside_the_folder_of_an_archive(tmp_path: Path, name: str) -> None:
    archive, target = tmp_path / "a.zip", tmp_path / "diep" / "uit"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr(name, RONDE)
        file.writestr("goed.csv", RONDE)
    target.mkdir(parents=True)
    failures = unpack(archive, target)
    assert [failure.reason for failure in failures] == ["its place lies outside the archive"]
    assert sorted(path.name for path in tmp_path.rglob("*.csv")) == ["goed.csv"]


def test_a_link_in_an_archive_is_not_followed(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as file:
        link = zipfile.ZipInfo("geheim.csv")
        link.external_attr = 0o120777 << 16
        file.writestr(link, "/etc/passwd")
    (tmp_path / "uit").mkdir()
    assert [failure.reason for failure in unpack(archive, tmp_path / "uit")] == ["it is a link"]
    assert not list((tmp_path / "uit").iterdir())


def test_a_file_that_expands_without_bound_is_left_out(tmp_path: Path) -> None:
    archive = tmp_path / "bom.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        file.writestr("bom.csv", b"0" * (60 * 1024**2))
    (tmp_path / "uit").mkdir()
    [failure] = unpack(archive, tmp_path / "uit")
    assert f"expands more than {MOST_TIMES} times" in failure.reason


def test_an_archive_that_lies_about_a_size_is_not_believed(tmp_path: Path) -> None:
    archive = tmp_path / "leugen.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.csv", RONDE * 50)
    content = bytearray(archive.read_bytes())
    central = content.index(b"PK\x01\x02")
    content[central + 24 : central + 28] = struct.pack("<I", 10)  # the size that the directory tells
    archive.write_bytes(content)
    (tmp_path / "uit").mkdir()
    [failure] = unpack(archive, tmp_path / "uit")
    assert failure.file == "leugen.zip/a.csv"
    assert not list((tmp_path / "uit").rglob("*.csv"))


def test_a_file_that_is_damaged_inside_an_archive_is_named_and_stops_no_other(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("kapot.csv", RONDE * 50)
        file.writestr("goed.csv", RONDE)
    content = bytearray(archive.read_bytes())
    start = 30 + len("kapot.csv")
    content[start : start + 20] = b"\xff" * 20  # no deflate stream begins so: zlib itself complains
    archive.write_bytes(content)
    (tmp_path / "uit").mkdir()
    [failure] = unpack(archive, tmp_path / "uit")
    assert failure.file == "a.zip/kapot.csv"
    assert [path.name for path in (tmp_path / "uit").iterdir()] == ["goed.csv"]


def test_unpacked_files_are_gone_afterwards(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("a.csv", RONDE)
    with gather([archive]) as gathered:
        path = gathered.files[0].path
        assert path.is_file()
    assert not path.exists()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "wijk.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("a.csv", RONDE)
        file.writestr("../buiten.csv", RONDE)
    return path


@pytest.fixture
def times(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The archives that were unpacked, in order."""
    unpacked: list[Path] = []

    def counted(archive: Path, folder: Path) -> list[unpacking.LeftOut]:
        unpacked.append(archive)
        return unpack(archive, folder)

    monkeypatch.setattr(unpacking, "unpack", counted)
    return unpacked


def test_what_is_gathered_again_is_unpacked_once_and_gone_when_it_was_read(
    archive: Path, times: list[Path]
) -> None:
    with unpacking_once():
        with gather([archive], again=True) as asked:
            path = asked.files[0].path
        assert path.is_file()
        with gather([archive]) as read:
            assert read == asked
            assert [each.reason for each in read.failures] == ["its place lies outside the archive"]
        assert not path.exists()
    assert times == [archive]


def test_what_is_kept_and_never_read_is_gone_with_the_block(archive: Path) -> None:
    with pytest.raises(KeyboardInterrupt), unpacking_once():
        with gather([archive], again=True) as asked:
            path = asked.files[0].path
        assert path.is_file()
        raise KeyboardInterrupt
    assert not path.exists()


def test_an_archive_that_changed_in_the_meantime_is_unpacked_anew(archive: Path, times: list[Path]) -> None:
    with unpacking_once():
        with gather([archive], again=True):
            pass
        with zipfile.ZipFile(archive, "a") as file:
            file.writestr("b.csv", RONDE)
        with gather([archive]) as read:
            assert [each.name for each in read.files] == ["wijk.zip/a.csv", "wijk.zip/b.csv"]
    assert times == [archive, archive]


def test_outside_a_block_nothing_is_kept(archive: Path) -> None:
    with gather([archive], again=True) as asked:
        path = asked.files[0].path
    assert not path.exists()


def test_two_files_with_one_name_are_refused(tmp_path: Path) -> None:
    folder_of(tmp_path / "wijk")
    path = tmp_path / "wijk" / "ronde1" / "export.csv"
    with pytest.raises(SourceError, match="two sources are called"):
        read_sources([path, path, path], secret=SECRET)
