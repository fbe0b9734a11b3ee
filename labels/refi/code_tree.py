"""The codes of a codebook as the XML that QDC and QDPX share: a tree with names, colours and descriptions."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import Final

from labels.codebook import Code, Codebook
from labels.refi.characters import one_line
from labels.refi.descriptions import describe
from labels.refi.faults import ExchangeError
from labels.refi.guids import guid

FOLDER: Final = "map"
"""Origin of a code that only holds others: nobody can give it to a passage."""
COLOUR: Final = re.compile(r"#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")


@dataclass(frozen=True)
class CodeTree:
    """The element ``Codes``, the memos by code, and what the format cannot hold."""

    codes: ET.Element
    memos: tuple[tuple[Code, str], ...]
    losses: tuple[str, ...]


def code_tree(codebook: Codebook, *, notes: bool) -> CodeTree:
    """Build the element ``Codes``; ``notes`` says whether memos become notes (QDPX) or descriptions (QDC).

    Raises :class:`ExchangeError` for a codebook without a code in use: the format asks for one.
    """
    if not codebook.used:
        raise ExchangeError(
            "the codebook has no code in use, and the format asks for at least one. "
            "Give a codebook with codes, or export with --suggestions."
        )
    codes = ET.Element("Codes")
    places: dict[str | None, ET.Element] = {None: codes}
    memos = []
    for code in _parents_first(codebook):
        place = ET.SubElement(
            places[codebook.parent(code.id)],
            "Code",
            guid=guid("code", code.id),
            name=one_line(code.label(codebook.language)) or code.id,
            isCodable="false" if code.origin == FOLDER else "true",
        )
        if COLOUR.fullmatch(code.colour):
            place.set("color", code.colour)
        ET.SubElement(place, "Description").text = describe(code, memo=not notes)
        if notes and code.memo:
            ET.SubElement(place, "NoteRef", targetGUID=guid("note", "code", code.id))
            memos.append((code, guid("note", "code", code.id)))
        places[code.id] = place
    return CodeTree(codes, tuple(memos), _losses(codebook))


def code_guid(codebook: Codebook, code: str) -> str | None:
    """Give the GUID of the code that a code counts for; None for one that was dropped or is not there."""
    counted = codebook.counts_for(code) if code in codebook.by_id else None
    return None if counted is None else guid("code", counted)


def _parents_first(codebook: Codebook) -> list[Code]:
    """Order the codes in use as in the codebook, each after the code above it."""
    waiting, done = list(codebook.used), dict[str | None, Code | None]({None: None})
    ordered = []
    while waiting:
        ready = [code for code in waiting if codebook.parent(code.id) in done]
        ordered += ready
        done |= {code.id: code for code in ready}
        waiting = [code for code in waiting if code.id not in done]
    return ordered


def _losses(codebook: Codebook) -> tuple[str, ...]:
    used = codebook.used
    left = len(codebook.codes) - len(used)
    named = sum(len(code.name) > 1 for code in used)
    proposed = sum(code.status != "aanvaard" for code in used)
    quoted = sum(bool(code.typical_quotes) or any(one.quote for one in code.borderline) for code in used)
    changed = sum(code.changed is not None for code in used)
    odd = [code.id for code in used if code.colour and not COLOUR.fullmatch(code.colour)]
    found = [
        (left, f"{left} codes that were merged or dropped are left out"),
        (named, f"{named} codes keep their name in one language only ({codebook.language})"),
        (proposed, f"{proposed} codes lose that they are only proposed"),
        (quoted, f"{quoted} codes lose which of their examples are quotes of a run"),
        (changed, f"{changed} codes lose who changed them last, and why"),
        (odd, f"the colour of {', '.join(odd)} is left out: it is not of the form #RRGGBB"),
    ]
    return tuple(said for there, said in found if there)
