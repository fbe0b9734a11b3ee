"""Joining lines that were broken to fit a page or a column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_HYPHEN: Final = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")
_SUSPENDED: Final = re.compile(r"(?:en|of|and|or|und|oder|tot|dan|als)\b", re.IGNORECASE)


def join_lines(lines: Sequence[str]) -> str:
    """Join the lines of one sentence: a word that a hyphen breaks is made whole, a hyphen of its own stays.

    >>> join_lines(["Een laag-", "drempelige plek voor huur-", "en zorgvragen."])
    'Een laagdrempelige plek voor huur- en zorgvragen.'
    """
    joined = ""
    for line in lines:
        line = line.strip()
        if not joined or not line:
            joined = joined or line
        elif _HYPHEN.search(joined) is None:
            joined = f"{joined} {line}"
        elif _SUSPENDED.match(line):
            joined = f"{joined} {line}"
        elif line[0].islower():
            joined = joined[:-1] + line
        else:
            joined += line if line[0].isupper() else f" {line}"
    return joined
