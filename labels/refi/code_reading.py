"""From the codes of an exchange file to a codebook of our own, with the id of every GUID."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from labels.codebook import Code, Codebook
from labels.refi.code_tree import COLOUR, FOLDER
from labels.refi.descriptions import read_description
from labels.refi.guids import plain
from labels.refi.safe_xml import first, inner

LEVELS: Final = "::"
"""What stands between levels in a name where a program has no tree of codes."""


@dataclass
class _Found:
    """A code as it is being read; ``above`` is its place in the list."""

    name: str
    above: int | None
    guid: str | None
    code: Code
    mark: str = ""


@dataclass(frozen=True)
class CodesRead:
    """A codebook, and the id of its code for every GUID."""

    codebook: Codebook
    ids: Mapping[str, str] = field(default_factory=dict)


def read_codes(codes: Any, language: str, memos: Mapping[str, str] | None = None) -> CodesRead:
    """Read the element ``Codes``: names with ``::`` become a tree, folders keep that nobody can give them.

    ``memos`` are the texts of notes by GUID. A code has the id that Oogst once gave it, else one made of its
    name.
    """
    found: list[_Found] = []
    for element in codes:
        _read(element, None, found, language, memos or {})
    ids = _identities(found)
    made = tuple(
        replace(one.code, id=ids[place], parent=None if one.above is None else ids[one.above])
        for place, one in enumerate(found)
    )
    return CodesRead(
        Codebook(made, language=language),
        {one.guid: ids[place] for place, one in enumerate(found) if one.guid},
    )


def _read(
    element: Any, above: int | None, found: list[_Found], language: str, memos: Mapping[str, str]
) -> None:
    text = first(element, "Description")
    described = read_description("" if text is None else text.text or "")
    memo = [memos.get(plain(note.get("targetGUID") or ""), "") for note in inner(element, "NoteRef")]
    whole = (element.get("name") or "").strip() or "?"
    parts = [part.strip() for part in whole.split(LEVELS)]
    names = parts if all(parts) and not described.mark else [whole]
    for name in names[:-1]:
        above = _folder(name, above, found, language)
    colour = element.get("color") or ""
    codable = (element.get("isCodable") or "true").strip().lower() not in ("false", "0")
    code = Code(
        "",
        ((language, names[-1]),),
        colour=colour if COLOUR.fullmatch(colour) else "",
        origin="" if codable else FOLDER,
        definition=described.definition,
        include=described.include,
        exclude=described.exclude,
        keywords=described.keywords,
        typical=described.typical,
        borderline=described.borderline,
        memo="\n\n".join(text for text in (described.memo, *memo) if text),
    )
    one = _Found(names[-1], above, plain(element.get("guid") or ""), code, described.mark)
    made_before = _made_before(one, found)
    if made_before is None:
        found.append(one)
        place = len(found) - 1
    else:
        place, found[made_before] = made_before, one
    for child in inner(element, "Code"):
        _read(child, place, found, language, memos)


def _folder(name: str, above: int | None, found: list[_Found], language: str) -> int:
    """Find the code of a name below another, or make a folder of that name."""
    for place, one in enumerate(found):
        if one.name == name and one.above == above:
            return place
    found.append(_Found(name, above, None, Code("", ((language, name),), origin=FOLDER)))
    return len(found) - 1


def _made_before(one: _Found, found: list[_Found]) -> int | None:
    """Find the folder that was made for a code before it came."""
    return next(
        (
            place
            for place, other in enumerate(found)
            if other.guid is None and (other.name, other.above) == (one.name, one.above)
        ),
        None,
    )


def _identities(found: list[_Found]) -> list[str]:
    """Give every code an id: its mark, else its name in small letters; a number where it was taken."""
    taken: set[str] = set()
    ids: list[str | None] = []
    for one in found:
        known = one.mark if one.mark and "\n" not in one.mark and one.mark not in taken else None
        taken |= {known} if known else set()
        ids.append(known)
    for place, one in enumerate(found):
        if ids[place] is None:
            stem, number = slug(one.name), 2
            identity = stem
            while identity in taken:
                identity, number = f"{stem}-{number}", number + 1
            taken.add(identity)
            ids[place] = identity
    return [identity or "" for identity in ids]


def slug(name: str) -> str:
    """Make an id of a name.

    >>> slug("Ruimte voor de professional"), slug("Eén loket!"), slug("需要")
    ('ruimte-voor-de-professional', 'een-loket', '需要')
    """
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return re.sub(r"[^\w]+", "-", bare.casefold()).strip("-_") or "code"
