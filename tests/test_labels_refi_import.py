"""Projects of other software come in whole or not at all, whatever their habits."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import polars as pl
import pytest

from labels.refi import archive as archives
from labels.refi.anchoring import anchor
from labels.refi.faults import ExchangeError
from labels.refi.neutral import Project
from labels.refi.own_texts import own_texts
from labels.refi.positions import Marked, read_places
from labels.refi.project_reading import read_project

SECRET = b"0" * 32
CODE, OTHER = "1038ea9c-0731-5c07-b18e-9bdef25f6b4b", "88c15e41-557c-5c0f-a912-8e662dd8da79"
USER, CASE = "8955d308-0551-55c9-b615-781c0507de0d", "54339495-77e3-5e81-8582-f171e962e1aa"
SOURCE, FILE = "da7e3479-ba09-548f-a03c-f444eda617db", "f3c85c49-7e9c-5476-86ab-1b7c86c8d7e4"
TEXT = "Anna: Het loket 😀 is dicht.\nBram: De bus rijdt niet meer."
CODES = (
    f'<Code guid="{CODE}" name="Loket" isCodable="true"/>'
    f'<Code guid="{OTHER}" name="Vervoer" isCodable="true"/>'
)


def selection(
    start: int | str, end: int | str, code: str = CODE, name: str = "", user: str = USER, more: str = ""
) -> str:
    return (
        f'<PlainTextSelection guid="bf8178a7-e5f5-5b97-8f63-61b50913b62d" name="{name}" '
        f'startPosition="{start}" endPosition="{end}" creatingUser="{user}" '
        f'creationDateTime="2026-01-15T09:00:00Z">{more}'
        f'<Coding guid="a39216f0-d085-5a4c-8e19-778c050424ca"><CodeRef targetGUID="{code}"/></Coding>'
        "</PlainTextSelection>"
    )


def project_xml(
    selections: str = selection(6, 17),
    *,
    codes: str = CODES,
    path: str = f'plainTextPath="internal://{FILE}.txt"',
    origin: str = "QualCoder",
    cases: str = "",
    inside: str = "",
    after: str = "",
    head: str = "",
) -> str:
    return (
        f"<?xml version='1.0' encoding='UTF-8'?>{head}"
        f'<Project xmlns="urn:QDA-XML:project:1.0" name="Proef" origin="{origin}">'
        f'<Users><User guid="{USER}" name="Maria Kok"/></Users><CodeBook><Codes>{codes}</Codes></CodeBook>'
        f"{cases}"
        f'<Sources><TextSource guid="{SOURCE}" name="ronde1" {path}>{inside}'
        f"{selections}</TextSource></Sources>"
        f"{after}</Project>"
    )


Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def made(
        xml: str = "",
        text: str | bytes = TEXT,
        folder: str = "sources",
        more: Mapping[str, bytes | str] | None = None,
    ) -> Path:
        path = tmp_path / "proef.qdpx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("project.qde", xml or project_xml())
            archive.writestr(f"{folder}/{FILE}.txt", text)
            for name, content in (more or {}).items():
                archive.writestr(name, content)
        return path

    return made


def coded(project: Project) -> list[tuple[str, str]]:
    texts = {one.guid: one.text for one in project.documents}
    return [(one.code, texts[one.document][one.start : one.end]) for one in project.codings]


CONTRIBUTIONS = pl.DataFrame(
    {
        "contribution_id": ["c1", "c2"],
        "source_id": ["s", "s"],
        "round": ["1", "1"],
        "row": [1, 2],
        "participant_id": ["Anna", "Bram"],
        "text": ["Het loket 😀 is dicht.", "De bus rijdt niet meer."],
    }
)


@pytest.mark.parametrize("folder", ["sources", "Sources", "SOURCES"])
def test_the_folder_of_texts_may_be_spelled_in_any_case(write: Write, folder: str) -> None:
    assert coded(read_project(write(folder=folder))) == [("loket", "Het loket 😀")]


def test_coders_come_in_by_their_initials_with_moment_and_note(write: Write) -> None:
    note = "fe4860d1-3918-5bf3-926a-410aa91e431f"
    selections = (
        selection(6, 17)
        .replace("</CodeRef>", "")
        .replace(
            f'<CodeRef targetGUID="{CODE}"/>', f'<CodeRef targetGUID="{CODE}"/><NoteRef targetGUID="{note}"/>'
        )
    )
    notes = f'<Notes><Note guid="{note}" name="m"><PlainTextContent>Mooi.</PlainTextContent></Note></Notes>'
    one = read_project(write(project_xml(selections, after=notes))).codings[0]
    assert (one.coder, one.origin, one.note) == ("MK", "person", "Mooi.")
    assert one.created_at is not None and one.created_at.isoformat() == "2026-01-15T09:00:00+00:00"


WAYS = {
    "as the standard has it": ("{}", 0, 0, ""),
    "a byte order mark that is not counted": ("\ufeff{}", 0, 0, ""),
    "a byte order mark that is counted": ("\ufeff{}", 1, 0, "the byte order mark counted"),
    "CRLF counted as two": ("{crlf}", 0, 1, ""),
    "CRLF counted as one": ("{crlf}", 0, 0, "line ends counted once"),
    "UTF-16 units": ("{}", 0, 1, "UTF-16 units counted"),
    "byte order mark, CRLF and UTF-16 units counted": (
        "\ufeff{crlf}", 1, 2, "the byte order mark counted, UTF-16 units counted",
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_places_are_read_the_way_the_names_of_the_selections_show(write: Write, way: str) -> None:
    form, all_by, second_by, said = WAYS[way]
    raw = form.replace("{crlf}", TEXT.replace("\n", "\r\n")).replace("{}", TEXT)
    bus = TEXT.index("De bus") + all_by + second_by
    xml = project_xml(
        selection(6 + all_by, 15 + all_by, name="Het loket") + selection(bus, bus + 6, OTHER, name="De bus")
    )
    project = read_project(write(xml, raw.encode("utf-8")))
    assert coded(project) == [("loket", "Het loket"), ("vervoer", "De bus")]
    assert [note for note in project.notes if "places were read" in note] == (
        [f"text 'ronde1': places were read with {said}"] if said else []
    )


def test_without_names_line_ends_count_as_in_the_file_but_for_atlas(write: Write) -> None:
    raw = "een twee\r\n a b c d e f"
    marked = [Marked(10, 11, "")]
    assert read_places(raw, marked).counting.line_ends_once is False
    assert read_places(raw, marked, once_first=True).counting.line_ends_once is True


def test_a_name_with_double_colons_becomes_a_tree(write: Write) -> None:
    codes = (
        f'<Code guid="{CODE}" name="Hulp::Loket::Brief" isCodable="true"/>'
        f'<Code guid="{OTHER}" name="Hulp" isCodable="true"/>'
    )
    book = read_project(write(project_xml(codes=codes))).codebook
    assert [(one.id, one.parent, one.origin) for one in book.codes] == [
        ("hulp", None, ""),
        ("loket", "hulp", "map"),
        ("brief", "loket", ""),
    ]


def test_guids_in_braces_and_capitals_are_the_same(write: Write) -> None:
    xml = project_xml(selection(6, 15, code="{" + CODE.upper() + "}"))
    assert coded(read_project(write(xml))) == [("loket", "Het loket")]


def test_a_project_that_breaks_the_schema_is_read_all_the_same_and_that_is_told(write: Write) -> None:
    xml = project_xml().replace('isCodable="true"', 'isCodable="True"')
    project = read_project(write(xml))
    assert len(project.codings) == 1
    assert "breaks the schema of REFI-QDA" in " ".join(project.notes)
    assert "breaks the schema" not in " ".join(read_project(write()).notes)


def test_entries_that_no_project_has_are_passed_over(write: Write) -> None:
    more = {"sources/.root": b"\x00", f"sources/{FILE}.docx": b"PK", "thumbs/x.bin": b"1", "readme": "hoi"}
    assert len(read_project(write(more=more)).codings) == 1


def test_of_a_pair_of_rich_and_plain_text_the_plain_text_is_read(write: Write) -> None:
    xml = project_xml(path=f'richTextPath="internal://{FILE}.docx"')
    project = read_project(write(xml, more={f"sources/{FILE}.docx": b"PK"}))
    assert coded(project) == [("loket", "Het loket 😀")]


def test_text_inside_the_project_and_text_of_a_pdf_are_read(write: Write) -> None:
    inside = f"<PlainTextContent>{TEXT}</PlainTextContent>"
    assert coded(read_project(write(project_xml(path="", inside=inside)))) == [("loket", "Het loket 😀")]
    pdf = (
        project_xml()
        .replace("<TextSource", "<PDFSource><Representation")
        .replace("</TextSource>", "</Representation></PDFSource>")
    )
    project = read_project(write(pdf))
    assert coded(project) == [("loket", "Het loket 😀")]
    assert "1 of kind PDFSource: only their plain text is read" in project.notes


FAULTY = {
    "a code that is not there": (project_xml(selection(6, 15, code=USER)), "a code that is not there"),
    "an end beyond the text": (
        project_xml(selection(6, 900)), "from 6 to 900, and the text has 57 characters"),
    "an end before its start": (project_xml(selection(15, 6)), "from 15 to 6"),
    "a place below nought": (project_xml(selection(-4, 6)), "from -4 to 6"),
    "a place that is no number": (project_xml(selection("x", 6)), "where it begins and ends"),
    "a file that is missing": (
        project_xml(path='plainTextPath="internal://weg.txt"'), "'weg.txt' is missing in the folder sources",
    ),
    "a path out of the archive": (
        project_xml(path='plainTextPath="internal://../../etc/passwd"'), "leads outside the file",
    ),
    "a text on somebody's disk": (
        project_xml(path='plainTextPath="absolute:///etc/passwd"'), "lies outside the file",
    ),
    "no plain text": (project_xml(path=""), "it has no plain text"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTY)
def test_a_fault_is_told_with_its_place_and_nothing_is_taken_over(write: Write, name: str) -> None:
    xml, said = FAULTY[name]
    with pytest.raises(ExchangeError) as told:
        read_project(write(xml))
    message = str(told.value)
    assert said in message and "line 1" in message and "nothing was taken over" in message
    assert "--sound-only" in message
    project = read_project(write(xml), sound_only=True)
    assert not project.codings and any("left out, faulty" in note for note in project.notes)


def test_all_faults_are_told_at_once_and_sound_codings_can_be_kept(write: Write) -> None:
    xml = project_xml(selection(6, 15) + selection(0, 99) * 12)
    with pytest.raises(ExchangeError, match=r"faults: 12\.[\s\S]*and 2 more"):
        read_project(write(xml))
    assert len(read_project(write(xml), sound_only=True).codings) == 1


def test_a_file_that_is_not_utf_8_is_told(write: Write) -> None:
    with pytest.raises(ExchangeError, match="not UTF-8 at byte 1; save it as UTF-8"):
        read_project(write(text=b"A\xe9" + TEXT.encode()))


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("head", [LAUGHS, OUTSIDE])
def test_entities_are_refused(write: Write, head: str) -> None:
    inside = f"<PlainTextContent>{'&b;' if head is LAUGHS else '&a;'}</PlainTextContent>"
    with pytest.raises(ExchangeError, match="declares a document type"):
        read_project(write(project_xml(head=head, path="", inside=inside)))


def test_a_bomb_is_not_unpacked(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = write(text=b"a" * (archives.LARGE * 3))
    with pytest.raises(ExchangeError, match="more than is to be trusted"):
        read_project(bomb)
    monkeypatch.setattr(archives, "MOST_BYTES", 10)
    with pytest.raises(ExchangeError, match="more than is to be trusted"):
        read_project(write())


@pytest.mark.parametrize(
    "name", ["../buiten.txt", "/etc/buiten.txt", "sources/../../buiten.txt", "C:\\buiten"]
)
def test_an_archive_that_reaches_outside_is_refused(write: Write, name: str, tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match="leads outside the archive"):
        read_project(write(more={name: b"x"}))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["proef.qdpx"]


OTHER_FILES = {
    "an empty file": (b"", "not well-formed XML"),
    "half a ZIP": (b"PK\x03\x04halverwege", "not a QDPX file"),
    "a page": (b"<html><body/></html>", "neither QDPX nor QDC: it holds <html>"),
    "unfinished XML": (b"<CodeBook><Codes>", "not well-formed XML"),
}


@pytest.mark.parametrize("name", OTHER_FILES)
def test_what_is_no_exchange_file_is_told(tmp_path: Path, name: str) -> None:
    content, said = OTHER_FILES[name]
    path = tmp_path / "bestand.qdpx"
    path.write_bytes(content)
    with pytest.raises(ExchangeError, match=said):
        read_project(path)


def test_a_zip_without_a_project_is_told(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("brief.txt", "hoi")
    (tmp_path / "x.qdpx").write_bytes(made.getvalue())
    with pytest.raises(ExchangeError, match=r"holds no project.qde; it has brief.txt"):
        read_project(tmp_path / "x.qdpx")
    with pytest.raises(ExchangeError, match="cannot be read"):
        read_project(tmp_path / "weg.qdpx")


def test_codings_are_tied_to_a_corpus_by_its_texts(write: Write) -> None:
    bus = TEXT.index("De bus")
    project = read_project(write(project_xml(selection(6, 17) + selection(bus, bus + 6, OTHER))))
    found = anchor(project, CONTRIBUTIONS)
    assert found.codings.select("contribution_id", "start", "end", "code").rows() == [
        ("c1", 0, 11, "loket"),
        ("c2", 0, 6, "vervoer"),
    ]
    assert (found.left, found.cut) == ((), 0)


def test_a_coding_over_two_contributions_becomes_one_for_each_without_the_names(write: Write) -> None:
    found = anchor(read_project(write(project_xml(selection(0, len(TEXT))))), CONTRIBUTIONS)
    assert found.codings.select("contribution_id", "start", "end").rows() == [("c1", 0, 21), ("c2", 0, 23)]
    assert found.cut == 1


def test_a_passage_is_sought_by_its_own_words_where_the_text_around_it_differs(write: Write) -> None:
    text = "Verslag. Iemand zei dat de bus rijdt niet meer is. De bus rijdt niet meer, zei hij. Tot slot."
    start = text.index("De bus rijdt")
    xml = project_xml(selection(start, start + 22) + selection(0, 8))
    found = anchor(read_project(write(xml, text)), CONTRIBUTIONS)
    assert found.codings.select("contribution_id", "start", "end").rows() == [("c2", 0, 22)]
    assert [reason for _, reason in found.left] == ["its text is in no contribution"]
    twice = pl.concat([CONTRIBUTIONS, CONTRIBUTIONS.with_columns(pl.col("contribution_id") + "x")])
    left = anchor(read_project(write(project_xml(selection(start, start + 22)), text)), twice).left
    assert [reason for _, reason in left] == [
        "its text is in several contributions, and nothing tells in which"
    ]


def test_texts_that_no_corpus_has_become_a_corpus_of_their_own(write: Write) -> None:
    cases = f'<Cases><Case guid="{CASE}" name="Anna"/><Case guid="{USER}" name="Bram"/></Cases>'
    text = f"Verslag van maandag\n{TEXT}"
    xml = project_xml(selection(26, 37) + selection(0, 7, OTHER), cases=cases)
    found = own_texts(read_project(write(xml, text)), SECRET)
    assert found.contributions["text"].to_list() == [
        "Verslag van maandag",
        "Het loket 😀 is dicht.",
        "De bus rijdt niet meer.",
    ]
    people = found.contributions["participant_id"].to_list()
    assert people[0] is None and len({*people[1:]}) == 2 and not {"Anna", "Bram"} & {*people[1:]}
    assert found.anchored.codings.height == 2 and not found.anchored.left


def test_a_case_that_claims_a_text_or_codes_its_passages_says_who_spoke(write: Write) -> None:
    claims = f'<Cases><Case guid="{CASE}" name="Anna"><SourceRef targetGUID="{SOURCE}"/></Case></Cases>'
    whole = own_texts(read_project(write(project_xml(cases=claims))), SECRET).contributions
    assert whole["text"].to_list() == [TEXT] and whole["participant_id"].null_count() == 0
    by_coding = f'<Cases><Case guid="{CASE}" name="Anna"/></Cases>'
    xml = project_xml(selection(6, 27, code=CASE) + selection(6, 17), cases=by_coding)
    found = own_texts(read_project(write(xml)), SECRET)
    assert found.contributions["text"].to_list() == [
        "Het loket 😀 is dicht.",
        "Bram: De bus rijdt niet meer.",
    ]
    assert found.anchored.codings["end"].to_list() == [11]


def test_coded_interviews_of_other_software_come_in_whole(
    shared_data: Callable[[str], Path], tmp_path: Path
) -> None:
    said = pl.read_parquet(shared_data("interviews_pdpilot") / "data.parquet").with_row_index("number")
    path = tmp_path / "interviews.qdpx"
    path.write_bytes(project_of_interviews(said))
    project = read_project(path)
    found = own_texts(project, SECRET)
    assert len(project.codebook.codes) == 53
    assert sum(code.parent is None for code in project.codebook.codes) == 7
    assert len(project.codings) == found.anchored.codings.height + duplicates(said) == 241
    assert found.participants.height == 7 and found.sources.height == 7
    texts = dict(found.contributions.select("contribution_id", "text").iter_rows())
    names = {code.id: code.label("nl") for code in project.codebook.codes}
    given = {
        (texts[one][start:end], names[code])
        for one, start, end, code in found.anchored.codings.select(
            "contribution_id", "start", "end", "code"
        ).iter_rows()
    }
    assert given == set(said.select("text", "label2").rows())


def duplicates(said: pl.DataFrame) -> int:
    return said.height - said.unique(["text", "label", "label2", "speaker"]).height


def project_of_interviews(said: pl.DataFrame) -> bytes:
    """Write coded segments as other software would: a text a person, CRLF, a tree of codes."""
    from html import escape
    from uuid import NAMESPACE_OID, uuid5

    def identity(*parts: object) -> str:
        return "{" + str(uuid5(NAMESPACE_OID, "/".join(map(str, parts)))).upper() + "}"

    tree = ""
    for (parent,), inner in said.group_by(["label"], maintain_order=True):
        tree += f'<Code guid="{identity(parent)}" name="{escape(str(parent))}" isCodable="false">'
        for child in inner["label2"].unique(maintain_order=True):
            tree += f'<Code guid="{identity(parent, child)}" name="{escape(child)}" isCodable="true"/>'
        tree += "</Code>"
    sources, cases, files = "", "", {}
    for (speaker,), own in said.group_by(["speaker"], maintain_order=True):
        text, selections = "", ""
        for row in own.iter_rows(named=True):
            known = text.find(row["text"])
            start = known if known >= 0 else len(text)
            text += "" if known >= 0 else row["text"] + "\r\n"
            selections += (
                f'<PlainTextSelection guid="{identity(row["number"])}" name="{escape(row["text"][:40])}" '
                f'startPosition="{start}" endPosition="{start + len(row["text"])}">'
                f'<Coding guid="{identity("coding", row["number"])}">'
                f'<CodeRef targetGUID="{identity(row["label"], row["label2"])}"/>'
                "</Coding></PlainTextSelection>"
            )
        name = identity(speaker).strip("{}")
        files[f"Sources/{name}.txt"] = text
        sources += (
            f'<TextSource guid="{identity("source", speaker)}" name="{speaker}" '
            f'plainTextPath="internal://{name}.txt">{selections}</TextSource>'
        )
        cases += (
            f'<Case guid="{identity("case", speaker)}" name="{speaker}">'
            f'<SourceRef targetGUID="{identity("source", speaker)}"/></Case>'
        )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(
            "project.qde",
            '<Project xmlns="urn:QDA-XML:project:1.0" name="interviews" origin="MAXQDA"><CodeBook><Codes>'
            f"{tree}</Codes></CodeBook><Cases>{cases}</Cases><Sources>{sources}</Sources></Project>",
        )
        for name, text in files.items():
            archive.writestr(name, text.encode("utf-8"))
    return made.getvalue()
