"""From the bytes of a text file to characters: UTF-8, UTF-16 and Windows-1252, nothing lost."""

from __future__ import annotations

import codecs
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


def decode(content: bytes, path: Path) -> tuple[str, str]:
    """Give the characters of a text file and the name of its encoding.

    A byte order mark decides; else UTF-8 where nearly all of it is, else Windows-1252. Bytes that the
    encoding does not know stay as lone surrogates (Python's ``surrogateescape``), for a repair that is told.
    Raises ``SourceError`` for content that is not text.
    """
    for mark, codec, name in _MARKS:
        if content.startswith(mark):
            return _decode_marked(content[len(mark) :], codec), name
    if _is_utf16(content[:4096], 1):
        return _decode_marked(content, "utf-16-le"), "UTF-16 without byte order mark"
    if _is_utf16(content[:4096], 0):
        return _decode_marked(content, "utf-16-be"), "UTF-16 without byte order mark"
    sample = content[:65_536]
    if sample and len(sample) - len(sample.translate(None, _CONTROLS)) > _BINARY_SHARE * len(sample):
        raise SourceError(
            f"{path.name} is binary, not a table of text. Give CSV, TSV, XLSX, JSONL or Parquet."
        )
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return _decode_broken(content)


def _decode_marked(content: bytes, codec: str) -> str:
    if codec == "utf-8":
        return content.decode(codec, "surrogateescape")
    try:
        return content.decode(codec, "surrogatepass")
    except UnicodeDecodeError:
        return content.decode(codec, "replace")


def _decode_broken(content: bytes) -> tuple[str, str]:
    text = content.decode("utf-8", "surrogateescape")
    strange = sum("\udc80" <= letter <= "\udcff" for letter in text)
    sound = sum(letter > "\x7f" for letter in text) - strange
    if sound > strange:
        return text, "UTF-8 with broken bytes"
    undefined = {code: code + 0xDC00 for code in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
    latin = content.decode("latin-1").translate({**_windows_1252(), **undefined})
    return latin, "Windows-1252"


def _windows_1252() -> dict[int, str]:
    return {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}


def _is_utf16(sample: bytes, zero_at: int) -> bool:
    """Say whether nearly every second byte is zero, as in Western text in UTF-16."""
    if len(sample) < 8:
        return False
    zeros, others = sample[zero_at::2], sample[1 - zero_at :: 2]
    return zeros.count(0) > 0.7 * len(zeros) and others.count(0) < 0.1 * len(others)
