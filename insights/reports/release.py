"""Which quotes may leave the house: in a workspace that asks for it, those that a person released.

``release = true`` in ``oogst.toml`` asks for it. A release is of the words of a passage, with every theme;
one that a person excluded is in no report at all.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass

from corpora.errors import SettingsError
from insights.decisions.decided_run import DecidedRun
from insights.runs import Run
from labels.workspace import CONFIGURATION, Workspace


@dataclass(frozen=True)
class Release:
    """Whether quotes need release, and the ids of those that have it."""

    asked: bool
    quotes: frozenset[str] = frozenset()

    def of(self, quote: str) -> bool | None:
        """Tell whether a quote is released; None where nothing asks for it."""
        return quote in self.quotes if self.asked else None


def release_of(run: Run) -> Release:
    """Read what the workspace of a run asks, and what its people released.

    Raises :class:`SettingsError` when ``release`` is neither true nor false, or the file is no TOML.
    """
    file = Workspace.around(run.path).path / CONFIGURATION
    if not file.is_file():
        return Release(asked=False)
    try:
        asked = tomllib.loads(file.read_text(encoding="utf-8")).get("release", False)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} is not TOML: {error}. Correct it, or remove the file.") from error
    if not isinstance(asked, bool):
        raise SettingsError(f"{file} has release = {asked!r}; write release = true or release = false.")
    if not asked or not isinstance(run, DecidedRun):
        return Release(asked=asked)
    return Release(True, run.released)
