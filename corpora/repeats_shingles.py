"""Texts as sets of character shingles, and every pair of them that is nearly the same.

Likeness is the Jaccard index of the sets of five characters in a row (Broder 1997, *On the resemblance and
containment of documents*). Candidates come from prefix filtering (Bayardo, Ma & Srikant 2007, *Scaling up all
pairs similarity search*; the bound on what two prefixes leave is that of Xiao and others 2008, *Efficient
similarity joins for near duplicate detection*). At a likeness of 0.8 that misses no pair and looks at fewer
than a MinHash of the same recall would, so there is one way for small corpora and large ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.sparse.csgraph import connected_components

Numbers: TypeAlias = npt.NDArray[np.int64]

WIDTH: Final = 5
"""Characters in a shingle."""
NEAR: Final = (4, 5)
"""Near copies share at least this part of their shingles: 0.8, as whole numbers, so that no digit decides."""
LARGE: Final = 64
"""Texts that share one rare shingle and from which not every pair of them is looked at."""
DELEGATES: Final = 8
"""So many of those that were joined already stand for the others in what is left to compare."""
PIVOTS: Final = 3
"""Times that a large number of texts is held against one of them."""
BITS: Final = 1024
"""Bits of the bitmap by which most pairs are turned down before they are measured."""
_TEXTS_AT_ONCE: Final = 1 << 13
_WORK_AT_ONCE: Final = 1 << 21
_ODD: Final = np.uint64(0x9E3779B97F4A7C15)
_HASH_BITS: Final = np.uint64(48)


@dataclass(frozen=True)
class Shingles:
    """The shingles of texts.

    ``shared`` is a boolean matrix of texts by the shingles that at least two texts have, the rarest first,
    shape ``(n, n_shared)``; ``size`` counts all different shingles of a text, shape ``(n,)``.
    """

    shared: sp.csr_matrix
    size: Numbers

    def of(self, rows: Numbers) -> Shingles:
        """Give the shingles of some of the texts only, as if there were no others."""
        part = self.shared[rows]
        often = np.bincount(part.indices, minlength=part.shape[1])
        order = np.argsort(often, kind="stable")
        return Shingles(_sorted(part[:, order[often[order] > 1]]), self.size[rows])

    @cached_property
    def bits(self) -> npt.NDArray[np.uint64]:
        """A bitmap of the shingles of every text, shape ``(n, BITS // 64)``; several may share a bit."""
        bits = np.zeros((len(self.size), BITS // 64), dtype=np.uint64)
        for start in range(0, len(bits), _TEXTS_AT_ONCE):
            part = self.shared[start : start + _TEXTS_AT_ONCE]
            rows = np.repeat(np.arange(part.shape[0]), np.diff(part.indptr))
            bit = (part.indices.astype(np.uint64) * _ODD) >> np.uint64(64 - BITS.bit_length() + 1)
            dense = np.zeros((part.shape[0], BITS), dtype=np.bool_)
            dense[rows, bit.astype(np.int64)] = True
            bits[start : start + _TEXTS_AT_ONCE] = np.packbits(dense, axis=1).view(np.uint64)
        return bits

    def may_be_near(self, left: Numbers, right: Numbers) -> npt.NDArray[np.bool_]:
        """Tell which pairs can be near by their bitmaps, shape ``(p,)``.

        Bits that differ are shingles that only one of both has, so no pair that is near is turned down
        (Sandes, Teodoro & Melo 2020, *Bitmap filter*).
        """
        sizes = self.size[left] + self.size[right]
        differing = np.zeros(len(left), dtype=np.int64)
        for word in range(self.bits.shape[1]):
            differing += np.bitwise_count(self.bits[left, word] ^ self.bits[right, word])
        return _is_near((sizes - differing) // 2, sizes)

    def common(self, left: Numbers, right: Numbers) -> Numbers:
        """Count the shingles that two texts have in common, pair by pair, shape ``(p,)``."""
        counts = np.zeros(len(left), dtype=np.int64)
        work = np.cumsum(self.size[left] + self.size[right]) // _WORK_AT_ONCE
        cuts = np.flatnonzero(np.diff(work)) + 1
        for part in np.split(np.arange(len(left)), cuts):
            both = self.shared[left[part]].multiply(self.shared[right[part]]).tocsr()
            counts[part] = np.diff(both.indptr)
        return counts

    def likeness(self, rows: Numbers, others: Numbers) -> npt.NDArray[np.float64]:
        """Give the Jaccard index of texts and others, shape ``(len(rows), len(others))``."""
        one, other = (self.shared[numbers].astype(np.int32) for numbers in (rows, others))
        both = (one @ other.T).toarray().astype(np.int64)
        sizes, beside = self.size[rows][:, None], self.size[others][None, :]
        both = np.where(rows[:, None] == others[None, :], sizes, both)
        return np.asarray(both / np.maximum(sizes + beside - both, 1), dtype=np.float64)


def shingles_of(texts: Sequence[str]) -> Shingles:
    """Cut texts into shingles, each known by 48 bits of a hash of its characters.

    >>> shingles_of(["de bus rijdt", "de bus rijdt niet"]).size
    array([ 8, 13])
    """
    cut = [
        _different(texts[start : start + _TEXTS_AT_ONCE]) for start in range(0, len(texts), _TEXTS_AT_ONCE)
    ]
    size = np.concatenate([np.zeros(0, dtype=np.int64), *(one for _, one in cut)])
    every = np.concatenate([np.zeros(0, dtype=np.uint64), *(hashes for hashes, _ in cut)])
    every.sort()
    first = np.flatnonzero(np.concatenate([[len(every) > 0], every[1:] != every[:-1]]))
    often = np.diff(first, append=len(every))
    several = first[often > 1]
    known, often = every[several], often[often > 1]
    del every, first
    rank = np.empty(len(known), dtype=np.int32)
    rank[np.argsort(often, kind="stable")] = np.arange(len(known), dtype=np.int32)
    columns, counts = [], []
    while cut:
        hashes, had = cut.pop(0)
        place = np.minimum(np.searchsorted(known, hashes), max(len(known) - 1, 0))
        kept = known[place] == hashes if len(known) else np.zeros(len(hashes), dtype=np.bool_)
        columns.append(rank[place[kept]])
        counts.append(np.bincount(np.repeat(np.arange(len(had)), had)[kept], minlength=len(had)))
    indices = np.concatenate([*columns, np.zeros(0, dtype=np.int32)])
    indptr = np.cumsum(np.concatenate([[0], *counts]))
    ones = np.ones(len(indices), dtype=np.bool_)
    return Shingles(_sorted(sp.csr_matrix((ones, indices, indptr), shape=(len(size), len(known)))), size)


def connected(shingles: Shingles) -> Numbers:
    """Give near copies, and the near copies of those, the same number; shape ``(n,)``.

    Every pair that is near counts, but among more than :data:`LARGE` texts with the same rare shingle, where
    of those that were joined already some stand for all. No memory grows with the square of the texts.
    """
    prefix = _Prefix(shingles)
    labels = np.arange(len(shingles.size), dtype=np.int64)
    columns, rows = prefix.large()
    for _ in range(PIVOTS):
        if not len(columns):
            break
        start = np.flatnonzero(np.diff(columns, prepend=-1))
        pivot = np.repeat(rows[start], np.diff(start, append=len(columns)))
        apart = labels[pivot] != labels[rows]
        labels = _joined(labels, *_near(shingles, *_pairs(pivot[apart], rows[apart], len(labels))))
        left = labels[pivot] != labels[rows]
        columns, rows = columns[left], rows[left]
    for left, right in prefix.candidates(shingles, labels):
        apart = labels[left] != labels[right]
        left, right = left[apart], right[apart]
        may = shingles.may_be_near(left, right)
        labels = _joined(labels, *_near(shingles, left[may], right[may]))
    return labels


class _Prefix:
    """The rarest shingles of every text: two near copies share at least one of these."""

    def __init__(self, shingles: Shingles) -> None:
        matrix, size = shingles.shared, shingles.size
        numerator, denominator = NEAR
        least = -(-size * numerator // denominator)
        had = np.diff(matrix.indptr)
        # The shingles that no other text has are the rarest, and fill the prefix first.
        length = np.clip(size - least + 1 - (size - had), 0, had)
        indptr = np.concatenate([[0], np.cumsum(length)])
        place = np.arange(indptr[-1]) + np.repeat(matrix.indptr[:-1] - indptr[:-1], length)
        self.columns = matrix.indices[place].astype(np.int64)
        self.width = matrix.shape[1]
        self.rows = np.repeat(np.arange(len(size)), length)
        self.often = np.bincount(self.columns, minlength=self.width)
        self.last = np.full(len(size), -1, dtype=np.int64)
        some = length > 0
        self.last[some] = self.columns[indptr[1:][some] - 1]
        self.rest = least - 1

    def large(self) -> tuple[Numbers, Numbers]:
        """Give the shingles that are in many prefixes, and the texts that have them, sorted by both."""
        many = self.often[self.columns] > LARGE
        columns, rows = self.columns[many], self.rows[many]
        order = np.lexsort((rows, columns))
        return columns[order], rows[order]

    def candidates(self, shingles: Shingles, labels: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
        """Give pairs of texts not joined yet that may be near, a bounded number at a time."""
        kept = self._delegates(labels)
        lost = np.bincount(self.rows[~kept], minlength=len(labels))
        ones = np.ones(int(kept.sum()), dtype=np.int32)
        shape = (len(labels), self.width)
        matrix = sp.csr_matrix((ones, (self.rows[kept], self.columns[kept])), shape=shape)
        often = np.bincount(matrix.indices, minlength=self.width)
        work = np.concatenate([[0], np.cumsum(often[matrix.indices])])[matrix.indptr[1:]]
        cuts = np.flatnonzero(np.diff(work // _WORK_AT_ONCE)) + 1
        turned = matrix.T.tocsr()
        for rows in np.split(np.arange(len(labels)), cuts):
            product = (matrix[rows] @ turned).tocoo()
            left, right = rows[product.row], product.col.astype(np.int64)
            once = left < right
            left, right, both = left[once], right[once], product.data[once].astype(np.int64)
            # Of the prefix that ends first, all that both have is counted; more can only be in its rest.
            earlier = np.where(self.last[left] <= self.last[right], left, right)
            most = both + lost[left] + lost[right] + self.rest[earlier]
            may = _is_near(most, shingles.size[left] + shingles.size[right])
            yield left[may], right[may]

    def _delegates(self, labels: Numbers) -> npt.NDArray[np.bool_]:
        """Tell which entries stay: of texts joined already only some for every shingle that many have."""
        kept = np.ones(len(self.columns), dtype=np.bool_)
        many = np.flatnonzero(self.often[self.columns] > LARGE)
        column, label = self.columns[many], labels[self.rows[many]]
        order = np.lexsort((self.rows[many], label, column))
        new = np.diff(column[order], prepend=-1) != 0
        new |= np.diff(label[order], prepend=-1) != 0
        start = np.flatnonzero(new)
        place = np.arange(len(order)) - np.repeat(start, np.diff(start, append=len(order)))
        kept[many[order]] = place < DELEGATES
        return kept


def _near(shingles: Shingles, left: Numbers, right: Numbers) -> tuple[Numbers, Numbers]:
    """Keep the pairs that are near, measured exactly."""
    near = _is_near(shingles.common(left, right), shingles.size[left] + shingles.size[right])
    return left[near], right[near]


def _is_near(common: Numbers, sizes: Numbers) -> npt.NDArray[np.bool_]:
    """Tell which numbers of common shingles make a Jaccard index of at least :data:`NEAR`."""
    numerator, denominator = NEAR
    return np.asarray((numerator + denominator) * common >= numerator * sizes)


def _pairs(left: Numbers, right: Numbers, n: int) -> tuple[Numbers, Numbers]:
    """Give every pair once, the lower number first."""
    both = np.unique(np.minimum(left, right) * n + np.maximum(left, right))
    return both // n, both % n


def _joined(labels: Numbers, left: Numbers, right: Numbers) -> Numbers:
    """Join the numbers of texts that are pairs; each group is numbered after its first text."""
    n = len(labels)
    ends = (np.concatenate([left, np.arange(n)]), np.concatenate([right, labels]))
    edges = sp.csr_matrix((np.ones(len(ends[0]), dtype=np.bool_), ends), shape=(n, n))
    _, parts = connected_components(edges, directed=False)
    _, first = np.unique(parts, return_index=True)
    return np.asarray(first[parts], dtype=np.int64)


def _different(texts: Sequence[str]) -> tuple[npt.NDArray[np.uint64], Numbers]:
    """Give the different shingles of every text, one text after the other, and how many each has."""
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    codes = np.frombuffer("".join(texts).encode("utf-32-le"), dtype=np.uint32)
    windows = max(len(codes) - WIDTH + 1, 0)
    hashes = np.zeros(windows, dtype=np.uint64)
    for place in range(WIDTH):
        hashes = (hashes + codes[place : place + windows] + np.uint64(1)) * _ODD
    text = np.repeat(np.arange(len(texts)), lengths)
    whole = text[:windows] == text[WIDTH - 1 :]
    row = text[:windows][whole].astype(np.uint64)
    keys = np.sort((row << _HASH_BITS) | (hashes[whole] >> (np.uint64(64) - _HASH_BITS)))
    keys = keys[np.diff(keys, prepend=np.uint64(2**64 - 1)) != 0]
    size = np.bincount((keys >> _HASH_BITS).astype(np.int64), minlength=len(texts))
    return keys & ((np.uint64(1) << _HASH_BITS) - np.uint64(1)), size.astype(np.int64)


def _sorted(matrix: sp.csr_matrix) -> sp.csr_matrix:
    matrix = sp.csr_matrix(matrix)
    matrix.sort_indices()
    return matrix
