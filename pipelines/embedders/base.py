"""The boundary between themes and models: one protocol, and the way texts pass through it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Protocol

import numpy as np
import numpy.typing as npt

TURN = 0.0005
"""Seconds that a thread keeps Python's lock while another waits for it, in embedding."""
Matrix = npt.NDArray[np.float32]


class Embedder(Protocol):
    """What a model must offer.

    ``encode`` gives one L2-normalised float32 vector a text, shape ``(n, width)``; the vector of a text must
    not depend on the texts beside it, on their order or on the number of threads, so that a cached vector
    equals a fresh one.
    """

    name: str
    revision: str
    width: int

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Embed texts."""
        ...


def workers() -> int:
    """Say how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return max(1, os.cpu_count() or 1)


def encode_each(encode_one: EncodeOne, texts: Sequence[str], width: int) -> Matrix:
    """Embed every text alone, several at a time, each on one BLAS thread.

    A matrix product over a batch rounds differently with another batch; one text at a time does not, and as
    many workers as processors make up for the lost batching.
    """
    from threadpoolctl import threadpool_limits

    if not texts:
        return np.zeros((0, width), dtype=np.float32)
    with threadpool_limits(limits=1), _short_turns(), ThreadPoolExecutor(workers()) as pool:
        rows = list(pool.map(encode_one, texts))
    return np.stack(rows).astype(np.float32, copy=False)


@contextmanager
def _short_turns() -> Iterator[None]:
    """Let threads take short turns at Python's lock while the block runs.

    A thread that comes back from a matrix product otherwise waits five milliseconds, as long as the product
    took, for another that cuts a text into pieces.
    """
    usual = sys.getswitchinterval()
    sys.setswitchinterval(TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


class EncodeOne(Protocol):
    """A function from one text to one vector of shape ``(width,)``."""

    def __call__(self, text: str, /) -> Matrix:
        """Embed one text."""
        ...
