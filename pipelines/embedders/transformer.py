"""Any sentence-transformer, from a local folder or from the model cache; never from the network."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from corpora.errors import ModelError
from pipelines.embedders.base import Matrix

INSTRUCTION = "Instruct: Identify the theme of this contribution to a public dialogue\nQuery: "
"""Prompt for instruction-tuned e5 models, in the form that their authors give."""


class SentenceTransformerModel:
    """A sentence-transformer with its own prompt.

    On a processor texts pass one by one, so that a vector never depends on its batch; on an accelerator in
    batches of 32, in the order given, where the last digits may differ.
    """

    def __init__(self, folder: Path, name: str) -> None:
        """Load a model from a folder.

        Raises :class:`ModelError` when the folder holds no sentence-transformer.
        """
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()  # type: ignore[no-untyped-call]  # a run shows its own
        try:
            self._model = SentenceTransformer(str(folder), local_files_only=True)
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"{folder} holds no sentence-transformer that can be loaded: {error}") from error
        self.name = name
        self.revision = revision_of(folder)
        self.width = int(self._model.get_embedding_dimension() or 0)
        self.prompt = _prompt(name, dict(self._model.prompts or {}), self._model.default_prompt_name)

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Embed texts; shape ``(n, width)``, L2-normalised."""
        if not texts:
            return np.zeros((0, self.width), dtype=np.float32)
        vectors = self._model.encode(
            list(texts),
            prompt=self.prompt or None,
            batch_size=1 if self._model.device.type == "cpu" else 32,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, dtype=np.float32)


def _prompt(name: str, prompts: dict[str, str | None], default: str | None) -> str:
    """Choose the prompt: the model's own for clustering, its default, its query, or that of its family."""
    for key in ("clustering", "Clustering", default, "query"):
        found = prompts.get(key) if key else None
        if found:
            return found
    family = name.lower()
    if "e5" in family and "instruct" in family:
        return INSTRUCTION
    return "query: " if "e5-" in family else ""


def revision_of(folder: Path) -> str:
    """Name the state of a model folder.

    Its commit in the model cache, else 12 hex digits over all its files.
    """
    if folder.parent.name == "snapshots":
        return folder.name
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(str(file.relative_to(folder)).encode())
        with file.open("rb") as handle:
            digest.update(hashlib.file_digest(handle, "sha256").digest())
    return digest.hexdigest()[:12]
