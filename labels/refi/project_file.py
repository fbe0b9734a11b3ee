"""QDPX: a project with its texts, people, codes and codings.

The schema fixes the order of everything; an element that would be empty is left out, as the schema asks.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import polars as pl

from corpora.tables import SEGMENT
from labels.codebook import Codebook
from labels.codings import MODEL, with_text
from labels.refi.archive import pack
from labels.refi.characters import legal, one_line
from labels.refi.code_tree import CodeTree, code_guid, code_tree
from labels.refi.codebook_file import as_bytes
from labels.refi.documents import document_texts, place_contributions
from labels.refi.guids import guid
from labels.refi.schema import checked
from labels.refi.selections import MACHINE, coded_selections, coding_notes, note, selection, time_of

NAMESPACE: Final = "urn:QDA-XML:project:1.0"
INTERNAL: Final = (
    "INTERN: dit bestand bevat alle bijdragen, per persoon onder pseudoniem. Niet publiceren of doorsturen."
)
_ROLE: Final = "rol"


@dataclass(frozen=True)
class Material:
    """What goes into a project: tables of a corpus, the codes, and the codings of people and machine.

    ``participants`` holds those background columns that may be shown; null is left out.
    """

    name: str
    created: datetime
    sources: pl.DataFrame
    participants: pl.DataFrame
    contributions: pl.DataFrame
    codebook: Codebook
    codings: pl.DataFrame
    origin: str = "Oogst"


@dataclass(frozen=True)
class Packed:
    """The bytes of a QDPX file, and what it cannot hold."""

    content: bytes
    losses: tuple[str, ...]


def qdpx(material: Material) -> Packed:
    """Make a QDPX file; the same material gives the same bytes.

    Raises :class:`~labels.codings.CodingError` for a coding that is about no passage of the contributions.
    """
    placed = place_contributions(material.contributions, material.sources)
    tree = code_tree(material.codebook, notes=True)
    given = _given(material, placed)
    moment = time_of(material.created)
    root = ET.Element(
        "Project",
        {
            "xmlns": NAMESPACE,
            "name": one_line(material.name),
            "origin": material.origin,
            "creatingUserGUID": MACHINE,
            "creationDateTime": moment,
        },
    )
    people = sorted({coder for coder in given["coder"] if coder != MODEL})
    users = ET.SubElement(root, "Users")
    ET.SubElement(users, "User", guid=MACHINE, name="Oogst (model)", id="MODEL")
    for coder in people:
        ET.SubElement(users, "User", guid=guid("user", coder), name=one_line(coder), id=one_line(coder))
    ET.SubElement(root, "CodeBook").append(tree.codes)
    variables = _variables(material.participants)
    _append(root, "Variables", [element for _, element in variables.values()])
    _append(root, "Cases", _cases(material.participants, placed, variables))
    texts = document_texts(placed)
    _append(root, "Sources", _sources(texts, placed, given, moment))
    _append(root, "Notes", [*_memos(tree, moment), *coding_notes(given, moment)])
    ET.SubElement(root, "Description").text = INTERNAL
    files = dict(zip((f"{guid('text', one)}.txt" for one in texts["document"]), texts["text"], strict=True))
    return Packed(
        pack(checked(as_bytes(root), "Project"), files), (*tree.losses, *_losses(material, placed, given))
    )


def _given(material: Material, placed: pl.DataFrame) -> pl.DataFrame:
    """Join every coding with its place in a text and the GUID of its code; of dropped codes none."""
    targets = {code: code_guid(material.codebook, code) for code in material.codings["code"].unique()}
    return (
        with_text(material.codings, material.contributions)
        .with_columns(pl.col("code").replace_strict(targets, return_dtype=pl.String).alias("target"))
        .drop_nulls("target")
        .unique(["contribution_id", "start", "end", "coder", "target"], keep="first", maintain_order=True)
        .join(placed.select("contribution_id", "document", "first"), on="contribution_id")
        .with_columns(
            (pl.col("first") + pl.col("start")).alias("from"), (pl.col("first") + pl.col("end")).alias("to")
        )
        .sort("document", "from", "to", "coder", "code")
    )


def _variables(participants: pl.DataFrame) -> dict[str, tuple[str, ET.Element]]:
    """Give the variables of people by column, with the GUID of each; of columns that hold something."""
    columns = [name for name in participants.columns if name == "role" or name.startswith(SEGMENT)]
    found = {}
    for column in columns:
        if participants[column].null_count() == participants.height:
            continue
        name = _ROLE if column == "role" else column.removeprefix(SEGMENT)
        identity = guid("variable", column)
        found[column] = (
            identity,
            ET.Element("Variable", guid=identity, name=one_line(name), typeOfVariable="Text"),
        )
    return found


def _cases(
    participants: pl.DataFrame, placed: pl.DataFrame, variables: Mapping[str, tuple[str, ET.Element]]
) -> list[ET.Element]:
    """Give a case a person: their background, the texts that are theirs alone, and what they said."""
    spoken = placed.drop_nulls("participant_id").partition_by("participant_id", as_dict=True)
    alone = placed.group_by("document").agg(pl.col("participant_id").unique().alias("people"))
    own = dict(alone.filter(pl.col("people").list.len() == 1).iter_rows())
    cases = []
    for person in participants.sort("participant_id").iter_rows(named=True):
        name = person["participant_id"]
        case = ET.Element("Case", guid=guid("case", name), name=one_line(name))
        for column, (variable, _) in variables.items():
            if person[column] is not None:
                value = ET.SubElement(case, "VariableValue")
                ET.SubElement(value, "VariableRef", targetGUID=variable)
                ET.SubElement(value, "TextValue").text = legal(person[column])
        said = spoken.get((name,))
        if said is not None:
            for document in said["document"].unique(maintain_order=True):
                if own.get(document) == [name]:
                    ET.SubElement(case, "SourceRef", targetGUID=document)
            for one in said["contribution_id"]:
                ET.SubElement(case, "SelectionRef", targetGUID=guid("contribution", one))
        cases.append(case)
    return cases


def _sources(texts: pl.DataFrame, placed: pl.DataFrame, given: pl.DataFrame, moment: str) -> list[ET.Element]:
    coded = given.partition_by("document", as_dict=True)
    said = placed.partition_by("document", as_dict=True)
    found = []
    for document, title in texts.select("document", "title").iter_rows():
        source = ET.Element(
            "TextSource",
            guid=document,
            name=one_line(title),
            plainTextPath=f"internal://{guid('text', document)}.txt",
            creatingUser=MACHINE,
            creationDateTime=moment,
        )
        for one in said[(document,)].iter_rows(named=True):
            source.append(
                selection(
                    guid("contribution", one["contribution_id"]),
                    one["said"],
                    one["first"],
                    one["last"],
                    MACHINE,
                    moment,
                )
            )
        if (document,) in coded:
            source.extend(coded_selections(coded[(document,)], moment))
        found.append(source)
    return found


def _memos(tree: CodeTree, moment: str) -> list[ET.Element]:
    return [note(identity, f"Memo {code.id}", code.memo, MACHINE, moment) for code, identity in tree.memos]


def _append(root: ET.Element, name: str, elements: list[ET.Element]) -> None:
    """Add a container; an empty one breaks the schema."""
    if elements:
        ET.SubElement(root, name).extend(elements)


def _losses(material: Material, placed: pl.DataFrame, given: pl.DataFrame) -> list[str]:
    texts = dict(material.contributions.select("contribution_id", "text").iter_rows())
    changed = sum(texts[one] != said for one, said in placed.select("contribution_id", "said").iter_rows())
    dropped = material.codings.height - given.height
    votes = material.contributions.filter(pl.any_horizontal(pl.col("agree", "disagree").is_not_null())).height
    found = [
        (changed, f"{changed} texts hold characters that XML forbids; a space stands in their place"),
        (dropped, f"{dropped} codings of codes that were dropped, or twice the same, are left out"),
        (votes, f"{votes} contributions lose their votes: the format has no place for them"),
        (
            material.contributions["parent_id"].drop_nulls().len(),
            "what contributions reply to is left out: the format has no place for it",
        ),
    ]
    return [said for there, said in found if there]
