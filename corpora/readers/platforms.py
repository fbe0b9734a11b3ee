"""The participation platforms whose exports are known by their columns."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from typing import Final

from corpora.readers import consult, polis
from corpora.readers.consul import CONSUL
from corpora.readers.consult import CONSULT
from corpora.readers.decidim import DECIDIM
from corpora.readers.doccano import DOCCANO
from corpora.readers.formats import Platform
from corpora.readers.go_vocal import GO_VOCAL
from corpora.readers.label_studio import LABEL_STUDIO
from corpora.readers.openstad import OPENSTAD
from corpora.readers.polis import POLIS
from corpora.readers.wide import WIDE
from corpora.readers.work_session import WORK_SESSION

PLATFORMS: Final[tuple[Platform, ...]] = (
    POLIS,
    OPENSTAD,
    DECIDIM,
    GO_VOCAL,
    CONSULT,
    LABEL_STUDIO,
    CONSUL,
    DOCCANO,
    WIDE,
    WORK_SESSION,
)
"""All of them, the surest first."""
COMPANIONS: Final[Dictionary[str, tuple[str, ...]]] = {
    polis.COMMENTS: polis.BESIDE,
    consult.RESPONSES: consult.BESIDE,
}
"""By name of a file those that are read with it, from the same folder, and are no source of their own."""
