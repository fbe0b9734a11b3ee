"""Embedders: what turns texts into vectors, behind one protocol, each loaded only when it is used."""

from __future__ import annotations

from pipelines.embedders.base import Embedder
from pipelines.embedders.catalogue import Entry, available, fetch, load

__all__ = ["Embedder", "Entry", "available", "fetch", "load"]
