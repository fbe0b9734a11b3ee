"""The only changes that are ever made to what somebody wrote, each of them named."""

from __future__ import annotations

import re
from typing import Final

import polars as pl

LINE_ENDS: Final = "line ends written as LF"
CONTROLS: Final = "control characters removed"
SURROGATES: Final = "undecodable characters replaced by U+FFFD"
BYTE_ORDER_MARKS: Final = "byte order marks removed"
OUTER_SPACE: Final = "white space around the text removed"
APOSTROPHES: Final = "apostrophe before a formula sign removed"
MARKUP: Final = "HTML tags removed"

# Vertical tab, form feed and NEL end a line in Word and PowerPoint: dropping them would join two words.
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_STEPS: Final = (
    (_LINE_END, "\n", LINE_ENDS),
    (_CONTROL, "", CONTROLS),
    (_SURROGATE, "\N{REPLACEMENT CHARACTER}", SURROGATES),
    (re.compile("\ufeff"), "", BYTE_ORDER_MARKS),
)
_SUSPECT: Final = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\x{FEFF}]|^\s|\s$"


def repair(text: str) -> tuple[str, tuple[str, ...]]:
    r"""Give the text as it is stored, with the names of the repairs that it took.

    Line ends become LF; control characters (except LF and tab) and byte order marks go; lone surrogates
    become U+FFFD; outer white space is stripped. Everything else stays: right-to-left marks, emoji, joiners,
    spelling. Idempotent.

    >>> repair("Te veel regels.\r\nTe weinig tijd. ")
    ('Te veel regels.\nTe weinig tijd.', ('line ends written as LF', 'white space around the text removed'))
    """
    names: list[str] = []
    for pattern, replacement, name in _STEPS:
        text, count = pattern.subn(replacement, text)
        if count:
            names.append(name)
    stripped = text.strip()
    if stripped != text:
        names.append(OUTER_SPACE)
    return stripped, tuple(names)


def replace_surrogates(text: str) -> tuple[str, bool]:
    """Replace lone surrogates, which no Polars string can hold, by U+FFFD; say whether there were any."""
    if text.isascii() or not _SURROGATE.search(text):
        return text, False
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text), True


def repair_all(texts: pl.Series) -> pl.DataFrame:
    """Repair every text of a series: columns ``text`` and ``repairs`` (names joined by ``, ``, else null).

    Null stays null. An expression finds the few texts that need it, so that thousands of clean ones cost
    nothing.
    """
    frame = pl.DataFrame({"text": texts.cast(pl.String)})
    suspect = frame.select(pl.col("text").str.contains(_SUSPECT).fill_null(False)).to_series()
    if not suspect.any():
        return frame.with_columns(repairs=pl.lit(None, pl.String))
    frame = frame.with_row_index("position")
    done = [repair(text) for text in frame["text"].filter(suspect)]
    repaired = pl.DataFrame(
        {
            "position": frame["position"].filter(suspect),
            "repaired": pl.Series([text for text, _ in done], dtype=pl.String),
            "repairs": pl.Series([", ".join(names) or None for _, names in done], dtype=pl.String),
        }
    )
    return frame.join(repaired, on="position", how="left", maintain_order="left").select(
        pl.coalesce("repaired", "text").alias("text"), "repairs"
    )
