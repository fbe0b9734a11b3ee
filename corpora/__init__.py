"""What was said: sources, contributions and participants, read with nothing lost.

The names below are imported at first use, so that a command that reads nothing starts at once.

>>> from corpora import Mapping, repair
>>> repair("Hallo ")[0]
'Hallo'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpora.contributions import Corpus, Reading, read_source, read_sources
    from corpora.errors import MappingError, ModelError, OogstError, RunError, SettingsError, SourceError
    from corpora.ledger import append, count_outcomes, outcomes
    from corpora.mapping import Mapping
    from corpora.progress import Progress, SilentProgress, TerminalProgress
    from corpora.readers import Rows, read_rows
    from corpora.repairs import repair
    from corpora.reports import ImportReport

_HOMES = {
    "contributions": ("Corpus", "Reading", "read_source", "read_sources"),
    "errors": ("MappingError", "ModelError", "OogstError", "RunError", "SettingsError", "SourceError"),
    "ledger": ("append", "count_outcomes", "outcomes"),
    "mapping": ("Mapping",),
    "progress": ("Progress", "SilentProgress", "TerminalProgress"),
    "readers": ("Rows", "read_rows"),
    "repairs": ("repair",),
    "reports": ("ImportReport",),
}

__all__ = [
    "Corpus",
    "ImportReport",
    "Mapping",
    "MappingError",
    "ModelError",
    "OogstError",
    "Progress",
    "Reading",
    "Rows",
    "RunError",
    "SettingsError",
    "SilentProgress",
    "SourceError",
    "TerminalProgress",
    "append",
    "count_outcomes",
    "outcomes",
    "read_rows",
    "read_source",
    "read_sources",
    "repair",
]


def __getattr__(name: str) -> object:
    """Import a public name from its module."""
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"corpora.{home}"), name)
    raise AttributeError(f"module 'corpora' has no attribute '{name}'")


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
