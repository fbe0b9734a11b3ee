"""What it means: opening a run; counting, comparing, quoting; reports; explorer; command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from insights.notebook import open_run

__all__ = ["open_run"]


def __getattr__(name: str) -> Any:
    """Import what a notebook asks for, and nothing before that."""
    if name == "open_run":
        from insights.notebook import open_run

        return open_run
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
