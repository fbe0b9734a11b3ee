"""Published articles in which people are quoted: to each speaker the own words, the rest to the narrator."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import polars as pl

from corpora.errors import SourceError, many
from corpora.mapping import Mapping
from corpora.readers.article_lines import Block, Kind, blocks_of
from corpora.readers.attribution import people_of
from corpora.readers.content import Content
from corpora.readers.formats import CERTAIN, LIKELY, NO
from corpora.readers.hyphens import told
from corpora.readers.quotations import uses_single_marks
from corpora.readers.quoted_speech import Piece, SpeechReader
from corpora.readers.rows import REPAIRED, Rows, from_records
from corpora.readers.turn_taking import Line
from corpora.readers.written import lines_of
from corpora.repairs import replace_surrogates

ARTICLE: Final = Mapping(
    text="text", participant="speaker", role="role", attribution="attribution", kind="article", public=True
)
"""What the columns of an article mean."""
REPEATS: Final = "a pull quote that repeats the text"
_COLUMNS: Final = ("text", "speaker", "role", "attribution", "heading")
_TABLES: Final = (".csv", ".tsv", ".tab", ".json", ".jsonl", ".vtt", ".srt", ".otr")
_SHARE: Final = 0.15
_QUOTED: Final = 3
_MARKS: Final = "“”„\"‘’'«»"
_LOOKED_AT: Final = 1_000


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
    reader = SpeechReader(people_of([*paragraphs, *captions]), uses_single_marks(paragraphs))
    return [reader.pieces(paragraph) for paragraph in paragraphs]


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _name(piece: Piece) -> str | None:
    return piece.speaker.name if piece.speaker else None


def _role(piece: Piece) -> str | None:
    return piece.speaker.role if piece.speaker else None


def _notes(pieces: Sequence[Piece]) -> tuple[str, ...]:
    quoted = [piece for piece in pieces if piece.attribution]
    of = Counter(_name(piece) or "a speaker unknown" for piece in quoted)
    notes = [
        f"{many(len(quoted), 'quotations')}: " + ", ".join(f"{name} {count}" for name, count in of.items())
    ]
    unsure = sum(piece.attribution == "unsure" for piece in quoted)
    if unsure:
        notes.append(
            f"{many(unsure, 'quotations')} without a speaker in the text: that follows from the context, "
            "or is unknown"
        )
    return tuple(replace_surrogates(note)[0] for note in notes)
