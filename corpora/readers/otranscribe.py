"""oTranscribe: a transcript in HTML inside JSON (``.otr``)."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Final

from corpora.errors import SourceError
from corpora.mapping import Mapping
from corpora.readers.content import Content
from corpora.readers.formats import CERTAIN, NO
from corpora.readers.rows import Rows
from corpora.readers.timestamps import clock
from corpora.readers.turn_taking import Line
from corpora.readers.turns import to_rows
from corpora.readers.written import converse

_TEXT: Final = re.compile(r'\{\s*"text"\s*:\s*"')
_MEDIA: Final = re.compile(r'"media(?:-source|-time)?"\s*:')
_BREAKS: Final = frozenset({"p", "br", "div", "li", "h1", "h2", "h3", "tr"})


def is_otranscribe(content: Content) -> int:
    """Say how surely a content is a transcript of oTranscribe."""
    if not content.opening.lstrip().startswith("{"):
        return NO
    try:
        text = content.opening if _MEDIA.search(content.opening) else content.text
    except SourceError:
        return NO
    named = content.suffix == ".otr" or "<p>" in content.opening or 'class=\\"timestamp' in content.opening
    return (
        CERTAIN
        if named
        and _TEXT.search(content.opening[:5_000])
        and (_MEDIA.search(text) or content.suffix == ".otr")
        else NO
    )


def read_otranscribe(content: Content, mapping: Mapping) -> Rows:
    """Read a transcript of oTranscribe; raises ``SourceError`` where it breaks off or nobody speaks in it."""
    try:
        value = json.loads(content.text)
    except (ValueError, RecursionError) as fault:
        place = fault if isinstance(fault, ValueError) else "nested too deep"
        raise SourceError(
            f"{content.name} is of oTranscribe and breaks off or is damaged: {place}. Export it again."
        ) from fault
    written = value.get("text") if isinstance(value, dict) else None
    if not isinstance(written, str):
        raise SourceError(
            f'{content.name} has no text under "text", which oTranscribe writes. Export it again.'
        )
    page = _Page()
    page.feed(written)
    page.close()
    lines = [Line(line, whole=True) for line in page.lines]
    conversation = converse(lines, mapping.speakers)
    return to_rows(conversation, content, mapping, format="oTranscribe", encoding=content.encoding)


class _Page(HTMLParser):
    """The lines of a page, with moments as ``[00:12:34]``."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._done: list[str] = []
        self._in_moment = False

    @property
    def lines(self) -> list[str]:
        """The lines that are not blank."""
        self._end()
        return self._done

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, or take over a moment."""
        if tag in _BREAKS:
            self._end()
        given = dict(attrs)
        if tag == "span" and "timestamp" in (given.get("class") or ""):
            self._in_moment = True
            moment = _moment(given.get("data-timestamp"))
            if moment:
                self._pieces.append(f"[{moment}] ")

    def handle_endtag(self, tag: str) -> None:
        """End a line or a moment."""
        if tag == "span":
            self._in_moment = False
        if tag in _BREAKS:
            self._end()

    def handle_data(self, data: str) -> None:
        """Take words; those of a moment are its own wording."""
        if not self._in_moment:
            self._pieces.append(data)

    def _end(self) -> None:
        line = " ".join("".join(self._pieces).split())
        if line:
            self._done.append(line)
        self._pieces.clear()


def _moment(written: str | None) -> str | None:
    try:
        return clock(float(written or ""))
    except (ValueError, OverflowError):
        return None
