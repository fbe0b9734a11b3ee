"""Sample corpora that travel with Oogst: written for it, synthetic from the first word to the last."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Sample:
    """The files of a sample: the ``dialogue``, its ``mapping``.

    And in ``gold`` the codes that only evaluation reads.
    """

    dialogue: Path
    mapping: Path
    gold: Path


def sample_dialogue() -> Sample:
    """Give the sample dialogue about vulnerable neighbourhoods in two towns that do not exist."""
    folder = FOLDER / "wijkdialoog"
    return Sample(folder / "dialoog.csv", folder / "source.toml", folder / "goud" / "codes.csv")
