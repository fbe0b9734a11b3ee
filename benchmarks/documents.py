"""How well, and how fast, the PDF reader gives back a document that is known paragraph by paragraph.

    python benchmarks/documents.py

Reads the Dutch coalition agreement of 2021 (50 pages) and compares its blocks, headings and tables included,
with a table of its paragraphs that others made. *Words in order* is the length of the longest common
subsequence of words, over the words of the table; *borders* is the share of the ends of the table's
paragraphs that are ends of blocks too.
"""

from __future__ import annotations

import re
import sys
import time
from bisect import bisect_right
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from pathlib import Path

import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also where Oogst is not installed

from benchmarks.shared_sets import FOLDER
from corpora.readers.blocks import Block
from corpora.readers.pdf import read_pdf

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Likeness:
    """Shares, from 0 to 1, of words found in order and of ends of paragraphs found; seconds per page."""

    words: float
    borders: float
    seconds: float


def words_of(texts: list[str]) -> tuple[list[str], set[int]]:
    """Give the words of some texts one after another, and the places where a text ends."""
    each = [_WORD.findall(text.casefold()) for text in texts]
    return [word for words in each for word in words], set(accumulate(len(words) for words in each if words))


def compare(found: list[str], known: list[str]) -> tuple[float, float]:
    """Give the share of the known words that were found in order, and of the known ends of paragraphs."""
    words, ends = words_of(found)
    known_words, known_ends = words_of(known)
    matches = SequenceMatcher(None, known_words, words, autojunk=False).get_matching_blocks()
    same = sum(match.size for match in matches)
    starts = [match.a for match in matches]
    hit = 0
    for end in known_ends:
        match = matches[bisect_right(starts, end - 1) - 1]
        inside = match.a <= end - 1 < match.a + match.size
        hit += inside and match.b + (end - match.a) in ends
    return same / len(known_words), hit / len(known_ends)


def texts_of(blocks: list[Block]) -> list[str]:
    """Give the texts of a document that stand on its pages, but for page numbers, notes and contents."""
    apart = ("a page number", "a running head or foot", "a footnote", "a table of contents")
    return [block.text for block in blocks if block.reason not in apart]


def measure(folder: Path) -> Likeness:
    """Read the PDF in a folder and compare it with the table beside it."""
    path = next((folder / "raw").glob("*.pdf"))
    known = pl.read_parquet(folder / "data.parquet").sort("n")["text"].to_list()
    start = time.perf_counter()
    blocks, _ = read_pdf(path)
    seconds = time.perf_counter() - start
    pages = max(block.page or 1 for block in blocks)
    words, borders = compare(texts_of(blocks), known)
    return Likeness(words, borders, seconds / pages)


def main() -> None:
    """Print the figures."""
    found = measure(FOLDER / "coalitieakkoord2021")
    print(f"words in order  {found.words:.1%}")
    print(f"borders         {found.borders:.1%}")
    print(f"seconds a page  {found.seconds:.3f}")


if __name__ == "__main__":
    main()
