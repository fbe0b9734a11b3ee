"""A project of any software, in a neutral form: codes, texts, who said what, and codings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from labels.codebook import Codebook


@dataclass(frozen=True)
class Document:
    """A text of a project, with LF; ``alone`` is the one participant whose text it is, where it says so."""

    guid: str
    name: str
    text: str
    alone: str | None = None


@dataclass(frozen=True)
class Selection:
    """A half-open span of a document; ``participant`` is who said it, where a case says so."""

    guid: str
    document: str
    start: int
    end: int
    participant: str | None = None


@dataclass(frozen=True)
class Coded:
    """A code that a coder gave a span of a document."""

    document: str
    start: int
    end: int
    code: str
    coder: str
    origin: str
    created_at: datetime | None
    note: str | None


@dataclass(frozen=True)
class Project:
    """What a project holds: codes, texts, who said what, codings; ``notes`` tell what was left out."""

    name: str
    codebook: Codebook
    documents: tuple[Document, ...] = ()
    selections: tuple[Selection, ...] = ()
    participants: tuple[str, ...] = ()
    codings: tuple[Coded, ...] = ()
    notes: tuple[str, ...] = ()
