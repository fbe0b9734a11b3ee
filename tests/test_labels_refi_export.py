"""Projects and codebooks for other coding software: valid, the same each time, and true to the text."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import xmlschema
from pyrefiqda import RefiCodebook, RefiProject

from insights.coding.codings import codings_of
from insights.coding.exchange import material, shown_backgrounds
from insights.runs import Run, open_run
from labels.codebook import Borderline, Code, Codebook, read_codebook
from labels.codings import CodingError, codings
from labels.refi.codebook_file import qdc
from labels.refi.faults import ExchangeError
from labels.refi.guids import guid
from labels.refi.project_file import INTERNAL, Material, qdpx
from labels.refi.safe_xml import parse
from labels.refi.schema import breaches

ROOT = Path(__file__).resolve().parents[1]
WIJK = ROOT / "labels" / "codebooks" / "wijkaanpak.yml"
SCHEMAS = ROOT / "labels" / "refi" / "schemas"
MOMENT = datetime(2026, 3, 18, 10, tzinfo=UTC)
CODES = Codebook(
    (
        Code(
            "loket",
            (("nl", "Loket & regels"), ("en", "Desk")),
            colour="#01689B",
            definition="Wachten op de overheid.\nOok online.",
            include="Bij wachttijd.",
            exclude="Niet bij geld.",
            typical=("Ik wacht al weken.",),
            borderline=(Borderline("De brief kwam laat.", "Toch loket."),),
            keywords=("loket", "brief, laat"),
            memo="Let op de toon.",
        ),
        Code("wachten", (("nl", "Wachten"),), parent="loket", colour="blauw"),
        Code("map", (("nl", "Overig"),), origin="map"),
        Code("weg", (("nl", "Weg"),), status="vervallen"),
        Code("oud", (("nl", "Oud"),), status="samengevoegd", merged_into="wachten"),
    )
)
SAID = [
    ("c1", "p1", "1", "Ik word van het kastje naar de muur gestuurd 😀."),
    ("c2", "p2", "1", "Te veel regels.\nTe weinig tijd: «𝄞»\teinde"),
    ("c3", None, "1", 'Zij zei: "nee" & <ja>'),
    ("c4", "p1", "2", "Later werd het beter 👩‍👩‍👧."),
]


def corpus(said: list[tuple[str, str | None, str | None, str]] = SAID) -> dict[str, pl.DataFrame]:
    kinds = {name: pl.String for name in ("contribution_id", "participant_id", "round", "text")}
    frame = pl.DataFrame(said, schema=kinds, orient="row").with_columns(
        pl.lit("s1").alias("source_id"),
        pl.int_range(1, pl.len() + 1).alias("row"),
        *(pl.lit(None, pl.Int64).alias(name) for name in ("agree", "disagree")),
        pl.lit(None, pl.String).alias("parent_id"),
    )
    people = sorted({person for _, person, _, _ in said if person})
    return {
        "sources": pl.DataFrame({"source_id": ["s1"], "title": ["Wijkdialoog"]}),
        "participants": pl.DataFrame(
            {
                "participant_id": people,
                "role": ["bewoner"] * len(people),
                "segment_wijk": [None] * len(people),
            },
            schema={"participant_id": pl.String, "role": pl.String, "segment_wijk": pl.String},
        ),
        "contributions": frame,
    }


def coded(*rows: tuple[Any, ...]) -> pl.DataFrame:
    kinds = {
        "contribution_id": pl.String, "start": pl.Int64, "end": pl.Int64, "code": pl.String,
        "coder": pl.String, "origin": pl.String, "created_at": pl.Datetime("ms", "UTC"), "note": pl.String,
    }  # fmt: skip
    return codings(pl.DataFrame(rows, schema=kinds, orient="row"))


GIVEN = coded(
    ("c1", 8, 46, "loket", "MK", "person", MOMENT, "Spreekwoord & beeld."),
    ("c1", 8, 46, "wachten", "MK", "person", MOMENT, None),
    ("c1", 0, 47, "oud", "AB", "person", None, None),
    ("c2", 16, 40, "loket", "model", "model", MOMENT, "aan de rand"),
    ("c4", 0, 24, "weg", "MK", "person", None, None),
)


def a_material(**changes: Any) -> Material:
    return replace(Material("Dialoog", MOMENT, codebook=CODES, codings=GIVEN, **corpus()), **changes)


def unpacked(content: bytes) -> tuple[Any, dict[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return parse(files.pop("project.qde"), "test"), files


def texts_of(root: Any, files: dict[str, bytes]) -> dict[str, str]:
    return {
        source.get("guid"): files[source.get("plainTextPath").replace("internal://", "sources/")].decode(
            "utf-8"
        )
        for source in root.iter("{*}TextSource")
    }


def quotes(content: bytes) -> list[tuple[str, str, str]]:
    """Give quote, code and user of every coding, cut as another program would."""
    root, files = unpacked(content)
    texts = texts_of(root, files)
    codes = {code.get("guid"): code.get("name") for code in root.iter("{*}Code")}
    return sorted(
        (
            texts[one.getparent().getparent().get("guid")][
                int(one.getparent().get("startPosition")) : int(one.getparent().get("endPosition"))
            ],
            codes[one[0].get("targetGUID")],
            one.get("creatingUser"),
        )
        for one in root.iter("{*}Coding")
    )


def test_a_project_is_valid_by_two_judges() -> None:
    with zipfile.ZipFile(io.BytesIO(qdpx(a_material()).content)) as archive:
        project = archive.read("project.qde")
    assert breaches(project, "Project") == ()
    xmlschema.XMLSchema(SCHEMAS / "Project.xsd").validate(project.decode("utf-8"))


def test_the_check_against_the_schema_finds_what_is_wrong() -> None:
    with zipfile.ZipFile(io.BytesIO(qdpx(a_material()).content)) as archive:
        project = archive.read("project.qde")
    assert "isCodable" in breaches(project.replace(b'isCodable="true"', b'isCodable="True"', 1), "Project")[0]
    assert breaches(project.replace(b"<Users>", b"<Sets /><Users>", 1), "Project")


def test_the_same_material_gives_the_same_bytes_whatever_the_order_of_rows() -> None:
    mixed = {name: frame.reverse() for name, frame in corpus().items()}
    first, second = qdpx(a_material()).content, qdpx(a_material(codings=GIVEN.reverse(), **mixed)).content
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_places_count_code_points_also_after_emoji() -> None:
    people = {coder: guid("user", coder) for coder in ("MK", "AB", "model")}
    assert quotes(qdpx(a_material()).content) == sorted(
        [
            ("van het kastje naar de muur gestuurd 😀", "Loket & regels", people["MK"]),
            ("van het kastje naar de muur gestuurd 😀", "Wachten", people["MK"]),
            ("Ik word van het kastje naar de muur gestuurd 😀.", "Wachten", people["AB"]),
            ("Te weinig tijd: «𝄞»\teind", "Loket & regels", people["model"]),
        ]
    )


def test_a_text_is_a_round_with_a_line_a_speaker_in_utf_8_without_mark() -> None:
    root, files = unpacked(qdpx(a_material()).content)
    texts = texts_of(root, files)
    assert list(texts.values()) == [
        "p1: Ik word van het kastje naar de muur gestuurd 😀.\n"
        "p2: Te veel regels.\nTe weinig tijd: «𝄞»\teinde\n"
        'Zij zei: "nee" & <ja>',
        "p1: Later werd het beter 👩‍👩‍👧.",
    ]
    assert [source.get("name") for source in root.iter("{*}TextSource")] == [
        "Wijkdialoog – ronde 1",
        "Wijkdialoog – ronde 2",
    ]
    assert all(name.startswith("sources/") and name.islower() for name in files)
    assert not any(content.startswith(b"\xef\xbb\xbf") or b"\r" in content for content in files.values())
    assert all(not source.get("richTextPath") for source in root.iter("{*}TextSource"))


def test_every_selection_has_a_moment_and_an_excerpt_on_one_line() -> None:
    root, _ = unpacked(qdpx(a_material()).content)
    selections = list(root.iter("{*}PlainTextSelection"))
    assert all(one.get("creationDateTime") for one in selections)
    assert "Te veel regels. Te weinig tijd: «𝄞» einde" in {one.get("name") for one in selections}
    long = corpus([("c1", "p1", None, "woord " * 60)])
    root, _ = unpacked(qdpx(a_material(codings=GIVEN.clear(), **long)).content)
    assert next(root.iter("{*}PlainTextSelection")).get("name").endswith("…")


def test_a_case_has_its_background_and_what_it_said_and_a_text_only_where_it_is_its_alone() -> None:
    root, files = unpacked(qdpx(a_material()).content)
    cases = {case.get("name"): case for case in root.iter("{*}Case")}
    assert sorted(cases) == ["p1", "p2"]
    assert [value.text for value in cases["p1"].iter("{*}TextValue")] == ["bewoner"]
    texts = texts_of(root, files)
    assert [texts[one.get("targetGUID")][:10] for one in cases["p1"].iter("{*}SourceRef")] == ["p1: Later "]
    assert not list(cases["p2"].iter("{*}SourceRef"))
    places = {one.get("guid"): one for one in root.iter("{*}PlainTextSelection")}
    said = [places[one.get("targetGUID")].get("name") for one in cases["p2"].iter("{*}SelectionRef")]
    assert said == ["Te veel regels. Te weinig tijd: «𝄞» einde"]
    assert [one.get("name") for one in root.iter("{*}Variable")] == ["rol"]


def test_people_and_machine_are_users_apart_and_the_file_says_it_is_internal() -> None:
    root, _ = unpacked(qdpx(a_material()).content)
    assert [one.get("id") for one in root.iter("{*}User")] == ["MODEL", "AB", "MK"]
    assert root.find("{*}Description").text == INTERNAL
    suggested = [one for one in root.iter("{*}PlainTextSelection") if one.find("{*}Description") is not None]
    assert [one.find("{*}Description").text for one in suggested] == ["status=voorgesteld; aan de rand"]


def test_no_container_is_empty_and_no_attribute_either() -> None:
    bare = corpus([("c1", None, None, "Meer groen.")])
    root, _ = unpacked(
        qdpx(a_material(codings=GIVEN.clear(), codebook=Codebook((Code("a", (("", "A"),)),)), **bare)).content
    )
    assert [child.tag.rpartition("}")[2] for child in root] == ["Users", "CodeBook", "Sources", "Description"]
    assert all(value for element in root.iter() for value in element.attrib.values())


def test_codes_carry_their_tree_colour_and_rules() -> None:
    root, _ = unpacked(qdpx(a_material()).content)
    codes = {code.get("name"): code for code in root.iter("{*}Code")}
    assert list(codes) == ["Loket & regels", "Wachten", "Overig"]
    assert codes["Wachten"].getparent().get("name") == "Loket & regels"
    assert [codes[name].get("isCodable") for name in codes] == ["true", "true", "false"]
    assert [codes[name].get("color") for name in codes] == ["#01689B", None, None]
    assert codes["Loket & regels"].find("{*}Description").text == (
        "Definitie:\nWachten op de overheid.\nOok online.\n\n"
        "Wel:\nBij wachttijd.\n\nNiet:\nNiet bij geld.\n\n"
        "Voorbeelden:\n- Ik wacht al weken.\n\nGrensgevallen:\n- De brief kwam laat.\n  → Toch loket.\n\n"
        "Trefwoorden:\n- loket\n- brief, laat\n\nKenmerk:\nloket"
    )
    notes = {one.get("guid"): one.find("{*}PlainTextContent").text for one in root.iter("{*}Note")}
    assert notes[codes["Loket & regels"].find("{*}NoteRef").get("targetGUID")] == "Let op de toon."
    assert "Spreekwoord & beeld." in notes.values()


def test_what_the_format_cannot_hold_is_told() -> None:
    losses = " / ".join(qdpx(a_material()).losses)
    for said in (
        "2 codes that were merged or dropped",
        "1 codes keep their name in one language",
        "colour of wachten",
    ):
        assert said in losses
    assert "1 codings of codes that were dropped" in losses


def test_characters_that_xml_forbids_give_way_and_places_stay() -> None:
    odd = corpus([("c1", "p1", None, "een\x0btwee\ufffe drie")])
    given = coded(("c1", 4, 8, "wachten", "MK", "person", None, "met \x07 bel"))
    packed = qdpx(a_material(codings=given, **odd))
    assert [quote for quote, _, _ in quotes(packed.content)] == ["twee"]
    assert "1 texts hold characters that XML forbids" in " ".join(packed.losses)


def test_a_coding_outside_its_text_is_refused() -> None:
    with pytest.raises(CodingError, match="8-400 of contribution 'c1'"):
        qdpx(a_material(codings=coded(("c1", 8, 400, "loket", "MK", "person", None, None))))


def test_a_codebook_alone_is_valid_keeps_memos_and_needs_a_code() -> None:
    content, losses = qdc(CODES)
    assert breaches(content, "Codebook") == ()
    assert "Memo:\nLet op de toon." in content.decode("utf-8") and b"NoteRef" not in content
    assert losses
    with pytest.raises(ExchangeError, match="no code in use"):
        qdc(Codebook(()))


@pytest.fixture(scope="module")
def run(sample_run: Path) -> Run:
    return open_run(sample_run)


def test_the_machine_is_in_a_project_only_on_request(run: Run) -> None:
    codebook = read_codebook(WIJK)
    assert material(run, codebook).codings.is_empty()
    whole = material(run, codebook, suggestions=True)
    assert whole.codings.height == codings_of(run, codebook).height > 500
    root, _ = unpacked(qdpx(material(run, codebook)).content)
    assert not list(root.iter("{*}Coding"))


def test_another_reader_finds_every_quote_of_the_sample(run: Run, tmp_path: Path) -> None:
    packed = qdpx(material(run, read_codebook(WIJK), suggestions=True))
    (tmp_path / "proef.qdpx").write_bytes(packed.content)
    project = RefiProject.load(tmp_path / "proef.qdpx", str(tmp_path / "uit"))
    texts = dict(run.contributions.select("contribution_id", "text").iter_rows())
    wanted = {
        guid("code", code) + texts[one][start:end]
        for one, start, end, code in codings_of(run, read_codebook(WIJK))
        .select("contribution_id", "start", "end", "code")
        .iter_rows()
    }
    found = []
    for source in project.sources.text_source:
        path = RefiProject.resolve_source_path(source.plain_text_path, tmp_path / "uit")
        text = path.read_text(encoding="utf-8")
        found += [
            coding.code_ref.target_guid + text[one.start_position : one.end_position]
            for one in source.plain_text_selection
            for coding in one.coding
        ]
    assert set(found) == wanted and len(found) == codings_of(run).height
    assert len(project.sources.text_source) == 3 and len(project.cases.case) == 155


def test_another_reader_opens_the_codebook(tmp_path: Path) -> None:
    (tmp_path / "codes.qdc").write_bytes(qdc(read_codebook(WIJK))[0])
    found = RefiCodebook.load(tmp_path / "codes.qdc")
    assert len(found.codes.code) == 6
    assert sum(len(code.code) for code in found.codes.code) == len(read_codebook(WIJK).codes) - 6


def test_a_background_of_fewer_than_k_people_is_not_in_a_project(run: Run) -> None:
    shown = shown_backgrounds(run)
    for column in (name for name in shown.columns if name.startswith("segment_") or name == "role"):
        counts = run.participants[column].value_counts().filter(pl.col(column).is_not_null())
        few = counts.filter(pl.col("count") < 10)[column].to_list()
        assert not set(few) & set(shown[column].drop_nulls())
    assert shown["segment_organisatie"].null_count() > run.participants["segment_organisatie"].null_count()
    assert set(shown["role"].drop_nulls()) == {"resident", "professional"}
