"""The comparison of two groups in words: the same sentences for every format."""

from __future__ import annotations

from insights.comparing.compared import Comparison, Row
from insights.reports.texts import ReportTexts
from insights.wording import Wording, number


def outcome(row: Row, comparison: Comparison, say: Wording, texts: ReportTexts) -> str:
    """Say which group gives a theme more attention, or why that was not tested."""
    if row.untested is not None:
        return texts.groups.untested[row.untested]
    if row.finding == "no difference" or row.finding is None:
        return texts.groups.no_difference
    side = comparison.first if row.finding == "first" else comparison.second
    return texts.groups.more_with.format(group=say.role_word(side.name))


def difference(row: Row, say: Wording) -> str:
    """Write a difference in attention in percentage points, with its interval where there is one."""
    if row.difference is None:
        return "–"
    told = _points(row.difference, say)
    if row.interval is None:
        return told
    return f"{told} ({_points(row.interval.low, say)} … {_points(row.interval.high, say)})"


def _points(share: float, say: Wording) -> str:
    """Write a share as percentage points with its sign.

    >>> from insights.wording import NL
    >>> _points(-0.0804, NL), _points(0.1101, NL)
    ('−8', '+11')
    """
    points = round(share * 100)
    return f"{'+' if points > 0 else '−' if points < 0 else ''}{number(abs(points), say)}"
