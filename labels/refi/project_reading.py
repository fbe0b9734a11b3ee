"""Reading a project or codebook of any software that speaks REFI-QDA.

What a file holds that cannot be meant, such as a coding of a code that is not there, is a fault; all faults
are told at once, and nothing is taken over. What Oogst has no use for is left out and noted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from labels.codebook import Codebook
from labels.codings import MODEL
from labels.refi.archive import Archive, open_archive
from labels.refi.code_reading import CodesRead, read_codes
from labels.refi.faults import ExchangeError, listed
from labels.refi.guids import plain
from labels.refi.neutral import Coded, Document, Project, Selection
from labels.refi.people_reading import UNKNOWN, alone, read_cases, read_users
from labels.refi.positions import Marked, read_places
from labels.refi.safe_xml import first, inner, parse, tag
from labels.refi.schema import breaches
from labels.refi.selections import SUGGESTED
from labels.refi.source_texts import source_text

_OTHERS: Final = (
    "PictureSelection",
    "PDFSelection",
    "AudioSelection",
    "VideoSelection",
    "TranscriptSelection",
)


def read_project(path: Path, *, sound_only: bool = False, language: str = "nl") -> Project:
    """Read a QDPX or QDC file; which of the two it is shows in its content.

    Raises :class:`ExchangeError` for a file that cannot be read, and for faults inside it, all at once;
    ``sound_only`` leaves out what is faulty instead, and notes it.
    """
    try:
        with path.open("rb") as file:
            head = file.read(4)
    except OSError as fault:
        raise ExchangeError(f"{path} cannot be read ({fault.strerror}). Give a QDPX or QDC file.") from fault
    if not head.startswith(b"PK"):
        return _codebook_alone(path, language)
    archive = open_archive(path)
    with archive.opened:
        xml = archive.read(archive.project)
        root = parse(xml, f"{path}: {archive.project.filename}")
        if tag(root) != "Project":
            raise ExchangeError(
                f"{path}: {archive.project.filename} holds <{tag(root)}>, not <Project>. "
                "Export it again as QDPX."
            )
        reader = _Reader(archive, root, language)
        project = reader.project()
    if reader.faults and not sound_only:
        raise ExchangeError(
            f"{path}: nothing was taken over, faults: {len(reader.faults)}.\n{listed(reader.faults)}\n"
            "Mend them and export again, or leave out what is faulty with --sound-only."
        )
    left = [f"left out, faulty: {fault}" for fault in reader.faults]
    broken = breaches(xml, "Project")
    if broken:
        left.append(
            f"it breaks the schema of REFI-QDA {len(broken)} times, first in {broken[0]}; read all the same"
        )
    return replace(project, notes=(*project.notes, *left))


def _codebook_alone(path: Path, language: str) -> Project:
    root = parse(path.read_bytes(), str(path))
    codes = first(root, "Codes")
    if tag(root) != "CodeBook" or codes is None:
        raise ExchangeError(
            f"{path} is neither QDPX nor QDC: it holds <{tag(root)}>. "
            "Export the project, or its codebook, again."
        )
    return Project(path.stem, read_codes(codes, language).codebook)


class _Reader:
    """Reads one project; faults and notes gather on the way."""

    def __init__(self, archive: Archive, root: Any, language: str) -> None:
        self.archive, self.root = archive, root
        self.faults: list[str] = []
        self.notes: list[str] = []
        self.memos = self._memos()
        codes = first(first(root, "CodeBook"), "Codes")
        self.codes = CodesRead(Codebook(())) if codes is None else read_codes(codes, language, self.memos)
        self.users = read_users(first(root, "Users"))
        self.cases = read_cases(first(root, "Cases"))

    def project(self) -> Project:
        said = {guid: case.name for case in self.cases.values() for guid in case.selections}
        claimed = alone(self.cases)
        documents, selections, codings = [], [], []
        for source in self._texts():
            read = self._document(source, claimed)
            if read is None:
                continue
            document, spans = read
            documents.append(document)
            for span in (*spans, _Span(source, 0, len(document.text))):
                guid = plain(span.element.get("guid") or "")
                speakers, coded = self._codings(document, span)
                codings += coded
                names: list[str | None] = [*speakers] or [said.get(guid)]
                if span.element is not source:
                    selections += [Selection(guid, document.guid, span.start, span.end, one) for one in names]
        self._note_others()
        return Project(
            self.root.get("name") or self.archive.path.stem,
            self.codes.codebook,
            tuple(documents),
            tuple(selections),
            tuple(dict.fromkeys(case.name for case in self.cases.values())),
            tuple(codings),
            tuple(self.notes),
        )

    def _memos(self) -> dict[str, str]:
        found = {}
        for note in inner(first(self.root, "Notes"), "Note"):
            given = note.get("plainTextPath") or first(note, "PlainTextContent") is not None
            text, fault = source_text(self.archive, note) if given else ("", "")
            if fault:
                self.notes.append(f"the note '{note.get('name') or ''}' is left out: {fault}")
            found[plain(note.get("guid") or "")] = (text or "").strip()
        return found

    def _texts(self) -> Iterator[Any]:
        """Give every text, those that stand for a PDF included."""
        sources = first(self.root, "Sources")
        for source in () if sources is None else sources:
            if tag(source) == "TextSource":
                yield source
            elif tag(source) == "PDFSource":
                yield from inner(source, "Representation")

    def _document(self, source: Any, claimed: Mapping[str, str]) -> tuple[Document, list[_Span]] | None:
        """Read a text and the places of its selections."""
        name = source.get("name") or source.get("guid") or "?"
        raw, fault = source_text(self.archive, source)
        elements = inner(source, "PlainTextSelection")
        if raw is None:
            coded = any(inner(one, "Coding") for one in elements)
            (self.faults if coded else self.notes).append(f"line {source.sourceline}, text '{name}': {fault}")
            return None
        marked = []
        for element in elements:
            try:
                start, end = int(element.get("startPosition")), int(element.get("endPosition"))
                marked.append((element, Marked(start, end, element.get("name") or "")))
            except (TypeError, ValueError):
                self.faults.append(
                    f"line {element.sourceline}, text '{name}': "
                    "a selection does not say where it begins and ends"
                )
        once = "atlas" in (self.root.get("origin") or "").lower()
        read = read_places(raw, [one for _, one in marked], once_first=once)
        if read.counting.said:
            self.notes.append(f"text '{name}': places were read with {read.counting.said}")
        spans = []
        for (element, one), (start, end) in zip(marked, read.places, strict=True):
            if 0 <= start <= end <= len(read.text):
                spans.append(_Span(element, start, end))
            elif inner(element, "Coding"):
                self.faults.append(
                    f"line {element.sourceline}, text '{name}': a selection goes from {one.start} to "
                    f"{one.end}, and the text has {len(read.text)} characters"
                )
        identity = plain(source.get("guid") or "")
        return Document(identity, name, read.text, claimed.get(identity)), spans

    def _codings(self, document: Document, span: _Span) -> tuple[list[str], list[Coded]]:
        """Read the codings of a selection or a whole text; one of a case tells who spoke."""
        speakers, found = [], []
        for coding in inner(span.element, "Coding"):
            reference = first(coding, "CodeRef")
            target = plain(reference.get("targetGUID") or "") if reference is not None else ""
            where = f"line {coding.sourceline}, text '{document.name}', {span.start}-{span.end}"
            if target in self.cases:
                speakers.append(self.cases[target].name)
            elif target not in self.codes.ids:
                self.faults.append(f"{where}: a coding of a code that is not there ('{target or 'none'}')")
            elif span.start == span.end:
                self.notes.append(f"{where}: a coding of an empty passage is left out")
            else:
                found.append(self._coded(document, span, coding, self.codes.ids[target]))
        return speakers, found

    def _coded(self, document: Document, span: _Span, coding: Any, code: str) -> Coded:
        user = plain(coding.get("creatingUser") or span.element.get("creatingUser") or "")
        coder, origin = self.users.get(user, (UNKNOWN, "person"))
        moment = coding.get("creationDateTime") or span.element.get("creationDateTime")
        texts = [self.memos.get(plain(one.get("targetGUID") or ""), "") for one in inner(coding, "NoteRef")]
        described = first(span.element, "Description") if tag(span.element) == "PlainTextSelection" else None
        if described is not None:
            text = (described.text or "").strip()
            texts.append(text.removeprefix(SUGGESTED).lstrip("; ") if origin == MODEL else text)
        note = "\n".join(text for text in texts if text) or None
        return Coded(document.guid, span.start, span.end, code, coder, origin, _moment(moment), note)

    def _note_others(self) -> None:
        """Note what a project holds of pictures, sound, film, sets, links and graphs."""
        sources = first(self.root, "Sources")
        kinds = Counter(tag(one) for one in (() if sources is None else sources))
        del kinds["TextSource"]
        for kind, number in sorted(kinds.items()):
            self.notes.append(f"{number} of kind {kind}: only their plain text is read")
        spans = sum(1 for one in self.root.iter("{*}Coding") if tag(one.getparent()) in _OTHERS)
        if spans:
            self.notes.append(f"{spans} codings of parts of pictures, pages, sound or film are left out")
        self.notes += [
            f"{kind} are left out"
            for kind in ("Links", "Sets", "Graphs")
            if len(first(self.root, kind) or ())
        ]


@dataclass(frozen=True)
class _Span:
    """An element that can have codings, and its place in its text."""

    element: Any = field(repr=False)
    start: int
    end: int


def _moment(text: str | None) -> datetime | None:
    """Read a moment; None for none, or for one that is not written as XML does."""
    try:
        found = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    if found is None:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
