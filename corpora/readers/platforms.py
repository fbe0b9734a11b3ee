"""The participation platforms whose exports are known by their columns."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from typing import Final

from corpora.readers.formats import Platform
from corpora.readers.polis import BESIDE, COMMENTS, POLIS

PLATFORMS: Final[tuple[Platform, ...]] = (POLIS,)
"""All of them, the surest first."""
COMPANIONS: Final[Dictionary[str, tuple[str, ...]]] = {COMMENTS: BESIDE}
"""By name of a file those that are read with it, from the same folder, and are no source of their own."""
