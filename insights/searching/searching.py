"""Searching the units of a run for words: an index from every word to where it stands, and what it finds.

Results are ordered by BM25 (Robertson and Zaragoza 2009, section 3.2), a word with all its forms and
compounds counting as one; what scores the same is in the order of its text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from corpora.masking.spans import TAG
from insights.runs import Run
from insights.searching.filters import units_by_text
from insights.searching.queries import WORD, All, Any, Leaf, Node, Not, Phrase, Query, Word
from insights.searching.words import Ids, SearchWords, folded
from pipelines.terms import STRAY

K1, B = 1.2, 0.75
"""How soon more of a word counts no more, and how much the length of a text weighs."""
REMEMBERED: Final = 256
"""Words of queries of which it is kept what they stand for: a query is read again to mark what it found."""
IN_POLARS: Final = r"[\p{L}\p{N}]+(?:[\u{0300}-\u{036f}]+[\p{L}\p{N}]*)*"
""":data:`~insights.searching.queries.WORD` as Polars writes it."""
GAP: Final = 1 << 20
"""More words than any unit has: where a unit's places begin in the numbering of all."""

Mask = npt.NDArray[np.bool_]
Scores = npt.NDArray[np.float64]
Mark = tuple[int, int]


@dataclass(frozen=True)
class Hits:
    """The units that a query finds, best first, by their number in the index; and their scores."""

    rows: Ids
    scores: Scores


@dataclass(frozen=True)
class Marker:
    """What a query may find: for each of its words and phrases the forms that may stand at each place."""

    wanted: tuple[tuple[frozenset[str], ...], ...]

    def marks(self, text: str, start: int, end: int) -> tuple[Mark, ...]:
        """Give what matches in a unit, as half-open spans of code points of its contribution's ``text``.

        >>> wanted = ((frozenset({"loket"}),), (frozenset({"te"}), frozenset({"lang"})))
        >>> Marker(wanted).marks("Loket: te lang.", 0, 15)
        ((0, 5), (7, 14))
        """
        words = list(WORD.finditer(_bare(text[start:end])))
        forms = [folded(word.group()) for word in words]
        found: set[Mark] = set()
        for parts in self.wanted:
            for first in range(len(words) - len(parts) + 1):
                if all(forms[first + step] in part for step, part in enumerate(parts)):
                    found.add((start + words[first].start(), start + words[first + len(parts) - 1].end()))
        return _joined(found)


