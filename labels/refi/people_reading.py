"""Who coded and who spoke: the users and the cases of a project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from labels.codings import MODEL
from labels.refi.guids import plain
from labels.refi.safe_xml import inner
from labels.refi.selections import MACHINE

UNKNOWN: Final = "?"
"""The coder of a coding of which nobody says who made it."""


@dataclass(frozen=True)
class Case:
    """Somebody who spoke: the texts that are theirs, and the selections, by GUID."""

    name: str
    sources: tuple[str, ...]
    selections: tuple[str, ...]


def read_users(users: Any) -> dict[str, tuple[str, str]]:
    """Give coder and origin of every user by GUID; people by their initials, which differ."""
    found: dict[str, tuple[str, str]] = {}
    taken: set[str] = {MODEL}
    for user in inner(users, "User"):
        identity = plain(user.get("guid") or "")
        short = (user.get("id") or "").strip()
        if identity == MACHINE or short == "MODEL":
            found[identity] = MODEL, MODEL
            continue
        stem = short if 0 < len(short) <= 4 else initials(user.get("name") or short)
        coder, number = stem, 2
        while coder in taken:
            coder, number = f"{stem}{number}", number + 1
        taken.add(coder)
        found[identity] = coder, "person"
    return found


def read_cases(cases: Any) -> dict[str, Case]:
    """Give every case by its GUID."""
    found = {}
    for case in inner(cases, "Case"):
        identity = plain(case.get("guid") or "")
        sources, selections = (
            tuple(plain(one.get("targetGUID") or "") for one in inner(case, tag))
            for tag in ("SourceRef", "SelectionRef")
        )
        found[identity] = Case(case.get("name") or identity, sources, selections)
    return found


def alone(cases: Mapping[str, Case]) -> dict[str, str]:
    """Give the name of the case of every source that one case alone claims as a whole."""
    claims: dict[str, set[str]] = {}
    for case in cases.values():
        for source in case.sources:
            claims.setdefault(source, set()).add(case.name)
    return {source: next(iter(names)) for source, names in claims.items() if len(names) == 1}


def initials(name: str) -> str:
    """Give the initials of a coder's name; :data:`UNKNOWN` where there is none.

    >>> initials("Maria van der Kok"), initials("mk"), initials("")
    ('MvdK', 'MK', '?')
    """
    words = [word for word in name.replace("-", " ").replace(".", " ").split() if word[0].isalnum()]
    if len(words) == 1:
        return words[0].upper() if len(words[0]) <= 4 else words[0][0].upper()
    return "".join(word[0] for word in words) or UNKNOWN
