"""What can go wrong, as one tree of exceptions; every message names the place and the way out.

OogstError
├── SourceError      a file that cannot be read, or that does not hold what its name says
│   └── MappingError a column or mapping key that does not fit the file
├── SettingsError    a setting that does not exist or has a value that cannot be
├── CodebookError    a codebook that does not hold together (labels.codebook)
├── DecisionError    a decision that says too little, or names what is not there (labels.decisions)
│   └── StaleDecision one that another decision about the same overtook
├── LogError         a log of decisions that cannot be read (labels.decision_log)
├── CodingError      codings that do not fit what they are about (labels.codings)
├── ExchangeError    a file of other coding software that is damaged or says what cannot be (labels.refi)
├── ModelError       an embedding model that is not on this machine
└── RunError         a run folder that is missing, incomplete or changed
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import Final

_LISTED: Final = 20
_CHARACTERS: Final = 60


class OogstError(Exception):
    """Base of every error that is shown to a user as one message, without a traceback."""


class SourceError(OogstError):
    """A source file that cannot be read."""


class MappingError(SourceError):
    """A mapping that names something the source does not have."""


class SettingsError(OogstError):
    """A setting with an unknown name or an impossible value."""


class ModelError(OogstError):
    """An embedding model that is not here, or that cannot be loaded."""


class RunError(OogstError):
    """A run folder that is missing, incomplete or of another shape."""


def nearest(found: str, known: Iterable[str]) -> str:
    """Say ``; did you mean 'x'?`` when one of the known names is close to what was found, else nothing.

    >>> nearest("presset", ["preset", "seed"])
    "; did you mean 'preset'?"
    """
    close = difflib.get_close_matches(found, list(known), n=1)
    return f"; did you mean '{brief(close[0])}'?" if close else ""


def brief(name: str) -> str:
    """Give a name that a file gave as a message can show it: its first 60 characters.

    >>> brief("Reactie"), len(brief("x" * 5_000))
    ('Reactie', 60)
    """
    return name if len(name) <= _CHARACTERS else f"{name[: _CHARACTERS - 1]}…"


def many(number: int, things: str) -> str:
    """Say how many things there are; they are named in the plural, with an s.

    >>> many(1, "sources"), many(2, "sources")
    ('1 source', '2 sources')
    """
    return f"{number} {things.removesuffix('s') if number == 1 else things}"


def listed(names: Sequence[str]) -> str:
    """List names that a file gave, such as those of its columns: the first twenty, and how many more.

    >>> listed(["id", "tekst"]), listed([f"kolom {number}" for number in range(22)])[-21:]
    ("'id', 'tekst'", "'kolom 19' and 2 more")
    """
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return ", ".join(f"'{brief(name)}'" for name in names[:_LISTED]) + more
