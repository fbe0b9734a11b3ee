"""Numbers as the command line prints them: plain, short, and no more than may be shown."""

from __future__ import annotations

from collections.abc import Sequence

from insights.intervals import Interval
from insights.small_numbers import Shown


def count(shown: Shown) -> str:
    """Write a count as far as it may be shown.

    >>> count(Shown("exact", 12)), count(Shown("fewer", 5)), count(Shown("withheld"))
    ('12', '<5', 'withheld')
    """
    return {"exact": f"{shown.number}", "fewer": f"<{shown.number}", "more": f">{shown.number}"}.get(
        shown.kind, shown.kind
    )


def figure(value: float | None, digits: int = 3) -> str:
    """Write a figure, a dash where there is none.

    >>> figure(0.12345), figure(None)
    ('0.123', '–')
    """
    return "–" if value is None else f"{value:.{digits}f}"


def percentage(value: float | None) -> str:
    """Write a share as a whole percentage, a dash where there is none.

    >>> percentage(0.344), percentage(None)
    ('34%', '–')
    """
    return "–" if value is None else f"{value:.0%}"


def bounds(interval: Interval | None) -> str:
    """Write an interval of shares as whole percentages.

    >>> bounds(Interval(0.221, 0.479))
    '22–48%'
    """
    return "–" if interval is None else f"{100 * interval.low:.0f}–{interval.high:.0%}"


def aligned(rows: Sequence[tuple[str, ...]], left: int = 1) -> list[str]:
    """Align columns with spaces, the first ``left`` to the left and the others to the right.

    >>> aligned([("thema", "n"), ("Huur", "12")])
    ['thema   n', 'Huur   12']
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if place < left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
