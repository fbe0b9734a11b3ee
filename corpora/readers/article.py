"""Published articles in which people are quoted: to each speaker the own words, the rest to the narrator."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import polars as pl

from corpora.errors import SourceError
from corpora.mapping import Mapping
from corpora.readers.article_lines import Block, Kind, blocks_of
from corpora.readers.attribution import Context, People, Person, lead_of, people_of, sentences_of, tag_of
from corpora.readers.content import Content
from corpora.readers.formats import CERTAIN, LIKELY, NO
from corpora.readers.hyphens import told
from corpora.readers.quotations import Span, spans, uses_single_marks
from corpora.readers.rows import REPAIRED, Rows, from_records
from corpora.readers.written import Line, lines_of
from corpora.repairs import replace_surrogates

ARTICLE: Final = Mapping(
    text="text", participant="speaker", role="role", attribution="attribution", kind="article", public=True
)
"""What the columns of an article mean."""
SAYS_WHO: Final = "it says who is speaking"
REPEATS: Final = "a pull quote that repeats the text"
_COLUMNS: Final = ("text", "speaker", "role", "attribution", "heading")
_WORD: Final = re.compile(r"\w")
_SENTENCE: Final = re.compile(r"[.?!…](?=\s|$)|:(?=\s*$)")
_FEW: Final = 3
_SOME: Final = 6
_TABLES: Final = (".csv", ".tsv", ".tab", ".json", ".jsonl", ".vtt", ".srt", ".otr")
_SHARE: Final = 0.15
_QUOTED: Final = 3
_MARKS: Final = "“”„\"‘’'«»"
_LOOKED_AT: Final = 1_000


@dataclass(frozen=True)
class Piece:
    """A quotation, or a stretch of the narrator; ``reason`` where it is neither."""

    text: str
    speaker: Person | None = None
    attribution: str | None = None
    reason: str | None = None


@dataclass
class _Reader:
    """Reads paragraph after paragraph, so that a quotation may go on in the next."""

    people: People
    single: bool
    last: Person | None = None
    unclosed: bool = False

    def pieces(self, paragraph: str) -> list[Piece]:
        """Take a paragraph apart."""
        said = [span for span in spans(paragraph, single=self.single) if _is_speech(paragraph, span)]
        context = Context(self.people, self.last)
        pieces: list[Piece] = []
        at = 0
        previous: Person | None = None
        tagged = False
        for number, span in enumerate(said):
            before = paragraph[at : span.outer_start]
            until = said[number + 1].outer_start if number + 1 < len(said) else len(paragraph)
            told_by = _tag(before) if number else ""
            rest = before[len(told_by) :]
            pieces += _told(told_by, rest)
            context.hear(rest)
            speaker, sure = self._speaker(paragraph[span.outer_end : until], rest, context, span)
            if speaker is None and number and tagged and not _WORD.search(rest):
                speaker, sure = previous, previous is not None
            if speaker is None and not rest.strip() and number == 0 and self.unclosed:
                speaker, sure = self.last, self.last is not None
            if speaker is None:
                speaker, sure = self._by_context(paragraph[: span.outer_start], context)
            pieces.append(Piece(paragraph[span.start : span.end], speaker, "sure" if sure else "unsure"))
            context.spoke(speaker)
            previous, tagged = speaker, speaker is not None
            at = span.outer_end
        after = paragraph[at:]
        told_by = _tag(after) if said else ""
        pieces += _told(told_by, after[len(told_by) :])
        context.hear(after[len(told_by) :])
        self.unclosed = bool(said) and not said[-1].closed
        self.last = previous or self.last
        return pieces

    def _speaker(self, after: str, rest: str, context: Context, span: Span) -> tuple[Person | None, bool]:
        """Give who is named right after a quotation, else right before it."""
        subject = tag_of(_sentence(after))
        if subject is not None:
            return context.resolve(subject)
        lead = sentences_of(rest)
        if not lead or not lead[-1].endswith(":"):
            return None, False
        named = lead_of(lead[-1])
        if named is not None:
            person = self.people.called(named["name"])
            if named["title"] and person.role is None:
                person.role = named["title"].lower()
            return person, True
        return context.subject or context.by_pronoun("hij of zij"), True

    def _by_context(self, before: str, context: Context) -> tuple[Person | None, bool]:
        if context.subject is not None:
            return context.subject, True
        among = self.people.among(before)
        if among:
            return among[-1][1], False
        return context.by_place(before), False


def is_article(content: Content) -> int:
    """Say how surely a content is an article with quoted speakers: prose, quotations, and who said them."""
    if content.suffix in _TABLES:
        return NO
    try:
        sure = CERTAIN if content.start.startswith((b"%PDF", b"PK\x03\x04")) else LIKELY
        if sure == LIKELY and sum(map(content.opening.count, _MARKS)) < _QUOTED:
            return NO
        opening = lines_of(content.opening, gap=True) if sure == LIKELY else _lines(content)[:_LOOKED_AT]
        blocks = blocks_of(opening)
    except SourceError:
        return NO
    paragraphs = [block.text for block in blocks if block.kind is Kind.TEXT]
    pieces = [piece for each in _pieces(blocks) for piece in each]
    quoted = [piece for piece in pieces if piece.attribution]
    named = [piece for piece in quoted if piece.attribution == "sure" and piece.speaker is not None]
    letters = sum(map(len, paragraphs))
    share = sum(len(piece.text) for piece in quoted) / letters if letters else 0.0
    return sure if len(named) >= _QUOTED and len(named) >= len(quoted) / 2 and share >= _SHARE else NO


def read_article(content: Content, mapping: Mapping) -> Rows:
    """Read an article: columns ``text``, ``speaker``, ``role``, ``attribution`` and ``heading``.

    A quotation is a row of its speaker, ``sure`` where the text names who said it and ``unsure`` where that
    follows from the context alone; a stretch of running text is a row of nobody. What only says who is
    speaking, headings, captions and the like are rejected with a reason. Raises ``SourceError`` where there
    is no running text.
    """
    blocks = blocks_of(_lines(content))
    paragraphs = [block.text for block in blocks if block.kind is Kind.TEXT]
    taken = iter(_pieces(blocks))
    rows = _Collected()
    for block in blocks:
        if block.kind is Kind.TEXT:
            rows.paragraph(next(taken), block)
        else:
            rows.aside(block, paragraphs)
    if not rows.good:
        raise SourceError(f"{content.name} has no running text, so it cannot be read as an article.")
    is_text = not content.start.startswith((b"%PDF", b"PK\x03\x04"))
    made = from_records(
        _COLUMNS,
        [
            (row, (piece.text, _name(piece), _role(piece), piece.attribution, heading or None))
            for row, piece, heading in rows.good
        ],
        rows.rejected,
        format="article",
        encoding=content.encoding if is_text else None,
        notes=_notes([piece for _, piece, _ in rows.good]),
    )
    return replace(
        made,
        locator=pl.Series("locator", rows.where, dtype=pl.String),
        repaired=pl.concat([made.repaired, pl.DataFrame(rows.repaired, schema=REPAIRED, orient="row")]),
        preset=ARTICLE,
    )


@dataclass
class _Collected:
    """Rows as they are being collected."""

    good: list[tuple[int, Piece, str]] = field(default_factory=list)
    where: list[str] = field(default_factory=list)
    rejected: list[tuple[int, str]] = field(default_factory=list)
    repaired: list[tuple[int, str, str]] = field(default_factory=list)
    heading: str = ""
    count: int = 0
    paragraphs: int = 0

    def aside(self, block: Block, paragraphs: Sequence[str]) -> None:
        """Take a block that is no running text."""
        self.count += 1
        if block.kind is Kind.HEADING:
            self.heading = replace_surrogates(" ".join(block.text.split()))[0]
            self.paragraphs = 0
        reason = block.kind.value
        if block.kind is Kind.PULLED and any(_bare(block.text) in _bare(each) for each in paragraphs):
            reason = REPEATS
        self.rejected.append((self.count, reason))

    def paragraph(self, pieces: Sequence[Piece], block: Block) -> None:
        """Take the pieces of a paragraph."""
        self.paragraphs += 1
        at = 0
        for piece in pieces:
            self.count += 1
            if piece.reason:
                self.rejected.append((self.count, piece.reason))
                continue
            self.good.append((self.count, piece, self.heading))
            page = f"page={block.page}" if block.page is not None else ""
            heading = f"heading={self.heading.replace(';', ',')}" if self.heading else ""
            place = f"paragraph={self.paragraphs}"
            self.where.append(";".join(part for part in (page, heading, place) if part))
            start = max(block.text.find(piece.text, at), at)
            at = start + len(piece.text)
            made = sum(start <= joined < at for joined in block.joined)
            self.repaired += [(self.count, "text", reason) for reason in told(made)]


def _lines(content: Content) -> list[Line]:
    if content.start.startswith(b"%PDF"):
        from corpora.readers.pdf import pdf_lines

        lines: list[Line] = []
        bottom, page = 0.0, 0
        for line in pdf_lines(content.path):
            gap = line.page != page or line.top - bottom > 0.8 * (line.bottom - line.top) or line.top < bottom
            lines.append(Line(line.text, line.page, gap=gap))
            bottom, page = line.bottom, line.page
        return lines
    if "word/document.xml" in content.members:
        from corpora.readers.docx import docx_paragraphs

        return [Line(text, gap=True, whole=True) for text in docx_paragraphs(content.path)]
    return lines_of(content.text, gap=True)


def _pieces(blocks: Sequence[Block]) -> list[list[Piece]]:
    """Give the pieces of each paragraph; captions tell who people are, and are no text."""
    paragraphs = [block.text for block in blocks if block.kind is Kind.TEXT]
    captions = [block.text for block in blocks if block.kind is Kind.CAPTION]
    reader = _Reader(people_of([*paragraphs, *captions]), uses_single_marks(paragraphs))
    return [reader.pieces(paragraph) for paragraph in paragraphs]


def _is_speech(paragraph: str, span: Span) -> bool:
    """Say whether what stands between marks was said, and is not a word with marks around it."""
    inner = paragraph[span.start : span.end]
    before, after = paragraph[: span.outer_start].rstrip(), paragraph[span.outer_end :]
    if tag_of(_sentence(after)) is not None or before.endswith(":"):
        return True
    words = len(inner.split())
    ended = inner.rstrip()[-1:] in ".?!…"
    begins = not before or before[-1] in '.?!…:”’"»,'
    if words <= _FEW and not ended:
        return False
    if words > _SOME or begins:
        return begins or (ended and not inner[:1].islower())
    return False


def _sentence(text: str) -> str:
    """Give a text up to the end of its first sentence."""
    ended = _SENTENCE.search(text)
    return text[: ended.end()] if ended else text


def _tag(text: str) -> str:
    """Give the first sentence of a text where that says who spoke, else nothing."""
    first = _sentence(text)
    return first if tag_of(first) is not None and not first.rstrip().endswith(":") else ""


def _told(tag: str, rest: str) -> list[Piece]:
    pieces = [Piece(tag.strip(), reason=SAYS_WHO)] if tag.strip() else []
    stripped = rest.strip().lstrip(",;. ") if rest.strip()[:1] in ",;." else rest.strip()
    if not _WORD.search(stripped):
        return pieces
    sentences = sentences_of(stripped)
    if len(sentences) == 1 and lead_of(sentences[0]):
        return [*pieces, Piece(stripped, reason=SAYS_WHO)]
    if lead_of(sentences[-1]):
        kept = stripped[: stripped.rindex(sentences[-1])].strip()
        return [*pieces, Piece(kept), Piece(sentences[-1], reason=SAYS_WHO)]
    return [*pieces, Piece(stripped)]


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _name(piece: Piece) -> str | None:
    return piece.speaker.name if piece.speaker else None


def _role(piece: Piece) -> str | None:
    return piece.speaker.role if piece.speaker else None


def _notes(pieces: Sequence[Piece]) -> tuple[str, ...]:
    quoted = [piece for piece in pieces if piece.attribution]
    of = Counter(_name(piece) or "a speaker unknown" for piece in quoted)
    notes = [f"{len(quoted)} quotations: " + ", ".join(f"{name} {count}" for name, count in of.items())]
    unsure = sum(piece.attribution == "unsure" for piece in quoted)
    if unsure:
        notes.append(
            f"{unsure} quotations have no speaker in the text: that follows from the context, or is unknown"
        )
    return tuple(replace_surrogates(note)[0] for note in notes)