class SearchIndex:
    """Where every word of a run stands, by unit.

    ``units`` has columns unit_id, contribution_id, start and end, one row a unit, by its number.
    """

    def __init__(self, run: Run) -> None:
        spoken = units_by_text(run)
        self.units = spoken.select("unit_id", "contribution_id", "start", "end")
        words = spoken.select(
            pl.col("text").str.replace_all(TAG.pattern, " ").str.to_lowercase().str.extract_all(IN_POLARS)
        ).to_series()
        lengths = words.list.len().to_numpy().astype(np.int64)
        said = words.filter(lengths > 0).explode().alias("word").to_frame()
        known = said.unique().sort("word").with_row_index("number")
        tokens = said.join(known, on="word", how="left", maintain_order="left")["number"].to_numpy()
        unit = np.repeat(np.arange(spoken.height, dtype=np.int64), lengths)
        place = np.arange(len(tokens)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        order = np.argsort(tokens, kind="stable")
        self._at = (unit * GAP + place)[order]
        self._starts = np.searchsorted(tokens[order], np.arange(known.height + 1))
        self._weight = K1 * (1 - B + B * lengths / max(1.0, len(tokens) / max(1, spoken.height)))
        languages = _languages(tokens, unit, spoken["language"], known.height)
        self.words = SearchWords(known["word"].to_list(), languages)
        self._known: dict[tuple[Word, bool], Mapping[int, float]] = {}

    def search(self, query: Query, allowed: Mask | None = None) -> Hits:
        """Find the units that a query asks for, of those that are ``allowed``; shape ``(n_units,)``."""
        leaves = {leaf: self._uses(leaf) for leaf in query.wanted}
        fits = self._fits(query.node, leaves)
        if allowed is not None:
            fits &= allowed
        rows = np.flatnonzero(fits)
        scores = np.zeros(len(rows))
        for uses in leaves.values():
            having = int(np.count_nonzero(uses))
            rarity = np.log(1 + (len(fits) - having + 0.5) / (having + 0.5))
            here = uses[rows]
            scores += rarity * here * (K1 + 1) / (here + self._weight[rows])
        best = np.argsort(-scores.round(6), kind="stable")
        return Hits(rows[best], scores[best])

    def marker(self, query: Query) -> Marker:
        """Give what marks the words of a query in a text."""
        return Marker(
            tuple(
                tuple(
                    frozenset(
                        self.words.folded[one] for one in self._ids(part, exact=isinstance(leaf, Phrase))
                    )
                    for part in (leaf.words if isinstance(leaf, Phrase) else (leaf,))
                )
                for leaf in query.wanted
            )
        )

    def _ids(self, word: Word, *, exact: bool) -> Mapping[int, float]:
        """Give the words of the corpus that one of a query stands for, each with how much it counts."""
        key = (word, exact)
        if key not in self._known:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[key] = self._sought(word, exact=exact)
        return self._known[key]

    def _sought(self, word: Word, *, exact: bool) -> Mapping[int, float]:
        if word.prefix:
            return dict.fromkeys(self.words.beginning(word.text).tolist(), 1.0)
        if exact:
            return dict.fromkeys(self.words.exactly(word.text).tolist(), 1.0)
        return self.words.of(word.text)

    def _uses(self, leaf: Leaf) -> Scores:
        """Count a word or phrase in every unit; shape ``(n_units,)``."""
        if isinstance(leaf, Word):
            places, weights = self._places(self._ids(leaf, exact=False))
            return np.bincount(places // GAP, weights, minlength=self.units.height).astype(np.float64)
        at = self._places(self._ids(leaf.words[0], exact=True))[0]
        for step, word in enumerate(leaf.words[1:], 1):
            places = self._places(self._ids(word, exact=True))[0] - step
            at = np.intersect1d(at, places, assume_unique=True)
        return np.bincount(at // GAP, minlength=self.units.height).astype(np.float64)

    def _places(self, words: Mapping[int, float]) -> tuple[Ids, Scores]:
        """Give every place of some words, and how much each counts."""
        parts = [self._at[self._starts[one] : self._starts[one + 1]] for one in words]
        sizes = [len(part) for part in parts]
        weights = np.repeat(np.array(list(words.values()), dtype=np.float64), np.array(sizes, dtype=np.int64))
        return np.concatenate([*parts, np.zeros(0, dtype=np.int64)]), weights

    def _fits(self, node: Node, leaves: Mapping[Leaf, Scores]) -> Mask:
        if isinstance(node, Not):
            return ~self._fits(node.part, leaves)
        if isinstance(node, All | Any):
            join = np.logical_and if isinstance(node, All) else np.logical_or
            return np.asarray(join.reduce([self._fits(part, leaves) for part in node.parts]))
        return np.asarray((leaves[node] if node in leaves else self._uses(node)) > 0)


def _bare(text: str) -> str:
    """Give a text with the tags of masking blanked, so that places in it stay the same."""
    return TAG.sub(lambda tag: " " * len(tag.group()), text) if "[" in text else text


def _languages(tokens: npt.NDArray[np.uint32], unit: Ids, spoken: pl.Series, words: int) -> Sequence[str]:
    """Say of every word in which language it is used most, of those that more than a few units are in."""
    counts = spoken.value_counts().sort(["count", spoken.name], descending=[True, False])
    names = [name for name, count in counts.iter_rows() if count >= STRAY * len(spoken)] or ["nl"]
    number = {name: place for place, name in enumerate(names)}
    of_unit = np.array([number.get(name, -1) for name in spoken], dtype=np.int64)
    most = np.stack([np.bincount(tokens[of_unit[unit] == one], minlength=words) for one in range(len(names))])
    return [names[one] for one in most.argmax(axis=0)]


def _joined(spans: set[Mark]) -> tuple[Mark, ...]:
    """Join spans that overlap, in order."""
    found: list[Mark] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)
