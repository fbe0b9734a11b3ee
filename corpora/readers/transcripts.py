"""The formats of interviews, of articles with speakers in them, and of notes of work sessions."""

from __future__ import annotations

from typing import Final

from corpora.errors import SourceError
from corpora.mapping import Mapping
from corpora.readers.article import is_article, read_article
from corpora.readers.content import Content
from corpora.readers.formats import CERTAIN, LIKELY, NO, Format
from corpora.readers.otranscribe import is_otranscribe, read_otranscribe
from corpora.readers.recognised import is_amberscript, is_whisper, read_amberscript, read_whisper
from corpora.readers.rows import Rows
from corpora.readers.session_tables import SESSION_TABLES
from corpora.readers.subtitles import is_srt, is_vtt, read_srt, read_vtt
from corpora.readers.turn_taking import Line
from corpora.readers.turns import to_rows
from corpora.readers.written import converse, lines_of, looks_spoken

_TABLES: Final = (".csv", ".tsv", ".tab", ".json", ".jsonl", ".vtt", ".srt")
_LOOKED_AT: Final = 400
"""Lines by which a transcript is recognised."""


def written_lines(content: Content) -> list[Line]:
    """Give the lines of a text, a DOCX or a PDF; raises ``SourceError`` where there are none to read."""
    if content.start.startswith(b"%PDF"):
        from corpora.readers.pdf import pdf_lines

        return [Line(line.text, line.page) for line in pdf_lines(content.path)]
    if "word/document.xml" in content.members:
        from corpora.readers.docx import docx_paragraphs

        return [
            Line(piece, whole=True) for text in docx_paragraphs(content.path) for piece in text.split("\n")
        ]
    return lines_of(content.text)


def _transcript(content: Content) -> int:
    try:
        if content.start.startswith((b"%PDF", b"PK\x03\x04")):
            if content.start.startswith(b"PK") and "word/document.xml" not in content.members:
                return NO
            return CERTAIN if looks_spoken(written_lines(content)[:_LOOKED_AT]) else NO
        if content.suffix in _TABLES or not content.opening:
            return NO
        lines = lines_of(content.opening)[:_LOOKED_AT]
        return LIKELY if looks_spoken(lines) else NO
    except SourceError:
        return NO


def _read_transcript(content: Content, mapping: Mapping) -> Rows:
    conversation = converse(written_lines(content), mapping.speakers)
    is_text = not content.start.startswith((b"%PDF", b"PK\x03\x04"))
    kind = (
        "transcript"
        if is_text
        else "PDF transcript"
        if content.start.startswith(b"%PDF")
        else "DOCX transcript"
    )
    return to_rows(
        conversation, content, mapping, format=kind, encoding=content.encoding if is_text else None
    )


TRANSCRIPTS: Final[tuple[Format, ...]] = (
    Format("vtt", "subtitles (VTT of Teams, Zoom and others)", is_vtt, read_vtt),
    Format("srt", "subtitles (SRT)", is_srt, read_srt),
    Format("amberscript", "JSON of Amberscript", is_amberscript, read_amberscript),
    Format("whisper", "JSON or TSV of Whisper", is_whisper, read_whisper),
    Format("otranscribe", "a transcript of oTranscribe (OTR)", is_otranscribe, read_otranscribe),
    Format(
        "transcript",
        "a transcript with a name before each turn (TXT, DOCX, PDF)",
        _transcript,
        _read_transcript,
    ),
    Format("article", "an article with quoted speakers", is_article, read_article),
    SESSION_TABLES,
)
"""All of them, the surest first."""
