"""The participation platforms whose exports are known by their columns."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from typing import Final

from corpora.readers.formats import Platform

PLATFORMS: Final[tuple[Platform, ...]] = ()
"""All of them, the surest first."""
COMPANIONS: Final[Dictionary[str, tuple[str, ...]]] = {}
"""By name of a file those that are read with it, from the same folder, and are no source of their own."""
