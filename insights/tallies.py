"""Tallies: how many messages every theme has of every role, and the people behind them, in one pass.

They are raw: :mod:`insights.counting` says what may be shown of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from insights.mentions import PERSON, ROLE, Spoken

THEME = "theme_id"


@dataclass(frozen=True)
class Tally:
    """Some of the messages that count, and the people they stand on.

    Known ``people`` said them, but for the ``unknown`` ones of nobody known; ``alone`` are the people who
    said nothing else that counts, and ``most`` is how many are of one person.
    """

    messages: int = 0
    people: int = 0
    unknown: int = 0
    alone: int = 0
    most: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Put messages of other people beside these."""
        return Tally(
            self.messages + other.messages,
            self.people + other.people,
            self.unknown + other.unknown,
            self.alone + other.alone,
            max(self.most, other.most),
        )

    @property
    def behind(self) -> int:
        """How many people can stand behind these messages: an unknown person counts once a message."""
        return self.people + self.unknown

    def behind_the_rest(self, whole: Tally) -> int:
        """Give how many people can stand behind the messages of a ``whole`` that are not among these."""
        return whole.people - self.alone + whole.unknown - self.unknown


NOTHING = Tally()
ByRole = Mapping[str | None, Tally]


def tally_themes(mentioned: pl.DataFrame, spoken: Spoken) -> dict[str, ByRole]:
    """Tally the messages of every theme by role, from a table of theme_id and contribution_id."""
    columns = ("contribution_id", ROLE, PERSON)
    return _tally(mentioned.lazy().join(spoken.private.lazy().select(columns), on="contribution_id"), spoken)


def tally_all(spoken: Spoken) -> ByRole:
    """Tally all messages that count by role."""
    return _tally(spoken.private.lazy().with_columns(pl.lit("").alias(THEME)), spoken).get("", {})


def total(parts: ByRole) -> Tally:
    """Put the messages of all roles together: a person has one role."""
    return sum(parts.values(), NOTHING)


def _tally(frame: pl.LazyFrame, spoken: Spoken) -> dict[str, ByRole]:
    own, known = pl.col("own"), pl.col(PERSON).is_not_null()
    everything = spoken.private.lazy().group_by(PERSON).agg(pl.len().alias("of"))
    rows = (
        frame.group_by(THEME, ROLE, PERSON)
        .agg(pl.len().alias("own"))
        .join(everything, on=PERSON, how="left")
        .group_by(THEME, ROLE)
        .agg(
            own.sum().alias("messages"),
            known.sum().alias("people"),
            own.filter(~known).sum().alias("unknown"),
            (known & (own == pl.col("of"))).sum().alias("alone"),
            own.filter(known).max().fill_null(0).alias("most"),
        )
        .collect()
    )
    found: dict[str, dict[str | None, Tally]] = {}
    for theme, role, *numbers in rows.iter_rows():
        found.setdefault(theme, {})[role] = Tally(*numbers)
    return dict(found)
