"""From the bytes of a text file to characters: UTF-8, UTF-16 and Windows-1252, nothing lost.

A byte order mark decides; else UTF-8 where nearly all of it is, else Windows-1252. Bytes that the encoding
does not know stay as lone surrogates (Python's ``surrogateescape``), for a repair that is told.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from corpora.errors import SourceError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 with byte order mark"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_BINARY_SHARE: Final = 0.1
_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1b")) + b"\x7f"
_SAMPLE: Final = 65_536
_PIECE: Final = 65_536
"""Bytes that are read at a time: so few that a piece and its characters stay in the processor's cache."""
_ESCAPED: Final = re.compile("[\udc80-\udcff]")
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_LINES: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@dataclass(frozen=True)
class Encoding:
    """How the bytes of one file become characters: what to call it, the codec, and what to do with others.

    ``strict`` is said of an encoding that was tried on the whole file, and knows every byte.
    """

    name: str
    codec: str
    errors: str = "surrogateescape"
    mark: int = 0

    def decode(self, content: bytes) -> str:
        """Give the characters of a whole file."""
        return "".join(self.pieces([content]))

    def pieces(self, content: Iterable[bytes]) -> Iterator[str]:
        """Give the characters of a file that comes in pieces, the byte order mark left out."""
        decoder = codecs.getincrementaldecoder(self.codec)(self.errors)
        skip = self.mark
        for piece in content:
            yield self._finished(decoder.decode(piece[skip:]))
            skip = max(0, skip - len(piece))
        yield self._finished(decoder.decode(b"", final=True))

    def _finished(self, text: str) -> str:
        return text.translate(_WINDOWS_1252) if self.codec == "latin-1" else text


def decode(content: bytes, path: Path) -> tuple[str, str]:
    """Give the characters of a text file and the name of its encoding.

    Raises ``SourceError`` for content that is not text.
    """
    encoding = _encoding(content[:_SAMPLE], lambda: iter((content,)), path)
    return encoding.decode(content), encoding.name


def encoding_of(path: Path) -> Encoding:
    """Find the encoding of a file without holding it in memory; as :func:`decode` does."""
    with path.open("rb") as file:
        start = file.read(_SAMPLE)
    return _encoding(start, lambda: pieces_of(path), path)


def lines_of(path: Path, encoding: Encoding) -> Iterator[str]:
    r"""Give the lines of a file one by one, each with its end: ``\n``, ``\r\n`` or ``\r``, as it was."""
    rest: list[str] = []
    for piece in encoding.pieces(pieces_of(path)):
        rest.append(piece)
        if "\n" not in piece and "\r" not in piece:
            continue
        lines = _LINES.findall("".join(rest))
        # A line may go on in the next piece, and a carriage return may be half of an end.
        rest = [] if lines[-1].endswith("\n") else [lines.pop()]
        yield from lines
    yield from _LINES.findall("".join(rest))


def pieces_of(path: Path) -> Iterator[bytes]:
    """Give the bytes of a file, piece by piece."""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _encoding(start: bytes, content: Callable[[], Iterator[bytes]], path: Path) -> Encoding:
    for mark, codec, name in _MARKS:
        if start.startswith(mark):
            if codec == "utf-8":
                whole = Encoding(name, codec, "strict", len(mark))
                return whole if _decodes(whole, content) else replace(whole, errors="surrogateescape")
            return _utf16(name, codec, content, len(mark))
    for zero_at, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        if _is_utf16(start[:4096], zero_at):
            return _utf16("UTF-16 without byte order mark", codec, content, 0)
    if start and len(start) - len(start.translate(None, _CONTROLS)) > _BINARY_SHARE * len(start):
        raise SourceError(
            f"{path.name} is binary, not a table of text. Give CSV, TSV, XLSX, JSONL or Parquet."
        )
    whole = Encoding("UTF-8", "utf-8", "strict")
    if _decodes(whole, content):
        return whole
    broken = Encoding("UTF-8 with broken bytes", "utf-8")
    strange = sound = 0
    for piece in broken.pieces(content()):
        odd = len(_ESCAPED.findall(piece))
        strange += odd
        sound += len(_BEYOND_ASCII.findall(piece)) - odd
    return broken if sound > strange else Encoding("Windows-1252", "latin-1", "strict")


def _utf16(name: str, codec: str, content: Callable[[], Iterator[bytes]], mark: int) -> Encoding:
    whole = Encoding(name, codec, "surrogatepass", mark)
    return whole if _decodes(whole, content) else Encoding(name, codec, "replace", mark)


def _decodes(encoding: Encoding, content: Callable[[], Iterator[bytes]]) -> bool:
    try:
        for _ in encoding.pieces(content()):
            pass
    except UnicodeDecodeError:
        return False
    return True


def _windows_1252() -> dict[int, str]:
    """Give what Windows-1252 has where Latin-1 has controls; its five holes become lone surrogates."""
    letters = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
    return {code: letter or chr(code + 0xDC00) for code, letter in letters.items()}


_WINDOWS_1252: Final = _windows_1252()


def _is_utf16(sample: bytes, zero_at: int) -> bool:
    """Say whether nearly every second byte is zero, as in Western text in UTF-16."""
    if len(sample) < 8:
        return False
    zeros, others = sample[zero_at::2], sample[1 - zero_at :: 2]
    return zeros.count(0) > 0.7 * len(zeros) and others.count(0) < 0.1 * len(others)
