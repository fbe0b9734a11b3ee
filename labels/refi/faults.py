"""What is wrong with an exchange file: every fault with its place, and nothing taken over half."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from corpora.errors import OogstError

SHOWN: Final = 10
"""Faults that a message lists; of the others it tells how many."""


class ExchangeError(OogstError):
    """An exchange file that cannot be read, or that contradicts itself."""


def listed(faults: Sequence[str]) -> str:
    """List faults, one a line, the first :data:`SHOWN` in full."""
    lines = [f"  {fault}" for fault in faults[:SHOWN]]
    if len(faults) > SHOWN:
        lines.append(f"  … and {len(faults) - SHOWN} more")
    return "\n".join(lines)
